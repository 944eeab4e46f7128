/* SPDX-License-Identifier: Apache-2.0 */
/* Eight threads write, hand out, acknowledge, read and walk on one engine; the counts come out
 * exact. */
#include "check.h"

#include <pthread.h>

#define THREADS 8
#define WRITES 100

typedef struct worker {
  pthread_t thread;
  sda_engine *engine;
  int number;
  uint64_t handed_out;
} worker;

static void acknowledge_a_batch(worker *self) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_next_batch(self->engine, &ops, &error));
  for (size_t i = 0; i < sda_ops_len(ops); i++) {
    sda_op op = ops_at(ops, i).op;
    CHECK_OK(sda_sync_receive_ack(self->engine, op.sync_id, op.sync_id_len, &error));
    self->handed_out++;
  }
  sda_ops_free(ops);
}

static void walk(worker *self) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_entry entry;
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_OK(sda_scan_open(self->engine, &scan, &error));
  while (sda_scan_next(scan, &entry, &error) == SDA_OK) {
    CHECK(entry.key_len > 0 && entry.value_len > 0);
  }
  CHECK(error == NULL);
  sda_scan_free(scan);
}

static void *work(void *argument) {
  worker *self = (worker *)argument;
  char key[32], value[32];
  sda_error *error = NULL;
  for (int i = 0; i < WRITES; i++) {
    sda_ops *ops = NULL;
    snprintf(key, sizeof key, "t%d-%03d", self->number, i);
    snprintf(value, sizeof value, "%d", i);
    engine_submit(self->engine, key, value, &ops);
    CHECK(same_text(ops_at(ops, 0).op.key, ops_at(ops, 0).op.key_len, key));
    sda_ops_free(ops);
    CHECK(engine_shows(self->engine, key, value)); /* one's own write is seen at once */
    CHECK_OK(sda_store_apply(self->engine, SDA_OPERATION_PUT, TEXT("shared"), TEXT(value), NOW_MS,
                             NULL, &error));
    if (i % 4 == 0) {
      acknowledge_a_batch(self);
    }
    if (i % 25 == 0) {
      walk(self);
      CHECK(sda_sync_set_policy(self->engine, 77, &error) == SDA_ERROR_INVALID_ARGUMENT);
      sda_error_free(error);
      error = NULL;
    }
    CHECK(engine_state(self->engine).failed_count == 0);
  }
  return NULL;
}

static void run(const char *path, uint32_t durability) {
  sda_error *error = NULL;
  worker workers[THREADS];
  sda_engine *engine = NULL;
  uint64_t handed_out = 0, len = 0;
  sda_options options = options_of(path);
  options.durability = durability;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_attach(engine, "node-a");
  for (int i = 0; i < THREADS; i++) {
    workers[i].engine = engine;
    workers[i].number = i;
    workers[i].handed_out = 0;
    CHECK(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0);
  }
  for (int i = 0; i < THREADS; i++) {
    CHECK(pthread_join(workers[i].thread, NULL) == 0);
    handed_out += workers[i].handed_out;
  }
  sda_sync_state state = engine_state(engine);
  CHECK(state.outbox_size == THREADS * WRITES && state.in_flight_count == 0);
  CHECK(state.acknowledged_count == handed_out); /* nothing was handed out twice */
  CHECK(state.queued_count == THREADS * WRITES - handed_out);
  CHECK_OK(sda_store_len(engine, &len, &error));
  CHECK(len == THREADS * WRITES + 1);
  engine_end(engine);
  if (path == NULL) {
    return;
  }
  engine = engine_of(path);
  sda_report report;
  memset(&report, 0, sizeof report);
  report.struct_size = sizeof report;
  CHECK_OK(sda_engine_report(engine, &report, &error));
  CHECK(report.last_version == 2 * THREADS * WRITES);
  CHECK(report.owed_count == THREADS * WRITES - handed_out);
  engine_end(engine);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  run(NULL, SDA_DURABILITY_MEMORY_ONLY);
  run(folder_file(&in, "durable.wal", path), SDA_DURABILITY_DURABLE);
  run(folder_file(&in, "fast.wal", path), SDA_DURABILITY_FAST);
  folder_remove(&in);
  return 0;
}
