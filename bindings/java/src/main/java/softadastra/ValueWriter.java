// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;

/**
 * A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left of it
 * without one. Closing gives up what was not committed.
 */
public final class ValueWriter extends Handle {
    private static final int PIECE_BYTES = 64 * 1024;

    ValueWriter(Pointer pointer, Callbacks callbacks) {
        super(pointer, Raw::sda_value_writer_free, "value writer", callbacks);
    }

    /** Takes the next bytes, as many as the caller likes, up to what is missing; of more it takes none. */
    public void write(byte[] bytes) {
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int length) {
        run((writer, error) -> Raw.sda_value_writer_write(writer, bytes, length, error));
    }

    /** Takes everything that is left of a stream; how many bytes. The stream stays open. */
    public long writeAll(InputStream source) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        long total = 0;
        for (int length; (length = source.read(piece)) >= 0; total += length) {
            write(piece, length);
        }
        return total;
    }

    /** Makes what was written the value of its key, all of it in one moment. */
    public Applied commit() {
        Memory out = Memories.record(Layout.APPLY_BYTES);
        run((writer, error) -> Raw.sda_value_writer_commit(writer, out, error));
        return Applied.read(out, 0);
    }
}
