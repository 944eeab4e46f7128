-- SPDX-License-Identifier: Apache-2.0

--- The harness of the conformance scripts; tests/conformance/README.md has its language.

local here = arg[0]:match("^(.*)/test/[^/]*$") or ".."
package.path = here .. "/?.lua;" .. here .. "/?/init.lua;" .. package.path

local ffi = require("ffi")
local softadastra = require("softadastra")

ffi.cdef("unsigned long long strtoull(const char *text, char **rest, int base);")

local now, engines, sessions, feeds = 1700000000000, {}, {}, {}
local readers, writers, clients = {}, {}, {}

local function written(value)
  local kind = type(value)
  if kind == "nil" then
    return "x"
  elseif kind == "boolean" then
    return value and "1" or "0"
  elseif kind == "number" then
    return ("%.0f"):format(value)
  elseif kind == "cdata" then
    return (tostring(value):gsub("U?LL$", ""))
  elseif kind == "string" then
    return "x" .. value:gsub(".", function(byte)
      return ("%02x"):format(byte:byte())
    end)
  end
  local parts = {}
  for at = 1, value.n or #value do
    parts[at] = written(value[at])
  end
  return table.concat(parts, ":")
end

local function ok(...)
  local parts = { "ok" }
  for at = 1, select("#", ...) do
    parts[at + 1] = written((select(at, ...)))
  end
  return table.concat(parts, " ")
end

