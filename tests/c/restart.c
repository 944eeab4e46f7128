/* SPDX-License-Identifier: Apache-2.0 */
/* What survives closing and opening again, and what survives without closing. */
#include "check.h"
#include "clock.h"

static sda_engine *open_with(const char *path, hand_clock *clock, uint32_t auto_queue) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_options options = options_with_clock(path, clock);
  sda_sync_options sync = sync_options_of("node-a");
  sync.max_retries = 2;
  sync.auto_queue = auto_queue;
  sync.batch_size = 3;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(sda_sync_attach(engine, &sync, &error));
  return engine;
}

static sda_status status_of(const sda_engine *engine, const char *id, sda_envelope *out) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  sda_status status = sda_sync_find(engine, TEXT(id), &ops, &error);
  if (status == SDA_OK) {
    *out = ops_at(ops, 0);
    CHECK(same_text(out->op.sync_id, out->op.sync_id_len, id));
    sda_ops_free(ops);
  }
  sda_error_free(error);
  return status;
}

/* node-a-1 acknowledged, -2 failed, -3 waits for its next delivery, -4 queued, -5 pending. */
static int64_t prepare(sda_engine *engine, hand_clock *clock) {
  sda_error *error = NULL;
  sda_envelope entry;
  uint64_t count = 0;
  for (int i = 0; i < 3; i++) {
    char key[2] = {(char)('1' + i), '\0'};
    engine_submit(engine, key, "v", NULL);
  }
  engine_hand_out(engine, 3);
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error));
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-3"), &error));
  CHECK_OK(sda_sync_prune_completed(engine, &count, &error));
  CHECK(count == 2);
  hand_clock_move(clock, 10000);
  CHECK_OK(sda_sync_retry_expired(engine, &count, &error));
  hand_clock_move(clock, 300000);
  engine_hand_out(engine, 1);
  hand_clock_move(clock, 10000);
  CHECK_OK(sda_sync_retry_expired(engine, NULL, &error));
  CHECK(status_of(engine, "node-a-2", &entry) == SDA_OK && entry.status == SDA_STATUS_FAILED);
  engine_submit(engine, "4", "v", NULL);
  engine_hand_out(engine, 1);
  hand_clock_move(clock, 10000);
  CHECK_OK(sda_sync_retry_expired(engine, &count, &error));
  CHECK(count == 1);
  CHECK(status_of(engine, "node-a-4", &entry) == SDA_OK && entry.retry_count == 1);
  engine_submit(engine, "5", "v", NULL);
  sda_sync_options sync = sync_options_of("node-a");
  sync.auto_queue = 0;
  CHECK_OK(sda_sync_configure(engine, &sync, &error));
  engine_submit(engine, "6", "v", NULL);
  return entry.next_retry_at_ms;
}

