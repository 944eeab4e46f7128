# SPDX-License-Identifier: Apache-2.0
"""What the conformance scripts cannot say: exceptions, closing, threads, memory, kill -9."""

import gc
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import softadastra as sda
from softadastra import Engine, Policy
from softadastra import _raw

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED = EXAMPLES.parent.parent / "examples"


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_an_example_prints_what_it_prints_in_every_language(example, tmp_path):
    ran = subprocess.run([sys.executable, example, tmp_path], capture_output=True, text=True)
    assert ran.stdout == (EXPECTED / f"{example.stem}.expected").read_text(), ran.stderr


def test_every_function_of_the_library_is_bound():
    library = _raw.ffi.dlopen(os.environ["SOFTADASTRA_LIBRARY"])
    assert all(callable(getattr(library, name)) for name in _raw.FUNCTIONS)
    exports = EXPECTED.parent / "exports.txt"
    assert sorted(_raw.FUNCTIONS) == exports.read_text().split()


LONG = bytes(at % 251 for at in range(300_000))


def test_more_than_a_call_gives_comes_in_several():
    with Engine(node_id="a") as engine:
        long = b"v" * (33 << 20)
        engine.put_local("k", long)
        assert engine.get_many(["k", "k", "k", "none"]) == [long, long, long, None]


def test_a_value_is_read_piece_by_piece_as_it_was():
    engine = Engine(node_id="a")
    version = engine.put("long", LONG, 7).version
    reader = engine.open_value("long")
    engine.put("long", "another")
    assert (reader.size, reader.version, reader.timestamp_ms) == (len(LONG), version, 7)
    assert b"".join(reader.pieces(60_000)) == LONG
    assert (reader.read(150, 10), reader.read(len(LONG))) == (LONG[150:160], b"")
    assert engine.open_value("none") is None
    left = engine.open_value("long")
    engine.close()
    for _ in range(2):
        reader.close()
        for closed in (reader, left):
            with pytest.raises(sda.ClosedError):
                closed.read(0)


def test_a_value_is_written_piece_by_piece_or_not_at_all(tmp_path):
    engine = Engine(tmp_path / "a.wal", node_id="a", durability=sda.Durability.FAST)
    before = len(os.listdir(tmp_path))
    with engine.begin_value("k", len(LONG), 7) as writer:
        assert writer.write(LONG[:200_000]) == 200_000
        for refused in (writer.commit, lambda: writer.write(LONG)):
            with pytest.raises(sda.InvalidArgumentError):
                refused()
        writer.write(memoryview(LONG)[200_000:])
        assert engine.get("k") is None and writer.applied is None
    assert engine.get("k") == LONG and writer.applied.version == engine.entry("k").version
    given_up = RuntimeError("boom")
    with pytest.raises(RuntimeError) as raised, engine.begin_value("given up", len(LONG)) as writer:
        writer.write(LONG[:-1])
        raise given_up
    assert raised.value is given_up
    with engine.begin_value("given up", 0) as other:
        other.close()
    for one in (writer, other):
        one.close()
        for use in (one.commit, lambda: one.write(b"1")):
            with pytest.raises(sda.ClosedError):
                use()
    with engine.begin_value("twice", 0) as committed:
        committed.commit()
        with pytest.raises(sda.InvalidStateError):
            committed.commit()
    with pytest.raises(sda.InvalidArgumentError), engine.begin_value("short", 2) as short:
        short.write("1")
    assert [key in engine for key in ("given up", "twice", "short")] == [False, True, False]
    assert len(os.listdir(tmp_path)) == before + 1
    left = engine.begin_value("left", 1)
    engine.close()
    with pytest.raises(sda.ClosedError):
        left.write("1")


def test_errors_have_class_code_message_and_context():
    with Engine(node_id="a") as engine, pytest.raises(sda.NotFoundError) as found:
        engine.ack("a-9")
    assert isinstance(found.value, sda.SoftadastraError)
    assert (found.value.status, found.value.code) == (-4, "not_found")
    assert "a-9" in found.value.message


