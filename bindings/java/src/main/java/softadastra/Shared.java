// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A handle that any thread may use: that of an engine or of a client. */
abstract class Shared implements AutoCloseable {
    interface Call {
        int call(Pointer handle, Pointer error);
    }

    interface Named {
        int call(Pointer handle, byte[] name, long length, Pointer error);
    }

    interface Get {
        int get(Pointer list, long index, Pointer out, Pointer error);
    }

    final Callbacks callbacks;
    private final String what;
    private Pointer pointer;
    private int calls;

    Shared(Callbacks callbacks, String what) {
        this.callbacks = callbacks;
        this.what = what;
    }

    final synchronized void opened(Pointer handle) {
        pointer = handle;
    }

    // Calls under way are counted, so that a close in another thread waits for them.

    final int run(Call call) {
        Pointer handle;
        synchronized (this) {
            if (pointer == null) {
                throw SoftadastraException.closed(what);
            }
            handle = pointer;
            calls++;
        }
        try {
            Pointer error = Memories.SCRATCH.get().error;
            int status = call.call(handle, error);
            callbacks.rethrow(error);
            return Memories.check(status, error);
        } finally {
            synchronized (this) {
                if (--calls == 0) {
                    notifyAll();
                }
            }
        }
    }

    /** Makes everything durable and lets go. Closing again does nothing. */
    @Override
    public void close() {
        if (callbacks.isInside()) {
            String text = what + " is in use by the callback that closes it";
            throw new SoftadastraException(ErrorCode.BUSY.number, text, "");
        }
        Pointer handle = last();
        if (handle != null) {
            Pointer error = Memories.SCRATCH.get().error;
            int status = free(handle, error);
            freed();
            Memories.check(status, error);
        }
    }

    /** The handle, for whoever closes it, once no call is under way. */
    private Pointer last() {
        Pointer handle;
        synchronized (this) {
            handle = pointer;
            pointer = null;
        }
        boolean interrupted = false;
        for (boolean isIdle = false; !isIdle;) {
            if (handle != null) {
                hurry(handle);
            }
            synchronized (this) {
                isIdle = calls == 0;
                try {
                    if (!isIdle) {
                        wait(1);
                    }
                } catch (InterruptedException cause) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return handle;
    }

    abstract int free(Pointer handle, Pointer error);

    /** Ends a call that waits. */
    void hurry(Pointer handle) {}

    /** After the library has let go. */
    void freed() {}

    // What calls answer.

    final long counted(Call call) {
        Pointer number = number();
        run(call);
        return number.getLong(0);
    }

    static Pointer number() {
        return Memories.SCRATCH.get().number;
    }

    final byte[] buffered(Call call) {
        return run(call) == Engine.NOTHING ? null : Memories.taken(buf());
    }

    static Pointer buf() {
        return Memories.SCRATCH.get().buf;
    }

    static Pointer slot() {
        return Memories.SCRATCH.get().handle;
    }

    final Pointer handle(Call call) {
        run(call);
        return slot().getPointer(0);
    }

    final int named(String name, Named call) {
        byte[] bytes = Memories.utf8(name);
        return run((handle, error) -> call.call(handle, bytes, bytes.length, error));
    }

    static <T> List<T> list(Pointer list, long length, int size, Get get, BiFunction<Pointer, Long, T> read) {
        Memory out = Memories.record(size);
        Pointer error = Memories.SCRATCH.get().error;
        List<T> all = new ArrayList<>();
        for (long index = 0; index < length; index++) {
            Memories.check(get.get(list, index, out, error), error);
            all.add(read.apply(out, 0L));
        }
        return all;
    }
}
