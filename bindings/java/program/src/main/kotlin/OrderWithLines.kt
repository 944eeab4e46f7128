// SPDX-License-Identifier: Apache-2.0
import softadastra.Engine
import softadastra.Group
import softadastra.SoftadastraException

/** An order and its lines belong together: written, sent and taken in as a whole or not at all. */
fun main() {
    val now = System.currentTimeMillis()
    Engine.inMemory("shop").use { shop ->
        Engine.inMemory("stock").use { stock ->
            shop.putLocal("cart:7".toByteArray(), "3 lamps, 1 ladder".toByteArray(), now)
            Group().use { order ->
                order.put("order:7", "open, 2 lines").put("order:7/line:1", "3 lamps")
                order.put("order:7/line:2", "1 ladder").remove("cart:7")
                val placed = shop.submit(order, now)
                println("placed as ${placed.syncId()} owed ${shop.state().outboxSize()}")
                try {
                    order.put("order:7", "twice")
                } catch (error: SoftadastraException) {
                    println("refused: ${error.text()}")
                }
            }
            println("cart:7 = ${shop.get("cart:7") ?: "nothing"}")

            // One operation on the way, whatever carries it.
            for (envelope in shop.nextBatch()) {
                val arrived = Engine.decode(Engine.encode(envelope.op()))
                val created = stock.receive(arrived).apply().created()
                println("stock takes ${arrived.syncId()} created $created")
                shop.ack(arrived.syncId())
            }
            stock.scan("order:7").use { scan ->
                for (entry in scan) println("${String(entry.key())} = ${String(entry.value())}")
            }
            val equal = shop.digest().contentEquals(stock.digest())
            println("equal digests ${if (equal) "yes" else "no"}")
        }
    }
}
