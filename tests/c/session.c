/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions: two and three nodes, a stream cut into frames, hostile bytes, refusals, the close. */
#include "check.h"
#include "clock.h"
#include "session.h"

static sda_engine *node_of(const char *name, hand_clock *clock) {
  sda_options options = options_with_clock(NULL, clock);
  sda_engine *engine = NULL;
  sda_error *error = NULL;
  options.seed = (uint64_t)name[5] + 1;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_attach(engine, name);
  return engine;
}

static void joined(sda_engine *one, const char *a, sda_engine *other, const char *b) {
  sda_error *error = NULL;
  CHECK_OK(sda_peer_register(one, TEXT(b), 0, &error));
  CHECK_OK(sda_peer_register(other, TEXT(a), 0, &error));
}

static void two_nodes_become_equal_and_say_so(void) {
  sda_error *error = NULL;
  hand_clock clock_a = hand_clock_of(NOW_MS, 0), clock_b = hand_clock_of(NOW_MS, 0);
  sda_engine *a = node_of("node-a", &clock_a), *b = node_of("node-b", &clock_b);
  joined(a, "node-a", b, "node-b");
  engine_submit(a, "from a", "1", NULL);
  engine_submit(b, "from b", "2", NULL);
  sda_session *at_a = session_of(a, "node-b"), *at_b = session_of(b, "");
  sda_session_state_info state = session_state_of(at_b);
  CHECK(state.phase == SDA_PHASE_GREETING && state.node_id == NULL && state.node_id_len == 0);
  session_talk(at_a, at_b);
  state = session_state_of(at_b);
  CHECK(state.phase == SDA_PHASE_OPEN && state.in_flight_count == 0);
  CHECK(same_text(state.node_id, state.node_id_len, "node-a"));
  CHECK(engine_shows(a, "from b", "2") && engine_shows(b, "from a", "1"));
  CHECK(engine_state(a).acknowledged_count == 1 && engine_state(b).acknowledged_count == 1);
  sda_session_event event = session_event_of(at_b, SDA_SESSION_OPENED);
  CHECK(same_text(event.node_id, event.node_id_len, "node-a") && event.epoch > 0);
  CHECK(event.status == SDA_OK && event.reason == NULL && event.count == 0);
  CHECK(session_event_of(at_b, SDA_SESSION_RECEIVED).count == 1);
  /* Quiet for a while, both compare. */
  int64_t wake_ms = 0;
  CHECK_OK(sda_session_next_wakeup_at_ms(at_a, &wake_ms, &error));
  CHECK(wake_ms > NOW_MS && wake_ms <= NOW_MS + 1000);
  hand_clock_move(&clock_a, 1000);
  hand_clock_move(&clock_b, 1000);
  session_talk(at_a, at_b);
  CHECK(session_event_of(at_a, SDA_SESSION_CONVERGED).elapsed_ms == 1000);
  CHECK_NOTHING(sda_session_next_wakeup_at_ms(at_a, &wake_ms, &error));
  CHECK_OK(sda_session_close(at_a, &error));
  CHECK_OK(sda_session_close(at_a, &error));
  session_send(at_a, at_b);
  event = session_event_of(at_b, SDA_SESSION_CLOSED);
  CHECK(event.status == SDA_OK && event.reason_len == 0);
  CHECK(session_state_of(at_b).phase == SDA_PHASE_CLOSED);
  CHECK_FAILS(sda_session_handle(at_b, TEXT("SF"), &error), SDA_ERROR_INVALID_STATE, "closed");
  CHECK(peer_status_of(a, "node-b").is_connected == 0);
  sda_session_free(at_a);
  sda_session_free(at_b);
  engine_end(a);
  engine_end(b);
}

