/* SPDX-License-Identifier: Apache-2.0 */
/* Two clients over a channel that the library knows nothing of: here the messages go from hand to
 * hand, elsewhere over a radio or a web socket. */
#include "softadastra.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(sda_status status) {
  if (status < 0) {
    fprintf(stderr, "%s\n", sda_status_name(status));
    exit(1);
  }
}

static sda_client *open_client(const char *name) {
  sda_options engine = {.struct_size = sizeof engine};
  sda_sync_options sync = {.struct_size = sizeof sync};
  sda_client *client = NULL;
  must(sda_options_init(&engine));
  must(sda_sync_options_init(&sync));
  engine.durability = SDA_DURABILITY_MEMORY_ONLY;
  sync.node_id = (const uint8_t *)name;
  sync.node_id_len = strlen(name);
  must(sda_client_open(&engine, &sync, NULL, &client, NULL));
  must(sda_client_start_carrying(client, NULL));
  return client;
}

/* One turn: what is due at one end goes in at the other. */
static void carry(sda_client *from, uint64_t link, sda_client *to, uint64_t other) {
  sda_client_turn turn = {.struct_size = sizeof turn};
  sda_buf message = {0};
  must(sda_client_tick(from, 0, &turn, NULL));
  while (sda_client_next_message(from, link, &message, NULL) == SDA_OK) {
    must(sda_client_receive(to, other, message.ptr, message.len, NULL));
  }
  sda_buf_free(&message);
}

int main(void) {
  sda_client *field = open_client("field"), *office = open_client("office");
  uint64_t version = 0, to_office = 0, to_field = 0;
  uint32_t status = 0;
  sda_buf found = {0};
  must(sda_client_put(field, (const uint8_t *)"well/4", 6, (const uint8_t *)"dry", 3, &version, NULL));
  /* The field calls, so the channel is its own at that end alone. */
  must(sda_client_open_link(field, (const uint8_t *)"office", 6, 1, &to_office, NULL));
  must(sda_client_open_link(office, (const uint8_t *)"field", 5, 0, &to_field, NULL));
  for (int at = 0; at < 1000; ++at) {
    carry(field, to_office, office, to_field);
    carry(office, to_field, field, to_office);
  }
  must(sda_client_get(office, (const uint8_t *)"well/4", 6, &found, NULL));
  must(sda_client_status_of(field, version, &status, NULL));
  printf("office: %.*s\nacknowledged: %s\n", (int)found.len, (const char *)found.ptr,
         status == SDA_STATUS_APPLIED ? "yes" : "no");
  sda_buf_free(&found);
  must(sda_client_close(field, NULL));
  must(sda_client_close(office, NULL));
}
