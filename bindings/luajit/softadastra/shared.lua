-- SPDX-License-Identifier: Apache-2.0

--- What an engine and a client have in common: how they are opened, called and closed.

jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")
local library = require("softadastra.library")

local C = library.C
local NOTHING = raw.SDA_NOTHING
local scratch = function()
  return library.scratch
end

local Shared = {}
Shared.__index = Shared

--- A class of such things. It has `what` it is called and the function that lets it go, `free`.
function Shared.class(what, free)
  local found = setmetatable({ what = what, free = free }, Shared)
  found.__index = found
  return found
end

--- What of the options belongs to each of these structs; a field may be in two of them.
function Shared.divide(options, ...)
  local parts, known = {}, {}
  for at, struct in ipairs({ ... }) do
    parts[at] = {}
    for _, field in ipairs(raw.options[struct]) do
      local name = field[1]
      known[name] = true
      parts[at][name] = options[name]
    end
  end
  for name in pairs(options) do
    if not known[name] then
      error("no such option: " .. tostring(name), 0)
    end
  end
  return unpack(parts)
end

--- One table with the fields of both; those of the second count.
function Shared.merged(one, other)
  local both = {}
  for _, from in ipairs({ one, other }) do
    for name, value in pairs(from) do
      both[name] = value
    end
  end
  return both
end

--- The options of an engine with its place and clock.
function Shared.placed(options, path, callbacks, clock)
  local found = Shared.merged(options, { path = path })
  if not path and not found.durability then
    found.durability = raw.Durability.MEMORY_ONLY
  end
  local settings = library.options("sda_options", found)
  if clock then
    settings.clock = callbacks:clock(clock)
    callbacks:keep("clock", settings.clock)
  end
  return settings, found
end

--- What a function opens under these structs, as an object of a class. Callbacks are given back with it.
function Shared.opening(class, type, callbacks, open, ...)
  local out, slot = library.place(type), scratch().error
  local arguments, count = { ... }, select("#", ...)
  arguments[count + 1], arguments[count + 2] = out, slot
  local ok, thrown = pcall(function()
    local status = open(unpack(arguments, 1, count + 2))
    callbacks:rethrow(slot)
    library.check(status, slot)
  end)
  if not ok then
    callbacks:free()
    error(thrown, 0)
  end
  local free = class.free
  local pointer = ffi.gc(out[0], function(pointer)
    free(pointer, nil)
    callbacks:free()
  end)
  return setmetatable({ pointer = pointer, callbacks = callbacks }, class)
end

--- Makes everything durable and lets go. Closing again does nothing.
function Shared:close()
  if self.callbacks.inside then
    library.fail_as("busy", self.what .. " is in use by the callback that closes it")
  end
  local pointer, slot = self.pointer, scratch().error
  if pointer then
    self.pointer = nil
    local status = self.free(ffi.gc(pointer, nil), slot)
    if not self.client then
      self.callbacks:free()
    end
    library.check(status, slot)
  end
end

function Shared:is_open()
  return self.pointer ~= nil
end

--- Runs a call that is given the pointer and the error slot.
function Shared:run(call)
  local slot = scratch().error
  local status = call(self.pointer or library.fail_closed(self.what), slot)
  self.callbacks:rethrow(slot)
  return library.check(status, slot)
end

--- Calls a function with the pointer in front and the error slot behind.
function Shared:call(call, ...)
  local slot = scratch().error
  local pointer = self.pointer or library.fail_closed(self.what)
  local status = call(pointer, library.append(slot, select("#", ...), ...))
  self.callbacks:rethrow(slot)
  return library.check(status, slot)
end

--- The handle that a function gives.
function Shared:opened(type, call, ...)
  local out = library.place(type)
  self:call(call, library.append(out, select("#", ...), ...))
  return out[0]
end

--- The number of 64 bits that a function answers with.
function Shared:counted(call, ...)
  local number = scratch().number
  self:call(call, library.append(number, select("#", ...), ...))
  return library.number(number[0])
end

--- The record that a function fills.
function Shared:filled(record, call, ...)
  local out = library.struct(record)
  self:call(call, library.append(out, select("#", ...), ...))
  return library.read(record, out)
end

--- The bytes that a function fills the buffer with; nil for nothing.
function Shared:buffered(call, ...)
  if self:call(call, scratch().buf, ...) ~= NOTHING then
    return library.taken()
  end
end

--- The operations of a list that a function gives.
function Shared:envelopes(call, ...)
  return library.list(self:opened("sda_ops", call, ...), "ops", "sda_envelope")
end

return Shared