static void check_restored(sda_engine *engine, int64_t next_retry_at_ms) {
  sda_error *error = NULL;
  sda_envelope entry;
  sda_ops *ops = NULL;
  sda_sync_state state = engine_state(engine);
  CHECK(state.outbox_size == 4 && state.failed_count == 1 && state.pending_count == 1);
  CHECK(state.queued_count == 2 && state.acknowledged_count == 0 && state.in_flight_count == 0);
  CHECK(status_of(engine, "node-a-1", &entry) == SDA_ERROR_NOT_FOUND);
  CHECK(status_of(engine, "node-a-3", &entry) == SDA_ERROR_NOT_FOUND);
  CHECK(status_of(engine, "node-a-2", &entry) == SDA_OK && entry.status == SDA_STATUS_FAILED);
  CHECK(entry.retry_count == 2 && entry.last_error == SDA_ERROR_TIMED_OUT);
  CHECK(status_of(engine, "node-a-4", &entry) == SDA_OK && entry.status == SDA_STATUS_QUEUED);
  CHECK(entry.retry_count == 1 && entry.next_retry_at_ms == next_retry_at_ms);
  CHECK(status_of(engine, "node-a-5", &entry) == SDA_OK && entry.status == SDA_STATUS_QUEUED);
  CHECK(status_of(engine, "node-a-6", &entry) == SDA_OK && entry.status == SDA_STATUS_PENDING);
  CHECK_OK(sda_sync_failed(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == 1);
  sda_ops_free(ops);
  for (int i = 1; i <= 6; i++) {
    char key[2] = {(char)('0' + i), '\0'};
    CHECK(engine_shows(engine, key, "v"));
  }
  /* Ids go on where they stood. */
  engine_submit(engine, "7", "v", &ops);
  CHECK(same_text(ops_at(ops, 0).op.sync_id, ops_at(ops, 0).op.sync_id_len, "node-a-7"));
  sda_ops_free(ops);
  CHECK_OK(sda_sync_outbox(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == 5);
  sda_ops_free(ops);
}

static void decisions_survive(const char *path, hand_clock *clock) {
  sda_error *error = NULL;
  sda_envelope entry;
  sda_engine *engine = open_with(path, clock, 1);
  CHECK_OK(sda_sync_requeue_failed(engine, TEXT("node-a-2"), &error));
  engine_end(engine);
  engine = open_with(path, clock, 1);
  CHECK(status_of(engine, "node-a-2", &entry) == SDA_OK && entry.status == SDA_STATUS_QUEUED);
  CHECK(entry.retry_count == 0);
  for (int delivery = 0; delivery < 2; delivery++) {
    sda_ops *ops = NULL;
    hand_clock_move(clock, 300000);
    CHECK_OK(sda_sync_tick(engine, 0, NULL, &ops, &error));
    CHECK(sda_ops_len(ops) == 3);
    sda_ops_free(ops);
    hand_clock_move(clock, 10000);
    CHECK_OK(sda_sync_retry_expired(engine, NULL, &error));
  }
  uint64_t failed = engine_state(engine).failed_count;
  CHECK(failed > 0);
  CHECK_OK(sda_sync_prune_failed(engine, NULL, &error));
  uint64_t left = engine_state(engine).outbox_size;
  engine_end(engine);
  engine = open_with(path, clock, 1);
  CHECK(engine_state(engine).outbox_size == left && engine_state(engine).failed_count == 0);
  engine_end(engine);
}

static void copy_file(const char *from, const char *to) {
  char block[4096];
  size_t count = 0;
  FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
  CHECK(in != NULL && out != NULL);
  while ((count = fread(block, 1, sizeof block, in)) > 0) {
    CHECK(fwrite(block, 1, count, out) == count);
  }
  fclose(in);
  CHECK(fclose(out) == 0);
}

/* The file as it stands while the engine runs is what a killed process leaves. */
static void finished_writes_survive_without_a_close(const char *path, const char *copy) {
  sda_error *error = NULL;
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_engine *engine = open_with(path, &clock, 1);
  engine_submit(engine, "a", "1", NULL);
  engine_submit(engine, "b", "2", NULL);
  engine_hand_out(engine, 2);
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error));
  copy_file(path, copy); /* before the acknowledgement is written: it is only sent again */
  sda_engine *killed = open_with(copy, &clock, 1);
  CHECK(engine_state(killed).queued_count == 2 && engine_shows(killed, "b", "2"));
  engine_end(killed);
  CHECK_OK(sda_engine_flush(engine, &error));
  copy_file(path, copy);
  killed = open_with(copy, &clock, 1);
  CHECK(engine_state(killed).queued_count == 1 && engine_shows(killed, "a", "1"));
  engine_end(killed);
  engine_end(engine);
}

int main(void) {
  folder in = folder_make();
  char path[128], copy[128];
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  folder_file(&in, "restart.wal", path);
  sda_engine *engine = open_with(path, &clock, 1);
  int64_t next_retry_at_ms = prepare(engine, &clock);
  engine_end(engine);
  clock.mono_ms = 99; /* another run, another monotonic clock */
  engine = open_with(path, &clock, 1);
  check_restored(engine, next_retry_at_ms);
  engine_end(engine);
  decisions_survive(path, &clock);
  finished_writes_survive_without_a_close(folder_file(&in, "live.wal", path),
                                          folder_file(&in, "copy.wal", copy));
  folder_remove(&in);
  return 0;
}
