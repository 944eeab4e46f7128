// SPDX-License-Identifier: Apache-2.0
// Every documented symbol of this layer with its type.
#include "coverage.hpp"
#include "softadastra/sync/Sync.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using namespace coverage;
using namespace softadastra::sync;

using ack::AckTracker;
using AckEntry = AckTracker::AckEntry;
using applier::RemoteApplier;
using conflict::ConflictResolver;
using core::SyncConfig;
using core::SyncContext;
using core::SyncEnvelope;
using core::SyncOperation;
using core::SyncState;
using engine::SyncEngine;
using outbox::Outbox;
using outbox::OutboxEntry;
using queue::SyncQueue;
using scheduler::SyncScheduler;
using types::AckStatus;
using types::ConflictPolicy;
using types::SyncDirection;
using types::SyncStatus;
using utils::SyncIdGenerator;
using softadastra::core::errors::Error;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using softadastra::store::core::Entry;
using softadastra::store::core::Operation;
using softadastra::store::engine::ApplyResult;
using softadastra::store::engine::StoreEngine;
using String = std::string;
using Envelopes = std::vector<SyncEnvelope>;
using MaybeEnvelope = std::optional<SyncEnvelope>;

static_assert(static_cast<int>(AckStatus::None) == 0);
static_assert(static_cast<int>(AckStatus::Waiting) == 1);
static_assert(static_cast<int>(AckStatus::Received) == 2);
static_assert(static_cast<int>(AckStatus::TimedOut) == 3);
static_assert(std::is_same_v<std::underlying_type_t<AckStatus>, std::uint8_t>);
static_assert(has<std::string_view (*)(AckStatus) noexcept>(&types::to_string));
static_assert(has<bool (*)(AckStatus) noexcept>(&types::is_valid));
static_assert(has<bool (*)(AckStatus) noexcept>(&types::is_terminal));
static_assert(has<bool (*)(AckStatus) noexcept>(&types::is_waiting));

static_assert(static_cast<int>(ConflictPolicy::Unknown) == 0);
static_assert(static_cast<int>(ConflictPolicy::LastWriteWins) == 1);
static_assert(static_cast<int>(ConflictPolicy::KeepLocal) == 2);
static_assert(static_cast<int>(ConflictPolicy::KeepRemote) == 3);
static_assert(static_cast<int>(ConflictPolicy::Manual) == 4);
static_assert(std::is_same_v<std::underlying_type_t<ConflictPolicy>, std::uint8_t>);
static_assert(has<std::string_view (*)(ConflictPolicy) noexcept>(&types::to_string));
static_assert(has<bool (*)(ConflictPolicy) noexcept>(&types::is_valid));
static_assert(has<bool (*)(ConflictPolicy) noexcept>(&types::is_automatic));

static_assert(static_cast<int>(SyncDirection::Unknown) == 0);
static_assert(static_cast<int>(SyncDirection::LocalToRemote) == 1);
static_assert(static_cast<int>(SyncDirection::RemoteToLocal) == 2);
static_assert(std::is_same_v<std::underlying_type_t<SyncDirection>, std::uint8_t>);
static_assert(has<std::string_view (*)(SyncDirection) noexcept>(&types::to_string));
static_assert(has<bool (*)(SyncDirection) noexcept>(&types::is_valid));
static_assert(has<bool (*)(SyncDirection) noexcept>(&types::is_outbound));
static_assert(has<bool (*)(SyncDirection) noexcept>(&types::is_inbound));

