# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# The harness of the conformance scripts; tests/conformance/README.md has its language.

require_relative "../lib/softadastra"

class Harness
  def initialize
    @now = 1_700_000_000_000
    @engines = {}
    @sessions = {}
    @feeds = {}
    @readers = {}
    @writers = {}
    @clients = {}
  end

  def answer(line)
    verb, *tokens = line.split(" ", -1)
    send(:"do_#{verb}", *tokens)
  rescue Softadastra::Error => e
    "error #{e.status} #{e.text}|#{e.context}"
  rescue ZeroDivisionError => e
    "raised #{e.message}"
  end

  private

  def written(value)
    case value
    when nil then "x"
    when true then "1"
    when false then "0"
    when String then "x#{value.unpack1("H*")}"
    when Array then value.map { |one| written(one) }.join(":")
    else Integer(value).to_s
    end
  end

  def ok(*values) = ["ok", *values.map { |value| written(value) }].join(" ")
  def or_nothing(value) = value.nil? ? "nothing" : ok(value)
  def yes(value) = value ? "ok" : "nothing"
  def bytes(token) = [token[1..]].pack("H*")
  def text(token) = bytes(token).force_encoding(Encoding::UTF_8)

  def done(*)
    "ok"
  end

  def options(tokens)
    tokens.to_h do |token|
      name, value = token.split("=", 2)
      [name.to_sym, value.start_with?("x") ? text(value) : Integer(value)]
    end
  end

  def of_envelope(e)
    [e.op.sync_id, e.status, e.ack_status, e.retry_count, e.next_retry_at_ms, e.last_error,
     e.op.operation_type, e.op.key, e.op.value]
  end

  def of_applied(a) = [a.created, a.updated, a.deleted, a.version]

  def of_peer(p)
    [p.node_id, p.is_connected, p.lease_ms, p.known_count, p.durable_count, p.applied_count,
     p.pending_own_count, p.pending_relayed_count, p.gone_count, p.refused_count]
  end

  def envelopes(found) = found.map { |one| of_envelope(one) }

  # Nodes

  def do_reset
    [@sessions, @feeds, @readers, @writers, @clients, @engines].flat_map(&:values).each(&:close)
    initialize
    "ok"
  end

  def do_now(now) = done(@now = Integer(now))

  def do_open(name, *tokens)
    given = options(tokens)
    engine = @engines[name] = Softadastra::Engine.new(given.delete(:path), clock: -> { @now }, **given)
    report = engine.report
    ok(report.created, report.last_version, report.owed_count, report.cut_bytes)
  end

  def do_configure(name, *tokens) = done(@engines[name].configure(**options(tokens)))
  def do_close(name) = done(@engines[name].close)
  def do_detach(name) = done(@engines[name].detach)

  # Reading

  def do_get(name, key)
    found = @engines[name].entry(bytes(key))
    found ? ok(found.value, found.version, found.timestamp_ms) : "nothing"
  end

  def do_get_many(name, *keys)
    found = @engines[name].get_many(keys.map { |key| bytes(key) })
    ["ok", *found.map { |value| value ? written(value) : "-" }].join(" ")
  end

  def do_get_into(name, key, room)
    memory = Fiddle::Pointer.malloc([Integer(room), 1].max, Fiddle::RUBY_FREE)
    memory.size = Integer(room)
    length = @engines[name].get_into(bytes(key), memory)
    length ? ok(length, length <= memory.size ? memory[0, length] : "") : "nothing"
  end

  def do_contains(name, key) = yes(@engines[name].key?(bytes(key)))
  def do_len(name) = ok(@engines[name].size)

  def do_scan(name, prefix, from, to)
    @engines[name].scan(prefix: bytes(prefix), from: bytes(from), to: bytes(to)) do |scan|
      ok(*scan.map { |entry| [entry.key, entry.value] })
    end
  end

  def do_versions(name, key)
    ok(*@engines[name].versions(bytes(key)).map do |v|
      [v.operation_type, v.node_id, v.sequence, v.timestamp_ms, v.value]
    end)
  end

  def do_conflicts(name, after, count_max)
    found = @engines[name].conflicts(after: bytes(after), count_max: Integer(count_max))
    ok(*found.flat_map do |conflict|
      sides = conflict.sides.map { |s| [s.operation_type, s.is_shown, s.is_local, s.node_id, s.sequence, s.value] }
      [[conflict.key, conflict.is_unresolved, sides.size, !conflict.base.nil?, conflict.base], *sides]
    end)
  end

  # Writing

  def do_put(name, key, value, at)
    op = @engines[name].put(bytes(key), bytes(value), Integer(at))
    ok(op.sync_id, op.version)
  end

  def do_remove(name, key, at)
    op = @engines[name].remove(bytes(key), Integer(at))
    ok(op.sync_id, op.version)
  end

  def do_put_local(name, key, value, at)
    ok(*of_applied(@engines[name].put_local(bytes(key), bytes(value), Integer(at))))
  end

  def do_remove_local(name, key, at) = ok(*of_applied(@engines[name].remove_local(bytes(key), Integer(at))))

  def do_put_unlogged(name, key, value, at, version)
    ok(*of_applied(@engines[name].put_unlogged(bytes(key), bytes(value), Integer(at), Integer(version))))
  end

  def group(parts)
    found = Softadastra::Group.new
    until parts.empty?
      parts.shift == "put" ? found.put(bytes(parts.shift), bytes(parts.shift)) : found.remove(bytes(parts.shift))
    end
    found
  end

  def do_group(name, at, *parts)
    made = group(parts)
    op = @engines[name].submit(made, Integer(at))
    ok(op.sync_id, op.version, op.operation_type, made.size)
  end

  def do_group_local(name, at, *parts)
    made = group(parts)
    applied = @engines[name].apply_local(made, Integer(at))
    ok(*of_applied(applied), made.clear.size)
  end

  def do_submit_local(name) = ok(@engines[name].submit_local_writes)

  # The outbox

  def do_batch(name) = ok(*envelopes(@engines[name].next_batch))

  def do_tick(name, prune)
    turn = @engines[name].tick(prune_completed: prune == "1")
    ok(turn.tick.retried_count, turn.tick.pruned_count, *envelopes(turn.batch))
  end

  def do_outbox(name) = ok(*envelopes(@engines[name].outbox))
  def do_failed(name) = ok(*envelopes(@engines[name].failed))
  def do_held(name) = ok(*envelopes(@engines[name].held))
  def do_find(name, id) = ok(of_envelope(@engines[name].find(text(id))))
  def do_encode(name, id) = ok(Softadastra.encode(@engines[name].find(text(id)).op))

  def do_decode(data)
    op = Softadastra.decode(bytes(data))
    ok(op.sync_id, op.origin, op.sequence, op.operation_type, op.key, op.value)
  end

  def do_receive(name, data)
    r = @engines[name].receive(Softadastra.decode(bytes(data)))
    ok(r.applied, r.duplicate, r.conflict, of_applied(r.apply).first(3))
  end

  def do_ack(name, id) = done(@engines[name].ack(text(id)))
  def do_fail(name, id, status) = yes(@engines[name].report_send_failure(text(id), Integer(status)))
  def do_queue(name, id) = done(@engines[name].queue(text(id)))
  def do_requeue(name, id) = done(@engines[name].requeue_failed(text(id)))
  def do_requeue_all(name) = ok(@engines[name].requeue_all_failed)
  def do_discard(name, id) = done(@engines[name].discard_failed(text(id)))
  def do_prune_failed(name) = ok(@engines[name].prune_failed)
  def do_prune_completed(name) = ok(@engines[name].prune_completed)
  def do_retry_expired(name) = ok(@engines[name].retry_expired)
  def do_state(name) = ok(*@engines[name].state.to_a)
  def do_wakeup(name) = or_nothing(@engines[name].next_wakeup)

  # Conflicts

  def do_policy(name, policy) = done(@engines[name].policy = Integer(policy))

  def do_merge(name, kind)
    engine = @engines[name]
    kinds = {
      "union" => ->(_key, versions) { versions.flat_map { |v| v.value.split(" ") }.uniq.sort.join(" ") },
      "raise" => ->(key, _versions) { raise ZeroDivisionError, "merge of #{key}" },
      "use" => ->(key, _versions) { engine.get(key) },
      "none" => ->(_key, _versions) {}
    }
    done(engine.set_merge(kinds[kind]))
  end

  # Peers and sessions

  def do_register(name, peer, lease) = done(@engines[name].register_peer(text(peer), Integer(lease)))
  def do_unregister(name, peer) = done(@engines[name].remove_peer(text(peer)))
  def do_peer(name, peer) = ok(of_peer(@engines[name].peer(text(peer))))
  def do_peers(name) = ok(*@engines[name].peers.map { |one| of_peer(one) })
  def do_expire(name) = ok(*@engines[name].expire_peers.map(&:node_id))
  def do_ack_from(name, id, peer) = done(@engines[name].ack_from(text(id), text(peer)))
  def do_applied_at(name, id, peer) = yes(@engines[name].applied_at?(text(id), text(peer)))

  def do_session(session, name, *tokens)
    given = options(tokens)
    done(@sessions[session] = @engines[name].session(given.delete(:node_id), **given))
  end

  def do_poll(session, bytes_max) = or_nothing(@sessions[session].poll_transmit(Integer(bytes_max)))
  def do_handle(session, frames) = done(@sessions[session].handle(bytes(frames)))

  def do_event(session)
    e = @sessions[session].poll_event
    e ? ok(e.event_type, e.status, e.count, e.other_count, e.sequence, e.node_id, e.reason) : "nothing"
  end

  def do_wake(session) = or_nothing(@sessions[session].next_wakeup)

  def do_session_state(session)
    state = @sessions[session].state
    ok(state.phase, state.in_flight_count, state.node_id)
  end

  def do_end(session) = done(@sessions[session].end)
  def do_free(session) = done(@sessions[session].close)

  def do_frame(data, frame_bytes_max)
    or_nothing(Softadastra.frame_bytes(bytes(data), Integer(frame_bytes_max)))
  end

  # The feed

  def do_feed(feed, name, position, values)
    done(@feeds[feed] = @engines[name].feed(Integer(position), with_values: values == "1"))
  end

  def do_change(feed)
    c = @feeds[feed].next
    return "nothing" unless c

    ok(c.change_type, c.operation_type, c.version, c.sync_id, c.key, c.value, c.status, c.retry_count, c.last_error)
  end

  def do_position(feed) = ok(@feeds[feed].position)
  def do_feed_free(feed) = done(@feeds[feed].close)
  def do_feed_end(name) = ok(@engines[name].feed_end)

  # Values piece by piece

  def do_reader(reader, name, key)
    opened = @engines[name].open_value(bytes(key))
    return "nothing" unless opened

    @readers[reader] = opened
    ok(opened.size, opened.version, opened.timestamp_ms)
  end

  def do_read(reader, offset, most) = or_nothing(@readers[reader].read(Integer(offset), Integer(most)))
  def do_reader_free(reader) = done(@readers[reader].close)

  def do_writer(writer, name, key, size, at)
    done(@writers[writer] = @engines[name].begin_value(bytes(key), Integer(size), Integer(at)))
  end

  def do_write(writer, piece) = done(@writers[writer].write(bytes(piece)))
  def do_commit(writer) = ok(*of_applied(@writers[writer].commit))
  def do_writer_free(writer) = done(@writers[writer].close)

  # Clients, whose messages the runner carries

  def do_client(name, *tokens)
    given = options(tokens)
    done(@clients[name] = Softadastra::Client.new(given.delete(:path), **given))
  end

  def do_client_close(name) = done(@clients[name].close)
  def do_client_put(name, key, value) = done(@clients[name].put(bytes(key), bytes(value)))
  def do_client_remove(name, key) = done(@clients[name].remove(bytes(key)))
  def do_client_get(name, key) = or_nothing(@clients[name].get(bytes(key)))
  def do_client_contains(name, key) = yes(@clients[name].key?(bytes(key)))
  def do_client_len(name) = ok(@clients[name].size)
  def do_client_status(name, version) = or_nothing(@clients[name].status_of(Integer(version)))
  def do_client_tick(name, prune) = ok(@clients[name].tick(prune_completed: prune == "1").pruned_count)
  def do_client_carry(name) = done(@clients[name].start_carrying)
  def do_client_link(name, peer, ours) = ok(@clients[name].open_link(text(peer), is_ours: ours == "1"))
  def do_client_message(name, link) = or_nothing(@clients[name].next_message(Integer(link)))
  def do_client_receive(name, link, message) = done(@clients[name].receive(Integer(link), bytes(message)))
  def do_client_unlink(name, link) = done(@clients[name].close_link(Integer(link)))
  def do_client_events(name) = ok(*@clients[name].events.map { |e| [e.event_type, e.node_id] })
  def do_client_peers(name) = ok(*@clients[name].engine.peers.map { |p| [p.node_id, p.is_connected] })

  # Looking after it

  def do_flush(name) = done(@engines[name].flush)
  def do_maintain(name, bytes_max) = ok(@engines[name].maintain(Integer(bytes_max)))
  def do_checkpoint(name) = done(@engines[name].checkpoint)
  def do_reload(name) = done(@engines[name].reload)
  def do_clear(name) = done(@engines[name].clear_memory)
  def do_digest(name) = ok(@engines[name].digest)
  def do_changes(name) = ok(@engines[name].changes)

  def do_identity(name)
    found = @engines[name].identity
    found ? ok(found.node_id, found.epoch) : "nothing"
  end

  def do_renamed(name) = or_nothing(@engines[name].renamed_from)

  def do_health(name)
    health = @engines[name].health
    ok(health.is_stopped, health.failure, health.oldest_owed_version)
  end

  def do_status(name) = ok(@engines[name].status_json)
  def do_backup(name, path) = ok(@engines[name].backup(text(path)).version)

  def verified(found)
    t = found.totals
    ok(t.is_sound, t.key_count, t.owed_count, t.finding_count,
       *found.findings.map { |f| [f.part, f.status, f.at, f.number, f.file] })
  end

  def do_verify(name) = verified(@engines[name].verify)
  def do_verify_path(path) = verified(Softadastra.verify(text(path)))

  def do_salvage(path, to)
    found = Softadastra.salvage(text(path), text(to))
    t = found.totals
    ok(t.key_count, t.owed_count, t.loss_count, found.missing.size,
       *found.losses.map { |l| [l.part, l.status, l.at, l.number] })
  end

  def do_status_name(status) = ok(Softadastra.status_name(Integer(status)))
end

if $PROGRAM_NAME == __FILE__
  harness = Harness.new
  $stdout.sync = true
  $stdin.each_line { |line| puts harness.answer(line.chomp) }
end
