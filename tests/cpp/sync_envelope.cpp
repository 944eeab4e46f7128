// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/outbox/OutboxEntry.hpp"
#include "sync_samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>

namespace {

namespace sync = softadastra::sync;
using softadastra::core::time::Timestamp;
using sync::core::SyncEnvelope;
using sync::outbox::OutboxEntry;
using sync::types::AckStatus;
using sync::types::SyncStatus;

static_assert(std::is_same_v<sync::outbox::core::SyncEnvelope, SyncEnvelope>);
static_assert(std::is_same_v<sync::outbox::types::AckStatus, AckStatus>);
static_assert(std::is_same_v<sync::outbox::core_time::Timestamp, Timestamp>);

static_assert(!std::is_convertible_v<sync::core::SyncOperation, SyncEnvelope>);
static_assert(std::is_nothrow_move_constructible_v<SyncEnvelope>);
static_assert(std::is_nothrow_move_assignable_v<SyncEnvelope>);
static_assert(std::is_same_v<decltype(SyncEnvelope::retry_count), std::uint32_t>);
static_assert(std::is_same_v<decltype(SyncEnvelope::last_error), std::uint16_t>);
static_assert(
    std::is_same_v<decltype(&SyncEnvelope::mark_in_flight), void (SyncEnvelope::*)(bool) noexcept>);
static_assert(!std::is_convertible_v<SyncEnvelope, OutboxEntry>);
static_assert(std::is_same_v<decltype(&OutboxEntry::sync_id),
                             const std::string &(OutboxEntry::*)() const noexcept>);
static_assert(std::is_nothrow_move_assignable_v<OutboxEntry>);

constexpr std::array all_statuses{
    SyncStatus::Unknown,      SyncStatus::Pending, SyncStatus::Queued, SyncStatus::InFlight,
    SyncStatus::Acknowledged, SyncStatus::Applied, SyncStatus::Failed};
constexpr std::array all_ack_statuses{AckStatus::None, AckStatus::Waiting, AckStatus::Received,
                                      AckStatus::TimedOut};

[[nodiscard]] SyncEnvelope in_state(SyncStatus status, AckStatus ack_status) {
  return SyncEnvelope{samples::operation("id"), status, ack_status};
}

TEST(SyncEnvelopeState, begins_pending_without_attempts) {
  const auto envelope = samples::envelope("id");
  EXPECT_EQ(envelope.status, SyncStatus::Pending);
  EXPECT_EQ(envelope.ack_status, AckStatus::None);
  EXPECT_EQ(envelope.retry_count, 0U);
  EXPECT_FALSE(envelope.last_attempt_at.is_valid());
  EXPECT_FALSE(envelope.next_retry_at.is_valid());
  EXPECT_EQ(envelope.last_error, 0U);
  EXPECT_TRUE(envelope.is_valid());
  EXPECT_FALSE(SyncEnvelope{}.is_valid());
}

TEST(SyncEnvelopeState, answers_for_every_pair_of_states) {
  for (const auto status : all_statuses) {
    for (const auto ack : all_ack_statuses) {
      const auto envelope = in_state(status, ack);
      EXPECT_EQ(envelope.awaiting_ack(), ack == AckStatus::Waiting);
      EXPECT_EQ(envelope.acknowledged(), ack == AckStatus::Received);
      EXPECT_EQ(envelope.terminal(), status == SyncStatus::Applied || status == SyncStatus::Failed);
      EXPECT_EQ(envelope.retryable(), status == SyncStatus::Failed || ack == AckStatus::TimedOut);
      EXPECT_EQ(envelope.ready_to_send(),
                status == SyncStatus::Queued && ack != AckStatus::Waiting);
      EXPECT_EQ(envelope.is_valid(), status != SyncStatus::Unknown);
    }
  }
  EXPECT_FALSE(in_state(SyncStatus::Queued, static_cast<AckStatus>(4)).is_valid());
  EXPECT_FALSE(in_state(static_cast<SyncStatus>(7), AckStatus::None).is_valid());
}

TEST(SyncEnvelopeState, counts_an_attempt_when_sent) {
  const auto before = Timestamp::now();
  auto envelope = samples::envelope("id");
  envelope.schedule_retry_at(Timestamp::from_millis(77));
  envelope.mark_in_flight();
  EXPECT_EQ(envelope.status, SyncStatus::InFlight);
  EXPECT_EQ(envelope.ack_status, AckStatus::Waiting);
  EXPECT_EQ(envelope.retry_count, 1U);
  EXPECT_GE(envelope.last_attempt_at, before);
  EXPECT_LE(envelope.last_attempt_at, Timestamp::now());
  EXPECT_EQ(envelope.next_retry_at.millis(), 77);

  envelope.mark_in_flight(false);
  EXPECT_EQ(envelope.ack_status, AckStatus::None);
  EXPECT_EQ(envelope.retry_count, 2U);
}

TEST(SyncEnvelopeState, never_wraps_the_number_of_attempts) {
  auto envelope = samples::envelope("id");
  envelope.retry_count = std::numeric_limits<std::uint32_t>::max();
  envelope.mark_in_flight();
  EXPECT_EQ(envelope.retry_count, std::numeric_limits<std::uint32_t>::max());
}

TEST(SyncEnvelopeState, keeps_counters_and_times_when_queued_again) {
  auto envelope = samples::envelope("id");
  envelope.mark_in_flight();
  envelope.schedule_retry_at(Timestamp::from_millis(77));
  const auto attempted_at = envelope.last_attempt_at;
  envelope.mark_queued();
  EXPECT_EQ(envelope.status, SyncStatus::Queued);
  EXPECT_EQ(envelope.ack_status, AckStatus::None);
  EXPECT_EQ(envelope.retry_count, 1U);
  EXPECT_EQ(envelope.last_attempt_at, attempted_at);
  EXPECT_EQ(envelope.next_retry_at.millis(), 77);
}

TEST(SyncEnvelopeState, changes_only_what_a_mark_is_about) {
  for (const auto ack : all_ack_statuses) {
    auto applied = in_state(SyncStatus::InFlight, ack);
    applied.mark_applied();
    EXPECT_EQ(applied.status, SyncStatus::Applied);
    EXPECT_EQ(applied.ack_status, ack);

    auto failed = in_state(SyncStatus::InFlight, ack);
    failed.mark_failed();
    EXPECT_EQ(failed.status, SyncStatus::Failed);
    EXPECT_EQ(failed.ack_status, ack);

    auto acknowledged = in_state(SyncStatus::InFlight, ack);
    acknowledged.mark_acknowledged();
    EXPECT_EQ(acknowledged.status, SyncStatus::Acknowledged);
    EXPECT_EQ(acknowledged.ack_status, AckStatus::Received);

    auto timed_out = in_state(SyncStatus::InFlight, ack);
    timed_out.mark_timed_out();
    EXPECT_EQ(timed_out.status, SyncStatus::Failed);
    EXPECT_EQ(timed_out.ack_status, AckStatus::TimedOut);
  }
}

TEST(SyncEnvelopeState, keeps_the_last_error_until_cleared) {
  auto envelope = samples::envelope("id");
  envelope.last_error = 9;
  envelope.mark_in_flight();
  envelope.mark_acknowledged();
  EXPECT_EQ(envelope.last_error, 9U);

  envelope.schedule_retry_at(Timestamp::from_millis(77));
  envelope.clear();
  EXPECT_FALSE(envelope.operation.has_sync_id());
  EXPECT_EQ(envelope.status, SyncStatus::Pending);
  EXPECT_EQ(envelope.ack_status, AckStatus::None);
  EXPECT_EQ(envelope.retry_count, 0U);
  EXPECT_FALSE(envelope.last_attempt_at.is_valid());
  EXPECT_FALSE(envelope.next_retry_at.is_valid());
  EXPECT_EQ(envelope.last_error, 0U);
}

TEST(SyncOutboxEntry, is_ready_in_every_open_state) {
  const auto now = Timestamp::from_millis(1000);
  for (const auto status : all_statuses) {
    for (const auto ack : all_ack_statuses) {
      const OutboxEntry entry{in_state(status, ack)};
      const bool open = status != SyncStatus::Unknown && status != SyncStatus::Applied &&
                        status != SyncStatus::Failed && ack != AckStatus::Received;
      EXPECT_EQ(entry.ready(now), open);
    }
  }
}

TEST(SyncOutboxEntry, is_ready_from_its_retry_time_on) {
  OutboxEntry entry{samples::envelope("id")};
  entry.schedule_retry_at(Timestamp::from_millis(1000));
  EXPECT_FALSE(entry.ready(Timestamp::from_millis(999)));
  EXPECT_TRUE(entry.ready(Timestamp::from_millis(1000)));
  EXPECT_TRUE(entry.ready());
  entry.schedule_retry_at(Timestamp::from_millis(std::numeric_limits<std::int64_t>::max()));
  EXPECT_FALSE(entry.ready());
}

TEST(SyncOutboxEntry, is_never_ready_at_an_invalid_time_or_when_invalid) {
  EXPECT_FALSE(OutboxEntry{samples::envelope("id")}.ready(Timestamp{}));
  EXPECT_FALSE(OutboxEntry{samples::envelope("id")}.ready(Timestamp::from_millis(-1)));
  EXPECT_FALSE(OutboxEntry{}.ready());
}

TEST(SyncOutboxEntry, passes_every_mark_on_to_its_envelope) {
  OutboxEntry entry{samples::envelope("id")};
  EXPECT_EQ(entry.sync_id(), "id");
  EXPECT_TRUE(entry.is_valid());
  entry.mark_queued();
  EXPECT_TRUE(entry.ready_to_send());
  entry.mark_in_flight();
  EXPECT_TRUE(entry.awaiting_ack());
  entry.mark_in_flight(false);
  EXPECT_FALSE(entry.awaiting_ack());
  EXPECT_EQ(entry.envelope.retry_count, 2U);
  entry.mark_timed_out();
  EXPECT_TRUE(entry.retryable());
  entry.mark_acknowledged();
  EXPECT_TRUE(entry.acknowledged() && !entry.terminal());
  entry.mark_failed();
  EXPECT_EQ(entry.envelope.status, SyncStatus::Failed);
  entry.mark_applied();
  EXPECT_TRUE(entry.terminal());
  EXPECT_EQ(entry.envelope.status, SyncStatus::Applied);
  entry.clear();
  EXPECT_EQ(entry.sync_id(), "");
  EXPECT_FALSE(entry.is_valid());
}

} // namespace
