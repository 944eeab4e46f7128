# SPDX-License-Identifier: Apache-2.0
"""What a call costs in Python; `run` has the rules."""

import sys
import time

import softadastra as sda

KEYS, ROUNDS, MANY = int(sys.argv[2]), int(sys.argv[3]), 256
value = b"v" * 64
keys, other = ([b"customer/%07d" % (at * step % KEYS) for at in range(KEYS)] for step in (40503, 25717))
engine = sda.Engine(sys.argv[1], node_id="bench", durability=sda.Durability.FAST, require_ack=False)
engine.put("first", value)


def put() -> None:
    for key in keys:
        engine.put(key, value, 1_700_000_000_000)


def get() -> None:
    for key in asked:
        engine.get(key)


def next_batch() -> None:
    seen = 0
    while seen < KEYS:
        seen += len(engine.next_batch())


def get_many() -> None:
    for at in range(0, KEYS, MANY):
        engine.get_many(asked[at : at + MANY])


def put_many() -> None:
    with sda.Group() as group:
        for at in range(0, KEYS, MANY):
            group.clear()
            group.put_many([(key, value) for key in keys[at : at + MANY]])
            engine.submit(group, 1_700_000_000_000)


def scan_many() -> None:
    with engine.scan() as scan:
        while scan.next_many(65536):
            pass


def drain() -> None:
    while engine.next_batch():
        pass


def measure(name: str, run, before=None) -> None:
    best = float("inf")
    for _ in range(ROUNDS if before else 5 * ROUNDS):
        if before:
            before()
        start = time.perf_counter_ns()
        run()
        best = min(best, (time.perf_counter_ns() - start) / KEYS)
    print(f"{name} {best:.1f}", flush=True)


measure("put", put, drain)
asked = other
measure("get", get)
asked = keys
measure("get_in_order", get)
measure("next_batch", next_batch, put)
asked = other
measure("get_many", get_many)
asked = keys
measure("get_many_in_order", get_many)
measure("put_many", put_many, drain)
measure("scan_many", scan_many)
engine.close()