static_assert(static_cast<int>(SyncStatus::Unknown) == 0);
static_assert(static_cast<int>(SyncStatus::Pending) == 1);
static_assert(static_cast<int>(SyncStatus::Queued) == 2);
static_assert(static_cast<int>(SyncStatus::InFlight) == 3);
static_assert(static_cast<int>(SyncStatus::Acknowledged) == 4);
static_assert(static_cast<int>(SyncStatus::Applied) == 5);
static_assert(static_cast<int>(SyncStatus::Failed) == 6);
static_assert(std::is_same_v<std::underlying_type_t<SyncStatus>, std::uint8_t>);
static_assert(has<std::string_view (*)(SyncStatus) noexcept>(&types::to_string));
static_assert(has<bool (*)(SyncStatus) noexcept>(&types::is_valid));
static_assert(has<bool (*)(SyncStatus) noexcept>(&types::is_active));
static_assert(has<bool (*)(SyncStatus) noexcept>(&types::is_terminal));
static_assert(has<bool (*)(SyncStatus) noexcept>(&types::can_retry));

static_assert(is_value<SyncConfig> && is_explicit_from<SyncConfig, String>);
static_assert(holds<SyncConfig, String>(&SyncConfig::node_id));
static_assert(holds<SyncConfig, std::size_t>(&SyncConfig::batch_size));
static_assert(holds<SyncConfig, std::uint32_t>(&SyncConfig::max_retries));
static_assert(holds<SyncConfig, Duration>(&SyncConfig::retry_interval));
static_assert(holds<SyncConfig, Duration>(&SyncConfig::ack_timeout));
static_assert(holds<SyncConfig, ConflictPolicy>(&SyncConfig::conflict_policy));
static_assert(holds<SyncConfig, bool>(&SyncConfig::auto_queue));
static_assert(holds<SyncConfig, bool>(&SyncConfig::require_ack));
static_assert(has<SyncConfig (*)(String)>(&SyncConfig::durable));
static_assert(has<SyncConfig (*)(String)>(&SyncConfig::fast));
static_assert(has<Duration::rep (SyncConfig::*)() const noexcept>(&SyncConfig::retry_interval_ms));
static_assert(has<Duration::rep (SyncConfig::*)() const noexcept>(&SyncConfig::ack_timeout_ms));
static_assert(has<bool (SyncConfig::*)() const noexcept>(&SyncConfig::is_valid));

static_assert(is_value<SyncContext>);
static_assert(std::is_nothrow_constructible_v<SyncContext, StoreEngine &, const SyncConfig &>);
static_assert(holds<SyncContext, StoreEngine *>(&SyncContext::store));
static_assert(holds<SyncContext, const SyncConfig *>(&SyncContext::config));
static_assert(has<bool (SyncContext::*)() const noexcept>(&SyncContext::is_valid));
static_assert(has<bool (SyncContext::*)() const noexcept>(&SyncContext::has_store));
static_assert(has<bool (SyncContext::*)() const noexcept>(&SyncContext::has_config));
static_assert(has<const String & (SyncContext::*)() const noexcept>(&SyncContext::node_id));
static_assert(has<StoreEngine * (SyncContext::*)() const noexcept>(&SyncContext::store_engine_ptr));
static_assert(has<const SyncConfig * (SyncContext::*)() const noexcept>(&SyncContext::config_ptr));
static_assert(has<SyncContext::Result<StoreEngine *> (SyncContext::*)() const>(
    &SyncContext::store_engine_checked));
static_assert(has<SyncContext::Result<const SyncConfig *> (SyncContext::*)() const>(
    &SyncContext::config_checked));

static_assert(is_value<SyncOperation>);
static_assert(std::is_constructible_v<SyncOperation, String, String, std::uint64_t, Operation,
    Timestamp, SyncDirection>);
static_assert(holds<SyncOperation, String>(&SyncOperation::sync_id));
static_assert(holds<SyncOperation, String>(&SyncOperation::origin_node_id));
static_assert(holds<SyncOperation, std::uint64_t>(&SyncOperation::version));
static_assert(holds<SyncOperation, Operation>(&SyncOperation::operation));
static_assert(holds<SyncOperation, Timestamp>(&SyncOperation::timestamp));
static_assert(holds<SyncOperation, SyncDirection>(&SyncOperation::direction));
static_assert(has<SyncOperation (*)(String, String, std::uint64_t, Operation)>(
    &SyncOperation::local));
