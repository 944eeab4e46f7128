// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Linq;
using Softadastra;

/// <summary>Two nodes brought to the same state over a channel that loses every third frame.</summary>
public static class TwoNodes
{
    private static long now = 1700000000000;
    private static int carried;

    private static Engine Open(string nodeId, ulong seed)
    {
        var options = new Options { Durability = Durability.MemoryOnly, Seed = seed };
        return new Engine(options, new SyncOptions { NodeId = nodeId }, () => now);
    }

    private static bool Carry(Session source, Session target)
    {
        bool moved = false;
        foreach (byte[] frame in source.Frames())
        {
            moved = true;
            carried++;
            if (carried % 3 != 0)
            {
                target.Handle(frame);
            }
        }
        return moved;
    }

    public static void Main()
    {
        using (Engine desk = Open("desk", 1), phone = Open("phone", 2))
        {
            desk.RegisterPeer("phone");
            phone.RegisterPeer("desk");
            for (int at = 0; at < 5; at++)
            {
                desk.Put("desk:" + at, "written offline", now);
                phone.Put("phone:" + at, "written offline", now);
            }
            using (Session one = desk.Session("phone"), other = phone.Session("desk"))
            {
                var equal = new HashSet<Session>();
                while (equal.Count < 2 || desk.State().AcknowledgedCount < 5)
                {
                    // After every change poll until there is nothing, then wait for the wake-up.
                    while (Carry(one, other) | Carry(other, one))
                    {
                    }
                    foreach (Session session in new[] { one, other })
                    {
                        if (session.Events().ToList().Any(found => found.EventType == EventType.Converged))
                        {
                            equal.Add(session);
                        }
                    }
                    var wakes = new[] { one.NextWakeup(), other.NextWakeup() };
                    now = Math.Max(now + 1, wakes.Min() ?? now);
                }
            }
            Console.WriteLine("desk has {0} phone has {1}", desk.Count, phone.Count);
            Console.WriteLine("equal digests {0}", desk.Digest().SequenceEqual(phone.Digest()) ? "yes" : "no");
            Console.WriteLine("desk-1 is at the phone: {0}", desk.IsAppliedAt("desk-1", "phone") ? "yes" : "no");
            Console.WriteLine("acknowledged {0}", desk.State().AcknowledgedCount);
        }
    }
}
