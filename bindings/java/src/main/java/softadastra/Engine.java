// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A database of this device, what is owed, and who it is owed to. Any thread may use it. */
public final class Engine extends Shared {
    static final int NOTHING = 1;
    private static final byte[] NONE = new byte[0];

    /** Replaces the system's clock. */
    public interface Clock {
        /** Milliseconds since 1970. */
        long wallMs();

        /** Milliseconds since any moment, never going back. */
        default long monotonicMs() {
            return wallMs();
        }
    }

    /** Makes one value of the versions of a key; null for none. The same versions, the same answer. */
    @FunctionalInterface
    public interface Merge {
        /** What is shown. */
        byte[] merge(byte[] key, List<Version> versions);
    }

    /** Hears a notice, with what happened in words; it cannot use the engine. */
    @FunctionalInterface
    public interface Notify {
        /** Something has happened. */
        void hear(Notice notice, String text);
    }

    /**
     * A key with writes that did not know of each other, and all of its sides. The base is the value that all of
     * them have seen; null where it is not known, and where it was a delete.
     */
    public record Contested(byte[] key, boolean isUnresolved, List<ConflictSide> sides, byte[] base) {}

    /** One turn, and what is to be sent. */
    public record Turn(Tick tick, List<Envelope> batch) {}

    /** What a verification has read, and what is wrong. */
    public record Verification(Verified totals, List<Finding> findings) {}

    /** What became of a salvage, and what was lost. */
    public record Salvage(Salvaged totals, List<Loss> losses, List<Missing> missing) {}

    /** Name and epoch under which a replica writes. */
    public record Identity(String nodeId, long epoch) {}

    /** A secret key and its public key, 32 bytes each. */
    public record Keys(byte[] secretKey, byte[] publicKey) {}

    private final Clock clock;
    /** Whether it is a client's, which keeps what the library calls. */
    private final boolean isLent;
    // The library calls these: they live as long as the engine.
    private final Options options;
    private Raw.MergeFn merge;
    private Raw.NotifyFn notify;

    private Engine(Options options, Clock clock, Callbacks callbacks, boolean isLent) {
        super(callbacks, "engine");
        this.options = options;
        this.clock = clock;
        this.isLent = isLent;
    }

    /** A client's engine. */
    static Engine lent(Pointer pointer, Options options, Clock clock, Callbacks callbacks) {
        Engine engine = new Engine(options, clock, callbacks, true);
        engine.opened(pointer);
        return engine;
    }

    /** Opens a database that replicates under the node id of the sync options. */
    public static Engine open(Options options, SyncOptions sync) {
        return open(options, sync, null);
    }

    /** The same with a clock; both may be null, without sync options nothing is sent. */
    public static Engine open(Options options, SyncOptions sync, Clock clock) {
        Engine engine = new Engine(options, clock, new Callbacks(), false);
        if (clock != null) {
            options.clock(engine.callbacks.clock(clock));
        }
        Memories.Scratch scratch = Memories.SCRATCH.get();
        int status = Raw.sda_engine_open(options.memory, scratch.handle, scratch.error);
        engine.callbacks.rethrow(scratch.error);
        Memories.check(status, scratch.error);
        engine.opened(scratch.handle.getPointer(0));
        if (sync != null) {
            try {
                engine.attach(sync);
            } catch (RuntimeException cause) {
                engine.close();
                throw cause;
            }
        }
        return engine;
    }

    /** A database in memory alone. */
    public static Engine inMemory(String nodeId) {
        return open(new Options().durability(Durability.MEMORY_ONLY), new SyncOptions().nodeId(nodeId));
    }

    @Override
    int free(Pointer engine, Pointer error) {
        return Raw.sda_engine_close(engine, error);
    }

    @Override
    void freed() {
        if (!isLent) {
            options.clock(null);
        }
    }

    private static List<Envelope> ops(Pointer ops) {
        try {
            return list(ops, Raw.sda_ops_len(ops), Layout.ENVELOPE_BYTES, Raw::sda_ops_get, Envelope::read);
        } finally {
            Raw.sda_ops_free(ops);
        }
    }

    // Reading

    /** The shown value of a key; null when it is not shown. */
    public byte[] get(byte[] key) {
        return buffered((engine, error) -> Raw.sda_store_get(engine, key, key.length, buf(), null, null, error));
    }