static_assert(has<SyncOperation (*)(String, String, std::uint64_t, Operation)>(
    &SyncOperation::remote));
static_assert(has<bool (SyncOperation::*)() const noexcept>(&SyncOperation::is_local));
static_assert(has<bool (SyncOperation::*)() const noexcept>(&SyncOperation::is_remote));
static_assert(has<bool (SyncOperation::*)() const noexcept>(&SyncOperation::has_sync_id));
static_assert(has<bool (SyncOperation::*)() const noexcept>(&SyncOperation::has_origin));
static_assert(has<bool (SyncOperation::*)() const noexcept>(&SyncOperation::has_version));
static_assert(has<bool (SyncOperation::*)() const noexcept>(&SyncOperation::is_valid));
static_assert(has<void (SyncOperation::*)() noexcept>(&SyncOperation::clear));

static_assert(is_value<SyncEnvelope> && is_explicit_from<SyncEnvelope, SyncOperation>);
static_assert(std::is_constructible_v<SyncEnvelope, SyncOperation, SyncStatus, AckStatus>);
static_assert(holds<SyncEnvelope, SyncOperation>(&SyncEnvelope::operation));
static_assert(holds<SyncEnvelope, SyncStatus>(&SyncEnvelope::status));
static_assert(holds<SyncEnvelope, AckStatus>(&SyncEnvelope::ack_status));
static_assert(holds<SyncEnvelope, std::uint32_t>(&SyncEnvelope::retry_count));
static_assert(holds<SyncEnvelope, Timestamp>(&SyncEnvelope::last_attempt_at));
static_assert(holds<SyncEnvelope, Timestamp>(&SyncEnvelope::next_retry_at));
static_assert(has<bool (SyncEnvelope::*)() const noexcept>(&SyncEnvelope::awaiting_ack));
static_assert(has<bool (SyncEnvelope::*)() const noexcept>(&SyncEnvelope::acknowledged));
static_assert(has<bool (SyncEnvelope::*)() const noexcept>(&SyncEnvelope::terminal));
static_assert(has<bool (SyncEnvelope::*)() const noexcept>(&SyncEnvelope::retryable));
static_assert(has<bool (SyncEnvelope::*)() const noexcept>(&SyncEnvelope::ready_to_send));
static_assert(has<bool (SyncEnvelope::*)() const noexcept>(&SyncEnvelope::is_valid));
static_assert(has<void (SyncEnvelope::*)() noexcept>(&SyncEnvelope::mark_queued));
static_assert(has<void (SyncEnvelope::*)() noexcept>(&SyncEnvelope::mark_acknowledged));
static_assert(has<void (SyncEnvelope::*)() noexcept>(&SyncEnvelope::mark_applied));
static_assert(has<void (SyncEnvelope::*)() noexcept>(&SyncEnvelope::mark_failed));
static_assert(has<void (SyncEnvelope::*)() noexcept>(&SyncEnvelope::mark_timed_out));
static_assert(has<void (SyncEnvelope::*)() noexcept>(&SyncEnvelope::clear));
static_assert(has<void (SyncEnvelope::*)(bool) noexcept>(&SyncEnvelope::mark_in_flight));
static_assert(has<void (SyncEnvelope::*)(Timestamp) noexcept>(&SyncEnvelope::schedule_retry_at));

static_assert(is_value<SyncState> && !std::is_aggregate_v<SyncState>);
static_assert(holds<SyncState, std::size_t>(&SyncState::outbox_size));
static_assert(holds<SyncState, std::size_t>(&SyncState::queued_count));
static_assert(holds<SyncState, std::size_t>(&SyncState::in_flight_count));
static_assert(holds<SyncState, std::size_t>(&SyncState::acknowledged_count));
static_assert(holds<SyncState, std::size_t>(&SyncState::failed_count));
static_assert(holds<SyncState, std::uint64_t>(&SyncState::last_submitted_version));
static_assert(holds<SyncState, std::uint64_t>(&SyncState::last_applied_remote_version));
static_assert(holds<SyncState, std::uint64_t>(&SyncState::total_retries));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_queued));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_in_flight));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_failed));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::has_work));
static_assert(has<bool (SyncState::*)() const noexcept>(&SyncState::empty));
static_assert(has<std::size_t (SyncState::*)() const noexcept>(&SyncState::total_tracked));
static_assert(has<void (SyncState::*)() noexcept>(&SyncState::clear));

