// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;

namespace Softadastra
{
    public sealed partial class Engine
    {
        private delegate int Listed(EngineHandle engine, out OpsHandle ops, Answer answer);

        private List<Envelope> Envelopes(Listed call)
        {
            OpsHandle ops = null;
            Run((e, a) => call(e, out ops, a));
            return Lists.Envelopes(ops);
        }

        /// <summary>Replicates from here on under the node id of the options.</summary>
        public void Attach(SyncOptions options)
        {
            using (options.Pinned())
            {
                Run((e, a) => Raw.sda_sync_attach(e, ref options.Native, ref a.Error));
            }
        }

        /// <summary>Changes the settings to those of the options, which name all of them.</summary>
        public void Configure(SyncOptions options)
        {
            using (options.Pinned())
            {
                Run((e, a) => Raw.sda_sync_configure(e, ref options.Native, ref a.Error));
            }
        }

        /// <summary>Lets another sync engine attach. What is owed stays owed.</summary>
        public void Detach()
        {
            Run((e, a) => Raw.sda_sync_detach(e, ref a.Error));
        }

        /// <summary>Chooses which of several concurrent versions is shown.</summary>
        public void SetPolicy(Policy policy)
        {
            Run((e, a) => Raw.sda_sync_set_policy(e, (uint)policy, ref a.Error));
        }

        /// <summary>Sets what Policy.Custom shows; null takes the function away.</summary>
        public void SetMerge(Merge merge)
        {
            MergeFn called = merge == null ? null : calls.Callbacks.Merge(merge);
            Run((e, a) => Raw.sda_engine_set_merge(e, called, IntPtr.Zero, null, ref a.Error));
            kept[1] = called;
        }

        /// <summary>What is due, oldest first, at most a batch.</summary>
        public IReadOnlyList<Envelope> NextBatch()
        {
            return Envelopes((EngineHandle e, out OpsHandle ops, Answer a) => Raw.sda_sync_next_batch(e, out ops, ref a.Error));
        }

        /// <summary>One turn: retry what is late, prune if asked, batch.</summary>
        public Turn Tick(bool pruneCompleted = false)
        {
            TickStruct filled = TickStruct.Sized();
            List<Envelope> batch = Envelopes((EngineHandle e, out OpsHandle ops, Answer a) =>
                Raw.sda_sync_tick(e, pruneCompleted ? 1u : 0u, ref filled, out ops, ref a.Error));
            return new Turn(new Tick(ref filled), batch);
        }

        /// <summary>Takes a peer's operation in: exactly once, in any order.</summary>
        public Received Receive(Operation operation)
        {
            ReceivedStruct filled = ReceivedStruct.Sized();
            using (var pins = new Pins())
            {
                OpStruct op = operation.ToNative(pins);
                Run((e, a) => Raw.sda_sync_receive(e, ref op, ref filled, ref a.Error));
            }
            return new Received(ref filled);
        }

        /// <summary>The same with the wire bytes of an operation.</summary>
        public Received Receive(byte[] operation)
        {
            return Receive(Decode(operation));
        }

        /// <summary>Takes an acknowledgement.</summary>
        public void Ack(string syncId)
        {
            RunNamed(syncId, (e, n, l, a) => Raw.sda_sync_receive_ack(e, n, l, ref a.Error));
        }

        /// <summary>Takes the news that an operation could not be sent. False when that was its last try.</summary>
        public bool ReportSendFailure(string syncId, int status)
        {
            return !RunNamed(syncId, (e, n, l, a) => Raw.sda_sync_report_send_failure(e, n, l, status, ref a.Error)).IsNothing;
        }

        /// <summary>Gives a pending or failed operation to the queue.</summary>
        public void Queue(string syncId)
        {
            RunNamed(syncId, (e, n, l, a) => Raw.sda_sync_queue(e, n, l, ref a.Error));
        }

        /// <summary>Queues one failed operation again, with all its deliveries before it.</summary>
        public void RequeueFailed(string syncId)
        {
            RunNamed(syncId, (e, n, l, a) => Raw.sda_sync_requeue_failed(e, n, l, ref a.Error));
        }