local function all(found, record, ...)
  local parts = { ok(...) }
  for _, one in ipairs(found) do
    parts[#parts + 1] = written(record(one))
  end
  return table.concat(parts, " ")
end

local function or_nothing(value)
  return value == nil and "nothing" or ok(value)
end

local function yes(value)
  return value and "ok" or "nothing"
end

local function bytes(token)
  return (token:sub(2):gsub("%x%x", function(pair)
    return string.char(tonumber(pair, 16))
  end))
end

local function number(token)
  return #token <= 15 and tonumber(token) or ffi.C.strtoull(token, nil, 10)
end

local function options(tokens, first)
  local found = {}
  for at = first, #tokens do
    local name, value = tokens[at]:match("^([^=]*)=(.*)$")
    found[name] = value:sub(1, 1) == "x" and bytes(value) or number(value)
  end
  return found
end

local function of_envelope(e)
  return { e.op.sync_id, e.status, e.ack_status, e.retry_count, e.next_retry_at_ms, e.last_error,
    e.op.operation_type, e.op.key, e.op.value }
end

local function of_applied(a)
  return a.created, a.updated, a.deleted, a.version
end

local function of_peer(p)
  return { p.node_id, p.is_connected, p.lease_ms, p.known_count, p.durable_count, p.applied_count,
    p.pending_own_count, p.pending_relayed_count, p.gone_count, p.refused_count }
end

local function group_of(t)
  local group, at = softadastra.group(), 3
  while t[at] do
    if t[at] == "put" then
      group:put(bytes(t[at + 1]), bytes(t[at + 2]))
      at = at + 3
    else
      group:remove(bytes(t[at + 1]))
      at = at + 2
    end
  end
  return group
end

local function verified(found)
  local t = found.totals
  return all(found.findings, function(f)
    return { f.part, f.status, f.at, f.number, f.file }
  end, t.is_sound, t.key_count, t.owed_count, t.finding_count)
end

local function union(_, versions)
  local seen, words = {}, {}
  for _, version in ipairs(versions) do
    for word in version.value:gmatch("%S+") do
      if not seen[word] then
        seen[word] = true
        words[#words + 1] = word
      end
    end
  end
  table.sort(words)
  return table.concat(words, " ")
end

--- Verbs that name no node, or make what they name.
local free = {}

function free.reset()
  for _, held in ipairs({ sessions, feeds, readers, writers, clients, engines }) do
    for _, one in pairs(held) do
      one:close()
    end
  end
  now, engines, sessions, feeds = 1700000000000, {}, {}, {}
  readers, writers, clients = {}, {}, {}
  return "ok"
end

function free.now(t)
  now = tonumber(t[1])
  return "ok"
end

function free.open(t)
  local given = options(t, 2)
  given.clock = function()
    return now
  end
  local path = given.path
  given.path = nil
  local engine = softadastra.open(path, given)
  engines[t[1]] = engine
  local report = engine:report()
  return ok(report.created, report.last_version, report.owed_count, report.cut_bytes)
end

function free.decode(t)
  local op = softadastra.decode(bytes(t[1]))
  return ok(op.sync_id, op.origin, op.sequence, op.operation_type, op.key, op.value)
end

function free.frame(t)
  return or_nothing(softadastra.frame_bytes(bytes(t[1]), number(t[2])))
end

function free.verify_path(t)
  return verified(softadastra.verify(bytes(t[1])))
end

function free.salvage(t)
  local found = softadastra.salvage(bytes(t[1]), bytes(t[2]))
  local totals = found.totals
  return all(found.losses, function(l)
    return { l.part, l.status, l.at, l.number }
  end, totals.key_count, totals.owed_count, totals.loss_count, #found.missing)
end

function free.status_name(t)
  return ok(softadastra.status_name(tonumber(t[1])))
end

function free.session(t)
  local given = options(t, 3)
  local node_id = given.node_id
  given.node_id = nil
  sessions[t[1]] = engines[t[2]]:session(node_id, given)
  return "ok"
end

function free.feed(t)
  feeds[t[1]] = engines[t[2]]:feed(number(t[3]), t[4] == "1")
  return "ok"
end

function free.reader(t)
  local opened = engines[t[2]]:open_value(bytes(t[3]))
  if not opened then
    return "nothing"
  end
  readers[t[1]] = opened
  return ok(opened.size, opened.version, opened.timestamp_ms)
end

function free.writer(t)
  writers[t[1]] = engines[t[2]]:begin_value(bytes(t[3]), number(t[4]), number(t[5]))
  return "ok"
end

function free.client(t)
  local given = options(t, 2)
  local path = given.path
  given.path = nil
  clients[t[1]] = softadastra.client(path, given)
  return "ok"
end

local of_value = {}

function of_value.read(t)
  return or_nothing(readers[t[1]]:read(number(t[2]), number(t[3])))
end

function of_value.reader_free(t)
  readers[t[1]]:close()
  return "ok"
end

function of_value.write(t)
  writers[t[1]]:write(bytes(t[2]))
  return "ok"
end

function of_value.commit(t)
  return ok(of_applied(writers[t[1]]:commit()))
end

function of_value.writer_free(t)
  writers[t[1]]:close()
  return "ok"
end

local of_client = {}

function of_client.client_put(client, t)
  client:put(bytes(t[2]), bytes(t[3]))
  return "ok"
end

function of_client.client_remove(client, t)
  client:remove(bytes(t[2]))
  return "ok"
end

function of_client.client_get(client, t)
  return or_nothing(client:get(bytes(t[2])))
end

function of_client.client_contains(client, t)
  return yes(client:contains(bytes(t[2])))
end

function of_client.client_len(client)
  return ok(client:size())
end

function of_client.client_status(client, t)
  return or_nothing(client:status_of(number(t[2])))
end

function of_client.client_tick(client, t)
  return ok(client:tick(t[2] == "1").pruned_count)
end

function of_client.client_link(client, t)
  return ok(client:open_link(bytes(t[2]), t[3] == "1"))
end

function of_client.client_message(client, t)
  return or_nothing(client:next_message(number(t[2])))
end

function of_client.client_receive(client, t)
  client:receive(number(t[2]), bytes(t[3]))
  return "ok"
end

function of_client.client_unlink(client, t)
  client:close_link(number(t[2]))
  return "ok"
end

function of_client.client_events(client)
  return all(client:events(), function(e)
    return { e.event_type, e.node_id }
  end)
end

function of_client.client_peers(client)
  return all(client.engine:peers(), function(p)
    return { p.node_id, p.is_connected }
  end)
end

for verb, method in pairs({ client_close = "close", client_carry = "start_carrying" }) do
  of_client[verb] = function(client)
    client[method](client)
    return "ok"
  end
end

local of_session = {}

function of_session.poll(session, t)
  return or_nothing(session:poll_transmit(number(t[2])))
end

function of_session.handle(session, t)
  session:handle(bytes(t[2]))
  return "ok"
end

function of_session.event(session)
  local e = session:poll_event()
  return e and ok(e.event_type, e.status, e.count, e.other_count, e.sequence, e.node_id, e.reason) or "nothing"
end

function of_session.wake(session)
  return or_nothing(session:next_wakeup())
end

function of_session.session_state(session)
  local state = session:state()
  return ok(state.phase, state.in_flight_count, state.node_id)
end

of_session["end"] = function(session)
  session:finish()
  return "ok"
end

function of_session.free(session)
  session:close()
  return "ok"
end

local of_feed = {}

function of_feed.change(feed)
  local c = feed:next()
  return c and ok(c.change_type, c.operation_type, c.version, c.sync_id, c.key, c.value, c.status,
    c.retry_count, c.last_error) or "nothing"
end

function of_feed.position(feed)
  return ok(feed:position())
end

function of_feed.feed_free(feed)
  feed:close()
  return "ok"
end

local of = {}

function of.get_many(engine, t)
  local keys, parts = {}, { "ok" }
  for at = 2, #t do
    keys[at - 1] = bytes(t[at])
  end
  for at, value in ipairs(engine:get_many(keys)) do
    parts[at + 1] = value and written(value) or "-"
  end
  return table.concat(parts, " ")
end

function of.get(engine, t)
  local entry = engine:entry(bytes(t[2]))
  return entry and ok(entry.value, entry.version, entry.timestamp_ms) or "nothing"
end

function of.get_into(engine, t)
  local room = tonumber(t[3])
  local memory = ffi.new("uint8_t[?]", math.max(room, 1))
  local length = engine:get_into(bytes(t[2]), memory, room)
  return length and ok(length, length <= room and ffi.string(memory, length) or "") or "nothing"
end

function of.contains(engine, t)
  return yes(engine:contains(bytes(t[2])))
end

function of.len(engine)
  return ok(engine:size())
end

function of.scan(engine, t)
  local scan, found = engine:scan({ prefix = bytes(t[2]), from = bytes(t[3]), to = bytes(t[4]) }), {}
  for entry in scan do
    found[#found + 1] = entry
  end
  scan:close()
  return all(found, function(entry)
    return { entry.key, entry.value }
  end)
end

function of.versions(engine, t)
  return all(engine:versions(bytes(t[2])), function(v)
    return { v.operation_type, v.node_id, v.sequence, v.timestamp_ms, v.value }
  end)
end

function of.conflicts(engine, t)
  local parts = {}
  for _, one in ipairs(engine:conflicts(bytes(t[2]), number(t[3]))) do
    parts[#parts + 1] = { one.key, one.is_unresolved, #one.sides, one.base ~= nil, one.base or "" }
    for _, s in ipairs(one.sides) do
      parts[#parts + 1] = { s.operation_type, s.is_shown, s.is_local, s.node_id, s.sequence, s.value }
    end
  end
  return all(parts, function(part)
    return part
  end)
end

function of.put(engine, t)
  local op = engine:put(bytes(t[2]), bytes(t[3]), tonumber(t[4]))
  return ok(op.sync_id, op.version)
end

function of.remove(engine, t)
  local op = engine:remove(bytes(t[2]), tonumber(t[3]))
  return ok(op.sync_id, op.version)
end

function of.put_local(engine, t)
  return ok(of_applied(engine:put_local(bytes(t[2]), bytes(t[3]), tonumber(t[4]))))
end

function of.remove_local(engine, t)
  return ok(of_applied(engine:remove_local(bytes(t[2]), tonumber(t[3]))))
end

function of.put_unlogged(engine, t)
  return ok(of_applied(engine:put_unlogged(bytes(t[2]), bytes(t[3]), tonumber(t[4]), number(t[5]))))
end

function of.group(engine, t)
  local group = group_of(t)
  local op = engine:submit(group, tonumber(t[2]))
  return ok(op.sync_id, op.version, op.operation_type, group:size())
end

function of.group_local(engine, t)
  local group = group_of(t)
  local a = engine:apply_local(group, tonumber(t[2]))
  return ok(a.created, a.updated, a.deleted, a.version, group:clear():size())
end

function of.configure(engine, t)
  engine:configure(options(t, 2))
  return "ok"
end

function of.batch(engine)
  return all(engine:next_batch(), of_envelope)
end

function of.tick(engine, t)
  local tick, batch = engine:tick(t[2] == "1")
  return all(batch, of_envelope, tick.retried_count, tick.pruned_count)
end

function of.outbox(engine)
  return all(engine:outbox(), of_envelope)
end

function of.failed(engine)
  return all(engine:failed(), of_envelope)
end

function of.held(engine)
  return all(engine:held(), of_envelope)
end

function of.find(engine, t)
  return ok(of_envelope(engine:find(bytes(t[2]))))
end

function of.encode(engine, t)
  return ok(softadastra.encode(engine:find(bytes(t[2])).op))
end

function of.receive(engine, t)
  local r = engine:receive(softadastra.decode(bytes(t[2])))
  return ok(r.applied, r.duplicate, r.conflict, { r.apply.created, r.apply.updated, r.apply.deleted })
end

function of.fail(engine, t)
  return yes(engine:report_send_failure(bytes(t[2]), tonumber(t[3])))
end

function of.state(engine)
  local state, parts = engine:state(), { n = 0 }
  for at, field in ipairs(require("softadastra.raw").records.sda_sync_state) do
    parts[at] = state[field[1]]
    parts.n = at
  end
  return ok(unpack(parts, 1, parts.n))
end

function of.wakeup(engine)
  return or_nothing(engine:next_wakeup())
end

function of.policy(engine, t)
  engine:set_policy(tonumber(t[2]))
  return "ok"
end

function of.merge(engine, t)
  local kinds = {
    union = union,
    raise = function(key)
      error("merge of " .. key, 0)
    end,
    use = function(key)
      return engine:get(key)
    end,
    none = function() end,
  }
  engine:set_merge(kinds[t[2]])
  return "ok"
end

function of.register(engine, t)
  engine:register_peer(bytes(t[2]), number(t[3]))
  return "ok"
end

function of.peer(engine, t)
  return ok(of_peer(engine:peer(bytes(t[2]))))
end

function of.peers(engine)
  return all(engine:peers(), of_peer)
end

function of.expire(engine)
  return all(engine:expire_peers(), function(peer)
    return peer.node_id
  end)
end

function of.ack_from(engine, t)
  engine:ack_from(bytes(t[2]), bytes(t[3]))
  return "ok"
end

function of.applied_at(engine, t)
  return yes(engine:is_applied_at(bytes(t[2]), bytes(t[3])))
end

function of.maintain(engine, t)
  return ok(engine:maintain(number(t[2])))
end

function of.identity(engine)
  local name, epoch = engine:identity()
  return name and ok(name, epoch) or "nothing"
end

function of.renamed(engine)
  return or_nothing(engine:renamed_from())
end

function of.health(engine)
  local health = engine:health()
  return ok(health.is_stopped, health.failure, health.oldest_owed_version)
end

function of.backup(engine, t)
  return ok(engine:backup(bytes(t[2])).version)
end

function of.verify(engine)
  return verified(engine:verify())
end

-- Verbs that are one method: without an answer, or with one value.

for verb, method in pairs({ close = "close", detach = "detach", ack = "ack", queue = "queue",
  requeue = "requeue_failed", discard = "discard_failed", unregister = "remove_peer", flush = "flush",
  checkpoint = "checkpoint", reload = "reload", clear = "clear_memory" }) do
  of[verb] = function(engine, t)
    engine[method](engine, t[2] and bytes(t[2]))
    return "ok"
  end
end

for verb, method in pairs({ submit_local = "submit_local_writes", requeue_all = "requeue_all_failed",
  prune_failed = "prune_failed", prune_completed = "prune_completed", retry_expired = "retry_expired",
  digest = "digest", changes = "changes", feed_end = "feed_end", status = "status_json" }) do
  of[verb] = function(engine)
    return ok(engine[method](engine))
  end
end

local function perform(line)
  local t = {}
  for token in (line .. " "):gmatch("(.-) ") do
    t[#t + 1] = token
  end
  local verb = table.remove(t, 1)
  if free[verb] then
    return free[verb](t)
  elseif of_session[verb] then
    return of_session[verb](sessions[t[1]], t)
  elseif of_value[verb] then
    return of_value[verb](t)
  elseif of_client[verb] then
    return of_client[verb](clients[t[1]], t)
  elseif of_feed[verb] then
    return of_feed[verb](feeds[t[1]], t)
  end
  return of[verb](engines[t[1]], t)
end

for line in io.lines() do
  local done, answer = pcall(perform, line)
  if not done then
    if getmetatable(answer) == softadastra.Error then
      answer = ("error %d %s|%s"):format(answer.status, answer.text, answer.context)
    elseif type(answer) == "string" and answer:find("^merge of ") then
      answer = "raised " .. answer
    else
      error(answer, 0)
    end
  end
  io.write(answer, "\n")
  io.flush()
end
