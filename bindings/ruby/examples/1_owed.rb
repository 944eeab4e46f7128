# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# A write that is durable here and owed to the other side, from submit to acknowledgement.

require "softadastra"

path = "#{ARGV[0]}/notes.wal"

Softadastra::Engine.open(path, node_id: "laptop") do |notes|
  ["buy bread", "call Ada"].each do |text|
    operation = notes.put("note:#{text[0]}", text)
    puts "submitted #{operation.sync_id} version #{operation.version}"
  end
  notes.next_batch.each { |envelope| puts "send #{envelope.op.sync_id}: #{envelope.op.value}" }
  puts "in flight #{notes.state.in_flight_count}"
  notes.ack("laptop-1")
  begin
    notes.ack("laptop-9")
  rescue Softadastra::NotFoundError => e
    puts "refused: #{e.text}"
  end
end

# What was not acknowledged is still owed after a restart.
Softadastra::Engine.open(path, node_id: "laptop") do |notes|
  puts "owed after restart #{notes.report.owed_count}"
end
