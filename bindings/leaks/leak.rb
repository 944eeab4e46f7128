# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# As leak.c, in Ruby.

require "softadastra"

def resident_kib
  GC.start
  File.read("/proc/self/statm").split[1].to_i * 4
end

def turn
  Softadastra::Engine.open(node_id: "leak") do |engine|
    engine.put("k", "value", 1)
    engine.get("k")
    engine.scan(&:next)
    engine.versions("k")
    begin
      engine.ack("leak-9")
    rescue Softadastra::NotFoundError
      # There is no such operation.
    end
  end
end

rounds, before = Integer(ARGV[0]), 0
rounds.times do |at|
  turn
  before = resident_kib if at == rounds / 5
end
puts "#{before} #{resident_kib}"
