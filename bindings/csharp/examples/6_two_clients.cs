// SPDX-License-Identifier: Apache-2.0
using System;
using System.Linq;
using Softadastra;

/// <summary>Two clients that write while apart and then meet over TCP, and one that has another key.</summary>
public static class TwoClients
{
    private static Client InMemory(string nodeId, byte[] key)
    {
        return new Client(null, nodeId, new ClientOptions
        {
            GroupKey = key, TransportEnabled = true, TransportHost = "127.0.0.1",
        });
    }

    private static bool AreApplied(Client at, params ulong[] writes)
    {
        return writes.All(one => at.StatusOf(one) == OperationStatus.Applied);
    }

    public static void Main()
    {
        byte[] key = Engine.GenerateKeys().SecretKey;
        using (var field = InMemory("field", key))
        using (var office = InMemory("office", key))
        using (var stranger = InMemory("stranger", Engine.GenerateKeys().SecretKey))
        {
            ulong[] writes = { field.Put("well/4", "dry"), field.Put("well/5", "wet") };
            ulong plan = office.Put("plan", "dig at well/4");
            Console.WriteLine("apart: field has {0} office has {1}", field.Count, office.Count);

            field.StartTransport();
            office.StartTransport();
            field.Connect("office", "127.0.0.1", office.ServedPort.Value);
            while (!AreApplied(field, writes) || !AreApplied(office, plan))
            {
                field.Tick();
                office.Tick();
                field.Wait(10);
            }
            Console.WriteLine("together: field has {0} office has {1}", field.Count, office.Count);
            Console.WriteLine("well/4 at the office: {0}", office.GetText("well/4"));
            Console.WriteLine("acknowledged: {0}", field.SyncState().AcknowledgedCount == 2 ? "yes" : "no");

            stranger.StartTransport();
            stranger.Connect("office", "127.0.0.1", office.ServedPort.Value);
            while (!stranger.Events().Any(found => found.EventType == ClientEventType.Unreachable))
            {
                stranger.Tick();
                office.Tick();
                stranger.Wait(10);
            }
            Console.WriteLine("with another key: refused, has {0}", stranger.Count);
        }
    }
}
