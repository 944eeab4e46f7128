// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Pointer;
import java.util.Locale;

/** A call failed: the status is its number, the code its name, the context names value and limit. */
public final class SoftadastraException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String text;
    private final String context;

    SoftadastraException(int status, String text, String context) {
        super(context.isEmpty() ? text : text + ": " + context);
        this.status = status;
        this.text = text;
        this.context = context;
    }

    /** The exception for a failed call; lets go of the error object. */
    static SoftadastraException of(int status, Pointer slot) {
        Pointer error = slot == null ? null : slot.getPointer(0);
        if (error == null) {
            return new SoftadastraException(status, Library.text(Raw.sda_status_name(status)), "");
        }
        String text = Library.text(Raw.sda_error_message(error));
        String context = Library.text(Raw.sda_error_context(error));
        Raw.sda_error_free(error);
        slot.setPointer(0, null);
        return new SoftadastraException(status, text, context);
    }

    static SoftadastraException closed(String what) {
        return new SoftadastraException(ErrorCode.CLOSED.number, what + " is closed", "");
    }

    /** Its number in the C interface. */
    public int status() {
        return status;
    }

    /** Which error it is; null for one of a later library. */
    public ErrorCode error() {
        return ErrorCode.of(status);
    }

    /** The name of the error, as {@code not_found}. */
    public String code() {
        ErrorCode error = error();
        return error == null ? "unknown" : error.name().toLowerCase(Locale.ROOT);
    }

    /** The same for every failure of its kind. */
    public String text() {
        return text;
    }

    /** Which value, which limit, which path. */
    public String context() {
        return context;
    }
}
