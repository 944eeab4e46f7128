// SPDX-License-Identifier: Apache-2.0
// Every documented symbol of this layer with its type.
#include "coverage.hpp"
#include "softadastra/sdk.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace coverage;
using namespace softadastra::sdk;

static_assert(version_major == 0 && version_minor == 1 && version_patch == 0);
static_assert(version_string == "0.1.0");
static_assert(has<std::uint32_t (*)() noexcept>(&sdk_version_major));
static_assert(has<std::uint32_t (*)() noexcept>(&sdk_version_minor));
static_assert(has<std::uint32_t (*)() noexcept>(&sdk_version_patch));
static_assert(has<std::string_view (*)() noexcept>(&sdk_version));

static_assert(std::is_same_v<Result<int, Error>, softadastra::core::types::Result<int, Error>>);
static_assert(std::is_same_v<std::underlying_type_t<Error::Code>, int>);
static_assert(static_cast<int>(Error::Code::None) == 0);
static_assert(static_cast<int>(Error::Code::Unknown) == 1);
static_assert(static_cast<int>(Error::Code::InvalidArgument) == 2);
static_assert(static_cast<int>(Error::Code::InvalidState) == 3);
static_assert(static_cast<int>(Error::Code::NotFound) == 4);
static_assert(static_cast<int>(Error::Code::AlreadyExists) == 5);
static_assert(static_cast<int>(Error::Code::IoError) == 6);
static_assert(static_cast<int>(Error::Code::StoreError) == 7);
static_assert(static_cast<int>(Error::Code::SyncError) == 8);
static_assert(static_cast<int>(Error::Code::TransportError) == 9);
static_assert(static_cast<int>(Error::Code::DiscoveryError) == 10);
static_assert(static_cast<int>(Error::Code::MetadataError) == 11);
static_assert(static_cast<int>(Error::Code::InternalError) == 12);
static_assert(is_value<Error> && std::is_constructible_v<Error, Error::Code, std::string>);
static_assert(has<Error (*)(std::string, std::string)>(&Error::unknown));
static_assert(has<Error (*)(std::string, std::string)>(&Error::invalid_argument));
static_assert(has<Error (*)(std::string, std::string)>(&Error::invalid_state));
static_assert(has<Error (*)(std::string, std::string)>(&Error::not_found));
static_assert(has<Error (*)(std::string, std::string)>(&Error::already_exists));
static_assert(has<Error (*)(std::string, std::string)>(&Error::io_error));
static_assert(has<Error (*)(std::string, std::string)>(&Error::store_error));
static_assert(has<Error (*)(std::string, std::string)>(&Error::sync_error));
static_assert(has<Error (*)(std::string, std::string)>(&Error::transport_error));
static_assert(has<Error (*)(std::string, std::string)>(&Error::discovery_error));
static_assert(has<Error (*)(std::string, std::string)>(&Error::metadata_error));
static_assert(has<Error (*)(std::string, std::string)>(&Error::internal_error));
static_assert(has<Error (*)(Error::Code, std::string, std::string)>(&Error::make));
static_assert(has<Error (*)()>(&Error::none));
static_assert(has<Error::Code (Error::*)() const noexcept>(&Error::code));
static_assert(has<const std::string & (Error::*)() const noexcept>(&Error::message));
static_assert(has<const std::string & (Error::*)() const noexcept>(&Error::context));
static_assert(has<bool (Error::*)() const noexcept>(&Error::ok));
static_assert(has<bool (Error::*)() const noexcept>(&Error::has_error));
static_assert(has<bool (Error::*)() const noexcept>(&Error::has_context));
static_assert(has<std::string_view (Error::*)() const noexcept>(&Error::code_string));
static_assert(has<std::string_view (*)(Error::Code) noexcept>(&Error::to_string));
static_assert(has<void (Error::*)() noexcept>(&Error::clear));
static_assert(noexcept(std::declval<const Error &>() == std::declval<const Error &>()));
static_assert(noexcept(std::declval<const Error &>() != std::declval<const Error &>()));

static_assert(is_value<Key> && is_explicit_from<Key, std::string>);
static_assert(is_explicit_from<Key, std::string_view> && is_explicit_from<Key, const char *>);
static_assert(has<Key (*)(std::string)>(&Key::from));
static_assert(has<Key (*)(std::string_view)>(&Key::from_view));
static_assert(has<const std::string & (Key::*)() const noexcept>(&Key::str));
static_assert(has<const std::string & (Key::*)() const noexcept>(&Key::value));
static_assert(has<bool (Key::*)() const noexcept>(&Key::empty));
static_assert(has<bool (Key::*)() const noexcept>(&Key::is_valid));
static_assert(has<bool (Key::*)() const noexcept>(&Key::valid));
static_assert(has<void (Key::*)() noexcept>(&Key::clear));
static_assert(noexcept(std::declval<const Key &>() == std::declval<const Key &>()));
static_assert(noexcept(std::declval<const Key &>() != std::declval<const Key &>()));
static_assert(noexcept(std::declval<const Key &>() < std::declval<const Key &>()));

