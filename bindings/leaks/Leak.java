// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Files;
import java.nio.file.Path;
import softadastra.Engine;
import softadastra.Scan;
import softadastra.SoftadastraException;

/** As leak.c, in Java. */
public final class Leak {
    private static long residentKib() throws Exception {
        System.gc();
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

    /** The number of rounds. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        long before = 0;
        for (int at = 0; at < rounds; at++) {
            turn();
            if (at == rounds / 5) {
                before = residentKib();
            }
        }
        System.out.println(before + " " + residentKib());
    }
}
