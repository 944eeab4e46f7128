// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Softadastra
{
    /// <summary>A key or a value: bytes as they are, text as UTF-8.</summary>
    public struct Bytes
    {
        internal readonly byte[] Data;

        private Bytes(byte[] data)
        {
            Data = data ?? throw new ArgumentNullException("data");
        }

        /// <summary>As they are.</summary>
        public static implicit operator Bytes(byte[] data)
        {
            return new Bytes(data);
        }

        /// <summary>As UTF-8.</summary>
        public static implicit operator Bytes(string text)
        {
            return new Bytes(Memory.Utf8(text));
        }

        internal UIntPtr Length
        {
            get { return Memory.Length(Data); }
        }
    }

    /// <summary>Bytes between here and the library.</summary>
    internal static class Memory
    {
        private static readonly UTF8Encoding Encoding = new UTF8Encoding(false);

        internal static byte[] Utf8(string text)
        {
            return text == null ? null : Encoding.GetBytes(text);
        }

        internal static UIntPtr Length(byte[] data)
        {
            return (UIntPtr)(data == null ? 0u : (uint)data.Length);
        }

        internal static string Text(byte[] data)
        {
            return data == null ? "" : Encoding.GetString(data);
        }

        internal static byte[] Bytes(IntPtr pointer, UIntPtr length)
        {
            var copy = new byte[checked((int)length)];
            if (copy.Length > 0)
            {
                Marshal.Copy(pointer, copy, 0, copy.Length);
            }
            return copy;
        }

        /// <summary>Bytes that options begin with; null for none.</summary>
        internal static byte[] Default(IntPtr pointer, UIntPtr length)
        {
            return pointer == IntPtr.Zero ? null : Bytes(pointer, length);
        }

        internal static string Text(IntPtr pointer, UIntPtr length)
        {
            return Encoding.GetString(Bytes(pointer, length));
        }

        /// <summary>Byte strings one after the other, and their sizes.</summary>
        internal static byte[] Joined(IReadOnlyList<Bytes> values, out byte[] sizes)
        {
            int length = 0;
            sizes = new byte[4 * values.Count];
            for (int at = 0; at < values.Count; at++)
            {
                int size = values[at].Data.Length;
                length = checked(length + size);
                sizes[4 * at] = (byte)size;
                sizes[4 * at + 1] = (byte)(size >> 8);
                sizes[4 * at + 2] = (byte)(size >> 16);
                sizes[4 * at + 3] = (byte)(size >> 24);
            }
            var data = new byte[length];
            int to = 0;
            for (int at = 0; at < values.Count; at++)
            {
                byte[] value = values[at].Data;
                Buffer.BlockCopy(value, 0, data, to, value.Length);
                to += value.Length;
            }
            return data;
        }

        /// <summary>The byte strings that stand one after the other; null where a size says absent.</summary>
        internal static List<byte[]> Apart(byte[] data, byte[] sizes)
        {
            var parts = new List<byte[]>(sizes.Length / 4);
            int from = 0;
            for (int at = 0; at < sizes.Length; at += 4)
            {
                uint size = (uint)(sizes[at] | sizes[at + 1] << 8 | sizes[at + 2] << 16 | sizes[at + 3] << 24);
                byte[] part = null;
                if (size != Raw.SDA_SIZE_ABSENT)
                {
                    part = new byte[size];
                    Buffer.BlockCopy(data, from, part, 0, part.Length);
                    from += part.Length;
                }
                parts.Add(part);
            }
            return parts;
        }

        /// <summary>Text that ends with a zero.</summary>
        internal static string Text(IntPtr pointer)
        {
            int length = 0;
            while (Marshal.ReadByte(pointer, length) != 0)
            {
                length++;
            }
            return Text(pointer, (UIntPtr)(uint)length);
        }
    }

    /// <summary>Managed bytes that stand still while the library looks at them.</summary>
    internal sealed class Pins : IDisposable
    {
        private readonly List<GCHandle> held = new List<GCHandle>();

        internal IntPtr Pin(byte[] data, out UIntPtr length)
        {
            length = Memory.Length(data);
            if (data == null)
            {
                return IntPtr.Zero;
            }
            GCHandle pin = GCHandle.Alloc(data, GCHandleType.Pinned);
            held.Add(pin);
            return pin.AddrOfPinnedObject();
        }

        public void Dispose()
        {
            held.ForEach(pin => pin.Free());
            held.Clear();
        }
    }

    /// <summary>Buffers that one call fills: keys or values, and their sizes.</summary>
    internal sealed class Rows : IDisposable
    {
        internal BufStruct Keys;
        internal BufStruct KeySizes;
        internal BufStruct Values;
        internal BufStruct ValueSizes;

        internal List<byte[]> TakenKeys()
        {
            return Memory.Apart(Memory.Bytes(Keys.ptr, Keys.len), Memory.Bytes(KeySizes.ptr, KeySizes.len));
        }

        internal List<byte[]> TakenValues()
        {
            return Memory.Apart(Memory.Bytes(Values.ptr, Values.len), Memory.Bytes(ValueSizes.ptr, ValueSizes.len));
        }

        public void Dispose()
        {
            Raw.sda_buf_free(ref Keys);
            Raw.sda_buf_free(ref KeySizes);
            Raw.sda_buf_free(ref Values);
            Raw.sda_buf_free(ref ValueSizes);
        }
    }

    /// <summary>What one call answered, and the places that it wrote to.</summary>
    internal sealed class Answer
    {
        internal int Status;
        internal IntPtr Error;
        internal BufStruct Buf;
        internal ulong Number;
        internal long Millis;
        internal uint Count;

        internal bool IsNothing
        {
            get { return Status == Raw.SDA_NOTHING; }
        }

        /// <summary>The number of 32 bits that a call answered; null for nothing.</summary>
        internal uint? CountOrNothing
        {
            get { return IsNothing ? null : (uint?)Count; }
        }

        /// <summary>The bytes that the call filled the buffer with, which is freed; null for nothing.</summary>
        internal byte[] Taken()
        {
            if (IsNothing)
            {
                return null;
            }
            try
            {
                return Memory.Bytes(Buf.ptr, Buf.len);
            }
            finally
            {
                Raw.sda_buf_free(ref Buf);
            }
        }

        internal string TakenText()
        {
            return IsNothing ? null : Memory.Text(Taken());
        }
    }
}
