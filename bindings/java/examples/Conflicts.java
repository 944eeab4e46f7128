// SPDX-License-Identifier: Apache-2.0
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import softadastra.Engine;
import softadastra.Envelope;
import softadastra.Policy;
import softadastra.Version;

/** Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge. */
public class Conflicts {
    static void put(Engine engine, String key, String value, long at) {
        engine.put(key.getBytes(), value.getBytes(), at);
    }

    static void deliver(Engine source, Engine target) {
        for (Envelope envelope : source.nextBatch()) {
            target.receive(Engine.decode(Engine.encode(envelope.op())));
            source.ack(envelope.op().syncId());
        }
    }

    /** A value is a set of words: the same answer whoever asks. */
    static byte[] union(byte[] key, List<Version> versions) {
        TreeSet<String> words = new TreeSet<>();
        for (Version version : versions) {
            words.addAll(Arrays.asList(new String(version.value()).split(" ")));
        }
        return String.join(" ", words).getBytes();
    }

    public static void main(String[] arguments) {
        try (Engine desk = Engine.inMemory("desk"); Engine phone = Engine.inMemory("phone")) {
            put(desk, "list", "milk eggs", 1_700_000_010_000L);
            put(phone, "list", "milk tea", 1_700_000_011_000L);
            put(desk, "shop", "corner", 1_700_000_012_000L);
            put(phone, "shop", "market", 1_700_000_011_000L);
            deliver(desk, phone);
            deliver(phone, desk);
            for (Engine.Contested conflict : desk.conflicts(new byte[0], 100)) {
                List<String> sides = conflict.sides().stream()
                        .map(side -> side.nodeId() + " " + new String(side.value())).sorted().toList();
                System.out.println(new String(conflict.key()) + ": " + String.join(", ", sides));
            }

            // Whoever writes next has seen both sides, and ends the conflict everywhere.
            put(phone, "shop", "corner, then market", 1_700_000_020_000L);
            deliver(phone, desk);
            System.out.println("shop = " + desk.get("shop"));

            // For the rest a function decides; nothing of it is stored.
            desk.setPolicy(Policy.CUSTOM);
            desk.setMerge(Conflicts::union);
            System.out.println("list = " + desk.get("list"));
            System.out.println("conflicts " + desk.conflicts(new byte[0], 100).size());
        }
    }
}
