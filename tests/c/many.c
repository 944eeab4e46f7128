/* SPDX-License-Identifier: Apache-2.0 */
/* Many keys in one call: what goes in and comes out is what single calls say. */
#include "check.h"

enum { ABC_LEN = 6, SIZES_LEN = 12 };
/* Three keys: a, bb, ccc. */
static const uint8_t abc[] = {'a', 'b', 'b', 'c', 'c', 'c'};
static const uint8_t abc_sizes[] = {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0};
/* Three values: nothing, one, 22. */
static const uint8_t values[] = {'o', 'n', 'e', '2', '2'};
static const uint8_t value_sizes[] = {0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0};

static uint32_t size_at(const sda_buf *sizes, size_t index) {
  const uint8_t *at = sizes->ptr + 4 * index;
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static int holds(const sda_buf *buf, const char *text) {
  return buf->len == strlen(text) && (buf->len == 0 || memcmp(buf->ptr, text, buf->len) == 0);
}

static void a_group_takes_all_puts_or_none(sda_engine *engine) {
  sda_error *error = NULL;
  sda_group *group = NULL;
  sda_apply apply;
  apply.struct_size = sizeof apply;
  CHECK_OK(sda_group_new(&group, &error));
  CHECK_OK(sda_group_put(group, TEXT("ccc"), TEXT("x"), &error));
  CHECK_FAILS(sda_group_put_many(group, abc, ABC_LEN, abc_sizes, SIZES_LEN, values, sizeof values,
                                 value_sizes, SIZES_LEN, &error),
              SDA_ERROR_INVALID_ARGUMENT, "key ccc twice");
  CHECK(sda_group_len(group) == 1);
  CHECK_OK(sda_group_clear(group, &error));
  /* What was taken back left nothing behind. */
  CHECK_OK(sda_group_put_many(group, abc, ABC_LEN, abc_sizes, SIZES_LEN, values, sizeof values,
                              value_sizes, SIZES_LEN, &error));
  CHECK(sda_group_len(group) == 3);
  CHECK_OK(sda_group_put_many(group, NULL, 0, NULL, 0, NULL, 0, NULL, 0, &error));
  CHECK_OK(sda_group_apply_local(group, engine, NOW_MS, &apply, &error));
  CHECK(apply.created == 3);
  sda_group_free(group);
}

static void sizes_that_do_not_fit_are_refused(sda_engine *engine) {
  sda_error *error = NULL;
  sda_group *group = NULL;
  sda_buf out = buf_empty(), sizes = buf_empty();
  const uint8_t beyond[] = {0xff, 0xff, 0xff, 0xff};
  CHECK_OK(sda_group_new(&group, &error));
  CHECK_FAILS(sda_store_get_many(engine, abc, 5, abc_sizes, SIZES_LEN, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "sizes of keys");
  CHECK_FAILS(sda_store_get_many(engine, abc, ABC_LEN, abc_sizes, 8, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "sizes of keys");
  CHECK_FAILS(sda_store_get_many(engine, abc, ABC_LEN, abc_sizes, 11, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "11 bytes");
  CHECK_FAILS(sda_store_get_many(engine, abc, ABC_LEN, beyond, 4, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "sizes of keys");
  CHECK_FAILS(sda_group_put_many(group, abc, ABC_LEN, abc_sizes, SIZES_LEN, values, 3, value_sizes,
                                 8, &error),
              SDA_ERROR_INVALID_ARGUMENT, "3 keys and 2 values");
  size_t too_many = 4 * 65537;
  uint8_t *zeros = (uint8_t *)calloc(1, too_many);
  CHECK_FAILS(sda_store_get_many(engine, NULL, 0, zeros, too_many, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "65536");
  CHECK(out.ptr == NULL && sizes.ptr == NULL && sda_group_len(group) == 0);
  free(zeros);
  sda_group_free(group);
}

static void values_come_in_the_order_of_their_keys(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf out = buf_empty(), sizes = buf_empty();
  const uint8_t asked[] = {'c', 'c', 'c', 'n', 'o', 'a'};
  const uint8_t asked_sizes[] = {3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0};
  CHECK_OK(sda_store_get_many(engine, asked, 6, asked_sizes, SIZES_LEN, &out, &sizes, &error));
  CHECK(holds(&out, "22") && sizes.len == SIZES_LEN);
  CHECK(size_at(&sizes, 0) == 2 && size_at(&sizes, 1) == SDA_SIZE_ABSENT &&
        size_at(&sizes, 2) == 0);
  CHECK_OK(sda_store_get_many(engine, NULL, 0, NULL, 0, &out, &sizes, &error));
  CHECK(out.len == 0 && sizes.len == 0);
  sda_buf_free(&out);
  sda_buf_free(&sizes);
}

static void keys_that_end_with_a_zero_byte_need_no_sizes(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf out = buf_empty(), sizes = buf_empty();
  CHECK_OK(sda_store_get_many(engine, (const uint8_t *)"ccc\0\0none\0bb", 13, NULL, 0, &out, &sizes,
                              &error));
  CHECK(holds(&out, "22one") && sizes.len == 16 && size_at(&sizes, 0) == 2);
  CHECK(size_at(&sizes, 1) == SDA_SIZE_ABSENT && size_at(&sizes, 2) == SDA_SIZE_ABSENT);
  CHECK_FAILS(sda_store_get_many(engine, TEXT("ccc"), NULL, 0, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "sizes of keys");
  uint8_t *zeros = (uint8_t *)calloc(1, 65537);
  CHECK_FAILS(sda_store_get_many(engine, zeros, 65537, NULL, 0, &out, &sizes, &error),
              SDA_ERROR_INVALID_ARGUMENT, "65536");
  CHECK_OK(sda_store_get_many(engine, zeros, 65536, NULL, 0, &out, &sizes, &error));
  CHECK(out.len == 0 && sizes.len == 4 * 65536);
  free(zeros);
  sda_buf_free(&out), sda_buf_free(&sizes);
}

static void a_call_gives_so_many_bytes_and_no_further_key(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_buf out = buf_empty(), sizes = buf_empty();
  size_t long_len = 33 << 20;
  uint8_t *zeros = (uint8_t *)calloc(1, long_len);
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("k"), zeros, long_len, NOW_MS, NULL, &error));
  CHECK_OK(sda_store_get_many(engine, (const uint8_t *)"k\0k\0k", 6, NULL, 0, &out, &sizes, &error));
  CHECK(out.len == 2 * long_len && sizes.len == 8 && size_at(&sizes, 1) == long_len);
  free(zeros);
  sda_buf_free(&out), sda_buf_free(&sizes);
  engine_end(engine);
}

static void a_scan_gives_all_keys_once_in_pieces(sda_engine *engine) {
  sda_error *error = NULL;
  sda_scan *scan = NULL;
  sda_buf keys = buf_empty(), key_sizes = buf_empty(), rows = buf_empty(), sizes = buf_empty();
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_OK(sda_scan_next_many(scan, 2, &keys, &key_sizes, &rows, &sizes, &error));
  CHECK(holds(&keys, "abb") && holds(&rows, "one") && key_sizes.len == 8 && sizes.len == 8);
  CHECK_OK(sda_scan_next_many(scan, 0, &keys, &key_sizes, &rows, &sizes, &error));
  CHECK(holds(&keys, "ccc") && holds(&rows, "22") && size_at(&key_sizes, 0) == 3);
  CHECK_NOTHING(sda_scan_next_many(scan, UINT64_MAX, &keys, &key_sizes, &rows, &sizes, &error));
  sda_scan_free(scan);
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_OK(sda_scan_next_many(scan, UINT64_MAX, &keys, &key_sizes, &rows, &sizes, &error));
  CHECK(holds(&keys, "abbccc") && key_sizes.len == SIZES_LEN);
  sda_scan_free(scan);
  sda_buf_free(&keys), sda_buf_free(&key_sizes), sda_buf_free(&rows), sda_buf_free(&sizes);
}

int main(void) {
  sda_engine *engine = engine_of(NULL);
  a_group_takes_all_puts_or_none(engine);
  sizes_that_do_not_fit_are_refused(engine);
  values_come_in_the_order_of_their_keys(engine);
  keys_that_end_with_a_zero_byte_need_no_sizes(engine);
  a_scan_gives_all_keys_once_in_pieces(engine);
  engine_end(engine);
  a_call_gives_so_many_bytes_and_no_further_key();
  return 0;
}
