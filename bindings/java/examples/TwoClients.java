// SPDX-License-Identifier: Apache-2.0
import softadastra.Client;
import softadastra.ClientEventType;
import softadastra.ClientOptions;
import softadastra.Durability;
import softadastra.Engine;
import softadastra.OperationStatus;
import softadastra.Options;
import softadastra.SyncOptions;

/** Two clients that write while apart and then meet over TCP, and one that has another key. */
public class TwoClients {
    static Client open(String nodeId, byte[] key) {
        ClientOptions own = new ClientOptions().groupKey(key).transportEnabled(true).transportHost("127.0.0.1");
        return Client.open(new Options().durability(Durability.MEMORY_ONLY), new SyncOptions().nodeId(nodeId), own);
    }

    static boolean areApplied(Client client, long... versions) {
        for (long version : versions) {
            if (client.statusOf(version) != OperationStatus.APPLIED) {
                return false;
            }
        }
        return true;
    }

    public static void main(String[] arguments) {
        byte[] key = Engine.generateKeys().secretKey();
        byte[] otherKey = Engine.generateKeys().secretKey();
        try (Client field = open("field", key); Client office = open("office", key);
                Client stranger = open("stranger", otherKey)) {
            long[] writes = {field.put("well/4", "dry"), field.put("well/5", "wet")};
            long plan = office.put("plan", "dig at well/4");
            System.out.println("apart: field has " + field.size() + " office has " + office.size());

            field.startTransport();
            office.startTransport();
            field.connect("office", "127.0.0.1", office.servedPort());
            while (!areApplied(field, writes) || !areApplied(office, plan)) {
                field.tick();
                office.tick();
                field.await(10);
            }
            System.out.println("together: field has " + field.size() + " office has " + office.size());
            System.out.println("well/4 at the office: " + office.get("well/4"));
            boolean all = field.syncState().acknowledgedCount() == 2;
            System.out.println("acknowledged: " + (all ? "yes" : "no"));

            stranger.startTransport();
            stranger.connect("office", "127.0.0.1", office.servedPort());
            for (boolean refused = false; !refused;) {
                stranger.tick();
                office.tick();
                stranger.await(10);
                refused = stranger.events(1024).stream()
                        .anyMatch(event -> event.eventType() == ClientEventType.UNREACHABLE);
            }
            System.out.println("with another key: refused, has " + stranger.size());
        }
    }
}
