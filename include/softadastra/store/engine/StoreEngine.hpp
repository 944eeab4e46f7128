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
#include "softadastra/detail/Packed.hpp"
#include "softadastra/store/core/Entry.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/core/StoreConfig.hpp"
#include "softadastra/store/core/WriteBatch.hpp"
#include "softadastra/store/encoding/OperationDecoder.hpp"
#include "softadastra/store/encoding/OperationEncoder.hpp"
#include "softadastra/store/engine/ApplyResult.hpp"
#include "softadastra/store/engine/EngineOpener.hpp"
#include "softadastra/store/engine/EntryCache.hpp"
#include "softadastra/store/engine/GroupForm.hpp"
#include "softadastra/store/engine/GroupResult.hpp"
#include "softadastra/store/engine/Health.hpp"
#include "softadastra/store/engine/Inspector.hpp"
#include "softadastra/store/engine/OpenReport.hpp"
#include "softadastra/store/engine/MergeFunction.hpp"
#include "softadastra/store/engine/Notice.hpp"
#include "softadastra/store/engine/SiblingVersion.hpp"
#include "softadastra/store/engine/Verification.hpp"
#include "softadastra/store/feed/ChangeFeed.hpp"
#include "softadastra/store/scan/Scan.hpp"
#include "softadastra/store/stream/ValueReader.hpp"
#include "softadastra/store/stream/ValueWriter.hpp"
#include "softadastra/wal/core/WalRecord.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

// Only reopened, so that the names below lead somewhere: who uses them includes their headers.
namespace softadastra::wal::writer {}
namespace softadastra::wal::replay {}

namespace softadastra::store::engine {

namespace core = ::softadastra::store::core;
namespace types = ::softadastra::store::types;
namespace encoding = ::softadastra::store::encoding;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;
namespace core_time = ::softadastra::core::time;
namespace wal_core = ::softadastra::wal::core;
namespace wal_types = ::softadastra::wal::types;
namespace wal_writer = ::softadastra::wal::writer;
namespace wal_replay = ::softadastra::wal::replay;

/// Keys and values on this device, kept in a log.
///
/// Writes made here are local: never sent to a peer until `SyncEngine::submit_local_writes`. A log
/// has one writer at a time; a second store on the same path gets `Locked`. An object that was
/// moved from holds nothing and answers `InvalidState`.
///
/// Threads: one at a time per object, because of the map behind `entries`. Durability of writes, as
/// the configuration says: `durable` on stable storage before the call returns, `fast` with the
/// operating system until `flush`, `memory_only` nowhere.
class StoreEngine : public core_types::NonCopyable {
public:
  /// The container behind it.
  using Map = EntryCache::Map;
  /// What a write did, or an error.
  using ApplyOperationResult = core_types::Result<ApplyResult, core_errors::Error>;
  /// Success or an error.
  using Result = core_types::Result<void, core_errors::Error>;
  /// A digest of 32 bytes or an error.
  using Digest = std::array<std::uint8_t, 32>;

  /// Opens the log, or makes it when it is missing, and reads what it holds. A log of format 1 is
  /// converted, its file kept as `<path>.format-1`. Never fails: a log that cannot be opened leaves
  /// an empty store that refuses every write with the reason, also found in `open_error`, until
  /// `recover` succeeds.
  explicit StoreEngine(core::StoreConfig config) : config_(std::move(config)) { open(); }

  /// Takes over log and lock; `other` is empty afterwards.
  StoreEngine(StoreEngine &&other) noexcept
      : config_(std::move(other.config_)), handle_(std::move(other.handle_)),
        failure_(std::exchange(other.failure_, std::nullopt)),
        last_recovered_sequence_(std::exchange(other.last_recovered_sequence_, 0)),
        cache_(std::exchange(other.cache_, EntryCache{})) {}

  /// Lets its own log go and takes over that of `other`, which is empty afterwards.
  StoreEngine &operator=(StoreEngine &&other) noexcept {
    if (this != &other) {
      config_ = std::move(other.config_);
      handle_ = std::move(other.handle_);
      failure_ = std::exchange(other.failure_, std::nullopt);
      last_recovered_sequence_ = std::exchange(other.last_recovered_sequence_, 0);
      cache_ = std::exchange(other.cache_, EntryCache{});
    }
    return *this;
  }

  /// Makes everything durable and lets the log go, once no sync engine uses it any more.
  ~StoreEngine() = default;

