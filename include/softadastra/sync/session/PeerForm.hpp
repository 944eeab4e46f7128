// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/sync/session/PeerDelivery.hpp"
#include "softadastra/sync/session/PeerStatus.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace softadastra::sync::session {

/// Statuses of peers as the engine gives them. For `SyncEngine`; no use on its own.
struct PeerForm {
  /// How far one operation has come.
  [[nodiscard]] static PeerDelivery delivery(const ::sda_peer_delivery &found) {
    PeerDelivery made;
    made.is_durable = found.is_durable != 0;
    made.is_applied = found.is_applied != 0;
    made.refusal_count = found.refusal_count;
    made.last_error = error_of(found.last_error);
    made.last_refused_at = time_of(found.last_refused_at_ms);
    made.next_attempt_at = time_of(found.next_attempt_at_ms);
    made.is_given_up = found.is_given_up != 0;
    return made;
  }

  /// One status.
  [[nodiscard]] static PeerStatus status(const ::sda_peer_status_info &info) {
    using ::softadastra::core::time::Duration;
    namespace detail = ::softadastra::detail;
    PeerStatus made;
    made.node = detail::string_from(info.node_id, info.node_id_len);
    made.is_connected = info.is_connected != 0;
    made.lease = Duration::from_millis(info.lease_ms);
    made.seen_at = ::softadastra::core::time::Timestamp::from_millis(info.seen_at_ms);
    made.lease_ends_at = time_of(info.lease_ends_at_ms);
    made.known_count = info.known_count;
    made.durable_count = info.durable_count;
    made.applied_count = info.applied_count;
    made.pending_own_count = info.pending_own_count;
    made.pending_relayed_count = info.pending_relayed_count;
    made.gone_count = info.gone_count;
    made.in_flight_count = info.in_flight_count;
    made.refused_count = info.refused_count;
    made.gap_count = info.gap_count;
    if (info.oldest_pending_age_ms >= 0) {
      made.oldest_pending_age = Duration::from_millis(info.oldest_pending_age_ms);
    }
    made.held_log_bytes = info.held_log_bytes;
    made.held_alone_log_bytes = info.held_alone_log_bytes;
    made.session_count = info.session_count;
    made.sent_count = info.sent_count;
    made.resent_count = info.resent_count;
    made.received_count = info.received_count;
    made.duplicate_count = info.duplicate_count;
    made.sent_bytes = info.sent_bytes;
    made.received_bytes = info.received_bytes;
    made.rejected_frame_count = info.rejected_frame_count;
    made.retry_count = info.retry_count;
    made.last_error = error_of(info.last_error);
    made.last_error_at = time_of(info.last_error_at_ms);
    made.converged_at = time_of(info.converged_at_ms);
    made.lag_count = info.lag_count;
    made.lag_p50 = Duration::from_millis(info.lag_p50_ms);
    made.lag_p99 = Duration::from_millis(info.lag_p99_ms);
    made.lag_max = Duration::from_millis(info.lag_max_ms);
    return made;
  }

  /// All of a list.
  [[nodiscard]] static std::vector<PeerStatus>
  list(const ::softadastra::detail::PeersHandle &peers) {
    std::vector<PeerStatus> all;
    const std::size_t count = ::sda_peers_len(peers.get());
    all.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
      auto info = ::softadastra::detail::sized<::sda_peer_status_info>();
      if (::sda_peers_get(peers.get(), at, &info, nullptr) == SDA_OK) {
        all.push_back(status(info));
      }
    }
    return all;
  }

private:
  /// What a status says; 0 stands for none.
  [[nodiscard]] static ::softadastra::core::errors::ErrorCode error_of(std::int32_t status) {
    return status == SDA_OK ? ::softadastra::core::errors::ErrorCode::None
                            : ::softadastra::detail::Call::code_of(status);
  }

  /// A point in time; 0 stands for none.
  [[nodiscard]] static std::optional<::softadastra::core::time::Timestamp>
  time_of(std::int64_t millis) {
    using ::softadastra::core::time::Timestamp;
    return millis == 0 ? std::nullopt : std::optional{Timestamp::from_millis(millis)};
  }
};

} // namespace softadastra::sync::session
