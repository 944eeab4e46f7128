// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Softadastra
{
    /// <summary>A handle that one thread at a time uses; others wait. Freed once, by Dispose or the collector.</summary>
    public abstract class Handle : IDisposable
    {
        internal delegate int Call(Answer answer);

        private readonly NativeHandle native;
        private bool isUsed;

        internal Handle(NativeHandle native, object owner)
        {
            this.native = native;
            // The engine's callbacks run inside calls on this handle, so they live as long as it does.
            native.Kept = owner;
        }

        /// <summary>Frees it. Closing again does nothing.</summary>
        public virtual void Dispose()
        {
            lock (native)
            {
                RefuseCallbacks();
                native.Dispose();
            }
        }

        /// <summary>The lock lets the thread that has it in again, from a callback inside the call.</summary>
        private void RefuseCallbacks()
        {
            if (isUsed)
            {
                throw new SoftadastraException((int)ErrorCode.Busy, What + " is in use by the call that the callback runs in", "");
            }
        }

        private string What
        {
            get { return GetType().Name.ToLowerInvariant(); }
        }

        internal Answer Run(Call call)
        {
            lock (native)
            {
                RefuseCallbacks();
                if (native.IsClosed)
                {
                    throw SoftadastraException.Closed(What);
                }
                var answer = new Answer();
                isUsed = true;
                try
                {
                    answer.Status = call(answer);
                }
                finally
                {
                    isUsed = false;
                }
                Callbacks.Rethrow(answer);
                Failure.Check(answer.Status, answer.Error);
                return answer;
            }
        }
    }

    /// <summary>A walk over keys as they stood when it was opened. A foreach closes it at its end.</summary>
    public sealed class Scan : Handle, IEnumerable<Entry>
    {
        private readonly ScanHandle handle;
        private EntryStruct filled = EntryStruct.Sized();

        internal Scan(ScanHandle handle, object owner) : base(handle, owner)
        {
            this.handle = handle;
        }

        /// <summary>The next entry; null at the end.</summary>
        public Entry Next()
        {
            lock (handle)
            {
                Answer found = Run(a => Raw.sda_scan_next(handle, ref filled, ref a.Error));
                return found.IsNothing ? null : new Entry(ref filled);
            }
        }

        /// <summary>The next keys with their values in one call, about so many bytes of them; empty at the end.</summary>
        public IReadOnlyList<KeyValuePair<byte[], byte[]>> NextMany(ulong bytesMax = 64 * 1024)
        {
            using (var rows = new Rows())
            {
                Run(a => Raw.sda_scan_next_many(handle, bytesMax, ref rows.Keys, ref rows.KeySizes, ref rows.Values,
                    ref rows.ValueSizes, ref a.Error));
                return rows.TakenKeys().Zip(rows.TakenValues(), (key, value) => new KeyValuePair<byte[], byte[]>(key, value)).ToList();
            }
        }

        /// <summary>What is left of the walk.</summary>
        public IEnumerator<Entry> GetEnumerator()
        {
            using (this)
            {
                for (Entry entry = Next(); entry != null; entry = Next())
                {
                    yield return entry;
                }
            }
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }
    }

    /// <summary>A value of any length that is read piece by piece, as it was when it was opened.</summary>
    public sealed class ValueReader : Handle
    {
        private const int PieceBytes = 64 * 1024;

        private readonly ValueReaderHandle handle;

        internal ValueReader(ValueReaderHandle handle, object owner, ulong size, ulong version, long timestampMs) : base(handle, owner)
        {
            this.handle = handle;
            Size = size;
            Version = version;
            TimestampMs = timestampMs;
        }

        /// <summary>Length of the value in bytes.</summary>
        public ulong Size { get; }

        /// <summary>The version of the write.</summary>
        public ulong Version { get; }

        /// <summary>The application's time of the write.</summary>
        public long TimestampMs { get; }

        /// <summary>Copies the bytes from there on into the caller's memory; how many, 0 at the end and behind it.</summary>
        public int Read(ulong offset, byte[] buffer)
        {
            UIntPtr length = UIntPtr.Zero;
            Answer found = Run(a => Raw.sda_value_reader_read(handle, offset, buffer, Memory.Length(buffer), out length, ref a.Error));
            return found.IsNothing ? 0 : (int)length;
        }

        /// <summary>The pieces from the first on.</summary>
        public IEnumerable<byte[]> Pieces(int bytesMax = PieceBytes)
        {
            var room = new byte[bytesMax];
            ulong offset = 0;
            for (int read = Read(offset, room); read > 0; read = Read(offset, room))
            {
                offset += (ulong)read;
                yield return room.Take(read).ToArray();
            }
        }
    }

    /// <summary>
    /// A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left of it
    /// without one. Dispose gives up what was not committed.
    /// </summary>
    public sealed class ValueWriter : Handle
    {
        private const int PieceBytes = 64 * 1024;

        private readonly ValueWriterHandle handle;

        internal ValueWriter(ValueWriterHandle handle, object owner) : base(handle, owner)
        {
            this.handle = handle;
        }

        /// <summary>Takes the next bytes, as many as the caller likes, up to what is missing; of more it takes none.</summary>
        public void Write(Bytes bytes)
        {
            Run(a => Raw.sda_value_writer_write(handle, bytes.Data, bytes.Length, ref a.Error));
        }

        /// <summary>Takes everything that is left of a stream, which stays open; how many bytes.</summary>
        public long WriteAll(Stream source)
        {
            var piece = new byte[PieceBytes];
            long total = 0;
            for (int read = source.Read(piece, 0, piece.Length); read > 0; read = source.Read(piece, 0, piece.Length))
            {
                Run(a => Raw.sda_value_writer_write(handle, piece, (UIntPtr)(uint)read, ref a.Error));
                total += read;
            }
            return total;
        }

        /// <summary>Makes what was written the value of its key, all of it in one moment.</summary>
        public Applied Commit()
        {
            ApplyStruct filled = ApplyStruct.Sized();
            Run(a => Raw.sda_value_writer_commit(handle, ref filled, ref a.Error));
            return new Applied(ref filled);
        }
    }

    /// <summary>A reader of the change feed. A foreach ends where nothing more has happened so far.</summary>
    public sealed class Feed : Handle, IEnumerable<Change>
    {
        private readonly FeedHandle handle;
        private ChangeStruct filled = ChangeStruct.Sized();

        internal Feed(FeedHandle handle, object owner) : base(handle, owner)
        {
            this.handle = handle;
        }

        /// <summary>The next change; null when nothing more has happened so far.</summary>
        public Change Next()
        {
            lock (handle)
            {
                Answer found = Run(a => Raw.sda_feed_next(handle, ref filled, ref a.Error));
                return found.IsNothing ? null : new Change(ref filled);
            }
        }

        /// <summary>Where to go on once everything handed out so far is dealt with.</summary>
        public ulong Position
        {
            get { return Run(a => Raw.sda_feed_position(handle, out a.Number, ref a.Error)).Number; }
        }

        /// <summary>Changes until there are no more so far.</summary>
        public IEnumerator<Change> GetEnumerator()
        {
            for (Change change = Next(); change != null; change = Next())
            {
                yield return change;
            }
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }
    }

    /// <summary>Puts and removes that are written together: all of them or none.</summary>
    public sealed class Group : Handle
    {
        internal readonly GroupHandle Native;

        /// <summary>An empty one.</summary>
        public Group() : this(New())
        {
        }

        private Group(GroupHandle handle) : base(handle, null)
        {
            Native = handle;
        }

        private static GroupHandle New()
        {
            IntPtr error = IntPtr.Zero;
            Failure.Check(Raw.sda_group_new(out GroupHandle handle, ref error), error);
            return handle;
        }

        /// <summary>Adds a put.</summary>
        public Group Put(Bytes key, Bytes value)
        {
            Run(a => Raw.sda_group_put(Native, key.Data, key.Length, value.Data, value.Length, ref a.Error));
            return this;
        }

        /// <summary>Adds many puts in one call, all of them or none.</summary>
        public Group PutMany(IEnumerable<KeyValuePair<Bytes, Bytes>> entries)
        {
            List<KeyValuePair<Bytes, Bytes>> all = entries.ToList();
            byte[] keys = Memory.Joined(all.ConvertAll(one => one.Key), out byte[] keySizes);
            byte[] values = Memory.Joined(all.ConvertAll(one => one.Value), out byte[] valueSizes);
            Run(a => Raw.sda_group_put_many(Native, keys, Memory.Length(keys), keySizes, Memory.Length(keySizes),
                values, Memory.Length(values), valueSizes, Memory.Length(valueSizes), ref a.Error));
            return this;
        }

        /// <summary>Adds a remove; the key may be absent.</summary>
        public Group Remove(Bytes key)
        {
            Run(a => Raw.sda_group_remove(Native, key.Data, key.Length, ref a.Error));
            return this;
        }

        /// <summary>Empties it, so that it can be filled anew.</summary>
        public void Clear()
        {
            Run(a => Raw.sda_group_clear(Native, ref a.Error));
        }

        /// <summary>How many puts and removes are in it.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                Run(a =>
                {
                    count = checked((int)Raw.sda_group_len(Native));
                    return 0;
                });
                return count;
            }
        }

        /// <summary>A call of the engine that uses the group, with the group to itself.</summary>
        internal T Used<T>(Func<T> call)
        {
            T answer = default(T);
            Run(a =>
            {
                answer = call();
                return 0;
            });
            return answer;
        }
    }

    /// <summary>A session with one peer: bytes in, bytes out. After every change poll until there is nothing.</summary>
    public sealed class Session : Handle
    {
        /// <summary>How much of a frame is asked for when nothing is said.</summary>
        public const int FrameBytes = 64 * 1024;

        private readonly SessionHandle handle;

        internal Session(SessionHandle handle, object owner) : base(handle, owner)
        {
            this.handle = handle;
        }

        /// <summary>Takes one or more whole frames that came from the peer.</summary>
        public void Handle(byte[] frames)
        {
            Run(a => Raw.sda_session_handle(handle, frames, Memory.Length(frames), ref a.Error));
        }

        /// <summary>The next frame for the peer; null when there is none.</summary>
        public byte[] PollTransmit(int bytesMax = FrameBytes)
        {
            return Run(a => Raw.sda_session_poll_transmit(handle, (UIntPtr)(uint)bytesMax, ref a.Buf, ref a.Error)).Taken();
        }

        /// <summary>Polls frames until there is none.</summary>
        public IEnumerable<byte[]> Frames(int bytesMax = FrameBytes)
        {
            for (byte[] frame = PollTransmit(bytesMax); frame != null; frame = PollTransmit(bytesMax))
            {
                yield return frame;
            }
        }

        /// <summary>What has happened, oldest first; null when there is nothing.</summary>
        public SessionEvent PollEvent()
        {
            SessionEventStruct filled = SessionEventStruct.Sized();
            SessionEvent found = null;
            Run(a =>
            {
                int status = Raw.sda_session_poll_event(handle, ref filled, ref a.Error);
                // Its texts are borrowed from the session, which nobody else uses in here.
                found = status == Raw.SDA_OK ? new SessionEvent(ref filled) : null;
                return status;
            });
            return found;
        }

        /// <summary>Polls events until there is none.</summary>
        public IEnumerable<SessionEvent> Events()
        {
            for (SessionEvent found = PollEvent(); found != null; found = PollEvent())
            {
                yield return found;
            }
        }

        /// <summary>When to poll next if nothing else happens before, in milliseconds since 1970; null for never.</summary>
        public long? NextWakeup()
        {
            Answer found = Run(a => Raw.sda_session_next_wakeup_at_ms(handle, out a.Millis, ref a.Error));
            return found.IsNothing ? null : (long?)found.Millis;
        }

        /// <summary>Where it stands.</summary>
        public SessionState State()
        {
            SessionStateInfoStruct filled = SessionStateInfoStruct.Sized();
            SessionState found = null;
            Run(a =>
            {
                int status = Raw.sda_session_state(handle, ref filled, ref a.Error);
                found = status == Raw.SDA_OK ? new SessionState(ref filled) : null;
                return status;
            });
            return found;
        }

        /// <summary>Ends it in order; poll once more, so that the peer is told, then dispose of it.</summary>
        public void End()
        {
            Run(a => Raw.sda_session_close(handle, ref a.Error));
        }
    }
}
