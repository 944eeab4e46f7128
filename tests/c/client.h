/* SPDX-License-Identifier: Apache-2.0 */
/* Clients in one call. Include it after check.h. */
#ifndef SDA_TESTS_CLIENT_H
#define SDA_TESTS_CLIENT_H

#include "check.h"

/* A client at `path`, or in memory when it is NULL. */
static inline sda_client *client_of(const char *path, const char *node) {
  sda_options engine = options_of(path);
  sda_sync_options sync = sync_options_of(node);
  sda_client *client = NULL;
  sda_error *error = NULL;
  CHECK_OK(sda_client_open(&engine, &sync, NULL, &client, &error));
  CHECK(client != NULL);
  return client;
}

static inline sda_sync_state client_state(const sda_client *client) {
  sda_sync_state state;
  sda_error *error = NULL;
  memset(&state, 0, sizeof state);
  state.struct_size = sizeof state;
  CHECK_OK(sda_client_sync_state(client, &state, &error));
  return state;
}

static inline sda_client_turn client_tick(const sda_client *client, uint32_t prune) {
  sda_client_turn turn;
  sda_error *error = NULL;
  memset(&turn, 0, sizeof turn);
  turn.struct_size = sizeof turn;
  CHECK_OK(sda_client_tick(client, prune, &turn, &error));
  return turn;
}

/* Whether the client shows the value; NULL for "the key is not shown". */
static inline int client_shows(const sda_client *client, const char *key, const char *value) {
  sda_buf found = buf_empty();
  sda_error *error = NULL;
  sda_status status = sda_client_get(client, TEXT(key), &found, &error);
  int shows = value == NULL ? status == SDA_NOTHING
                            : status == SDA_OK && same_text(found.ptr, found.len, value);
  CHECK(error == NULL);
  sda_buf_free(&found);
  return shows;
}

#endif
