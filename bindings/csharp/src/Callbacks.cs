// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Softadastra
{
    /// <summary>Makes one value of the versions of a key; null for none. The same versions, the same answer.</summary>
    public delegate byte[] Merge(byte[] key, IReadOnlyList<KeyVersion> versions);

    /// <summary>Hears what an engine has to say of itself.</summary>
    public delegate void Notify(Notice notice, string text);

    /// <summary>
    /// Functions of the application that run inside calls, on the thread of the call. What they throw waits
    /// there until the call has returned: nothing unwinds through the library.
    /// </summary>
    internal sealed class Callbacks
    {
        [ThreadStatic]
        private static ExceptionDispatchInfo thrown;

        [ThreadStatic]
        private static Stack<Callbacks> inside;

        internal bool IsInside
        {
            get { return inside != null && inside.Contains(this); }
        }

        /// <summary>Nobody waits for what was thrown on this thread.</summary>
        internal static void Forget()
        {
            thrown = null;
        }

        /// <summary>What a callback threw comes out of the call that it ran in.</summary>
        internal static void Rethrow(Answer answer)
        {
            ExceptionDispatchInfo found = thrown;
            if (found == null)
            {
                return;
            }
            thrown = null;
            Raw.sda_error_free(answer.Error);
            answer.Error = IntPtr.Zero;
            found.Throw();
        }

        /// <summary>The address of a function; NULL for none.</summary>
        internal static IntPtr Pointer(Delegate called)
        {
            return called == null ? IntPtr.Zero : Marshal.GetFunctionPointerForDelegate(called);
        }

        private void Run(Action work)
        {
            if (inside == null)
            {
                inside = new Stack<Callbacks>();
            }
            inside.Push(this);
            try
            {
                work();
            }
            catch (Exception cause)
            {
                thrown = thrown ?? ExceptionDispatchInfo.Capture(cause);
            }
            finally
            {
                inside.Pop();
            }
        }

        internal ClockFn Clock(Func<long> clock)
        {
            long last = 0;
            return (IntPtr user, out long wall, out long monotonic) =>
            {
                Run(() => last = clock());
                wall = last;
                monotonic = last;
            };
        }

        internal MergeFn Merge(Merge merge)
        {
            return (IntPtr user, IntPtr key, UIntPtr length, IntPtr versions, IntPtr from, UIntPtr fromLength, ref BufStruct merged) =>
            {
                int status = (int)ErrorCode.Unknown;
                BufStruct filled = merged;
                Run(() =>
                {
                    byte[] value;
                    using (var list = new VersionsHandle(versions))
                    {
                        value = merge(Memory.Bytes(key, length), Lists.Versions(list));
                    }
                    if (value == null)
                    {
                        status = Raw.SDA_NOTHING;
                        return;
                    }
                    IntPtr error = IntPtr.Zero;
                    status = Failure.Check(Raw.sda_buf_set(ref filled, value, Memory.Length(value), ref error), error);
                });
                merged = filled;
                return status;
            };
        }

        internal NotifyFn Notify(Notify notify)
        {
            return (IntPtr user, IntPtr notice, IntPtr text, UIntPtr length) => Run(() =>
            {
                var found = Marshal.PtrToStructure<NoticeStruct>(notice);
                notify(new Notice(ref found), Memory.Text(text, length));
            });
        }
    }
}
