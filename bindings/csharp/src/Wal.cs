// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections;
using System.Collections.Generic;

namespace Softadastra
{
    /// <summary>
    /// A file of records of format 1 that is written to, locked. A database does not need it, and converts one when
    /// it is opened on it. A second thread waits.
    /// </summary>
    public sealed class Wal : Handle
    {
        private readonly WalHandle handle;

        /// <summary>Opens a file for appending; it is made when it is missing.</summary>
        public Wal(string path) : this(At(path))
        {
        }

        private Wal(WalHandle handle) : base(handle, null)
        {
            this.handle = handle;
        }

        private static WalHandle At(string path)
        {
            byte[] name = Memory.Utf8(path);
            IntPtr error = IntPtr.Zero;
            Failure.Check(Raw.sda_wal_open(name, Memory.Length(name), out WalHandle opened, ref error), error);
            return opened;
        }

        /// <summary>Every byte of a file, also while somebody writes to it.</summary>
        public static byte[] Read(string path)
        {
            byte[] name = Memory.Utf8(path);
            var answer = new Answer();
            Failure.Check(Raw.sda_wal_read(name, Memory.Length(name), ref answer.Buf, ref answer.Error), answer.Error);
            return answer.Taken();
        }

        /// <summary>Looks for records, once: numbers go on behind the last one, a torn tail is set aside.</summary>
        public WalRecovery Recover()
        {
            WalRecoveryStruct filled = WalRecoveryStruct.Sized();
            Run(a => Raw.sda_wal_recover(handle, ref filled, ref a.Error));
            return new WalRecovery(ref filled);
        }

        /// <summary>Appends bytes as they are.</summary>
        public void Append(byte[] bytes)
        {
            Run(a => Raw.sda_wal_append(handle, bytes, Memory.Length(bytes), ref a.Error));
        }

        /// <summary>
        /// Appends a record under the next number, which it gives back. The type is one of 1 put, 2 update,
        /// 3 delete, 4 checkpoint, 5 noop.
        /// </summary>
        public ulong AppendRecord(uint recordType, long timestampMs, Bytes payload)
        {
            return Run(a => Raw.sda_wal_append_record(handle, recordType, timestampMs, payload.Data, payload.Length,
                out a.Number, ref a.Error)).Number;
        }

        /// <summary>Lets the next record get a number above this one.</summary>
        public void RaiseSequence(ulong sequence)
        {
            Run(a => Raw.sda_wal_raise_sequence(handle, sequence, ref a.Error));
        }

        /// <summary>Puts everything appended on stable storage.</summary>
        public void Flush()
        {
            Run(a => Raw.sda_wal_flush(handle, ref a.Error));
        }

        /// <summary>
        /// Makes everything durable and lets the file and its lock go. Closing again does nothing. A collected one is
        /// closed as well, but then nobody hears of a failure.
        /// </summary>
        public override void Dispose()
        {
            lock (handle)
            {
                handle.CloseAndWait();
            }
        }
    }

    /// <summary>A walk over the records of a file of format 1, from the first one. A foreach closes it at its end.</summary>
    public sealed class WalReader : Handle, IEnumerable<WalRecord>
    {
        private readonly WalReaderHandle handle;
        private WalRecordStruct filled = WalRecordStruct.Sized();

        /// <summary>Opens a file, also while somebody writes to it.</summary>
        public WalReader(string path) : this(At(path))
        {
        }

        private WalReader(WalReaderHandle handle) : base(handle, null)
        {
            this.handle = handle;
        }

        private static WalReaderHandle At(string path)
        {
            byte[] name = Memory.Utf8(path);
            IntPtr error = IntPtr.Zero;
            Failure.Check(Raw.sda_wal_reader_open(name, Memory.Length(name), out WalReaderHandle opened, ref error), error);
            return opened;
        }

        /// <summary>The next record; null at the end, and before what a crash left of a write.</summary>
        public WalRecord Next()
        {
            lock (handle)
            {
                Answer found = Run(a => Raw.sda_wal_reader_next(handle, ref filled, ref a.Error));
                return found.IsNothing ? null : new WalRecord(ref filled);
            }
        }

        /// <summary>What is left of the walk.</summary>
        public IEnumerator<WalRecord> GetEnumerator()
        {
            using (this)
            {
                for (WalRecord record = Next(); record != null; record = Next())
                {
                    yield return record;
                }
            }
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }
    }
}