static_assert(is_value<Value> && std::is_same_v<Value::Container, std::vector<std::uint8_t>>);
static_assert(is_explicit_from<Value, Value::Container> && is_explicit_from<Value, const char *>);
static_assert(is_explicit_from<Value, std::span<const std::uint8_t>>);
static_assert(is_explicit_from<Value, std::string_view>);
static_assert(has<Value (*)(Value::Container)>(&Value::from_bytes));
static_assert(has<Value (*)(std::span<const std::uint8_t>)>(&Value::from_span));
static_assert(has<Value (*)(std::string_view)>(&Value::from_string));
static_assert(has<const Value::Container & (Value::*)() const noexcept>(&Value::bytes));
static_assert(has<const Value::Container & (Value::*)() const noexcept>(&Value::data));
static_assert(has<Value::Container & (Value::*)() noexcept>(&Value::data));
static_assert(has<std::span<const std::uint8_t> (Value::*)() const noexcept>(&Value::span));
static_assert(has<bool (Value::*)() const noexcept>(&Value::empty));
static_assert(has<std::size_t (Value::*)() const noexcept>(&Value::size));
static_assert(has<std::string (Value::*)() const>(&Value::to_string));
static_assert(has<void (Value::*)() noexcept>(&Value::clear));

static_assert(is_value<Peer>);
static_assert(std::is_constructible_v<Peer, std::string, std::string, std::uint16_t>);
static_assert(has<Peer (*)(std::string, std::uint16_t)>(&Peer::local));
static_assert(has<const std::string & (Peer::*)() const noexcept>(&Peer::node_id));
static_assert(has<const std::string & (Peer::*)() const noexcept>(&Peer::host));
static_assert(has<bool (Peer::*)() const noexcept>(&Peer::is_localhost));
static_assert(has<bool (Peer::*)() const noexcept>(&Peer::is_valid));
static_assert(has<bool (Peer::*)() const noexcept>(&Peer::valid));
static_assert(has<std::uint16_t (Peer::*)() const noexcept>(&Peer::port));
static_assert(has<void (Peer::*)(std::string)>(&Peer::set_node_id));
static_assert(has<void (Peer::*)(std::string)>(&Peer::set_host));
static_assert(has<void (Peer::*)(std::uint16_t) noexcept>(&Peer::set_port));
static_assert(has<void (Peer::*)() noexcept>(&Peer::clear));
static_assert(noexcept(std::declval<const Peer &>() == std::declval<const Peer &>()));

static_assert(is_value<NodeInfo>);
static_assert(std::is_constructible_v<NodeInfo, std::string, std::string, std::string, std::string,
                                      std::string>);
static_assert(has<const std::string & (NodeInfo::*)() const noexcept>(&NodeInfo::node_id));
static_assert(has<const std::string & (NodeInfo::*)() const noexcept>(&NodeInfo::display_name));
static_assert(has<const std::string & (NodeInfo::*)() const noexcept>(&NodeInfo::hostname));
static_assert(has<const std::string & (NodeInfo::*)() const noexcept>(&NodeInfo::os_name));
static_assert(has<const std::string & (NodeInfo::*)() const noexcept>(&NodeInfo::version));
static_assert(has<const std::string & (NodeInfo::*)() const noexcept>(&NodeInfo::label));
static_assert(has<std::int64_t (NodeInfo::*)() const noexcept>(&NodeInfo::started_at_ms));
static_assert(has<std::int64_t (NodeInfo::*)() const noexcept>(&NodeInfo::uptime_ms));
static_assert(has<const std::vector<std::string> & (NodeInfo::*)() const noexcept>(
    &NodeInfo::capabilities));
static_assert(has<bool (NodeInfo::*)(const std::string &) const noexcept>(
    &NodeInfo::has_capability));
