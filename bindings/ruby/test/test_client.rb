# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# Clients and files of records: two nodes over loopback and over queues, keys, closing, what each call answers.

require "minitest/autorun"
require "tmpdir"
require_relative "../lib/softadastra"

class TestClient < Minitest::Test
  S = Softadastra
  TIMEOUT_MS = 60_000
  LOCAL = { transport_enabled: true, transport_host: "127.0.0.1" }.freeze

  # Clients in memory that serve, closed behind the block.
  def serving(*names, **options)
    clients = names.map { |name| S::Client.new(node_id: name, **LOCAL, **options).tap(&:start_transport) }
    yield(*clients)
  ensure
    clients&.each(&:close)
  end

  # Turns of all, until what is waited for is so.
  def turns(*clients)
    deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + TIMEOUT_MS / 1000
    until yield
      flunk "it took too long" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > deadline

      clients.each(&:tick)
      clients.each(&:process_transport_events)
      clients.each { |client| client.wait(5) }
    end
  end

  def applied?(client, version)
    client.status_of(version) == S::OperationStatus::APPLIED
  end

  def test_what_is_written_apart_is_on_both_sides_once_they_have_met
    serving("field", "office", group_key: S.generate_keys.secret_key) do |field, office|
      first, = [field.put("well/4", "dry"), office.put("office/1", "open")]
      assert_equal S::OperationStatus::QUEUED, field.status_of(first)
      assert_nil office.get("well/4")
      field.connect("office", "127.0.0.1", office.served_port)
      turns(field, office) { applied?(field, first) && field.key?("office/1") }
      assert_equal "dry", office["well/4"]
      assert_equal [["office", true]], field.peers.map { |peer| [peer.node_id, peer.is_connected] }
      assert_includes field.events.map(&:event_type), S::ClientEventType::CONNECTED
      assert_empty field.events(1).select { |event| event.event_type == S::ClientEventType::CONNECTED }
      assert field.delivery("field-#{first}", "office").is_applied
      assert_equal ["office"], field.peer_status.map(&:node_id)
      assert_equal 1, field.sync_state.acknowledged_count
      assert_equal 1, field.tick(prune_completed: true).pruned_count
      assert_nil field.status_of(first)
      second = field.remove("well/4")
      turns(field, office) { applied?(field, second) }
      refute office.key?("well/4")
      assert_equal 1, field.prune_completed
      field.disconnect("office")
      assert_raises(S::NotFoundError) { field.disconnect("nobody") }
    end
  end

  def test_one_may_wait_until_the_other_has_a_write
    serving("field", "office", group_key: S.generate_keys.secret_key) do |field, office|
      version = field.put("well/4", "dry")
      field.connect("office", "127.0.0.1", office.served_port)
      served = Thread.new { turns(office) { office.key?("well/4") && office.wait(5) && field.closed? } }
      field.wait_until_acknowledged(version, TIMEOUT_MS)
      field.close
      served.join
      assert_equal "dry", office.get("well/4")
      late = office.put("well/5", "full")
      assert_equal late.to_s, assert_raises(S::TimedOutError) { office.wait_until_acknowledged(late, 1) }.context
      assert_raises(S::NotFoundError) { office.wait_until_acknowledged(99, TIMEOUT_MS) }
    end
  end

  def test_a_client_with_another_key_gets_nothing
    serving("office", group_key: S.generate_keys.secret_key) do |office|
      office.put("secret", "of the group")
      serving("stranger", group_key: S.generate_keys.secret_key) do |stranger|
        stranger.connect("office", "127.0.0.1", office.served_port)
        heard = []
        turns(stranger, office) do
          heard += stranger.events
          heard.any? { |event| event.event_type == S::ClientEventType::UNREACHABLE }
        end
        assert_operator heard.last.status, :<, 0
        refute_empty heard.last.reason
        assert_equal 0, stranger.size
        refused = []
        turns(office) { (refused += office.events.map(&:event_type)).include?(S::ClientEventType::REFUSED) }
      end
    end
  end

  def test_with_a_key_each_only_those_who_are_trusted_get_in
    field_keys, office_keys = S.generate_keys, S.generate_keys
    refute_match field_keys.secret_key.inspect[1..-2], field_keys.inspect
    field = S::Client.new(node_id: "field", secret_key: field_keys.secret_key, **LOCAL)
    office = S::Client.new(node_id: "office", secret_key: office_keys.secret_key, **LOCAL)
    field.trust("office", office_keys.public_key)
    office.trust("field", field_keys.public_key)
    [field, office].each(&:start_transport)
    assert_raises(S::PermissionDeniedError) { field.connect("nobody", "127.0.0.1", office.served_port) }
    field.connect("office", "127.0.0.1", office.served_port)
    version = field.put("k", "v")
    turns(field, office) { applied?(field, version) }
    S::Client.open(node_id: "c") { |other| assert_raises(S::InvalidStateError) { other.trust("a", "k" * 32) } }
  ensure
    [field, office].compact.each(&:close)
  end

  # What came goes in, a turn, what is due goes out.
  def carry(client, link, came, goes)
    client.receive(link, came.shift) until came.empty?
    client.tick
    while (message = client.next_message(link))
      goes << message
    end
  end

  def test_links_may_be_carried_by_the_application
    field, office = %w[field office].map { |name| S::Client.new(node_id: name).tap(&:start_carrying) }
    version = field.put("well/4", "dry")
    out, back = field.open_link("office", is_ours: true), office.open_link("field", is_ours: false)
    down, up = [], []
    1000.times do
      carry(field, out, down, up)
      carry(office, back, up, down)
    end
    assert_equal "dry", office.get("well/4")
    assert applied?(field, version)
    field.close_link(out)
    assert_raises(S::ClosedError) { field.next_message(out) }
    field.stop_transport
    assert_raises(S::InvalidStateError) { field.open_link("office", is_ours: true) }
  ensure
    [field, office].each(&:close)
  end

  def test_a_node_says_who_it_is_and_looks_for_others
    options = { display_name: "Tablet 7", version: "2.1", discovery_enabled: true, discovery_host: "127.0.0.1",
                discovery_port: 47_831 }
    S::Client.open(node_id: "tablet-7", **options) do |client|
      info = client.node_info
      assert_equal ["tablet-7", "Tablet 7", "2.1"], [info.node_id, info.display_name, info.version]
      assert_includes info.capabilities, "sync"
      assert_operator client.node_info(refresh: true).uptime_ms, :>=, info.uptime_ms
      refute client.discovery_running?
      client.start_discovery
      assert client.discovery_running?
      client.stop_discovery
      assert_empty client.peers
      assert_raises(S::InvalidStateError) { client.start_transport }
      refute client.transport_running?
      assert_nil client.served_port
      assert_raises(S::InvalidStateError) { client.process_transport_events }
    end
  end

  def test_nodes_find_each_other_and_call
    options = { group_key: S.generate_keys.secret_key, discovery_enabled: true, discovery_host: "127.0.0.1",
                discovery_port: 47_841 }
    serving("field", "office", **options) do |field, office|
      field.put("k", "v")
      [field, office].each(&:start_discovery)
      turns(field, office) { office.key?("k") }
      assert_equal [["office", true, office.served_port]],
                   field.peers.map { |peer| [peer.node_id, peer.is_found, peer.port] }
      assert_includes field.events.map(&:event_type), S::ClientEventType::FOUND
    end
  end

  def test_everything_else_is_done_with_the_engine_of_the_client
    time = 1_700_000_000_000
    S::Client.open(node_id: "a", clock: -> { time }, max_retries: 1) do |client|
      client.put("a/1", "one")
      client.engine.submit(S::Group.new.put("a/2", "two").put("a/3", "three"))
      assert_equal %w[one two three], client.engine.scan(prefix: "a/") { |scan| scan.map(&:value) }
      assert_equal 3, client.size
      sync_id = client.engine.next_batch.first.op.sync_id
      client.engine.report_send_failure(sync_id, S::Raw::SDA_ERROR_TIMED_OUT)
      assert_equal [sync_id], client.failed.map { |one| one.op.sync_id }
      client.requeue_failed(sync_id)
      client.engine.next_batch
      client.engine.report_send_failure(sync_id, S::Raw::SDA_ERROR_TIMED_OUT)
      client.discard_failed(sync_id)
      assert_equal [0, 0], [client.prune_failed, client.retry_expired]
      other = S::Engine.new(node_id: "b")
      other.put("a/1", "theirs")
      client.engine.receive(S.encode(other.next_batch.first.op))
      assert_equal ["a/1"], client.conflicts.map(&:key)
      client.engine.policy = S::Policy::CUSTOM
      client.engine.set_merge { client.get("a/1") }
      assert_raises(S::BusyError) { client.get("a/1") }
      client.engine.set_merge { client.close }
      assert_raises(S::BusyError) { client.get("a/1") }
      client.engine.set_merge { |_key, versions| versions.map(&:value).sort.join("+") }
      assert_equal "one+theirs", client.get("a/1")
    end
  end

  def test_closing_twice_does_nothing_and_use_after_close_raises
    Dir.mktmpdir do |folder|
      client = S::Client.new("#{folder}/a.wal", node_id: "a", **LOCAL)
      client.put("k", "v")
      client.start_transport
      engine = client.engine
      assert_raises(S::LockedError) { S::Client.new("#{folder}/a.wal", node_id: "a") }
      3.times do
        client.close
        uses = [-> { client.get("k") }, -> { client.put("k", "v") }, -> { client.tick }, -> { client.events },
                -> { client.peers }, -> { client.wait(1) }, -> { client.node_info }, -> { engine.get("k") },
                -> { client.failed }, -> { client.start_carrying }]
        uses.each { |use| assert_raises(S::ClosedError, &use) }
      end
      engine.close
      S::Client.open("#{folder}/a.wal", node_id: "a") { |again| assert_equal "v", again.get("k") }
      assert_raises(S::InvalidArgumentError) { S::Client.new("#{folder}/a.wal", node_id: "") }
      assert_raises(ArgumentError) { S::Client.new(node_id: "a", transport: 1) }
      # The engine keeps a client alive that nobody else refers to.
      alone = S::Client.new("#{folder}/a.wal", node_id: "a").engine
      GC.start
      assert_equal "v", alone.get("k")
    end
  end

  def test_a_close_ends_the_wait_of_another_thread
    client = S::Client.new(node_id: "a", **LOCAL)
    client.start_transport
    begun = Queue.new
    waiting = Thread.new do
      begun << true
      loop { client.wait(TIMEOUT_MS * 10) }
    rescue S::ClosedError
      :closed
    end
    begun.pop
    client.close
    assert_equal :closed, waiting.value
  end

  def test_records_of_format_1_are_written_and_read
    Dir.mktmpdir do |folder|
      path = "#{folder}/deep/a.wal"
      S::Wal.open(path) do |wal|
        assert_equal [0, 0], wal.recover.to_a.first(2)
        assert_equal [1, 2], [wal.append_record(1, 7, "one"), wal.append_record(5, 8, "")]
        wal.raise_sequence(10)
        assert_equal 11, wal.append_record(3, 9, "eleven")
        wal.flush
        assert_raises(S::LockedError) { S::Wal.new(path) }
        assert_raises(S::InvalidArgumentError) { wal.append_record(1, 7, "") }
      end
      records = S::WalReader.open(path, &:to_a)
      assert_equal [[1, 1, 7, "one"], [5, 2, 8, ""], [3, 11, 9, "eleven"]],
                   records.map { |one| [one.record_type, one.sequence, one.timestamp_ms, one.payload] }
      assert_equal File.binread(path), S::Wal.read(path)
      wal = S::Wal.new(path)
      assert_equal [3, 11], wal.recover.to_a.first(2)
      wal.append("torn")
      2.times { wal.close }
      assert_raises(S::ClosedError) { wal.append("x") }
      assert_equal 4, S::Wal.open(path) { |again| again.recover.cut_bytes }
      reader = S::WalReader.new(path)
      2.times { reader.close }
      assert_raises(S::ClosedError) { reader.next }
      assert_raises(S::FileReadError) { S::WalReader.new("#{folder}/none.wal") }
    end
  end
end
