// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/sync/core/Namespaces.hpp"
#include "softadastra/sync/core/SyncConfig.hpp"

#include <memory>
#include <string>
#include <utility>

namespace softadastra::sync::core {

/// What a sync engine works with: a store and a configuration, both owned by somebody else and
/// read anew on each call. A plain value; the pointers may be assigned.
struct SyncContext {
  store_engine::StoreEngine *store{nullptr}; ///< The store that is synchronised.
  const SyncConfig *config{nullptr}; ///< The settings.

  /// Keeps a configuration alive that was handed over as a temporary; null otherwise.
  std::shared_ptr<const SyncConfig> owned_config{};

  /// Success or an error.
  template <typename T>
  using Result = core_types::Result<T, core_errors::Error>;

  /// Neither store nor configuration.
  SyncContext() = default;

  /// Borrows both: they must live as long as this context is used.
  SyncContext(store_engine::StoreEngine &engine, const SyncConfig &settings) noexcept
      : store(&engine), config(&settings) {}

  /// Borrows the store and keeps the configuration, which would be gone otherwise.
  SyncContext(store_engine::StoreEngine &engine, SyncConfig &&settings)
      : store(&engine), owned_config(std::make_shared<const SyncConfig>(std::move(settings))) {
    config = owned_config.get();
  }

  /// True when both are there and the configuration is valid.
  [[nodiscard]] bool is_valid() const noexcept {
    return has_store() && has_config() && config->is_valid();
  }

  /// Name of this node; empty without a configuration.
  [[nodiscard]] const std::string &node_id() const noexcept {
    static const std::string nobody{};
    return has_config() ? config->node_id : nobody;
  }

  /// The store, or null.
  [[nodiscard]] store_engine::StoreEngine *store_engine_ptr() const noexcept { return store; }

  /// The configuration, or null.
  [[nodiscard]] const SyncConfig *config_ptr() const noexcept { return config; }

  /// The store. Errors: `InvalidState` when there is none.
  [[nodiscard]] Result<store_engine::StoreEngine *> store_engine_checked() const {
    using Checked = Result<store_engine::StoreEngine *>;
    if (!has_store()) {
      return Checked::err(core_errors::Error::make(core_errors::ErrorCode::InvalidState,
                                                   "sync context store is null"));
    }
    return Checked::ok(store);
  }

  /// The configuration. Errors: `InvalidState` when there is none, `InvalidArgument` when it is
  /// out of range.
  [[nodiscard]] Result<const SyncConfig *> config_checked() const {
    using Checked = Result<const SyncConfig *>;
    if (!has_config()) {
      return Checked::err(core_errors::Error::make(core_errors::ErrorCode::InvalidState,
                                                   "sync context config is null"));
    }
    if (!config->is_valid()) {
      return Checked::err(core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                                   "sync config is invalid"));
    }
    return Checked::ok(config);
  }

  /// True when there is a store.
  [[nodiscard]] bool has_store() const noexcept { return store != nullptr; }

  /// True when there is a configuration, valid or not.
  [[nodiscard]] bool has_config() const noexcept { return config != nullptr; }
};

} // namespace softadastra::sync::core
