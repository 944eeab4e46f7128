// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"

namespace softadastra::sync::utils {

/// The moment `interval` after `start`, saturated: a wait that does not fit never ends, instead
/// of wrapping around into the past. A negative interval gives a moment before `start`.
[[nodiscard]] constexpr ::softadastra::core::time::Timestamp
deadline_after(::softadastra::core::time::Timestamp start,
               ::softadastra::core::time::Duration interval) noexcept {
  using ::softadastra::core::time::Duration;
  // Borrowed from Duration, whose sums saturate; timestamps have no arithmetic of their own.
  const Duration since_epoch = Duration::from_millis(start.millis()) + interval;
  return ::softadastra::core::time::Timestamp::from_millis(since_epoch.millis());
}

} // namespace softadastra::sync::utils
