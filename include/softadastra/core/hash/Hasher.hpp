// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/hash/Hash.hpp"
#include "softadastra/core/hash/HashAlgorithm.hpp"

#include <cstdint>
#include <vector>

namespace softadastra::core::hash {

/// Interface of a digest function. This library ships no implementation of it.
class Hasher {
public:
  /// One byte.
  using byte = std::uint8_t;
  /// Bytes, owned.
  using Buffer = std::vector<byte>;

  /// Remembers which algorithm the derived class implements.
  explicit Hasher(HashAlgorithm algo) noexcept : algorithm_(algo) {}

  virtual ~Hasher() = default;

  /// Copies.
  Hasher(const Hasher &) = default;
  /// Copies.
  Hasher &operator=(const Hasher &) = default;
  /// Moves.
  Hasher(Hasher &&) noexcept = default;
  /// Moves.
  Hasher &operator=(Hasher &&) noexcept = default;

  /// The algorithm of every digest made here.
  [[nodiscard]] HashAlgorithm algorithm() const noexcept { return algorithm_; }

  /// The digest of all bytes of `data`, which may be empty.
  [[nodiscard]] virtual Hash hash(const Buffer &data) const = 0;

private:
  HashAlgorithm algorithm_;
};

} // namespace softadastra::core::hash
