// SPDX-License-Identifier: Apache-2.0
namespace Softadastra
{
    public sealed partial class Entry
    {
        internal Entry(byte[] key, byte[] value, ulong version, long timestampMs)
        {
            Key = key;
            Value = value;
            Version = version;
            TimestampMs = timestampMs;
        }
    }
}
