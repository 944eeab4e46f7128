// SPDX-License-Identifier: Apache-2.0
// Every documented symbol of this layer with its type.
#include "coverage.hpp"
#include "softadastra/core/Core.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace coverage;
using namespace softadastra::core;

using config::Config;
using config::ConfigValidator;
using config::ConfigValue;
using errors::Error;
using errors::ErrorCode;
using errors::ErrorContext;
using errors::Severity;
using hash::Hash;
using hash::HashAlgorithm;
using hash::Hasher;
using time::Clock;
using time::Duration;
using time::Timestamp;
using utils::StringUtils;
using String = std::string;
using Strings = types::Result<String, Error>;
using Nothing = types::Result<void, Error>;
using Name = types::StrongType<String, struct NameTag>;

static_assert(!std::is_default_constructible_v<Strings> && std::is_copy_constructible_v<Strings>);
static_assert(has<Strings (*)(String &&)>(&Strings::ok<String>));
static_assert(has<Strings (*)(Error &&)>(&Strings::err<Error>));
static_assert(has<bool (Strings::*)() const noexcept>(&Strings::is_ok));
static_assert(has<bool (Strings::*)() const noexcept>(&Strings::is_err));
static_assert(has<const String & (Strings::*)() const &>(&Strings::value));
static_assert(has<String & (Strings::*)() &>(&Strings::value));
static_assert(has<const Error & (Strings::*)() const &>(&Strings::error));
static_assert(has<Error & (Strings::*)() &>(&Strings::error));
static_assert(std::is_same_v<decltype(std::declval<const Strings &>().value_or("x")), String>);
static_assert(std::is_same_v<decltype(std::declval<const Strings &>().map(
[](const String &) { return 1; })), types::Result<int, Error>>);
static_assert(std::is_same_v<decltype(std::declval<const Strings &>().map_error(
[](const Error &) { return 1; })), types::Result<String, int>>);

static_assert(has<Nothing (*)()>(&Nothing::ok));
static_assert(has<Nothing (*)(Error &&)>(&Nothing::err<Error>));
static_assert(has<bool (Nothing::*)() const noexcept>(&Nothing::is_ok));
static_assert(has<bool (Nothing::*)() const noexcept>(&Nothing::is_err));
static_assert(has<const Error & (Nothing::*)() const &>(&Nothing::error));
static_assert(has<Error & (Nothing::*)() &>(&Nothing::error));

static_assert(std::is_same_v<Name::value_type, String> && std::is_same_v<Name::tag_type, NameTag>);
static_assert(std::is_default_constructible_v<Name> && is_explicit_from<Name, const String &>);
static_assert(is_explicit_from<Name, String &&>);
static_assert(has<const String & (Name::*)() const noexcept>(&Name::get));
static_assert(has<String & (Name::*)() noexcept>(&Name::get));
static_assert(std::is_same_v<decltype(std::declval<Name>() == std::declval<Name>()), bool>);
static_assert(std::is_same_v<decltype(std::declval<Name>() < std::declval<Name>()), bool>);

static_assert(static_cast<int>(ErrorCode::None) == 0);
static_assert(static_cast<int>(ErrorCode::Unknown) == 1);
static_assert(static_cast<int>(ErrorCode::InvalidArgument) == 2);
static_assert(static_cast<int>(ErrorCode::InvalidState) == 3);
static_assert(static_cast<int>(ErrorCode::NotFound) == 4);
static_assert(static_cast<int>(ErrorCode::AlreadyExists) == 5);
static_assert(static_cast<int>(ErrorCode::FileNotFound) == 6);
static_assert(static_cast<int>(ErrorCode::FileAlreadyExists) == 7);
static_assert(static_cast<int>(ErrorCode::FileReadError) == 8);
static_assert(static_cast<int>(ErrorCode::FileWriteError) == 9);
static_assert(static_cast<int>(ErrorCode::PermissionDenied) == 10);
static_assert(static_cast<int>(ErrorCode::ConfigInvalid) == 11);
static_assert(static_cast<int>(ErrorCode::ConfigMissing) == 12);
static_assert(static_cast<int>(ErrorCode::HashError) == 13);
static_assert(static_cast<int>(ErrorCode::TimeError) == 14);
static_assert(static_cast<int>(ErrorCode::InternalError) == 15);
static_assert(std::is_same_v<std::underlying_type_t<ErrorCode>, std::uint16_t>);
static_assert(has<std::string_view (*)(ErrorCode) noexcept>(&errors::to_string));

