<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use FFI;
use FFI\CData;

/** Places that calls write to. Buffers stay for the next call unless they are large. */
final class Scratch
{
    private const KEPT_BYTES_MAX = 256 * 1024;
    private const BUFS = 4;

    public readonly CData $error;
    public readonly CData $buf;
    public readonly CData $number;
    public readonly CData $millis;
    public readonly CData $count;
    public readonly CData $size;
    private readonly CData $bufs;
    /** @var list<CData> */
    private readonly array $places;

    public function __construct(private readonly FFI $ffi)
    {
        $this->error = $ffi->new('sda_error *');
        $this->bufs = $ffi->new('sda_buf[' . self::BUFS . ']');
        $this->buf = $this->bufs[0];
        $this->places = array_map(fn (int $at): CData => FFI::addr($this->bufs[$at]), range(0, self::BUFS - 1));
        $this->number = $ffi->new('uint64_t');
        $this->millis = $ffi->new('int64_t');
        $this->count = $ffi->new('uint32_t');
        $this->size = $ffi->new('size_t');
    }

    public function __destruct()
    {
        foreach ($this->places as $place) {
            $this->ffi->sda_buf_free($place);
        }
    }

    /** What a call filled the buffer with. */
    public function taken(int $at = 0): string
    {
        $buf = $this->bufs[$at];
        $value = Library::bytes($buf->ptr, $buf->len);
        if ($buf->cap > self::KEPT_BYTES_MAX) {
            $this->ffi->sda_buf_free($this->places[$at]);
        }
        return $value;
    }

    /** What a call fills pairs of buffers with, bytes and their sizes; null for nothing. */
    public function filling(int $pairs, callable $call): ?array
    {
        if ($call(...array_slice($this->places, 0, 2 * $pairs)) === Raw::SDA_NOTHING) {
            return null;
        }
        $found = [];
        for ($at = 0; $at < 2 * $pairs; $at += 2) {
            $found[] = Library::apart($this->taken($at), $this->taken($at + 1));
        }
        return $found;
    }
}

/** Finds and loads the library, and turns what calls answer into values and exceptions. */
final class Library
{
    private static ?FFI $ffi = null;
    private static ?Scratch $scratch = null;

    public static function ffi(): FFI
    {
        return self::$ffi ??= self::load();
    }

    private static function load(): FFI
    {
        $given = getenv('SOFTADASTRA_LIBRARY');
        $name = PHP_OS_FAMILY === 'Darwin' ? 'libsoftadastra.dylib' : 'libsoftadastra.so';
        $beside = __DIR__ . "/$name";
        $ffi = FFI::cdef(Raw::DECLARATIONS, $given ?: (is_file($beside) ? $beside : $name));
        $found = $ffi->sda_abi_version();
        if ($found !== Raw::SDA_ABI_VERSION) {
            throw new \RuntimeException("softadastra: library has ABI $found, not " . Raw::SDA_ABI_VERSION);
        }
        return $ffi;
    }

    public static function scratch(): Scratch
    {
        return self::$scratch ??= new Scratch(self::ffi());
    }

    /** Runs something with a scratch of its own. */
    public static function inside(callable $work): mixed
    {
        $outer = self::$scratch;
        self::$scratch = null;
        try {
            return $work();
        } finally {
            self::$scratch = $outer;
        }
    }

    /** The status of a call that did not fail. */
    public static function check(int $status, ?CData $error = null): int
    {
        if ($status >= 0) {
            return $status;
        }
        [$text, $context] = [self::ffi()->sda_status_name($status), ''];
        if ($error !== null && !FFI::isNull($error)) {
            $text = self::ffi()->sda_error_message($error);
            $context = self::ffi()->sda_error_context($error);
            self::forget($error);
        }
        $class = EXCEPTIONS[$status] ?? SoftadastraException::class;
        throw new $class($text, $context, $status);
    }

