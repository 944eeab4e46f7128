// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Linq;

namespace Softadastra
{
    /// <summary>A database of this device, what is owed, and who it is owed to. Any thread may use it.</summary>
    public sealed partial class Engine : IDisposable
    {
        private readonly Calls<EngineHandle> calls;
        private readonly Func<long> clock;
        // The library calls these: they live until it has let go of the engine.
        private readonly object[] kept;
        // The client whose engine this is lives as long.
        private readonly Client client;

        static Engine()
        {
            uint found = Raw.sda_abi_version();
            if (found != Raw.SDA_ABI_VERSION)
            {
                throw new DllNotFoundException("softadastra: library has ABI " + found + ", not " + Raw.SDA_ABI_VERSION);
            }
        }

        /// <summary>
        /// Opens the database with that log file, or one in memory for null. With a node id it replicates under
        /// that name.
        /// </summary>
        public Engine(string path = null, string nodeId = null)
            : this(At(path), nodeId == null ? null : new SyncOptions { NodeId = nodeId })
        {
        }

        /// <summary>
        /// Opens a database; with settings for that it replicates under the node id in them. The clock, in
        /// milliseconds since 1970, replaces the system's.
        /// </summary>
        public Engine(Options options, SyncOptions sync = null, Func<long> clock = null)
        {
            this.clock = clock ?? WallMs;
            var callbacks = new Callbacks();
            ClockFn called = clock == null ? null : callbacks.Clock(clock);
            kept = new object[] { called, null, null };
            var answer = new Answer();
            EngineHandle handle;
            using (options.Pinned())
            {
                OptionsStruct native = options.Native;
                native.clock = Callbacks.Pointer(called);
                answer.Status = Raw.sda_engine_open(ref native, out handle, ref answer.Error);
            }
            Callbacks.Rethrow(answer);
            Failure.Check(answer.Status, answer.Error);
            handle.Kept = kept;
            calls = new Calls<EngineHandle>(handle, "engine", callbacks);
            if (sync != null)
            {
                try
                {
                    Attach(sync);
                }
                catch
                {
                    Dispose();
                    throw;
                }
            }
        }

        internal static Options At(string path)
        {
            return path == null ? new Options { Durability = Durability.MemoryOnly } : new Options { Path = path };
        }

        /// <summary>The engine of a client, whose callbacks its calls run.</summary>
        internal Engine(EngineHandle handle, Client client, Callbacks callbacks, object[] kept, Func<long> clock)
        {
            this.client = client;
            this.kept = kept;
            this.clock = clock ?? WallMs;
            handle.Kept = kept;
            calls = new Calls<EngineHandle>(handle, "engine", callbacks);
        }

        private static long WallMs()
        {
            return DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        }

        private Answer Run(Calls<EngineHandle>.Call call)
        {
            Answer answer = calls.Run(call);
            GC.KeepAlive(client);
            return answer;
        }

        private Answer RunNamed(string name, Calls<EngineHandle>.Named call)
        {
            return calls.Run(name, call);
        }

        private ulong Number(Calls<EngineHandle>.Call call)
        {
            return Run(call).Number;
        }

        private long Time(long? timestampMs)
        {
            return timestampMs ?? clock();
        }

        /// <summary>Whether it was not closed yet.</summary>
        public bool IsOpen
        {
            get { return calls.IsOpen; }
        }

        /// <summary>
        /// Makes everything durable and lets go, once the calls of other threads have returned. Closing again does
        /// nothing. A collected engine is closed as well, but then nobody hears of a failure.
        /// </summary>
        public void Dispose()
        {
            calls.Close(null);
        }

        // Reading

        /// <summary>The shown value of a key; null when there is none.</summary>
        public byte[] Get(Bytes key)
        {
            return Run((e, a) => Raw.sda_store_get(e, key.Data, key.Length, ref a.Buf, out a.Number, out a.Millis, ref a.Error)).Taken();
        }

        /// <summary>
        /// The shown values of many keys in one call, null where none is shown. Each key is read by itself; a scan
        /// shows many as of one moment.
        /// </summary>
        public IReadOnlyList<byte[]> GetMany(params Bytes[] keys)
        {
            List<byte[]> found = GetSome(keys);
            while (found.Count < keys.Length)
            {
                found.AddRange(GetSome(keys.Skip(found.Count).ToArray()));
            }
            return found;
        }

