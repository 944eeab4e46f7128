# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

module Softadastra
  # A file of records of format 1 that is written to, locked. A database does not need it, and converts one
  # when it is opened on it. A second thread waits.
  class Wal < Handle
    # Opens a file for appending; it is made when it is missing. With a block it is closed behind it.
    def self.open(path, &block)
      Handle.ending(new(path), &block)
    end

    # Every byte of a file, also while somebody writes to it.
    def self.read(path)
      path, scratch = Library.given(path), Library.scratch
      Library.check(Raw.sda_wal_read(path, path.bytesize, scratch.buf, scratch.error), scratch.error)
      scratch.taken
    end

    def initialize(path)
      path, scratch = Library.given(path), Library.scratch
      Library.check(Raw.sda_wal_open(path, path.bytesize, scratch.handle, scratch.error), scratch.error)
      super(scratch.pointer)
    end

    # Looks for records, once: numbers go on behind the last one, a torn tail is set aside.
    def recover
      use do
        out = Library.struct(:sda_wal_recovery)
        call(:sda_wal_recover, out)
        WalRecovery.read(out)
      end
    end

    # Appends bytes as they are.
    def append(bytes)
      bytes = Library.given(bytes)
      call(:sda_wal_append, bytes, bytes.bytesize)
      self
    end

    # Appends a record under the next number, which it gives back. The type is one of 1 put, 2 update,
    # 3 delete, 4 checkpoint, 5 noop.
    def append_record(record_type, timestamp_ms, payload)
      payload, scratch = Library.given(payload), Library.scratch
      call(:sda_wal_append_record, record_type, timestamp_ms, payload, payload.bytesize, scratch.number)
      scratch.unsigned
    end

    # Lets the next record get a number above this one.
    def raise_sequence(sequence)
      call(:sda_wal_raise_sequence, sequence)
      nil
    end

    # Puts everything appended on stable storage.
    def flush
      call(:sda_wal_flush)
      nil
    end

    # Makes everything durable and lets the file and its lock go. Closing again does nothing.
    def close
      @lock.synchronize do
        next if @box.empty?

        error = Library.scratch.error
        Library.check(Raw.sda_wal_close(@box.shift, error), error)
      end
      nil
    end

    # One that nobody refers to any more is closed as well, but then nobody hears of a failure.
    def self.finalizer(box, _free, _kept)
      proc { Raw.sda_wal_close(box.shift, nil) unless box.empty? }
    end

    private

    def free = :sda_wal_close
  end

  # A walk over the records of a file of format 1, from the first one.
  class WalReader < Handle
    include Enumerable

    # Opens a file, also while somebody writes to it; with a block it is closed behind it.
    def self.open(path, &block)
      Handle.ending(new(path), &block)
    end

    def initialize(path)
      path, scratch = Library.given(path), Library.scratch
      Library.check(Raw.sda_wal_reader_open(path, path.bytesize, scratch.handle, scratch.error), scratch.error)
      super(scratch.pointer)
      @out = Library.struct(:sda_wal_record)
    end

    # The next record; nil at the end, and before what a crash left of a write.
    def next
      use { call(:sda_wal_reader_next, @out) == Raw::SDA_NOTHING ? nil : WalRecord.read(@out) }
    end

    # What is left of the walk.
    def each
      return to_enum unless block_given?

      while (record = self.next)
        yield record
      end
    end

    private

    def free = :sda_wal_reader_free
  end
end
