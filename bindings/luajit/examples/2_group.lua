-- SPDX-License-Identifier: Apache-2.0

--- An order and its lines belong together: written, sent and taken in as a whole or not at all.

local softadastra = require("softadastra")

local shop = softadastra.open(nil, { node_id = "shop" })
local stock = softadastra.open(nil, { node_id = "stock" })

shop:put_local("cart:7", "3 lamps, 1 ladder")
local order = softadastra.group()
order:put("order:7", "open, 2 lines"):put("order:7/line:1", "3 lamps")
order:put("order:7/line:2", "1 ladder"):remove("cart:7")
print("placed as " .. shop:submit(order).sync_id .. " owed " .. shop:state().outbox_size)
local ok, problem = pcall(order.put, order, "order:7", "twice")
if not ok then
  print("refused: " .. problem.text)
end
order:close()
print("cart:7 = " .. (shop:get("cart:7") or "nothing"))

-- One operation on the way, whatever carries it.
for _, envelope in ipairs(shop:next_batch()) do
  local received = stock:receive(softadastra.encode(envelope.op))
  print("stock takes " .. envelope.op.sync_id .. " created " .. received.apply.created)
  shop:ack(envelope.op.sync_id)
end
for entry in stock:scan({ prefix = "order:7" }) do
  print(entry.key .. " = " .. entry.value)
end
print("equal digests " .. (shop:digest() == stock:digest() and "yes" or "no"))
shop:close()
stock:close()