  /// Writes `value` under `key`, made now. See `apply_operation`.
  [[nodiscard]] ApplyOperationResult put(types::Key key, types::Value value) {
    return apply_operation(core::Operation::put(std::move(key), std::move(value)));
  }

  /// Removes `key`, now. An absent key is a success without a flag. See `apply_operation`.
  [[nodiscard]] ApplyOperationResult remove(types::Key key) {
    return apply_operation(core::Operation::remove(std::move(key)));
  }

  /// Logs one change, then shows it; it keeps its own time. Replaces whatever is there.
  ///
  /// Errors: `InvalidArgument` for an empty key, no time or no type, a key over 1 MiB or a value
  /// over 64 MiB, the same in every mode, with the detail in the context; the reason why the log
  /// could not be opened; `NoSpace`, `LogStopped`, file errors. After an error nothing has changed.
  [[nodiscard]] ApplyOperationResult apply_operation(const core::Operation &operation) {
    if (!operation.is_valid()) {
      return ApplyOperationResult::err(invalid_operation(operation));
    }
    return write(operation, [&](const Written &at, ::sda_apply *apply, ::sda_error **error) {
      return ::sda_store_apply(handle_.get(), at.type, at.key, at.key_len, at.value, at.value_len,
                               at.timestamp_ms, apply, error);
    });
  }

  /// A copy of the entry under `key`; nullopt when there is none, or when it cannot be read, which
  /// `get_into` tells apart. Throws what a merge function threw, as `contains` and `get_into` do.
  [[nodiscard]] std::optional<core::Entry> get(const types::Key &key) const {
    if (handle_ == nullptr || key.empty()) {
      return std::nullopt;
    }
    ::softadastra::detail::Buffer value;
    std::uint64_t version = 0;
    std::int64_t timestamp_ms = 0;
    const auto status =
        ::sda_store_get(handle_.get(), ::softadastra::detail::data_of(key.str()), key.str().size(),
                        value.out(), &version, &timestamp_ms, nullptr);
    ::softadastra::detail::Thrown::rethrow();
    if (status != SDA_OK) {
      return std::nullopt;
    }
    return core::Entry{key, types::Value{value.to_bytes()}, version,
                       core_time::Timestamp::from_millis(timestamp_ms)};
  }

  /// True when there is an entry under `key`.
  [[nodiscard]] bool contains(const types::Key &key) const {
    const bool found =
        handle_ != nullptr && !key.empty() &&
        ::sda_store_contains(handle_.get(), ::softadastra::detail::data_of(key.str()),
                             key.str().size(), nullptr) == SDA_OK;
    ::softadastra::detail::Thrown::rethrow();
    return found;
  }

  /// Shows the operation in the payload of a record, in memory alone, under the sequence of the
  /// record; type and status of the record are not looked at. Gone after `recover`.
  ///
  /// Errors: `InvalidArgument` for a payload that holds no operation, for sequence 0, and for one
  /// beyond 63 bits.
  [[nodiscard]] ApplyOperationResult
  apply_from_wal(const softadastra::wal::core::WalRecord &record) {
    const auto operation = encoding::OperationDecoder::decode(record.payload);
    if (!operation.has_value()) {
      return ApplyOperationResult::err(
          core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                   "failed to decode store operation from WAL payload"));
    }
    // Later writes count on from the highest sequence seen, and must never run out of numbers.
    if (record.sequence > std::numeric_limits<std::uint64_t>::max() / 2) {
      return ApplyOperationResult::err(core_errors::Error::make(
          core_errors::ErrorCode::InvalidArgument, "invalid argument",
          core_errors::ErrorContext{"sequence " + std::to_string(record.sequence)}));
    }
    return write(*operation, [&](const Written &at, ::sda_apply *apply, ::sda_error **error) {
      return ::sda_store_apply_unlogged(handle_.get(), at.type, at.key, at.key_len, at.value,
                                        at.value_len, at.timestamp_ms, record.sequence, apply,
                                        error);
    });
  }

