# SPDX-License-Identifier: Apache-2.0
"""A write that is durable here and owed to the other side, from submit to acknowledgement."""

import sys

from softadastra import Engine, NotFoundError

path = sys.argv[1] + "/notes.wal"

with Engine(path, node_id="laptop") as notes:
    for text in ("buy bread", "call Ada"):
        operation = notes.put("note:" + text[0], text)
        print("submitted", operation.sync_id, "version", operation.version)
    for envelope in notes.next_batch():
        print("send", envelope.op.sync_id + ":", envelope.op.value.decode())
    print("in flight", notes.state().in_flight_count)
    notes.ack("laptop-1")
    try:
        notes.ack("laptop-9")
    except NotFoundError as error:
        print("refused:", error.message)

# What was not acknowledged is still owed after a restart.
with Engine(path, node_id="laptop") as notes:
    print("owed after restart", notes.report().owed_count)
