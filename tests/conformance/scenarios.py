# SPDX-License-Identifier: Apache-2.0
"""Where the scripts come from: each function is one, its comment says what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

T = 1_700_000_000_000  # when every clock starts
PUT, DELETE = 1, 2
SCRIPTS: dict[str, tuple[str, list]] = {}
Steps = Iterator[list]


def script(make: Callable[..., Steps]) -> Callable[..., Steps]:
    SCRIPTS[make.__name__] = (make.__doc__ or "", list(make()))
    return make


def family(**cases: Any) -> Callable[[Callable[..., Steps]], Callable[..., Steps]]:
    """One script for each case; `{}` in the comment is its name."""
    def add(make: Callable[..., Steps]) -> Callable[..., Steps]:
        for name, case in cases.items():
            about = (make.__doc__ or "").replace("{}", name.replace("_", " "))
            SCRIPTS[f"{make.__name__}_{name}"] = (about, list(make(case)))
        return make
    return add


def node(name: str, **options: Any) -> list:
    return ["open", name, {"node_id": name, **options}]


def put(name: str, key: Any, value: Any, at: int = T) -> list:
    return ["put", name, key, value, at]


# Store


@script
def store_put_get_remove() -> Steps:
    """A value is read back with its version and time, replaced, and taken away."""
    yield node("a")
    yield ["get", "a", "k"]
    yield put("a", "k", "one")
    yield ["get", "a", "k"]
    yield put("a", "k", "two", T + 1)
    yield ["get", "a", "k"]
    yield ["remove", "a", "k", T + 2]
    yield ["get", "a", "k"]
    yield ["contains", "a", "k"]
    yield ["len", "a"]
    yield ["remove", "a", "k", T + 3]


@family(empty="", zero={"hex": "00"}, with_zeros={"hex": "610062006300"}, not_utf8={"hex": "fffe80c3"},
        utf8="Grüße 東京 🌊", spaces=" \t ", long={"repeat": ["ab", 5000]}, newline="a\nb\r\nc")
def store_value(value: Any) -> Steps:
    """Values are bytes: {}."""
    yield node("a")
    yield put("a", "k", value)
    yield ["get", "a", "k"]
    yield ["get_into", "a", "k", 4]
    yield ["get_into", "a", "k", 20000]
    yield ["scan", "a", "", "", ""]


@family(zero={"hex": "00"}, not_utf8={"hex": "ff00fe"}, utf8="ключ/鍵", long={"repeat": ["k", 4096]})
def store_key(key: Any) -> Steps:
    """Keys are bytes: {}."""
    yield node("a")
    yield put("a", key, "v")
    yield ["contains", "a", key]
    yield ["get", "a", key]
    yield ["versions", "a", key]
    yield ["remove", "a", key, T]
    yield ["contains", "a", key]


@script
def store_local_writes() -> Steps:
    """Local writes say what they did, are not owed, and give way to replicated ones."""
    yield node("a")
    yield ["put_local", "a", "k", "one", T]
    yield ["put_local", "a", "k", "two", T]
    yield ["state", "a"]
    yield ["remove_local", "a", "k", T]
    yield ["remove_local", "a", "k", T]
    yield ["put_local", "a", "k", "three", T]
    yield ["submit_local", "a"]
    yield ["state", "a"]
    yield ["batch", "a"]
    yield put("a", "k", "four")
    yield ["get", "a", "k"]
    yield ["submit_local", "a"]


@script
def store_without_a_name() -> Steps:
    """Without a node id there are local writes, and nothing else."""
    yield ["open", "a", {}]
    yield ["identity", "a"]
    yield ["put_local", "a", "k", "v", T]
    yield ["get", "a", "k"]
    yield put("a", "k", "v")
    yield ["batch", "a"]
    yield ["tick", "a", 0]
    yield ["session", "s", "a", {}]


@script
def store_unlogged() -> Steps:
    """A write that is in memory alone keeps the version that it is given."""
    yield node("a", path="a.wal", durability=2)
    yield ["put_unlogged", "a", "k", "v", T, 7]
    yield ["get", "a", "k"]
    yield ["put_unlogged", "a", "k", "v", T, 0]
    yield ["reload", "a"]
    yield ["get", "a", "k"]


@family(all=("", "", ""), prefix=("b", "", ""), range=("", "b1", "c"), from_key=("", "b2", ""),
        to_key=("", "", "b1"), prefix_and_range=("b", "b1", "b2"), nothing=("z", "", ""),
        reversed=("", "c", "b"))
def store_scan(bounds: tuple[str, str, str]) -> Steps:
    """A scan shows the keys of its bounds in their order: {}."""
    yield node("a")
    for key in ("b2", "a1", "c1", "b1", "b3", "a2"):
        yield put("a", key, "v" + key)
    yield ["remove", "a", "b3", T]
    yield ["put_local", "a", "b11", "local", T]
    yield ["scan", "a", *bounds]


@script
def store_scan_many() -> Steps:
    """A scan over more rows than it reads ahead."""
    yield node("a")
    yield ["@repeat", 600, ["put", "a", "key:#", "value #", T]]
    yield ["len", "a"]
    yield ["scan", "a", "key:059", "", ""]
    yield ["scan", "a", "", "key:0254", "key:0258"]


@script
def store_group() -> Steps:
    """A group is one operation with one id, and counts its keys."""
    yield node("a")
    yield put("a", "cart", "3 lamps")
    yield ["group", "a", T, ["put", "order", "open"], ["put", "line:1", "3 lamps"], ["remove", "cart"]]
    yield ["scan", "a", "", "", ""]
    yield ["state", "a"]
    yield ["batch", "a"]
    yield ["ack", "a", "a-2"]
    yield ["outbox", "a"]


@script
def store_group_local() -> Steps:
    """A local group counts created, updated and deleted keys, and its parts are submitted one by one."""
    yield node("a")
    yield ["put_local", "a", "old", "1", T]
    yield ["put_local", "a", "same", "1", T]
    yield ["group_local", "a", T, ["put", "new", "1"], ["put", "same", "2"], ["remove", "old"]]
    yield ["scan", "a", "", "", ""]
    yield ["submit_local", "a"]
    yield ["batch", "a"]


@family(empty=[], twice=[["put", "k", "1"], ["put", "k", "2"]], put_and_remove=[["put", "k", "1"], ["remove", "k"]],
        empty_key=[["put", "", "1"]])
def store_group_refused(parts: list) -> Steps:
    """A group that cannot be changes nothing: {}."""
    yield node("a")
    yield ["group", "a", T, *parts]
    yield ["group_local", "a", T, *parts]
    yield ["len", "a"]
    yield ["state", "a"]


@script
def store_group_too_many() -> Steps:
    """4096 parts are a group, 4097 are none."""
    yield node("a")
    parts = [["put", f"{at:04}", ""] for at in range(4097)]
    yield ["group", "a", T, *parts[:4096]]
    yield ["group", "a", T, *parts]
    yield ["len", "a"]


@script
def store_restart() -> Steps:
    """What was written is there after a restart, numbers go on, and the report says what was found."""
    yield node("a", path="a.wal")
    yield put("a", "k", "one")
    yield ["put_local", "a", "l", "local", T]
    yield ["remove", "a", "gone", T]
    yield ["close", "a"]
    yield node("a", path="a.wal")
    yield ["scan", "a", "", "", ""]
    yield put("a", "k", "two", T + 1)
    yield ["outbox", "a"]
    yield ["state", "a"]
    yield ["health", "a"]


@script
def store_restart_after_checkpoint() -> Steps:
    """After a checkpoint everything is read from runs."""
    yield node("a", path="a.wal", durability=2)
    yield ["@repeat", 300, ["put", "a", "key:#", "value #", T]]
    yield ["checkpoint", "a"]
    yield put("a", "key:0007", "newer", T + 1)
    yield ["remove", "a", "key:0008", T + 1]
    yield ["maintain", "a", 1 << 30]
    yield ["close", "a"]
    yield node("a", path="a.wal", durability=2)
    yield ["len", "a"]
    yield ["scan", "a", "key:000", "", ""]
    yield ["versions", "a", "key:0008"]


@script
def store_reload() -> Steps:
    """What is put out of view comes back when the log is read again."""
    yield node("a", path="a.wal", durability=2)
    yield put("a", "k", "v")
    yield ["clear", "a"]
    yield ["get", "a", "k"]
    yield ["len", "a"]
    yield ["state", "a"]
    yield ["reload", "a"]
    yield ["get", "a", "k"]


@script
def store_second_writer() -> Steps:
    """A second writer is refused, a reader is not, and a reader cannot write."""
    yield node("a", path="a.wal", durability=2)
    yield put("a", "k", "v")
    yield ["open", "b", {"path": "a.wal", "durability": 2}]
    yield ["open", "r", {"path": "a.wal", "durability": 2, "read_only": 1}]
    yield ["get", "r", "k"]
    yield ["put_local", "r", "k", "w", T]
    yield ["maintain", "r", 1000]
    yield ["verify", "r"]


@script
def store_renamed() -> Steps:
    """A log that is opened under another name goes on under it, and what is owed stays owed."""
    yield node("a", path="a.wal", durability=2)
    yield put("a", "k", "v")
    yield ["renamed", "a"]
    yield ["close", "a"]
    yield ["open", "a", {"node_id": "new", "path": "a.wal", "durability": 2}]
    yield ["renamed", "a"]
    yield put("a", "k", "w", T + 1)
    yield ["outbox", "a"]


@script
def store_digest() -> Steps:
    """Equal states have equal digests, whatever the order in which they came about."""
    yield node("a")
    yield node("b")
    yield node("c")
    yield put("a", "x", "1")
    yield put("a", "y", "2")
    yield ["batch", "a"]
    yield ["@let", "one", ["encode", "a", "a-1"]]
    yield ["@let", "two", ["encode", "a", "a-2"]]
    yield ["receive", "b", {"use": "one"}]
    yield ["@same", ["digest", "a"], ["digest", "b"]]
    yield ["receive", "b", {"use": "two"}]
    yield ["receive", "c", {"use": "two"}]
    yield ["receive", "c", {"use": "one"}]
    yield ["@same", ["digest", "a"], ["digest", "b"], ["digest", "c"]]


@script
def store_changes() -> Steps:
    """The number of changes grows with what a reader could see."""
    yield node("a")
    yield put("a", "k", "v")
    yield ["@same", ["changes", "a"], ["changes", "a"]]
    yield ["@let", "op", ["encode", "a", "a-1"]]


@script
def store_closed() -> Steps:
    """A closed engine says so."""
    yield node("a")
    yield put("a", "k", "v")
    yield ["close", "a"]
    yield ["get", "a", "k"]
    yield put("a", "k", "v")
    yield ["batch", "a"]


# Limits


@family(empty_key=["put", "a", "", "v", T], time_zero=["put", "a", "k", "v", 0], time_negative=["put", "a", "k", "v", -5],
        local_empty_key=["put_local", "a", "", "v", T], local_time_zero=["put_local", "a", "k", "v", 0],
        value_too_long=["put", "a", "k", {"repeat": ["v", 1001]}, T],
        key_too_long=["put", "a", {"repeat": ["k", (1 << 20) + 1]}, "v", T],
        remove_empty_key=["remove", "a", "", T])
def limits_write(step: list) -> Steps:
    """A write out of range is refused and changes nothing: {}."""
    yield node("a", value_bytes_max=1000)
    yield step
    yield ["len", "a"]
    yield ["state", "a"]
    yield put("a", "k", {"repeat": ["v", 1000]})


@family(batch_size={"batch_size": 0}, batch_size_large={"batch_size": 65537}, policy={"conflict_policy": 9},
        ack_level={"ack_level": 1}, when_full={"when_full": 3}, retry={"retry_interval_ms": -1},
        name={"node_id": {"repeat": ["n", 256]}}, durability={"durability": 4}, memory={"memory_bytes": 100},
        value={"value_bytes_max": 1 << 40}, drift={"clock_drift_ms": -1})
def limits_option(options: dict) -> Steps:
    """Options out of range open nothing: {}."""
    yield ["open", "a", {"node_id": "a", **options}]
    yield node("a")
    yield ["len", "a"]


@script
def limits_damaged_operation() -> Steps:
    """Bytes that are no operation are refused, whatever is wrong with them."""
    yield node("a")
    yield node("b")
    yield put("a", "k", "v")
    yield ["@let", "op", ["encode", "a", "a-1"]]
    yield ["decode", {"use": "op"}]
    for at in (0, 5, 12, -1):
        yield ["@damaged", "bad", "op", at]
        yield ["receive", "b", {"use": "bad"}]
    for length in (0, 1, 20):
        yield ["@cut", "short", "op", length]
        yield ["decode", {"use": "short"}]
    yield ["len", "b"]
    yield ["receive", "b", {"use": "op"}]


@script
def limits_frame() -> Steps:
    """The length of a frame in a stream: not there yet, no frame, too long."""
    yield ["open", "a", {"node_id": "a"}]
    yield ["register", "a", "b", 0]
    yield ["session", "s", "a", {"node_id": "b"}]
    yield ["@let", "frame", ["poll", "s", 65536]]
    yield ["@cut", "head", "frame", 23]
    yield ["frame", {"use": "head"}, 1 << 20]
    yield ["@cut", "head", "frame", 24]
    yield ["@same", ["frame", {"use": "head"}, 1 << 20], ["frame", {"use": "frame"}, 1 << 20]]
    yield ["@damaged", "bad", "frame", 0]
    yield ["frame", {"use": "bad"}, 1 << 20]
    yield ["poll", "s", 1023]
    yield ["handle", "s", {"use": "bad"}]
    yield ["handle", "s", ""]


@script
def limits_status_names() -> Steps:
    """Every status has a name, and so has one that nobody knows."""
    for status in (0, 1, 2, -1, -4, -16, -22, -25, -999, 999):
        yield ["status_name", status]


@script
def limits_unknown_names() -> Steps:
    """Ids and peers that are not there are said to be missing, with their name."""
    yield node("a")
    for verb in ("find", "ack", "queue", "requeue", "discard"):
        yield [verb, "a", "a-99"]
    yield ["fail", "a", "a-99", -8]
    for verb in ("peer", "unregister"):
        yield [verb, "a", "nobody"]
    yield put("a", "k", "v")
    yield ["ack_from", "a", "a-1", "nobody"]
    yield ["applied_at", "a", "a-1", "nobody"]
    yield ["ack", "a", "no id"]


# The outbox


@family(one=1, two=2, three=3, all=64)
def outbox_batch(size: int) -> Steps:
    """Batches hand out the oldest first, at most so many: {}."""
    yield node("a", batch_size=size)
    for at in range(5):
        yield put("a", f"k{at}", f"v{at}")
    yield ["batch", "a"]
    yield ["batch", "a"]
    yield ["state", "a"]
    yield ["wakeup", "a"]


@script
def outbox_acks() -> Steps:
    """An acknowledgement counts once; for what was never handed out or never made it is an error."""
    yield node("a")
    yield put("a", "k", "v")
    yield ["ack", "a", "a-1"]
    yield ["batch", "a"]
    yield ["ack", "a", "a-2"]
    yield ["ack", "a", "a-1"]
    yield ["ack", "a", "a-1"]
    yield ["state", "a"]
    yield ["find", "a", "a-1"]
    yield ["prune_completed", "a"]
    yield ["find", "a", "a-1"]
    yield ["state", "a"]


@family(once=1, twice=2, three_times=3, five_times=5)
def outbox_retry(times: int) -> Steps:
    """What nobody acknowledges is handed out {}, with growing waits, and then listed as failed."""
    yield node("a", max_retries=times, retry_interval_ms=1000, retry_cap_ms=60_000, ack_timeout_ms=2000)
    yield put("a", "k", "v")
    now = T
    for _ in range(times + 1):
        yield ["tick", "a", 0]
        yield ["find", "a", "a-1"]
        now += 2001
        yield ["now", now]
        yield ["tick", "a", 0]
        yield ["find", "a", "a-1"]
        now += 60_000
        yield ["now", now]
    yield ["failed", "a"]
    yield ["state", "a"]
    yield ["wakeup", "a"]


@script
def outbox_clock_goes_back() -> Steps:
    """What waits for an acknowledgement does not become late before its time."""
    yield node("a", ack_timeout_ms=2000, retry_interval_ms=0)
    yield put("a", "k", "v")
    yield ["batch", "a"]
    yield ["now", T + 1999]
    yield ["retry_expired", "a"]
    yield ["now", T + 2001]
    yield ["retry_expired", "a"]
    yield ["state", "a"]


@script
def outbox_late_ack() -> Steps:
    """An acknowledgement that comes after the operation was scheduled again is welcome."""
    yield node("a", ack_timeout_ms=1000, retry_interval_ms=0)
    yield put("a", "k", "v")
    yield ["batch", "a"]
    yield ["now", T + 1001]
    yield ["retry_expired", "a"]
    yield ["ack", "a", "a-1"]
    yield ["batch", "a"]
    yield ["state", "a"]


def failed_one() -> Steps:
    yield node("a", max_retries=1, retry_interval_ms=0)
    yield put("a", "k", "v")
    yield put("a", "l", "w")
    yield ["batch", "a"]
    yield ["fail", "a", "a-1", -8]
    yield ["failed", "a"]


@family(requeue=[["requeue", "a", "a-1"], ["batch", "a"], ["ack", "a", "a-1"]], requeue_all=[["requeue_all", "a"], ["batch", "a"]],
        queue=[["queue", "a", "a-1"], ["batch", "a"]], discard=[["discard", "a", "a-1"], ["find", "a", "a-1"], ["discard", "a", "a-2"]],
        prune=[["prune_failed", "a"], ["find", "a", "a-1"]], late_ack=[["ack", "a", "a-1"], ["failed", "a"]],
        prune_completed=[["prune_completed", "a"], ["failed", "a"]])
def outbox_failed(steps: list) -> Steps:
    """Failed work stays listed until someone decides: {}."""
    yield from failed_one()
    yield from steps
    yield ["state", "a"]


@family(again=(3, -8), last=(1, -10), no_failure=(3, 0), unknown_number=(3, -999))
def outbox_send_failure(case: tuple[int, int]) -> Steps:
    """A send that failed is a delivery: {}."""
    retries, status = case
    yield node("a", max_retries=retries, retry_interval_ms=1000)
    yield put("a", "k", "v")
    yield ["fail", "a", "a-1", status]
    yield ["batch", "a"]
    yield ["fail", "a", "a-1", status]
    yield ["find", "a", "a-1"]
    yield ["wakeup", "a"]
    yield ["state", "a"]


@script
def outbox_without_acks() -> Steps:
    """Without acknowledgements what was handed out stays in flight, and goes when it is pruned."""
    yield node("a", require_ack=0)
    yield put("a", "k", "v")
    yield ["tick", "a", 0]
    yield ["state", "a"]
    yield ["now", T + 10_000_000]
    yield ["tick", "a", 0]
    yield ["tick", "a", 1]
    yield ["state", "a"]


@script
def outbox_manual_queue() -> Steps:
    """Without auto_queue nothing goes out before it is queued."""
    yield node("a", auto_queue=0)
    yield put("a", "k", "v")
    yield put("a", "l", "w")
    yield ["batch", "a"]
    yield ["wakeup", "a"]
    yield ["queue", "a", "a-2"]
    yield ["batch", "a"]
    yield ["ack", "a", "a-2"]
    yield ["queue", "a", "a-2"]
    yield ["outbox", "a"]


@script
def outbox_restart() -> Steps:
    """What is owed, acknowledged and failed is so after a restart."""
    yield node("a", path="a.wal", durability=2, max_retries=1)
    for key in "klm":
        yield put("a", key, "v")
    yield ["batch", "a"]
    yield ["ack", "a", "a-1"]
    yield ["fail", "a", "a-2", -8]
    yield ["close", "a"]
    yield node("a", path="a.wal", durability=2, max_retries=1)
    yield ["outbox", "a"]
    yield ["state", "a"]
    yield ["batch", "a"]


@script
def outbox_bound_refuses() -> Steps:
    """A full outbox refuses a write, which can be tried again once something was delivered."""
    yield node("a", outbox_ops_max=2)
    yield put("a", "k", "1")
    yield put("a", "l", "2")
    yield put("a", "m", "3")
    yield ["get", "a", "m"]
    yield ["batch", "a"]
    yield ["ack", "a", "a-1"]
    yield put("a", "m", "3")
    yield ["state", "a"]


@script
def outbox_bound_coalesces() -> Steps:
    """A full outbox lets go of what a later write has replaced, and of nothing else."""
    yield node("a", outbox_ops_max=2, when_full=2)
    yield put("a", "k", "1")
    yield put("a", "k", "2", T + 1)
    yield put("a", "k", "3", T + 2)
    yield put("a", "l", "4", T + 3)
    yield put("a", "m", "5", T + 4)
    yield ["outbox", "a"]
    yield ["state", "a"]


@script
def outbox_bound_in_bytes() -> Steps:
    """The bound in bytes counts keys and values."""
    yield node("a", outbox_bytes_max=1000)
    yield put("a", "k", {"repeat": ["v", 600]})
    yield put("a", "l", {"repeat": ["v", 600]})
    yield put("a", "m", "small")
    yield ["state", "a"]


@script
def outbox_configured() -> Steps:
    """Settings can change while it runs; settings out of range change nothing."""
    yield node("a", batch_size=1)
    yield put("a", "k", "1")
    yield put("a", "l", "2")
    yield put("a", "m", "3")
    yield ["batch", "a"]
    yield ["configure", "a", {"batch_size": 0}]
    yield ["configure", "a", {"batch_size": 5}]
    yield ["batch", "a"]
    yield ["configure", "a", {"node_id": "b"}]
    yield put("a", "n", "4")
    yield ["detach", "a"]
    yield ["configure", "a", {"batch_size": 5}]
    yield put("a", "o", "5")


@script
def outbox_tick_prunes() -> Steps:
    """A tick retries, prunes when asked, and hands out."""
    yield node("a", ack_timeout_ms=1000, retry_interval_ms=0, batch_size=2)
    for key in "klm":
        yield put("a", key, "v")
    yield ["tick", "a", 0]
    yield ["ack", "a", "a-1"]
    yield ["now", T + 1001]
    yield ["tick", "a", 1]
    yield ["outbox", "a"]
    yield ["state", "a"]


@script
def outbox_two_nodes() -> Steps:
    """Operations carried by hand arrive once, in any order, however often."""
    yield node("a")
    yield node("b")
    yield put("a", "k", "1")
    yield put("a", "k", "2", T + 1)
    yield ["remove", "a", "l", T + 2]
    yield ["batch", "a"]
    for at in (3, 1, 2, 1, 2, 3):
        yield ["@let", "op", ["encode", "a", f"a-{at}"]]
        yield ["receive", "b", {"use": "op"}]
    yield ["get", "b", "k"]
    yield ["state", "b"]
    yield ["@same", ["digest", "a"], ["digest", "b"]]


@script
def outbox_own_operation_comes_back() -> Steps:
    """An echo of an own operation is a duplicate; a false one is refused."""
    yield node("a")
    yield put("a", "k", "v")
    yield ["@let", "op", ["encode", "a", "a-1"]]
    yield ["receive", "a", {"use": "op"}]
    yield ["open", "b", {"node_id": "a", "seed": 1 + ord("a")}]
    yield ["receive", "b", {"use": "op"}]
    yield ["len", "b"]


@script
def outbox_far_future() -> Steps:
    """A stamp from the far future is kept, told, and moves no clock."""
    yield node("a")
    yield node("b")
    yield ["now", T + 3_600_000]
    yield put("a", "k", "future", T + 3_600_000)
    yield ["@let", "op", ["encode", "a", "a-1"]]
    yield ["now", T]
    yield ["receive", "b", {"use": "op"}]
    yield put("b", "k", "after", T)
    yield ["get", "b", "k"]
    yield ["state", "b"]


# Conflicts


def contested(policy: int) -> Steps:
    for name in "ab":
        yield node(name, conflict_policy=policy)
    yield put("a", "both", "from a", T + 5)
    yield ["now", T + 10]
    yield put("b", "both", "from b", T + 4)
    yield put("a", "edit", "one", T + 5)
    yield ["remove", "b", "edit", T + 6]
    yield ["@deliver", "a", "b"]
    yield ["@deliver", "b", "a"]


@family(last_write_wins=1, keep_local=2, keep_remote=3, manual=4, keep_both=5)
def conflict_policy(policy: int) -> Steps:
    """What is shown of two writes that did not know of each other: {}."""
    yield from contested(policy)
    for name in "ab":
        yield ["get", name, "both"]
        yield ["get", name, "edit"]
        yield ["versions", name, "both"]
        yield ["conflicts", name, "", 100]
        yield ["len", name]
        yield ["state", name]
    yield ["@same", ["digest", "a"], ["digest", "b"]]


@family(union="union", none="none", raises="raise", uses_its_engine="use", missing="off")
def conflict_merge(kind: str) -> Steps:
    """A merge function decides what is shown: {}."""
    yield from contested(6)
    for name in "ab":
        yield ["merge", name, kind]
        yield ["get", name, "both"]
        yield ["contains", name, "both"]
        yield ["len", name]
    yield put("a", "both", "resolved", T + 20)
    yield ["get", "a", "both"]


@script
def conflict_merge_in_a_scan() -> Steps:
    """Scans ask the merge function too; a function can be replaced and taken away."""
    yield from contested(6)
    yield ["merge", "a", "union"]
    yield ["scan", "a", "both", "", ""]
    yield ["merge", "a", "none"]
    yield ["scan", "a", "both", "", ""]
    yield ["merge", "a", "off"]
    yield ["policy", "a", 1]
    yield ["scan", "a", "", "", ""]


@script
def conflict_policy_changes() -> Steps:
    """The policy is a view, and changes at any time."""
    yield from contested(1)
    for policy in (2, 3, 4, 5, 1, 7):
        yield ["policy", "a", policy]
        yield ["get", "a", "both"]


@script
def conflict_resolved() -> Steps:
    """Any later write has seen all sides and ends the conflict everywhere."""
    yield from contested(4)
    yield ["conflicts", "a", "", 100]
    yield put("b", "both", "resolved", T + 30)
    yield ["remove", "a", "edit", T + 31]
    yield ["@deliver", "b", "a"]
    yield ["@deliver", "a", "b"]
    for name in "ab":
        yield ["conflicts", name, "", 100]
        yield ["scan", name, "", "", ""]
    yield ["@same", ["digest", "a"], ["digest", "b"]]


@script
def conflict_of_three() -> Steps:
    """Three writes that did not know of each other are three sides."""
    for name in "abc":
        yield node(name)
        yield put(name, "k", f"from {name}")
    for target in "ab":
        yield ["@deliver", "c", target, False]
        yield ["now", T + 1]
    yield ["@deliver", "b", "a", False]
    yield ["versions", "a", "k"]
    yield ["conflicts", "a", "", 10]
    yield ["state", "a"]


@script
def conflict_pages() -> Steps:
    """The list of conflicts is read page by page."""
    for name in "ab":
        yield node(name)
        for at in range(5):
            yield put(name, f"k{at}", name)
    yield ["@deliver", "a", "b"]
    yield ["conflicts", "b", "", 2]
    yield ["conflicts", "b", "k1", 2]
    yield ["conflicts", "b", "k3", 2]
    yield ["conflicts", "b", "k4", 2]
    yield ["conflicts", "b", "", 0]


@script
def conflict_base() -> Steps:
    """A conflict has the value that all sides have seen: written, empty, deleted, never there."""
    for name in "ab":
        yield node(name, path=f"{name}.wal", durability=2)
    for key, value in (("edited", "base"), ("emptied", ""), ("gone", "was")):
        yield put("a", key, value)
    yield ["remove", "a", "gone", T + 1]
    yield ["@deliver", "a", "b"]
    yield ["now", T + 10]
    for key in ("edited", "emptied", "gone", "new"):
        yield put("a", key, "from a", T + 11)
        yield put("b", key, "from b", T + 12)
    yield ["@deliver", "a", "b"]
    yield ["conflicts", "b", "", 10]


@script
def conflict_with_a_local_write() -> Steps:
    """A local write is a side of what came after it."""
    yield node("a")
    yield node("b")
    yield ["put_local", "b", "k", "local", T + 9]
    yield put("a", "k", "remote")
    yield ["@deliver", "a", "b"]
    yield ["get", "b", "k"]
    yield ["conflicts", "b", "", 10]
    yield ["submit_local", "b"]
    yield ["get", "b", "k"]


@script
def conflict_successor_is_none() -> Steps:
    """A write that has seen the other one is no conflict, whatever its clock says."""
    yield node("a")
    yield node("b")
    yield put("a", "k", "first", T + 100)
    yield ["@deliver", "a", "b"]
    yield put("b", "k", "second", T + 1)
    yield ["@deliver", "b", "a"]
    for name in "ab":
        yield ["get", name, "k"]
        yield ["conflicts", name, "", 10]
    yield ["state", "a"]


@script
def conflict_of_a_group() -> Steps:
    """Each key of a group is decided by itself."""
    yield node("a")
    yield node("b")
    yield put("b", "k", "from b")
    yield ["group", "a", T + 1, ["put", "k", "from a"], ["put", "l", "from a"]]
    yield ["@deliver", "a", "b"]
    yield ["conflicts", "b", "", 10]
    yield ["scan", "b", "", "", ""]


# The feed


def followed(values: int) -> Steps:
    yield node("a", path="a.wal", durability=2, max_retries=1)
    yield ["feed", "f", "a", 0, values]
    yield put("a", "k", "v")
    yield ["put_local", "a", "l", "w", T]
    yield ["remove", "a", "k", T + 1]
    yield ["batch", "a"]
    yield ["ack", "a", "a-1"]
    yield ["fail", "a", "a-2", -8]
    yield ["flush", "a"]


@family(with_values=1, without_values=0)
def feed_tells_all(values: int) -> Steps:
    """The feed tells writes, acknowledgements and failures in their order, {}."""
    yield from followed(values)
    for _ in range(9):
        yield ["change", "f"]
    yield put("a", "m", "later")
    yield ["change", "f"]
    yield ["feed_free", "f"]


@script
def feed_goes_on_after_a_restart() -> Steps:
    """A position is good for ever."""
    yield from followed(1)
    yield ["change", "f"]
    yield ["change", "f"]
    yield ["@let_number", "here", ["position", "f"]]
    yield ["feed_free", "f"]
    yield ["close", "a"]
    yield node("a", path="a.wal", durability=2)
    yield ["feed", "g", "a", {"use": "here"}, 1]
    for _ in range(6):
        yield ["change", "g"]


@script
def feed_of_a_conflict() -> Steps:
    """The feed tells received writes, and which of them met others."""
    yield node("a")
    yield node("b", path="b.wal", durability=2)
    yield put("a", "k", "from a")
    yield put("b", "k", "from b")
    yield ["@deliver", "a", "b"]
    yield ["feed", "f", "b", 0, 1]
    for _ in range(5):
        yield ["change", "f"]


@script
def feed_in_memory() -> Steps:
    """An engine in memory has no feed; a position that never was is refused."""
    yield node("a")
    yield ["feed", "f", "a", 0, 1]
    yield ["feed_end", "a"]
    yield node("b", path="b.wal", durability=2)
    yield ["feed", "g", "b", 123456789, 1]


@script
def feed_after_close() -> Steps:
    """A feed outlives its engine and says that it is closed."""
    yield node("a", path="a.wal", durability=2)
    yield put("a", "k", "v")
    yield ["feed", "f", "a", 0, 1]
    yield ["close", "a"]
    yield ["change", "f"]


# Sessions


def linked(options: dict | None = None, on_disk: bool = False, **engine: Any) -> Steps:
    for name, peer in (("a", "b"), ("b", "a")):
        files = {"path": f"{name}.wal", "durability": 2} if on_disk else {}
        yield node(name, **engine, **files)
        yield ["register", name, peer, 0]
        yield ["session", f"s{name}", name, {"node_id": peer, **(options or {})}]


def same() -> Steps:
    yield ["@same", ["digest", "a"], ["digest", "b"]]
    yield ["@same", ["scan", "a", "", "", ""], ["scan", "b", "", "", ""]]


@script
def session_one_way() -> Steps:
    """What one side has reaches the other, and is acknowledged."""
    yield from linked()
    yield put("a", "k", "v")
    yield ["remove", "a", "l", T]
    yield ["applied_at", "a", "a-1", "b"]
    yield ["@exchange", [["sa", "sb"]]]
    yield ["scan", "b", "", "", ""]
    yield ["applied_at", "a", "a-1", "b"]
    yield ["state", "a"]
    yield ["peer", "a", "b"]
    yield ["peer", "b", "a"]
    yield ["session_state", "sa"]
    yield from same()


@script
def session_empty() -> Steps:
    """Two sides that have nothing hold the same."""
    yield from linked()
    yield ["session_state", "sa"]
    yield ["@exchange", [["sa", "sb"]]]
    yield ["session_state", "sa"]
    yield ["poll", "sa", 65536]


@family(loss_10={"loss": 10, "seed": 3}, loss_40={"loss": 40, "seed": 4}, repeated={"repeat": 50, "seed": 5},
        reordered={"reorder": True, "seed": 6}, damaged={"damage": 20, "seed": 7},
        everything={"loss": 20, "repeat": 20, "reorder": True, "damage": 10, "seed": 8},
        small_frames={"bytes_max": 1024})
def session_channel(channel: dict) -> Steps:
    """Everything arrives whatever the channel does: {}."""
    yield from linked()
    yield ["@repeat", 40, ["put", "a", "a:#", "value #", T]]
    yield ["@repeat", 30, ["put", "b", "b:#", "value #", T]]
    yield ["group", "a", T, ["put", "g:1", "1"], ["put", "g:2", "2"], ["remove", "a:0003"]]
    yield ["@exchange", [["sa", "sb"]], channel]
    yield ["len", "a"]
    yield ["peer", "a", "b"]
    yield from same()


@script
def session_written_meanwhile() -> Steps:
    """A session goes on when more is written."""
    yield from linked()
    for at in range(4):
        yield put("a", f"k{at}", f"a{at}", T + at)
        yield put("b", f"l{at}", f"b{at}", T + at)
        yield ["@exchange", [["sa", "sb"]], {"loss": 15, "seed": at}]
    yield from same()
    yield ["state", "a"]


@family(last_write_wins=1, keep_local=2, keep_remote=3, manual=4, keep_both=5)
def session_conflict(policy: int) -> Steps:
    """Conflicts that come through a session are seen on both sides alike: {}."""
    yield from linked(conflict_policy=policy)
    yield put("a", "k", "from a", T + 2)
    yield put("b", "k", "from b", T + 1)
    yield ["@exchange", [["sa", "sb"]]]
    for name in "ab":
        yield ["get", name, "k"]
        yield ["conflicts", name, "", 10]
    yield put("b", "k", "resolved", T + 3)
    yield ["@exchange", [["sa", "sb"]]]
    yield ["conflicts", "a", "", 10]
    yield from same()


@script
def session_three_nodes() -> Steps:
    """Operations are passed on past third nodes."""
    for name, peers in (("a", "b"), ("b", "ac"), ("c", "b")):
        yield node(name)
        for peer in peers:
            yield ["register", name, peer, 0]
            yield ["session", f"{name}{peer}", name, {"node_id": peer}]
        yield put(name, f"from:{name}", name)
    yield ["@exchange", [["ab", "ba"], ["bc", "cb"]], {"loss": 10, "seed": 2}]
    yield ["scan", "a", "", "", ""]
    yield ["scan", "c", "", "", ""]
    yield ["@same", ["digest", "a"], ["digest", "b"], ["digest", "c"]]
    yield ["peers", "b"]


@script
def session_unknown_peer() -> Steps:
    """Who is not registered is refused."""
    yield node("a")
    yield node("b")
    yield ["session", "sx", "a", {"node_id": "b"}]
    yield ["session", "sa", "a", {}]
    yield ["register", "b", "a", 0]
    yield ["session", "sb", "b", {"node_id": "a"}]
    yield put("b", "k", "v")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["session_state", "sa"]
    yield ["len", "a"]


@script
def session_accepts_unknown() -> Steps:
    """Whoever comes is registered when the session says so."""
    yield node("a")
    yield node("b")
    yield ["session", "sa", "a", {"accept_unknown": 1, "accept_lease_ms": 5000}]
    yield ["register", "b", "a", 0]
    yield ["session", "sb", "b", {"node_id": "a"}]
    yield put("b", "k", "v")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["peers", "a"]
    yield ["get", "a", "k"]


@script
def session_ended() -> Steps:
    """A session that ends tells the peer; the handles answer afterwards."""
    yield from linked()
    yield ["@exchange", [["sa", "sb"]]]
    yield ["end", "sa"]
    yield ["session_state", "sa"]
    yield ["@let", "bye", ["poll", "sa", 65536]]
    yield ["handle", "sb", {"use": "bye"}]
    yield ["session_state", "sb"]
    yield ["@events", "sb"]
    yield ["handle", "sb", {"use": "bye"}]
    yield ["end", "sa"]
    yield ["free", "sa"]


@script
def session_after_close() -> Steps:
    """A session outlives its engine and says that it is closed."""
    yield from linked()
    yield ["close", "a"]
    yield ["poll", "sa", 65536]
    yield ["handle", "sa", ""]
    yield ["wake", "sa"]
    yield ["event", "sa"]


@script
def session_again() -> Steps:
    """After a lost connection a new session goes on where the other one was."""
    yield from linked()
    yield ["@repeat", 20, ["put", "a", "k:#", "v", T]]
    yield ["@exchange", [["sa", "sb"]], {"rounds": 1}]
    yield ["free", "sa"]
    yield ["free", "sb"]
    yield put("b", "l", "w")
    yield ["session", "ta", "a", {"node_id": "b"}]
    yield ["session", "tb", "b", {"node_id": "a"}]
    yield ["@exchange", [["ta", "tb"]]]
    yield ["peer", "a", "b"]
    yield from same()


@script
def session_restart() -> Steps:
    """A node that starts again goes on, and nothing is applied twice."""
    yield from linked(on_disk=True)
    yield put("a", "k", "1")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["free", "sb"]
    yield ["close", "b"]
    yield put("a", "l", "2")
    yield node("b", path="b.wal", durability=2)
    yield ["peers", "b"]
    yield ["session", "tb", "b", {"node_id": "a"}]
    yield ["@exchange", [["sa", "tb"]]]
    yield ["get", "b", "k"]
    yield ["state", "a"]


@script
def session_large_value() -> Steps:
    """A value larger than the window still goes across."""
    yield from linked({"window_bytes": 1000})
    yield put("a", "k", {"repeat": ["0123456789", 5000]})
    yield put("a", "l", "small")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["get", "b", "k"]
    yield from same()


@script
def session_durable_level() -> Steps:
    """With the level durable an operation counts once it is in the peer's log."""
    yield from linked(ack_level=2)
    yield put("a", "k", "v")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["state", "a"]
    yield ["peer", "a", "b"]


