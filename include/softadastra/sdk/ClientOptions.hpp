// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/sync/types/AckLevel.hpp"
#include "softadastra/sync/types/ConflictPolicy.hpp"
#include "softadastra/sync/types/WhenFull.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::sdk {

/// How a client is opened. A plain value: nothing is checked before `Client::open`.
class ClientOptions {
public:
  /// How peers are reached.
  enum class TransportBackend {
    AsyncTcp, ///< TCP, moved by `Client::tick` and never by a thread of its own.
  };

  /// Which of concurrent writes is shown.
  using ConflictPolicy = ::softadastra::sync::types::ConflictPolicy;

  /// What becomes of a write that the outbox has no room for.
  using WhenFull = ::softadastra::sync::types::WhenFull;

  /// How far an operation has to come at a peer to count as acknowledged.
  using AckLevel = ::softadastra::sync::types::AckLevel;

  /// The defaults: a durable database at `data/sdk-store.wal`, no network.
  ClientOptions() {}

  /// The defaults for a node; its display name is the same.
  explicit ClientOptions(std::string node_id)
      : node_id_(std::move(node_id)), display_name_(node_id_) {}

  /// Everything in memory and nothing waited for: for tests and tools.
  [[nodiscard]] static ClientOptions memory_only(std::string node_id) {
    ClientOptions options{std::move(node_id)};
    options.store_wal_enabled_ = false;
    options.auto_flush_ = false;
    options.max_sync_retries_ = 2;
    options.require_ack_ = false;
    return options;
  }

  /// The same as `memory_only`.
  [[nodiscard]] static ClientOptions local(std::string node_id) {
    return memory_only(std::move(node_id));
  }

  /// Every write on stable storage before its call returns, and owed until it is acknowledged.
  [[nodiscard]] static ClientOptions persistent(std::string node_id,
                                                std::string wal_path = "data/sdk-store.wal") {
    ClientOptions options{std::move(node_id)};
    options.store_wal_path_ = std::move(wal_path);
    return options;
  }

  /// The same as `persistent`.
  [[nodiscard]] static ClientOptions durable(std::string node_id,
                                             std::string wal_path = "data/sdk-store.wal") {
    return persistent(std::move(node_id), std::move(wal_path));
  }

  /// Writes reach the disk when the system likes; larger batches; nothing waited for.
  [[nodiscard]] static ClientOptions fast(std::string node_id,
                                          std::string wal_path = "data/sdk-store.wal") {
    ClientOptions options = persistent(std::move(node_id), std::move(wal_path));
    options.auto_flush_ = false;
    options.sync_batch_size_ = 128;
    options.max_sync_retries_ = 2;
    options.require_ack_ = false;
    return options;
  }

  /// Name of this node, unique among its peers.
  [[nodiscard]] const std::string &node_id() const noexcept { return node_id_; }

  /// The database file.
  [[nodiscard]] const std::string &store_wal_path() const noexcept { return store_wal_path_; }

  /// Whether there is a database file; without one everything is in memory.
  [[nodiscard]] bool store_wal_enabled() const noexcept { return store_wal_enabled_; }

  /// Whether a write is on stable storage when its call returns.
  [[nodiscard]] bool auto_flush() const noexcept { return auto_flush_; }

  /// How many keys are expected; only a hint.
  [[nodiscard]] std::size_t initial_store_capacity() const noexcept { return initial_store_capacity_; }

  /// Operations per batch, at least 1.
  [[nodiscard]] std::size_t sync_batch_size() const noexcept { return sync_batch_size_; }

  /// Deliveries of one operation before it is listed as failed; 0 acts like 1.
  [[nodiscard]] std::uint32_t max_sync_retries() const noexcept { return max_sync_retries_; }

  /// Whether an operation stays open until peers have acknowledged it.
  [[nodiscard]] bool require_ack() const noexcept { return require_ack_; }

  /// Whether a write is queued for sending at once.
  [[nodiscard]] bool auto_queue() const noexcept { return auto_queue_; }

