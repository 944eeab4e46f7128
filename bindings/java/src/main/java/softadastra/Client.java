// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A database on this device that is kept the same on others. Any thread may use it.
 *
 * <p>Writes are made here, at once, whoever can be reached; they are owed to every peer until it has
 * them, also after a restart. Bytes move between nodes in {@link #tick}, {@link
 * #processTransportEvents} and {@link #await}, in no other call and in no thread. {@link #engine} has
 * everything else: scans, groups, conflicts, failed work, how it stands with peers, backups.
 */
public final class Client extends Shared {
    /** What a node says of itself, and what it can, such as {@code sync}. */
    public record NodeInfo(NodeDetails details, List<String> capabilities) {}

    private static final long STEP_MS = 50;
    private final Engine engine;

    private Client(Pointer pointer, Engine engine, Callbacks callbacks) {
        super(callbacks, "client");
        this.engine = engine;
        opened(pointer);
    }

    /** Opens or makes a database and attaches the sync engine. No network service starts. */
    public static Client open(Options options, SyncOptions sync, ClientOptions own) {
        return open(options, sync, own, null);
    }

    /** The same with a clock. */
    public static Client open(Options options, SyncOptions sync, ClientOptions own, Engine.Clock clock) {
        Callbacks callbacks = new Callbacks();
        if (clock != null) {
            options.clock(callbacks.clock(clock));
        }
        Memories.Scratch scratch = Memories.SCRATCH.get();
        try {
            int status = Raw.sda_client_open(
                    options.memory, sync.memory, own.memory, scratch.handle, scratch.error);
            callbacks.rethrow(scratch.error);
            Memories.check(status, scratch.error);
        } finally {
            // The texts that they point to are theirs.
            Reference.reachabilityFence(options);
            Reference.reachabilityFence(sync);
            Reference.reachabilityFence(own);
        }
        Pointer pointer = scratch.handle.getPointer(0);
        Memories.check(Raw.sda_client_engine(pointer, scratch.handle, scratch.error), scratch.error);
        Engine lent = Engine.lent(scratch.handle.getPointer(0), options, clock, callbacks);
        return new Client(pointer, lent, callbacks);
    }

    /** The client's engine, for everything that takes one. It is closed with the client. */
    public Engine engine() {
        return engine;
    }

    /**
     * Stops every service, makes everything durable and lets go; the engine is closed with it. An {@link
     * #await} of another thread ends. Closing again does nothing.
     */
    @Override
    public void close() {
        super.close();
    }

    @Override
    int free(Pointer client, Pointer error) {
        return Raw.sda_client_close(client, error);
    }

    @Override
    void hurry(Pointer client) {
        // Any call on the client ends a wait.
        Raw.sda_client_transport_running(client, null, null);
    }

    @Override
    void freed() {
        engine.close();
    }

    // Data

    /** Writes a value and owes it to every peer, both or neither. The version of the write, for {@link #statusOf}. */
    public long put(byte[] key, byte[] value) {
        return counted((client, error) -> Raw.sda_client_put(
                client, key, key.length, value, value.length, number(), error));
    }

    /** The same with texts, as UTF-8. */
    public long put(String key, String value) {
        return put(Memories.utf8(key), Memories.utf8(value));
    }

    /** Deletes a key, there or not, and owes that to every peer. The version of the write. */
    public long remove(byte[] key) {
        return counted((client, error) -> Raw.sda_client_remove(client, key, key.length, number(), error));
    }

    /** The same with a text, as UTF-8. */
    public long remove(String key) {
        return remove(Memories.utf8(key));
    }

    /** The shown value of a key; null when it is not shown. Never asks a peer. */
    public byte[] get(byte[] key) {
        return buffered((client, error) -> Raw.sda_client_get(client, key, key.length, buf(), error));
    }

    /** The shown value of a key, both as UTF-8. */
    public String get(String key) {
        byte[] value = get(Memories.utf8(key));
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** Whether a key is shown. */
    public boolean contains(byte[] key) {
        return run((client, error) -> Raw.sda_client_contains(client, key, key.length, error)) != Engine.NOTHING;
    }

    /** The number of shown keys. */
    public long size() {
        return counted((client, error) -> Raw.sda_client_len(client, number(), error));
    }

    // Synchronisation

    /**
     * One turn: schedules again what is late, lets acknowledged operations go if asked, does a bounded
     * piece of upkeep, and sends what is due to the peers that are there.
     */
    public ClientTurn tick(boolean pruneCompleted) {
        Memory out = Memories.record(Layout.CLIENT_TURN_BYTES);
        run((client, error) -> Raw.sda_client_tick(client, pruneCompleted ? 1 : 0, out, error));
        return ClientTurn.read(out, 0);
    }

    /** The same; acknowledged operations stay. */
    public ClientTurn tick() {
        return tick(false);
    }

    /** Where synchronisation stands. */
    public SyncState syncState() {
        Memory out = Memories.record(Layout.SYNC_STATE_BYTES);
        run((client, error) -> Raw.sda_client_sync_state(client, out, error));
        return SyncState.read(out, 0);
    }

    /** Schedules again what is late, as a turn does; how many. */
    public long retryExpired() {
        return counted((client, error) -> Raw.sda_client_retry_expired(client, number(), error));
    }

    /** Lets acknowledged operations go from the outbox; how many. */
    public long pruneCompleted() {
        return counted((client, error) -> Raw.sda_client_prune_completed(client, number(), error));
    }

    /** Discards every failed operation, on purpose: none will ever be sent; how many. */
    public long pruneFailed() {
        return counted((client, error) -> Raw.sda_client_prune_failed(client, number(), error));
    }

    /**
     * Where a write stands; null when the outbox does not hold it: it was acknowledged and pruned,
     * discarded, replaced before it was sent, or never made.
     */
    public OperationStatus statusOf(long version) {
        int status = run((client, error) -> Raw.sda_client_status_of(client, version, number(), error));
        return status == Engine.NOTHING ? null : OperationStatus.of(number().getInt(0));
    }

    /**
     * Takes turns and waits until every registered peer has acknowledged a write. Throws with {@link
     * ErrorCode#TIMED_OUT} when the time is over, {@link ErrorCode#INVALID_STATE} when the write failed,
     * {@link ErrorCode#NOT_FOUND} when the outbox does not hold it, so that nothing is known of it.
     */
    public void awaitAcknowledged(long version, long timeoutMs) {
        long end = System.nanoTime() + timeoutMs * 1_000_000;
        for (OperationStatus status; (status = statusOf(version)) != OperationStatus.APPLIED;) {
            String which = Long.toUnsignedString(version);
            if (status == null) {
                throw new SoftadastraException(
                        ErrorCode.NOT_FOUND.number, "the outbox does not hold the write", which);
            }
            if (status == OperationStatus.FAILED) {
                throw new SoftadastraException(ErrorCode.INVALID_STATE.number, "the write failed", which);
            }
            long leftMs = (end - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new SoftadastraException(ErrorCode.TIMED_OUT.number, "no acknowledgement in time", which);
            }
            tick();
            await(Math.min(STEP_MS, leftMs));
        }
    }

    /** What this node says of itself, as it was last asked, or now. */
    public NodeInfo nodeInfo(boolean refresh) {
        Pointer info = handle((client, error) -> Raw.sda_client_node_info(client, refresh ? 1 : 0, slot(), error));
        try {
            Pointer error = Memories.SCRATCH.get().error;
            Memory out = Memories.record(Layout.NODE_DETAILS_BYTES);
            Memories.check(Raw.sda_node_info_get(info, out, error), error);
            NodeDetails details = NodeDetails.read(out, 0);
            Memory text = new Memory(16);
            List<String> names = new ArrayList<>();
            for (long index = 0; index < details.capabilityCount(); index++) {
                Memories.check(Raw.sda_node_info_capability(info, index, text, text.share(8), error), error);
                names.add(Memories.text(text, 0));
            }
            return new NodeInfo(details, names);
        } finally {
            Raw.sda_node_info_free(info);
        }
    }

    // Peers over TCP

    /** Begins to serve and to call, as the options say. Does nothing when it runs. */
    public void startTransport() {
        run(Raw::sda_client_start_transport);
    }

    /** Ends every link and serves no more; what is owed stays owed. */
    public void stopTransport() {
        run(Raw::sda_client_stop_transport);
    }

    /** Whether it serves and calls. */
    public boolean isTransportRunning() {
        return run((client, error) -> Raw.sda_client_transport_running(client, null, error)) != Engine.NOTHING;
    }

    /** The port that is served; 0 when none is. */
    public int servedPort() {
        number().setLong(0, 0);
        run((client, error) -> Raw.sda_client_transport_running(client, number(), error));
        return number().getInt(0);
    }

    /**
     * Registers a peer and has it called, now and whenever the link is lost, until {@link #disconnect}.
     * Whether it is reached is told by {@link #events}.
     */
    public void connect(String nodeId, String host, int port) {
        byte[] at = Memories.utf8(host);
        named(nodeId, (client, id, length, error) ->
                Raw.sda_client_connect(client, id, length, at, at.length, port, error));
    }

    /** Ends the link with a peer and calls it no more. It stays registered, and may call. */
    public void disconnect(String nodeId) {
        named(nodeId, Raw::sda_client_disconnect);
    }

    /** Lets a peer in by its public key, when the options have a secret key. Holds from the next start on. */
    public void trust(String nodeId, byte[] publicKey) {
        named(nodeId, (client, id, length, error) ->
                Raw.sda_client_trust(client, id, length, publicKey, publicKey.length, error));
    }

    /** Moves what there is to move between peers and this node, without waiting; how many events were handled. */
    public long processTransportEvents(long eventsMax) {
        return counted((client, error) ->
                Raw.sda_client_process_transport_events(client, eventsMax, number(), error));
    }

    /** The same, and waits for something to happen. Any other call on the client ends the wait. */
    public long await(long waitMs) {
        return counted((client, error) -> Raw.sda_client_wait(client, waitMs, number(), error));
    }

    /** Begins to look for peers, and to be found where the transport serves. */
    public void startDiscovery() {
        run(Raw::sda_client_start_discovery);
    }

    /** Looks for nobody any more; links stay. */
    public void stopDiscovery() {
        run(Raw::sda_client_stop_discovery);
    }

    /** Whether peers are looked for. */
    public boolean isDiscoveryRunning() {
        return run(Raw::sda_client_discovery_running) != Engine.NOTHING;
    }

    /** The peers that are found, called or there, in order of their names. The engine has the registered ones. */
    public List<KnownPeer> peers() {
        Pointer list = handle((client, error) -> Raw.sda_client_peers(client, slot(), error));
        try {
            return list(list, Raw.sda_known_peers_len(list), Layout.KNOWN_PEER_BYTES, Raw::sda_known_peers_get,
                    KnownPeer::read);
        } finally {
            Raw.sda_known_peers_free(list);
        }
    }

    /**
     * Takes what has happened between this node and others, oldest first. At most 1024 events wait; beyond
     * that the oldest go.
     */
    public List<ClientEvent> events(long eventsMax) {
        Pointer list = handle((client, error) -> Raw.sda_client_poll_events(client, eventsMax, slot(), error));
        try {
            return list(list, Raw.sda_client_events_len(list), Layout.CLIENT_EVENT_BYTES,
                    Raw::sda_client_events_get, ClientEvent::read);
        } finally {
            Raw.sda_client_events_free(list);
        }
    }

    // Peers over channels of the application

    /**
     * Begins to talk with peers over channels of the application: a radio, a cable, a web socket. Ends with
     * {@link #stopTransport}.
     *
     * <p>Say with {@link #openLink} that a channel is there, hand what comes over it to {@link #receive},
     * and carry what {@link #nextMessage} answers after each turn. A channel must bring messages whole and
     * in order, or be closed; who is at its other end is the application's to know.
     */
    public void startCarrying() {
        run(Raw::sda_client_start_carrying);
    }

    /**
     * Says that a channel with a node is there; {@code isOurs} at the end that has begun it, and not at the
     * other. The name of the link, which is never given twice.
     */
    public long openLink(String nodeId, boolean isOurs) {
        Pointer link = number();
        named(nodeId, (client, id, length, error) ->
                Raw.sda_client_open_link(client, id, length, isOurs ? 1 : 0, link, error));
        return link.getLong(0);
    }

    /** Hands in a message that came over a link; it is dealt with in the next turn. */
    public void receive(long link, byte[] message) {
        run((client, error) -> Raw.sda_client_receive(client, link, message, message.length, error));
    }

    /**
     * The next message that is to go over a link; null when there is none before the next turn. Throws with
     * {@link ErrorCode#CLOSED} for a link that is over.
     */
    public byte[] nextMessage(long link) {
        return buffered((client, error) -> Raw.sda_client_next_message(client, link, buf(), error));
    }

    /** Says that a channel is there no more. Does nothing for a link that is over. */
    public void closeLink(long link) {
        run((client, error) -> Raw.sda_client_close_link(client, link, error));
    }
}
