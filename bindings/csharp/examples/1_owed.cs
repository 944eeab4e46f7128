// SPDX-License-Identifier: Apache-2.0
using System;
using System.Text;
using Softadastra;

/// <summary>A write that is durable here and owed to the other side, from submit to acknowledgement.</summary>
public static class Owed
{
    public static void Main(string[] arguments)
    {
        string path = arguments[0] + "/notes.wal";
        using (var notes = new Engine(path, "laptop"))
        {
            foreach (string text in new[] { "buy bread", "call Ada" })
            {
                Operation operation = notes.Put("note:" + text[0], text);
                Console.WriteLine("submitted {0} version {1}", operation.SyncId, operation.Version);
            }
            foreach (Envelope envelope in notes.NextBatch())
            {
                Console.WriteLine("send {0}: {1}", envelope.Op.SyncId, Encoding.UTF8.GetString(envelope.Op.Value));
            }
            Console.WriteLine("in flight {0}", notes.State().InFlightCount);
            notes.Ack("laptop-1");
            try
            {
                notes.Ack("laptop-9");
            }
            catch (SoftadastraException error) when (error.Code == ErrorCode.NotFound)
            {
                Console.WriteLine("refused: {0}", error.Text);
            }
        }

        // What was not acknowledged is still owed after a restart.
        using (var notes = new Engine(path, "laptop"))
        {
            Console.WriteLine("owed after restart {0}", notes.Report().OwedCount);
        }
    }
}
