# SPDX-License-Identifier: Apache-2.0
"""The engine: a database, what is owed, and who it is owed to."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from . import _records as records
from ._callbacks import Callbacks, Clock, Merge, Notify
from ._handles import Feed, Group, Scan, Session, ValueReader, ValueWriter
from ._library import (
    NO_TIME, NO_VERSION, NULL, ROOM_BYTES, Bytes, check, failure, fill, given, lib, packed,
    read_list, record, taken, text, threads, unpacked,
)
from ._raw import SDA_NOTHING, SDA_OPERATION_DELETE, SDA_OPERATION_PUT, ffi
from ._records import (
    Applied, Backup, ConflictSide, Durability, Entry, Envelope, Finding, Health, Loss,
    Missing, Notice, Operation, PeerDelivery, PeerStatus, Policy, Received, Report, Salvaged, Severity, SyncState, Tick, Verified,
    Version,
)
from ._shared import Shared, pointer_of, slot_of


class Contested(NamedTuple):
    """A key with writes that did not know of each other, and all of its sides."""

    #: The key.
    key: bytes
    #: The policy leaves it to the application to write a resolution.
    is_unresolved: bool
    #: The one that every replica ranks first is at the front.
    sides: list[ConflictSide]
    #: The value that all sides have seen; None where it is not known, and where it was a delete.
    base: bytes | None


class Verification(NamedTuple):
    """What a verification has read, and what is wrong."""

    totals: Verified
    findings: list[Finding]


class Salvage(NamedTuple):
    """What became of a salvage, and what was lost."""

    totals: Salvaged
    losses: list[Loss]
    missing: list[Missing]


def _only_op(ops: Any) -> Operation:
    """The one operation of a list, which is freed."""
    scratch = threads.scratch
    try:
        out = scratch.struct("sda_envelope")
        check(lib.sda_ops_get(ops, 0, out, scratch.error), scratch.error)
        return records.read_op(out.op)
    finally:
        lib.sda_ops_free(ops)


_get_into = lib.sda_store_get_into


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Engine(Shared):
    """A database of this device. Any thread may use it.

    `path` names the log file; None keeps everything in memory. With `node_id` the engine replicates
    under that name. `clock` replaces the system's clock: milliseconds since 1970, or a pair with
    milliseconds that never go back. Everything else is a field of `sda_options` or
    `sda_sync_options`, under its own name: `EngineOptions` and `SyncOptions` list them.
    """

    _free = lib.sda_engine_close
    _what = "engine"

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        node_id: str | None = None,
        clock: Clock | None = None,
        **options: Any,
    ) -> None:
        opening, self._sync = _divide(options)
        self._begin(Callbacks(), clock)
        given_options, kept = self._opening(path, opening)
        error = threads.scratch.error
        status = lib.sda_engine_open(given_options, slot_of("sda_engine"), error)
        if status < 0:
            self._reraise(error)
        check(status, error)
        del kept
        self._pointer = pointer_of("sda_engine")
        if node_id is not None:
            try:
                self.attach(node_id)
            except BaseException:
                self.close()
                raise

    def _begin(self, callbacks: Callbacks, clock: Clock | None) -> None:
        super().__init__(callbacks)
        self._wall = _now_ms
        self._clock: Any = NULL
        self._merge: Any = NULL
        self._notify: Any = NULL
        if clock is not None:
            self._wall = lambda: _wall(clock())
            self._clock = callbacks.clock(clock)

    def _opening(self, path: str | os.PathLike[str] | None, opening: dict[str, Any]) -> tuple[Any, list[Any]]:
        """Options to open with, and what has to live as long as they are used."""
        if path is not None:
            opening["path"] = path
        else:
            opening.setdefault("durability", Durability.MEMORY_ONLY)
        options = record("sda_options")
        check(lib.sda_options_init(options), [NULL])
        options.clock = self._clock
        return options, fill(options, opening, records.OPTIONS_TEXTS)

    def _ops(self, function: Any, *arguments: Any) -> list[Envelope]:
        return self._listed(function, "sda_ops", "ops", "sda_envelope", records.read_envelope, *arguments)

    # Reading

    def get(self, key: Bytes) -> bytes | None:
        """The shown value of a key, or None."""
        if type(key) is not bytes:
            key = given(key)
        room, view, length, size, error = threads.scratch.reading
        calls = self._calls
        # As _call does it, written out: this is the most frequent call, and the shortest.
        calls.append(None)
        try:
            pointer = self._pointer
            if pointer is not None:
                status = _get_into(
                    pointer, key, len(key), room, ROOM_BYTES, length, NO_VERSION, NO_TIME, error
                )
                if status == 0 and not self._callbacks.raised:
                    return view[: size[0]]  # type: ignore[no-any-return]
                if self._callbacks.raised:
                    self._reraise(error)
                if status == SDA_NOTHING:
                    return None
                if status < 0:
                    raise failure(status, error)
        finally:
            calls.pop()
        # Closed, or longer than the room.
        buf = threads.scratch.buf
        status = self._call(lib.sda_store_get, key, len(key), buf, NULL, NULL)
        return None if status == SDA_NOTHING else taken(buf)

    def get_many(self, keys: Iterable[Bytes]) -> list[bytes | None]:
        """The shown values of many keys in one call, None where none is shown. Each key is read by
        itself; a scan shows many as of one moment."""
        every = keys if isinstance(keys, (list, tuple)) else list(keys)
        values, of = ffi.new("sda_buf *"), threads.scratch.buf
        found: list[bytes | None] = []
        try:
            while True:  # a call gives so many bytes at most
                data, sizes = packed(every[len(found):] if found else every)
                self._call(lib.sda_store_get_many, data, len(data), sizes, len(sizes), values, of)
                found += unpacked(taken(values), taken(of))
                if len(found) == len(every):
                    return found
        finally:
            lib.sda_buf_free(values)

    def entry(self, key: Bytes) -> Entry | None:
        """The shown value of a key with its version and time, or None."""
        key, scratch = given(key), threads.scratch
        status = self._call(
            lib.sda_store_get, key, len(key), scratch.buf, scratch.number, scratch.millis
        )
        if status == SDA_NOTHING:
            return None
        return Entry(key, taken(scratch.buf), int(scratch.number[0]), int(scratch.millis[0]))

    def get_into(self, key: Bytes, buffer: bytearray | memoryview) -> int | None:
        """Copies the shown value into the caller's memory when it has room, and returns the length
        of the value either way; None when the key is not shown."""
        key, room, length = given(key), ffi.from_buffer("uint8_t[]", buffer, True), ffi.new("size_t *")
        status = self._call(
            lib.sda_store_get_into, key, len(key), room, len(room), length, NULL, NULL
        )
        return None if status == SDA_NOTHING else int(length[0])

    def open_value(self, key: Bytes) -> ValueReader | None:
        """The shown value of a key, to be read piece by piece; None when it is not shown."""
        key, scratch, size = given(key), threads.scratch, ffi.new("uint64_t *")
        status = self._call(
            lib.sda_value_reader_open, key, len(key), slot_of("sda_value_reader"), size,
            scratch.number, scratch.millis,
        )
        if status == SDA_NOTHING:
            return None
        pointer = pointer_of("sda_value_reader")
        return ValueReader(pointer, self, int(size[0]), int(scratch.number[0]), int(scratch.millis[0]))

    def __contains__(self, key: Bytes) -> bool:
        key = given(key)
        return self._call(lib.sda_store_contains, key, len(key)) != SDA_NOTHING

    def __len__(self) -> int:
        return self._counted(lib.sda_store_len)

    def scan(self, prefix: Bytes = b"", start: Bytes = b"", end: Bytes = b"") -> Scan:
        """A walk over the keys that begin with `prefix`, from `start`, up to and without `end`."""
        bounds = [part for bound in (prefix, start, end) for part in (given(bound), len(given(bound)))]
        if not (prefix or start or end):
            self._call(lib.sda_scan_open, slot_of("sda_scan"))
        else:
            self._call(lib.sda_scan_open_range, *bounds, slot_of("sda_scan"))
        return Scan(pointer_of("sda_scan"), self)

    def versions(self, key: Bytes) -> list[Version]:
        """All versions of a key that no other has replaced."""
        key = given(key)
        return self._listed(
            lib.sda_store_versions, "sda_versions", "versions", "sda_version",
            records.read_version, key, len(key),
        )

    def conflicts(self, after: Bytes = b"", count_max: int = 4096) -> list[Contested]:
        """The conflicts that stand, in the order of their keys, from behind `after` on."""
        after = given(after)
        self._call(lib.sda_store_conflicts, after, len(after), count_max, slot_of("sda_conflicts"))
        pointer = pointer_of("sda_conflicts")
        out, error, side = record("sda_conflict"), threads.scratch.error, record("sda_conflict_side")
        try:
            found = []
            for index in range(lib.sda_conflicts_len(pointer)):
                check(lib.sda_conflicts_get(pointer, index, out, error), error)
                one, sides = records.read_conflict(out), []
                for at in range(one.side_count):
                    check(lib.sda_conflicts_side(pointer, index, at, side, error), error)
                    sides.append(records.read_conflict_side(side))
                found.append(Contested(one.key, one.is_unresolved, sides, one.base))
            return found
        finally:
            lib.sda_conflicts_free(pointer)

    def feed(self, position: int = 0, *, with_values: bool = True) -> Feed:
        """The changes since a position; 0 is the oldest that is kept."""
        self._call(lib.sda_feed_open, position, int(with_values), slot_of("sda_feed"))
        return Feed(pointer_of("sda_feed"), self)

    def feed_end(self) -> int:
        """The position of the feed behind everything that has happened so far."""
        return self._counted(lib.sda_engine_feed_end)

    # Writing

    def put(self, key: Bytes, value: Bytes, timestamp_ms: int | None = None) -> Operation:
        """Writes a key and owes the write to the destination, both or neither."""
        return self._submit(SDA_OPERATION_PUT, given(key), given(value), timestamp_ms)

    def remove(self, key: Bytes, timestamp_ms: int | None = None) -> Operation:
        """Removes a key and owes that to the destination."""
        return self._submit(SDA_OPERATION_DELETE, given(key), b"", timestamp_ms)

    def _submit(self, kind: int, key: bytes, value: bytes, at: int | None) -> Operation:
        at = self._wall() if at is None else at
        self._call(
            lib.sda_sync_submit, kind, key, len(key), value, len(value), at, slot_of("sda_ops")
        )
        return _only_op(pointer_of("sda_ops"))

    def put_local(self, key: Bytes, value: Bytes, timestamp_ms: int | None = None) -> Applied:
        """Writes a key that is never sent."""
        return self._apply(SDA_OPERATION_PUT, given(key), given(value), timestamp_ms)

    def remove_local(self, key: Bytes, timestamp_ms: int | None = None) -> Applied:
        """Removes a key without sending that."""
        return self._apply(SDA_OPERATION_DELETE, given(key), b"", timestamp_ms)

    def _apply(self, kind: int, key: bytes, value: bytes, at: int | None) -> Applied:
        at = self._wall() if at is None else at
        return self._filled(
            lib.sda_store_apply, "sda_apply", records.read_apply,
            kind, key, len(key), value, len(value), at,
        )

    def begin_value(self, key: Bytes, size: int, timestamp_ms: int | None = None) -> ValueWriter:
        """Begins a write that is never sent, of a value of `size` bytes that comes piece by piece."""
        key, at = given(key), self._wall() if timestamp_ms is None else timestamp_ms
        self._call(lib.sda_value_writer_open, key, len(key), size, at, slot_of("sda_value_writer"))
        return ValueWriter(pointer_of("sda_value_writer"), self)

    def put_unlogged(self, key: Bytes, value: Bytes, timestamp_ms: int, version: int) -> Applied:
        """Brings a write from an older log into memory alone, under its own version."""
        key, value, out = given(key), given(value), record("sda_apply")
        self._call(
            lib.sda_store_apply_unlogged, SDA_OPERATION_PUT,
            key, len(key), value, len(value), timestamp_ms, version, out,
        )
        return records.read_apply(out)

    def submit(self, group: Group, timestamp_ms: int | None = None) -> Operation:
        """Writes a group and owes it as one operation: all of it or nothing, here and everywhere."""
        at = self._wall() if timestamp_ms is None else timestamp_ms
        with group._lock:
            pointer = group._use()
            slot = slot_of("sda_ops")
            self._call(lambda engine, *rest: lib.sda_group_submit(pointer, engine, *rest), at, slot)
        return read_list(pointer_of("sda_ops"), "ops", "sda_envelope", records.read_envelope)[0].op

    def apply_local(self, group: Group, timestamp_ms: int | None = None) -> Applied:
        """Writes a group that is never sent, all of it or nothing."""
        at = self._wall() if timestamp_ms is None else timestamp_ms
        out = record("sda_apply")
        with group._lock:
            pointer = group._use()
            self._call(lambda engine, *rest: lib.sda_group_apply_local(pointer, engine, *rest), at, out)
        return records.read_apply(out)

    def submit_local_writes(self) -> int:
        """Submits every write that was only local so far; how many."""
        return self._counted(lib.sda_sync_submit_local_writes)

    # The outbox

    def attach(self, node_id: str, **options: Any) -> None:
        """Replicates from here on under that name."""
        self._sync |= options | {"node_id": node_id}
        self._call(lib.sda_sync_attach, self._sync_options()[0])

    def configure(self, **options: Any) -> None:
        """Changes settings of `sda_sync_options`; the others stay as they are."""
        before, self._sync = self._sync, self._sync | options
        try:
            self._call(lib.sda_sync_configure, self._sync_options()[0])
        except BaseException:
            self._sync = before
            raise

    def _sync_options(self) -> tuple[Any, list[Any]]:
        options = record("sda_sync_options")
        check(lib.sda_sync_options_init(options), [NULL])
        kept = fill(options, self._sync, records.SYNC_OPTIONS_TEXTS)
        self._kept = kept  # borrowed for the call
        return options, kept

    def detach(self) -> None:
        """Lets another sync engine attach. What is owed stays owed."""
        self._call(lib.sda_sync_detach)

    def set_policy(self, policy: Policy) -> None:
        """Chooses which of several concurrent versions is shown."""
        self._call(lib.sda_sync_set_policy, int(policy))
        self._sync["conflict_policy"] = policy

    def set_merge(self, merge: Merge | None) -> None:
        """Sets what `Policy.CUSTOM` shows; None takes the function away."""
        callback = NULL if merge is None else self._callbacks.merge(merge)
        self._call(lib.sda_engine_set_merge, callback, NULL, NULL)
        self._merge = callback

    def next_batch(self) -> list[Envelope]:
        """What is due, oldest first, at most a batch."""
        return self._ops(lib.sda_sync_next_batch)

    def tick(self, prune_completed: bool = False) -> tuple[Tick, list[Envelope]]:
        """One turn: retry what is late, prune if asked, batch."""
        out = record("sda_tick")
        batch = self._ops(lib.sda_sync_tick, int(prune_completed), out)
        return records.read_tick(out), batch

    def receive(self, operation: Operation | bytes) -> Received:
        """Takes a peer's operation in, or its bytes: exactly once, in any order."""
        operation = decode(operation) if isinstance(operation, bytes) else operation
        op, kept = _op(operation)
        received = self._filled(lib.sda_sync_receive, "sda_received", records.read_received, op)
        del kept
        return received

    def ack(self, sync_id: str) -> None:
        """Takes an acknowledgement."""
        self._call(lib.sda_sync_receive_ack, *_named(sync_id))

    def report_send_failure(self, sync_id: str, status: int) -> bool:
        """Takes the news that an operation could not be sent. False when that was its last try."""
        name, length = _named(sync_id)
        return self._call(lib.sda_sync_report_send_failure, name, length, status) != SDA_NOTHING

    def queue(self, sync_id: str) -> None:
        """Gives a pending or failed operation to the queue."""
        self._call(lib.sda_sync_queue, *_named(sync_id))

    def requeue_failed(self, sync_id: str) -> None:
        """Queues one failed operation again, with all its deliveries before it."""
        self._call(lib.sda_sync_requeue_failed, *_named(sync_id))

    def requeue_all_failed(self) -> int:
        """Queues every failed operation again; how many."""
        return self._counted(lib.sda_sync_requeue_all_failed)

    def discard_failed(self, sync_id: str) -> None:
        """Discards one failed operation, on purpose."""
        self._call(lib.sda_sync_discard_failed, *_named(sync_id))

    def prune_failed(self) -> int:
        """Discards every failed operation, on purpose; how many."""
        return self._counted(lib.sda_sync_prune_failed)

    def prune_completed(self) -> int:
        """Lets acknowledged operations go from the outbox; how many."""
        return self._counted(lib.sda_sync_prune_completed)

    def retry_expired(self) -> int:
        """Schedules again what was not acknowledged in time; how many."""
        return self._counted(lib.sda_sync_retry_expired)

    def outbox(self) -> list[Envelope]:
        """Every entry of the outbox, oldest first."""
        return self._ops(lib.sda_sync_outbox)

    def failed(self) -> list[Envelope]:
        """Every failed entry, oldest first."""
        return self._ops(lib.sda_sync_failed)

    def held(self) -> list[Envelope]:
        """Every operation that is held because this build does not know its type, oldest first."""
        return self._ops(lib.sda_sync_held)

    def find(self, sync_id: str) -> Envelope:
        """One entry of the outbox."""
        return self._ops(lib.sda_sync_find, *_named(sync_id))[0]

    def state(self) -> SyncState:
        """Where synchronisation stands."""
        return self._filled(lib.sda_sync_get_state, "sda_sync_state", records.read_sync_state)

    def next_wakeup(self) -> int | None:
        """When to call `tick` next, in milliseconds since 1970."""
        millis = threads.scratch.millis
        nothing = self._call(lib.sda_sync_next_wakeup, millis) == SDA_NOTHING
        return None if nothing else int(millis[0])

    # Peers and sessions

    def register_peer(self, node_id: str, lease_ms: int = 0) -> None:
        """Keeps every operation for that peer until it has it, or its lease is over."""
        self._call(lib.sda_peer_register, *_named(node_id), lease_ms)

    def remove_peer(self, node_id: str) -> None:
        """Lets a peer go: nothing is kept for it any more."""
        self._call(lib.sda_peer_remove, *_named(node_id))

    def peer(self, node_id: str) -> PeerStatus:
        """How it stands with one peer."""
        return self._filled(
            lib.sda_peer_status, "sda_peer_status_info", records.read_peer_status_info,
            *_named(node_id),
        )

    def peers(self) -> list[PeerStatus]:
        """How it stands with every registered peer, in order of their names."""
        return self._peers(lib.sda_peer_list)

    def expire_peers(self) -> list[PeerStatus]:
        """Lets those peers go that stayed away for longer than their lease; how it stood with them."""
        return self._peers(lib.sda_peers_expire)

    def _peers(self, function: Any) -> list[PeerStatus]:
        return self._listed(
            function, "sda_peers", "peers", "sda_peer_status_info", records.read_peer_status_info
        )

    def ack_from(self, sync_id: str, node_id: str) -> None:
        """Takes the news that one peer has applied one operation."""
        self._call(lib.sda_outbox_ack_from, *_named(sync_id), *_named(node_id))

    def is_applied_at(self, sync_id: str, node_id: str) -> bool:
        """Whether an operation made here is known to be applied at a peer."""
        names = (*_named(sync_id), *_named(node_id))
        return self._call(lib.sda_op_is_applied_at, *names) != SDA_NOTHING

    def delivery_of(self, sync_id: str, node_id: str) -> PeerDelivery:
        """How far an operation made here has come at a peer."""
        names = (*_named(sync_id), *_named(node_id))
        return self._filled(
            lib.sda_peer_delivery_of, "sda_peer_delivery", records.read_peer_delivery, *names
        )

    # Notices

    def keep_notices(self, least: Severity | int, notify: Notify | None = None) -> None:
        """Keeps what matters at least so much from here on, for `poll_notice`; a function is told each, with what
        happened in words, at the end of the call that it comes from."""
        callback = NULL if notify is None else self._callbacks.notify(notify)
        self._call(lib.sda_engine_set_notify, int(least), callback, NULL, NULL)
        self._notify = callback

    def poll_notice(self) -> tuple[Notice, str] | None:
        """The oldest notice that waits, with what happened in words, or None."""
        out, buf = record("sda_notice"), threads.scratch.buf
        if self._call(lib.sda_engine_poll_notice, out, buf) == SDA_NOTHING:
            return None
        return records.read_notice(out), taken(buf).decode("utf-8", "replace")

    def session(self, node_id: str = "", **options: Any) -> Session:
        """Begins a session with a peer; empty takes whoever comes. `SessionOptions` lists the rest."""
        given_options = record("sda_session_options")
        check(lib.sda_session_options_init(given_options), [NULL])
        values = options | ({"node_id": node_id} if node_id else {})
        _refuse_unknown(values, records.SESSION_OPTIONS_FIELDS)
        kept = fill(given_options, values, records.SESSION_OPTIONS_TEXTS)
        self._call(lib.sda_session_open, given_options, slot_of("sda_session"))
        del kept
        return Session(pointer_of("sda_session"), self)

    # Looking after it

    def flush(self) -> None:
        """Makes everything written so far durable."""
        self._call(lib.sda_engine_flush)

    def maintain(self, bytes_max: int = 4 << 20, time_max_ms: int = 0) -> bool:
        """Does a bounded piece of upkeep; whether there is more to be done."""
        more = threads.scratch.count
        self._call(lib.sda_engine_maintain, bytes_max, time_max_ms, more)
        return bool(more[0])

    def checkpoint(self) -> None:
        """Writes the whole state to runs, so that the next opening reads hardly any log."""
        self._call(lib.sda_engine_checkpoint)

    def reload(self) -> None:
        """Reads the log again and shows what it holds."""
        self._call(lib.sda_engine_reload)

    def clear_memory(self) -> None:
        """Puts everything written so far out of view; `reload` brings it back."""
        self._call(lib.sda_store_clear_memory)

    def report(self) -> Report:
        """What opening found and did."""
        return self._filled(lib.sda_engine_report, "sda_report", records.read_report)

    def health(self) -> Health:
        """How the database is doing."""
        return self._filled(lib.sda_engine_health, "sda_health", records.read_health)

    def status(self) -> dict[str, Any]:
        """Everything that an engine can say of itself."""
        found: dict[str, Any] = json.loads(self.status_json())
        return found

    def status_json(self) -> str:
        """The same as the library writes it."""
        buf = threads.scratch.buf
        self._call(lib.sda_engine_status_json, buf)
        return taken(buf).decode("utf-8")

    def identity(self) -> tuple[str, int] | None:
        """Name and epoch under which this replica writes, or None before a name was given."""
        scratch = threads.scratch
        if self._call(lib.sda_engine_identity, scratch.buf, scratch.count) == SDA_NOTHING:
            return None
        return taken(scratch.buf).decode("utf-8"), int(scratch.count[0])

    def renamed_from(self) -> str | None:
        """The name under which the log was written before, when it was another one."""
        buf = threads.scratch.buf
        nothing = self._call(lib.sda_engine_renamed_from, buf) == SDA_NOTHING
        return None if nothing else taken(buf).decode("utf-8")

    def changes(self) -> int:
        """A number that grows with every change that a reader could see."""
        return self._counted(lib.sda_engine_changes)

    def digest(self) -> bytes:
        """A digest of the replicated state: equal on replicas that hold the same."""
        buf = threads.scratch.buf
        self._call(lib.sda_engine_digest, buf)
        return taken(buf)

    def backup(self, path: str | os.PathLike[str]) -> Backup:
        """Copies the database as it stands now to another path."""
        name = text(path)
        return self._filled(lib.sda_engine_backup, "sda_backup", records.read_backup, name, len(name))

    def verify(self) -> Verification:
        """Reads every byte of the open database and lists what is wrong with it."""
        self._call(lib.sda_engine_verify, slot_of("sda_findings"))
        return _verification(pointer_of("sda_findings"))


