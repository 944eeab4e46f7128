# SPDX-License-Identifier: Apache-2.0
"""Logs of format 1: files of numbered records, which an engine converts when it opens one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from . import _records as records
from ._handles import Handle
from ._library import check, lib, record, taken, text, threads
from ._raw import SDA_NOTHING, ffi
from ._records import WalRecord, WalRecovery


class Wal(Handle):
    """A file that is appended to, with its lock. What it holds is walked over with `WalReader`."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        name, slot, error = text(path), ffi.new("sda_wal **"), threads.scratch.error
        check(lib.sda_wal_open(name, len(name), slot, error), error)
        super().__init__(slot[0])

    @staticmethod
    def _free(pointer: object) -> None:
        error = threads.scratch.error
        check(lib.sda_wal_close(pointer, error), error)

    def recover(self) -> WalRecovery:
        """Looks for records, once: numbers go on behind the last one afterwards, and a torn tail is
        set aside in a file with `.torn` behind its name. `append_record` does this by itself."""
        out, error = record("sda_wal_recovery"), threads.scratch.error
        with self._lock:
            check(lib.sda_wal_recover(self._use(), out, error), error)
        return records.read_wal_recovery(out)

    def append(self, data: bytes) -> None:
        """Appends bytes as they are. Durable after `flush`."""
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_wal_append(self._use(), data, len(data), error), error)

    def append_record(
        self, record_type: int, payload: bytes = b"", timestamp_ms: int | None = None
    ) -> int:
        """Appends a record under the next number, which is returned. Types: 1 put, 2 update,
        3 delete, 4 checkpoint, 5 noop. Durable after `flush`."""
        at = time.time_ns() // 1_000_000 if timestamp_ms is None else timestamp_ms
        with self._lock:
            scratch = threads.scratch
            status = lib.sda_wal_append_record(
                self._use(), record_type, at, payload, len(payload), scratch.number, scratch.error
            )
            check(status, scratch.error)
            return int(scratch.number[0])

    def raise_sequence(self, sequence: int) -> None:
        """Lets the next record get a number above this one."""
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_wal_raise_sequence(self._use(), sequence, error), error)

    def flush(self) -> None:
        """Puts everything appended on stable storage."""
        with self._lock:
            error = threads.scratch.error
            check(lib.sda_wal_flush(self._use(), error), error)

    @staticmethod
    def read(path: str | os.PathLike[str]) -> bytes:
        """A whole file, whatever its bytes are, also while somebody writes to it."""
        name, scratch = text(path), threads.scratch
        check(lib.sda_wal_read(name, len(name), scratch.buf, scratch.error), scratch.error)
        return taken(scratch.buf)


class WalReader(Handle):
    """A walk over the records of a file, also while somebody writes to it. Iterate over it: it ends
    with the last record, and before what a crash left of a write."""

    _free = lib.sda_wal_reader_free

    def __init__(self, path: str | os.PathLike[str]) -> None:
        name, slot, error = text(path), ffi.new("sda_wal_reader **"), threads.scratch.error
        check(lib.sda_wal_reader_open(name, len(name), slot, error), error)
        super().__init__(slot[0])
        self._out = record("sda_wal_record")

    def __iter__(self) -> Iterator[WalRecord]:
        return self

    def __next__(self) -> WalRecord:
        with self._lock:
            error = threads.scratch.error
            status = lib.sda_wal_reader_next(self._use(), self._out, error)
            if check(status, error) == SDA_NOTHING:
                raise StopIteration
            return records.read_wal_record(self._out)
