# SPDX-License-Identifier: Apache-2.0
"""Clients over TCP on this machine, over channels of the test, and logs of format 1."""

import os
import threading

import pytest

import softadastra as sda
from softadastra import Client, ClientEventType, OperationStatus

TURNS = 3000


def net_client(node_id, **options):
    return Client(node_id=node_id, transport_enabled=True, transport_host="127.0.0.1", **options)


def until(holds, *clients):
    """Takes turns until something holds."""
    for _ in range(TURNS):
        if holds():
            return
        for client in clients:
            client.tick()
            client.wait(1)
    raise AssertionError("it did not come to hold")


def has_event(client, event_type):
    return any(event.event_type == event_type for event in client.events())


def applied(client, version):
    return lambda: client.status_of(version) == OperationStatus.APPLIED


def test_what_is_written_apart_arrives_and_another_key_gets_nothing(tmp_path):
    key, other_key = sda.generate_keys()[0], sda.generate_keys()[0]
    with Client(tmp_path / "a.wal", node_id="a", group_key=key) as alone:
        version = alone.put("k", "written offline")
        assert alone.status_of(version) == OperationStatus.QUEUED
    with (
        net_client("a", path=tmp_path / "a.wal", group_key=key) as a,
        net_client("b", group_key=key) as b,
        net_client("c", group_key=other_key) as c,
    ):
        assert not a.transport_running and a.served_port is None
        with pytest.raises(sda.InvalidStateError):
            a.connect("b", "127.0.0.1", 9)
        for client in (a, b, c):
            client.start_transport()
        assert a.transport_running and a.served_port > 0
        a.connect("b", "127.0.0.1", b.served_port)
        until(applied(a, version), a, b)
        assert b.get("k") == b"written offline" and "k" in b and len(b) == 1
        assert a.sync_state().acknowledged_count == 1
        assert [(peer.node_id, peer.is_connected) for peer in a.peers()] == [("b", True)]
        assert has_event(a, ClientEventType.CONNECTED)
        operation = a.engine.outbox()[0].op
        assert a.engine.delivery_of(operation.sync_id, "b").is_applied
        assert a.tick(prune_completed=True).pruned_count == 1 and a.status_of(version) is None

        c.connect("a", "127.0.0.1", a.served_port)
        seen = set()

        def both_are_told():
            seen.update(event.event_type for client in (a, c) for event in client.events())
            return {ClientEventType.REFUSED, ClientEventType.UNREACHABLE} <= seen

        until(both_are_told, a, c)
        assert c.get("k") is None and len(c) == 0
        a.disconnect("b")
        with pytest.raises(sda.NotFoundError):
            a.disconnect("b")
        a.stop_transport()
        assert not a.transport_running


def test_keys_of_ones_own_let_in_whom_they_trust():
    keys = {name: sda.generate_keys() for name in "ab"}
    with net_client("a", secret_key=keys["a"][0]) as a, net_client("b", secret_key=keys["b"][0]) as b:
        a.trust("b", keys["b"][1])
        b.trust("a", keys["a"][1])
        a.start_transport()
        b.start_transport()
        with pytest.raises(sda.PermissionDeniedError):
            a.connect("x", "127.0.0.1", 9)
        a.connect("b", "127.0.0.1", b.served_port)
        version = a.put("k", "v")
        with pytest.raises(sda.TimedOutError):
            a.wait_until_acknowledged(version, 1)
        turning = threading.Thread(target=lambda: until(applied(a, version), b))
        turning.start()
        a.wait_until_acknowledged(version, 30_000)
        turning.join()
        assert b.get("k") == b"v"
        with pytest.raises(sda.NotFoundError):
            a.wait_until_acknowledged(version + 100, 1000)
    with net_client("a") as a, pytest.raises(sda.InvalidStateError):
        a.trust("b", keys["b"][1])


def test_two_find_each_other():
    options = {
        "group_key": sda.generate_keys()[0], "discovery_enabled": True, "discovery_host": "127.0.0.1",
        "discovery_port": 20000 + os.getpid() % 12000,
    }
    with net_client("a", **options) as a, net_client("b", **options) as b:
        for client in (a, b):
            client.start_transport()
            client.start_discovery()
            assert client.discovery_running
        version = a.put("k", "v")
        until(applied(a, version), a, b)
        until(lambda: any(peer.is_found and peer.port == a.served_port for peer in b.peers()), a, b)
        assert b.get("k") == b"v"
        a.stop_discovery()
        assert not a.discovery_running


def carry(source, link, target, other):
    source.tick()
    while (message := source.next_message(link)) is not None:
        target.receive(other, message)


