// SPDX-License-Identifier: Apache-2.0
#pragma once

// The headers of this folder are the only ones that include the C interface.
#include "softadastra.h"

#include <cstdint>

namespace softadastra::detail {

/// Whether the loaded library speaks the C interface that these headers were written for. When it
/// does not, no other function of it may be called. Asked once, then remembered. Threads: any.
[[nodiscard]] inline bool abi_matches() noexcept {
  static const bool matches = ::sda_abi_version() == SDA_ABI_VERSION;
  return matches;
}

/// A struct of the C interface, all zero, that says how large the caller believes it to be. Every
/// struct is made this way, so that a later library never writes behind its end.
template <typename Struct>
[[nodiscard]] Struct sized() noexcept {
  Struct made{};
  made.struct_size = static_cast<std::uint32_t>(sizeof(Struct));
  return made;
}

/// A truth value as the C interface takes it.
[[nodiscard]] constexpr std::uint32_t flag(bool value) noexcept { return value ? 1U : 0U; }

} // namespace softadastra::detail
