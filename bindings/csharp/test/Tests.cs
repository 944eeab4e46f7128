// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Softadastra;

/// <summary>What the conformance scripts cannot say: exceptions, closing, threads, callbacks, memory.</summary>
public static class Tests
{
    private sealed class Boom : Exception
    {
    }

    internal static void Check(bool holds, object what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("wrong: " + what);
        }
    }

    internal static void Fails(ErrorCode code, Action call)
    {
        try
        {
            call();
        }
        catch (SoftadastraException error)
        {
            Check(error.Code == code, error);
            return;
        }
        throw new InvalidOperationException("nothing was thrown, wanted " + code);
    }

    private static void Throws(Exception wanted, Action call)
    {
        try
        {
            call();
        }
        catch (Boom found)
        {
            Check(ReferenceEquals(found, wanted), found);
            return;
        }
        throw new InvalidOperationException("nothing was thrown");
    }

    private static Engine InMemory(string nodeId)
    {
        return new Engine(nodeId: nodeId);
    }

    private static void EveryFunctionIsBound()
    {
        var bound = typeof(Engine).Assembly.GetType("Softadastra.Raw").GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)).ToList();
        string names = string.Join("\n", bound.Select(method => method.Name).OrderBy(name => name, StringComparer.Ordinal));
        Check(names == File.ReadAllText("../exports.txt").Trim(), names);
        // Each of them is in the library, with a signature that the runtime can call.
        bound.ForEach(System.Runtime.InteropServices.Marshal.Prelink);
    }

    private static void ErrorsHaveStatusCodeTextAndContext()
    {
        using (Engine engine = InMemory("a"))
        {
            try
            {
                engine.Put("", "v");
            }
            catch (SoftadastraException error)
            {
                Check(error.Status == -2 && error.Code == ErrorCode.InvalidArgument, error);
                Check(error.Message == error.Text + ": " + error.Context && error.Context.Length > 0, error);
                return;
            }
        }
        throw new InvalidOperationException("no error");
    }

    internal static void InFolder(Action<string> test)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        try
        {
            test(folder);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static void ClosingTwiceDoesNothingAndUseAfterCloseFails()
    {
        InFolder(folder =>
        {
            var engine = new Engine(folder + "/a.wal", "a");
            engine.Put("k", "v");
            Scan scan = engine.Scan();
            Feed feed = engine.Feed();
            Session session = engine.Session(new SessionOptions { AcceptUnknown = true });
            var group = new Group();
            Fails(ErrorCode.Locked, () => new Engine(folder + "/a.wal"));
            engine.Dispose();
            for (int round = 0; round < 2; round++)
            {
                Fails(ErrorCode.Closed, () => scan.Next());
                Fails(ErrorCode.Closed, () => feed.Next());
                Fails(ErrorCode.Closed, () => session.PollTransmit());
                Fails(ErrorCode.Closed, () => engine.Get("k"));
                foreach (IDisposable one in new IDisposable[] { scan, feed, session, group, engine })
                {
                    one.Dispose();
                }
            }
            Fails(ErrorCode.Closed, () => group.Put("k", "v"));
            Fails(ErrorCode.InvalidArgument, () => new Engine(folder + "/a.wal", ""));
            new Engine(folder + "/a.wal", "a").Dispose();
        });
    }

    private static void AForeachClosesItsScan()
    {
        using (Engine engine = InMemory("a"))
        {
            engine.Put("a", "1");
            engine.Put("b", "2");
            Scan scan = engine.Scan();
            foreach (Entry entry in scan)
            {
                Check(entry.Key[0] == 'a', entry);
                break;
            }
            Fails(ErrorCode.Closed, () => scan.Next());
        }
    }

    private static Engine WithAConflict()
    {
        Engine engine = InMemory("a");
        using (Engine other = InMemory("b"))
        {
            other.Put("k", "theirs");
            engine.Put("k", "mine");
            engine.Receive(Engine.Encode(other.NextBatch()[0].Op));
        }
        engine.SetPolicy(Policy.Custom);
        return engine;
    }

    private static void WhatAMergeFunctionThrowsComesOutOfTheCallThatReads()
    {
        using (Engine engine = WithAConflict(), other = InMemory("c"))
        {
            other.Put("k", "from elsewhere");
            var boom = new Boom();
            engine.SetMerge((key, versions) => throw boom);
            Throws(boom, () => engine.Get("k"));
            Throws(boom, () => engine.Scan().Next());
            Throws(boom, () => engine.Contains("k"));
            engine.SetMerge((key, versions) => engine.Get(key));
            Fails(ErrorCode.Busy, () => engine.Get("k"));
            engine.SetMerge((key, versions) =>
            {
                engine.Dispose();
                return null;
            });
            Fails(ErrorCode.Busy, () => engine.Get("k"));
            engine.SetMerge((key, versions) => other.Get(key));
            GC.Collect();
            Check(engine.GetText("k") == "from elsewhere", engine.GetText("k"));
        }
    }

    private static void ACallbackCanNeitherUseNorCloseWhatTheCallUses()
    {
        using (Engine engine = WithAConflict())
        {
            Scan before = engine.Scan(), scan = engine.Scan();
            foreach (Action inside in new Action[] { scan.Dispose, () => scan.Next(), () => scan.NextMany(64), () => engine.SetMerge(null) })
            {
                engine.SetMerge((key, versions) =>
                {
                    inside();
                    return null;
                });
                Fails(ErrorCode.Busy, () => scan.Next());
            }
            // What the call does not use may be closed, and nothing was lost.
            engine.SetMerge((key, versions) =>
            {
                before.Dispose();
                return new byte[] { 7 };
            });
            Check(scan.Next().Value.Single() == 7, "what was merged");
            Fails(ErrorCode.Closed, () => before.Next());
            scan.Dispose();
        }
    }

    private static void AClockCanNeitherUseNorCloseWhatTheCallUses()
    {
        Action inside = null;
        Func<long> clock = () =>
        {
            inside?.Invoke();
            return 1700000000000;
        };
        var options = new Options { Durability = Durability.MemoryOnly };
        using (var engine = new Engine(options, new SyncOptions { NodeId = "a" }, clock))
        using (var group = new Group())
        {
            Session session = engine.Session(new SessionOptions { AcceptUnknown = true });
            group.Put("k", "v");
            Action submit = () => engine.Submit(group, 1), apply = () => engine.ApplyLocal(group, 1), poll = () => session.PollTransmit();
            var attempts = new[]
            {
                Tuple.Create(submit, new Action(group.Clear)), Tuple.Create(submit, new Action(() => group.Put("l", "w"))),
                Tuple.Create(submit, new Action(engine.Dispose)), Tuple.Create(apply, new Action(group.Dispose)),
                Tuple.Create(poll, new Action(session.Dispose)), Tuple.Create(poll, new Action(session.End)), Tuple.Create(poll, new Action(() => session.State())),
            };
            foreach (Tuple<Action, Action> attempt in attempts)
            {
                inside = attempt.Item2;
                Fails(ErrorCode.Busy, attempt.Item1);
                inside = null;
            }
            engine.Submit(group);
            session.Dispose();
            Check(engine.GetText("k") == "v", engine.GetText("k"));
        }
    }

    private static void AConflictHasItsSidesAndTheValueBefore()
    {
        InFolder(folder =>
        {
            using (Engine engine = new Engine(folder + "/a.wal", "a"), other = InMemory("b"))
            {
                engine.Put("k", "before");
                other.Receive(Engine.Encode(engine.NextBatch()[0].Op));
                other.Put("k", "theirs");
                engine.Put("k", "mine");
                engine.Receive(Engine.Encode(other.NextBatch()[0].Op));
                Contested found = engine.Conflicts().Single();
                Check(found.Sides.Count == 2 && System.Text.Encoding.UTF8.GetString(found.Base) == "before", found.Sides.Count);
            }
        });
        using (Engine engine = WithAConflict())
        {
            Check(engine.Conflicts().Single().Base == null, "a base in memory");
        }
    }

    private static void WhatAClockThrowsComesOutOfTheCallThatAsked()
    {
        var boom = new Boom();
        int left = 6;
        Throws(boom, () =>
        {
            var options = new Options { Durability = Durability.MemoryOnly };
            Func<long> clock = () => left-- > 0 ? 1700000000000 : throw boom;
            using (var engine = new Engine(options, new SyncOptions { NodeId = "a" }, clock))
            {
                for (int at = 0; at < 20; at++)
                {
                    engine.Put("k", "v", 1);
                }
            }
        });
    }

    /// <summary>A delivery that fails for good, which an engine has something to say about.</summary>
    private static void FailADelivery(Engine engine)
    {
        string syncId = engine.Put("k", "v").SyncId;
        engine.NextBatch();
        engine.ReportSendFailure(syncId, (int)ErrorCode.TimedOut);
    }

    private static void NoticesAreHeardOrPolled()
    {
        var options = new Options { Durability = Durability.MemoryOnly };
        using (var engine = new Engine(options, new SyncOptions { NodeId = "a", MaxRetries = 1 }))
        {
            engine.SetNotify(Severity.Warning);
            Check(engine.PollNotice() == null, "a notice too early");
            FailADelivery(engine);
            Said said = engine.PollNotice();
            Check(said.Notice.Topic == Topic.Outbox && said.Text.Contains("1 operations"), said.Text);
            var heard = new List<Topic>();
            engine.SetNotify(Severity.Warning, (notice, text) => heard.Add(notice.Topic));
            FailADelivery(engine);
            Check(heard.SequenceEqual(new[] { Topic.Outbox }) && engine.PollNotice() == null, heard.Count);
            var boom = new Boom();
            engine.SetNotify(Severity.Warning, (notice, text) => throw boom);
            Throws(boom, () => FailADelivery(engine));
            engine.SetNotify(Severity.Warning, (notice, text) => engine.Get("k"));
            Fails(ErrorCode.Busy, () => FailADelivery(engine));
            engine.SetNotify(Severity.None);
            FailADelivery(engine);
            Check(engine.Failed().Count == 5, engine.Failed().Count);
        }
    }

    private static void ManyKeysGoAndComeInOneCall()
    {
        Engine engine = InMemory("a");
        var group = new Group();
        group.PutMany(new Dictionary<Bytes, Bytes> { { "a", "one" }, { "b", "" }, { "c", new byte[10000] } });
        Fails(ErrorCode.InvalidArgument, () => group.PutMany(new Dictionary<Bytes, Bytes> { { "d", "1" }, { "a", "2" } }));
        Check(group.Count == 3, group.Count);
        engine.Submit(group);
        IReadOnlyList<byte[]> found = engine.GetMany("c", "none", "a", "b");
        Check(found.Select(one => one?.Length ?? -1).SequenceEqual(new[] { 10000, -1, 3, 0 }), found.Count);
        Check(engine.GetMany().Count == 0, "none asked for");
        var keys = new List<char>();
        Scan scan = engine.Scan();
        for (var part = scan.NextMany(4); part.Count > 0; part = scan.NextMany(4))
        {
            keys.AddRange(part.Select(one => (char)one.Key[0]));
        }
        Check(string.Concat(keys) == "abc", string.Concat(keys));
        engine.Dispose();
        Fails(ErrorCode.Closed, () => engine.GetMany("a"));
    }

    private static void MoreThanACallGivesComesInSeveral()
    {
        using (Engine engine = InMemory("a"))
        {
            engine.PutLocal("k", new byte[33 << 20]);
            IReadOnlyList<byte[]> found = engine.GetMany("k", "k", "k", "none");
            Check(found.Count == 4 && found[2].Length == 33 << 20 && found[3] == null, found.Count);
        }
    }

    private static void ALongValueIsReadPieceByPiece()
    {
        Engine engine = InMemory("a");
        byte[] value = Enumerable.Range(0, 200000).Select(at => (byte)(at % 251)).ToArray();
        ulong version = engine.Put("long", value, 7).Version;
        ValueReader reader = engine.OpenValue("long");
        engine.Put("long", "another");
        Check(reader.Size == 200000 && reader.Version == version && reader.TimestampMs == 7, reader.Version);
        Check(reader.Pieces().Count() == 4 && reader.Pieces().SelectMany(one => one).SequenceEqual(value), "the pieces");
        var room = new byte[10];
        Check(reader.Read(150, room) == 10 && room.SequenceEqual(value.Skip(150).Take(10)), room[0]);
        Check(reader.Read(200000, room) == 0 && engine.OpenValue("none") == null, "the end");
        reader.Dispose();
        reader.Dispose();
        Fails(ErrorCode.Closed, () => reader.Read(0, room));
        ValueReader left = engine.OpenValue("long");
        engine.Dispose();
        Fails(ErrorCode.Closed, () => left.Read(0, room));
        left.Dispose();
    }

    private static void AValueIsWrittenPieceByPieceOrNotAtAll()
    {
        byte[] value = Enumerable.Range(0, 300000).Select(at => (byte)(at % 251)).ToArray();
        InFolder(folder =>
        {
            var engine = new Engine(new Options { Path = folder + "/a.wal", Durability = Durability.Fast }, new SyncOptions { NodeId = "a" });
            int before = Directory.GetFiles(folder).Length;
            ValueWriter writer = engine.BeginValue("k", 300000, 7);
            writer.Write(value.Take(100000).ToArray());
            Fails(ErrorCode.InvalidArgument, () => writer.Commit());
            Fails(ErrorCode.InvalidArgument, () => writer.Write(value));
            Check(writer.WriteAll(new MemoryStream(value, 100000, 200000)) == 200000, "a stream");
            Check(engine.Get("k") == null, "seen before the commit");
            ulong version = writer.Commit().Version;
            Check(engine.Get("k").SequenceEqual(value) && engine.Entry("k").Version == version, version);
            Fails(ErrorCode.InvalidState, () => writer.Commit());
            var boom = new Boom();
            ValueWriter given = engine.BeginValue("given up", 300000);
            Throws(boom, () =>
            {
                using (given)
                {
                    given.Write(value);
                    throw boom;
                }
            });
            for (int round = 0; round < 2; round++)
            {
                writer.Dispose();
                given.Dispose();
                Fails(ErrorCode.Closed, () => given.Write("1"));
                Fails(ErrorCode.Closed, () => given.Commit());
            }
            Check(engine.Get("given up") == null && Directory.GetFiles(folder).Length == before + 1, "something is left");
            Fails(ErrorCode.InvalidArgument, () => engine.BeginValue("", 1));
            ValueWriter left = engine.BeginValue("left", 1);
            engine.Dispose();
            Fails(ErrorCode.Closed, () => left.Write("1"));
            left.Dispose();
        });
    }

    private static void ThreadsShareAnEngineAndACloseWaitsForThem()
    {
        Engine engine = InMemory("a");
        using (var started = new CountdownEvent(4))
        {
            var closed = new bool[4];
            Thread[] threads = Enumerable.Range(0, 4).Select(name => new Thread(() =>
            {
                try
                {
                    for (int round = 0; true; round++)
                    {
                        engine.Put("k" + name, "v");
                        engine.Get("k" + name);
                        if (round == 50)
                        {
                            started.Signal();
                        }
                    }
                }
                catch (SoftadastraException error)
                {
                    closed[name] = error.Code == ErrorCode.Closed;
                }
            })).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            started.Wait();
            engine.Dispose();
            Array.ForEach(threads, thread => thread.Join());
            Check(closed.All(one => one), string.Join(",", closed));
        }
    }

    private static long Resident()
    {
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * 4096;
    }

    private static void NothingLeaksOverManyHandles()
    {
        using (Engine engine = InMemory("a"))
        {
            long before = 0;
            for (int at = 1; at <= 20000; at++)
            {
                engine.PutLocal("key", new byte[64], 1);
                engine.Get("key");
                using (Scan scan = engine.Scan())
                {
                    scan.Next();
                }
                // For the collector, which finds it in the next round.
                new Group().Put("key", new byte[64]);
                engine.Versions("key");
                Fails(ErrorCode.NotFound, () => engine.Find("a-99"));
                if (at % 500 == 0)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
                if (at == 5000)
                {
                    before = Resident();
                }
            }
            before = Resident() - before;
            Check(before < 32 << 20, before + " bytes more");
        }
    }

    public static int Main()
    {
        var tests = new Action[] { EveryFunctionIsBound, ErrorsHaveStatusCodeTextAndContext,
            ACallbackCanNeitherUseNorCloseWhatTheCallUses, AClockCanNeitherUseNorCloseWhatTheCallUses,
            ClosingTwiceDoesNothingAndUseAfterCloseFails, AForeachClosesItsScan,
            WhatAMergeFunctionThrowsComesOutOfTheCallThatReads, AConflictHasItsSidesAndTheValueBefore, WhatAClockThrowsComesOutOfTheCallThatAsked,
            NoticesAreHeardOrPolled, ManyKeysGoAndComeInOneCall, MoreThanACallGivesComesInSeveral, ALongValueIsReadPieceByPiece, AValueIsWrittenPieceByPieceOrNotAtAll,
            ThreadsShareAnEngineAndACloseWaitsForThem, NothingLeaksOverManyHandles }
            .Concat(ClientTests.All).ToArray();
        int failed = 0;
        foreach (Action test in tests)
        {
            try
            {
                test();
            }
            catch (Exception cause)
            {
                Console.WriteLine("FAILED: {0}\n{1}", test.Method.Name, cause);
                failed++;
            }
        }
        Console.WriteLine("{0} passed, {1} failed", tests.Length - failed, failed);
        return failed == 0 ? 0 : 1;
    }
}