        /// <summary>Those of the first keys: a call gives so many bytes at most.</summary>
        private List<byte[]> GetSome(Bytes[] keys)
        {
            byte[] data = Memory.Joined(keys, out byte[] sizes);
            using (var rows = new Rows())
            {
                Run((e, a) => Raw.sda_store_get_many(e, data, Memory.Length(data), sizes, Memory.Length(sizes),
                    ref rows.Values, ref rows.ValueSizes, ref a.Error));
                return rows.TakenValues();
            }
        }

        /// <summary>The shown value of a key as text; null when there is none.</summary>
        public string GetText(Bytes key)
        {
            byte[] value = Get(key);
            return value == null ? null : Memory.Text(value);
        }

        /// <summary>The shown value of a key with its version and time; null when there is none.</summary>
        public Entry Entry(Bytes key)
        {
            Answer found = Run((e, a) => Raw.sda_store_get(e, key.Data, key.Length, ref a.Buf, out a.Number, out a.Millis, ref a.Error));
            return found.IsNothing ? null : new Entry(key.Data, found.Taken(), found.Number, found.Millis);
        }

        /// <summary>
        /// Copies the shown value into the caller's memory when it has room, and answers the length of the value
        /// either way; null when the key is not shown.
        /// </summary>
        public long? GetInto(Bytes key, byte[] buffer)
        {
            UIntPtr length = UIntPtr.Zero;
            Answer found = Run((e, a) => Raw.sda_store_get_into(e, key.Data, key.Length, buffer, Memory.Length(buffer),
                out length, out a.Number, out a.Millis, ref a.Error));
            return found.IsNothing ? null : (long?)length;
        }

        /// <summary>The shown value of a key to be read piece by piece; null when there is none.</summary>
        public ValueReader OpenValue(Bytes key)
        {
            ValueReaderHandle reader = null;
            ulong version = 0;
            Answer found = Run((e, a) => Raw.sda_value_reader_open(e, key.Data, key.Length, out reader, out a.Number, out version,
                out a.Millis, ref a.Error));
            return found.IsNothing ? null : new ValueReader(reader, kept, found.Number, version, found.Millis);
        }

        /// <summary>Whether a key is shown.</summary>
        public bool Contains(Bytes key)
        {
            return !Run((e, a) => Raw.sda_store_contains(e, key.Data, key.Length, ref a.Error)).IsNothing;
        }

        /// <summary>How many keys are shown.</summary>
        public ulong Count
        {
            get { return Number((e, a) => Raw.sda_store_len(e, out a.Number, ref a.Error)); }
        }

        /// <summary>A walk over all keys.</summary>
        public Scan Scan()
        {
            ScanHandle scan = null;
            Run((e, a) => Raw.sda_scan_open(e, out scan, ref a.Error));
            return new Scan(scan, kept);
        }

        /// <summary>A walk over the keys that begin with a prefix, from one key up to and without another.</summary>
        public Scan Scan(Bytes prefix, Bytes from = default(Bytes), Bytes to = default(Bytes))
        {
            ScanHandle scan = null;
            Run((e, a) => Raw.sda_scan_open_range(e, prefix.Data, prefix.Length, from.Data, from.Length, to.Data, to.Length,
                out scan, ref a.Error));
            return new Scan(scan, kept);
        }

        /// <summary>All versions of a key that no other has replaced.</summary>
        public IReadOnlyList<KeyVersion> Versions(Bytes key)
        {
            VersionsHandle list = null;
            Run((e, a) => Raw.sda_store_versions(e, key.Data, key.Length, out list, ref a.Error));
            return Lists.Versions(list);
        }

        /// <summary>The conflicts that stand, in the order of their keys, from behind a key on.</summary>
        public IReadOnlyList<Contested> Conflicts(Bytes after = default(Bytes), ulong countMax = 4096)
        {
            ConflictsHandle list = null;
            Run((e, a) => Raw.sda_store_conflicts(e, after.Data, after.Length, countMax, out list, ref a.Error));
            return Lists.Conflicts(list);
        }

