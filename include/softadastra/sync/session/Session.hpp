// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/sync/session/SessionEvent.hpp"
#include "softadastra/sync/session/SessionOptions.hpp"
#include "softadastra/sync/session/SessionState.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace softadastra::sync::session {

/// A session with one peer: bytes in, bytes out, and no wire of its own.
///
/// After every change (bytes handled, a write, a wake-up) take frames with `poll_transmit` until
/// there are none, then wait for bytes or for `next_wakeup`. Frames may be lost, repeated,
/// reordered and damaged on the way; what matters is said again until it is answered. Nothing
/// leaves, and nothing is acknowledged, that a crash could take back here.
///
/// Move-only; a session that was moved from answers `InvalidState`. One thread at a time; any
/// number of sessions share a store. Lives on after its store was closed, and answers `Closed`.
/// One that is destroyed ends without a word to the peer.
class Session {
public:
  /// What an error is here.
  using Error = ::softadastra::core::errors::Error;
  /// Success or an error.
  using Result = ::softadastra::core::types::Result<void, Error>;
  /// The opened object or an error.
  using Opened = ::softadastra::core::types::Result<Session, Error>;
  /// A frame, nullopt when nothing is due, or an error.
  using Frame =
      ::softadastra::core::types::Result<std::optional<std::vector<std::uint8_t>>, Error>;
  /// An event, nullopt when none waits, or an error.
  using Event = ::softadastra::core::types::Result<std::optional<SessionEvent>, Error>;
  /// A time, nullopt when there is none, or an error.
  using Wakeup = ::softadastra::core::types::Result<
      std::optional<::softadastra::core::time::Timestamp>, Error>;
  /// Where the session stands, or an error.
  using State = ::softadastra::core::types::Result<SessionState, Error>;
  /// The length of a frame, nullopt while it cannot be told, or an error.
  using Length = ::softadastra::core::types::Result<std::optional<std::size_t>, Error>;

  /// Begins a session. `SyncEngine::open_session` is the usual way here, and says what can fail.
  [[nodiscard]] static Opened open(const ::softadastra::detail::EngineHandle &engine,
                                   const SessionOptions &options) {
    namespace detail = ::softadastra::detail;
    auto wanted = detail::sized<::sda_session_options>();
    static_cast<void>(::sda_session_options_init(&wanted));
    wanted.node_id = detail::data_of(options.peer);
    wanted.node_id_len = options.peer.size();
    wanted.accept_unknown = detail::flag(options.accept_lease.has_value());
    wanted.accept_lease_ms = options.accept_lease.has_value() ? options.accept_lease->millis() : 0;
    wanted.window_bytes = options.window_bytes;
    wanted.accept_snapshot = detail::flag(options.accept_snapshot);
    wanted.snapshot_bytes_max = options.snapshot_bytes_max;
    wanted.snapshot_step_bytes = options.snapshot_step_bytes;
    wanted.frame_bytes_max = options.frame_bytes_max;
    ::sda_session *opened = nullptr;
    const detail::Call call{[&](::sda_error **error) {
      return ::sda_session_open(engine.get(), &wanted, &opened, error);
    }};
    return call.failed() ? Opened::err(call.error()) : Opened::ok(Session{opened});
  }

  /// Takes bytes that came from the peer: one or more whole frames.
  ///
  /// Errors: `Corrupted` and `UnsupportedFormat` for a frame that was damaged or of a later
  /// version: it and what is behind it are dropped, and the session goes on. `InvalidArgument`,
  /// `PermissionDenied` and others when the peer broke the rules or may not come: the session is
  /// over when `state` says so. Those of the disk: what was not taken comes again.
  /// `InvalidState` when the session is over.
  [[nodiscard]] Result handle(std::span<const std::uint8_t> bytes) {
    return done([&](::sda_session *session, ::sda_error **error) {
      return ::sda_session_handle(session, bytes.data(), bytes.size(), error);
    });
  }

  /// The next frame for the peer, at most `bytes_max` bytes of it, 1024 or more; nullopt when there
  /// is nothing to say now.
  ///
  /// Errors: `InvalidArgument` for too little room; those of the disk.
  [[nodiscard]] Frame poll_transmit(std::size_t bytes_max = std::size_t{1} << 20) {
    ::softadastra::detail::Buffer frame;
    return answered<Frame>(
        [&](::sda_session *session, ::sda_error **error) {
          return ::sda_session_poll_transmit(session, bytes_max, frame.out(), error);
        },
        [&] { return frame.to_bytes(); });
  }

