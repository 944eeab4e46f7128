// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Softadastra;

/// <summary>The harness of the conformance scripts; tests/conformance/README.md has its language.</summary>
public sealed class Harness
{
    private static readonly Encoding Latin = Encoding.GetEncoding(28591);

    private readonly Dictionary<string, Engine> engines = new Dictionary<string, Engine>();
    private readonly Dictionary<string, SyncOptions> settings = new Dictionary<string, SyncOptions>();
    private readonly Dictionary<string, Session> sessions = new Dictionary<string, Session>();
    private readonly Dictionary<string, Feed> feeds = new Dictionary<string, Feed>();
    private readonly Dictionary<string, ValueReader> readers = new Dictionary<string, ValueReader>();
    private readonly Dictionary<string, ValueWriter> writers = new Dictionary<string, ValueWriter>();
    private readonly Dictionary<string, Client> clients = new Dictionary<string, Client>();
    private long now = 1700000000000;

    public static void Main()
    {
        var harness = new Harness();
        var input = new StreamReader(Console.OpenStandardInput(), Encoding.ASCII, false, 1 << 16);
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        for (string line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            output.Write(harness.Answer(line) + "\n");
            output.Flush();
        }
    }

    private string Answer(string line)
    {
        string[] parts = line.Split(' ');
        try
        {
            return Do(parts[0], parts.Skip(1).ToArray());
        }
        catch (SoftadastraException error)
        {
            return "error " + error.Status + " " + error.Text + "|" + error.Context;
        }
        catch (DivideByZeroException error)
        {
            return "raised " + error.Message;
        }
    }

    private static string Written(object value)
    {
        // One after the other: Mono's compiler has no switch over types.
        if (value == null) return "x";
        if (value is byte[] bytes) return "x" + string.Concat(bytes.Select(one => one.ToString("x2")));
        if (value is string text) return Written(Encoding.UTF8.GetBytes(text));
        if (value is bool flag) return flag ? "1" : "0";
        if (value is Enum) return Convert.ToInt64(value).ToString();
        if (value is object[] record) return string.Join(":", record.Select(Written));
        return Convert.ToString(value);
    }

    private static string Ok(params object[] values)
    {
        return string.Join(" ", new[] { "ok" }.Concat(values.Select(Written)));
    }

    private static string All<T>(IEnumerable<T> found, Func<T, object[]> record, params object[] before)
    {
        return Ok(before.Concat(found.Select(one => (object)record(one))).ToArray());
    }

    private static string OrNothing<T>(T? value) where T : struct
    {
        return value == null ? "nothing" : Ok(value.Value);
    }

    private static byte[] Data(string token)
    {
        return Enumerable.Range(0, token.Length / 2).Select(at => Convert.ToByte(token.Substring(1 + 2 * at, 2), 16)).ToArray();
    }

    private static string Text(string token)
    {
        return Encoding.UTF8.GetString(Data(token));
    }

