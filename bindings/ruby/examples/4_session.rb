# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# Two nodes brought to the same state over a channel that loses every third frame.

require "softadastra"

# Frames from one session to another, but for every third.
class Channel
  def initialize
    @count = 0
  end

  def carry(source, target)
    source.frames.count do |frame|
      @count += 1
      target.handle(frame) unless (@count % 3).zero?
      true
    end.positive?
  end
end

now = 1_700_000_000_000
clock = -> { now }
desk = Softadastra::Engine.new(node_id: "desk", clock: clock, seed: 1)
phone = Softadastra::Engine.new(node_id: "phone", clock: clock, seed: 2)
desk.register_peer("phone")
phone.register_peer("desk")
5.times do |at|
  desk.put("desk:#{at}", "written offline", now)
  phone.put("phone:#{at}", "written offline", now)
end
one = desk.session("phone")
other = phone.session("desk")
channel = Channel.new
equal = []
while equal.size < 2 || desk.state.acknowledged_count < 5
  # After every change poll until there is nothing, then wait for the wake-up.
  while channel.carry(one, other) | channel.carry(other, one)
  end
  equal |= [one, other].select do |session|
    session.events.to_a.any? { |event| event.event_type == Softadastra::EventType::CONVERGED }
  end
  now = [now + 1, [one.next_wakeup, other.next_wakeup].compact.min || now].max
end
puts "desk has #{desk.size} phone has #{phone.size}"
puts "equal digests #{desk.digest == phone.digest ? "yes" : "no"}"
puts "desk-1 is at the phone: #{desk.applied_at?("desk-1", "phone") ? "yes" : "no"}"
puts "acknowledged #{desk.state.acknowledged_count}"
[one, other, desk, phone].each(&:close)
