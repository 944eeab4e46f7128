// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/core/WriteBatch.hpp"
#include "softadastra/store/engine/GroupForm.hpp"
#include "softadastra/store/engine/MergeFunction.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/sync/ack/AckTracker.hpp"
#include "softadastra/sync/applier/RemoteApplier.hpp"
#include "softadastra/sync/conflict/Conflict.hpp"
#include "softadastra/sync/core/SyncContext.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/core/SyncState.hpp"
#include "softadastra/sync/encoding/EngineForm.hpp"
#include "softadastra/sync/engine/SyncLink.hpp"
#include "softadastra/sync/engine/SyncViews.hpp"
#include "softadastra/sync/outbox/Outbox.hpp"
#include "softadastra/sync/queue/SyncQueue.hpp"
#include "softadastra/sync/session/PeerForm.hpp"
#include "softadastra/sync/session/PeerDelivery.hpp"
#include "softadastra/sync/session/PeerStatus.hpp"
#include "softadastra/sync/session/Session.hpp"
#include "softadastra/sync/session/SessionOptions.hpp"
#include "softadastra/sync/utils/SyncIdGenerator.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::sync::engine {

namespace store_core = ::softadastra::store::core;
namespace store_engine = ::softadastra::store::engine;
namespace sync_ack = ::softadastra::sync::ack;
namespace sync_applier = ::softadastra::sync::applier;
namespace sync_core = ::softadastra::sync::core;
namespace sync_outbox = ::softadastra::sync::outbox;
namespace sync_queue = ::softadastra::sync::queue;
namespace sync_types = ::softadastra::sync::types;
namespace sync_utils = ::softadastra::sync::utils;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;
namespace core_time = ::softadastra::core::time;

/// Writes that have to reach other nodes, and writes that come from them.
///
/// The outbox is the log of the store: what was submitted is owed until it is acknowledged, also
/// after a restart. The configuration is read through the context on each call. A store takes one
/// sync engine at a time; a second one reports `Busy` until the first is gone. Calls that answer
/// false, zero or nothing because of a failure say why in `last_error`.
///
/// The store may be moved or destroyed before this object: the log stays open until both are gone.
/// The context must outlive this object, unless it was handed over as a temporary. Threads: one at
/// a time. Durability: as the store's.
class SyncEngine : public core_types::NonCopyable {
public:
  /// The submitted operation or an error.
  using SubmitResult = core_types::Result<sync_core::SyncOperation, core_errors::Error>;
  /// What became of a received operation, or an error.
  using RemoteResult = sync_applier::RemoteApplier::Result;
  /// Success or an error.
  using Result = core_types::Result<void, core_errors::Error>;
  /// A number or an error.
  using CountResult = core_types::Result<std::size_t, core_errors::Error>;
  /// A list or an error.
  using ListResult = core_types::Result<std::vector<sync_core::SyncEnvelope>, core_errors::Error>;
  /// Yes, no, or an error.
  using FlagResult = core_types::Result<bool, core_errors::Error>;
  /// A text or an error.
  using TextResult = core_types::Result<std::string, core_errors::Error>;
  /// How it stands with a peer, or an error.
  using PeerResult = core_types::Result<session::PeerStatus, core_errors::Error>;
  /// How it stands with one delivery, or an error.
  using DeliveryResult = core_types::Result<session::PeerDelivery, core_errors::Error>;
  /// How it stands with every peer, or an error.
  using PeersResult = core_types::Result<std::vector<session::PeerStatus>, core_errors::Error>;

  /// Borrows the context and attaches to its store under its node id. Never fails: a context that
  /// is not valid, or a store that is taken, is what the calls report, until it is put right.
  explicit SyncEngine(const sync_core::SyncContext &context) : link_(context) { start(); }

  /// The same, and keeps the context, which would be gone otherwise.
  explicit SyncEngine(sync_core::SyncContext &&context) : link_(std::move(context)) { start(); }

  /// Takes everything over; `other` has no context any more and answers `InvalidState`.
  SyncEngine(SyncEngine &&other) noexcept
      : link_(std::move(other.link_)), views_(std::exchange(other.views_, SyncViews{})),
        last_error_(std::exchange(other.last_error_, std::nullopt)) {}

