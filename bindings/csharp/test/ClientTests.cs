// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Softadastra;

/// <summary>Clients and files of records: two nodes over loopback and over queues, keys, closing, what each call answers.</summary>
internal static class ClientTests
{
    private const long TimeoutMs = 60000;

    internal static readonly Action[] All =
    {
        WhatIsWrittenApartIsOnBothSidesOnceTheyHaveMet, AClientWithAnotherKeyGetsNothing,
        WithAKeyEachOnlyThoseWhoAreTrustedGetIn, LinksMayBeCarriedByTheApplication, ANodeSaysWhoItIsAndLooksForOthers,
        NodesFindEachOtherAndCall,
        EverythingElseIsDoneWithTheEngineOfAClient, ClosingAClientTwiceDoesNothingAndUseAfterCloseFails,
        ACloseEndsTheWaitOfAnotherThread, RecordsOfFormat1AreWrittenAndRead,
    };

    private static Client InMemory(string nodeId, byte[] groupKey = null, byte[] secretKey = null)
    {
        return new Client(null, nodeId, new ClientOptions
        {
            TransportEnabled = true, TransportHost = "127.0.0.1", GroupKey = groupKey, SecretKey = secretKey,
        });
    }

    private static Client Serving(string nodeId, byte[] groupKey)
    {
        Client client = InMemory(nodeId, groupKey);
        client.StartTransport();
        return client;
    }

    /// <summary>Turns of all, until what is waited for is so.</summary>
    private static void Turns(Func<bool> isSo, params Client[] clients)
    {
        Stopwatch passed = Stopwatch.StartNew();
        while (!isSo())
        {
            Tests.Check(passed.ElapsedMilliseconds < TimeoutMs, "it took too long");
            foreach (Client client in clients)
            {
                client.Tick();
                client.ProcessTransportEvents();
                client.Wait(5);
            }
        }
    }

    private static bool IsApplied(Client client, ulong version)
    {
        return client.StatusOf(version) == OperationStatus.Applied;
    }

    private static void WhatIsWrittenApartIsOnBothSidesOnceTheyHaveMet()
    {
        byte[] key = Engine.GenerateKeys().SecretKey;
        using (Client field = Serving("field", key), office = Serving("office", key))
        {
            ulong first = field.Put("well/4", "dry");
            office.Put("office/1", "open");
            Tests.Check(field.StatusOf(first) == OperationStatus.Queued && office.Get("well/4") == null, "too early");
            Tests.Check(field.TransportRunning, "it runs");
            field.Connect("office", "127.0.0.1", office.ServedPort.Value);
            Turns(() => IsApplied(field, first) && field.Contains("office/1"), field, office);
            field.WaitUntilAcknowledged(first, TimeoutMs);
            Tests.Check(office.GetText("well/4") == "dry", office.GetText("well/4"));
            KnownPeer peer = field.Peers().Single();
            Tests.Check(peer.NodeId == "office" && peer.IsConnected, peer.NodeId);
            Tests.Check(field.Events().Any(one => one.EventType == ClientEventType.Connected), "connected");
            Tests.Check(field.Delivery("field-" + first, "office").IsApplied, "delivered");
            Tests.Check(field.PeerStatus().Single().NodeId == "office", "registered");
            Tests.Check(field.SyncState().AcknowledgedCount == 1, field.SyncState().AcknowledgedCount);
            Tests.Check(field.Tick(true).PrunedCount == 1 && field.StatusOf(first) == null, "pruned");
            ulong second = field.Remove("well/4");
            Turns(() => IsApplied(field, second), field, office);
            Tests.Check(!office.Contains("well/4") && field.PruneCompleted() == 1, "removed");
            field.Disconnect("office");
            Tests.Fails(ErrorCode.NotFound, () => field.Disconnect("nobody"));
            ulong late = office.Put("well/5", "full");
            Tests.Fails(ErrorCode.TimedOut, () => office.WaitUntilAcknowledged(late, 1));
            Tests.Fails(ErrorCode.NotFound, () => office.WaitUntilAcknowledged(99, TimeoutMs));
        }
    }

    private static void AClientWithAnotherKeyGetsNothing()
    {
        using (Client office = Serving("office", Engine.GenerateKeys().SecretKey))
        using (Client stranger = Serving("stranger", Engine.GenerateKeys().SecretKey))
        {
            office.Put("secret", "of the group");
            stranger.Connect("office", "127.0.0.1", office.ServedPort.Value);
            var heard = new List<ClientEvent>();
            var refused = new List<ClientEvent>();
            Turns(() =>
            {
                heard.AddRange(stranger.Events());
                refused.AddRange(office.Events());
                return heard.Any(one => one.EventType == ClientEventType.Unreachable)
                    && refused.Any(one => one.EventType == ClientEventType.Refused);
            }, stranger, office);
            Tests.Check(heard[0].Status < 0 && heard[0].Reason.Length > 0, heard[0].Reason);
            Tests.Check(stranger.Count == 0, stranger.Count);
        }
    }

