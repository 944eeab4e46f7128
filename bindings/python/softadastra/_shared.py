# SPDX-License-Identifier: Apache-2.0
"""Handles that any thread may use: engines and clients."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from ._callbacks import Callbacks
from ._errors import BusyError, ClosedError
from ._library import NULL, check, failure, lib, read_list, record, threads
from ._raw import ffi

_R = TypeVar("_R")
_S = TypeVar("_S", bound="Shared")


def slot_of(kind: str) -> Any:
    """Where a call puts a handle."""
    return ffi.cast(f"{kind} **", threads.scratch.handle)


def pointer_of(kind: str) -> Any:
    """The handle that the last call has put there."""
    return ffi.cast(f"{kind} *", threads.scratch.handle[0])


class Shared:
    """One pointer. Calls under way are counted, so that a close in another thread waits for them."""

    #: What closes it, and its name in errors.
    _free: Any = None
    _what = ""

    def __init__(self, callbacks: Callbacks) -> None:
        self._pointer: Any = None
        self._calls: deque[None] = deque()  # one for each call under way; append and pop are atomic
        self._callbacks = callbacks

    def _call(self, function: Any, *arguments: Any) -> int:
        """Calls a function with the pointer in front and the error slot behind."""
        self._calls.append(None)
        try:
            pointer = self._pointer
            if pointer is None:
                raise ClosedError(f"{self._what} is closed")
            error = threads.scratch.error
            status: int = function(pointer, *arguments, error)
            if self._callbacks.raised:
                self._reraise(error)
            if status < 0:
                raise failure(status, error)
            return status
        finally:
            self._calls.pop()

    def _reraise(self, error: Any) -> None:
        """What a callback raised in this thread comes out of the call that it ran in."""
        raised = self._callbacks.raised.pop(threading.get_ident(), None)
        if raised is not None:
            if error[0]:
                lib.sda_error_free(error[0])
                error[0] = NULL
            raise raised

    def _listed(
        self, function: Any, kind: str, noun: str, struct: str, read: Callable[[Any], _R], *given: Any
    ) -> list[_R]:
        self._call(function, *given, slot_of(kind))
        return read_list(pointer_of(kind), noun, struct, read)

    def _counted(self, function: Any, *arguments: Any) -> int:
        number = threads.scratch.number
        self._call(function, *arguments, number)
        return int(number[0])

    def _filled(
        self, function: Any, struct: str, read: Callable[[Any], _R], *arguments: Any
    ) -> _R:
        out = record(struct)
        self._call(function, *arguments, out)
        return read(out)

    def close(self) -> None:
        """Makes everything durable and lets go. Closing again does nothing."""
        if threading.get_ident() in self._callbacks.inside:
            raise BusyError(f"{self._what} is in use by the callback that closes it")
        pointer, self._pointer = self._pointer, None
        if pointer is None:
            return
        while self._calls:
            self._hurry(pointer)
            time.sleep(0.001)
        error = threads.scratch.error
        check(type(self)._free(pointer, error), error)

    def _hurry(self, pointer: Any) -> None:
        """Ends a call that waits."""

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return self._pointer is not None

    def __enter__(self: _S) -> _S:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_pointer", None) is not None:
            self.close()
