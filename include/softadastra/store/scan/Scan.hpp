// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/detail/Thrown.hpp"
#include "softadastra/store/core/Entry.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace softadastra::store::scan {

/// Which keys a scan walks over: those that satisfy all three; an empty one is no bound.
struct Range {
  /// The first key.
  std::string from{};

  /// The first key behind the range, not walked to.
  std::string to{};

  /// What every key begins with.
  std::string prefix{};

  /// The keys that begin with `prefix`.
  [[nodiscard]] static Range with_prefix(std::string prefix) {
    return Range{{}, {}, std::move(prefix)};
  }

  /// The keys from `from` up to, not including, `to`.
  [[nodiscard]] static Range between(std::string from, std::string to) {
    return Range{std::move(from), std::move(to), {}};
  }
};

/// A key with its value, borrowed from the scan until its next step.
struct Row {
  std::string_view key{}; ///< The key.
  std::span<const std::uint8_t> value{}; ///< The value.
  std::uint64_t version{0}; ///< The store's version of the write.
  ::softadastra::core::time::Timestamp timestamp{}; ///< When the application made the write.

  /// The value as text; UTF-8 is not checked.
  [[nodiscard]] std::string_view text() const noexcept {
    return {reinterpret_cast<const char *>(value.data()), value.size()};
  }

  /// A copy that may be kept.
  [[nodiscard]] store::core::Entry to_entry() const {
    return store::core::Entry{types::Key{std::string{key}}, types::Value{value}, version, timestamp};
  }
};

/// A walk over the entries of a range, in byte order, as they stood when it began: writes made
/// meanwhile are not seen. It holds on to what it shows, in memory and on disk, until it is
/// destroyed. Move-only; one thread at a time; reads and writes of the store go on beside it.
class Scan {
public:
  /// The opened object or an error.
  using Opened = ::softadastra::core::types::Result<Scan, ::softadastra::core::errors::Error>;
  /// The next item, nullopt at the end, or an error.
  using Next =
      ::softadastra::core::types::Result<std::optional<Row>, ::softadastra::core::errors::Error>;

  /// Begins the walk. `StoreEngine::scan` is the usual way here.
  [[nodiscard]] static Opened open(const ::softadastra::detail::EngineHandle &engine,
                                   const Range &range) {
    using ::softadastra::detail::data_of;
    ::sda_scan *opened = nullptr;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_scan_open_range(engine.get(), data_of(range.prefix), range.prefix.size(),
                                   data_of(range.from), range.from.size(), data_of(range.to),
                                   range.to.size(), &opened, error);
    }};
    return call.failed() ? Opened::err(call.error()) : Opened::ok(Scan{opened});
  }

  /// The next row; nullopt at the end. What it points to is valid until the next call.
  ///
  /// Errors: `Closed` when the engine was closed; `FileReadError` and `Corrupted`, where the scan
  /// has not moved; `InvalidState` for a scan that was moved from, and where a merge function is
  /// missing; `Unknown` where it failed. Throws what a merge function threw. After these, too, the
  /// scan has not moved.
  [[nodiscard]] Next next() {
    namespace errors = ::softadastra::core::errors;
    if (handle_ == nullptr) {
      return Next::err(errors::Error::make(errors::ErrorCode::InvalidState,
                                           "the scan was moved to another object"));
    }
    auto found = ::softadastra::detail::sized<::sda_entry>();
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return ::sda_scan_next(handle_.get(), &found, error); }};
    ::softadastra::detail::Thrown::rethrow();
    if (call.failed()) {
      return Next::err(call.error());
    }
    if (!call.done()) {
      return Next::ok(std::optional<Row>{});
    }
    const std::string_view key{reinterpret_cast<const char *>(found.key), found.key_len};
    const std::span<const std::uint8_t> value{found.value, found.value_len};
    const auto timestamp = ::softadastra::core::time::Timestamp::from_millis(found.timestamp_ms);
    return Next::ok(std::optional<Row>{Row{key, value, found.version, timestamp}});
  }

private:
  explicit Scan(::sda_scan *opened) noexcept : handle_(opened) {}

  ::softadastra::detail::ScanHandle handle_;
};

} // namespace softadastra::store::scan