    private static void WithAKeyEachOnlyThoseWhoAreTrustedGetIn()
    {
        KeyPair fieldKeys = Engine.GenerateKeys(), officeKeys = Engine.GenerateKeys();
        Tests.Check(fieldKeys.SecretKey.Length + officeKeys.PublicKey.Length == 64, "lengths");
        using (Client field = InMemory("field", secretKey: fieldKeys.SecretKey))
        using (Client office = InMemory("office", secretKey: officeKeys.SecretKey))
        {
            field.Trust("office", officeKeys.PublicKey);
            office.Trust("field", fieldKeys.PublicKey);
            field.StartTransport();
            office.StartTransport();
            Tests.Fails(ErrorCode.PermissionDenied, () => field.Connect("nobody", "127.0.0.1", office.ServedPort.Value));
            field.Connect("office", "127.0.0.1", office.ServedPort.Value);
            ulong version = field.Put("k", "v");
            Turns(() => IsApplied(field, version), field, office);
        }
    }

    /// <summary>What came goes in, a turn, what is due goes out.</summary>
    private static void Carry(Client client, ulong link, Queue<byte[]> came, Queue<byte[]> goes)
    {
        while (came.Count > 0)
        {
            client.Receive(link, came.Dequeue());
        }
        client.Tick();
        for (byte[] message; (message = client.NextMessage(link)) != null;)
        {
            goes.Enqueue(message);
        }
    }

    private static void LinksMayBeCarriedByTheApplication()
    {
        using (Client field = new Client(null, "field"), office = new Client(null, "office"))
        {
            field.StartCarrying();
            office.StartCarrying();
            ulong version = field.Put("well/4", "dry");
            ulong away = field.OpenLink("office", true), back = office.OpenLink("field", false);
            Queue<byte[]> down = new Queue<byte[]>(), up = new Queue<byte[]>();
            for (int turn = 0; turn < 1000; turn++)
            {
                Carry(field, away, down, up);
                Carry(office, back, up, down);
            }
            Tests.Check(office.GetText("well/4") == "dry" && IsApplied(field, version), office.GetText("well/4"));
            field.CloseLink(away);
            Tests.Fails(ErrorCode.Closed, () => field.NextMessage(away));
            field.StopTransport();
            Tests.Fails(ErrorCode.InvalidState, () => field.OpenLink("office", true));
        }
    }

    private static void ANodeSaysWhoItIsAndLooksForOthers()
    {
        var options = new ClientOptions { DiscoveryEnabled = true, DiscoveryHost = "127.0.0.1", DiscoveryPort = 47834 };
        Tests.Check(options.Version == "0.1.0" && options.TransportHost == "0.0.0.0", "the library's defaults");
        options.DisplayName = "Tablet 7";
        using (var client = new Client(null, "tablet-7", options))
        {
            NodeInfo info = client.NodeInfo();
            Tests.Check(info.Details.DisplayName == "Tablet 7" && info.Details.Version == "0.1.0", info.Details.Version);
            Tests.Check(info.Capabilities.Contains("sync"), string.Join(" ", info.Capabilities));
            Tests.Check(client.NodeInfo(true).Details.UptimeMs >= info.Details.UptimeMs, "uptime");
            Tests.Check(!client.DiscoveryRunning, "too early");
            client.StartDiscovery();
            Tests.Check(client.DiscoveryRunning, "it looks");
            client.StopDiscovery();
            Tests.Check(client.Peers().Count == 0, client.Peers().Count);
            Tests.Fails(ErrorCode.InvalidState, client.StartTransport);
            Tests.Check(!client.TransportRunning && client.ServedPort == null, "it does not run");
            Tests.Fails(ErrorCode.InvalidState, () => client.ProcessTransportEvents());
        }
    }

    private static void NodesFindEachOtherAndCall()
    {
        byte[] key = Engine.GenerateKeys().SecretKey;
        Func<string, Client> looking = nodeId =>
        {
            var client = new Client(null, nodeId, new ClientOptions
            {
                GroupKey = key, TransportEnabled = true, TransportHost = "127.0.0.1",
                DiscoveryEnabled = true, DiscoveryHost = "127.0.0.1", DiscoveryPort = 47844,
            });
            client.StartTransport();
            client.StartDiscovery();
            return client;
        };
        using (Client field = looking("field"), office = looking("office"))
        {
            field.Put("k", "v");
            Turns(() => office.Contains("k"), field, office);
            KnownPeer peer = field.Peers().Single();
            Tests.Check(peer.NodeId == "office" && peer.IsFound && peer.Port == office.ServedPort, peer.Port);
            Tests.Check(field.Events().Any(one => one.EventType == ClientEventType.Found), "found");
        }
    }

