// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Clock.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/sdk/Batch.hpp"
#include "softadastra/sdk/ClientEvent.hpp"
#include "softadastra/sdk/ClientOptions.hpp"
#include "softadastra/sdk/Entry.hpp"
#include "softadastra/sdk/Error.hpp"
#include "softadastra/sdk/ErrorForm.hpp"
#include "softadastra/sdk/Key.hpp"
#include "softadastra/sdk/KeyPair.hpp"
#include "softadastra/sdk/NodeInfo.hpp"
#include "softadastra/sdk/Peer.hpp"
#include "softadastra/sdk/Result.hpp"
#include "softadastra/sdk/Runtime.hpp"
#include "softadastra/sdk/SyncState.hpp"
#include "softadastra/sdk/TickResult.hpp"
#include "softadastra/sdk/Value.hpp"
#include "softadastra/store/engine/GroupForm.hpp"
#include "softadastra/store/engine/MergeFunction.hpp"
#include "softadastra/store/feed/ChangeFeed.hpp"
#include "softadastra/store/scan/Scan.hpp"
#include "softadastra/sync/conflict/Conflict.hpp"
#include "softadastra/sync/encoding/EngineForm.hpp"
#include "softadastra/sync/session/PeerForm.hpp"
#include "softadastra/sync/session/PeerStatus.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::sdk {

/// What happened to a key, to an operation, or to the outbox.
using Change = ::softadastra::store::feed::Change;

/// A key with writes that did not know of each other.
using Conflict = ::softadastra::sync::conflict::Conflict;

/// How it stands with one peer.
using PeerStatus = ::softadastra::sync::session::PeerStatus;

/// Makes one value of the versions of a key, for `ConflictPolicy::Custom`.
using MergeFunction = ::softadastra::store::engine::MergeFunction;

/// A database on this device that is kept the same on others.
///
/// Writes are made here, at once, whoever can be reached; they are owed to every peer until it has
/// them, also after a restart. Only `tick` and the calls that say so talk with peers, and none waits
/// for one unless it is asked to. A client that is closed, or was moved from, answers `InvalidState`.
///
/// Threads: any; opening, closing and moving wait for nobody who uses the object meanwhile, so
/// moving needs the usual care. Durability of writes: as the options say.
class Client {
public:
  /// Success or an error.
  using VoidResult = Result<void, Error>;

  /// A value or an error.
  using ValueResult = Result<Value, Error>;

  /// Counts of synchronisation or an error.
  using SyncStateResult = Result<SyncState, Error>;

  /// What a tick did, or an error.
  using TickStateResult = Result<TickResult, Error>;

  /// What this node says of itself, or an error.
  using NodeInfoResult = Result<NodeInfo, Error>;

  /// Peers or an error.
  using PeersResult = Result<std::vector<Peer>, Error>;

  /// How many events of the transport were handled, or an error.
  using TransportEventsResult = Result<std::size_t, Error>;

  /// A number or an error.
  using CountResult = Result<std::size_t, Error>;

  /// The version of a write or an error.
  using VersionResult = Result<std::uint64_t, Error>;

  /// Closed, with the default options.
  Client() : Client(ClientOptions{}) {}

  /// Closed, with these options.
  explicit Client(ClientOptions options)
      : runtime_(std::make_unique<Runtime>(std::move(options))) {}

  Client(const Client &) = delete;
  Client &operator=(const Client &) = delete;

  /// An open client stays open in its new place; `other` answers as a closed one.
  Client(Client &&other) noexcept = default;

  /// Closes this client and takes the other one over.
  Client &operator=(Client &&other) noexcept = default;

  /// Closes.
  ~Client() = default;

  /// Opens the database, or makes it when it is missing; no network service starts. Does nothing
  /// when it is open.
  ///
  /// Errors: `InvalidArgument` `invalid SDK client options`; `StoreError` for a database that is in
  /// use, damaged, or of a format that is not known; `IoError`; `InvalidState` for a client that
  /// was moved from.
  [[nodiscard]] VoidResult open() {
    return runtime_ == nullptr ? VoidResult::err(not_open()) : runtime_->open();
  }

  /// Stops every service, makes everything durable and lets the database go. What was only in
  /// memory is gone. Does nothing when it is closed.
  void close() noexcept {
    if (runtime_ != nullptr) {
      runtime_->close();
    }
  }

  /// True between `open` and `close`.
  [[nodiscard]] bool is_open() const noexcept {
    return runtime_ != nullptr && runtime_->is_open();
  }

  /// The same as `is_open`.
  [[nodiscard]] bool opened() const noexcept { return is_open(); }

  /// Writes a value and owes it to every peer, both or neither.
  ///
  /// Errors: `InvalidState`; `InvalidArgument` `key cannot be empty`, and for sizes out of range;
  /// `SyncError` when the outbox is full; `IoError`, `StoreError`. Nothing is changed then.
  [[nodiscard]] VoidResult put(const Key &key, const Value &value) {
    return write(key.str(), [&](const ::sda_client *client, ::sda_error **error) {
      const auto bytes = value.span();
      return ::sda_client_put(client, detail_of(key.str()), key.str().size(), bytes.data(),
                              bytes.size(), nullptr, error);
    });
  }

  /// The same for a text.
  [[nodiscard]] VoidResult put(std::string key, std::string value) {
    return put(Key{std::move(key)}, Value{std::string_view{value}});
  }

