/* SPDX-License-Identifier: Apache-2.0 */
/* Notices: what is kept, fetched, told to a callback, and when the callback is let go. */
#include "check.h"

typedef struct listener {
  sda_engine *engine; /* called back when set */
  int calls;
  int releases;
  uint32_t severity;
  uint32_t topic;
  char text[256];
  sda_status inner[2];
} listener;

static void hear(void *user_data, const sda_notice *notice, const uint8_t *text, size_t text_len) {
  listener *self = (listener *)user_data;
  CHECK(notice->struct_size == sizeof *notice && notice->at_ms > 0 && notice->reserved == 0);
  CHECK(text_len < sizeof self->text);
  self->calls++;
  self->severity = notice->severity;
  self->topic = notice->topic;
  memcpy(self->text, text, text_len);
  self->text[text_len] = 0;
  if (self->engine != NULL) {
    uint64_t len = 0;
    self->inner[0] = sda_store_len(self->engine, &len, NULL);
    self->inner[1] = sda_engine_close(self->engine, NULL);
  }
}

static void let_go(void *user_data) { ((listener *)user_data)->releases++; }

static listener listener_new(void) {
  listener made;
  memset(&made, 0, sizeof made);
  return made;
}

/* An engine in which the only delivery of an operation fails at once. */
static sda_engine *failing(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_sync_options options = sync_options_of("node-a");
  options.max_retries = 1;
  CHECK_OK(sda_sync_attach(engine, &options, &error));
  engine_submit(engine, "k", "v", NULL);
  engine_hand_out(engine, 1);
  return engine;
}

static void fail(sda_engine *engine) {
  sda_error *error = NULL;
  CHECK_NOTHING(sda_sync_report_send_failure(engine, TEXT("node-a-1"), SDA_ERROR_TIMED_OUT, &error));
}

static void notices_are_kept_for_who_asked(void) {
  sda_error *error = NULL;
  sda_buf text = buf_empty();
  sda_notice notice;
  memset(&notice, 0, sizeof notice);
  notice.struct_size = sizeof notice;
  sda_engine *engine = failing();
#define POLL sda_engine_poll_notice(engine, &notice, &text, &error)
  CHECK_NOTHING(POLL);
  CHECK_FAILS(sda_engine_set_notify(engine, 4, NULL, NULL, NULL, &error),
              SDA_ERROR_INVALID_ARGUMENT, "severity 4, allowed are 0 to 3");
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_INFO, NULL, NULL, NULL, &error));
  CHECK_OK(POLL);
  CHECK(notice.severity == SDA_SEVERITY_INFO && notice.topic == SDA_TOPIC_OPEN);
  fail(engine);
  CHECK_OK(POLL);
  CHECK(notice.severity == SDA_SEVERITY_WARNING && notice.topic == SDA_TOPIC_OUTBOX);
  CHECK(notice.dropped_len == 0 && text.len > 0);
  CHECK_NOTHING(POLL);
  CHECK_FAILS(sda_engine_poll_notice(engine, NULL, &text, &error), SDA_ERROR_INVALID_ARGUMENT,
              "notice is NULL");
  CHECK_FAILS(sda_engine_poll_notice(engine, &notice, NULL, &error), SDA_ERROR_INVALID_ARGUMENT,
              "text is NULL");
  sda_buf_free(&text);
  engine_end(engine);
}

static void a_callback_hears_them_at_the_end_of_the_call(void) {
  sda_error *error = NULL;
  listener self = listener_new();
  sda_engine *engine = failing();
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_WARNING, hear, &self, let_go, &error));
  CHECK(self.calls == 0);
  self.engine = engine;
  fail(engine);
  CHECK(self.calls == 1 && self.topic == SDA_TOPIC_OUTBOX);
  CHECK(self.severity == SDA_SEVERITY_WARNING && strstr(self.text, "1 operations") != NULL);
  CHECK(self.inner[0] == SDA_ERROR_BUSY && self.inner[1] == SDA_ERROR_BUSY);
  self.engine = NULL;
  CHECK(self.releases == 0);
  engine_end(engine);
  CHECK(self.releases == 1);
}

static void it_is_let_go_once(void) {
  sda_error *error = NULL;
  listener first = listener_new(), second = listener_new(), third = listener_new();
  sda_engine *engine = engine_of(NULL);
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_INFO, hear, &first, let_go, &error));
  CHECK(first.calls == 1 && first.topic == SDA_TOPIC_OPEN);
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_INFO, hear, &second, let_go, &error));
  CHECK(first.releases == 1 && second.calls == 0 && second.releases == 0);
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_NONE, NULL, NULL, NULL, &error));
  CHECK(second.releases == 1);
  CHECK_FAILS(sda_engine_set_notify(NULL, SDA_SEVERITY_INFO, hear, &third, let_go, &error),
              SDA_ERROR_INVALID_ARGUMENT, "sda_engine is null");
  CHECK(third.releases == 1);
  CHECK_FAILS(sda_engine_set_notify(engine, 9, hear, &third, let_go, &error),
              SDA_ERROR_INVALID_ARGUMENT, "severity 9");
  CHECK(third.releases == 2 && third.calls == 0);
  engine_end(engine);
  CHECK(first.releases == 1 && second.releases == 1);
}

int main(void) {
  notices_are_kept_for_who_asked();
  a_callback_hears_them_at_the_end_of_the_call();
  it_is_let_go_once();
  return 0;
}
