// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Iterator;
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
