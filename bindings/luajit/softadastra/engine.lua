-- SPDX-License-Identifier: Apache-2.0

--- The engine: a database of this device, what is owed, and who it is owed to.

jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")
local library = require("softadastra.library")
local handles = require("softadastra.handles")
local Shared = require("softadastra.shared")

-- Under a name of our own: the program may have declared the function in another way.
ffi.cdef([[
typedef struct { long seconds; long micros; } softadastra_time;
int softadastra_gettimeofday(softadastra_time *time, void *zone) __asm__("gettimeofday");
]])

local C = library.C
local NOTHING, NULL = raw.SDA_NOTHING, nil
local scratch = function()
  return library.scratch
end

local Engine = Shared.class("engine", C.sda_engine_close)

local function now_ms()
  local time = ffi.new("softadastra_time")
  ffi.C.softadastra_gettimeofday(time, nil)
  return tonumber(time.seconds) * 1000 + math.floor(tonumber(time.micros) / 1000)
end

--- As `softadastra.open`.
function Engine.open(path, options)
  local given = Shared.merged(options or {}, {})
  local clock, node_id = given.clock, given.node_id
  given.clock, given.node_id = nil, nil
  local opening, sync = Shared.divide(given, "sda_options", "sda_sync_options")
  local callbacks = library.callbacks()
  local settings, kept = Shared.placed(opening, path, callbacks, clock)
  local self = Shared.opening(Engine, "sda_engine", callbacks, C.sda_engine_open, settings)
  self.sync, self.wall = sync, clock or now_ms
  if node_id then
    local ok, thrown = pcall(self.attach, self, node_id)
    if not ok then
      self:close()
      error(thrown, 0)
    end
  end
  return self, kept and nil
end

--- The engine of a client: it keeps the client alive, and its calls run the callbacks of the client.
function Engine.lent(pointer, client, clock, sync)
  return setmetatable({
    pointer = ffi.gc(pointer, function(lent)
      C.sda_engine_close(lent, nil)
    end),
    client = client,
    callbacks = client.callbacks,
    sync = sync,
    wall = clock or now_ms,
  }, Engine)
end

-- Reading

