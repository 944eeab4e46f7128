# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

module Softadastra
  # A pointer that is freed once, and used by one thread at a time: a second one waits.
  class Handle
    # Opens it for a block, which it is closed behind; without a block it is yours to close.
    def self.ending(handle)
      return handle unless block_given?

      begin
        yield handle
      ensure
        handle.close
      end
    end

    def initialize(pointer, owner = nil)
      @box = [pointer]
      @owner = owner # whose callbacks run inside the calls
      @lock = Monitor.new
      ObjectSpace.define_finalizer(self, self.class.finalizer(@box, free, owner&.kept))
    end

    def self.finalizer(box, free, _kept)
      proc { Raw.public_send(free, box.shift) unless box.empty? }
    end

    # Frees it. Closing again does nothing.
    def close
      @lock.synchronize do
        refuse_callbacks
        Raw.public_send(free, @box.shift) unless @box.empty?
      end
      nil
    end

    def closed?
      @box.empty?
    end

    # The pointer, with the handle to oneself.
    def use
      @lock.synchronize do
        refuse_callbacks
        raise ClosedError, "#{what} is closed" if @box.empty?

        begin
          outer, @depth = @depth, Callbacks.depth
          yield @box.first
        ensure
          @depth = outer
        end
      end
    end

    private

    def what
      self.class.name.split("::").last.downcase
    end

    # The lock lets the thread that has it in again: whoever is deeper inside callbacks now is one of those.
    def refuse_callbacks
      raise BusyError, "#{what} is in use by the call that the callback runs in" if @depth && @depth != Callbacks.depth
    end

    # Calls a function with the pointer in front and the error slot behind.
    def call(function, *arguments)
      use do |pointer|
        error = Library.scratch.error
        status = Raw.public_send(function, pointer, *arguments, error)
        @owner&.callbacks&.reraise(error)
        Library.check(status, error)
      end
    end
  end

  # A walk over keys as they stood when it was opened.
  class Scan < Handle
    include Enumerable

    def initialize(pointer, owner)
      super
      @out = Library.struct(:sda_entry)
    end

    # The next entry; nil at the end.
    def next
      use { call(:sda_scan_next, @out) == Raw::SDA_NOTHING ? nil : Entry.read(@out) }
    end

    # The next keys with their values in one call, about so many bytes of them; empty at the end. They are pairs, of
    # strings that are made when they are looked at.
    def next_many(bytes_max = 64 * 1024)
      scratch = Library.scratch
      keys, key_sizes, values, value_sizes = scratch.bufs
      nothing = call(:sda_scan_next_many, bytes_max, keys, key_sizes, values, value_sizes) == Raw::SDA_NOTHING
      nothing ? [] : Rows.new(scratch.many(keys, key_sizes), scratch.many(values, value_sizes))
    end

    # What is left of the walk.
    def each
      return to_enum unless block_given?

      while (entry = self.next)
        yield entry
      end
    end

    private

    def free = :sda_scan_free
  end

  # A value of any length that is read piece by piece, as it was when it was opened.
  class ValueReader < Handle
    include Enumerable

    PIECE_BYTES = 64 * 1024

    # The length of the value in bytes, its version, and the application's time of the write.
    attr_reader :size, :version, :timestamp_ms

    def initialize(pointer, owner, size, version, timestamp_ms)
      super(pointer, owner)
      @size, @version, @timestamp_ms = size, version, timestamp_ms
    end

    # The bytes from there on, at most so many; nil at the end and behind it.
    def read(offset, bytes_max = PIECE_BYTES)
      use do
        @room = Library.memory(bytes_max) unless @room && @room.size >= bytes_max
        number = Library.scratch.number
        nothing = call(:sda_value_reader_read, offset, @room, bytes_max, number) == Raw::SDA_NOTHING
        nothing ? nil : @room[0, Library.scratch.unsigned]
      end
    end

    # The pieces from the first on.
    def each
      return to_enum unless block_given?

      offset = 0
      while (piece = read(offset))
        yield piece
        offset += piece.bytesize
      end
    end

    private

    def free = :sda_value_reader_free
  end

  # A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left of it
  # without one. IO.copy_stream writes to it.
  class ValueWriter < Handle
    # What the commit did; nil before.
    attr_reader :applied

    # Takes the next bytes, as many as the caller likes, up to what is missing; how many they were.
    def write(bytes)
      bytes = Library.given(bytes)
      call(:sda_value_writer_write, bytes, bytes.bytesize)
      bytes.bytesize
    end

    # The same, to be chained.
    def <<(bytes)
      write(bytes)
      self
    end

    # Makes what was written the value of its key, all of it in one moment.
    def commit
      out = Library.struct(:sda_apply)
      call(:sda_value_writer_commit, out)
      @applied = Applied.read(out)
    end

    private

    def free = :sda_value_writer_free
  end

  # A reader of the change feed. Walking over it ends where nothing more has happened so far.
  class Feed < Handle
    include Enumerable

    def initialize(pointer, owner)
      super
      @out = Library.struct(:sda_change)
    end

    # The next change; nil when nothing more has happened so far.
    def next
      use { call(:sda_feed_next, @out) == Raw::SDA_NOTHING ? nil : Change.read(@out) }
    end

    # Changes until there are no more so far.
    def each
      return to_enum unless block_given?

      while (change = self.next)
        yield change
      end
    end

    # Where to go on once everything handed out so far is dealt with.
    def position
      scratch = Library.scratch
      call(:sda_feed_position, scratch.number)
      scratch.unsigned
    end

    private

    def free = :sda_feed_free
  end

  # Puts and removes that are written together: all of them or none.
  class Group < Handle
    def self.open(&block)
      Handle.ending(new, &block)
    end

    def initialize
      scratch = Library.scratch
      Library.check(Raw.sda_group_new(scratch.handle, scratch.error), scratch.error)
      super(scratch.pointer)
    end

    # Adds a put.
    def put(key, value)
      key, value = Library.given(key), Library.given(value)
      call(:sda_group_put, key, key.bytesize, value, value.bytesize)
      self
    end

    # Adds many puts in one call, all of them or none: pairs, or a hash.
    def put_many(entries)
      parts = entries.to_a.transpose.map { |values| Library.joined(values) }
      call(:sda_group_put_many, *parts.flatten.flat_map { |part| [part, part.bytesize] }) unless parts.empty?
      self
    end

    # Adds a remove; the key may be absent.
    def remove(key)
      key = Library.given(key)
      call(:sda_group_remove, key, key.bytesize)
      self
    end

    # Empties it, so that it can be filled anew.
    def clear
      call(:sda_group_clear)
      self
    end

    # How many puts and removes are in it.
    def size
      use { |pointer| Raw.sda_group_len(pointer) }
    end

    private

    def free = :sda_group_free
  end

  # A session with one peer: bytes in, bytes out. After every change poll until there is nothing.
  class Session < Handle
    FRAME_BYTES = 64 * 1024

    # Takes one or more whole frames that came from the peer.
    def handle(frames)
      frames = Library.given(frames)
      call(:sda_session_handle, frames, frames.bytesize)
      nil
    end

    # The next frame for the peer, or nil.
    def poll_transmit(bytes_max = FRAME_BYTES)
      scratch = Library.scratch
      nothing = call(:sda_session_poll_transmit, bytes_max, scratch.buf) == Raw::SDA_NOTHING
      nothing ? nil : scratch.taken
    end

    # Polls frames until there is none.
    def frames(bytes_max = FRAME_BYTES)
      return to_enum(:frames, bytes_max) unless block_given?

      while (frame = poll_transmit(bytes_max))
        yield frame
      end
    end

    # What has happened, oldest first, or nil.
    def poll_event
      use do
        out = Library.struct(:sda_session_event)
        call(:sda_session_poll_event, out) == Raw::SDA_NOTHING ? nil : SessionEvent.read(out)
      end
    end

    # Polls events until there is none.
    def events
      return to_enum(:events) unless block_given?

      while (event = poll_event)
        yield event
      end
    end

    # When to poll next if nothing else happens before, in milliseconds since 1970, or nil.
    def next_wakeup
      scratch = Library.scratch
      nothing = call(:sda_session_next_wakeup_at_ms, scratch.other) == Raw::SDA_NOTHING
      nothing ? nil : scratch.signed
    end

    # Where it stands.
    def state
      use do
        out = Library.struct(:sda_session_state_info)
        call(:sda_session_state, out)
        SessionState.read(out)
      end
    end

    # Ends it in order; poll once more, so that the peer is told, then close.
    def end
      call(:sda_session_close)
      nil
    end

    private

    def free = :sda_session_free
  end
end
