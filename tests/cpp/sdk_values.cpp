// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sdk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace sdk = softadastra::sdk;
using sdk::Error;

TEST(SdkVersion, is_the_documented_one) {
  EXPECT_EQ(sdk::sdk_version(), "0.1.0");
  const auto number = std::to_string(sdk::sdk_version_major()) + "." +
                      std::to_string(sdk::sdk_version_minor()) + "." +
                      std::to_string(sdk::sdk_version_patch());
  EXPECT_EQ(number, sdk::version_string);
}

TEST(SdkError, has_a_name_and_a_factory_for_each_code) {
  using Make = Error (*)(std::string, std::string);
  constexpr std::array<std::pair<Make, std::string_view>, 12> all{{
      {&Error::unknown, "unknown"},
      {&Error::invalid_argument, "invalid_argument"},
      {&Error::invalid_state, "invalid_state"},
      {&Error::not_found, "not_found"},
      {&Error::already_exists, "already_exists"},
      {&Error::io_error, "io_error"},
      {&Error::store_error, "store_error"},
      {&Error::sync_error, "sync_error"},
      {&Error::transport_error, "transport_error"},
      {&Error::discovery_error, "discovery_error"},
      {&Error::metadata_error, "metadata_error"},
      {&Error::internal_error, "internal_error"},
  }};
  EXPECT_EQ(Error::none().code_string(), "none");
  int number = 0;
  for (const auto &[make, name] : all) {
    const Error error = make("what", "where");
    EXPECT_EQ(static_cast<int>(error.code()), ++number);
    EXPECT_EQ(error.code_string(), name);
    EXPECT_EQ(error, Error::make(error.code(), "what", "where"));
    EXPECT_TRUE(error.has_error() && error.has_context() && !error.ok());
  }
  EXPECT_EQ(Error::to_string(static_cast<Error::Code>(99)), "unknown");
}

TEST(SdkError, is_equal_only_in_all_fields_and_can_be_cleared) {
  Error error = Error::not_found("key not found", "a");
  EXPECT_NE(error, Error::not_found("key not found", "b"));
  EXPECT_NE(error, Error::not_found("key not", "a"));
  EXPECT_NE(error, Error::io_error("key not found", "a"));
  error.clear();
  EXPECT_EQ(error, Error{});
  EXPECT_TRUE(error.ok() && error.message().empty() && error.context().empty());
}

TEST(SdkErrorForm, maps_every_code_of_the_layers_below) {
  using Core = softadastra::core::errors::ErrorCode;
  using Code = Error::Code;
  constexpr std::array expected{
      Code::None,          Code::Unknown,  Code::InvalidArgument, Code::InvalidState,
      Code::NotFound,      Code::AlreadyExists, Code::IoError,    Code::IoError,
      Code::IoError,       Code::IoError,  Code::IoError,         Code::InvalidArgument,
      Code::InvalidArgument, Code::InternalError, Code::InternalError, Code::InternalError,
      Code::StoreError,    Code::StoreError, Code::StoreError,    Code::IoError,
      Code::StoreError,    Code::InvalidState, Code::InvalidState, Code::InternalError,
      Code::SyncError,     Code::SyncError};
  for (std::uint16_t number = 0; number < expected.size(); ++number) {
    EXPECT_EQ(sdk::ErrorForm::code_of(static_cast<Core>(number)), expected.at(number)) << number;
  }
  EXPECT_EQ(sdk::ErrorForm::code_of(static_cast<Core>(999)), Code::Unknown);
}

TEST(SdkKey, holds_bytes_and_is_valid_with_one) {
  const sdk::Key nothing;
  EXPECT_TRUE(nothing.empty() && !nothing.is_valid() && !nothing.valid());
  EXPECT_TRUE(sdk::Key(static_cast<const char *>(nullptr)).empty());
  const std::string_view bytes{"a\0b", 3};
  EXPECT_EQ(sdk::Key::from_view(bytes).str(), bytes);
  EXPECT_EQ(sdk::Key::from("k").value(), "k");
  EXPECT_TRUE(sdk::Key("a") < sdk::Key("b") && sdk::Key("a") == sdk::Key("a"));
  EXPECT_TRUE(sdk::Key("a") < sdk::Key("\xff"));
  sdk::Key key{"k"};
  key.clear();
  EXPECT_EQ(key, nothing);
}