  SyncEngine &operator=(SyncEngine &&) = delete;

  /// Lets another sync engine attach to the store. What is owed stays owed.
  ~SyncEngine() = default;

  /// Name of this node as the configuration has it now; empty without a configuration.
  [[nodiscard]] const std::string &node_id() const noexcept {
    static const std::string nobody{};
    return link_.context() == nullptr ? nobody : link_.context()->node_id();
  }

  /// True when the context is valid and this object is the sync engine of its store.
  [[nodiscard]] bool is_valid() const noexcept {
    return link_.has_valid_context() && link_.handle() != nullptr;
  }

  /// Writes locally and owes the write to the other nodes, both in one step or neither. Never waits
  /// for a peer. Returns the operation as it will go out.
  ///
  /// Errors: `InvalidState` `invalid sync context`; `InvalidArgument` `invalid local store
  /// operation`; `Busy`; `Backpressure` when the outbox is full; the errors of the store. Nothing has
  /// changed then.
  [[nodiscard]] SubmitResult submit_local_operation(const store_core::Operation &operation) {
    if (link_.has_valid_context() && !operation.is_valid()) {
      return SubmitResult::err(note(core_errors::Error::make(
          core_errors::ErrorCode::InvalidArgument, "invalid local store operation")));
    }
    const auto &key = operation.key.str();
    const auto &value = operation.value.bytes();
    const bool is_put = operation.is_put();
    ::softadastra::detail::OpsHandle ops;
    if (!run_listing(ops, [&](::sda_engine *engine, ::sda_ops **listed, ::sda_error **error) {
          return ::sda_sync_submit(engine, static_cast<std::uint32_t>(operation.type),
                                   ::softadastra::detail::data_of(key), key.size(),
                                   is_put ? value.data() : nullptr, is_put ? value.size() : 0,
                                   operation.timestamp.millis(), listed, error);
        })) {
      return SubmitResult::err(*last_error_);
    }
    sync_core::SyncOperation submitted;
    encoding::EngineForm::each(ops, [&](const ::sda_envelope &found) {
      submitted = encoding::EngineForm::wrap(found.op, operation);
    });
    return SubmitResult::ok(std::move(submitted));
  }

  /// Gives a pending or failed operation to the queue; a failed one gets one more delivery, one
  /// that is queued or in flight stays as it is. False for an id that is not in the outbox, and for
  /// an acknowledged operation.
  bool queue_operation(const std::string &sync_id) {
    return run_named(sync_id, ::sda_sync_queue);
  }

  /// Hands out what is due, oldest first, at most `batch_size` operations. They are in flight
  /// afterwards: with `require_ack` each comes back when no acknowledgement arrives in time;
  /// without it each stays in flight, counted as nothing else, until acknowledged or pruned.
  /// Everything handed out is on stable storage, unless the store is in memory.
  [[nodiscard]] std::vector<sync_core::SyncEnvelope> next_batch() {
    ::softadastra::detail::OpsHandle ops;
    if (!run_listing(ops, ::sda_sync_next_batch)) {
      return {};
    }
    return encoding::EngineForm::envelopes(ops);
  }

  /// Takes an acknowledgement, also a late or repeated one; a queued copy is not sent again. False
  /// for an id that is not in the outbox, and for an operation that was never handed out.
  bool receive_ack(const std::string &sync_id) {
    return run_named(sync_id, ::sda_sync_receive_ack);
  }

  /// Takes an operation of another node in, exactly once and in any order. See
  /// `RemoteApplier::apply_remote` for result, errors and when to acknowledge.
  [[nodiscard]] RemoteResult
  receive_remote_operation(const sync_core::SyncOperation &operation) {
    if (link_.has_valid_context()) {
      if (auto problem = sync_applier::RemoteApplier::check(operation); problem.has_value()) {
        return RemoteResult::err(note(std::move(*problem)));
      }
    }
    if (!prepare()) {
      return RemoteResult::err(*last_error_);
    }
    auto received = sync_applier::RemoteApplier::receive(link_.handle(), operation);
    if (received.is_err()) {
      last_error_ = received.error();
    }
    refresh_state();
    return received;
  }

