// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/types/OperationType.hpp"
#include "softadastra/store/types/Value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace softadastra::store::feed {

/// What happened. Later versions may add others, to be passed over.
enum class ChangeType : std::uint8_t {
  Unknown = 0,  ///< Not set.
  Local = 1,    ///< A write that is not replicated.
  Own = 2,      ///< A replicated write, made here.
  Remote = 3,   ///< A replicated write, received.
  Conflict = 4, ///< The write before this, of the same version, met one that did not know of it.
  Settled = 5,  ///< Operations made here are owed no more: acknowledged, discarded on purpose, or
                ///< taken out of a full outbox because a later write had replaced them.
  Delivery = 6, ///< A delivery failed, is to be tried again, or was queued by hand.
  Identity = 7, ///< From here on this store writes under that node id.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(ChangeType type) noexcept {
  switch (type) {
  case ChangeType::Unknown:
    return "unknown";
  case ChangeType::Local:
    return "local";
  case ChangeType::Own:
    return "own";
  case ChangeType::Remote:
    return "remote";
  case ChangeType::Conflict:
    return "conflict";
  case ChangeType::Settled:
    return "settled";
  case ChangeType::Delivery:
    return "delivery";
  case ChangeType::Identity:
    return "identity";
  }
  return "invalid";
}

/// One change. What its type does not speak of is empty or 0.
struct Change {
  ChangeType type{ChangeType::Unknown}; ///< What kind of change.

  /// Put or delete, for the types with a key.
  types::OperationType operation{types::OperationType::Unknown};

  /// The key that was written.
  std::string key{};

  /// The value of a put, when values were asked for.
  types::Value value{};

  /// The store's version of the write; of a delivery, that of the operation it is about.
  std::uint64_t version{0};

  /// When the application made the write.
  ::softadastra::core::time::Timestamp timestamp{};

  /// The node that made it, and its public id; of settled operations the first id.
  std::string origin{};
  std::string sync_id{}; ///< Public id of the operation.

  /// The origin's sequence number; of settled operations the first and the last.
  std::uint64_t sequence{0};
  std::uint64_t sequence_last{0}; ///< The last of them.

  /// Delivery: where the operation stands, a number of `sync::types::SyncStatus`, and how often it
  /// was handed out.
  std::uint8_t status{0};
  std::uint32_t retry_count{0}; ///< How often it was delivered.

  /// Where to go on once this change and all before it are dealt with.
  std::uint64_t position{0};

  /// Deliveries: why the last one failed; `None` when it did not.
  ::softadastra::core::errors::ErrorCode last_error{::softadastra::core::errors::ErrorCode::None};
};

/// The changes of a store in the order in which they happened, to be read on from where a reader
/// stopped, also in a later process.
///
/// To miss nothing: ask `StoreEngine::feed_end`, walk over a `scan`, then follow the feed from that
/// position; a change can be in both. Deal with changes before saving `position`: after a crash
/// those since the last save are told again. Nothing is told before it is applied and as durable as
/// the configuration promises; acknowledgements and failures are told once they are in the log, at
/// the latest after `flush`. Move-only; one thread at a time.
class ChangeFeed {
public:
  /// The opened object or an error.
  using Opened = ::softadastra::core::types::Result<ChangeFeed, ::softadastra::core::errors::Error>;
  /// The next item, nullopt at the end, or an error.
  using Next =
      ::softadastra::core::types::Result<std::optional<Change>, ::softadastra::core::errors::Error>;

  /// Starts reading. `StoreEngine::changes` is the usual way here, and says what can fail.
  [[nodiscard]] static Opened open(const ::softadastra::detail::EngineHandle &engine,
                                   std::uint64_t position, bool with_values) {
    ::sda_feed *opened = nullptr;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_feed_open(engine.get(), position, ::softadastra::detail::flag(with_values),
                             &opened, error);
    }};
    return call.failed() ? Opened::err(call.error()) : Opened::ok(ChangeFeed{opened});
  }

  /// The next change; nullopt when nothing more has happened so far, where a later call goes on.
  ///
  /// Errors: `Closed` when the engine was closed; `NotFound` for a reader that fell behind what is
  /// kept; `FileReadError`, `Corrupted`; `InvalidState` for a feed that was moved from.
  [[nodiscard]] Next next() {
    namespace errors = ::softadastra::core::errors;
    if (handle_ == nullptr) {
      return Next::err(errors::Error::make(errors::ErrorCode::InvalidState,
                                           "the feed was moved to another object"));
    }
    auto found = ::softadastra::detail::sized<::sda_change>();
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return ::sda_feed_next(handle_.get(), &found, error); }};
    if (call.failed()) {
      return Next::err(call.error());
    }
    return Next::ok(call.done() ? std::optional<Change>{made_of(found)} : std::nullopt);
  }

  /// Where to go on once everything handed out is dealt with; 0 for a feed that was moved from.
  /// Still answers after the engine was closed.
  [[nodiscard]] std::uint64_t position() const noexcept {
    std::uint64_t position = 0;
    static_cast<void>(::sda_feed_position(handle_.get(), &position, nullptr));
    return position;
  }

private:
  explicit ChangeFeed(::sda_feed *opened) noexcept : handle_(opened) {}

  [[nodiscard]] static Change made_of(const ::sda_change &found) {
    using ::softadastra::detail::bytes_from;
    using ::softadastra::detail::string_from;
    const auto last = static_cast<std::uint32_t>(ChangeType::Identity);
    Change change;
    change.type = found.change_type > last ? ChangeType::Unknown
                                           : static_cast<ChangeType>(found.change_type);
    change.operation = static_cast<types::OperationType>(found.operation_type);
    change.key = string_from(found.key, found.key_len);
    change.value = types::Value{bytes_from(found.value, found.value_len)};
    change.version = found.version;
    change.timestamp = ::softadastra::core::time::Timestamp::from_millis(found.timestamp_ms);
    change.origin = string_from(found.origin, found.origin_len);
    change.sync_id = string_from(found.sync_id, found.sync_id_len);
    change.sequence = found.sequence;
    change.sequence_last = found.sequence_last;
    change.status = static_cast<std::uint8_t>(found.status);
    change.retry_count = found.retry_count;
    change.position = found.position;
    if (found.last_error < 0) {
      change.last_error = ::softadastra::detail::Call::code_of(found.last_error);
    }
    return change;
  }

  ::softadastra::detail::FeedHandle handle_;
};

} // namespace softadastra::store::feed
