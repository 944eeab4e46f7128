// SPDX-License-Identifier: Apache-2.0
using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Softadastra
{
    /// <summary>
    /// A pointer of the library, freed once. The runtime counts the calls that use it, so that it is freed
    /// when the last of them has returned, whichever thread closes it.
    /// </summary>
    internal abstract class NativeHandle : SafeHandle
    {
        private volatile bool isClosing;
        private bool isReleased;
        private SoftadastraException failure;

        protected NativeHandle() : base(IntPtr.Zero, true)
        {
        }

        /// <summary>One that stays the library's.</summary>
        protected NativeHandle(IntPtr borrowed) : base(IntPtr.Zero, false)
        {
            SetHandle(borrowed);
        }

        /// <summary>Functions that the library calls until the release.</summary>
        internal object Kept { get; set; }

        /// <summary>Whether no new call may use it: the runtime would let them in while others are under way.</summary>
        internal bool IsClosing
        {
            get { return isClosing; }
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        /// <summary>Lets no new call in.</summary>
        internal void BeginClosing()
        {
            isClosing = true;
        }

        /// <summary>Frees it, waits for calls of other threads before that, and says what the library said.</summary>
        internal void CloseAndWait()
        {
            isClosing = true;
            Dispose();
            SoftadastraException found;
            lock (this)
            {
                while (!isReleased && !IsInvalid)
                {
                    Monitor.Wait(this);
                }
                found = failure;
                failure = null;
            }
            if (found != null)
            {
                throw found;
            }
        }

        protected bool Released(int status, IntPtr error)
        {
            Callbacks.Forget();
            lock (this)
            {
                failure = status < 0 ? SoftadastraException.Of(status, error) : null;
                isReleased = true;
                Monitor.PulseAll(this);
            }
            return true;
        }
    }
}