  /// Reads the log again and shows exactly what it holds; after a failed opening, tries to open it
  /// again. Pending writes are flushed first, and when reading fails everything stays as it was.
  ///
  /// Errors: `FileReadError` for a log that is missing, or that this store made itself and has not
  /// written to; the errors of opening. Without a log, nothing happens. Durability: as `flush`.
  [[nodiscard]] Result recover() {
    if (handle_ == nullptr) {
      return failure_.has_value() ? open_again() : Result::err(unavailable());
    }
    if (!config_.enable_wal) {
      return Result::ok();
    }
    if (is_untouched()) {
      return Result::err(missing_log());
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return ::sda_engine_reload(handle_.get(), error); }};
    if (call.failed()) {
      return Result::err(call.error());
    }
    last_recovered_sequence_ = open_report().last_version;
    return Result::ok();
  }

  /// Every entry by key, in no particular order. The reference is valid while this object lives;
  /// the entries in it are until the next call of `entries` after a change. The map is read from
  /// the engine when something has changed since the last call: as much work as there is data.
  [[nodiscard]] const Map &entries() const noexcept { return cache_.entries(handle_.get()); }

  /// How many entries there are.
  [[nodiscard]] std::size_t size() const noexcept {
    std::uint64_t count = 0;
    if (handle_ != nullptr) {
      static_cast<void>(::sda_store_len(handle_.get(), &count, nullptr));
    }
    return static_cast<std::size_t>(count);
  }

  /// True when there is no entry.
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }

  /// Puts every entry out of view, in memory alone; `recover` brings them back. Log and versions
  /// are not touched, and no peer hears of it.
  void clear_memory() noexcept {
    if (handle_ != nullptr) {
      static_cast<void>(::sda_store_clear_memory(handle_.get(), nullptr));
    }
  }

  /// Version of the last operation that the last opening or `recover` found in the log, 0 for
  /// none; later writes do not move it.
  [[nodiscard]] std::uint64_t last_recovered_sequence() const noexcept {
    return last_recovered_sequence_;
  }

  /// How this store was asked to be.
  [[nodiscard]] const core::StoreConfig &config() const noexcept { return config_; }

  /// Makes everything written so far durable. Errors: `LogStopped` when a sync failed, now or
  /// before: the log takes no writes until it is opened again.
  [[nodiscard]] Result flush() {
    if (handle_ == nullptr) {
      return Result::err(unavailable());
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return ::sda_engine_flush(handle_.get(), error); }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// Why this store is not open; nullopt when it is.
  [[nodiscard]] std::optional<core_errors::Error> open_error() const {
    return handle_ == nullptr ? std::optional<core_errors::Error>{unavailable()} : std::nullopt;
  }

  /// Under which name and epoch this store writes; nullopt before a sync engine was ever attached,
  /// and when this store is not open.
  [[nodiscard]] std::optional<Identity> identity() const {
    ::softadastra::detail::Buffer node_id;
    std::uint32_t epoch = 0;
    if (handle_ == nullptr ||
        ::sda_engine_identity(handle_.get(), node_id.out(), &epoch, nullptr) != SDA_OK) {
      return std::nullopt;
    }
    return Identity{node_id.to_string(), epoch};
  }

  /// A number that changes whenever anything of this store does; 0 when it is not open.
  [[nodiscard]] std::uint64_t change_count() const noexcept {
    std::uint64_t count = 0;
    if (handle_ != nullptr) {
      static_cast<void>(::sda_engine_changes(handle_.get(), &count, nullptr));
    }
    return count;
  }

  /// What opening found and did; all zero when this store is not open.
  [[nodiscard]] OpenReport open_report() const {
    auto found = ::softadastra::detail::sized<::sda_report>();
    ::softadastra::detail::Buffer renamed_from;
    if (handle_ == nullptr || ::sda_engine_report(handle_.get(), &found, nullptr) != SDA_OK) {
      return OpenReport{};
    }
    static_cast<void>(::sda_engine_renamed_from(handle_.get(), renamed_from.out(), nullptr));
    return OpenReport{found.created != 0, found.group_count, found.last_version,
                      found.cut_bytes,    found.cut_groups,  found.owed_count,
                      renamed_from.to_string(), found.migrated_records, found.kept_records};
  }

  /// 32 bytes that are equal on replicas whose replicated state is equal, whatever came in which
  /// order. Local writes are not part of it. Reads the whole state.
  [[nodiscard]] core_types::Result<Digest, core_errors::Error> digest() const {
    using DigestResult = core_types::Result<Digest, core_errors::Error>;
    if (handle_ == nullptr) {
      return DigestResult::err(unavailable());
    }
    ::softadastra::detail::Buffer bytes;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_engine_digest(handle_.get(), bytes.out(), error);
    }};
    if (call.failed()) {
      return DigestResult::err(call.error());
    }
    Digest digest{};
    const auto found = bytes.view();
    std::copy_n(found.begin(), std::min(found.size(), digest.size()), digest.begin());
    return DigestResult::ok(digest);
  }

  /// The engine itself, for the layers above; null when this store is not open. It stays open
  /// until its last owner lets it go, also after this store is gone.
  [[nodiscard]] ::softadastra::detail::EngineHandle handle() const noexcept { return handle_; }

  /// Logs all changes of a batch, then shows all of them, made at one time: all or none, after any
  /// crash and to every reader. Each takes a version of its own. The writes are local, as those of
  /// `apply_operation`, and `SyncEngine::submit_local_writes` submits each by itself;
  /// `SyncEngine::submit_group` sends a batch as a whole.
  ///
  /// Errors: as `apply_operation` for each change; `InvalidArgument` for an empty batch, more than
  /// 4096 changes, a key that stands in it twice, and more bytes of keys and values than the
  /// largest single write has. After an error nothing has changed.
  [[nodiscard]] core_types::Result<GroupResult, core_errors::Error>
  apply_group(const core::WriteBatch &batch,
              core_time::Timestamp timestamp = core_time::Timestamp::now()) {
    using Applied = core_types::Result<GroupResult, core_errors::Error>;
    if (handle_ == nullptr) {
      return Applied::err(unavailable());
    }
    const auto group = GroupForm::make(batch);
    if (group.is_err()) {
      return Applied::err(group.error());
    }
    auto apply = ::softadastra::detail::sized<::sda_apply>();
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_group_apply_local(group.value().get(), handle_.get(), timestamp.millis(), &apply,
                                     error);
    }};
    return call.failed() ? Applied::err(call.error())
                         : Applied::ok(GroupResult{apply.version, apply.created, apply.updated,
                                                   apply.deleted});
  }

  /// Begins a walk over the entries of a range as they stand now: writes made meanwhile are not
  /// seen by it. It may outlive this store, and then answers `Closed`.
  [[nodiscard]] scan::Scan::Opened scan(const scan::Range &range = {}) const {
    return handle_ == nullptr ? scan::Scan::Opened::err(unavailable())
                              : scan::Scan::open(handle_, range);
  }

  /// Copies the value under `key` into `buffer`; nothing is allocated for what is in memory. A
  /// buffer that is too small stays as it is, and the answer says how long the value is.
  [[nodiscard]] core_types::Result<ReadInto, core_errors::Error>
  get_into(std::string_view key, std::span<std::uint8_t> buffer) const {
    using ReadResult = core_types::Result<ReadInto, core_errors::Error>;
    if (handle_ == nullptr) {
      return ReadResult::err(unavailable());
    }
    ReadInto read;
    std::int64_t timestamp_ms = 0;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_store_get_into(handle_.get(), ::softadastra::detail::data_of(key), key.size(),
                                  buffer.data(), buffer.size(), &read.size, &read.version,
                                  &timestamp_ms, error);
    }};
    ::softadastra::detail::Thrown::rethrow();
    if (call.failed()) {
      return ReadResult::err(call.error());
    }
    read.found = call.status() != SDA_NOTHING;
    read.copied = call.done();
    read.timestamp = core_time::Timestamp::from_millis(timestamp_ms);
    return ReadResult::ok(read);
  }

  /// The shown values of many keys in one call, in their order; nullopt where none is shown. Each key
  /// is read by itself: `scan` shows many as of one moment.
  [[nodiscard]] core_types::Result<std::vector<std::optional<types::Value>>, core_errors::Error>
  get_many(std::span<const std::string> keys) const {
    namespace detail = ::softadastra::detail;
    using Values =
        core_types::Result<std::vector<std::optional<types::Value>>, core_errors::Error>;
    if (handle_ == nullptr) {
      return Values::err(unavailable());
    }
    detail::Buffer bytes;
    detail::Buffer sizes;
    std::vector<std::optional<types::Value>> values;
    values.reserve(keys.size());
    do { // a call gives so many bytes at most
      detail::Packed asked;
      for (const auto &key : keys.subspan(values.size())) {
        asked.add(key);
      }
      const detail::Call call{[&](::sda_error **error) {
        return ::sda_store_get_many(handle_.get(), asked.bytes().data(), asked.bytes().size(),
                                    asked.sizes().data(), asked.sizes().size(), bytes.out(),
                                    sizes.out(), error);
      }};
      detail::Thrown::rethrow();
      if (call.failed()) {
        return Values::err(call.error());
      }
      detail::Packed::each(bytes.view(), sizes.view(), [&](auto one) {
        values.push_back(one ? std::optional{types::Value{*one}} : std::nullopt);
      });
    } while (values.size() < keys.size());
    return Values::ok(std::move(values));
  }

  /// All replicated versions of a key that no other has replaced, the one that every replica ranks
  /// first at the front, marks of deletes included; none for a key that was only written locally.
  [[nodiscard]] SiblingVersion::List versions(std::string_view key) const {
    return handle_ == nullptr ? SiblingVersion::List::err(unavailable())
                              : SiblingVersion::read(handle_, key);
  }

  /// Starts reading changes from a position, 0 for the oldest that is kept: one of `feed_end`,
  /// `ChangeFeed::position` or `Change::position`, also from an earlier process.
  ///
  /// Errors: `NotFound` when the log of that position is no longer kept, with the oldest one that
  /// is in the context, or was lost with the power: walk over a `scan` again; `InvalidState` for a
  /// store without a log; `InvalidArgument`, `Corrupted` for what never was a position.
  [[nodiscard]] feed::ChangeFeed::Opened changes(std::uint64_t position,
                                                 bool with_values = true) const {
    return handle_ == nullptr ? feed::ChangeFeed::Opened::err(unavailable())
                              : feed::ChangeFeed::open(handle_, position, with_values);
  }

  /// The position of the change feed behind everything that has happened so far. Errors:
  /// `InvalidState` for a store without a log.
  [[nodiscard]] core_types::Result<std::uint64_t, core_errors::Error> feed_end() const {
    using PositionResult = core_types::Result<std::uint64_t, core_errors::Error>;
    if (handle_ == nullptr) {
      return PositionResult::err(unavailable());
    }
    std::uint64_t position = 0;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_engine_feed_end(handle_.get(), &position, error);
    }};
    return call.failed() ? PositionResult::err(call.error()) : PositionResult::ok(position);
  }

  /// Does a bounded piece of the work that keeps the log short and the store quick to open: about
  /// `bytes_max` bytes, for about `time_max`, zero for no limit. True when there is more to be
  /// done. Writes do the same beside themselves; nobody has to call this.
  ///
  /// Errors: `InvalidArgument` for a negative time; `NoSpace`, file errors, where nothing is lost
  /// and a later call tries again; `LogStopped`.
  [[nodiscard]] core_types::Result<bool, core_errors::Error>
  maintain(std::uint64_t bytes_max, core_time::Duration time_max = {}) {
    using MoreResult = core_types::Result<bool, core_errors::Error>;
    if (handle_ == nullptr) {
      return MoreResult::err(unavailable());
    }
    std::uint32_t more = 0;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_engine_maintain(handle_.get(), bytes_max, time_max.millis(), &more, error);
    }};
    return call.failed() ? MoreResult::err(call.error()) : MoreResult::ok(more != 0);
  }

  /// Writes the whole state to runs, so that the next opening reads hardly any log. Errors: as
  /// `maintain`. Durability: on success everything written before is on stable storage.
  [[nodiscard]] Result checkpoint() {
    if (handle_ == nullptr) {
      return Result::err(unavailable());
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return ::sda_engine_checkpoint(handle_.get(), error); }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// Copies everything as it stands now to another path, the main file of the copy; its folder is
  /// made. Writes may go on in other threads meanwhile. The copy owes what is owed here and goes on
  /// as a new life of whatever node opens it: it never gives an operation number that was given
  /// here. Every byte is checked on its way.
  ///
  /// Errors: `FileAlreadyExists` when there is a file of a database at `wal_path`; `InvalidState`
  /// without a log, after `clear_memory` and after `apply_from_wal`, until `recover`; `Corrupted`
  /// for damage here; `NoSpace`, file errors: no copy is left then, and this store goes on.
  /// Durability: the copy is on stable storage; until it is, it is no database.
  [[nodiscard]] core_types::Result<BackupInfo, core_errors::Error>
  backup(const std::string &wal_path) {
    using BackupResult = core_types::Result<BackupInfo, core_errors::Error>;
    if (handle_ == nullptr) {
      return BackupResult::err(unavailable());
    }
    auto made = ::softadastra::detail::sized<::sda_backup>();
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_engine_backup(handle_.get(), ::softadastra::detail::data_of(wal_path),
                                 wal_path.size(), &made, error);
    }};
    if (call.failed()) {
      return BackupResult::err(call.error());
    }
    return BackupResult::ok(BackupInfo{made.version, made.file_count, made.bytes});
  }

  /// Reads everything that is on disk and lists all that is wrong with it; changes nothing. For a
  /// database that cannot be opened there is `Inspector::verify`.
  ///
  /// Errors: `FileReadError`; the reason why the log could not be opened.
  [[nodiscard]] Inspector::Result verify() const {
    return handle_ == nullptr ? Inspector::Result::err(unavailable()) : Inspector::verify(handle_);
  }

  /// How the database is doing; all zero when this store is not open. Reads no file.
  [[nodiscard]] Health health() const {
    namespace detail = ::softadastra::detail;
    auto found = detail::sized<::sda_health>();
    if (handle_ == nullptr || ::sda_engine_health(handle_.get(), &found, nullptr) != SDA_OK) {
      return Health{};
    }
    const auto failure = found.failure < 0 ? detail::Call::code_of(found.failure)
                                           : core_errors::ErrorCode::None;
    return Health{found.is_stopped != 0,     found.is_at_work != 0,
                  failure,                   found.tail_bytes,
                  found.active_bytes,        found.sealed_count,
                  found.sealed_bytes,        found.held_bytes,
                  found.oldest_owed_version, found.oldest_owed_segment,
                  found.run_count,           found.run_bytes,
                  found.live_bytes,          found.waste_bytes,
                  found.table_bytes,         found.cache_bytes,
                  found.index_bytes,         found.unknown_kind_count,
                  found.unknown_kind_bytes,  found.value_file_count,
                  found.value_file_bytes};
  }

  /// Sets the function that says what `ConflictPolicy::Custom` shows of a key with several
  /// versions, one of which has a value; an empty one takes it away. What it answers is shown by
  /// every read and stored nowhere: writing it resolves the conflict. `size` does not call it: a
  /// key counts while one of its versions has a value. Without a function, and when it fails, such
  /// a key cannot be read: `get_into` and scans give the error, `get` gives nullopt. It belongs to
  /// the open store and is not stored: set it again after opening.
  ///
  /// Errors: `Busy` from inside the function; the reason why the log could not be opened.
  [[nodiscard]] Result set_merge(MergeFunction function) {
    return handle_ == nullptr ? Result::err(unavailable())
                              : MergeHost::set(handle_, std::move(function));
  }

  /// Says which notices are kept from here on, those that matter at least so much, and who hears
  /// them: what other libraries call logging. The first are what opening found. Without a function
  /// they wait for `poll_notice`, the last 256 of them. It belongs to the open store and is not
  /// stored: set it again after opening.
  ///
  /// Errors: `Busy` from inside the function; the reason why the log could not be opened.
  [[nodiscard]] Result set_notify(NoticeSeverity least, NoticeFunction function = {}) {
    return handle_ == nullptr ? Result::err(unavailable())
                              : NoticeHost::set(handle_, least, std::move(function));
  }

  /// The oldest notice that waits; nullopt when none does. For who sets no function.
  ///
  /// Errors: the reason why the log could not be opened.
  [[nodiscard]] NoticeHost::Polled poll_notice() {
    return handle_ == nullptr ? NoticeHost::Polled::err(unavailable()) : NoticeHost::poll(handle_);
  }

  /// Opens the value under a key, to be read piece by piece: needs no room of its length, and shows
  /// what there was at this call, whatever is written meanwhile. What is on disk is read through
  /// once and its checksum verified before the first byte is given out.
  ///
  /// Errors: `NotFound` when there is none; `FileReadError` and `Corrupted`, for this key alone; the
  /// reason why the log could not be opened. Throws what a merge function threw.
  [[nodiscard]] stream::ValueReader::Opened open_value(std::string_view key) const {
    return handle_ == nullptr ? stream::ValueReader::Opened::err(unavailable())
                              : stream::ValueReader::open(handle_, key);
  }

  /// Begins a local write of a value of `size` bytes that comes piece by piece, made at that time:
  /// it needs no room of its length, is seen when it is committed and not before, and leaves nothing
  /// behind when it is not.
  ///
  /// Errors: `InvalidArgument` for an empty key, one over 1 MiB, a size over the limit, and no time;
  /// `NoSpace`, file errors; the reason why the log could not be opened.
  [[nodiscard]] stream::ValueWriter::Opened
  begin_value(std::string_view key, std::uint64_t size,
              core_time::Timestamp timestamp = core_time::Timestamp::now()) {
    return handle_ == nullptr ? stream::ValueWriter::Opened::err(unavailable())
                              : stream::ValueWriter::open(handle_, key, size, timestamp);
  }

