// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

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

    /** What a call filled a buffer with, which is freed. */
    static byte[] taken(Pointer buf) {
        byte[] value = bytes(buf, 0);
        Raw.sda_buf_free(buf);
        return value;
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
