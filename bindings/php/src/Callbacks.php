<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use Closure;
use FFI;
use FFI\CData;

/**
 * Functions of the application that run inside calls. What they throw waits until the call has returned:
 * nothing may unwind through the library.
 *
 * @internal
 */
final class Callbacks
{
    public bool $isInside = false;
    private ?\Throwable $thrown = null;

    /** What a callback threw comes out of the call that it ran in. */
    public function rethrow(CData $error): void
    {
        if ($this->thrown !== null) {
            [$thrown, $this->thrown] = [$this->thrown, null];
            Library::forget($error);
            throw $thrown;
        }
    }

    private function run(callable $work): mixed
    {
        $this->isInside = true;
        try {
            return Library::inside($work);
        } catch (\Throwable $thrown) {
            $this->thrown ??= $thrown;
            return null;
        } finally {
            $this->isInside = false;
        }
    }

    public function clock(callable $clock): Closure
    {
        $last = 0;
        return function (?CData $user, CData $wall, CData $monotonic) use ($clock, &$last): void {
            $last = $this->run(static fn (): int => $clock()) ?? $last;
            $wall[0] = $last;
            $monotonic[0] = $last;
        };
    }

    public function merge(callable $merge): Closure
    {
        return fn (
            ?CData $user,
            CData $key,
            int $keyLength,
            CData $versions,
            ?CData $base,
            int $baseLength,
            CData $merged,
        ): int => $this->run(static function () use ($merge, $key, $keyLength, $versions, $merged): int {
            $all = Library::items($versions, 'versions', 'sda_version', Version::read(...));
            $value = $merge(Library::bytes($key, $keyLength), $all);
            if ($value === null) {
                return Raw::SDA_NOTHING;
            }
            $error = Library::scratch()->error;
            return Library::check(
                Library::ffi()->sda_buf_set($merged, $value, strlen($value), FFI::addr($error)),
                $error,
            );
        }) ?? UnknownException::STATUS;
    }

    public function notify(callable $notify): Closure
    {
        return function (?CData $user, CData $notice, ?CData $text, int $length) use ($notify): void {
            $this->run(static fn () => $notify(Notice::read($notice[0]), Library::bytes($text, $length)));
        };
    }
}
