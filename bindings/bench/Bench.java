// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import softadastra.Durability;
import softadastra.Engine;
import softadastra.Group;
import softadastra.Options;
import softadastra.Scan;
import softadastra.SyncOptions;

/** What a call costs in Java; `run` has the rules. */
public final class Bench {
    private static final int MANY = 256;
    private static int count;
    private static int rounds;
    private static Engine engine;
    private static final byte[] VALUE = new byte[64];
    private static final List<byte[]> KEYS = new ArrayList<>();
    private static final List<byte[]> OTHER = new ArrayList<>();
    private static List<byte[]> asked = OTHER;

    private static void put() {
        for (byte[] key : KEYS) {
            engine.put(key, VALUE, 1_700_000_000_000L);
        }
    }

    private static void get() {
        for (byte[] key : asked) {
            engine.get(key);
        }
    }

    private static void nextBatch() {
        for (int seen = 0; seen < count;) {
            seen += engine.nextBatch().size();
        }
    }

    private static void drain() {
        while (!engine.nextBatch().isEmpty()) {
            // Once more.
        }
    }

    private static void getMany() {
        for (int at = 0; at < count; at += MANY) {
            engine.getMany(asked.subList(at, at + MANY));
        }
    }

    private static void putMany() {
        try (Group group = new Group()) {
            List<byte[]> values = Collections.nCopies(MANY, VALUE);
            for (int at = 0; at < count; at += MANY) {
                group.clear();
                group.putMany(KEYS.subList(at, at + MANY), values);
                engine.submit(group, 1_700_000_000_000L);
            }
        }
    }

    private static void scanMany() {
        try (Scan scan = engine.scan()) {
            while (!scan.nextMany(65536).isEmpty()) {
                // Once more.
            }
        }
    }

    private static void measure(String name, Runnable run, Runnable before) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < (before == null ? 5 * rounds : rounds); round++) {
            if (before != null) {
                before.run();
            }
            long start = System.nanoTime();
            run.run();
            best = Math.min(best, (double) (System.nanoTime() - start) / count);
        }
        System.out.printf(java.util.Locale.ROOT, "%s %.1f%n", name, best);
    }

    /** Path, keys, rounds. */
    public static void main(String[] arguments) {
        count = Integer.parseInt(arguments[1]);
        rounds = Integer.parseInt(arguments[2]);
        Arrays.fill(VALUE, (byte) 'v');
        for (int at = 0; at < count; at++) {
            KEYS.add(String.format("customer/%07d", at * 40503L % count).getBytes());
            OTHER.add(String.format("customer/%07d", at * 25717L % count).getBytes());
        }
        engine = Engine.open(new Options().path(arguments[0]).durability(Durability.FAST),
                new SyncOptions().nodeId("bench").requireAck(false));
        measure("put", Bench::put, Bench::drain);
        measure("get", Bench::get, null);
        asked = KEYS;
        measure("get_in_order", Bench::get, null);
        measure("next_batch", Bench::nextBatch, Bench::put);
        asked = OTHER;
        measure("get_many", Bench::getMany, null);
        asked = KEYS;
        measure("get_many_in_order", Bench::getMany, null);
        measure("put_many", Bench::putMany, Bench::drain);
        measure("scan_many", Bench::scanMany, null);
        engine.close();
    }
}
