// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/detail/Thrown.hpp"
#include "softadastra/store/core/Entry.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace softadastra::store::engine {

/// The entries of an engine as a map, read anew only after the engine has changed. For
/// `StoreEngine`; no use on its own. One thread at a time.
class EntryCache {
public:
  /// The container behind it.
  using Map = std::unordered_map<std::string, core::Entry>;

  /// The entries as they are now; none for null. The map object stays the same one for ever, its
  /// content is replaced when something has changed. Without memory for that, and when a merge
  /// function fails or throws, it stays as it was.
  [[nodiscard]] const Map &entries(const ::sda_engine *engine) noexcept {
    if (engine == nullptr) {
      entries_.clear();
      is_filled_ = false;
      return entries_;
    }
    std::uint64_t changes = 0;
    if (::sda_engine_changes(engine, &changes, nullptr) != SDA_OK ||
        (is_filled_ && changes == changes_)) {
      return entries_;
    }
    try {
      Map fresh;
      if (read(engine, fresh)) {
        entries_.swap(fresh);
        // Asked for before the walk: a change made meanwhile is noticed next time.
        changes_ = changes;
        is_filled_ = true;
      }
    } catch (...) {
      // Nothing was touched.
    }
    return entries_;
  }

  /// Walks over the shown keys of an engine and hands each to `visit(const sda_entry &)`, whose
  /// pointers are valid for that call. Returns the status of the last step: positive at the end.
  /// Throws what a merge function threw.
  template <typename Visit>
  [[nodiscard]] static ::sda_status walk(const ::sda_engine *engine, ::sda_error **error,
                                         Visit visit) {
    ::sda_scan *opened = nullptr;
    ::sda_status status = ::sda_scan_open(engine, &opened, error);
    const ::softadastra::detail::ScanHandle scan{opened};
    auto entry = ::softadastra::detail::sized<::sda_entry>();
    while (status == SDA_OK) {
      status = ::sda_scan_next(scan.get(), &entry, error);
      if (status == SDA_OK) {
        visit(entry);
      }
    }
    ::softadastra::detail::Thrown::rethrow();
    return status;
  }

private:
  [[nodiscard]] static bool read(const ::sda_engine *engine, Map &entries) {
    namespace detail = ::softadastra::detail;
    std::uint64_t count = 0;
    static_cast<void>(::sda_store_len(engine, &count, nullptr));
    entries.reserve(static_cast<std::size_t>(count));
    const auto status = walk(engine, nullptr, [&](const ::sda_entry &entry) {
      std::string key = detail::string_from(entry.key, entry.key_len);
      core::Entry made{types::Key{key},
                       types::Value{detail::bytes_from(entry.value, entry.value_len)},
                       entry.version, core::core_time::Timestamp::from_millis(entry.timestamp_ms)};
      entries.insert_or_assign(std::move(key), std::move(made));
    });
    return status == SDA_NOTHING;
  }

  Map entries_{};
  std::uint64_t changes_{0};
  bool is_filled_{false};
};

} // namespace softadastra::store::engine
