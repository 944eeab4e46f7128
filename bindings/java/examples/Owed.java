// SPDX-License-Identifier: Apache-2.0
import softadastra.Engine;
import softadastra.Envelope;
import softadastra.Operation;
import softadastra.Options;
import softadastra.SoftadastraException;
import softadastra.SyncOptions;

/** A write that is durable here and owed to the other side, from submit to acknowledgement. */
public class Owed {
    public static void main(String[] arguments) {
        String path = arguments[0] + "/notes.wal";
        SyncOptions laptop = new SyncOptions().nodeId("laptop");
        try (Engine notes = Engine.open(new Options().path(path), laptop)) {
            for (String text : new String[] {"buy bread", "call Ada"}) {
                Operation operation = notes.put("note:" + text.charAt(0), text);
                System.out.println("submitted " + operation.syncId() + " version " + operation.version());
            }
            for (Envelope envelope : notes.nextBatch()) {
                System.out.println("send " + envelope.op().syncId() + ": " + new String(envelope.op().value()));
            }
            System.out.println("in flight " + notes.state().inFlightCount());
            notes.ack("laptop-1");
            try {
                notes.ack("laptop-9");
            } catch (SoftadastraException error) {
                System.out.println("refused: " + error.text());
            }
        }
        // What was not acknowledged is still owed after a restart.
        try (Engine notes = Engine.open(new Options().path(path), laptop)) {
            System.out.println("owed after restart " + notes.report().owedCount());
        }
    }
}
