-- SPDX-License-Identifier: Apache-2.0

--- The client: a database of this device that is kept the same on others. Bytes move in `tick`, `wait` and
--- `process_transport_events` alone.

jit.off(true, true)

local ffi = require("ffi")
local raw = require("softadastra.raw")
local library = require("softadastra.library")
local Engine = require("softadastra.engine")
local Shared = require("softadastra.shared")

-- Under a name of our own: the program may have declared the function in another way.
ffi.cdef([[
typedef struct { long seconds; long nanos; } softadastra_span;
int softadastra_clock_gettime(int clock, softadastra_span *span) __asm__("clock_gettime");
]])

local C = library.C
local NOTHING, NULL = raw.SDA_NOTHING, nil
local scratch = function()
  return library.scratch
end

local Client = Shared.class("client", C.sda_client_close)

local MONOTONIC = jit.os == "OSX" and 6 or 1
local WAIT_STEP_MS = 50

local function monotonic_ms()
  local span = ffi.new("softadastra_span")
  ffi.C.softadastra_clock_gettime(MONOTONIC, span)
  return tonumber(span.seconds) * 1000 + math.floor(tonumber(span.nanos) / 1000000)
end

--- As `softadastra.client`.
function Client.open(path, options)
  local given = Shared.merged(options or {}, {})
  local clock = given.clock
  given.clock = nil
  local opening, sync, client = Shared.divide(given, "sda_options", "sda_sync_options", "sda_client_options")
  local callbacks = library.callbacks()
  local settings, kept = Shared.placed(opening, path, callbacks, clock)
  local self = Shared.opening(
    Client,
    "sda_client",
    callbacks,
    C.sda_client_open,
    settings,
    library.options("sda_sync_options", sync),
    library.options("sda_client_options", client)
  )
  -- The engine of this client, for everything else: scans, groups, feeds, sessions, backups, health.
  self.engine = Engine.lent(self:opened("sda_engine", C.sda_client_engine), self, clock, sync)
  return self, kept and nil
end

--- Stops every service, makes everything durable and lets go. Closing again does nothing.
function Client:close()
  Shared.close(self)
  self.engine:close()
end

-- Writing and reading