def test_every_error_has_a_class_of_its_own():
    assert len({error.status for error in sda.CLASSES}) == len(sda.CLASSES) >= 25


def test_a_failed_open_leaves_nothing_behind(tmp_path):
    with Engine(tmp_path / "a.wal", node_id="a"):
        with pytest.raises(sda.LockedError):
            Engine(tmp_path / "a.wal", node_id="b")
    with pytest.raises(sda.InvalidArgumentError):
        Engine(tmp_path / "a.wal", node_id="")
    Engine(tmp_path / "a.wal", node_id="a").close()


def test_unknown_options_are_refused():
    with pytest.raises(TypeError, match="no such option: durabilty"):
        Engine(durabilty=1)


def held(tmp_path):
    engine = Engine(tmp_path / "held.wal", node_id="a", durability=sda.Durability.FAST)
    engine.put("k", "v")
    return engine, engine.scan(), engine.feed(), engine.session(accept_unknown=True), sda.Group()


def test_closing_twice_does_nothing_and_use_after_close_raises(tmp_path):
    engine, scan, feed, session, group = held(tmp_path)
    for thing in (scan, feed, session, group, engine):
        thing.close()
        thing.close()
    uses = (lambda: engine.get("k"), lambda: next(scan), lambda: next(feed), session.poll_transmit,
            lambda: group.put("k", "v"), lambda: engine.put("k", "v"), engine.next_batch)
    for use in uses:
        with pytest.raises(sda.ClosedError):
            use()


def test_scans_feeds_and_sessions_outlive_their_engine(tmp_path):
    engine, scan, feed, session, group = held(tmp_path)
    engine.close()
    for use in (lambda: next(scan), lambda: next(feed), session.poll_transmit):
        with pytest.raises(sda.ClosedError):
            use()
    for thing in (scan, feed, session, group):
        thing.close()


def contested(engine):
    """A key with two versions that did not know of each other."""
    with Engine(node_id="other") as other:
        other.put("k", "theirs")
        engine.put("k", "mine")
        engine.receive(sda.encode(other.next_batch()[0].op))
    engine.set_policy(Policy.CUSTOM)


def test_what_a_merge_function_raises_comes_out_of_the_call_that_reads():
    with Engine(node_id="a") as engine:
        contested(engine)
        boom = ValueError("boom")

        def merge(key, versions):
            raise boom

        engine.set_merge(merge)
        for read in (lambda: engine.get("k"), lambda: "k" in engine, lambda: list(engine.scan())):
            with pytest.raises(ValueError) as found:
                read()
            assert found.value is boom
        engine.set_merge(lambda key, versions: b"+".join(v.value for v in versions))
        assert sorted(engine.get("k").split(b"+")) == [b"mine", b"theirs"]


def test_a_merge_function_cannot_use_or_close_its_engine_and_may_use_another():
    with Engine(node_id="a") as engine, Engine(node_id="b") as other:
        contested(engine)
        other.put("k", "from elsewhere")
        engine.set_merge(lambda key, versions: engine.get("k"))
        with pytest.raises(sda.BusyError):
            engine.get("k")
        engine.set_merge(lambda key, versions: engine.close())
        with pytest.raises(sda.BusyError):
            engine.get("k")
        engine.set_merge(lambda key, versions: other.get("k"))
        assert engine.get("k") == b"from elsewhere"


def test_a_callback_can_neither_use_nor_close_what_the_call_uses():
    with Engine(node_id="a") as engine, engine.scan() as before:
        contested(engine)
        scan = engine.scan()
        for inside in (scan.close, lambda: next(scan), lambda: scan.next_many(64), lambda: engine.set_merge(None)):
            engine.set_merge(lambda key, versions: inside())
            with pytest.raises(sda.BusyError):
                next(scan)
        # What the call does not use may be closed, and nothing was lost.
        engine.set_merge(lambda key, versions: before.close() or b"merged")
        assert next(scan).value == b"merged"
        scan.close()
        with pytest.raises(sda.ClosedError):
            next(before)