  /// Whether peers can be reached.
  [[nodiscard]] bool transport_enabled() const noexcept { return transport_enabled_; }

  /// How they are reached.
  [[nodiscard]] TransportBackend transport_backend() const noexcept { return transport_backend_; }

  /// Where this node serves: an address of this machine, or `0.0.0.0` for all.
  [[nodiscard]] const std::string &transport_host() const noexcept { return transport_host_; }

  /// The port it serves.
  [[nodiscard]] std::uint16_t transport_port() const noexcept { return transport_port_; }

  /// Whether peers are looked for.
  [[nodiscard]] bool discovery_enabled() const noexcept { return discovery_enabled_; }

  /// Where they are looked for: an address of this machine, or `0.0.0.0`.
  [[nodiscard]] const std::string &discovery_host() const noexcept { return discovery_host_; }

  /// The port that all nodes use to find each other.
  [[nodiscard]] std::uint16_t discovery_port() const noexcept { return discovery_port_; }

  /// Name of this node towards people; empty for the node id.
  [[nodiscard]] const std::string &display_name() const noexcept { return display_name_; }

  /// Version of the application.
  [[nodiscard]] const std::string &version() const noexcept { return version_; }

  /// Sets the node id, and the display name with it when that is empty.
  void set_node_id(std::string value) {
    node_id_ = std::move(value);
    if (display_name_.empty()) {
      display_name_ = node_id_;
    }
  }

  /// Sets `store_wal_path`.
  void set_store_wal_path(std::string value) { store_wal_path_ = std::move(value); }

  /// Sets `store_wal_enabled`.
  void set_store_wal_enabled(bool value) noexcept { store_wal_enabled_ = value; }

  /// Sets `auto_flush`.
  void set_auto_flush(bool value) noexcept { auto_flush_ = value; }

  /// Sets `initial_store_capacity`.
  void set_initial_store_capacity(std::size_t value) noexcept { initial_store_capacity_ = value; }

  /// Sets `sync_batch_size`.
  void set_sync_batch_size(std::size_t value) noexcept { sync_batch_size_ = value; }

  /// Sets `max_sync_retries`.
  void set_max_sync_retries(std::uint32_t value) noexcept { max_sync_retries_ = value; }

  /// Sets `require_ack`.
  void set_require_ack(bool value) noexcept { require_ack_ = value; }

  /// Sets `auto_queue`.
  void set_auto_queue(bool value) noexcept { auto_queue_ = value; }

  /// Sets the backend; does not enable the transport.
  void set_transport_backend(TransportBackend backend) noexcept { transport_backend_ = backend; }

  /// Lets peers be reached, and this node be reached there.
  void set_transport(std::string host, std::uint16_t port) {
    transport_enabled_ = true;
    transport_host_ = std::move(host);
    transport_port_ = port;
    transport_any_port_ = false;
  }

  /// The same, with a backend.
  void set_transport(std::string host, std::uint16_t port, TransportBackend backend) {
    set_transport(std::move(host), port);
    transport_backend_ = backend;
  }

  /// No peers; host, port and backend are the defaults again.
  void disable_transport() noexcept {
    transport_enabled_ = false;
    transport_backend_ = TransportBackend::AsyncTcp;
    transport_host_.assign("0.0.0.0");
    transport_port_ = 0;
    transport_any_port_ = false;
  }

  /// Lets peers be looked for there.
  void set_discovery(std::string host, std::uint16_t port) {
    discovery_enabled_ = true;
    discovery_host_ = std::move(host);
    discovery_port_ = port;
  }

  /// Nobody is looked for; host and port are the defaults again.
  void disable_discovery() noexcept {
    discovery_enabled_ = false;
    discovery_host_.assign("0.0.0.0");
    discovery_port_ = 0;
  }

  /// Sets display name and version of the application.
  void set_metadata(std::string name, std::string runtime_version = "0.1.0") {
    display_name_ = std::move(name);
    version_ = std::move(runtime_version);
  }

