// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/errors/Error.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace {

using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::errors::ErrorContext;
using softadastra::core::errors::Severity;

static_assert(std::same_as<std::underlying_type_t<ErrorCode>, std::uint16_t>);
static_assert(std::same_as<std::underlying_type_t<Severity>, std::uint8_t>);
static_assert(noexcept(to_string(ErrorCode::None)) && noexcept(to_string(Severity::Debug)));
static_assert(to_string(ErrorCode::Locked) == "locked");
static_assert(to_string(Severity::Critical) == "critical");
static_assert(std::is_default_constructible_v<ErrorContext>);
static_assert(std::is_constructible_v<ErrorContext, std::string>);
static_assert(!std::is_convertible_v<std::string, ErrorContext>);
static_assert(noexcept(ErrorContext().message()) && noexcept(ErrorContext().empty()));
static_assert(noexcept(Error().code()) && noexcept(Error().severity()));
static_assert(noexcept(Error().message()) && noexcept(Error().context()));
static_assert(noexcept(Error().has_error()) && noexcept(Error().ok()));
static_assert(std::same_as<decltype(Error().message()), const std::string &>);
static_assert(std::same_as<decltype(Error().context()), const ErrorContext &>);
static_assert(!std::equality_comparable<Error>);

TEST(ErrorCode, every_number_keeps_its_name) {
  constexpr std::array<std::string_view, 25> names{
      "no error",           "unknown",          "invalid argument",    "invalid state",
      "not found",          "already exists",   "file not found",      "file already exists",
      "file read error",    "file write error", "permission denied",   "invalid config",
      "missing config",     "hash error",       "time error",          "internal error",
      "corrupted",          "locked",           "unsupported format",  "no space",
      "log stopped",        "busy",             "closed",              "poisoned",
      "timed out",
  };
  for (std::uint16_t number = 0; number < names.size(); ++number) {
    EXPECT_EQ(to_string(static_cast<ErrorCode>(number)), names.at(number)) << number;
  }
}

TEST(ErrorCode, the_named_codes_have_their_numbers) {
  EXPECT_EQ(static_cast<int>(ErrorCode::InternalError), 15);
  EXPECT_EQ(static_cast<int>(ErrorCode::Corrupted), 16);
  EXPECT_EQ(static_cast<int>(ErrorCode::Locked), 17);
  EXPECT_EQ(static_cast<int>(ErrorCode::UnsupportedFormat), 18);
  EXPECT_EQ(static_cast<int>(ErrorCode::NoSpace), 19);
  EXPECT_EQ(static_cast<int>(ErrorCode::LogStopped), 20);
  EXPECT_EQ(static_cast<int>(ErrorCode::Busy), 21);
  EXPECT_EQ(static_cast<int>(ErrorCode::Closed), 22);
  EXPECT_EQ(static_cast<int>(ErrorCode::Poisoned), 23);
  EXPECT_EQ(static_cast<int>(ErrorCode::TimedOut), 24);
  EXPECT_EQ(static_cast<int>(ErrorCode::Backpressure), 25);
}

TEST(ErrorCode, a_number_outside_the_list_is_said_to_be_unknown) {
  EXPECT_EQ(to_string(static_cast<ErrorCode>(26)), "unknown error code");
  EXPECT_EQ(to_string(static_cast<ErrorCode>(0xFFFF)), "unknown error code");
}

TEST(Severity, every_number_keeps_its_name) {
  constexpr std::array<std::string_view, 6> names{"debug", "info",     "warning",
                                                  "error", "critical", "unknown"};
  for (std::uint8_t number = 0; number < names.size(); ++number) {
    EXPECT_EQ(to_string(static_cast<Severity>(number)), names.at(number)) << int{number};
  }
}

TEST(ErrorContext, is_empty_without_text) {
  EXPECT_TRUE(ErrorContext().empty());
  EXPECT_TRUE(ErrorContext("").empty());
  EXPECT_FALSE(ErrorContext("a.log").empty());
  EXPECT_EQ(ErrorContext("a.log").message(), "a.log");
}

TEST(Error, the_default_is_no_error) {
  const Error error;
  EXPECT_EQ(error.code(), ErrorCode::None);
  EXPECT_EQ(error.severity(), Severity::Error);
  EXPECT_TRUE(error.ok());
  EXPECT_FALSE(error.has_error());
  EXPECT_EQ(error.message(), "");
  EXPECT_TRUE(error.context().empty());
}

TEST(Error, can_be_made_from_braces_with_the_short_form) {
  const Error error = {ErrorCode::NotFound, Severity::Info};
  EXPECT_EQ(error.code(), ErrorCode::NotFound);
  EXPECT_EQ(error.severity(), Severity::Info);
  EXPECT_TRUE(error.has_error());
  EXPECT_FALSE(error.ok());
}

TEST(Error, each_factory_sets_its_severity_and_keeps_the_texts) {
  const ErrorContext where("data/a.log");
  const Error made = Error::make(ErrorCode::FileReadError, "cannot read", where);
  const Error warned = Error::warning(ErrorCode::FileReadError, "cannot read", where);
  const Error critical = Error::critical(ErrorCode::FileReadError, "cannot read", where);
  EXPECT_EQ(made.severity(), Severity::Error);
  EXPECT_EQ(warned.severity(), Severity::Warning);
  EXPECT_EQ(critical.severity(), Severity::Critical);
  for (const Error &error : {made, warned, critical}) {
    EXPECT_EQ(error.code(), ErrorCode::FileReadError);
    EXPECT_EQ(error.message(), "cannot read");
    EXPECT_EQ(error.context().message(), "data/a.log");
  }
}

TEST(Error, the_factories_need_only_a_code) {
  EXPECT_EQ(Error::make(ErrorCode::Locked).message(), "");
  EXPECT_TRUE(Error::warning(ErrorCode::Locked).context().empty());
  EXPECT_EQ(Error::critical(ErrorCode::Locked).code(), ErrorCode::Locked);
}

} // namespace
