// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** A reader of the change feed. */
public final class Feed extends Handle {
    private final Memory out = Memories.record(Layout.CHANGE_BYTES);

    Feed(Pointer pointer, Callbacks callbacks) {
        super(pointer, Raw::sda_feed_free, "feed", callbacks);
    }

    /** The next change; null when nothing more has happened so far. */
    public synchronized Change next() {
        int status = run((feed, error) -> Raw.sda_feed_next(feed, out, error));
        return status == Engine.NOTHING ? null : Change.read(out, 0);
    }

    /** Where to go on once everything handed out is dealt with. */
    public long position() {
        Pointer number = Memories.SCRATCH.get().number;
        run((feed, error) -> Raw.sda_feed_position(feed, number, error));
        return number.getLong(0);
    }
}
