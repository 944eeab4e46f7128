# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

module Softadastra
  # Who a node is, and what it can do, by name.
  NodeInfo = Struct.new(*(NodeDetails.members - [:capability_count]), :capabilities)

  # A database of this device that is kept the same on others. Writes are made here, at once, whoever can be
  # reached, and are owed to every peer until it has them. Bytes move in +tick+, +wait+ and
  # +process_transport_events+ alone. Any thread may use it.
  class Client < Shared
    # The engine of this client, for everything else: scans, groups, feeds, sessions, backups, health.
    attr_reader :engine

    # +path+ names the log file; nil keeps everything in memory. Everything else is a field of
    # +sda_options+, +sda_sync_options+ or +sda_client_options+, under its own name: Raw::OPTIONS.
    # No network service starts.
    def initialize(path = nil, node_id:, clock: nil, **options)
      structs = %i[sda_options sda_sync_options sda_client_options]
      options, sync, client = divide(options, *structs)
      callbacks = Callbacks.new
      kept = { clock: clock && callbacks.clock(clock) }
      given = structs.zip([placed(options, path), { **sync, node_id: node_id }, client])
      hold(opened(:sda_client_open, callbacks, kept[:clock], *given), callbacks, kept)
      @engine = Engine.lent(opening(:sda_client_engine), self, clock, { **sync, node_id: node_id })
    rescue Exception # rubocop:disable Lint/RescueException: a client half made is closed, whatever it was
      close if @box
      raise
    end

    # Stops every service, makes everything durable and lets go, once the calls of other threads have
    # returned; a +wait+ ends at once. Closing again does nothing.
    def close
      super
      @engine&.close
      nil
    end

    # Writing and reading

    # Writes a key and owes the write to every peer, both or neither. The version is for +status_of+.
    def put(key, value)
      key, value = Library.given(key), Library.given(value)
      counted(:sda_client_put, key, key.bytesize, value, value.bytesize)
    end

    # Removes a key, there or not, and owes that to every peer.
    def remove(key)
      key = Library.given(key)
      counted(:sda_client_remove, key, key.bytesize)
    end

    # The shown value of a key, or nil; no peer is asked.
    def get(key)
      key, scratch = Library.given(key), Library.scratch
      found = call(:sda_client_get, key, key.bytesize, scratch.buf)
      found == Raw::SDA_NOTHING ? nil : scratch.taken
    end
    alias [] get

    # Whether a key is shown.
    def key?(key)
      named(:sda_client_contains, key) != Raw::SDA_NOTHING
    end

    # How many keys are shown.
    def size
      counted(:sda_client_len)
    end

    # Turns, and what is owed

    # One turn: schedules again what is late, prunes if asked, does some upkeep, and sends what is due to the
    # peers that are there.
    def tick(prune_completed: false)
      filled(:sda_client_tick, :sda_client_turn, ClientTurn, Library.number(prune_completed))
    end

    # Where synchronisation stands.
    def sync_state
      filled(:sda_client_sync_state, :sda_sync_state, SyncState)
    end

    # Where a write stands: a value of OperationStatus, or nil when the outbox does not hold it any more.
    def status_of(version)
      number = Library.scratch.number
      call(:sda_client_status_of, version, number) == Raw::SDA_NOTHING ? nil : number[0, 4].unpack1("L")
    end

    # Takes turns until every peer has acknowledged a write. Raises TimedOutError after +timeout_ms+ on the
    # system's clock, InvalidStateError for a write that failed, NotFoundError for one that the outbox does
    # not hold.
    def wait_until_acknowledged(version, timeout_ms)
      deadline = monotonic_ms + timeout_ms
      until (status = status_of(version)) == OperationStatus::APPLIED
        raise NotFoundError.new("the outbox does not hold the write", version.to_s) unless status
        raise InvalidStateError.new("the write failed", version.to_s) if status == OperationStatus::FAILED

        left = deadline - monotonic_ms
        raise TimedOutError.new("no acknowledgement in time", version.to_s) unless left.positive?

        tick
        wait([left, 50].min)
      end
    end

    # Schedules again what is late, as a turn does; how many.
    def retry_expired
      counted(:sda_client_retry_expired)
    end

    # Lets acknowledged operations go from the outbox; how many.
    def prune_completed
      counted(:sda_client_prune_completed)
    end

    # Discards every failed operation, on purpose; how many.
    def prune_failed
      counted(:sda_client_prune_failed)
    end

    # As the engine's, for those who do not look for it there.

    # The conflicts that stand; writing the key resolves one, here and everywhere.
    def conflicts(**range)
      engine.conflicts(**range)
    end

    # Every write that was given up, oldest first.
    def failed
      engine.failed
    end

    # Queues one failed write again.
    def requeue_failed(sync_id)
      engine.requeue_failed(sync_id)
    end

    # Discards one failed write, on purpose.
    def discard_failed(sync_id)
      engine.discard_failed(sync_id)
    end

    # How far a write made here has come at a peer.
    def delivery(sync_id, node_id)
      engine.delivery(sync_id, node_id)
    end

    # How it stands with every registered peer, in order of their names.
    def peer_status
      engine.peers
    end

    # Peers over TCP

    # Begins to serve and to call, as the options say.
    def start_transport
      call(:sda_client_start_transport)
      nil
    end

    # Ends every link and serves no more. What is owed stays owed.
    def stop_transport
      call(:sda_client_stop_transport)
      nil
    end

    # Whether it serves and calls, or carries links.
    def transport_running?
      call(:sda_client_transport_running, nil) != Raw::SDA_NOTHING
    end

    # The port that is served; nil when the transport does not run.
    def served_port
      number = Library.scratch.number
      call(:sda_client_transport_running, number) == Raw::SDA_NOTHING ? nil : number[0, 4].unpack1("L")
    end

    # Registers a peer and has it called, now and whenever the link is lost. Whether it is reached is told
    # by +events+.
    def connect(node_id, host, port)
      host = Library.given(host)
      named(:sda_client_connect, node_id, host, host.bytesize, port)
      nil
    end

    # Ends the link with a peer and calls it no more. It stays registered, and may call.
    def disconnect(node_id)
      named(:sda_client_disconnect, node_id)
      nil
    end

    # Lets a peer in by its public key, from the next start on; for a client that has a secret key.
    def trust(node_id, public_key)
      public_key = Library.given(public_key)
      named(:sda_client_trust, node_id, public_key, public_key.bytesize)
      nil
    end

    # Moves what there is to move without waiting; how many events of the transport were handled.
    def process_transport_events(events_max = 64)
      counted(:sda_client_process_transport_events, events_max)
    end

    # The same, but waits for something to happen. Any other call on the client ends the wait.
    def wait(wait_ms)
      counted(:sda_client_wait, wait_ms)
    end

    # Takes what has happened between this node and others, oldest first.
    def events(events_max = 1024)
      Library.list(opening(:sda_client_poll_events, events_max), :client_events, :sda_client_event, ClientEvent)
    end

    # The peers that are found, called or there, in order of their names.
    def peers
      Library.list(opening(:sda_client_peers), :known_peers, :sda_known_peer, KnownPeer)
    end

    # Begins to look for peers, and to be found where the transport serves.
    def start_discovery
      call(:sda_client_start_discovery)
      nil
    end

    # Looks for nobody any more. Links stay.
    def stop_discovery
      call(:sda_client_stop_discovery)
      nil
    end

    # Whether peers are looked for.
    def discovery_running?
      call(:sda_client_discovery_running) != Raw::SDA_NOTHING
    end

    # What this node says of itself, as it was last asked, or now.
    def node_info(refresh: false)
      info = opening(:sda_client_node_info, Library.number(refresh))
      out, error = Library.struct(:sda_node_details), Library.scratch.error
      Library.check(Raw.sda_node_info_get(info, out, error), error)
      count, *details = NodeDetails.read(out).to_a
      NodeInfo.new(*details, Array.new(count) { |index| capability(info, index) }).freeze
    ensure
      Raw.sda_node_info_free(info) if info
    end

    # Peers over channels of the application's own

    # Begins to talk with peers over channels of the application, which carries what +next_message+ gives
    # after each turn, and hands what comes to +receive+. Ends with +stop_transport+.
    def start_carrying
      call(:sda_client_start_carrying)
      nil
    end

    # Says that a channel with a node is there; +is_ours+ at the end that has begun it. The name of the link.
    def open_link(node_id, is_ours:)
      node_id = Library.given(node_id)
      counted(:sda_client_open_link, node_id, node_id.bytesize, Library.number(is_ours))
    end

    # Hands in a message that came over a link; the next turn deals with it.
    def receive(link, message)
      message = Library.given(message)
      call(:sda_client_receive, link, message, message.bytesize)
      nil
    end

    # The next message that is to go over a link; nil when there is none before the next turn.
    def next_message(link)
      scratch = Library.scratch
      call(:sda_client_next_message, link, scratch.buf) == Raw::SDA_NOTHING ? nil : scratch.taken
    end

    # Says that a channel is there no more.
    def close_link(link)
      call(:sda_client_close_link, link)
      nil
    end

    private

    def closing = :sda_client_close

    # Any other call on the client ends a wait; one that has only just begun needs another.
    def rouse(pointer)
      Raw.sda_client_transport_running(pointer, nil, nil)
      0.001
    end

    def monotonic_ms
      Process.clock_gettime(Process::CLOCK_MONOTONIC, :millisecond)
    end

    def capability(info, index)
      scratch = Library.scratch
      status = Raw.sda_node_info_capability(info, index, scratch.handle, scratch.number, scratch.error)
      Library.check(status, scratch.error)
      Library.text(scratch.pointer, scratch.unsigned)
    end
  end
end