  /// A copy with `set_transport`.
  [[nodiscard]] ClientOptions with_transport(std::string host, std::uint16_t port) const {
    ClientOptions copy = *this;
    copy.set_transport(std::move(host), port);
    return copy;
  }

  /// A copy with `set_transport`.
  [[nodiscard]] ClientOptions with_transport(std::string host, std::uint16_t port,
                                             TransportBackend backend) const {
    ClientOptions copy = *this;
    copy.set_transport(std::move(host), port, backend);
    return copy;
  }

  /// A copy that reaches peers on this machine.
  [[nodiscard]] ClientOptions with_local_transport(std::uint16_t port) const {
    return with_transport("127.0.0.1", port);
  }

  /// A copy that reaches peers on this machine.
  [[nodiscard]] ClientOptions with_local_transport(std::uint16_t port,
                                                   TransportBackend backend) const {
    return with_transport("127.0.0.1", port, backend);
  }

  /// A copy with `set_discovery`.
  [[nodiscard]] ClientOptions with_discovery(std::string host, std::uint16_t port) const {
    ClientOptions copy = *this;
    copy.set_discovery(std::move(host), port);
    return copy;
  }

  /// A copy that looks for peers on this machine.
  [[nodiscard]] ClientOptions with_local_discovery(std::uint16_t port) const {
    return with_discovery("127.0.0.1", port);
  }

  /// A copy with `set_metadata`.
  [[nodiscard]] ClientOptions with_metadata(std::string name,
                                            std::string runtime_version = "0.1.0") const {
    ClientOptions copy = *this;
    copy.set_metadata(std::move(name), std::move(runtime_version));
    return copy;
  }

  /// True when a client can be opened with these, as far as that can be told without trying.
  [[nodiscard]] bool is_valid() const noexcept {
    const bool has_file = !store_wal_enabled_ || !store_wal_path_.empty();
    const bool can_serve = !transport_enabled_ || (!transport_host_.empty() && (transport_port_ != 0 || transport_any_port_));
    const bool can_look = !discovery_enabled_ || (!discovery_host_.empty() && discovery_port_ != 0);
    return !node_id_.empty() && has_file && initial_store_capacity_ > 0 && sync_batch_size_ > 0 &&
           can_serve && can_look && !version_.empty() && has_valid_settings();
  }

  /// The same as `is_valid`.
  [[nodiscard]] bool valid() const noexcept { return is_valid(); }

  /// Which of concurrent writes is shown. All are kept, whatever is chosen.
  [[nodiscard]] ConflictPolicy conflict_policy() const noexcept { return conflict_policy_; }

  /// How long an acknowledgement may take, in milliseconds; not negative.
  [[nodiscard]] std::int64_t ack_timeout_ms() const noexcept { return ack_timeout_ms_; }

  /// Wait before the first repetition, in milliseconds; it doubles with each. Not negative.
  [[nodiscard]] std::int64_t retry_interval_ms() const noexcept { return retry_interval_ms_; }

  /// Longest wait between two repetitions, in milliseconds; not negative.
  [[nodiscard]] std::int64_t retry_cap_ms() const noexcept { return retry_cap_ms_; }

  /// How far an operation has to come at every peer to count as acknowledged.
  [[nodiscard]] AckLevel ack_level() const noexcept { return ack_level_; }

  /// Operations that may wait without being acknowledged; 0 for no bound.
  [[nodiscard]] std::uint64_t outbox_ops_max() const noexcept { return outbox_ops_max_; }

  /// About how many bytes of log they may have; 0 for no bound.
  [[nodiscard]] std::uint64_t outbox_bytes_max() const noexcept { return outbox_bytes_max_; }

  /// What becomes of a write beyond these bounds.
  [[nodiscard]] WhenFull when_full() const noexcept { return when_full_; }

  /// Memory for changed keys and blocks read from disk, in bytes, at least 64 KiB.
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept { return memory_bytes_; }

