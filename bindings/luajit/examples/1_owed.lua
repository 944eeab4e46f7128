-- SPDX-License-Identifier: Apache-2.0

--- A write that is durable here and owed to the other side, from submit to acknowledgement.

local softadastra = require("softadastra")

local path = arg[1] .. "/notes.wal"
local notes = softadastra.open(path, { node_id = "laptop" })
for _, text in ipairs({ "buy bread", "call Ada" }) do
  local operation = notes:put("note:" .. text:sub(1, 1), text)
  print("submitted " .. operation.sync_id .. " version " .. operation.version)
end
for _, envelope in ipairs(notes:next_batch()) do
  print("send " .. envelope.op.sync_id .. ": " .. envelope.op.value)
end
print("in flight " .. notes:state().in_flight_count)
notes:ack("laptop-1")
local ok, problem = pcall(notes.ack, notes, "laptop-9")
if not ok and problem.code == "not_found" then
  print("refused: " .. problem.text)
end
notes:close()

-- What was not acknowledged is still owed after a restart.
notes = softadastra.open(path, { node_id = "laptop" })
print("owed after restart " .. notes:report().owed_count)
notes:close()
