/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes and fields from an enemy, 100 000 of them from one seed: no crash, and an error changes
 * nothing. Half of the bytes get a fitting checksum, or it would keep everything out. */
#include "check.h"
#include "random.h"

#define ROUNDS 100
#define TRIES 500 /* of each kind in a round */
#define HEAD_BYTES 12

typedef struct counts {
  uint64_t refused;
  uint64_t taken;
} counts;

static uint32_t checksum(const uint8_t *bytes, size_t len, uint32_t sum) {
  for (size_t i = 0; i < len; i++) {
    sum ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) {
      sum = (sum >> 1) ^ (UINT32_C(0xedb88320) & (0 - (sum & 1)));
    }
  }
  return sum;
}

static void seal(uint8_t *bytes, size_t len) {
  if (len < HEAD_BYTES) {
    return;
  }
  uint32_t sum = ~checksum(bytes + HEAD_BYTES, len - HEAD_BYTES, checksum(bytes, 8, UINT32_MAX));
  for (int i = 0; i < 4; i++) {
    bytes[8 + i] = (uint8_t)(sum >> (8 * i));
  }
}

static uint64_t odd_number(dice *from) {
  const uint64_t odd[] = {0, 1, 2, 255, 65536, INT64_MAX, UINT64_C(1) << 63, UINT64_MAX};
  return dice_roll(from, 3) == 0 ? dice_roll(from, UINT64_MAX) : odd[dice_roll(from, 8)];
}

/* Changes 1 to 4 places, perhaps the length; returns the length. */
static size_t mutate(uint8_t *bytes, size_t len, dice *from) {
  for (uint64_t changes = 1 + dice_roll(from, 4); changes > 0; changes--) {
    size_t at = (size_t)dice_roll(from, len);
    uint64_t number = odd_number(from);
    switch (dice_roll(from, 4)) {
      case 0: bytes[at] ^= (uint8_t)(1u << dice_roll(from, 8)); break;
      case 1: bytes[at] = (uint8_t)number; break;
      case 2: memcpy(bytes + at, &number, len - at < 8 ? len - at : 8); break;
      default: len = at > 0 ? at : 1; break;
    }
  }
  return len;
}

/* What an error must leave as it was. Cheap: the digest is compared once per round. */
static uint64_t mark_of(const sda_engine *engine) {
  sda_sync_state state = engine_state(engine);
  uint64_t len = 0, mark = 0;
  sda_error *error = NULL;
  CHECK_OK(sda_store_len(engine, &len, &error));
  const uint64_t parts[] = {len,
                            state.outbox_size,
                            state.duplicate_count,
                            state.conflict_count,
                            state.last_applied_remote_version,
                            state.clock_refusal_count};
  for (size_t i = 0; i < 6; i++) {
    mark = mark * 1000003 + parts[i];
  }
  return mark;
}

static void receive(sda_engine *engine, const sda_op *op, counts *seen) {
  sda_error *error = NULL;
  sda_received received;
  memset(&received, 0xa5, sizeof received);
  received.struct_size = sizeof received;
  sda_received untouched = received;
  uint64_t mark = mark_of(engine);
  sda_status status = sda_sync_receive(engine, op, &received, &error);
  if (status == SDA_OK) {
    CHECK(error == NULL && received.applied <= 1 && received.duplicate <= 1);
    seen->taken++;
    return;
  }
  CHECK(status == SDA_ERROR_INVALID_ARGUMENT || status == SDA_ERROR_INVALID_STATE ||
        status == SDA_ERROR_CORRUPTED || status == SDA_ERROR_UNSUPPORTED_FORMAT ||
        status == SDA_ERROR_BACKPRESSURE);
  CHECK(error != NULL && sda_error_status(error) == status);
  CHECK(mark_of(engine) == mark && memcmp(&received, &untouched, sizeof received) == 0);
  sda_error_free(error);
  seen->refused++;
}

