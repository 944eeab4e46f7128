/* SPDX-License-Identifier: Apache-2.0 */
/* Clients over TCP on this machine: keys, calls, acknowledgements, events, finding each other. */
#include "check.h"
#include "client.h"

#define TURNS 60000

typedef struct keys {
  sda_buf secret;
  sda_buf public_key;
} keys;

static keys keys_make(void) {
  sda_error *error = NULL;
  keys made;
  memset(&made, 0, sizeof made);
  CHECK_OK(sda_keys_generate(&made.secret, &made.public_key, &error));
  CHECK(made.secret.len == 32 && made.public_key.len == 32);
  return made;
}

static void keys_free(keys *gone) {
  sda_buf_free(&gone->secret);
  sda_buf_free(&gone->public_key);
}

static sda_client_options net_options(void) {
  sda_client_options options;
  memset(&options, 0xa5, sizeof options);
  options.struct_size = sizeof options;
  CHECK(sda_client_options_init(&options) == SDA_OK);
  options.transport_enabled = 1;
  options.transport_host = (const uint8_t *)"127.0.0.1";
  options.transport_host_len = 9;
  return options;
}

static sda_client *net_client(const char *node, const sda_client_options *options) {
  sda_options engine = options_of(NULL);
  sda_sync_options sync = sync_options_of(node);
  sda_client *client = NULL;
  sda_error *error = NULL;
  engine.seed = 0; /* with equal seeds, both would take the other for themselves */
  CHECK_OK(sda_client_open(&engine, &sync, options, &client, &error));
  return client;
}

static uint32_t port_of(const sda_client *client) {
  sda_error *error = NULL;
  uint32_t port = 0;
  CHECK_OK(sda_client_transport_running(client, &port, &error));
  CHECK(port != 0);
  return port;
}

/* Lets both move until the operation is acknowledged. */
static void until_acknowledged(sda_client *from, sda_client *to, uint64_t version) {
  sda_error *error = NULL;
  uint32_t status = 0;
  int turn = 0;
  for (; status != SDA_STATUS_APPLIED; turn++) {
    CHECK(turn < TURNS);
    client_tick(from, 0);
    CHECK_OK(sda_client_wait(to, 1, NULL, &error));
    CHECK_OK(sda_client_status_of(from, version, &status, &error));
  }
}

/* Takes all events; whether one of that type, or of that type in a session, is among them. */
static int has_event(sda_client *client, uint32_t type, uint32_t session, const char *node) {
  sda_client_events *events = NULL;
  sda_error *error = NULL;
  sda_client_event event;
  int found = 0;
  memset(&event, 0, sizeof event);
  event.struct_size = sizeof event;
  CHECK_OK(sda_client_poll_events(client, 10000, &events, &error));
  for (size_t at = 0; at < sda_client_events_len(events); at++) {
    CHECK_OK(sda_client_events_get(events, at, &event, &error));
    found |= event.event_type == type && event.session_event == session &&
             (node == NULL || same_text(event.node_id, event.node_id_len, node));
  }
  CHECK_NOTHING(sda_client_events_get(events, sda_client_events_len(events), &event, &error));
  sda_client_events_free(events);
  return found;
}