    /// <summary>Sets those properties that an options object has; whether it has them all is not asked.</summary>
    private static void Fill(object options, IEnumerable<string> tokens)
    {
        foreach (string[] pair in tokens.Select(token => token.Split('=')))
        {
            string name = string.Concat(pair[0].Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
            var property = options.GetType().GetProperty(name);
            if (property == null)
            {
                continue;
            }
            Type type = property.PropertyType;
            object value = type == typeof(string) ? Text(pair[1])
                : type == typeof(bool) ? pair[1] != "0"
                : type.IsEnum ? Enum.ToObject(type, ulong.Parse(pair[1]))
                : Convert.ChangeType(decimal.Parse(pair[1]), type);
            property.SetValue(options, value);
        }
    }

    private static object[] Of(Envelope e)
    {
        return new object[] { e.Op.SyncId, e.Status, e.AckStatus, e.RetryCount, e.NextRetryAtMs, e.LastError,
            e.Op.OperationType, e.Op.Key, e.Op.Value };
    }

    private static object[] Of(Applied a)
    {
        return new object[] { a.Created, a.Updated, a.Deleted, a.Version };
    }

    private static object[] Of(PeerStatus p)
    {
        return new object[] { p.NodeId, p.IsConnected, p.LeaseMs, p.KnownCount, p.DurableCount, p.AppliedCount,
            p.PendingOwnCount, p.PendingRelayedCount, p.GoneCount, p.RefusedCount };
    }

    private static string Of(Verification found)
    {
        Verified t = found.Totals;
        return All(found.Findings, f => new object[] { f.Part, f.Status, f.At, f.Number, f.File },
            t.IsSound, t.KeyCount, t.OwedCount, t.FindingCount);
    }

    private static Group Group(IEnumerable<string> tokens)
    {
        var group = new Group();
        var rest = new Queue<string>(tokens);
        while (rest.Count > 0)
        {
            if (rest.Dequeue() == "put")
            {
                group.Put(Data(rest.Dequeue()), Data(rest.Dequeue()));
            }
            else
            {
                group.Remove(Data(rest.Dequeue()));
            }
        }
        return group;
    }

    private string Open(string name, string[] tokens)
    {
        bool attaches = tokens.Any(token => token.StartsWith("node_id="));
        var options = new Options();
        var sync = new SyncOptions();
        bool isHeld = tokens.Any(token => token.StartsWith("path=") || token.StartsWith("durability="));
        options.Durability = isHeld ? options.Durability : Durability.MemoryOnly;
        Fill(options, tokens);
        Fill(sync, tokens);
        settings[name] = sync;
        var engine = new Engine(options, attaches ? sync : null, () => now);
        engines[name] = engine;
        Report report = engine.Report();
        return Ok(report.Created, report.LastVersion, report.OwedCount, report.CutBytes);
    }

    private string Reset()
    {
        foreach (IDisposable held in sessions.Values.Cast<IDisposable>().Concat(feeds.Values)
            .Concat(readers.Values).Concat(writers.Values).Concat(clients.Values).Concat(engines.Values))
        {
            held.Dispose();
        }
        readers.Clear();
        writers.Clear();
        clients.Clear();
        sessions.Clear();
        feeds.Clear();
        engines.Clear();
        settings.Clear();
        now = 1700000000000;
        return "ok";
    }

    private static Merge MergeOf(string kind, Engine engine)
    {
        switch (kind)
        {
            case "union":
                return (key, versions) => Latin.GetBytes(string.Join(" ", versions
                    .SelectMany(version => Latin.GetString(version.Value).Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries))
                    .Distinct().OrderBy(word => word, StringComparer.Ordinal)));
            case "raise": return (key, versions) => throw new DivideByZeroException("merge of " + Encoding.UTF8.GetString(key));
            case "use": return (key, versions) => engine.Get(key);
            case "none": return (key, versions) => null;
            default: return null;
        }
    }

    private string Do(string verb, string[] t)
    {
        switch (verb)
        {
            case "reset": return Reset();
            case "now": now = long.Parse(t[0]); return "ok";
            case "open": return Open(t[0], t.Skip(1).ToArray());
            case "decode":
                Operation decoded = Engine.Decode(Data(t[0]));
                return Ok(decoded.SyncId, decoded.Origin, decoded.Sequence, decoded.OperationType, decoded.Key, decoded.Value);
            case "frame": return OrNothing(Engine.FrameBytes(Data(t[0]), uint.Parse(t[1])));
            case "verify_path": return Of(Engine.Verify(Text(t[0])));
            case "salvage":
                Salvage salvage = Engine.Salvage(Text(t[0]), Text(t[1]));
                return All(salvage.Losses, l => new object[] { l.Part, l.Status, l.At, l.Number },
                    salvage.Totals.KeyCount, salvage.Totals.OwedCount, salvage.Totals.LossCount, salvage.Missing.Count);
            case "status_name": return Ok(Engine.StatusName(int.Parse(t[0])));
            case "session": return Session(t);
            case "feed": feeds[t[0]] = engines[t[1]].Feed(ulong.Parse(t[2]), t[3] == "1"); return "ok";
        }
        if ((OfValue(verb, t) ?? OfClient(verb, t)) is string answered)
        {
            return answered;
        }
        if (sessions.TryGetValue(t[0], out Session session) && OfSession(session, verb, t) is string said)
        {
            return said;
        }
        if (feeds.TryGetValue(t[0], out Feed feed) && OfFeed(feed, verb) is string told)
        {
            return told;
        }
        Engine engine = engines[t[0]];
        return Reading(engine, verb, t) ?? Writing(engine, verb, t) ?? Outbox(engine, verb, t)
            ?? Peers(engine, verb, t) ?? Upkeep(engine, verb, t) ?? throw new NotSupportedException(verb);
    }

