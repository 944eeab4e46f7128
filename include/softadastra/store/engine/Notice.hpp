// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace softadastra::store::engine {

/// How much a notice matters.
enum class NoticeSeverity : std::uint8_t {
  /// Nothing is kept.
  None = 0,
  /// The store takes no writes, or something is lost.
  Error = 1,
  /// Somebody should look at it; the store goes on.
  Warning = 2,
  /// What happens in the course of things, and not often.
  Info = 3,
};

/// What a notice is about.
enum class NoticeTopic : std::uint8_t {
  /// What opening found.
  Open = 1,
  /// The log.
  Log = 2,
  /// Flushes and merges.
  Upkeep = 3,
  /// Deliveries.
  Outbox = 4,
  /// A registered peer.
  Peer = 5,
  /// What happened in a session.
  Session = 6,
  /// The recording of what comes in.
  Recording = 7,
};

/// Something that a store noticed.
struct Notice {
  NoticeSeverity severity{NoticeSeverity::Info}; ///< How much it matters.
  NoticeTopic topic{NoticeTopic::Open}; ///< What it is about.

  /// When, in milliseconds since 1970.
  std::int64_t at_ms{0};

  /// Notices that were dropped before this one because nobody fetched them.
  std::uint64_t dropped_count{0};

  /// What happened; its words may change.
  std::string text{};
};

/// Hears of notices at the end of calls on the store, on their thread, never in two threads at
/// once. Using the same store or sync engine in it fails with `Busy`. What it throws is dropped:
/// the call in which it runs has been done.
using NoticeFunction = std::function<void(const Notice &)>;

/// Hands a function for notices to an engine. For `StoreEngine`; no use on its own.
class NoticeHost {
public:
  /// Success or an error.
  using Result = ::softadastra::core::types::Result<void, ::softadastra::core::errors::Error>;
  /// A notice, nullopt when none waits, or an error.
  using Polled =
      ::softadastra::core::types::Result<std::optional<Notice>, ::softadastra::core::errors::Error>;

  /// See `StoreEngine::set_notify`.
  [[nodiscard]] static Result set(const ::softadastra::detail::EngineHandle &engine,
                                  NoticeSeverity least, NoticeFunction function) {
    const bool is_set = static_cast<bool>(function);
    auto owned = is_set ? std::make_unique<NoticeFunction>(std::move(function)) : nullptr;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      // Released by the engine from here on, also when this fails.
      return ::sda_engine_set_notify(engine.get(), static_cast<std::uint32_t>(least),
                                     is_set ? &run : nullptr, owned.release(), &release, error);
    }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// See `StoreEngine::poll_notice`.
  [[nodiscard]] static Polled poll(const ::softadastra::detail::EngineHandle &engine) {
    auto found = ::softadastra::detail::sized<::sda_notice>();
    ::softadastra::detail::Buffer text;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_engine_poll_notice(engine.get(), &found, text.out(), error);
    }};
    if (call.failed()) {
      return Polled::err(call.error());
    }
    return Polled::ok(call.done() ? std::optional{notice_of(found, text.to_string())}
                                  : std::nullopt);
  }

private:
  [[nodiscard]] static Notice notice_of(const ::sda_notice &found, std::string text) {
    return Notice{static_cast<NoticeSeverity>(found.severity),
                  static_cast<NoticeTopic>(found.topic), found.at_ms, found.dropped_len,
                  std::move(text)};
  }

  static void run(void *function, const ::sda_notice *notice, const std::uint8_t *text,
                  std::size_t text_len) noexcept {
    try {
      const auto &hear = *static_cast<const NoticeFunction *>(function);
      hear(notice_of(*notice, ::softadastra::detail::string_from(text, text_len)));
    } catch (...) {
      // The call in which this runs has been done, and its outcome stands.
    }
  }

  static void release(void *function) noexcept { delete static_cast<NoticeFunction *>(function); }
};

} // namespace softadastra::store::engine