  /// Queues again what was not acknowledged in time, after a wait that doubles with each delivery
  /// and is drawn at random, and lists as failed what had `max_retries` deliveries. Returns how
  /// many were queued.
  std::size_t retry_expired() { return run_counted(::sda_sync_retry_expired).value_or(0); }

  /// Lets acknowledged operations go; without `require_ack` also those that were handed out.
  /// Returns how many.
  std::size_t prune_completed() { return run_counted(::sda_sync_prune_completed).value_or(0); }

  /// Discards every failed operation, on purpose: none will ever be sent. Returns how many.
  std::size_t prune_failed() { return run_counted(::sda_sync_prune_failed).value_or(0); }

  /// Brings a reference to `state` up to date. Every call does so by itself.
  void refresh_state() { static_cast<void>(views_.state(link_.handle().get())); }

  /// The counters; the reference is valid while this object lives and follows later calls.
  [[nodiscard]] const sync_core::SyncState &state() const noexcept {
    return views_.state(link_.handle().get());
  }

  /// Every operation that is owed or acknowledged and not pruned, oldest first. The reference is
  /// valid while this object lives, its content until the next call of `outbox` after a change,
  /// which reads all of them. The same holds for `queue` and `ack_tracker`.
  [[nodiscard]] const sync_outbox::Outbox &outbox() const noexcept {
    return views_.outbox(link_.handle().get());
  }

  /// What is queued, due or not.
  [[nodiscard]] const sync_queue::SyncQueue &queue() const noexcept {
    return views_.queue(link_.handle().get());
  }

  /// What waits for an acknowledgement, with the time from which on it is late.
  [[nodiscard]] const sync_ack::AckTracker &ack_tracker() const noexcept {
    return views_.tracker(link_.handle().get());
  }

  /// Why the last call that failed did so; nullopt when none has since `clear_last_error`.
  [[nodiscard]] const std::optional<core_errors::Error> &last_error() const noexcept {
    return last_error_;
  }

  /// Forgets the last failure.
  void clear_last_error() noexcept { last_error_.reset(); }

  /// Every operation that was given up, oldest first, with the number of its last error.
  [[nodiscard]] ListResult failed() {
    ::softadastra::detail::OpsHandle ops;
    if (!run_listing(ops, ::sda_sync_failed)) {
      return ListResult::err(*last_error_);
    }
    return ListResult::ok(encoding::EngineForm::envelopes(ops));
  }

  /// Every operation of another node that is held because this build does not know its type,
  /// oldest first; none is in the outbox. They are kept and handed on, and applied once a build
  /// that knows their type opens the store.
  [[nodiscard]] ListResult held() {
    ::softadastra::detail::OpsHandle ops;
    if (!run_listing(ops, ::sda_sync_held)) {
      return ListResult::err(*last_error_);
    }
    return ListResult::ok(encoding::EngineForm::envelopes(ops));
  }

  /// Queues one failed operation again, with all its deliveries before it. Errors: `NotFound`,
  /// `InvalidState` for one that has not failed. Durability: as the store's.
  [[nodiscard]] Result requeue_failed(const std::string &sync_id) {
    return result_of(run_named(sync_id, ::sda_sync_requeue_failed));
  }

  /// Queues every failed operation again, each with all its deliveries before it. Returns how many.
  [[nodiscard]] CountResult requeue_all_failed() {
    return run_counted(::sda_sync_requeue_all_failed);
  }

  /// Discards one failed operation, on purpose: it will never be sent. Errors: `NotFound`,
  /// `InvalidState` for one that has not failed. Durability: as the store's.
  [[nodiscard]] Result discard_failed(const std::string &sync_id) {
    return result_of(run_named(sync_id, ::sda_sync_discard_failed));
  }

  /// Submits every write that was made through the store alone, oldest first. Returns how many.
  /// Errors: as `submit_local_operation`; what was submitted before stays submitted.
  [[nodiscard]] CountResult submit_local_writes() {
    return run_counted(::sda_sync_submit_local_writes);
  }

