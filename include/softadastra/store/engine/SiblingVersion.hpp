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
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::store::engine {

/// One replicated version of a key that no other has replaced: a value, or the mark of a delete.
struct SiblingVersion {
  /// The node that wrote it, its epoch, and its sequence number.
  std::string node_id{};
  std::uint32_t epoch{0}; ///< The epoch of its node.
  std::uint64_t sequence{0}; ///< Its number at that node.

  /// Hybrid logical clock, milliseconds << 16 | counter: orders the versions.
  std::uint64_t stamp{0};

  /// This store's version of the write.
  std::uint64_t version{0};

  /// When the application made the write.
  ::softadastra::core::time::Timestamp timestamp{};

  /// Whether it is the mark of a delete; the value is empty then.
  bool deleted{false};
  types::Value value{}; ///< The value.

  /// A list or an error.
  using List = ::softadastra::core::types::Result<std::vector<SiblingVersion>,
                                                  ::softadastra::core::errors::Error>;

  /// All of a key, the one that every replica ranks first at the front. For
  /// `StoreEngine::versions`.
  [[nodiscard]] static List read(const ::softadastra::detail::EngineHandle &engine,
                                 std::string_view key) {
    namespace detail = ::softadastra::detail;
    ::sda_versions *opened = nullptr;
    const detail::Call call{[&](::sda_error **error) {
      return ::sda_store_versions(engine.get(), detail::data_of(key), key.size(), &opened, error);
    }};
    const detail::VersionsHandle list{opened};
    if (call.failed()) {
      return List::err(call.error());
    }
    return List::ok(all_of(opened));
  }

  /// The versions of a list of the C interface, which stays the caller's.
  [[nodiscard]] static std::vector<SiblingVersion> all_of(const ::sda_versions *list) {
    namespace detail = ::softadastra::detail;
    std::vector<SiblingVersion> versions;
    versions.reserve(::sda_versions_len(list));
    auto found = detail::sized<::sda_version>();
    for (std::size_t at = 0; ::sda_versions_get(list, at, &found, nullptr) == SDA_OK; ++at) {
      SiblingVersion made;
      made.node_id = detail::string_from(found.node_id, found.node_id_len);
      made.epoch = found.epoch;
      made.sequence = found.sequence;
      made.stamp = found.stamp;
      made.version = found.version;
      made.timestamp = ::softadastra::core::time::Timestamp::from_millis(found.timestamp_ms);
      made.deleted = found.operation_type == SDA_OPERATION_DELETE;
      made.value = types::Value{detail::bytes_from(found.value, found.value_len)};
      versions.push_back(std::move(made));
    }
    return versions;
  }
};

/// What a read into the caller's memory found.
struct ReadInto {
  /// Whether the key is there.
  bool found{false};

  /// Whether the value was copied: false when the buffer is too small for it.
  bool copied{false};

  /// Length of the value in bytes, also when it was not copied.
  std::size_t size{0};

  /// The version, and when the application made the write; only when it was copied.
  std::uint64_t version{0};
  ::softadastra::core::time::Timestamp timestamp{}; ///< When the application made the write.
};

} // namespace softadastra::store::engine
