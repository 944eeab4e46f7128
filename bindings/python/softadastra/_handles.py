# SPDX-License-Identifier: Apache-2.0
"""Handles that one thread at a time uses: scans, feeds, sessions, groups.

A lock makes a second thread wait instead of breaking memory; using one after its close raises
ClosedError, closing it twice does nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from . import _records as records
from ._errors import BusyError, ClosedError
from ._library import Bytes, check, given, lib, packed, record, taken, threads, unpacked
from ._records import Applied, Change, Entry, SessionEvent, SessionState
from ._raw import SDA_NOTHING

_H = TypeVar("_H", bound="Handle")


class _Turn:
    """One thread at a time: another one waits, and a callback that runs inside the call is refused."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._lock = threading.Lock()
        self._thread = 0

    def __enter__(self) -> None:
        thread = threading.get_ident()
        if self._thread == thread:
            raise BusyError(f"{self._what} is in use by the call that the callback runs in")
        self._lock.acquire()
        self._thread = thread

    def __exit__(self, *_: object) -> None:
        self._thread = 0
        self._lock.release()


class Handle:
    """One pointer, freed once."""

    _free: Any = None

    def __init__(self, pointer: Any, owner: Any = None) -> None:
        self._pointer = pointer
        self._owner = owner  # whose callbacks run inside the calls
        self._lock = _Turn(type(self).__name__.lower())

    def close(self) -> None:
        """Frees it. Closing again does nothing."""
        with self._lock:
            pointer, self._pointer = self._pointer, None
            if pointer is not None:
                type(self)._free(pointer)

    def _use(self) -> Any:
        if self._pointer is None:
            raise ClosedError(f"{type(self).__name__.lower()} is closed")
        return self._pointer

    def _checked(self, status: int, error: Any) -> int:
        if self._owner is not None:
            self._owner._reraise(error)
        return check(status, error)

    def __enter__(self: _H) -> _H:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_pointer", None) is not None:
            self.close()


class Scan(Handle):
    """A walk over keys as they stood when it was opened. Iterate over it."""

    _free = lib.sda_scan_free

    def __init__(self, pointer: Any, owner: Any) -> None:
        super().__init__(pointer, owner)
        self._out = record("sda_entry")

    def __iter__(self) -> Iterator[Entry]:
        return self

    def __next__(self) -> Entry:
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_scan_next(self._use(), self._out, error)
            if self._checked(status, error) == SDA_NOTHING:
                raise StopIteration
            return records.read_entry(self._out)


    def next_many(self, bytes_max: int = 64 * 1024) -> list[tuple[bytes, bytes]]:
        """The next keys with their values in one call, about so many bytes of them; empty at the end."""
        from ._raw import ffi

        bufs = [ffi.new("sda_buf *") for _ in range(4)]
        try:
            with self._lock:
                error = threads.scratch.error
                status = lib.sda_scan_next_many(self._use(), bytes_max, *bufs, error)
                if self._checked(status, error) == SDA_NOTHING:
                    return []
            keys, key_sizes, values, value_sizes = map(taken, bufs)
            return list(zip(unpacked(keys, key_sizes), unpacked(values, value_sizes)))
        finally:
            for buf in bufs:
                lib.sda_buf_free(buf)


class ValueReader(Handle):
    """A value as it was when it was opened, read piece by piece: it needs no room but that of a piece."""

    _free = lib.sda_value_reader_free

    def __init__(self, pointer: Any, owner: Any, size: int, version: int, timestamp_ms: int) -> None:
        super().__init__(pointer, owner)
        #: Its length in bytes.
        self.size = size
        #: Under which it was written.
        self.version = version
        #: When it was written, in milliseconds since 1970.
        self.timestamp_ms = timestamp_ms

    def read(self, offset: int, bytes_max: int = 64 * 1024) -> bytes:
        """A piece of it, from any place; shorter only at the end, empty at the end and behind it."""
        from ._raw import ffi

        room, length = ffi.new("uint8_t[]", bytes_max), ffi.new("size_t *")
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_value_reader_read(self._use(), offset, room, bytes_max, length, error)
            nothing = self._checked(status, error) == SDA_NOTHING
        return b"" if nothing else bytes(ffi.buffer(room, length[0]))

    def pieces(self, bytes_max: int = 64 * 1024) -> Iterator[bytes]:
        """All of it, piece by piece."""
        offset = 0
        while piece := self.read(offset, bytes_max):
            yield piece
            offset += len(piece)


class ValueWriter(Handle):
    """A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left
    of it without one. As a context manager it commits at the end of the block, and gives up what it has
    when the block raises.
    """

    _free = lib.sda_value_writer_free

    def __init__(self, pointer: Any, owner: Any) -> None:
        super().__init__(pointer, owner)
        #: What the commit did; None before.
        self.applied: Applied | None = None

    def write(self, data: Bytes) -> int:
        """Takes the next bytes, as many as the caller likes, up to what is missing; how many they were."""
        data = given(data)
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_value_writer_write(self._use(), data, len(data), error)
            self._checked(status, error)
        return len(data)

    def commit(self) -> Applied:
        """Makes what was written the value of its key, all of it in one moment."""
        out = record("sda_apply")
        with self._lock:
            error = threads.scratch.error
            self._checked(lib.sda_value_writer_commit(self._use(), out, error), error)
            self.applied = records.read_apply(out)
        return self.applied

    def __exit__(self, *raised: object) -> None:
        try:
            if raised[0] is None and self.applied is None and self._pointer is not None:
                self.commit()
        finally:
            self.close()


