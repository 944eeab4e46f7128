/* SPDX-License-Identifier: Apache-2.0 */
/* Files of format 1: the documented bytes, numbers that go on, torn tails, damage, the lock. */
#include "check.h"

/* Sequence 1, put, persisted, 1700000000000 ms, payload 01 02 03; sequence 2, noop, no payload. */
static const uint8_t GOLDEN[71] = {
    0x31, 0x4c, 0x41, 0x57, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x01, 0x01, 0x00, 0x68, 0xe5, 0xcf, 0x8b, 0x01, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
    0x01, 0x02, 0x03, 0xab, 0x37, 0xcf, 0x56, 0x31, 0x4c, 0x41, 0x57, 0x01, 0x00, 0x00, 0x00,
    0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x01, 0x00, 0x68, 0xe5, 0xcf, 0x8b,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc5, 0x9d, 0x1c, 0x81};
static const uint8_t PAYLOAD[3] = {1, 2, 3};

static void a_record_has_the_documented_bytes(const char *path) {
  sda_error *error = NULL;
  sda_wal *wal = NULL;
  sda_buf bytes = buf_empty();
  uint64_t sequence = 0;
  CHECK_OK(sda_wal_open(TEXT(path), &wal, &error));
  CHECK_OK(sda_wal_append_record(wal, 1, NOW_MS, PAYLOAD, 3, &sequence, &error));
  CHECK(sequence == 1);
  CHECK_OK(sda_wal_append_record(wal, 5, NOW_MS, NULL, 0, NULL, &error));
  CHECK_FAILS(sda_wal_append_record(wal, 1, NOW_MS, NULL, 0, &sequence, &error),
              SDA_ERROR_INVALID_ARGUMENT, "failed to encode WAL record");
  CHECK_FAILS(sda_wal_append_record(wal, 6, NOW_MS, PAYLOAD, 3, &sequence, &error),
              SDA_ERROR_INVALID_ARGUMENT, "failed to encode WAL record");
  CHECK_OK(sda_wal_flush(wal, &error));
  CHECK_OK(sda_wal_read(TEXT(path), &bytes, &error));
  CHECK(bytes.len == sizeof GOLDEN && memcmp(bytes.ptr, GOLDEN, sizeof GOLDEN) == 0);
  sda_wal *second = NULL;
  CHECK_FAILS(sda_wal_open(TEXT(path), &second, &error), SDA_ERROR_LOCKED, "locked");
  CHECK(second == NULL);
  CHECK_OK(sda_wal_close(wal, &error));
  sda_buf_free(&bytes);
}

static void records_are_read_as_they_were_written(const char *path) {
  sda_error *error = NULL;
  sda_wal_reader *reader = NULL;
  sda_wal_record record;
  memset(&record, 0xa5, sizeof record);
  record.struct_size = sizeof record;
  CHECK_OK(sda_wal_reader_open(TEXT(path), &reader, &error));
  CHECK_OK(sda_wal_reader_next(reader, &record, &error));
  CHECK(record.sequence == 1 && record.record_type == 1 && record.record_status == 1);
  CHECK(record.reserved == 0 && record.timestamp_ms == NOW_MS && record.payload_len == 3);
  CHECK(memcmp(record.payload, PAYLOAD, 3) == 0);
  CHECK_OK(sda_wal_reader_next(reader, &record, &error));
  CHECK(record.sequence == 2 && record.record_type == 5 && record.payload_len == 0);
  CHECK_NOTHING(sda_wal_reader_next(reader, &record, &error));
  CHECK_NOTHING(sda_wal_reader_next(reader, &record, &error));
  sda_wal_reader_free(reader);
}

