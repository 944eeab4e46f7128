// SPDX-License-Identifier: Apache-2.0
package softadastra;

import static softadastra.Tests.check;
import static softadastra.Tests.fails;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Clients over TCP on this machine, over channels of the test, and logs of format 1. */
final class ClientTests {
    private static final int TURNS = 3000;

    private ClientTests() {}

    private static Options inMemory() {
        return new Options().durability(Durability.MEMORY_ONLY);
    }

    private static ClientOptions overTcp() {
        return new ClientOptions().transportEnabled(true).transportHost("127.0.0.1");
    }

    private static Client open(String nodeId, ClientOptions own) {
        return Client.open(inMemory(), new SyncOptions().nodeId(nodeId), own);
    }

    private static byte[] newKey() {
        return Engine.generateKeys().secretKey();
    }

    /** Takes turns until something holds. */
    private static void until(BooleanSupplier holds, Client... clients) {
        for (int turn = 0; !holds.getAsBoolean(); turn++) {
            check(turn < TURNS, "it did not come to hold");
            for (Client client : clients) {
                client.tick();
                client.await(1);
            }
        }
    }

    private static BooleanSupplier applied(Client client, long version) {
        return () -> client.statusOf(version) == OperationStatus.APPLIED;
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void whatIsWrittenApartArrivesAndAnotherKeyGetsNothing() throws Exception {
        Path folder = Files.createTempDirectory("softadastra");
        Options file = new Options().path(folder + "/a.wal");
        SyncOptions sync = new SyncOptions().nodeId("a");
        byte[] key = newKey();
        long version;
        try (Client alone = Client.open(file, sync, new ClientOptions().groupKey(key))) {
            version = alone.put("k", "written offline");
            check(alone.statusOf(version) == OperationStatus.QUEUED, alone.statusOf(version));
        }
        try (Client a = Client.open(file, sync, overTcp().groupKey(key)); Client b = open("b", overTcp().groupKey(key));
                Client c = open("c", overTcp().groupKey(newKey()))) {
            check(!a.isTransportRunning() && a.servedPort() == 0, a.servedPort());
            fails(ErrorCode.INVALID_STATE, () -> a.connect("b", "127.0.0.1", 9));
            for (Client client : new Client[] {a, b, c}) {
                client.startTransport();
            }
            check(a.isTransportRunning() && a.servedPort() > 0, a.servedPort());
            a.connect("b", "127.0.0.1", b.servedPort());
            until(applied(a, version), a, b);
            check(b.get("k").equals("written offline") && b.contains(new byte[] {'k'}), b.get("k"));
            List<KnownPeer> peers = a.peers();
            check(peers.size() == 1 && peers.get(0).nodeId().equals("b") && peers.get(0).isConnected(), peers);
            check(a.events(1).get(0).eventType() == ClientEventType.CONNECTED, "connected");
            String id = a.engine().outbox().get(0).op().syncId();
            check(a.engine().deliveryOf(id, "b").isApplied(), id);
            check(a.syncState().acknowledgedCount() == 1, a.syncState());
            check(a.tick(true).prunedCount() == 1 && a.statusOf(version) == null, a.statusOf(version));

            c.connect("a", "127.0.0.1", a.servedPort());
            Set<ClientEventType> seen = EnumSet.noneOf(ClientEventType.class);
            until(() -> {
                Stream.of(a, c).flatMap(client -> client.events(1024).stream())
                        .forEach(event -> seen.add(event.eventType()));
                return seen.containsAll(List.of(ClientEventType.REFUSED, ClientEventType.UNREACHABLE));
            }, a, c);
            check(c.get("k") == null && c.size() == 0, c.size());
            a.disconnect("b");
            fails(ErrorCode.NOT_FOUND, () -> a.disconnect("b"));
            a.stopTransport();
            check(!a.isTransportRunning(), "it runs");
        }
        delete(folder);
    }

    private static void keysOfOnesOwnLetInWhomTheyTrust() throws Exception {
        Engine.Keys mine = Engine.generateKeys();
        Engine.Keys theirs = Engine.generateKeys();
        try (Client a = open("a", overTcp().secretKey(mine.secretKey()));
                Client b = open("b", overTcp().secretKey(theirs.secretKey())); Client c = open("c", overTcp())) {
            a.trust("b", theirs.publicKey());
            b.trust("a", mine.publicKey());
            a.startTransport();
            b.startTransport();
            fails(ErrorCode.PERMISSION_DENIED, () -> a.connect("x", "127.0.0.1", 9));
            a.connect("b", "127.0.0.1", b.servedPort());
            long version = a.put("k", "v");
            fails(ErrorCode.TIMED_OUT, () -> a.awaitAcknowledged(version, 0));
            Thread turning = new Thread(() -> until(applied(a, version), b));
            turning.start();
            a.awaitAcknowledged(version, 60_000);
            turning.join();
            check(b.get("k").equals("v"), b.get("k"));
            fails(ErrorCode.NOT_FOUND, () -> a.awaitAcknowledged(version + 100, 1000));
            fails(ErrorCode.INVALID_STATE, () -> c.trust("b", theirs.publicKey()));
        }
    }

    private static void twoFindEachOther() {
        byte[] key = newKey();
        long port = 20000 + ProcessHandle.current().pid() % 12000;
        ClientOptions own = overTcp().groupKey(key).discoveryEnabled(true).discoveryHost("127.0.0.1").discoveryPort(port);
        try (Client a = open("a", own); Client b = open("b", own)) {
            for (Client client : new Client[] {a, b}) {
                client.startTransport();
                client.startDiscovery();
            }
            until(applied(a, a.put("k", "v")), a, b);
            until(() -> b.peers().stream().anyMatch(peer -> peer.isFound() && peer.port() == a.servedPort()), a, b);
            check(a.isDiscoveryRunning(), "it does not run");
            a.stopDiscovery();
            check(!a.isDiscoveryRunning(), "it runs");
        }
    }

    private static void carry(Client source, long link, Client target, long other) {
        source.tick();
        for (byte[] message; (message = source.nextMessage(link)) != null;) {
            target.receive(other, message);
        }
    }

    private static void messagesGoOverChannelsOfTheApplication() {
        try (Client a = open("a", new ClientOptions()); Client b = open("b", new ClientOptions())) {
            fails(ErrorCode.INVALID_STATE, () -> a.openLink("b", true));
            a.startCarrying();
            b.startCarrying();
            long toB = a.openLink("b", true);
            long toA = b.openLink("a", false);
            long version = a.put("k", "v");
            for (int turn = 0; turn < TURNS && !applied(a, version).getAsBoolean(); turn++) {
                carry(a, toB, b, toA);
                carry(b, toA, a, toB);
            }
            check(applied(a, version).getAsBoolean() && b.get("k").equals("v"), b.get("k"));
            a.closeLink(toB);
            a.closeLink(toB);
            fails(ErrorCode.CLOSED, () -> a.nextMessage(toB));
            fails(ErrorCode.CLOSED, () -> a.receive(toB, new byte[1]));
            long later = a.put("k", "later");
            a.tick();
            check(a.statusOf(later) == OperationStatus.QUEUED, a.statusOf(later));
            a.stopTransport();
        }
    }

    private static void aClientSaysWhoItIsAndLendsItsEngine() {
        try (Client client = open("a", new ClientOptions().displayName("the tablet").version("2.1"));
                Group group = new Group()) {
            Client.NodeInfo info = client.nodeInfo(true);
            check(info.details().nodeId().equals("a") && info.details().displayName().equals("the tablet")
                    && info.details().version().equals("2.1") && info.capabilities().contains("sync"), info);
            client.engine().submit(group.put("k1", "v").put("k2", "v"), 1);
            client.remove("k2");
            try (Scan scan = client.engine().scan()) {
                check(scan.nextMany(65536).size() == 1 && client.size() == 1, client.size());
            }
            check(client.retryExpired() + client.pruneCompleted() + client.pruneFailed() == 0, "nothing to do");
            client.engine().configure(new SyncOptions().nodeId("a").outboxOpsMax(2));
            fails(ErrorCode.BACKPRESSURE, () -> client.put("k3", "v"));
            fails(ErrorCode.INVALID_ARGUMENT, () -> client.put("", "v"));
            fails(ErrorCode.INVALID_ARGUMENT, () -> open("b", new ClientOptions().groupKey(new byte[5])));
        }
    }

    private static void whatCallbacksThrowComesOutOfTheClientsCall() {
        long[] now = {1_700_000_000_000L};
        IllegalStateException boom = new IllegalStateException("boom");
        Engine.Clock clock = () -> {
            if (now[0] == 0) {
                throw boom;
            }
            return now[0];
        };
        try (Client client = Client.open(inMemory(), new SyncOptions().nodeId("a"), new ClientOptions(), clock);
                Engine other = Engine.inMemory("b")) {
            other.put("k", "theirs");
            client.put("k", "mine");
            client.engine().receive(Engine.decode(Engine.encode(other.nextBatch().get(0).op())));
            client.engine().setPolicy(Policy.CUSTOM);
            client.engine().setMerge((key, versions) -> {
                throw boom;
            });
            throwsIt(boom, () -> client.get("k"));
            client.engine().setMerge((key, versions) -> {
                client.close();
                return null;
            });
            fails(ErrorCode.BUSY, () -> client.get("k"));
            client.engine().setMerge(null);
            now[0] = 0;
            throwsIt(boom, client::tick);
            now[0] = 1_700_000_000_001L;
        }
    }

    private static void throwsIt(RuntimeException wanted, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException found) {
            check(found == wanted, found);
            return;
        }
        throw new AssertionError("nothing was thrown, wanted " + wanted);
    }

