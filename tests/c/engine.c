/* SPDX-License-Identifier: Apache-2.0 */
/* Open, lock, report, identity, rename, flush, reload, digest, close. */
#include "check.h"

static sda_report report_of(const sda_engine *engine) {
  sda_report report;
  sda_error *error = NULL;
  memset(&report, 0xa5, sizeof report);
  report.struct_size = sizeof report;
  CHECK_OK(sda_engine_report(engine, &report, &error));
  return report;
}

static void an_engine_tells_what_opening_found(const char *path) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(path);
  sda_report report = report_of(engine);
  CHECK(report.struct_size == sizeof report && report.created == 1);
  CHECK(report.group_count == 0 && report.last_version == 0 && report.owed_count == 0);
  engine_attach(engine, "node-a");
  engine_submit(engine, "a", "1", NULL);
  engine_submit(engine, "b", "2", NULL);
  CHECK_OK(sda_engine_flush(engine, &error));
  engine_end(engine);
  engine = engine_of(path);
  report = report_of(engine);
  CHECK(report.created == 0 && report.group_count == 3);
  CHECK(report.last_version == 2 && report.owed_count == 2);
  CHECK(report.cut_bytes == 0 && report.cut_groups == 0);
  engine_end(engine);
}

static void one_writer_at_a_time_and_readers_beside_it(const char *path) {
  sda_error *error = NULL;
  sda_engine *writer = engine_of(path);
  sda_engine *second = NULL;
  sda_options options = options_of(path);
  CHECK_FAILS(sda_engine_open(&options, &second, &error), SDA_ERROR_LOCKED, path);
  CHECK(second == NULL);
  options.read_only = 1;
  CHECK_OK(sda_engine_open(&options, &second, &error));
  CHECK(engine_shows(second, "a", "1"));
  CHECK_FAILS(
      sda_store_apply(second, SDA_OPERATION_PUT, TEXT("a"), TEXT("x"), NOW_MS, NULL, &error),
      SDA_ERROR_INVALID_STATE, "read-only");
  sda_sync_options sync = sync_options_of("node-a");
  CHECK_FAILS(sda_sync_attach(second, &sync, &error), SDA_ERROR_INVALID_STATE, "read-only");
  CHECK(engine_shows(second, "a", "1"));
  engine_end(second);
  engine_end(writer);
}

static void a_read_only_engine_takes_no_acknowledgement(const char *path) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_options options = options_of(path);
  options.read_only = 1;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_FAILS(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error), SDA_ERROR_INVALID_STATE,
              "read-only");
  CHECK_FAILS(sda_sync_queue(engine, TEXT("node-a-1"), &error), SDA_ERROR_INVALID_STATE,
              "read-only");
  CHECK(engine_state(engine).queued_count == 2);
  engine_end(engine);
}

static void a_path_that_cannot_be_is_an_error(const folder *in) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  char text[128];
  sda_options options = options_of("");
  CHECK_FAILS(sda_engine_open(&options, &engine, &error), SDA_ERROR_INVALID_ARGUMENT, "path");
  options = options_of(in->path);
  CHECK(sda_engine_open(&options, &engine, &error) < 0);
  sda_error_free(error);
  error = NULL;
  options = options_of(folder_file(in, "a", text));
  options.path_len = strlen(text) + 1; /* the zero at its end is part of it then */
  CHECK(sda_engine_open(&options, &engine, &error) < 0);
  CHECK(error != NULL && sda_error_status(error) < 0);
  sda_error_free(error);
  error = NULL;
  options = options_of(folder_file(in, "absent.wal", text));
  options.read_only = 1;
  CHECK_FAILS(sda_engine_open(&options, &engine, &error), SDA_ERROR_FILE_READ, text);
  CHECK(engine == NULL);
}

