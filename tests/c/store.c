/* SPDX-License-Identifier: Apache-2.0 */
/* Keys and values that are not replicated, and the view of them. */
#include "check.h"

static sda_apply apply(sda_engine *engine, uint32_t type, const char *key, const char *value) {
  sda_apply applied;
  sda_error *error = NULL;
  memset(&applied, 0xa5, sizeof applied);
  applied.struct_size = sizeof applied;
  CHECK_OK(sda_store_apply(engine, type, TEXT(key), TEXT(value), NOW_MS, &applied, &error));
  CHECK(applied.struct_size == sizeof applied);
  CHECK(applied.created + applied.updated + applied.deleted <= 1);
  return applied;
}

static uint64_t len_of(const sda_engine *engine) {
  uint64_t len = 99;
  sda_error *error = NULL;
  CHECK_OK(sda_store_len(engine, &len, &error));
  return len;
}

static void a_write_tells_what_it_did(sda_engine *engine) {
  sda_error *error = NULL;
  sda_apply applied = apply(engine, SDA_OPERATION_PUT, "a", "1");
  CHECK(applied.created == 1 && applied.version == 1);
  applied = apply(engine, SDA_OPERATION_PUT, "a", "2");
  CHECK(applied.updated == 1 && applied.version == 2);
  CHECK(len_of(engine) == 1);
  CHECK_OK(sda_store_contains(engine, TEXT("a"), &error));
  applied = apply(engine, SDA_OPERATION_DELETE, "a", "ignored");
  CHECK(applied.deleted == 1 && applied.version == 3);
  CHECK_NOTHING(sda_store_contains(engine, TEXT("a"), &error));
  applied = apply(engine, SDA_OPERATION_DELETE, "a", "");
  CHECK(applied.created == 0 && applied.updated == 0 && applied.deleted == 0);
  CHECK(applied.version == 4 && len_of(engine) == 0);
  CHECK(engine_state(engine).outbox_size == 0);
}

static void a_read_fills_what_was_asked_for(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf value = buf_empty();
  uint64_t version = 77;
  int64_t at_ms = 77;
  sda_apply applied = apply(engine, SDA_OPERATION_PUT, "key", "value");
  CHECK_NOTHING(sda_store_get(engine, TEXT("other"), &value, &version, &at_ms, &error));
  CHECK(value.ptr == NULL && version == 77 && at_ms == 77);
  CHECK_OK(sda_store_get(engine, TEXT("key"), &value, &version, &at_ms, &error));
  CHECK(same_text(value.ptr, value.len, "value"));
  CHECK(version == applied.version && at_ms == NOW_MS);
  CHECK_OK(sda_store_get(engine, TEXT("key"), &value, NULL, NULL, &error));
  sda_buf_free(&value);
}

static void keys_and_values_are_any_bytes(sda_engine *engine) {
  const uint8_t odd[] = {0x00, 0xff, 0xc3, 0x28, 0x00, 0xed, 0xa0, 0x80};
  sda_error *error = NULL;
  sda_buf value = buf_empty();
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, odd, sizeof odd, odd, sizeof odd, NOW_MS,
                           NULL, &error));
  CHECK_OK(sda_store_get(engine, odd, sizeof odd, &value, NULL, NULL, &error));
  CHECK(value.len == sizeof odd && memcmp(value.ptr, odd, sizeof odd) == 0);
  /* The same bytes but for the last: another key. */
  CHECK_NOTHING(sda_store_contains(engine, odd, sizeof odd - 1, &error));
  CHECK_OK(
      sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("empty"), NULL, 0, NOW_MS, NULL, &error));
  CHECK_OK(sda_store_get(engine, TEXT("empty"), &value, NULL, NULL, &error));
  CHECK(value.len == 0);
  sda_buf_free(&value);
}

static void a_read_into_a_buffer_says_how_much_it_wants(sda_engine *engine) {
  sda_error *error = NULL;
  uint8_t room[8];
  size_t len = 77;
  uint64_t version = 77;
  int64_t at_ms = 77;
  memset(room, 0xa5, sizeof room);
  CHECK_NOTHING(
      sda_store_get_into(engine, TEXT("no"), room, 8, &len, &version, &at_ms, &error));
  CHECK(len == 77 && version == 77 && at_ms == 77);
  apply(engine, SDA_OPERATION_PUT, "into", "12345");
  for (int in_run = 0; in_run < 2; in_run++) {
    len = 77;
    CHECK(sda_store_get_into(engine, TEXT("into"), room, 4, &len, &version, &at_ms, &error) ==
          SDA_TOO_SMALL);
    CHECK(error == NULL && len == 5 && version == 77 && at_ms == 77 && room[0] == 0xa5);
    CHECK(sda_store_get_into(engine, TEXT("into"), NULL, 0, &len, NULL, NULL, &error) ==
          SDA_TOO_SMALL);
    CHECK_OK(sda_store_get_into(engine, TEXT("into"), room, 5, &len, &version, &at_ms, &error));
    CHECK(same_text(room, len, "12345") && room[5] == 0xa5 && version > 0 && at_ms == NOW_MS);
    version = at_ms = 77;
    memset(room, 0xa5, sizeof room);
    CHECK_OK(sda_engine_checkpoint(engine, &error));
  }
  /* No room is enough for no bytes. */
  CHECK_OK(sda_store_get_into(engine, TEXT("empty"), NULL, 0, &len, NULL, NULL, &error));
  CHECK(len == 0 && strcmp(sda_status_name(SDA_TOO_SMALL), "too small") == 0);
  /* A long value is copied without holding anybody up. */
  uint8_t *large = (uint8_t *)malloc(100000);
  CHECK(large != NULL);
  memset(large, 'x', 100000);
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("large"), large, 100000, NOW_MS, NULL,
                           &error));
  memset(large, 0, 100000);
  CHECK_OK(sda_store_get_into(engine, TEXT("large"), large, 100000, &len, NULL, NULL, &error));
  CHECK(len == 100000 && large[0] == 'x' && large[99999] == 'x');
  free(large);
}

