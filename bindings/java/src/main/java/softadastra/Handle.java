// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Pointer;
import java.util.function.Consumer;

/** A handle that one thread at a time uses; others wait. */
abstract class Handle implements AutoCloseable {
    interface Call {
        int call(Pointer handle, Pointer error);
    }

    private Pointer pointer;
    private final Consumer<Pointer> free;
    private final String what;
    private final Callbacks callbacks;

    Handle(Pointer pointer, Consumer<Pointer> free, String what, Callbacks callbacks) {
        this.pointer = pointer;
        this.free = free;
        this.what = what;
        this.callbacks = callbacks;
    }

    final synchronized Pointer use() {
        if (pointer == null) {
            throw SoftadastraException.closed(what);
        }
        return pointer;
    }

    final synchronized int run(Call call) {
        Pointer error = Memories.SCRATCH.get().error;
        int status = call.call(use(), error);
        if (callbacks != null) {
            callbacks.rethrow(error);
        }
        return Memories.check(status, error);
    }

    /** Frees it. Closing again does nothing. */
    @Override
    public final synchronized void close() {
        Pointer last = pointer;
        pointer = null;
        if (last != null) {
            free.accept(last);
        }
    }
}
