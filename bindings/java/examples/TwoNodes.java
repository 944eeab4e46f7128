// SPDX-License-Identifier: Apache-2.0
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import softadastra.Durability;
import softadastra.Engine;
import softadastra.EventType;
import softadastra.Options;
import softadastra.Session;
import softadastra.SessionEvent;
import softadastra.SessionOptions;
import softadastra.SyncOptions;

/** Two nodes brought to the same state over a channel that loses every third frame. */
public class TwoNodes {
    static long now = 1_700_000_000_000L;
    static int count = 0;

    static Engine open(String name, String peer, long seed) {
        Options options = new Options().durability(Durability.MEMORY_ONLY).seed(seed);
        Engine engine = Engine.open(options, new SyncOptions().nodeId(name), () -> now);
        engine.registerPeer(peer, 0);
        for (int at = 0; at < 5; at++) {
            engine.put((name + ":" + at).getBytes(), "written offline".getBytes(), now);
        }
        return engine;
    }

    static boolean carry(Session source, Session target) {
        boolean moved = false;
        for (byte[] frame; (frame = source.pollTransmit(65536)) != null; moved = true) {
            if (++count % 3 != 0) {
                target.handle(frame);
            }
        }
        return moved;
    }

    public static void main(String[] arguments) {
        try (Engine desk = open("desk", "phone", 1); Engine phone = open("phone", "desk", 2);
                Session one = desk.session(new SessionOptions().nodeId("phone"));
                Session other = phone.session(new SessionOptions().nodeId("desk"))) {
            Set<Session> equal = new HashSet<>();
            while (equal.size() < 2 || desk.state().acknowledgedCount() < 5) {
                // After every change poll until there is nothing, then wait for the wake-up.
                while (carry(one, other) | carry(other, one)) {
                }
                long next = Long.MAX_VALUE;
                for (Session session : new Session[] {one, other}) {
                    for (SessionEvent event; (event = session.pollEvent()) != null;) {
                        if (event.eventType() == EventType.CONVERGED) {
                            equal.add(session);
                        }
                    }
                    OptionalLong wake = session.nextWakeup();
                    next = wake.isPresent() ? Math.min(next, wake.getAsLong()) : next;
                }
                now = next == Long.MAX_VALUE ? now + 1 : Math.max(now + 1, next);
            }
            System.out.println("desk has " + desk.size() + " phone has " + phone.size());
            System.out.println("equal digests " + (Arrays.equals(desk.digest(), phone.digest()) ? "yes" : "no"));
            boolean there = desk.isAppliedAt("desk-1", "phone");
            System.out.println("desk-1 is at the phone: " + (there ? "yes" : "no"));
            System.out.println("acknowledged " + desk.state().acknowledgedCount());
        }
    }
}
