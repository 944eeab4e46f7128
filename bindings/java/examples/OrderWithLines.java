// SPDX-License-Identifier: Apache-2.0
import java.util.Arrays;
import softadastra.Engine;
import softadastra.Entry;
import softadastra.Envelope;
import softadastra.Group;
import softadastra.Operation;
import softadastra.Scan;
import softadastra.SoftadastraException;

/** An order and its lines belong together: written, sent and taken in as a whole or not at all. */
public class OrderWithLines {
    public static void main(String[] arguments) {
        long now = System.currentTimeMillis();
        try (Engine shop = Engine.inMemory("shop"); Engine stock = Engine.inMemory("stock")) {
            shop.putLocal("cart:7".getBytes(), "3 lamps, 1 ladder".getBytes(), now);
            try (Group order = new Group()) {
                order.put("order:7", "open, 2 lines").put("order:7/line:1", "3 lamps");
                order.put("order:7/line:2", "1 ladder").remove("cart:7");
                Operation placed = shop.submit(order, now);
                System.out.println("placed as " + placed.syncId() + " owed " + shop.state().outboxSize());
                order.put("order:7", "twice");
            } catch (SoftadastraException error) {
                System.out.println("refused: " + error.text());
            }
            String cart = shop.get("cart:7");
            System.out.println("cart:7 = " + (cart == null ? "nothing" : cart));

            // One operation on the way, whatever carries it.
            for (Envelope envelope : shop.nextBatch()) {
                Operation arrived = Engine.decode(Engine.encode(envelope.op()));
                long created = stock.receive(arrived).apply().created();
                System.out.println("stock takes " + arrived.syncId() + " created " + created);
                shop.ack(arrived.syncId());
            }
            try (Scan scan = stock.scan("order:7")) {
                for (Entry entry : scan) {
                    System.out.println(new String(entry.key()) + " = " + new String(entry.value()));
                }
            }
            boolean equal = Arrays.equals(shop.digest(), stock.digest());
            System.out.println("equal digests " + (equal ? "yes" : "no"));
        }
    }
}
