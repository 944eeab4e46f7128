-- SPDX-License-Identifier: Apache-2.0

--- Clients and files of records: two nodes over loopback and over queues, keys, closing, what each call answers.

local softadastra = require("softadastra")

local APPLIED, EVENT = softadastra.OperationStatus.APPLIED, softadastra.ClientEventType
local TURNS_MAX, TIMEOUT_MS = 20000, 60000

local function merged(one, other)
  local both = {}
  for _, from in ipairs({ one, other }) do
    for name, value in pairs(from) do
      both[name] = value
    end
  end
  return both
end

local function new(node_id, options)
  return softadastra.client(nil, merged({ node_id = node_id }, options or {}))
end

--- A client in memory that serves.
local function serving(node_id, options)
  local local_only = { transport_enabled = true, transport_host = "127.0.0.1" }
  local client = new(node_id, merged(local_only, options))
  client:start_transport()
  return client
end

--- Turns of all, until what is waited for is so.
local function turns(clients, is_so)
  for _ = 1, TURNS_MAX do
    if is_so() then
      return
    end
    for _, client in ipairs(clients) do
      client:tick()
      client:process_transport_events()
      client:wait(2)
    end
  end
  error("it took too long")
end

--- Adds the types of what has happened.
local function hear(client, heard)
  for _, event in ipairs(client:events()) do
    heard[event.event_type] = event
  end
  return heard
end