static_assert(!std::is_copy_constructible_v<SyncIdGenerator>);
static_assert(std::is_nothrow_move_constructible_v<SyncIdGenerator>);
static_assert(std::is_nothrow_move_assignable_v<SyncIdGenerator>);
static_assert(is_explicit_from<SyncIdGenerator, String>);
static_assert(std::is_default_constructible_v<SyncIdGenerator>);
static_assert(has<String (SyncIdGenerator::*)()>(&SyncIdGenerator::next));
static_assert(has<const String & (SyncIdGenerator::*)() const noexcept>(&SyncIdGenerator::node_id));
static_assert(has<void (SyncIdGenerator::*)(String)>(&SyncIdGenerator::set_node_id));
static_assert(has<SyncIdGenerator::value_type (SyncIdGenerator::*)() const noexcept>(
    &SyncIdGenerator::current));
static_assert(has<void (SyncIdGenerator::*)(SyncIdGenerator::value_type) noexcept>(
    &SyncIdGenerator::reset));
static_assert(has<bool (SyncIdGenerator::*)() const noexcept>(&SyncIdGenerator::is_valid));
static_assert(has<bool (SyncIdGenerator::*)() const noexcept>(&SyncIdGenerator::empty));

static_assert(is_value<OutboxEntry> && is_explicit_from<OutboxEntry, SyncEnvelope>);
static_assert(holds<OutboxEntry, SyncEnvelope>(&OutboxEntry::envelope));
static_assert(has<const String & (OutboxEntry::*)() const noexcept>(&OutboxEntry::sync_id));
static_assert(has<bool (OutboxEntry::*)(Timestamp) const noexcept>(&OutboxEntry::ready));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::ready));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::awaiting_ack));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::acknowledged));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::terminal));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::retryable));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::ready_to_send));
static_assert(has<bool (OutboxEntry::*)() const noexcept>(&OutboxEntry::is_valid));
static_assert(has<void (OutboxEntry::*)() noexcept>(&OutboxEntry::mark_queued));
static_assert(has<void (OutboxEntry::*)() noexcept>(&OutboxEntry::mark_acknowledged));
static_assert(has<void (OutboxEntry::*)() noexcept>(&OutboxEntry::mark_applied));
static_assert(has<void (OutboxEntry::*)() noexcept>(&OutboxEntry::mark_failed));
static_assert(has<void (OutboxEntry::*)() noexcept>(&OutboxEntry::mark_timed_out));
static_assert(has<void (OutboxEntry::*)() noexcept>(&OutboxEntry::clear));
static_assert(has<void (OutboxEntry::*)(bool) noexcept>(&OutboxEntry::mark_in_flight));
static_assert(has<void (OutboxEntry::*)(Timestamp) noexcept>(&OutboxEntry::schedule_retry_at));

static_assert(is_value<Outbox> && std::is_same_v<Outbox::Container, std::vector<OutboxEntry>>);
static_assert(has<void (Outbox::*)(const OutboxEntry &)>(&Outbox::push));
static_assert(has<void (Outbox::*)(OutboxEntry &&)>(&Outbox::push));
static_assert(has<void (Outbox::*)(OutboxEntry)>(&Outbox::upsert));
static_assert(has<bool (Outbox::*)() const noexcept>(&Outbox::empty));
static_assert(has<std::size_t (Outbox::*)() const noexcept>(&Outbox::size));
static_assert(has<void (Outbox::*)() noexcept>(&Outbox::clear));
static_assert(has<std::optional<OutboxEntry> (Outbox::*)(const String &) const>(&Outbox::find));
static_assert(has<OutboxEntry * (Outbox::*)(const String &) noexcept>(&Outbox::find_ptr));
static_assert(has<const OutboxEntry * (Outbox::*)(const String &) const noexcept>(
    &Outbox::find_ptr));