    /** The shown value of a key, both as UTF-8. */
    public String get(String key) {
        byte[] value = get(Memories.utf8(key));
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The shown values of many keys in one call, in their order; null where none is shown. Each key is
     * read by itself; a scan shows many as of one moment. */
    public List<byte[]> getMany(List<byte[]> keys) {
        List<byte[]> found = getSome(keys);
        while (found.size() < keys.size()) {
            found.addAll(getSome(keys.subList(found.size(), keys.size())));
        }
        return found;
    }

    /** Those of the first keys: a call gives so many bytes at most. */
    private List<byte[]> getSome(List<byte[]> keys) {
        Memories.Packed asked = Memories.Packed.of(keys);
        Memory out = Memories.buffers(2);
        run((engine, error) -> Raw.sda_store_get_many(engine, asked.bytes(), asked.bytes().length,
                asked.sizes(), asked.sizes().length, out, out.share(24), error));
        return Memories.unpacked(Memories.taken(out), Memories.taken(out.share(24)));
    }

    /** Value, version and time of a key; null when it is not shown. */
    public Entry entry(byte[] key) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        byte[] value = buffered((engine, error) ->
                Raw.sda_store_get(engine, key, key.length, scratch.buf, scratch.number, scratch.other, error));
        return value == null ? null : new Entry(key, value, scratch.number.getLong(0), scratch.other.getLong(0));
    }

    /** Copies the shown value into memory of the caller when it has room; its length either way, or -1. */
    public long getInto(byte[] key, Memory room) {
        int status = run((engine, error) -> Raw.sda_store_get_into(
                engine, key, key.length, room, room == null ? 0 : room.size(), number(), null, null, error));
        return status == NOTHING ? -1 : number().getLong(0);
    }

