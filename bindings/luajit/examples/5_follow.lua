-- SPDX-License-Identifier: Apache-2.0

--- A copy that never misses a change: walk over what there is, then follow what happens.

local softadastra = require("softadastra")

local path = arg[1] .. "/follow.wal"
local options = { node_id = "desk", feed_retain_bytes = 2 ^ 24 }

local notes = softadastra.open(path, options)
notes:put("note:1", "east field")
notes:put("note:2", "west field")
notes:put("user:1", "Ada")
-- The position first, then the walk: what happens in between is in both, nothing in neither.
local position = notes:feed_end()
local scan = notes:scan({ prefix = "note:" })
notes:put("note:3", "written meanwhile")
for entry in scan do
  print(entry.key .. " = " .. entry.value)
end
scan:close()
notes:close()

notes = softadastra.open(path, options)
notes:remove("note:1")
notes:flush()
local feed = notes:feed(position)
for change in feed do
  local kind = change.operation_type == softadastra.OperationType.PUT and "put" or "delete"
  print("since then: " .. kind .. " " .. change.key .. " " .. change.value)
end
feed:close()
notes:close()