static_assert(has<bool (Outbox::*)(const String &) const>(&Outbox::contains));
static_assert(has<std::optional<OutboxEntry> (Outbox::*)(Timestamp) const>(&Outbox::peek_next));
static_assert(has<std::optional<OutboxEntry> (Outbox::*)() const>(&Outbox::peek_next));
static_assert(has<std::vector<OutboxEntry> (Outbox::*)(Timestamp, std::size_t) const>(
    &Outbox::next_batch));
static_assert(has<std::vector<OutboxEntry> (Outbox::*)(std::size_t) const>(&Outbox::next_batch));
static_assert(has<bool (Outbox::*)(const String &)>(&Outbox::mark_queued));
static_assert(has<bool (Outbox::*)(const String &)>(&Outbox::mark_acked));
static_assert(has<bool (Outbox::*)(const String &)>(&Outbox::mark_applied));
static_assert(has<bool (Outbox::*)(const String &)>(&Outbox::erase));
static_assert(has<bool (Outbox::*)(const String &, bool)>(&Outbox::mark_in_flight));
static_assert(has<bool (Outbox::*)(const String &, Timestamp, Duration)>(&Outbox::mark_failed));
static_assert(has<bool (Outbox::*)(const String &, Duration)>(&Outbox::mark_failed));
static_assert(has<std::size_t (Outbox::*)(Timestamp, Duration)>(&Outbox::requeue_expired));
static_assert(has<std::size_t (Outbox::*)(Duration)>(&Outbox::requeue_expired));
static_assert(has<std::size_t (Outbox::*)()>(&Outbox::prune_completed));
static_assert(has<std::size_t (Outbox::*)()>(&Outbox::prune_failed));
static_assert(has<const Outbox::Container & (Outbox::*)() const noexcept>(&Outbox::entries));

static_assert(is_value<SyncQueue> && std::is_same_v<SyncQueue::Container, Envelopes>);
static_assert(has<void (SyncQueue::*)(const SyncEnvelope &)>(&SyncQueue::push));
static_assert(has<void (SyncQueue::*)(SyncEnvelope &&)>(&SyncQueue::push));
static_assert(has<void (SyncQueue::*)(SyncEnvelope)>(&SyncQueue::upsert));
static_assert(has<bool (SyncQueue::*)() const noexcept>(&SyncQueue::empty));
static_assert(has<std::size_t (SyncQueue::*)() const noexcept>(&SyncQueue::size));
static_assert(has<void (SyncQueue::*)() noexcept>(&SyncQueue::clear));
static_assert(has<MaybeEnvelope (SyncQueue::*)() const>(&SyncQueue::front));
static_assert(has<MaybeEnvelope (SyncQueue::*)()>(&SyncQueue::pop));
static_assert(has<Envelopes (SyncQueue::*)(std::size_t) const>(&SyncQueue::peek_batch));
static_assert(has<Envelopes (SyncQueue::*)(std::size_t)>(&SyncQueue::pop_batch));
static_assert(has<bool (SyncQueue::*)(const String &) const>(&SyncQueue::contains));
static_assert(has<MaybeEnvelope (SyncQueue::*)(const String &) const>(&SyncQueue::get));
static_assert(has<bool (SyncQueue::*)(const String &)>(&SyncQueue::erase));
static_assert(has<const Envelopes & (SyncQueue::*)() const noexcept>(&SyncQueue::entries));