@script
def session_peers_come_and_go() -> Steps:
    """Acknowledged means by every registered peer; who is let go no longer counts."""
    yield from linked()
    yield ["register", "a", "c", 0]
    yield ["register", "a", "a", 0]
    yield put("a", "k", "v")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["state", "a"]
    yield ["ack_from", "a", "a-1", "c"]
    yield ["state", "a"]
    yield put("a", "k", "w", T + 1)
    yield ["@exchange", [["sa", "sb"]]]
    yield ["unregister", "a", "c"]
    yield ["state", "a"]
    yield ["unregister", "a", "c"]
    yield ["peers", "a"]


@script
def session_lease() -> Steps:
    """A peer that stays away for longer than its lease is let go when asked."""
    yield node("a")
    yield ["register", "a", "b", 1000]
    yield ["register", "a", "c", 0]
    yield ["register", "a", "d", -1]
    yield put("a", "k", "v")
    yield ["expire", "a"]
    yield ["now", T + 1001]
    yield ["expire", "a"]
    yield ["peers", "a"]
    yield ["register", "a", "c", 77]
    yield ["peer", "a", "c"]


@script
def session_snapshot() -> Steps:
    """Who lacks what no log has any more gets the state, and keeps what it wrote itself."""
    yield node("a", path="a.wal", durability=2, history_bytes_max=1)
    yield ["@repeat", 50, ["put", "a", "k:#", "v", T]]
    yield ["@repeat", 50, ["put", "a", "k:#", "w", T + 1]]
    yield ["remove", "a", "k:0000", T + 2]
    yield ["batch", "a"]
    yield ["checkpoint", "a"]
    yield node("b", path="b.wal", durability=2)
    yield put("b", "own", "kept")
    yield ["register", "a", "b", 0]
    yield ["register", "b", "a", 0]
    yield ["session", "sa", "a", {"node_id": "b"}]
    yield ["session", "sb", "b", {"node_id": "a"}]
    yield ["@exchange", [["sa", "sb"]]]
    yield ["len", "b"]
    yield ["get", "a", "own"]
    yield ["get", "b", "k:0000"]
    yield from same()