class Feed(Handle):
    """A reader of the change feed. Iterating ends where nothing more has happened so far."""

    _free = lib.sda_feed_free

    def __init__(self, pointer: Any, owner: Any) -> None:
        super().__init__(pointer, owner)
        self._out = record("sda_change")

    def __iter__(self) -> Iterator[Change]:
        return self

    def __next__(self) -> Change:
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_feed_next(self._use(), self._out, error)
            if self._checked(status, error) == SDA_NOTHING:
                raise StopIteration
            return records.read_change(self._out)

    @property
    def position(self) -> int:
        """Where to go on once everything handed out so far is dealt with."""
        with self._lock:
            scratch = threads.scratch
            status = lib.sda_feed_position(self._use(), scratch.number, scratch.error)
            check(status, scratch.error)
            return int(scratch.number[0])


class Group(Handle):
    """Puts and removes that are written together: all of them or none."""

    _free = lib.sda_group_free

    def __init__(self) -> None:
        scratch = threads.scratch
        slot = scratch.handle
        from ._raw import ffi

        check(lib.sda_group_new(ffi.cast("sda_group **", slot), scratch.error), scratch.error)
        super().__init__(ffi.cast("sda_group *", slot[0]))

    def put(self, key: Bytes, value: Bytes) -> Group:
        """Adds a put."""
        key, value = given(key), given(value)
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_group_put(self._use(), key, len(key), value, len(value), error)
            check(status, error)
        return self

    def put_many(self, entries: Iterable[tuple[Bytes, Bytes]]) -> Group:
        """Adds many puts in one call, all of them or none."""
        pairs = list(entries)
        keys, key_sizes = packed([key for key, _ in pairs])
        values, value_sizes = packed([value for _, value in pairs])
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_group_put_many(
                self._use(), keys, len(keys), key_sizes, len(key_sizes),
                values, len(values), value_sizes, len(value_sizes), error,
            )
            check(status, error)
        return self

    def remove(self, key: Bytes) -> Group:
        """Adds a remove; the key may be absent."""
        key = given(key)
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_group_remove(self._use(), key, len(key), error), error)
        return self

    def clear(self) -> None:
        """Empties it, so that it can be filled anew."""
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_group_clear(self._use(), error), error)

    def __len__(self) -> int:
        with self._lock:
            return int(lib.sda_group_len(self._use()))


class Session(Handle):
    """A session with one peer: bytes in, bytes out. After every change poll until there is nothing."""

    _free = lib.sda_session_free

    def __init__(self, pointer: Any, owner: Any) -> None:
        super().__init__(pointer, owner)
        self._event = record("sda_session_event")
        self._state = record("sda_session_state_info")

    def handle(self, frames: bytes) -> None:
        """Takes one or more whole frames that came from the peer."""
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_session_handle(self._use(), frames, len(frames), error)
            self._checked(status, error)

    def poll_transmit(self, bytes_max: int = 64 * 1024) -> bytes | None:
        """The next frame for the peer, or None."""
        with self._lock:
            scratch = threads.scratch
            status = lib.sda_session_poll_transmit(
                self._use(), bytes_max, scratch.buf, scratch.error
            )
            nothing = self._checked(status, scratch.error) == SDA_NOTHING
            return None if nothing else taken(scratch.buf)

    def frames(self, bytes_max: int = 64 * 1024) -> Iterator[bytes]:
        """Polls until there is nothing."""
        while (frame := self.poll_transmit(bytes_max)) is not None:
            yield frame

    def poll_event(self) -> SessionEvent | None:
        """What has happened, oldest first, or None."""
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_session_poll_event(self._use(), self._event, error)
            if check(status, error) == SDA_NOTHING:
                return None
            return records.read_session_event(self._event)

    def events(self) -> Iterator[SessionEvent]:
        """Polls until there is nothing."""
        while (event := self.poll_event()) is not None:
            yield event

    def next_wakeup(self) -> int | None:
        """When to poll next if nothing else happens before, in milliseconds since 1970."""
        with self._lock:
            scratch = threads.scratch
            status = lib.sda_session_next_wakeup_at_ms(self._use(), scratch.millis, scratch.error)
            return None if check(status, scratch.error) == SDA_NOTHING else int(scratch.millis[0])

    def state(self) -> SessionState:
        """Where it stands."""
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_session_state(self._use(), self._state, error), error)
            return records.read_session_state_info(self._state)

    def end(self) -> None:
        """Ends it in order; poll once more, so that the peer is told, then close."""
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_session_close(self._use(), error), error)



