/* SPDX-License-Identifier: Apache-2.0 */
/* The pipeline: attach, submit, hand out, acknowledge, give up, decide, prune, receive. */
#include "check.h"
#include "clock.h"

static void one_sync_engine_at_a_time(sda_engine *engine) {
  sda_error *error = NULL;
  sda_sync_options options = sync_options_of("node-a");
  CHECK(options.batch_size == 64 && options.max_retries == 5 && options.require_ack == 1);
  CHECK(options.auto_queue == 1 && options.retry_interval_ms == 5000);
  CHECK(options.retry_cap_ms == 300000 && options.ack_timeout_ms == 10000);
  CHECK_FAILS(sda_sync_configure(engine, &options, &error), SDA_ERROR_INVALID_STATE, "attached");
  CHECK_FAILS(
      sda_sync_submit(engine, SDA_OPERATION_PUT, TEXT("k"), TEXT("v"), NOW_MS, NULL, &error),
      SDA_ERROR_INVALID_STATE, "attached");
  CHECK_OK(sda_sync_detach(engine, &error));
  CHECK_OK(sda_sync_attach(engine, &options, &error));
  CHECK_FAILS(sda_sync_attach(engine, &options, &error), SDA_ERROR_BUSY, "node-a");
  CHECK(engine_state(engine).outbox_size == 0);
}

static void what_is_submitted_goes_out_until_it_is_acknowledged(sda_engine *engine) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  engine_submit(engine, "a", "1", &ops);
  sda_envelope envelope = ops_at(ops, 0);
  CHECK(sda_ops_len(ops) == 1 && envelope.status == 0);
  CHECK(same_text(envelope.op.sync_id, envelope.op.sync_id_len, "node-a-1"));
  sda_ops_free(ops);
  sda_sync_state state = engine_state(engine);
  CHECK(state.queued_count == 1 && state.last_submitted_version == envelope.op.version);
  CHECK_FAILS(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error), SDA_ERROR_INVALID_STATE,
              "never sent: node-a-1");
  CHECK_FAILS(sda_sync_receive_ack(engine, TEXT("node-a-2"), &error), SDA_ERROR_NOT_FOUND,
              "sync operation not found: node-a-2");
  CHECK_OK(sda_sync_next_batch(engine, &ops, &error));
  envelope = ops_at(ops, 0);
  CHECK(envelope.status == SDA_STATUS_IN_FLIGHT && envelope.ack_status == SDA_ACK_WAITING);
  CHECK(envelope.retry_count == 1 && envelope.ack_due_at_ms == NOW_MS + 10000);
  CHECK(envelope.op.direction == SDA_DIRECTION_LOCAL_TO_REMOTE);
  sda_ops_free(ops);
  engine_hand_out(engine, 0);
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error));
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error));
  state = engine_state(engine);
  CHECK(state.acknowledged_count == 1 && state.in_flight_count == 0 && state.outbox_size == 1);
  CHECK_OK(sda_sync_find(engine, TEXT("node-a-1"), &ops, &error));
  CHECK(ops_at(ops, 0).status == SDA_STATUS_APPLIED);
  CHECK(ops_at(ops, 0).ack_status == SDA_ACK_RECEIVED);
  sda_ops_free(ops);
  uint64_t count = 0;
  CHECK_OK(sda_sync_prune_completed(engine, &count, &error));
  CHECK(count == 1 && engine_state(engine).outbox_size == 0);
}

static void without_auto_queue_the_caller_decides(sda_engine *engine) {
  sda_error *error = NULL;
  sda_sync_options options = sync_options_of("node-a");
  options.auto_queue = 0;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  engine_submit(engine, "b", "1", NULL);
  engine_submit(engine, "c", "1", NULL);
  CHECK(engine_state(engine).pending_count == 2);
  engine_hand_out(engine, 0);
  CHECK_OK(sda_sync_queue(engine, TEXT("node-a-3"), &error));
  CHECK_OK(sda_sync_queue(engine, TEXT("node-a-3"), &error));
  CHECK_FAILS(sda_sync_queue(engine, TEXT("nobody-1"), &error), SDA_ERROR_NOT_FOUND, "nobody-1");
  sda_ops *ops = NULL;
  sda_tick tick;
  memset(&tick, 0xa5, sizeof tick);
  tick.struct_size = sizeof tick;
  CHECK_OK(sda_sync_tick(engine, 0, &tick, &ops, &error));
  CHECK(sda_ops_len(ops) == 1 && tick.retried_count == 0 && tick.pruned_count == 0);
  sda_ops_free(ops);
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-3"), &error));
  CHECK_FAILS(sda_sync_queue(engine, TEXT("node-a-3"), &error), SDA_ERROR_INVALID_STATE,
              "node-a-3");
  CHECK_OK(sda_sync_tick(engine, 1, &tick, &ops, &error));
  CHECK(sda_ops_len(ops) == 0 && tick.pruned_count == 1);
  sda_ops_free(ops);
  CHECK_OK(sda_sync_queue(engine, TEXT("node-a-2"), &error));
}

