// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** The harness of the conformance scripts; tests/conformance/README.md has its language. */
public final class Harness {
    private static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1;

        Boom(String text) {
            super(text);
        }
    }

    private long now = 1_700_000_000_000L;
    private final Map<String, Engine> engines = new HashMap<>();
    private final Map<String, SyncOptions> syncs = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Feed> feeds = new HashMap<>();
    private final Map<String, ValueReader> readers = new HashMap<>();
    private final Map<String, ValueWriter> writers = new HashMap<>();
    private final Map<String, Client> clients = new HashMap<>();

    private static String shown(Object value) {
        if (value == null) {
            return "0"; // no member of a family
        }
        if (value instanceof Boolean yes) {
            return yes ? "1" : "0";
        }
        if (value instanceof String text) {
            return shown(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof byte[] bytes) {
            StringBuilder hex = new StringBuilder("x");
            for (byte b : bytes) {
                hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return hex.toString();
        }
        if (value instanceof Object[] record) {
            return String.join(":", Arrays.stream(record).map(Harness::shown).toList());
        }
        return value.toString();
    }

    private static String ok(Object... values) {
        StringBuilder out = new StringBuilder("ok");
        for (Object value : values) {
            out.append(' ').append(shown(value));
        }
        return out.toString();
    }

    private static String rows(List<?> rows, Object... before) {
        List<Object> all = new ArrayList<>(Arrays.asList(before));
        all.addAll(rows);
        return ok(all.toArray());
    }

    private static String whether(boolean yes) {
        return yes ? "ok" : "nothing";
    }

    private static String maybe(OptionalLong value) {
        return value.isEmpty() ? "nothing" : ok(value.getAsLong());
    }

    private static byte[] bytes(String token) {
        byte[] out = new byte[token.length() / 2];
        for (int at = 0; at < out.length; at++) {
            out[at] = (byte) Integer.parseInt(token, 1 + 2 * at, 3 + 2 * at, 16);
        }
        return out;
    }

    private static String text(String token) {
        return new String(bytes(token), StandardCharsets.UTF_8);
    }

    private static long number(String token) {
        return Long.parseLong(token);
    }

    private static Object[] envelope(Envelope e) {
        return new Object[] {e.op().syncId(), number(e.status()), number(e.ackStatus()), e.retryCount(),
            e.nextRetryAtMs(), e.lastError(), e.op().operationTypeNumber(), e.op().key(), e.op().value()};
    }

    private static Integer number(OperationStatus one) {
        return one == null ? 0 : one.number;
    }

    private static Integer number(Ack one) {
        return one == null ? 0 : one.number;
    }

    private static Integer number(OperationType one) {
        return one == null ? 0 : one.number;
    }

    private static Object[] peer(PeerStatus p) {
        return new Object[] {p.nodeId(), p.isConnected(), p.leaseMs(), p.knownCount(), p.durableCount(),
            p.appliedCount(), p.pendingOwnCount(), p.pendingRelayedCount(), p.goneCount(), p.refusedCount()};
    }

    private static String applied(Applied a) {
        return ok(a.created(), a.updated(), a.deleted(), a.version());
    }

    /** Sets options by the names of the C structs: families as numbers, as scripts have them. */
    private static void set(Options options, SyncOptions sync, SessionOptions session, String token) {
        String name = token.substring(0, token.indexOf('='));
        String value = token.substring(token.indexOf('=') + 1);
        switch (name) {
            case "path" -> options.path(text(value));
            case "durability" -> options.memory.setInt(Layout.OPTIONS_DURABILITY_AT, (int) number(value));
            case "value_bytes_max" -> options.valueBytesMax(number(value));
            case "seed" -> options.seed(number(value));
            case "read_only" -> options.readOnly(number(value) != 0);
            case "memory_bytes" -> options.memoryBytes(number(value));
            case "feed_retain_bytes" -> options.feedRetainBytes(number(value));
            case "maintain_on_write" -> options.maintainOnWrite(number(value) != 0);
            case "history_bytes_max" -> options.historyBytesMax(number(value));
            case "recording_path" -> options.recordingPath(text(value));
            case "recording_bytes_max" -> options.recordingBytesMax(number(value));
            case "clock_drift_ms" -> {
                options.clockDriftMs(number(value));
                sync.clockDriftMs(number(value));
            }
            case "node_id" -> {
                if (session == null) {
                    sync.nodeId(text(value));
                } else {
                    session.nodeId(text(value));
                }
            }
            case "conflict_policy" -> sync.memory.setInt(Layout.SYNC_OPTIONS_CONFLICT_POLICY_AT, (int) number(value));
            case "batch_size" -> sync.batchSize(number(value));
            case "max_retries" -> sync.maxRetries(number(value));
            case "auto_queue" -> sync.autoQueue(number(value) != 0);
            case "require_ack" -> sync.requireAck(number(value) != 0);
            case "retry_interval_ms" -> sync.retryIntervalMs(number(value));
            case "retry_cap_ms" -> sync.retryCapMs(number(value));
            case "ack_timeout_ms" -> sync.ackTimeoutMs(number(value));
            case "outbox_ops_max" -> sync.outboxOpsMax(number(value));
            case "outbox_bytes_max" -> sync.outboxBytesMax(number(value));
            case "when_full" -> sync.memory.setInt(Layout.SYNC_OPTIONS_WHEN_FULL_AT, (int) number(value));
            case "ack_level" -> sync.memory.setInt(Layout.SYNC_OPTIONS_ACK_LEVEL_AT, (int) number(value));
            case "accept_unknown" -> session.acceptUnknown(number(value) != 0);
            case "accept_lease_ms" -> session.acceptLeaseMs(number(value));
            case "window_bytes" -> session.windowBytes(number(value));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private String open(String[] t) {
        Options options = new Options();
        SyncOptions sync = new SyncOptions();
        boolean named = false;
        for (int at = 2; at < t.length; at++) {
            named |= t[at].startsWith("node_id=x") && t[at].length() > 9;
            set(options, sync, null, t[at]);
        }
        Engine engine = Engine.open(options, named ? sync : null, () -> now);
        engines.put(t[1], engine);
        syncs.put(t[1], sync);
        Report r = engine.report();
        return ok(r.created(), r.lastVersion(), r.owedCount(), r.cutBytes());
    }

    private String configure(String[] t) {
        SyncOptions sync = syncs.get(t[1]);
        byte[] before = sync.memory.getByteArray(0, (int) sync.memory.size());
        for (int at = 2; at < t.length; at++) {
            set(null, sync, null, t[at]);
        }
        try {
            engines.get(t[1]).configure(sync);
        } catch (SoftadastraException cause) {
            sync.memory.write(0, before, 0, before.length);
            throw cause;
        }
        return "ok";
    }

    private static Group group(String[] t, int from) {
        Group group = new Group();
        for (int at = from; at < t.length;) {
            if (t[at].equals("put")) {
                group.put(bytes(t[at + 1]), bytes(t[at + 2]));
                at += 3;
            } else {
                group.remove(bytes(t[at + 1]));
                at += 2;
            }
        }
        return group;
    }

    private static byte[] union(byte[] key, List<Version> versions) {
        TreeSet<String> words = new TreeSet<>();
        for (Version version : versions) {
            words.addAll(Arrays.asList(new String(version.value(), StandardCharsets.ISO_8859_1).trim().split(" +")));
        }
        words.remove("");
        return String.join(" ", words).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String merge(Engine e, String kind) {
        e.setMerge(switch (kind) {
            case "union" -> Harness::union;
            case "none" -> (key, versions) -> null;
            case "raise" -> (key, versions) -> {
                throw new Boom("merge of " + new String(key, StandardCharsets.UTF_8));
            };
            case "use" -> (key, versions) -> e.get(key);
            default -> null;
        });
        return "ok";
    }

    private static String verified(Engine.Verification v) {
        Verified t = v.totals();
        return rows(v.findings().stream()
                .map(f -> new Object[] {f.part().number, f.status(), f.at(), f.number(), f.file()}).toList(),
                t.isSound(), t.keyCount(), t.owedCount(), t.findingCount());
    }

    private String reset() {
        sessions.values().forEach(Session::close);
        feeds.values().forEach(Feed::close);
        readers.values().forEach(ValueReader::close);
        writers.values().forEach(ValueWriter::close);
        clients.values().forEach(Client::close);
        engines.values().forEach(Engine::close);
        readers.clear();
        writers.clear();
        clients.clear();
        sessions.clear();
        feeds.clear();
        engines.clear();
        now = 1_700_000_000_000L;
        return "ok";
    }

    private String withoutEngine(String[] t) {
        switch (t[0]) {
            case "reset":
                return reset();
            case "now":
                now = number(t[1]);
                return "ok";
            case "open":
                return open(t);
            case "configure":
                return configure(t);
            case "decode":
                Operation op = Engine.decode(bytes(t[1]));
                return ok(op.syncId(), op.origin(), op.sequence(), op.operationTypeNumber(), op.key(), op.value());
            case "frame":
                return maybe(Engine.frameBytes(bytes(t[1]), number(t[2])));
            case "verify_path":
                return verified(Engine.verify(text(t[1])));
            case "salvage":
                Engine.Salvage s = Engine.salvage(text(t[1]), text(t[2]));
                return rows(s.losses().stream()
                        .map(loss -> new Object[] {loss.part().number, loss.status(), loss.at(), loss.number()}).toList(),
                        s.totals().keyCount(), s.totals().owedCount(), s.totals().lossCount(), s.missing().size());
            case "status_name":
                return ok(Engine.statusName(Integer.parseInt(t[1])));
            case "session":
                SessionOptions options = new SessionOptions();
                for (int at = 3; at < t.length; at++) {
                    set(null, null, options, t[at]);
                }
                sessions.put(t[1], engines.get(t[2]).session(options));
                return "ok";
            case "feed":
                feeds.put(t[1], engines.get(t[2]).feed(number(t[3]), t[4].equals("1")));
                return "ok";
            default:
                return null;
        }
    }

    private String ofSession(String[] t) {
        Session s = sessions.get(t[1]);
        switch (t[0]) {
            case "poll":
                byte[] frame = s.pollTransmit(number(t[2]));
                return frame == null ? "nothing" : ok((Object) frame);
            case "handle":
                s.handle(bytes(t[2]));
                return "ok";
            case "event":
                SessionEvent e = s.pollEvent();
                return e == null ? "nothing" : ok(e.eventType().number, e.status(), e.count(), e.otherCount(),
                        e.sequence(), e.nodeId(), e.reason());
            case "wake":
                return maybe(s.nextWakeup());
            case "session_state":
                SessionState state = s.state();
                String peer = state.nodeId() == null ? "" : state.nodeId();
                return ok(state.phase().number, state.inFlightCount(), peer);
            case "end":
                s.end();
                return "ok";
            case "free":
                s.close();
                return "ok";
            default:
                return null;
        }
    }

    private String ofFeed(String[] t) {
        Feed f = feeds.get(t[1]);
        switch (t[0]) {
            case "change":
                Change c = f.next();
                return c == null ? "nothing" : ok(c.changeType().number, number(c.operationType()), c.version(),
                        c.syncId(), c.key(), c.value(), number(c.status()), c.retryCount(), c.lastError());
            case "position":
                return ok(f.position());
            case "feed_free":
                f.close();
                return "ok";
            default:
                return null;
        }
    }

    private static String reading(Engine e, String[] t) {
        switch (t[0]) {
            case "get":
                Entry entry = e.entry(bytes(t[2]));
                return entry == null ? "nothing" : ok(entry.value(), entry.version(), entry.timestampMs());
            case "get_into":
                Memory room = new Memory(number(t[3]));
                long length = e.getInto(bytes(t[2]), room);
                return length < 0 ? "nothing"
                        : ok(length, length <= room.size() ? room.getByteArray(0, (int) length) : new byte[0]);
            case "contains":
                return whether(e.contains(bytes(t[2])));
            case "get_many":
                StringBuilder many = new StringBuilder("ok");
                for (byte[] value : e.getMany(Arrays.stream(t).skip(2).map(Harness::bytes).toList())) {
                    many.append(' ').append(value == null ? "-" : shown(value));
                }
                return many.toString();
            case "len":
                return ok(e.size());
            case "scan":
                try (Scan scan = e.scan(bytes(t[2]), bytes(t[3]), bytes(t[4]))) {
                    List<Object> all = new ArrayList<>();
                    scan.forEach(row -> all.add(new Object[] {row.key(), row.value()}));
                    return rows(all);
                }
            case "versions":
                return rows(e.versions(bytes(t[2])).stream().map(v -> new Object[] {
                    number(v.operationType()), v.nodeId(), v.sequence(), v.timestampMs(), v.value()}).toList());
            case "conflicts":
                List<Object> all = new ArrayList<>();
                for (Engine.Contested c : e.conflicts(bytes(t[2]), number(t[3]))) {
                    all.add(new Object[] {c.key(), c.isUnresolved(), c.sides().size(), c.base() != null,
                        c.base() == null ? new byte[0] : c.base()});
                    c.sides().forEach(s -> all.add(new Object[] {number(s.operationType()), s.isShown(), s.isLocal(),
                        s.nodeId(), s.sequence(), s.value()}));
                }
                return rows(all);
            default:
                return null;
        }
    }

    private static String submitted(Operation op) {
        return ok(op.syncId(), op.version());
    }

    private static String writing(Engine e, String[] t) {
        switch (t[0]) {
            case "put":
                return submitted(e.put(bytes(t[2]), bytes(t[3]), number(t[4])));
            case "remove":
                return submitted(e.remove(bytes(t[2]), number(t[3])));
            case "put_local":
                return applied(e.putLocal(bytes(t[2]), bytes(t[3]), number(t[4])));
            case "remove_local":
                return applied(e.removeLocal(bytes(t[2]), number(t[3])));
            case "put_unlogged":
                return applied(e.putUnlogged(bytes(t[2]), bytes(t[3]), number(t[4]), number(t[5])));
            case "group":
                try (Group group = group(t, 3)) {
                    Operation op = e.submit(group, number(t[2]));
                    return ok(op.syncId(), op.version(), number(op.operationType()), group.length());
                }
            case "group_local":
                try (Group group = group(t, 3)) {
                    Applied a = e.applyLocal(group, number(t[2]));
                    group.clear();
                    return ok(a.created(), a.updated(), a.deleted(), a.version(), group.length());
                }
            case "submit_local":
                return ok(e.submitLocalWrites());
            default:
                return null;
        }
    }

    private static String envelopes(List<Envelope> all, Object... before) {
        return rows(all.stream().map(Harness::envelope).toList(), before);
    }

    private static String outbox(Engine e, String[] t) {
        switch (t[0]) {
            case "batch":
                return envelopes(e.nextBatch());
            case "outbox":
                return envelopes(e.outbox());
            case "failed":
                return envelopes(e.failed());
            case "held":
                return envelopes(e.held());
            case "tick":
                Engine.Turn turn = e.tick(t[2].equals("1"));
                return envelopes(turn.batch(), turn.tick().retriedCount(), turn.tick().prunedCount());
            case "find":
                return ok((Object) envelope(e.find(text(t[2]))));
            case "encode":
                return ok((Object) Engine.encode(e.find(text(t[2])).op()));
            case "receive":
                Received r = e.receive(Engine.decode(bytes(t[2])));
                return ok(r.applied(), r.duplicate(), r.conflict(),
                        new Object[] {r.apply().created(), r.apply().updated(), r.apply().deleted()});
            case "ack":
                e.ack(text(t[2]));
                return "ok";
            case "fail":
                return whether(e.reportSendFailure(text(t[2]), Integer.parseInt(t[3])));
            case "queue":
                e.queue(text(t[2]));
                return "ok";
            case "requeue":
                e.requeueFailed(text(t[2]));
                return "ok";
            case "discard":
                e.discardFailed(text(t[2]));
                return "ok";
            case "requeue_all":
                return ok(e.requeueAllFailed());
            case "prune_failed":
                return ok(e.pruneFailed());
            case "prune_completed":
                return ok(e.pruneCompleted());
            case "retry_expired":
                return ok(e.retryExpired());
            case "wakeup":
                return maybe(e.nextWakeup());
            case "state":
                SyncState s = e.state();
                return ok(s.outboxSize(), s.queuedCount(), s.inFlightCount(), s.acknowledgedCount(), s.failedCount(),
                        s.lastSubmittedVersion(), s.lastAppliedRemoteVersion(), s.totalRetries(), s.pendingCount(),
                        s.duplicateCount(), s.conflictCount(), s.clockRefusalCount(), s.coalescedCount(),
                        s.outboxBytes());
            default:
                return null;
        }
    }

    private static String peers(Engine e, String[] t) {
        switch (t[0]) {
            case "register":
                e.registerPeer(text(t[2]), number(t[3]));
                return "ok";
            case "unregister":
                e.removePeer(text(t[2]));
                return "ok";
            case "peer":
                return ok((Object) peer(e.peer(text(t[2]))));
            case "peers":
                return rows(e.peers().stream().map(Harness::peer).toList());
            case "expire":
                return rows(e.expirePeers().stream().map(PeerStatus::nodeId).toList());
            case "ack_from":
                e.ackFrom(text(t[2]), text(t[3]));
                return "ok";
            case "applied_at":
                return whether(e.isAppliedAt(text(t[2]), text(t[3])));
            default:
                return null;
        }
    }

    private static String upkeep(Engine e, String[] t) {
        Map<String, Runnable> plain = Map.of("close", e::close, "detach", e::detach, "flush", e::flush,
                "checkpoint", e::checkpoint, "reload", e::reload, "clear", e::clearMemory);
        if (plain.containsKey(t[0])) {
            plain.get(t[0]).run();
            return "ok";
        }
        switch (t[0]) {
            case "policy":
                e.setPolicy(Integer.parseInt(t[2]));
                return "ok";
            case "merge":
                return merge(e, t[2]);
            case "maintain":
                return ok(e.maintain(number(t[2]), 0));
            case "digest":
                return ok((Object) e.digest());
            case "changes":
                return ok(e.changes());
            case "feed_end":
                return ok(e.feedEnd());
            case "identity":
                Engine.Identity identity = e.identity();
                return identity == null ? "nothing" : ok(identity.nodeId(), identity.epoch());
            case "renamed":
                String renamed = e.renamedFrom();
                return renamed == null ? "nothing" : ok(renamed);
            case "health":
                Health h = e.health();
                return ok(h.isStopped(), h.failure(), h.oldestOwedVersion());
            case "status":
                return ok(e.statusJson());
            case "backup":
                return ok(e.backup(text(t[2])).version());
            case "verify":
                return verified(e.verify());
            default:
                throw new IllegalArgumentException(t[0]);
        }
    }

    private String values(String[] t) {
        switch (t[0]) {
            case "reader":
                ValueReader opened = engines.get(t[2]).openValue(bytes(t[3]));
                if (opened == null) {
                    return "nothing";
                }
                readers.put(t[1], opened);
                return ok(opened.size(), opened.version(), opened.timestampMs());
            case "read":
                byte[] piece = readers.get(t[1]).read(number(t[2]), (int) number(t[3]));
                return piece.length == 0 ? "nothing" : ok(piece);
            case "reader_free":
                readers.get(t[1]).close();
                return "ok";
            case "writer":
                writers.put(t[1], engines.get(t[2]).beginValue(bytes(t[3]), number(t[4]), number(t[5])));
                return "ok";
            case "write":
                writers.get(t[1]).write(bytes(t[2]));
                return "ok";
            case "commit":
                return applied(writers.get(t[1]).commit());
            case "writer_free":
                writers.get(t[1]).close();
                return "ok";
            default:
                return null;
        }
    }

    private String client(String[] t) {
        Client c = clients.get(t[1]);
        switch (t[0]) {
            case "client":
                Options options = new Options();
                SyncOptions sync = new SyncOptions();
                for (int at = 2; at < t.length; at++) {
                    set(options, sync, null, t[at]);
                }
                if (Arrays.stream(t).noneMatch(token -> token.startsWith("path="))) {
                    options.durability(Durability.MEMORY_ONLY);
                }
                clients.put(t[1], Client.open(options, sync, new ClientOptions()));
                return "ok";
            case "client_close":
                c.close();
                return "ok";
            case "client_put":
                c.put(bytes(t[2]), bytes(t[3]));
                return "ok";
            case "client_remove":
                c.remove(bytes(t[2]));
                return "ok";
            case "client_get":
                byte[] value = c.get(bytes(t[2]));
                return value == null ? "nothing" : ok(value);
            case "client_contains":
                return whether(c.contains(bytes(t[2])));
            case "client_len":
                return ok(c.size());
            case "client_status":
                OperationStatus status = c.statusOf(number(t[2]));
                return status == null ? "nothing" : ok(number(status));
            case "client_tick":
                return ok(c.tick(t[2].equals("1")).prunedCount());
            default:
                return links(c, t);
        }
    }

    private String links(Client c, String[] t) {
        switch (t[0]) {
            case "client_carry":
                c.startCarrying();
                return "ok";
            case "client_link":
                return ok(c.openLink(text(t[2]), t[3].equals("1")));
            case "client_message":
                byte[] message = c.nextMessage(number(t[2]));
                return message == null ? "nothing" : ok(message);
            case "client_receive":
                c.receive(number(t[2]), bytes(t[3]));
                return "ok";
            case "client_unlink":
                c.closeLink(number(t[2]));
                return "ok";
            case "client_events":
                return rows(c.events(1024).stream()
                        .map(e -> new Object[] {e.eventType().number, e.nodeId()}).toList());
            case "client_peers":
                return rows(c.engine().peers().stream()
                        .map(p -> new Object[] {p.nodeId(), p.isConnected()}).toList());
            default:
                return null;
        }
    }

    private String play(String[] t) {
        String found = withoutEngine(t);
        found = found != null ? found : values(t);
        found = found != null ? found : client(t);
        if (found == null && sessions.containsKey(t[1])) {
            found = ofSession(t);
        }
        if (found == null && feeds.containsKey(t[1])) {
            found = ofFeed(t);
        }
        Engine e = found == null ? engines.get(t[1]) : null;
        found = found != null ? found : reading(e, t);
        found = found != null ? found : writing(e, t);
        found = found != null ? found : outbox(e, t);
        found = found != null ? found : peers(e, t);
        return found != null ? found : upkeep(e, t);
    }

    /** Answers line by line. */
    public static void main(String[] arguments) throws IOException {
        Harness harness = new Harness();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer;
            try {
                answer = harness.play(line.split(" "));
            } catch (SoftadastraException error) {
                answer = "error " + error.status() + " " + error.text() + "|" + error.context();
            } catch (Boom boom) {
                answer = "raised " + boom.getMessage();
            }
            out.print(answer + "\n");
            out.flush();
        }
    }
}
