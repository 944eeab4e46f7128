// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Functions of the application that run inside calls; what they throw waits for the call. */
final class Callbacks {
    private final Map<Thread, Throwable> thrown = new ConcurrentHashMap<>();
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

    boolean isInside() {
        return inside.contains(Thread.currentThread());
    }

    /** What a callback threw comes out of the call that it ran in. */
    void rethrow(Pointer error) {
        if (thrown.isEmpty()) {
            return;
        }
        Throwable cause = thrown.remove(Thread.currentThread());
        if (cause != null) {
            Raw.sda_error_free(error.getPointer(0));
            error.setPointer(0, null);
            Callbacks.<RuntimeException>sneak(cause);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable cause) throws T {
        throw (T) cause;
    }

    private void run(Runnable work) {
        Memories.Scratch outer = Memories.SCRATCH.get();
        Memories.SCRATCH.set(new Memories.Scratch());
        inside.add(Thread.currentThread());
        try {
            work.run();
        } catch (Throwable cause) {
            thrown.putIfAbsent(Thread.currentThread(), cause);
        } finally {
            inside.remove(Thread.currentThread());
            Memories.SCRATCH.set(outer);
        }
    }

    Raw.ClockFn clock(Engine.Clock clock) {
        long[] last = new long[2];
        return (user, wall, monotonic) -> {
            run(() -> {
                last[0] = clock.wallMs();
                last[1] = clock.monotonicMs();
            });
            wall.setLong(0, last[0]);
            monotonic.setLong(0, last[1]);
        };
    }

    Raw.MergeFn merge(Engine.Merge merge) {
        return (user, key, keyLength, versions, base, baseLength, merged) -> {
            int[] status = {ErrorCode.UNKNOWN.number};
            run(() -> {
                byte[] value = merge.merge(key.getByteArray(0, (int) keyLength), versions(versions));
                if (value == null) {
                    status[0] = Engine.NOTHING;
                    return;
                }
                Pointer error = Memories.SCRATCH.get().error;
                Memories.check(Raw.sda_buf_set(merged, value, value.length, error), error);
                status[0] = 0;
            });
            return status[0];
        };
    }

    Raw.NotifyFn notify(Engine.Notify notify) {
        return (user, notice, text, textLength) -> run(() -> {
            byte[] words = textLength == 0 ? new byte[0] : text.getByteArray(0, (int) textLength);
            notify.hear(Notice.read(notice, 0), new String(words, StandardCharsets.UTF_8));
        });
    }

    /** The versions of a list that stays the library's. */
    static List<Version> versions(Pointer list) {
        Memory out = Memories.record(Layout.VERSION_BYTES);
        Pointer error = Memories.SCRATCH.get().error;
        List<Version> found = new ArrayList<>();
        for (long index = 0; index < Raw.sda_versions_len(list); index++) {
            Memories.check(Raw.sda_versions_get(list, index, out, error), error);
            found.add(Version.read(out, 0));
        }
        return found;
    }
}
