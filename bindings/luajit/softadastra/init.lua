-- SPDX-License-Identifier: Apache-2.0

--- Softadastra Sync: writes on the device first, and brings it to every other one.
---
---     local notes = softadastra.open("notes.wal", { node_id = "tablet-7" })
---     notes:put("note:1", "well 4 is dry")

jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")
local library = require("softadastra.library")
local handles = require("softadastra.handles")
local Engine = require("softadastra.engine")
local Client = require("softadastra.client")
local wal = require("softadastra.wal")

local C = library.C
local NOTHING = raw.SDA_NOTHING
local scratch = function()
  return library.scratch
end

local softadastra = { VERSION = "0.1.0", Error = library.Error, group = handles.Group.new }
for name, family in pairs(raw) do
  if name:find("^%u%l") then
    softadastra[name] = family
  end
end

--- Opens the database with that log file, or one in memory for nil. `options.node_id` is the name under which
--- it replicates, `options.clock` replaces the system's clock: a function that returns milliseconds since
--- 1970. Everything else is a field of `sda_options` or `sda_sync_options`, under its own name.
softadastra.open = Engine.open

--- Opens a client: such a database that is kept the same on others. `options.node_id` has to be there;
--- everything else is as for `open`, or a field of `sda_client_options`. No network service starts.
softadastra.client = Client.open

--- Opens a file of records of format 1 for appending, locked; it is made when it is missing. A database does
--- not need one, and converts one when it is opened on it.
softadastra.wal = wal.Wal.open

--- Every byte of such a file, also while somebody writes to it.
softadastra.wal_read = wal.read

--- A walk over the records of such a file: `for record in softadastra.wal_reader(path) do`.
softadastra.wal_reader = wal.Reader.open

--- A secret key and its public key, from the system's randomness, 32 bytes each. The secret serves as a group
--- key too.
function softadastra.generate_keys()
  local secret, public = ffi.gc(ffi.new("sda_buf"), C.sda_buf_free), ffi.gc(ffi.new("sda_buf"), C.sda_buf_free)
  local slot = scratch().error
  library.check(C.sda_keys_generate(secret, public, slot), slot)
  return ffi.string(secret.ptr, secret.len), ffi.string(public.ptr, public.len)
end

--- The same for a database that nobody writes.
function softadastra.verify(path)
  local out, slot = library.place("sda_findings"), scratch().error
  library.check(C.sda_verify(library.options("sda_options", { path = path }), out, slot), slot)
  return library.verification(out[0])
end

--- Builds a new database from everything that is provably intact of a damaged one: `totals`, `losses` and
--- `missing`.
function softadastra.salvage(path, to)
  local out, slot = library.place("sda_losses"), scratch().error
  library.check(C.sda_salvage(library.options("sda_options", { path = path }), to, #to, out, slot), slot)
  local list = ffi.gc(out[0], C.sda_losses_free)
  local filled, one, missing = library.struct("sda_salvaged"), library.struct("sda_missing"), {}
  library.check(C.sda_losses_totals(list, filled, slot), slot)
  local totals = library.read("sda_salvaged", filled)
  for index = 0, totals.missing_count - 1 do
    library.check(C.sda_losses_missing(list, index, one, slot), slot)
    missing[#missing + 1] = library.read("sda_missing", one)
  end
  return { totals = totals, losses = library.list(ffi.gc(list, nil), "losses", "sda_loss"), missing = missing }
end

--- The wire bytes of an operation.
function softadastra.encode(operation)
  local s = scratch()
  library.check(C.sda_op_encode(library.given("sda_op", operation), s.buf, s.error), s.error)
  return library.taken()
end

--- Reads the wire bytes of one operation.
softadastra.decode = library.decode

--- How long the frame at the front of a stream is; nil while its head is not complete.
function softadastra.frame_bytes(data, frame_bytes_max)
  local s = scratch()
  local status = C.sda_frame_bytes(data, #data, frame_bytes_max or 1024 * 1024, s.number, s.error)
  if library.check(status, s.error) ~= NOTHING then
    return library.number(s.number[0])
  end
end

--- A short English name of a status.
function softadastra.status_name(status)
  return ffi.string(C.sda_status_name(status))
end

return softadastra
