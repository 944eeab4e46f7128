// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Files;
import java.nio.file.Path;
import softadastra.Engine;
import softadastra.Scan;
import softadastra.SoftadastraException;

/** As leak.c, in Java. */
public final class Leak {
    private static final int PARTS = 10;

    private static long residentKib() throws Exception {
        // What a collection finds is freed by a thread of JNA, a little later.
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(20);
        }
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4;
    }

    private static void turn() {
        byte[] key = {'k'};
        try (Engine engine = Engine.inMemory("leak")) {
            engine.put(key, new byte[5], 1);
            engine.get(key);
            try (Scan scan = engine.scan()) {
                scan.next();
            }
            engine.versions(key);
            try {
                engine.ack("leak-9");
            } catch (SoftadastraException expected) {
                // There is no such operation.
            }
        }
    }

    /** The number of rounds; with a second argument, the memory after each tenth goes to standard error. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        long[] resident = new long[PARTS];
        for (int part = 0; part < PARTS; part++) {
            for (int at = 0; at < (rounds + PARTS - 1) / PARTS; at++) {
                turn();
            }
            resident[part] = residentKib();
            if (arguments.length > 1) {
                System.err.println("after " + (part + 1) + " tenths: " + resident[part] + " KiB");
            }
        }
        System.out.println(resident[PARTS / 2 - 1] + " " + resident[PARTS - 1]);
    }
}
