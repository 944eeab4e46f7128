// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A walk over keys as they stood when it was opened. */
public final class Scan extends Handle implements Iterable<Entry> {
    private final Memory out = Memories.record(Layout.ENTRY_BYTES);

    Scan(Pointer pointer, Callbacks callbacks) {
        super(pointer, Raw::sda_scan_free, "scan", callbacks);
    }

    /** The next key; null at the end. */
    public synchronized Entry next() {
        int status = run((scan, error) -> Raw.sda_scan_next(scan, out, error));
        return status == Engine.NOTHING ? null : Entry.read(out, 0);
    }

    /** A key with its value. */
    public record Pair(byte[] key, byte[] value) {}

    /** The next keys with their values in one call, about so many bytes of them; empty at the end. */
    public synchronized List<Pair> nextMany(long bytesMax) {
        Memory out = Memories.buffers(4);
        int status = run((scan, error) -> Raw.sda_scan_next_many(
                scan, bytesMax, out, out.share(24), out.share(48), out.share(72), error));
        if (status == Engine.NOTHING) {
            return List.of();
        }
        List<byte[]> keys = Memories.unpacked(Memories.taken(out), Memories.taken(out.share(24)));
        List<byte[]> values = Memories.unpacked(Memories.taken(out.share(48)), Memories.taken(out.share(72)));
        List<Pair> pairs = new ArrayList<>(keys.size());
        for (int at = 0; at < keys.size(); at++) {
            pairs.add(new Pair(keys.get(at), values.get(at)));
        }
        return pairs;
    }

    /** The keys that are left. */
    @Override
    public Iterator<Entry> iterator() {
        return new Iterator<>() {
            private Entry ahead = Scan.this.next();

            @Override
            public boolean hasNext() {
                return ahead != null;
            }

            @Override
            public Entry next() {
                if (ahead == null) {
                    throw new NoSuchElementException();
                }
                Entry entry = ahead;
                ahead = Scan.this.next();
                return entry;
            }
        };
    }
}
