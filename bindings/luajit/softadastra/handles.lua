-- SPDX-License-Identifier: Apache-2.0

--- Scans, feeds, groups and sessions, and what files of records are made of: each holds something of the library until it is closed or collected.

jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")
local library = require("softadastra.library")

local C = library.C
local NOTHING = raw.SDA_NOTHING
local FRAME_BYTES = 64 * 1024
local PIECE_BYTES = 64 * 1024

--- What all handles have. A class has `what` it is called and its function `free`.
local Handle = {}
Handle.__index = Handle

local function class(what, free)
  local found = setmetatable({ what = what, free = free }, Handle)
  found.__index = found
  return found
end

--- `owner` has the callbacks that run inside the calls.
local function new(kind, pointer, owner)
  return setmetatable({ pointer = ffi.gc(pointer, kind.free), owner = owner }, kind)
end

--- Frees it. Closing again does nothing.
function Handle:close()
  self:refuse_callbacks()
  local pointer = self.pointer
  if pointer then
    self.pointer = nil
    self.free(ffi.gc(pointer, nil))
  end
end

--- A callback inside a call does not use or close what the call uses.
function Handle:refuse_callbacks()
  if self.is_used then
    library.fail_as("busy", self.what .. " is in use by the call that the callback runs in")
  end
end

--- What a function answers that is given the pointer in front, with the handle to itself.
function Handle:with(call, ...)
  self:refuse_callbacks()
  local pointer = self.pointer or library.fail_closed(self.what)
  self.is_used = true
  local ok, answer = pcall(call, pointer, ...)
  self.is_used = false
  if not ok then
    error(answer, 0)
  end
  return answer
end

function Handle:call(call, ...)
  local slot = library.scratch.error
  local status = self:with(call, library.append(slot, select("#", ...), ...))
  if self.owner then
    self.owner.callbacks:rethrow(slot)
  end
  return library.check(status, slot)
end

--- A walk over keys as they stood when it was opened: `for entry in scan do`.
local Scan = class("scan", C.sda_scan_free)

function Scan.new(pointer, owner)
  local scan = new(Scan, pointer, owner)
  scan.out = library.struct("sda_entry")
  return scan
end

--- The next entry; nil at the end, which closes nothing.
function Scan:next()
  if self:call(C.sda_scan_next, self.out) ~= NOTHING then
    return library.read("sda_entry", self.out)
  end
end
Scan.__call = Scan.next

--- The next keys with their values in one call, about so many bytes of them: two lists; nil at the end.
function Scan:next_many(bytes_max)
  return library.filling(2, function(...)
    return self:call(C.sda_scan_next_many, bytes_max or 64 * 1024, ...)
  end)
end

--- A value of any length that is read piece by piece, as it was when it was opened. It has `size` in bytes,
--- `version` and `timestamp_ms`.
local ValueReader = class("value reader", C.sda_value_reader_free)

function ValueReader.new(pointer, owner, size, version, timestamp_ms)
  local reader = new(ValueReader, pointer, owner)
  reader.size, reader.version, reader.timestamp_ms = size, version, timestamp_ms
  return reader
end

--- The bytes from there on, at most so many; nil at the end and behind it.
function ValueReader:read(offset, bytes_max)
  bytes_max = bytes_max or PIECE_BYTES
  local room, size = ffi.new("uint8_t[?]", bytes_max), library.scratch.size
  if self:call(C.sda_value_reader_read, offset, room, bytes_max, size) ~= NOTHING then
    return ffi.string(room, size[0])
  end
end