/* Of each side of a conflict, the peer whose session brought it. */
static void the_peer_that_brought_a_side_is_told(void) {
  sda_error *error = NULL;
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_engine *a = node_of("node-a", &clock), *b = node_of("node-b", &clock);
  joined(a, "node-a", b, "node-b");
  engine_submit(a, "k", "1", NULL);
  engine_submit(b, "k", "2", NULL);
  sda_session *at_a = session_of(a, "node-b"), *at_b = session_of(b, "node-a");
  session_talk(at_a, at_b);
  sda_conflicts *conflicts = NULL;
  CHECK_OK(sda_store_conflicts(a, TEXT(""), 1, &conflicts, &error));
  for (size_t at = 0; at < 2; at++) {
    sda_conflict_side side;
    memset(&side, 0xa5, sizeof side);
    side.struct_size = sizeof side;
    CHECK_OK(sda_conflicts_side(conflicts, 0, at, &side, &error));
    int is_own = same_text(side.node_id, side.node_id_len, "node-a");
    CHECK(is_own ? side.peer_id == NULL : same_text(side.peer_id, side.peer_id_len, "node-b"));
  }
  sda_conflicts_free(conflicts);
  sda_session_free(at_a);
  sda_session_free(at_b);
  engine_end(a);
  engine_end(b);
}

/* A stream has no frames: what comes is cut at the lengths that the heads say. */
static void a_stream_is_cut_into_frames(void) {
  sda_error *error = NULL;
  hand_clock clock_a = hand_clock_of(NOW_MS, 0), clock_b = hand_clock_of(NOW_MS, 0);
  sda_engine *a = node_of("node-a", &clock_a), *b = node_of("node-b", &clock_b);
  joined(a, "node-a", b, "node-b");
  engine_submit(a, "k", "v", NULL);
  sda_session *at_a = session_of(a, "node-b"), *at_b = session_of(b, "node-a");
  for (int round = 0; round < 4; round++) {
    uint8_t stream[65536];
    size_t filled = 0;
    uint64_t length = 77;
    sda_buf frame = buf_empty();
    while (sda_session_poll_transmit(at_a, 65536, &frame, &error) == SDA_OK) {
      memcpy(stream + filled, frame.ptr, frame.len);
      filled += frame.len;
    }
    sda_buf_free(&frame);
    if (filled > 0) {
      CHECK_NOTHING(sda_frame_bytes(stream, 23, 1 << 20, &length, &error));
      CHECK(length == 77);
    }
    for (size_t at = 0; at < filled; at += (size_t)length) {
      CHECK_OK(sda_frame_bytes(stream + at, 24, 1 << 20, &length, &error));
      CHECK(length >= 24 && length <= filled - at);
      CHECK_OK(sda_session_handle(at_b, stream + at, (size_t)length, &error));
    }
    session_send(at_b, at_a);
  }
  CHECK(engine_shows(b, "k", "v"));
  uint64_t length = 77;
  CHECK_NOTHING(sda_frame_bytes(NULL, 0, 1 << 20, &length, &error));
  CHECK_FAILS(sda_frame_bytes(TEXT("GET / HTTP/1.1"), 1 << 20, &length, &error),
              SDA_ERROR_CORRUPTED, "SF");
  CHECK(length == 77);
  sda_session_free(at_a);
  sda_session_free(at_b);
  engine_end(a);
  engine_end(b);
}

