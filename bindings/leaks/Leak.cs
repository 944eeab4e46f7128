// SPDX-License-Identifier: Apache-2.0
using System;
using System.IO;
using Softadastra;

/// <summary>As leak.c, in C#.</summary>
public static class Leak
{
    private static long ResidentKib()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * 4;
    }

    private static void Turn()
    {
        using (var engine = new Engine(nodeId: "leak"))
        {
            engine.Put("k", "value", 1);
            engine.Get("k");
            using (Scan scan = engine.Scan())
            {
                scan.Next();
            }
            engine.Versions("k");
            try
            {
                engine.Ack("leak-9");
            }
            catch (SoftadastraException expected) when (expected.Code == ErrorCode.NotFound)
            {
                // There is no such operation.
            }
        }
    }

    public static void Main(string[] arguments)
    {
        int rounds = int.Parse(arguments[0]);
        long before = 0;
        for (int at = 0; at < rounds; at++)
        {
            Turn();
            if (at == rounds / 5)
            {
                before = ResidentKib();
            }
        }
        Console.WriteLine("{0} {1}", before, ResidentKib());
    }
}
