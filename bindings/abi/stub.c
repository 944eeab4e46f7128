/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from src/ffi by bindings/generate. Do not edit: tests/header.rs compares it. */
#include <softadastra.h>

_Static_assert(sizeof(sda_buf) == 24, "sda_buf");
_Static_assert(offsetof(sda_buf, ptr) == 0, "sda_buf.ptr");
_Static_assert(offsetof(sda_buf, len) == 8, "sda_buf.len");
_Static_assert(offsetof(sda_buf, cap) == 16, "sda_buf.cap");
_Static_assert(sizeof(sda_options) == 136, "sda_options");
_Static_assert(offsetof(sda_options, struct_size) == 0, "sda_options.struct_size");
_Static_assert(offsetof(sda_options, durability) == 4, "sda_options.durability");
_Static_assert(offsetof(sda_options, path) == 8, "sda_options.path");
_Static_assert(offsetof(sda_options, path_len) == 16, "sda_options.path_len");
_Static_assert(offsetof(sda_options, value_bytes_max) == 24, "sda_options.value_bytes_max");
_Static_assert(offsetof(sda_options, clock_drift_ms) == 32, "sda_options.clock_drift_ms");
_Static_assert(offsetof(sda_options, seed) == 40, "sda_options.seed");
_Static_assert(offsetof(sda_options, clock) == 48, "sda_options.clock");
_Static_assert(offsetof(sda_options, clock_user_data) == 56, "sda_options.clock_user_data");
_Static_assert(offsetof(sda_options, clock_release) == 64, "sda_options.clock_release");
_Static_assert(offsetof(sda_options, read_only) == 72, "sda_options.read_only");
_Static_assert(offsetof(sda_options, reserved) == 76, "sda_options.reserved");
_Static_assert(offsetof(sda_options, memory_bytes) == 80, "sda_options.memory_bytes");
_Static_assert(offsetof(sda_options, feed_retain_bytes) == 88, "sda_options.feed_retain_bytes");
_Static_assert(offsetof(sda_options, maintain_on_write) == 96, "sda_options.maintain_on_write");
_Static_assert(offsetof(sda_options, reserved_2) == 100, "sda_options.reserved_2");
_Static_assert(offsetof(sda_options, history_bytes_max) == 104, "sda_options.history_bytes_max");
_Static_assert(offsetof(sda_options, recording_path) == 112, "sda_options.recording_path");
_Static_assert(offsetof(sda_options, recording_path_len) == 120, "sda_options.recording_path_len");
_Static_assert(offsetof(sda_options, recording_bytes_max) == 128, "sda_options.recording_bytes_max");
_Static_assert(sizeof(sda_sync_options) == 104, "sda_sync_options");
_Static_assert(offsetof(sda_sync_options, struct_size) == 0, "sda_sync_options.struct_size");
_Static_assert(offsetof(sda_sync_options, conflict_policy) == 4, "sda_sync_options.conflict_policy");
_Static_assert(offsetof(sda_sync_options, node_id) == 8, "sda_sync_options.node_id");
_Static_assert(offsetof(sda_sync_options, node_id_len) == 16, "sda_sync_options.node_id_len");
_Static_assert(offsetof(sda_sync_options, batch_size) == 24, "sda_sync_options.batch_size");
_Static_assert(offsetof(sda_sync_options, max_retries) == 32, "sda_sync_options.max_retries");
_Static_assert(offsetof(sda_sync_options, auto_queue) == 36, "sda_sync_options.auto_queue");
_Static_assert(offsetof(sda_sync_options, require_ack) == 40, "sda_sync_options.require_ack");
_Static_assert(offsetof(sda_sync_options, reserved) == 44, "sda_sync_options.reserved");
_Static_assert(offsetof(sda_sync_options, retry_interval_ms) == 48, "sda_sync_options.retry_interval_ms");
_Static_assert(offsetof(sda_sync_options, retry_cap_ms) == 56, "sda_sync_options.retry_cap_ms");
_Static_assert(offsetof(sda_sync_options, ack_timeout_ms) == 64, "sda_sync_options.ack_timeout_ms");
_Static_assert(offsetof(sda_sync_options, clock_drift_ms) == 72, "sda_sync_options.clock_drift_ms");
_Static_assert(offsetof(sda_sync_options, outbox_ops_max) == 80, "sda_sync_options.outbox_ops_max");
_Static_assert(offsetof(sda_sync_options, outbox_bytes_max) == 88, "sda_sync_options.outbox_bytes_max");
_Static_assert(offsetof(sda_sync_options, when_full) == 96, "sda_sync_options.when_full");
_Static_assert(offsetof(sda_sync_options, ack_level) == 100, "sda_sync_options.ack_level");
_Static_assert(sizeof(sda_report) == 64, "sda_report");
_Static_assert(offsetof(sda_report, struct_size) == 0, "sda_report.struct_size");
_Static_assert(offsetof(sda_report, created) == 4, "sda_report.created");
_Static_assert(offsetof(sda_report, group_count) == 8, "sda_report.group_count");
_Static_assert(offsetof(sda_report, last_version) == 16, "sda_report.last_version");
_Static_assert(offsetof(sda_report, cut_bytes) == 24, "sda_report.cut_bytes");
_Static_assert(offsetof(sda_report, cut_groups) == 32, "sda_report.cut_groups");
_Static_assert(offsetof(sda_report, owed_count) == 40, "sda_report.owed_count");
_Static_assert(offsetof(sda_report, migrated_records) == 48, "sda_report.migrated_records");
_Static_assert(offsetof(sda_report, kept_records) == 56, "sda_report.kept_records");
_Static_assert(sizeof(sda_apply) == 24, "sda_apply");
_Static_assert(offsetof(sda_apply, struct_size) == 0, "sda_apply.struct_size");
_Static_assert(offsetof(sda_apply, created) == 4, "sda_apply.created");
_Static_assert(offsetof(sda_apply, updated) == 8, "sda_apply.updated");
_Static_assert(offsetof(sda_apply, deleted) == 12, "sda_apply.deleted");
_Static_assert(offsetof(sda_apply, version) == 16, "sda_apply.version");
_Static_assert(sizeof(sda_entry) == 56, "sda_entry");
_Static_assert(offsetof(sda_entry, struct_size) == 0, "sda_entry.struct_size");
_Static_assert(offsetof(sda_entry, reserved) == 4, "sda_entry.reserved");
_Static_assert(offsetof(sda_entry, key) == 8, "sda_entry.key");
_Static_assert(offsetof(sda_entry, key_len) == 16, "sda_entry.key_len");
_Static_assert(offsetof(sda_entry, value) == 24, "sda_entry.value");
_Static_assert(offsetof(sda_entry, value_len) == 32, "sda_entry.value_len");
_Static_assert(offsetof(sda_entry, version) == 40, "sda_entry.version");
_Static_assert(offsetof(sda_entry, timestamp_ms) == 48, "sda_entry.timestamp_ms");
_Static_assert(sizeof(sda_version) == 80, "sda_version");
_Static_assert(offsetof(sda_version, struct_size) == 0, "sda_version.struct_size");
_Static_assert(offsetof(sda_version, operation_type) == 4, "sda_version.operation_type");
_Static_assert(offsetof(sda_version, node_id) == 8, "sda_version.node_id");
_Static_assert(offsetof(sda_version, node_id_len) == 16, "sda_version.node_id_len");
_Static_assert(offsetof(sda_version, epoch) == 24, "sda_version.epoch");
_Static_assert(offsetof(sda_version, reserved) == 28, "sda_version.reserved");
_Static_assert(offsetof(sda_version, sequence) == 32, "sda_version.sequence");
_Static_assert(offsetof(sda_version, stamp) == 40, "sda_version.stamp");
_Static_assert(offsetof(sda_version, version) == 48, "sda_version.version");
_Static_assert(offsetof(sda_version, timestamp_ms) == 56, "sda_version.timestamp_ms");
_Static_assert(offsetof(sda_version, value) == 64, "sda_version.value");
_Static_assert(offsetof(sda_version, value_len) == 72, "sda_version.value_len");
_Static_assert(sizeof(sda_change) == 144, "sda_change");
_Static_assert(offsetof(sda_change, struct_size) == 0, "sda_change.struct_size");
_Static_assert(offsetof(sda_change, change_type) == 4, "sda_change.change_type");
_Static_assert(offsetof(sda_change, operation_type) == 8, "sda_change.operation_type");
_Static_assert(offsetof(sda_change, epoch) == 12, "sda_change.epoch");
_Static_assert(offsetof(sda_change, version) == 16, "sda_change.version");
_Static_assert(offsetof(sda_change, position) == 24, "sda_change.position");
_Static_assert(offsetof(sda_change, sequence) == 32, "sda_change.sequence");
_Static_assert(offsetof(sda_change, sequence_last) == 40, "sda_change.sequence_last");
_Static_assert(offsetof(sda_change, stamp) == 48, "sda_change.stamp");
_Static_assert(offsetof(sda_change, timestamp_ms) == 56, "sda_change.timestamp_ms");
_Static_assert(offsetof(sda_change, origin) == 64, "sda_change.origin");
_Static_assert(offsetof(sda_change, origin_len) == 72, "sda_change.origin_len");
_Static_assert(offsetof(sda_change, sync_id) == 80, "sda_change.sync_id");
_Static_assert(offsetof(sda_change, sync_id_len) == 88, "sda_change.sync_id_len");
_Static_assert(offsetof(sda_change, key) == 96, "sda_change.key");
_Static_assert(offsetof(sda_change, key_len) == 104, "sda_change.key_len");
_Static_assert(offsetof(sda_change, value) == 112, "sda_change.value");
_Static_assert(offsetof(sda_change, value_len) == 120, "sda_change.value_len");
_Static_assert(offsetof(sda_change, status) == 128, "sda_change.status");
_Static_assert(offsetof(sda_change, retry_count) == 132, "sda_change.retry_count");
_Static_assert(offsetof(sda_change, last_error) == 136, "sda_change.last_error");
_Static_assert(offsetof(sda_change, reserved) == 140, "sda_change.reserved");
_Static_assert(sizeof(sda_op) == 136, "sda_op");
_Static_assert(offsetof(sda_op, struct_size) == 0, "sda_op.struct_size");
_Static_assert(offsetof(sda_op, operation_type) == 4, "sda_op.operation_type");
_Static_assert(offsetof(sda_op, direction) == 8, "sda_op.direction");
_Static_assert(offsetof(sda_op, epoch) == 12, "sda_op.epoch");
_Static_assert(offsetof(sda_op, sequence) == 16, "sda_op.sequence");
_Static_assert(offsetof(sda_op, version) == 24, "sda_op.version");
_Static_assert(offsetof(sda_op, stamp) == 32, "sda_op.stamp");
_Static_assert(offsetof(sda_op, timestamp_ms) == 40, "sda_op.timestamp_ms");
_Static_assert(offsetof(sda_op, created_at_ms) == 48, "sda_op.created_at_ms");
_Static_assert(offsetof(sda_op, sync_id) == 56, "sda_op.sync_id");
_Static_assert(offsetof(sda_op, sync_id_len) == 64, "sda_op.sync_id_len");
_Static_assert(offsetof(sda_op, origin) == 72, "sda_op.origin");
_Static_assert(offsetof(sda_op, origin_len) == 80, "sda_op.origin_len");
_Static_assert(offsetof(sda_op, key) == 88, "sda_op.key");
_Static_assert(offsetof(sda_op, key_len) == 96, "sda_op.key_len");
_Static_assert(offsetof(sda_op, value) == 104, "sda_op.value");
_Static_assert(offsetof(sda_op, value_len) == 112, "sda_op.value_len");
_Static_assert(offsetof(sda_op, context) == 120, "sda_op.context");
_Static_assert(offsetof(sda_op, context_len) == 128, "sda_op.context_len");
_Static_assert(sizeof(sda_envelope) == 184, "sda_envelope");
_Static_assert(offsetof(sda_envelope, struct_size) == 0, "sda_envelope.struct_size");
_Static_assert(offsetof(sda_envelope, status) == 4, "sda_envelope.status");
_Static_assert(offsetof(sda_envelope, ack_status) == 8, "sda_envelope.ack_status");
_Static_assert(offsetof(sda_envelope, retry_count) == 12, "sda_envelope.retry_count");
_Static_assert(offsetof(sda_envelope, last_attempt_at_ms) == 16, "sda_envelope.last_attempt_at_ms");
_Static_assert(offsetof(sda_envelope, next_retry_at_ms) == 24, "sda_envelope.next_retry_at_ms");
_Static_assert(offsetof(sda_envelope, ack_due_at_ms) == 32, "sda_envelope.ack_due_at_ms");
_Static_assert(offsetof(sda_envelope, last_error) == 40, "sda_envelope.last_error");
_Static_assert(offsetof(sda_envelope, reserved) == 44, "sda_envelope.reserved");
_Static_assert(offsetof(sda_envelope, op) == 48, "sda_envelope.op");
_Static_assert(sizeof(sda_received) == 48, "sda_received");
_Static_assert(offsetof(sda_received, struct_size) == 0, "sda_received.struct_size");
_Static_assert(offsetof(sda_received, applied) == 4, "sda_received.applied");
_Static_assert(offsetof(sda_received, duplicate) == 8, "sda_received.duplicate");
_Static_assert(offsetof(sda_received, conflict) == 12, "sda_received.conflict");
_Static_assert(offsetof(sda_received, apply) == 16, "sda_received.apply");
_Static_assert(offsetof(sda_received, held) == 40, "sda_received.held");
_Static_assert(offsetof(sda_received, reserved) == 44, "sda_received.reserved");
_Static_assert(sizeof(sda_sync_state) == 120, "sda_sync_state");
_Static_assert(offsetof(sda_sync_state, struct_size) == 0, "sda_sync_state.struct_size");
_Static_assert(offsetof(sda_sync_state, reserved) == 4, "sda_sync_state.reserved");
_Static_assert(offsetof(sda_sync_state, outbox_size) == 8, "sda_sync_state.outbox_size");
_Static_assert(offsetof(sda_sync_state, queued_count) == 16, "sda_sync_state.queued_count");
_Static_assert(offsetof(sda_sync_state, in_flight_count) == 24, "sda_sync_state.in_flight_count");
_Static_assert(offsetof(sda_sync_state, acknowledged_count) == 32, "sda_sync_state.acknowledged_count");
_Static_assert(offsetof(sda_sync_state, failed_count) == 40, "sda_sync_state.failed_count");
_Static_assert(offsetof(sda_sync_state, last_submitted_version) == 48, "sda_sync_state.last_submitted_version");
_Static_assert(offsetof(sda_sync_state, last_applied_remote_version) == 56, "sda_sync_state.last_applied_remote_version");
_Static_assert(offsetof(sda_sync_state, total_retries) == 64, "sda_sync_state.total_retries");
_Static_assert(offsetof(sda_sync_state, pending_count) == 72, "sda_sync_state.pending_count");
_Static_assert(offsetof(sda_sync_state, duplicate_count) == 80, "sda_sync_state.duplicate_count");
_Static_assert(offsetof(sda_sync_state, conflict_count) == 88, "sda_sync_state.conflict_count");
_Static_assert(offsetof(sda_sync_state, clock_refusal_count) == 96, "sda_sync_state.clock_refusal_count");
_Static_assert(offsetof(sda_sync_state, coalesced_count) == 104, "sda_sync_state.coalesced_count");
_Static_assert(offsetof(sda_sync_state, outbox_bytes) == 112, "sda_sync_state.outbox_bytes");
_Static_assert(sizeof(sda_tick) == 24, "sda_tick");
_Static_assert(offsetof(sda_tick, struct_size) == 0, "sda_tick.struct_size");
_Static_assert(offsetof(sda_tick, reserved) == 4, "sda_tick.reserved");
_Static_assert(offsetof(sda_tick, retried_count) == 8, "sda_tick.retried_count");
_Static_assert(offsetof(sda_tick, pruned_count) == 16, "sda_tick.pruned_count");
_Static_assert(sizeof(sda_peer_status_info) == 272, "sda_peer_status_info");
_Static_assert(offsetof(sda_peer_status_info, struct_size) == 0, "sda_peer_status_info.struct_size");
_Static_assert(offsetof(sda_peer_status_info, is_connected) == 4, "sda_peer_status_info.is_connected");
_Static_assert(offsetof(sda_peer_status_info, node_id) == 8, "sda_peer_status_info.node_id");
_Static_assert(offsetof(sda_peer_status_info, node_id_len) == 16, "sda_peer_status_info.node_id_len");
_Static_assert(offsetof(sda_peer_status_info, lease_ms) == 24, "sda_peer_status_info.lease_ms");
_Static_assert(offsetof(sda_peer_status_info, seen_at_ms) == 32, "sda_peer_status_info.seen_at_ms");
_Static_assert(offsetof(sda_peer_status_info, lease_ends_at_ms) == 40, "sda_peer_status_info.lease_ends_at_ms");
_Static_assert(offsetof(sda_peer_status_info, known_count) == 48, "sda_peer_status_info.known_count");
_Static_assert(offsetof(sda_peer_status_info, durable_count) == 56, "sda_peer_status_info.durable_count");
_Static_assert(offsetof(sda_peer_status_info, applied_count) == 64, "sda_peer_status_info.applied_count");
_Static_assert(offsetof(sda_peer_status_info, pending_own_count) == 72, "sda_peer_status_info.pending_own_count");
_Static_assert(offsetof(sda_peer_status_info, pending_relayed_count) == 80, "sda_peer_status_info.pending_relayed_count");
_Static_assert(offsetof(sda_peer_status_info, gone_count) == 88, "sda_peer_status_info.gone_count");
_Static_assert(offsetof(sda_peer_status_info, in_flight_count) == 96, "sda_peer_status_info.in_flight_count");
_Static_assert(offsetof(sda_peer_status_info, refused_count) == 104, "sda_peer_status_info.refused_count");
_Static_assert(offsetof(sda_peer_status_info, gap_count) == 112, "sda_peer_status_info.gap_count");
_Static_assert(offsetof(sda_peer_status_info, oldest_pending_age_ms) == 120, "sda_peer_status_info.oldest_pending_age_ms");
_Static_assert(offsetof(sda_peer_status_info, held_log_bytes) == 128, "sda_peer_status_info.held_log_bytes");
_Static_assert(offsetof(sda_peer_status_info, held_alone_log_bytes) == 136, "sda_peer_status_info.held_alone_log_bytes");
_Static_assert(offsetof(sda_peer_status_info, session_count) == 144, "sda_peer_status_info.session_count");
_Static_assert(offsetof(sda_peer_status_info, sent_count) == 152, "sda_peer_status_info.sent_count");
_Static_assert(offsetof(sda_peer_status_info, resent_count) == 160, "sda_peer_status_info.resent_count");
_Static_assert(offsetof(sda_peer_status_info, received_count) == 168, "sda_peer_status_info.received_count");
_Static_assert(offsetof(sda_peer_status_info, duplicate_count) == 176, "sda_peer_status_info.duplicate_count");
_Static_assert(offsetof(sda_peer_status_info, sent_bytes) == 184, "sda_peer_status_info.sent_bytes");
_Static_assert(offsetof(sda_peer_status_info, received_bytes) == 192, "sda_peer_status_info.received_bytes");
_Static_assert(offsetof(sda_peer_status_info, rejected_frame_count) == 200, "sda_peer_status_info.rejected_frame_count");
_Static_assert(offsetof(sda_peer_status_info, retry_count) == 208, "sda_peer_status_info.retry_count");
_Static_assert(offsetof(sda_peer_status_info, last_error_at_ms) == 216, "sda_peer_status_info.last_error_at_ms");
_Static_assert(offsetof(sda_peer_status_info, converged_at_ms) == 224, "sda_peer_status_info.converged_at_ms");
_Static_assert(offsetof(sda_peer_status_info, lag_count) == 232, "sda_peer_status_info.lag_count");
_Static_assert(offsetof(sda_peer_status_info, lag_p50_ms) == 240, "sda_peer_status_info.lag_p50_ms");
_Static_assert(offsetof(sda_peer_status_info, lag_p99_ms) == 248, "sda_peer_status_info.lag_p99_ms");
_Static_assert(offsetof(sda_peer_status_info, lag_max_ms) == 256, "sda_peer_status_info.lag_max_ms");
_Static_assert(offsetof(sda_peer_status_info, last_error) == 264, "sda_peer_status_info.last_error");
_Static_assert(offsetof(sda_peer_status_info, reserved) == 268, "sda_peer_status_info.reserved");
_Static_assert(sizeof(sda_peer_delivery) == 40, "sda_peer_delivery");
_Static_assert(offsetof(sda_peer_delivery, struct_size) == 0, "sda_peer_delivery.struct_size");
_Static_assert(offsetof(sda_peer_delivery, is_durable) == 4, "sda_peer_delivery.is_durable");
_Static_assert(offsetof(sda_peer_delivery, is_applied) == 8, "sda_peer_delivery.is_applied");
_Static_assert(offsetof(sda_peer_delivery, refusal_count) == 12, "sda_peer_delivery.refusal_count");
_Static_assert(offsetof(sda_peer_delivery, is_given_up) == 16, "sda_peer_delivery.is_given_up");
_Static_assert(offsetof(sda_peer_delivery, last_error) == 20, "sda_peer_delivery.last_error");
_Static_assert(offsetof(sda_peer_delivery, last_refused_at_ms) == 24, "sda_peer_delivery.last_refused_at_ms");
_Static_assert(offsetof(sda_peer_delivery, next_attempt_at_ms) == 32, "sda_peer_delivery.next_attempt_at_ms");
_Static_assert(sizeof(sda_session_options) == 64, "sda_session_options");
_Static_assert(offsetof(sda_session_options, struct_size) == 0, "sda_session_options.struct_size");
_Static_assert(offsetof(sda_session_options, accept_unknown) == 4, "sda_session_options.accept_unknown");
_Static_assert(offsetof(sda_session_options, node_id) == 8, "sda_session_options.node_id");
_Static_assert(offsetof(sda_session_options, node_id_len) == 16, "sda_session_options.node_id_len");
_Static_assert(offsetof(sda_session_options, accept_lease_ms) == 24, "sda_session_options.accept_lease_ms");
_Static_assert(offsetof(sda_session_options, window_bytes) == 32, "sda_session_options.window_bytes");
_Static_assert(offsetof(sda_session_options, frame_bytes_max) == 40, "sda_session_options.frame_bytes_max");
_Static_assert(offsetof(sda_session_options, accept_snapshot) == 44, "sda_session_options.accept_snapshot");
_Static_assert(offsetof(sda_session_options, snapshot_bytes_max) == 48, "sda_session_options.snapshot_bytes_max");
_Static_assert(offsetof(sda_session_options, snapshot_step_bytes) == 56, "sda_session_options.snapshot_step_bytes");
_Static_assert(sizeof(sda_session_event) == 80, "sda_session_event");
_Static_assert(offsetof(sda_session_event, struct_size) == 0, "sda_session_event.struct_size");
_Static_assert(offsetof(sda_session_event, event_type) == 4, "sda_session_event.event_type");
_Static_assert(offsetof(sda_session_event, epoch) == 8, "sda_session_event.epoch");
_Static_assert(offsetof(sda_session_event, status) == 12, "sda_session_event.status");
_Static_assert(offsetof(sda_session_event, count) == 16, "sda_session_event.count");
_Static_assert(offsetof(sda_session_event, other_count) == 24, "sda_session_event.other_count");
_Static_assert(offsetof(sda_session_event, sequence) == 32, "sda_session_event.sequence");
_Static_assert(offsetof(sda_session_event, elapsed_ms) == 40, "sda_session_event.elapsed_ms");
_Static_assert(offsetof(sda_session_event, node_id) == 48, "sda_session_event.node_id");
_Static_assert(offsetof(sda_session_event, node_id_len) == 56, "sda_session_event.node_id_len");
_Static_assert(offsetof(sda_session_event, reason) == 64, "sda_session_event.reason");
_Static_assert(offsetof(sda_session_event, reason_len) == 72, "sda_session_event.reason_len");
_Static_assert(sizeof(sda_session_state_info) == 32, "sda_session_state_info");
_Static_assert(offsetof(sda_session_state_info, struct_size) == 0, "sda_session_state_info.struct_size");
_Static_assert(offsetof(sda_session_state_info, phase) == 4, "sda_session_state_info.phase");
_Static_assert(offsetof(sda_session_state_info, in_flight_count) == 8, "sda_session_state_info.in_flight_count");
_Static_assert(offsetof(sda_session_state_info, node_id) == 16, "sda_session_state_info.node_id");
_Static_assert(offsetof(sda_session_state_info, node_id_len) == 24, "sda_session_state_info.node_id_len");
_Static_assert(sizeof(sda_conflict) == 48, "sda_conflict");
_Static_assert(offsetof(sda_conflict, struct_size) == 0, "sda_conflict.struct_size");
_Static_assert(offsetof(sda_conflict, is_unresolved) == 4, "sda_conflict.is_unresolved");
_Static_assert(offsetof(sda_conflict, key) == 8, "sda_conflict.key");
_Static_assert(offsetof(sda_conflict, key_len) == 16, "sda_conflict.key_len");
_Static_assert(offsetof(sda_conflict, side_count) == 24, "sda_conflict.side_count");
_Static_assert(offsetof(sda_conflict, base) == 32, "sda_conflict.base");
_Static_assert(offsetof(sda_conflict, base_len) == 40, "sda_conflict.base_len");
_Static_assert(sizeof(sda_conflict_side) == 104, "sda_conflict_side");
_Static_assert(offsetof(sda_conflict_side, struct_size) == 0, "sda_conflict_side.struct_size");
_Static_assert(offsetof(sda_conflict_side, operation_type) == 4, "sda_conflict_side.operation_type");
_Static_assert(offsetof(sda_conflict_side, is_shown) == 8, "sda_conflict_side.is_shown");
_Static_assert(offsetof(sda_conflict_side, is_local) == 12, "sda_conflict_side.is_local");
_Static_assert(offsetof(sda_conflict_side, node_id) == 16, "sda_conflict_side.node_id");
_Static_assert(offsetof(sda_conflict_side, node_id_len) == 24, "sda_conflict_side.node_id_len");
_Static_assert(offsetof(sda_conflict_side, epoch) == 32, "sda_conflict_side.epoch");
_Static_assert(offsetof(sda_conflict_side, reserved) == 36, "sda_conflict_side.reserved");
_Static_assert(offsetof(sda_conflict_side, sequence) == 40, "sda_conflict_side.sequence");
_Static_assert(offsetof(sda_conflict_side, stamp) == 48, "sda_conflict_side.stamp");
_Static_assert(offsetof(sda_conflict_side, version) == 56, "sda_conflict_side.version");
_Static_assert(offsetof(sda_conflict_side, timestamp_ms) == 64, "sda_conflict_side.timestamp_ms");
_Static_assert(offsetof(sda_conflict_side, value) == 72, "sda_conflict_side.value");
_Static_assert(offsetof(sda_conflict_side, value_len) == 80, "sda_conflict_side.value_len");
_Static_assert(offsetof(sda_conflict_side, peer_id) == 88, "sda_conflict_side.peer_id");
_Static_assert(offsetof(sda_conflict_side, peer_id_len) == 96, "sda_conflict_side.peer_id_len");
_Static_assert(sizeof(sda_notice) == 32, "sda_notice");
_Static_assert(offsetof(sda_notice, struct_size) == 0, "sda_notice.struct_size");
_Static_assert(offsetof(sda_notice, severity) == 4, "sda_notice.severity");
_Static_assert(offsetof(sda_notice, topic) == 8, "sda_notice.topic");
_Static_assert(offsetof(sda_notice, reserved) == 12, "sda_notice.reserved");
_Static_assert(offsetof(sda_notice, at_ms) == 16, "sda_notice.at_ms");
_Static_assert(offsetof(sda_notice, dropped_len) == 24, "sda_notice.dropped_len");
_Static_assert(sizeof(sda_backup) == 32, "sda_backup");
_Static_assert(offsetof(sda_backup, struct_size) == 0, "sda_backup.struct_size");
_Static_assert(offsetof(sda_backup, reserved) == 4, "sda_backup.reserved");
_Static_assert(offsetof(sda_backup, version) == 8, "sda_backup.version");
_Static_assert(offsetof(sda_backup, file_count) == 16, "sda_backup.file_count");
_Static_assert(offsetof(sda_backup, bytes) == 24, "sda_backup.bytes");
_Static_assert(sizeof(sda_health) == 160, "sda_health");
_Static_assert(offsetof(sda_health, struct_size) == 0, "sda_health.struct_size");
_Static_assert(offsetof(sda_health, is_stopped) == 4, "sda_health.is_stopped");
_Static_assert(offsetof(sda_health, failure) == 8, "sda_health.failure");
_Static_assert(offsetof(sda_health, is_at_work) == 12, "sda_health.is_at_work");
_Static_assert(offsetof(sda_health, tail_bytes) == 16, "sda_health.tail_bytes");
_Static_assert(offsetof(sda_health, active_bytes) == 24, "sda_health.active_bytes");
_Static_assert(offsetof(sda_health, sealed_count) == 32, "sda_health.sealed_count");
_Static_assert(offsetof(sda_health, sealed_bytes) == 40, "sda_health.sealed_bytes");
_Static_assert(offsetof(sda_health, held_bytes) == 48, "sda_health.held_bytes");
_Static_assert(offsetof(sda_health, oldest_owed_version) == 56, "sda_health.oldest_owed_version");
_Static_assert(offsetof(sda_health, oldest_owed_segment) == 64, "sda_health.oldest_owed_segment");
_Static_assert(offsetof(sda_health, run_count) == 72, "sda_health.run_count");
_Static_assert(offsetof(sda_health, run_bytes) == 80, "sda_health.run_bytes");
_Static_assert(offsetof(sda_health, live_bytes) == 88, "sda_health.live_bytes");
_Static_assert(offsetof(sda_health, waste_bytes) == 96, "sda_health.waste_bytes");
_Static_assert(offsetof(sda_health, table_bytes) == 104, "sda_health.table_bytes");
_Static_assert(offsetof(sda_health, cache_bytes) == 112, "sda_health.cache_bytes");
_Static_assert(offsetof(sda_health, index_bytes) == 120, "sda_health.index_bytes");
_Static_assert(offsetof(sda_health, unknown_kind_count) == 128, "sda_health.unknown_kind_count");
_Static_assert(offsetof(sda_health, unknown_kind_bytes) == 136, "sda_health.unknown_kind_bytes");
_Static_assert(offsetof(sda_health, value_file_count) == 144, "sda_health.value_file_count");
_Static_assert(offsetof(sda_health, value_file_bytes) == 152, "sda_health.value_file_bytes");
_Static_assert(sizeof(sda_verified) == 72, "sda_verified");
_Static_assert(offsetof(sda_verified, struct_size) == 0, "sda_verified.struct_size");
_Static_assert(offsetof(sda_verified, is_sound) == 4, "sda_verified.is_sound");
_Static_assert(offsetof(sda_verified, file_count) == 8, "sda_verified.file_count");
_Static_assert(offsetof(sda_verified, bytes) == 16, "sda_verified.bytes");
_Static_assert(offsetof(sda_verified, group_count) == 24, "sda_verified.group_count");
_Static_assert(offsetof(sda_verified, key_count) == 32, "sda_verified.key_count");
_Static_assert(offsetof(sda_verified, owed_count) == 40, "sda_verified.owed_count");
_Static_assert(offsetof(sda_verified, last_version) == 48, "sda_verified.last_version");
_Static_assert(offsetof(sda_verified, cut_bytes) == 56, "sda_verified.cut_bytes");
_Static_assert(offsetof(sda_verified, finding_count) == 64, "sda_verified.finding_count");
_Static_assert(sizeof(sda_finding) == 104, "sda_finding");
_Static_assert(offsetof(sda_finding, struct_size) == 0, "sda_finding.struct_size");
_Static_assert(offsetof(sda_finding, part) == 4, "sda_finding.part");
_Static_assert(offsetof(sda_finding, status) == 8, "sda_finding.status");
_Static_assert(offsetof(sda_finding, has_keys) == 12, "sda_finding.has_keys");
_Static_assert(offsetof(sda_finding, at) == 16, "sda_finding.at");
_Static_assert(offsetof(sda_finding, bytes) == 24, "sda_finding.bytes");
_Static_assert(offsetof(sda_finding, number) == 32, "sda_finding.number");
_Static_assert(offsetof(sda_finding, file) == 40, "sda_finding.file");
_Static_assert(offsetof(sda_finding, file_len) == 48, "sda_finding.file_len");
_Static_assert(offsetof(sda_finding, text) == 56, "sda_finding.text");
_Static_assert(offsetof(sda_finding, text_len) == 64, "sda_finding.text_len");
_Static_assert(offsetof(sda_finding, first_key) == 72, "sda_finding.first_key");
_Static_assert(offsetof(sda_finding, first_key_len) == 80, "sda_finding.first_key_len");
_Static_assert(offsetof(sda_finding, last_key) == 88, "sda_finding.last_key");
_Static_assert(offsetof(sda_finding, last_key_len) == 96, "sda_finding.last_key_len");
_Static_assert(sizeof(sda_salvaged) == 112, "sda_salvaged");
_Static_assert(offsetof(sda_salvaged, struct_size) == 0, "sda_salvaged.struct_size");
_Static_assert(offsetof(sda_salvaged, listing) == 4, "sda_salvaged.listing");
_Static_assert(offsetof(sda_salvaged, identity_renewed) == 8, "sda_salvaged.identity_renewed");
_Static_assert(offsetof(sda_salvaged, knowledge_dropped) == 12, "sda_salvaged.knowledge_dropped");
_Static_assert(offsetof(sda_salvaged, key_count) == 16, "sda_salvaged.key_count");
_Static_assert(offsetof(sda_salvaged, owed_count) == 24, "sda_salvaged.owed_count");
_Static_assert(offsetof(sda_salvaged, owed_lost_count) == 32, "sda_salvaged.owed_lost_count");
_Static_assert(offsetof(sda_salvaged, group_count) == 40, "sda_salvaged.group_count");
_Static_assert(offsetof(sda_salvaged, intact_version) == 48, "sda_salvaged.intact_version");
_Static_assert(offsetof(sda_salvaged, last_version) == 56, "sda_salvaged.last_version");
_Static_assert(offsetof(sda_salvaged, cut_bytes) == 64, "sda_salvaged.cut_bytes");
_Static_assert(offsetof(sda_salvaged, file_count) == 72, "sda_salvaged.file_count");
_Static_assert(offsetof(sda_salvaged, bytes) == 80, "sda_salvaged.bytes");
_Static_assert(offsetof(sda_salvaged, set_aside_bytes) == 88, "sda_salvaged.set_aside_bytes");
_Static_assert(offsetof(sda_salvaged, loss_count) == 96, "sda_salvaged.loss_count");
_Static_assert(offsetof(sda_salvaged, missing_count) == 104, "sda_salvaged.missing_count");
_Static_assert(sizeof(sda_loss) == 120, "sda_loss");
_Static_assert(offsetof(sda_loss, struct_size) == 0, "sda_loss.struct_size");
_Static_assert(offsetof(sda_loss, part) == 4, "sda_loss.part");
_Static_assert(offsetof(sda_loss, status) == 8, "sda_loss.status");
_Static_assert(offsetof(sda_loss, has_keys) == 12, "sda_loss.has_keys");
_Static_assert(offsetof(sda_loss, at) == 16, "sda_loss.at");
_Static_assert(offsetof(sda_loss, bytes) == 24, "sda_loss.bytes");
_Static_assert(offsetof(sda_loss, number) == 32, "sda_loss.number");
_Static_assert(offsetof(sda_loss, entry_count) == 40, "sda_loss.entry_count");
_Static_assert(offsetof(sda_loss, superseded_count) == 48, "sda_loss.superseded_count");
_Static_assert(offsetof(sda_loss, file) == 56, "sda_loss.file");
_Static_assert(offsetof(sda_loss, file_len) == 64, "sda_loss.file_len");
_Static_assert(offsetof(sda_loss, text) == 72, "sda_loss.text");
_Static_assert(offsetof(sda_loss, text_len) == 80, "sda_loss.text_len");
_Static_assert(offsetof(sda_loss, first_key) == 88, "sda_loss.first_key");
_Static_assert(offsetof(sda_loss, first_key_len) == 96, "sda_loss.first_key_len");
_Static_assert(offsetof(sda_loss, last_key) == 104, "sda_loss.last_key");
_Static_assert(offsetof(sda_loss, last_key_len) == 112, "sda_loss.last_key_len");
_Static_assert(sizeof(sda_missing) == 24, "sda_missing");
_Static_assert(offsetof(sda_missing, struct_size) == 0, "sda_missing.struct_size");
_Static_assert(offsetof(sda_missing, is_open) == 4, "sda_missing.is_open");
_Static_assert(offsetof(sda_missing, first) == 8, "sda_missing.first");
_Static_assert(offsetof(sda_missing, last) == 16, "sda_missing.last");
_Static_assert(sizeof(sda_client_options) == 144, "sda_client_options");
_Static_assert(offsetof(sda_client_options, struct_size) == 0, "sda_client_options.struct_size");
_Static_assert(offsetof(sda_client_options, reserved) == 4, "sda_client_options.reserved");
_Static_assert(offsetof(sda_client_options, display_name) == 8, "sda_client_options.display_name");
_Static_assert(offsetof(sda_client_options, display_name_len) == 16, "sda_client_options.display_name_len");
_Static_assert(offsetof(sda_client_options, version) == 24, "sda_client_options.version");
_Static_assert(offsetof(sda_client_options, version_len) == 32, "sda_client_options.version_len");
_Static_assert(offsetof(sda_client_options, transport_enabled) == 40, "sda_client_options.transport_enabled");
_Static_assert(offsetof(sda_client_options, transport_port) == 44, "sda_client_options.transport_port");
_Static_assert(offsetof(sda_client_options, transport_host) == 48, "sda_client_options.transport_host");
_Static_assert(offsetof(sda_client_options, transport_host_len) == 56, "sda_client_options.transport_host_len");
_Static_assert(offsetof(sda_client_options, group_key) == 64, "sda_client_options.group_key");
_Static_assert(offsetof(sda_client_options, group_key_len) == 72, "sda_client_options.group_key_len");
_Static_assert(offsetof(sda_client_options, secret_key) == 80, "sda_client_options.secret_key");
_Static_assert(offsetof(sda_client_options, secret_key_len) == 88, "sda_client_options.secret_key_len");
_Static_assert(offsetof(sda_client_options, keepalive_ms) == 96, "sda_client_options.keepalive_ms");
_Static_assert(offsetof(sda_client_options, lease_ms) == 104, "sda_client_options.lease_ms");
_Static_assert(offsetof(sda_client_options, discovery_enabled) == 112, "sda_client_options.discovery_enabled");
_Static_assert(offsetof(sda_client_options, discovery_port) == 116, "sda_client_options.discovery_port");
_Static_assert(offsetof(sda_client_options, discovery_host) == 120, "sda_client_options.discovery_host");
_Static_assert(offsetof(sda_client_options, discovery_host_len) == 128, "sda_client_options.discovery_host_len");
_Static_assert(offsetof(sda_client_options, discovery_connects) == 136, "sda_client_options.discovery_connects");
_Static_assert(offsetof(sda_client_options, reserved_2) == 140, "sda_client_options.reserved_2");
_Static_assert(sizeof(sda_client_turn) == 32, "sda_client_turn");
_Static_assert(offsetof(sda_client_turn, struct_size) == 0, "sda_client_turn.struct_size");
_Static_assert(offsetof(sda_client_turn, reserved) == 4, "sda_client_turn.reserved");
_Static_assert(offsetof(sda_client_turn, retried_count) == 8, "sda_client_turn.retried_count");
_Static_assert(offsetof(sda_client_turn, pruned_count) == 16, "sda_client_turn.pruned_count");
_Static_assert(offsetof(sda_client_turn, batch_size) == 24, "sda_client_turn.batch_size");
_Static_assert(sizeof(sda_node_details) == 104, "sda_node_details");
_Static_assert(offsetof(sda_node_details, struct_size) == 0, "sda_node_details.struct_size");
_Static_assert(offsetof(sda_node_details, capability_count) == 4, "sda_node_details.capability_count");
_Static_assert(offsetof(sda_node_details, node_id) == 8, "sda_node_details.node_id");
_Static_assert(offsetof(sda_node_details, node_id_len) == 16, "sda_node_details.node_id_len");
_Static_assert(offsetof(sda_node_details, display_name) == 24, "sda_node_details.display_name");
_Static_assert(offsetof(sda_node_details, display_name_len) == 32, "sda_node_details.display_name_len");
_Static_assert(offsetof(sda_node_details, hostname) == 40, "sda_node_details.hostname");
_Static_assert(offsetof(sda_node_details, hostname_len) == 48, "sda_node_details.hostname_len");
_Static_assert(offsetof(sda_node_details, os_name) == 56, "sda_node_details.os_name");
_Static_assert(offsetof(sda_node_details, os_name_len) == 64, "sda_node_details.os_name_len");
_Static_assert(offsetof(sda_node_details, version) == 72, "sda_node_details.version");
_Static_assert(offsetof(sda_node_details, version_len) == 80, "sda_node_details.version_len");
_Static_assert(offsetof(sda_node_details, started_at_ms) == 88, "sda_node_details.started_at_ms");
_Static_assert(offsetof(sda_node_details, uptime_ms) == 96, "sda_node_details.uptime_ms");
_Static_assert(sizeof(sda_wal_recovery) == 32, "sda_wal_recovery");
_Static_assert(offsetof(sda_wal_recovery, struct_size) == 0, "sda_wal_recovery.struct_size");
_Static_assert(offsetof(sda_wal_recovery, reserved) == 4, "sda_wal_recovery.reserved");
_Static_assert(offsetof(sda_wal_recovery, record_count) == 8, "sda_wal_recovery.record_count");
_Static_assert(offsetof(sda_wal_recovery, sequence) == 16, "sda_wal_recovery.sequence");
_Static_assert(offsetof(sda_wal_recovery, cut_bytes) == 24, "sda_wal_recovery.cut_bytes");
_Static_assert(sizeof(sda_wal_record) == 48, "sda_wal_record");
_Static_assert(offsetof(sda_wal_record, struct_size) == 0, "sda_wal_record.struct_size");
_Static_assert(offsetof(sda_wal_record, record_type) == 4, "sda_wal_record.record_type");
_Static_assert(offsetof(sda_wal_record, record_status) == 8, "sda_wal_record.record_status");
_Static_assert(offsetof(sda_wal_record, reserved) == 12, "sda_wal_record.reserved");
_Static_assert(offsetof(sda_wal_record, sequence) == 16, "sda_wal_record.sequence");
_Static_assert(offsetof(sda_wal_record, timestamp_ms) == 24, "sda_wal_record.timestamp_ms");
_Static_assert(offsetof(sda_wal_record, payload) == 32, "sda_wal_record.payload");
_Static_assert(offsetof(sda_wal_record, payload_len) == 40, "sda_wal_record.payload_len");
_Static_assert(sizeof(sda_known_peer) == 48, "sda_known_peer");
_Static_assert(offsetof(sda_known_peer, struct_size) == 0, "sda_known_peer.struct_size");
_Static_assert(offsetof(sda_known_peer, is_connected) == 4, "sda_known_peer.is_connected");
_Static_assert(offsetof(sda_known_peer, is_found) == 8, "sda_known_peer.is_found");
_Static_assert(offsetof(sda_known_peer, port) == 12, "sda_known_peer.port");
_Static_assert(offsetof(sda_known_peer, node_id) == 16, "sda_known_peer.node_id");
_Static_assert(offsetof(sda_known_peer, node_id_len) == 24, "sda_known_peer.node_id_len");
_Static_assert(offsetof(sda_known_peer, host) == 32, "sda_known_peer.host");
_Static_assert(offsetof(sda_known_peer, host_len) == 40, "sda_known_peer.host_len");
_Static_assert(sizeof(sda_client_event) == 120, "sda_client_event");
_Static_assert(offsetof(sda_client_event, struct_size) == 0, "sda_client_event.struct_size");
_Static_assert(offsetof(sda_client_event, event_type) == 4, "sda_client_event.event_type");
_Static_assert(offsetof(sda_client_event, session_event) == 8, "sda_client_event.session_event");
_Static_assert(offsetof(sda_client_event, status) == 12, "sda_client_event.status");
_Static_assert(offsetof(sda_client_event, epoch) == 16, "sda_client_event.epoch");
_Static_assert(offsetof(sda_client_event, port) == 20, "sda_client_event.port");
_Static_assert(offsetof(sda_client_event, count) == 24, "sda_client_event.count");
_Static_assert(offsetof(sda_client_event, other_count) == 32, "sda_client_event.other_count");
_Static_assert(offsetof(sda_client_event, sequence) == 40, "sda_client_event.sequence");
_Static_assert(offsetof(sda_client_event, elapsed_ms) == 48, "sda_client_event.elapsed_ms");
_Static_assert(offsetof(sda_client_event, node_id) == 56, "sda_client_event.node_id");
_Static_assert(offsetof(sda_client_event, node_id_len) == 64, "sda_client_event.node_id_len");
_Static_assert(offsetof(sda_client_event, host) == 72, "sda_client_event.host");
_Static_assert(offsetof(sda_client_event, host_len) == 80, "sda_client_event.host_len");
_Static_assert(offsetof(sda_client_event, reason) == 88, "sda_client_event.reason");
_Static_assert(offsetof(sda_client_event, reason_len) == 96, "sda_client_event.reason_len");
_Static_assert(offsetof(sda_client_event, origin) == 104, "sda_client_event.origin");
_Static_assert(offsetof(sda_client_event, origin_len) == 112, "sda_client_event.origin_len");

