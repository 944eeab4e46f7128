# SPDX-License-Identifier: Apache-2.0
"""Two nodes brought to the same state over a channel that loses every third frame."""

from softadastra import Engine, EventType, Session

now = 1_700_000_000_000


def clock() -> int:
    return now


class Channel:
    count = 0

    def carry(self, source: Session, target: Session) -> bool:
        moved = False
        for frame in source.frames():
            moved, self.count = True, self.count + 1
            if self.count % 3 != 0:
                target.handle(frame)
        return moved


with (
    Engine(node_id="desk", clock=clock, seed=1) as desk,
    Engine(node_id="phone", clock=clock, seed=2) as phone,
):
    desk.register_peer("phone")
    phone.register_peer("desk")
    for at in range(5):
        desk.put(f"desk:{at}", "written offline", now)
        phone.put(f"phone:{at}", "written offline", now)
    with desk.session("phone") as one, phone.session("desk") as other:
        channel, equal = Channel(), set()
        while len(equal) < 2 or desk.state().acknowledged_count < 5:
            # After every change poll until there is nothing, then wait for the wake-up.
            while channel.carry(one, other) | channel.carry(other, one):
                pass
            for name, session in (("desk", one), ("phone", other)):
                if any(event.event_type == EventType.CONVERGED for event in session.events()):
                    equal.add(name)
            wakes = [at for at in (one.next_wakeup(), other.next_wakeup()) if at is not None]
            now = max(now + 1, min(wakes)) if wakes else now
    print("desk has", len(desk), "phone has", len(phone))
    print("equal digests", "yes" if desk.digest() == phone.digest() else "no")
    print("desk-1 is at the phone:", "yes" if desk.is_applied_at("desk-1", "phone") else "no")
    print("acknowledged", desk.state().acknowledged_count)