        /// <summary>Queues every failed operation again; how many.</summary>
        public ulong RequeueAllFailed()
        {
            return Number((e, a) => Raw.sda_sync_requeue_all_failed(e, out a.Number, ref a.Error));
        }

        /// <summary>Discards one failed operation, on purpose.</summary>
        public void DiscardFailed(string syncId)
        {
            RunNamed(syncId, (e, n, l, a) => Raw.sda_sync_discard_failed(e, n, l, ref a.Error));
        }

        /// <summary>Discards every failed operation, on purpose; how many.</summary>
        public ulong PruneFailed()
        {
            return Number((e, a) => Raw.sda_sync_prune_failed(e, out a.Number, ref a.Error));
        }

        /// <summary>Lets acknowledged operations go from the outbox; how many.</summary>
        public ulong PruneCompleted()
        {
            return Number((e, a) => Raw.sda_sync_prune_completed(e, out a.Number, ref a.Error));
        }

        /// <summary>Schedules again what was not acknowledged in time; how many.</summary>
        public ulong RetryExpired()
        {
            return Number((e, a) => Raw.sda_sync_retry_expired(e, out a.Number, ref a.Error));
        }

        /// <summary>Every entry of the outbox, oldest first.</summary>
        public IReadOnlyList<Envelope> Outbox()
        {
            return Envelopes((EngineHandle e, out OpsHandle ops, Answer a) => Raw.sda_sync_outbox(e, out ops, ref a.Error));
        }

        /// <summary>Every failed entry, oldest first.</summary>
        public IReadOnlyList<Envelope> Failed()
        {
            return Envelopes((EngineHandle e, out OpsHandle ops, Answer a) => Raw.sda_sync_failed(e, out ops, ref a.Error));
        }

        /// <summary>Every operation that is held because this build does not know its type, oldest first.</summary>
        public IReadOnlyList<Envelope> Held()
        {
            return Envelopes((EngineHandle e, out OpsHandle ops, Answer a) => Raw.sda_sync_held(e, out ops, ref a.Error));
        }

        /// <summary>One entry of the outbox.</summary>
        public Envelope Find(string syncId)
        {
            byte[] name = Memory.Utf8(syncId);
            return Envelopes((EngineHandle e, out OpsHandle ops, Answer a) =>
                Raw.sda_sync_find(e, name, Memory.Length(name), out ops, ref a.Error))[0];
        }

        /// <summary>Where synchronisation stands.</summary>
        public SyncState State()
        {
            SyncStateStruct filled = SyncStateStruct.Sized();
            Run((e, a) => Raw.sda_sync_get_state(e, ref filled, ref a.Error));
            return new SyncState(ref filled);
        }

        /// <summary>When to call Tick next, in milliseconds since 1970; null for never.</summary>
        public long? NextWakeup()
        {
            Answer found = Run((e, a) => Raw.sda_sync_next_wakeup(e, out a.Millis, ref a.Error));
            return found.IsNothing ? null : (long?)found.Millis;
        }

        // Peers and sessions

        /// <summary>Keeps every operation for that peer until it has it, or its lease is over; 0 is for ever.</summary>
        public void RegisterPeer(string nodeId, long leaseMs = 0)
        {
            RunNamed(nodeId, (e, n, l, a) => Raw.sda_peer_register(e, n, l, leaseMs, ref a.Error));
        }

        /// <summary>Lets a peer go: nothing is kept for it any more.</summary>
        public void RemovePeer(string nodeId)
        {
            RunNamed(nodeId, (e, n, l, a) => Raw.sda_peer_remove(e, n, l, ref a.Error));
        }

        /// <summary>How it stands with one peer.</summary>
        public PeerStatus Peer(string nodeId)
        {
            PeerStatusInfoStruct filled = PeerStatusInfoStruct.Sized();
            PeerStatus found = null;
            RunNamed(nodeId, (e, n, l, a) => Raw.sda_peer_status(e, n, l, ref filled, ref a.Error));
            found = new PeerStatus(ref filled);
            return found;
        }

        /// <summary>How it stands with every registered peer, in order of their names.</summary>
        public IReadOnlyList<PeerStatus> Peers()
        {
            PeersHandle list = null;
            Run((e, a) => Raw.sda_peer_list(e, out list, ref a.Error));
            return Lists.Peers(list);
        }