    private static void EverythingElseIsDoneWithTheEngineOfAClient()
    {
        var sync = new SyncOptions { NodeId = "a", MaxRetries = 1 };
        using (var client = new Client(new Options { Durability = Durability.MemoryOnly }, sync, null, () => 1700000000000))
        using (var other = new Engine(nodeId: "b"))
        {
            Engine engine = client.Engine;
            client.Put("a/1", "one");
            engine.Submit(new Group().Put("a/2", "two"));
            Tests.Check(engine.Scan("a/").Count() == 2 && client.Count == 2, client.Count);
            string syncId = engine.NextBatch()[0].Op.SyncId;
            engine.ReportSendFailure(syncId, (int)ErrorCode.TimedOut);
            Tests.Check(client.Failed().Single().Op.SyncId == syncId, syncId);
            client.RequeueFailed(syncId);
            engine.NextBatch();
            engine.ReportSendFailure(syncId, (int)ErrorCode.TimedOut);
            client.DiscardFailed(syncId);
            Tests.Check(client.PruneFailed() + client.RetryExpired() == 0, "nothing is left");
            other.Put("a/1", "theirs");
            engine.Receive(Engine.Encode(other.NextBatch()[0].Op));
            Tests.Check(client.Conflicts().Single().Sides.Count == 2, "a conflict");
            engine.SetPolicy(Policy.Custom);
            engine.SetMerge((key, versions) => client.Get("a/1"));
            Tests.Fails(ErrorCode.Busy, () => client.Get("a/1"));
            engine.SetMerge((key, versions) =>
            {
                client.Dispose();
                return null;
            });
            Tests.Fails(ErrorCode.Busy, () => client.Get("a/1"));
            engine.SetMerge((key, versions) => new byte[] { (byte)versions.Count });
            GC.Collect();
            Tests.Check(client.Get("a/1").SequenceEqual(new byte[] { 2 }), "merged");
        }
    }

    private static void ClosingAClientTwiceDoesNothingAndUseAfterCloseFails()
    {
        Tests.InFolder(folder =>
        {
            string path = folder + "/a.wal";
            var client = new Client(path, "a");
            client.Put("k", "v");
            Engine engine = client.Engine;
            Tests.Fails(ErrorCode.Locked, () => new Client(path, "a"));
            var uses = new Action[] { () => client.Get("k"), () => client.Put("k", "v"), () => client.Tick(), () => client.Events(),
                () => client.Peers(), () => client.Wait(1), () => client.NodeInfo(), () => client.Failed(), () => engine.Get("k") };
            for (int round = 0; round < 3; round++)
            {
                client.Dispose();
                Tests.Check(!client.IsOpen && !engine.IsOpen, "closed");
                Array.ForEach(uses, use => Tests.Fails(ErrorCode.Closed, use));
            }
            engine.Dispose();
            Tests.Fails(ErrorCode.InvalidArgument, () => new Client(path, ""));
            using (var again = new Client(path, "a"))
            {
                Tests.Check(again.GetText("k") == "v", again.GetText("k"));
            }
        });
    }

    private static void ACloseEndsTheWaitOfAnotherThread()
    {
        Client client = Serving("a", null);
        bool isClosed = false;
        using (var begun = new ManualResetEvent(false))
        {
            var waiting = new Thread(() =>
            {
                begun.Set();
                try
                {
                    while (true)
                    {
                        client.Wait(TimeoutMs * 10);
                    }
                }
                catch (SoftadastraException error)
                {
                    isClosed = error.Code == ErrorCode.Closed;
                }
            });
            waiting.Start();
            begun.WaitOne();
            client.Dispose();
            waiting.Join();
            Tests.Check(isClosed, "the other thread heard of it");
        }
    }

    private static void RecordsOfFormat1AreWrittenAndRead()
    {
        Tests.InFolder(folder =>
        {
            string path = folder + "/deep/a.wal";
            using (var wal = new Wal(path))
            {
                Tests.Check(wal.Recover().RecordCount == 0, "empty");
                Tests.Check(wal.AppendRecord(1, 7, "one") == 1 && wal.AppendRecord(5, 8, "") == 2, "numbers");
                wal.RaiseSequence(10);
                Tests.Check(wal.AppendRecord(3, 9, "eleven") == 11, "raised");
                wal.Flush();
                Tests.Fails(ErrorCode.Locked, () => new Wal(path));
                Tests.Fails(ErrorCode.InvalidArgument, () => wal.AppendRecord(1, 7, ""));
            }
            string found = string.Join(",", new WalReader(path).Select(one =>
                one.RecordType + " " + one.Sequence + " " + one.TimestampMs + " " + one.Payload.Length));
            Tests.Check(found == "1 1 7 3,5 2 8 0,3 11 9 6", found);
            Tests.Check(Wal.Read(path).SequenceEqual(File.ReadAllBytes(path)), "bytes");
            var torn = new Wal(path);
            Tests.Check(torn.Recover().Sequence == 11, "goes on");
            torn.Append(new byte[] { 1, 2, 3, 4 });
            torn.Dispose();
            torn.Dispose();
            Tests.Fails(ErrorCode.Closed, () => torn.Append(new byte[1]));
            using (var again = new Wal(path))
            {
                Tests.Check(again.Recover().CutBytes == 4, "cut");
            }
            var reader = new WalReader(path);
            reader.Dispose();
            reader.Dispose();
            Tests.Fails(ErrorCode.Closed, () => reader.Next());
            Tests.Fails(ErrorCode.FileRead, () => new WalReader(folder + "/none.wal"));
        });
    }
}
