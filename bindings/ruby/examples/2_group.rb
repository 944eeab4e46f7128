# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# An order and its lines belong together: written, sent and taken in as a whole or not at all.

require "softadastra"

shop = Softadastra::Engine.new(node_id: "shop")
stock = Softadastra::Engine.new(node_id: "stock")

shop.put_local("cart:7", "3 lamps, 1 ladder")
Softadastra::Group.open do |order|
  order.put("order:7", "open, 2 lines").put("order:7/line:1", "3 lamps")
  order.put("order:7/line:2", "1 ladder").remove("cart:7")
  puts "placed as #{shop.submit(order).sync_id} owed #{shop.state.outbox_size}"
  begin
    order.put("order:7", "twice")
  rescue Softadastra::Error => e
    puts "refused: #{e.text}"
  end
end
puts "cart:7 = #{shop.get("cart:7") || "nothing"}"

# One operation on the way, whatever carries it.
shop.next_batch.each do |envelope|
  received = stock.receive(Softadastra.encode(envelope.op))
  puts "stock takes #{envelope.op.sync_id} created #{received.apply.created}"
  shop.ack(envelope.op.sync_id)
end
stock.scan(prefix: "order:7") do |scan|
  scan.each { |entry| puts "#{entry.key} = #{entry.value}" }
end
puts "equal digests #{shop.digest == stock.digest ? "yes" : "no"}"
[shop, stock].each(&:close)