uint32_t sda_abi_version(void) { return 0; }
const char *sda_status_name(sda_status status) { (void)status; return 0; }
sda_status sda_error_status(const sda_error *error) { (void)error; return 0; }
const char *sda_error_message(const sda_error *error) { (void)error; return 0; }
const char *sda_error_context(const sda_error *error) { (void)error; return 0; }
void sda_error_free(sda_error *error) { (void)error; }
void sda_buf_free(sda_buf *buf) { (void)buf; }
sda_status sda_options_init(sda_options *options) { (void)options; return 0; }
sda_status sda_sync_options_init(sda_sync_options *options) { (void)options; return 0; }
sda_status sda_engine_open(const sda_options *options, sda_engine **engine, sda_error **error) { (void)options; (void)engine; (void)error; return 0; }
sda_status sda_engine_close(sda_engine *engine, sda_error **error) { (void)engine; (void)error; return 0; }
sda_status sda_engine_flush(const sda_engine *engine, sda_error **error) { (void)engine; (void)error; return 0; }
sda_status sda_engine_maintain(const sda_engine *engine, uint64_t bytes_max, int64_t time_max_ms, uint32_t *more, sda_error **error) { (void)engine; (void)bytes_max; (void)time_max_ms; (void)more; (void)error; return 0; }
sda_status sda_engine_checkpoint(const sda_engine *engine, sda_error **error) { (void)engine; (void)error; return 0; }
sda_status sda_engine_reload(const sda_engine *engine, sda_error **error) { (void)engine; (void)error; return 0; }
sda_status sda_engine_report(const sda_engine *engine, sda_report *report, sda_error **error) { (void)engine; (void)report; (void)error; return 0; }
sda_status sda_engine_renamed_from(const sda_engine *engine, sda_buf *node_id, sda_error **error) { (void)engine; (void)node_id; (void)error; return 0; }
sda_status sda_engine_identity(const sda_engine *engine, sda_buf *node_id, uint32_t *epoch, sda_error **error) { (void)engine; (void)node_id; (void)epoch; (void)error; return 0; }
sda_status sda_engine_changes(const sda_engine *engine, uint64_t *changes, sda_error **error) { (void)engine; (void)changes; (void)error; return 0; }
sda_status sda_engine_digest(const sda_engine *engine, sda_buf *digest, sda_error **error) { (void)engine; (void)digest; (void)error; return 0; }
sda_status sda_store_apply(const sda_engine *engine, uint32_t operation_type, const uint8_t *key, size_t key_len, const uint8_t *value, size_t value_len, int64_t timestamp_ms, sda_apply *apply, sda_error **error) { (void)engine; (void)operation_type; (void)key; (void)key_len; (void)value; (void)value_len; (void)timestamp_ms; (void)apply; (void)error; return 0; }
sda_status sda_store_apply_unlogged(const sda_engine *engine, uint32_t operation_type, const uint8_t *key, size_t key_len, const uint8_t *value, size_t value_len, int64_t timestamp_ms, uint64_t version, sda_apply *apply, sda_error **error) { (void)engine; (void)operation_type; (void)key; (void)key_len; (void)value; (void)value_len; (void)timestamp_ms; (void)version; (void)apply; (void)error; return 0; }
sda_status sda_store_get(const sda_engine *engine, const uint8_t *key, size_t key_len, sda_buf *value, uint64_t *version, int64_t *timestamp_ms, sda_error **error) { (void)engine; (void)key; (void)key_len; (void)value; (void)version; (void)timestamp_ms; (void)error; return 0; }
sda_status sda_store_get_into(const sda_engine *engine, const uint8_t *key, size_t key_len, uint8_t *buffer, size_t capacity, size_t *value_len, uint64_t *version, int64_t *timestamp_ms, sda_error **error) { (void)engine; (void)key; (void)key_len; (void)buffer; (void)capacity; (void)value_len; (void)version; (void)timestamp_ms; (void)error; return 0; }
sda_status sda_store_contains(const sda_engine *engine, const uint8_t *key, size_t key_len, sda_error **error) { (void)engine; (void)key; (void)key_len; (void)error; return 0; }
sda_status sda_store_len(const sda_engine *engine, uint64_t *len, sda_error **error) { (void)engine; (void)len; (void)error; return 0; }
sda_status sda_store_clear_memory(const sda_engine *engine, sda_error **error) { (void)engine; (void)error; return 0; }
sda_status sda_scan_open(const sda_engine *engine, sda_scan **scan, sda_error **error) { (void)engine; (void)scan; (void)error; return 0; }
sda_status sda_scan_open_range(const sda_engine *engine, const uint8_t *prefix, size_t prefix_len, const uint8_t *from, size_t from_len, const uint8_t *to, size_t to_len, sda_scan **scan, sda_error **error) { (void)engine; (void)prefix; (void)prefix_len; (void)from; (void)from_len; (void)to; (void)to_len; (void)scan; (void)error; return 0; }
sda_status sda_scan_next(sda_scan *scan, sda_entry *entry, sda_error **error) { (void)scan; (void)entry; (void)error; return 0; }
void sda_scan_free(sda_scan *scan) { (void)scan; }
sda_status sda_store_versions(const sda_engine *engine, const uint8_t *key, size_t key_len, sda_versions **versions, sda_error **error) { (void)engine; (void)key; (void)key_len; (void)versions; (void)error; return 0; }
size_t sda_versions_len(const sda_versions *versions) { (void)versions; return 0; }
sda_status sda_versions_get(const sda_versions *versions, size_t index, sda_version *version, sda_error **error) { (void)versions; (void)index; (void)version; (void)error; return 0; }
void sda_versions_free(sda_versions *versions) { (void)versions; }
sda_status sda_feed_open(const sda_engine *engine, uint64_t position, uint32_t with_values, sda_feed **feed, sda_error **error) { (void)engine; (void)position; (void)with_values; (void)feed; (void)error; return 0; }
sda_status sda_feed_next(sda_feed *feed, sda_change *change, sda_error **error) { (void)feed; (void)change; (void)error; return 0; }
sda_status sda_feed_position(const sda_feed *feed, uint64_t *position, sda_error **error) { (void)feed; (void)position; (void)error; return 0; }
void sda_feed_free(sda_feed *feed) { (void)feed; }
sda_status sda_engine_feed_end(const sda_engine *engine, uint64_t *position, sda_error **error) { (void)engine; (void)position; (void)error; return 0; }
size_t sda_ops_len(const sda_ops *ops) { (void)ops; return 0; }
sda_status sda_ops_get(const sda_ops *ops, size_t index, sda_envelope *envelope, sda_error **error) { (void)ops; (void)index; (void)envelope; (void)error; return 0; }
void sda_ops_free(sda_ops *ops) { (void)ops; }
sda_status sda_op_encode(const sda_op *op, sda_buf *bytes, sda_error **error) { (void)op; (void)bytes; (void)error; return 0; }
sda_status sda_op_decode(const uint8_t *bytes, size_t bytes_len, sda_ops **ops, sda_error **error) { (void)bytes; (void)bytes_len; (void)ops; (void)error; return 0; }
sda_status sda_group_new(sda_group **group, sda_error **error) { (void)group; (void)error; return 0; }
sda_status sda_group_put(sda_group *group, const uint8_t *key, size_t key_len, const uint8_t *value, size_t value_len, sda_error **error) { (void)group; (void)key; (void)key_len; (void)value; (void)value_len; (void)error; return 0; }
sda_status sda_group_remove(sda_group *group, const uint8_t *key, size_t key_len, sda_error **error) { (void)group; (void)key; (void)key_len; (void)error; return 0; }
sda_status sda_group_clear(sda_group *group, sda_error **error) { (void)group; (void)error; return 0; }
size_t sda_group_len(const sda_group *group) { (void)group; return 0; }
sda_status sda_group_submit(const sda_group *group, const sda_engine *engine, int64_t timestamp_ms, sda_ops **ops, sda_error **error) { (void)group; (void)engine; (void)timestamp_ms; (void)ops; (void)error; return 0; }
sda_status sda_group_apply_local(const sda_group *group, const sda_engine *engine, int64_t timestamp_ms, sda_apply *apply, sda_error **error) { (void)group; (void)engine; (void)timestamp_ms; (void)apply; (void)error; return 0; }
void sda_group_free(sda_group *group) { (void)group; }
sda_status sda_group_put_many(sda_group *group, const uint8_t *keys, size_t keys_len, const uint8_t *key_sizes, size_t key_sizes_len, const uint8_t *values, size_t values_len, const uint8_t *value_sizes, size_t value_sizes_len, sda_error **error) { (void)group; (void)keys; (void)keys_len; (void)key_sizes; (void)key_sizes_len; (void)values; (void)values_len; (void)value_sizes; (void)value_sizes_len; (void)error; return 0; }
sda_status sda_store_get_many(const sda_engine *engine, const uint8_t *keys, size_t keys_len, const uint8_t *key_sizes, size_t key_sizes_len, sda_buf *values, sda_buf *value_sizes, sda_error **error) { (void)engine; (void)keys; (void)keys_len; (void)key_sizes; (void)key_sizes_len; (void)values; (void)value_sizes; (void)error; return 0; }
sda_status sda_scan_next_many(sda_scan *scan, uint64_t bytes_max, sda_buf *keys, sda_buf *key_sizes, sda_buf *values, sda_buf *value_sizes, sda_error **error) { (void)scan; (void)bytes_max; (void)keys; (void)key_sizes; (void)values; (void)value_sizes; (void)error; return 0; }
sda_status sda_value_reader_open(const sda_engine *engine, const uint8_t *key, size_t key_len, sda_value_reader **reader, uint64_t *value_bytes, uint64_t *version, int64_t *timestamp_ms, sda_error **error) { (void)engine; (void)key; (void)key_len; (void)reader; (void)value_bytes; (void)version; (void)timestamp_ms; (void)error; return 0; }
sda_status sda_value_reader_read(sda_value_reader *reader, uint64_t offset, uint8_t *buffer, size_t capacity, size_t *read_len, sda_error **error) { (void)reader; (void)offset; (void)buffer; (void)capacity; (void)read_len; (void)error; return 0; }
void sda_value_reader_free(sda_value_reader *reader) { (void)reader; }
sda_status sda_value_writer_open(const sda_engine *engine, const uint8_t *key, size_t key_len, uint64_t value_bytes, int64_t timestamp_ms, sda_value_writer **writer, sda_error **error) { (void)engine; (void)key; (void)key_len; (void)value_bytes; (void)timestamp_ms; (void)writer; (void)error; return 0; }
sda_status sda_value_writer_write(sda_value_writer *writer, const uint8_t *bytes, size_t bytes_len, sda_error **error) { (void)writer; (void)bytes; (void)bytes_len; (void)error; return 0; }
sda_status sda_value_writer_commit(sda_value_writer *writer, sda_apply *apply, sda_error **error) { (void)writer; (void)apply; (void)error; return 0; }
void sda_value_writer_free(sda_value_writer *writer) { (void)writer; }
sda_status sda_sync_attach(const sda_engine *engine, const sda_sync_options *options, sda_error **error) { (void)engine; (void)options; (void)error; return 0; }
sda_status sda_sync_configure(const sda_engine *engine, const sda_sync_options *options, sda_error **error) { (void)engine; (void)options; (void)error; return 0; }
sda_status sda_sync_detach(const sda_engine *engine, sda_error **error) { (void)engine; (void)error; return 0; }
sda_status sda_sync_set_policy(const sda_engine *engine, uint32_t conflict_policy, sda_error **error) { (void)engine; (void)conflict_policy; (void)error; return 0; }
sda_status sda_sync_submit(const sda_engine *engine, uint32_t operation_type, const uint8_t *key, size_t key_len, const uint8_t *value, size_t value_len, int64_t timestamp_ms, sda_ops **ops, sda_error **error) { (void)engine; (void)operation_type; (void)key; (void)key_len; (void)value; (void)value_len; (void)timestamp_ms; (void)ops; (void)error; return 0; }
sda_status sda_sync_submit_local_writes(const sda_engine *engine, uint64_t *count, sda_error **error) { (void)engine; (void)count; (void)error; return 0; }
sda_status sda_sync_receive(const sda_engine *engine, const sda_op *op, sda_received *received, sda_error **error) { (void)engine; (void)op; (void)received; (void)error; return 0; }
sda_status sda_sync_get_state(const sda_engine *engine, sda_sync_state *state, sda_error **error) { (void)engine; (void)state; (void)error; return 0; }
sda_status sda_sync_next_wakeup(const sda_engine *engine, int64_t *at_ms, sda_error **error) { (void)engine; (void)at_ms; (void)error; return 0; }
sda_status sda_sync_next_batch(const sda_engine *engine, sda_ops **ops, sda_error **error) { (void)engine; (void)ops; (void)error; return 0; }
sda_status sda_sync_tick(const sda_engine *engine, uint32_t prune_completed, sda_tick *tick, sda_ops **ops, sda_error **error) { (void)engine; (void)prune_completed; (void)tick; (void)ops; (void)error; return 0; }
sda_status sda_sync_receive_ack(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)error; return 0; }
sda_status sda_sync_report_send_failure(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, sda_status failure, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)failure; (void)error; return 0; }
sda_status sda_sync_queue(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)error; return 0; }
sda_status sda_sync_requeue_failed(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)error; return 0; }
sda_status sda_sync_requeue_all_failed(const sda_engine *engine, uint64_t *count, sda_error **error) { (void)engine; (void)count; (void)error; return 0; }
sda_status sda_sync_discard_failed(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)error; return 0; }
sda_status sda_sync_prune_failed(const sda_engine *engine, uint64_t *count, sda_error **error) { (void)engine; (void)count; (void)error; return 0; }
sda_status sda_sync_prune_completed(const sda_engine *engine, uint64_t *count, sda_error **error) { (void)engine; (void)count; (void)error; return 0; }
sda_status sda_sync_retry_expired(const sda_engine *engine, uint64_t *count, sda_error **error) { (void)engine; (void)count; (void)error; return 0; }
sda_status sda_sync_outbox(const sda_engine *engine, sda_ops **ops, sda_error **error) { (void)engine; (void)ops; (void)error; return 0; }
sda_status sda_sync_failed(const sda_engine *engine, sda_ops **ops, sda_error **error) { (void)engine; (void)ops; (void)error; return 0; }
sda_status sda_sync_held(const sda_engine *engine, sda_ops **ops, sda_error **error) { (void)engine; (void)ops; (void)error; return 0; }
sda_status sda_sync_find(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, sda_ops **ops, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)ops; (void)error; return 0; }
sda_status sda_peer_register(const sda_engine *engine, const uint8_t *node_id, size_t node_id_len, int64_t lease_ms, sda_error **error) { (void)engine; (void)node_id; (void)node_id_len; (void)lease_ms; (void)error; return 0; }
sda_status sda_peer_remove(const sda_engine *engine, const uint8_t *node_id, size_t node_id_len, sda_error **error) { (void)engine; (void)node_id; (void)node_id_len; (void)error; return 0; }
sda_status sda_peer_status(const sda_engine *engine, const uint8_t *node_id, size_t node_id_len, sda_peer_status_info *info, sda_error **error) { (void)engine; (void)node_id; (void)node_id_len; (void)info; (void)error; return 0; }
sda_status sda_peer_list(const sda_engine *engine, sda_peers **peers, sda_error **error) { (void)engine; (void)peers; (void)error; return 0; }
sda_status sda_peers_expire(const sda_engine *engine, sda_peers **peers, sda_error **error) { (void)engine; (void)peers; (void)error; return 0; }
size_t sda_peers_len(const sda_peers *peers) { (void)peers; return 0; }
sda_status sda_peers_get(const sda_peers *peers, size_t index, sda_peer_status_info *info, sda_error **error) { (void)peers; (void)index; (void)info; (void)error; return 0; }
void sda_peers_free(sda_peers *peers) { (void)peers; }
sda_status sda_outbox_ack_from(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, const uint8_t *node_id, size_t node_id_len, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)node_id; (void)node_id_len; (void)error; return 0; }
sda_status sda_op_is_applied_at(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, const uint8_t *node_id, size_t node_id_len, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)node_id; (void)node_id_len; (void)error; return 0; }
sda_status sda_peer_delivery_of(const sda_engine *engine, const uint8_t *sync_id, size_t sync_id_len, const uint8_t *node_id, size_t node_id_len, sda_peer_delivery *delivery, sda_error **error) { (void)engine; (void)sync_id; (void)sync_id_len; (void)node_id; (void)node_id_len; (void)delivery; (void)error; return 0; }
sda_status sda_engine_status_json(const sda_engine *engine, sda_buf *json, sda_error **error) { (void)engine; (void)json; (void)error; return 0; }
sda_status sda_session_options_init(sda_session_options *options) { (void)options; return 0; }
sda_status sda_session_open(const sda_engine *engine, const sda_session_options *options, sda_session **session, sda_error **error) { (void)engine; (void)options; (void)session; (void)error; return 0; }
sda_status sda_session_handle(sda_session *session, const uint8_t *bytes, size_t bytes_len, sda_error **error) { (void)session; (void)bytes; (void)bytes_len; (void)error; return 0; }
sda_status sda_session_poll_transmit(sda_session *session, size_t bytes_max, sda_buf *frame, sda_error **error) { (void)session; (void)bytes_max; (void)frame; (void)error; return 0; }
sda_status sda_session_poll_event(sda_session *session, sda_session_event *event, sda_error **error) { (void)session; (void)event; (void)error; return 0; }
sda_status sda_session_next_wakeup_at_ms(const sda_session *session, int64_t *at_ms, sda_error **error) { (void)session; (void)at_ms; (void)error; return 0; }
sda_status sda_session_state(const sda_session *session, sda_session_state_info *state, sda_error **error) { (void)session; (void)state; (void)error; return 0; }
sda_status sda_session_close(sda_session *session, sda_error **error) { (void)session; (void)error; return 0; }
void sda_session_free(sda_session *session) { (void)session; }
sda_status sda_frame_bytes(const uint8_t *bytes, size_t bytes_len, uint32_t frame_bytes_max, uint64_t *frame_bytes, sda_error **error) { (void)bytes; (void)bytes_len; (void)frame_bytes_max; (void)frame_bytes; (void)error; return 0; }
sda_status sda_store_conflicts(const sda_engine *engine, const uint8_t *after, size_t after_len, uint64_t count_max, sda_conflicts **conflicts, sda_error **error) { (void)engine; (void)after; (void)after_len; (void)count_max; (void)conflicts; (void)error; return 0; }
size_t sda_conflicts_len(const sda_conflicts *conflicts) { (void)conflicts; return 0; }
sda_status sda_conflicts_get(const sda_conflicts *conflicts, size_t index, sda_conflict *conflict, sda_error **error) { (void)conflicts; (void)index; (void)conflict; (void)error; return 0; }
sda_status sda_conflicts_side(const sda_conflicts *conflicts, size_t index, size_t side_index, sda_conflict_side *side, sda_error **error) { (void)conflicts; (void)index; (void)side_index; (void)side; (void)error; return 0; }
void sda_conflicts_free(sda_conflicts *conflicts) { (void)conflicts; }
sda_status sda_engine_set_merge(const sda_engine *engine, sda_merge_fn merge, void *user_data, sda_release_fn release, sda_error **error) { (void)engine; (void)merge; (void)user_data; (void)release; (void)error; return 0; }
sda_status sda_buf_set(sda_buf *buf, const uint8_t *bytes, size_t bytes_len, sda_error **error) { (void)buf; (void)bytes; (void)bytes_len; (void)error; return 0; }
sda_status sda_engine_set_notify(const sda_engine *engine, uint32_t least, sda_notify_fn notify, void *user_data, sda_release_fn release, sda_error **error) { (void)engine; (void)least; (void)notify; (void)user_data; (void)release; (void)error; return 0; }
sda_status sda_engine_poll_notice(const sda_engine *engine, sda_notice *notice, sda_buf *text, sda_error **error) { (void)engine; (void)notice; (void)text; (void)error; return 0; }
sda_status sda_engine_backup(const sda_engine *engine, const uint8_t *path, size_t path_len, sda_backup *backup, sda_error **error) { (void)engine; (void)path; (void)path_len; (void)backup; (void)error; return 0; }
sda_status sda_engine_health(const sda_engine *engine, sda_health *health, sda_error **error) { (void)engine; (void)health; (void)error; return 0; }
sda_status sda_engine_verify(const sda_engine *engine, sda_findings **findings, sda_error **error) { (void)engine; (void)findings; (void)error; return 0; }
sda_status sda_verify(const sda_options *options, sda_findings **findings, sda_error **error) { (void)options; (void)findings; (void)error; return 0; }
sda_status sda_findings_totals(const sda_findings *findings, sda_verified *verified, sda_error **error) { (void)findings; (void)verified; (void)error; return 0; }
size_t sda_findings_len(const sda_findings *findings) { (void)findings; return 0; }
sda_status sda_findings_get(const sda_findings *findings, size_t index, sda_finding *finding, sda_error **error) { (void)findings; (void)index; (void)finding; (void)error; return 0; }
void sda_findings_free(sda_findings *findings) { (void)findings; }
sda_status sda_salvage(const sda_options *options, const uint8_t *path, size_t path_len, sda_losses **losses, sda_error **error) { (void)options; (void)path; (void)path_len; (void)losses; (void)error; return 0; }
sda_status sda_losses_totals(const sda_losses *losses, sda_salvaged *salvaged, sda_error **error) { (void)losses; (void)salvaged; (void)error; return 0; }
size_t sda_losses_len(const sda_losses *losses) { (void)losses; return 0; }
sda_status sda_losses_get(const sda_losses *losses, size_t index, sda_loss *loss, sda_error **error) { (void)losses; (void)index; (void)loss; (void)error; return 0; }
sda_status sda_losses_missing(const sda_losses *losses, size_t index, sda_missing *missing, sda_error **error) { (void)losses; (void)index; (void)missing; (void)error; return 0; }
void sda_losses_free(sda_losses *losses) { (void)losses; }
sda_status sda_client_options_init(sda_client_options *options) { (void)options; return 0; }
sda_status sda_client_open(const sda_options *engine_options, const sda_sync_options *sync_options, const sda_client_options *client_options, sda_client **client, sda_error **error) { (void)engine_options; (void)sync_options; (void)client_options; (void)client; (void)error; return 0; }
sda_status sda_client_close(sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_engine(const sda_client *client, sda_engine **engine, sda_error **error) { (void)client; (void)engine; (void)error; return 0; }
sda_status sda_client_put(const sda_client *client, const uint8_t *key, size_t key_len, const uint8_t *value, size_t value_len, uint64_t *version, sda_error **error) { (void)client; (void)key; (void)key_len; (void)value; (void)value_len; (void)version; (void)error; return 0; }
sda_status sda_client_remove(const sda_client *client, const uint8_t *key, size_t key_len, uint64_t *version, sda_error **error) { (void)client; (void)key; (void)key_len; (void)version; (void)error; return 0; }
sda_status sda_client_get(const sda_client *client, const uint8_t *key, size_t key_len, sda_buf *value, sda_error **error) { (void)client; (void)key; (void)key_len; (void)value; (void)error; return 0; }
sda_status sda_client_contains(const sda_client *client, const uint8_t *key, size_t key_len, sda_error **error) { (void)client; (void)key; (void)key_len; (void)error; return 0; }
sda_status sda_client_len(const sda_client *client, uint64_t *len, sda_error **error) { (void)client; (void)len; (void)error; return 0; }
sda_status sda_client_tick(const sda_client *client, uint32_t prune_completed, sda_client_turn *turn, sda_error **error) { (void)client; (void)prune_completed; (void)turn; (void)error; return 0; }
sda_status sda_client_sync_state(const sda_client *client, sda_sync_state *state, sda_error **error) { (void)client; (void)state; (void)error; return 0; }
sda_status sda_client_retry_expired(const sda_client *client, uint64_t *count, sda_error **error) { (void)client; (void)count; (void)error; return 0; }
sda_status sda_client_prune_completed(const sda_client *client, uint64_t *count, sda_error **error) { (void)client; (void)count; (void)error; return 0; }
sda_status sda_client_prune_failed(const sda_client *client, uint64_t *count, sda_error **error) { (void)client; (void)count; (void)error; return 0; }
sda_status sda_client_status_of(const sda_client *client, uint64_t version, uint32_t *status, sda_error **error) { (void)client; (void)version; (void)status; (void)error; return 0; }
sda_status sda_client_node_info(const sda_client *client, uint32_t refresh, sda_node_info **info, sda_error **error) { (void)client; (void)refresh; (void)info; (void)error; return 0; }
sda_status sda_node_info_get(const sda_node_info *info, sda_node_details *details, sda_error **error) { (void)info; (void)details; (void)error; return 0; }
sda_status sda_node_info_capability(const sda_node_info *info, size_t index, const uint8_t **name, size_t *name_bytes, sda_error **error) { (void)info; (void)index; (void)name; (void)name_bytes; (void)error; return 0; }
void sda_node_info_free(sda_node_info *info) { (void)info; }
sda_status sda_wal_open(const uint8_t *path, size_t path_len, sda_wal **wal, sda_error **error) { (void)path; (void)path_len; (void)wal; (void)error; return 0; }
sda_status sda_wal_recover(sda_wal *wal, sda_wal_recovery *recovery, sda_error **error) { (void)wal; (void)recovery; (void)error; return 0; }
sda_status sda_wal_append(sda_wal *wal, const uint8_t *bytes, size_t bytes_len, sda_error **error) { (void)wal; (void)bytes; (void)bytes_len; (void)error; return 0; }
sda_status sda_wal_append_record(sda_wal *wal, uint32_t record_type, int64_t timestamp_ms, const uint8_t *payload, size_t payload_len, uint64_t *sequence, sda_error **error) { (void)wal; (void)record_type; (void)timestamp_ms; (void)payload; (void)payload_len; (void)sequence; (void)error; return 0; }
sda_status sda_wal_raise_sequence(sda_wal *wal, uint64_t sequence, sda_error **error) { (void)wal; (void)sequence; (void)error; return 0; }
sda_status sda_wal_flush(sda_wal *wal, sda_error **error) { (void)wal; (void)error; return 0; }
sda_status sda_wal_close(sda_wal *wal, sda_error **error) { (void)wal; (void)error; return 0; }
sda_status sda_wal_read(const uint8_t *path, size_t path_len, sda_buf *bytes, sda_error **error) { (void)path; (void)path_len; (void)bytes; (void)error; return 0; }
sda_status sda_wal_reader_open(const uint8_t *path, size_t path_len, sda_wal_reader **reader, sda_error **error) { (void)path; (void)path_len; (void)reader; (void)error; return 0; }
sda_status sda_wal_reader_next(sda_wal_reader *reader, sda_wal_record *record, sda_error **error) { (void)reader; (void)record; (void)error; return 0; }
void sda_wal_reader_free(sda_wal_reader *reader) { (void)reader; }
sda_status sda_client_start_carrying(const sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_open_link(const sda_client *client, const uint8_t *node_id, size_t node_id_len, uint32_t is_ours, uint64_t *link, sda_error **error) { (void)client; (void)node_id; (void)node_id_len; (void)is_ours; (void)link; (void)error; return 0; }
sda_status sda_client_receive(const sda_client *client, uint64_t link, const uint8_t *message, size_t message_len, sda_error **error) { (void)client; (void)link; (void)message; (void)message_len; (void)error; return 0; }
sda_status sda_client_next_message(const sda_client *client, uint64_t link, sda_buf *message, sda_error **error) { (void)client; (void)link; (void)message; (void)error; return 0; }
sda_status sda_client_close_link(const sda_client *client, uint64_t link, sda_error **error) { (void)client; (void)link; (void)error; return 0; }
sda_status sda_keys_generate(sda_buf *secret_key, sda_buf *public_key, sda_error **error) { (void)secret_key; (void)public_key; (void)error; return 0; }
sda_status sda_client_trust(const sda_client *client, const uint8_t *node_id, size_t node_id_len, const uint8_t *public_key, size_t public_key_len, sda_error **error) { (void)client; (void)node_id; (void)node_id_len; (void)public_key; (void)public_key_len; (void)error; return 0; }
sda_status sda_client_start_transport(const sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_stop_transport(const sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_transport_running(const sda_client *client, uint32_t *port, sda_error **error) { (void)client; (void)port; (void)error; return 0; }
sda_status sda_client_connect(const sda_client *client, const uint8_t *node_id, size_t node_id_len, const uint8_t *host, size_t host_len, uint32_t port, sda_error **error) { (void)client; (void)node_id; (void)node_id_len; (void)host; (void)host_len; (void)port; (void)error; return 0; }
sda_status sda_client_disconnect(const sda_client *client, const uint8_t *node_id, size_t node_id_len, sda_error **error) { (void)client; (void)node_id; (void)node_id_len; (void)error; return 0; }
sda_status sda_client_process_transport_events(const sda_client *client, uint64_t events_max, uint64_t *count, sda_error **error) { (void)client; (void)events_max; (void)count; (void)error; return 0; }
sda_status sda_client_wait(const sda_client *client, int64_t wait_ms, uint64_t *count, sda_error **error) { (void)client; (void)wait_ms; (void)count; (void)error; return 0; }
sda_status sda_client_start_discovery(const sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_stop_discovery(const sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_discovery_running(const sda_client *client, sda_error **error) { (void)client; (void)error; return 0; }
sda_status sda_client_peers(const sda_client *client, sda_known_peers **peers, sda_error **error) { (void)client; (void)peers; (void)error; return 0; }
size_t sda_known_peers_len(const sda_known_peers *peers) { (void)peers; return 0; }
sda_status sda_known_peers_get(const sda_known_peers *peers, size_t index, sda_known_peer *peer, sda_error **error) { (void)peers; (void)index; (void)peer; (void)error; return 0; }
void sda_known_peers_free(sda_known_peers *peers) { (void)peers; }
sda_status sda_client_poll_events(const sda_client *client, uint64_t events_max, sda_client_events **events, sda_error **error) { (void)client; (void)events_max; (void)events; (void)error; return 0; }
size_t sda_client_events_len(const sda_client_events *events) { (void)events; return 0; }
sda_status sda_client_events_get(const sda_client_events *events, size_t index, sda_client_event *event, sda_error **error) { (void)events; (void)index; (void)event; (void)error; return 0; }
void sda_client_events_free(sda_client_events *events) { (void)events; }
