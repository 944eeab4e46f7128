-- SPDX-License-Identifier: Apache-2.0

--- Two nodes brought to the same state over a channel that loses every third frame.

local softadastra = require("softadastra")

local now = 1700000000000
local function clock()
  return now
end

local carried = 0
local function carry(source, target)
  local moved = false
  for frame in source:frames() do
    moved, carried = true, carried + 1
    if carried % 3 ~= 0 then
      target:handle(frame)
    end
  end
  return moved
end

local desk = softadastra.open(nil, { node_id = "desk", clock = clock, seed = 1 })
local phone = softadastra.open(nil, { node_id = "phone", clock = clock, seed = 2 })
desk:register_peer("phone")
phone:register_peer("desk")
for at = 0, 4 do
  desk:put("desk:" .. at, "written offline", now)
  phone:put("phone:" .. at, "written offline", now)
end
local one, other = desk:session("phone"), phone:session("desk")
local equal = {}
while not (equal[one] and equal[other]) or desk:state().acknowledged_count < 5 do
  -- After every change poll until there is nothing, then wait for the wake-up.
  repeat
    local there, back = carry(one, other), carry(other, one)
  until not there and not back
  local wakes = {}
  for _, session in ipairs({ one, other }) do
    for event in session:events() do
      equal[session] = equal[session] or event.event_type == softadastra.EventType.CONVERGED
    end
    wakes[#wakes + 1] = session:next_wakeup()
  end
  now = math.max(now + 1, #wakes > 0 and math.min(unpack(wakes)) or now)
end
print("desk has " .. desk:size() .. " phone has " .. phone:size())
print("equal digests " .. (desk:digest() == phone:digest() and "yes" or "no"))
print("desk-1 is at the phone: " .. (desk:is_applied_at("desk-1", "phone") and "yes" or "no"))
print("acknowledged " .. desk:state().acknowledged_count)
for _, held in ipairs({ one, other, desk, phone }) do
  held:close()
end