@script
def session_frames_together() -> Steps:
    """Several frames in one piece are taken one after the other."""
    yield from linked()
    yield ["@repeat", 5, ["put", "a", "k:#", "v", T]]
    yield ["@exchange", [["sa", "sb"]]]
    yield ["peer", "b", "a"]
    yield ["handle", "sa", "no frame at all, but long enough for a head"]
    yield ["session_state", "sa"]


# Operations of kinds that this version does not know


def of_a_later_version() -> Steps:
    yield node("o")
    yield put("o", "k", "later")
    yield ["@let", "now", ["encode", "o", "o-1"]]
    yield ["@kind", "later", "now", 77]


@script
def held_is_kept() -> Steps:
    """An operation of a later version is listed and kept, changes nothing, and is taken once."""
    yield from of_a_later_version()
    yield ["decode", {"use": "later"}]
    yield node("a", path="a.wal", durability=2)
    yield ["held", "a"]
    yield ["receive", "a", {"use": "later"}]
    yield ["receive", "a", {"use": "later"}]
    yield ["held", "a"]
    yield ["get", "a", "k"]
    yield ["outbox", "a"]
    yield ["close", "a"]
    yield node("a", path="a.wal", durability=2)
    yield ["held", "a"]
    yield ["scan", "a", "", "", ""]
    yield ["close", "a"]
    yield ["held", "a"]


