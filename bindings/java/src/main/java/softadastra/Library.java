// SPDX-License-Identifier: Apache-2.0
package softadastra;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Finds and loads the library: where {@code SOFTADASTRA_LIBRARY} says, from the jar, or the system's. */
final class Library {
    private Library() {}

    static void register(Class<?> raw) {
        NativeLibrary library = NativeLibrary.getInstance(path());
        int found = library.getFunction("sda_abi_version").invokeInt(new Object[0]);
        if (found != Raw.ABI_VERSION) {
            throw new UnsatisfiedLinkError("softadastra: library has ABI " + found + ", not " + Raw.ABI_VERSION);
        }
        Native.register(raw, library);
    }

    private static String path() {
        String given = System.getenv("SOFTADASTRA_LIBRARY");
        if (given != null && !given.isEmpty()) {
            return given;
        }
        try (InputStream inside = Library.class.getResourceAsStream("/" + System.mapLibraryName("softadastra"))) {
            if (inside == null) {
                return "softadastra";
            }
            Path copy = Files.createTempFile("softadastra", System.mapLibraryName(""));
            copy.toFile().deleteOnExit();
            Files.copy(inside, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy.toString();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static String text(Pointer text) {
        return text.getString(0, "UTF-8");
    }
}