--- What came goes in, a turn, what is due goes out.
local function carry(client, link, came, goes)
  while #came > 0 do
    client:receive(link, table.remove(came, 1))
  end
  client:tick()
  local message = client:next_message(link)
  while message do
    goes[#goes + 1] = message
    message = client:next_message(link)
  end
end

return function(testing)
  local test, equal, fails = testing.test, testing.equal, testing.fails

  test("what is written apart is on both sides once they have met", function()
    local key = { group_key = (softadastra.generate_keys()) }
    local field, office = serving("field", key), serving("office", key)
    local first = field:put("well/4", "dry")
    office:put("office/1", "open")
    equal(field:status_of(first), softadastra.OperationStatus.QUEUED)
    equal(office:get("well/4"), nil)
    equal(field:transport_running(), true)
    field:connect("office", "127.0.0.1", office:served_port())
    turns({ field, office }, function()
      return field:status_of(first) == APPLIED and field:contains("office/1")
    end)
    field:wait_until_acknowledged(first, TIMEOUT_MS)
    equal(office:get("well/4"), "dry")
    equal(field:peers()[1].node_id, "office")
    equal(field:peers()[1].is_connected, true)
    assert(hear(field, {})[EVENT.CONNECTED])
    equal(field:delivery("field-" .. first, "office").is_applied, true)
    equal(field:peer_status()[1].node_id, "office")
    equal(field:sync_state().acknowledged_count, 1)
    equal(field:tick(true).pruned_count, 1)
    equal(field:status_of(first), nil)
    local second = field:remove("well/4")
    turns({ field, office }, function()
      return field:status_of(second) == APPLIED
    end)
    equal(office:contains("well/4"), false)
    equal(field:prune_completed(), 1)
    field:disconnect("office")
    fails("not_found", field.disconnect, field, "nobody")
    local late = office:put("well/5", "full")
    equal(fails("timed_out", office.wait_until_acknowledged, office, late, 1).context, tostring(late))
    fails("not_found", office.wait_until_acknowledged, office, 99, TIMEOUT_MS)
    field:close()
    office:close()
  end)

  test("a client with another key gets nothing", function()
    local office = serving("office", { group_key = (softadastra.generate_keys()) })
    local stranger = serving("stranger", { group_key = (softadastra.generate_keys()) })
    office:put("secret", "of the group")
    stranger:connect("office", "127.0.0.1", office:served_port())
    local heard, refused = {}, {}
    turns({ stranger, office }, function()
      return hear(stranger, heard)[EVENT.UNREACHABLE] and hear(office, refused)[EVENT.REFUSED]
    end)
    assert(heard[EVENT.UNREACHABLE].status < 0 and #heard[EVENT.UNREACHABLE].reason > 0)
    equal(stranger:size(), 0)
    stranger:close()
    office:close()
  end)

  test("with a key each only those who are trusted get in", function()
    local field_secret, field_public = softadastra.generate_keys()
    local office_secret, office_public = softadastra.generate_keys()
    equal(#field_secret + #office_public, 64)
    local on = { transport_enabled = true, transport_host = "127.0.0.1" }
    local field = new("field", merged(on, { secret_key = field_secret }))
    local office = new("office", merged(on, { secret_key = office_secret }))
    field:trust("office", office_public)
    office:trust("field", field_public)
    field:start_transport()
    office:start_transport()
    fails("permission_denied", field.connect, field, "nobody", "127.0.0.1", office:served_port())
    field:connect("office", "127.0.0.1", office:served_port())
    local version = field:put("k", "v")
    turns({ field, office }, function()
      return field:status_of(version) == APPLIED
    end)
    field:close()
    office:close()
  end)

  test("links may be carried by the application", function()
    local field, office = new("field"), new("office")
    field:start_carrying()
    office:start_carrying()
    local version, down, up = field:put("well/4", "dry"), {}, {}
    local out, back = field:open_link("office", true), office:open_link("field", false)
    for _ = 1, 1000 do
      carry(field, out, down, up)
      carry(office, back, up, down)
    end
    equal(office:get("well/4"), "dry")
    equal(field:status_of(version), APPLIED)
    field:close_link(out)
    fails("closed", field.next_message, field, out)
    field:stop_transport()
    fails("invalid_state", field.open_link, field, "office", true)
    field:close()
    office:close()
  end)

  test("a node says who it is and looks for others", function()
    local client = new("tablet-7", {
      display_name = "Tablet 7",
      version = "2.1",
      discovery_enabled = true,
      discovery_host = "127.0.0.1",
      discovery_port = 47832,
    })
    local info = client:node_info()
    equal(info.node_id .. info.display_name .. info.version, "tablet-7Tablet 72.1")
    assert(table.concat(info.capabilities, " "):find("sync"))
    assert(client:node_info(true).uptime_ms >= info.uptime_ms)
    equal(client:discovery_running(), false)
    client:start_discovery()
    equal(client:discovery_running(), true)
    client:stop_discovery()
    equal(#client:peers(), 0)
    fails("invalid_state", client.start_transport, client)
    equal(client:transport_running(), false)
    equal(client:served_port(), nil)
    fails("invalid_state", client.process_transport_events, client)
    client:close()
  end)

  test("nodes find each other and call", function()
    local options = {
      group_key = (softadastra.generate_keys()),
      discovery_enabled = true,
      discovery_host = "127.0.0.1",
      discovery_port = 47842,
    }
    local field, office = serving("field", options), serving("office", options)
    field:put("k", "v")
    field:start_discovery()
    office:start_discovery()
    turns({ field, office }, function()
      return office:contains("k")
    end)
    local peer = field:peers()[1]
    equal(peer.node_id, "office")
    equal(peer.is_found, true)
    equal(peer.port, office:served_port())
    assert(hear(field, {})[EVENT.FOUND])
    field:close()
    office:close()
  end)

  test("everything else is done with the engine of a client", function()
    local client = new("a", { max_retries = 1, clock = function()
      return 1700000000000
    end })
    client:put("a/1", "one")
    client.engine:submit(softadastra.group():put("a/2", "two"))
    local found = {}
    for entry in client.engine:scan({ prefix = "a/" }) do
      found[#found + 1] = entry.value
    end
    equal(table.concat(found, " "), "one two")
    equal(client:size(), 2)
    local sync_id = client.engine:next_batch()[1].op.sync_id
    client.engine:report_send_failure(sync_id, -24)
    equal(client:failed()[1].op.sync_id, sync_id)
    client:requeue_failed(sync_id)
    client.engine:next_batch()
    client.engine:report_send_failure(sync_id, -24)
    client:discard_failed(sync_id)
    equal(client:prune_failed() + client:retry_expired(), 0)
    local other = softadastra.open(nil, { node_id = "b" })
    other:put("a/1", "theirs")
    client.engine:receive(softadastra.encode(other:next_batch()[1].op))
    equal(client:conflicts()[1].key, "a/1")
    client.engine:set_policy(softadastra.Policy.CUSTOM)
    client.engine:set_merge(function()
      return client:get("a/1")
    end)
    fails("busy", client.get, client, "a/1")
    client.engine:set_merge(function()
      client:close()
    end)
    fails("busy", client.get, client, "a/1")
    client.engine:set_merge(function(key)
      return key .. " merged"
    end)
    equal(client:get("a/1"), "a/1 merged")
    client:close()
    other:close()
  end)

  test("closing a client twice does nothing, and use after close fails", function()
    testing.in_folder(function(folder)
      local path, options = folder .. "/a.wal", { node_id = "a", transport_enabled = true, transport_host = "127.0.0.1" }
      local client = softadastra.client(path, options)
      client:put("k", "v")
      client:start_transport()
      local engine = client.engine
      fails("locked", softadastra.client, path, options)
      for _ = 1, 3 do
        client:close()
        equal(client:is_open(), false)
        fails("closed", client.get, client, "k")
        fails("closed", client.put, client, "k", "v")
        fails("closed", client.tick, client)
        fails("closed", client.events, client)
        fails("closed", client.peers, client)
        fails("closed", client.wait, client, 1)
        fails("closed", client.node_info, client)
        fails("closed", client.failed, client)
        fails("closed", engine.get, engine, "k")
      end
      engine:close()
      fails("invalid_argument", softadastra.client, path)
      equal(pcall(softadastra.client, path, { node_id = "a", transport = 1 }), false)
      -- The engine keeps a client alive that nobody else refers to.
      local alone = softadastra.client(path, options).engine
      collectgarbage()
      equal(alone:get("k"), "v")
      alone.client:close()
    end)
  end)

  test("records of format 1 are written and read", function()
    testing.in_folder(function(folder)
      local path = folder .. "/deep/a.wal"
      local wal = softadastra.wal(path)
      equal(wal:recover().record_count, 0)
      equal(wal:append_record(1, 7, "one"), 1)
      equal(wal:append_record(5, 8, ""), 2)
      wal:raise_sequence(10)
      equal(wal:append_record(3, 9, "eleven"), 11)
      wal:flush()
      fails("locked", softadastra.wal, path)
      fails("invalid_argument", wal.append_record, wal, 1, 7, "")
      wal:close()
      local found = {}
      for record in softadastra.wal_reader(path) do
        found[#found + 1] = ("%d %d %d %s"):format(record.record_type, record.sequence, record.timestamp_ms, record.payload)
      end
      equal(table.concat(found, ","), "1 1 7 one,5 2 8 ,3 11 9 eleven")
      local file = assert(io.open(path, "rb"))
      equal(softadastra.wal_read(path), file:read("*a"))
      file:close()
      wal = softadastra.wal(path)
      equal(wal:recover().sequence, 11)
      wal:append("torn")
      wal:close()
      wal:close()
      fails("closed", wal.append, wal, "x")
      wal = softadastra.wal(path)
      equal(wal:recover().cut_bytes, 4)
      wal:close()
      local reader = softadastra.wal_reader(path)
      reader:close()
      reader:close()
      fails("closed", reader.next, reader)
      fails("file_read", softadastra.wal_reader, folder .. "/none.wal")
    end)
  end)
end
