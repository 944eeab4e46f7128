// SPDX-License-Identifier: Apache-2.0
using System;
using System.Linq;
using System.Text;
using Softadastra;

/// <summary>An order and its lines belong together: written, sent and taken in as a whole or not at all.</summary>
public static class OrderWithLines
{
    public static void Main()
    {
        using (var shop = new Engine(nodeId: "shop"))
        using (var stock = new Engine(nodeId: "stock"))
        {
            shop.PutLocal("cart:7", "3 lamps, 1 ladder");
            using (var order = new Group())
            {
                order.Put("order:7", "open, 2 lines").Put("order:7/line:1", "3 lamps");
                order.Put("order:7/line:2", "1 ladder").Remove("cart:7");
                Console.WriteLine("placed as {0} owed {1}", shop.Submit(order).SyncId, shop.State().OutboxSize);
                try
                {
                    order.Put("order:7", "twice");
                }
                catch (SoftadastraException error)
                {
                    Console.WriteLine("refused: {0}", error.Text);
                }
            }
            Console.WriteLine("cart:7 = {0}", shop.GetText("cart:7") ?? "nothing");

            // One operation on the way, whatever carries it.
            foreach (Envelope envelope in shop.NextBatch())
            {
                Received received = stock.Receive(Engine.Encode(envelope.Op));
                Console.WriteLine("stock takes {0} created {1}", envelope.Op.SyncId, received.Apply.Created);
                shop.Ack(envelope.Op.SyncId);
            }
            foreach (Entry entry in stock.Scan("order:7"))
            {
                Console.WriteLine("{0} = {1}", Encoding.UTF8.GetString(entry.Key), Encoding.UTF8.GetString(entry.Value));
            }
            Console.WriteLine("equal digests {0}", shop.Digest().SequenceEqual(stock.Digest()) ? "yes" : "no");
        }
    }
}
