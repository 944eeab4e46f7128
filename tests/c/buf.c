/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers: reused, grown, emptied, freed twice. */
#include "check.h"

static void put(sda_engine *engine, const char *key, const uint8_t *value, size_t len) {
  sda_error *error = NULL;
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT(key), value, len, NOW_MS, NULL, &error));
}

static void a_buffer_is_reused_and_grows(sda_engine *engine) {
  uint8_t large[5000];
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  memset(large, 7, sizeof large);
  put(engine, "large", large, sizeof large);
  put(engine, "small", large, 3);
  CHECK_OK(sda_store_get(engine, TEXT("small"), &buf, NULL, NULL, &error));
  CHECK(buf.ptr != NULL && buf.len == 3 && buf.cap >= 3);
  CHECK_OK(sda_store_get(engine, TEXT("large"), &buf, NULL, NULL, &error));
  CHECK(buf.len == sizeof large && memcmp(buf.ptr, large, sizeof large) == 0);
  sda_buf before = buf;
  CHECK_OK(sda_store_get(engine, TEXT("small"), &buf, NULL, NULL, &error));
  CHECK(buf.ptr == before.ptr && buf.cap == before.cap && buf.len == 3);
  sda_buf_free(&buf);
}

static void what_finds_nothing_leaves_the_bytes(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  put(engine, "k", (const uint8_t *)"kept", 4);
  CHECK_OK(sda_store_get(engine, TEXT("k"), &buf, NULL, NULL, &error));
  CHECK_NOTHING(sda_store_get(engine, TEXT("absent"), &buf, NULL, NULL, &error));
  CHECK(same_text(buf.ptr, buf.len, "kept"));
  CHECK_FAILS(sda_store_get(engine, NULL, 1, &buf, NULL, NULL, &error), SDA_ERROR_INVALID_ARGUMENT,
              "key");
  CHECK(same_text(buf.ptr, buf.len, "kept"));
  sda_buf_free(&buf);
}

static void an_empty_value_empties_the_buffer(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  put(engine, "empty", NULL, 0);
  CHECK_OK(sda_store_get(engine, TEXT("empty"), &buf, NULL, NULL, &error));
  CHECK(buf.len == 0);
  CHECK_OK(sda_store_get(engine, TEXT("k"), &buf, NULL, NULL, &error));
  CHECK_OK(sda_store_get(engine, TEXT("empty"), &buf, NULL, NULL, &error));
  CHECK(buf.len == 0 && buf.cap >= 4);
  sda_buf_free(&buf);
}

static void freeing_zeroes_and_may_be_repeated(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  sda_buf_free(&buf);
  CHECK(buf.ptr == NULL && buf.len == 0 && buf.cap == 0);
  CHECK_OK(sda_engine_digest(engine, &buf, &error));
  sda_buf_free(&buf);
  CHECK(buf.ptr == NULL && buf.len == 0 && buf.cap == 0);
  sda_buf_free(&buf);
  CHECK_OK(sda_engine_digest(engine, &buf, &error));
  CHECK(buf.len == 32);
  sda_buf_free(&buf);
  sda_buf_free(NULL);
}

static void a_buffer_outlives_the_engine(void) {
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  sda_engine *engine = engine_of(NULL);
  put(engine, "k", (const uint8_t *)"v", 1);
  CHECK_OK(sda_store_get(engine, TEXT("k"), &buf, NULL, NULL, &error));
  engine_end(engine);
  CHECK(same_text(buf.ptr, buf.len, "v"));
  sda_buf_free(&buf);
}

int main(void) {
  sda_engine *engine = engine_of(NULL);
  a_buffer_is_reused_and_grows(engine);
  what_finds_nothing_leaves_the_bytes(engine);
  an_empty_value_empties_the_buffer(engine);
  freeing_zeroes_and_may_be_repeated(engine);
  a_buffer_outlives_the_engine();
  engine_end(engine);
  return 0;
}
