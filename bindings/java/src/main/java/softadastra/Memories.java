// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Places that calls write to, and what stands there. */
final class Memories {
    /** Of one thread; a callback has a fresh one. */
    static final class Scratch {
        private final Memory memory = new Memory(64);
        final Pointer error = memory.share(0);
        final Pointer handle = memory.share(8);
        final Pointer number = memory.share(16);
        final Pointer other = memory.share(24);
        final Pointer buf = memory.share(32);

        Scratch() {
            memory.clear();
        }
    }

    /** `SDA_SIZE_ABSENT`, all bits set. */
    private static final int SIZE_ABSENT = -1;

    static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private Memories() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A pointer with its length behind it, copied. */
    static byte[] bytes(Pointer memory, long at) {
        long length = memory.getLong(at + 8);
        return length == 0 ? new byte[0] : memory.getPointer(at).getByteArray(0, Math.toIntExact(length));
    }

    static String text(Pointer memory, long at) {
        return new String(bytes(memory, at), StandardCharsets.UTF_8);
    }

    /** The same where NULL says something else than no bytes. */
    static byte[] bytesOrNull(Pointer memory, long at) {
        return memory.getPointer(at) == null ? null : bytes(memory, at);
    }

    static String textOrNull(Pointer memory, long at) {
        return memory.getPointer(at) == null ? null : text(memory, at);
    }

    /** What a call filled a buffer with, which is freed. */
    static byte[] taken(Pointer buf) {
        byte[] value = bytes(buf, 0);
        Raw.sda_buf_free(buf);
        return value;
    }

    /** Byte strings one after the other, and their sizes. */
    record Packed(byte[] bytes, byte[] sizes) {
        static Packed of(Collection<byte[]> values) {
            int total = 0;
            for (byte[] value : values) {
                total = Math.addExact(total, value.length);
            }
            byte[] bytes = new byte[total];
            ByteBuffer sizes = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            for (byte[] value : values) {
                System.arraycopy(value, 0, bytes, at, value.length);
                sizes.putInt(value.length);
                at += value.length;
            }
            return new Packed(bytes, sizes.array());
        }
    }

    /** The byte strings that stand one after the other; null where one is absent. */
    static List<byte[]> unpacked(byte[] bytes, byte[] of) {
        ByteBuffer sizes = ByteBuffer.wrap(of).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> found = new ArrayList<>(of.length / 4);
        int at = 0;
        while (sizes.hasRemaining()) {
            int size = sizes.getInt();
            if (size == SIZE_ABSENT) {
                found.add(null);
            } else {
                found.add(Arrays.copyOfRange(bytes, at, at + size));
                at += size;
            }
        }
        return found;
    }

    /** Empty buffers, next to each other. */
    static Memory buffers(int count) {
        Memory memory = new Memory(24L * count);
        memory.clear();
        return memory;
    }

    /** A struct that the library fills. */
    static Memory record(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        memory.setInt(0, size);
        return memory;
    }

    /** The status of a call that did not fail. */
    static int check(int status, Pointer error) {
        if (status < 0) {
            throw SoftadastraException.of(status, error);
        }
        return status;
    }
}
