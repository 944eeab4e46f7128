<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use FFI;
use FFI\CData;

/** What an engine and a client have in common: how they are opened, called and closed. */
abstract class Shared
{
    protected const WHAT = '';
    protected const CLOSE = '';

    /** @internal */
    public readonly Callbacks $callbacks;
    private ?CData $pointer = null;

    /** Begins to hold a pointer. */
    protected function hold(CData $pointer, Callbacks $callbacks): void
    {
        $this->callbacks = $callbacks;
        $this->pointer = $pointer;
    }

    /**
     * What of the options belongs to each of these structs; a field may be in two of them.
     *
     * @return list<array<string, mixed>>
     */
    protected static function divide(array $options, string ...$structs): array
    {
        $known = array_map(static fn (string $struct): array => Raw::OPTIONS[$struct], $structs);
        $unknown = array_keys(array_diff_key($options, ...$known));
        if ($unknown !== []) {
            throw new \InvalidArgumentException('no such option: ' . implode(', ', $unknown));
        }
        return array_map(static fn (array $names): array => array_intersect_key($options, $names), $known);
    }

    /** Where the log is, in the options of an engine. */
    protected static function placed(array $options, ?string $path): array
    {
        return $path === null ? $options + ['durability' => Durability::MemoryOnly] : ['path' => $path] + $options;
    }

    /**
     * Calls a function that opens something under these options, which have the name of a struct each; the
     * pointer that it gives.
     *
     * @param array<string, array<string, mixed>> $options
     */
    protected static function opening(
        string $type,
        string $function,
        Callbacks $callbacks,
        ?callable $clock,
        array $options,
    ): CData {
        [$structs, $kept] = [[], []];
        foreach ($options as $name => $values) {
            [$structs[$name], $kept[]] = Library::options($name, $values);
        }
        if ($clock !== null) {
            $structs['sda_options']->clock = $callbacks->clock($clock);
        }
        [$out, $error] = [Library::ffi()->new("$type *"), Library::scratch()->error];
        $given = array_map(FFI::addr(...), array_values($structs));
        $status = Library::ffi()->$function(...$given, ...[FFI::addr($out), FFI::addr($error)]);
        $callbacks->rethrow($error);
        Library::check($status, $error);
        unset($kept);
        return $out;
    }

    /** The time of the system in milliseconds since 1970. */
    protected static function wallMs(): int
    {
        return (int) (microtime(true) * 1000);
    }

    /** Makes everything durable and lets go. Closing again does nothing. */
    public function close(): void
    {
        if ($this->callbacks->isInside) {
            throw new BusyException(static::WHAT . ' is in use by the callback that closes it');
        }
        if ($this->pointer !== null) {
            [$pointer, $this->pointer] = [$this->pointer, null];
            $error = Library::scratch()->error;
            Library::check(Library::ffi()->{static::CLOSE}($pointer, FFI::addr($error)), $error);
        }
    }

    /** What nothing refers to any more is closed as well, but then nobody hears of a failure. */
    public function __destruct()
    {
        if ($this->pointer !== null) {
            Library::ffi()->{static::CLOSE}($this->pointer, null);
            $this->pointer = null;
        }
    }

    /** Whether it was not closed yet. */
    public function isOpen(): bool
    {
        return $this->pointer !== null;
    }

    // How calls are made

    protected function run(callable $call): int
    {
        $error = Library::scratch()->error;
        $status = $call($this->pointer ?? throw new ClosedException(static::WHAT . ' is closed'), FFI::addr($error));
        $this->callbacks->rethrow($error);
        return Library::check($status, $error);
    }

    /** Calls a function with the pointer in front and the error slot behind. */
    protected function call(string $function, mixed ...$arguments): int
    {
        return $this->run(static fn (CData $pointer, CData $error): int
            => Library::ffi()->$function($pointer, ...$arguments, ...[$error]));
    }

    /** The handle that a function gives. */
    protected function opened(string $type, string $function, mixed ...$arguments): CData
    {
        $out = Library::ffi()->new("$type *");
        $this->call($function, ...$arguments, ...[FFI::addr($out)]);
        return $out;
    }

    /** The number of 64 bits that a function answers with. */
    protected function counted(string $function, mixed ...$arguments): int
    {
        $number = Library::scratch()->number;
        $this->call($function, ...$arguments, ...[FFI::addr($number)]);
        return $number->cdata;
    }

    /** The struct that a function fills. */
    protected function filled(string $struct, string $function, mixed ...$arguments): CData
    {
        $out = Library::struct($struct);
        $this->call($function, ...$arguments, ...[FFI::addr($out)]);
        return $out;
    }

    /** The bytes that a function fills the buffer with; null for nothing. */
    protected function buffered(string $function, mixed ...$rest): ?string
    {
        $scratch = Library::scratch();
        $status = $this->call($function, FFI::addr($scratch->buf), ...$rest);
        return $status === Raw::SDA_NOTHING ? null : $scratch->taken();
    }

    /** The operations of a list that a function gives. */
    protected function envelopes(string $function, mixed ...$arguments): array
    {
        $list = $this->opened('sda_ops', $function, ...$arguments);
        return Library::list($list, 'ops', 'sda_envelope', Envelope::read(...));
    }

    private function __clone()
    {
    }
}
