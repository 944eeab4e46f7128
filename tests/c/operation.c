/* SPDX-License-Identifier: Apache-2.0 */
/* Operations as values: what a list shows, wire bytes there and back, ids that do not fit. */
#include "check.h"

static void a_submitted_operation_shows_all_its_fields(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf name = buf_empty();
  uint32_t epoch = 0;
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_submit(engine, SDA_OPERATION_DELETE, TEXT("gone"), TEXT("ignored"), NOW_MS,
                           &ops, &error));
  CHECK(sda_ops_len(ops) == 1);
  sda_envelope envelope = ops_at(ops, 0);
  CHECK_OK(sda_engine_identity(engine, &name, &epoch, &error));
  CHECK(envelope.struct_size == sizeof envelope && envelope.op.struct_size == sizeof envelope.op);
  CHECK(envelope.op.operation_type == SDA_OPERATION_DELETE && envelope.op.epoch == epoch);
  CHECK(envelope.op.direction == SDA_DIRECTION_LOCAL_TO_REMOTE);
  CHECK(envelope.op.sequence == 1 && envelope.op.version == 1 && envelope.op.stamp > 0);
  CHECK(envelope.op.timestamp_ms == NOW_MS && envelope.op.created_at_ms > 0);
  CHECK(same_text(envelope.op.sync_id, envelope.op.sync_id_len, "node-a-1"));
  CHECK(same_text(envelope.op.origin, envelope.op.origin_len, "node-a"));
  CHECK(same_text(envelope.op.key, envelope.op.key_len, "gone") && envelope.op.value_len == 0);
  sda_envelope untouched = envelope;
  CHECK_NOTHING(sda_ops_get(ops, 1, &untouched, &error));
  CHECK_NOTHING(sda_ops_get(ops, SIZE_MAX, &untouched, &error));
  CHECK(memcmp(&untouched, &envelope, sizeof envelope) == 0);
  sda_ops_free(ops);
  sda_buf_free(&name);
}

static void wire_bytes_come_back_as_they_went(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf bytes = buf_empty(), again = buf_empty();
  sda_ops *ops = NULL, *decoded = NULL;
  engine_submit(engine, "k", "1", NULL);
  engine_submit(engine, "k", "2", &ops); /* its context names the first */
  sda_envelope sent = ops_at(ops, 0);
  CHECK(sent.op.context_len > 0);
  CHECK_OK(sda_op_encode(&sent.op, &bytes, &error));
  CHECK(bytes.len > 12 && memcmp(bytes.ptr, "SDOP", 4) == 0);
  CHECK(bytes.ptr[4] == 3); /* with stamp and opening */
  CHECK_OK(sda_op_decode(bytes.ptr, bytes.len, &decoded, &error));
  CHECK(sda_ops_len(decoded) == 1);
  sda_envelope got = ops_at(decoded, 0);
  CHECK(got.status == 0 && got.op.direction == SDA_DIRECTION_REMOTE_TO_LOCAL);
  CHECK(got.op.epoch == sent.op.epoch && got.op.sequence == sent.op.sequence);
  CHECK(got.op.version == sent.op.version && got.op.stamp == sent.op.stamp);
  CHECK(got.op.context_len == sent.op.context_len);
  CHECK(memcmp(got.op.context, sent.op.context, sent.op.context_len) == 0);
  CHECK(same_text(got.op.value, got.op.value_len, "2"));
  CHECK_OK(sda_op_encode(&got.op, &again, &error));
  CHECK(same_buf(&bytes, &again));
  sda_ops_free(ops);
  sda_ops_free(decoded);
  sda_buf_free(&bytes);
  sda_buf_free(&again);
}

static sda_op made_by_hand(const char *id) {
  sda_op op;
  memset(&op, 0, sizeof op);
  op.struct_size = sizeof op;
  op.operation_type = SDA_OPERATION_PUT;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  op.version = 1;
  op.timestamp_ms = NOW_MS;
  op.created_at_ms = NOW_MS;
  op.sync_id = (const uint8_t *)id;
  op.sync_id_len = strlen(id);
  op.origin = (const uint8_t *)"node-z";
  op.origin_len = 6;
  op.key = (const uint8_t *)"k";
  op.key_len = 1;
  return op;
}

