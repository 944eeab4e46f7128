// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/sync/core/SyncConfig.hpp"
#include "softadastra/sync/core/SyncContext.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace softadastra::sync::engine {

/// Ties a sync engine to the store of its context: attaches, follows the configuration, detaches.
/// For `SyncEngine`; no use on its own. One thread at a time.
class SyncLink : public ::softadastra::core::types::NonCopyable {
public:
  /// What an error is here.
  using Error = ::softadastra::core::errors::Error;
  /// An error, or nullopt when there is none.
  using Problem = std::optional<Error>;

  /// Borrows the context.
  explicit SyncLink(const core::SyncContext &context) noexcept : borrowed_(&context) {}

  /// Keeps the context.
  explicit SyncLink(core::SyncContext &&context) noexcept : kept_(std::move(context)) {}

  /// Takes everything over; `other` has no context any more.
  SyncLink(SyncLink &&other) noexcept
      : borrowed_(std::exchange(other.borrowed_, nullptr)),
        kept_(std::exchange(other.kept_, std::nullopt)),
        store_(std::exchange(other.store_, nullptr)), handle_(std::move(other.handle_)),
        settings_(std::exchange(other.settings_, std::nullopt)) {}

  SyncLink &operator=(SyncLink &&) = delete;

  ~SyncLink() { detach(); }

  /// The context, or null after a move.
  [[nodiscard]] const core::SyncContext *context() const noexcept {
    return kept_.has_value() ? &*kept_ : borrowed_;
  }

  /// True when the context is there and valid. Looks at the configuration, never at the store.
  [[nodiscard]] bool has_valid_context() const noexcept {
    const auto *at = context();
    return at != nullptr && at->is_valid();
  }

  /// The attached engine, or null. It stays open as long as this link.
  [[nodiscard]] const ::softadastra::detail::EngineHandle &handle() const noexcept {
    return handle_;
  }

  /// Attaches if need be and passes on what has changed in the configuration. Returns what stands
  /// in the way, and tries again with the next call.
  [[nodiscard]] Problem prepare() {
    if (!has_valid_context()) {
      return Error::make(::softadastra::core::errors::ErrorCode::InvalidState,
                         "invalid sync context");
    }
    const auto &at = *context();
    // Compared, not followed: once attached, the store may be gone.
    if (at.store != store_ || handle_ == nullptr) {
      if (auto problem = attach(*at.store, *at.config); problem.has_value()) {
        return problem;
      }
    }
    if (settings_.has_value() && is_same(*settings_, *at.config)) {
      return std::nullopt;
    }
    return pass_on(*at.config, ::sda_sync_configure, handle_.get());
  }

private:
  using Pass = ::sda_status (*)(const ::sda_engine *, const ::sda_sync_options *, ::sda_error **);

  [[nodiscard]] Problem attach(const store::engine::StoreEngine &from,
                               const core::SyncConfig &config) {
    auto opened = from.handle();
    if (opened == nullptr) {
      return from.open_error();
    }
    if (opened == handle_) {
      // The store object was moved; the engine behind it is the same.
      store_ = &from;
      return std::nullopt;
    }
    detach();
    if (auto problem = pass_on(config, ::sda_sync_attach, opened.get()); problem.has_value()) {
      return problem;
    }
    store_ = &from;
    handle_ = std::move(opened);
    return std::nullopt;
  }

  [[nodiscard]] Problem pass_on(const core::SyncConfig &config, Pass pass,
                                const ::sda_engine *engine) {
    // Larger batches than the engine makes are no mistake: they come in several.
    constexpr std::size_t batch_size_max = 65536;
    namespace detail = ::softadastra::detail;
    auto options = detail::sized<::sda_sync_options>();
    static_cast<void>(::sda_sync_options_init(&options));
    options.conflict_policy = static_cast<std::uint32_t>(config.conflict_policy);
    options.node_id = detail::data_of(config.node_id);
    options.node_id_len = config.node_id.size();
    options.batch_size = std::min(config.batch_size, batch_size_max);
    options.max_retries = config.max_retries;
    options.auto_queue = detail::flag(config.auto_queue);
    options.require_ack = detail::flag(config.require_ack);
    options.retry_interval_ms = config.retry_interval_ms();
    options.retry_cap_ms = config.retry_cap.millis();
    options.ack_timeout_ms = config.ack_timeout_ms();
    options.clock_drift_ms = config.max_clock_drift.millis();
    options.ack_level = static_cast<std::uint32_t>(config.ack_level);
    options.outbox_ops_max = config.outbox_ops_max;
    options.outbox_bytes_max = config.outbox_bytes_max;
    options.when_full = static_cast<std::uint32_t>(config.when_full);
    auto settings = std::optional<core::SyncConfig>{config};
    const detail::Call call{[&](::sda_error **error) { return pass(engine, &options, error); }};
    if (call.failed()) {
      return call.error();
    }
    settings_ = std::move(settings);
    return std::nullopt;
  }

  void detach() noexcept {
    if (handle_ != nullptr) {
      static_cast<void>(::sda_sync_detach(handle_.get(), nullptr));
    }
    handle_.reset();
    settings_.reset();
    store_ = nullptr;
  }

  [[nodiscard]] static bool is_same(const core::SyncConfig &left,
                                    const core::SyncConfig &right) noexcept {
    return left.batch_size == right.batch_size && left.max_retries == right.max_retries &&
           left.retry_interval == right.retry_interval && left.ack_timeout == right.ack_timeout &&
           left.conflict_policy == right.conflict_policy && left.auto_queue == right.auto_queue &&
           left.require_ack == right.require_ack && left.retry_cap == right.retry_cap &&
           left.max_clock_drift == right.max_clock_drift && left.node_id == right.node_id &&
           left.ack_level == right.ack_level && left.outbox_ops_max == right.outbox_ops_max &&
           left.outbox_bytes_max == right.outbox_bytes_max && left.when_full == right.when_full;
  }

  const core::SyncContext *borrowed_{nullptr};
  std::optional<core::SyncContext> kept_{};
  const store::engine::StoreEngine *store_{nullptr};
  ::softadastra::detail::EngineHandle handle_{};
  std::optional<core::SyncConfig> settings_{};
};

} // namespace softadastra::sync::engine
