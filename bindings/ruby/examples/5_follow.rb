# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# A copy that never misses a change: walk over what there is, then follow what happens.

require "softadastra"

path = "#{ARGV[0]}/follow.wal"
position = nil

Softadastra::Engine.open(path, node_id: "desk", feed_retain_bytes: 1 << 24) do |notes|
  notes.put("note:1", "east field")
  notes.put("note:2", "west field")
  notes.put("user:1", "Ada")
  # The position first, then the walk: what happens in between is in both, nothing in neither.
  position = notes.feed_end
  notes.scan(prefix: "note:") do |scan|
    notes.put("note:3", "written meanwhile")
    scan.each { |entry| puts "#{entry.key} = #{entry.value}" }
  end
end

Softadastra::Engine.open(path, node_id: "desk", feed_retain_bytes: 1 << 24) do |notes|
  notes.remove("note:1")
  notes.flush
  notes.feed(position) do |feed|
    feed.each do |change|
      kind = change.operation_type == Softadastra::OperationType::PUT ? "put" : "delete"
      puts "since then: #{kind} #{change.key} #{change.value}"
    end
  end
end
