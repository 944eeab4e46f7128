// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/detail/Api.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace softadastra::detail {

/// Many byte strings as the C interface takes and gives them: one after the other, and their sizes
/// beside them, four bytes each, little endian. One thread at a time.
class Packed {
public:
  /// Adds one; not longer than 4 GiB, which no key and no value is.
  void add(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    auto size = static_cast<std::uint32_t>(text.size());
    for (int at = 0; at < 4; ++at, size >>= 8U) {
      sizes_.push_back(static_cast<std::uint8_t>(size));
    }
  }

  [[nodiscard]] const std::vector<std::uint8_t> &bytes() const noexcept { return bytes_; }
  [[nodiscard]] const std::vector<std::uint8_t> &sizes() const noexcept { return sizes_; }

  /// Calls `use` with each byte string, nullopt for one that is absent.
  template <typename Use>
  static void each(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> sizes,
                   Use use) {
    for (std::size_t at = 0; at + 4 <= sizes.size(); at += 4) {
      std::uint32_t size = 0;
      for (std::size_t byte = 4; byte > 0; --byte) {
        size = size << 8U | sizes[at + byte - 1];
      }
      if (size == SDA_SIZE_ABSENT || size > bytes.size()) {
        use(std::optional<std::span<const std::uint8_t>>{});
        continue;
      }
      use(std::optional{bytes.first(size)});
      bytes = bytes.subspan(size);
    }
  }

private:
  std::vector<std::uint8_t> bytes_{};
  std::vector<std::uint8_t> sizes_{};
};

} // namespace softadastra::detail
