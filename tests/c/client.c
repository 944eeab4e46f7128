/* SPDX-License-Identifier: Apache-2.0 */
/* A client alone: writes, reads, turns, restarts, and its engine beside it. */
#include "check.h"
#include "client.h"

static void what_is_put_is_there_and_owed(void) {
  sda_error *error = NULL;
  sda_client *client = client_of(NULL, "node-a");
  uint64_t version = 0, len = 9, count = 9;
  uint32_t status = 0;
  sda_client_turn turn;

  CHECK_NOTHING(sda_client_contains(client, TEXT("k"), &error));
  CHECK_OK(sda_client_put(client, TEXT("k"), TEXT("v"), &version, &error));
  CHECK(client_shows(client, "k", "v") && version == 1);
  CHECK_OK(sda_client_contains(client, TEXT("k"), &error));
  CHECK_OK(sda_client_len(client, &len, &error));
  CHECK(len == 1);
  CHECK_FAILS(sda_client_put(client, TEXT(""), TEXT("v"), NULL, &error),
              SDA_ERROR_INVALID_ARGUMENT, "key cannot be empty");

  sda_sync_state state = client_state(client);
  CHECK(state.outbox_size == 1 && state.queued_count == 1 && state.last_submitted_version == 1);
  CHECK_OK(sda_client_status_of(client, version, &status, &error));
  CHECK(status == SDA_STATUS_QUEUED);
  CHECK_NOTHING(sda_client_status_of(client, 99, &status, &error));

  /* Nobody is there: it is selected once, stays queued, and costs no attempts. */
  turn = client_tick(client, 1);
  CHECK(turn.retried_count == 0 && turn.pruned_count == 0 && turn.batch_size == 1);
  turn = client_tick(client, 1);
  CHECK(turn.batch_size == 0);
  state = client_state(client);
  CHECK(state.queued_count == 1 && state.in_flight_count == 0 && state.acknowledged_count == 0);

  CHECK_OK(sda_client_remove(client, TEXT("k"), NULL, &error));
  CHECK(client_shows(client, "k", NULL));
  CHECK_OK(sda_client_retry_expired(client, &count, &error));
  CHECK(count == 0);
  CHECK_OK(sda_client_prune_completed(client, &count, &error));
  CHECK(count == 0);
  CHECK_OK(sda_client_prune_failed(client, &count, &error));
  CHECK(count == 0);
  CHECK_OK(sda_client_close(client, &error));
}

static void without_acks_nothing_is_acknowledged_and_nothing_waits(void) {
  sda_error *error = NULL;
  sda_options engine = options_of(NULL);
  sda_sync_options sync = sync_options_of("node-a");
  sda_client *client = NULL;
  uint32_t status = 0;
  sync.require_ack = 0;
  CHECK_OK(sda_client_open(&engine, &sync, NULL, &client, &error));
  CHECK_OK(sda_client_put(client, TEXT("k"), TEXT("v"), NULL, &error));
  CHECK(client_tick(client, 0).batch_size == 1);
  sda_sync_state state = client_state(client);
  CHECK(state.outbox_size == 1 && state.acknowledged_count == 0);
  CHECK(state.queued_count == 0 && state.in_flight_count == 0 && state.failed_count == 0);
  CHECK_OK(sda_client_status_of(client, 1, &status, &error));
  CHECK(status == SDA_STATUS_IN_FLIGHT);
  CHECK(client_tick(client, 1).pruned_count == 1);
  CHECK_NOTHING(sda_client_status_of(client, 1, &status, &error));
  CHECK_OK(sda_client_close(client, &error));
}

static void a_client_comes_back_with_what_it_owes(void) {
  folder in = folder_make();
  char path[128];
  sda_error *error = NULL;
  sda_client *second = NULL;
  sda_client *client = client_of(folder_file(&in, "client.wal", path), "node-a");
  sda_options engine = options_of(path);
  sda_sync_options sync = sync_options_of("node-a");
  CHECK_OK(sda_client_put(client, TEXT("k"), TEXT("v"), NULL, &error));
  CHECK_FAILS(sda_client_open(&engine, &sync, NULL, &second, &error), SDA_ERROR_LOCKED, path);
  CHECK(second == NULL);
  CHECK_OK(sda_client_close(client, &error));
  client = client_of(path, "node-b");
  CHECK(client_shows(client, "k", "v"));
  CHECK(client_state(client).queued_count == 1);
  CHECK_OK(sda_client_close(client, &error));
  folder_remove(&in);
}

