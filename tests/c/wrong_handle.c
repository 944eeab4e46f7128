/* SPDX-License-Identifier: Apache-2.0 */
/* A handle of another type is refused, and lives on. */
#include "check.h"

typedef struct handles {
  sda_engine *engine;
  sda_error *error;
  sda_scan *scan;
  sda_ops *ops;
  sda_group *group;
  sda_session *session;
} handles;

static void not_an_engine(void *other) {
  sda_error *error = NULL;
  sda_engine *wrong = (sda_engine *)other;
  sda_scan *scan = NULL;
  uint64_t number = 77;
#define REFUSED(call) CHECK_FAILS(call, SDA_ERROR_INVALID_ARGUMENT, "not a live sda_engine")
  REFUSED(sda_engine_flush(wrong, &error));
  REFUSED(sda_engine_close(wrong, &error));
  REFUSED(sda_store_len(wrong, &number, &error));
  REFUSED(sda_store_contains(wrong, TEXT("k"), &error));
  REFUSED(sda_scan_open(wrong, &scan, &error));
  REFUSED(sda_sync_detach(wrong, &error));
  REFUSED(sda_sync_submit(wrong, 1, TEXT("k"), TEXT("v"), NOW_MS, NULL, &error));
#undef REFUSED
  CHECK(number == 77 && scan == NULL);
}

static void not_a_scan(void *other) {
  sda_error *error = NULL;
  sda_entry entry;
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_FAILS(sda_scan_next((sda_scan *)other, &entry, &error), SDA_ERROR_INVALID_ARGUMENT,
              "not a live sda_scan");
  sda_scan_free((sda_scan *)other);
  CHECK(entry.key == NULL);
}

static void not_a_list(void *other) {
  sda_error *error = NULL;
  sda_envelope envelope;
  memset(&envelope, 0, sizeof envelope);
  envelope.struct_size = sizeof envelope;
  CHECK_FAILS(sda_ops_get((sda_ops *)other, 0, &envelope, &error), SDA_ERROR_INVALID_ARGUMENT,
              "not a live sda_ops");
  CHECK(sda_ops_len((sda_ops *)other) == 0 && envelope.op.key == NULL);
  sda_ops_free((sda_ops *)other);
}

static void not_a_group(const handles *all, void *other) {
  sda_error *error = NULL;
  sda_group *wrong = (sda_group *)other;
#define REFUSED(call) CHECK_FAILS(call, SDA_ERROR_INVALID_ARGUMENT, "not a live sda_group")
  REFUSED(sda_group_put(wrong, TEXT("k"), TEXT("v"), &error));
  REFUSED(sda_group_remove(wrong, TEXT("k"), &error));
  REFUSED(sda_group_clear(wrong, &error));
  REFUSED(sda_group_submit(wrong, all->engine, NOW_MS, NULL, &error));
  REFUSED(sda_group_apply_local(wrong, all->engine, NOW_MS, NULL, &error));
#undef REFUSED
  CHECK(sda_group_len(wrong) == 0);
  sda_group_free(wrong);
}

static void not_a_session(void *other) {
  sda_error *error = NULL;
  sda_session *wrong = (sda_session *)other;
  sda_buf frame = {NULL, 0, 0};
  sda_session_state_info state;
  sda_session_event event;
  int64_t at_ms = 77;
  memset(&state, 0, sizeof state);
  memset(&event, 0, sizeof event);
  state.struct_size = sizeof state;
  event.struct_size = sizeof event;
#define REFUSED(call) CHECK_FAILS(call, SDA_ERROR_INVALID_ARGUMENT, "not a live sda_session")
  REFUSED(sda_session_handle(wrong, TEXT("SF"), &error));
  REFUSED(sda_session_poll_transmit(wrong, 4096, &frame, &error));
  REFUSED(sda_session_poll_event(wrong, &event, &error));
  REFUSED(sda_session_next_wakeup_at_ms(wrong, &at_ms, &error));
  REFUSED(sda_session_state(wrong, &state, &error));
  REFUSED(sda_session_close(wrong, &error));
#undef REFUSED
  CHECK(frame.ptr == NULL && at_ms == 77 && state.phase == 0 && event.event_type == 0);
  sda_session_free(wrong);
  CHECK(sda_peers_len((sda_peers *)other) == 0);
  sda_peers_free((sda_peers *)other);
}

static void not_an_error(void *other) {
  CHECK(sda_error_status((sda_error *)other) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(strcmp(sda_error_message((sda_error *)other), "") == 0);
  CHECK(strcmp(sda_error_context((sda_error *)other), "") == 0);
  sda_error_free((sda_error *)other);
}

/* All of them still do what they did. */
static void all_live(const handles *all) {
  sda_error *error = NULL;
  CHECK(engine_shows(all->engine, "k", "v"));
  CHECK(sda_error_status(all->error) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(strstr(sda_error_context(all->error), "policy 0") != NULL);
  CHECK(sda_ops_len(all->ops) == 1);
  CHECK(same_text(ops_at(all->ops, 0).op.key, ops_at(all->ops, 0).op.key_len, "k"));
  CHECK(error == NULL);
}

int main(void) {
  sda_error *error = NULL;
  handles all;
  sda_entry entry;
  all.engine = engine_of(NULL);
  all.error = NULL;
  all.scan = NULL;
  all.ops = NULL;
  all.group = NULL;
  all.session = NULL;
  engine_attach(all.engine, "node-a");
  engine_submit(all.engine, "k", "v", &all.ops);
  CHECK(sda_sync_set_policy(all.engine, 0, &all.error) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK_OK(sda_scan_open(all.engine, &all.scan, &error));
  CHECK_OK(sda_group_new(&all.group, &error));
  CHECK_OK(sda_group_put(all.group, TEXT("k"), TEXT("v"), &error));
  sda_session_options options;
  options.struct_size = sizeof options;
  CHECK(sda_session_options_init(&options) == SDA_OK);
  CHECK_OK(sda_session_open(all.engine, &options, &all.session, &error));

  not_a_session(all.engine);
  not_a_session(all.scan);
  not_a_session(all.ops);
  not_a_session(all.error);
  not_a_session(all.group);
  not_an_engine(all.session);
  not_a_list(all.session);
  not_an_engine(all.scan);
  not_an_engine(all.ops);
  not_an_engine(all.error);
  not_an_engine(all.group);
  not_a_scan(all.engine);
  not_a_scan(all.ops);
  not_a_scan(all.error);
  not_a_list(all.engine);
  not_a_list(all.scan);
  not_a_list(all.error);
  not_a_list(all.group);
  not_a_group(&all, all.engine);
  not_a_group(&all, all.scan);
  not_a_group(&all, all.ops);
  not_a_group(&all, all.error);
  not_an_error(all.engine);
  not_an_error(all.scan);
  not_an_error(all.ops);
  not_an_error(all.group);

  all_live(&all);
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_OK(sda_scan_next(all.scan, &entry, &error));
  sda_session_state_info state;
  state.struct_size = sizeof state;
  CHECK_OK(sda_session_state(all.session, &state, &error));
  CHECK(state.phase == SDA_PHASE_GREETING);
  sda_session_free(all.session);
  sda_error_free(all.error);
  sda_scan_free(all.scan);
  CHECK(sda_group_len(all.group) == 1);
  sda_group_free(all.group);
  sda_ops_free(all.ops);
  engine_end(all.engine);
  return 0;
}
