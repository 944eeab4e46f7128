// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Pointer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A handle that one thread at a time uses; others wait. */
abstract class Handle implements AutoCloseable {
    interface Call {
        int call(Pointer handle, Pointer error);
    }

    private Pointer pointer;
    private boolean isUsed;
    private final Consumer<Pointer> free;
    private final String what;
    private final Callbacks callbacks;

    Handle(Pointer pointer, Consumer<Pointer> free, String what, Callbacks callbacks) {
        this.pointer = pointer;
        this.free = free;
        this.what = what;
        this.callbacks = callbacks;
    }

    /** The lock lets the thread that has it in again, from a callback inside the call: that is refused. */
    private void refuseCallbacks() {
        if (isUsed) {
            String text = what + " is in use by the call that the callback runs in";
            throw new SoftadastraException(ErrorCode.BUSY.number, text, "");
        }
    }

    /** Runs what uses the pointer, with the handle to itself. */
    final synchronized <T> T with(Function<Pointer, T> work) {
        refuseCallbacks();
        if (pointer == null) {
            throw SoftadastraException.closed(what);
        }
        isUsed = true;
        try {
            return work.apply(pointer);
        } finally {
            isUsed = false;
        }
    }

    final synchronized int run(Call call) {
        return with(handle -> {
            Pointer error = Memories.SCRATCH.get().error;
            int status = call.call(handle, error);
            if (callbacks != null) {
                callbacks.rethrow(error);
            }
            return Memories.check(status, error);
        });
    }

    /** Frees it. Closing again does nothing. */
    @Override
    public final synchronized void close() {
        refuseCallbacks();
        Pointer last = pointer;
        pointer = null;
        if (last != null) {
            free.accept(last);
        }
    }
}
