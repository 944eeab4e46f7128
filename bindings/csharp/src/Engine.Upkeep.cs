// SPDX-License-Identifier: Apache-2.0
using System;

namespace Softadastra
{
    public sealed partial class Engine
    {
        /// <summary>Makes everything written so far durable.</summary>
        public void Flush()
        {
            Run((e, a) => Raw.sda_engine_flush(e, ref a.Error));
        }

        /// <summary>Does a bounded piece of upkeep; whether there is more to be done.</summary>
        public bool Maintain(ulong bytesMax = 4 << 20, long timeMaxMs = 0)
        {
            return Run((e, a) => Raw.sda_engine_maintain(e, bytesMax, timeMaxMs, out a.Count, ref a.Error)).Count != 0;
        }

        /// <summary>Writes the whole state to runs, so that the next opening reads hardly any log.</summary>
        public void Checkpoint()
        {
            Run((e, a) => Raw.sda_engine_checkpoint(e, ref a.Error));
        }

        /// <summary>Reads the log again and shows what it holds.</summary>
        public void Reload()
        {
            Run((e, a) => Raw.sda_engine_reload(e, ref a.Error));
        }

        /// <summary>Puts everything written so far out of view; Reload brings it back.</summary>
        public void ClearMemory()
        {
            Run((e, a) => Raw.sda_store_clear_memory(e, ref a.Error));
        }

        /// <summary>What opening found and did.</summary>
        public Report Report()
        {
            ReportStruct filled = ReportStruct.Sized();
            Run((e, a) => Raw.sda_engine_report(e, ref filled, ref a.Error));
            return new Report(ref filled);
        }

        /// <summary>How the database is doing.</summary>
        public Health Health()
        {
            HealthStruct filled = HealthStruct.Sized();
            Run((e, a) => Raw.sda_engine_health(e, ref filled, ref a.Error));
            return new Health(ref filled);
        }

        /// <summary>Everything that an engine can say of itself, as JSON.</summary>
        public string StatusJson()
        {
            return Run((e, a) => Raw.sda_engine_status_json(e, ref a.Buf, ref a.Error)).TakenText();
        }

        /// <summary>Name and epoch under which this replica writes; null before a name was given.</summary>
        public Identity Identity()
        {
            Answer found = Run((e, a) => Raw.sda_engine_identity(e, ref a.Buf, out a.Count, ref a.Error));
            return found.IsNothing ? null : new Identity(found.TakenText(), found.Count);
        }

        /// <summary>The name under which the log was written before, when it was another one; null otherwise.</summary>
        public string RenamedFrom()
        {
            return Run((e, a) => Raw.sda_engine_renamed_from(e, ref a.Buf, ref a.Error)).TakenText();
        }

        /// <summary>A number that grows with every change that a reader could see.</summary>
        public ulong Changes()
        {
            return Number((e, a) => Raw.sda_engine_changes(e, out a.Number, ref a.Error));
        }

        /// <summary>A digest of the replicated state: equal on replicas that hold the same.</summary>
        public byte[] Digest()
        {
            return Run((e, a) => Raw.sda_engine_digest(e, ref a.Buf, ref a.Error)).Taken();
        }

        /// <summary>Copies the database as it stands now to another path.</summary>
        public Backup Backup(string path)
        {
            BackupStruct filled = BackupStruct.Sized();
            RunNamed(path, (e, n, l, a) => Raw.sda_engine_backup(e, n, l, ref filled, ref a.Error));
            return new Backup(ref filled);
        }

        /// <summary>
        /// Keeps notices that matter at least so much from here on. A function hears them at the end of the call
        /// that they come from; without one they wait for PollNotice.
        /// </summary>
        public void SetNotify(Severity least, Notify notify = null)
        {
            NotifyFn called = notify == null ? null : calls.Callbacks.Notify(notify);
            Run((e, a) => Raw.sda_engine_set_notify(e, (uint)least, called, IntPtr.Zero, null, ref a.Error));
            kept[2] = called;
        }

        /// <summary>The oldest notice that waits; null when there is none.</summary>
        public Said PollNotice()
        {
            NoticeStruct filled = NoticeStruct.Sized();
            Answer found = Run((e, a) => Raw.sda_engine_poll_notice(e, ref filled, ref a.Buf, ref a.Error));
            return found.IsNothing ? null : new Said(new Notice(ref filled), found.TakenText());
        }

        /// <summary>Reads every byte of the open database and lists what is wrong with it.</summary>
        public Verification Verify()
        {
            FindingsHandle list = null;
            Run((e, a) => Raw.sda_engine_verify(e, out list, ref a.Error));
            return Lists.Verification(list);
        }

        /// <summary>Reads every byte of a database that nobody writes and lists what is wrong with it.</summary>
        public static Verification Verify(string path)
        {
            var options = new Options { Path = path };
            IntPtr error = IntPtr.Zero;
            using (options.Pinned())
            {
                Failure.Check(Raw.sda_verify(ref options.Native, out FindingsHandle list, ref error), error);
                return Lists.Verification(list);
            }
        }

        /// <summary>Builds a new database from everything that is provably intact of a damaged one.</summary>
        public static Salvage Salvage(string path, string to)
        {
            var options = new Options { Path = path };
            byte[] target = Memory.Utf8(to);
            IntPtr error = IntPtr.Zero;
            using (options.Pinned())
            {
                Failure.Check(Raw.sda_salvage(ref options.Native, target, Memory.Length(target), out LossesHandle list, ref error), error);
                return Lists.Salvage(list);
            }
        }

        /// <summary>A short English name of a status.</summary>
        public static string StatusName(int status)
        {
            return Memory.Text(Raw.sda_status_name(status));
        }
    }
}
