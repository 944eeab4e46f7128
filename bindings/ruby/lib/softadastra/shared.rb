# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

module Softadastra
  # What an engine and a client have in common: any thread may use one, and calls under way are counted, so
  # that a close in another thread waits for them.
  class Shared
    # :nodoc:
    attr_reader :callbacks, :kept

    # The same as +new+; with a block it is closed behind it.
    def self.open(path = nil, **options, &block)
      Handle.ending(new(path, **options), &block)
    end

    def self.finalizer(box, closing, _kept)
      proc { Raw.public_send(closing, box.shift, nil) unless box.empty? }
    end

    # Makes everything durable and lets go, once the calls of other threads have returned. Closing again
    # does nothing.
    def close
      raise BusyError, "#{what} is in use by the callback that closes it" if @callbacks.inside?

      pointer = @monitor.synchronize do
        taken = @box.shift
        @returned.wait(rouse(taken)) until @calls.zero?
        taken
      end
      return unless pointer

      error = Library.scratch.error
      Library.check(Raw.public_send(closing, pointer, error), error)
      nil
    end

    def closed?
      @box.empty?
    end

    private

    # Begins to hold a pointer. The library calls what is kept: it lives until the pointer is let go of.
    def hold(pointer, callbacks, kept)
      @callbacks, @kept = callbacks, kept
      @calls = 0
      @monitor = Monitor.new
      @returned = @monitor.new_cond
      @box = [pointer]
      ObjectSpace.define_finalizer(self, Shared.finalizer(@box, closing, @kept))
    end

    # Ends what calls under way wait for; after so many seconds it is asked to do so again.
    def rouse(_pointer)
      nil
    end

    def what
      self.class.name.split("::").last.downcase
    end

    # What an option of each of these structs is given; a field may be in two of them.
    def divide(options, *structs)
      known = Raw::OPTIONS.values_at(*structs).map(&:keys)
      unknown = options.keys - known.flatten
      raise ArgumentError, "no such option: #{unknown.join(", ")}" unless unknown.empty?

      known.map { |names| options.slice(*names) }
    end

    # Where the log is and whose clock counts, in the options of an engine.
    def placed(options, path)
      options[:path] = path if path
      options[:durability] ||= Durability::MEMORY_ONLY unless path
      options
    end

    # Calls a function that opens something under these options, which are pairs of a struct's name and
    # values; the pointer that it gives.
    def opened(function, callbacks, clock, *options)
      given = options.map { |name, values| Library.options(name, values) }
      if clock
        at, = Raw::OPTIONS[:sda_options][:clock]
        given.first.first[at, 8] = [clock.to_i].pack("J")
      end
      scratch = Library.scratch
      status = Raw.public_send(function, *given.map(&:first), scratch.handle, scratch.error)
      given.clear
      callbacks.reraise(scratch.error)
      Library.check(status, scratch.error)
      scratch.pointer
    end

    # Calls a function with the pointer in front and the error slot behind.
    def call(function, *arguments)
      pointer = @monitor.synchronize do
        raise ClosedError, "#{what} is closed" if @box.empty?

        @calls += 1
        @box.first
      end
      begin
        error = Library.scratch.error
        status = function ? Raw.public_send(function, pointer, *arguments, error) : yield(pointer, *arguments, error)
        @callbacks.reraise(error)
        Library.check(status, error)
      ensure
        @monitor.synchronize do
          @calls -= 1
          @returned.broadcast if @box.empty?
        end
      end
    end

    def named(function, name, *rest)
      name = Library.given(name)
      call(function, name, name.bytesize, *rest)
    end

    # The handle that a function gives.
    def opening(function, *arguments, &block)
      scratch = Library.scratch
      call(function, *arguments, scratch.handle, &block)
      scratch.pointer
    end

    def counted(function, *arguments)
      scratch = Library.scratch
      call(function, *arguments, scratch.number)
      scratch.unsigned
    end

    def filled(function, struct, record, *arguments)
      out = Library.struct(struct)
      call(function, *arguments, out)
      record.read(out)
    end

    def buffered(function, *rest)
      scratch = Library.scratch
      call(function, scratch.buf, *rest) == Raw::SDA_NOTHING ? nil : scratch.taken
    end
  end
end
