// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Softadastra;

/// <summary>Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge.</summary>
public static class Conflicts
{
    private static void Deliver(Engine source, Engine target)
    {
        foreach (Envelope envelope in source.NextBatch())
        {
            target.Receive(Engine.Encode(envelope.Op));
            source.Ack(envelope.Op.SyncId);
        }
    }

    /// <summary>A value is a set of words: the same answer whoever asks.</summary>
    private static byte[] Union(byte[] key, IReadOnlyList<KeyVersion> versions)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (KeyVersion version in versions)
        {
            words.UnionWith(Encoding.UTF8.GetString(version.Value).Split(' '));
        }
        return Encoding.UTF8.GetBytes(string.Join(" ", words));
    }

    public static void Main()
    {
        using (var desk = new Engine(nodeId: "desk"))
        using (var phone = new Engine(nodeId: "phone"))
        {
            desk.Put("list", "milk eggs", 1700000010000);
            phone.Put("list", "milk tea", 1700000011000);
            desk.Put("shop", "corner", 1700000012000);
            phone.Put("shop", "market", 1700000011000);
            Deliver(desk, phone);
            Deliver(phone, desk);
            foreach (Contested conflict in desk.Conflicts())
            {
                var sides = conflict.Sides.Select(side => side.NodeId + " " + Encoding.UTF8.GetString(side.Value));
                Console.WriteLine("{0}: {1}", Encoding.UTF8.GetString(conflict.Key),
                    string.Join(", ", sides.OrderBy(side => side, StringComparer.Ordinal)));
            }

            // Whoever writes next has seen both sides, and ends the conflict everywhere.
            phone.Put("shop", "corner, then market", 1700000020000);
            Deliver(phone, desk);
            Console.WriteLine("shop = {0}", desk.GetText("shop"));

            // For the rest a function decides; nothing of it is stored.
            desk.SetPolicy(Policy.Custom);
            desk.SetMerge(Union);
            Console.WriteLine("list = {0}", desk.GetText("list"));
            Console.WriteLine("conflicts {0}", desk.Conflicts().Count);
        }
    }
}
