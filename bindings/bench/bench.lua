-- SPDX-License-Identifier: Apache-2.0

--- What a call costs in LuaJIT; `run` has the rules.

local ffi = require("ffi")
local softadastra = require("softadastra")

ffi.cdef("int clock_gettime(int clock, long *seconds_and_nanos);")

local path, count, rounds = arg[1], tonumber(arg[2]), tonumber(arg[3])
local MANY, MADE_AT, MONOTONIC = 256, 1700000000000, 1
local value, keys, other = ("v"):rep(64), {}, {}
for _, order in ipairs({ { keys, 40503 }, { other, 25717 } }) do
  for at = 0, count - 1 do
    order[1][at + 1] = ("customer/%07d"):format(at * order[2] % count)
  end
end
local engine = softadastra.open(path, {
  node_id = "bench",
  durability = softadastra.Durability.FAST,
  require_ack = false,
})
engine:put("first", value)

local function now_ns()
  local time = ffi.new("long[2]")
  ffi.C.clock_gettime(MONOTONIC, time)
  return tonumber(time[0]) * 1e9 + tonumber(time[1])
end

--- Keys, so many at a time.
local function slices(keys)
  local at = 1
  return function()
    if at <= count then
      at = at + MANY
      return { unpack(keys, at - MANY, at - 1) }
    end
  end
end

local function put()
  for _, key in ipairs(keys) do
    engine:put(key, value, MADE_AT)
  end
end

local asked = other

local function get()
  for _, key in ipairs(asked) do
    engine:get(key)
  end
end

local function next_batch()
  local seen = 0
  while seen < count do
    seen = seen + #engine:next_batch()
  end
end

local function get_many()
  for some in slices(asked) do
    engine:get_many(some)
  end
end

local function put_many()
  local group, values = softadastra.group(), {}
  for at = 1, MANY do
    values[at] = value
  end
  for some in slices(keys) do
    group:clear():put_many(some, values)
    engine:submit(group, MADE_AT)
  end
  group:close()
end

local function scan_many()
  local scan = engine:scan()
  while scan:next_many(65536) do
  end
  scan:close()
end

local function drain()
  while #engine:next_batch() > 0 do
  end
end

local function measure(name, run, before)
  local best = math.huge
  for _ = 1, before and rounds or 5 * rounds do
    if before then
      before()
    end
    local start = now_ns()
    run()
    best = math.min(best, (now_ns() - start) / count)
  end
  print(("%s %.1f"):format(name, best))
end

measure("put", put, drain)
measure("get", get)
asked = keys
measure("get_in_order", get)
measure("next_batch", next_batch, put)
asked = other
measure("get_many", get_many)
asked = keys
measure("get_many_in_order", get_many)
measure("put_many", put_many, drain)
measure("scan_many", scan_many)
engine:close()