    /** The shown value of a key, to be read piece by piece; null when it is not shown. */
    public ValueReader openValue(byte[] key) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Memory size = new Memory(8);
        int status = run((engine, error) -> Raw.sda_value_reader_open(
                engine, key, key.length, scratch.handle, size, scratch.number, scratch.other, error));
        return status == NOTHING ? null : new ValueReader(scratch.handle.getPointer(0), size.getLong(0),
                scratch.number.getLong(0), scratch.other.getLong(0), callbacks);
    }

    /** Whether a key is shown. */
    public boolean contains(byte[] key) {
        return run((engine, error) -> Raw.sda_store_contains(engine, key, key.length, error)) != NOTHING;
    }

    /** The number of shown keys. */
    public long size() {
        return counted((engine, error) -> Raw.sda_store_len(engine, number(), error));
    }

    /** A walk over all keys. */
    public Scan scan() {
        return new Scan(handle((engine, error) -> Raw.sda_scan_open(engine, slot(), error)), callbacks);
    }

    /** A walk over the keys that begin with a prefix, from one on, up to and without another. */
    public Scan scan(byte[] prefix, byte[] from, byte[] to) {
        return new Scan(handle((engine, error) -> Raw.sda_scan_open_range(
                engine, prefix, prefix.length, from, from.length, to, to.length, slot(), error)), callbacks);
    }

    /** A walk over the keys that begin with a prefix. */
    public Scan scan(String prefix) {
        return scan(Memories.utf8(prefix), NONE, NONE);
    }

    /** All versions of a key that no other has replaced. */
    public List<Version> versions(byte[] key) {
        Pointer list = handle((engine, error) -> Raw.sda_store_versions(engine, key, key.length, slot(), error));
        try {
            return Callbacks.versions(list);
        } finally {
            Raw.sda_versions_free(list);
        }
    }

    /** The conflicts that stand, in the order of their keys, from behind a key on. */
    public List<Contested> conflicts(byte[] after, long countMax) {
        Pointer list = handle((engine, error) ->
                Raw.sda_store_conflicts(engine, after, after.length, countMax, slot(), error));
        try {
            List<Contested> all = new ArrayList<>();
            Pointer error = Memories.SCRATCH.get().error;
            Memory out = Memories.record(Layout.CONFLICT_BYTES);
            for (long index = 0; index < Raw.sda_conflicts_len(list); index++) {
                long at = index;
                Memories.check(Raw.sda_conflicts_get(list, index, out, error), error);
                Conflict one = Conflict.read(out, 0);
                all.add(new Contested(one.key(), one.isUnresolved(), list(list, one.sideCount(),
                        Layout.CONFLICT_SIDE_BYTES,
                        (conflicts, side, to, failure) -> Raw.sda_conflicts_side(conflicts, at, side, to, failure),
                        ConflictSide::read), one.base()));
            }
            return all;
        } finally {
            Raw.sda_conflicts_free(list);
        }
    }

    /** The changes since a position; 0 is the oldest that is kept. */
    public Feed feed(long position, boolean withValues) {
        return new Feed(handle((engine, error) ->
                Raw.sda_feed_open(engine, position, withValues ? 1 : 0, slot(), error)), callbacks);
    }

    /** The position of the feed behind everything that has happened so far. */
    public long feedEnd() {
        return counted((engine, error) -> Raw.sda_engine_feed_end(engine, number(), error));
    }

    // Writing

    private long now() {
        return clock == null ? System.currentTimeMillis() : clock.wallMs();
    }

    /** Writes a key and owes the write to the destination, both or neither. */
    public Operation put(byte[] key, byte[] value, long timestampMs) {
        return submit(OperationType.PUT, key, value, timestampMs);
    }

    /** The same with texts, as UTF-8, now. */
    public Operation put(String key, String value) {
        return put(Memories.utf8(key), Memories.utf8(value), now());
    }

    /** Removes a key and owes that to the destination. */
    public Operation remove(byte[] key, long timestampMs) {
        return submit(OperationType.DELETE, key, NONE, timestampMs);
    }

    /** The same with a text, now. */
    public Operation remove(String key) {
        return remove(Memories.utf8(key), now());
    }

    private Operation submit(OperationType type, byte[] key, byte[] value, long at) {
        return ops(handle((engine, error) -> Raw.sda_sync_submit(
                engine, type.number, key, key.length, value, value.length, at, slot(), error))).get(0).op();
    }

    private Applied applied(Call call, Memory out) {
        run(call);
        return Applied.read(out, 0);
    }

    private static Memory apply() {
        return Memories.record(Layout.APPLY_BYTES);
    }

    /** Writes a key that is never sent. */
    public Applied putLocal(byte[] key, byte[] value, long timestampMs) {
        return applyLocal(OperationType.PUT, key, value, timestampMs);
    }

    /** Removes a key without sending that. */
    public Applied removeLocal(byte[] key, long timestampMs) {
        return applyLocal(OperationType.DELETE, key, NONE, timestampMs);
    }

    private Applied applyLocal(OperationType type, byte[] key, byte[] value, long at) {
        Memory out = apply();
        return applied((engine, error) -> Raw.sda_store_apply(
                engine, type.number, key, key.length, value, value.length, at, out, error), out);
    }

    /** Begins a write that is never sent, of a value of so many bytes that comes piece by piece. */
    public ValueWriter beginValue(byte[] key, long size, long timestampMs) {
        return new ValueWriter(handle((engine, error) -> Raw.sda_value_writer_open(
                engine, key, key.length, size, timestampMs, slot(), error)), callbacks);
    }

    /** Brings a write from an older log into memory alone, under its own version. */
    public Applied putUnlogged(byte[] key, byte[] value, long timestampMs, long version) {
        Memory out = apply();
        return applied((engine, error) -> Raw.sda_store_apply_unlogged(engine, OperationType.PUT.number, key,
                key.length, value, value.length, timestampMs, version, out, error), out);
    }

    /** Writes a group and owes it as one operation. */
    public Operation submit(Group group, long timestampMs) {
        return group.with(given -> ops(handle((engine, error) ->
                Raw.sda_group_submit(given, engine, timestampMs, slot(), error))).get(0).op());
    }

    /** Writes a group that is never sent. */
    public Applied applyLocal(Group group, long timestampMs) {
        Memory out = apply();
        return group.with(given -> applied((engine, error) ->
                Raw.sda_group_apply_local(given, engine, timestampMs, out, error), out));
    }

    /** Submits every write that was only local so far; how many. */
    public long submitLocalWrites() {
        return counted((engine, error) -> Raw.sda_sync_submit_local_writes(engine, number(), error));
    }

    // The outbox

    /** Replicates from here on under the node id of the options. */
    public void attach(SyncOptions options) {
        run((engine, error) -> Raw.sda_sync_attach(engine, options.memory, error));
    }

    /** Changes the settings of the sync engine. */
    public void configure(SyncOptions options) {
        run((engine, error) -> Raw.sda_sync_configure(engine, options.memory, error));
    }

    /** Lets another sync engine attach. What is owed stays owed. */
    public void detach() {
        run(Raw::sda_sync_detach);
    }

    /** Chooses which of several concurrent versions is shown. */
    public void setPolicy(Policy policy) {
        setPolicy(policy.number);
    }

    void setPolicy(int policy) {
        run((engine, error) -> Raw.sda_sync_set_policy(engine, policy, error));
    }

    /** Sets what {@code Policy.CUSTOM} shows; null takes the function away. */
    public void setMerge(Merge function) {
        Raw.MergeFn callback = function == null ? null : callbacks.merge(function);
        run((engine, error) -> Raw.sda_engine_set_merge(engine, callback, null, null, error));
        merge = callback;
    }

    /** What is due, oldest first. */
    public List<Envelope> nextBatch() {
        return ops(handle((engine, error) -> Raw.sda_sync_next_batch(engine, slot(), error)));
    }

    /** One turn: retry what is late, prune if asked, batch. */
    public Turn tick(boolean pruneCompleted) {
        Memory out = Memories.record(Layout.TICK_BYTES);
        List<Envelope> batch = ops(handle((engine, error) ->
                Raw.sda_sync_tick(engine, pruneCompleted ? 1 : 0, out, slot(), error)));
        return new Turn(Tick.read(out, 0), batch);
    }

    private static Struct op(Operation operation) {
        Struct op = new Struct(Layout.OP_BYTES);
        op.memory.setInt(Layout.OP_OPERATION_TYPE_AT, operation.operationTypeNumber());
        op.memory.setInt(Layout.OP_DIRECTION_AT, operation.direction().number);
        op.memory.setInt(Layout.OP_EPOCH_AT, (int) operation.epoch());
        op.memory.setLong(Layout.OP_SEQUENCE_AT, operation.sequence());
        op.memory.setLong(Layout.OP_VERSION_AT, operation.version());
        op.memory.setLong(Layout.OP_STAMP_AT, operation.stamp());
        op.memory.setLong(Layout.OP_TIMESTAMP_MS_AT, operation.timestampMs());
        op.memory.setLong(Layout.OP_CREATED_AT_MS_AT, operation.createdAtMs());
        op.setText(Layout.OP_SYNC_ID_AT, operation.syncId());
        op.setText(Layout.OP_ORIGIN_AT, operation.origin());
        op.setBytes(Layout.OP_KEY_AT, operation.key());
        op.setBytes(Layout.OP_VALUE_AT, operation.value());
        op.setBytes(Layout.OP_CONTEXT_AT, operation.context());
        return op;
    }

    /** Takes a peer's operation in: exactly once, in any order. */
    public Received receive(Operation operation) {
        Struct op = op(operation);
        Memory out = Memories.record(Layout.RECEIVED_BYTES);
        run((engine, error) -> Raw.sda_sync_receive(engine, op.memory, out, error));
        return Received.read(out, 0);
    }

    /** A new secret key with its public key, from the system's randomness. The secret serves as a group key too. */
    public static Keys generateKeys() {
        Memory out = Memories.buffers(2);
        Pointer error = Memories.SCRATCH.get().error;
        Memories.check(Raw.sda_keys_generate(out, out.share(24), error), error);
        return new Keys(Memories.taken(out), Memories.taken(out.share(24)));
    }

    /** The wire bytes of an operation. */
    public static byte[] encode(Operation operation) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Struct op = op(operation);
        Memories.check(Raw.sda_op_encode(op.memory, scratch.buf, scratch.error), scratch.error);
        return Memories.taken(scratch.buf);
    }

    /** Reads the wire bytes of one operation. */
    public static Operation decode(byte[] bytes) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Memories.check(Raw.sda_op_decode(bytes, bytes.length, scratch.handle, scratch.error), scratch.error);
        return ops(scratch.handle.getPointer(0)).get(0).op();
    }

    /** The length of the frame at the front of a stream; empty while its head is not complete. */
    public static OptionalLong frameBytes(byte[] bytes, long frameBytesMax) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        int status = Raw.sda_frame_bytes(bytes, bytes.length, (int) frameBytesMax, scratch.number, scratch.error);
        return Memories.check(status, scratch.error) == NOTHING
                ? OptionalLong.empty() : OptionalLong.of(scratch.number.getLong(0));
    }

    /** A short English name of a status. */
    public static String statusName(int status) {
        return Library.text(Raw.sda_status_name(status));
    }

    /** Takes an acknowledgement. */
    public void ack(String syncId) {
        named(syncId, Raw::sda_sync_receive_ack);
    }

    /** Takes the news that an operation could not be sent; false when that was its last try. */
    public boolean reportSendFailure(String syncId, int status) {
        return named(syncId, (engine, id, length, error) ->
                Raw.sda_sync_report_send_failure(engine, id, length, status, error)) != NOTHING;
    }

    /** Gives a pending or failed operation to the queue. */
    public void queue(String syncId) {
        named(syncId, Raw::sda_sync_queue);
    }

    /** Queues one failed operation again, with all its deliveries before it. */
    public void requeueFailed(String syncId) {
        named(syncId, Raw::sda_sync_requeue_failed);
    }

    /** Queues every failed operation again; how many. */
    public long requeueAllFailed() {
        return counted((engine, error) -> Raw.sda_sync_requeue_all_failed(engine, number(), error));
    }

    /** Discards one failed operation, on purpose. */
    public void discardFailed(String syncId) {
        named(syncId, Raw::sda_sync_discard_failed);
    }

    /** Discards every failed operation, on purpose; how many. */
    public long pruneFailed() {
        return counted((engine, error) -> Raw.sda_sync_prune_failed(engine, number(), error));
    }

    /** Lets acknowledged operations go from the outbox; how many. */
    public long pruneCompleted() {
        return counted((engine, error) -> Raw.sda_sync_prune_completed(engine, number(), error));
    }

    /** Schedules again what was not acknowledged in time; how many. */
    public long retryExpired() {
        return counted((engine, error) -> Raw.sda_sync_retry_expired(engine, number(), error));
    }

    /** Every entry of the outbox, oldest first. */
    public List<Envelope> outbox() {
        return ops(handle((engine, error) -> Raw.sda_sync_outbox(engine, slot(), error)));
    }

    /** Every failed entry, oldest first. */
    public List<Envelope> failed() {
        return ops(handle((engine, error) -> Raw.sda_sync_failed(engine, slot(), error)));
    }

    /** Every operation that is held because this build does not know its type, oldest first. */
    public List<Envelope> held() {
        return ops(handle((engine, error) -> Raw.sda_sync_held(engine, slot(), error)));
    }

    /** One entry of the outbox. */
    public Envelope find(String syncId) {
        named(syncId, (engine, id, length, error) -> Raw.sda_sync_find(engine, id, length, slot(), error));
        return ops(slot().getPointer(0)).get(0);
    }

    /** Where synchronisation stands. */
    public SyncState state() {
        Memory out = Memories.record(Layout.SYNC_STATE_BYTES);
        run((engine, error) -> Raw.sda_sync_get_state(engine, out, error));
        return SyncState.read(out, 0);
    }

    /** When to call {@code tick} next, in milliseconds since 1970. */
    public OptionalLong nextWakeup() {
        int status = run((engine, error) -> Raw.sda_sync_next_wakeup(engine, number(), error));
        return status == NOTHING ? OptionalLong.empty() : OptionalLong.of(number().getLong(0));
    }

    // Peers and sessions

    /** Keeps every operation for that peer until it has it, or its lease is over; 0 is for ever. */
    public void registerPeer(String nodeId, long leaseMs) {
        named(nodeId, (engine, id, length, error) -> Raw.sda_peer_register(engine, id, length, leaseMs, error));
    }

    /** Lets a peer go: nothing is kept for it any more. */
    public void removePeer(String nodeId) {
        named(nodeId, Raw::sda_peer_remove);
    }

    /** How it stands with one peer. */
    public PeerStatus peer(String nodeId) {
        Memory out = Memories.record(Layout.PEER_STATUS_INFO_BYTES);
        byte[] name = Memories.utf8(nodeId);
        // The library answers with the caller's own pointer, which is gone after the call.
        Struct given = new Struct(16);
        given.setBytes(0, name);
        run((engine, error) -> Raw.sda_peer_status(engine, name, name.length, out, error));
        out.setPointer(Layout.PEER_STATUS_INFO_NODE_ID_AT, given.memory.getPointer(0));
        return PeerStatus.read(out, 0);
    }

    private List<PeerStatus> peerList(Call call) {
        Pointer list = handle(call);
        try {
            return list(list, Raw.sda_peers_len(list), Layout.PEER_STATUS_INFO_BYTES, Raw::sda_peers_get,
                    PeerStatus::read);
        } finally {
            Raw.sda_peers_free(list);
        }
    }

    /** How it stands with every registered peer, in order of their names. */
    public List<PeerStatus> peers() {
        return peerList((engine, error) -> Raw.sda_peer_list(engine, slot(), error));
    }

    /** Lets those peers go that stayed away for longer than their lease. */
    public List<PeerStatus> expirePeers() {
        return peerList((engine, error) -> Raw.sda_peers_expire(engine, slot(), error));
    }

    /** Takes the news that one peer has applied one operation. */
    public void ackFrom(String syncId, String nodeId) {
        byte[] peer = Memories.utf8(nodeId);
        named(syncId, (engine, id, length, error) ->
                Raw.sda_outbox_ack_from(engine, id, length, peer, peer.length, error));
    }

    /** Whether an operation made here is known to be applied at a peer. */
    public boolean isAppliedAt(String syncId, String nodeId) {
        byte[] peer = Memories.utf8(nodeId);
        return named(syncId, (engine, id, length, error) ->
                Raw.sda_op_is_applied_at(engine, id, length, peer, peer.length, error)) != NOTHING;
    }

    /** How far an operation made here has come at a peer. */
    public PeerDelivery deliveryOf(String syncId, String nodeId) {
        byte[] peer = Memories.utf8(nodeId);
        Memory out = Memories.record(Layout.PEER_DELIVERY_BYTES);
        named(syncId, (engine, id, length, error) ->
                Raw.sda_peer_delivery_of(engine, id, length, peer, peer.length, out, error));
        return PeerDelivery.read(out, 0);
    }

    /** A notice with what happened in words. */
    public record Noticed(Notice notice, String text) {}

    /** Keeps notices that matter at least so much from here on, for {@link #pollNotice}. */
    public void keepNotices(Severity least) {
        keepNotices(least, null);
    }

    /** Tells a function instead, at the end of the call that a notice comes from. */
    public void keepNotices(Severity least, Notify function) {
        Raw.NotifyFn callback = function == null ? null : callbacks.notify(function);
        run((engine, error) -> Raw.sda_engine_set_notify(engine, least.number, callback, null, null, error));
        notify = callback;
    }

    /** The oldest notice that waits; null when none does. */
    public Noticed pollNotice() {
        Memory out = Memories.record(Layout.NOTICE_BYTES);
        byte[] text = buffered((engine, error) -> Raw.sda_engine_poll_notice(engine, out, buf(), error));
        return text == null ? null : new Noticed(Notice.read(out, 0), new String(text, StandardCharsets.UTF_8));
    }

    /** Begins a session; without a node id it takes whoever comes. */
    public Session session(SessionOptions options) {
        return new Session(handle((engine, error) ->
                Raw.sda_session_open(engine, options.memory, slot(), error)), callbacks);
    }

    // Looking after it

    /** Makes everything written so far durable. */
    public void flush() {
        run(Raw::sda_engine_flush);
    }

    /** Does a bounded piece of upkeep; whether there is more to be done. */
    public boolean maintain(long bytesMax, long timeMaxMs) {
        run((engine, error) -> Raw.sda_engine_maintain(engine, bytesMax, timeMaxMs, number(), error));
        return number().getInt(0) != 0;
    }

    /** Writes the whole state to runs, so that the next opening reads hardly any log. */
    public void checkpoint() {
        run(Raw::sda_engine_checkpoint);
    }

    /** Reads the log again and shows what it holds. */
    public void reload() {
        run(Raw::sda_engine_reload);
    }

    /** Puts everything written so far out of view; {@code reload} brings it back. */
    public void clearMemory() {
        run(Raw::sda_store_clear_memory);
    }

    /** What opening found and did. */
    public Report report() {
        Memory out = Memories.record(Layout.REPORT_BYTES);
        run((engine, error) -> Raw.sda_engine_report(engine, out, error));
        return Report.read(out, 0);
    }

    /** How the database is doing. */
    public Health health() {
        Memory out = Memories.record(Layout.HEALTH_BYTES);
        run((engine, error) -> Raw.sda_engine_health(engine, out, error));
        return Health.read(out, 0);
    }

    /** Everything that an engine can say of itself, as JSON. */
    public String statusJson() {
        byte[] json = buffered((engine, error) -> Raw.sda_engine_status_json(engine, buf(), error));
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Name and epoch under which this replica writes; null before it has one. */
    public Identity identity() {
        byte[] name = buffered((engine, error) -> Raw.sda_engine_identity(engine, buf(), number(), error));
        return name == null ? null
                : new Identity(new String(name, StandardCharsets.UTF_8), Integer.toUnsignedLong(number().getInt(0)));
    }

    /** The name under which the log was written before; null when it is the same. */
    public String renamedFrom() {
        byte[] name = buffered((engine, error) -> Raw.sda_engine_renamed_from(engine, buf(), error));
        return name == null ? null : new String(name, StandardCharsets.UTF_8);
    }

    /** A number that grows with every change that a reader could see. */
    public long changes() {
        return counted((engine, error) -> Raw.sda_engine_changes(engine, number(), error));
    }

    /** A digest of the replicated state: equal on replicas that hold the same. */
    public byte[] digest() {
        return buffered((engine, error) -> Raw.sda_engine_digest(engine, buf(), error));
    }

    /** Copies the database as it stands now to another path. */
    public Backup backup(String path) {
        Memory out = Memories.record(Layout.BACKUP_BYTES);
        named(path, (engine, to, length, error) -> Raw.sda_engine_backup(engine, to, length, out, error));
        return Backup.read(out, 0);
    }

    /** Reads every byte of the open database and lists what is wrong with it. */
    public Verification verify() {
        return findings(handle((engine, error) -> Raw.sda_engine_verify(engine, slot(), error)));
    }

    /** Reads every byte of a database that nobody writes and lists what is wrong with it. */
    public static Verification verify(String path) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Options options = new Options().path(path);
        Memories.check(Raw.sda_verify(options.memory, scratch.handle, scratch.error), scratch.error);
        return findings(scratch.handle.getPointer(0));
    }

    private static Verification findings(Pointer list) {
        try {
            Memory out = Memories.record(Layout.VERIFIED_BYTES);
            Pointer error = Memories.SCRATCH.get().error;
            Memories.check(Raw.sda_findings_totals(list, out, error), error);
            return new Verification(Verified.read(out, 0), list(list, Raw.sda_findings_len(list),
                    Layout.FINDING_BYTES, Raw::sda_findings_get, Finding::read));
        } finally {
            Raw.sda_findings_free(list);
        }
    }

    /** Builds a new database from everything that is provably intact of a damaged one. */
    public static Salvage salvage(String path, String to) {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Options options = new Options().path(path);
        byte[] target = Memories.utf8(to);
        Memories.check(Raw.sda_salvage(options.memory, target, target.length, scratch.handle, scratch.error),
                scratch.error);
        Pointer list = scratch.handle.getPointer(0);
        try {
            Memory out = Memories.record(Layout.SALVAGED_BYTES);
            Memories.check(Raw.sda_losses_totals(list, out, scratch.error), scratch.error);
            Salvaged totals = Salvaged.read(out, 0);
            return new Salvage(totals,
                    list(list, Raw.sda_losses_len(list), Layout.LOSS_BYTES, Raw::sda_losses_get, Loss::read),
                    list(list, totals.missingCount(), Layout.MISSING_BYTES, Raw::sda_losses_missing, Missing::read));
        } finally {
            Raw.sda_losses_free(list);
        }
    }
}