--- Writes a key and owes the write to every peer, both or neither. The version is for `status_of`.
function Client:put(key, value)
  return self:counted(C.sda_client_put, key, #key, value, #value)
end

--- Removes a key, there or not, and owes that to every peer.
function Client:remove(key)
  return self:counted(C.sda_client_remove, key, #key)
end

--- The shown value of a key, or nil; no peer is asked.
function Client:get(key)
  if self:call(C.sda_client_get, key, #key, scratch().buf) ~= NOTHING then
    return library.taken()
  end
end

--- Whether a key is shown.
function Client:contains(key)
  return self:call(C.sda_client_contains, key, #key) ~= NOTHING
end

--- How many keys are shown.
function Client:size()
  return self:counted(C.sda_client_len)
end

-- Turns, and what is owed

--- One turn: schedules again what is late, prunes if asked, does some upkeep, and sends what is due to the
--- peers that are there.
function Client:tick(prune_completed)
  return self:filled("sda_client_turn", C.sda_client_tick, prune_completed and 1 or 0)
end

--- Where synchronisation stands.
function Client:sync_state()
  return self:filled("sda_sync_state", C.sda_client_sync_state)
end

--- Where a write stands: a value of `OperationStatus`, or nil when the outbox does not hold it any more.
function Client:status_of(version)
  local count = scratch().count
  if self:call(C.sda_client_status_of, version, count) ~= NOTHING then
    return count[0]
  end
end

--- Takes turns until every peer has acknowledged a write. Throws with the code `timed_out` after so long,
--- `invalid_state` for a write that failed, `not_found` for one that the outbox does not hold.
function Client:wait_until_acknowledged(version, timeout_ms)
  local deadline = monotonic_ms() + timeout_ms
  while true do
    local status, left = self:status_of(version), deadline - monotonic_ms()
    if status == raw.OperationStatus.APPLIED then
      return
    elseif not status then
      library.fail_as("not_found", "the outbox does not hold the write", tostring(version))
    elseif status == raw.OperationStatus.FAILED then
      library.fail_as("invalid_state", "the write failed", tostring(version))
    elseif left <= 0 then
      library.fail_as("timed_out", "no acknowledgement in time", tostring(version))
    end
    self:tick()
    self:wait(math.min(left, WAIT_STEP_MS))
  end
end

--- Schedules again what is late, as a turn does; how many.
function Client:retry_expired()
  return self:counted(C.sda_client_retry_expired)
end

--- Lets acknowledged operations go from the outbox; how many.
function Client:prune_completed()
  return self:counted(C.sda_client_prune_completed)
end

--- Discards every failed operation, on purpose; how many.
function Client:prune_failed()
  return self:counted(C.sda_client_prune_failed)
end

-- As the engine's, for those who do not look for it there.

--- The conflicts that stand; writing the key resolves one, here and everywhere.
function Client:conflicts(after, count_max)
  return self.engine:conflicts(after, count_max)
end

--- Every write that was given up, oldest first.
function Client:failed()
  return self.engine:failed()
end

--- Queues one failed write again.
function Client:requeue_failed(sync_id)
  self.engine:requeue_failed(sync_id)
end

--- Discards one failed write, on purpose.
function Client:discard_failed(sync_id)
  self.engine:discard_failed(sync_id)
end

--- How far a write made here has come at a peer.
function Client:delivery(sync_id, node_id)
  return self.engine:delivery(sync_id, node_id)
end

--- How it stands with every registered peer, in order of their names.
function Client:peer_status()
  return self.engine:peers()
end

-- Peers over TCP

--- Begins to serve and to call, as the options say.
function Client:start_transport()
  self:call(C.sda_client_start_transport)
end

--- Ends every link and serves no more. What is owed stays owed.
function Client:stop_transport()
  self:call(C.sda_client_stop_transport)
end

--- Whether it serves and calls, or carries links.
function Client:transport_running()
  return self:call(C.sda_client_transport_running, NULL) ~= NOTHING
end

--- The port that is served; nil when the transport does not run.
function Client:served_port()
  local count = scratch().count
  if self:call(C.sda_client_transport_running, count) ~= NOTHING then
    return count[0]
  end
end

--- Registers a peer and has it called, now and whenever the link is lost. Whether it is reached is told by
--- `events`.
function Client:connect(node_id, host, port)
  self:call(C.sda_client_connect, node_id, #node_id, host, #host, port)
end

--- Ends the link with a peer and calls it no more. It stays registered, and may call.
function Client:disconnect(node_id)
  self:call(C.sda_client_disconnect, node_id, #node_id)
end

--- Lets a peer in by its public key, from the next start on; for a client that has a secret key.
function Client:trust(node_id, public_key)
  self:call(C.sda_client_trust, node_id, #node_id, public_key, #public_key)
end

--- Moves what there is to move without waiting; how many events of the transport were handled.
function Client:process_transport_events(events_max)
  return self:counted(C.sda_client_process_transport_events, events_max or 64)
end

--- The same, but waits for something to happen.
function Client:wait(wait_ms)
  return self:counted(C.sda_client_wait, wait_ms)
end

--- Takes what has happened between this node and others, oldest first.
function Client:events(events_max)
  local list = self:opened("sda_client_events", C.sda_client_poll_events, events_max or 1024)
  return library.list(list, "client_events", "sda_client_event")
end

--- The peers that are found, called or there, in order of their names.
function Client:peers()
  return library.list(self:opened("sda_known_peers", C.sda_client_peers), "known_peers", "sda_known_peer")
end

--- Begins to look for peers, and to be found where the transport serves.
function Client:start_discovery()
  self:call(C.sda_client_start_discovery)
end

--- Looks for nobody any more. Links stay.
function Client:stop_discovery()
  self:call(C.sda_client_stop_discovery)
end

--- Whether peers are looked for.
function Client:discovery_running()
  return self:call(C.sda_client_discovery_running) ~= NOTHING
end

--- What this node says of itself, as it was last asked, or now; what it can do is in `capabilities`.
function Client:node_info(refresh)
  local info = ffi.gc(self:opened("sda_node_info", C.sda_client_node_info, refresh and 1 or 0), C.sda_node_info_free)
  local out, slot, found = library.struct("sda_node_details"), scratch().error, nil
  library.check(C.sda_node_info_get(info, out, slot), slot)
  found = library.read("sda_node_details", out)
  local name, size, capabilities = ffi.new("const uint8_t *[1]"), scratch().size, {}
  for index = 0, found.capability_count - 1 do
    library.check(C.sda_node_info_capability(info, index, name, size, slot), slot)
    capabilities[index + 1] = ffi.string(name[0], size[0])
  end
  C.sda_node_info_free(ffi.gc(info, nil))
  found.capability_count, found.capabilities = nil, capabilities
  return found
end

-- Peers over channels of the application's own

--- Begins to talk with peers over channels of the application, which carries what `next_message` gives after
--- each turn, and hands what comes to `receive`. Ends with `stop_transport`.
function Client:start_carrying()
  self:call(C.sda_client_start_carrying)
end

--- Says that a channel with a node is there; `is_ours` at the end that has begun it. The name of the link.
function Client:open_link(node_id, is_ours)
  return self:counted(C.sda_client_open_link, node_id, #node_id, is_ours and 1 or 0)
end

--- Hands in a message that came over a link; the next turn deals with it.
function Client:receive(link, message)
  self:call(C.sda_client_receive, link, message, #message)
end

--- The next message that is to go over a link; nil when there is none before the next turn.
function Client:next_message(link)
  if self:call(C.sda_client_next_message, link, scratch().buf) ~= NOTHING then
    return library.taken()
  end
end

--- Says that a channel is there no more.
function Client:close_link(link)
  self:call(C.sda_client_close_link, link)
end

return Client
