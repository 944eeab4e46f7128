/* SPDX-License-Identifier: Apache-2.0 */
/* The frozen ABI on 64-bit systems: sizes, offsets, values. A line here never changes; a struct
 * grows by new lines at its end, and then its size with them. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "softadastra.h"

#define SIZE(type, bytes) static_assert(sizeof(type) == (bytes), #type)
#define AT(type, field, bytes) static_assert(offsetof(type, field) == (bytes), #type "." #field)
#define VALUE(name, number) static_assert((name) == (number), #name)

static_assert(sizeof(void *) == 8 && sizeof(size_t) == 8, "64-bit");
SIZE(sda_status, 4);
static_assert((sda_status)-1 < 0, "a status has a sign");

SIZE(sda_buf, 24);
AT(sda_buf, ptr, 0);
AT(sda_buf, len, 8);
AT(sda_buf, cap, 16);

SIZE(sda_options, 96);
AT(sda_options, struct_size, 0);
AT(sda_options, durability, 4);
AT(sda_options, path, 8);
AT(sda_options, path_len, 16);
AT(sda_options, value_bytes_max, 24);
AT(sda_options, clock_drift_ms, 32);
AT(sda_options, seed, 40);
AT(sda_options, clock, 48);
AT(sda_options, clock_user_data, 56);
AT(sda_options, clock_release, 64);
AT(sda_options, read_only, 72);
AT(sda_options, reserved, 76);
AT(sda_options, memory_bytes, 80);
AT(sda_options, feed_retain_bytes, 88);

SIZE(sda_sync_options, 104);
AT(sda_sync_options, struct_size, 0);
AT(sda_sync_options, conflict_policy, 4);
AT(sda_sync_options, node_id, 8);
AT(sda_sync_options, node_id_len, 16);
AT(sda_sync_options, batch_size, 24);
AT(sda_sync_options, max_retries, 32);
AT(sda_sync_options, auto_queue, 36);
AT(sda_sync_options, require_ack, 40);
AT(sda_sync_options, reserved, 44);
AT(sda_sync_options, retry_interval_ms, 48);
AT(sda_sync_options, retry_cap_ms, 56);
AT(sda_sync_options, ack_timeout_ms, 64);
AT(sda_sync_options, clock_drift_ms, 72);
AT(sda_sync_options, outbox_ops_max, 80);
AT(sda_sync_options, outbox_bytes_max, 88);
AT(sda_sync_options, when_full, 96);
AT(sda_sync_options, reserved_2, 100);

SIZE(sda_report, 64);
AT(sda_report, struct_size, 0);
AT(sda_report, created, 4);
AT(sda_report, group_count, 8);
AT(sda_report, last_version, 16);
AT(sda_report, cut_bytes, 24);
AT(sda_report, cut_groups, 32);
AT(sda_report, owed_count, 40);
AT(sda_report, migrated_records, 48);
AT(sda_report, kept_records, 56);

SIZE(sda_apply, 24);
AT(sda_apply, struct_size, 0);
AT(sda_apply, created, 4);
AT(sda_apply, updated, 8);
AT(sda_apply, deleted, 12);
AT(sda_apply, version, 16);

SIZE(sda_entry, 56);
AT(sda_entry, struct_size, 0);
AT(sda_entry, reserved, 4);
AT(sda_entry, key, 8);
AT(sda_entry, key_len, 16);
AT(sda_entry, value, 24);
AT(sda_entry, value_len, 32);
AT(sda_entry, version, 40);
AT(sda_entry, timestamp_ms, 48);

SIZE(sda_version, 80);
AT(sda_version, struct_size, 0);
AT(sda_version, operation_type, 4);
AT(sda_version, node_id, 8);
AT(sda_version, node_id_len, 16);
AT(sda_version, epoch, 24);
AT(sda_version, reserved, 28);
AT(sda_version, sequence, 32);
AT(sda_version, stamp, 40);
AT(sda_version, version, 48);
AT(sda_version, timestamp_ms, 56);
AT(sda_version, value, 64);
AT(sda_version, value_len, 72);

SIZE(sda_change, 144);
AT(sda_change, struct_size, 0);
AT(sda_change, change_type, 4);
AT(sda_change, operation_type, 8);
AT(sda_change, epoch, 12);
AT(sda_change, version, 16);
AT(sda_change, position, 24);
AT(sda_change, sequence, 32);
AT(sda_change, sequence_last, 40);
AT(sda_change, stamp, 48);
AT(sda_change, timestamp_ms, 56);
AT(sda_change, origin, 64);
AT(sda_change, origin_len, 72);
AT(sda_change, sync_id, 80);
AT(sda_change, sync_id_len, 88);
AT(sda_change, key, 96);
AT(sda_change, key_len, 104);
AT(sda_change, value, 112);
AT(sda_change, value_len, 120);
AT(sda_change, status, 128);
AT(sda_change, retry_count, 132);
AT(sda_change, last_error, 136);
AT(sda_change, reserved, 140);

SIZE(sda_op, 136);
AT(sda_op, struct_size, 0);
AT(sda_op, operation_type, 4);
AT(sda_op, direction, 8);
AT(sda_op, epoch, 12);
AT(sda_op, sequence, 16);
AT(sda_op, version, 24);
AT(sda_op, stamp, 32);
AT(sda_op, timestamp_ms, 40);
AT(sda_op, created_at_ms, 48);
AT(sda_op, sync_id, 56);
AT(sda_op, sync_id_len, 64);
AT(sda_op, origin, 72);
AT(sda_op, origin_len, 80);
AT(sda_op, key, 88);
AT(sda_op, key_len, 96);
AT(sda_op, value, 104);
AT(sda_op, value_len, 112);
AT(sda_op, context, 120);
AT(sda_op, context_len, 128);

SIZE(sda_envelope, 184);
AT(sda_envelope, struct_size, 0);
AT(sda_envelope, status, 4);
AT(sda_envelope, ack_status, 8);
AT(sda_envelope, retry_count, 12);
AT(sda_envelope, last_attempt_at_ms, 16);
AT(sda_envelope, next_retry_at_ms, 24);
AT(sda_envelope, ack_due_at_ms, 32);
AT(sda_envelope, last_error, 40);
AT(sda_envelope, reserved, 44);
AT(sda_envelope, op, 48);

SIZE(sda_received, 40);
AT(sda_received, struct_size, 0);
AT(sda_received, applied, 4);
AT(sda_received, duplicate, 8);
AT(sda_received, conflict, 12);
AT(sda_received, apply, 16);

SIZE(sda_sync_state, 120);
AT(sda_sync_state, struct_size, 0);
AT(sda_sync_state, reserved, 4);
AT(sda_sync_state, outbox_size, 8);
AT(sda_sync_state, queued_count, 16);
AT(sda_sync_state, in_flight_count, 24);
AT(sda_sync_state, acknowledged_count, 32);
AT(sda_sync_state, failed_count, 40);
AT(sda_sync_state, last_submitted_version, 48);
AT(sda_sync_state, last_applied_remote_version, 56);
AT(sda_sync_state, total_retries, 64);
AT(sda_sync_state, pending_count, 72);
AT(sda_sync_state, duplicate_count, 80);
AT(sda_sync_state, conflict_count, 88);
AT(sda_sync_state, clock_refusal_count, 96);
AT(sda_sync_state, coalesced_count, 104);
AT(sda_sync_state, outbox_bytes, 112);

SIZE(sda_conflict, 48);
AT(sda_conflict, struct_size, 0);
AT(sda_conflict, is_unresolved, 4);
AT(sda_conflict, key, 8);
AT(sda_conflict, key_len, 16);
AT(sda_conflict, side_count, 24);
AT(sda_conflict, base, 32);
AT(sda_conflict, base_len, 40);

SIZE(sda_conflict_side, 88);
AT(sda_conflict_side, struct_size, 0);
AT(sda_conflict_side, operation_type, 4);
AT(sda_conflict_side, is_shown, 8);
AT(sda_conflict_side, is_local, 12);
AT(sda_conflict_side, node_id, 16);
AT(sda_conflict_side, node_id_len, 24);
AT(sda_conflict_side, epoch, 32);
AT(sda_conflict_side, reserved, 36);
AT(sda_conflict_side, sequence, 40);
AT(sda_conflict_side, stamp, 48);
AT(sda_conflict_side, version, 56);
AT(sda_conflict_side, timestamp_ms, 64);
AT(sda_conflict_side, value, 72);
AT(sda_conflict_side, value_len, 80);

SIZE(sda_tick, 24);
AT(sda_tick, struct_size, 0);
AT(sda_tick, reserved, 4);
AT(sda_tick, retried_count, 8);
AT(sda_tick, pruned_count, 16);

SIZE(sda_backup, 32);
AT(sda_backup, struct_size, 0);
AT(sda_backup, reserved, 4);
AT(sda_backup, version, 8);
AT(sda_backup, file_count, 16);
AT(sda_backup, bytes, 24);

SIZE(sda_health, 128);
AT(sda_health, struct_size, 0);
AT(sda_health, is_stopped, 4);
AT(sda_health, failure, 8);
AT(sda_health, is_at_work, 12);
AT(sda_health, tail_bytes, 16);
AT(sda_health, active_bytes, 24);
AT(sda_health, sealed_count, 32);
AT(sda_health, sealed_bytes, 40);
AT(sda_health, held_bytes, 48);
AT(sda_health, oldest_owed_version, 56);
AT(sda_health, oldest_owed_segment, 64);
AT(sda_health, run_count, 72);
AT(sda_health, run_bytes, 80);
AT(sda_health, live_bytes, 88);
AT(sda_health, waste_bytes, 96);
AT(sda_health, table_bytes, 104);
AT(sda_health, cache_bytes, 112);
AT(sda_health, index_bytes, 120);

SIZE(sda_verified, 72);
AT(sda_verified, struct_size, 0);
AT(sda_verified, is_sound, 4);
AT(sda_verified, file_count, 8);
AT(sda_verified, bytes, 16);
AT(sda_verified, group_count, 24);
AT(sda_verified, key_count, 32);
AT(sda_verified, owed_count, 40);
AT(sda_verified, last_version, 48);
AT(sda_verified, cut_bytes, 56);
AT(sda_verified, finding_count, 64);

SIZE(sda_finding, 104);
AT(sda_finding, struct_size, 0);
AT(sda_finding, part, 4);
AT(sda_finding, status, 8);
AT(sda_finding, has_keys, 12);
AT(sda_finding, at, 16);
AT(sda_finding, bytes, 24);
AT(sda_finding, number, 32);
AT(sda_finding, file, 40);
AT(sda_finding, file_len, 48);
AT(sda_finding, text, 56);
AT(sda_finding, text_len, 64);
AT(sda_finding, first_key, 72);
AT(sda_finding, first_key_len, 80);
AT(sda_finding, last_key, 88);
AT(sda_finding, last_key_len, 96);

VALUE(SDA_ABI_VERSION, 1);
VALUE(SDA_DURABILITY_DURABLE, 1);
VALUE(SDA_DURABILITY_FAST, 2);
VALUE(SDA_DURABILITY_MEMORY_ONLY, 3);
VALUE(SDA_POLICY_LAST_WRITE_WINS, 1);
VALUE(SDA_POLICY_KEEP_LOCAL, 2);
VALUE(SDA_POLICY_KEEP_REMOTE, 3);
VALUE(SDA_POLICY_MANUAL, 4);
VALUE(SDA_POLICY_KEEP_BOTH, 5);
VALUE(SDA_POLICY_CUSTOM, 6);
VALUE(SDA_WHEN_FULL_REJECT, 1);
VALUE(SDA_WHEN_FULL_COALESCE, 2);
VALUE(SDA_OPERATION_PUT, 1);
VALUE(SDA_OPERATION_DELETE, 2);
VALUE(SDA_CHANGE_LOCAL, 1);
VALUE(SDA_CHANGE_OWN, 2);
VALUE(SDA_CHANGE_REMOTE, 3);
VALUE(SDA_CHANGE_CONFLICT, 4);
VALUE(SDA_CHANGE_SETTLED, 5);
VALUE(SDA_CHANGE_DELIVERY, 6);
VALUE(SDA_CHANGE_IDENTITY, 7);
VALUE(SDA_DIRECTION_LOCAL_TO_REMOTE, 1);
VALUE(SDA_DIRECTION_REMOTE_TO_LOCAL, 2);
VALUE(SDA_STATUS_PENDING, 1);
VALUE(SDA_STATUS_QUEUED, 2);
VALUE(SDA_STATUS_IN_FLIGHT, 3);
VALUE(SDA_STATUS_APPLIED, 5);
VALUE(SDA_STATUS_FAILED, 6);
VALUE(SDA_ACK_NONE, 0);
VALUE(SDA_ACK_WAITING, 1);
VALUE(SDA_ACK_RECEIVED, 2);
VALUE(SDA_ACK_TIMED_OUT, 3);
VALUE(SDA_PART_LOG, 1);
VALUE(SDA_PART_MANIFEST, 2);
VALUE(SDA_PART_RUN, 3);
VALUE(SDA_PART_OUTBOX, 4);
VALUE(SDA_PART_FIT, 5);
VALUE(SDA_OK, 0);
VALUE(SDA_NOTHING, 1);
VALUE(SDA_TOO_SMALL, 2);
VALUE(SDA_ERROR_UNKNOWN, -1);
VALUE(SDA_ERROR_INVALID_ARGUMENT, -2);
VALUE(SDA_ERROR_INVALID_STATE, -3);
VALUE(SDA_ERROR_NOT_FOUND, -4);
VALUE(SDA_ERROR_ALREADY_EXISTS, -5);
VALUE(SDA_ERROR_FILE_NOT_FOUND, -6);
VALUE(SDA_ERROR_FILE_ALREADY_EXISTS, -7);
VALUE(SDA_ERROR_FILE_READ, -8);
VALUE(SDA_ERROR_FILE_WRITE, -9);
VALUE(SDA_ERROR_PERMISSION_DENIED, -10);
VALUE(SDA_ERROR_CONFIG_INVALID, -11);
VALUE(SDA_ERROR_CONFIG_MISSING, -12);
VALUE(SDA_ERROR_HASH, -13);
VALUE(SDA_ERROR_TIME, -14);
VALUE(SDA_ERROR_INTERNAL, -15);
VALUE(SDA_ERROR_CORRUPTED, -16);
VALUE(SDA_ERROR_LOCKED, -17);
VALUE(SDA_ERROR_UNSUPPORTED_FORMAT, -18);
VALUE(SDA_ERROR_NO_SPACE, -19);
VALUE(SDA_ERROR_LOG_STOPPED, -20);
VALUE(SDA_ERROR_BUSY, -21);
VALUE(SDA_ERROR_CLOSED, -22);
VALUE(SDA_ERROR_POISONED, -23);
VALUE(SDA_ERROR_TIMED_OUT, -24);
VALUE(SDA_ERROR_BACKPRESSURE, -25);

int main(void) { return 0; }
