# SPDX-License-Identifier: Apache-2.0
"""As leak.c, in Python."""

import gc
import resource
import sys

import softadastra as sda


def resident_kib() -> int:
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1024


def turn() -> None:
    with sda.Engine(node_id="leak") as engine:
        engine.put("k", "value", 1)
        engine.get("k")
        with engine.scan() as scan:
            next(scan)
        engine.versions("k")
        try:
            engine.ack("leak-9")
        except sda.NotFoundError:
            pass


rounds, before = int(sys.argv[1]), 0
for at in range(rounds):
    turn()
    if at == rounds // 5:
        before = resident_kib()
print(before, resident_kib())