TEST(SdkValue, holds_bytes_as_they_are) {
  const std::array<std::uint8_t, 3> bytes{1, 0, 255};
  const auto value = sdk::Value::from_span(bytes);
  EXPECT_EQ(value, sdk::Value::from_bytes({1, 0, 255}));
  EXPECT_EQ(value.to_string(), std::string("\x01\0\xff", 3));
  EXPECT_EQ(value.span().size(), 3U);
  EXPECT_TRUE(sdk::Value(static_cast<const char *>(nullptr)).empty());
  auto changed = sdk::Value::from_string("abc");
  changed.data().at(0) = 'x';
  EXPECT_EQ(changed.to_string(), "xbc");
  EXPECT_NE(changed, value);
  changed.clear();
  EXPECT_EQ(changed, sdk::Value{});
}

TEST(SdkPeer, is_valid_with_name_host_and_port) {
  sdk::Peer peer;
  EXPECT_TRUE(peer.is_localhost() && !peer.is_valid() && peer.port() == 0);
  peer.set_node_id("b");
  peer.set_port(9100);
  EXPECT_TRUE(peer.valid());
  EXPECT_EQ(peer, sdk::Peer::local("b", 9100));
  peer.set_host("localhost");
  EXPECT_TRUE(peer.is_localhost());
  EXPECT_NE(peer, sdk::Peer("b", "127.0.0.1", 9100));
  peer.clear();
  EXPECT_TRUE(peer.host().empty() && !peer.is_localhost());
}

TEST(SdkNodeInfo, labels_itself_and_keeps_capabilities) {
  sdk::NodeInfo info{"a", "", "host", "linux", "1"};
  EXPECT_TRUE(info.is_valid() && info.valid());
  EXPECT_EQ(info.label(), "a");
  info.set_display_name("Desk");
  EXPECT_EQ(info.label(), "Desk");
  info.add_capability("");
  info.add_capability("sync");
  info.add_capability("sync");
  EXPECT_EQ(info.capabilities().size(), 2U);
  EXPECT_TRUE(info.has_capability("sync") && !info.has_capability("store"));
  auto other = info;
  other.set_uptime_ms(1);
  EXPECT_NE(info, other);
  other.clear();
  EXPECT_EQ(other, sdk::NodeInfo{});
}

TEST(SdkSyncState, has_work_while_something_is_open) {
  const sdk::SyncState nothing;
  EXPECT_TRUE(nothing.empty() && !nothing.has_work());
  const sdk::SyncState state{9, 1, 2, 3, 0};
  EXPECT_EQ(state.total_tracked(), 6U);
  EXPECT_TRUE(state.has_queued() && state.has_in_flight() && !state.has_failed());
  sdk::SyncState other;
  other.set_acknowledged_count(1);
  EXPECT_TRUE(!other.has_work() && !other.empty());
  other.set_failed_count(1);
  EXPECT_TRUE(other.has_failed() && other.has_work());
  other.clear();
  other.set_total_retries(1);
  EXPECT_TRUE(!other.has_work() && !other.empty());
  EXPECT_NE(other, nothing);
}

TEST(SdkTickResult, has_work_when_any_count_is_above_zero) {
  EXPECT_TRUE(sdk::TickResult{}.empty());
  EXPECT_TRUE(sdk::TickResult(1, 0, 0).retried() && sdk::TickResult(1, 0, 0).has_work());
  EXPECT_TRUE(sdk::TickResult(0, 1, 0).pruned() && sdk::TickResult(0, 1, 0).has_work());
  EXPECT_TRUE(sdk::TickResult(0, 0, 1).produced_batch() && !sdk::TickResult(0, 0, 1).empty());
  sdk::TickResult result;
  result.set_batch_size(2);
  EXPECT_EQ(result, sdk::TickResult(0, 0, 2));
  result.clear();
  EXPECT_EQ(result, sdk::TickResult{});
}

TEST(SdkResult, throws_for_the_wrong_side) {
  using Counted = sdk::Result<int, Error>;
  EXPECT_THROW(static_cast<void>(Counted::err(Error{}).value()), std::logic_error);
  EXPECT_THROW(static_cast<void>(Counted::ok(1).error()), std::logic_error);
  EXPECT_EQ(Counted::err(Error{}).value_or(7), 7);
}

} // namespace