static_assert(static_cast<int>(Severity::Debug) == 0);
static_assert(static_cast<int>(Severity::Info) == 1);
static_assert(static_cast<int>(Severity::Warning) == 2);
static_assert(static_cast<int>(Severity::Error) == 3);
static_assert(static_cast<int>(Severity::Critical) == 4);
static_assert(std::is_same_v<std::underlying_type_t<Severity>, std::uint8_t>);
static_assert(has<std::string_view (*)(Severity) noexcept>(&errors::to_string));

static_assert(static_cast<int>(HashAlgorithm::None) == 0);
static_assert(static_cast<int>(HashAlgorithm::XXHash) == 1);
static_assert(static_cast<int>(HashAlgorithm::MurmurHash) == 2);
static_assert(static_cast<int>(HashAlgorithm::SHA256) == 3);
static_assert(static_cast<int>(HashAlgorithm::SHA512) == 4);
static_assert(std::is_same_v<std::underlying_type_t<HashAlgorithm>, std::uint8_t>);
static_assert(has<std::string_view (*)(HashAlgorithm) noexcept>(&hash::to_string));

static_assert(is_value<ErrorContext> && is_explicit_from<ErrorContext, String>);
static_assert(has<const String & (ErrorContext::*)() const noexcept>(&ErrorContext::message));
static_assert(has<bool (ErrorContext::*)() const noexcept>(&ErrorContext::empty));

static_assert(is_value<Error> && std::is_constructible_v<Error, ErrorCode, Severity>);
static_assert(std::is_constructible_v<Error, ErrorCode, Severity, String, ErrorContext>);
static_assert(has<Error (*)(ErrorCode, String, ErrorContext)>(&Error::make));
static_assert(has<Error (*)(ErrorCode, String, ErrorContext)>(&Error::warning));
static_assert(has<Error (*)(ErrorCode, String, ErrorContext)>(&Error::critical));
static_assert(has<ErrorCode (Error::*)() const noexcept>(&Error::code));
static_assert(has<Severity (Error::*)() const noexcept>(&Error::severity));
static_assert(has<const String & (Error::*)() const noexcept>(&Error::message));
static_assert(has<const ErrorContext & (Error::*)() const noexcept>(&Error::context));
static_assert(has<bool (Error::*)() const noexcept>(&Error::has_error));
static_assert(has<bool (Error::*)() const noexcept>(&Error::ok));

static_assert(std::is_same_v<ids::FileId, ids::Id<ids::FileIdTag>>);
static_assert(std::is_same_v<ids::DeviceId, ids::Id<ids::DeviceIdTag>>);
static_assert(std::is_same_v<ids::OperationId, ids::Id<ids::OperationIdTag>>);
static_assert(has<ids::FileId (*)()>(&ids::FileId::generate));
static_assert(has<ids::FileId (*)(std::size_t)>(&ids::FileId::generate));
static_assert(has<bool (ids::FileId::*)() const noexcept>(&ids::FileId::is_valid));
static_assert(has<const String & (ids::FileId::*)() const noexcept>(&ids::FileId::str));

static_assert(std::is_same_v<Clock::time_point, std::chrono::system_clock::time_point>);
static_assert(std::is_same_v<Clock::steady_time_point, std::chrono::steady_clock::time_point>);
static_assert(has<Clock::time_point (*)() noexcept>(&Clock::now));
static_assert(has<Clock::steady_time_point (*)() noexcept>(&Clock::monotonic_now));

static_assert(is_value<Timestamp> && std::is_same_v<Timestamp::rep, std::int64_t>);
static_assert(is_explicit_from<Timestamp, std::int64_t> && sizeof(Timestamp) == 8);
static_assert(std::is_trivially_copyable_v<Timestamp> && !Timestamp{}.is_valid());
static_assert(has<Timestamp (*)() noexcept>(&Timestamp::now));
static_assert(has<Timestamp (*)(Clock::time_point) noexcept>(&Timestamp::from_time_point));
static_assert(has<Timestamp (*)(Timestamp::rep) noexcept>(&Timestamp::from_millis));
static_assert(has<Timestamp::rep (Timestamp::*)() const noexcept>(&Timestamp::value));
static_assert(has<Timestamp::rep (Timestamp::*)() const noexcept>(&Timestamp::millis));
static_assert(has<bool (Timestamp::*)() const noexcept>(&Timestamp::is_valid));
static_assert(has<Clock::time_point (Timestamp::*)() const noexcept>(&Timestamp::to_time_point));
static_assert(Timestamp{1} < Timestamp{2} && Timestamp{2} >= Timestamp{2});

