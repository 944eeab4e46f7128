/* SPDX-License-Identifier: Apache-2.0 */
/* Peers: registered, listed, acknowledged, expired; the status as numbers and as JSON. */
#include "check.h"
#include "clock.h"
#include "session.h"

static void peers_are_registered_listed_and_let_go(void) {
  sda_error *error = NULL;
  sda_peers *peers = NULL;
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_options options = options_with_clock(NULL, &clock);
  sda_engine *engine = NULL;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_attach(engine, "node-a");
  CHECK_OK(sda_peer_register(engine, TEXT("node-c"), 0, &error));
  CHECK_OK(sda_peer_register(engine, TEXT("node-b"), 1000, &error));
  CHECK_OK(sda_peer_register(engine, TEXT("node-b"), 2000, &error));
  CHECK_FAILS(sda_peer_register(engine, TEXT("node-a"), 0, &error), SDA_ERROR_INVALID_ARGUMENT,
              "node-a");
  CHECK_FAILS(sda_peer_register(engine, TEXT("node-d"), -1, &error), SDA_ERROR_INVALID_ARGUMENT,
              "-1");
  CHECK_OK(sda_peer_list(engine, &peers, &error));
  CHECK(sda_peers_len(peers) == 2);
  sda_peer_status_info info;
  memset(&info, 0xa5, sizeof info);
  info.struct_size = sizeof info;
  CHECK_NOTHING(sda_peers_get(peers, 2, &info, &error));
  CHECK_OK(sda_peers_get(peers, 0, &info, &error));
  CHECK(same_text(info.node_id, info.node_id_len, "node-b") && info.lease_ms == 2000);
  CHECK(info.seen_at_ms == NOW_MS && info.lease_ends_at_ms == NOW_MS + 2000);
  CHECK(info.oldest_pending_age_ms == -1 && info.reserved == 0 && info.last_error == SDA_OK);
  sda_peers_free(peers);
  CHECK(peer_status_of(engine, "node-c").lease_ends_at_ms == 0);

  CHECK_OK(sda_peers_expire(engine, &peers, &error));
  CHECK(sda_peers_len(peers) == 0);
  sda_peers_free(peers);
  hand_clock_move(&clock, 2001);
  CHECK_OK(sda_peers_expire(engine, &peers, &error));
  CHECK(sda_peers_len(peers) == 1);
  CHECK_OK(sda_peers_get(peers, 0, &info, &error));
  CHECK(same_text(info.node_id, info.node_id_len, "node-b"));
  CHECK(sda_peers_expire(engine, NULL, NULL) == SDA_OK);
  CHECK_FAILS(sda_peer_status(engine, TEXT("node-b"), &info, &error), SDA_ERROR_NOT_FOUND,
              "node-b");
  CHECK_OK(sda_peer_remove(engine, TEXT("node-c"), &error));
  CHECK_FAILS(sda_peer_remove(engine, TEXT("node-c"), &error), SDA_ERROR_NOT_FOUND, "node-c");
  engine_end(engine);
  /* The list goes on. */
  CHECK_OK(sda_peers_get(peers, 0, &info, &error));
  CHECK(info.lease_ms == 2000);
  info.struct_size = 12;
  CHECK_FAILS(sda_peers_get(peers, 0, &info, &error), SDA_ERROR_INVALID_ARGUMENT, "12");
  sda_peers_free(peers);
}

static sda_peer_delivery delivery_of(sda_engine *engine, const char *peer) {
  sda_error *error = NULL;
  sda_peer_delivery delivery;
  memset(&delivery, 0xa5, sizeof delivery);
  delivery.struct_size = sizeof delivery;
  CHECK_OK(sda_peer_delivery_of(engine, TEXT("node-a-1"), (const uint8_t *)peer, strlen(peer),
                                &delivery, &error));
  CHECK(delivery.refusal_count == 0 && delivery.last_error == 0 && delivery.is_given_up == 0);
  CHECK(delivery.last_refused_at_ms == 0 && delivery.next_attempt_at_ms == 0);
  return delivery;
}

