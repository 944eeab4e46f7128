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

static void a_walk_sees_what_is_written_ahead_of_it(sda_engine *engine) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_entry entry = entry_empty();
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  for (int i = 0; i < 256; i++) {
    CHECK_OK(sda_scan_next(scan, &entry, &error));
  }
  put(engine, "a-behind", "1");
  put(engine, "z-ahead", "1");
  size_t left = 0;
  int ahead = 0;
  while (sda_scan_next(scan, &entry, &error) == SDA_OK) {
    left++;
    ahead += same_text(entry.key, entry.key_len, "z-ahead");
    CHECK(!same_text(entry.key, entry.key_len, "a-behind"));
  }
  CHECK(error == NULL && left == KEYS - 256 + 1 && ahead == 1);
  sda_scan_free(scan);
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
  sda_engine *engine = engine_of(NULL);
  keys_come_once_each_in_byte_order(engine);
  a_walk_sees_what_is_written_ahead_of_it(engine);
  two_walks_do_not_disturb_each_other(engine);
  a_refused_call_does_not_move_the_walk(engine);
  an_empty_engine_ends_at_once();
  engine_end(engine);
  return 0;
}
