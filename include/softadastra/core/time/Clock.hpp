// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace softadastra::core::time {

/// The two clocks of the system. Any thread may read them.
class Clock {
public:
  /// The clock of the calendar.
  using system_clock = std::chrono::system_clock;
  /// The clock that only goes forward.
  using steady_clock = std::chrono::steady_clock;
  /// A point on the clock of the calendar.
  using time_point = system_clock::time_point;
  /// A point on the clock that only goes forward.
  using steady_time_point = steady_clock::time_point;

  /// Wall clock. It may be set backwards: information for people, not a way to order events.
  [[nodiscard]] static time_point now() noexcept { return system_clock::now(); }

  /// Monotonic clock: never goes backwards, means nothing outside this run of the system.
  [[nodiscard]] static steady_time_point monotonic_now() noexcept { return steady_clock::now(); }
};

} // namespace softadastra::core::time