static void a_new_name_goes_on_in_the_same_log(const char *path) {
  sda_error *error = NULL;
  sda_buf name = buf_empty();
  uint32_t epoch = 0, again = 0;
  sda_engine *engine = engine_of(path);
  CHECK_OK(sda_engine_identity(engine, &name, &epoch, &error));
  CHECK(same_text(name.ptr, name.len, "node-a") && epoch > 0);
  engine_attach(engine, "node-a");
  CHECK_NOTHING(sda_engine_renamed_from(engine, &name, &error));
  CHECK_OK(sda_sync_detach(engine, &error));
  engine_attach(engine, "node-b");
  CHECK_OK(sda_engine_renamed_from(engine, &name, &error));
  CHECK(same_text(name.ptr, name.len, "node-a"));
  CHECK_OK(sda_engine_identity(engine, &name, &again, &error));
  CHECK(same_text(name.ptr, name.len, "node-b") && again > 0);
  CHECK(engine_state(engine).outbox_size == 2);
  engine_end(engine);
  sda_buf_free(&name);
  engine = engine_of(NULL);
  CHECK_NOTHING(sda_engine_identity(engine, &name, &epoch, &error));
  CHECK(name.ptr == NULL);
  engine_end(engine);
}

static void changes_and_digest_tell_whether_something_changed(void) {
  sda_error *error = NULL;
  sda_buf before = buf_empty(), after = buf_empty();
  sda_engine *engine = engine_of(NULL);
  engine_attach(engine, "node-a");
  uint64_t first = engine_changes(engine);
  CHECK_OK(sda_engine_digest(engine, &before, &error));
  CHECK(before.len == 32 && engine_changes(engine) == first);
  engine_submit(engine, "a", "1", NULL);
  CHECK(engine_changes(engine) > first);
  CHECK_OK(sda_engine_digest(engine, &after, &error));
  CHECK(!same_buf(&before, &after));
  /* A write that is not replicated is no part of the digest. */
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("b"), TEXT("2"), NOW_MS, NULL, &error));
  CHECK_OK(sda_engine_digest(engine, &before, &error));
  CHECK(same_buf(&before, &after));
  sda_buf_free(&before);
  sda_buf_free(&after);
  engine_end(engine);
}

static void reload_shows_what_the_log_holds(const char *path) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(path);
  CHECK_OK(sda_store_apply_unlogged(engine, SDA_OPERATION_PUT, TEXT("old"), TEXT("x"), NOW_MS, 99,
                                    NULL, &error));
  CHECK(engine_shows(engine, "old", "x"));
  CHECK_OK(sda_engine_reload(engine, &error));
  CHECK(engine_shows(engine, "old", NULL) && engine_shows(engine, "a", "1"));
  engine_end(engine);
}

static void upkeep_comes_to_an_end(const folder *in) {
  char path[128], key[16];
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  uint32_t more = 77;
  sda_options options = options_of(folder_file(in, "upkeep.wal", path));
  options.memory_bytes = 65536;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  for (int i = 0; i < 2000; i++) {
    snprintf(key, sizeof key, "k%04d", i);
    CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT(key), TEXT(key), NOW_MS, NULL, &error));
  }
  CHECK_FAILS(sda_engine_maintain(engine, 1, -1, &more, &error), SDA_ERROR_INVALID_ARGUMENT,
              "-1 ms");
  CHECK(more == 77);
  do {
    CHECK_OK(sda_engine_maintain(engine, 20000, 1000, &more, &error));
    CHECK(more <= 1);
  } while (more == 1);
  CHECK_OK(sda_engine_checkpoint(engine, &error));
  engine_end(engine);
  engine = engine_of(path);
  sda_report report;
  memset(&report, 0, sizeof report);
  report.struct_size = sizeof report;
  CHECK_OK(sda_engine_report(engine, &report, &error));
  CHECK(report.group_count == 0 && report.last_version == 2000);
  CHECK(engine_shows(engine, "k1999", "k1999"));
  engine_end(engine);
  engine = engine_of(NULL);
  CHECK_OK(sda_engine_maintain(engine, 1, 0, &more, &error));
  CHECK_OK(sda_engine_checkpoint(engine, &error));
  CHECK(more == 0);
  engine_end(engine);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  folder_file(&in, "node-a.wal", path);
  CHECK(sda_abi_version() == SDA_ABI_VERSION);
  an_engine_tells_what_opening_found(path);
  one_writer_at_a_time_and_readers_beside_it(path);
  a_path_that_cannot_be_is_an_error(&in);
  a_new_name_goes_on_in_the_same_log(path);
  changes_and_digest_tell_whether_something_changed();
  reload_shows_what_the_log_holds(path);
  a_read_only_engine_takes_no_acknowledgement(path);
  upkeep_comes_to_an_end(&in);
  folder_remove(&in);
  return 0;
}