  /// When something is next to be done, a time in the past for at once; nullopt when nothing is
  /// queued or waits for an acknowledgement.
  [[nodiscard]] std::optional<core_time::Timestamp> next_wakeup() {
    std::int64_t at_ms = 0;
    const auto status = run([&](::sda_engine *engine, ::sda_error **error) {
      return ::sda_sync_next_wakeup(engine, &at_ms, error);
    });
    return status == SDA_OK ? std::optional{core_time::Timestamp::from_millis(at_ms)}
                            : std::nullopt;
  }

  /// Writes all changes of a batch, made at one time, and owes them to the other nodes as one
  /// operation: it is kept, sent, acknowledged and taken in as a whole or not at all. The returned
  /// operation is a group (`SyncOperation::is_group`); it travels as any other. Other nodes decide
  /// about each key by itself: a concurrent write of one key is a conflict of that key alone.
  ///
  /// Errors: as `submit_local_operation`, for each change; `InvalidArgument` for an empty batch,
  /// more than 4096 changes, a key that stands in it twice, and more bytes of keys and values than
  /// the largest single write has. Nothing has changed then. Durability: as the store's, all
  /// changes and the obligation together.
  [[nodiscard]] SubmitResult
  submit_group(const store_core::WriteBatch &batch,
               core_time::Timestamp timestamp = core_time::Timestamp::now()) {
    ::softadastra::detail::GroupHandle group;
    if (link_.has_valid_context()) {
      auto made = store_engine::GroupForm::make(batch);
      if (made.is_err()) {
        return SubmitResult::err(note(made.error()));
      }
      group = std::move(made.value());
    }
    ::softadastra::detail::OpsHandle ops;
    if (!run_listing(ops, [&](::sda_engine *engine, ::sda_ops **listed, ::sda_error **error) {
          return ::sda_group_submit(group.get(), engine, timestamp.millis(), listed, error);
        })) {
      return SubmitResult::err(*last_error_);
    }
    sync_core::SyncOperation submitted;
    encoding::EngineForm::each(ops, [&](const ::sda_envelope &found) {
      submitted = encoding::EngineForm::operation(found.op);
    });
    return SubmitResult::ok(std::move(submitted));
  }

  /// Registers a peer: from here on every operation is kept until the peer has it, or until it has
  /// stayed away for longer than `lease`, zero for ever. An operation made here counts as
  /// acknowledged when every registered peer has it. For a peer that is registered already the
  /// lease changes. Durability: as the store's.
  ///
  /// Errors: `InvalidArgument` for a name or lease out of range, for this node's own name, and for
  /// more than 1024 peers.
  [[nodiscard]] Result register_peer(const std::string &peer, core_time::Duration lease = {}) {
    return result_of(run([&](::sda_engine *engine, ::sda_error **error) {
                       return ::sda_peer_register(engine, ::softadastra::detail::data_of(peer),
                                                  peer.size(), lease.millis(), error);
                     }) == SDA_OK);
  }

  /// Lets a peer go: nothing is kept for it any more, and what only it still lacked counts as
  /// acknowledged, unless it was the last peer. Errors: `NotFound`. Durability: as the store's.
  [[nodiscard]] Result remove_peer(const std::string &peer) {
    return result_of(run_named(peer, ::sda_peer_remove));
  }

  /// How it stands with every registered peer, in order of their names.
  [[nodiscard]] PeersResult peers() { return run_peers(::sda_peer_list); }

  /// How it stands with one peer: what it has and lacks, what it holds back, how long operations
  /// take to get there. Errors: `NotFound` for a peer that is not registered.
  [[nodiscard]] PeerResult peer_status(const std::string &peer) {
    auto info = ::softadastra::detail::sized<::sda_peer_status_info>();
    if (run([&](::sda_engine *engine, ::sda_error **error) {
          return ::sda_peer_status(engine, ::softadastra::detail::data_of(peer), peer.size(), &info,
                                   error);
        }) != SDA_OK) {
      return PeerResult::err(*last_error_);
    }
    return PeerResult::ok(session::PeerForm::status(info));
  }

  /// Lets those peers go that have stayed away for longer than their lease, and returns them as
  /// they were. Nothing does so by itself.
  [[nodiscard]] PeersResult expire_peers() { return run_peers(::sda_peers_expire); }