static void two_with_each_others_keys_meet_and_a_third_does_not(void) {
  sda_error *error = NULL;
  keys a_keys = keys_make(), b_keys = keys_make(), c_keys = keys_make();
  sda_client_options options = net_options();
  uint64_t version = 0, count = 0;

  options.secret_key_len = 32;
  options.secret_key = a_keys.secret.ptr;
  sda_client *a = net_client("node-a", &options);
  options.secret_key = b_keys.secret.ptr;
  sda_client *b = net_client("node-b", &options);
  options.secret_key = c_keys.secret.ptr;
  sda_client *c = net_client("node-c", &options);
  CHECK_OK(sda_client_trust(a, TEXT("node-b"), b_keys.public_key.ptr, 32, &error));
  CHECK_OK(sda_client_trust(b, TEXT("node-a"), a_keys.public_key.ptr, 32, &error));
  CHECK_OK(sda_client_trust(c, TEXT("node-a"), a_keys.public_key.ptr, 32, &error));
  CHECK_NOTHING(sda_client_transport_running(a, NULL, &error));
  CHECK_FAILS(sda_client_process_transport_events(a, 1, &count, &error), SDA_ERROR_INVALID_STATE,
              "not running");
  CHECK_OK(sda_client_start_transport(a, &error));
  CHECK_OK(sda_client_start_transport(a, &error)); /* again, which does nothing */
  CHECK_OK(sda_client_start_transport(b, &error));
  CHECK_OK(sda_client_start_transport(c, &error));

  CHECK_FAILS(sda_client_connect(a, TEXT("node-x"), TEXT("127.0.0.1"), 9, &error),
              SDA_ERROR_PERMISSION_DENIED, "node-x");
  CHECK_FAILS(sda_client_connect(a, TEXT("node-b"), TEXT("127.0.0.1"), 65536, &error),
              SDA_ERROR_INVALID_ARGUMENT, "port 65536");
  CHECK_OK(sda_client_connect(a, TEXT("node-b"), TEXT("127.0.0.1"), port_of(b), &error));
  CHECK_OK(sda_client_connect(c, TEXT("node-a"), TEXT("127.0.0.1"), port_of(a), &error));
  CHECK_OK(sda_client_put(a, TEXT("k"), TEXT("v"), &version, &error));
  until_acknowledged(a, b, version);
  CHECK(client_shows(b, "k", "v"));
  CHECK(client_state(a).acknowledged_count == 1 && client_state(a).in_flight_count == 0);
  CHECK(has_event(b, SDA_CLIENT_SESSION, SDA_SESSION_RECEIVED, "node-a"));

  /* Whom nobody trusts gets nothing, and both sides are told. */
  int refused = 0, unreachable = 0;
  for (int turn = 0; !refused || !unreachable; turn++) {
    CHECK(turn < TURNS);
    client_tick(a, 0);
    CHECK_OK(sda_client_wait(c, 1, &count, &error));
    refused |= has_event(a, SDA_CLIENT_REFUSED, 0, NULL);
    unreachable |= has_event(c, SDA_CLIENT_UNREACHABLE, 0, "node-a");
  }
  CHECK(client_shows(c, "k", NULL));

  CHECK_OK(sda_client_disconnect(a, TEXT("node-b"), &error));
  CHECK_FAILS(sda_client_disconnect(a, TEXT("node-b"), &error), SDA_ERROR_NOT_FOUND, "node-b");
  CHECK_OK(sda_client_stop_transport(a, &error));
  CHECK_NOTHING(sda_client_transport_running(a, NULL, &error));
  CHECK_OK(sda_client_close(a, &error));
  CHECK_OK(sda_client_close(b, &error));
  CHECK_OK(sda_client_close(c, &error));
  keys_free(&a_keys);
  keys_free(&b_keys);
  keys_free(&c_keys);
}

static void without_a_key_nothing_leaves_this_machine(void) {
  sda_error *error = NULL;
  sda_client_options options = net_options();
  keys mine = keys_make();
  sda_client *client = net_client("node-a", &options);
  CHECK_OK(sda_client_start_transport(client, &error));
  CHECK_FAILS(sda_client_connect(client, TEXT("node-b"), TEXT("192.0.2.1"), 9, &error),
              SDA_ERROR_PERMISSION_DENIED, "192.0.2.1");
  CHECK_FAILS(sda_client_trust(client, TEXT("node-b"), mine.public_key.ptr, 32, &error),
              SDA_ERROR_INVALID_STATE, "secret key");
  CHECK_OK(sda_client_close(client, &error));
  options.transport_host = (const uint8_t *)"0.0.0.0";
  options.transport_host_len = 7;
  client = net_client("node-a", &options);
  CHECK_FAILS(sda_client_start_transport(client, &error), SDA_ERROR_PERMISSION_DENIED, "0.0.0.0");
  CHECK_OK(sda_client_close(client, &error));
  keys_free(&mine);
}

