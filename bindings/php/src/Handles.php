<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use FFI;
use FFI\CData;

/** Something of the library that is held until it is closed, or until nothing refers to it any more. */
abstract class Handle
{
    protected const WHAT = '';
    protected const FREE = '';

    private ?CData $pointer;
    private bool $isUsed = false;

    /** @internal The owner has the callbacks that run inside the calls. */
    public function __construct(CData $pointer, private readonly ?Engine $owner = null)
    {
        $this->pointer = $pointer;
    }

    /** Frees it. Closing again does nothing. */
    public function close(): void
    {
        $this->refuseCallbacks();
        if ($this->pointer !== null) {
            [$pointer, $this->pointer] = [$this->pointer, null];
            $this->free($pointer);
        }
    }

    protected function free(CData $pointer): void
    {
        Library::ffi()->{static::FREE}($pointer);
    }

    public function __destruct()
    {
        $this->close();
    }

    /** A callback inside a call does not use or close what the call uses. */
    private function refuseCallbacks(): void
    {
        if ($this->isUsed) {
            throw new BusyException(static::WHAT . ' is in use by the call that the callback runs in');
        }
    }

    /** @internal What a function answers that is given the pointer, with the handle to itself. */
    public function with(callable $work): int
    {
        $this->refuseCallbacks();
        $pointer = $this->pointer ?? throw new ClosedException(static::WHAT . ' is closed');
        $this->isUsed = true;
        try {
            return $work($pointer);
        } finally {
            $this->isUsed = false;
        }
    }

    protected function call(string $function, mixed ...$arguments): int
    {
        $error = Library::scratch()->error;
        $status = $this->with(static fn (CData $pointer): int
            => Library::ffi()->$function($pointer, ...$arguments, ...[FFI::addr($error)]));
        $this->owner?->callbacks->rethrow($error);
        return Library::check($status, $error);
    }

    private function __clone()
    {
    }
}

/**
 * A walk over keys as they stood when it was opened.
 *
 * @implements \IteratorAggregate<int, Entry>
 */
final class Scan extends Handle implements \IteratorAggregate
{
    protected const WHAT = 'scan';
    protected const FREE = 'sda_scan_free';

    /** The next entry; null at the end. */
    public function next(): ?Entry
    {
        $out = Library::struct('sda_entry');
        return $this->call('sda_scan_next', FFI::addr($out)) === Raw::SDA_NOTHING ? null : Entry::read($out);
    }

    /**
     * The next keys with their values in one call, about so many bytes of them; empty at the end.
     *
     * @return list<array{string, string}>
     */
    public function nextMany(int $bytesMax = 64 * 1024): array
    {
        $found = Library::scratch()->filling(2, fn (CData ...$bufs): int => $this->call('sda_scan_next_many', $bytesMax, ...$bufs));
        return $found === null ? [] : array_map(null, ...$found);
    }

    /** What is left of the walk. */
    public function getIterator(): \Generator
    {
        while (($entry = $this->next()) !== null) {
            yield $entry;
        }
    }
}

/**
 * A value of any length that is read piece by piece, as it was when it was opened. A foreach gives its pieces.
 *
 * @implements \IteratorAggregate<int, string>
 */
final class ValueReader extends Handle implements \IteratorAggregate
{
    protected const WHAT = 'value reader';
    protected const FREE = 'sda_value_reader_free';
    private const PIECE_BYTES = 64 * 1024;

    /** @internal */
    public function __construct(
        CData $pointer,
        Engine $owner,
        /** Length of the value in bytes. */
        public readonly int $size,
        /** The version of the write. */
        public readonly int $version,
        /** The application's time of the write. */
        public readonly int $timestampMs,
    ) {
        parent::__construct($pointer, $owner);
    }

    /** The bytes from there on, at most so many; null at the end and behind it. */
    public function read(int $offset, int $bytesMax = self::PIECE_BYTES): ?string
    {
        [$room, $size] = [Library::ffi()->new("char[$bytesMax]"), Library::scratch()->size];
        $status = $this->call('sda_value_reader_read', $offset, $room, $bytesMax, FFI::addr($size));
        return $status === Raw::SDA_NOTHING ? null : FFI::string($room, $size->cdata);
    }

    /** The pieces from the first on. */
    public function getIterator(): \Generator
    {
        for ($offset = 0; ($piece = $this->read($offset)) !== null; $offset += strlen($piece)) {
            yield $piece;
        }
    }
}

/**
 * A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left of it
 * without one, when it is closed or nothing refers to it any more.
 */
final class ValueWriter extends Handle
{
    protected const WHAT = 'value writer';
    protected const FREE = 'sda_value_writer_free';
    private const PIECE_BYTES = 64 * 1024;

    /** Takes the next bytes, as many as the caller likes, up to what is missing; of more it takes none. */
    public function write(string $bytes): static
    {
        $this->call('sda_value_writer_write', $bytes, strlen($bytes));
        return $this;
    }