static_assert(has<bool (NodeInfo::*)() const noexcept>(&NodeInfo::is_valid));
static_assert(has<bool (NodeInfo::*)() const noexcept>(&NodeInfo::valid));
static_assert(has<void (NodeInfo::*)(std::string)>(&NodeInfo::set_node_id));
static_assert(has<void (NodeInfo::*)(std::string)>(&NodeInfo::set_display_name));
static_assert(has<void (NodeInfo::*)(std::string)>(&NodeInfo::set_hostname));
static_assert(has<void (NodeInfo::*)(std::string)>(&NodeInfo::set_os_name));
static_assert(has<void (NodeInfo::*)(std::string)>(&NodeInfo::set_version));
static_assert(has<void (NodeInfo::*)(std::int64_t) noexcept>(&NodeInfo::set_started_at_ms));
static_assert(has<void (NodeInfo::*)(std::int64_t) noexcept>(&NodeInfo::set_uptime_ms));
static_assert(has<void (NodeInfo::*)(std::vector<std::string>)>(&NodeInfo::set_capabilities));
static_assert(has<void (NodeInfo::*)(std::string)>(&NodeInfo::add_capability));
static_assert(has<void (NodeInfo::*)() noexcept>(&NodeInfo::clear));
static_assert(noexcept(std::declval<const NodeInfo &>() == std::declval<const NodeInfo &>()));

static_assert(is_value<SyncState>);
static_assert(std::is_constructible_v<SyncState, std::size_t, std::size_t, std::size_t, std::size_t,
                                      std::size_t>);
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::outbox_size));
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::queued_count));
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::in_flight_count));
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::acknowledged_count));
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::failed_count));
static_assert(has<void (SyncState::*)(std::size_t) noexcept>(&SyncState::set_outbox_size));
static_assert(has<void (SyncState::*)(std::size_t) noexcept>(&SyncState::set_queued_count));
static_assert(has<void (SyncState::*)(std::size_t) noexcept>(&SyncState::set_in_flight_count));
static_assert(has<void (SyncState::*)(std::size_t) noexcept>(&SyncState::set_acknowledged_count));
static_assert(has<void (SyncState::*)(std::size_t) noexcept>(&SyncState::set_failed_count));
static_assert(has<std::uint64_t (SyncState::*)() const noexcept>(
    &SyncState::last_submitted_version));
static_assert(has<std::uint64_t (SyncState::*)() const noexcept>(
    &SyncState::last_applied_remote_version));
static_assert(has<std::uint64_t (SyncState::*)() const noexcept>(&SyncState::total_retries));
static_assert(has<void (SyncState::*)(std::uint64_t) noexcept>(
    &SyncState::set_last_submitted_version));
static_assert(has<void (SyncState::*)(std::uint64_t) noexcept>(
    &SyncState::set_last_applied_remote_version));
static_assert(has<void (SyncState::*)(std::uint64_t) noexcept>(&SyncState::set_total_retries));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_queued));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_in_flight));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_failed));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_work));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::empty));
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::total_tracked));
static_assert(has<void (SyncState::*)() noexcept>(&SyncState::clear));
static_assert(noexcept(std::declval<const SyncState &>() == std::declval<const SyncState &>()));

static_assert(is_value<TickResult>);
static_assert(std::is_constructible_v<TickResult, std::size_t, std::size_t, std::size_t>);
static_assert(has<std::size_t (TickResult::*)() const noexcept>(&TickResult::retried_count));
static_assert(has<std::size_t (TickResult::*)() const noexcept>(&TickResult::pruned_count));
static_assert(has<std::size_t (TickResult::*)() const noexcept>(&TickResult::batch_size));
static_assert(has<void (TickResult::*)(std::size_t) noexcept>(&TickResult::set_retried_count));
static_assert(has<void (TickResult::*)(std::size_t) noexcept>(&TickResult::set_pruned_count));
static_assert(has<void (TickResult::*)(std::size_t) noexcept>(&TickResult::set_batch_size));
static_assert(has<bool (TickResult::*)() const noexcept>(&TickResult::has_work));
static_assert(has<bool (TickResult::*)() const noexcept>(&TickResult::retried));
static_assert(has<bool (TickResult::*)() const noexcept>(&TickResult::pruned));
static_assert(has<bool (TickResult::*)() const noexcept>(&TickResult::produced_batch));
static_assert(has<bool (TickResult::*)() const noexcept>(&TickResult::empty));
static_assert(has<void (TickResult::*)() noexcept>(&TickResult::clear));

using Backend = ClientOptions::TransportBackend;
static_assert(is_value<ClientOptions> && is_explicit_from<ClientOptions, std::string>);
static_assert(Backend{} == Backend::AsyncTcp);
static_assert(has<const std::string & (ClientOptions::*)() const noexcept>(
    &ClientOptions::node_id));
