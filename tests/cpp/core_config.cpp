// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/config/Config.hpp"
#include "softadastra/core/config/ConfigValidator.hpp"
#include "softadastra/core/config/ConfigValue.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace {

using softadastra::core::config::Config;
using softadastra::core::config::ConfigValidator;
using softadastra::core::config::ConfigValue;
using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::errors::Severity;

static_assert(std::same_as<ConfigValue::Value, std::variant<std::monostate, bool, std::int64_t,
                                                            double, std::string>>);
static_assert(std::is_constructible_v<ConfigValue, int>);
static_assert(!std::is_convertible_v<int, ConfigValue>);
static_assert(!std::is_constructible_v<ConfigValue, std::uint64_t>);
static_assert(noexcept(ConfigValue().is_null()) && noexcept(ConfigValue().is<bool>()));
static_assert(noexcept(ConfigValue().raw()));
static_assert(
    std::same_as<decltype(std::declval<const ConfigValue &>().get<bool>()), const bool &>);
static_assert(std::same_as<decltype(std::declval<ConfigValue &>().get<bool>()), bool &>);

static_assert(noexcept(std::declval<const Config &>().has(std::declval<const std::string &>())));
static_assert(std::same_as<decltype(std::declval<const Config &>().get("")), const ConfigValue *>);
static_assert(std::same_as<decltype(std::declval<Config &>().get("")), ConfigValue *>);
static_assert(std::same_as<decltype(std::declval<Config &>().remove("")), bool>);
static_assert(noexcept(std::declval<const Config &>().get(std::declval<const std::string &>())));
static_assert(noexcept(std::declval<Config &>().get(std::declval<const std::string &>())));
static_assert(noexcept(std::declval<const Config &>().all()) && noexcept(Config().empty()));
static_assert(noexcept(Config().size()) && noexcept(Config().clear()));

TEST(ConfigValue, each_kind_of_argument_finds_its_alternative) {
  EXPECT_EQ(ConfigValue(8080).get<std::int64_t>(), 8080);
  EXPECT_EQ(ConfigValue(std::uint32_t{4000000000}).get<std::int64_t>(), 4000000000);
  EXPECT_EQ(ConfigValue('x').get<std::int64_t>(), 'x');
  EXPECT_EQ(ConfigValue("x").get<std::string>(), "x");
  EXPECT_EQ(ConfigValue(std::string("x")).get<std::string>(), "x");
  EXPECT_EQ(ConfigValue(true).get<bool>(), true);
  EXPECT_EQ(ConfigValue(3.5F).get<double>(), 3.5);
}

TEST(ConfigValue, only_the_exact_alternative_is_there) {
  ConfigValue value(8080);
  EXPECT_TRUE(value.is<std::int64_t>());
  EXPECT_FALSE(value.is<double>());
  EXPECT_FALSE(value.is_null());
  EXPECT_THROW((void)value.get<bool>(), std::bad_variant_access);
  EXPECT_THROW((void)std::as_const(value).get<std::string>(), std::bad_variant_access);
}

TEST(ConfigValue, the_default_is_null) {
  EXPECT_TRUE(ConfigValue().is_null());
  EXPECT_EQ(ConfigValue().raw().index(), std::size_t{0});
}

TEST(ConfigValue, can_be_changed_in_place) {
  ConfigValue value("a");
  value.get<std::string>() += "b";
  EXPECT_EQ(value.get<std::string>(), "ab");
}

TEST(ConfigValue, copies_keep_the_alternative) {
  ConfigValue value(8080);
  const ConfigValue copy(value);
  EXPECT_EQ(copy.get<std::int64_t>(), 8080);
}

TEST(Config, gives_a_pointer_or_null) {
  Config config;
  config.set("port", ConfigValue(8080));
  ASSERT_NE(config.get("port"), nullptr);
  EXPECT_EQ(config.get("port")->get<std::int64_t>(), 8080);
  EXPECT_EQ(std::as_const(config).get("port"), config.get("port"));
  EXPECT_EQ(config.get("host"), nullptr);
  EXPECT_EQ(std::as_const(config).get("host"), nullptr);
  EXPECT_TRUE(config.has("port"));
  EXPECT_FALSE(config.has("host"));
}

TEST(Config, setting_again_replaces) {
  Config config;
  config.set("", ConfigValue(1));
  config.set("", ConfigValue("two"));
  EXPECT_EQ(config.size(), std::size_t{1});
  EXPECT_EQ(config.all().at("").get<std::string>(), "two");
}

TEST(Config, removing_tells_whether_something_was_there) {
  Config config;
  config.set("port", ConfigValue(8080));
  EXPECT_TRUE(config.remove("port"));
  EXPECT_FALSE(config.remove("port"));
  EXPECT_TRUE(config.empty());
}

TEST(Config, clearing_removes_everything) {
  Config config;
  config.set("a", ConfigValue(1));
  config.set("b", ConfigValue(2));
  config.clear();
  EXPECT_EQ(config.size(), std::size_t{0});
  EXPECT_FALSE(config.has("a"));
}

TEST(ConfigValidator, gives_the_typed_value) {
  EXPECT_EQ(ConfigValidator::require<std::int64_t>(ConfigValue(8080), "port").value(), 8080);
  EXPECT_EQ(ConfigValidator::require_non_empty(ConfigValue("x"), "host").value(), "x");
}

TEST(ConfigValidator, accepts_what_config_get_returns) {
  Config config;
  config.set("port", ConfigValue(8080));
  config.set("host", ConfigValue("x"));
  EXPECT_EQ(ConfigValidator::require<std::int64_t>(config.get("port"), "port").value(), 8080);
  EXPECT_EQ(ConfigValidator::require_non_empty(config.get("host"), "host").value(), "x");
}

TEST(ConfigValidator, names_a_setting_of_the_wrong_type) {
  const Error error = ConfigValidator::require<bool>(ConfigValue(8080), "port").error();
  EXPECT_EQ(error.code(), ErrorCode::ConfigInvalid);
  EXPECT_EQ(error.severity(), Severity::Error);
  EXPECT_EQ(error.message(), "invalid type for config: port");
  EXPECT_EQ(error.context().message(), "expected type mismatch");
}

TEST(ConfigValidator, wants_a_text_that_is_not_empty) {
  const Error wrong = ConfigValidator::require_non_empty(ConfigValue(1), "host").error();
  EXPECT_EQ(wrong.code(), ErrorCode::ConfigInvalid);
  EXPECT_EQ(wrong.message(), "invalid type for config: host");
  EXPECT_EQ(wrong.context().message(), "expected string");
  const Error empty = ConfigValidator::require_non_empty(ConfigValue(""), "host").error();
  EXPECT_EQ(empty.code(), ErrorCode::ConfigInvalid);
  EXPECT_EQ(empty.message(), "config value is empty: host");
  EXPECT_TRUE(empty.context().empty());
}

TEST(ConfigValidator, says_when_a_setting_is_absent) {
  const Config config;
  const Error number = ConfigValidator::require<std::int64_t>(config.get("port"), "port").error();
  EXPECT_EQ(number.code(), ErrorCode::ConfigMissing);
  EXPECT_EQ(number.severity(), Severity::Error);
  EXPECT_EQ(number.message(), "missing config: port");
  const Error text = ConfigValidator::require_non_empty(config.get("host"), "host").error();
  EXPECT_EQ(text.code(), ErrorCode::ConfigMissing);
  EXPECT_EQ(text.message(), "missing config: host");
}

} // namespace
