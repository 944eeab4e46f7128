# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge.

require "softadastra"

def deliver(source, target)
  source.next_batch.each do |envelope|
    target.receive(Softadastra.encode(envelope.op))
    source.ack(envelope.op.sync_id)
  end
end

desk = Softadastra::Engine.new(node_id: "desk")
phone = Softadastra::Engine.new(node_id: "phone")
desk.put("list", "milk eggs", 1_700_000_010_000)
phone.put("list", "milk tea", 1_700_000_011_000)
desk.put("shop", "corner", 1_700_000_012_000)
phone.put("shop", "market", 1_700_000_011_000)
deliver(desk, phone)
deliver(phone, desk)
desk.conflicts.each do |conflict|
  puts "#{conflict.key}: #{conflict.sides.map { |side| "#{side.node_id} #{side.value}" }.sort.join(", ")}"
end

# Whoever writes next has seen both sides, and ends the conflict everywhere.
phone.put("shop", "corner, then market", 1_700_000_020_000)
deliver(phone, desk)
puts "shop = #{desk.get("shop")}"

# For the rest a function decides; nothing of it is stored. A value is a set of words: the same answer
# whoever asks.
desk.policy = Softadastra::Policy::CUSTOM
desk.set_merge { |_key, versions| versions.flat_map { |version| version.value.split }.uniq.sort.join(" ") }
puts "list = #{desk.get("list")}"
puts "conflicts #{desk.conflicts.size}"
[desk, phone].each(&:close)
