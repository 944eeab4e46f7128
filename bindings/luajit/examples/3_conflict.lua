-- SPDX-License-Identifier: Apache-2.0

--- Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge.

local softadastra = require("softadastra")

local function deliver(source, target)
  for _, envelope in ipairs(source:next_batch()) do
    target:receive(softadastra.encode(envelope.op))
    source:ack(envelope.op.sync_id)
  end
end

--- A value is a set of words: the same answer whoever asks.
local function union(_, versions)
  local seen, words = {}, {}
  for _, version in ipairs(versions) do
    for word in version.value:gmatch("%S+") do
      if not seen[word] then
        seen[word] = true
        words[#words + 1] = word
      end
    end
  end
  table.sort(words)
  return table.concat(words, " ")
end

local desk = softadastra.open(nil, { node_id = "desk" })
local phone = softadastra.open(nil, { node_id = "phone" })
desk:put("list", "milk eggs", 1700000010000)
phone:put("list", "milk tea", 1700000011000)
desk:put("shop", "corner", 1700000012000)
phone:put("shop", "market", 1700000011000)
deliver(desk, phone)
deliver(phone, desk)
for _, conflict in ipairs(desk:conflicts()) do
  local sides = {}
  for at, side in ipairs(conflict.sides) do
    sides[at] = side.node_id .. " " .. side.value
  end
  table.sort(sides)
  print(conflict.key .. ": " .. table.concat(sides, ", "))
end

-- Whoever writes next has seen both sides, and ends the conflict everywhere.
phone:put("shop", "corner, then market", 1700000020000)
deliver(phone, desk)
print("shop = " .. desk:get("shop"))

-- For the rest a function decides; nothing of it is stored.
desk:set_policy(softadastra.Policy.CUSTOM)
desk:set_merge(union)
print("list = " .. desk:get("list"))
print("conflicts " .. #desk:conflicts())
desk:close()
phone:close()