  /// Log that is kept for peers that stay away, in bytes; 0 for no bound. Who stays away for longer
  /// gets the state instead.
  [[nodiscard]] std::uint64_t history_bytes_max() const noexcept { return history_bytes_max_; }

  /// Largest value that this node writes or takes from others, in bytes; 1 GiB at most. A larger one
  /// of a peer is refused for good: it is in that peer's failed set.
  [[nodiscard]] std::uint64_t value_bytes_max() const noexcept { return value_bytes_max_; }

  /// Sets `conflict_policy`.
  void set_conflict_policy(ConflictPolicy value) noexcept { conflict_policy_ = value; }

  /// Sets `ack_timeout_ms`.
  void set_ack_timeout_ms(std::int64_t value) noexcept { ack_timeout_ms_ = value; }

  /// Sets `retry_interval_ms`.
  void set_retry_interval_ms(std::int64_t value) noexcept { retry_interval_ms_ = value; }

  /// Sets `retry_cap_ms`.
  void set_retry_cap_ms(std::int64_t value) noexcept { retry_cap_ms_ = value; }

  /// Sets `ack_level`.
  void set_ack_level(AckLevel value) noexcept { ack_level_ = value; }

  /// Sets `outbox_ops_max`.
  void set_outbox_ops_max(std::uint64_t value) noexcept { outbox_ops_max_ = value; }

  /// Sets `outbox_bytes_max`.
  void set_outbox_bytes_max(std::uint64_t value) noexcept { outbox_bytes_max_ = value; }

  /// Sets `when_full`.
  void set_when_full(WhenFull value) noexcept { when_full_ = value; }

  /// Sets `memory_bytes`.
  void set_memory_bytes(std::uint64_t value) noexcept { memory_bytes_ = value; }

  /// Sets `history_bytes_max`.
  void set_history_bytes_max(std::uint64_t value) noexcept { history_bytes_max_ = value; }

  /// Sets `value_bytes_max`.
  void set_value_bytes_max(std::uint64_t value) noexcept { value_bytes_max_ = value; }

  /// What the names of recordings begin with; empty records nothing. Each opening makes the next
  /// one, `<path>.000001` and so on, of which the last 16 stay. A recording holds the files of the
  /// database as they are found, and every call that changes something, keys and values included,
  /// in the clear. Such calls wait for one another then. A recording that cannot be written fails
  /// no call: it ends, and the client goes on. It must not be a file of the database.
  [[nodiscard]] const std::string &recording_path() const noexcept { return recording_path_; }

  /// Where a recording ends, in bytes, at least 64 KiB; the files of the database count.
  [[nodiscard]] std::uint64_t recording_bytes_max() const noexcept { return recording_bytes_max_; }

  /// Sets `recording_path`.
  void set_recording_path(std::string value) { recording_path_ = std::move(value); }

  /// Sets `recording_bytes_max`.
  void set_recording_bytes_max(std::uint64_t value) noexcept { recording_bytes_max_ = value; }

  /// A secret of 32 bytes that all nodes of a group have; empty for none. Without one, nobody beyond
  /// this machine is reached.
  [[nodiscard]] const std::vector<std::uint8_t> &group_key() const noexcept { return group_key_; }

  /// Sets `group_key`.
  void set_group_key(std::vector<std::uint8_t> value) { group_key_ = std::move(value); }

  /// A secret of 32 bytes of this node alone, from `Client::generate_keys`; empty for none. Peers
  /// are then let in with `Client::trust`, and nobody passes for another. Excludes a group key.
  [[nodiscard]] const std::vector<std::uint8_t> &secret_key() const noexcept { return secret_key_; }

  /// Sets `secret_key`.
  void set_secret_key(std::vector<std::uint8_t> value) { secret_key_ = std::move(value); }

  /// True when the system chooses the port to serve: `Client::served_port` says which it is.
  [[nodiscard]] bool transport_any_port() const noexcept { return transport_any_port_; }

