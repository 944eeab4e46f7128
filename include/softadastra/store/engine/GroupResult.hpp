// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace softadastra::store::engine {

/// What a batch did to a store.
struct GroupResult {
  /// The version the store gave to the last write of the batch; each has its own, one after the
  /// other.
  std::uint64_t version{0};

  /// Keys that were absent and have a value now.
  std::uint32_t created_count{0};

  /// Keys that have another value than before.
  std::uint32_t updated_count{0};

  /// Keys that are gone.
  std::uint32_t deleted_count{0};
};

} // namespace softadastra::store::engine