  /// Takes the news that one peer has applied one operation. For transports without sessions; a
  /// session does this by itself. Errors: `NotFound` for a peer that is not registered, and for an
  /// operation that was never made here.
  [[nodiscard]] Result receive_ack(const std::string &sync_id, const std::string &peer) {
    return result_of(run_paired(sync_id, peer, ::sda_outbox_ack_from) == SDA_OK);
  }

  /// Whether an operation made here is known to be applied at a peer. Errors: as above.
  [[nodiscard]] FlagResult is_applied_at(const std::string &sync_id, const std::string &peer) {
    return flag_of(run_paired(sync_id, peer, ::sda_op_is_applied_at));
  }

  /// How far an operation made here has come at one peer: whether it has it, whether it refused it,
  /// why, and when it is offered again. Errors: as above.
  [[nodiscard]] DeliveryResult delivery_at(const std::string &sync_id, const std::string &peer) {
    namespace detail = ::softadastra::detail;
    auto found = detail::sized<::sda_peer_delivery>();
    if (run([&](::sda_engine *engine, ::sda_error **error) {
          return ::sda_peer_delivery_of(engine, detail::data_of(sync_id), sync_id.size(),
                                        detail::data_of(peer), peer.size(), &found, error);
        }) != SDA_OK) {
      return DeliveryResult::err(*last_error_);
    }
    return DeliveryResult::ok(session::PeerForm::delivery(found));
  }

  /// Takes the news that an operation that was handed out could not be sent: the delivery counts as
  /// failed now, with that error, and the next one waits for its backoff. False when that was the
  /// last delivery, so that the operation is in `failed`. Errors: `NotFound`; `InvalidState` for
  /// one that is not in flight; `InvalidArgument` for an error without a code.
  [[nodiscard]] FlagResult report_send_failure(const std::string &sync_id,
                                               const core_errors::Error &error_of_transport) {
    const auto failure = -static_cast<::sda_status>(error_of_transport.code());
    return flag_of(run([&](::sda_engine *engine, ::sda_error **error) {
      return ::sda_sync_report_send_failure(engine, ::softadastra::detail::data_of(sync_id),
                                            sync_id.size(), failure, error);
    }));
  }

  /// Begins a session with a registered peer. Nothing is sent before `Session::poll_transmit`.
  ///
  /// Errors: `InvalidState` `invalid sync context`; `NotFound` for a peer that is
  /// not registered; `InvalidArgument` for options out of range.
  [[nodiscard]] session::Session::Opened open_session(const std::string &peer) {
    return open_session(session::SessionOptions{peer});
  }

  /// Begins a session with whom the options say.
  [[nodiscard]] session::Session::Opened open_session(const session::SessionOptions &options) {
    if (!prepare()) {
      return session::Session::Opened::err(*last_error_);
    }
    auto opened = session::Session::open(link_.handle(), options);
    if (opened.is_err()) {
      last_error_ = opened.error();
    }
    return opened;
  }

  /// Everything that the engine can say of itself as one JSON object: outbox, counters, peers and
  /// what they hold back, log, runs, memory. `docs/operations.md` lists the keys.
  [[nodiscard]] TextResult status_json() {
    ::softadastra::detail::Buffer json;
    return run([&](::sda_engine *engine, ::sda_error **error) {
             return ::sda_engine_status_json(engine, json.out(), error);
           }) == SDA_OK
               ? TextResult::ok(json.to_string())
               : TextResult::err(*last_error_);
}

  /// Sets the function of `ConflictPolicy::Custom` for the store. See `StoreEngine::set_merge`.
  [[nodiscard]] Result set_merge(store_engine::MergeFunction function) {
    if (!prepare()) {
      return Result::err(*last_error_);
    }
    auto outcome = store_engine::MergeHost::set(link_.handle(), std::move(function));
    if (outcome.is_err()) {
      last_error_ = outcome.error();
    }
    return outcome;
  }

