// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <ratio>
#include <type_traits>

namespace softadastra::core::time {

/// A length of time in signed milliseconds.
///
/// Arithmetic and conversions saturate: a result that does not fit becomes the largest or smallest
/// duration instead of wrapping around.
class Duration {
public:
  /// The type of the number inside.
  using rep = std::int64_t;

  /// Zero.
  constexpr Duration() noexcept = default;

  /// `millis` milliseconds; negative lengths are allowed.
  explicit constexpr Duration(rep millis) noexcept : millis_(millis) {}

  /// `millis` milliseconds.
  [[nodiscard]] static constexpr Duration from_millis(rep millis) noexcept {
    return Duration(millis);
  }

  /// `seconds` seconds, saturated.
  [[nodiscard]] static constexpr Duration from_seconds(rep seconds) noexcept {
    return Duration(multiply(seconds, 1000));
  }

  /// `d` truncated towards zero (-1500 microseconds become -1 ms), saturated; not-a-number is zero.
  template <typename Rep, typename Period>
  [[nodiscard]] static Duration from_chrono(std::chrono::duration<Rep, Period> d) noexcept {
    using Factor = std::ratio_divide<Period, std::milli>;
    if constexpr (std::is_floating_point_v<Rep>) {
      return Duration(truncate(static_cast<long double>(d.count()) *
                               static_cast<long double>(Factor::num) /
                               static_cast<long double>(Factor::den)));
    } else if constexpr (std::is_integral_v<Rep>) {
      // Dividing first keeps the intermediate small; the rest is scaled on its own.
      using Wide = std::common_type_t<Rep, std::intmax_t>;
      const Wide count = static_cast<Wide>(d.count());
      const rep whole = clamp(count / static_cast<Wide>(Factor::den));
      const rep rest = clamp(count % static_cast<Wide>(Factor::den));
      return Duration(add(multiply(whole, Factor::num), multiply(rest, Factor::num) / Factor::den));
    } else {
      return Duration(std::chrono::duration_cast<std::chrono::milliseconds>(d).count());
    }
  }

  /// Length in milliseconds.
  [[nodiscard]] constexpr rep millis() const noexcept { return millis_; }

  /// True for a length of zero.
  [[nodiscard]] constexpr bool is_zero() const noexcept { return millis_ == 0; }

  /// The same length for the standard library.
  [[nodiscard]] constexpr std::chrono::milliseconds to_chrono() const noexcept {
    return std::chrono::milliseconds(millis_);
  }

  /// Sum, saturated.
  [[nodiscard]] friend constexpr Duration operator+(Duration left, Duration right) noexcept {
    return Duration(add(left.millis_, right.millis_));
  }

  /// Difference, saturated.
  [[nodiscard]] friend constexpr Duration operator-(Duration left, Duration right) noexcept {
    return Duration(subtract(left.millis_, right.millis_));
  }

  /// Equal.
  [[nodiscard]] friend constexpr bool operator==(Duration left, Duration right) noexcept {
    return left.millis_ == right.millis_;
  }
  /// Different.
  [[nodiscard]] friend constexpr bool operator!=(Duration left, Duration right) noexcept {
    return left.millis_ != right.millis_;
  }
  /// Less.
  [[nodiscard]] friend constexpr bool operator<(Duration left, Duration right) noexcept {
    return left.millis_ < right.millis_;
  }
  /// Greater.
  [[nodiscard]] friend constexpr bool operator>(Duration left, Duration right) noexcept {
    return left.millis_ > right.millis_;
  }
  /// Less or equal.
  [[nodiscard]] friend constexpr bool operator<=(Duration left, Duration right) noexcept {
    return left.millis_ <= right.millis_;
  }
  /// Greater or equal.
  [[nodiscard]] friend constexpr bool operator>=(Duration left, Duration right) noexcept {
    return left.millis_ >= right.millis_;
  }

private:
  static constexpr rep smallest = std::numeric_limits<rep>::min();
  static constexpr rep largest = std::numeric_limits<rep>::max();

  static constexpr rep add(rep left, rep right) noexcept {
    if (right > 0 && left > largest - right) {
      return largest;
    }
    if (right < 0 && left < smallest - right) {
      return smallest;
    }
    return left + right;
  }

  // Not add(left, -right): the smallest number has no negation.
  static constexpr rep subtract(rep left, rep right) noexcept {
    if (right < 0 && left > largest + right) {
      return largest;
    }
    if (right > 0 && left < smallest + right) {
      return smallest;
    }
    return left - right;
  }

  static constexpr rep multiply(rep value, rep positive_factor) noexcept {
    if (value > largest / positive_factor) {
      return largest;
    }
    if (value < smallest / positive_factor) {
      return smallest;
    }
    return value * positive_factor;
  }

  template <typename Wide>
  static constexpr rep clamp(Wide value) noexcept {
    if constexpr (std::is_unsigned_v<Wide>) {
      return value > static_cast<Wide>(largest) ? largest : static_cast<rep>(value);
    } else {
      return static_cast<rep>(value);
    }
  }

  static rep truncate(long double millis) noexcept {
    // 2^63 is exact in every floating type, the largest rep is not.
    constexpr long double bound = 9223372036854775808.0L;
    if (std::isnan(millis)) {
      return 0;
    }
    if (millis >= bound) {
      return largest;
    }
    return millis < -bound ? smallest : static_cast<rep>(millis);
  }

  rep millis_{0};
};

} // namespace softadastra::core::time