@script
def held_goes_on() -> Steps:
    """Whoever does not know it hands it on, to one that does not know it either."""
    yield from of_a_later_version()
    yield from linked()
    yield ["receive", "a", {"use": "later"}]
    yield put("a", "k", "known", T + 1)
    yield ["@exchange", [["sa", "sb"]], {"loss": 20, "seed": 5}]
    for name in "ab":
        yield ["held", name]
        yield ["get", name, "k"]


# Looking after a database


@script
def upkeep_backup() -> Steps:
    """A copy holds what was there, owes what was owed, and is another node."""
    yield node("a", path="a.wal", durability=2)
    yield put("a", "k", "v")
    yield ["backup", "a", "copy.wal"]
    yield ["backup", "a", "copy.wal"]
    yield put("a", "k", "w", T + 1)
    yield node("b", path="copy.wal", durability=2)
    yield ["get", "b", "k"]
    yield ["outbox", "b"]
    yield node("m")
    yield ["backup", "m", "memory.wal"]


@script
def upkeep_verify_sound() -> Steps:
    """A sound database is found sound, open and alone."""
    yield node("a", path="a.wal", durability=2)
    yield ["@repeat", 20, ["put", "a", "k:#", "v", T]]
    yield ["checkpoint", "a"]
    yield put("a", "l", "w")
    yield ["verify", "a"]
    yield ["verify_path", "a.wal"]
    yield ["close", "a"]
    yield ["verify_path", "a.wal"]
    yield ["verify_path", "none.wal"]