static void an_operation_that_no_peer_would_take_is_refused(void) {
  sda_error *error = NULL;
  sda_buf bytes = buf_empty();
  sda_op op = made_by_hand("node-z-9");
  CHECK_OK(sda_op_encode(&op, &bytes, &error));
  CHECK(bytes.len > 0);
  sda_buf before = bytes;
#define REFUSED(naming) \
  CHECK_FAILS(sda_op_encode(&op, &bytes, &error), SDA_ERROR_INVALID_ARGUMENT, naming)
  op = made_by_hand("node-z-9");
  op.sequence = 8;
  REFUSED("node-z-8");
  op = made_by_hand("");
  REFUSED("0 bytes");
  op = made_by_hand("node-z-9");
  op.origin_len = 0;
  REFUSED("0 bytes");
  op = made_by_hand("node-z-9");
  op.key_len = 0;
  REFUSED("key is empty");
  op = made_by_hand("node-z-9");
  op.version = 0;
  REFUSED("version 0");
  op = made_by_hand("node-z-9");
  op.timestamp_ms = 0;
  op.stamp = 1;
  REFUSED("timestamp 0");
  op = made_by_hand("node-z-9");
  op.created_at_ms = -1;
  REFUSED("-1 ms");
  op = made_by_hand("node-z-9");
  op.operation_type = SDA_OPERATION_DELETE;
  op.value = op.key;
  op.value_len = 1;
  REFUSED("value of 1 bytes");
  op = made_by_hand("node-z-9");
  op.sync_id = (const uint8_t *)"\xc3\x28-9";
  op.sync_id_len = 4;
  REFUSED("UTF-8");
#undef REFUSED
  CHECK(bytes.ptr == before.ptr && bytes.len == before.len && bytes.cap == before.cap);
  sda_buf_free(&bytes);
}

static void an_id_made_by_hand_names_one_operation(sda_engine *engine) {
  sda_error *error = NULL;
  sda_received received;
  memset(&received, 0, sizeof received);
  received.struct_size = sizeof received;
  sda_op op = made_by_hand("remote-x");
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.duplicate == 0);
  CHECK_OK(sda_sync_receive(engine, &op, &received, &error));
  CHECK(received.duplicate == 1);
}

static void bytes_that_are_no_operation_are_refused(void) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  sda_buf bytes = buf_empty();
  sda_op op = made_by_hand("node-z-9");
  CHECK_FAILS(sda_op_decode(NULL, 0, &ops, &error), SDA_ERROR_CORRUPTED, "0 bytes");
  CHECK_FAILS(sda_op_decode(TEXT("SDOX56781234"), &ops, &error), SDA_ERROR_CORRUPTED, "SDOP");
  CHECK_OK(sda_op_encode(&op, &bytes, &error));
  CHECK_FAILS(sda_op_decode(bytes.ptr, bytes.len - 1, &ops, &error), SDA_ERROR_CORRUPTED,
              "checksum");
  bytes.ptr[4] = 4;
  CHECK_FAILS(sda_op_decode(bytes.ptr, bytes.len, &ops, &error), SDA_ERROR_UNSUPPORTED_FORMAT,
              "version 4");
  CHECK(ops == NULL && sda_ops_len(ops) == 0);
  sda_buf_free(&bytes);
}

int main(void) {
  sda_engine *engine = engine_of(NULL);
  engine_attach(engine, "node-a");
  a_submitted_operation_shows_all_its_fields(engine);
  wire_bytes_come_back_as_they_went(engine);
  an_operation_that_no_peer_would_take_is_refused();
  an_id_made_by_hand_names_one_operation(engine);
  bytes_that_are_no_operation_are_refused();
  engine_end(engine);
  return 0;
}
