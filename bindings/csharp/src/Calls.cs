// SPDX-License-Identifier: Apache-2.0
using System;
using System.Threading;

namespace Softadastra
{
    /// <summary>
    /// How an engine and a client are called, by any thread, and closed. Calls under way are counted, so that a close
    /// can end what they wait for.
    /// </summary>
    internal sealed class Calls<H> where H : NativeHandle
    {
        internal delegate int Call(H handle, Answer answer);

        internal delegate int Named(H handle, byte[] name, UIntPtr length, Answer answer);

        internal readonly Callbacks Callbacks;
        private readonly H handle;
        private readonly string what;
        private int underWay;

        internal Calls(H handle, string what, Callbacks callbacks)
        {
            this.handle = handle;
            this.what = what;
            Callbacks = callbacks;
        }

        internal bool IsOpen
        {
            get { return !handle.IsClosing; }
        }

        internal Answer Run(Call call)
        {
            var answer = new Answer();
            Interlocked.Increment(ref underWay);
            try
            {
                if (handle.IsClosing)
                {
                    throw SoftadastraException.Closed(what);
                }
                answer.Status = call(handle, answer);
            }
            catch (ObjectDisposedException) when (handle.IsClosing)
            {
                throw SoftadastraException.Closed(what);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
            Callbacks.Rethrow(answer);
            Failure.Check(answer.Status, answer.Error);
            return answer;
        }

        internal Answer Run(string name, Named call)
        {
            byte[] data = Memory.Utf8(name);
            return Run((h, a) => call(h, data, Memory.Length(data), a));
        }

        internal ulong Number(Call call)
        {
            return Run(call).Number;
        }

        /// <summary>Closes, once the calls of other threads have returned; they are roused until then.</summary>
        internal void Close(Action<H> rouse)
        {
            if (Callbacks.IsInside)
            {
                throw new SoftadastraException((int)ErrorCode.Busy, what + " is in use by the callback that closes it", "");
            }
            handle.BeginClosing();
            try
            {
                while (rouse != null && Volatile.Read(ref underWay) > 0)
                {
                    rouse(handle);
                    Thread.Sleep(1);
                }
            }
            catch (ObjectDisposedException)
            {
                // Another thread closes it too, and was faster.
            }
            handle.CloseAndWait();
        }
    }
}