    private static void closingEndsAnAwaitAndLaterCallsThrow() throws Exception {
        Client client = open("a", overTcp());
        client.startTransport();
        Engine engine = client.engine();
        List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Runnable call : new Runnable[] {() -> client.await(60_000), () -> client.put("k", "v"), client::tick}) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        call.run();
                    }
                } catch (SoftadastraException error) {
                    outcomes.add(error.getMessage());
                }
            });
            thread.start();
            threads.add(thread);
        }
        while (client.syncState().lastSubmittedVersion() < 100) {
            Thread.onSpinWait();
        }
        client.close();
        client.close();
        for (Thread thread : threads) {
            thread.join();
        }
        check(outcomes.equals(Collections.nCopies(3, "client is closed")), outcomes);
        for (Runnable use : new Runnable[] {() -> client.put("k", "v"), () -> client.get("k"), client::tick,
            client::peers, () -> client.events(1), () -> client.nodeInfo(false), client::startCarrying,
            () -> engine.get("k")}) {
            fails(ErrorCode.CLOSED, use);
        }
    }

    private static void aLogOfFormat1IsWrittenWalkedOverAndRecovered() throws Exception {
        Path folder = Files.createTempDirectory("softadastra");
        String path = folder + "/logs/old.wal";
        Wal wal = new Wal(path);
        check(wal.appendRecord(1, "one".getBytes(), 1_700_000_000_000L) == 1, "numbers begin with 1");
        wal.raiseSequence(9);
        check(wal.appendRecord(3, "two".getBytes(), 1_700_000_000_001L) == 10, "the number was not raised");
        fails(ErrorCode.LOCKED, () -> new Wal(path));
        fails(ErrorCode.INVALID_ARGUMENT, () -> wal.appendRecord(9, new byte[0], 1));
        wal.flush();
        wal.close();
        wal.close();
        fails(ErrorCode.CLOSED, wal::flush);
        WalReader reader = new WalReader(path);
        WalRecord one = reader.next();
        WalRecord two = reader.next();
        check(one.sequence() == 1 && new String(one.payload()).equals("one"), one);
        check(one.timestampMs() == 1_700_000_000_000L && two.recordType() == 3 && two.sequence() == 10, two);
        check(reader.next() == null, "the end");
        reader.close();
        fails(ErrorCode.CLOSED, reader::next);
        byte[] whole = Wal.read(path);
        try (Wal torn = new Wal(path)) {
            torn.append(Arrays.copyOf(whole, 10));
        }
        try (Wal again = new Wal(path)) {
            check(again.recover().equals(new WalRecovery(2, 10, 10)), "recovery");
            check(Arrays.equals(Files.readAllBytes(Path.of(path + ".torn")), Arrays.copyOf(whole, 10)), "torn tail");
        }
        fails(ErrorCode.FILE_READ, () -> new WalReader(path + ".none"));
        delete(folder);
    }

    static void addTo(Map<String, Tests.Test> tests) {
        tests.put("what is written apart arrives, another key gets nothing",
                ClientTests::whatIsWrittenApartArrivesAndAnotherKeyGetsNothing);
        tests.put("keys of one's own", ClientTests::keysOfOnesOwnLetInWhomTheyTrust);
        tests.put("two find each other", ClientTests::twoFindEachOther);
        tests.put("channels of the application", ClientTests::messagesGoOverChannelsOfTheApplication);
        tests.put("a client lends its engine", ClientTests::aClientSaysWhoItIsAndLendsItsEngine);
        tests.put("callbacks of a client", ClientTests::whatCallbacksThrowComesOutOfTheClientsCall);
        tests.put("closing a client ends an await", ClientTests::closingEndsAnAwaitAndLaterCallsThrow);
        tests.put("a log of format 1", ClientTests::aLogOfFormat1IsWrittenWalkedOverAndRecovered);
    }
}
