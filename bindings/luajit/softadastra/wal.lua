-- SPDX-License-Identifier: Apache-2.0

--- Files of records of format 1. A database does not need them, and converts one when it is opened on it.

jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")
local library = require("softadastra.library")
local handles = require("softadastra.handles")

local C = library.C

local Wal = handles.class("wal", function(pointer)
  C.sda_wal_close(pointer, nil)
end)

--- As `softadastra.wal`.
function Wal.open(path)
  local slot, out = library.scratch.error, library.place("sda_wal")
  library.check(C.sda_wal_open(path, #path, out, slot), slot)
  return handles.new(Wal, out[0])
end

--- Looks for records, once: numbers go on behind the last one, a torn tail is set aside.
function Wal:recover()
  local out = library.struct("sda_wal_recovery")
  self:call(C.sda_wal_recover, out)
  return library.read("sda_wal_recovery", out)
end

--- Appends bytes as they are.
function Wal:append(bytes)
  self:call(C.sda_wal_append, bytes, #bytes)
end

--- Appends a record under the next number, which it gives back. The type is one of 1 put, 2 update, 3 delete,
--- 4 checkpoint, 5 noop.
function Wal:append_record(record_type, timestamp_ms, payload)
  local number = library.scratch.number
  self:call(C.sda_wal_append_record, record_type, timestamp_ms, payload, #payload, number)
  return library.number(number[0])
end

--- Lets the next record get a number above this one.
function Wal:raise_sequence(sequence)
  self:call(C.sda_wal_raise_sequence, sequence)
end

--- Puts everything appended on stable storage.
function Wal:flush()
  self:call(C.sda_wal_flush)
end

--- Makes everything durable and lets the file and its lock go. Closing again does nothing.
function Wal:close()
  local pointer, slot = self.pointer, library.scratch.error
  if pointer then
    self.pointer = nil
    library.check(C.sda_wal_close(ffi.gc(pointer, nil), slot), slot)
  end
end

local Reader = handles.class("reader", C.sda_wal_reader_free)

--- As `softadastra.wal_reader`.
function Reader.open(path)
  local slot, out = library.scratch.error, library.place("sda_wal_reader")
  library.check(C.sda_wal_reader_open(path, #path, out, slot), slot)
  local reader = handles.new(Reader, out[0])
  reader.out = library.struct("sda_wal_record")
  return reader
end

--- The next record; nil at the end, and before what a crash left of a write.
function Reader:next()
  if self:call(C.sda_wal_reader_next, self.out) ~= raw.SDA_NOTHING then
    return library.read("sda_wal_record", self.out)
  end
end
Reader.__call = Reader.next

--- As `softadastra.wal_read`.
local function read(path)
  local scratch = library.scratch
  library.check(C.sda_wal_read(path, #path, scratch.buf, scratch.error), scratch.error)
  return library.taken()
end

return { Wal = Wal, Reader = Reader, read = read }
