-- SPDX-License-Identifier: Apache-2.0

--- Two clients that write while apart and then meet over TCP, and one that has another key.

local softadastra = require("softadastra")

local APPLIED = softadastra.OperationStatus.APPLIED
local UNREACHABLE = softadastra.ClientEventType.UNREACHABLE

local function client(node_id, key)
  return softadastra.client(nil, {
    node_id = node_id,
    group_key = key,
    transport_enabled = true,
    transport_host = "127.0.0.1",
  })
end

local function are_applied(at, writes)
  for _, version in ipairs(writes) do
    if at:status_of(version) ~= APPLIED then
      return false
    end
  end
  return true
end

local key = softadastra.generate_keys()
local field, office = client("field", key), client("office", key)
local writes = { field:put("well/4", "dry"), field:put("well/5", "wet") }
local writes_too = { office:put("plan", "dig at well/4") }
print("apart: field has " .. field:size() .. " office has " .. office:size())

field:start_transport()
office:start_transport()
field:connect("office", "127.0.0.1", office:served_port())
while not (are_applied(field, writes) and are_applied(office, writes_too)) do
  field:tick()
  office:tick()
  field:wait(10)
end
print("together: field has " .. field:size() .. " office has " .. office:size())
print("well/4 at the office: " .. office:get("well/4"))
print("acknowledged: " .. (field:sync_state().acknowledged_count == 2 and "yes" or "no"))

local other_key = softadastra.generate_keys()
local stranger, refused = client("stranger", other_key), false
stranger:start_transport()
stranger:connect("office", "127.0.0.1", office:served_port())
while not refused do
  stranger:tick()
  office:tick()
  stranger:wait(10)
  for _, event in ipairs(stranger:events()) do
    refused = refused or event.event_type == UNREACHABLE
  end
end
print("with another key: refused, has " .. stranger:size())
for _, one in ipairs({ field, office, stranger }) do
  one:close()
end
