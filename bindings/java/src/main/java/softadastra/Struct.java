// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;

/** A struct that is handed in, with what it points to. */
class Struct {
    final Memory memory;
    private final Map<Integer, Object> kept = new HashMap<>();

    Struct(int size) {
        memory = Memories.record(size);
    }

    final void setText(int at, String text) {
        setBytes(at, Memories.utf8(text));
    }

    final void setBytes(int at, byte[] bytes) {
        Memory copy = null;
        if (bytes.length > 0) {
            copy = new Memory(bytes.length);
            copy.write(0, bytes, 0, bytes.length);
        }
        kept.put(at, copy);
        memory.setPointer(at, copy);
        memory.setLong(at + 8L, bytes.length);
    }

    final void setCallback(int at, Callback callback) {
        kept.put(at, callback);
        Pointer function = callback == null ? null : CallbackReference.getFunctionPointer(callback);
        memory.setPointer(at, function);
    }
}