@script
def upkeep_damage() -> Steps:
    """Damage before valid records is refused with its place, and what is intact can be got out."""
    yield node("a", path="a.wal", durability=2)
    for at in range(4):
        yield put("a", f"k{at}", {"repeat": ["v", 100]})
    yield ["close", "a"]
    yield ["@flip", "a.wal", 900]
    yield ["open", "b", {"path": "a.wal", "durability": 2}]
    yield ["verify_path", "a.wal"]
    yield ["salvage", "a.wal", "new.wal"]
    yield ["salvage", "a.wal", "new.wal"]
    yield ["open", "b", {"path": "new.wal", "durability": 2}]
    yield ["scan", "b", "", "", ""]


@script
def upkeep_status() -> Steps:
    """The status is the same JSON in every language."""
    yield from linked()
    yield put("a", "k", "v")
    yield ["@exchange", [["sa", "sb"]]]
    yield ["@let", "json", ["status", "a"]]
    yield ["health", "a"]


@script
def recording() -> Steps:
    """A recording for each opening, beside a database that goes on as without one; what is refused makes none."""
    recorded: dict[str, Any] = {"path": "a.wal", "durability": 2, "recording_path": "a.rec"}
    yield node("a", **recorded, recording_bytes_max=1 << 20)
    yield put("a", "k", "one")
    yield put("a", "l", {"repeat": ["v", 5000]})
    yield ["remove", "a", "k", T + 1]
    yield ["@begins", "a.rec.000001", 8]
    yield node("b", **recorded)
    yield ["close", "a"]
    yield node("a", **recorded, recording_bytes_max=65535)
    yield node("a", **recorded, read_only=True)
    yield node("a", **recorded | {"recording_path": "a.wal"})
    yield ["@begins", "a.rec.000002", 8]
    yield node("a", **recorded)
    yield ["contains", "a", "k"]
    yield ["get", "a", "l"]
    yield put("a", "k", "two", T + 2)
    yield ["outbox", "a"]
    yield ["@begins", "a.rec.000002", 8]
    yield ["close", "a"]
    yield node("a", path="a.wal", durability=2)
    yield ["scan", "a", "", "", ""]
    yield ["@begins", "a.rec.000003", 8]