static_assert(is_value<AckEntry>);
static_assert(std::is_constructible_v<AckEntry, String, Timestamp, Timestamp>);
static_assert(holds<AckEntry, String>(&AckEntry::sync_id));
static_assert(holds<AckEntry, Timestamp>(&AckEntry::tracked_at));
static_assert(holds<AckEntry, Timestamp>(&AckEntry::expires_at));
static_assert(holds<AckEntry, AckStatus>(&AckEntry::status));
static_assert(has<bool (AckEntry::*)() const noexcept>(&AckEntry::is_waiting));
static_assert(has<bool (AckEntry::*)() const noexcept>(&AckEntry::acknowledged));
static_assert(has<bool (AckEntry::*)() const noexcept>(&AckEntry::timed_out));
static_assert(has<bool (AckEntry::*)() const noexcept>(&AckEntry::terminal));
static_assert(has<bool (AckEntry::*)() const noexcept>(&AckEntry::is_valid));

static_assert(is_value<AckTracker>);
static_assert(std::is_same_v<AckTracker::Map, std::unordered_map<String, AckEntry>>);
static_assert(has<void (AckTracker::*)(String, Timestamp, Duration)>(&AckTracker::track));
static_assert(has<void (AckTracker::*)(String, Duration)>(&AckTracker::track));
static_assert(has<bool (AckTracker::*)(const String &)>(&AckTracker::ack));
static_assert(has<bool (AckTracker::*)(const String &)>(&AckTracker::mark_timed_out));
static_assert(has<bool (AckTracker::*)(const String &)>(&AckTracker::erase));
static_assert(has<bool (AckTracker::*)(const String &) const>(&AckTracker::contains));
static_assert(has<bool (AckTracker::*)(const String &) const>(&AckTracker::is_waiting));
static_assert(has<bool (AckTracker::*)(const String &) const>(&AckTracker::acknowledged));
static_assert(has<std::optional<AckEntry> (AckTracker::*)(const String &) const>(&AckTracker::get));
static_assert(has<AckEntry * (AckTracker::*)(const String &) noexcept>(&AckTracker::find));
static_assert(has<const AckEntry * (AckTracker::*)(const String &) const noexcept>(
    &AckTracker::find));
static_assert(has<std::vector<AckEntry> (AckTracker::*)(Timestamp)>(&AckTracker::collect_expired));
static_assert(has<std::vector<AckEntry> (AckTracker::*)()>(&AckTracker::collect_expired));
static_assert(has<std::size_t (AckTracker::*)()>(&AckTracker::prune_received));
static_assert(has<std::size_t (AckTracker::*)()>(&AckTracker::prune_timed_out));
static_assert(has<std::size_t (AckTracker::*)() const noexcept>(&AckTracker::size));
static_assert(has<bool (AckTracker::*)() const noexcept>(&AckTracker::empty));
static_assert(has<const AckTracker::Map & (AckTracker::*)() const noexcept>(&AckTracker::all));
static_assert(has<void (AckTracker::*)() noexcept>(&AckTracker::clear));

static_assert(std::is_aggregate_v<ConflictResolver::Resolution>);
static_assert(holds<ConflictResolver::Resolution, bool>(
    &ConflictResolver::Resolution::apply_remote));
static_assert(holds<ConflictResolver::Resolution, bool>(&ConflictResolver::Resolution::keep_local));
static_assert(holds<ConflictResolver::Resolution, bool>(
    &ConflictResolver::Resolution::conflict_detected));
static_assert(has<ConflictResolver::Resolution (*)(bool) noexcept>(
    &ConflictResolver::Resolution::apply));
static_assert(has<ConflictResolver::Resolution (*)(bool) noexcept>(
    &ConflictResolver::Resolution::keep));
static_assert(has<bool (ConflictResolver::Resolution::*)() const noexcept>(
    &ConflictResolver::Resolution::is_valid));
static_assert(!ConflictResolver::Resolution::apply().conflict_detected);
static_assert(ConflictResolver::Resolution::keep().conflict_detected);

