# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# Lists of what came in one call, whose strings are made when they are looked at.

module Softadastra
  # What makes a list of a class with `size` and `to_a`.
  module Listed
    include Enumerable

    def length = size

    def empty?
      size.zero?
    end

    def each(&block)
      return to_enum { size } unless block

      to_a.each(&block)
      self
    end

    def to_ary = to_a

    def ==(other)
      to_a == other
    end
  end

  # Byte strings that came in one call, one after the other in one piece of memory; nil where one is absent. Each is
  # made when it is looked at: to make one takes as long as to read it from the database.
  class Many
    include Listed

    # All of them, one after the other.
    attr_reader :data

    def initialize(data, sizes)
      @data, @sizes = data.freeze, sizes
    end

    # How many there are.
    def size
      @sizes.bytesize / 4
    end

    # One of them, from the end when negative.
    def [](index)
      index += size if index.negative?
      return if index.negative? || index >= size

      size_at = @sizes.unpack1("L<", offset: 4 * index)
      @data.byteslice(starts[index], size_at) unless size_at == Raw::SDA_SIZE_ABSENT
    end

    # All of them as strings of their own.
    def to_a
      first = @sizes.unpack1("L<")
      # Of one size, as keys and records often are: one call of Ruby's own takes half the time.
      if first && first != Raw::SDA_SIZE_ABSENT && @sizes == @sizes[0, 4] * size
        return @data.unpack("a#{first}" * size)
      end

      Array.new(size) { |index| self[index] }
    end

    private

    def starts
      at = 0
      @starts ||= @sizes.unpack("L<*").map do |size|
        before = at
        at += size unless size == Raw::SDA_SIZE_ABSENT
        before
      end
    end
  end

  # Pairs of key and value that came in one call.
  class Rows
    include Listed

    # The keys and the values, a Many each.
    attr_reader :keys, :values

    def initialize(keys, values)
      @keys, @values = keys, values
    end

    # How many there are.
    def size
      @keys.size
    end

    # All of them as arrays of two strings.
    def to_a
      @keys.to_a.zip(@values.to_a)
    end
  end
end