@script
def recording_full() -> Steps:
    """A recording that is full ends, and no call fails."""
    yield node("a", recording_path="deep/a.rec", recording_bytes_max=65536)
    yield put("a", "k", {"repeat": ["v", 40000]})
    yield ["@begins", "deep/a.rec.000001", 8]
    yield put("a", "l", {"repeat": ["w", 40000]})
    yield put("a", "m", "last")
    yield ["get", "a", "l"]
    yield ["get", "a", "m"]
    yield ["state", "a"]


# Many keys in one call


@script
def store_get_many() -> Steps:
    """Values of many keys in one call, in their order; a key may come twice, and need not be there."""
    yield node("a")
    yield put("a", "k", "one")
    yield put("a", "empty", "")
    yield put("a", {"hex": "00ff"}, {"hex": "ff00"})
    yield put("a", "gone", "v")
    yield ["remove", "a", "gone", T]
    yield ["get_many", "a", "k", "none", "empty", {"hex": "00ff"}, "gone", "", "k"]
    yield ["get_many", "a"]
    yield ["get_many", "a", "k", "k"]


# Values piece by piece


@script
def value_reader_pieces() -> Steps:
    """A value is read piece by piece, from any place, in any order, up to its end."""
    yield node("a")
    yield put("a", "k", "0123456789", T + 5)
    yield ["reader", "r", "a", "k"]
    yield ["read", "r", 0, 4]
    yield ["read", "r", 8, 4]
    yield ["read", "r", 4, 4]
    yield ["read", "r", 10, 4]
    yield ["read", "r", 99, 4]
    yield ["reader_free", "r"]


