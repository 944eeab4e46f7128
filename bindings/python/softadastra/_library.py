# SPDX-License-Identifier: Apache-2.0
"""Finds and loads the library, and turns what calls answer into values and exceptions."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any, Callable, TypeVar, Union

from . import _raw
from ._errors import BY_STATUS, SoftadastraError
from ._raw import ffi

_R = TypeVar("_R")
#: What is taken as key or value: bytes as they are, text as UTF-8.
Bytes = Union[bytes, bytearray, memoryview, str]


def _path() -> str:
    given = os.environ.get("SOFTADASTRA_LIBRARY")
    if given:
        return given
    name = {"darwin": "libsoftadastra.dylib", "win32": "softadastra.dll"}.get(sys.platform)
    beside = Path(__file__).with_name(name or "libsoftadastra.so")
    return str(beside) if beside.exists() else beside.name


def _load() -> Any:
    library = ffi.dlopen(_path())
    found = library.sda_abi_version()
    if found != _raw.SDA_ABI_VERSION:
        raise ImportError(f"softadastra: library has ABI {found}, not {_raw.SDA_ABI_VERSION}")
    return library


lib = _load()
NULL = ffi.NULL
#: A buffer above this many bytes is not kept for the next call.
KEPT_BYTES_MAX = 64 * 1024


class Scratch:
    """Places that calls write to. Each thread has its own, each callback a fresh one."""

    __slots__ = ("buf", "count", "error", "handle", "millis", "number")

    def __init__(self) -> None:
        self.error = ffi.new("sda_error **")
        self.buf = ffi.gc(ffi.new("sda_buf *"), lib.sda_buf_free)
        self.number = ffi.new("uint64_t *")
        self.millis = ffi.new("int64_t *")
        self.count = ffi.new("uint32_t *")
        self.handle = ffi.new("void **")


class _Threads(threading.local):
    def __init__(self) -> None:
        self.scratch = Scratch()


threads = _Threads()


def failure(status: int, error: Any) -> SoftadastraError:
    """The exception for a failed call; lets go of the error object."""
    pointer = error[0]
    message, context = "", ""
    if pointer:
        message = ffi.string(lib.sda_error_message(pointer)).decode("utf-8", "replace")
        context = ffi.string(lib.sda_error_context(pointer)).decode("utf-8", "replace")
        lib.sda_error_free(pointer)
        error[0] = NULL
    message = message or status_name(status)
    return BY_STATUS.get(status, SoftadastraError)(message, context, status)


def check(status: int, error: Any) -> int:
    """The status of a call that did not fail."""
    if status < 0:
        raise failure(status, error)
    return status


def status_name(status: int) -> str:
    """A short English name of a status."""
    return str(ffi.string(lib.sda_status_name(status)), "utf-8")


def given(value: Bytes) -> bytes:
    """Key or value as the library takes it."""
    if type(value) is bytes:
        return value
    return value.encode("utf-8") if isinstance(value, str) else bytes(value)


def text(value: str | os.PathLike[str]) -> bytes:
    """A name or a path as the library takes it."""
    return os.fspath(value).encode("utf-8", "surrogateescape")


def taken(buf: Any) -> bytes:
    """What a call filled a buffer with."""
    length = buf.len
    value = bytes(ffi.buffer(buf.ptr, length)) if length else b""
    if buf.cap > KEPT_BYTES_MAX:
        lib.sda_buf_free(buf)
    return value


def record(name: str) -> Any:
    """A struct of the library with its size filled in."""
    found = ffi.new(f"{name} *")
    found.struct_size = ffi.sizeof(name)
    return found


def fill(options: Any, values: dict[str, Any], texts: frozenset[str]) -> list[Any]:
    """Sets fields of options; what is returned has to live as long as they are used."""
    kept = []
    for name, value in values.items():
        if name in texts:
            data = ffi.from_buffer("uint8_t[]", text(value))
            kept.append(data)
            setattr(options, name, data)
            setattr(options, f"{name}_len", len(data))
        else:
            setattr(options, name, int(value))
    return kept


def read_list(pointer: Any, noun: str, struct: str, read: Callable[[Any], _R]) -> list[_R]:
    """Everything in a list of the library, which is freed."""
    try:
        out, error = record(struct), threads.scratch.error
        get = getattr(lib, f"sda_{noun}_get")
        items = []
        for index in range(getattr(lib, f"sda_{noun}_len")(pointer)):
            check(get(pointer, index, out, error), error)
            items.append(read(out))
        return items
    finally:
        getattr(lib, f"sda_{noun}_free")(pointer)
