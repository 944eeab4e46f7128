// SPDX-License-Identifier: Apache-2.0
import softadastra.Change;
import softadastra.Engine;
import softadastra.Entry;
import softadastra.Feed;
import softadastra.OperationType;
import softadastra.Options;
import softadastra.Scan;
import softadastra.SyncOptions;

/** A copy that never misses a change: walk over what there is, then follow what happens. */
public class Follow {
    static Engine open(String folder) {
        Options options = new Options().path(folder + "/follow.wal").feedRetainBytes(1 << 24);
        return Engine.open(options, new SyncOptions().nodeId("desk"));
    }

    public static void main(String[] arguments) {
        long position;
        try (Engine notes = open(arguments[0])) {
            notes.put("note:1", "east field");
            notes.put("note:2", "west field");
            notes.put("user:1", "Ada");
            // The position first, then the walk: what happens in between is in both, nothing in neither.
            position = notes.feedEnd();
            try (Scan scan = notes.scan("note:")) {
                notes.put("note:3", "written meanwhile");
                for (Entry entry : scan) {
                    System.out.println(new String(entry.key()) + " = " + new String(entry.value()));
                }
            }
        }
        try (Engine notes = open(arguments[0])) {
            notes.remove("note:1");
            notes.flush();
            try (Feed feed = notes.feed(position, true)) {
                for (Change change; (change = feed.next()) != null;) {
                    String kind = change.operationType() == OperationType.PUT ? "put" : "delete";
                    String value = new String(change.value());
                    System.out.println("since then: " + kind + " " + new String(change.key()) + " " + value);
                }
            }
        }
    }
}