    private string Session(string[] t)
    {
        var options = new SessionOptions();
        Fill(options, t.Skip(2));
        sessions[t[0]] = engines[t[1]].Session(options);
        return "ok";
    }

    private static string OfSession(Session session, string verb, string[] t)
    {
        switch (verb)
        {
            case "poll": return session.PollTransmit(int.Parse(t[1])) is byte[] frame ? Ok(frame) : "nothing";
            case "handle": session.Handle(Data(t[1])); return "ok";
            case "event":
                SessionEvent e = session.PollEvent();
                return e == null ? "nothing" : Ok(e.EventType, e.Status, e.Count, e.OtherCount, e.Sequence, e.NodeId, e.Reason);
            case "wake": return OrNothing(session.NextWakeup());
            case "session_state":
                SessionState state = session.State();
                return Ok(state.Phase, state.InFlightCount, state.NodeId);
            case "end": session.End(); return "ok";
            case "free": session.Dispose(); return "ok";
            default: return null;
        }
    }

    private string OfValue(string verb, string[] t)
    {
        switch (verb)
        {
            case "reader":
                ValueReader opened = engines[t[1]].OpenValue(Data(t[2]));
                if (opened == null)
                {
                    return "nothing";
                }
                readers[t[0]] = opened;
                return Ok(opened.Size, opened.Version, opened.TimestampMs);
            case "read":
                var room = new byte[int.Parse(t[2])];
                int read = readers[t[0]].Read(ulong.Parse(t[1]), room);
                return read == 0 ? "nothing" : Ok(room.Take(read).ToArray());
            case "reader_free": readers[t[0]].Dispose(); return "ok";
            case "writer":
                writers[t[0]] = engines[t[1]].BeginValue(Data(t[2]), ulong.Parse(t[3]), long.Parse(t[4]));
                return "ok";
            case "write": writers[t[0]].Write(Data(t[1])); return "ok";
            case "commit": return Ok(Of(writers[t[0]].Commit()));
            case "writer_free": writers[t[0]].Dispose(); return "ok";
            default: return null;
        }
    }

    private string OpenClient(string name, string[] tokens)
    {
        var options = new Options();
        var sync = new SyncOptions();
        Fill(options, tokens);
        Fill(sync, tokens);
        if (!tokens.Any(token => token.StartsWith("path=")))
        {
            options.Durability = Durability.MemoryOnly;
        }
        clients[name] = new Client(options, sync);
        return "ok";
    }

    private string OfClient(string verb, string[] t)
    {
        if (verb == "client")
        {
            return OpenClient(t[0], t.Skip(1).ToArray());
        }
        if (!verb.StartsWith("client_"))
        {
            return null;
        }
        Client client = clients[t[0]];
        switch (verb)
        {
            case "client_close": client.Dispose(); return "ok";
            case "client_put": client.Put(Data(t[1]), Data(t[2])); return "ok";
            case "client_remove": client.Remove(Data(t[1])); return "ok";
            case "client_get": return client.Get(Data(t[1])) is byte[] value ? Ok(value) : "nothing";
            case "client_contains": return client.Contains(Data(t[1])) ? "ok" : "nothing";
            case "client_len": return Ok(client.Count);
            case "client_status": return OrNothing(client.StatusOf(ulong.Parse(t[1])));
            case "client_tick": return Ok(client.Tick(t[1] == "1").PrunedCount);
            case "client_carry": client.StartCarrying(); return "ok";
            case "client_link": return Ok(client.OpenLink(Text(t[1]), t[2] == "1"));
            case "client_message": return client.NextMessage(ulong.Parse(t[1])) is byte[] message ? Ok(message) : "nothing";
            case "client_receive": client.Receive(ulong.Parse(t[1]), Data(t[2])); return "ok";
            case "client_unlink": client.CloseLink(ulong.Parse(t[1])); return "ok";
            case "client_events": return All(client.Events(), e => new object[] { e.EventType, e.NodeId });
            case "client_peers": return All(client.Engine.Peers(), p => new object[] { p.NodeId, p.IsConnected });
            default: return null;
        }
    }

