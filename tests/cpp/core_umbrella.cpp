// SPDX-License-Identifier: Apache-2.0
// Nothing but the umbrella and the test library: documented programs rely on what it brings along.
#include "softadastra/core/Core.hpp"

#include <gtest/gtest.h>

namespace {

namespace core = softadastra::core;

using Quotient = core::types::Result<int, core::errors::Error>;

Quotient divide(int dividend, int divisor) {
  if (divisor == 0) {
    return Quotient::err(
        core::errors::Error::make(core::errors::ErrorCode::InvalidArgument, "division by zero"));
  }
  return Quotient::ok(dividend / divisor);
}

TEST(Core, the_error_example_gives_its_message) {
  const Quotient result = divide(10, 0);
  ASSERT_TRUE(result.is_err());
  EXPECT_EQ(result.error().message(), "division by zero");
  EXPECT_EQ(divide(10, 2).value(), 5);
}

TEST(Core, every_module_is_there) {
  EXPECT_EQ(core::ids::FileId::generate().str().size(), std::size_t{16});
  EXPECT_NE(core::ids::DeviceId::generate(), core::ids::DeviceId{});
  EXPECT_NE(core::ids::OperationId::generate(), core::ids::OperationId{});
  EXPECT_TRUE(core::time::Timestamp::now().is_valid());
  EXPECT_EQ(core::time::Duration::from_seconds(2).millis(), 2000);
  EXPECT_FALSE(core::hash::Hash().is_valid());
  EXPECT_TRUE(core::config::Config().empty());
  EXPECT_EQ(core::utils::StringUtils::trim(" a "), "a");
  int runs = 0;
  { const auto guard = core::utils::make_scope_guard([&runs] { ++runs; }); }
  SA_ASSERT(runs == 1);
}

TEST(Core, brings_the_promised_standard_headers_along) {
  const std::vector<std::string_view> names{"a", "b"};
  std::unordered_map<std::string, std::variant<std::int64_t, double>> values;
  values.emplace(std::string(names.front()), std::int64_t{1});
  const auto taken = std::move(values);
  static_assert(std::is_same_v<std::random_device::result_type, unsigned int>);
  EXPECT_EQ(taken.size(), std::size_t{1});
  EXPECT_TRUE(std::cout.good());
  EXPECT_EQ(std::chrono::seconds(1), std::chrono::milliseconds(1000));
  EXPECT_THROW(throw std::logic_error("x"), std::logic_error);
}

} // namespace
