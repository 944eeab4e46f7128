# SPDX-License-Identifier: Apache-2.0
"""Functions of the application that run inside calls of the library."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Optional, Union

from . import _records as records
from ._library import Scratch, check, given, lib, record, threads
from ._raw import SDA_ERROR_UNKNOWN, SDA_NOTHING, SDA_OK, ffi
from ._records import Notice, Version

#: Milliseconds since 1970, or these and milliseconds that never go back.
Clock = Callable[[], Union[int, "tuple[int, int]"]]
#: Key and versions to the value that is shown, or None for none.
Merge = Callable[[bytes, "list[Version]"], Optional[Union[bytes, str]]]

#: Hears a notice, with what happened in words.
Notify = Callable[[Notice, str], object]


class Callbacks:
    """Remembers what callbacks raised, for the call that they ran in, and who is inside one."""

    def __init__(self) -> None:
        self.raised: dict[int, BaseException] = {}
        self.inside: set[int] = set()

    def run(self, function: Callable[[], Any]) -> Any:
        """Runs a callback with scratch of its own. Raises nothing; None when it raised."""
        thread = threading.get_ident()
        outer, threads.scratch = threads.scratch, Scratch()
        self.inside.add(thread)
        try:
            return function()
        except BaseException as exception:  # noqa: BLE001: everything has to go around C
            self.raised.setdefault(thread, exception)
            return None
        finally:
            self.inside.discard(thread)
            threads.scratch = outer

    def clock(self, clock: Clock) -> Any:
        """The clock as the library calls it. When it raises, the time stands still."""
        last = [0, 0]

        def read(_user: Any, wall: Any, monotonic: Any) -> None:
            now = self.run(clock)
            if now is not None:
                last[0], last[1] = now if isinstance(now, tuple) else (now, now)
            wall[0], monotonic[0] = last

        return ffi.callback("sda_clock_fn", read)

    def merge(self, merge: Merge) -> Any:
        """The merge function as the library calls it."""

        def call(_user: Any, key: Any, key_len: int, versions: Any, _base: Any, _len: int, merged: Any) -> int:
            status = [SDA_ERROR_UNKNOWN]

            def work() -> None:
                value = merge(bytes(ffi.buffer(key, key_len)), _versions(versions))
                if value is None:
                    status[0] = SDA_NOTHING
                    return
                data, error = given(value), threads.scratch.error
                check(lib.sda_buf_set(merged, data, len(data), error), error)
                status[0] = SDA_OK

            self.run(work)
            return status[0]

        return ffi.callback("sda_merge_fn", call)

    def notify(self, notify: Notify) -> Any:
        """The function that hears notices, as the library calls it."""

        def call(_user: Any, notice: Any, text: Any, text_len: int) -> None:
            words = bytes(ffi.buffer(text, text_len)).decode("utf-8", "replace")
            self.run(lambda: notify(records.read_notice(notice), words))

        return ffi.callback("sda_notify_fn", call)


def _versions(pointer: Any) -> list[Version]:
    """The versions of a list that stays the library's."""
    out, error = record("sda_version"), threads.scratch.error
    found = []
    for index in range(lib.sda_versions_len(pointer)):
        check(lib.sda_versions_get(pointer, index, out, error), error)
        found.append(records.read_version(out))
    return found
