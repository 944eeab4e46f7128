# SPDX-License-Identifier: Apache-2.0
"""A copy that never misses a change: walk over what there is, then follow what happens."""

import sys

from softadastra import Engine

path = sys.argv[1] + "/follow.wal"

with Engine(path, node_id="desk", feed_retain_bytes=1 << 24) as notes:
    notes.put("note:1", "east field")
    notes.put("note:2", "west field")
    notes.put("user:1", "Ada")
    # The position first, then the walk: what happens in between is in both, nothing in neither.
    position = notes.feed_end()
    with notes.scan(prefix="note:") as scan:
        notes.put("note:3", "written meanwhile")
        for entry in scan:
            print(entry.key.decode(), "=", entry.value.decode())

with Engine(path, node_id="desk", feed_retain_bytes=1 << 24) as notes:
    notes.remove("note:1")
    notes.flush()
    with notes.feed(position) as feed:
        for change in feed:
            kind = "put" if change.operation_type == 1 else "delete"
            print("since then:", kind, change.key.decode(), change.value.decode())