static void who_is_not_registered_is_refused_or_taken_in(void) {
  sda_error *error = NULL;
  hand_clock clock_a = hand_clock_of(NOW_MS, 0), clock_b = hand_clock_of(NOW_MS, 0);
  sda_engine *a = node_of("node-a", &clock_a), *b = node_of("node-b", &clock_b);
  CHECK_OK(sda_peer_register(a, TEXT("node-b"), 0, &error));
  sda_session_options options = session_options_of("node-a");
  sda_session *at_a = session_of(a, "node-b"), *at_b = NULL;
  sda_buf frame = buf_empty();
  CHECK_FAILS(sda_session_open(b, &options, &at_b, &error), SDA_ERROR_NOT_FOUND, "node-a");
  CHECK(at_b == NULL);
  at_b = session_of(b, "");
  CHECK_OK(sda_session_poll_transmit(at_a, 65536, &frame, &error));
  CHECK_FAILS(sda_session_handle(at_b, frame.ptr, frame.len, &error),
              SDA_ERROR_PERMISSION_DENIED, "node-a");
  CHECK(session_state_of(at_b).phase == SDA_PHASE_CLOSED);
  sda_session_event event = session_event_of(at_b, SDA_SESSION_CLOSED);
  CHECK(event.status == SDA_ERROR_PERMISSION_DENIED && event.reason_len > 0);
  sda_session_free(at_b);

  options.node_id_len = 0;
  options.accept_unknown = 1;
  options.accept_lease_ms = 5000;
  CHECK_OK(sda_session_open(b, &options, &at_b, &error));
  CHECK_OK(sda_session_handle(at_b, frame.ptr, frame.len, &error));
  CHECK(peer_status_of(b, "node-a").lease_ms == 5000);
  sda_buf_free(&frame);
  sda_session_free(at_a);
  sda_session_free(at_b);
  engine_end(a);
  engine_end(b);
}

static void options_out_of_range_are_refused(void) {
  sda_error *error = NULL;
  sda_session *session = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_session_options options = session_options_of("");
  CHECK_FAILS(sda_session_open(engine, &options, &session, &error), SDA_ERROR_INVALID_STATE, "");
  engine_attach(engine, "node-a");
#define REFUSED(naming)                                                                        \
  CHECK_FAILS(sda_session_open(engine, &options, &session, &error), SDA_ERROR_INVALID_ARGUMENT, \
              naming);                                                                         \
  CHECK(session == NULL);                                                                      \
  options = session_options_of("")
  options.frame_bytes_max = 511;
  REFUSED("511");
  options.frame_bytes_max = (64u << 20) + 1;
  REFUSED("67108865");
  options.window_bytes = 0;
  REFUSED("window");
  options.accept_unknown = 1;
  options.accept_lease_ms = -1;
  REFUSED("-1");
  options.snapshot_step_bytes = 0;
  REFUSED("0");
  options.struct_size = 12;
  REFUSED("struct_size 12");
  options = session_options_of("node-\xff");
  REFUSED("UTF-8");
#undef REFUSED
  session = session_of(engine, "");
  sda_buf frame = buf_empty();
  CHECK_FAILS(sda_session_poll_transmit(session, 1023, &frame, &error), SDA_ERROR_INVALID_ARGUMENT,
              "1023");
  sda_session_event event;
  sda_session_state_info state;
  event.struct_size = state.struct_size = 7;
  CHECK_FAILS(sda_session_poll_event(session, &event, &error), SDA_ERROR_INVALID_ARGUMENT, "7");
  CHECK_FAILS(sda_session_state(session, &state, &error), SDA_ERROR_INVALID_ARGUMENT, "7");
  CHECK(frame.ptr == NULL);
  sda_session_free(session);
  engine_end(engine);
}

