/* SPDX-License-Identifier: Apache-2.0 */
/* Error objects and names of statuses. */
#include "check.h"

static void every_status_has_its_own_name(void) {
  for (sda_status a = SDA_ERROR_BACKPRESSURE; a <= SDA_TOO_SMALL; a++) {
    const char *name = sda_status_name(a);
    CHECK(name != NULL && strlen(name) > 0 && strcmp(name, "unknown status") != 0);
    CHECK(name == sda_status_name(a)); /* static */
    for (sda_status b = SDA_ERROR_BACKPRESSURE; b < a; b++) {
      CHECK(strcmp(name, sda_status_name(b)) != 0);
    }
  }
  CHECK(strcmp(sda_status_name(SDA_OK), "ok") == 0);
  CHECK(strcmp(sda_status_name(SDA_ERROR_LOG_STOPPED), "log stopped") == 0);
  const sda_status others[] = {SDA_TOO_SMALL + 1, SDA_ERROR_BACKPRESSURE - 1, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < 4; i++) {
    CHECK(strcmp(sda_status_name(others[i]), "unknown status") == 0);
  }
}

static void an_error_says_what_and_which(sda_engine *engine) {
  sda_error *error = NULL;
  CHECK(sda_sync_find(engine, TEXT("nobody-7"), NULL, &error) < 0);
  sda_error_free(error);
  error = NULL;
  CHECK(sda_sync_set_policy(engine, 99, &error) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(error != NULL && sda_error_status(error) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(strcmp(sda_error_message(error), "sync config is invalid") == 0);
  CHECK(strcmp(sda_error_context(error), "conflict policy 99, known are 1 to 6") == 0);
  CHECK(sda_error_message(error) == sda_error_message(error));
  sda_error_free(error);
}

static void an_error_without_detail_has_an_empty_one(sda_engine *engine) {
  sda_error *error = NULL;
  CHECK(sda_sync_receive_ack(engine, TEXT("nobody-7"), &error) == SDA_ERROR_NOT_FOUND);
  CHECK(strcmp(sda_error_message(error), "sync operation not found: nobody-7") == 0);
  CHECK(strcmp(sda_error_context(error), "") == 0);
  sda_error_free(error);
}

static void a_zero_byte_of_the_caller_is_spelled_out(sda_engine *engine) {
  sda_error *error = NULL;
  const uint8_t id[] = {'n', 0, '-', '1'};
  CHECK(sda_sync_receive_ack(engine, id, sizeof id, &error) == SDA_ERROR_NOT_FOUND);
  CHECK(strcmp(sda_error_message(error), "sync operation not found: n\\0-1") == 0);
  sda_error_free(error);
}

static void an_error_outlives_its_engine_and_may_be_left_out(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  CHECK(sda_sync_set_policy(engine, 0, NULL) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(sda_sync_set_policy(engine, 0, &error) == SDA_ERROR_INVALID_ARGUMENT);
  engine_end(engine);
  CHECK(strstr(sda_error_context(error), "policy 0") != NULL);
  sda_error_free(error);
}

static void a_success_leaves_the_error_alone(sda_engine *engine) {
  uint64_t len = 0;
  sda_error *marker = (sda_error *)(void *)&len;
  sda_error *error = marker; /* never looked at, as nothing fails */
  CHECK(sda_store_len(engine, &len, &error) == SDA_OK && error == marker);
  CHECK(sda_store_contains(engine, TEXT("no"), &error) == SDA_NOTHING && error == marker);
}

int main(void) {
  sda_engine *engine = engine_of(NULL);
  every_status_has_its_own_name();
  an_error_says_what_and_which(engine);
  an_error_without_detail_has_an_empty_one(engine);
  a_zero_byte_of_the_caller_is_spelled_out(engine);
  an_error_outlives_its_engine_and_may_be_left_out();
  a_success_leaves_the_error_alone(engine);
  engine_end(engine);
  return 0;
}