--- The pieces from the first on: `for piece in reader:pieces() do`.
function ValueReader:pieces(bytes_max)
  local offset = 0
  return function()
    local piece = self:read(offset, bytes_max)
    offset = offset + (piece and #piece or 0)
    return piece
  end
end

--- A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left of it
--- without one. `applied` is what the commit did.
local ValueWriter = class("value writer", C.sda_value_writer_free)

function ValueWriter.new(pointer, owner)
  return new(ValueWriter, pointer, owner)
end

--- Takes the next bytes, as many as the caller likes, up to what is missing; of more it takes none.
function ValueWriter:write(bytes)
  self:call(C.sda_value_writer_write, bytes, #bytes)
  return self
end

--- Makes what was written the value of its key, all of it in one moment.
function ValueWriter:commit()
  local out = library.struct("sda_apply")
  self:call(C.sda_value_writer_commit, out)
  self.applied = library.read("sda_apply", out)
  return self.applied
end

--- A reader of the change feed: `for change in feed do`, up to where nothing more has happened so far.
local Feed = class("feed", C.sda_feed_free)

function Feed.new(pointer, owner)
  local feed = new(Feed, pointer, owner)
  feed.out = library.struct("sda_change")
  return feed
end

--- The next change; nil when nothing more has happened so far.
function Feed:next()
  if self:call(C.sda_feed_next, self.out) ~= NOTHING then
    return library.read("sda_change", self.out)
  end
end
Feed.__call = Feed.next

--- Where to go on once everything handed out so far is dealt with.
function Feed:position()
  local number = library.scratch.number
  self:call(C.sda_feed_position, number)
  return library.number(number[0])
end

--- Puts and removes that are written together: all of them or none.
local Group = class("group", C.sda_group_free)

function Group.new()
  local slot, out = library.scratch.error, library.place("sda_group")
  library.check(C.sda_group_new(out, slot), slot)
  return new(Group, out[0])
end

--- Adds a put.
function Group:put(key, value)
  self:call(C.sda_group_put, key, #key, value, #value)
  return self
end

--- Adds many puts in one call, all of them or none: two lists of the same length.
function Group:put_many(keys, values)
  local data, length, sizes, sizes_length, kept = library.joined(keys)
  local other, other_length, other_sizes, other_sizes_length, also = library.joined(values)
  self:call(C.sda_group_put_many, data, length, sizes, sizes_length, other, other_length, other_sizes, other_sizes_length)
  return self, kept and also and nil
end

--- Adds a remove; the key may be absent.
function Group:remove(key)
  self:call(C.sda_group_remove, key, #key)
  return self
end

--- Empties it, so that it can be filled anew.
function Group:clear()
  self:call(C.sda_group_clear)
  return self
end

--- How many puts and removes are in it.
function Group:size()
  return tonumber(self:with(C.sda_group_len))
end

--- A session with one peer: bytes in, bytes out. After every change poll until there is nothing.
local Session = class("session", C.sda_session_free)

function Session.new(pointer, owner)
  return new(Session, pointer, owner)
end

--- Takes one or more whole frames that came from the peer.
function Session:handle(frames)
  self:call(C.sda_session_handle, frames, #frames)
end

--- The next frame for the peer, or nil.
function Session:poll_transmit(bytes_max)
  if self:call(C.sda_session_poll_transmit, bytes_max or FRAME_BYTES, library.scratch.buf) ~= NOTHING then
    return library.taken()
  end
end

--- Polls frames until there is none: `for frame in session:frames() do`.
function Session:frames(bytes_max)
  return function()
    return self:poll_transmit(bytes_max)
  end
end

--- What has happened, oldest first, or nil.
function Session:poll_event()
  local out = library.struct("sda_session_event")
  if self:call(C.sda_session_poll_event, out) ~= NOTHING then
    return library.read("sda_session_event", out)
  end
end

--- Polls events until there is none: `for event in session:events() do`.
function Session:events()
  return function()
    return self:poll_event()
  end
end

--- When to poll next if nothing else happens before, in milliseconds since 1970, or nil.
function Session:next_wakeup()
  local millis = library.scratch.millis
  if self:call(C.sda_session_next_wakeup_at_ms, millis) ~= NOTHING then
    return library.number(millis[0])
  end
end

--- Where it stands.
function Session:state()
  local out = library.struct("sda_session_state_info")
  self:call(C.sda_session_state, out)
  return library.read("sda_session_state_info", out)
end

--- Ends it in order; poll once more, so that the peer is told, then close.
function Session:finish()
  self:call(C.sda_session_close)
end

return {
  Scan = Scan,
  ValueReader = ValueReader,
  ValueWriter = ValueWriter,
  Feed = Feed,
  Group = Group,
  Session = Session,
  class = class,
  new = new,
}
