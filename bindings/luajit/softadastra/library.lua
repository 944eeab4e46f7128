-- SPDX-License-Identifier: Apache-2.0

--- Finds and loads the library, and turns what calls answer into values and errors.

-- Calls may run callbacks, and compiled code must not be on the way to them.
jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")

local library = {}

local function path()
  local given = os.getenv("SOFTADASTRA_LIBRARY")
  if given and given ~= "" then
    return given
  end
  local name = jit.os == "OSX" and "libsoftadastra.dylib" or "libsoftadastra.so"
  local beside = debug.getinfo(1, "S").source:match("^@(.*/)") or "./"
  local file = io.open(beside .. name, "rb")
  if not file then
    return "softadastra"
  end
  file:close()
  return beside .. name
end

local C = ffi.load(path())
if C.sda_abi_version() ~= raw.SDA_ABI_VERSION then
  error(("softadastra: library has ABI %d, not %d"):format(C.sda_abi_version(), raw.SDA_ABI_VERSION))
end
library.C = C

--- What is thrown: `status` is the number of an error, `code` its name, `text` is the same for all of its
--- kind, `context` names value and limit.
local Error = {}
Error.__index = Error
Error.__tostring = function(self)
  return self.context == "" and self.text or self.text .. ": " .. self.context
end
library.Error = Error

--- Throws an error of the library.
function library.fail(status, text, context)
  local code = raw.errors[status] or "unknown"
  error(setmetatable({ status = status, code = code, text = text, context = context or "" }, Error), 0)
end

--- The same for one that is named by its code.
function library.fail_as(code, text, context)
  for status, name in pairs(raw.errors) do
    if name == code then
      library.fail(status, text, context)
    end
  end
end

--- Throws the error of something that was closed.
function library.fail_closed(what)
  library.fail_as("closed", what .. " is closed")
end

local KEPT_BYTES_MAX = 64 * 1024

local function new_scratch()
  return {
    error = ffi.new("sda_error *[1]"),
    buf = ffi.gc(ffi.new("sda_buf"), C.sda_buf_free),
    number = ffi.new("uint64_t[1]"),
    millis = ffi.new("int64_t[1]"),
    count = ffi.new("uint32_t[1]"),
    size = ffi.new("size_t[1]"),
  }
end

--- Places that calls write to.
library.scratch = new_scratch()

--- Runs a function with a scratch of its own: true and what it returns, or false and what it threw.
function library.inside(work, ...)
  local outer = library.scratch
  library.scratch = new_scratch()
  local ok, value = pcall(work, ...)
  library.scratch = outer
  return ok, value
end

--- Lets go of the error object of a failed call.
function library.forget(slot)
  if slot[0] ~= nil then
    C.sda_error_free(slot[0])
    slot[0] = nil
  end
end

--- The status of a call that did not fail.
function library.check(status, slot)
  if status >= 0 then
    return status
  end
  local text, context = ffi.string(C.sda_status_name(status)), ""
  if slot and slot[0] ~= nil then
    text = ffi.string(C.sda_error_message(slot[0]))
    context = ffi.string(C.sda_error_context(slot[0]))
    library.forget(slot)
  end
  library.fail(status, text, context)
end

--- So many arguments, and one more behind them.
function library.append(last, count, first, ...)
  if count == 0 then
    return last
  end
  return first, library.append(last, count - 1, ...)
end

--- What a call filled the buffer of the scratch with.
function library.taken()
  local buf = library.scratch.buf
  local value = ffi.string(buf.ptr, buf.len)
  if buf.cap > KEPT_BYTES_MAX then
    C.sda_buf_free(buf)
  end
  return value
end

local swapped = ffi.abi("le") and function(size)
  return size
end or function(size)
  return tonumber(ffi.cast("uint32_t", bit.bswap(size)))
end