def test_a_clock_can_neither_use_nor_close_what_the_call_uses():
    inside = []

    def clock():
        for call in inside:
            call()
        return 1_700_000_000_000

    with Engine(node_id="a", clock=clock) as engine, sda.Group() as group:
        session = engine.session(accept_unknown=True)
        group.put("k", "v")
        ours = {
            lambda: engine.submit(group, 1): [group.close, group.clear, lambda: group.put("l", "w"), engine.close],
            lambda: engine.apply_local(group, 1): [group.close],
            session.poll_transmit: [session.close, session.end, session.state],
        }
        for call, attempts in ours.items():
            for attempt in attempts:
                inside[:] = [attempt]
                with pytest.raises(sda.BusyError):
                    call()
        inside.clear()
        engine.submit(group)
        assert engine.get("k") == b"v" and session.state()
        session.close()


def test_what_a_clock_raises_comes_out_of_the_call_that_asked():
    times = iter([1_700_000_000_000] * 8)

    def clock():
        return next(times)

    with pytest.raises(StopIteration):
        with Engine(node_id="a", clock=clock) as engine:
            for _ in range(20):
                engine.put("k", "v", 1)
                engine.tick()


def test_threads_share_an_engine_and_a_close_waits_for_them():
    engine = Engine(node_id="a")
    written, closed = [], []

    def write(name):
        at = 0
        try:
            while True:
                engine.put(f"{name}:{at % 50}", b"x" * 64, 1)
                engine.get(f"{name}:{at % 50}")
                at += 1
                written.append(1)
        except sda.ClosedError:
            closed.append(name)

    threads = [threading.Thread(target=write, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    while len(written) < 400:
        pass
    engine.close()
    for thread in threads:
        thread.join()
    assert sorted(closed) == [0, 1, 2, 3]


def test_nothing_leaks_over_many_handles(tmp_path):
    """Half a million calls that open, read and let go; memory stands still after the first part."""
    engine = Engine(node_id="a", require_ack=False)

    def turn(count):
        for at in range(count):
            engine.put_local(b"key", b"v" * 64, 1)
            engine.get(b"key")
            with engine.scan() as scan:
                next(scan)
            engine.versions(b"key")
            with pytest.raises(sda.NotFoundError):
                engine.find("a-99")
            with sda.Group() as group:
                group.put(b"k", b"v")

    turn(4000)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    turn(16000)
    gc.collect()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    engine.close()
    assert grown < 4096, f"{grown} KiB more"


def test_a_killed_process_loses_nothing_that_put_returned(tmp_path):
    program = (
        "import sys, softadastra\n"
        "engine = softadastra.Engine(sys.argv[1], node_id='a')\n"
        "for at in range(10**6):\n"
        "    print(engine.put(f'k{at}', 'v' * 64).sync_id, flush=True)\n"
    )
    path = tmp_path / "killed.wal"
    seen = set()
    for _ in range(5):
        child = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True)
        lines = [child.stdout.readline().strip() for _ in range(25)]
        child.send_signal(signal.SIGKILL)
        lines += [line.strip() for line in child.stdout if line.endswith("\n")]
        child.wait()
        assert len(lines) == len(set(lines)) and not seen & set(lines), "a number was used twice"
        seen |= set(lines)
        with Engine(path, node_id="a") as engine:
            owed = {envelope.op.sync_id for envelope in engine.outbox()}
            assert seen <= owed
    assert len(seen) >= 125


def test_many_keys_go_and_come_in_one_call() -> None:
    with sda.Engine(node_id="a") as engine:
        with sda.Group() as group:
            group.put_many([("a", "one"), (b"b", b""), ("c", "x" * 10000)])
            with pytest.raises(sda.InvalidArgumentError):
                group.put_many([("d", "1"), ("a", "twice")])
            assert len(group) == 3
            engine.submit(group)
        assert engine.get_many(["c", "none", "a", "b"]) == [b"x" * 10000, None, b"one", b""]
        assert engine.get_many([]) == []
        assert engine.get("c") == b"x" * 10000
        with engine.scan() as scan:
            rows = []
            while part := scan.next_many(4):
                rows += part
        assert rows == [(b"a", b"one"), (b"b", b""), (b"c", b"x" * 10000)]
    with pytest.raises(sda.ClosedError):
        engine.get_many(["a"])
    with pytest.raises(sda.ClosedError):
        engine.get("a")


def test_a_value_is_read_piece_by_piece_as_it_was() -> None:
    value = bytes(range(256)) * 1000
    with sda.Engine(node_id="a") as engine:
        version = engine.put("k", value, 7).version
        reader = engine.open_value("k")
        assert reader is not None and engine.open_value("none") is None
        assert (reader.size, reader.version, reader.timestamp_ms) == (len(value), version, 7)
        engine.put("k", "another")
        assert reader.read(300, 10) == value[300:310]
        assert reader.read(len(value) - 5, 100) == value[-5:] and reader.read(len(value)) == b""
        assert b"".join(reader.pieces(60_000)) == value
    with pytest.raises(sda.ClosedError):
        reader.read(0)
    reader.close()
    reader.close()
    with pytest.raises(sda.ClosedError):
        reader.read(0)


def test_notices_wait_to_be_fetched_and_deliveries_are_known() -> None:
    with sda.Engine(node_id="a") as engine:
        engine.keep_notices(sda.Severity.INFO)
        engine.register_peer("b")
        operation = engine.put("k", "v")
        found = engine.delivery_of(operation.sync_id, "b")
        assert not found.is_durable and not found.is_applied
        engine.ack_from(operation.sync_id, "b")
        assert engine.delivery_of(operation.sync_id, "b").is_applied
        with pytest.raises(sda.NotFoundError):
            engine.delivery_of(operation.sync_id, "c")
        while (waiting := engine.poll_notice()) is not None:
            notice, text = waiting
            assert notice.severity <= sda.Severity.INFO and text
        with pytest.raises(sda.InvalidArgumentError):
            engine.keep_notices(99)


def fail_a_delivery(engine):
    """A delivery that fails for good, which an engine has something to say about."""
    sync_id = engine.put("k", "v").sync_id
    engine.next_batch()
    engine.report_send_failure(sync_id, sda.TimedOutError.status)


def test_notices_are_told_to_a_function() -> None:
    heard = []
    with sda.Engine(node_id="a", max_retries=1) as engine:
        engine.keep_notices(sda.Severity.WARNING, lambda notice, text: heard.append((notice.topic, text)))
        fail_a_delivery(engine)
        assert [topic for topic, _ in heard] == [sda.Topic.OUTBOX] and "1 operations" in heard[0][1]
        assert engine.poll_notice() is None
        boom = ValueError("boom")

        def shout(notice, text):
            raise boom

        engine.keep_notices(sda.Severity.WARNING, shout)
        with pytest.raises(ValueError) as found:
            fail_a_delivery(engine)
        assert found.value is boom
        for inside in (lambda: engine.get("k"), engine.close, lambda: engine.keep_notices(sda.Severity.NONE)):
            engine.keep_notices(sda.Severity.WARNING, lambda notice, text: inside())
            with pytest.raises(sda.BusyError):
                fail_a_delivery(engine)
        engine.keep_notices(sda.Severity.NONE)
        fail_a_delivery(engine)
        assert len(engine.failed()) == 6


def test_keys_are_made_of_32_bytes() -> None:
    secret, public = sda.generate_keys()
    assert len(secret) == len(public) == 32 and secret != sda.generate_keys()[0]