static_assert(has<const std::string & (ClientOptions::*)() const noexcept>(
    &ClientOptions::store_wal_path));
static_assert(has<const std::string & (ClientOptions::*)() const noexcept>(
    &ClientOptions::transport_host));
static_assert(has<const std::string & (ClientOptions::*)() const noexcept>(
    &ClientOptions::discovery_host));
static_assert(has<const std::string & (ClientOptions::*)() const noexcept>(
    &ClientOptions::display_name));
static_assert(has<const std::string & (ClientOptions::*)() const noexcept>(
    &ClientOptions::version));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::store_wal_enabled));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::auto_flush));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::require_ack));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::auto_queue));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::transport_enabled));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::discovery_enabled));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::is_valid));
static_assert(has<bool (ClientOptions::*)() const noexcept>(&ClientOptions::valid));
static_assert(has<std::size_t (ClientOptions::*)() const noexcept>(
    &ClientOptions::initial_store_capacity));
static_assert(has<std::size_t (ClientOptions::*)() const noexcept>(
    &ClientOptions::sync_batch_size));
static_assert(has<std::uint32_t (ClientOptions::*)() const noexcept>(
    &ClientOptions::max_sync_retries));
static_assert(has<Backend (ClientOptions::*)() const noexcept>(&ClientOptions::transport_backend));
static_assert(has<std::uint16_t (ClientOptions::*)() const noexcept>(
    &ClientOptions::transport_port));
static_assert(has<std::uint16_t (ClientOptions::*)() const noexcept>(
    &ClientOptions::discovery_port));
static_assert(has<void (ClientOptions::*)(std::string)>(&ClientOptions::set_node_id));
static_assert(has<void (ClientOptions::*)(std::string)>(&ClientOptions::set_store_wal_path));
static_assert(has<void (ClientOptions::*)(bool) noexcept>(&ClientOptions::set_store_wal_enabled));
static_assert(has<void (ClientOptions::*)(bool) noexcept>(&ClientOptions::set_auto_flush));
static_assert(has<void (ClientOptions::*)(bool) noexcept>(&ClientOptions::set_require_ack));
static_assert(has<void (ClientOptions::*)(bool) noexcept>(&ClientOptions::set_auto_queue));
static_assert(has<void (ClientOptions::*)(std::size_t) noexcept>(
    &ClientOptions::set_initial_store_capacity));
static_assert(has<void (ClientOptions::*)(std::size_t) noexcept>(
    &ClientOptions::set_sync_batch_size));
static_assert(has<void (ClientOptions::*)(std::uint32_t) noexcept>(
    &ClientOptions::set_max_sync_retries));
static_assert(has<void (ClientOptions::*)(Backend) noexcept>(
    &ClientOptions::set_transport_backend));
static_assert(has<void (ClientOptions::*)(std::string, std::uint16_t)>(
    &ClientOptions::set_transport));
static_assert(has<void (ClientOptions::*)(std::string, std::uint16_t, Backend)>(
    &ClientOptions::set_transport));
static_assert(has<void (ClientOptions::*)(std::string, std::uint16_t)>(
    &ClientOptions::set_discovery));
static_assert(has<void (ClientOptions::*)(std::string, std::string)>(&ClientOptions::set_metadata));
static_assert(has<void (ClientOptions::*)() noexcept>(&ClientOptions::disable_transport));
static_assert(has<void (ClientOptions::*)() noexcept>(&ClientOptions::disable_discovery));
static_assert(has<ClientOptions (*)(std::string)>(&ClientOptions::memory_only));
static_assert(has<ClientOptions (*)(std::string)>(&ClientOptions::local));
static_assert(has<ClientOptions (*)(std::string, std::string)>(&ClientOptions::persistent));
static_assert(has<ClientOptions (*)(std::string, std::string)>(&ClientOptions::durable));
static_assert(has<ClientOptions (*)(std::string, std::string)>(&ClientOptions::fast));
static_assert(has<ClientOptions (ClientOptions::*)(std::string, std::uint16_t) const>(
    &ClientOptions::with_transport));
static_assert(has<ClientOptions (ClientOptions::*)(std::string, std::uint16_t, Backend) const>(
    &ClientOptions::with_transport));
static_assert(has<ClientOptions (ClientOptions::*)(std::uint16_t) const>(
    &ClientOptions::with_local_transport));
static_assert(has<ClientOptions (ClientOptions::*)(std::uint16_t, Backend) const>(
    &ClientOptions::with_local_transport));
static_assert(has<ClientOptions (ClientOptions::*)(std::string, std::uint16_t) const>(
    &ClientOptions::with_discovery));
