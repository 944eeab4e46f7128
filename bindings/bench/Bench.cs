// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Softadastra;

/// <summary>What a call costs in C#; `run` has the rules.</summary>
public static class Bench
{
    private const int Many = 256;
    private const long MadeAt = 1700000000000;
    private static int count;
    private static int rounds;
    private static Engine engine;
    private static Bytes[] keys, other, asked;
    private static readonly Bytes Value = new byte[64];

    private static void Put()
    {
        foreach (Bytes key in keys)
        {
            engine.Put(key, Value, MadeAt);
        }
    }

    private static void Get()
    {
        foreach (Bytes key in asked)
        {
            engine.Get(key);
        }
    }

    private static void NextBatch()
    {
        for (int seen = 0; seen < count;)
        {
            seen += engine.NextBatch().Count;
        }
    }

    private static void Drain()
    {
        while (engine.NextBatch().Count > 0)
        {
        }
    }

    private static Bytes[] InOrder(long step)
    {
        return Enumerable.Range(0, count).Select(at => (Bytes)("customer/" + (at * step % count).ToString("D7"))).ToArray();
    }

    private static IEnumerable<Bytes[]> Slices(Bytes[] keys)
    {
        for (int at = 0; at < count; at += Many)
        {
            var some = new Bytes[Many];
            Array.Copy(keys, at, some, 0, Many);
            yield return some;
        }
    }

    private static void GetMany()
    {
        foreach (Bytes[] some in Slices(asked))
        {
            engine.GetMany(some);
        }
    }

    private static void PutMany()
    {
        using (var group = new Group())
        {
            foreach (Bytes[] some in Slices(keys))
            {
                group.Clear();
                group.PutMany(some.Select(key => new KeyValuePair<Bytes, Bytes>(key, Value)));
                engine.Submit(group, MadeAt);
            }
        }
    }

    private static void ScanMany()
    {
        using (Scan scan = engine.Scan())
        {
            while (scan.NextMany(65536).Count > 0)
            {
            }
        }
    }

    private static void Measure(string name, Action run, Action before = null)
    {
        double best = double.MaxValue;
        for (int round = before == null ? 5 * rounds : rounds; round > 0; round--)
        {
            before?.Invoke();
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, (Stopwatch.GetTimestamp() - start) * 1e9 / Stopwatch.Frequency / count);
        }
        Console.WriteLine("{0} {1:F1}", name, best);
    }

    public static void Main(string[] arguments)
    {
        count = int.Parse(arguments[1]);
        rounds = int.Parse(arguments[2]);
        keys = InOrder(40503);
        other = InOrder(25717);
        var options = new Options { Path = arguments[0], Durability = Durability.Fast };
        using (engine = new Engine(options, new SyncOptions { NodeId = "bench", RequireAck = false }))
        {
            engine.Put("first", Value);
            Measure("put", Put, Drain);
            asked = other;
            Measure("get", Get);
            asked = keys;
            Measure("get_in_order", Get);
            Measure("next_batch", NextBatch, Put);
            asked = other;
            Measure("get_many", GetMany);
            asked = keys;
            Measure("get_many_in_order", GetMany);
            Measure("put_many", PutMany, Drain);
            Measure("scan_many", ScanMany);
        }
    }
}