  /// The same for a key given as text.
  [[nodiscard]] VoidResult put(std::string key, const Value &value) {
    return put(Key{std::move(key)}, value);
  }

  /// Reads the shown value of a key; never asks a peer.
  ///
  /// Errors: `InvalidState`; `InvalidArgument` `key cannot be empty`; `NotFound` `key not found`;
  /// `IoError`, `StoreError`.
  [[nodiscard]] ValueResult get(const Key &key) const {
    return when_open<ValueResult>([&](::sda_client *client, const Engine &) {
      if (key.empty()) {
        return ValueResult::err(empty_key());
      }
      ::softadastra::detail::Buffer found;
      const Call call{[&](::sda_error **error) {
        return ::sda_client_get(client, detail_of(key.str()), key.str().size(), found.out(),
                                error);
      }};
      if (call.failed()) {
        return ValueResult::err(ErrorForm::from(call.error()));
      }
      return call.done() ? ValueResult::ok(Value{found.to_bytes()})
                         : ValueResult::err(Error::not_found("key not found", key.str()));
    });
  }

  /// The same for a key given as text.
  [[nodiscard]] ValueResult get(const std::string &key) const { return get(Key{key}); }

  /// Deletes a key, there or not, and owes that to every peer. Errors: as `put`.
  [[nodiscard]] VoidResult remove(const Key &key) {
    return write(key.str(), [&](const ::sda_client *client, ::sda_error **error) {
      return ::sda_client_remove(client, detail_of(key.str()), key.str().size(), nullptr, error);
    });
  }

  /// The same for a key given as text.
  [[nodiscard]] VoidResult remove(const std::string &key) { return remove(Key{key}); }

  /// True when the key is shown; false also when the client is closed or the key empty.
  [[nodiscard]] bool contains(const Key &key) const {
    return when_open<Result<bool, Error>>([&](::sda_client *client, const Engine &) {
             const auto &name = key.str();
             return Result<bool, Error>::ok(::sda_client_contains(client, detail_of(name),
                                                                  name.size(), nullptr) == SDA_OK);
           })
        .value_or(false);
  }

  /// The same for a key given as text.
  [[nodiscard]] bool contains(const std::string &key) const { return contains(Key{key}); }

  /// Number of shown keys; 0 also when the client is closed: `is_open` tells which.
  [[nodiscard]] std::size_t size() const noexcept {
    if (runtime_ == nullptr) {
      return 0;
    }
    return runtime_->run(
        [](::sda_client *client, const Engine &) {
          std::uint64_t count = 0;
          static_cast<void>(::sda_client_len(client, &count, nullptr));
          return static_cast<std::size_t>(count);
        },
        [] { return std::size_t{0}; });
  }