static_assert(is_value<Duration> && is_explicit_from<Duration, std::int64_t>);
static_assert(has<Duration (*)(Duration::rep) noexcept>(&Duration::from_millis));
static_assert(has<Duration (*)(Duration::rep) noexcept>(&Duration::from_seconds));
static_assert(has<Duration::rep (Duration::*)() const noexcept>(&Duration::millis));
static_assert(has<bool (Duration::*)() const noexcept>(&Duration::is_zero));
static_assert(has<std::chrono::milliseconds (Duration::*)() const noexcept>(&Duration::to_chrono));
static_assert(Duration::from_seconds(2) - Duration{500} + Duration{1} == Duration{1501});
static_assert(noexcept(Duration::from_chrono(std::declval<std::chrono::microseconds>())));

static_assert(is_value<Hash> && std::is_same_v<Hash::byte, std::uint8_t>);
static_assert(std::is_constructible_v<Hash, HashAlgorithm, std::vector<std::uint8_t>>);
static_assert(has<HashAlgorithm (Hash::*)() const noexcept>(&Hash::algorithm));
static_assert(has<const std::vector<std::uint8_t> & (Hash::*)() const noexcept>(&Hash::bytes));
static_assert(has<bool (Hash::*)() const noexcept>(&Hash::empty));
static_assert(has<bool (Hash::*)() const noexcept>(&Hash::is_valid));
static_assert(has<String (Hash::*)() const>(&Hash::to_hex));

static_assert(std::is_abstract_v<Hasher> && std::has_virtual_destructor_v<Hasher>);
static_assert(has<HashAlgorithm (Hasher::*)() const noexcept>(&Hasher::algorithm));
static_assert(has<Hash (Hasher::*)(const Hasher::Buffer &) const>(&Hasher::hash));

static_assert(is_value<ConfigValue> && is_explicit_from<ConfigValue, int>);
static_assert(std::is_same_v<ConfigValue::Value,
std::variant<std::monostate, bool, std::int64_t, double, String>>);
static_assert(has<bool (ConfigValue::*)() const noexcept>(&ConfigValue::is_null));
static_assert(has<bool (ConfigValue::*)() const noexcept>(&ConfigValue::is<bool>));
static_assert(has<const String & (ConfigValue::*)() const>(&ConfigValue::get<String>));
static_assert(has<String & (ConfigValue::*)()>(&ConfigValue::get<String>));
static_assert(has<const ConfigValue::Value & (ConfigValue::*)() const noexcept>(&ConfigValue::raw));

static_assert(is_value<Config>);
static_assert(std::is_same_v<Config::Map, std::unordered_map<String, ConfigValue>>);
static_assert(has<void (Config::*)(String, ConfigValue)>(&Config::set));
static_assert(has<bool (Config::*)(const String &) const noexcept>(&Config::has));
static_assert(has<const ConfigValue * (Config::*)(const String &) const noexcept>(&Config::get));
static_assert(has<ConfigValue * (Config::*)(const String &) noexcept>(&Config::get));
static_assert(has<const Config::Map & (Config::*)() const noexcept>(&Config::all));
static_assert(has<bool (Config::*)() const noexcept>(&Config::empty));
static_assert(has<std::size_t (Config::*)() const noexcept>(&Config::size));
static_assert(has<void (Config::*)() noexcept>(&Config::clear));
static_assert(has<bool (Config::*)(const String &)>(&Config::remove));

static_assert(has<Strings (*)(const ConfigValue &, const String &)>(
    &ConfigValidator::require<String>));
static_assert(has<Strings (*)(const ConfigValue *, const String &)>(
    &ConfigValidator::require<String>));
static_assert(has<Strings (*)(const ConfigValue &, const String &)>(
    &ConfigValidator::require_non_empty));
static_assert(has<Strings (*)(const ConfigValue *, const String &)>(
    &ConfigValidator::require_non_empty));

static_assert(has<bool (*)(std::string_view) noexcept>(&StringUtils::is_empty));
static_assert(has<std::string_view (*)(std::string_view) noexcept>(&StringUtils::trim_view));
static_assert(has<String (*)(std::string_view)>(&StringUtils::trim));
static_assert(has<std::vector<String> (*)(std::string_view, char)>(&StringUtils::split));

// Asserts, guards and the defaults of parameters.
[[maybe_unused]] void core_defaults_are_there() {
  SA_ASSERT(true);
  SA_ASSERT_MSG(true, "never said");
  auto guard = utils::make_scope_guard([] {});
  guard.dismiss();
  static_assert(noexcept(guard.active()));
  static_cast<void>(Error::make(ErrorCode::Unknown));
  static_cast<void>(Error{ErrorCode::Unknown, Severity::Error});
}

} // namespace
