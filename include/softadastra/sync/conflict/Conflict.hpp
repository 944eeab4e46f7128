// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/types/Value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::sync::conflict {

/// A key with writes that did not know of each other, each of them kept. It is one until a later
/// write of the key, which has seen all of them, replaces them here and on every node it reaches.
struct Conflict {
  /// One of the writes.
  struct Side {
    /// Id, node, epoch and sequence number of the write; empty and 0 for one that is only local.
    std::string sync_id{};
    std::string node_id{}; ///< Its node.
    std::uint32_t epoch{0}; ///< The epoch of that node.
    std::uint64_t sequence{0}; ///< Its number at that node.

    /// Hybrid logical clock, milliseconds << 16 | counter: orders the sides.
    std::uint64_t stamp{0};

    /// This store's version of the write.
    std::uint64_t version{0};

    /// When the application made the write.
    ::softadastra::core::time::Timestamp timestamp{};

    /// Whether it is the mark of a delete; the value is empty then.
    bool deleted{false};
    ::softadastra::store::types::Value value{}; ///< The value.

    /// Whether it was made through the store alone, and no other node knows of it.
    bool local{false};

    /// Whether it is the one that is shown. None is where a merge function decides.
    bool shown{false};

    /// The peer whose session brought it: its node, or one that handed it on. Empty for a write
    /// made here, and where it is not known.
    std::string peer{};
  };

  /// A list or an error.
  using List = ::softadastra::core::types::Result<std::vector<Conflict>,
                                                  ::softadastra::core::errors::Error>;

  /// The key.
  std::string key{};

  /// The writes, the one that every node ranks first at the front, one that is only local last.
  std::vector<Side> sides{};

  /// Whether the policy leaves it to the application to write a resolution (`Manual`).
  bool unresolved{false};

  /// The value of the last write that all sides have seen; nullopt when it is not known (the end
  /// of the log does not hold it and all sides, or a side is only local), and where it was a
  /// delete.
  std::optional<::softadastra::store::types::Value> base{};

  /// Those of an engine behind a key. For `SyncEngine::conflicts`.
  [[nodiscard]] static List read(const ::softadastra::detail::EngineHandle &engine,
                                 std::string_view after, std::size_t count_max) {
    namespace detail = ::softadastra::detail;
    ::sda_conflicts *opened = nullptr;
    const detail::Call call{[&](::sda_error **error) {
      return ::sda_store_conflicts(engine.get(), detail::data_of(after), after.size(), count_max,
                                   &opened, error);
    }};
    const detail::ConflictsHandle list{opened};
    if (call.failed()) {
      return List::err(call.error());
    }
    std::vector<Conflict> conflicts;
    conflicts.reserve(::sda_conflicts_len(opened));
    auto found = detail::sized<::sda_conflict>();
    for (std::size_t at = 0; ::sda_conflicts_get(opened, at, &found, nullptr) == SDA_OK; ++at) {
      Conflict made;
      made.key = detail::string_from(found.key, found.key_len);
      made.unresolved = found.is_unresolved != 0;
      if (found.base != nullptr) {
        made.base =
            ::softadastra::store::types::Value{detail::bytes_from(found.base, found.base_len)};
      }
      auto side = detail::sized<::sda_conflict_side>();
      for (std::size_t nth = 0; ::sda_conflicts_side(opened, at, nth, &side, nullptr) == SDA_OK;
           ++nth) {
        made.sides.push_back(side_from(side));
      }
      conflicts.push_back(std::move(made));
    }
    return List::ok(std::move(conflicts));
  }

private:
  [[nodiscard]] static Side side_from(const ::sda_conflict_side &found) {
    namespace detail = ::softadastra::detail;
    Side made;
    made.local = found.is_local != 0;
    made.node_id = detail::string_from(found.node_id, found.node_id_len);
    made.sync_id = made.local ? "" : made.node_id + "-" + std::to_string(found.sequence);
    made.epoch = found.epoch;
    made.sequence = found.sequence;
    made.stamp = found.stamp;
    made.version = found.version;
    made.timestamp = ::softadastra::core::time::Timestamp::from_millis(found.timestamp_ms);
    made.deleted = found.operation_type == SDA_OPERATION_DELETE;
    made.value = ::softadastra::store::types::Value{detail::bytes_from(found.value, found.value_len)};
    made.shown = found.is_shown != 0;
    made.peer = detail::string_from(found.peer_id, found.peer_id_len);
    return made;
  }
};

} // namespace softadastra::sync::conflict