@script
def value_reader_nothing() -> Steps:
    """There is nothing to read of a key that is not shown, and no byte of an empty value."""
    yield node("a")
    yield put("a", "k", "v")
    yield ["remove", "a", "k", T]
    yield put("a", "empty", "")
    yield ["reader", "r", "a", "none"]
    yield ["reader", "r", "a", "k"]
    yield ["reader", "r", "a", "empty"]
    yield ["read", "r", 0, 4]


@script
def value_reader_keeps_what_it_opened() -> Steps:
    """A reader shows the value that was there, whatever is written and put in place since."""
    yield node("a", path="a.wal", durability=2)
    yield put("a", "k", {"repeat": ["abc", 50_000]})
    yield ["checkpoint", "a"]
    yield ["reader", "r", "a", "k"]
    yield put("a", "k", "another")
    yield ["reader", "s", "a", "k"]
    yield ["remove", "a", "k", T]
    yield ["checkpoint", "a"]
    yield ["read", "r", 149_990, 100]
    yield ["read", "r", 0, 10]
    yield ["read", "s", 0, 100]
    yield ["get", "a", "k"]


@script
def value_reader_of_a_conflict() -> Steps:
    """Of several versions the one that is shown is read."""
    for name in "ab":
        yield node(name)
    yield put("a", "k", "mine")
    yield put("b", "k", "theirs", T + 1)
    yield ["@deliver", "a", "b"]
    yield ["@deliver", "b", "a"]
    for name in "ab":
        yield ["reader", "r" + name, name, "k"]
        yield ["read", "r" + name, 0, 10]


@script
def value_reader_after_close() -> Steps:
    """A reader outlives its engine, and says that it was closed."""
    yield node("a")
    yield put("a", "k", "v")
    yield ["reader", "r", "a", "k"]
    yield ["close", "a"]
    yield ["read", "r", 0, 1]
    yield ["reader_free", "r"]


