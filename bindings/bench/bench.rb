# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# What a call costs in Ruby; `run` has the rules.

require "softadastra"

path, count, rounds = ARGV[0], Integer(ARGV[1]), Integer(ARGV[2])
MANY = 256
MADE_AT = 1_700_000_000_000
value = ("v" * 64).b.freeze
keys, other = [40_503, 25_717].map do |step|
  Array.new(count) { |at| format("customer/%07d", at * step % count).b.freeze }
end
engine = Softadastra::Engine.new(path, node_id: "bench", durability: Softadastra::Durability::FAST, require_ack: false)
engine.put("first", value)

put = -> { keys.each { |key| engine.put(key, value, MADE_AT) } }
asked = other
get = -> { asked.each { |key| engine.get(key) } }
next_batch = lambda do
  seen = 0
  seen += engine.next_batch.size while seen < count
end
get_many = -> { 0.step(count - 1, MANY) { |at| engine.get_many(asked[at, MANY]) } }
put_many = lambda do
  Softadastra::Group.open do |group|
    0.step(count - 1, MANY) do |at|
      group.clear.put_many(keys[at, MANY].map { |key| [key, value] })
      engine.submit(group, MADE_AT)
    end
  end
end
scan_many = lambda do
  engine.scan do |scan|
    nil until scan.next_many(65_536).empty?
  end
end
drain = -> { nil until engine.next_batch.empty? }

measure = lambda do |name, run, before = nil|
  best = Array.new(before ? rounds : 5 * rounds) do
    before&.call
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
    run.call
    Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond) - start
  end.min
  puts format("%s %.1f", name, best.fdiv(count))
end

measure.call("put", put, drain)
measure.call("get", get)
asked = keys
measure.call("get_in_order", get)
measure.call("next_batch", next_batch, put)
asked = other
measure.call("get_many", get_many)
asked = keys
measure.call("get_many_in_order", get_many)
measure.call("put_many", put_many, drain)
measure.call("scan_many", scan_many)
engine.close
