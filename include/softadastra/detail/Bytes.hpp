// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/detail/Api.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace softadastra::detail {

/// The bytes of a text as the C interface takes them; valid while the text lives unchanged.
[[nodiscard]] inline const std::uint8_t *data_of(std::string_view text) noexcept {
  return reinterpret_cast<const std::uint8_t *>(text.data());
}

/// A copy of `size` bytes as a string. `data` may be null when `size` is 0.
[[nodiscard]] inline std::string string_from(const std::uint8_t *data, std::size_t size) {
  return size == 0 ? std::string{} : std::string(reinterpret_cast<const char *>(data), size);
}

/// A copy of `size` bytes as a vector. `data` may be null when `size` is 0.
[[nodiscard]] inline std::vector<std::uint8_t> bytes_from(const std::uint8_t *data,
                                                          std::size_t size) {
  return size == 0 ? std::vector<std::uint8_t>{} : std::vector<std::uint8_t>(data, data + size);
}

/// Bytes that the library filled and this object frees. One thread at a time.
class Buffer {
public:
  /// Nothing yet.
  Buffer() = default;

  Buffer(const Buffer &) = delete;
  Buffer &operator=(const Buffer &) = delete;

  ~Buffer() { ::sda_buf_free(&buf_); }

  /// Where a function of the C interface puts its bytes; what was there is overwritten.
  [[nodiscard]] ::sda_buf *out() noexcept { return &buf_; }

  /// The bytes, valid until the buffer is filled again or destroyed.
  [[nodiscard]] std::span<const std::uint8_t> view() const noexcept {
    return {buf_.ptr, buf_.len};
  }

  /// A copy as a vector.
  [[nodiscard]] std::vector<std::uint8_t> to_bytes() const {
    return bytes_from(buf_.ptr, buf_.len);
  }

  /// A copy as a string.
  [[nodiscard]] std::string to_string() const { return string_from(buf_.ptr, buf_.len); }

private:
  ::sda_buf buf_{};
};

} // namespace softadastra::detail