static_assert(has<ConflictResolver::Resolution (*)(const std::optional<Entry> &, const Operation &,
                                                   ConflictPolicy, const String &, const String &)>(
    &ConflictResolver::resolve));
static_assert(std::is_aggregate_v<RemoteApplier::ApplyRemoteResult>);
static_assert(holds<RemoteApplier::ApplyRemoteResult, bool>(
    &RemoteApplier::ApplyRemoteResult::success));
static_assert(holds<RemoteApplier::ApplyRemoteResult, bool>(
    &RemoteApplier::ApplyRemoteResult::applied));
static_assert(holds<RemoteApplier::ApplyRemoteResult, bool>(
    &RemoteApplier::ApplyRemoteResult::ignored));
static_assert(holds<RemoteApplier::ApplyRemoteResult, bool>(
    &RemoteApplier::ApplyRemoteResult::conflict_detected));
static_assert(holds<RemoteApplier::ApplyRemoteResult, ApplyResult>(
    &RemoteApplier::ApplyRemoteResult::store_result));
static_assert(has<RemoteApplier::ApplyRemoteResult (*)(bool) noexcept>(
    &RemoteApplier::ApplyRemoteResult::ignored_result));
static_assert(has<RemoteApplier::ApplyRemoteResult (*)(bool, ApplyResult) noexcept>(
    &RemoteApplier::ApplyRemoteResult::applied_result));

static_assert(is_explicit_from<RemoteApplier, const SyncContext &>);
static_assert(has<RemoteApplier::Result (RemoteApplier::*)(const SyncOperation &) const>(
    &RemoteApplier::apply_remote));

static_assert(!std::is_copy_constructible_v<SyncEngine>);
static_assert(std::is_move_constructible_v<SyncEngine>);
static_assert(is_explicit_from<SyncEngine, const SyncContext &>);
static_assert(std::is_same_v<SyncEngine::RemoteResult, RemoteApplier::Result>);
static_assert(has<const String & (SyncEngine::*)() const noexcept>(&SyncEngine::node_id));
static_assert(has<bool (SyncEngine::*)() const noexcept>(&SyncEngine::is_valid));
static_assert(has<SyncEngine::SubmitResult (SyncEngine::*)(const Operation &)>(
    &SyncEngine::submit_local_operation));
static_assert(has<bool (SyncEngine::*)(const String &)>(&SyncEngine::queue_operation));
static_assert(has<Envelopes (SyncEngine::*)()>(&SyncEngine::next_batch));
static_assert(has<bool (SyncEngine::*)(const String &)>(&SyncEngine::receive_ack));
static_assert(has<SyncEngine::RemoteResult (SyncEngine::*)(const SyncOperation &)>(
    &SyncEngine::receive_remote_operation));
static_assert(has<std::size_t (SyncEngine::*)()>(&SyncEngine::retry_expired));
static_assert(has<std::size_t (SyncEngine::*)()>(&SyncEngine::prune_completed));
static_assert(has<std::size_t (SyncEngine::*)()>(&SyncEngine::prune_failed));
static_assert(has<void (SyncEngine::*)()>(&SyncEngine::refresh_state));
static_assert(has<const SyncState & (SyncEngine::*)() const noexcept>(&SyncEngine::state));
static_assert(has<const Outbox & (SyncEngine::*)() const noexcept>(&SyncEngine::outbox));
static_assert(has<const SyncQueue & (SyncEngine::*)() const noexcept>(&SyncEngine::queue));
static_assert(has<const AckTracker & (SyncEngine::*)() const noexcept>(&SyncEngine::ack_tracker));

static_assert(std::is_aggregate_v<SyncScheduler::TickResult>);
static_assert(holds<SyncScheduler::TickResult, std::size_t>(
    &SyncScheduler::TickResult::retried_count));
static_assert(holds<SyncScheduler::TickResult, std::size_t>(
    &SyncScheduler::TickResult::pruned_count));
