// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/encoding/OperationEncoder.hpp"
#include "softadastra/store/utils/Serializer.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::store::encoding {

namespace core = ::softadastra::store::core;
namespace types = ::softadastra::store::types;
namespace core_time = ::softadastra::core::time;

/// Turns the bytes of `OperationEncoder` back into an operation. The input may be hostile.
class OperationDecoder {
public:
  /// The one format this decoder reads.
  static constexpr std::uint8_t supported_format_version = OperationEncoder::format_version;

  /// Longest accepted key in bytes, inclusive.
  static constexpr std::uint32_t max_key_size = OperationEncoder::max_key_size;

  /// Longest accepted value in bytes, inclusive.
  static constexpr std::uint32_t max_value_size = OperationEncoder::max_value_size;

  /// Decodes exactly one operation that fills all of `data`; nullopt when `data` is anything
  /// else: short or too long, another version or type, over a limit, without key or time.
  [[nodiscard]] static std::optional<core::Operation> decode(std::span<const std::uint8_t> data) {
    std::size_t offset{0};
    core::Operation operation;
    if (!read_head(data, offset, operation.type)) {
      return std::nullopt;
    }

    const auto key = read_sized(data, offset, max_key_size);
    if (!key.has_value()) {
      return std::nullopt;
    }
    const auto value = read_sized(data, offset, max_value_size);
    std::int64_t millis{0};
    if (!value.has_value() || !utils::Serializer::read_i64(data, offset, millis) ||
        offset != data.size()) {
      return std::nullopt;
    }

    operation.key = types::Key{std::string(key->begin(), key->end())};
    operation.value = types::Value{*value};
    operation.timestamp = core_time::Timestamp::from_millis(millis);
    if (!operation.is_valid()) {
      return std::nullopt;
    }
    return operation;
  }

  /// The same, from a vector.
  [[nodiscard]] static std::optional<core::Operation>
  decode(const std::vector<std::uint8_t> &data) {
    return decode(std::span<const std::uint8_t>(data));
  }

  /// The same, from `size` bytes at `data`; nullopt when `data` is null.
  [[nodiscard]] static std::optional<core::Operation> decode(const std::uint8_t *data,
                                                             std::size_t size) {
    if (data == nullptr) {
      return std::nullopt;
    }
    return decode(std::span<const std::uint8_t>(data, size));
  }

private:
  [[nodiscard]] static bool read_head(std::span<const std::uint8_t> data, std::size_t &offset,
                                      types::OperationType &type) noexcept {
    std::uint8_t version{0};
    std::uint8_t type_number{0};
    if (!utils::Serializer::read_u8(data, offset, version) || version != supported_format_version ||
        !utils::Serializer::read_u8(data, offset, type_number)) {
      return false;
    }
    type = static_cast<types::OperationType>(type_number);
    return types::is_valid(type);
  }

  /// A view of the bytes behind a length field, so that nothing is allocated on the word of an
  /// input that turns out to be wrong further on.
  [[nodiscard]] static std::optional<std::span<const std::uint8_t>>
  read_sized(std::span<const std::uint8_t> data, std::size_t &offset,
             std::uint32_t size_max) noexcept {
    std::uint32_t size{0};
    if (!utils::Serializer::read_u32(data, offset, size) || size > size_max ||
        !utils::Serializer::can_read(data, offset, size)) {
      return std::nullopt;
    }
    const auto bytes = data.subspan(offset, size);
    offset += size;
    return bytes;
  }
};

} // namespace softadastra::store::encoding
