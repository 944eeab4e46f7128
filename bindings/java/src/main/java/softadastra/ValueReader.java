// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** A value as it was when it was opened, read piece by piece: it needs no room but that of a piece. */
public final class ValueReader extends Handle {
    private final long size;
    private final long version;
    private final long timestampMs;

    ValueReader(Pointer pointer, long size, long version, long timestampMs, Callbacks callbacks) {
        super(pointer, Raw::sda_value_reader_free, "value reader", callbacks);
        this.size = size;
        this.version = version;
        this.timestampMs = timestampMs;
    }

    /** Its length in bytes. */
    public long size() {
        return size;
    }

    /** That under which it was written. */
    public long version() {
        return version;
    }

    /** When it was written, in milliseconds since 1970. */
    public long timestampMs() {
        return timestampMs;
    }

    /** A piece of it, from any place; shorter only at the end, empty at the end and behind it. */
    public byte[] read(long offset, int bytesMax) {
        if (bytesMax <= 0) {
            return new byte[0];
        }
        Memory room = new Memory(bytesMax);
        Pointer length = Memories.SCRATCH.get().number;
        int status = run((reader, error) ->
                Raw.sda_value_reader_read(reader, offset, room, bytesMax, length, error));
        return status == Engine.NOTHING ? new byte[0] : room.getByteArray(0, (int) length.getLong(0));
    }
}