static_assert(has<ClientOptions (ClientOptions::*)(std::uint16_t) const>(
    &ClientOptions::with_local_discovery));
static_assert(has<ClientOptions (ClientOptions::*)(std::string, std::string) const>(
    &ClientOptions::with_metadata));

using Count = Result<std::size_t, Error>;
static_assert(is_moved_only<Client> && is_explicit_from<Client, ClientOptions>);
static_assert(std::is_default_constructible_v<Client>);
static_assert(std::is_same_v<Client::VoidResult, Result<void, Error>>);
static_assert(std::is_same_v<Client::ValueResult, Result<Value, Error>>);
static_assert(std::is_same_v<Client::SyncStateResult, Result<SyncState, Error>>);
static_assert(std::is_same_v<Client::TickStateResult, Result<TickResult, Error>>);
static_assert(std::is_same_v<Client::NodeInfoResult, Result<NodeInfo, Error>>);
static_assert(has<Client::VoidResult (Client::*)()>(&Client::open));
static_assert(has<void (Client::*)() noexcept>(&Client::close));
static_assert(has<bool (Client::*)() const noexcept>(&Client::is_open));
static_assert(has<bool (Client::*)() const noexcept>(&Client::opened));
static_assert(has<bool (Client::*)() const noexcept>(&Client::empty));
static_assert(has<Client::VoidResult (Client::*)(const Key &, const Value &)>(&Client::put));
static_assert(has<Client::VoidResult (Client::*)(std::string, std::string)>(&Client::put));
static_assert(has<Client::VoidResult (Client::*)(std::string, const Value &)>(&Client::put));
static_assert(has<Client::ValueResult (Client::*)(const Key &) const>(&Client::get));
static_assert(has<Client::ValueResult (Client::*)(const std::string &) const>(&Client::get));
static_assert(has<Client::VoidResult (Client::*)(const Key &)>(&Client::remove));
static_assert(has<Client::VoidResult (Client::*)(const std::string &)>(&Client::remove));
static_assert(has<bool (Client::*)(const Key &) const>(&Client::contains));
static_assert(has<bool (Client::*)(const std::string &) const>(&Client::contains));
static_assert(has<std::size_t (Client::*)() const noexcept>(&Client::size));
static_assert(has<Client::TickStateResult (Client::*)(bool)>(&Client::tick));
static_assert(has<Client::SyncStateResult (Client::*)() const>(&Client::sync_state));
static_assert(has<Count (Client::*)()>(&Client::retry_expired));
static_assert(has<Count (Client::*)()>(&Client::prune_completed));
static_assert(has<Count (Client::*)()>(&Client::prune_failed));
static_assert(has<Client::NodeInfoResult (Client::*)() const>(&Client::node_info));
static_assert(has<Client::NodeInfoResult (Client::*)()>(&Client::refresh_node_info));
static_assert(has<const ClientOptions & (Client::*)() const noexcept>(&Client::options));
static_assert(std::is_same_v<Client::PeersResult, Result<std::vector<Peer>, Error>>);
static_assert(std::is_same_v<Client::TransportEventsResult, Count>);
static_assert(has<Client::VoidResult (Client::*)()>(&Client::start_transport));
static_assert(has<void (Client::*)() noexcept>(&Client::stop_transport));
static_assert(has<bool (Client::*)() const noexcept>(&Client::transport_running));
static_assert(has<Count (Client::*)(std::size_t)>(&Client::process_transport_events));
static_assert(has<Client::VoidResult (Client::*)(const Peer &)>(&Client::connect));
static_assert(has<Client::VoidResult (Client::*)(const Peer &)>(&Client::disconnect));
static_assert(has<Client::VoidResult (Client::*)()>(&Client::start_discovery));
static_assert(has<void (Client::*)() noexcept>(&Client::stop_discovery));
static_assert(has<bool (Client::*)() const noexcept>(&Client::discovery_running));
static_assert(has<Client::PeersResult (Client::*)() const>(&Client::peers));

// The defaults of parameters.
[[maybe_unused]] void sdk_defaults_are_there(Client &client) {
  static_cast<void>(client.tick());
  static_cast<void>(Error::make(Error::Code::Unknown, "message"));
  static_cast<void>(Error::unknown("message"));
  static_cast<void>(ClientOptions::persistent("a"));
  static_cast<void>(ClientOptions::durable("a"));
  static_cast<void>(ClientOptions::fast("a"));
  static_cast<void>(ClientOptions{}.with_metadata("a"));
  ClientOptions{}.set_metadata("a");
}

} // namespace
