// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Pointer;
import java.util.List;

/** Puts and removes that are written together: all of them or none. */
public final class Group extends Handle {
    /** An empty group. */
    public Group() {
        super(make(), Raw::sda_group_free, "group", null);
    }

    private static Pointer make() {
        Memories.Scratch scratch = Memories.SCRATCH.get();
        Memories.check(Raw.sda_group_new(scratch.handle, scratch.error), scratch.error);
        return scratch.handle.getPointer(0);
    }

    /** Adds a put. */
    public Group put(byte[] key, byte[] value) {
        run((group, error) -> Raw.sda_group_put(group, key, key.length, value, value.length, error));
        return this;
    }

    /** Adds many puts in one call, all of them or none: the value of each key stands at its place. */
    public Group putMany(List<byte[]> keys, List<byte[]> values) {
        Memories.Packed k = Memories.Packed.of(keys);
        Memories.Packed v = Memories.Packed.of(values);
        run((group, error) -> Raw.sda_group_put_many(
                group, k.bytes(), k.bytes().length, k.sizes(), k.sizes().length,
                v.bytes(), v.bytes().length, v.sizes(), v.sizes().length, error));
        return this;
    }

    /** Adds a put of texts, as UTF-8. */
    public Group put(String key, String value) {
        return put(Memories.utf8(key), Memories.utf8(value));
    }

    /** Adds a remove; the key may be absent. */
    public Group remove(byte[] key) {
        run((group, error) -> Raw.sda_group_remove(group, key, key.length, error));
        return this;
    }

    /** Adds a remove. */
    public Group remove(String key) {
        return remove(Memories.utf8(key));
    }

    /** Empties it, so that it can be filled anew. */
    public void clear() {
        run(Raw::sda_group_clear);
    }

    /** The number of puts and removes in it. */
    public long length() {
        return with(Raw::sda_group_len);
    }
}
