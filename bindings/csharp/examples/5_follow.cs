// SPDX-License-Identifier: Apache-2.0
using System;
using System.Text;
using Softadastra;

/// <summary>A copy that never misses a change: walk over what there is, then follow what happens.</summary>
public static class Follow
{
    private static Engine Open(string folder)
    {
        var options = new Options { Path = folder + "/follow.wal", FeedRetainBytes = 1 << 24 };
        return new Engine(options, new SyncOptions { NodeId = "desk" });
    }

    public static void Main(string[] arguments)
    {
        ulong position;
        using (Engine notes = Open(arguments[0]))
        {
            notes.Put("note:1", "east field");
            notes.Put("note:2", "west field");
            notes.Put("user:1", "Ada");
            // The position first, then the walk: what happens in between is in both, nothing in neither.
            position = notes.FeedEnd();
            using (Scan scan = notes.Scan("note:"))
            {
                notes.Put("note:3", "written meanwhile");
                foreach (Entry entry in scan)
                {
                    Console.WriteLine("{0} = {1}", Encoding.UTF8.GetString(entry.Key), Encoding.UTF8.GetString(entry.Value));
                }
            }
        }

        using (Engine notes = Open(arguments[0]))
        {
            notes.Remove("note:1");
            notes.Flush();
            using (Feed feed = notes.Feed(position))
            {
                foreach (Change change in feed)
                {
                    string kind = change.OperationType == OperationType.Put ? "put" : "delete";
                    Console.WriteLine("since then: {0} {1} {2}", kind, Encoding.UTF8.GetString(change.Key),
                        Encoding.UTF8.GetString(change.Value));
                }
            }
        }
    }
}
