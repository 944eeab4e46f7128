<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use FFI;
use FFI\CData;

/**
 * A file of records of format 1 that is written to, locked. A database does not need it, and converts one when it is
 * opened on it. Closing makes everything durable and lets the lock go.
 */
final class Wal extends Handle
{
    protected const WHAT = 'wal';
    protected const FREE = 'sda_wal_close';

    /** Opens a file for appending; it is made when it is missing. */
    public function __construct(string $path)
    {
        parent::__construct(Library::openedAt('sda_wal', 'sda_wal_open', $path));
    }

    /** Every byte of a file, also while somebody writes to it. */
    public static function read(string $path): string
    {
        $s = Library::scratch();
        $status = Library::ffi()->sda_wal_read($path, strlen($path), FFI::addr($s->buf), FFI::addr($s->error));
        Library::check($status, $s->error);
        return $s->taken();
    }

    /** Looks for records, once: numbers go on behind the last one, a torn tail is set aside. */
    public function recover(): WalRecovery
    {
        $out = Library::struct('sda_wal_recovery');
        $this->call('sda_wal_recover', FFI::addr($out));
        return WalRecovery::read($out);
    }

    /** Appends bytes as they are. */
    public function append(string $bytes): static
    {
        $this->call('sda_wal_append', $bytes, strlen($bytes));
        return $this;
    }

    /**
     * Appends a record under the next number, which it gives back.
     *
     * @param int $recordType 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop.
     */
    public function appendRecord(int $recordType, int $timestampMs, string $payload): int
    {
        $number = Library::scratch()->number;
        $places = [$payload, strlen($payload), FFI::addr($number)];
        $this->call('sda_wal_append_record', $recordType, $timestampMs, ...$places);
        return $number->cdata;
    }

    /** Lets the next record get a number above this one. */
    public function raiseSequence(int $sequence): void
    {
        $this->call('sda_wal_raise_sequence', $sequence);
    }

    /** Puts everything appended on stable storage. */
    public function flush(): void
    {
        $this->call('sda_wal_flush');
    }

    /** One that nothing refers to any more is closed as well, but then nobody hears of a failure. */
    public function __destruct()
    {
        try {
            $this->close();
        } catch (SoftadastraException) {
        }
    }

    protected function free(CData $pointer): void
    {
        $error = Library::scratch()->error;
        Library::check(Library::ffi()->sda_wal_close($pointer, FFI::addr($error)), $error);
    }
}

/**
 * A walk over the records of a file of format 1, from the first one.
 *
 * @implements \IteratorAggregate<int, WalRecord>
 */
final class WalReader extends Handle implements \IteratorAggregate
{
    protected const WHAT = 'reader';
    protected const FREE = 'sda_wal_reader_free';

    /** Opens a file, also while somebody writes to it. */
    public function __construct(string $path)
    {
        parent::__construct(Library::openedAt('sda_wal_reader', 'sda_wal_reader_open', $path));
    }

    /** The next record; null at the end, and before what a crash left of a write. */
    public function next(): ?WalRecord
    {
        $out = Library::struct('sda_wal_record');
        $status = $this->call('sda_wal_reader_next', FFI::addr($out));
        return $status === Raw::SDA_NOTHING ? null : WalRecord::read($out);
    }

    /** What is left of the walk. */
    public function getIterator(): \Generator
    {
        while (($record = $this->next()) !== null) {
            yield $record;
        }
    }
}