def test_messages_go_over_channels_of_the_application():
    with Client(node_id="a") as a, Client(node_id="b") as b:
        with pytest.raises(sda.InvalidStateError):
            a.open_link("b", True)
        a.start_carrying()
        b.start_carrying()
        to_b, to_a = a.open_link("b", True), b.open_link("a", False)
        version = a.put("k", "v")
        for _ in range(TURNS):
            carry(a, to_b, b, to_a)
            carry(b, to_a, a, to_b)
            if a.status_of(version) == OperationStatus.APPLIED:
                break
        assert b.get("k") == b"v" and a.status_of(version) == OperationStatus.APPLIED
        a.close_link(to_b)
        a.close_link(to_b)
        with pytest.raises(sda.ClosedError):
            a.next_message(to_b)
        with pytest.raises(sda.ClosedError):
            a.receive(to_b, b"")
        version = a.put("k", "later")
        a.tick()
        assert a.status_of(version) == OperationStatus.QUEUED
        a.stop_transport()


def test_a_client_says_who_it_is_and_lends_its_engine():
    with Client(node_id="a", display_name="the tablet", version="2.1") as client:
        details, capabilities = client.node_info()
        assert (details.node_id, details.display_name, details.version) == ("a", "the tablet", "2.1")
        assert "sync" in capabilities and client.node_info(refresh=True).details.uptime_ms >= 0
        with sda.Group() as group:
            client.engine.submit(group.put("k1", "v").put("k2", "v"))
        client.remove("k2")
        assert [entry.key for entry in client.engine.scan()] == [b"k1"]
        assert client.get("k2") is None and "k2" not in client
        assert (client.retry_expired(), client.prune_completed(), client.prune_failed()) == (0, 0, 0)
        client.engine.configure(outbox_ops_max=2)
        with pytest.raises(sda.BackpressureError):
            client.put("k3", "v")
        with pytest.raises(sda.InvalidArgumentError):
            client.put("", "v")
    with pytest.raises(TypeError, match="no such option: transport"):
        Client(node_id="a", transport=True)
    with pytest.raises(sda.InvalidArgumentError):
        Client(node_id="a", group_key=b"short")


def test_what_callbacks_raise_comes_out_of_the_clients_call():
    boom = ValueError("boom")

    def merge(key, versions):
        raise boom

    times = [1_700_000_000_000]
    with Client(node_id="a", clock=lambda: times[0]) as client, sda.Engine(node_id="b") as other:
        other.put("k", "theirs")
        client.put("k", "mine")
        client.engine.receive(sda.encode(other.next_batch()[0].op))
        client.engine.set_policy(sda.Policy.CUSTOM)
        client.engine.set_merge(merge)
        with pytest.raises(ValueError) as found:
            client.get("k")
        assert found.value is boom
        client.engine.set_merge(lambda key, versions: client.close())
        with pytest.raises(sda.BusyError):
            client.get("k")
        client.engine.set_merge(None)
        times.clear()
        with pytest.raises(IndexError):
            client.tick()
        times.append(1_700_000_000_001)


def test_closing_ends_a_wait_and_later_calls_raise():
    client = net_client("a")
    client.start_transport()
    outcome = []

    def wait():
        try:
            while True:
                client.wait(60_000)
        except sda.ClosedError as error:
            outcome.append(error.message)

    def write():
        try:
            while True:
                client.put("k", "v")
                client.tick(True)
        except sda.ClosedError as error:
            outcome.append(error.message)

    threads = [threading.Thread(target=wait), threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    engine = client.engine
    while client.sync_state().last_submitted_version < 100:
        pass
    client.close()
    client.close()
    for thread in threads:
        thread.join()
    assert outcome == ["client is closed"] * 2 and not client.is_open
    for use in (lambda: client.put("k", "v"), lambda: client.get("k"), client.tick, client.peers,
                client.events, client.node_info, client.start_carrying, lambda: engine.get("k")):
        with pytest.raises(sda.ClosedError):
            use()


def test_a_log_of_format_1_is_written_walked_over_and_recovered(tmp_path):
    path = tmp_path / "logs" / "old.wal"
    with sda.Wal(path) as wal:
        assert wal.append_record(1, b"one", 1_700_000_000_000) == 1
        wal.raise_sequence(9)
        assert wal.append_record(3, b"two") == 10
        with pytest.raises(sda.LockedError):
            sda.Wal(path)
        with pytest.raises(sda.InvalidArgumentError):
            wal.append_record(9, b"no such type")
        wal.flush()
        with sda.WalReader(path) as reader:
            records = list(reader)
        assert [(one.record_type, one.sequence, one.payload) for one in records] == [
            (1, 1, b"one"), (3, 10, b"two"),
        ]
        assert records[0].timestamp_ms == 1_700_000_000_000
    whole = sda.Wal.read(path)
    with sda.Wal(path) as wal:
        wal.append(whole[:10])
    assert sda.Wal.read(path) == whole + whole[:10]
    with sda.Wal(path) as wal:
        found = wal.recover()
        assert (found.record_count, found.sequence, found.cut_bytes) == (2, 10, 10)
        assert wal.append_record(5) == 11
    assert path.with_name("old.wal.torn").read_bytes() == whole[:10]
    with pytest.raises(sda.FileReadError):
        sda.WalReader(tmp_path / "none.wal")
    for use in (wal.flush, lambda: wal.append(b"x"), lambda: next(reader)):
        with pytest.raises(sda.ClosedError):
            use()
    wal.close()
