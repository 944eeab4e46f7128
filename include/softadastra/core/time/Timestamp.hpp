// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Clock.hpp"

#include <chrono>
#include <cstdint>

namespace softadastra::core::time {

/// A point in time: signed milliseconds since the Unix epoch, 8 bytes, trivially copyable.
class Timestamp {
public:
  /// The type of the number inside.
  using rep = std::int64_t;

  /// Zero, which is not valid.
  constexpr Timestamp() noexcept = default;

  /// `value` milliseconds since the epoch; every number is accepted.
  explicit constexpr Timestamp(rep value) noexcept : millis_(value) {}

  /// The wall clock, truncated to milliseconds.
  [[nodiscard]] static Timestamp now() noexcept { return from_time_point(Clock::now()); }

  /// `tp` truncated to milliseconds.
  [[nodiscard]] static Timestamp from_time_point(Clock::time_point tp) noexcept {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    return Timestamp(static_cast<rep>(duration_cast<milliseconds>(tp.time_since_epoch()).count()));
  }

  /// `millis` milliseconds since the epoch; every number is accepted.
  [[nodiscard]] static constexpr Timestamp from_millis(rep millis) noexcept {
    return Timestamp(millis);
  }

  /// Milliseconds since the epoch.
  [[nodiscard]] constexpr rep value() const noexcept { return millis_; }

  /// Milliseconds since the epoch; same as `value()`.
  [[nodiscard]] constexpr rep millis() const noexcept { return millis_; }

  /// True for times after the epoch. Zero and negative ones are refused by wal and store.
  [[nodiscard]] constexpr bool is_valid() const noexcept { return millis_ > 0; }

  /// The same moment on the wall clock. The clock counts finer than milliseconds and so reaches
  /// less far: a time out of its range becomes its earliest or latest point.
  [[nodiscard]] Clock::time_point to_time_point() const noexcept {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    using clock_duration = Clock::time_point::duration;
    constexpr rep latest = duration_cast<milliseconds>(clock_duration::max()).count();
    constexpr rep earliest = duration_cast<milliseconds>(clock_duration::min()).count();
    if (millis_ > latest) {
      return Clock::time_point::max();
    }
    if (millis_ < earliest) {
      return Clock::time_point::min();
    }
    return Clock::time_point(duration_cast<clock_duration>(milliseconds(millis_)));
  }

  /// Equal.
  [[nodiscard]] friend constexpr bool operator==(Timestamp left, Timestamp right) noexcept {
    return left.millis_ == right.millis_;
  }
  /// Different.
  [[nodiscard]] friend constexpr bool operator!=(Timestamp left, Timestamp right) noexcept {
    return left.millis_ != right.millis_;
  }
  /// Less.
  [[nodiscard]] friend constexpr bool operator<(Timestamp left, Timestamp right) noexcept {
    return left.millis_ < right.millis_;
  }
  /// Greater.
  [[nodiscard]] friend constexpr bool operator>(Timestamp left, Timestamp right) noexcept {
    return left.millis_ > right.millis_;
  }
  /// Less or equal.
  [[nodiscard]] friend constexpr bool operator<=(Timestamp left, Timestamp right) noexcept {
    return left.millis_ <= right.millis_;
  }
  /// Greater or equal.
  [[nodiscard]] friend constexpr bool operator>=(Timestamp left, Timestamp right) noexcept {
    return left.millis_ >= right.millis_;
  }

private:
  rep millis_{0};
};

} // namespace softadastra::core::time