static void hostile_bytes_change_nothing(void) {
  sda_error *error = NULL;
  hand_clock clock_a = hand_clock_of(NOW_MS, 0), clock_b = hand_clock_of(NOW_MS, 0);
  sda_engine *a = node_of("node-a", &clock_a), *b = node_of("node-b", &clock_b);
  joined(a, "node-a", b, "node-b");
  sda_session *at_a = session_of(a, "node-b"), *at_b = session_of(b, "node-a");
  session_talk(at_a, at_b);
  engine_submit(a, "k", "v", NULL);
  sda_buf frame = buf_empty();
  CHECK_OK(sda_session_poll_transmit(at_a, 65536, &frame, &error));
  for (size_t at = 0; at < frame.len; at++) {
    frame.ptr[at] ^= 0x10;
    sda_status status = sda_session_handle(at_b, frame.ptr, frame.len, NULL);
    CHECK(status == SDA_OK || status == SDA_ERROR_CORRUPTED ||
          status == SDA_ERROR_UNSUPPORTED_FORMAT || status == SDA_ERROR_INVALID_ARGUMENT);
    frame.ptr[at] ^= 0x10;
    CHECK(engine_shows(b, "k", NULL));
  }
  CHECK(session_state_of(at_b).phase == SDA_PHASE_OPEN);
  CHECK(peer_status_of(b, "node-a").rejected_frame_count >= frame.len - 1);
  CHECK_OK(sda_session_handle(at_b, NULL, 0, &error));
  CHECK_OK(sda_session_handle(at_b, frame.ptr, frame.len, &error));
  CHECK(engine_shows(b, "k", "v"));
  sda_buf_free(&frame);
  sda_session_free(at_a);
  sda_session_free(at_b);
  engine_end(a);
  engine_end(b);
}

static void a_session_that_is_freed_owes_what_was_under_way(void) {
  sda_error *error = NULL;
  hand_clock clock_a = hand_clock_of(NOW_MS, 0), clock_b = hand_clock_of(NOW_MS, 0);
  sda_engine *a = node_of("node-a", &clock_a), *b = node_of("node-b", &clock_b);
  joined(a, "node-a", b, "node-b");
  sda_session *at_a = session_of(a, "node-b"), *at_b = session_of(b, "node-a");
  session_talk(at_a, at_b);
  engine_submit(a, "k", "v", NULL);
  sda_buf frame = buf_empty();
  CHECK_OK(sda_session_poll_transmit(at_a, 65536, &frame, &error)); /* and lost */
  CHECK(engine_state(a).in_flight_count == 1 && session_state_of(at_a).in_flight_count == 1);
  CHECK(peer_status_of(a, "node-b").in_flight_count == 1);
  sda_session_free(at_a);
  CHECK(engine_state(a).in_flight_count == 0 && engine_state(a).queued_count == 1);
  CHECK(peer_status_of(a, "node-b").is_connected == 0);
  CHECK(peer_status_of(a, "node-b").in_flight_count == 0);
  sda_buf_free(&frame);
  sda_session_free(at_b);
  engine_end(a);
  engine_end(b);
}

static void a_session_answers_closed_after_the_close(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_buf frame = buf_empty();
  sda_session_event event;
  sda_session_state_info state;
  int64_t at_ms = 77;
  memset(&event, 0, sizeof event);
  memset(&state, 0, sizeof state);
  event.struct_size = sizeof event;
  state.struct_size = sizeof state;
  engine_attach(engine, "node-a");
  sda_session *session = session_of(engine, "");
  engine_end(engine);
#define CLOSED(call) CHECK_FAILS(call, SDA_ERROR_CLOSED, "closed")
  CLOSED(sda_session_handle(session, TEXT("SF"), &error));
  CLOSED(sda_session_poll_transmit(session, 65536, &frame, &error));
  CLOSED(sda_session_poll_event(session, &event, &error));
  CLOSED(sda_session_next_wakeup_at_ms(session, &at_ms, &error));
  CLOSED(sda_session_state(session, &state, &error));
  CLOSED(sda_session_close(session, &error));
#undef CLOSED
  CHECK(frame.ptr == NULL && at_ms == 77 && state.phase == 0 && event.event_type == 0);
  sda_session_free(session);
}

int main(void) {
  two_nodes_become_equal_and_say_so();
  the_peer_that_brought_a_side_is_told();
  a_stream_is_cut_into_frames();
  who_is_not_registered_is_refused_or_taken_in();
  options_out_of_range_are_refused();
  hostile_bytes_change_nothing();
  a_session_that_is_freed_owes_what_was_under_way();
  a_session_answers_closed_after_the_close();
  return 0;
}
