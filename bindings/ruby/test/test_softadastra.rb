# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# What the conformance scripts cannot say: exceptions, closing, threads, callbacks, memory.

require "minitest/autorun"
require "open3"
require "rbconfig"
require "stringio"
require "tmpdir"
require_relative "../lib/softadastra"

class TestSoftadastra < Minitest::Test
  S = Softadastra
  HERE = File.expand_path("..", __dir__)
  EXAMPLES = Dir["#{HERE}/examples/*.rb"].sort

  EXAMPLES.each do |example|
    name = File.basename(example, ".rb")
    define_method(:"test_example_#{name}_prints_what_it_prints_in_every_language") do
      Dir.mktmpdir do |folder|
        printed, errors, = Open3.capture3(RbConfig.ruby, "-w", "-I", "#{HERE}/lib", example, folder)
        assert_equal File.read("#{HERE}/../examples/#{name}.expected"), printed, errors
        assert_empty errors
      end
    end
  end

  def test_there_are_six_examples
    assert_equal 6, EXAMPLES.size
  end

  def test_every_function_of_the_library_is_bound
    exports = File.readlines("#{HERE}/../exports.txt", chomp: true)
    assert_equal exports, S::Raw::FUNCTIONS.keys.map(&:to_s).sort
    exports.each { |name| assert_respond_to S::Raw, name }
  end

  def test_errors_have_class_status_code_text_and_context
    S::Engine.open(node_id: "a") do |engine|
      error = assert_raises(S::InvalidArgumentError) { engine.put("", "v") }
      assert_equal [-2, "invalid_argument"], [error.status, error.code]
      refute_empty error.context
      assert_equal "#{error.text}: #{error.context}", error.message
      assert_kind_of S::Error, error
    end
    assert_equal 25, S::ERRORS.size
  end

  def test_a_failed_open_leaves_nothing_behind
    Dir.mktmpdir do |folder|
      S::Engine.open("#{folder}/a.wal", node_id: "a") do
        assert_raises(S::LockedError) { S::Engine.new("#{folder}/a.wal", node_id: "b") }
      end
      assert_raises(S::InvalidArgumentError) { S::Engine.new("#{folder}/a.wal", node_id: "") }
      S::Engine.new("#{folder}/a.wal", node_id: "a").close
    end
  end

  def test_unknown_options_are_refused
    assert_match(/durabilty/, assert_raises(ArgumentError) { S::Engine.new(durabilty: 1) }.message)
  end

  def held(folder)
    engine = S::Engine.new("#{folder}/held.wal", node_id: "a", durability: S::Durability::FAST)
    engine.put("k", "v")
    [engine, engine.scan, engine.feed, engine.session(accept_unknown: true), S::Group.new]
  end

  def test_closing_twice_does_nothing_and_use_after_close_raises
    Dir.mktmpdir do |folder|
      engine, scan, feed, session, group = things = held(folder)
      things.reverse_each { |thing| 2.times { thing.close } }
      uses = [-> { engine.get("k") }, -> { engine.put("k", "v") }, -> { engine.next_batch }, -> { scan.next },
              -> { feed.next }, -> { session.poll_transmit }, -> { group.put("k", "v") }, -> { group.size }]
      uses.each { |use| assert_raises(S::ClosedError, &use) }
    end
  end

  def test_scans_feeds_and_sessions_outlive_their_engine
    Dir.mktmpdir do |folder|
      engine, scan, feed, session, group = held(folder)
      engine.close
      [-> { scan.next }, -> { feed.next }, -> { session.poll_transmit }].each do |use|
        assert_raises(S::ClosedError, &use)
      end
      [scan, feed, session, group].each(&:close)
    end
  end

  # An engine with two versions of a key that did not know of each other.
  def contested
    S::Engine.open(node_id: "a") do |engine|
      S::Engine.open(node_id: "b") do |other|
        other.put("k", "theirs")
        engine.put("k", "mine")
        engine.receive(S.encode(other.next_batch.first.op))
      end
      engine.policy = S::Policy::CUSTOM
      yield engine
    end
  end

  def test_what_a_merge_function_raises_comes_out_of_the_call_that_reads
    contested do |engine|
      boom = RuntimeError.new("boom")
      engine.set_merge { raise boom }
      [-> { engine.get("k") }, -> { engine.key?("k") }, -> { engine.scan { |scan| scan.to_a } }].each do |read|
        assert_same boom, assert_raises(RuntimeError, &read)
      end
      engine.set_merge { throw :away }
      catch(:away) { assert_raises(LocalJumpError) { engine.get("k") } }
      engine.set_merge { |_key, versions| versions.map(&:value).sort.join("+") }
      GC.start
      assert_equal "mine+theirs", engine.get("k")
    end
  end

  def test_a_merge_function_cannot_use_or_close_its_engine_and_may_use_another
    contested do |engine|
      S::Engine.open(node_id: "c") do |other|
        other.put("k", "from elsewhere")
        engine.set_merge { engine.get("k") }
        assert_raises(S::BusyError) { engine.get("k") }
        engine.set_merge { engine.close }
        assert_raises(S::BusyError) { engine.get("k") }
        engine.set_merge { other.get("k") }
        assert_equal "from elsewhere", engine.get("k")
      end
    end
  end

  def test_a_callback_can_neither_use_nor_close_what_the_call_uses
    contested do |engine|
      before, scan = engine.scan, engine.scan
      [-> { scan.close }, -> { scan.next }, -> { scan.next_many(64) }, -> { engine.set_merge(nil) }].each do |inside|
        engine.set_merge { inside.call }
        assert_raises(S::BusyError) { scan.next }
      end
      # What the call does not use may be closed, and nothing was lost.
      engine.set_merge { before.close || "merged" }
      assert_equal "merged", scan.next.value
      scan.close
      assert_raises(S::ClosedError) { before.next }
    end
  end

  def test_a_clock_can_neither_use_nor_close_what_the_call_uses
    inside = nil
    clock = lambda do
      inside&.call
      1_700_000_000_000
    end
    S::Engine.open(node_id: "a", clock: clock) do |engine|
      session, group = engine.session(accept_unknown: true), S::Group.new.put("k", "v")
      { -> { engine.submit(group, 1) } => [-> { group.close }, -> { group.clear }, -> { group.size }, -> { engine.close }],
        -> { engine.apply_local(group, 1) } => [-> { group.close }],
        -> { session.poll_transmit } => [-> { session.close }, -> { session.end }, -> { session.state }] }
        .each do |call, attempts|
        attempts.each do |attempt|
          inside = attempt
          assert_raises(S::BusyError, &call)
          inside = nil
        end
      end
      engine.submit(group)
      assert_equal "v", engine.get("k")
      session.close
    end
  end

  def test_a_conflict_has_its_sides_and_the_value_before
    Dir.mktmpdir do |folder|
      S::Engine.open("#{folder}/a.wal", node_id: "a") do |engine|
        other = S::Engine.new(node_id: "b")
        engine.put("k", "before")
        other.receive(S.encode(engine.next_batch.first.op))
        other.put("k", "theirs")
        engine.put("k", "mine")
        engine.receive(S.encode(other.next_batch.first.op))
        contested = engine.conflicts.first
        assert_equal ["k", "before", %w[mine theirs]], [contested.key, contested.base, contested.sides.map(&:value).sort]
      end
    end
    contested { |engine| assert_nil engine.conflicts.first.base }
  end

  def test_what_a_clock_raises_comes_out_of_the_call_that_asked
    times = Array.new(8, 1_700_000_000_000).each
    assert_raises(StopIteration) do
      S::Engine.open(node_id: "a", clock: -> { times.next }) do |engine|
        20.times { engine.put("k", "v", 1) }
      end
    end
  end

  # A delivery that fails for good, which an engine has something to say about.
  def fail_a_delivery(engine)
    sync_id = engine.put("k", "v").sync_id
    engine.next_batch
    engine.report_send_failure(sync_id, S::Raw::SDA_ERROR_TIMED_OUT)
  end

  def test_notices_are_heard_or_polled
    S::Engine.open(node_id: "a", max_retries: 1) do |engine|
      engine.set_notify(S::Severity::WARNING)
      assert_nil engine.poll_notice
      fail_a_delivery(engine)
      notice, text = engine.poll_notice
      assert_equal S::Topic::OUTBOX, notice.topic
      assert_match(/1 operations/, text)
      heard = []
      engine.set_notify(S::Severity::WARNING) { |one, _text| heard << one.topic }
      fail_a_delivery(engine)
      assert_equal [S::Topic::OUTBOX], heard
      engine.set_notify(S::Severity::WARNING) { raise "boom" }
      assert_raises(RuntimeError) { fail_a_delivery(engine) }
      engine.set_notify(S::Severity::WARNING) { engine.get("k") }
      assert_raises(S::BusyError) { fail_a_delivery(engine) }
      engine.set_notify(S::Severity::NONE)
      fail_a_delivery(engine)
      assert_equal 5, engine.failed.size
    end
  end

  def test_many_keys_go_and_come_in_one_call
    S::Engine.open(node_id: "a") do |engine|
      group = S::Group.new.put_many([%w[a one], ["b", ""], ["c", "x" * 10_000]]).put_many({})
      assert_raises(S::InvalidArgumentError) { group.put_many({ "d" => "1", "a" => "twice" }) }
      assert_equal 3, group.size
      engine.submit(group)
      assert_equal ["x" * 10_000, nil, "one", ""], engine.get_many(%w[c none a b])
      found = engine.get_many(["b", "none", "a\0", "a", "c"])
      assert_equal ["", nil, nil, "one", "x" * 10_000], (0..4).map { |index| found[index] }
      assert_equal [5, "x" * 10_000, nil, nil], [found.size, found[-1], found[5], found[-6]]
      assert_equal "one" + "x" * 10_000, found.data
      assert_equal [%w[one one], 2, %w[one one]], [(twice = engine.get_many(%w[a a])).to_a, twice.count, twice.map(&:itself)]
      first, *rest = engine.get_many(%w[a none])
      assert_equal ["one", [nil]], [first, rest]
      assert_empty engine.get_many([])
      assert_raises(TypeError) { engine.get_many([1]) }
      rows = []
      engine.scan do |scan|
        until (part = scan.next_many(4)).empty?
          rows += part
        end
      end
      assert_equal [%w[a one], ["b", ""], ["c", "x" * 10_000]], rows
      engine.close
      assert_raises(S::ClosedError) { engine.get_many(["a"]) }
    end
  end

  def test_more_than_a_call_gives_comes_in_several
    S::Engine.open(node_id: "a") do |engine|
      engine.put_local("k", "v" * (33 << 20))
      assert_equal [33 << 20] * 3 + [nil], engine.get_many(%w[k k k none]).map { |value| value&.bytesize }
    end
  end

  def test_a_long_value_is_read_piece_by_piece
    S::Engine.open(node_id: "a") do |engine|
      long = Array.new(200_000) { |at| (at % 251).chr }.join.b
      version = engine.put("long", long, 7).version
      reader = engine.open_value("long")
      engine.put("long", "another")
      assert_equal [200_000, version, 7], [reader.size, reader.version, reader.timestamp_ms]
      assert_equal long, reader.to_a.join
      assert_equal [65_536, 65_536, 65_536, 3392], reader.map(&:bytesize)
      assert_equal long[150, 10], reader.read(150, 10)
      assert_nil reader.read(200_000)
      assert_nil engine.open_value("none")
      assert_equal "another", engine.open_value("long") { |other| other.read(0) }
      2.times { reader.close }
      assert_raises(S::ClosedError) { reader.read(0) }
      left = engine.open_value("long")
      engine.close
      assert_raises(S::ClosedError) { left.read(0) }
    end
  end

  def test_a_value_is_written_piece_by_piece_or_not_at_all
    Dir.mktmpdir do |folder|
      engine = S::Engine.new("#{folder}/a.wal", node_id: "a", durability: S::Durability::FAST)
      long = Array.new(300_000) { |at| (at % 251).chr }.join.b
      files = Dir.children(folder).size
      writer = nil
      applied = engine.begin_value("k", long.bytesize, 7) do |opened|
        writer = opened
        assert_equal 100_000, writer.write(long[0, 100_000])
        assert_raises(S::InvalidArgumentError) { writer.commit }
        assert_raises(S::InvalidArgumentError) { writer << long }
        assert_equal 200_000, IO.copy_stream(StringIO.new(long[100_000..]), writer)
        assert_nil engine.get("k")
      end
      assert_equal [long, applied.version], engine.entry("k").to_a[1, 2]
      boom = RuntimeError.new("boom")
      raised = assert_raises(RuntimeError) { engine.begin_value("given up", 300_000) { |one| raise boom if one << long } }
      assert_same boom, raised
      assert_nil engine.begin_value("given up", 0, &:close)
      assert_equal engine.begin_value("twice", 0, &:commit).version, engine.entry("twice").version
      assert_raises(S::InvalidArgumentError) { engine.begin_value("short", 2) { |one| one << "1" } }
      assert_equal [false, true, false], ["given up", "twice", "short"].map { |key| engine.key?(key) }
      assert_equal files + 1, Dir.children(folder).size
      2.times { writer.close }
      [-> { writer << "1" }, -> { writer.commit }].each { |use| assert_raises(S::ClosedError, &use) }
      left = engine.begin_value("left", 1)
      engine.close
      assert_raises(S::ClosedError) { left << "1" }
      left.close
    end
  end

  def test_threads_share_an_engine_and_a_close_waits_for_them
    engine = S::Engine.new(node_id: "a")
    started = Queue.new
    threads = Array.new(4) do |name|
      Thread.new do
        loop do
          engine.put("#{name}", "v" * 64, 1)
          engine.get("#{name}")
          started << name if started.size < 400
        end
      rescue S::ClosedError
        :closed
      end
    end
    Thread.pass while started.size < 400
    engine.close
    assert_equal [:closed] * 4, threads.map(&:value)
  end

  def resident
    File.read("/proc/self/statm").split[1].to_i * 4
  end

  def test_nothing_leaks_over_many_handles
    S::Engine.open(node_id: "a") do |engine|
      turn = lambda do |count|
        count.times do
          engine.put_local("key", "v" * 64, 1)
          engine.get("key")
          engine.scan(&:next)
          engine.versions("key")
          S::Group.new.put("k", "v") # for the collector
          assert_raises(S::NotFoundError) { engine.find("a-99") }
        end
        GC.start
      end
      turn.call(4000)
      before = resident
      turn.call(8000)
      assert_operator resident - before, :<, 16 * 1024
    end
  end
end