  /// The conflicts that stand, in the byte order of their keys: those behind `after`, the last key
  /// of the list before, at most `count_max` and 4096 of them. Empty at the end. A write that
  /// another has seen, a duplicate and an echo are no conflict. Writing the key resolves it, here
  /// and on every node that gets the write.
  ///
  /// Errors: `InvalidState` `invalid sync context`; `Busy`; `FileReadError`, `Corrupted`.
  [[nodiscard]] conflict::Conflict::List conflicts(std::string_view after = {},
                                                   std::size_t count_max = 4096) {
    if (!prepare()) {
      return conflict::Conflict::List::err(*last_error_);
    }
    auto listed = conflict::Conflict::read(link_.handle(), after, count_max);
    if (listed.is_err()) {
      last_error_ = listed.error();
    }
    return listed;
  }

private:
  using Named = ::sda_status (*)(const ::sda_engine *, const std::uint8_t *, std::size_t,
                                 ::sda_error **);
  using Counted = ::sda_status (*)(const ::sda_engine *, std::uint64_t *, ::sda_error **);

  void start() {
    // A context that is still incomplete is no failure yet.
    if (link_.has_valid_context()) {
      static_cast<void>(prepare());
    }
  }

  [[nodiscard]] core_errors::Error note(core_errors::Error error) {
    last_error_ = error;
    return error;
  }

  [[nodiscard]] bool prepare() {
    if (auto problem = link_.prepare(); problem.has_value()) {
      last_error_ = std::move(problem);
      return false;
    }
    return true;
  }

  /// Calls the engine under the current configuration; a negative status is in `last_error_`.
  template <typename Invoke>
  [[nodiscard]] ::sda_status run(Invoke invoke) {
    if (!prepare()) {
      return -static_cast<::sda_status>(last_error_->code());
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return invoke(link_.handle().get(), error); }};
    if (call.failed()) {
      last_error_ = call.error();
    }
    refresh_state();
    return call.status();
  }

  [[nodiscard]] bool run_named(const std::string &sync_id, Named invoke) {
    return run([&](::sda_engine *engine, ::sda_error **error) {
             return invoke(engine, ::softadastra::detail::data_of(sync_id), sync_id.size(), error);
           }) == SDA_OK;
  }

  [[nodiscard]] CountResult run_counted(Counted invoke) {
    std::uint64_t count = 0;
    const auto status = run([&](::sda_engine *engine, ::sda_error **error) {
      return invoke(engine, &count, error);
    });
    return status == SDA_OK ? CountResult::ok(static_cast<std::size_t>(count))
                            : CountResult::err(*last_error_);
  }

  template <typename Invoke>
  [[nodiscard]] bool run_listing(::softadastra::detail::OpsHandle &ops, Invoke invoke) {
    return run([&](::sda_engine *engine, ::sda_error **error) {
             ::sda_ops *listed = nullptr;
             const auto status = invoke(engine, &listed, error);
             ops.reset(listed);
             return status;
           }) == SDA_OK;
  }

  using Paired = ::sda_status (*)(const ::sda_engine *, const std::uint8_t *, std::size_t,
                                  const std::uint8_t *, std::size_t, ::sda_error **);
  using Listed = ::sda_status (*)(const ::sda_engine *, ::sda_peers **, ::sda_error **);

  [[nodiscard]] ::sda_status run_paired(const std::string &sync_id, const std::string &peer,
                                        Paired invoke) {
    return run([&](::sda_engine *engine, ::sda_error **error) {
      return invoke(engine, ::softadastra::detail::data_of(sync_id), sync_id.size(),
                    ::softadastra::detail::data_of(peer), peer.size(), error);
    });
  }

  [[nodiscard]] PeersResult run_peers(Listed invoke) {
    ::softadastra::detail::PeersHandle peers;
    const auto status = run([&](::sda_engine *engine, ::sda_error **error) {
      ::sda_peers *listed = nullptr;
      const auto answer = invoke(engine, &listed, error);
      peers.reset(listed);
      return answer;
    });
    return status == SDA_OK ? PeersResult::ok(session::PeerForm::list(peers))
                            : PeersResult::err(*last_error_);
  }

  /// "Done" is true and "nothing there" is false.
  [[nodiscard]] FlagResult flag_of(::sda_status status) const {
    return status < 0 ? FlagResult::err(*last_error_) : FlagResult::ok(status == SDA_OK);
  }

  [[nodiscard]] Result result_of(bool done) const {
    return done ? Result::ok() : Result::err(*last_error_);
  }

  SyncLink link_;
  mutable SyncViews views_{};
  std::optional<core_errors::Error> last_error_{};
};

} // namespace softadastra::sync::engine