static void two_find_each_other_and_connect(void) {
  sda_error *error = NULL;
  keys group = keys_make();
  sda_client_options options = net_options();
  sda_known_peers *peers = NULL;
  sda_known_peer peer;
  uint64_t version = 0;
  options.group_key = group.secret.ptr;
  options.group_key_len = 32;
  options.discovery_enabled = 1;
  options.discovery_host = (const uint8_t *)"127.0.0.1";
  options.discovery_host_len = 9;
  options.discovery_port = 20000 + (uint32_t)getpid() % 12000;
  sda_client *a = net_client("node-a", &options), *b = net_client("node-b", &options);
  CHECK_NOTHING(sda_client_discovery_running(a, &error));
  CHECK_OK(sda_client_start_transport(a, &error));
  CHECK_OK(sda_client_start_discovery(a, &error));
  CHECK_OK(sda_client_start_discovery(a, &error));
  CHECK_OK(sda_client_discovery_running(a, &error));
  CHECK_OK(sda_client_start_transport(b, &error));
  CHECK_OK(sda_client_start_discovery(b, &error));
  CHECK_OK(sda_client_put(a, TEXT("k"), TEXT("v"), &version, &error));
  until_acknowledged(a, b, version);
  CHECK(client_shows(b, "k", "v"));

  memset(&peer, 0, sizeof peer);
  peer.struct_size = sizeof peer;
  for (int turn = 0; peer.is_found == 0; turn++) {
    CHECK(turn < TURNS);
    client_tick(a, 0);
    CHECK_OK(sda_client_wait(b, 1, NULL, &error));
    sda_known_peers_free(peers);
    CHECK_OK(sda_client_peers(b, &peers, &error));
    CHECK(sda_known_peers_len(peers) == 1);
    CHECK_OK(sda_known_peers_get(peers, 0, &peer, &error));
  }
  CHECK(same_text(peer.node_id, peer.node_id_len, "node-a"));
  CHECK(same_text(peer.host, peer.host_len, "127.0.0.1"));
  CHECK(peer.is_connected == 1 && peer.port == port_of(a));
  CHECK_NOTHING(sda_known_peers_get(peers, 1, &peer, &error));
  sda_known_peers_free(peers);

  CHECK_OK(sda_client_stop_discovery(a, &error));
  CHECK_NOTHING(sda_client_discovery_running(a, &error));
  CHECK_OK(sda_client_close(a, &error));
  CHECK_OK(sda_client_close(b, &error));
  keys_free(&group);
}

static void options_out_of_range_open_nothing(void) {
  sda_error *error = NULL;
  sda_options engine = options_of(NULL);
  sda_sync_options sync = sync_options_of("node-a");
  sda_client *client = NULL;
  sda_client_options options = net_options();
  uint8_t key[33];
  memset(key, 7, sizeof key);
#define REFUSED_WITH(naming)                                                   \
  CHECK_FAILS(sda_client_open(&engine, &sync, &options, &client, &error),      \
              SDA_ERROR_INVALID_ARGUMENT, naming);                             \
  options = net_options()
  options.transport_port = 65536;
  REFUSED_WITH("port 65536");
  options.transport_host_len = 0;
  REFUSED_WITH("host is empty");
  options.group_key = key;
  options.group_key_len = 31;
  REFUSED_WITH("31 bytes");
  options.group_key = key;
  options.secret_key = key;
  options.group_key_len = options.secret_key_len = 32;
  REFUSED_WITH("a group key and a secret key");
  options.keepalive_ms = 0;
  REFUSED_WITH("keepalive of 0 ms");
  options.lease_ms = -1;
  REFUSED_WITH("lease of -1 ms");
  options.discovery_enabled = 1;
  REFUSED_WITH("discovery");
  options.reserved_2 = 1;
  REFUSED_WITH("reserved_2 is 1");
  CHECK(client == NULL);
}

int main(void) {
  two_with_each_others_keys_meet_and_a_third_does_not();
  without_a_key_nothing_leaves_this_machine();
  two_find_each_other_and_connect();
  options_out_of_range_open_nothing();
  return 0;
}