@family(short=40, long=150_000)
def value_writer_pieces(count: int) -> Steps:
    """A value that is written piece by piece counts with its commit, and stays: {}."""
    yield node("a", path="a.wal", durability=2)
    yield ["put_local", "a", "k", "before", T]
    yield ["writer", "w", "a", "k", 3 * count, T + 7]
    yield ["write", "w", {"repeat": ["a", count]}]
    yield ["write", "w", ""]
    yield ["write", "w", {"repeat": ["bc", count]}]
    yield ["get", "a", "k"]
    yield ["commit", "w"]
    yield ["get", "a", "k"]
    yield ["writer_free", "w"]
    yield ["close", "a"]
    yield node("a", path="a.wal", durability=2)
    yield ["reader", "r", "a", "k"]
    yield ["read", "r", count - 2, 4]
    yield ["checkpoint", "a"]
    yield ["get", "a", "k"]
    yield ["verify", "a"]


@script
def value_writer_given_up() -> Steps:
    """Nothing is left of what was not committed, nor of a writer that an engine's close leaves behind."""
    yield node("a", path="a.wal", durability=2)
    yield ["writer", "w", "a", "k", 300_000, T]
    yield ["write", "w", {"repeat": ["a", 300_000]}]
    yield ["writer_free", "w"]
    yield ["contains", "a", "k"]
    yield ["writer", "w", "a", "k", 300_000, T]
    yield ["write", "w", {"repeat": ["a", 1000]}]
    yield ["close", "a"]
    yield ["write", "w", "b"]
    yield ["commit", "w"]
    yield ["writer_free", "w"]
    yield node("a", path="a.wal", durability=2)
    yield ["len", "a"]
    yield ["verify", "a"]


@script
def value_writer_refusals() -> Steps:
    """A writer takes no byte too many, no commit too early, and no second one; the beginning is checked."""
    yield node("a", value_bytes_max=1000)
    yield ["writer", "w", "a", "", 3, T]
    yield ["writer", "w", "a", "k", 3, 0]
    yield ["writer", "w", "a", "k", 1001, T]
    yield ["writer", "w", "a", "k", 3, T]
    yield ["write", "w", "ab"]
    yield ["commit", "w"]
    yield ["write", "w", "cd"]
    yield ["write", "w", "c"]
    yield ["commit", "w"]
    yield ["commit", "w"]
    yield ["write", "w", "d"]
    yield ["get", "a", "k"]


@script
def value_writer_two_at_once() -> Steps:
    """Of two writers of a key the later commit counts; what is written beside them is no matter."""
    yield node("a")
    yield ["writer", "v", "a", "k", 5, T + 2]
    yield ["writer", "w", "a", "k", 6, T + 1]
    yield ["write", "v", "first"]
    yield ["write", "w", "second"]
    yield put("a", "other", "v")
    yield ["commit", "w"]
    yield ["commit", "v"]
    yield ["get", "a", "k"]


@script
def value_writer_is_local() -> Steps:
    """What was written piece by piece is a local write: owed to nobody, until it is submitted."""
    yield node("a")
    yield node("b")
    yield ["writer", "w", "a", "k", 5, T]
    yield ["write", "w", "value"]
    yield ["commit", "w"]
    yield ["batch", "a"]
    yield ["submit_local", "a"]
    yield ["@deliver", "a", "b"]
    yield ["get", "b", "k"]
    yield put("a", "k", "replicated")
    yield ["writer", "w", "a", "k", 0, T]
    yield ["commit", "w"]
    yield ["get", "a", "k"]
    yield ["state", "a"]


# Clients


def client(name: str, **options: Any) -> list:
    return ["client", name, {"node_id": name, **options}]


def linked(one: str, other: str) -> Steps:
    for name in (one, other):
        yield ["client_carry", name]
    yield ["client_link", one, other, True]
    yield ["client_link", other, one, False]


@script
def client_alone() -> Steps:
    """A client writes at once, with nobody there: what it owes stays queued."""
    yield client("a")
    yield ["client_put", "a", "k", "one"]
    yield ["client_get", "a", "k"]
    yield ["client_get", "a", "none"]
    yield ["client_contains", "a", "k"]
    yield ["client_contains", "a", "none"]
    yield ["client_status", "a", 1]
    yield ["client_status", "a", 99]
    yield ["client_remove", "a", "k"]
    yield ["client_get", "a", "k"]
    yield ["client_len", "a"]
    yield ["client_tick", "a", True]
    yield ["client_events", "a"]
    yield ["client_peers", "a"]
    yield ["client_close", "a"]


@script
def client_writes_arrive() -> Steps:
    """Two clients over a channel of the application: what each wrote apart arrives, and is acknowledged."""
    yield client("a")
    yield client("b")
    yield ["client_put", "a", "k", "from a"]
    yield ["client_put", "a", {"hex": "00ff"}, {"repeat": ["long ", 20_000]}]
    yield ["client_put", "b", "l", "from b"]
    yield from linked("a", "b")
    yield ["@carry", "a", 1, "b", 1]
    for name in "ab":
        for key in ("k", "l", {"hex": "00ff"}):
            yield ["client_get", name, key]
        yield ["client_len", name]
        yield ["client_status", name, 1]
        yield ["client_peers", name]
    yield ["client_remove", "b", "k"]
    yield ["client_status", "b", 1]
    yield ["@carry", "a", 1, "b", 1]
    yield ["client_contains", "a", "k"]
    yield ["client_tick", "a", True]
    yield ["client_status", "a", 1]


@script
def client_restart() -> Steps:
    """What a client owes is owed after a restart, and a link that is over brings nothing."""
    yield client("a", path="a.wal")
    yield client("b")
    yield from linked("a", "b")
    yield ["@carry", "a", 1, "b", 1]
    yield ["client_unlink", "a", 1]
    yield ["client_unlink", "b", 1]
    yield ["client_put", "a", "k", "v"]
    yield ["client_tick", "a", False]
    yield ["client_close", "a"]
    yield client("a", path="a.wal")
    yield ["client_status", "a", 1]
    yield ["client_carry", "a"]
    yield ["client_link", "a", "b", False]
    yield ["client_link", "b", "a", True]
    yield ["client_get", "b", "k"]
    yield ["@carry", "a", 1, "b", 2]
    yield ["client_get", "b", "k"]
    yield ["client_status", "a", 1]
    yield ["client_len", "b"]


@script
def client_conflict() -> Steps:
    """Two clients that wrote the same key apart show the same in the end, and hear of each other."""
    yield client("a")
    yield client("b")
    yield ["client_put", "a", "k", "v"]
    yield from linked("a", "b")
    yield ["@carry", "a", 1, "b", 1]
    yield ["client_unlink", "a", 1]
    yield ["client_unlink", "b", 1]
    yield ["client_put", "a", "k", "same"]
    yield ["client_put", "b", "k", "same"]
    yield ["client_link", "a", "b", True]
    yield ["client_link", "b", "a", False]
    yield ["@carry", "a", 2, "b", 2]
    for name in "ab":
        yield ["client_get", name, "k"]
        yield ["client_peers", name]
    yield ["client_remove", "a", "k"]
    yield ["@carry", "a", 2, "b", 2]
    for name in "ab":
        yield ["client_len", name]
