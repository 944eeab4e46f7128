// SPDX-License-Identifier: Apache-2.0
using System;

namespace Softadastra
{
    /// <summary>A call failed.</summary>
    public sealed class SoftadastraException : Exception
    {
        internal SoftadastraException(int status, string text, string context)
            : base(context.Length == 0 ? text : text + ": " + context)
        {
            Status = status;
            Text = text;
            Context = context;
        }

        /// <summary>The number of the error in the C interface.</summary>
        public int Status { get; }

        /// <summary>Which error it is; a later library may have others.</summary>
        public ErrorCode Code
        {
            get { return (ErrorCode)Status; }
        }

        /// <summary>The same for every failure of its kind.</summary>
        public string Text { get; }

        /// <summary>Which value, which limit, which path.</summary>
        public string Context { get; }

        /// <summary>The exception for a failed call; lets go of the error object.</summary>
        internal static SoftadastraException Of(int status, IntPtr error)
        {
            if (error == IntPtr.Zero)
            {
                return new SoftadastraException(status, Engine.StatusName(status), "");
            }
            string text = Memory.Text(Raw.sda_error_message(error));
            string context = Memory.Text(Raw.sda_error_context(error));
            Raw.sda_error_free(error);
            return new SoftadastraException(status, text, context);
        }

        internal static SoftadastraException Closed(string what)
        {
            return new SoftadastraException((int)ErrorCode.Closed, what + " is closed", "");
        }
    }

    internal static class Failure
    {
        /// <summary>The status of a call that did not fail.</summary>
        internal static int Check(int status, IntPtr error)
        {
            if (status < 0)
            {
                throw SoftadastraException.Of(status, error);
            }
            return status;
        }
    }
}
