// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A log of format 1 that is appended to, with its lock; an engine converts such a log when it opens one.
 * What it holds is walked over with a {@link WalReader}.
 */
public final class Wal extends Handle {
    /** Opens a file for appending; it is made, with its folders, when it is missing. */
    public Wal(String path) {
        super(open(path), Wal::close, "wal", null);
    }

    private static Pointer open(String path) {
        byte[] name = Memories.utf8(path);
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Memories.check(Raw.sda_wal_open(name, name.length, scratch.handle, scratch.error), scratch.error);
        return scratch.handle.getPointer(0);
    }

    private static void close(Pointer wal) {
        Pointer error = Memories.SCRATCH.get().error;
        Memories.check(Raw.sda_wal_close(wal, error), error);
    }

    /** A whole file, whatever its bytes are, also while somebody writes to it. */
    public static byte[] read(String path) {
        byte[] name = Memories.utf8(path);
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Memories.check(Raw.sda_wal_read(name, name.length, scratch.buf, scratch.error), scratch.error);
        return Memories.taken(scratch.buf);
    }

    /**
     * Looks for records, once: numbers go on behind the last one afterwards, and a torn tail is set aside in
     * a file with {@code .torn} behind its name. {@link #appendRecord} does this by itself.
     */
    public WalRecovery recover() {
        Memory out = Memories.record(Layout.WAL_RECOVERY_BYTES);
        run((wal, error) -> Raw.sda_wal_recover(wal, out, error));
        return WalRecovery.read(out, 0);
    }

    /** Appends bytes as they are. Durable after {@link #flush}. */
    public void append(byte[] bytes) {
        run((wal, error) -> Raw.sda_wal_append(wal, bytes, bytes.length, error));
    }

    /**
     * Appends a record under the next number, which is returned. Types: 1 put, 2 update, 3 delete, 4
     * checkpoint, 5 noop. Durable after {@link #flush}.
     */
    public long appendRecord(int recordType, byte[] payload, long timestampMs) {
        Pointer number = Memories.SCRATCH.get().number;
        run((wal, error) -> Raw.sda_wal_append_record(
                wal, recordType, timestampMs, payload, payload.length, number, error));
        return number.getLong(0);
    }

    /** Lets the next record get a number above this one. */
    public void raiseSequence(long sequence) {
        run((wal, error) -> Raw.sda_wal_raise_sequence(wal, sequence, error));
    }

    /** Puts everything appended on stable storage. */
    public void flush() {
        run(Raw::sda_wal_flush);
    }
}