/* Lets every queued operation run out of its one delivery. */
static void fail_all(sda_engine *engine, hand_clock *clock, size_t wanted_len) {
  sda_error *error = NULL;
  uint64_t retried = 99;
  engine_hand_out(engine, wanted_len);
  hand_clock_move(clock, 10000);
  CHECK_OK(sda_sync_retry_expired(engine, &retried, &error));
  CHECK(retried == 0 && engine_state(engine).failed_count == wanted_len);
}

static void what_failed_waits_for_a_decision(sda_engine *engine, hand_clock *clock) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  uint64_t count = 0;
  sda_sync_options options = sync_options_of("node-a");
  options.max_retries = 0;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  engine_submit(engine, "d", "1", NULL);
  engine_submit(engine, "e", "1", NULL);
  CHECK_FAILS(sda_sync_discard_failed(engine, TEXT("node-a-2"), &error), SDA_ERROR_INVALID_STATE,
              "node-a-2");
  fail_all(engine, clock, 3);
  CHECK_OK(sda_sync_failed(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == 3);
  sda_envelope envelope = ops_at(ops, 0);
  CHECK(envelope.status == SDA_STATUS_FAILED && envelope.ack_status == SDA_ACK_TIMED_OUT);
  CHECK(envelope.last_error == SDA_ERROR_TIMED_OUT && envelope.retry_count == 1);
  CHECK(same_text(envelope.op.sync_id, envelope.op.sync_id_len, "node-a-2"));
  sda_ops_free(ops);
  CHECK_OK(sda_sync_requeue_failed(engine, TEXT("node-a-2"), &error));
  CHECK_FAILS(sda_sync_requeue_failed(engine, TEXT("node-a-2"), &error), SDA_ERROR_INVALID_STATE,
              "node-a-2");
  CHECK(engine_state(engine).queued_count == 1);
  CHECK_OK(sda_sync_requeue_all_failed(engine, &count, &error));
  CHECK(count == 2);
  fail_all(engine, clock, 3);
  CHECK_OK(sda_sync_discard_failed(engine, TEXT("node-a-4"), &error));
  CHECK_FAILS(sda_sync_find(engine, TEXT("node-a-4"), &ops, &error), SDA_ERROR_NOT_FOUND,
              "node-a-4");
  /* A late acknowledgement of a failed one is welcome. */
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-2"), &error));
  CHECK(engine_state(engine).acknowledged_count == 1);
  CHECK_OK(sda_sync_prune_failed(engine, &count, &error));
  CHECK(count == 1);
  CHECK_OK(sda_sync_outbox(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == 1 && ops_at(ops, 0).status == SDA_STATUS_APPLIED);
  sda_ops_free(ops);
  CHECK_OK(sda_sync_prune_completed(engine, NULL, &error));
}

static void local_writes_can_be_submitted_later(sda_engine *engine) {
  sda_error *error = NULL;
  uint64_t count = 0;
  uint64_t before = engine_state(engine).outbox_size;
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("x"), TEXT("1"), NOW_MS, NULL, &error));
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("y"), TEXT("2"), NOW_MS, NULL, &error));
  CHECK(engine_state(engine).outbox_size == before);
  CHECK_OK(sda_sync_submit_local_writes(engine, &count, &error));
  CHECK(count == 2 && engine_state(engine).outbox_size == before + 2);
  CHECK_OK(sda_sync_submit_local_writes(engine, &count, &error));
  CHECK(count == 0 && engine_shows(engine, "x", "1") && engine_shows(engine, "y", "2"));
}

static void without_acknowledgements_pruning_lets_go(sda_engine *engine) {
  sda_error *error = NULL;
  int64_t at_ms = 0;
  uint64_t count = 0;
  sda_sync_options options = sync_options_of("node-a");
  options.require_ack = 0;
  options.batch_size = 1;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  engine_hand_out(engine, 1);
  engine_hand_out(engine, 1);
  CHECK(engine_state(engine).in_flight_count == 2);
  CHECK_NOTHING(sda_sync_next_wakeup(engine, &at_ms, &error));
  CHECK_OK(sda_sync_prune_completed(engine, &count, &error));
  CHECK(count == 2 && engine_state(engine).outbox_size == 0);
}

static sda_op remote_op(const char *id, const char *key, const char *value) {
  sda_op op;
  memset(&op, 0, sizeof op);
  op.struct_size = sizeof op;
  op.operation_type = SDA_OPERATION_PUT;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  op.version = 1;
  op.timestamp_ms = NOW_MS + 1000;
  op.created_at_ms = NOW_MS;
  op.sync_id = (const uint8_t *)id;
  op.sync_id_len = strlen(id);
  op.origin = (const uint8_t *)"node-z";
  op.origin_len = 6;
  op.key = (const uint8_t *)key;
  op.key_len = strlen(key);
  op.value = (const uint8_t *)value;
  op.value_len = strlen(value);
  return op;
}

