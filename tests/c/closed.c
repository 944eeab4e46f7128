/* SPDX-License-Identifier: Apache-2.0 */
/* Scans and lists outlive the engine: a scan answers "closed", a list goes on. */
#include "check.h"
#include "clock.h"

static void a_scan_answers_closed(const char *path) {
  sda_error *error = NULL;
  sda_scan *fresh = NULL, *begun = NULL, *ended = NULL;
  sda_entry entry, untouched;
  sda_engine *engine = engine_of(path);
  engine_attach(engine, "node-a");
  engine_submit(engine, "a", "1", NULL);
  engine_submit(engine, "b", "2", NULL);
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_OK(sda_scan_open(engine, &fresh, &error));
  CHECK_OK(sda_scan_open(engine, &ended, &error));
  CHECK_OK(sda_scan_open(engine, &begun, &error));
  while (sda_scan_next(ended, &entry, &error) == SDA_OK) {
  }
  CHECK_OK(sda_scan_next(begun, &entry, &error));
  engine_end(engine);
  /* What was borrowed is valid until the next call on the scan, also past the close. */
  CHECK(same_text(entry.key, entry.key_len, "a") && same_text(entry.value, entry.value_len, "1"));
  untouched = entry;
  CHECK_FAILS(sda_scan_next(begun, &entry, &error), SDA_ERROR_CLOSED, "closed");
  CHECK_FAILS(sda_scan_next(begun, &entry, &error), SDA_ERROR_CLOSED, "closed");
  CHECK_FAILS(sda_scan_next(fresh, &entry, &error), SDA_ERROR_CLOSED, "closed");
  CHECK_FAILS(sda_scan_next(ended, &entry, &error), SDA_ERROR_CLOSED, "closed");
  CHECK(memcmp(&entry, &untouched, sizeof entry) == 0);
  /* The log is free although scans of the closed engine live. */
  sda_engine *again = engine_of(path);
  CHECK(engine_shows(again, "b", "2"));
  CHECK_FAILS(sda_scan_next(fresh, &entry, &error), SDA_ERROR_CLOSED, "closed");
  sda_scan_free(fresh);
  sda_scan_free(begun);
  sda_scan_free(ended);
  engine_end(again);
}

static void a_reader_of_a_value_answers_closed(const char *path) {
  sda_error *error = NULL;
  sda_value_reader *reader = NULL;
  uint8_t room[1] = {77};
  size_t count = 77;
  sda_engine *engine = engine_of(path);
  CHECK_OK(sda_value_reader_open(engine, TEXT("a"), &reader, NULL, NULL, NULL, &error));
  CHECK_OK(sda_value_reader_read(reader, 0, room, 1, &count, &error));
  CHECK(count == 1 && room[0] == '1');
  count = 77;
  sda_value_writer *writer = NULL;
  CHECK_OK(sda_value_writer_open(engine, TEXT("w"), 1, NOW_MS, &writer, &error));
  engine_end(engine);
  CHECK_FAILS(sda_value_reader_read(reader, 0, room, 1, &count, &error), SDA_ERROR_CLOSED,
              "closed");
  CHECK(count == 77);
  CHECK_FAILS(sda_value_writer_write(writer, TEXT("x"), &error), SDA_ERROR_CLOSED, "closed");
  CHECK_FAILS(sda_value_writer_commit(writer, NULL, &error), SDA_ERROR_CLOSED, "closed");
  sda_value_writer_free(writer);
  sda_value_reader_free(reader);
}

static void a_list_goes_on(const char *path) {
  sda_error *error = NULL;
  sda_ops *batch = NULL, *submitted = NULL;
  sda_buf bytes = buf_empty();
  sda_engine *engine = engine_of(path);
  engine_attach(engine, "node-a");
  engine_submit(engine, "c", "3", &submitted);
  CHECK_OK(sda_sync_next_batch(engine, &batch, &error));
  engine_end(engine);
  CHECK(sda_ops_len(batch) == 3 && sda_ops_len(submitted) == 1);
  sda_envelope last = ops_at(batch, 2), one = ops_at(submitted, 0);
  CHECK(same_text(last.op.sync_id, last.op.sync_id_len, "node-a-3"));
  CHECK(same_text(one.op.value, one.op.value_len, "3") && last.status == SDA_STATUS_IN_FLIGHT);
  CHECK_OK(sda_op_encode(&last.op, &bytes, &error));
  CHECK(bytes.len > 0);
  sda_buf_free(&bytes);
  sda_ops_free(batch);
  sda_ops_free(submitted);
}

static void the_clock_is_let_go_at_the_close(void) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_scan *scan = NULL;
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_options options = options_with_clock(NULL, &clock);
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  engine_end(engine);
  /* Nothing can read it any more, so its owner may free it now, whatever lives on. */
  CHECK(clock.release_count == 1);
  sda_scan_free(scan);
  CHECK(clock.release_count == 1);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  folder_file(&in, "closed.wal", path);
  a_scan_answers_closed(path);
  a_reader_of_a_value_answers_closed(path);
  a_list_goes_on(path);
  the_clock_is_let_go_at_the_close();
  folder_remove(&in);
  return 0;
}
