# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# Two clients that write while apart and then meet over TCP, and one that has another key.

require "softadastra"

APPLIED = Softadastra::OperationStatus::APPLIED
UNREACHABLE = Softadastra::ClientEventType::UNREACHABLE

def client(node_id, key)
  Softadastra::Client.new(node_id: node_id, group_key: key, transport_enabled: true, transport_host: "127.0.0.1")
end

key = Softadastra.generate_keys.secret_key
field, office = client("field", key), client("office", key)
writes = [field.put("well/4", "dry"), field.put("well/5", "wet")]
writes_too = [office.put("plan", "dig at well/4")]
puts "apart: field has #{field.size} office has #{office.size}"

[field, office].each(&:start_transport)
field.connect("office", "127.0.0.1", office.served_port)
until writes.all? { |one| field.status_of(one) == APPLIED } && writes_too.all? { |one| office.status_of(one) == APPLIED }
  [field, office].each(&:tick)
  field.wait(10)
end
puts "together: field has #{field.size} office has #{office.size}"
puts "well/4 at the office: #{office.get("well/4")}"
puts "acknowledged: #{field.sync_state.acknowledged_count == 2 ? "yes" : "no"}"

stranger = client("stranger", Softadastra.generate_keys.secret_key)
stranger.start_transport
stranger.connect("office", "127.0.0.1", office.served_port)
until stranger.events.any? { |event| event.event_type == UNREACHABLE }
  [stranger, office].each(&:tick)
  stranger.wait(10)
end
puts "with another key: refused, has #{stranger.size}"
[field, office, stranger].each(&:close)