static void a_torn_tail_is_set_aside_and_numbers_go_on(const char *path, const char *torn) {
  sda_error *error = NULL;
  sda_wal *wal = NULL;
  sda_buf bytes = buf_empty();
  uint64_t sequence = 0;
  CHECK_OK(sda_wal_open(TEXT(path), &wal, &error));
  CHECK_OK(sda_wal_append(wal, GOLDEN, 30, &error));
  CHECK_OK(sda_wal_close(wal, &error));

  sda_wal_recovery recovery;
  memset(&recovery, 0xa5, sizeof recovery);
  recovery.struct_size = sizeof recovery;
  CHECK_OK(sda_wal_open(TEXT(path), &wal, &error));
  CHECK_OK(sda_wal_recover(wal, &recovery, &error));
  CHECK(recovery.record_count == 2 && recovery.sequence == 2 && recovery.cut_bytes == 30);
  CHECK(recovery.reserved == 0);
  CHECK_OK(sda_wal_recover(wal, NULL, &error));
  CHECK_OK(sda_wal_append_record(wal, 3, NOW_MS, PAYLOAD, 1, &sequence, &error));
  CHECK(sequence == 3);
  CHECK_OK(sda_wal_raise_sequence(wal, 9, &error));
  CHECK_OK(sda_wal_raise_sequence(wal, 4, &error));
  CHECK_OK(sda_wal_append_record(wal, 3, NOW_MS, PAYLOAD, 1, &sequence, &error));
  CHECK(sequence == 10);
  CHECK_OK(sda_wal_close(wal, &error));
  CHECK_OK(sda_wal_read(TEXT(torn), &bytes, &error));
  CHECK(bytes.len == 30 && memcmp(bytes.ptr, GOLDEN, 30) == 0);
  sda_buf_free(&bytes);
}

static void damage_is_told_from_a_torn_tail(const char *path) {
  sda_error *error = NULL;
  sda_wal *wal = NULL;
  sda_wal_reader *reader = NULL;
  sda_wal_record record;
  uint8_t bytes[sizeof GOLDEN];
  memcpy(bytes, GOLDEN, sizeof bytes);
  bytes[31] ^= 1;
  record.struct_size = sizeof record;
  CHECK_OK(sda_wal_open(TEXT(path), &wal, &error));
  CHECK_OK(sda_wal_append(wal, bytes, sizeof bytes, &error));
  CHECK_FAILS(sda_wal_append_record(wal, 5, NOW_MS, NULL, 0, NULL, &error), SDA_ERROR_CORRUPTED,
              "record 1 at byte 0");
  CHECK_OK(sda_wal_close(wal, &error));
  CHECK_OK(sda_wal_reader_open(TEXT(path), &reader, &error));
  CHECK_FAILS(sda_wal_reader_next(reader, &record, &error), SDA_ERROR_CORRUPTED, "damaged");
  CHECK_FAILS(sda_wal_reader_next(reader, &record, &error), SDA_ERROR_CORRUPTED, "damaged");
  sda_wal_reader_free(reader);
}

static void what_is_missing_or_no_log_is_refused(const char *path) {
  sda_error *error = NULL;
  sda_wal *wal = NULL;
  sda_wal_reader *reader = NULL;
  sda_buf bytes = buf_empty();
  const char *why = "failed to open WAL file for reading";
  CHECK_FAILS(sda_wal_read(TEXT(path), &bytes, &error), SDA_ERROR_FILE_READ, why);
  CHECK_FAILS(sda_wal_reader_open(TEXT(path), &reader, &error), SDA_ERROR_FILE_READ, why);
  CHECK_FAILS(sda_wal_open(NULL, 0, &wal, &error), SDA_ERROR_INVALID_ARGUMENT,
              "WAL file path cannot be empty");
  sda_engine *engine = NULL;
  sda_options options;
  options.struct_size = sizeof options;
  CHECK_OK(sda_options_init(&options));
  options.path = (const uint8_t *)path;
  options.path_len = strlen(path);
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(sda_engine_close(engine, &error));
  CHECK_FAILS(sda_wal_open(TEXT(path), &wal, &error), SDA_ERROR_UNSUPPORTED_FORMAT, "database");
  CHECK(wal == NULL && reader == NULL && bytes.ptr == NULL);
}

int main(void) {
  char path[128], torn[128], damaged[128], other[128];
  folder in = folder_make();
  folder_file(&in, "a.wal", path);
  folder_file(&in, "a.wal.torn", torn);
  a_record_has_the_documented_bytes(path);
  records_are_read_as_they_were_written(path);
  a_torn_tail_is_set_aside_and_numbers_go_on(path, torn);
  damage_is_told_from_a_torn_tail(folder_file(&in, "b.wal", damaged));
  what_is_missing_or_no_log_is_refused(folder_file(&in, "c.wal", other));
  folder_remove(&in);
  return 0;
}