    /**
     * Takes everything that is left of a stream, which stays open; how many bytes.
     *
     * @param resource $source
     */
    public function writeAll($source): int
    {
        for ($total = 0; ($piece = fread($source, self::PIECE_BYTES)) !== false && $piece !== ''; $total += strlen($piece)) {
            $this->write($piece);
        }
        return $total;
    }

    /** Makes what was written the value of its key, all of it in one moment. */
    public function commit(): Applied
    {
        $out = Library::struct('sda_apply');
        $this->call('sda_value_writer_commit', FFI::addr($out));
        return Applied::read($out);
    }
}

/**
 * A reader of the change feed. Walking over it ends where nothing more has happened so far.
 *
 * @implements \IteratorAggregate<int, Change>
 */
final class Feed extends Handle implements \IteratorAggregate
{
    protected const WHAT = 'feed';
    protected const FREE = 'sda_feed_free';

    /** The next change; null when nothing more has happened so far. */
    public function next(): ?Change
    {
        $out = Library::struct('sda_change');
        return $this->call('sda_feed_next', FFI::addr($out)) === Raw::SDA_NOTHING ? null : Change::read($out);
    }

    /** Changes until there are no more so far. */
    public function getIterator(): \Generator
    {
        while (($change = $this->next()) !== null) {
            yield $change;
        }
    }

    /** Where to go on once everything handed out so far is dealt with. */
    public function position(): int
    {
        $number = Library::scratch()->number;
        $this->call('sda_feed_position', FFI::addr($number));
        return $number->cdata;
    }
}

/** Puts and removes that are written together: all of them or none. */
final class Group extends Handle implements \Countable
{
    protected const WHAT = 'group';
    protected const FREE = 'sda_group_free';

    public function __construct()
    {
        $out = Library::ffi()->new('sda_group *');
        $error = Library::scratch()->error;
        Library::check(Library::ffi()->sda_group_new(FFI::addr($out), FFI::addr($error)), $error);
        parent::__construct($out);
    }

    /** Adds a put. */
    public function put(string $key, string $value): static
    {
        $this->call('sda_group_put', $key, strlen($key), $value, strlen($value));
        return $this;
    }

    /**
     * Adds many puts in one call, all of them or none.
     *
     * @param list<array{string, string}> $entries Pairs of key and value.
     */
    public function putMany(array $entries): static
    {
        $parts = [Library::joined(array_column($entries, 0)), Library::joined(array_column($entries, 1))];
        $this->call('sda_group_put_many', ...array_merge(...$parts));
        return $this;
    }

    /** Adds a remove; the key may be absent. */
    public function remove(string $key): static
    {
        $this->call('sda_group_remove', $key, strlen($key));
        return $this;
    }

    /** Empties it, so that it can be filled anew. */
    public function clear(): static
    {
        $this->call('sda_group_clear');
        return $this;
    }

    /** How many puts and removes are in it. */
    public function count(): int
    {
        return $this->with(static fn (CData $group): int => Library::ffi()->sda_group_len($group));
    }
}

/** A session with one peer: bytes in, bytes out. After every change poll until there is nothing. */
final class Session extends Handle
{
    protected const WHAT = 'session';
    protected const FREE = 'sda_session_free';
    private const FRAME_BYTES = 64 * 1024;

    /** Takes one or more whole frames that came from the peer. */
    public function handle(string $frames): void
    {
        $this->call('sda_session_handle', $frames, strlen($frames));
    }

    /** The next frame for the peer, or null. */
    public function pollTransmit(int $bytesMax = self::FRAME_BYTES): ?string
    {
        $scratch = Library::scratch();
        $status = $this->call('sda_session_poll_transmit', $bytesMax, FFI::addr($scratch->buf));
        return $status === Raw::SDA_NOTHING ? null : $scratch->taken();
    }

    /** Polls frames until there is none. */
    public function frames(int $bytesMax = self::FRAME_BYTES): \Generator
    {
        while (($frame = $this->pollTransmit($bytesMax)) !== null) {
            yield $frame;
        }
    }

    /** What has happened, oldest first, or null. */
    public function pollEvent(): ?SessionEvent
    {
        $out = Library::struct('sda_session_event');
        $status = $this->call('sda_session_poll_event', FFI::addr($out));
        return $status === Raw::SDA_NOTHING ? null : SessionEvent::read($out);
    }

    /** Polls events until there is none. */
    public function events(): \Generator
    {
        while (($event = $this->pollEvent()) !== null) {
            yield $event;
        }
    }

    /** When to poll next if nothing else happens before, in milliseconds since 1970, or null. */
    public function nextWakeup(): ?int
    {
        $millis = Library::scratch()->millis;
        $status = $this->call('sda_session_next_wakeup_at_ms', FFI::addr($millis));
        return $status === Raw::SDA_NOTHING ? null : $millis->cdata;
    }

    /** Where it stands. */
    public function state(): SessionState
    {
        $out = Library::struct('sda_session_state_info');
        $this->call('sda_session_state', FFI::addr($out));
        return SessionState::read($out);
    }

    /** Ends it in order; poll once more, so that the peer is told, then close. */
    public function end(): void
    {
        $this->call('sda_session_close');
    }
}