static void an_unlogged_write_keeps_its_version(sda_engine *engine) {
  sda_error *error = NULL;
  sda_apply applied;
  uint64_t version = 0;
  sda_buf value = buf_empty();
  memset(&applied, 0, sizeof applied);
  applied.struct_size = sizeof applied;
  CHECK_OK(sda_store_apply_unlogged(engine, SDA_OPERATION_PUT, TEXT("old"), TEXT("x"), NOW_MS, 1000,
                                    &applied, &error));
  CHECK(applied.created == 1 && applied.version == 1000);
  CHECK_OK(sda_store_get(engine, TEXT("old"), &value, &version, NULL, &error));
  CHECK(version == 1000 && same_text(value.ptr, value.len, "x"));
  CHECK(apply(engine, SDA_OPERATION_PUT, "new", "y").version == 1001);
  CHECK_FAILS(sda_store_apply_unlogged(engine, SDA_OPERATION_PUT, TEXT("old"), TEXT("z"), NOW_MS, 0,
                                       &applied, &error),
              SDA_ERROR_INVALID_ARGUMENT, "version 0");
  sda_buf_free(&value);
}

static void clearing_is_undone_by_reloading(sda_engine *engine) {
  sda_error *error = NULL;
  uint64_t before = len_of(engine);
  CHECK(before > 0);
  CHECK_OK(sda_store_clear_memory(engine, &error));
  CHECK(len_of(engine) == 0 && engine_shows(engine, "key", NULL));
  apply(engine, SDA_OPERATION_PUT, "after", "1");
  CHECK(len_of(engine) == 1);
  CHECK_OK(sda_engine_reload(engine, &error));
  CHECK(engine_shows(engine, "key", "value") && engine_shows(engine, "after", "1"));
  CHECK(len_of(engine) == before); /* the unlogged one went, the new one came */
}

static void the_longest_key_fits_and_one_more_byte_does_not(sda_engine *engine) {
  sda_error *error = NULL;
  size_t len = (size_t)1 << 20;
  uint8_t *key = (uint8_t *)malloc(len + 1);
  CHECK(key != NULL);
  memset(key, 'k', len + 1);
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, key, len, NULL, 0, NOW_MS, NULL, &error));
  CHECK_OK(sda_store_contains(engine, key, len, &error));
  uint64_t changes = engine_changes(engine);
  CHECK_FAILS(
      sda_store_apply(engine, SDA_OPERATION_PUT, key, len + 1, NULL, 0, NOW_MS, NULL, &error),
      SDA_ERROR_INVALID_ARGUMENT, "1048576");
  CHECK(engine_changes(engine) == changes);
  free(key);
}