static void an_operation_is_acknowledged_when_every_peer_has_it(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  engine_attach(engine, "node-a");
  CHECK_OK(sda_peer_register(engine, TEXT("node-b"), 0, &error));
  CHECK_OK(sda_peer_register(engine, TEXT("node-c"), 0, &error));
  engine_submit(engine, "k", "v", NULL);
  CHECK_NOTHING(sda_op_is_applied_at(engine, TEXT("node-a-1"), TEXT("node-b"), &error));
  CHECK_OK(sda_outbox_ack_from(engine, TEXT("node-a-1"), TEXT("node-b"), &error));
  CHECK_OK(sda_op_is_applied_at(engine, TEXT("node-a-1"), TEXT("node-b"), &error));
  CHECK_NOTHING(sda_op_is_applied_at(engine, TEXT("node-a-1"), TEXT("node-c"), &error));
  CHECK(delivery_of(engine, "node-b").is_applied == 1);
  CHECK(delivery_of(engine, "node-b").is_durable == 1);
  CHECK(delivery_of(engine, "node-c").is_applied == 0);
  CHECK(delivery_of(engine, "node-c").is_durable == 0);
  CHECK(engine_state(engine).acknowledged_count == 0);
  CHECK(peer_status_of(engine, "node-b").pending_own_count == 0);
  CHECK(peer_status_of(engine, "node-c").pending_own_count == 1);
  CHECK_OK(sda_outbox_ack_from(engine, TEXT("node-a-1"), TEXT("node-c"), &error));
  CHECK(engine_state(engine).acknowledged_count == 1);
  CHECK_FAILS(sda_outbox_ack_from(engine, TEXT("node-a-2"), TEXT("node-c"), &error),
              SDA_ERROR_NOT_FOUND, "node-a-2");
  CHECK_FAILS(sda_outbox_ack_from(engine, TEXT("node-a-1"), TEXT("node-d"), &error),
              SDA_ERROR_NOT_FOUND, "node-d");
  CHECK_FAILS(sda_op_is_applied_at(engine, TEXT("node-a-1"), TEXT("node-d"), &error),
              SDA_ERROR_NOT_FOUND, "node-d");
  sda_peer_delivery delivery;
  memset(&delivery, 0, sizeof delivery);
  delivery.struct_size = sizeof delivery;
  CHECK_FAILS(sda_peer_delivery_of(engine, TEXT("node-a-1"), TEXT("node-d"), &delivery, &error),
              SDA_ERROR_NOT_FOUND, "node-d");
  CHECK_FAILS(sda_peer_delivery_of(engine, TEXT("node-a-9"), TEXT("node-b"), &delivery, &error),
              SDA_ERROR_NOT_FOUND, "node-a-9");
  engine_end(engine);
}

static void the_level_of_acknowledgements_is_chosen(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_sync_options options = sync_options_of("node-a");
  CHECK(options.ack_level == SDA_LEVEL_APPLIED && options.reserved == 0);
  options.ack_level = 1;
  CHECK_FAILS(sda_sync_attach(engine, &options, &error), SDA_ERROR_INVALID_ARGUMENT, "level 1");
  options.ack_level = SDA_LEVEL_DURABLE;
  options.reserved = 5;
  CHECK_FAILS(sda_sync_attach(engine, &options, &error), SDA_ERROR_INVALID_ARGUMENT, "5");
  options.reserved = 0;
  CHECK_OK(sda_sync_attach(engine, &options, &error));
  /* A program that was built before there were levels. */
  options.struct_size = 80;
  options.ack_level = 99;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  engine_end(engine);
}

static void a_send_failure_counts_at_once(void) {
  sda_error *error = NULL;
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_options options = options_with_clock(NULL, &clock);
  sda_sync_options sync = sync_options_of("node-a");
  sda_engine *engine = NULL;
  sda_ops *ops = NULL;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  sync.max_retries = 2;
  CHECK_OK(sda_sync_attach(engine, &sync, &error));
  engine_submit(engine, "k", "v", NULL);
#define REPORT(failure) sda_sync_report_send_failure(engine, TEXT("node-a-1"), failure, &error)
  CHECK_FAILS(REPORT(SDA_ERROR_FILE_WRITE), SDA_ERROR_INVALID_STATE, "node-a-1");
  engine_hand_out(engine, 1);
  CHECK_FAILS(REPORT(0), SDA_ERROR_INVALID_ARGUMENT, "0");
  CHECK_FAILS(REPORT(1), SDA_ERROR_INVALID_ARGUMENT, "1");
  CHECK_FAILS(REPORT(-26), SDA_ERROR_INVALID_ARGUMENT, "-26");
  CHECK_FAILS(REPORT(INT32_MIN), SDA_ERROR_INVALID_ARGUMENT, "-2147483648");
  CHECK_OK(REPORT(SDA_ERROR_FILE_WRITE));
  CHECK(engine_state(engine).queued_count == 1 && engine_state(engine).total_retries == 1);
  hand_clock_move(&clock, 5001);
  engine_hand_out(engine, 1);
  CHECK_NOTHING(REPORT(SDA_ERROR_PERMISSION_DENIED));
#undef REPORT
  CHECK_OK(sda_sync_failed(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == 1 && ops_at(ops, 0).last_error == SDA_ERROR_PERMISSION_DENIED);
  sda_ops_free(ops);
  engine_end(engine);
}

static void the_status_is_json(void) {
  sda_error *error = NULL;
  sda_buf json = buf_empty();
  sda_engine *engine = engine_of(NULL);
  char text[8192];
  engine_attach(engine, "node-a");
  CHECK_OK(sda_peer_register(engine, TEXT("node \"b\""), 0, &error));
  engine_submit(engine, "k", "v", NULL);
  CHECK_OK(sda_engine_status_json(engine, &json, &error));
  CHECK(json.len < sizeof text && json.ptr[0] == '{' && json.ptr[json.len - 1] == '}');
  memcpy(text, json.ptr, json.len);
  text[json.len] = 0;
  CHECK(strstr(text, "\"node\":\"node-a\"") != NULL);
  CHECK(strstr(text, "\"node\":\"node \\\"b\\\"\"") != NULL);
  CHECK(strstr(text, "\"pending_own\":1") != NULL && strstr(text, "\"queued\":1") != NULL);
  sda_buf_free(&json);
  engine_end(engine);
}

int main(void) {
  peers_are_registered_listed_and_let_go();
  an_operation_is_acknowledged_when_every_peer_has_it();
  the_level_of_acknowledgements_is_chosen();
  a_send_failure_counts_at_once();
  the_status_is_json();
  return 0;
}
