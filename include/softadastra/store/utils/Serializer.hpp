// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace softadastra::store::utils {

/// Small steps between numbers, strings and bytes. Holds no state.
///
/// The `append_` and `read_` functions speak little-endian on every machine; the `raw` functions
/// keep the byte order of the host and are meant for bytes that stay in the process.
class Serializer {
public:
  /// The characters of `text` as bytes.
  [[nodiscard]] static std::vector<std::uint8_t> to_bytes(std::string_view text) {
    return std::vector<std::uint8_t>(text.begin(), text.end());
  }

  /// The bytes as characters; UTF-8 is not checked.
  [[nodiscard]] static std::string to_string(std::span<const std::uint8_t> data) {
    return std::string(data.begin(), data.end());
  }

  /// The bytes as characters; UTF-8 is not checked.
  [[nodiscard]] static std::string to_string(const std::vector<std::uint8_t> &data) {
    return std::string(data.begin(), data.end());
  }

  /// The memory of `value`, in host byte order.
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  [[nodiscard]] static std::vector<std::uint8_t> to_raw_bytes(const T &value) {
    std::vector<std::uint8_t> bytes(sizeof(T));
    std::memcpy(bytes.data(), &value, sizeof(T));
    return bytes;
  }

  /// A `T` from its first `sizeof(T)` bytes in host order, further bytes being ignored;
  /// nullopt when there are fewer. The bytes must come from `to_raw_bytes` of the same type.
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  [[nodiscard]] static std::optional<T> from_raw_bytes(std::span<const std::uint8_t> data) {
    // bit_cast, so that T needs no default constructor.
    std::array<std::uint8_t, sizeof(T)> bytes{};
    if (data.size() < bytes.size()) {
      return std::nullopt;
    }
    std::memcpy(bytes.data(), data.data(), bytes.size());
    return std::bit_cast<T>(bytes);
  }

  /// The same, from a vector.
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  [[nodiscard]] static std::optional<T> from_raw_bytes(const std::vector<std::uint8_t> &data) {
    return from_raw_bytes<T>(std::span<const std::uint8_t>(data));
  }

  /// Appends one byte.
  static void append_u8(std::vector<std::uint8_t> &out, std::uint8_t value) {
    out.push_back(value);
  }

  /// Appends four bytes, little-endian.
  static void append_u32(std::vector<std::uint8_t> &out, std::uint32_t value) {
    append_little_endian(out, value);
  }

  /// Appends eight bytes, little-endian.
  static void append_u64(std::vector<std::uint8_t> &out, std::uint64_t value) {
    append_little_endian(out, value);
  }

  /// Appends eight bytes, little-endian two's complement.
  static void append_i64(std::vector<std::uint8_t> &out, std::int64_t value) {
    append_little_endian(out, static_cast<std::uint64_t>(value));
  }

  /// Reads one byte at `offset` and moves `offset` behind it; changes nothing when it is missing.
  [[nodiscard]] static bool read_u8(std::span<const std::uint8_t> data, std::size_t &offset,
                                    std::uint8_t &value) noexcept {
    return read_little_endian(data, offset, value);
  }

  /// Reads four bytes, like `read_u8`.
  [[nodiscard]] static bool read_u32(std::span<const std::uint8_t> data, std::size_t &offset,
                                     std::uint32_t &value) noexcept {
    return read_little_endian(data, offset, value);
  }

  /// Reads eight bytes, like `read_u8`.
  [[nodiscard]] static bool read_u64(std::span<const std::uint8_t> data, std::size_t &offset,
                                     std::uint64_t &value) noexcept {
    return read_little_endian(data, offset, value);
  }

  /// Reads eight bytes as a signed number, like `read_u8`.
  [[nodiscard]] static bool read_i64(std::span<const std::uint8_t> data, std::size_t &offset,
                                     std::int64_t &value) noexcept {
    std::uint64_t bits{0};
    if (!read_little_endian(data, offset, bits)) {
      return false;
    }
    value = static_cast<std::int64_t>(bits);
    return true;
  }

  /// True when `count` bytes lie at `offset`; also right for numbers near the type's maximum.
  [[nodiscard]] static bool can_read(std::span<const std::uint8_t> data, std::size_t offset,
                                     std::size_t count) noexcept {
    return offset <= data.size() && count <= data.size() - offset;
  }

private:
  static constexpr unsigned bits_per_byte = 8;

  template <typename Unsigned>
  static void append_little_endian(std::vector<std::uint8_t> &out, Unsigned value) {
    std::array<std::uint8_t, sizeof(Unsigned)> bytes{};
    for (std::size_t index = 0; index < bytes.size(); ++index) {
      bytes[index] = static_cast<std::uint8_t>(value >> (bits_per_byte * index));
    }
    out.insert(out.end(), bytes.begin(), bytes.end());
  }

  template <typename Unsigned>
  [[nodiscard]] static bool read_little_endian(std::span<const std::uint8_t> data,
                                               std::size_t &offset, Unsigned &value) noexcept {
    if (!can_read(data, offset, sizeof(Unsigned))) {
      return false;
    }
    // Assembled in 64 bits: a narrow type would be promoted to a signed one by the shift.
    std::uint64_t bits{0};
    for (std::size_t index = 0; index < sizeof(Unsigned); ++index) {
      bits |= std::uint64_t{data[offset + index]} << (bits_per_byte * index);
    }
    value = static_cast<Unsigned>(bits);
    offset += sizeof(Unsigned);
    return true;
  }
};

} // namespace softadastra::store::utils