private:
  /// An operation as the C interface takes it, borrowed from its owner.
  struct Written {
    std::uint32_t type;
    const std::uint8_t *key;
    std::size_t key_len;
    const std::uint8_t *value;
    std::size_t value_len;
    std::int64_t timestamp_ms;
  };

  template <typename Invoke>
  [[nodiscard]] ApplyOperationResult write(const core::Operation &operation, Invoke invoke) {
    if (handle_ == nullptr) {
      return ApplyOperationResult::err(unavailable());
    }
    // The value of a delete means nothing and must not be measured against a limit.
    const std::span<const std::uint8_t> value =
        operation.is_put() ? std::span<const std::uint8_t>{operation.value.bytes()}
                           : std::span<const std::uint8_t>{};
    const Written at{static_cast<std::uint32_t>(operation.type),
                     ::softadastra::detail::data_of(operation.key.str()),
                     operation.key.str().size(),
                     value.data(),
                     value.size(),
                     operation.timestamp.millis()};
    auto apply = ::softadastra::detail::sized<::sda_apply>();
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return invoke(at, &apply, error); }};
    if (call.failed()) {
      return ApplyOperationResult::err(call.error());
    }
    return ApplyOperationResult::ok(ApplyResult{true, apply.version, apply.created != 0,
                                                apply.updated != 0, apply.deleted != 0});
  }

  void open() {
    auto opened = EngineOpener::open(config_);
    if (opened.is_err()) {
      failure_ = std::move(opened.error());
      return;
    }
    handle_ = std::move(opened.value());
    failure_.reset();
    last_recovered_sequence_ = open_report().last_version;
  }

  [[nodiscard]] Result open_again() {
    std::error_code ignored;
    const bool is_missing = config_.enable_wal && !config_.wal_path.empty() &&
                            !std::filesystem::exists(config_.wal_path, ignored);
    if (is_missing) {
      return Result::err(missing_log());
    }
    open();
    return failure_.has_value() ? Result::err(*failure_) : Result::ok();
  }

  /// Whether the log came into being with this object and holds nothing.
  [[nodiscard]] bool is_untouched() const noexcept {
    auto found = ::softadastra::detail::sized<::sda_report>();
    std::uint64_t changes = 0;
    return ::sda_engine_report(handle_.get(), &found, nullptr) == SDA_OK && found.created != 0 &&
           ::sda_engine_changes(handle_.get(), &changes, nullptr) == SDA_OK && changes == 0;
  }

  [[nodiscard]] core_errors::Error missing_log() const {
    return core_errors::Error::make(core_errors::ErrorCode::FileReadError,
                                    "failed to open WAL file for reading",
                                    core_errors::ErrorContext{config_.wal_path});
  }

  [[nodiscard]] core_errors::Error unavailable() const {
    return failure_.has_value()
               ? *failure_
               : core_errors::Error::make(core_errors::ErrorCode::InvalidState,
                                          "the store was moved to another object");
  }

  [[nodiscard]] static core_errors::Error invalid_operation(const core::Operation &operation) {
    std::string detail = "the type is " + std::string{types::to_string(operation.type)};
    if (types::is_valid(operation.type)) {
      detail = operation.has_key()
                   ? "timestamp " + std::to_string(operation.timestamp.millis()) +
                         " ms, must be greater than 0"
                   : "the key is empty";
    }
    return core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                    "invalid store operation",
                                    core_errors::ErrorContext{std::move(detail)});
  }

  core::StoreConfig config_;
  ::softadastra::detail::EngineHandle handle_{};
  std::optional<core_errors::Error> failure_{};
  std::uint64_t last_recovered_sequence_{0};
  mutable EntryCache cache_{};
};

} // namespace softadastra::store::engine