  /// As `set_transport`, on a port that the system chooses.
  void set_transport_any_port(std::string host) {
    set_transport(std::move(host), 0);
    transport_any_port_ = true;
  }

  /// A copy with `set_transport_any_port`, within this machine.
  [[nodiscard]] ClientOptions with_local_transport_any_port() const {
    ClientOptions copy{*this};
    copy.set_transport_any_port("127.0.0.1");
    return copy;
  }

  /// How long a link may be quiet before the other end is asked for a sign of life, in
  /// milliseconds, 1 or more. After three times that without one the link is over.
  [[nodiscard]] std::int64_t keepalive_ms() const noexcept { return keepalive_ms_; }

  /// Sets `keepalive_ms`.
  void set_keepalive_ms(std::int64_t value) noexcept { keepalive_ms_ = value; }

  /// The lease under which a peer is registered that is met or called for the first time, in
  /// milliseconds; 0 for ever, the default: nothing is owed less because somebody was away for
  /// long. Who stays away holds back at most `history_bytes_max` of log, and marks of deletes.
  [[nodiscard]] std::int64_t lease_ms() const noexcept { return lease_ms_; }

  /// Sets `lease_ms`.
  void set_lease_ms(std::int64_t value) noexcept { lease_ms_ = value; }

  /// Whether peers that are found are called, as long as the transport runs.
  [[nodiscard]] bool discovery_connects() const noexcept { return discovery_connects_; }

  /// Sets `discovery_connects`.
  void set_discovery_connects(bool value) noexcept { discovery_connects_ = value; }

private:
  [[nodiscard]] bool has_valid_settings() const noexcept {
    namespace types = ::softadastra::sync::types;
    return types::is_valid(conflict_policy_) && types::is_valid(ack_level_) &&
           types::is_valid(when_full_) && ack_timeout_ms_ >= 0 && retry_interval_ms_ >= 0 &&
           retry_cap_ms_ >= 0 && keepalive_ms_ > 0 && lease_ms_ >= 0;
  }

  std::string node_id_{"node-1"};
  std::string store_wal_path_{"data/sdk-store.wal"};
  bool store_wal_enabled_{true};
  bool auto_flush_{true};
  std::size_t initial_store_capacity_{1024};
  std::size_t sync_batch_size_{64};
  std::uint32_t max_sync_retries_{5};
  bool require_ack_{true};
  bool auto_queue_{true};
  bool transport_enabled_{false};
  TransportBackend transport_backend_{TransportBackend::AsyncTcp};
  std::string transport_host_{"0.0.0.0"};
  std::uint16_t transport_port_{0};
  bool discovery_enabled_{false};
  std::string discovery_host_{"0.0.0.0"};
  std::uint16_t discovery_port_{0};
  std::string display_name_{};
  std::string version_{"0.1.0"};
  std::vector<std::uint8_t> group_key_{};
  ConflictPolicy conflict_policy_{ConflictPolicy::LastWriteWins};
  std::int64_t ack_timeout_ms_{10'000};
  std::int64_t retry_interval_ms_{5'000};
  std::int64_t retry_cap_ms_{300'000};
  AckLevel ack_level_{AckLevel::Applied};
  std::uint64_t outbox_ops_max_{0};
  std::uint64_t outbox_bytes_max_{0};
  WhenFull when_full_{WhenFull::Reject};
  std::uint64_t memory_bytes_{std::uint64_t{64} * 1024 * 1024};
  std::uint64_t history_bytes_max_{std::uint64_t{1024} * 1024 * 1024};
  std::vector<std::uint8_t> secret_key_{};
  bool transport_any_port_{false};
  std::int64_t keepalive_ms_{15'000};
  std::int64_t lease_ms_{0};
  bool discovery_connects_{true};
  std::uint64_t value_bytes_max_{std::uint64_t{64} * 1024 * 1024};
  std::string recording_path_{};
  std::uint64_t recording_bytes_max_{std::uint64_t{256} * 1024 * 1024};
};

} // namespace softadastra::sdk