--- Byte strings one after the other and their sizes, each with its length, as calls take them.
function library.joined(values)
  local sizes = ffi.new("uint32_t[?]", math.max(#values, 1))
  for at = 1, #values do
    sizes[at - 1] = swapped(#values[at])
  end
  local data = table.concat(values)
  return data, #data, ffi.cast("const uint8_t *", sizes), 4 * #values, sizes
end

--- The byte strings that stand one after the other in buffers; false where a size says absent.
local function apart(data, sizes)
  local parts, bytes, each = {}, data.ptr, ffi.cast("const uint32_t *", sizes.ptr)
  for index = 0, tonumber(sizes.len) / 4 - 1 do
    local size = swapped(each[index])
    if size == raw.SDA_SIZE_ABSENT then
      parts[index + 1] = false
    else
      parts[index + 1] = ffi.string(bytes, size)
      bytes = bytes + size
    end
  end
  return parts
end

--- What a call fills pairs of buffers with, bytes and their sizes; nothing when there was nothing.
function library.filling(pairs_count, call)
  local bufs = {}
  for at = 1, 2 * pairs_count do
    bufs[at] = ffi.gc(ffi.new("sda_buf"), C.sda_buf_free)
  end
  if call(unpack(bufs)) ~= raw.SDA_NOTHING then
    local found = {}
    for at = 1, pairs_count do
      found[at] = apart(bufs[2 * at - 1], bufs[2 * at])
    end
    for _, buf in ipairs(bufs) do
      C.sda_buf_free(ffi.gc(buf, nil))
    end
    return unpack(found)
  end
end

local EXACT = 2 ^ 53

--- A number of Lua where that is exact, else 64 bits as they are.
function library.number(value)
  local found = tonumber(value)
  return (found < EXACT and found > -EXACT) and found or value
end

-- Types by their names: reading a name takes longer than making the thing.
local types = setmetatable({}, {
  __index = function(self, name)
    self[name] = ffi.typeof(name)
    return self[name]
  end,
})

--- A place where a call puts a pointer to something of that type.
function library.place(type)
  return types[type .. " *[1]"]()
end

--- A struct of the library with its size filled in.
function library.struct(name)
  local type = types[name]
  local found = type()
  found.struct_size = ffi.sizeof(type)
  return found
end

-- What makes the value of a field out of the struct `c`.
local KINDS = {
  number = "number(c.%s)",
  flag = "c.%s ~= 0",
  bytes = "text(c.%s, c.%s_len)",
  ["bytes?"] = "c.%s ~= nil and text(c.%s, c.%s_len) or nil",
}

local readers = {}

-- A function that reads one kind of record. Written out, because a loop over the fields takes three times as long.
local function reader(name)
  local fields = {}
  for at, field in ipairs(raw.records[name]) do
    local key, kind = field[1], field[2]
    local value = KINDS[kind] or ("read(%q, c.%%s)"):format(kind)
    fields[at] = key .. " = " .. value:gsub("%%s", key)
  end
  local code = "local number, text, read = ... return function(c) return { %s } end"
  local made = assert(loadstring(code:format(table.concat(fields, ", "))))
  readers[name] = made(library.number, ffi.string, library.read)
  return readers[name]
end

--- A record as a table; its bytes are copied.
function library.read(name, c)
  return (readers[name] or reader(name))(c)
end

-- These loops call nothing of the library, so they may be compiled.
for _, loop in ipairs({ swapped, library.joined, apart, library.number, library.read }) do
  jit.on(loop)
end

local function number(value)
  if type(value) == "boolean" then
    return value and 1 or 0
  end
  return value
end

--- Writes values into a struct; they have to stay referenced for as long as it is used.
local function fill(c, fields, values)
  local kinds = {}
  for _, field in ipairs(fields) do
    kinds[field[1]] = field[2]
  end
  for key, value in pairs(values) do
    if not kinds[key] then
      error("no such option: " .. tostring(key), 0)
    end
    if kinds[key]:find("^bytes") then
      c[key] = ffi.cast("const uint8_t *", value)
      c[key .. "_len"] = #value
    else
      c[key] = number(value)
    end
  end
  return c
end

--- A struct of options: the library's defaults, then what is given.
function library.options(name, values)
  local found = library.struct(name)
  library.check(C[name .. "_init"](found))
  return fill(found, raw.options[name], values)
end

--- The struct of a record that is handed in.
function library.given(name, record)
  return fill(library.struct(name), raw.records[name], record)
end

--- Everything in a list of the library; the list stays.
function library.items(list, noun, record)
  local items, slot = {}, library.scratch.error
  local out, get = library.struct(record), C["sda_" .. noun .. "_get"]
  for index = 0, tonumber(C["sda_" .. noun .. "_len"](list)) - 1 do
    library.check(get(list, index, out, slot), slot)
    items[#items + 1] = library.read(record, out)
  end
  return items
end

--- The same, and the list is freed.
function library.list(list, noun, record)
  list = ffi.gc(list, C["sda_" .. noun .. "_free"])
  local items = library.items(list, noun, record)
  C["sda_" .. noun .. "_free"](ffi.gc(list, nil))
  return items
end

--- What a verification has read and found; the list is freed.
function library.verification(list)
  list = ffi.gc(list, C.sda_findings_free)
  local out, slot = library.struct("sda_verified"), library.scratch.error
  library.check(C.sda_findings_totals(list, out, slot), slot)
  local totals = library.read("sda_verified", out)
  return { totals = totals, findings = library.list(ffi.gc(list, nil), "findings", "sda_finding") }
end

--- Reads the wire bytes of one operation.
function library.decode(data)
  local out, slot = ffi.new("sda_ops *[1]"), library.scratch.error
  library.check(C.sda_op_decode(data, #data, out, slot), slot)
  return library.list(out[0], "ops", "sda_envelope")[1].op
end

--- Functions of the application that run inside calls. What they throw waits until the call has returned:
--- nothing may unwind through the library.
local Callbacks = {}
Callbacks.__index = Callbacks

function library.callbacks()
  return setmetatable({ inside = false, raised = nil, slots = {} }, Callbacks)
end

--- What a callback threw comes out of the call that it ran in.
function Callbacks:rethrow(slot)
  local raised = self.raised
  if raised then
    self.raised = nil
    library.forget(slot)
    error(raised[1], 0)
  end
end

local function run(self, work, ...)
  self.inside = true
  local ok, value = library.inside(work, ...)
  self.inside = false
  if not ok then
    self.raised = self.raised or { value }
    return nil
  end
  return value
end

--- Keeps a function under a name, and gives back the slot of the one before.
function Callbacks:keep(name, slot)
  local before = self.slots[name]
  self.slots[name] = slot
  if before then
    before:free()
  end
end

--- Gives all slots back, of which there are few.
function Callbacks:free()
  for _, name in ipairs({ "clock", "merge", "notify" }) do
    self:keep(name, nil)
  end
end

function Callbacks:clock(clock)
  local last = 0
  return ffi.cast("sda_clock_fn", function(_, wall, monotonic)
    last = run(self, function()
      return assert(tonumber(clock()), "a clock answers a number")
    end) or last
    wall[0], monotonic[0] = last, last
  end)
end

function Callbacks:merge(merge)
  return ffi.cast("sda_merge_fn", function(_, key, key_len, versions, _, _, merged)
    return run(self, function()
      local items = library.items(versions, "versions", "sda_version")
      local value = merge(ffi.string(key, key_len), items)
      if value == nil then
        return raw.SDA_NOTHING
      end
      local slot = library.scratch.error
      return library.check(C.sda_buf_set(merged, value, #value, slot), slot)
    end) or -1
  end)
end

function Callbacks:notify(notify)
  return ffi.cast("sda_notify_fn", function(_, notice, text, text_len)
    run(self, function()
      notify(library.read("sda_notice", notice), ffi.string(text, text_len))
    end)
  end)
end

return library
