/* SPDX-License-Identifier: Apache-2.0 */
/* Walking: byte order, more keys than one chunk, writes meanwhile. */
#include "check.h"

#define KEYS 1000 /* some chunks of 256 and a rest */

static sda_entry entry_empty(void) {
  sda_entry entry;
  memset(&entry, 0xa5, sizeof entry);
  entry.struct_size = sizeof entry;
  return entry;
}

static void put(sda_engine *engine, const char *key, const char *value) {
  sda_error *error = NULL;
  CHECK_OK(
      sda_store_apply(engine, SDA_OPERATION_PUT, TEXT(key), TEXT(value), NOW_MS, NULL, &error));
}

static void keys_come_once_each_in_byte_order(sda_engine *engine) {
  char key[16], before[16] = "";
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  size_t count = 0;
  for (int i = 0; i < KEYS; i++) {
    snprintf(key, sizeof key, "k%04d", (i * 7) % KEYS); /* every one, out of order */
    put(engine, key, "v");
  }
  /* Half of what is shown stands in a run, half in memory. */
  CHECK_OK(sda_engine_checkpoint(engine, &error));
  for (int i = 0; i < KEYS; i += 2) {
    snprintf(key, sizeof key, "k%04d", i);
    put(engine, key, "v");
  }
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  for (;;) {
    sda_entry entry = entry_empty();
    if (sda_scan_next(scan, &entry, &error) == SDA_NOTHING) {
      break;
    }
    CHECK(error == NULL && entry.struct_size == sizeof entry && entry.reserved == 0);
    CHECK(entry.key_len == 5 && same_text(entry.value, entry.value_len, "v"));
    CHECK(entry.version > 0 && entry.timestamp_ms == NOW_MS);
    CHECK(memcmp(before, entry.key, 5) < 0);
    memcpy(before, entry.key, 5);
    count++;
  }
  CHECK(count == KEYS);
  sda_entry untouched = entry_empty(), copy = untouched;
  CHECK_NOTHING(sda_scan_next(scan, &untouched, &error));
  CHECK(memcmp(&untouched, &copy, sizeof copy) == 0);
  sda_scan_free(scan);
}

static void a_walk_shows_what_there_was_when_it_began(sda_engine *engine) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_entry entry = entry_empty();
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  for (int i = 0; i < 256; i++) {
    CHECK_OK(sda_scan_next(scan, &entry, &error));
  }
  put(engine, "a-behind", "1");
  put(engine, "z-ahead", "1");
  put(engine, "k0999", "new");
  CHECK_OK(sda_engine_checkpoint(engine, &error));
  size_t left = 0;
  while (sda_scan_next(scan, &entry, &error) == SDA_OK) {
    left++;
    CHECK(same_text(entry.value, entry.value_len, "v"));
  }
  CHECK(error == NULL && left == KEYS - 256);
  sda_scan_free(scan);
  CHECK(engine_shows(engine, "k0999", "new"));
}

static size_t rows_of(sda_engine *engine, const char *prefix, const char *from, const char *to,
                      const char *first, const char *last) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_entry entry = entry_empty();
  size_t count = 0;
  CHECK_OK(sda_scan_open_range(engine, TEXT(prefix), TEXT(from), TEXT(to), &scan, &error));
  for (; sda_scan_next(scan, &entry, &error) == SDA_OK; count++) {
    CHECK(count > 0 || same_text(entry.key, entry.key_len, first));
  }
  CHECK(error == NULL && (count == 0 || same_text(entry.key, entry.key_len, last)));
  sda_scan_free(scan);
  return count;
}

static void a_range_ends_where_it_should(sda_engine *engine) {
  CHECK(rows_of(engine, "k01", "", "", "k0100", "k0199") == 100);
  CHECK(rows_of(engine, "k", "", "", "k0000", "k0999") == KEYS);
  CHECK(rows_of(engine, "", "k0100", "k0500", "k0100", "k0499") == 400);
  CHECK(rows_of(engine, "", "k0990", "", "k0990", "z-ahead") == 11);
  CHECK(rows_of(engine, "", "", "k0001", "a-behind", "k0000") == 2);
  CHECK(rows_of(engine, "k01", "k0150", "k0300", "k0150", "k0199") == 50);
  CHECK(rows_of(engine, "k01", "k0300", "", "", "") == 0);
  CHECK(rows_of(engine, "", "k0300", "k0300", "", "") == 0);
  CHECK(rows_of(engine, "", "k0300", "a", "", "") == 0);
  CHECK(rows_of(engine, "nothing", "", "", "", "") == 0);
}

static void two_walks_do_not_disturb_each_other(sda_engine *engine) {
  sda_error *error = NULL;
  sda_scan *one = NULL, *two = NULL;
  sda_entry a = entry_empty(), b = entry_empty();
  CHECK_OK(sda_scan_open(engine, &one, &error));
  CHECK_OK(sda_scan_next(one, &a, &error));
  CHECK_OK(sda_scan_open(engine, &two, &error));
  CHECK_OK(sda_scan_next(two, &b, &error));
  CHECK(a.key_len == b.key_len && memcmp(a.key, b.key, a.key_len) == 0);
  CHECK_OK(sda_scan_next(one, &a, &error));
  CHECK(memcmp(a.key, b.key, b.key_len) > 0);
  sda_scan_free(one);
  CHECK_OK(sda_scan_next(two, &b, &error));
  sda_scan_free(two);
}

static void an_empty_engine_ends_at_once(void) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_entry entry = entry_empty();
  sda_engine *engine = engine_of(NULL);
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_NOTHING(sda_scan_next(scan, &entry, &error));
  sda_scan_free(scan);
  engine_end(engine);
}

static void a_refused_call_does_not_move_the_walk(sda_engine *engine) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_entry entry = entry_empty();
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_FAILS(sda_scan_next(scan, NULL, &error), SDA_ERROR_INVALID_ARGUMENT, "entry");
  entry.struct_size = 0;
  CHECK_FAILS(sda_scan_next(scan, &entry, &error), SDA_ERROR_INVALID_ARGUMENT, "struct_size 0");
  entry = entry_empty();
  CHECK_OK(sda_scan_next(scan, &entry, &error));
  CHECK(same_text(entry.key, entry.key_len, "a-behind"));
  sda_scan_free(scan);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  sda_engine *engine = engine_of(folder_file(&in, "scan.wal", path));
  keys_come_once_each_in_byte_order(engine);
  a_walk_shows_what_there_was_when_it_began(engine);
  a_range_ends_where_it_should(engine);
  two_walks_do_not_disturb_each_other(engine);
  a_refused_call_does_not_move_the_walk(engine);
  an_empty_engine_ends_at_once();
  engine_end(engine);
  folder_remove(&in);
  return 0;
}
