// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace softadastra::sdk {

/// A secret key and the public key that belongs to it, 32 bytes each.
struct KeyPair {
  /// For `ClientOptions::set_secret_key`, or `set_group_key`. To be kept safe.
  std::vector<std::uint8_t> secret_key{};

  /// For `Client::trust` at the others.
  std::vector<std::uint8_t> public_key{};
};

} // namespace softadastra::sdk