  /// True without a shown key; true also when the client is closed.
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }

  /// One turn: schedules again what is late, lets acknowledged operations go if asked, does a
  /// bounded piece of upkeep, and sends what is due to the peers that are there. What nobody is
  /// there for stays queued and costs no attempts.
  ///
  /// Errors: `InvalidState`; `IoError`, `StoreError` for what has to be sent and cannot be read.
  [[nodiscard]] TickStateResult tick(bool prune_completed = false) {
    return when_open<TickStateResult>([&](::sda_client *client, const Engine &) {
      auto turn = ::softadastra::detail::sized<::sda_client_turn>();
      const Call call{[&](::sda_error **error) {
        return ::sda_client_tick(client, ::softadastra::detail::flag(prune_completed), &turn,
                                 error);
      }};
      return call.failed() ? TickStateResult::err(ErrorForm::from(call.error()))
                           : TickStateResult::ok(TickResult{counted(turn.retried_count),
                                                            counted(turn.pruned_count),
                                                            counted(turn.batch_size)});
    });
  }

  /// Where synchronisation stands now.
  [[nodiscard]] SyncStateResult sync_state() const {
    return when_open<SyncStateResult>([](::sda_client *client, const Engine &) {
      auto found = ::softadastra::detail::sized<::sda_sync_state>();
      const Call call{[&](::sda_error **error) {
        return ::sda_client_sync_state(client, &found, error);
      }};
      if (call.failed()) {
        return SyncStateResult::err(ErrorForm::from(call.error()));
      }
      SyncState state{counted(found.outbox_size), counted(found.queued_count),
                      counted(found.in_flight_count), counted(found.acknowledged_count),
                      counted(found.failed_count)};
      state.set_last_submitted_version(found.last_submitted_version);
      state.set_last_applied_remote_version(found.last_applied_remote_version);
      state.set_total_retries(found.total_retries);
      return SyncStateResult::ok(state);
    });
  }

  /// Schedules again what is late, as a tick does. Returns how many.
  [[nodiscard]] Result<std::size_t, Error> retry_expired() {
    return count(::sda_client_retry_expired);
  }

  /// Lets acknowledged operations go. Returns how many.
  [[nodiscard]] Result<std::size_t, Error> prune_completed() {
    return count(::sda_client_prune_completed);
  }

  /// Discards every failed operation, on purpose: none will ever be sent. Returns how many.
  [[nodiscard]] Result<std::size_t, Error> prune_failed() {
    return count(::sda_client_prune_failed);
  }

  /// Begins to serve and to call, as the options say. Bytes move in `tick`,
  /// `process_transport_events` and `wait`. Does nothing when it runs.
  ///
  /// Errors: `InvalidState`; `TransportError` `transport is disabled`, `failed to start transport`,
  /// with the reason as context: an address in use, or one beyond this machine without a key.
  [[nodiscard]] VoidResult start_transport() {
    return when_open<VoidResult>([&](::sda_client *client, const Engine &) {
      if (!options().transport_enabled()) {
        return VoidResult::err(transport_disabled());
      }
      const Call call{
          [&](::sda_error **error) { return ::sda_client_start_transport(client, error); }};
      if (call.failed()) {
        return VoidResult::err(
            Error::transport_error("failed to start transport", text_of(call.error())));
      }
      static_cast<void>(
          ::sda_client_process_transport_events(client, events_limit, nullptr, nullptr));
      return VoidResult::ok();
    });
  }

  /// Ends every link and serves no more; what is owed stays owed.
  void stop_transport() noexcept {
    quietly([](::sda_client *client) { return ::sda_client_stop_transport(client, nullptr); });
  }

  /// True while it serves and calls.
  [[nodiscard]] bool transport_running() const noexcept {
    return quietly([](::sda_client *client) {
      return ::sda_client_transport_running(client, nullptr, nullptr);
    });
  }

  /// Moves what there is to move between peers and this node, without waiting. Returns how many
  /// events were handled. Errors: `InvalidState`; `TransportError`.
  [[nodiscard]] TransportEventsResult
  process_transport_events(std::size_t max_events = events_limit) {
    return move_bytes([&](::sda_client *client, std::uint64_t *count, ::sda_error **error) {
      return ::sda_client_process_transport_events(client, max_events, count, error);
    });
  }

  /// Registers a peer and has it called, now and whenever the link is lost, until `disconnect`.
  /// Whether it is reached is told by `events`.
  ///
  /// Errors: `InvalidState`; `TransportError` `transport is disabled`; `InvalidArgument`
  /// `invalid peer`; `TransportError` `failed to connect to peer` with the node id as context.
  [[nodiscard]] VoidResult connect(const Peer &peer) {
    return with_peer(peer, "failed to connect to peer",
                     [&](::sda_client *client, ::sda_error **error) {
                       return ::sda_client_connect(
                           client, detail_of(peer.node_id()), peer.node_id().size(),
                           detail_of(peer.host()), peer.host().size(), peer.port(), error);
                     });
  }

  /// Ends the link with a peer and calls it no more. It stays registered, and may call.
  ///
  /// Errors: as `connect`, with `failed to disconnect from peer`.
  [[nodiscard]] VoidResult disconnect(const Peer &peer) {
    return with_peer(peer, "failed to disconnect from peer",
                     [&](::sda_client *client, ::sda_error **error) {
                       return ::sda_client_disconnect(client, detail_of(peer.node_id()),
                                                      peer.node_id().size(), error);
                     });
  }

  /// Begins to look for peers, and to be found where the transport serves. Does nothing when it
  /// runs. Errors: `InvalidState`; `DiscoveryError` `discovery is disabled`, `failed to start
  /// discovery`, with the reason as context.
  [[nodiscard]] VoidResult start_discovery() {
    return when_open<VoidResult>([&](::sda_client *client, const Engine &) {
      if (!options().discovery_enabled()) {
        return VoidResult::err(Error::discovery_error("discovery is disabled"));
      }
      const Call call{
          [&](::sda_error **error) { return ::sda_client_start_discovery(client, error); }};
      return call.failed() ? VoidResult::err(Error::discovery_error("failed to start discovery",
                                                                    text_of(call.error())))
                           : VoidResult::ok();
    });
  }

  /// Looks for nobody any more; links stay.
  void stop_discovery() noexcept {
    quietly([](::sda_client *client) { return ::sda_client_stop_discovery(client, nullptr); });
  }

  /// True while peers are looked for.
  [[nodiscard]] bool discovery_running() const noexcept {
    return quietly(
        [](::sda_client *client) { return ::sda_client_discovery_running(client, nullptr); });
  }

  /// The peers that were found and say where they serve, in order of their names; none before
  /// discovery starts. Errors: `InvalidState`; `DiscoveryError` `discovery is disabled`.
  [[nodiscard]] PeersResult peers() const {
    return when_open<PeersResult>([&](::sda_client *client, const Engine &) {
      namespace detail = ::softadastra::detail;
      if (!options().discovery_enabled()) {
        return PeersResult::err(Error::discovery_error("discovery is disabled"));
      }
      ::sda_known_peers *list = nullptr;
      const Call call{
          [&](::sda_error **error) { return ::sda_client_peers(client, &list, error); }};
      const detail::KnownPeersHandle handle{list};
      if (call.failed()) {
        return PeersResult::err(ErrorForm::from(call.error()));
      }
      std::vector<Peer> found;
      auto one = detail::sized<::sda_known_peer>();
      for (std::size_t at = 0; ::sda_known_peers_get(list, at, &one, nullptr) == SDA_OK; ++at) {
        if (one.is_found != 0) {
          found.emplace_back(detail::string_from(one.node_id, one.node_id_len),
                             detail::string_from(one.host, one.host_len),
                             static_cast<std::uint16_t>(one.port));
        }
      }
      return PeersResult::ok(std::move(found));
    });
  }

  /// What this node says of itself, as it was last asked; asks when it never was.
  [[nodiscard]] NodeInfoResult node_info() const { return info(false); }

  /// What this node says of itself now.
  [[nodiscard]] NodeInfoResult refresh_node_info() { return info(true); }

  /// The options the client was made with, open or not; the defaults after a move.
  [[nodiscard]] const ClientOptions &options() const noexcept {
    static const ClientOptions nobody{};
    return runtime_ == nullptr ? nobody : runtime_->options();
  }

  // What follows is more than the documented interface has.

  /// Makes the writes of a batch, all or none, here and at every peer. Returns the version of the
  /// group, for `status_of`. Errors: as `put`, and `InvalidArgument` for an empty batch and for a
  /// key that is in it twice.
  [[nodiscard]] VersionResult apply(const Batch &batch) {
    return when_open<VersionResult>([&](::sda_client *, const Engine &engine) {
      const auto group = ::softadastra::store::engine::GroupForm::make(batch.changes());
      if (group.is_err()) {
        return VersionResult::err(ErrorForm::from(group.error()));
      }
      const auto now = ::softadastra::core::time::Timestamp::now().millis();
      ::sda_ops *made = nullptr;
      const Call call{[&](::sda_error **error) {
        return ::sda_group_submit(group.value().get(), engine.get(),
                                  std::max(now, std::int64_t{1}), &made, error);
      }};
      const ::softadastra::detail::OpsHandle ops{made};
      if (call.failed()) {
        return VersionResult::err(ErrorForm::from(call.error()));
      }
      auto first = ::softadastra::detail::sized<::sda_envelope>();
      static_cast<void>(::sda_ops_get(made, 0, &first, nullptr));
      return VersionResult::ok(first.op.version);
    });
  }

  /// Where a write stands, by the version that `apply` returned, or `last_submitted_version` of the
  /// state after a `put`.
  [[nodiscard]] Result<WriteStatus, Error> status_of(std::uint64_t version) const {
    using StatusResult = Result<WriteStatus, Error>;
    return when_open<StatusResult>([&](::sda_client *client, const Engine &) {
      std::uint32_t status = 0;
      const Call call{[&](::sda_error **error) {
        return ::sda_client_status_of(client, version, &status, error);
      }};
      return call.failed() ? StatusResult::err(ErrorForm::from(call.error()))
                           : StatusResult::ok(call.done() ? status_from(status)
                                                          : WriteStatus::Gone);
    });
  }

  /// The entries whose keys begin with `prefix`, in byte order: those behind the key `after`, at
  /// most `limit` of them. Empty at the end.
  [[nodiscard]] Result<std::vector<Entry>, Error>
  scan(const std::string &prefix = {}, const std::string &after = {},
       std::size_t limit = list_limit) const {
    using Listed = Result<std::vector<Entry>, Error>;
    return when_open<Listed>([&](::sda_client *, const Engine &engine) {
      namespace scans = ::softadastra::store::scan;
      // The least key that is greater than `after`.
      const std::string from = after.empty() ? after : after + '\0';
      auto opened = scans::Scan::open(engine, scans::Range{from, {}, prefix});
      if (opened.is_err()) {
        return Listed::err(ErrorForm::from(opened.error()));
      }
      std::vector<Entry> entries;
      while (entries.size() < limit) {
        const auto row = opened.value().next();
        if (row.is_err()) {
          return Listed::err(ErrorForm::from(row.error()));
        }
        if (!row.value().has_value()) {
          break;
        }
        const auto &found = *row.value();
        entries.push_back(Entry{Key{found.key}, Value{found.value}, found.version,
                                found.timestamp.millis()});
      }
      return Listed::ok(std::move(entries));
    });
  }

  /// What happened after a position, oldest first, at most `limit` changes; 0 for all that is kept.
  /// Deal with them, then go on from the `position` of the last one, also in a later process.
  ///
  /// Errors: `NotFound` for a reader that fell behind what is kept; `IoError`, `StoreError`.
  [[nodiscard]] Result<std::vector<Change>, Error> changes(std::uint64_t position,
                                                           std::size_t limit = list_limit) const {
    using Listed = Result<std::vector<Change>, Error>;
    return when_open<Listed>([&](::sda_client *, const Engine &engine) {
      auto opened = ::softadastra::store::feed::ChangeFeed::open(engine, position, true);
      if (opened.is_err()) {
        return Listed::err(ErrorForm::from(opened.error()));
      }
      std::vector<Change> changes;
      while (changes.size() < limit) {
        auto next = opened.value().next();
        if (next.is_err()) {
          return Listed::err(ErrorForm::from(next.error()));
        }
        if (!next.value().has_value()) {
          break;
        }
        changes.push_back(std::move(*next.value()));
      }
      return Listed::ok(std::move(changes));
    });
  }

  /// The position behind everything that has happened so far, for `changes`.
  [[nodiscard]] Result<std::uint64_t, Error> changes_end() const {
    return when_open<VersionResult>([](::sda_client *, const Engine &engine) {
      std::uint64_t position = 0;
      const Call call{[&](::sda_error **error) {
        return ::sda_engine_feed_end(engine.get(), &position, error);
      }};
      return call.failed() ? VersionResult::err(ErrorForm::from(call.error()))
                           : VersionResult::ok(position);
    });
  }

  /// The conflicts that stand, in byte order of their keys: those behind the key `after`, at most
  /// `limit` of them. Writing the key resolves it, here and on every node that gets the write.
  [[nodiscard]] Result<std::vector<Conflict>, Error>
  conflicts(const std::string &after = {}, std::size_t limit = list_limit) const {
    using Listed = Result<std::vector<Conflict>, Error>;
    return when_open<Listed>([&](::sda_client *, const Engine &engine) {
      auto listed = Conflict::read(engine, after, limit);
      return listed.is_err() ? Listed::err(ErrorForm::from(listed.error()))
                             : Listed::ok(std::move(listed.value()));
    });
  }

  /// Every write that was given up, oldest first.
  [[nodiscard]] Result<std::vector<FailedWrite>, Error> failed() const {
    using Listed = Result<std::vector<FailedWrite>, Error>;
    return when_open<Listed>([](::sda_client *, const Engine &engine) {
      ::sda_ops *found = nullptr;
      const Call call{
          [&](::sda_error **error) { return ::sda_sync_failed(engine.get(), &found, error); }};
      const ::softadastra::detail::OpsHandle ops{found};
      if (call.failed()) {
        return Listed::err(ErrorForm::from(call.error()));
      }
      std::vector<FailedWrite> writes;
      ::softadastra::sync::encoding::EngineForm::each(
          ops, [&](const ::sda_envelope &one) { writes.push_back(failed_from(one)); });
      return Listed::ok(std::move(writes));
    });
  }

  /// Queues one failed write again. Errors: `NotFound`; `InvalidState` for one that has not failed.
  [[nodiscard]] VoidResult requeue_failed(const std::string &sync_id) {
    return on_engine([&](::sda_engine *engine, ::sda_error **error) {
      return ::sda_sync_requeue_failed(engine, detail_of(sync_id), sync_id.size(), error);
    });
  }

  /// Discards one failed write, on purpose: it will never be sent. Errors: as `requeue_failed`.
  [[nodiscard]] VoidResult discard_failed(const std::string &sync_id) {
    return on_engine([&](::sda_engine *engine, ::sda_error **error) {
      return ::sda_sync_discard_failed(engine, detail_of(sync_id), sync_id.size(), error);
    });
  }

  /// How it stands with every registered peer, in order of their names.
  [[nodiscard]] Result<std::vector<PeerStatus>, Error> peer_status() const {
    using Listed = Result<std::vector<PeerStatus>, Error>;
    return when_open<Listed>([](::sda_client *, const Engine &engine) {
      ::sda_peers *found = nullptr;
      const Call call{
          [&](::sda_error **error) { return ::sda_peer_list(engine.get(), &found, error); }};
      const ::softadastra::detail::PeersHandle peers{found};
      return call.failed() ? Listed::err(ErrorForm::from(call.error()))
                           : Listed::ok(::softadastra::sync::session::PeerForm::list(peers));
    });
  }

  /// Writes a copy of the database to a path where there is none, while writes go on. Open it as any
  /// database. Errors: `AlreadyExists`, `IoError`, `StoreError`. Durability: the copy is on stable
  /// storage.
  [[nodiscard]] VoidResult backup(const std::string &wal_path) const {
    return on_engine([&](::sda_engine *engine, ::sda_error **error) {
      return ::sda_engine_backup(engine, detail_of(wal_path), wal_path.size(), nullptr, error);
    });
  }

  /// Makes everything durable that is not yet: for options without `auto_flush`.
  [[nodiscard]] VoidResult flush() {
    return on_engine([](::sda_engine *engine, ::sda_error **error) {
      return ::sda_engine_flush(engine, error);
    });
  }

  /// Everything that the engine can say of itself as one JSON object.
  [[nodiscard]] Result<std::string, Error> status_json() const {
    using Text = Result<std::string, Error>;
    return when_open<Text>([](::sda_client *, const Engine &engine) {
      ::softadastra::detail::Buffer json;
      const Call call{[&](::sda_error **error) {
        return ::sda_engine_status_json(engine.get(), json.out(), error);
      }};
      return call.failed() ? Text::err(ErrorForm::from(call.error()))
                           : Text::ok(json.to_string());
    });
  }

  /// As `process_transport_events`, but waits for something to happen, `timeout_ms` milliseconds at
  /// most. Any other call on the client ends every wait that has begun, `close` too, but another
  /// wait does not.
  [[nodiscard]] TransportEventsResult wait(std::int64_t timeout_ms) {
    return move_bytes([&](::sda_client *client, std::uint64_t *count, ::sda_error **error) {
      return ::sda_client_wait(client, timeout_ms, count, error);
    });
  }

  /// Ticks and waits until every registered peer has acknowledged a write, `timeout_ms` milliseconds
  /// at most. The version is as for `status_of`.
  ///
  /// Errors: as `tick` and `wait`; `SyncError` when the time is over, and when the write failed;
  /// `NotFound` when the outbox does not hold it, so that nothing is known of it.
  [[nodiscard]] VoidResult wait_until_acknowledged(std::uint64_t version,
                                                   std::int64_t timeout_ms) {
    using ::softadastra::core::time::Clock;
    constexpr std::int64_t step_ms = 50;
    const auto start = Clock::monotonic_now();
    for (;;) {
      const auto status = status_of(version);
      if (status.is_err()) {
        return VoidResult::err(status.error());
      }
      if (status.value() == WriteStatus::Acknowledged) {
        return VoidResult::ok();
      }
      if (status.value() == WriteStatus::Failed) {
        return VoidResult::err(Error::sync_error("the write failed", std::to_string(version)));
      }
      if (status.value() == WriteStatus::Gone) {
        return VoidResult::err(
            Error::not_found("the outbox does not hold the write", std::to_string(version)));
      }
      const std::int64_t passed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                                         Clock::monotonic_now() - start)
                                         .count();
      if (passed_ms >= timeout_ms) {
        return VoidResult::err(
            Error::sync_error("no acknowledgement in time", std::to_string(version)));
      }
      if (auto turn = tick(); turn.is_err()) {
        return VoidResult::err(turn.error());
      }
      if (auto waited = wait(std::min(step_ms, timeout_ms - passed_ms)); waited.is_err()) {
        return VoidResult::err(waited.error());
      }
    }
  }

  /// Takes what has happened between this node and others, oldest first, at most `limit` events. At
  /// most 1024 wait; beyond that the oldest go.
  [[nodiscard]] Result<std::vector<ClientEvent>, Error> events(std::size_t limit = list_limit) {
    using Listed = Result<std::vector<ClientEvent>, Error>;
    return when_open<Listed>([&](::sda_client *client, const Engine &) {
      ::sda_client_events *list = nullptr;
      const Call call{[&](::sda_error **error) {
        return ::sda_client_poll_events(client, limit, &list, error);
      }};
      const ::softadastra::detail::ClientEventsHandle handle{list};
      if (call.failed()) {
        return Listed::err(ErrorForm::from(call.error()));
      }
      std::vector<ClientEvent> events;
      auto one = ::softadastra::detail::sized<::sda_client_event>();
      for (std::size_t at = 0; ::sda_client_events_get(list, at, &one, nullptr) == SDA_OK; ++at) {
        events.push_back(event_from(one));
      }
      return Listed::ok(std::move(events));
    });
  }

  /// The port that is served; 0 when nothing is.
  [[nodiscard]] std::uint16_t served_port() const noexcept {
    std::uint32_t port = 0;
    static_cast<void>(quietly([&](::sda_client *client) {
      return ::sda_client_transport_running(client, &port, nullptr);
    }));
    return static_cast<std::uint16_t>(port);
  }

  /// A new secret key with its public key, from the system's randomness. The secret serves as a
  /// group key as well. Keep it safe: the library does not.
  [[nodiscard]] static Result<KeyPair, Error> generate_keys() {
    using Made = Result<KeyPair, Error>;
    ::softadastra::detail::Buffer secret;
    ::softadastra::detail::Buffer open;
    const Call call{[&](::sda_error **error) {
      return ::sda_keys_generate(secret.out(), open.out(), error);
    }};
    return call.failed() ? Made::err(ErrorForm::from(call.error()))
                         : Made::ok(KeyPair{secret.to_bytes(), open.to_bytes()});
  }

  /// Lets a peer in by its public key, where the options have a secret key. Holds from the next
  /// start of transport and discovery on.
  ///
  /// Errors: `InvalidState` without a secret key; `InvalidArgument` for a name or key out of range.
  [[nodiscard]] VoidResult trust(const std::string &peer_node_id,
                                 const std::vector<std::uint8_t> &public_key) {
    return when_open<VoidResult>([&](::sda_client *client, const Engine &) {
      const Call call{[&](::sda_error **error) {
        return ::sda_client_trust(client, detail_of(peer_node_id), peer_node_id.size(),
                                  public_key.data(), public_key.size(), error);
      }};
      return call.failed() ? VoidResult::err(ErrorForm::from(call.error())) : VoidResult::ok();
    });
  }

  /// Sets the function that says what `ConflictPolicy::Custom` shows of a key with several versions;
  /// an empty one takes it away. What it answers is shown by every read and stored nowhere; writing
  /// it resolves the conflict. It must be pure and must not use this client. It is not kept: set it
  /// again after opening.
  [[nodiscard]] VoidResult set_merge(MergeFunction function) {
    return when_open<VoidResult>([&](::sda_client *, const Engine &engine) {
      const auto set =
          ::softadastra::store::engine::MergeHost::set(engine, std::move(function));
      return set.is_err() ? VoidResult::err(ErrorForm::from(set.error())) : VoidResult::ok();
    });
  }

  /// Begins to talk with peers over channels of the application: a radio, a cable, a web socket. The
  /// options need no transport, and `connect` is not used. Ends with `stop_transport`.
  ///
  /// Say with `open_link` that a channel is there, hand what comes over it to `receive`, and carry
  /// what `next_message` answers after each `tick`. A channel must bring messages whole and in
  /// order, or be closed; who is at its other end is the application's to know.
  [[nodiscard]] VoidResult start_carrying() {
    return on_links([](::sda_client *client, ::sda_error **error) {
      return ::sda_client_start_carrying(client, error);
    });
  }

  /// Says that a channel with a node is there; `is_ours` at the end that has begun it, and not at
  /// the other. Returns the name of the link, which is never given twice.
  ///
  /// Errors: `InvalidState`; `TransportError` for one too many; `InvalidArgument` for the name.
  [[nodiscard]] Result<std::uint64_t, Error> open_link(const std::string &peer_node_id,
                                                       bool is_ours) {
    std::uint64_t link = 0;
    const auto opened = on_links([&](::sda_client *client, ::sda_error **error) {
      return ::sda_client_open_link(client, detail_of(peer_node_id), peer_node_id.size(),
                                    ::softadastra::detail::flag(is_ours), &link, error);
    });
    return opened.is_err() ? VersionResult::err(opened.error()) : VersionResult::ok(link);
  }

  /// Hands in a message that came over a link. It is dealt with in the next `tick`.
  ///
  /// Errors: `InvalidState`; `TransportError` for a link that is over, and while much waits: tick
  /// and hand it in again.
  [[nodiscard]] VoidResult receive(std::uint64_t link, const std::vector<std::uint8_t> &message) {
    return on_links([&](::sda_client *client, ::sda_error **error) {
      return ::sda_client_receive(client, link, message.data(), message.size(), error);
    });
  }

  /// Takes the next message that is to go over a link; nullopt when there is none before the next
  /// `tick`. Errors: `InvalidState`; `TransportError` for a link that is over.
  [[nodiscard]] Result<std::optional<std::vector<std::uint8_t>>, Error>
  next_message(std::uint64_t link) {
    using Message = Result<std::optional<std::vector<std::uint8_t>>, Error>;
    ::softadastra::detail::Buffer message;
    ::sda_status status = SDA_NOTHING;
    const auto taken = on_links([&](::sda_client *client, ::sda_error **error) {
      return status = ::sda_client_next_message(client, link, message.out(), error);
    });
    if (taken.is_err()) {
      return Message::err(taken.error());
    }
    return status == SDA_OK ? Message::ok(message.to_bytes()) : Message::ok(std::nullopt);
  }

  /// Says that a channel is there no more. Does nothing for a link that is over.
  [[nodiscard]] VoidResult close_link(std::uint64_t link) {
    return on_links([&](::sda_client *client, ::sda_error **error) {
      return ::sda_client_close_link(client, link, error);
    });
  }

  /// How many events of the transport one call handles when nothing else is said.
  static constexpr std::size_t events_limit = 64;

  /// How many entries one call lists when nothing else is said.
  static constexpr std::size_t list_limit = 4096;

