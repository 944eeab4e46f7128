# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

require "json"

module Softadastra
  # A key with writes that did not know of each other, and all of its sides; at the front the one that every
  # replica ranks first. The base is the value that all sides have seen, nil where it is not known.
  Contested = Struct.new(:key, :is_unresolved, :sides, :base)
  # One turn, and what is to be sent.
  Turn = Struct.new(:tick, :batch)
  # What a verification has read, and what is wrong.
  Verification = Struct.new(:totals, :findings)
  # What became of a salvage, and what was lost.
  Salvage = Struct.new(:totals, :losses, :missing)
  # Name and epoch under which a replica writes.
  Identity = Struct.new(:node_id, :epoch)
  # A secret key, which is not printed, and the public key that belongs to it; 32 bytes each.
  KeyPair = Struct.new(:secret_key, :public_key) do
    def inspect = "#<struct Softadastra::KeyPair>"
    alias_method :to_s, :inspect
  end

  # A database of this device, what is owed, and who it is owed to. Any thread may use it.
  class Engine < Shared
    # +path+ names the log file; nil keeps everything in memory. With +node_id+ the engine replicates under
    # that name. +clock+, which answers to +call+ with milliseconds since 1970, replaces the system's.
    # Everything else is a field of +sda_options+ or +sda_sync_options+, under its own name: Raw::OPTIONS.
    def initialize(path = nil, node_id: nil, clock: nil, **options)
      options, @sync = divide(options, :sda_options, :sda_sync_options)
      callbacks = Callbacks.new
      @wall = clock || Engine.method(:wall_ms)
      kept = { clock: clock && callbacks.clock(clock) }
      pointer = opened(:sda_engine_open, callbacks, kept[:clock], [:sda_options, placed(options, path)])
      hold(pointer, callbacks, kept)
      attach(node_id) if node_id
    rescue Exception # rubocop:disable Lint/RescueException: an engine half made is closed, whatever it was
      close if @box
      raise
    end

    # :nodoc:
    def self.wall_ms
      Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond)
    end

    # :nodoc: The engine of a client. It keeps the client alive, and shares what the client's calls run.
    def self.lent(pointer, client, clock, sync)
      allocate.tap do |engine|
        engine.instance_eval do
          @client, @sync, @wall = client, sync, clock || Engine.method(:wall_ms)
          hold(pointer, client.callbacks, client.kept)
        end
      end
    end

    # Reading

    # The shown value of a key, or nil.
    def get(key)
      key, scratch = Library.given(key), Library.scratch
      found = call(:sda_store_get, key, key.bytesize, scratch.buf, nil, nil)
      found == Raw::SDA_NOTHING ? nil : scratch.taken
    end
    alias [] get

    # The shown values of many keys in one call, nil where none is shown: a list like an array, each string in which
    # is made when it is looked at. Each key is read by itself; a scan shows many as of one moment.
    def get_many(keys)
      found = get_some(keys)
      return found if found.size == keys.size

      found = found.to_a
      found.concat(get_some(keys.drop(found.size)).to_a) while found.size < keys.size
      found
    end

    # The shown value of a key with its version and time, or nil.
    def entry(key)
      key, scratch = Library.given(key), Library.scratch
      found = call(:sda_store_get, key, key.bytesize, scratch.buf, scratch.number, scratch.other)
      return if found == Raw::SDA_NOTHING

      Entry.new(key, scratch.taken, scratch.unsigned, scratch.signed).freeze
    end

    # Copies the shown value into the caller's memory, a Fiddle::Pointer with a size, when it has room;
    # the length of the value either way, or nil when the key is not shown.
    def get_into(key, memory)
      key, scratch = Library.given(key), Library.scratch
      found = call(:sda_store_get_into, key, key.bytesize, memory, memory.size, scratch.number, nil, nil)
      found == Raw::SDA_NOTHING ? nil : scratch.unsigned
    end

    # The shown value of a key to be read piece by piece, or nil; with a block it is closed behind it.
    def open_value(key, &block)
      key, scratch = Library.given(key), Library.scratch
      places = [scratch.handle, scratch.number, version = Library.memory(8), scratch.other]
      return if call(:sda_value_reader_open, key, key.bytesize, *places) == Raw::SDA_NOTHING

      facts = [scratch.unsigned, version[0, 8].unpack1("Q"), scratch.signed]
      Handle.ending(ValueReader.new(scratch.pointer, self, *facts), &block)
    end

    # Whether a key is shown.
    def key?(key)
      key = Library.given(key)
      call(:sda_store_contains, key, key.bytesize) != Raw::SDA_NOTHING
    end

    # How many keys are shown.
    def size
      counted(:sda_store_len)
    end

    # A walk over the keys that begin with +prefix+, from +from+ up to and without +to+; with a block it is
    # closed behind it.
    def scan(prefix: "", from: "", to: "", &block)
      bounds = [prefix, from, to].map { |bound| Library.given(bound) }
      pointer = if bounds.all?(&:empty?)
                  opening(:sda_scan_open)
                else
                  opening(:sda_scan_open_range, *bounds.flat_map { |bound| [bound, bound.bytesize] })
                end
      Handle.ending(Scan.new(pointer, self), &block)
    end

    # All versions of a key that no other has replaced.
    def versions(key)
      key = Library.given(key)
      Library.list(opening(:sda_store_versions, key, key.bytesize), :versions, :sda_version, Version)
    end

    # The conflicts that stand, in the order of their keys, from behind +after+ on.
    def conflicts(after: "", count_max: 4096)
      after = Library.given(after)
      list = opening(:sda_store_conflicts, after, after.bytesize, count_max)
      out, side, error = Library.struct(:sda_conflict), Library.struct(:sda_conflict_side), Library.scratch.error
      Array.new(Raw.sda_conflicts_len(list)) do |index|
        Library.check(Raw.sda_conflicts_get(list, index, out, error), error)
        found = Conflict.read(out)
        sides = Array.new(found.side_count) do |at|
          Library.check(Raw.sda_conflicts_side(list, index, at, side, error), error)
          ConflictSide.read(side)
        end
        Contested.new(found.key, found.is_unresolved, sides, found.base)
      end
    ensure
      Raw.sda_conflicts_free(list) if list
    end

    # The changes since a position; 0 is the oldest that is kept. With a block it is closed behind it.
    def feed(position = 0, with_values: true, &block)
      Handle.ending(Feed.new(opening(:sda_feed_open, position, Library.number(with_values)), self), &block)
    end

    # The position of the feed behind everything that has happened so far.
    def feed_end
      counted(:sda_engine_feed_end)
    end

    # Writing

    # Writes a key and owes the write to the destination, both or neither.
    def put(key, value, at = @wall.call)
      submitted(Raw::SDA_OPERATION_PUT, key, value, at)
    end

    # Removes a key and owes that to the destination.
    def remove(key, at = @wall.call)
      submitted(Raw::SDA_OPERATION_DELETE, key, "", at)
    end

    # Writes a key that is never sent.
    def put_local(key, value, at = @wall.call)
      applied(Raw::SDA_OPERATION_PUT, key, value, at)
    end

    # Removes a key without sending that.
    def remove_local(key, at = @wall.call)
      applied(Raw::SDA_OPERATION_DELETE, key, "", at)
    end

    # Begins a write that is never sent, of a value of so many bytes that comes piece by piece. With a block it
    # is committed at the end, or given up when the block raises, and closed; the answer is that of the commit,
    # nil when the block has closed it.
    def begin_value(key, size, at = @wall.call)
      key = Library.given(key)
      writer = ValueWriter.new(opening(:sda_value_writer_open, key, key.bytesize, size, at), self)
      return writer unless block_given?

      Handle.ending(writer) do
        yield writer
        writer.applied || (writer.commit unless writer.closed?)
      end
    end

    # Brings a write from an older log into memory alone, under its own version.
    def put_unlogged(key, value, at, version)
      key, value = Library.given(key), Library.given(value)
      filled(:sda_store_apply_unlogged, :sda_apply, Applied,
             Raw::SDA_OPERATION_PUT, key, key.bytesize, value, value.bytesize, at, version)
    end

    # Writes a group and owes it as one operation: all of it or nothing, here and everywhere.
    def submit(group, at = @wall.call)
      group.use do |pointer|
        list = opening(nil, at) { |engine, *rest| Raw.sda_group_submit(pointer, engine, *rest) }
        envelopes(list).first.op
      end
    end

    # Writes a group that is never sent, all of it or nothing.
    def apply_local(group, at = @wall.call)
      group.use do |pointer|
        out = Library.struct(:sda_apply)
        call(nil, at, out) { |engine, *rest| Raw.sda_group_apply_local(pointer, engine, *rest) }
        Applied.read(out)
      end
    end

    # Submits every write that was only local so far; how many.
    def submit_local_writes
      counted(:sda_sync_submit_local_writes)
    end

    # The outbox

    # Replicates from here on under that name.
    def attach(node_id, **options)
      @sync = @sync.merge(options, node_id: node_id)
      given, kept = Library.options(:sda_sync_options, @sync)
      call(:sda_sync_attach, given)
      kept.clear
      nil
    end

    # Changes settings of +sda_sync_options+; the others stay as they are.
    def configure(**options)
      wanted = @sync.merge(options)
      given, kept = Library.options(:sda_sync_options, wanted)
      call(:sda_sync_configure, given)
      kept.clear
      @sync = wanted
      nil
    end

    # Lets another sync engine attach. What is owed stays owed.
    def detach
      call(:sda_sync_detach)
      nil
    end

    # Chooses which of several concurrent versions is shown.
    def policy=(policy)
      call(:sda_sync_set_policy, policy)
      @sync = @sync.merge(conflict_policy: policy)
    end

    # Sets what Policy::CUSTOM shows: a block, or something that answers to +call+, with a key and its
    # versions; nil takes it away.
    def set_merge(merge = nil, &block)
      merge ||= block
      called = merge && @callbacks.merge(merge)
      call(:sda_engine_set_merge, called, nil, nil)
      @kept[:merge] = called
      nil
    end

    # What is due, oldest first, at most a batch.
    def next_batch
      envelopes(opening(:sda_sync_next_batch))
    end

    # One turn: retry what is late, prune if asked, batch.
    def tick(prune_completed: false)
      out = Library.struct(:sda_tick)
      batch = envelopes(opening(:sda_sync_tick, Library.number(prune_completed), out))
      Turn.new(Tick.read(out), batch)
    end

    # Takes a peer's operation in, or its bytes: exactly once, in any order.
    def receive(operation)
      operation = Softadastra.decode(operation) if operation.is_a?(String)
      filled(:sda_sync_receive, :sda_received, Received, operation.packed)
    end

    # Takes an acknowledgement.
    def ack(sync_id)
      named(:sda_sync_receive_ack, sync_id)
      nil
    end

    # Takes the news that an operation could not be sent. False when that was its last try.
    def report_send_failure(sync_id, status)
      named(:sda_sync_report_send_failure, sync_id, status) != Raw::SDA_NOTHING
    end

    # Gives a pending or failed operation to the queue.
    def queue(sync_id)
      named(:sda_sync_queue, sync_id)
      nil
    end

    # Queues one failed operation again, with all its deliveries before it.
    def requeue_failed(sync_id)
      named(:sda_sync_requeue_failed, sync_id)
      nil
    end

    # Queues every failed operation again; how many.
    def requeue_all_failed
      counted(:sda_sync_requeue_all_failed)
    end

    # Discards one failed operation, on purpose.
    def discard_failed(sync_id)
      named(:sda_sync_discard_failed, sync_id)
      nil
    end

    # Discards every failed operation, on purpose; how many.
    def prune_failed
      counted(:sda_sync_prune_failed)
    end

    # Lets acknowledged operations go from the outbox; how many.
    def prune_completed
      counted(:sda_sync_prune_completed)
    end

    # Schedules again what was not acknowledged in time; how many.
    def retry_expired
      counted(:sda_sync_retry_expired)
    end

    # Every entry of the outbox, oldest first.
    def outbox
      envelopes(opening(:sda_sync_outbox))
    end

    # Every failed entry, oldest first.
    def failed
      envelopes(opening(:sda_sync_failed))
    end

    # Every operation that is held because this build does not know its type, oldest first.
    def held
      envelopes(opening(:sda_sync_held))
    end

    # One entry of the outbox.
    def find(sync_id)
      sync_id = Library.given(sync_id)
      envelopes(opening(:sda_sync_find, sync_id, sync_id.bytesize)).first
    end

    # Where synchronisation stands.
    def state
      filled(:sda_sync_get_state, :sda_sync_state, SyncState)
    end

    # When to call +tick+ next, in milliseconds since 1970, or nil.
    def next_wakeup
      scratch = Library.scratch
      call(:sda_sync_next_wakeup, scratch.other) == Raw::SDA_NOTHING ? nil : scratch.signed
    end

    # Peers and sessions

    # Keeps every operation for that peer until it has it, or its lease is over; 0 is for ever.
    def register_peer(node_id, lease_ms = 0)
      named(:sda_peer_register, node_id, lease_ms)
      nil
    end

    # Lets a peer go: nothing is kept for it any more.
    def remove_peer(node_id)
      named(:sda_peer_remove, node_id)
      nil
    end

    # How it stands with one peer.
    def peer(node_id)
      node_id = Library.given(node_id)
      filled(:sda_peer_status, :sda_peer_status_info, PeerStatus, node_id, node_id.bytesize)
    end

    # How it stands with every registered peer, in order of their names.
    def peers
      Library.list(opening(:sda_peer_list), :peers, :sda_peer_status_info, PeerStatus)
    end

    # Lets those peers go that stayed away for longer than their lease; how it stood with them.
    def expire_peers
      Library.list(opening(:sda_peers_expire), :peers, :sda_peer_status_info, PeerStatus)
    end

    # Takes the news that one peer has applied one operation.
    def ack_from(sync_id, node_id)
      node_id = Library.given(node_id)
      named(:sda_outbox_ack_from, sync_id, node_id, node_id.bytesize)
      nil
    end

    # Whether an operation made here is known to be applied at a peer.
    def applied_at?(sync_id, node_id)
      node_id = Library.given(node_id)
      named(:sda_op_is_applied_at, sync_id, node_id, node_id.bytesize) != Raw::SDA_NOTHING
    end

    # How far an operation made here has come at a peer.
    def delivery(sync_id, node_id)
      names = [sync_id, node_id].flat_map { |name| [name = Library.given(name), name.bytesize] }
      filled(:sda_peer_delivery_of, :sda_peer_delivery, PeerDelivery, *names)
    end

    # Begins a session with a peer; without a name with whoever comes. With a block it is closed behind it.
    # The options are those of +sda_session_options+.
    def session(node_id = nil, **options, &block)
      options = options.merge(node_id: node_id) if node_id
      given, kept = Library.options(:sda_session_options, options)
      pointer = opening(:sda_session_open, given)
      kept.clear
      Handle.ending(Session.new(pointer, self), &block)
    end

    # Looking after it

    # Makes everything written so far durable.
    def flush
      call(:sda_engine_flush)
      nil
    end

    # Does a bounded piece of upkeep; whether there is more to be done.
    def maintain(bytes_max = 4 << 20, time_max_ms: 0)
      number = Library.scratch.number
      call(:sda_engine_maintain, bytes_max, time_max_ms, number)
      number[0, 4].unpack1("L") != 0
    end

    # Writes the whole state to runs, so that the next opening reads hardly any log.
    def checkpoint
      call(:sda_engine_checkpoint)
      nil
    end

    # Reads the log again and shows what it holds.
    def reload
      call(:sda_engine_reload)
      nil
    end

    # Puts everything written so far out of view; +reload+ brings it back.
    def clear_memory
      call(:sda_store_clear_memory)
      nil
    end

    # What opening found and did.
    def report
      filled(:sda_engine_report, :sda_report, Report)
    end

    # How the database is doing.
    def health
      filled(:sda_engine_health, :sda_health, Health)
    end

    # Everything that an engine can say of itself.
    def status
      JSON.parse(status_json)
    end

    # The same as the library writes it.
    def status_json
      buffered(:sda_engine_status_json).force_encoding(Encoding::UTF_8)
    end

    # Name and epoch under which this replica writes, or nil before a name was given.
    def identity
      number = Library.scratch.number
      name = buffered(:sda_engine_identity, number)
      name && Identity.new(name.force_encoding(Encoding::UTF_8), number[0, 4].unpack1("L"))
    end

    # The name under which the log was written before, when it was another one.
    def renamed_from
      buffered(:sda_engine_renamed_from)&.force_encoding(Encoding::UTF_8)
    end

    # A number that grows with every change that a reader could see.
    def changes
      counted(:sda_engine_changes)
    end

    # A digest of the replicated state: equal on replicas that hold the same.
    def digest
      buffered(:sda_engine_digest)
    end

    # Copies the database as it stands now to another path.
    def backup(path)
      path = Library.given(path)
      filled(:sda_engine_backup, :sda_backup, Backup, path, path.bytesize)
    end

    # Keeps notices that matter at least so much from here on. A block hears them, each with its text, at
    # the end of the call that they come from; without one they wait for +poll_notice+.
    def set_notify(least, &block)
      called = block && @callbacks.notify(block)
      call(:sda_engine_set_notify, least, called, nil, nil)
      @kept[:notify] = called
      nil
    end

    # The oldest notice that waits, with its text, or nil.
    def poll_notice
      out = Library.struct(:sda_notice)
      scratch = Library.scratch
      return if call(:sda_engine_poll_notice, out, scratch.buf) == Raw::SDA_NOTHING

      [Notice.read(out), scratch.taken.force_encoding(Encoding::UTF_8)]
    end

    # Reads every byte of the open database and lists what is wrong with it.
    def verify
      Softadastra.verification(opening(:sda_engine_verify))
    end

    private

    def closing = :sda_engine_close

    # The shown values of the first keys: a call gives so many bytes at most.
    def get_some(keys)
      data, sizes = Library.ended(keys) || Library.joined(keys)
      scratch = Library.scratch
      found, found_sizes = scratch.bufs
      call(:sda_store_get_many, data, data.bytesize, sizes, sizes&.bytesize || 0, found, found_sizes)
      scratch.many(found, found_sizes)
    end

    def envelopes(list)
      Library.list(list, :ops, :sda_envelope, Envelope)
    end

    def submitted(type, key, value, at)
      key, value = Library.given(key), Library.given(value)
      envelopes(opening(:sda_sync_submit, type, key, key.bytesize, value, value.bytesize, at)).first.op
    end

    def applied(type, key, value, at)
      key, value = Library.given(key), Library.given(value)
      filled(:sda_store_apply, :sda_apply, Applied, type, key, key.bytesize, value, value.bytesize, at)
    end
  end

  class << self
    # A secret key and its public key, from the system's randomness. The secret serves as a group key too.
    def generate_keys
      error = Library.scratch.error
      block = Library.memory(48)
      bufs = [block, block + 24] # not those of the scratch, where a secret would stay
      Library.check(Raw.sda_keys_generate(*bufs, error), error)
      KeyPair.new(*bufs.map { |buf| Library.bytes(*buf[0, 16].unpack("JQ")) })
    ensure
      bufs&.each { |buf| Raw.sda_buf_free(buf) }
    end

    # The wire bytes of an operation.
    def encode(operation)
      scratch = Library.scratch
      Library.check(Raw.sda_op_encode(operation.packed, scratch.buf, scratch.error), scratch.error)
      scratch.taken
    end

    # Reads the wire bytes of one operation.
    def decode(data)
      scratch, data = Library.scratch, Library.given(data)
      Library.check(Raw.sda_op_decode(data, data.bytesize, scratch.handle, scratch.error), scratch.error)
      Library.list(scratch.pointer, :ops, :sda_envelope, Envelope).first.op
    end

    # How long the frame at the front of a stream is; nil while its head is not complete.
    def frame_bytes(data, frame_bytes_max = 1 << 20)
      scratch, data = Library.scratch, Library.given(data)
      status = Raw.sda_frame_bytes(data, data.bytesize, frame_bytes_max, scratch.number, scratch.error)
      Library.check(status, scratch.error) == Raw::SDA_NOTHING ? nil : scratch.unsigned
    end

    # A short English name of a status.
    def status_name(status)
      Library.status_name(status)
    end

    # Reads every byte of a database that nobody writes and lists what is wrong with it.
    def verify(path)
      options, kept = Library.options(:sda_options, { path: path })
      scratch = Library.scratch
      Library.check(Raw.sda_verify(options, scratch.handle, scratch.error), scratch.error)
      kept.clear
      verification(scratch.pointer)
    end

    # Builds a new database from everything that is provably intact of a damaged one.
    def salvage(path, to)
      options, kept = Library.options(:sda_options, { path: path })
      scratch, to = Library.scratch, Library.given(to)
      Library.check(Raw.sda_salvage(options, to, to.bytesize, scratch.handle, scratch.error), scratch.error)
      kept.clear
      salvaged(scratch.pointer)
    end

    # :nodoc:
    def verification(list)
      out, error = Library.struct(:sda_verified), Library.scratch.error
      Library.check(Raw.sda_findings_totals(list, out, error), error)
      Verification.new(Verified.read(out), Library.list(list, :findings, :sda_finding, Finding))
    end

    private

    def salvaged(list)
      out, one, error = Library.struct(:sda_salvaged), Library.struct(:sda_missing), Library.scratch.error
      Library.check(Raw.sda_losses_totals(list, out, error), error)
      totals = Salvaged.read(out)
      missing = Array.new(totals.missing_count) do |index|
        Library.check(Raw.sda_losses_missing(list, index, one, error), error)
        Missing.read(one)
      end
      Salvage.new(totals, Library.list(list, :losses, :sda_loss, Loss), missing)
    end
  end
end
