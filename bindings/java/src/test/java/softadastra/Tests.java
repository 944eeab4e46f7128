// SPDX-License-Identifier: Apache-2.0
package softadastra;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What the conformance scripts cannot say: exceptions, closing, threads, callbacks, memory. */
public final class Tests {
    interface Test {
        void run() throws Exception;
    }

    private Tests() {}

    static void check(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    static void fails(ErrorCode code, Runnable call) {
        try {
            call.run();
        } catch (SoftadastraException error) {
            check(error.error() == code, error);
            return;
        }
        throw new AssertionError("nothing was thrown, wanted " + code);
    }

    private static void everyFunctionIsBound() throws Exception {
        TreeSet<String> bound = new TreeSet<>();
        Stream.of(Raw.class.getDeclaredMethods()).map(method -> method.getName())
                .filter(name -> name.startsWith("sda_")).forEach(bound::add);
        TreeSet<String> exported = new TreeSet<>(Files.readAllLines(Path.of("../exports.txt")));
        check(bound.equals(exported), bound);
    }

    private static void errorsHaveStatusCodeTextAndContext() {
        try (Engine engine = Engine.inMemory("a")) {
            engine.ack("a-9");
            throw new AssertionError("no error");
        } catch (SoftadastraException error) {
            check(error.status() == -4 && error.code().equals("not_found"), error);
            check(error.text().contains("a-9"), error);
        }
    }

    private static void closingTwiceDoesNothingAndUseAfterCloseFails() throws Exception {
        Path folder = Files.createTempDirectory("softadastra");
        Engine engine = Engine.open(new Options().path(folder + "/a.wal"), new SyncOptions().nodeId("a"));
        Scan scan = engine.scan();
        Feed feed = engine.feed(0, true);
        Session session = engine.session(new SessionOptions().acceptUnknown(true));
        Group group = new Group();
        fails(ErrorCode.LOCKED, () -> Engine.open(new Options().path(folder + "/a.wal"), null));
        engine.close();
        for (int round = 0; round < 2; round++) {
            fails(ErrorCode.CLOSED, scan::next);
            fails(ErrorCode.CLOSED, feed::next);
            fails(ErrorCode.CLOSED, () -> session.pollTransmit(65536));
            fails(ErrorCode.CLOSED, () -> engine.get("k"));
            for (AutoCloseable one : new AutoCloseable[] {scan, feed, session, group, engine}) {
                one.close();
            }
        }
        fails(ErrorCode.CLOSED, () -> group.put("k", "v"));
        delete(folder);
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Engine contested() {
        Engine engine = Engine.inMemory("a");
        try (Engine other = Engine.inMemory("b")) {
            other.put("k", "theirs");
            engine.put("k", "mine");
            engine.receive(Engine.decode(Engine.encode(other.nextBatch().get(0).op())));
        }
        engine.setPolicy(Policy.CUSTOM);
        return engine;
    }

    private static void whatAMergeFunctionThrowsComesOutOfTheCallThatReads() {
        try (Engine engine = contested(); Engine other = Engine.inMemory("c")) {
            other.put("k", "from elsewhere");
            IllegalStateException boom = new IllegalStateException("boom");
            engine.setMerge((key, versions) -> {
                throw boom;
            });
            for (Runnable read : new Runnable[] {() -> engine.get("k"), () -> engine.scan().next()}) {
                try {
                    read.run();
                    throw new AssertionError("nothing was thrown");
                } catch (IllegalStateException found) {
                    check(found == boom, found);
                }
            }
            engine.setMerge((key, versions) -> engine.get(key));
            fails(ErrorCode.BUSY, () -> engine.get("k"));
            engine.setMerge((key, versions) -> {
                engine.close();
                return null;
            });
            fails(ErrorCode.BUSY, () -> engine.get("k"));
            engine.setMerge((key, versions) -> other.get(key));
            check(engine.get("k").equals("from elsewhere"), engine.get("k"));
        }
    }

    private static void aCallbackDoesNotUseWhatTheCallUses() {
        try (Engine engine = contested()) {
            Scan before = engine.scan();
            Scan scan = engine.scan();
            for (Runnable inside : new Runnable[] {
                scan::close, scan::next, () -> scan.nextMany(64), () -> engine.setMerge(null)}) {
                engine.setMerge((key, versions) -> {
                    inside.run();
                    return null;
                });
                fails(ErrorCode.BUSY, scan::next);
            }
            // What the call does not use may be closed, and nothing was lost.
            engine.setMerge((key, versions) -> {
                before.close();
                return new byte[] {7};
            });
            check(scan.next().value()[0] == 7, "what was merged");
            scan.close();
            fails(ErrorCode.CLOSED, before::next);
        }
    }

    private static void aClockDoesNotUseWhatTheCallUses() {
        Runnable[] inside = {null};
        Engine.Clock clock = () -> {
            if (inside[0] != null) {
                inside[0].run();
            }
            return 1_700_000_000_000L;
        };
        try (Engine engine = Engine.open(new Options().durability(Durability.MEMORY_ONLY),
                new SyncOptions().nodeId("a"), clock);
                Group group = new Group()) {
            Session session = engine.session(new SessionOptions().acceptUnknown(true));
            group.put("k", "v");
            Runnable submit = () -> engine.submit(group, 1);
            Runnable apply = () -> engine.applyLocal(group, 1);
            Runnable poll = () -> session.pollTransmit(65536);
            Runnable[][] attempts = {
                {submit, group::close}, {submit, group::clear}, {submit, group::length}, {submit, engine::close},
                {apply, group::close}, {poll, session::close}, {poll, session::end}, {poll, session::state},
            };
            for (Runnable[] attempt : attempts) {
                inside[0] = attempt[1];
                fails(ErrorCode.BUSY, attempt[0]);
                inside[0] = null;
            }
            submit.run();
            check(engine.get("k").equals("v"), engine.get("k"));
            session.close();
        }
    }

    /** A delivery that fails for good, which an engine has something to say about. */
    private static void failADelivery(Engine engine) {
        String syncId = engine.put("k", "v").syncId();
        engine.nextBatch();
        engine.reportSendFailure(syncId, ErrorCode.TIMED_OUT.number);
    }

    private static void noticesAreToldToAFunction() {
        List<String> heard = new ArrayList<>();
        try (Engine engine = Engine.open(new Options().durability(Durability.MEMORY_ONLY),
                new SyncOptions().nodeId("a").maxRetries(1))) {
            engine.keepNotices(Severity.WARNING, (notice, text) -> heard.add(notice.topic() + " " + text));
            failADelivery(engine);
            check(heard.size() == 1 && heard.get(0).startsWith("OUTBOX 1 operations"), heard);
            check(engine.pollNotice() == null, "it was told");
            Runnable[] attempts = {() -> engine.get("k"), engine::close, () -> engine.keepNotices(Severity.NONE)};
            for (Runnable inside : attempts) {
                engine.keepNotices(Severity.WARNING, (notice, text) -> inside.run());
                fails(ErrorCode.BUSY, () -> failADelivery(engine));
            }
            engine.keepNotices(Severity.NONE);
            failADelivery(engine);
            check(engine.failed().size() == 5, engine.failed());
        }
    }

    private static void whatAClockThrowsComesOutOfTheCallThatAsked() {
        int[] left = {6};
        try (Engine engine = Engine.open(new Options().durability(Durability.MEMORY_ONLY),
                new SyncOptions().nodeId("a"), () -> {
                    if (left[0]-- == 0) {
                        throw new IllegalStateException("no more time");
                    }
                    return 1_700_000_000_000L;
                })) {
            for (int at = 0; at < 20; at++) {
                engine.put(new byte[] {1}, new byte[0], 1);
            }
            throw new AssertionError("nothing was thrown");
        } catch (IllegalStateException found) {
            check(found.getMessage().equals("no more time"), found);
        }
    }

    private static void threadsShareAnEngineAndACloseWaitsForThem() throws Exception {
        Engine engine = Engine.inMemory("a");
        CountDownLatch started = new CountDownLatch(4);
        Thread[] threads = new Thread[4];
        boolean[] closed = new boolean[4];
        for (int at = 0; at < 4; at++) {
            int name = at;
            threads[at] = new Thread(() -> {
                try {
                    for (int round = 0; true; round++) {
                        engine.put("k" + name, "v");
                        engine.get("k" + name);
                        if (round == 50) {
                            started.countDown();
                        }
                    }
                } catch (SoftadastraException error) {
                    closed[name] = error.error() == ErrorCode.CLOSED;
                }
            });
            threads[at].start();
        }
        started.await();
        engine.close();
        for (Thread thread : threads) {
            thread.join();
        }
        check(Arrays.equals(closed, new boolean[] {true, true, true, true}), Arrays.toString(closed));
    }

    private static long resident() throws Exception {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }

    private static void manyKeysGoAndComeInOneCall() {
        Engine engine = Engine.inMemory("a");
        try (Group group = new Group()) {
            List<byte[]> keys = List.of(new byte[] {'a'}, new byte[] {'b'});
            List<byte[]> values = List.of("one".getBytes(), new byte[0]);
            group.putMany(keys, values);
            fails(ErrorCode.INVALID_ARGUMENT, () -> group.putMany(keys.subList(0, 1), values.subList(0, 1)));
            check(group.length() == 2, group.length());
            engine.submit(group, 1);
        }
        List<byte[]> found = engine.getMany(List.of("none".getBytes(), new byte[] {'b'}, new byte[] {'a'}));
        check(found.get(0) == null && found.get(1).length == 0 && new String(found.get(2)).equals("one"), found);
        check(engine.getMany(List.of()).isEmpty(), "values of no keys");
        try (Scan scan = engine.scan()) {
            List<Scan.Pair> pairs = scan.nextMany(65536);
            check(pairs.size() == 2 && new String(pairs.get(0).value()).equals("one"), pairs);
            check(scan.nextMany(65536).isEmpty(), "the end");
        }
        engine.close();
        fails(ErrorCode.CLOSED, () -> engine.getMany(List.of()));
    }

    private static void moreThanACallGivesComesInSeveral() {
        try (Engine engine = Engine.inMemory("a")) {
            byte[] key = {'k'};
            engine.putLocal(key, new byte[33 << 20], 1);
            List<byte[]> found = engine.getMany(List.of(key, key, key, "none".getBytes()));
            check(found.size() == 4 && found.get(2).length == 33 << 20 && found.get(3) == null, found.size());
        }
    }

    private static void aValueIsReadPieceByPieceAsItWas() {
        byte[] value = "0123456789abcdef".repeat(16000).getBytes();
        byte[] key = {'k'};
        Engine engine = Engine.inMemory("a");
        long version = engine.put(key, value, 7).version();
        ValueReader reader = engine.openValue(key);
        check(engine.openValue(new byte[] {'n'}) == null, "none");
        check(reader.size() == value.length && reader.version() == version && reader.timestampMs() == 7, version);
        engine.put("k", "another");
        check(Arrays.equals(reader.read(300, 10), Arrays.copyOfRange(value, 300, 310)), "a piece");
        check(reader.read(value.length - 5, 100).length == 5 && reader.read(value.length, 9).length == 0, "the end");
        int at = 0;
        for (byte[] piece; (piece = reader.read(at, 60000)).length > 0; at += piece.length) {
            check(Arrays.equals(piece, Arrays.copyOfRange(value, at, at + piece.length)), at);
        }
        check(at == value.length, at);
        engine.close();
        for (int round = 0; round < 2; round++) {
            fails(ErrorCode.CLOSED, () -> reader.read(0, 1));
            reader.close();
        }
    }

    private static void aValueIsWrittenPieceByPieceOrNotAtAll() throws Exception {
        byte[] value = "0123456789abcdef".repeat(20000).getBytes();
        Path folder = Files.createTempDirectory("softadastra");
        Engine engine = Engine.open(new Options().path(folder + "/a.wal").durability(Durability.FAST),
                new SyncOptions().nodeId("a"));
        int before = folder.toFile().list().length;
        byte[] key = {'k'};
        ValueWriter writer = engine.beginValue(key, value.length, 7);
        writer.write(Arrays.copyOf(value, 100_000));
        fails(ErrorCode.INVALID_ARGUMENT, writer::commit);
        fails(ErrorCode.INVALID_ARGUMENT, () -> writer.write(value));
        check(writer.writeAll(new ByteArrayInputStream(value, 100_000, 220_000)) == 220_000, "a stream");
        check(engine.get(key) == null, "seen before the commit");
        long version = writer.commit().version();
        check(Arrays.equals(engine.get(key), value) && engine.entry(key).version() == version, version);
        fails(ErrorCode.INVALID_STATE, writer::commit);
        RuntimeException boom = new RuntimeException("boom");
        ValueWriter given = engine.beginValue("given up".getBytes(), value.length, 8);
        try (given) {
            given.write(value.clone());
            throw boom;
        } catch (RuntimeException caught) {
            check(caught == boom, caught);
        }
        for (int round = 0; round < 2; round++) {
            writer.close();
            given.close();
            fails(ErrorCode.CLOSED, () -> given.write(key));
            fails(ErrorCode.CLOSED, given::commit);
        }
        check(engine.get("given up".getBytes()) == null, "nothing of it");
        check(folder.toFile().list().length == before + 1, "its file is gone");
        fails(ErrorCode.INVALID_ARGUMENT, () -> engine.beginValue(new byte[0], 1, 9));
        ValueWriter left = engine.beginValue("left".getBytes(), 1, 9);
        engine.close();
        fails(ErrorCode.CLOSED, () -> left.write(key));
        left.close();
        delete(folder);
    }

    private static void noticesWaitAndDeliveriesAreKnown() {
        try (Engine engine = Engine.inMemory("a")) {
            engine.keepNotices(Severity.INFO);
            engine.registerPeer("b", 0);
            String id = engine.put("k", "v").syncId();
            check(!engine.deliveryOf(id, "b").isApplied(), id);
            engine.ackFrom(id, "b");
            check(engine.deliveryOf(id, "b").isApplied(), id);
            fails(ErrorCode.NOT_FOUND, () -> engine.deliveryOf(id, "c"));
            for (Engine.Noticed one = engine.pollNotice(); one != null; one = engine.pollNotice()) {
                check(!one.text().isEmpty(), one);
            }
        }
    }

    private static void nothingLeaksOverManyHandles() throws Exception {
        byte[] key = {1};
        try (Engine engine = Engine.inMemory("a")) {
            long before = 0;
            for (int at = 0; at < 20000; at++) {
                engine.putLocal(key, new byte[64], 1);
                engine.get(key);
                try (Scan scan = engine.scan()) {
                    scan.next();
                }
                engine.versions(key);
                fails(ErrorCode.NOT_FOUND, () -> engine.find("a-99"));
                if (at == 8000) {
                    System.gc();
                    before = resident();
                }
            }
            System.gc();
            long grown = resident() - before;
            check(grown < 64 << 20, grown + " bytes more");
        }
    }

    /** Runs all; the last line is the count. */
    public static void main(String[] arguments) {
        Map<String, Test> tests = new LinkedHashMap<>();
        tests.put("every function is bound", Tests::everyFunctionIsBound);
        tests.put("errors have status, code, text and context", Tests::errorsHaveStatusCodeTextAndContext);
        tests.put("closing twice does nothing, use after close fails",
                Tests::closingTwiceDoesNothingAndUseAfterCloseFails);
        tests.put("what a merge function throws comes out",
                Tests::whatAMergeFunctionThrowsComesOutOfTheCallThatReads);
        tests.put("a callback does not use what the call uses", Tests::aCallbackDoesNotUseWhatTheCallUses);
        tests.put("notices are told to a function", Tests::noticesAreToldToAFunction);
        tests.put("a clock does not use what the call uses", Tests::aClockDoesNotUseWhatTheCallUses);
        tests.put("what a clock throws comes out", Tests::whatAClockThrowsComesOutOfTheCallThatAsked);
        tests.put("threads share an engine", Tests::threadsShareAnEngineAndACloseWaitsForThem);
        tests.put("many keys in one call", Tests::manyKeysGoAndComeInOneCall);
        tests.put("more than a call gives", Tests::moreThanACallGivesComesInSeveral);
        tests.put("a value piece by piece", Tests::aValueIsReadPieceByPieceAsItWas);
        tests.put("a value written piece by piece", Tests::aValueIsWrittenPieceByPieceOrNotAtAll);
        tests.put("notices and deliveries", Tests::noticesWaitAndDeliveriesAreKnown);
        ClientTests.addTo(tests);
        tests.put("nothing leaks", Tests::nothingLeaksOverManyHandles);
        int failed = 0;
        for (Map.Entry<String, Test> test : tests.entrySet()) {
            try {
                test.getValue().run();
            } catch (Throwable cause) {
                System.out.println("FAILED: " + test.getKey());
                cause.printStackTrace(System.out);
                failed++;
            }
        }
        System.out.println((tests.size() - failed) + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