def _wall(now: int | tuple[int, int]) -> int:
    return now[0] if isinstance(now, tuple) else now


def _named(name: str) -> tuple[bytes, int]:
    data = text(name)
    return data, len(data)


def _refuse_unknown(options: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(options.keys() - known)
    if unknown:
        raise TypeError(f"no such option: {', '.join(unknown)}")


def _divide(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Options of the engine, and those of the sync engine; one field is in both."""
    _refuse_unknown(options, records.OPTIONS_FIELDS | records.SYNC_OPTIONS_FIELDS)
    opening = {name: value for name, value in options.items() if name in records.OPTIONS_FIELDS}
    sync = {name: value for name, value in options.items() if name in records.SYNC_OPTIONS_FIELDS}
    return opening, sync


def _op(operation: Operation) -> tuple[Any, list[Any]]:
    op, kept = record("sda_op"), []
    for name, value in operation._asdict().items():
        if isinstance(value, (bytes, str)):
            data = ffi.from_buffer("uint8_t[]", value if isinstance(value, bytes) else text(value))
            kept.append(data)
            setattr(op, name, data)
            setattr(op, f"{name}_len", len(data))
        else:
            setattr(op, name, int(value))
    return op, kept


def encode(operation: Operation) -> bytes:
    """The wire bytes of an operation."""
    op, kept = _op(operation)
    scratch = threads.scratch
    check(lib.sda_op_encode(op, scratch.buf, scratch.error), scratch.error)
    del kept
    return taken(scratch.buf)


def decode(data: bytes) -> Operation:
    """Reads the wire bytes of one operation."""
    error = threads.scratch.error
    check(lib.sda_op_decode(data, len(data), slot_of("sda_ops"), error), error)
    found = read_list(pointer_of("sda_ops"), "ops", "sda_envelope", records.read_envelope)
    return found[0].op


def frame_bytes(data: bytes, frame_bytes_max: int = 1 << 20) -> int | None:
    """How long the frame at the front of a stream is; None while its head is not complete."""
    scratch = threads.scratch
    status = lib.sda_frame_bytes(data, len(data), frame_bytes_max, scratch.number, scratch.error)
    return None if check(status, scratch.error) == SDA_NOTHING else int(scratch.number[0])


def _verification(pointer: Any) -> Verification:
    try:
        out, error = record("sda_verified"), threads.scratch.error
        check(lib.sda_findings_totals(pointer, out, error), error)
        totals, pointer_read = records.read_verified(out), pointer
        pointer = NULL
        findings = read_list(pointer_read, "findings", "sda_finding", records.read_finding)
        return Verification(totals, findings)
    finally:
        lib.sda_findings_free(pointer)


def verify(path: str | os.PathLike[str]) -> Verification:
    """Reads every byte of a database that nobody writes and lists what is wrong with it."""
    options, kept = _options(path)
    error = threads.scratch.error
    check(lib.sda_verify(options, slot_of("sda_findings"), error), error)
    del kept
    return _verification(pointer_of("sda_findings"))


def salvage(path: str | os.PathLike[str], to: str | os.PathLike[str]) -> Salvage:
    """Builds a new database from everything that is provably intact of a damaged one."""
    options, kept = _options(path)
    error, target = threads.scratch.error, text(to)
    check(lib.sda_salvage(options, target, len(target), slot_of("sda_losses"), error), error)
    del kept
    pointer = pointer_of("sda_losses")
    try:
        totals, missing = record("sda_salvaged"), record("sda_missing")
        check(lib.sda_losses_totals(pointer, totals, error), error)
        ranges = []
        for index in range(totals.missing_count):
            check(lib.sda_losses_missing(pointer, index, missing, error), error)
            ranges.append(records.read_missing(missing))
        read, pointer = pointer, NULL
        losses = read_list(read, "losses", "sda_loss", records.read_loss)
        return Salvage(records.read_salvaged(totals), losses, ranges)
    finally:
        lib.sda_losses_free(pointer)


def _options(path: str | os.PathLike[str]) -> tuple[Any, list[Any]]:
    options = record("sda_options")
    check(lib.sda_options_init(options), [NULL])
    return options, fill(options, {"path": path}, records.OPTIONS_TEXTS)


__all__ = ["Contested", "Engine", "Salvage", "Verification"]


def generate_keys() -> tuple[bytes, bytes]:
    """A secret key and its public key, 32 bytes each, from the system's randomness."""
    secret, public, error = ffi.new("sda_buf *"), ffi.new("sda_buf *"), threads.scratch.error
    try:
        check(lib.sda_keys_generate(secret, public, error), error)
        return taken(secret), taken(public)
    finally:
        lib.sda_buf_free(secret)
        lib.sda_buf_free(public)
