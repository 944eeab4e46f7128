// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Softadastra
{
    /// <summary>
    /// A database of this device that is kept the same on others. Writes are made here, at once, whoever can be
    /// reached, and are owed to every peer until it has them. Bytes move in Tick, Wait and ProcessTransportEvents
    /// alone. Any thread may use it.
    /// </summary>
    public sealed partial class Client : IDisposable
    {
        private const long WaitStepMs = 50;

        private readonly Calls<ClientHandle> calls;

        /// <summary>
        /// Opens the database with that log file, or one in memory for null, under the name of this node. No network
        /// service starts.
        /// </summary>
        public Client(string path, string nodeId, ClientOptions client = null)
            : this(Engine.At(path), new SyncOptions { NodeId = nodeId }, client)
        {
        }

        /// <summary>
        /// Opens a database with all settings; the node id is in the second. The clock, in milliseconds since 1970,
        /// replaces the system's.
        /// </summary>
        public Client(Options options, SyncOptions sync, ClientOptions client = null, Func<long> clock = null)
        {
            client = client ?? new ClientOptions();
            var callbacks = new Callbacks();
            ClockFn called = clock == null ? null : callbacks.Clock(clock);
            var kept = new object[] { called, null, null };
            var answer = new Answer();
            ClientHandle handle;
            using (options.Pinned())
            using (sync.Pinned())
            using (client.Pinned())
            {
                OptionsStruct native = options.Native;
                native.clock = Callbacks.Pointer(called);
                answer.Status = Raw.sda_client_open(ref native, ref sync.Native, ref client.Native, out handle, ref answer.Error);
            }
            Callbacks.Rethrow(answer);
            Failure.Check(answer.Status, answer.Error);
            handle.Kept = kept;
            calls = new Calls<ClientHandle>(handle, "client", callbacks);
            EngineHandle lent = null;
            Run((c, a) => Raw.sda_client_engine(c, out lent, ref a.Error));
            Engine = new Engine(lent, this, callbacks, kept, clock);
        }

        /// <summary>The engine of this client, for everything else: scans, groups, feeds, sessions, backups, health.</summary>
        public Engine Engine { get; }

        /// <summary>Whether it was not closed yet.</summary>
        public bool IsOpen
        {
            get { return calls.IsOpen; }
        }

        /// <summary>
        /// Stops every service, makes everything durable and lets go, once the calls of other threads have returned; a
        /// Wait ends at once. Closing again does nothing. A collected client is closed as well, but then nobody hears
        /// of a failure.
        /// </summary>
        public void Dispose()
        {
            // Any other call on the client ends a wait; one that has only just begun needs another.
            calls.Close(client =>
            {
                var a = new Answer();
                Raw.sda_client_transport_running(client, out a.Count, ref a.Error);
                Raw.sda_error_free(a.Error);
            });
            Engine.Dispose();
        }

        private Answer Run(Calls<ClientHandle>.Call call)
        {
            return calls.Run(call);
        }

        private ulong Number(Calls<ClientHandle>.Call call)
        {
            return calls.Number(call);
        }

        // Writing and reading

        /// <summary>Writes a key and owes the write to every peer, both or neither. The version is for StatusOf.</summary>
        public ulong Put(Bytes key, Bytes value)
        {
            return Number((c, a) => Raw.sda_client_put(c, key.Data, key.Length, value.Data, value.Length, out a.Number, ref a.Error));
        }

        /// <summary>Removes a key, there or not, and owes that to every peer.</summary>
        public ulong Remove(Bytes key)
        {
            return Number((c, a) => Raw.sda_client_remove(c, key.Data, key.Length, out a.Number, ref a.Error));
        }

        /// <summary>The shown value of a key; null when there is none. No peer is asked.</summary>
        public byte[] Get(Bytes key)
        {
            return Run((c, a) => Raw.sda_client_get(c, key.Data, key.Length, ref a.Buf, ref a.Error)).Taken();
        }

        /// <summary>The shown value of a key as text; null when there is none.</summary>
        public string GetText(Bytes key)
        {
            byte[] value = Get(key);
            return value == null ? null : Memory.Text(value);
        }

        /// <summary>Whether a key is shown.</summary>
        public bool Contains(Bytes key)
        {
            return !Run((c, a) => Raw.sda_client_contains(c, key.Data, key.Length, ref a.Error)).IsNothing;
        }

        /// <summary>How many keys are shown.</summary>
        public ulong Count
        {
            get { return Number((c, a) => Raw.sda_client_len(c, out a.Number, ref a.Error)); }
        }

        // Turns, and what is owed

        /// <summary>
        /// One turn: schedules again what is late, prunes if asked, does some upkeep, and sends what is due to the
        /// peers that are there.
        /// </summary>
        public ClientTurn Tick(bool pruneCompleted = false)
        {
            ClientTurnStruct filled = ClientTurnStruct.Sized();
            Run((c, a) => Raw.sda_client_tick(c, pruneCompleted ? 1u : 0u, ref filled, ref a.Error));
            return new ClientTurn(ref filled);
        }

        /// <summary>Where synchronisation stands.</summary>
        public SyncState SyncState()
        {
            SyncStateStruct filled = SyncStateStruct.Sized();
            Run((c, a) => Raw.sda_client_sync_state(c, ref filled, ref a.Error));
            return new SyncState(ref filled);
        }

        /// <summary>Where a write stands; null when the outbox does not hold it any more.</summary>
        public OperationStatus? StatusOf(ulong version)
        {
            return (OperationStatus?)Run((c, a) => Raw.sda_client_status_of(c, version, out a.Count, ref a.Error)).CountOrNothing;
        }

        /// <summary>
        /// Takes turns until every peer has acknowledged a write. Throws with ErrorCode.TimedOut after so long,
        /// InvalidState for a write that failed, NotFound for one that the outbox does not hold.
        /// </summary>
        public void WaitUntilAcknowledged(ulong version, long timeoutMs)
        {
            Stopwatch passed = Stopwatch.StartNew();
            for (OperationStatus? status; (status = StatusOf(version)) != OperationStatus.Applied;)
            {
                if (status == null)
                {
                    throw new SoftadastraException((int)ErrorCode.NotFound, "the outbox does not hold the write", version.ToString());
                }
                if (status == OperationStatus.Failed)
                {
                    throw new SoftadastraException((int)ErrorCode.InvalidState, "the write failed", version.ToString());
                }
                long left = timeoutMs - passed.ElapsedMilliseconds;
                if (left <= 0)
                {
                    throw new SoftadastraException((int)ErrorCode.TimedOut, "no acknowledgement in time", version.ToString());
                }
                Tick();
                Wait(Math.Min(left, WaitStepMs));
            }
        }

        /// <summary>Schedules again what is late, as a turn does; how many.</summary>
        public ulong RetryExpired()
        {
            return Number((c, a) => Raw.sda_client_retry_expired(c, out a.Number, ref a.Error));
        }

        /// <summary>Lets acknowledged operations go from the outbox; how many.</summary>
        public ulong PruneCompleted()
        {
            return Number((c, a) => Raw.sda_client_prune_completed(c, out a.Number, ref a.Error));
        }

        /// <summary>Discards every failed operation, on purpose; how many.</summary>
        public ulong PruneFailed()
        {
            return Number((c, a) => Raw.sda_client_prune_failed(c, out a.Number, ref a.Error));
        }

        // As the engine's, for those who do not look for it there.

        /// <summary>The conflicts that stand; writing the key resolves one, here and everywhere.</summary>
        public IReadOnlyList<Contested> Conflicts(Bytes after = default(Bytes), ulong countMax = 4096)
        {
            return Engine.Conflicts(after, countMax);
        }

        /// <summary>Every write that was given up, oldest first.</summary>
        public IReadOnlyList<Envelope> Failed()
        {
            return Engine.Failed();
        }

        /// <summary>Queues one failed write again.</summary>
        public void RequeueFailed(string syncId)
        {
            Engine.RequeueFailed(syncId);
        }

        /// <summary>Discards one failed write, on purpose.</summary>
        public void DiscardFailed(string syncId)
        {
            Engine.DiscardFailed(syncId);
        }

        /// <summary>How far a write made here has come at a peer.</summary>
        public PeerDelivery Delivery(string syncId, string nodeId)
        {
            return Engine.Delivery(syncId, nodeId);
        }

        /// <summary>How it stands with every registered peer, in order of their names.</summary>
        public IReadOnlyList<PeerStatus> PeerStatus()
        {
            return Engine.Peers();
        }
    }
}
