/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions in one call, and frames handed from one to the other. Include check.h first. */
#ifndef SDA_TESTS_SESSION_H
#define SDA_TESTS_SESSION_H

static inline sda_session_options session_options_of(const char *peer) {
  sda_session_options options;
  memset(&options, 0xa5, sizeof options);
  options.struct_size = sizeof options;
  CHECK(sda_session_options_init(&options) == SDA_OK);
  options.node_id = (const uint8_t *)peer;
  options.node_id_len = strlen(peer);
  return options;
}

static inline sda_session *session_of(const sda_engine *engine, const char *peer) {
  sda_session_options options = session_options_of(peer);
  sda_session *session = NULL;
  sda_error *error = NULL;
  CHECK_OK(sda_session_open(engine, &options, &session, &error));
  CHECK(session != NULL);
  return session;
}

/* Hands over every frame that one side has to say. Returns how many there were. */
static inline size_t session_send(sda_session *from, sda_session *to) {
  sda_buf frame = buf_empty();
  sda_error *error = NULL;
  size_t count = 0;
  while (sda_session_poll_transmit(from, 65536, &frame, &error) == SDA_OK) {
    CHECK_OK(sda_session_handle(to, frame.ptr, frame.len, &error));
    count++;
  }
  CHECK(error == NULL);
  sda_buf_free(&frame);
  return count;
}

/* Until both have nothing to say. */
static inline void session_talk(sda_session *one, sda_session *other) {
  while (session_send(one, other) + session_send(other, one) > 0) {
  }
}

static inline sda_session_state_info session_state_of(const sda_session *session) {
  sda_session_state_info state;
  sda_error *error = NULL;
  memset(&state, 0xa5, sizeof state);
  state.struct_size = sizeof state;
  CHECK_OK(sda_session_state(session, &state, &error));
  return state;
}

/* The first event of a type among those that wait; they are gone afterwards. */
static inline sda_session_event session_event_of(sda_session *session, uint32_t type) {
  sda_session_event event;
  sda_error *error = NULL;
  memset(&event, 0xa5, sizeof event);
  event.struct_size = sizeof event;
  do {
    CHECK_OK(sda_session_poll_event(session, &event, &error));
  } while (event.event_type != type);
  return event;
}

static inline sda_peer_status_info peer_status_of(const sda_engine *engine, const char *peer) {
  sda_peer_status_info info;
  sda_error *error = NULL;
  memset(&info, 0xa5, sizeof info);
  info.struct_size = sizeof info;
  CHECK_OK(sda_peer_status(engine, TEXT(peer), &info, &error));
  CHECK(info.struct_size == sizeof info && same_text(info.node_id, info.node_id_len, peer));
  return info;
}

#endif
