# SPDX-License-Identifier: Apache-2.0
"""Finds and loads the library, and turns what calls answer into values and exceptions."""

from __future__ import annotations

import os
import sys
import threading
from array import array
from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path
from struct import iter_unpack, unpack_from
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
#: NULL of the types that reading a value takes: a pointer of the right type is passed on as it is.
NO_VERSION, NO_TIME = ffi.cast("uint64_t *", 0), ffi.cast("int64_t *", 0)
#: A buffer above this many bytes is not kept for the next call.
KEPT_BYTES_MAX = 64 * 1024
#: Values up to this many bytes are read without asking for their length first.
ROOM_BYTES = 4096
#: How many byte strings of one size are taken apart at once.
_AT_ONCE = 256


class Scratch:
    """Places that calls write to. Each thread has its own, each callback a fresh one."""

    __slots__ = ("buf", "count", "error", "handle", "held", "millis", "number", "reading", "structs")

    def __init__(self) -> None:
        self.error = ffi.new("sda_error **")
        self.buf = ffi.gc(ffi.new("sda_buf *"), lib.sda_buf_free)
        self.number = ffi.new("uint64_t *")
        self.millis = ffi.new("int64_t *")
        self.count = ffi.new("uint32_t *")
        self.handle = ffi.new("void **")
        self.structs: dict[str, Any] = {}
        # What reading a value needs, in one piece: it is the most frequent call.
        self.held = ffi.new("uint8_t[]", ROOM_BYTES), ffi.new("size_t *")
        room, length = self.held
        self.reading = (
            ffi.cast("uint8_t *", room), ffi.buffer(room), length, memoryview(ffi.buffer(length)).cast("P"),
            self.error,
        )

    def struct(self, name: str) -> Any:
        """A struct of the library that is used again; what was in it is gone with the next call."""
        found = self.structs.get(name)
        if found is None:
            found = self.structs[name] = record(name)
        return found


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


def _field(value: str | bytes | os.PathLike[str]) -> bytes:
    return bytes(value) if isinstance(value, (bytes, bytearray)) else text(value)


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
            data = ffi.from_buffer("uint8_t[]", _field(value))
            kept.append(data)
            setattr(options, name, data)
            setattr(options, f"{name}_len", len(data))
        else:
            setattr(options, name, int(value))
    return kept


def read_list(pointer: Any, noun: str, struct: str, read: Callable[[Any], _R]) -> list[_R]:
    """Everything in a list of the library, which is freed."""
    try:
        out, error = threads.scratch.struct(struct), threads.scratch.error
        get = getattr(lib, f"sda_{noun}_get")
        items = []
        for index in range(getattr(lib, f"sda_{noun}_len")(pointer)):
            check(get(pointer, index, out, error), error)
            items.append(read(out))
        return items
    finally:
        getattr(lib, f"sda_{noun}_free")(pointer)


def packed(values: Sequence[Bytes]) -> tuple[bytes, bytes]:
    """Byte strings one after the other, and their sizes."""
    try:
        data, sizes = b"".join(values), array("I", map(len, values))  # type: ignore[arg-type]
    except TypeError:  # there is text among them
        return packed([given(value) for value in values])
    if len(data) != sum(sizes):  # or views of more than bytes
        return packed([given(value) for value in values])
    if sys.byteorder != "little":
        sizes.byteswap()
    return data, sizes.tobytes()


def unpacked(data: bytes, sizes_data: bytes) -> list[Any]:
    """The byte strings that stand one after the other; None where a size says absent."""
    sizes = array("I", sizes_data)
    if sys.byteorder != "little":
        sizes.byteswap()
    # Sizes that are all the same are common, and then no size has to be looked at.
    first = sizes[0] if sizes else 0
    if first not in (0, _raw.SDA_SIZE_ABSENT) and sizes.count(first) == len(sizes):
        return _uniform(data, first)
    if _raw.SDA_SIZE_ABSENT in sizes:
        return _with_gaps(data, sizes)
    ends = list(accumulate(sizes))
    return list(map(data.__getitem__, map(slice, [0, *ends[:-1]], ends)))


def _uniform(data: bytes, size: int) -> list[Any]:
    """Byte strings of one size. The form of many is kept by `struct`, so it has one length."""
    step = size * _AT_ONCE
    form, whole = f"{size}s" * _AT_ONCE, len(data) // step * step
    found: list[Any] = []
    for at in range(0, whole, step):
        found += unpack_from(form, data, at)
    found.extend(chain.from_iterable(iter_unpack(f"{size}s", data[whole:])))
    return found


def _with_gaps(data: bytes, sizes: array[int]) -> list[Any]:
    found: list[Any] = []
    at = 0
    for size in sizes:
        if size == _raw.SDA_SIZE_ABSENT:
            found.append(None)
        else:
            found.append(data[at : at + size])
            at += size
    return found