    /** Lets go of the error object of a failed call. */
    public static function forget(CData $error): void
    {
        if (!FFI::isNull($error)) {
            self::ffi()->sda_error_free($error);
            // By its address: of a pointer itself, memset takes what it points to.
            FFI::memset(FFI::addr($error), 0, FFI::sizeof($error));
        }
    }

    public static function bytes(?CData $pointer, int $length): string
    {
        return $length === 0 ? '' : FFI::string($pointer, $length);
    }

    /**
     * Byte strings one after the other and their sizes, each with its length, as calls take them.
     *
     * @param list<string> $values
     */
    public static function joined(array $values): array
    {
        [$data, $sizes] = [implode('', $values), pack('V*', ...array_map(strlen(...), array_values($values)))];
        return [$data, strlen($data), $sizes, strlen($sizes)];
    }

    /** The byte strings that stand one after the other; null where a size says absent. */
    public static function apart(string $data, string $sizes): array
    {
        [$parts, $at] = [[], 0];
        foreach ($sizes === '' ? [] : unpack('V*', $sizes) as $size) {
            if ($size === Raw::SDA_SIZE_ABSENT) {
                $parts[] = null;
                continue;
            }
            $parts[] = substr($data, $at, $size);
            $at += $size;
        }
        return $parts;
    }

    /** What a function opens that is given a path. */
    public static function openedAt(string $type, string $function, string $path): CData
    {
        [$out, $error] = [self::ffi()->new("$type *"), self::scratch()->error];
        self::check(self::ffi()->$function($path, strlen($path), FFI::addr($out), FFI::addr($error)), $error);
        return $out;
    }

    /** A struct of the library with its size filled in. */
    public static function struct(string $name): CData
    {
        $found = self::ffi()->new($name);
        $found->struct_size = FFI::sizeof($found);
        return $found;
    }

    /**
     * A struct of options: the library's defaults, then what is given. What is returned second has to live as
     * long as the first is used.
     */
    public static function options(string $name, array $values): array
    {
        $known = Raw::OPTIONS[$name];
        $unknown = array_keys(array_diff_key($values, $known));
        if ($unknown !== []) {
            throw new \InvalidArgumentException('no such option: ' . implode(', ', $unknown));
        }
        $found = self::struct($name);
        self::check(self::ffi()->{"{$name}_init"}(FFI::addr($found)));
        return [$found, self::fill($found, $values)];
    }

    /** The struct of a record that is handed in, and what has to live as long. */
    public static function given(string $name, array $fields): array
    {
        $found = self::struct($name);
        return [$found, self::fill($found, $fields)];
    }

    private static function fill(CData $c, array $values): array
    {
        $kept = [];
        foreach ($values as $name => $value) {
            if (is_string($value)) {
                $copy = self::ffi()->new('uint8_t[' . max(1, strlen($value)) . ']');
                FFI::memcpy($copy, $value, strlen($value));
                $c->$name = self::ffi()->cast('uint8_t *', FFI::addr($copy));
                $c->{"{$name}_len"} = strlen($value);
                $kept[] = $copy;
            } else {
                $c->$name = $value instanceof \BackedEnum ? $value->value : (int) $value;
            }
        }
        return $kept;
    }

    /** Everything in a list of the library; the list stays. */
    public static function items(CData $list, string $noun, string $struct, callable $read): array
    {
        [$out, $error, $items] = [self::struct($struct), self::scratch()->error, []];
        $count = self::ffi()->{"sda_{$noun}_len"}($list);
        for ($index = 0; $index < $count; $index++) {
            self::check(self::ffi()->{"sda_{$noun}_get"}($list, $index, FFI::addr($out), FFI::addr($error)), $error);
            $items[] = $read($out);
        }
        return $items;
    }

    /** The same, and the list is freed. */
    public static function list(CData $list, string $noun, string $struct, callable $read): array
    {
        try {
            return self::items($list, $noun, $struct, $read);
        } finally {
            self::ffi()->{"sda_{$noun}_free"}($list);
        }
    }
}
