/* SPDX-License-Identifier: Apache-2.0 */
/* Groups: filled, written as a whole or not at all, sent and taken in as one operation. */
#include "check.h"

static sda_group *group_make(void) {
  sda_error *error = NULL;
  sda_group *group = NULL;
  CHECK_OK(sda_group_new(&group, &error));
  CHECK(group != NULL && sda_group_len(group) == 0);
  return group;
}

static sda_group *order_of(const char *state) {
  sda_error *error = NULL;
  sda_group *group = group_make();
  CHECK_OK(sda_group_put(group, TEXT("order:1"), TEXT(state), &error));
  CHECK_OK(sda_group_put(group, TEXT("order:1/line:1"), TEXT("3 lamps"), &error));
  CHECK_OK(sda_group_put(group, TEXT("order:1/line:2"), TEXT(""), &error));
  CHECK_OK(sda_group_remove(group, TEXT("cart"), &error));
  CHECK(sda_group_len(group) == 4);
  return group;
}

static void what_does_not_belong_into_a_group_is_refused(sda_engine *engine) {
  sda_error *error = NULL;
  sda_apply apply;
  memset(&apply, 0, sizeof apply);
  apply.struct_size = sizeof apply;
  sda_group *group = order_of("open");
  CHECK_FAILS(sda_group_put(group, TEXT("cart"), TEXT("1"), &error), SDA_ERROR_INVALID_ARGUMENT,
              "key cart twice");
  CHECK_FAILS(sda_group_remove(group, TEXT("order:1"), &error), SDA_ERROR_INVALID_ARGUMENT,
              "key order:1 twice");
  CHECK_FAILS(sda_group_put(group, NULL, 0, TEXT("1"), &error), SDA_ERROR_INVALID_ARGUMENT,
              "key is empty");
  CHECK(sda_group_len(group) == 4);
  uint64_t changes = engine_changes(engine);
  CHECK_FAILS(sda_group_submit(group, engine, 0, NULL, &error), SDA_ERROR_INVALID_ARGUMENT,
              "timestamp 0");
  CHECK_FAILS(sda_group_apply_local(group, engine, -1, &apply, &error),
              SDA_ERROR_INVALID_ARGUMENT, "timestamp -1");
  CHECK_OK(sda_group_clear(group, &error));
  CHECK(sda_group_len(group) == 0);
  CHECK_FAILS(sda_group_submit(group, engine, NOW_MS, NULL, &error), SDA_ERROR_INVALID_ARGUMENT,
              "empty");
  for (uint32_t number = 0; number < 4096; number++) {
    CHECK_OK(sda_group_remove(group, (const uint8_t *)&number, sizeof number, &error));
  }
  CHECK_FAILS(sda_group_remove(group, TEXT("one more"), &error), SDA_ERROR_INVALID_ARGUMENT,
              "4097 parts");
  CHECK_FAILS(sda_store_apply(engine, SDA_OPERATION_GROUP, TEXT("k"), TEXT("v"), NOW_MS, NULL,
                              &error),
              SDA_ERROR_INVALID_ARGUMENT, "operation type 3");
  CHECK(engine_changes(engine) == changes && apply.version == 0);
  sda_group_free(group);
}

static void a_local_group_counts_its_keys(sda_engine *engine) {
  sda_error *error = NULL;
  sda_apply apply;
  memset(&apply, 0, sizeof apply);
  apply.struct_size = sizeof apply;
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("cart"), TEXT("full"), NOW_MS, NULL,
                           &error));
  sda_group *group = order_of("open");
  CHECK_OK(sda_group_apply_local(group, engine, NOW_MS, &apply, &error));
  CHECK(apply.created == 3 && apply.updated == 0 && apply.deleted == 1 && apply.version == 5);
  CHECK_OK(sda_group_apply_local(group, engine, NOW_MS + 1, &apply, &error));
  CHECK(apply.created == 0 && apply.updated == 3 && apply.deleted == 0);
  CHECK(engine_shows(engine, "order:1", "open") && engine_shows(engine, "cart", NULL));
  CHECK_OK(sda_group_apply_local(group, engine, NOW_MS + 2, NULL, &error));
  sda_group_free(group);
}

/* Over the wire and into a peer, with everything that a transport does to it. */
static void a_submitted_group_arrives_as_a_whole(sda_engine *engine, sda_engine *peer) {
  sda_error *error = NULL;
  sda_buf bytes = buf_empty(), again = buf_empty();
  sda_ops *ops = NULL, *decoded = NULL;
  sda_received received;
  memset(&received, 0, sizeof received);
  received.struct_size = sizeof received;
  sda_group *group = order_of("paid");
  CHECK_OK(sda_group_submit(group, engine, NOW_MS + 9, NULL, &error));
  CHECK_OK(sda_group_submit(group, engine, NOW_MS + 10, &ops, &error));
  sda_group_free(group);
  sda_envelope sent = ops_at(ops, 0);
  CHECK(sda_ops_len(ops) == 1 && sent.op.operation_type == SDA_OPERATION_GROUP);
  CHECK(sent.op.key_len == 0 && sent.op.value_len > 0 && sent.op.context_len == 12);
  CHECK(same_text(sent.op.sync_id, sent.op.sync_id_len, "node-a-2"));
  CHECK(engine_state(engine).outbox_size == 2);
  CHECK_OK(sda_op_encode(&sent.op, &bytes, &error));
  CHECK_OK(sda_op_decode(bytes.ptr, bytes.len, &decoded, &error));
  sda_envelope got = ops_at(decoded, 0);
  CHECK(got.op.value_len == sent.op.value_len);
  CHECK(memcmp(got.op.value, sent.op.value, sent.op.value_len) == 0);
  CHECK_OK(sda_op_encode(&got.op, &again, &error));
  CHECK(same_buf(&bytes, &again));
  CHECK_OK(sda_sync_receive(peer, &got.op, &received, &error));
  CHECK(received.applied == 1 && received.duplicate == 0 && received.apply.created == 3);
  CHECK(engine_shows(peer, "order:1", "paid") && engine_shows(peer, "order:1/line:2", ""));
  CHECK_OK(sda_sync_receive(peer, &got.op, &received, &error));
  CHECK(received.duplicate == 1);
  sda_op torn = got.op;
  torn.value_len -= 1;
  CHECK_FAILS(sda_sync_receive(peer, &torn, NULL, &error), SDA_ERROR_CORRUPTED, "");
  torn = got.op;
  torn.key = (const uint8_t *)"k";
  torn.key_len = 1;
  CHECK_FAILS(sda_op_encode(&torn, &again, &error), SDA_ERROR_INVALID_ARGUMENT, "group with a key");
  engine_hand_out(engine, 2);
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error));
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-2"), &error));
  CHECK_OK(sda_sync_prune_completed(engine, NULL, &error));
  CHECK(engine_state(engine).outbox_size == 0);
  sda_ops_free(ops);
  sda_ops_free(decoded);
  sda_buf_free(&bytes);
  sda_buf_free(&again);
}

int main(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_engine *peer = engine_of(NULL);
  a_local_group_counts_its_keys(engine);
  sda_group *group = order_of("open");
  CHECK_FAILS(sda_group_submit(group, engine, NOW_MS, NULL, &error), SDA_ERROR_INVALID_STATE,
              "sync engine");
  sda_group_free(group);
  engine_attach(engine, "node-a");
  what_does_not_belong_into_a_group_is_refused(engine);
  a_submitted_group_arrives_as_a_whole(engine, peer);
  engine_end(engine);
  engine_end(peer);
  return 0;
}
