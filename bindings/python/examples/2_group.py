# SPDX-License-Identifier: Apache-2.0
"""An order and its lines belong together: written, sent and taken in as a whole or not at all."""

from softadastra import Engine, Group, SoftadastraError, encode

with Engine(node_id="shop") as shop, Engine(node_id="stock") as stock:
    shop.put_local("cart:7", "3 lamps, 1 ladder")
    with Group() as order:
        order.put("order:7", "open, 2 lines").put("order:7/line:1", "3 lamps")
        order.put("order:7/line:2", "1 ladder").remove("cart:7")
        print("placed as", shop.submit(order).sync_id, "owed", shop.state().outbox_size)
        try:
            order.put("order:7", "twice")
        except SoftadastraError as error:
            print("refused:", error.message)
    print("cart:7 =", shop.get("cart:7") or "nothing")

    # One operation on the way, whatever carries it.
    for envelope in shop.next_batch():
        received = stock.receive(encode(envelope.op))
        print("stock takes", envelope.op.sync_id, "created", received.apply.created)
        shop.ack(envelope.op.sync_id)
    for entry in stock.scan(prefix="order:7"):
        print(entry.key.decode(), "=", entry.value.decode())
    print("equal digests", "yes" if shop.digest() == stock.digest() else "no")