--- The shown value of a key, or nil.
function Engine:get(key)
  if self:call(C.sda_store_get, key, #key, scratch().buf, NULL, NULL) ~= NOTHING then
    return library.taken()
  end
end

-- Those of the first keys: a call gives so many bytes at most.
local function get_some(self, keys)
  local data, length, sizes, sizes_length, kept = library.joined(keys)
  local values = library.filling(1, function(...)
    return self:call(C.sda_store_get_many, data, length, sizes, sizes_length, ...)
  end)
  return values, kept and nil
end

--- The shown values of many keys in one call, false where none is shown. Each key is read by itself; a scan
--- shows many as of one moment.
function Engine:get_many(keys)
  local found = get_some(self, keys)
  while #found < #keys do
    for _, value in ipairs((get_some(self, { unpack(keys, #found + 1) }))) do
      found[#found + 1] = value
    end
  end
  return found
end

--- The shown value of a key with its version and time, or nil.
function Engine:entry(key)
  local s = scratch()
  if self:call(C.sda_store_get, key, #key, s.buf, s.number, s.millis) ~= NOTHING then
    local version, at = library.number(s.number[0]), library.number(s.millis[0])
    return { key = key, value = library.taken(), version = version, timestamp_ms = at }
  end
end

--- Copies the shown value into the caller's memory when it has room, and returns the length of the value
--- either way; nil when the key is not shown.
function Engine:get_into(key, memory, capacity)
  local size = scratch().size
  if self:call(C.sda_store_get_into, key, #key, memory, capacity, size, NULL, NULL) ~= NOTHING then
    return library.number(size[0])
  end
end

--- The shown value of a key to be read piece by piece, or nil.
function Engine:open_value(key)
  local out, s, version = library.place("sda_value_reader"), scratch(), ffi.new("uint64_t[1]")
  if self:call(C.sda_value_reader_open, key, #key, out, s.number, version, s.millis) ~= NOTHING then
    local size, at = library.number(s.number[0]), library.number(s.millis[0])
    return handles.ValueReader.new(out[0], self, size, library.number(version[0]), at)
  end
end

--- Whether a key is shown.
function Engine:contains(key)
  return self:call(C.sda_store_contains, key, #key) ~= NOTHING
end

--- How many keys are shown.
function Engine:size()
  return self:counted(C.sda_store_len)
end

--- A walk over the keys that begin with `range.prefix`, from `range.from`, up to and without `range.to`.
function Engine:scan(range)
  if not range then
    return handles.Scan.new(self:opened("sda_scan", C.sda_scan_open), self)
  end
  local prefix, from, to = range.prefix or "", range.from or "", range.to or ""
  local scan = self:opened("sda_scan", C.sda_scan_open_range, prefix, #prefix, from, #from, to, #to)
  return handles.Scan.new(scan, self)
end

--- All versions of a key that no other has replaced.
function Engine:versions(key)
  local list = self:opened("sda_versions", C.sda_store_versions, key, #key)
  return library.list(list, "versions", "sda_version")
end

--- The conflicts that stand, in the order of their keys, from behind `after` on: `key`, `is_unresolved` and
--- `sides`, where the one that every replica ranks first is at the front, and `base`, the value that all sides have
--- seen, where it is known.
function Engine:conflicts(after, count_max)
  after = after or ""
  local list = self:opened("sda_conflicts", C.sda_store_conflicts, after, #after, count_max or 4096)
  list = ffi.gc(list, C.sda_conflicts_free)
  local slot, side = scratch().error, library.struct("sda_conflict_side")
  local out, found = library.struct("sda_conflict"), {}
  for index = 0, tonumber(C.sda_conflicts_len(list)) - 1 do
    library.check(C.sda_conflicts_get(list, index, out, slot), slot)
    local one, sides = library.read("sda_conflict", out), {}
    for at = 0, one.side_count - 1 do
      library.check(C.sda_conflicts_side(list, index, at, side, slot), slot)
      sides[#sides + 1] = library.read("sda_conflict_side", side)
    end
    found[#found + 1] = { key = one.key, is_unresolved = one.is_unresolved, sides = sides, base = one.base }
  end
  C.sda_conflicts_free(ffi.gc(list, nil))
  return found
end

--- The changes since a position; 0 is the oldest that is kept. Without values when `with_values` is false.
function Engine:feed(position, with_values)
  local values = with_values == false and 0 or 1
  return handles.Feed.new(self:opened("sda_feed", C.sda_feed_open, position or 0, values), self)
end

--- The position of the feed behind everything that has happened so far.
function Engine:feed_end()
  return self:counted(C.sda_engine_feed_end)
end

-- Writing

function Engine:submitted(type, key, value, at)
  at = at or self.wall()
  return self:envelopes(C.sda_sync_submit, type, key, #key, value, #value, at)[1].op
end

function Engine:applied(type, key, value, at)
  at = at or self.wall()
  return self:filled("sda_apply", C.sda_store_apply, type, key, #key, value, #value, at)
end

--- Writes a key and owes the write to the destination, both or neither.
function Engine:put(key, value, at)
  return self:submitted(raw.OperationType.PUT, key, value, at)
end

--- Removes a key and owes that to the destination.
function Engine:remove(key, at)
  return self:submitted(raw.OperationType.DELETE, key, "", at)
end

--- Writes a key that is never sent.
function Engine:put_local(key, value, at)
  return self:applied(raw.OperationType.PUT, key, value, at)
end

--- Removes a key without sending that.
function Engine:remove_local(key, at)
  return self:applied(raw.OperationType.DELETE, key, "", at)
end

--- Begins a write that is never sent, of a value of so many bytes that comes piece by piece. With a function it is
--- committed behind it, or given up when the function fails, and closed; the answer is that of the commit, nil when
--- the function has closed it.
function Engine:begin_value(key, size, at, work)
  local pointer = self:opened("sda_value_writer", C.sda_value_writer_open, key, #key, size, at or self.wall())
  local writer = handles.ValueWriter.new(pointer, self)
  if not work then
    return writer
  end
  local ok, found = pcall(function()
    work(writer)
    return writer.applied or writer.pointer and writer:commit()
  end)
  writer:close()
  if not ok then
    error(found, 0)
  end
  return found
end

--- Brings a write from an older log into memory alone, under its own version.
function Engine:put_unlogged(key, value, at, version)
  local put = raw.OperationType.PUT
  return self:filled("sda_apply", C.sda_store_apply_unlogged, put, key, #key, value, #value, at, version)
end

--- Writes a group and owes it as one operation: all of it or nothing, here and everywhere.
function Engine:submit(group, at)
  local out = library.place("sda_ops")
  at = at or self.wall()
  group:with(function(pointer)
    return self:run(function(engine, slot)
      return C.sda_group_submit(pointer, engine, at, out, slot)
    end)
  end)
  return library.list(out[0], "ops", "sda_envelope")[1].op
end

--- Writes a group that is never sent, all of it or nothing.
function Engine:apply_local(group, at)
  local out = library.struct("sda_apply")
  at = at or self.wall()
  group:with(function(pointer)
    return self:run(function(engine, slot)
      return C.sda_group_apply_local(pointer, engine, at, out, slot)
    end)
  end)
  return library.read("sda_apply", out)
end

--- Submits every write that was only local so far; how many.
function Engine:submit_local_writes()
  return self:counted(C.sda_sync_submit_local_writes)
end

-- The outbox

function Engine:settle(call, options)
  local wanted = Shared.merged(self.sync, options)
  self:call(call, library.options("sda_sync_options", wanted))
  self.sync = wanted
end

--- Replicates from here on under that name.
function Engine:attach(node_id, options)
  self:settle(C.sda_sync_attach, Shared.merged(options or {}, { node_id = node_id }))
end

--- Changes settings of `sda_sync_options`; the others stay as they are.
function Engine:configure(options)
  self:settle(C.sda_sync_configure, options)
end

--- Lets another sync engine attach. What is owed stays owed.
function Engine:detach()
  self:call(C.sda_sync_detach)
end

--- Chooses which of several concurrent versions is shown.
function Engine:set_policy(policy)
  self:call(C.sda_sync_set_policy, policy)
  self.sync.conflict_policy = policy
end

--- Sets what `Policy.CUSTOM` shows: a function of a key and its versions; nil takes it away.
function Engine:set_merge(merge)
  local slot = merge and self.callbacks:merge(merge)
  self:call(C.sda_engine_set_merge, slot, NULL, NULL)
  self.callbacks:keep("merge", slot)
end

--- What is due, oldest first, at most a batch.
function Engine:next_batch()
  return self:envelopes(C.sda_sync_next_batch)
end

--- One turn: retry what is late, prune if asked, batch. Returns what was done, and the batch.
function Engine:tick(prune_completed)
  local out = library.struct("sda_tick")
  local batch = self:envelopes(C.sda_sync_tick, prune_completed and 1 or 0, out)
  return library.read("sda_tick", out), batch
end

--- Takes a peer's operation in, or its bytes: exactly once, in any order.
function Engine:receive(operation)
  if type(operation) == "string" then
    operation = library.decode(operation)
  end
  return self:filled("sda_received", C.sda_sync_receive, library.given("sda_op", operation))
end

--- Takes an acknowledgement.
function Engine:ack(sync_id)
  self:call(C.sda_sync_receive_ack, sync_id, #sync_id)
end

--- Takes the news that an operation could not be sent. False when that was its last try.
function Engine:report_send_failure(sync_id, status)
  return self:call(C.sda_sync_report_send_failure, sync_id, #sync_id, status) ~= NOTHING
end

--- Gives a pending or failed operation to the queue.
function Engine:queue(sync_id)
  self:call(C.sda_sync_queue, sync_id, #sync_id)
end

--- Queues one failed operation again, with all its deliveries before it.
function Engine:requeue_failed(sync_id)
  self:call(C.sda_sync_requeue_failed, sync_id, #sync_id)
end

--- Queues every failed operation again; how many.
function Engine:requeue_all_failed()
  return self:counted(C.sda_sync_requeue_all_failed)
end

--- Discards one failed operation, on purpose.
function Engine:discard_failed(sync_id)
  self:call(C.sda_sync_discard_failed, sync_id, #sync_id)
end

--- Discards every failed operation, on purpose; how many.
function Engine:prune_failed()
  return self:counted(C.sda_sync_prune_failed)
end

--- Lets acknowledged operations go from the outbox; how many.
function Engine:prune_completed()
  return self:counted(C.sda_sync_prune_completed)
end

--- Schedules again what was not acknowledged in time; how many.
function Engine:retry_expired()
  return self:counted(C.sda_sync_retry_expired)
end

--- Every entry of the outbox, oldest first.
function Engine:outbox()
  return self:envelopes(C.sda_sync_outbox)
end

--- Every failed entry, oldest first.
function Engine:failed()
  return self:envelopes(C.sda_sync_failed)
end

--- Every operation that is held because this build does not know its type, oldest first.
function Engine:held()
  return self:envelopes(C.sda_sync_held)
end

--- One entry of the outbox.
function Engine:find(sync_id)
  return self:envelopes(C.sda_sync_find, sync_id, #sync_id)[1]
end

--- Where synchronisation stands.
function Engine:state()
  return self:filled("sda_sync_state", C.sda_sync_get_state)
end

--- When to call `tick` next, in milliseconds since 1970, or nil.
function Engine:next_wakeup()
  local millis = scratch().millis
  if self:call(C.sda_sync_next_wakeup, millis) ~= NOTHING then
    return library.number(millis[0])
  end
end

-- Peers and sessions

--- Keeps every operation for that peer until it has it, or its lease is over; 0 is for ever.
function Engine:register_peer(node_id, lease_ms)
  self:call(C.sda_peer_register, node_id, #node_id, lease_ms or 0)
end

--- Lets a peer go: nothing is kept for it any more.
function Engine:remove_peer(node_id)
  self:call(C.sda_peer_remove, node_id, #node_id)
end

--- How it stands with one peer.
function Engine:peer(node_id)
  return self:filled("sda_peer_status_info", C.sda_peer_status, node_id, #node_id)
end

--- How it stands with every registered peer, in order of their names.
function Engine:peers()
  return library.list(self:opened("sda_peers", C.sda_peer_list), "peers", "sda_peer_status_info")
end

--- Lets those peers go that stayed away for longer than their lease; how it stood with them.
function Engine:expire_peers()
  return library.list(self:opened("sda_peers", C.sda_peers_expire), "peers", "sda_peer_status_info")
end

--- Takes the news that one peer has applied one operation.
function Engine:ack_from(sync_id, node_id)
  self:call(C.sda_outbox_ack_from, sync_id, #sync_id, node_id, #node_id)
end

--- Whether an operation made here is known to be applied at a peer.
function Engine:is_applied_at(sync_id, node_id)
  return self:call(C.sda_op_is_applied_at, sync_id, #sync_id, node_id, #node_id) ~= NOTHING
end

--- How far an operation made here has come at a peer.
function Engine:delivery(sync_id, node_id)
  return self:filled("sda_peer_delivery", C.sda_peer_delivery_of, sync_id, #sync_id, node_id, #node_id)
end

--- Begins a session with a peer; without a name with whoever comes. The options are those of
--- `sda_session_options`.
function Engine:session(node_id, options)
  local given = Shared.merged(options or {}, { node_id = node_id })
  local settings = library.options("sda_session_options", given)
  return handles.Session.new(self:opened("sda_session", C.sda_session_open, settings), self)
end

-- Looking after it

--- Makes everything written so far durable.
function Engine:flush()
  self:call(C.sda_engine_flush)
end

--- Does a bounded piece of upkeep; whether there is more to be done.
function Engine:maintain(bytes_max, time_max_ms)
  local more = scratch().count
  self:call(C.sda_engine_maintain, bytes_max or 4 * 1024 * 1024, time_max_ms or 0, more)
  return more[0] ~= 0
end

--- Writes the whole state to runs, so that the next opening reads hardly any log.
function Engine:checkpoint()
  self:call(C.sda_engine_checkpoint)
end

--- Reads the log again and shows what it holds.
function Engine:reload()
  self:call(C.sda_engine_reload)
end

--- Puts everything written so far out of view; `reload` brings it back.
function Engine:clear_memory()
  self:call(C.sda_store_clear_memory)
end

--- What opening found and did.
function Engine:report()
  return self:filled("sda_report", C.sda_engine_report)
end

--- How the database is doing.
function Engine:health()
  return self:filled("sda_health", C.sda_engine_health)
end

--- Everything that an engine can say of itself, as JSON.
function Engine:status_json()
  return self:buffered(C.sda_engine_status_json)
end

--- Name and epoch under which this replica writes, or nil before a name was given.
function Engine:identity()
  local count = scratch().count
  local name = self:buffered(C.sda_engine_identity, count)
  if name then
    return name, count[0]
  end
end

--- The name under which the log was written before, when it was another one.
function Engine:renamed_from()
  return self:buffered(C.sda_engine_renamed_from)
end

--- A number that grows with every change that a reader could see.
function Engine:changes()
  return self:counted(C.sda_engine_changes)
end

--- A digest of the replicated state: equal on replicas that hold the same.
function Engine:digest()
  return self:buffered(C.sda_engine_digest)
end

--- Copies the database as it stands now to another path.
function Engine:backup(path)
  return self:filled("sda_backup", C.sda_engine_backup, path, #path)
end

--- Keeps notices that matter at least so much from here on. A function hears them, each with its text, at the
--- end of the call that they come from; without one they wait for `poll_notice`.
function Engine:set_notify(least, notify)
  local slot = notify and self.callbacks:notify(notify)
  self:call(C.sda_engine_set_notify, least, slot, NULL, NULL)
  self.callbacks:keep("notify", slot)
end

--- The oldest notice that waits, and its text, or nil.
function Engine:poll_notice()
  local out = library.struct("sda_notice")
  if self:call(C.sda_engine_poll_notice, out, scratch().buf) ~= NOTHING then
    return library.read("sda_notice", out), library.taken()
  end
end

--- Reads every byte of the open database: `totals` of what was read, and `findings` of what is wrong.
function Engine:verify()
  return library.verification(self:opened("sda_findings", C.sda_engine_verify))
end

return Engine