static void hostile_bytes(sda_engine *engine, const sda_buf *valid, dice *from, counts *seen) {
  uint8_t *bytes = (uint8_t *)malloc(valid->len); /* so that reading past the end is noticed */
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  CHECK(bytes != NULL);
  memcpy(bytes, valid->ptr, valid->len);
  size_t len = mutate(bytes, valid->len, from);
  bytes = (uint8_t *)realloc(bytes, len);
  CHECK(bytes != NULL);
  if (dice_roll(from, 2) == 0) {
    seal(bytes, len);
  }
  sda_status status = sda_op_decode(bytes, len, &ops, &error);
  if (status == SDA_OK) {
    sda_envelope envelope = ops_at(ops, 0);
    receive(engine, &envelope.op, seen);
    sda_ops_free(ops);
  } else {
    CHECK(status == SDA_ERROR_CORRUPTED || status == SDA_ERROR_UNSUPPORTED_FORMAT ||
          status == SDA_ERROR_INVALID_ARGUMENT);
    CHECK(ops == NULL && error != NULL && sda_error_status(error) == status);
    sda_error_free(error);
    seen->refused++;
  }
  free(bytes);
}

static void hostile_fields(sda_engine *engine, const sda_op *valid, dice *from, counts *seen) {
  sda_op op = *valid;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  for (uint64_t changes = 1 + dice_roll(from, 3); changes > 0; changes--) {
    uint64_t number = odd_number(from);
    switch (dice_roll(from, 13)) {
      case 0: op.operation_type = (uint32_t)number; break;
      case 1: op.direction = (uint32_t)number; break;
      case 2: op.epoch = (uint32_t)number; break;
      case 3: op.sequence = number; break;
      case 4: op.version = number; break;
      case 5: op.stamp = number; break;
      case 6: op.timestamp_ms = (int64_t)number; break;
      case 7: op.created_at_ms = (int64_t)number; break;
      case 8: op.sync_id_len = (size_t)dice_roll(from, op.sync_id_len + 1); break;
      case 9: op.origin_len = (size_t)dice_roll(from, op.origin_len + 1); break;
      case 10: op.key_len = (size_t)dice_roll(from, op.key_len + 1); break;
      case 11: op.context_len = (size_t)dice_roll(from, op.context_len + 1); break;
      default:
        op.value = NULL;
        op.value_len = number % 3 == 0 ? SIZE_MAX : 0;
        break;
    }
  }
  receive(engine, &op, seen);
}

static void the_engine_still_works(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf before = buf_empty(), after = buf_empty();
  engine_submit(engine, "still", "here", NULL);
  CHECK(engine_shows(engine, "still", "here"));
  CHECK_OK(sda_engine_digest(engine, &before, &error));
  CHECK_OK(sda_engine_reload(engine, &error));
  CHECK_OK(sda_engine_digest(engine, &after, &error));
  CHECK(same_buf(&before, &after));
  sda_buf_free(&before);
  sda_buf_free(&after);
}

int main(void) {
  folder in = folder_make();
  char path[128], name[24];
  sda_error *error = NULL;
  counts seen = {0, 0};
  dice from = dice_of(20261121);
  sda_engine *peer = engine_of(NULL);
  engine_attach(peer, "node-b");
  for (int round = 0; round < ROUNDS; round++) {
    sda_ops *ops = NULL;
    sda_buf valid = buf_empty();
    sda_engine *engine = NULL;
    snprintf(name, sizeof name, "%d.wal", round);
    sda_options options = options_of(folder_file(&in, name, path));
    options.durability = SDA_DURABILITY_FAST;
    CHECK_OK(sda_engine_open(&options, &engine, &error));
    engine_attach(engine, "node-a");
    engine_submit(engine, "key", "mine", NULL);
    engine_submit(peer, "key", "a value of some length", &ops);
    sda_envelope envelope = ops_at(ops, 0);
    CHECK_OK(sda_op_encode(&envelope.op, &valid, &error));
    for (int i = 0; i < TRIES; i++) {
      hostile_bytes(engine, &valid, &from, &seen);
      hostile_fields(engine, &envelope.op, &from, &seen);
    }
    the_engine_still_works(engine);
    engine_end(engine);
    engine_end(engine_of(path)); /* what was taken reads back */
    CHECK(unlink(path) == 0);
    sda_ops_free(ops);
    sda_buf_free(&valid);
  }
  engine_end(peer);
  CHECK(seen.refused + seen.taken == 2 * ROUNDS * TRIES);
  CHECK(seen.refused > 10000 && seen.taken > 1000);
  folder_remove(&in);
  return 0;
}
