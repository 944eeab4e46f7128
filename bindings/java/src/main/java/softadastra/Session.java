// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.OptionalLong;

/** A session with one peer: bytes in, bytes out. After every change poll until there is nothing. */
public final class Session extends Handle {
    Session(Pointer pointer, Callbacks callbacks) {
        super(pointer, Raw::sda_session_free, "session", callbacks);
    }

    /** Takes one or more whole frames that came from the peer. */
    public void handle(byte[] frames) {
        run((session, error) -> Raw.sda_session_handle(session, frames, frames.length, error));
    }

    /** The next frame for the peer; null when there is none. */
    public byte[] pollTransmit(long bytesMax) {
        Pointer buf = Memories.SCRATCH.get().buf;
        int status = run((session, error) -> Raw.sda_session_poll_transmit(session, bytesMax, buf, error));
        return status == Engine.NOTHING ? null : Memories.taken(buf);
    }

    /** What has happened, oldest first; null when nothing more has. */
    public synchronized SessionEvent pollEvent() {
        Memory out = Memories.record(Layout.SESSION_EVENT_BYTES);
        int status = run((session, error) -> Raw.sda_session_poll_event(session, out, error));
        return status == Engine.NOTHING ? null : SessionEvent.read(out, 0);
    }

    /** When to poll next if nothing else happens before, in milliseconds since 1970. */
    public OptionalLong nextWakeup() {
        Pointer number = Memories.SCRATCH.get().number;
        int status = run((session, error) -> Raw.sda_session_next_wakeup_at_ms(session, number, error));
        return status == Engine.NOTHING ? OptionalLong.empty() : OptionalLong.of(number.getLong(0));
    }

    /** Where it stands. */
    public synchronized SessionState state() {
        Memory out = Memories.record(Layout.SESSION_STATE_INFO_BYTES);
        run((session, error) -> Raw.sda_session_state(session, out, error));
        return SessionState.read(out, 0);
    }

    /** Ends it in order; poll once more, so that the peer is told, then close. */
    public void end() {
        run(Raw::sda_session_close);
    }
}
