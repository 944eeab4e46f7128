/* SPDX-License-Identifier: Apache-2.0 */
/* Links of clients that the application carries over channels of its own. */
#include "client.h"

/* One turn of one end; what is due goes in at the other. */
static void carry(const sda_client *from, uint64_t link, const sda_client *to, uint64_t other) {
  sda_error *error = NULL;
  sda_buf message = buf_empty();
  sda_status status = SDA_OK;
  client_tick(from, 0);
  while ((status = sda_client_next_message(from, link, &message, &error)) == SDA_OK) {
    CHECK_OK(sda_client_receive(to, other, message.ptr, message.len, &error));
  }
  CHECK(status == SDA_NOTHING);
  sda_buf_free(&message);
}

static sda_client *open_client(const char *node) {
  sda_options engine = options_of(NULL);
  sda_sync_options sync = sync_options_of(node);
  sda_client *client = NULL;
  sda_error *error = NULL;
  engine.seed = 0; /* with equal seeds, both would take the other for themselves */
  CHECK_OK(sda_client_open(&engine, &sync, NULL, &client, &error));
  return client;
}

static void what_is_carried_arrives_and_is_acknowledged(void) {
  sda_error *error = NULL;
  sda_client *a = open_client("node-a"), *b = open_client("node-b");
  uint64_t to_b = 0, to_a = 0, version = 0;
  uint32_t status = SDA_STATUS_QUEUED;
  CHECK_FAILS(sda_client_open_link(a, TEXT("node-b"), 1, &to_b, &error),
              SDA_ERROR_INVALID_STATE, "no links are carried");
  CHECK_OK(sda_client_start_carrying(a, &error));
  CHECK_OK(sda_client_start_carrying(b, &error));
  CHECK_OK(sda_client_transport_running(a, NULL, &error));
  CHECK_FAILS(sda_client_open_link(a, TEXT(""), 1, &to_b, &error), SDA_ERROR_INVALID_ARGUMENT, "");
  CHECK_OK(sda_client_open_link(a, TEXT("node-b"), 1, &to_b, &error));
  CHECK_OK(sda_client_open_link(b, TEXT("node-a"), 0, &to_a, &error));
  CHECK_OK(sda_client_put(a, TEXT("k"), TEXT("v"), &version, &error));
  for (int turn = 0; turn < 1000 && status != SDA_STATUS_APPLIED; turn++) {
    carry(a, to_b, b, to_a);
    carry(b, to_a, a, to_b);
    CHECK_OK(sda_client_status_of(a, version, &status, &error));
  }
  CHECK(status == SDA_STATUS_APPLIED && client_shows(b, "k", "v"));

  /* A channel that is gone: the link is over at both calls, and what is owed stays owed. */
  sda_buf message = buf_empty();
  CHECK_OK(sda_client_close_link(a, to_b, &error));
  CHECK_OK(sda_client_close_link(a, to_b, &error));
  CHECK_FAILS(sda_client_next_message(a, to_b, &message, &error), SDA_ERROR_CLOSED, "");
  CHECK_FAILS(sda_client_receive(a, to_b, message.ptr, message.len, &error), SDA_ERROR_CLOSED, "");
  sda_buf_free(&message);
  CHECK_OK(sda_client_put(a, TEXT("k"), TEXT("later"), &version, &error));
  client_tick(a, 0);
  CHECK_OK(sda_client_status_of(a, version, &status, &error));
  CHECK(status == SDA_STATUS_QUEUED);

  CHECK_OK(sda_client_stop_transport(a, &error));
  CHECK_FAILS(sda_client_close_link(a, to_b, &error), SDA_ERROR_INVALID_STATE, "");
  CHECK_OK(sda_client_close(a, &error));
  CHECK_OK(sda_client_close(b, &error));
}

int main(void) {
  what_is_carried_arrives_and_is_acknowledged();
  return 0;
}
