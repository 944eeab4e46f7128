// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** A walk over the records of a log of format 1, also while somebody writes to it. */
public final class WalReader extends Handle {
    private final Memory out = Memories.record(Layout.WAL_RECORD_BYTES);

    /** Begins with the first record. */
    public WalReader(String path) {
        super(open(path), Raw::sda_wal_reader_free, "wal reader", null);
    }

    private static Pointer open(String path) {
        byte[] name = Memories.utf8(path);
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Memories.check(Raw.sda_wal_reader_open(name, name.length, scratch.handle, scratch.error), scratch.error);
        return scratch.handle.getPointer(0);
    }

    /** The next record; null at the end, and before what a crash left of a write. */
    public synchronized WalRecord next() {
        int status = run((reader, error) -> Raw.sda_wal_reader_next(reader, out, error));
        return status == Engine.NOTHING ? null : WalRecord.read(out, 0);
    }
}
