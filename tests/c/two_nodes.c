/* SPDX-License-Identifier: Apache-2.0 */
/* Two engines exchange wire bytes over a line that loses, repeats and reorders, until they are
 * equal. */
#include "check.h"
#include "clock.h"
#include "random.h"

#define WRITES 60
#define KEYS 8
#define LINE_MAX 4096

typedef struct line {
  sda_buf messages[LINE_MAX];
  size_t len;
} line;

typedef struct node {
  const char *name;
  sda_engine *engine;
  line *out;
} node;

static void write_some(node *at, dice *from, int number) {
  char key[8], value[32];
  sda_error *error = NULL;
  uint32_t type = dice_roll(from, 5) == 0 ? SDA_OPERATION_DELETE : SDA_OPERATION_PUT;
  snprintf(key, sizeof key, "k%d", (int)dice_roll(from, KEYS));
  snprintf(value, sizeof value, "%s %d", at->name, number);
  CHECK_OK(
      sda_sync_submit(at->engine, type, TEXT(key), TEXT(value), NOW_MS + number, NULL, &error));
}

/* Puts what is due on the line: one in five is lost, one in five goes twice. */
static void send_due(node *from, dice *luck) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_tick(from->engine, 1, NULL, &ops, &error));
  for (size_t i = 0; i < sda_ops_len(ops); i++) {
    sda_envelope envelope = ops_at(ops, i);
    uint64_t fate = dice_roll(luck, 5);
    for (int copies = fate == 0 ? 0 : fate == 1 ? 2 : 1; copies > 0; copies--) {
      CHECK(from->out->len < LINE_MAX);
      CHECK_OK(sda_op_encode(&envelope.op, &from->out->messages[from->out->len], &error));
      from->out->len++;
    }
  }
  sda_ops_free(ops);
}

/* Takes messages off the line in any order; one acknowledgement in four is lost. */
static void receive_all(node *from, node *to, dice *luck) {
  sda_error *error = NULL;
  line *messages = from->out;
  while (messages->len > 0) {
    size_t at = (size_t)dice_roll(luck, messages->len);
    sda_buf message = messages->messages[at];
    messages->messages[at] = messages->messages[messages->len - 1];
    messages->messages[--messages->len] = buf_empty();
    sda_ops *ops = NULL;
    CHECK_OK(sda_op_decode(message.ptr, message.len, &ops, &error));
    sda_envelope envelope = ops_at(ops, 0);
    CHECK_OK(sda_sync_receive(to->engine, &envelope.op, NULL, &error));
    if (dice_roll(luck, 4) != 0) {
      sda_status status =
          sda_sync_receive_ack(from->engine, envelope.op.sync_id, envelope.op.sync_id_len, &error);
      CHECK(status == SDA_OK || status == SDA_ERROR_NOT_FOUND); /* pruned: it came twice */
      sda_error_free(error);
      error = NULL;
    }
    sda_ops_free(ops);
    sda_buf_free(&message);
  }
}

static int are_equal(const node *a, const node *b) {
  sda_error *error = NULL;
  sda_buf one = buf_empty(), two = buf_empty();
  CHECK_OK(sda_engine_digest(a->engine, &one, &error));
  CHECK_OK(sda_engine_digest(b->engine, &two, &error));
  int equal = same_buf(&one, &two);
  sda_buf_free(&one);
  sda_buf_free(&two);
  return equal;
}

static void show_the_same(const node *a, const node *b) {
  sda_error *error = NULL;
  sda_scan *one = NULL, *two = NULL;
  sda_entry left, right;
  memset(&left, 0, sizeof left);
  memset(&right, 0, sizeof right);
  left.struct_size = right.struct_size = sizeof left;
  CHECK_OK(sda_scan_open(a->engine, &one, &error));
  CHECK_OK(sda_scan_open(b->engine, &two, &error));
  for (;;) {
    sda_status status = sda_scan_next(one, &left, &error);
    CHECK(status >= 0 && status == sda_scan_next(two, &right, &error));
    if (status == SDA_NOTHING) {
      break;
    }
    CHECK(left.key_len == right.key_len && memcmp(left.key, right.key, left.key_len) == 0);
    CHECK(left.value_len == right.value_len);
    CHECK(memcmp(left.value, right.value, left.value_len) == 0);
  }
  sda_scan_free(one);
  sda_scan_free(two);
}

static uint64_t run(uint64_t seed) {
  sda_error *error = NULL;
  dice luck = dice_of(seed);
  hand_clock clocks[2] = {hand_clock_of(NOW_MS, 0), hand_clock_of(NOW_MS - 3000, 7)};
  line *lines = (line *)calloc(2, sizeof(line));
  CHECK(lines != NULL);
  node nodes[2] = {{"node-a", NULL, &lines[0]}, {"node-b", NULL, &lines[1]}};
  for (int i = 0; i < 2; i++) {
    sda_options options = options_with_clock(NULL, &clocks[i]);
    sda_sync_options sync = sync_options_of(nodes[i].name);
    options.seed = seed + (uint64_t)i + 1;
    sync.max_retries = 1000;
    CHECK_OK(sda_engine_open(&options, &nodes[i].engine, &error));
    CHECK_OK(sda_sync_attach(nodes[i].engine, &sync, &error));
  }
  int rounds = 0, written = 0;
  while (written < WRITES || engine_state(nodes[0].engine).outbox_size > 0 ||
         engine_state(nodes[1].engine).outbox_size > 0) {
    CHECK(++rounds < 1000);
    for (int i = 0; i < 2; i++) {
      for (uint64_t n = dice_roll(&luck, 4); n > 0 && written < WRITES; n--) {
        write_some(&nodes[i], &luck, written++);
      }
      send_due(&nodes[i], &luck);
    }
    receive_all(&nodes[0], &nodes[1], &luck);
    receive_all(&nodes[1], &nodes[0], &luck);
    hand_clock_move(&clocks[0], 20000);
    hand_clock_move(&clocks[1], 20000);
  }
  CHECK(are_equal(&nodes[0], &nodes[1]));
  show_the_same(&nodes[0], &nodes[1]);
  uint64_t seen = 0;
  for (int i = 0; i < 2; i++) {
    sda_sync_state state = engine_state(nodes[i].engine);
    CHECK(state.failed_count == 0);
    seen += state.duplicate_count > 0 && state.conflict_count > 0 && state.total_retries > 0;
    engine_end(nodes[i].engine);
    CHECK(clocks[i].release_count == 1);
  }
  free(lines);
  return seen;
}

int main(void) {
  uint64_t seen = 0;
  for (uint64_t seed = 1; seed <= 10; seed++) {
    seen += run(seed);
  }
  CHECK(seen > 0); /* the line did repeat, lose, and cross */
  return 0;
}