static void what_is_received_counts_once_and_conflicts_by_policy(sda_engine *engine) {
  sda_error *error = NULL;
  sda_received received;
  memset(&received, 0xa5, sizeof received);
  received.struct_size = sizeof received;
  sda_op op = remote_op("node-z-1", "x", "theirs");
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.applied == 1 && received.duplicate == 0 && received.conflict == 1);
  CHECK(received.apply.updated == 1 && received.apply.struct_size == sizeof received.apply);
  CHECK(engine_state(engine).last_applied_remote_version == received.apply.version);
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.duplicate == 1 && received.applied == 0 && received.apply.version == 0);
  sda_sync_state state = engine_state(engine);
  CHECK(state.conflict_count == 1 && state.duplicate_count == 1);
  CHECK(engine_shows(engine, "x", "theirs"));
  CHECK_OK(sda_sync_set_policy(engine, SDA_POLICY_KEEP_LOCAL, &error));
  CHECK(engine_shows(engine, "x", "1"));
  CHECK_OK(sda_sync_set_policy(engine, SDA_POLICY_KEEP_REMOTE, &error));
  CHECK(engine_shows(engine, "x", "theirs"));
  CHECK_FAILS(sda_sync_set_policy(engine, 7, &error), SDA_ERROR_INVALID_ARGUMENT, "policy 7");
  op.direction = SDA_DIRECTION_LOCAL_TO_REMOTE;
  CHECK_FAILS(sda_sync_receive(engine, &op, &received, &error), SDA_ERROR_INVALID_ARGUMENT,
              "remote-to-local");
  op = remote_op("node-z-2", "far", "future");
  op.timestamp_ms = NOW_MS + INT64_C(1000) * 86400 * 365;
  CHECK_OK(sda_sync_receive(engine, &op, NULL, &error));
  CHECK(engine_state(engine).clock_refusal_count == 1);
}

static void what_is_of_a_later_version_is_held(sda_engine *engine) {
  sda_error *error = NULL;
  sda_received received;
  memset(&received, 0xa5, sizeof received);
  received.struct_size = sizeof received;
  sda_health health;
  memset(&health, 0, sizeof health);
  health.struct_size = sizeof health;
  sda_op op = remote_op("node-z-3", "x", "of a later version");
  op.operation_type = 200;
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.held == 1 && received.applied == 0 && received.duplicate == 0);
  CHECK(received.reserved == 0 && engine_shows(engine, "x", "theirs"));
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.held == 1 && received.duplicate == 1);
  CHECK_OK(sda_engine_health(engine, &health, &error));
  CHECK(health.unknown_kind_count == 1 && health.unknown_kind_bytes > 18);
  sda_buf bytes = buf_empty();
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_held(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == 1);
  sda_envelope envelope = ops_at(ops, 0);
  CHECK(envelope.status == 0 && envelope.op.direction == SDA_DIRECTION_REMOTE_TO_LOCAL);
  CHECK(envelope.op.operation_type == 200 && envelope.op.sequence == 3);
  CHECK(same_text(envelope.op.value, envelope.op.value_len, "of a later version"));
  sda_ops_free(ops);
  CHECK_OK(sda_op_encode(&op, &bytes, &error));
  CHECK_OK(sda_op_decode(bytes.ptr, bytes.len, &ops, &error));
  envelope = ops_at(ops, 0);
  CHECK(envelope.op.operation_type == 200 && envelope.op.value_len == op.value_len);
  sda_ops_free(ops);
  sda_buf_free(&bytes);
  op.operation_type = 256;
  CHECK_FAILS(sda_sync_receive(engine, &op, &received, &error), SDA_ERROR_INVALID_ARGUMENT,
              "operation type 256, allowed are 1 to 255");
  op = remote_op("node-z-4", "x", "v");
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.held == 0);
}

int main(void) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  hand_clock clock = hand_clock_of(NOW_MS, 5);
  sda_options options = options_with_clock(NULL, &clock);
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  one_sync_engine_at_a_time(engine);
  what_is_submitted_goes_out_until_it_is_acknowledged(engine);
  without_auto_queue_the_caller_decides(engine);
  what_failed_waits_for_a_decision(engine, &clock);
  local_writes_can_be_submitted_later(engine);
  without_acknowledgements_pruning_lets_go(engine);
  what_is_received_counts_once_and_conflicts_by_policy(engine);
  what_is_of_a_later_version_is_held(engine);
  engine_end(engine);
  CHECK(clock.release_count == 1);
  return 0;
}