static_assert(holds<SyncScheduler::TickResult, Envelopes>(&SyncScheduler::TickResult::batch));
static_assert(has<bool (SyncScheduler::TickResult::*)() const noexcept>(
    &SyncScheduler::TickResult::has_work));
static_assert(has<std::size_t (SyncScheduler::TickResult::*)() const noexcept>(
    &SyncScheduler::TickResult::batch_size));

static_assert(std::is_nothrow_constructible_v<SyncScheduler, SyncEngine &>);
static_assert(has<SyncScheduler::TickResult (SyncScheduler::*)(bool)>(&SyncScheduler::tick));
static_assert(has<std::size_t (SyncScheduler::*)()>(&SyncScheduler::retry_only));
static_assert(has<std::size_t (SyncScheduler::*)()>(&SyncScheduler::prune_completed));
static_assert(has<std::size_t (SyncScheduler::*)()>(&SyncScheduler::prune_failed));
static_assert(has<Envelopes (SyncScheduler::*)()>(&SyncScheduler::next_batch));
static_assert(has<SyncEngine & (SyncScheduler::*)() noexcept>(&SyncScheduler::engine));
static_assert(has<const SyncEngine & (SyncScheduler::*)() const noexcept>(&SyncScheduler::engine));

// The aliases that old programs spell.
static_assert(std::is_same_v<ack::types::AckStatus, AckStatus>);
static_assert(std::is_same_v<ack::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<applier::store_engine::StoreEngine, StoreEngine>);
static_assert(std::is_same_v<applier::sync_core::SyncOperation, SyncOperation>);
static_assert(std::is_same_v<applier::sync_conflict::ConflictResolver, ConflictResolver>);
static_assert(std::is_same_v<applier::core_errors::Error, Error>);
static_assert(std::is_same_v<conflict::store_core::Entry, Entry>);
static_assert(std::is_same_v<conflict::sync_types::ConflictPolicy, ConflictPolicy>);
static_assert(std::is_same_v<core::types::SyncStatus, SyncStatus>);
static_assert(std::is_same_v<core::core_time::Duration, Duration>);
static_assert(std::is_same_v<core::core_errors::Error, Error>);
static_assert(std::is_same_v<core::store_core::Operation, Operation>);
static_assert(std::is_same_v<core::store_engine::StoreEngine, StoreEngine>);
static_assert(std::is_same_v<engine::sync_ack::AckTracker, AckTracker>);
static_assert(std::is_same_v<engine::sync_applier::RemoteApplier, RemoteApplier>);
static_assert(std::is_same_v<engine::sync_core::SyncState, SyncState>);
static_assert(std::is_same_v<engine::sync_outbox::Outbox, Outbox>);
static_assert(std::is_same_v<engine::sync_queue::SyncQueue, SyncQueue>);
static_assert(std::is_same_v<engine::sync_types::SyncStatus, SyncStatus>);
static_assert(std::is_same_v<engine::sync_utils::SyncIdGenerator, SyncIdGenerator>);
static_assert(std::is_same_v<engine::store_core::Operation, Operation>);
static_assert(std::is_same_v<outbox::core::SyncEnvelope, SyncEnvelope>);
static_assert(std::is_same_v<outbox::types::SyncStatus, SyncStatus>);
static_assert(std::is_same_v<outbox::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<queue::core::SyncEnvelope, SyncEnvelope>);
static_assert(std::is_same_v<scheduler::sync_core::SyncEnvelope, SyncEnvelope>);
static_assert(std::is_same_v<scheduler::sync_engine::SyncEngine, SyncEngine>);

// The defaults of parameters.
[[maybe_unused]] void sync_defaults_are_there(SyncScheduler &scheduler, SyncEnvelope &envelope,
                                              OutboxEntry &entry, Outbox &outbox,
                                              SyncIdGenerator &ids) {
  static_cast<void>(scheduler.tick());
  envelope.mark_in_flight();
  entry.mark_in_flight();
  static_cast<void>(outbox.mark_in_flight("a-1"));
  ids.reset();
}

} // namespace