        /// <summary>Lets those peers go that stayed away for longer than their lease; how it stood with them.</summary>
        public IReadOnlyList<PeerStatus> ExpirePeers()
        {
            PeersHandle list = null;
            Run((e, a) => Raw.sda_peers_expire(e, out list, ref a.Error));
            return Lists.Peers(list);
        }

        /// <summary>Takes the news that one peer has applied one operation.</summary>
        public void AckFrom(string syncId, string nodeId)
        {
            byte[] peer = Memory.Utf8(nodeId);
            RunNamed(syncId, (e, n, l, a) => Raw.sda_outbox_ack_from(e, n, l, peer, Memory.Length(peer), ref a.Error));
        }

        /// <summary>Whether an operation made here is known to be applied at a peer.</summary>
        public bool IsAppliedAt(string syncId, string nodeId)
        {
            byte[] peer = Memory.Utf8(nodeId);
            return !RunNamed(syncId, (e, n, l, a) =>
                Raw.sda_op_is_applied_at(e, n, l, peer, Memory.Length(peer), ref a.Error)).IsNothing;
        }

        /// <summary>How far an operation made here has come at a peer.</summary>
        public PeerDelivery Delivery(string syncId, string nodeId)
        {
            byte[] peer = Memory.Utf8(nodeId);
            PeerDeliveryStruct filled = PeerDeliveryStruct.Sized();
            RunNamed(syncId, (e, n, l, a) =>
                Raw.sda_peer_delivery_of(e, n, l, peer, Memory.Length(peer), ref filled, ref a.Error));
            return new PeerDelivery(ref filled);
        }

        /// <summary>Begins a session with a peer; without options with whoever is registered.</summary>
        public Session Session(SessionOptions options = null)
        {
            options = options ?? new SessionOptions();
            SessionHandle session = null;
            using (options.Pinned())
            {
                Run((e, a) => Raw.sda_session_open(e, ref options.Native, out session, ref a.Error));
            }
            return new Session(session, kept);
        }

        /// <summary>Begins a session with the peer of that name.</summary>
        public Session Session(string nodeId)
        {
            return Session(new SessionOptions { NodeId = nodeId });
        }

        // Keys and wire bytes

        /// <summary>
        /// A secret key and its public key, from the system's randomness. The secret serves as a group key too.
        /// </summary>
        public static KeyPair GenerateKeys()
        {
            var secret = new BufStruct();
            var open = new BufStruct();
            IntPtr error = IntPtr.Zero;
            try
            {
                Failure.Check(Raw.sda_keys_generate(ref secret, ref open, ref error), error);
                return new KeyPair(Memory.Bytes(secret.ptr, secret.len), Memory.Bytes(open.ptr, open.len));
            }
            finally
            {
                Raw.sda_buf_free(ref secret);
                Raw.sda_buf_free(ref open);
            }
        }

        /// <summary>The wire bytes of an operation.</summary>
        public static byte[] Encode(Operation operation)
        {
            var answer = new Answer();
            using (var pins = new Pins())
            {
                OpStruct op = operation.ToNative(pins);
                Failure.Check(Raw.sda_op_encode(ref op, ref answer.Buf, ref answer.Error), answer.Error);
            }
            return answer.Taken();
        }

        /// <summary>Reads the wire bytes of one operation.</summary>
        public static Operation Decode(byte[] data)
        {
            IntPtr error = IntPtr.Zero;
            Failure.Check(Raw.sda_op_decode(data, Memory.Length(data), out OpsHandle ops, ref error), error);
            return Lists.Envelopes(ops)[0].Op;
        }

        /// <summary>How long the frame at the front of a stream is; null while its head is not complete.</summary>
        public static ulong? FrameBytes(byte[] data, uint frameBytesMax = 1 << 20)
        {
            var a = new Answer();
            a.Status = Raw.sda_frame_bytes(data, Memory.Length(data), frameBytesMax, out a.Number, ref a.Error);
            Failure.Check(a.Status, a.Error);
            return a.IsNothing ? null : (ulong?)a.Number;
        }
    }
}
