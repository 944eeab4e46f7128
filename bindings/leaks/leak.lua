-- SPDX-License-Identifier: Apache-2.0

--- As leak.c, in LuaJIT.

local softadastra = require("softadastra")

local function resident_kib()
  collectgarbage()
  collectgarbage()
  local file = assert(io.open("/proc/self/statm"))
  local pages = file:read("*a"):match("^%d+ (%d+)")
  file:close()
  return tonumber(pages) * 4
end

local function turn()
  local engine = softadastra.open(nil, { node_id = "leak" })
  engine:put("k", "value", 1)
  engine:get("k")
  local scan = engine:scan()
  scan:next()
  scan:close()
  engine:versions("k")
  local ok, problem = pcall(engine.ack, engine, "leak-9")
  assert(not ok and problem.code == "not_found")
  engine:close()
end

local rounds, before = tonumber(arg[1]), 0
for at = 0, rounds - 1 do
  turn()
  if at == math.floor(rounds / 5) then
    before = resident_kib()
  end
end
print(before .. " " .. resident_kib())
