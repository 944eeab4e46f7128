// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/sdk/ClientOptions.hpp"
#include "softadastra/sdk/Error.hpp"
#include "softadastra/sdk/ErrorForm.hpp"
#include "softadastra/sdk/Result.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <utility>

namespace softadastra::sdk {

/// What is behind a `Client`; no use on its own. Any thread may call: opening and closing wait for
/// the calls that are under way, and closing ends those that wait.
class Runtime {
public:
  /// Success or an error.
  using VoidResult = Result<void, Error>;

  /// Closed, with these options.
  explicit Runtime(ClientOptions options) : options_(std::move(options)) {}

  Runtime(const Runtime &) = delete;
  Runtime &operator=(const Runtime &) = delete;
  ~Runtime() = default;

  /// The options it was made with.
  [[nodiscard]] const ClientOptions &options() const noexcept { return options_; }

  /// Opens the database. Does nothing when it is open.
  [[nodiscard]] VoidResult open() {
    namespace detail = ::softadastra::detail;
    if (is_open()) {
      return VoidResult::ok();
    }
    const std::unique_lock lock{gate_};
    if (client_ != nullptr) {
      return VoidResult::ok();
    }
    if (!options_.is_valid()) {
      return VoidResult::err(Error::invalid_argument("invalid SDK client options"));
    }
    if (!detail::abi_matches()) {
      return VoidResult::err(Error::internal_error("failed to build local SDK runtime",
                                                   "the library does not fit these headers"));
    }
    auto engine = engine_options();
    auto sync = sync_options();
    auto own = client_options();
    ::sda_client *opened = nullptr;
    const detail::Call call{[&](::sda_error **error) {
      return ::sda_client_open(&engine, &sync, &own, &opened, error);
    }};
    if (call.failed()) {
      return VoidResult::err(ErrorForm::from(call.error()));
    }
    detail::ClientHandle client{opened};
    ::sda_engine *lent = nullptr;
    const detail::Call lending{
        [&](::sda_error **error) { return ::sda_client_engine(opened, &lent, error); }};
    if (lending.failed()) {
      return VoidResult::err(ErrorForm::from(lending.error()));
    }
    engine_ = detail::own_engine(lent);
    client_ = std::move(client);
    return VoidResult::ok();
  }

  /// Makes everything durable and lets the database go. Does nothing when it is closed.
  void close() noexcept {
    // Calls that begin from now on find it closed.
    ++closers_;
    std::unique_lock lock{gate_, std::defer_lock};
    while (!lock.try_lock()) {
      end_waits();
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    engine_.reset();
    client_.reset();
    --closers_;
  }

  /// True between `open` and `close`.
  [[nodiscard]] bool is_open() const noexcept {
    const std::shared_lock lock{gate_};
    return client_ != nullptr;
  }

  /// Runs `use(client, engine)` while nobody can close; its answer, or `closed()` when nothing is
  /// open.
  template <typename Use, typename Closed>
  [[nodiscard]] auto run(Use use, Closed closed) const {
    if (closers_ > 0) {
      return closed();
    }
    const std::shared_lock lock{gate_};
    return client_ == nullptr ? closed() : use(client_.get(), engine_);
  }

private:
  /// Any call on the client ends the waits that have begun. One that has only just passed the gate
  /// needs another.
  void end_waits() const noexcept {
    const std::shared_lock lock{gate_, std::try_to_lock};
    if (lock.owns_lock() && client_ != nullptr) {
      static_cast<void>(::sda_client_transport_running(client_.get(), nullptr, nullptr));
    }
  }

  /// Larger batches than the engine makes are no mistake: they come in several.
  static constexpr std::size_t batch_size_max = 65536;

  // The structs borrow their texts from the options, which outlive the call.

  [[nodiscard]] ::sda_options engine_options() const noexcept {
    namespace detail = ::softadastra::detail;
    auto made = detail::sized<::sda_options>();
    static_cast<void>(::sda_options_init(&made));
    const auto file = options_.auto_flush() ? SDA_DURABILITY_DURABLE : SDA_DURABILITY_FAST;
    made.durability = static_cast<std::uint32_t>(
        options_.store_wal_enabled() ? file : SDA_DURABILITY_MEMORY_ONLY);
    made.path = detail::data_of(options_.store_wal_path());
    made.path_len = options_.store_wal_path().size();
    made.memory_bytes = options_.memory_bytes();
    made.history_bytes_max = options_.history_bytes_max();
    made.value_bytes_max = options_.value_bytes_max();
    made.recording_path = detail::data_of(options_.recording_path());
    made.recording_path_len = options_.recording_path().size();
    made.recording_bytes_max = options_.recording_bytes_max();
    return made;
  }

  [[nodiscard]] ::sda_sync_options sync_options() const noexcept {
    namespace detail = ::softadastra::detail;
    auto made = detail::sized<::sda_sync_options>();
    static_cast<void>(::sda_sync_options_init(&made));
    made.conflict_policy = static_cast<std::uint32_t>(options_.conflict_policy());
    made.node_id = detail::data_of(options_.node_id());
    made.node_id_len = options_.node_id().size();
    made.batch_size = std::min(options_.sync_batch_size(), batch_size_max);
    made.max_retries = options_.max_sync_retries();
    made.auto_queue = detail::flag(options_.auto_queue());
    made.require_ack = detail::flag(options_.require_ack());
    made.retry_interval_ms = options_.retry_interval_ms();
    made.retry_cap_ms = options_.retry_cap_ms();
    made.ack_timeout_ms = options_.ack_timeout_ms();
    made.ack_level = static_cast<std::uint32_t>(options_.ack_level());
    made.outbox_ops_max = options_.outbox_ops_max();
    made.outbox_bytes_max = options_.outbox_bytes_max();
    made.when_full = static_cast<std::uint32_t>(options_.when_full());
    return made;
  }

  [[nodiscard]] ::sda_client_options client_options() const noexcept {
    namespace detail = ::softadastra::detail;
    auto made = detail::sized<::sda_client_options>();
    static_cast<void>(::sda_client_options_init(&made));
    made.display_name = detail::data_of(options_.display_name());
    made.display_name_len = options_.display_name().size();
    made.version = detail::data_of(options_.version());
    made.version_len = options_.version().size();
    made.transport_enabled = detail::flag(options_.transport_enabled());
    made.transport_port = options_.transport_port();
    made.transport_host = detail::data_of(options_.transport_host());
    made.transport_host_len = options_.transport_host().size();
    made.group_key = options_.group_key().data();
    made.group_key_len = options_.group_key().size();
    made.secret_key = options_.secret_key().data();
    made.secret_key_len = options_.secret_key().size();
    made.keepalive_ms = options_.keepalive_ms();
    made.lease_ms = options_.lease_ms();
    made.discovery_connects = detail::flag(options_.discovery_connects());
    made.discovery_enabled = detail::flag(options_.discovery_enabled());
    made.discovery_port = options_.discovery_port();
    made.discovery_host = detail::data_of(options_.discovery_host());
    made.discovery_host_len = options_.discovery_host().size();
    return made;
  }

  ClientOptions options_;
  mutable std::shared_mutex gate_{};
  /// Threads that close.
  std::atomic<int> closers_{0};
  ::softadastra::detail::ClientHandle client_{};
  ::softadastra::detail::EngineHandle engine_{};
};

} // namespace softadastra::sdk
