// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/engine/ApplyResult.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/sync/conflict/ConflictResolver.hpp"
#include "softadastra/sync/core/SyncContext.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/encoding/EngineForm.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace softadastra::sync::applier {

namespace store_engine = ::softadastra::store::engine;
namespace sync_core = ::softadastra::sync::core;
namespace sync_conflict = ::softadastra::sync::conflict;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// What became of an operation of another node.
struct ApplyRemoteResult {
  /// Whether it was taken in, shown or not.
  bool success{false};

  /// It is what is shown now, or its delete is in force; of a group at least one change.
  bool applied{false};

  /// The opposite of `applied` in a success. The operation is stored all the same, unless it was a
  /// duplicate, and takes part in what later writes supersede.
  bool ignored{false};

  /// It, or a change of a group, and a write here did not know of each other. A plain successor is
  /// no conflict.
  bool conflict_detected{false};

  /// What it did to what is shown; not a success when it was ignored. A group that did several
  /// things to several keys counts as an update.
  store_engine::ApplyResult store_result{};

  /// It was known already: nothing has changed.
  bool duplicate{false};

  /// It is of a type that this version does not know: kept, handed on, and not applied.
  bool held{false};

  /// A success that is not shown.
  [[nodiscard]] static constexpr ApplyRemoteResult ignored_result(bool conflict) noexcept {
    return ApplyRemoteResult{true, false, true, conflict, {}, false, false};
  }

  /// A success that is shown.
  [[nodiscard]] static constexpr ApplyRemoteResult
  applied_result(bool conflict, store_engine::ApplyResult result) noexcept {
    return ApplyRemoteResult{true, true, false, conflict, result, false, false};
  }
};

/// Takes operations of other nodes into a store, exactly once and in any order. Needs no sync
/// engine, and may be used beside one. One thread at a time.
class RemoteApplier {
public:
  /// What became of a received operation.
  using ApplyRemoteResult = applier::ApplyRemoteResult;
  /// Success or an error.
  using Result = core_types::Result<ApplyRemoteResult, core_errors::Error>;

  /// Borrows the context, which is read anew on each call.
  explicit RemoteApplier(const sync_core::SyncContext &context) noexcept : context_(&context) {}

  /// Keeps the context, which would be gone otherwise.
  explicit RemoteApplier(sync_core::SyncContext &&context) : kept_(std::move(context)) {}

  /// Takes one operation in. Which of concurrent versions is shown, the policy of the
  /// configuration says; stored are all of them.
  ///
  /// Errors: `InvalidState` `invalid sync context`; `InvalidArgument` `invalid remote sync
  /// operation` or `sync operation is not remote-to-local`; `InvalidState` for one that claims to
  /// be this node's own and is not in its log; the errors of the store. Nothing has changed then.
  /// Durability: as the store's; acknowledge only after this returned, and after `flush` in a
  /// `fast` store.
  [[nodiscard]] Result apply_remote(const sync_core::SyncOperation &operation) const {
    const auto &context = kept_.has_value() ? *kept_ : *context_;
    if (!context.is_valid()) {
      return refused(core_errors::ErrorCode::InvalidState, "invalid sync context");
    }
    if (const auto problem = check(operation); problem.has_value()) {
      return Result::err(*problem);
    }
    const auto handle = context.store->handle();
    if (handle == nullptr) {
      const auto reason = context.store->open_error();
      return reason.has_value()
                 ? Result::err(*reason)
                 : refused(core_errors::ErrorCode::InvalidState, "invalid sync context");
    }
    const auto policy = static_cast<std::uint32_t>(context.config->conflict_policy);
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_sync_set_policy(handle.get(), policy, error);
    }};
    return call.failed() ? Result::err(call.error()) : receive(handle, operation);
  }

  /// What is wrong with an operation before any engine has looked at it; nullopt for nothing.
  [[nodiscard]] static std::optional<core_errors::Error>
  check(const sync_core::SyncOperation &operation) {
    using core_errors::ErrorCode;
    if (!operation.is_valid()) {
      return core_errors::Error::make(ErrorCode::InvalidArgument, "invalid remote sync operation");
    }
    if (!operation.is_remote()) {
      return core_errors::Error::make(ErrorCode::InvalidArgument,
                                      "sync operation is not remote-to-local");
    }
    return std::nullopt;
  }

  /// Takes a checked operation into an open engine, whose policy is already set.
  [[nodiscard]] static Result receive(const ::softadastra::detail::EngineHandle &engine,
                                      const sync_core::SyncOperation &operation) {
    const ::sda_op op = encoding::EngineForm::view(operation);
    auto received = ::softadastra::detail::sized<::sda_received>();
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_sync_receive(engine.get(), &op, &received, error);
    }};
    if (call.failed()) {
      return Result::err(call.error());
    }
    const bool conflict = received.conflict != 0;
    if (received.applied == 0) {
      auto ignored = ApplyRemoteResult::ignored_result(conflict);
      ignored.duplicate = received.duplicate != 0;
      ignored.held = received.held != 0;
      return Result::ok(ignored);
    }
    const auto &apply = received.apply;
    const int kinds = (apply.created != 0) + (apply.updated != 0) + (apply.deleted != 0);
    const bool is_mixed = kinds > 1;
    return Result::ok(ApplyRemoteResult::applied_result(
        conflict, store_engine::ApplyResult{true, apply.version, apply.created != 0 && !is_mixed,
                                            apply.updated != 0 || is_mixed,
                                            apply.deleted != 0 && !is_mixed}));
  }

private:
  [[nodiscard]] static Result refused(core_errors::ErrorCode code, const char *message) {
    return Result::err(core_errors::Error::make(code, message));
  }

  const sync_core::SyncContext *context_{nullptr};
  std::optional<sync_core::SyncContext> kept_{};
};

} // namespace softadastra::sync::applier