private:
  using Call = ::softadastra::detail::Call;
  using Engine = ::softadastra::detail::EngineHandle;
  using Counting = ::sda_status (*)(const ::sda_client *, std::uint64_t *, ::sda_error **);

  [[nodiscard]] static const std::uint8_t *detail_of(std::string_view text) noexcept {
    return ::softadastra::detail::data_of(text);
  }

  [[nodiscard]] static std::size_t counted(std::uint64_t count) noexcept {
    return static_cast<std::size_t>(count);
  }

  [[nodiscard]] static Error not_open() { return Error::invalid_state("SDK client is not open"); }

  [[nodiscard]] static Error transport_disabled() {
    return Error::transport_error("transport is disabled");
  }

  [[nodiscard]] static std::string text_of(const ::softadastra::core::errors::Error &error) {
    const auto &context = error.context().message();
    return context.empty() ? error.message() : error.message() + ": " + context;
  }

  [[nodiscard]] static ClientEvent event_from(const ::sda_client_event &found) {
    namespace detail = ::softadastra::detail;
    ClientEvent made;
    if (found.event_type >= SDA_CLIENT_CONNECTED && found.event_type <= SDA_CLIENT_LOST) {
      made.type = static_cast<ClientEvent::Type>(found.event_type);
    }
    made.node_id = detail::string_from(found.node_id, found.node_id_len);
    made.host = detail::string_from(found.host, found.host_len);
    made.port = static_cast<std::uint16_t>(found.port);
    made.count = found.count;
    if (found.status < 0) {
      made.error = Error{ErrorForm::code_of(Call::code_of(found.status)),
                         detail::string_from(found.reason, found.reason_len)};
    }
    return made;
  }

  /// Runs `use(client)` when the client is open; whether it answered that it is so.
  template <typename Use>
  bool quietly(Use use) const noexcept {
    return runtime_ != nullptr &&
           runtime_->run(
               [&](::sda_client *client, const Engine &) { return use(client) == SDA_OK; },
               [] { return false; });
  }

  /// A call on links that the application carries.
  template <typename Invoke>
  [[nodiscard]] VoidResult on_links(Invoke invoke) {
    return when_open<VoidResult>([&](::sda_client *client, const Engine &) {
      const Call call{[&](::sda_error **error) { return invoke(client, error); }};
      if (!call.failed()) {
        return VoidResult::ok();
      }
      const auto code = Call::code_of(call.status());
      const bool is_of_link = code == ::softadastra::core::errors::ErrorCode::Closed ||
                              code == ::softadastra::core::errors::ErrorCode::Backpressure;
      return VoidResult::err(is_of_link
                                 ? Error::transport_error(call.error().message(),
                                                          call.error().context().message())
                                 : ErrorForm::from(call.error()));
    });
  }

  template <typename Invoke>
  [[nodiscard]] TransportEventsResult move_bytes(Invoke invoke) {
    return when_open<TransportEventsResult>([&](::sda_client *client, const Engine &) {
      const bool is_running = ::sda_client_transport_running(client, nullptr, nullptr) == SDA_OK;
      if (!options().transport_enabled() && !is_running) {
        return TransportEventsResult::err(transport_disabled());
      }
      std::uint64_t done = 0;
      const Call call{[&](::sda_error **error) { return invoke(client, &done, error); }};
      return call.failed() ? TransportEventsResult::err(Error::transport_error(
                                 call.error().message(), call.error().context().message()))
                           : TransportEventsResult::ok(counted(done));
    });
  }

  template <typename Invoke>
  [[nodiscard]] VoidResult with_peer(const Peer &peer, const char *message, Invoke invoke) {
    return when_open<VoidResult>([&](::sda_client *client, const Engine &) {
      if (!options().transport_enabled()) {
        return VoidResult::err(transport_disabled());
      }
      if (!peer.is_valid()) {
        return VoidResult::err(Error::invalid_argument("invalid peer"));
      }
      const Call call{[&](::sda_error **error) { return invoke(client, error); }};
      return call.failed() ? VoidResult::err(Error::transport_error(message, peer.node_id()))
                           : VoidResult::ok();
    });
  }

  [[nodiscard]] static Error empty_key() { return Error::invalid_argument("key cannot be empty"); }

  [[nodiscard]] static WriteStatus status_from(std::uint32_t status) noexcept {
    switch (status) {
    case SDA_STATUS_PENDING:
      return WriteStatus::Pending;
    case SDA_STATUS_QUEUED:
      return WriteStatus::Queued;
    case SDA_STATUS_IN_FLIGHT:
      return WriteStatus::InFlight;
    case SDA_STATUS_APPLIED:
      return WriteStatus::Acknowledged;
    case SDA_STATUS_FAILED:
      return WriteStatus::Failed;
    default:
      return WriteStatus::Gone;
    }
  }

  [[nodiscard]] static FailedWrite failed_from(const ::sda_envelope &found) {
    namespace detail = ::softadastra::detail;
    FailedWrite made;
    made.sync_id = detail::string_from(found.op.sync_id, found.op.sync_id_len);
    made.key = Key{detail::string_from(found.op.key, found.op.key_len)};
    made.is_remove = found.op.operation_type == SDA_OPERATION_DELETE;
    made.value = Value{detail::bytes_from(found.op.value, found.op.value_len)};
    made.delivery_count = found.retry_count;
    if (found.last_error < 0) {
      made.last_error = Error{ErrorForm::code_of(Call::code_of(found.last_error)),
                              ::sda_status_name(found.last_error)};
    }
    return made;
  }

  /// Runs `use(client, engine)` when the client is open.
  template <typename Answer, typename Use>
  [[nodiscard]] Answer when_open(Use use) const {
    const auto closed = [] { return Answer::err(not_open()); };
    return runtime_ == nullptr ? closed() : runtime_->run(use, closed);
  }

  template <typename Invoke>
  [[nodiscard]] VoidResult write(const std::string &key, Invoke invoke) {
    return when_open<VoidResult>([&](::sda_client *client, const Engine &) {
      if (key.empty()) {
        return VoidResult::err(empty_key());
      }
      const Call call{[&](::sda_error **error) { return invoke(client, error); }};
      return call.failed() ? VoidResult::err(ErrorForm::from(call.error())) : VoidResult::ok();
    });
  }

  template <typename Invoke>
  [[nodiscard]] VoidResult on_engine(Invoke invoke) const {
    return when_open<VoidResult>([&](::sda_client *, const Engine &engine) {
      const Call call{[&](::sda_error **error) { return invoke(engine.get(), error); }};
      return call.failed() ? VoidResult::err(ErrorForm::from(call.error())) : VoidResult::ok();
    });
  }

  [[nodiscard]] CountResult count(Counting invoke) {
    return when_open<CountResult>([&](::sda_client *client, const Engine &) {
      std::uint64_t done = 0;
      const Call call{[&](::sda_error **error) { return invoke(client, &done, error); }};
      return call.failed() ? CountResult::err(ErrorForm::from(call.error()))
                           : CountResult::ok(counted(done));
    });
  }

  [[nodiscard]] NodeInfoResult info(bool refresh) const {
    return when_open<NodeInfoResult>([&](::sda_client *client, const Engine &) {
      namespace detail = ::softadastra::detail;
      ::sda_node_info *found = nullptr;
      const Call call{[&](::sda_error **error) {
        return ::sda_client_node_info(client, detail::flag(refresh), &found, error);
      }};
      const detail::NodeInfoHandle handle{found};
      auto details = detail::sized<::sda_node_details>();
      if (call.failed() || ::sda_node_info_get(found, &details, nullptr) != SDA_OK) {
        return NodeInfoResult::err(Error::metadata_error(
            refresh ? "failed to refresh local node metadata"
                    : "local node metadata is not available",
            call.failed() ? call.error().message() : ""));
      }
      return NodeInfoResult::ok(info_from(found, details));
    });
  }

  [[nodiscard]] static NodeInfo info_from(const ::sda_node_info *found,
                                          const ::sda_node_details &details) {
    using ::softadastra::detail::string_from;
    NodeInfo made{string_from(details.node_id, details.node_id_len),
                  string_from(details.display_name, details.display_name_len),
                  string_from(details.hostname, details.hostname_len),
                  string_from(details.os_name, details.os_name_len),
                  string_from(details.version, details.version_len)};
    made.set_started_at_ms(details.started_at_ms);
    made.set_uptime_ms(details.uptime_ms);
    for (std::size_t index = 0; index < details.capability_count; ++index) {
      const std::uint8_t *name = nullptr;
      std::size_t bytes = 0;
      if (::sda_node_info_capability(found, index, &name, &bytes, nullptr) == SDA_OK) {
        made.add_capability(string_from(name, bytes));
      }
    }
    return made;
  }

  std::unique_ptr<Runtime> runtime_;
};

} // namespace softadastra::sdk
