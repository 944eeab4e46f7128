# SPDX-License-Identifier: Apache-2.0
"""Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge."""

from softadastra import Engine, Policy, Version, encode


def deliver(source: Engine, target: Engine) -> None:
    for envelope in source.next_batch():
        target.receive(encode(envelope.op))
        source.ack(envelope.op.sync_id)


def union(key: bytes, versions: list[Version]) -> bytes:
    """A value is a set of words: the same answer whoever asks."""
    return b" ".join(sorted({word for version in versions for word in version.value.split()}))


with Engine(node_id="desk") as desk, Engine(node_id="phone") as phone:
    desk.put("list", "milk eggs", 1_700_000_010_000)
    phone.put("list", "milk tea", 1_700_000_011_000)
    desk.put("shop", "corner", 1_700_000_012_000)
    phone.put("shop", "market", 1_700_000_011_000)
    deliver(desk, phone)
    deliver(phone, desk)
    for conflict in desk.conflicts():
        sides = sorted(side.node_id + " " + side.value.decode() for side in conflict.sides)
        print(conflict.key.decode() + ":", ", ".join(sides))

    # Whoever writes next has seen both sides, and ends the conflict everywhere.
    phone.put("shop", "corner, then market", 1_700_000_020_000)
    deliver(phone, desk)
    print("shop =", (desk.get("shop") or b"").decode())

    # For the rest a function decides; nothing of it is stored.
    desk.set_policy(Policy.CUSTOM)
    desk.set_merge(union)
    print("list =", (desk.get("list") or b"").decode())
    print("conflicts", len(desk.conflicts()))
