# SPDX-License-Identifier: Apache-2.0
"""The client: a database that is kept the same on other machines."""

from __future__ import annotations

import os
import time
from typing import Any, NamedTuple

from . import _records as records
from ._callbacks import Callbacks, Clock
from ._engine import Engine, _named, _refuse_unknown
from ._errors import InvalidStateError, NotFoundError, TimedOutError
from ._library import NULL, Bytes, check, fill, given, lib, read_list, record, taken, threads
from ._raw import SDA_NOTHING, ffi
from ._records import ClientEvent, ClientTurn, KnownPeer, NodeDetails, OperationStatus, SyncState
from ._shared import Shared, pointer_of, slot_of


class NodeInfo(NamedTuple):
    """What a node says of itself."""

    details: NodeDetails
    #: What it can, such as `sync`.
    capabilities: list[str]


class Client(Shared):
    """A database on this device that is kept the same on others. Any thread may use it.

    Writes are made here, at once, whoever can be reached; they are owed to every peer until it has
    them, also after a restart. Bytes move between nodes in `tick`, `process_transport_events` and
    `wait`, in no other call and in no thread. `engine` has everything else: scans, groups, conflicts,
    failed work, how it stands with peers, backups.

    `path` names the log file; None keeps everything in memory. `node_id` is the name under which the
    node writes; no two nodes share one. `clock` is as for `Engine`. Everything else is a field of
    `sda_options`, `sda_sync_options` or `sda_client_options`, under its own name: `Options`,
    `SyncOptions` and `ClientOptions` list them.
    """

    _free = lib.sda_client_close
    _what = "client"

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        node_id: str,
        clock: Clock | None = None,
        **options: Any,
    ) -> None:
        super().__init__(Callbacks())
        parts = _divide(options)
        # The client's engine, as an engine of its own: it shares callbacks with the client.
        self.engine = engine = Engine.__new__(Engine)
        engine._begin(self._callbacks, clock)
        engine._sync = parts["sync"] | {"node_id": node_id}
        opening, kept = engine._opening(path, parts["opening"])
        syncing, kept_too = engine._sync_options()
        own = record("sda_client_options")
        check(lib.sda_client_options_init(own), [NULL])
        kept += kept_too + fill(own, parts["client"], records.CLIENT_OPTIONS_TEXTS)
        error = threads.scratch.error
        status = lib.sda_client_open(opening, syncing, own, slot_of("sda_client"), error)
        del kept
        if status < 0:
            self._reraise(error)
        check(status, error)
        self._pointer = pointer_of("sda_client")
        check(lib.sda_client_engine(self._pointer, slot_of("sda_engine"), error), error)
        engine._pointer = pointer_of("sda_engine")

    def close(self) -> None:
        """Stops every service, makes everything durable and lets go; `engine` is closed with it. A
        `wait` of another thread ends. Closing again does nothing."""
        super().close()
        self.engine.close()

    def _hurry(self, pointer: Any) -> None:
        # Any call on the client ends a wait.
        lib.sda_client_transport_running(pointer, NULL, NULL)

    # Data

    def put(self, key: Bytes, value: Bytes) -> int:
        """Writes a value and owes it to every peer, both or neither. Returns the version of the
        write, for `status_of`."""
        key, value = given(key), given(value)
        return self._counted(lib.sda_client_put, key, len(key), value, len(value))

    def remove(self, key: Bytes) -> int:
        """Deletes a key, there or not, and owes that to every peer. Returns the version."""
        key = given(key)
        return self._counted(lib.sda_client_remove, key, len(key))

    def get(self, key: Bytes) -> bytes | None:
        """The shown value of a key, or None; never asks a peer."""
        key, buf = given(key), threads.scratch.buf
        nothing = self._call(lib.sda_client_get, key, len(key), buf) == SDA_NOTHING
        return None if nothing else taken(buf)

    def __contains__(self, key: Bytes) -> bool:
        key = given(key)
        return self._call(lib.sda_client_contains, key, len(key)) != SDA_NOTHING

    def __len__(self) -> int:
        return self._counted(lib.sda_client_len)

    # Synchronisation

    def tick(self, prune_completed: bool = False) -> ClientTurn:
        """One turn: schedules again what is late, lets acknowledged operations go if asked, does a
        bounded piece of upkeep, and sends what is due to the peers that are there."""
        return self._filled(
            lib.sda_client_tick, "sda_client_turn", records.read_client_turn, int(prune_completed)
        )

    def sync_state(self) -> SyncState:
        """Where synchronisation stands."""
        return self._filled(lib.sda_client_sync_state, "sda_sync_state", records.read_sync_state)

    def retry_expired(self) -> int:
        """Schedules again what is late, as a turn does; how many."""
        return self._counted(lib.sda_client_retry_expired)

    def prune_completed(self) -> int:
        """Lets acknowledged operations go from the outbox; how many."""
        return self._counted(lib.sda_client_prune_completed)

    def prune_failed(self) -> int:
        """Discards every failed operation, on purpose: none will ever be sent; how many."""
        return self._counted(lib.sda_client_prune_failed)

    def status_of(self, version: int) -> OperationStatus | int | None:
        """Where a write stands; None when the outbox does not hold it: it was acknowledged and
        pruned, discarded, replaced before it was sent, or never made."""
        count = threads.scratch.count
        if self._call(lib.sda_client_status_of, version, count) == SDA_NOTHING:
            return None
        return records._member(OperationStatus, count[0])

    def wait_until_acknowledged(self, version: int, timeout_ms: int) -> None:
        """Ticks and waits until every registered peer has acknowledged a write.

        Raises `TimedOutError` when the time is over, `InvalidStateError` when the write failed,
        `NotFoundError` when the outbox does not hold it, so that nothing is known of it.
        """
        end = time.monotonic() + timeout_ms / 1000
        while (status := self.status_of(version)) != OperationStatus.APPLIED:
            if status is None:
                raise NotFoundError("the outbox does not hold the write", str(version))
            if status == OperationStatus.FAILED:
                raise InvalidStateError("the write failed", str(version))
            left_ms = int((end - time.monotonic()) * 1000)
            if left_ms <= 0:
                raise TimedOutError("no acknowledgement in time", str(version))
            self.tick()
            self.wait(min(50, left_ms))

    # Peers over TCP

    def start_transport(self) -> None:
        """Begins to serve and to call, as the options say. Does nothing when it runs."""
        self._call(lib.sda_client_start_transport)

    def stop_transport(self) -> None:
        """Ends every link and serves no more; what is owed stays owed."""
        self._call(lib.sda_client_stop_transport)

    @property
    def transport_running(self) -> bool:
        """Whether it serves and calls."""
        return self._call(lib.sda_client_transport_running, NULL) != SDA_NOTHING

    @property
    def served_port(self) -> int | None:
        """The port that is served, or None."""
        count = threads.scratch.count
        count[0] = 0
        nothing = self._call(lib.sda_client_transport_running, count) == SDA_NOTHING
        return None if nothing else int(count[0]) or None

    def connect(self, node_id: str, host: str, port: int) -> None:
        """Registers a peer and has it called, now and whenever the link is lost, until `disconnect`.
        Whether it is reached is told by `events`."""
        self._call(lib.sda_client_connect, *_named(node_id), *_named(host), port)

    def disconnect(self, node_id: str) -> None:
        """Ends the link with a peer and calls it no more. It stays registered, and may call."""
        self._call(lib.sda_client_disconnect, *_named(node_id))

    def process_transport_events(self, events_max: int = 64) -> int:
        """Moves what there is to move between peers and this node, without waiting; how many events
        were handled."""
        return self._counted(lib.sda_client_process_transport_events, events_max)

    def wait(self, wait_ms: int) -> int:
        """The same, and waits for something to happen, so many milliseconds at most. Any other call
        on the client ends the wait."""
        return self._counted(lib.sda_client_wait, wait_ms)

    def trust(self, node_id: str, public_key: bytes) -> None:
        """Lets a peer in by its public key, when the client was opened with a `secret_key`. Holds
        from the next start of transport and discovery on."""
        self._call(lib.sda_client_trust, *_named(node_id), public_key, len(public_key))

    def start_discovery(self) -> None:
        """Begins to look for peers, and to be found where the transport serves."""
        self._call(lib.sda_client_start_discovery)

    def stop_discovery(self) -> None:
        """Looks for nobody any more; links stay."""
        self._call(lib.sda_client_stop_discovery)

    @property
    def discovery_running(self) -> bool:
        """Whether peers are looked for."""
        return self._call(lib.sda_client_discovery_running) != SDA_NOTHING

    def peers(self) -> list[KnownPeer]:
        """The peers that are found, called or there, in order of their names. `engine.peers` has the
        registered ones."""
        return self._listed(
            lib.sda_client_peers, "sda_known_peers", "known_peers", "sda_known_peer",
            records.read_known_peer,
        )

    def events(self, events_max: int = 1024) -> list[ClientEvent]:
        """Takes what has happened between this node and others, oldest first. At most 1024 wait;
        beyond that the oldest go."""
        return self._listed(
            lib.sda_client_poll_events, "sda_client_events", "client_events", "sda_client_event",
            records.read_client_event, events_max,
        )

    def node_info(self, refresh: bool = False) -> NodeInfo:
        """What this node says of itself, as it was last asked, or now."""
        self._call(lib.sda_client_node_info, int(refresh), slot_of("sda_node_info"))
        info, error = pointer_of("sda_node_info"), threads.scratch.error
        try:
            out, name, length = record("sda_node_details"), ffi.new("uint8_t **"), ffi.new("size_t *")
            check(lib.sda_node_info_get(info, out, error), error)
            names = []
            for index in range(out.capability_count):
                check(lib.sda_node_info_capability(info, index, name, length, error), error)
                names.append(bytes(ffi.buffer(name[0], length[0])).decode("utf-8"))
            return NodeInfo(records.read_node_details(out), names)
        finally:
            lib.sda_node_info_free(info)

    # Peers over channels of the application

    def start_carrying(self) -> None:
        """Begins to talk with peers over channels of the application: a radio, a cable, a web socket.
        Ends with `stop_transport`.

        Say with `open_link` that a channel is there, hand what comes over it to `receive`, and carry
        what `next_message` answers after each `tick`. A channel must bring messages whole and in
        order, or be closed; who is at its other end is the application's to know.
        """
        self._call(lib.sda_client_start_carrying)

    def open_link(self, node_id: str, is_ours: bool) -> int:
        """Says that a channel with a node is there; `is_ours` at the end that has begun it, and not
        at the other. Returns the name of the link, which is never given twice."""
        return self._counted(lib.sda_client_open_link, *_named(node_id), int(is_ours))

    def receive(self, link: int, message: bytes) -> None:
        """Hands in a message that came over a link; it is dealt with in the next turn."""
        self._call(lib.sda_client_receive, link, message, len(message))

    def next_message(self, link: int) -> bytes | None:
        """The next message that is to go over a link; None when there is none before the next turn.
        Raises `ClosedError` for a link that is over."""
        buf = threads.scratch.buf
        nothing = self._call(lib.sda_client_next_message, link, buf) == SDA_NOTHING
        return None if nothing else taken(buf)

    def close_link(self, link: int) -> None:
        """Says that a channel is there no more. Does nothing for a link that is over."""
        self._call(lib.sda_client_close_link, link)


def _divide(options: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Options of the engine, of the sync engine, and of the client; one field is in two."""
    known = {
        "opening": records.OPTIONS_FIELDS,
        "sync": records.SYNC_OPTIONS_FIELDS,
        "client": records.CLIENT_OPTIONS_FIELDS,
    }
    _refuse_unknown(options, frozenset().union(*known.values()))
    return {
        part: {name: value for name, value in options.items() if name in fields}
        for part, fields in known.items()
    }