    private static string OfFeed(Feed feed, string verb)
    {
        switch (verb)
        {
            case "change":
                Change c = feed.Next();
                return c == null ? "nothing" : Ok(c.ChangeType, c.OperationType, c.Version, c.SyncId, c.Key, c.Value,
                    c.Status, c.RetryCount, c.LastError);
            case "position": return Ok(feed.Position);
            case "feed_free": feed.Dispose(); return "ok";
            default: return null;
        }
    }

    private static string Reading(Engine engine, string verb, string[] t)
    {
        switch (verb)
        {
            case "get": return engine.Entry(Data(t[1])) is Entry entry ? Ok(entry.Value, entry.Version, entry.TimestampMs) : "nothing";
            case "get_into":
                var room = new byte[int.Parse(t[2])];
                long? length = engine.GetInto(Data(t[1]), room);
                return length == null ? "nothing" : Ok(length, length <= room.Length ? room.Take((int)length).ToArray() : new byte[0]);
            case "contains": return engine.Contains(Data(t[1])) ? "ok" : "nothing";
            case "get_many":
                IReadOnlyList<byte[]> many = engine.GetMany(t.Skip(1).Select(key => (Bytes)Data(key)).ToArray());
                return string.Join(" ", new[] { "ok" }.Concat(many.Select(one => one == null ? "-" : Written(one))));
            case "len": return Ok(engine.Count);
            case "scan":
                return All(engine.Scan(Data(t[1]), Data(t[2]), Data(t[3])), e => new object[] { e.Key, e.Value });
            case "versions":
                return All(engine.Versions(Data(t[1])),
                    v => new object[] { v.OperationType, v.NodeId, v.Sequence, v.TimestampMs, v.Value });
            case "conflicts":
                var parts = new List<object>();
                foreach (Contested one in engine.Conflicts(Data(t[1]), ulong.Parse(t[2])))
                {
                    parts.Add(new object[] { one.Key, one.IsUnresolved, one.Sides.Count, one.Base != null, one.Base });
                    parts.AddRange(one.Sides.Select(s =>
                        (object)new object[] { s.OperationType, s.IsShown, s.IsLocal, s.NodeId, s.Sequence, s.Value }));
                }
                return Ok(parts.ToArray());
            case "digest": return Ok(engine.Digest());
            case "changes": return Ok(engine.Changes());
            case "feed_end": return Ok(engine.FeedEnd());
            default: return null;
        }
    }

    private static string Writing(Engine engine, string verb, string[] t)
    {
        switch (verb)
        {
            case "put":
                Operation put = engine.Put(Data(t[1]), Data(t[2]), long.Parse(t[3]));
                return Ok(put.SyncId, put.Version);
            case "remove":
                Operation removed = engine.Remove(Data(t[1]), long.Parse(t[2]));
                return Ok(removed.SyncId, removed.Version);
            case "put_local": return Ok(Of(engine.PutLocal(Data(t[1]), Data(t[2]), long.Parse(t[3]))));
            case "remove_local": return Ok(Of(engine.RemoveLocal(Data(t[1]), long.Parse(t[2]))));
            case "put_unlogged":
                return Ok(Of(engine.PutUnlogged(Data(t[1]), Data(t[2]), long.Parse(t[3]), ulong.Parse(t[4]))));
            case "group":
                using (Group group = Group(t.Skip(2)))
                {
                    Operation op = engine.Submit(group, long.Parse(t[1]));
                    return Ok(op.SyncId, op.Version, op.OperationType, group.Count);
                }
            case "group_local":
                using (Group group = Group(t.Skip(2)))
                {
                    Applied applied = engine.ApplyLocal(group, long.Parse(t[1]));
                    group.Clear();
                    return Ok(Of(applied).Concat(new object[] { group.Count }).ToArray());
                }
            case "submit_local": return Ok(engine.SubmitLocalWrites());
            default: return null;
        }
    }