static void a_value_is_read_piece_by_piece(sda_engine *engine) {
  const size_t VALUE_LEN = 300000, PIECE_LEN = 7000;
  uint8_t *value = (uint8_t *)malloc(VALUE_LEN), *read = (uint8_t *)malloc(VALUE_LEN);
  sda_error *error = NULL;
  sda_value_reader *reader = NULL;
  uint64_t value_bytes = 77, version = 77;
  int64_t at_ms = 77;
  CHECK(value != NULL && read != NULL);
  for (size_t i = 0; i < VALUE_LEN; i++) {
    value[i] = (uint8_t)(i * 31 + i / 1000);
  }
  CHECK_NOTHING(sda_value_reader_open(engine, TEXT("no such key"), &reader, &value_bytes, &version,
                                      &at_ms, &error));
  CHECK(reader == NULL && value_bytes == 77 && version == 77 && at_ms == 77);
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("long"), value, VALUE_LEN, NOW_MS, NULL,
                           &error));
  for (int is_on_disk = 0; is_on_disk < 2; is_on_disk++) {
    size_t done = 0, count = 0;
    CHECK_OK(sda_value_reader_open(engine, TEXT("long"), &reader, &value_bytes, &version, &at_ms,
                                   &error));
    CHECK(value_bytes == VALUE_LEN && version > 0 && at_ms == NOW_MS);
    memset(read, 0, VALUE_LEN);
    while (sda_value_reader_read(reader, done, read + done,
                                 VALUE_LEN - done < PIECE_LEN ? VALUE_LEN - done : PIECE_LEN,
                                 &count, &error) == SDA_OK) {
      CHECK(count > 0);
      done += count;
    }
    CHECK(error == NULL && done == VALUE_LEN && memcmp(read, value, VALUE_LEN) == 0);
    /* From any place, and no further than its end. */
    CHECK_OK(sda_value_reader_read(reader, VALUE_LEN - 3, read, 100, &count, &error));
    CHECK(count == 3 && memcmp(read, value + VALUE_LEN - 3, 3) == 0);
    CHECK_OK(sda_value_reader_read(reader, 5, NULL, 0, &count, &error));
    CHECK(count == 0);
    CHECK_NOTHING(sda_value_reader_read(reader, UINT64_MAX, read, 1, &count, &error));
    /* It stays as it was. */
    apply(engine, SDA_OPERATION_PUT, "long", is_on_disk ? "short" : "shorter");
    CHECK_OK(sda_engine_checkpoint(engine, &error));
    CHECK_OK(sda_value_reader_read(reader, 0, read, VALUE_LEN, &count, &error));
    CHECK(count == VALUE_LEN && memcmp(read, value, VALUE_LEN) == 0);
    sda_value_reader_free(reader);
    reader = NULL;
    CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("long"), value, VALUE_LEN, NOW_MS,
                             NULL, &error));
    CHECK_OK(sda_engine_checkpoint(engine, &error));
  }
  free(value);
  free(read);
}

static void a_value_is_written_piece_by_piece(sda_engine *engine) {
  const size_t VALUE_LEN = 300000, PIECE_LEN = 7000;
  uint8_t *value = (uint8_t *)malloc(VALUE_LEN);
  sda_error *error = NULL;
  sda_value_writer *writer = NULL;
  sda_buf read = buf_empty();
  sda_apply done;
  sda_health health;
  CHECK(value != NULL);
  memset(value, 's', VALUE_LEN);
  CHECK_FAILS(sda_value_writer_open(engine, TEXT(""), VALUE_LEN, NOW_MS, &writer, &error),
              SDA_ERROR_INVALID_ARGUMENT, "key");
  CHECK_FAILS(sda_value_writer_open(engine, TEXT("s"), UINT64_MAX, NOW_MS, &writer, &error),
              SDA_ERROR_INVALID_ARGUMENT, "18446744073709551615");
  CHECK(writer == NULL);
  /* Given up. */
  CHECK_OK(sda_value_writer_open(engine, TEXT("s"), VALUE_LEN, NOW_MS, &writer, &error));
  CHECK_OK(sda_value_writer_write(writer, value, VALUE_LEN, &error));
  sda_value_writer_free(writer);
  CHECK(engine_shows(engine, "s", NULL));
  /* Committed. */
  CHECK_OK(sda_value_writer_open(engine, TEXT("s"), VALUE_LEN, NOW_MS, &writer, &error));
  for (size_t at = 0; at < VALUE_LEN; at += PIECE_LEN) {
    size_t len = VALUE_LEN - at < PIECE_LEN ? VALUE_LEN - at : PIECE_LEN;
    CHECK_FAILS(sda_value_writer_commit(writer, NULL, &error), SDA_ERROR_INVALID_ARGUMENT,
                "of 300000 bytes");
    CHECK_OK(sda_value_writer_write(writer, value + at, len, &error));
  }
  CHECK_FAILS(sda_value_writer_write(writer, value, 1, &error), SDA_ERROR_INVALID_ARGUMENT,
              "0 are missing");
  CHECK(engine_shows(engine, "s", NULL));
  done.struct_size = sizeof done;
  CHECK_OK(sda_value_writer_commit(writer, &done, &error));
  CHECK(done.created == 1 && done.updated == 0 && done.version > 0);
  CHECK_FAILS(sda_value_writer_commit(writer, NULL, &error), SDA_ERROR_INVALID_STATE, "");
  sda_value_writer_free(writer);
  CHECK_OK(sda_store_get(engine, TEXT("s"), &read, NULL, NULL, &error));
  CHECK(read.len == VALUE_LEN && memcmp(read.ptr, value, VALUE_LEN) == 0);
  health.struct_size = sizeof health;
  CHECK_OK(sda_engine_health(engine, &health, &error));
  CHECK(health.value_file_count == 1 && health.value_file_bytes == VALUE_LEN + 28);
  sda_buf_free(&read);
  free(value);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  sda_engine *engine = engine_of(folder_file(&in, "store.wal", path));
  a_write_tells_what_it_did(engine);
  a_read_fills_what_was_asked_for(engine);
  keys_and_values_are_any_bytes(engine);
  a_read_into_a_buffer_says_how_much_it_wants(engine);
  an_unlogged_write_keeps_its_version(engine);
  clearing_is_undone_by_reloading(engine);
  the_longest_key_fits_and_one_more_byte_does_not(engine);
  a_value_is_read_piece_by_piece(engine);
  a_value_is_written_piece_by_piece(engine);
  engine_end(engine);
  folder_remove(&in);
  return 0;
}