        /// <summary>The changes since a position; 0 is the oldest that is kept.</summary>
        public Feed Feed(ulong position = 0, bool withValues = true)
        {
            FeedHandle feed = null;
            Run((e, a) => Raw.sda_feed_open(e, position, withValues ? 1u : 0u, out feed, ref a.Error));
            return new Feed(feed, kept);
        }

        /// <summary>The position of the feed behind everything that has happened so far.</summary>
        public ulong FeedEnd()
        {
            return Number((e, a) => Raw.sda_engine_feed_end(e, out a.Number, ref a.Error));
        }

        // Writing

        /// <summary>Writes a key and owes the write to the destination, both or neither.</summary>
        public Operation Put(Bytes key, Bytes value, long? timestampMs = null)
        {
            return Submit(OperationType.Put, key, value, timestampMs);
        }

        /// <summary>Removes a key and owes that to the destination.</summary>
        public Operation Remove(Bytes key, long? timestampMs = null)
        {
            return Submit(OperationType.Delete, key, default(Bytes), timestampMs);
        }

        private Operation Submit(OperationType type, Bytes key, Bytes value, long? timestampMs)
        {
            long at = Time(timestampMs);
            return Envelopes((EngineHandle e, out OpsHandle ops, Answer a) =>
                Raw.sda_sync_submit(e, (uint)type, key.Data, key.Length, value.Data, value.Length, at, out ops, ref a.Error))[0].Op;
        }

        /// <summary>Writes a key that is never sent.</summary>
        public Applied PutLocal(Bytes key, Bytes value, long? timestampMs = null)
        {
            return Apply(OperationType.Put, key, value, timestampMs);
        }

        /// <summary>Removes a key without sending that.</summary>
        public Applied RemoveLocal(Bytes key, long? timestampMs = null)
        {
            return Apply(OperationType.Delete, key, default(Bytes), timestampMs);
        }

        private Applied Apply(OperationType type, Bytes key, Bytes value, long? timestampMs)
        {
            long at = Time(timestampMs);
            ApplyStruct filled = ApplyStruct.Sized();
            Run((e, a) => Raw.sda_store_apply(e, (uint)type, key.Data, key.Length, value.Data, value.Length, at, ref filled, ref a.Error));
            return new Applied(ref filled);
        }

        /// <summary>Begins a write that is never sent, of a value of so many bytes that comes piece by piece.</summary>
        public ValueWriter BeginValue(Bytes key, ulong size, long? timestampMs = null)
        {
            long at = Time(timestampMs);
            ValueWriterHandle writer = null;
            Run((e, a) => Raw.sda_value_writer_open(e, key.Data, key.Length, size, at, out writer, ref a.Error));
            return new ValueWriter(writer, kept);
        }

        /// <summary>Brings a write from an older log into memory alone, under its own version.</summary>
        public Applied PutUnlogged(Bytes key, Bytes value, long timestampMs, ulong version)
        {
            ApplyStruct filled = ApplyStruct.Sized();
            Run((e, a) => Raw.sda_store_apply_unlogged(e, (uint)OperationType.Put, key.Data, key.Length, value.Data, value.Length,
                timestampMs, version, ref filled, ref a.Error));
            return new Applied(ref filled);
        }

        /// <summary>Writes a group and owes it as one operation: all of it or nothing, here and everywhere.</summary>
        public Operation Submit(Group group, long? timestampMs = null)
        {
            long at = Time(timestampMs);
            return group.Used(() => Envelopes((EngineHandle e, out OpsHandle ops, Answer a) =>
                Raw.sda_group_submit(group.Native, e, at, out ops, ref a.Error))[0].Op);
        }

        /// <summary>Writes a group that is never sent, all of it or nothing.</summary>
        public Applied ApplyLocal(Group group, long? timestampMs = null)
        {
            long at = Time(timestampMs);
            ApplyStruct filled = ApplyStruct.Sized();
            group.Used(() => Run((e, a) => Raw.sda_group_apply_local(group.Native, e, at, ref filled, ref a.Error)));
            return new Applied(ref filled);
        }

        /// <summary>Submits every write that was only local so far; how many.</summary>
        public ulong SubmitLocalWrites()
        {
            return Number((e, a) => Raw.sda_sync_submit_local_writes(e, out a.Number, ref a.Error));
        }
    }
}