    private string Outbox(Engine engine, string verb, string[] t)
    {
        switch (verb)
        {
            case "configure":
                Fill(settings[t[0]], t.Skip(1));
                engine.Configure(settings[t[0]]);
                return "ok";
            case "detach": engine.Detach(); return "ok";
            case "batch": return All(engine.NextBatch(), Of);
            case "tick":
                Turn turn = engine.Tick(t[1] == "1");
                return All(turn.Batch, Of, turn.Tick.RetriedCount, turn.Tick.PrunedCount);
            case "outbox": return All(engine.Outbox(), Of);
            case "failed": return All(engine.Failed(), Of);
            case "held": return All(engine.Held(), Of);
            case "find": return Ok((object)Of(engine.Find(Text(t[1]))));
            case "encode": return Ok(Engine.Encode(engine.Find(Text(t[1])).Op));
            case "receive":
                Received r = engine.Receive(Data(t[1]));
                return Ok(r.Applied, r.Duplicate, r.Conflict, Of(r.Apply).Take(3).ToArray());
            case "ack": engine.Ack(Text(t[1])); return "ok";
            case "fail": return engine.ReportSendFailure(Text(t[1]), int.Parse(t[2])) ? "ok" : "nothing";
            case "queue": engine.Queue(Text(t[1])); return "ok";
            case "requeue": engine.RequeueFailed(Text(t[1])); return "ok";
            case "requeue_all": return Ok(engine.RequeueAllFailed());
            case "discard": engine.DiscardFailed(Text(t[1])); return "ok";
            case "prune_failed": return Ok(engine.PruneFailed());
            case "prune_completed": return Ok(engine.PruneCompleted());
            case "retry_expired": return Ok(engine.RetryExpired());
            case "state": return Ok(Values(engine.State()));
            case "wakeup": return OrNothing(engine.NextWakeup());
            case "policy": engine.SetPolicy((Policy)uint.Parse(t[1])); return "ok";
            case "merge": engine.SetMerge(MergeOf(t[1], engine)); return "ok";
            default: return null;
        }
    }

    /// <summary>All properties of a record, in the order of the struct.</summary>
    private static object[] Values(object record)
    {
        return record.GetType().GetProperties().OrderBy(one => one.MetadataToken).Select(one => one.GetValue(record)).ToArray();
    }

    private static string Peers(Engine engine, string verb, string[] t)
    {
        switch (verb)
        {
            case "register": engine.RegisterPeer(Text(t[1]), long.Parse(t[2])); return "ok";
            case "unregister": engine.RemovePeer(Text(t[1])); return "ok";
            case "peer": return Ok((object)Of(engine.Peer(Text(t[1]))));
            case "peers": return All(engine.Peers(), Of);
            case "expire": return Ok(engine.ExpirePeers().Select(peer => (object)peer.NodeId).ToArray());
            case "ack_from": engine.AckFrom(Text(t[1]), Text(t[2])); return "ok";
            case "applied_at": return engine.IsAppliedAt(Text(t[1]), Text(t[2])) ? "ok" : "nothing";
            default: return null;
        }
    }

    private static string Upkeep(Engine engine, string verb, string[] t)
    {
        switch (verb)
        {
            case "close": engine.Dispose(); return "ok";
            case "flush": engine.Flush(); return "ok";
            case "maintain": return Ok(engine.Maintain(ulong.Parse(t[1])));
            case "checkpoint": engine.Checkpoint(); return "ok";
            case "reload": engine.Reload(); return "ok";
            case "clear": engine.ClearMemory(); return "ok";
            case "identity": return engine.Identity() is Identity found ? Ok(found.NodeId, found.Epoch) : "nothing";
            case "renamed": return engine.RenamedFrom() is string former ? Ok(former) : "nothing";
            case "health":
                Health health = engine.Health();
                return Ok(health.IsStopped, health.Failure, health.OldestOwedVersion);
            case "status": return Ok(engine.StatusJson());
            case "backup": return Ok(engine.Backup(Text(t[1])).Version);
            case "verify": return Of(engine.Verify());
            default: return null;
        }
    }
}
