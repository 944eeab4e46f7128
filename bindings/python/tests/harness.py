# SPDX-License-Identifier: Apache-2.0
"""The harness of the conformance scripts; tests/conformance/README.md has its language."""

from __future__ import annotations

import sys
from typing import Any

import softadastra as sda


def hexed(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogateescape")
    return "x" + value.hex() if isinstance(value, bytes) else str(int(value))


def ok(*values: Any) -> str:
    parts = (":".join(map(hexed, v)) if type(v) is tuple else hexed(v) for v in values)
    return " ".join(["ok", *parts])


def bytes_of(token: str) -> bytes:
    return bytes.fromhex(token[1:])


def text_of(token: str) -> str:
    return bytes_of(token).decode("utf-8", "surrogateescape")


def value_of(token: str) -> Any:
    return text_of(token) if token.startswith("x") else int(token)


def options_of(tokens: list[str]) -> dict[str, Any]:
    return {name: value_of(token) for name, token in (part.split("=", 1) for part in tokens)}


def envelope(e: sda.Envelope) -> tuple[Any, ...]:
    return (e.op.sync_id, e.status, e.ack_status, e.retry_count, e.next_retry_at_ms, e.last_error,
            e.op.operation_type, e.op.key, e.op.value)


def applied(a: sda.Applied) -> tuple[int, ...]:
    return (a.created, a.updated, a.deleted, a.version)


class Harness:
    def __init__(self) -> None:
        self.now = 1_700_000_000_000
        self.engines: dict[str, sda.Engine] = {}
        self.sessions: dict[str, sda.Session] = {}
        self.feeds: dict[str, sda.Feed] = {}
        self.readers: dict[str, sda.ValueReader] = {}
        self.writers: dict[str, sda.ValueWriter] = {}
        self.clients: dict[str, sda.Client] = {}

    def answer(self, line: str) -> str:
        verb, *tokens = line.split(" ")
        try:
            return str(getattr(self, f"do_{verb}")(*tokens))
        except sda.SoftadastraError as error:
            return f"error {error.status} {error.message}|{error.context}"
        except ZeroDivisionError as error:
            return f"raised {error}"

    # Nodes

    def do_reset(self) -> str:
        for kind in (self.sessions, self.feeds, self.readers, self.writers, self.clients, self.engines):
            for held in kind.values():
                held.close()
        self.__init__()  # type: ignore[misc]
        return "ok"

    def do_now(self, now: str) -> str:
        self.now = int(now)
        return "ok"

    def do_open(self, name: str, *options: str) -> str:
        engine = sda.Engine(clock=lambda: self.now, **options_of(list(options)))
        self.engines[name] = engine
        report = engine.report()
        return ok(report.created, report.last_version, report.owed_count, report.cut_bytes)

    def do_configure(self, name: str, *options: str) -> str:
        self.engines[name].configure(**options_of(list(options)))
        return "ok"

    def do_close(self, name: str) -> str:
        self.engines[name].close()
        return "ok"

    def do_detach(self, name: str) -> str:
        self.engines[name].detach()
        return "ok"

    # Reading

    def do_get(self, name: str, key: str) -> str:
        entry = self.engines[name].entry(bytes_of(key))
        return ok(entry.value, entry.version, entry.timestamp_ms) if entry else "nothing"

    def do_get_many(self, name: str, *keys: str) -> str:
        found = self.engines[name].get_many([bytes_of(key) for key in keys])
        return " ".join(["ok", *("-" if value is None else hexed(value) for value in found)])

    def do_get_into(self, name: str, key: str, room: str) -> str:
        buffer = bytearray(int(room))
        length = self.engines[name].get_into(bytes_of(key), buffer)
        if length is None:
            return "nothing"
        return ok(length, bytes(buffer[:length]) if length <= len(buffer) else b"")

    def do_contains(self, name: str, key: str) -> str:
        return "ok" if bytes_of(key) in self.engines[name] else "nothing"

    def do_len(self, name: str) -> str:
        return ok(len(self.engines[name]))

    def do_scan(self, name: str, prefix: str, start: str, end: str) -> str:
        bounds = [bytes_of(bound) for bound in (prefix, start, end)]
        with self.engines[name].scan(*bounds) as scan:
            return ok(*((entry.key, entry.value) for entry in scan))

    def do_versions(self, name: str, key: str) -> str:
        found = self.engines[name].versions(bytes_of(key))
        return ok(*((v.operation_type, v.node_id, v.sequence, v.timestamp_ms, v.value) for v in found))

    def do_conflicts(self, name: str, after: str, count_max: str) -> str:
        parts: list[Any] = []
        for conflict in self.engines[name].conflicts(bytes_of(after), int(count_max)):
            parts.append((conflict.key, conflict.is_unresolved, len(conflict.sides),
                          conflict.base is not None, conflict.base or b""))
            parts += [(s.operation_type, s.is_shown, s.is_local, s.node_id, s.sequence, s.value)
                      for s in conflict.sides]
        return ok(*parts)

    # Writing

    def do_put(self, name: str, key: str, value: str, at: str) -> str:
        op = self.engines[name].put(bytes_of(key), bytes_of(value), int(at))
        return ok(op.sync_id, op.version)

    def do_remove(self, name: str, key: str, at: str) -> str:
        op = self.engines[name].remove(bytes_of(key), int(at))
        return ok(op.sync_id, op.version)

    def do_put_local(self, name: str, key: str, value: str, at: str) -> str:
        return ok(*applied(self.engines[name].put_local(bytes_of(key), bytes_of(value), int(at))))

    def do_remove_local(self, name: str, key: str, at: str) -> str:
        return ok(*applied(self.engines[name].remove_local(bytes_of(key), int(at))))

    def do_put_unlogged(self, name: str, key: str, value: str, at: str, version: str) -> str:
        data = bytes_of(key), bytes_of(value)
        return ok(*applied(self.engines[name].put_unlogged(*data, int(at), int(version))))

    def _group(self, parts: tuple[str, ...]) -> sda.Group:
        group, rest = sda.Group(), list(parts)
        while rest:
            if rest.pop(0) == "put":
                group.put(bytes_of(rest.pop(0)), bytes_of(rest.pop(0)))
            else:
                group.remove(bytes_of(rest.pop(0)))
        return group

    def do_group(self, name: str, at: str, *parts: str) -> str:
        with self._group(parts) as group:
            op = self.engines[name].submit(group, int(at))
            return ok(op.sync_id, op.version, op.operation_type, len(group))

    def do_group_local(self, name: str, at: str, *parts: str) -> str:
        with self._group(parts) as group:
            found = self.engines[name].apply_local(group, int(at))
            group.clear()
            return ok(*applied(found), len(group))

    def do_submit_local(self, name: str) -> str:
        return ok(self.engines[name].submit_local_writes())

    # The outbox

    def do_batch(self, name: str) -> str:
        return ok(*map(envelope, self.engines[name].next_batch()))

    def do_tick(self, name: str, prune: str) -> str:
        tick, batch = self.engines[name].tick(prune == "1")
        return ok(tick.retried_count, tick.pruned_count, *map(envelope, batch))

    def do_outbox(self, name: str) -> str:
        return ok(*map(envelope, self.engines[name].outbox()))

    def do_failed(self, name: str) -> str:
        return ok(*map(envelope, self.engines[name].failed()))

    def do_held(self, name: str) -> str:
        return ok(*map(envelope, self.engines[name].held()))

    def do_find(self, name: str, sync_id: str) -> str:
        return ok(envelope(self.engines[name].find(text_of(sync_id))))

    def do_encode(self, name: str, sync_id: str) -> str:
        return ok(sda.encode(self.engines[name].find(text_of(sync_id)).op))

    def do_decode(self, data: str) -> str:
        op = sda.decode(bytes_of(data))
        return ok(op.sync_id, op.origin, op.sequence, op.operation_type, op.key, op.value)

    def do_receive(self, name: str, data: str) -> str:
        r = self.engines[name].receive(sda.decode(bytes_of(data)))
        return ok(r.applied, r.duplicate, r.conflict, applied(r.apply)[:3])

    def do_ack(self, name: str, sync_id: str) -> str:
        self.engines[name].ack(text_of(sync_id))
        return "ok"

    def do_fail(self, name: str, sync_id: str, status: str) -> str:
        again = self.engines[name].report_send_failure(text_of(sync_id), int(status))
        return "ok" if again else "nothing"

    def do_queue(self, name: str, sync_id: str) -> str:
        self.engines[name].queue(text_of(sync_id))
        return "ok"

    def do_requeue(self, name: str, sync_id: str) -> str:
        self.engines[name].requeue_failed(text_of(sync_id))
        return "ok"

    def do_requeue_all(self, name: str) -> str:
        return ok(self.engines[name].requeue_all_failed())

    def do_discard(self, name: str, sync_id: str) -> str:
        self.engines[name].discard_failed(text_of(sync_id))
        return "ok"

    def do_prune_failed(self, name: str) -> str:
        return ok(self.engines[name].prune_failed())

    def do_prune_completed(self, name: str) -> str:
        return ok(self.engines[name].prune_completed())

    def do_retry_expired(self, name: str) -> str:
        return ok(self.engines[name].retry_expired())

    def do_state(self, name: str) -> str:
        return ok(*self.engines[name].state())

    def do_wakeup(self, name: str) -> str:
        at = self.engines[name].next_wakeup()
        return "nothing" if at is None else ok(at)

    # Conflicts

    def do_policy(self, name: str, policy: str) -> str:
        self.engines[name].set_policy(int(policy))  # type: ignore[arg-type]
        return "ok"

    def do_merge(self, name: str, kind: str) -> str:
        engine = self.engines[name]

        def union(key: bytes, versions: list[sda.Version]) -> bytes:
            return b" ".join(sorted({word for v in versions for word in v.value.split()}))

        def raises(key: bytes, versions: list[sda.Version]) -> bytes:
            raise ZeroDivisionError("merge of " + key.decode())

        def uses(key: bytes, versions: list[sda.Version]) -> bytes | None:
            return engine.get(key)

        kinds: dict[str, Any] = {"union": union, "raise": raises, "use": uses, "off": None,
                                 "none": lambda key, versions: None}
        engine.set_merge(kinds[kind])
        return "ok"

    # Peers and sessions

    def do_register(self, name: str, peer: str, lease: str) -> str:
        self.engines[name].register_peer(text_of(peer), int(lease))
        return "ok"

    def do_unregister(self, name: str, peer: str) -> str:
        self.engines[name].remove_peer(text_of(peer))
        return "ok"

    def _peer(self, p: sda.PeerStatus) -> tuple[Any, ...]:
        return (p.node_id, p.is_connected, p.lease_ms, p.known_count, p.durable_count, p.applied_count,
                p.pending_own_count, p.pending_relayed_count, p.gone_count, p.refused_count)

    def do_peer(self, name: str, peer: str) -> str:
        return ok(self._peer(self.engines[name].peer(text_of(peer))))

    def do_peers(self, name: str) -> str:
        return ok(*map(self._peer, self.engines[name].peers()))

    def do_expire(self, name: str) -> str:
        return ok(*(peer.node_id for peer in self.engines[name].expire_peers()))

    def do_ack_from(self, name: str, sync_id: str, peer: str) -> str:
        self.engines[name].ack_from(text_of(sync_id), text_of(peer))
        return "ok"

    def do_applied_at(self, name: str, sync_id: str, peer: str) -> str:
        found = self.engines[name].is_applied_at(text_of(sync_id), text_of(peer))
        return "ok" if found else "nothing"

    def do_session(self, session: str, name: str, *options: str) -> str:
        self.sessions[session] = self.engines[name].session(**options_of(list(options)))
        return "ok"

    def do_poll(self, session: str, bytes_max: str) -> str:
        frame = self.sessions[session].poll_transmit(int(bytes_max))
        return "nothing" if frame is None else ok(frame)

    def do_handle(self, session: str, frames: str) -> str:
        self.sessions[session].handle(bytes_of(frames))
        return "ok"

    def do_event(self, session: str) -> str:
        e = self.sessions[session].poll_event()
        if e is None:
            return "nothing"
        return ok(e.event_type, e.status, e.count, e.other_count, e.sequence, e.node_id, e.reason)

    def do_wake(self, session: str) -> str:
        at = self.sessions[session].next_wakeup()
        return "nothing" if at is None else ok(at)

    def do_session_state(self, session: str) -> str:
        state = self.sessions[session].state()
        return ok(state.phase, state.in_flight_count, state.node_id or "")

    def do_end(self, session: str) -> str:
        self.sessions[session].end()
        return "ok"

    def do_free(self, session: str) -> str:
        self.sessions[session].close()
        return "ok"

    def do_frame(self, data: str, frame_bytes_max: str) -> str:
        length = sda.frame_bytes(bytes_of(data), int(frame_bytes_max))
        return "nothing" if length is None else ok(length)

    # The feed

    def do_feed(self, feed: str, name: str, position: str, values: str) -> str:
        self.feeds[feed] = self.engines[name].feed(int(position), with_values=values == "1")
        return "ok"

    def do_change(self, feed: str) -> str:
        c = next(self.feeds[feed], None)
        if c is None:
            return "nothing"
        return ok(c.change_type, c.operation_type, c.version, c.sync_id, c.key, c.value, c.status,
                  c.retry_count, c.last_error)

    def do_position(self, feed: str) -> str:
        return ok(self.feeds[feed].position)

    def do_feed_free(self, feed: str) -> str:
        self.feeds[feed].close()
        return "ok"

    def do_feed_end(self, name: str) -> str:
        return ok(self.engines[name].feed_end())

    # Values piece by piece

    def do_reader(self, reader: str, name: str, key: str) -> str:
        opened = self.engines[name].open_value(bytes_of(key))
        if opened is None:
            return "nothing"
        self.readers[reader] = opened
        return ok(opened.size, opened.version, opened.timestamp_ms)

    def do_read(self, reader: str, offset: str, bytes_max: str) -> str:
        piece = self.readers[reader].read(int(offset), int(bytes_max))
        return ok(piece) if piece else "nothing"

    def do_reader_free(self, reader: str) -> str:
        self.readers[reader].close()
        return "ok"

    def do_writer(self, writer: str, name: str, key: str, size: str, at: str) -> str:
        self.writers[writer] = self.engines[name].begin_value(bytes_of(key), int(size), int(at))
        return "ok"

    def do_write(self, writer: str, piece: str) -> str:
        self.writers[writer].write(bytes_of(piece))
        return "ok"

    def do_commit(self, writer: str) -> str:
        return ok(*applied(self.writers[writer].commit()))

    def do_writer_free(self, writer: str) -> str:
        self.writers[writer].close()
        return "ok"

    # Clients, whose messages the runner carries

    def do_client(self, name: str, *options: str) -> str:
        self.clients[name] = sda.Client(**options_of(list(options)))
        return "ok"

    def do_client_close(self, name: str) -> str:
        self.clients[name].close()
        return "ok"

    def do_client_put(self, name: str, key: str, value: str) -> str:
        self.clients[name].put(bytes_of(key), bytes_of(value))
        return "ok"

    def do_client_remove(self, name: str, key: str) -> str:
        self.clients[name].remove(bytes_of(key))
        return "ok"

    def do_client_get(self, name: str, key: str) -> str:
        value = self.clients[name].get(bytes_of(key))
        return "nothing" if value is None else ok(value)

    def do_client_contains(self, name: str, key: str) -> str:
        return "ok" if bytes_of(key) in self.clients[name] else "nothing"

    def do_client_len(self, name: str) -> str:
        return ok(len(self.clients[name]))

    def do_client_status(self, name: str, version: str) -> str:
        status = self.clients[name].status_of(int(version))
        return "nothing" if status is None else ok(status)

    def do_client_tick(self, name: str, prune: str) -> str:
        return ok(self.clients[name].tick(prune == "1").pruned_count)

    def do_client_carry(self, name: str) -> str:
        self.clients[name].start_carrying()
        return "ok"

    def do_client_link(self, name: str, peer: str, is_ours: str) -> str:
        return ok(self.clients[name].open_link(text_of(peer), is_ours == "1"))

    def do_client_message(self, name: str, link: str) -> str:
        message = self.clients[name].next_message(int(link))
        return "nothing" if message is None else ok(message)

    def do_client_receive(self, name: str, link: str, message: str) -> str:
        self.clients[name].receive(int(link), bytes_of(message))
        return "ok"

    def do_client_unlink(self, name: str, link: str) -> str:
        self.clients[name].close_link(int(link))
        return "ok"

    def do_client_events(self, name: str) -> str:
        return ok(*((e.event_type, e.node_id or "") for e in self.clients[name].events()))

    def do_client_peers(self, name: str) -> str:
        return ok(*((p.node_id, p.is_connected) for p in self.clients[name].engine.peers()))

    # Looking after it

    def do_flush(self, name: str) -> str:
        self.engines[name].flush()
        return "ok"

    def do_maintain(self, name: str, bytes_max: str) -> str:
        return ok(self.engines[name].maintain(int(bytes_max)))

    def do_checkpoint(self, name: str) -> str:
        self.engines[name].checkpoint()
        return "ok"

    def do_reload(self, name: str) -> str:
        self.engines[name].reload()
        return "ok"

    def do_clear(self, name: str) -> str:
        self.engines[name].clear_memory()
        return "ok"

    def do_digest(self, name: str) -> str:
        return ok(self.engines[name].digest())

    def do_changes(self, name: str) -> str:
        return ok(self.engines[name].changes())

    def do_identity(self, name: str) -> str:
        found = self.engines[name].identity()
        return "nothing" if found is None else ok(*found)

    def do_renamed(self, name: str) -> str:
        found = self.engines[name].renamed_from()
        return "nothing" if found is None else ok(found)

    def do_health(self, name: str) -> str:
        health = self.engines[name].health()
        return ok(health.is_stopped, health.failure, health.oldest_owed_version)

    def do_status(self, name: str) -> str:
        return ok(self.engines[name].status_json())

    def do_backup(self, name: str, path: str) -> str:
        return ok(self.engines[name].backup(text_of(path)).version)

    def _verified(self, found: sda.Verification) -> str:
        t = found.totals
        return ok(t.is_sound, t.key_count, t.owed_count, t.finding_count,
                  *((f.part, f.status, f.at, f.number, f.file) for f in found.findings))

    def do_verify(self, name: str) -> str:
        return self._verified(self.engines[name].verify())

    def do_verify_path(self, path: str) -> str:
        return self._verified(sda.verify(text_of(path)))

    def do_salvage(self, path: str, to: str) -> str:
        found = sda.salvage(text_of(path), text_of(to))
        t = found.totals
        return ok(t.key_count, t.owed_count, t.loss_count, len(found.missing),
                  *((loss.part, loss.status, loss.at, loss.number) for loss in found.losses))

    def do_status_name(self, status: str) -> str:
        return ok(sda.status_name(int(status)))


def main() -> None:
    harness = Harness()
    for line in sys.stdin:
        print(harness.answer(line.rstrip("\n")), flush=True)


if __name__ == "__main__":
    main()
