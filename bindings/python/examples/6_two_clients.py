# SPDX-License-Identifier: Apache-2.0
"""Two clients that write while apart and then meet over TCP, and one that has another key."""

from softadastra import Client, ClientEventType, OperationStatus, generate_keys


def client(node_id: str, key: bytes) -> Client:
    return Client(
        node_id=node_id, group_key=key, transport_enabled=True, transport_host="127.0.0.1"
    )


key, _ = generate_keys()
other_key, _ = generate_keys()
with client("field", key) as field, client("office", key) as office:
    writes = [field.put("well/4", "dry"), field.put("well/5", "wet")]
    writes_too = [office.put("plan", "dig at well/4")]
    print("apart: field has", len(field), "office has", len(office))

    field.start_transport()
    office.start_transport()
    field.connect("office", "127.0.0.1", office.served_port)

    def is_applied() -> bool:
        at_office = all(field.status_of(one) == OperationStatus.APPLIED for one in writes)
        return at_office and all(office.status_of(one) == OperationStatus.APPLIED for one in writes_too)

    while not is_applied():
        field.tick()
        office.tick()
        field.wait(10)
    print("together: field has", len(field), "office has", len(office))
    print("well/4 at the office:", office.get("well/4").decode())
    print("acknowledged:", "yes" if field.sync_state().acknowledged_count == 2 else "no")

    with client("stranger", other_key) as stranger:
        stranger.start_transport()
        stranger.connect("office", "127.0.0.1", office.served_port)
        refused = False
        while not refused:
            stranger.tick()
            office.tick()
            stranger.wait(10)
            refused = any(event.event_type == ClientEventType.UNREACHABLE for event in stranger.events())
        print("with another key: refused, has", len(stranger))