  /// What has happened, oldest first; nullopt when nothing more has. At most 1024 events wait.
  [[nodiscard]] Event poll_event() {
    auto event = ::softadastra::detail::sized<::sda_session_event>();
    return answered<Event>(
        [&](::sda_session *session, ::sda_error **error) {
          return ::sda_session_poll_event(session, &event, error);
        },
        [&] { return made_of(event); });
  }

  /// When to call `poll_transmit` next if nothing else happens before, a time in the past for at
  /// once; nullopt when nothing is waited for.
  [[nodiscard]] Wakeup next_wakeup() const {
    std::int64_t at_ms = 0;
    return answered<Wakeup>(
        [&](::sda_session *session, ::sda_error **error) {
          return ::sda_session_next_wakeup_at_ms(session, &at_ms, error);
        },
        [&] { return ::softadastra::core::time::Timestamp::from_millis(at_ms); });
  }

  /// Where the session stands.
  [[nodiscard]] State state() const {
    auto info = ::softadastra::detail::sized<::sda_session_state_info>();
    const auto known = done([&](::sda_session *session, ::sda_error **error) {
      return ::sda_session_state(session, &info, error);
    });
    if (known.is_err()) {
      return State::err(known.error());
    }
    SessionState state;
    state.phase = static_cast<SessionPhase>(info.phase);
    state.in_flight_count = info.in_flight_count;
    state.peer = ::softadastra::detail::string_from(info.node_id, info.node_id_len);
    return State::ok(std::move(state));
  }

  /// Ends the session in order: what was under way is owed again, and the peer is told with the
  /// next `poll_transmit`.
  [[nodiscard]] Result close() {
    return done([](::sda_session *session, ::sda_error **error) {
      return ::sda_session_close(session, error);
    });
  }

  /// How many bytes the frame at the front of `bytes` has, whether or not all are there; nullopt
  /// while its head is not complete. For transports of streams, which have to cut what comes into
  /// frames.
  ///
  /// Errors: `Corrupted` when it is no frame, `InvalidArgument` when it is longer than
  /// `frame_bytes_max`: such a stream cannot be followed any more.
  [[nodiscard]] static Length frame_bytes(std::span<const std::uint8_t> bytes,
                                          std::uint32_t frame_bytes_max = 1U << 20) {
    std::uint64_t length = 0;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_frame_bytes(bytes.data(), bytes.size(), frame_bytes_max, &length, error);
    }};
    if (call.failed()) {
      return Length::err(call.error());
    }
    return Length::ok(call.done() ? std::optional{static_cast<std::size_t>(length)}
                                  : std::nullopt);
  }

private:
  explicit Session(::sda_session *opened) noexcept : handle_(opened) {}

  [[nodiscard]] static Error moved() {
    return Error::make(::softadastra::core::errors::ErrorCode::InvalidState,
                       "the session was moved to another object");
  }

  template <typename Invoke>
  [[nodiscard]] Result done(Invoke invoke) const {
    if (handle_ == nullptr) {
      return Result::err(moved());
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return invoke(handle_.get(), error); }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// Something, made when there is something, or nothing.
  template <typename Answer, typename Invoke, typename Make>
  [[nodiscard]] Answer answered(Invoke invoke, Make make) const {
    if (handle_ == nullptr) {
      return Answer::err(moved());
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return invoke(handle_.get(), error); }};
    if (call.failed()) {
      return Answer::err(call.error());
    }
    return Answer::ok(call.done() ? std::optional{make()} : std::nullopt);
  }

  [[nodiscard]] static SessionEvent made_of(const ::sda_session_event &event) {
    namespace detail = ::softadastra::detail;
    const auto last = static_cast<std::uint32_t>(SessionEventType::SnapshotInstalled);
    SessionEvent made;
    made.type = event.event_type > last ? SessionEventType::Unknown
                                        : static_cast<SessionEventType>(event.event_type);
    made.node = detail::string_from(event.node_id, event.node_id_len);
    made.epoch = event.epoch;
    made.sequence = event.sequence;
    made.count = event.count;
    made.other_count = event.other_count;
    made.elapsed = ::softadastra::core::time::Duration::from_millis(event.elapsed_ms);
    if (event.status != SDA_OK) {
      made.code = detail::Call::code_of(event.status);
    }
    made.reason = detail::string_from(event.reason, event.reason_len);
    return made;
  }

  ::softadastra::detail::SessionHandle handle_;
};

} // namespace softadastra::sync::session