static void its_engine_serves_beside_it_and_ends_with_it(void) {
  sda_error *error = NULL;
  sda_client *client = client_of(NULL, "node-a");
  sda_engine *engine = NULL, *second = NULL;
  sda_scan *scan = NULL;
  sda_entry entry;
  sda_group *group = NULL;
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_OK(sda_client_engine(client, &engine, &error));
  CHECK_OK(sda_client_engine(client, &second, &error));
  CHECK_OK(sda_engine_close(second, &error)); /* only the handle */
  CHECK_OK(sda_group_new(&group, &error));
  CHECK_OK(sda_group_put(group, TEXT("a"), TEXT("1"), &error));
  CHECK_OK(sda_group_put(group, TEXT("b"), TEXT("2"), &error));
  CHECK_OK(sda_group_submit(group, engine, NOW_MS, NULL, &error));
  sda_group_free(group);
  CHECK(client_shows(client, "a", "1") && client_state(client).queued_count == 1);
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_OK(sda_scan_next(scan, &entry, &error));
  CHECK_OK(sda_client_close(client, &error));
  CHECK_FAILS(sda_scan_next(scan, &entry, &error), SDA_ERROR_CLOSED, "closed");
  CHECK_FAILS(sda_engine_flush(engine, &error), SDA_ERROR_CLOSED, "closed");
  sda_scan_free(scan);
  CHECK_OK(sda_engine_close(engine, &error));
}

static void it_says_who_it_is(void) {
  sda_error *error = NULL;
  sda_options engine = options_of(NULL);
  sda_sync_options sync = sync_options_of("node-a");
  sda_client_options options;
  sda_client *client = NULL;
  sda_node_info *info = NULL;
  sda_node_details told;
  const uint8_t *name = NULL;
  size_t name_bytes = 0, at = 0, has_sync = 0;
  char host[256];

  memset(&options, 0xa5, sizeof options);
  options.struct_size = sizeof options;
  CHECK(sda_client_options_init(&options) == SDA_OK);
  CHECK(same_text(options.version, options.version_len, "0.1.0"));
  options.display_name = (const uint8_t *)"Field 7";
  options.display_name_len = 7;
  options.version_len = 0;
  CHECK_FAILS(sda_client_open(&engine, &sync, &options, &client, &error),
              SDA_ERROR_INVALID_ARGUMENT, "version");
  options.version = (const uint8_t *)"2.5";
  options.version_len = 3;
  CHECK_OK(sda_client_open(&engine, &sync, &options, &client, &error));

  memset(&told, 0, sizeof told);
  told.struct_size = sizeof told;
  CHECK_OK(sda_client_node_info(client, 0, &info, &error));
  CHECK_OK(sda_node_info_get(info, &told, &error));
  CHECK(same_text(told.node_id, told.node_id_len, "node-a"));
  CHECK(same_text(told.display_name, told.display_name_len, "Field 7"));
  CHECK(same_text(told.version, told.version_len, "2.5"));
  CHECK(gethostname(host, sizeof host) == 0 && same_text(told.hostname, told.hostname_len, host));
  CHECK(told.os_name_len > 0 && told.started_at_ms > NOW_MS && told.uptime_ms >= 0);
  for (; sda_node_info_capability(info, at, &name, &name_bytes, &error) == SDA_OK; at++) {
    has_sync |= (size_t)same_text(name, name_bytes, "sync");
  }
  CHECK(at == told.capability_count && has_sync == 1);
  CHECK_NOTHING(sda_node_info_capability(info, at, &name, &name_bytes, &error));
  CHECK_OK(sda_client_close(client, &error));
  CHECK(same_text(told.node_id, told.node_id_len, "node-a")); /* the info is the caller's */
  sda_node_info_free(info);
}

int main(void) {
  what_is_put_is_there_and_owed();
  without_acks_nothing_is_acknowledged_and_nothing_waits();
  a_client_comes_back_with_what_it_owes();
  its_engine_serves_beside_it_and_ends_with_it();
  it_says_who_it_is();
  return 0;
}
