// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/utils/Serializer.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace softadastra::store::encoding {

namespace core = ::softadastra::store::core;
namespace types = ::softadastra::store::types;
namespace core_time = ::softadastra::core::time;

/// Turns an operation into bytes, little-endian:
/// version (1), type (1), key length (4), key, value length (4), value, milliseconds (8, signed).
class OperationEncoder {
public:
  /// First byte of every encoded operation.
  static constexpr std::uint8_t format_version = 1;

  /// Longest key in bytes, inclusive.
  static constexpr std::uint32_t max_key_size = 1U << 20U;

  /// Longest value in bytes, inclusive.
  static constexpr std::uint32_t max_value_size = 64U << 20U;

  /// The encoded operation, 18 bytes plus key and value; empty when `can_encode` is false.
  [[nodiscard]] static std::vector<std::uint8_t> encode(const core::Operation &operation) {
    std::vector<std::uint8_t> out;
    if (!can_encode(operation)) {
      return out;
    }
    const auto &key = operation.key.str();
    const auto &value = operation.value.bytes();

    out.reserve(fixed_size + key.size() + value.size());
    utils::Serializer::append_u8(out, format_version);
    utils::Serializer::append_u8(out, static_cast<std::uint8_t>(operation.type));
    utils::Serializer::append_u32(out, static_cast<std::uint32_t>(key.size()));
    out.insert(out.end(), key.begin(), key.end());
    utils::Serializer::append_u32(out, static_cast<std::uint32_t>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
    utils::Serializer::append_i64(out, operation.timestamp.millis());
    return out;
  }

  /// True for a valid operation whose key and value keep to the size limits.
  [[nodiscard]] static bool can_encode(const core::Operation &operation) noexcept {
    return operation.is_valid() && operation.key.str().size() <= max_key_size &&
           operation.value.size() <= max_value_size;
  }

private:
  static constexpr std::size_t fixed_size = 18;
};

} // namespace softadastra::store::encoding
