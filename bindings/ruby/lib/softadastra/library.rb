# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

require "fiddle"
require "monitor"

module Softadastra
  # Finds the library, calls it, and turns what calls answer into values and exceptions.
  module Library
    TYPES = {
      "v" => Fiddle::TYPE_VOID, "p" => Fiddle::TYPE_VOIDP, "i" => Fiddle::TYPE_INT, "u" => -Fiddle::TYPE_INT,
      "I" => Fiddle::TYPE_LONG_LONG, "U" => -Fiddle::TYPE_LONG_LONG
    }.freeze

    def self.path
      given = ENV["SOFTADASTRA_LIBRARY"]
      return given if given && !given.empty?

      name = RUBY_PLATFORM.include?("darwin") ? "libsoftadastra.dylib" : "libsoftadastra.so"
      beside = File.join(__dir__, name)
      File.exist?(beside) ? beside : name
    end

    def self.types(letters)
      letters.chars.map { |letter| TYPES.fetch(letter) }
    end

    # Functions let go of the interpreter while they run; callbacks take it again.
    LOADED = Fiddle.dlopen(path)
    Raw::FUNCTIONS.each do |name, signature|
      given, returned = signature.split(">", -1)
      function = Fiddle::Function.new(LOADED[name.to_s], types(given), types(returned).first, name: name.to_s)
      Raw.define_singleton_method(name) { |*arguments| function.call(*arguments) }
    end
    unless Raw.sda_abi_version == Raw::SDA_ABI_VERSION
      raise LoadError, "softadastra: library has ABI #{Raw.sda_abi_version}, not #{Raw::SDA_ABI_VERSION}"
    end

    # Places that calls write to. Each fiber has its own, each callback a fresh one. Buffers stay for the next
    # call unless they are large: a call of its own to free one costs as much as the read.
    class Scratch
      KEPT_BYTES_MAX = 256 * 1024
      BUFS = 4
      BUF_BYTES = 24

      attr_reader :error, :handle, :number, :other, :buf, :bufs

      def initialize
        memory = Library.memory(32 + BUFS * BUF_BYTES)
        @error, @handle, @number, @other = [0, 8, 16, 24].map { |at| memory + at }
        @bufs = Array.new(BUFS) { |at| memory + 32 + at * BUF_BYTES }
        @buf = @bufs.first
        ObjectSpace.define_finalizer(self, Scratch.finalizer(memory, @bufs))
      end

      # The memory goes after the buffers in it.
      def self.finalizer(_memory, bufs)
        proc { bufs.each { |buf| Raw.sda_buf_free(buf) } }
      end

      def unsigned
        number[0, 8].unpack1("Q")
      end

      def signed
        other[0, 8].unpack1("q")
      end

      def pointer
        Fiddle::Pointer.new(handle[0, 8].unpack1("J"))
      end

      # What a call filled the buffer with.
      def taken(buf = @buf)
        address, length, room = buf[0, BUF_BYTES].unpack("JQQ")
        value = Library.bytes(address, length)
        Raw.sda_buf_free(buf) if room > KEPT_BYTES_MAX
        value
      end

      # The byte strings that a call filled a pair of buffers with, bytes and their sizes.
      def many(data, sizes)
        Many.new(taken(data), taken(sizes))
      end
    end

    # Zeroed memory that goes with its pointer.
    def self.memory(size)
      found = Fiddle::Pointer.malloc(size, Fiddle::RUBY_FREE)
      found[0, size] = "\0" * size
      found
    end

    # A struct of the library with its size filled in.
    def self.struct(name)
      size = Raw::BYTES.fetch(name)
      found = memory(size)
      found[0, 4] = [size].pack("L")
      found
    end

    def self.scratch
      Thread.current[:softadastra_scratch] ||= Scratch.new
    end

    def self.with_fresh_scratch
      outer = Thread.current[:softadastra_scratch]
      Thread.current[:softadastra_scratch] = nil
      yield
    ensure
      Thread.current[:softadastra_scratch] = outer
    end

    def self.bytes(address, length)
      length.zero? ? String.new : Fiddle::Pointer.new(address)[0, length]
    end

    # Byte strings one after the other, and their sizes.
    def self.joined(values)
      sizes = values.map(&:bytesize)
      [values.pack("a*" * values.size), sizes.pack("L<*")]
    end

    # The same without sizes, with a zero byte behind each; nil when there are others, or nothing.
    def self.ended(values)
      count = values.size
      # To make the format anew costs a tenth of what it is for.
      format = @ended_format
      @ended_format = format = ("Z*" * count).freeze unless format&.size == 2 * count
      data = values.pack(format)
      data if data.count("\0") == count && count.positive?
    end

    def self.text(address, length)
      bytes(address, length).force_encoding(Encoding::UTF_8)
    end

    # A struct with its bytes behind it, in memory that stands still.
    def self.packed(size, format, values)
      block = memory(size + values.grep(String).sum(&:bytesize))
      at = size
      flat = values.flat_map do |value|
        next [value] unless value.is_a?(String)

        block[at, value.bytesize] = value
        at += value.bytesize
        [block.to_i + at - value.bytesize, value.bytesize]
      end
      block[0, size] = flat.pack(format)
      block
    end

    # Key or value as the library takes it: a copy that nobody changes during the call.
    def self.given(value)
      value = value.to_str
      value.frozen? ? value : value.dup
    end

    # The status of a call that did not fail.
    def self.check(status, slot = nil)
      return status unless status.negative?

      error = slot ? slot[0, 8].unpack1("J") : 0
      text, context = status_name(status), ""
      unless error.zero?
        text, context = [Raw.sda_error_message(error), Raw.sda_error_context(error)].map { |one| utf8(one) }
        forget(slot)
      end
      raise ERRORS.fetch(status, Error).new(text, context, status)
    end

    # Lets go of the error object of a failed call.
    def self.forget(slot)
      Raw.sda_error_free(slot[0, 8].unpack1("J"))
      slot[0, 8] = "\0" * 8
    end

    def self.utf8(pointer)
      pointer.to_s.force_encoding(Encoding::UTF_8)
    end

    def self.status_name(status)
      utf8(Raw.sda_status_name(status))
    end

    # A struct of options: the library's defaults, then what is given. The second value has to live as long
    # as the first is used.
    def self.options(name, values)
      places = Raw::OPTIONS.fetch(name)
      unknown = values.keys - places.keys
      raise ArgumentError, "no such option: #{unknown.join(", ")}" unless unknown.empty?

      found = struct(name)
      check(Raw.public_send(:"#{name}_init", found))
      kept = values.map do |option, value|
        at, kind = places[option]
        if kind == "p"
          value = given(value.respond_to?(:to_path) ? value.to_path : value)
          copy = packed(0, "", [value])
          found[at, 16] = [copy.to_i, value.bytesize].pack("JQ")
          copy
        else
          data = [number(value)].pack(kind)
          found[at, data.bytesize] = data
        end
      end
      [found, kept]
    end

    def self.number(value)
      case value
      when true then 1
      when false then 0
      else Integer(value)
      end
    end

    # Everything in a list of the library, which is freed.
    def self.list(pointer, noun, struct, record)
      out, error = self.struct(struct), scratch.error
      Array.new(Raw.public_send(:"sda_#{noun}_len", pointer)) do |index|
        check(Raw.public_send(:"sda_#{noun}_get", pointer, index, out, error), error)
        record.read(out)
      end
    ensure
      Raw.public_send(:"sda_#{noun}_free", pointer)
    end
  end

  # Functions of the application that run inside calls, on the thread of the call. What they raise waits
  # until the call has returned: nothing may unwind through the library.
  class Callbacks
    def initialize
      @raised = {}
      @inside = {}
    end

    def inside?
      @inside.key?(Thread.current)
    end

    # How many callbacks this thread is inside of.
    def self.depth
      Thread.current.thread_variable_get(:softadastra_depth) || 0
    end

    def self.deeper(by)
      Thread.current.thread_variable_set(:softadastra_depth, depth + by)
    end

    # What a callback raised comes out of the call that it ran in.
    def reraise(slot)
      return if @raised.empty? || !(raised = @raised.delete(Thread.current))

      Library.forget(slot)
      raise raised
    end

    def clock(clock)
      last = 0
      closure(:sda_clock_fn) do |_user, wall, monotonic|
        run { last = Integer(clock.call) }
        wall[0, 8] = monotonic[0, 8] = [last].pack("q")
        nil
      end
    end

    def merge(merge)
      closure(:sda_merge_fn) do |_user, key, length, versions, _base, _base_length, merged|
        run do
          value = merge.call(Library.bytes(key.to_i, length), Callbacks.versions(versions))
          next Raw::SDA_NOTHING if value.nil?

          value, error = Library.given(value), Library.scratch.error
          Library.check(Raw.sda_buf_set(merged, value, value.bytesize, error), error)
        end || Raw::SDA_ERROR_UNKNOWN
      end
    end

    def notify(notify)
      closure(:sda_notify_fn) do |_user, notice, text, length|
        run { notify.call(Notice.read(notice), Library.text(text.to_i, length)) }
        nil
      end
    end

    # The versions of a list that stays the library's.
    def self.versions(pointer)
      out, error = Library.struct(:sda_version), Library.scratch.error
      Array.new(Raw.sda_versions_len(pointer)) do |index|
        Library.check(Raw.sda_versions_get(pointer, index, out, error), error)
        Version.read(out)
      end
    end

    private

    def closure(name, &block)
      given, returned = Raw::CALLBACKS.fetch(name).split(">", -1)
      Fiddle::Closure::BlockCaller.new(Library.types(returned).first, Library.types(given), &block)
    end

    # Nothing leaves this but by returning; nil when the block did not come to its end.
    def run
      came_back = false
      @inside[Thread.current] = true
      Callbacks.deeper(1)
      result = Library.with_fresh_scratch { yield }
      came_back = true
      result
    rescue Exception => raised # rubocop:disable Lint/RescueException: everything has to go around C
      came_back = true
      @raised[Thread.current] ||= raised
      nil
    ensure
      Callbacks.deeper(-1)
      @inside.delete(Thread.current)
      unless came_back
        @raised[Thread.current] ||= LocalJumpError.new("a callback cannot be left by throw or break")
        return nil # rubocop:disable Lint/EnsureReturn: a jump would go over C, this ends it here
      end
    end
  end
end
