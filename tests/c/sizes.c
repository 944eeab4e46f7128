/* SPDX-License-Identifier: Apache-2.0 */
/* Struct sizes, lengths, times and numbers out of range: refused by name, nothing changed. */
#include "check.h"

/* Everything a reader of an engine could see, but for the change counter. */
typedef struct view {
  uint64_t len;
  sda_sync_state state;
  uint8_t digest[32];
} view;

static view view_of(const sda_engine *engine) {
  view seen;
  sda_error *error = NULL;
  sda_buf digest = buf_empty();
  memset(&seen, 0, sizeof seen);
  CHECK_OK(sda_store_len(engine, &seen.len, &error));
  seen.state = engine_state(engine);
  CHECK_OK(sda_engine_digest(engine, &digest, &error));
  memcpy(seen.digest, digest.ptr, 32);
  sda_buf_free(&digest);
  return seen;
}

static int unchanged(const sda_engine *engine, const view *before) {
  view now = view_of(engine);
  return memcmp(&now, before, sizeof now) == 0;
}

/* Sizes that no version of any struct ever had: none, less than a head, not a whole field. */
static const uint32_t impossible[] = {0, 1, 4, 7, 9, 12, 20};

static void an_impossible_struct_size_changes_nothing(sda_engine *engine) {
  sda_error *error = NULL;
  sda_ops *ops = NULL, *one = NULL;
  sda_engine *opened = NULL;
  sda_scan *scan = NULL;
  sda_versions *versions = NULL;
  sda_feed *feed = NULL;
  sda_conflicts *conflicts = NULL;
  sda_buf bytes = buf_empty();
  CHECK_OK(sda_store_conflicts(engine, NULL, 0, 9, &conflicts, &error));
  CHECK_OK(sda_sync_find(engine, TEXT("node-a-1"), &one, &error));
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_OK(sda_store_versions(engine, TEXT("k"), &versions, &error));
  CHECK_OK(sda_feed_open(engine, 0, 1, &feed, &error));
  view before = view_of(engine);
#define REFUSED(call) CHECK_FAILS(call, SDA_ERROR_INVALID_ARGUMENT, size)
  for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
    char size[32];
    snprintf(size, sizeof size, "struct_size %u", (unsigned)impossible[i]);
    sda_options options = options_of(NULL);
    sda_sync_options sync = sync_options_of("node-a");
    sda_report report;
    sda_apply apply;
    sda_tick tick;
    sda_sync_state state;
    sda_entry entry;
    sda_version version;
    sda_change change;
    sda_conflict conflict;
    sda_conflict_side side;
    sda_envelope envelope;
    sda_received received;
    sda_op op = ops_at(one, 0).op;
    options.struct_size = sync.struct_size = op.struct_size = impossible[i];
    report.struct_size = apply.struct_size = tick.struct_size = impossible[i];
    state.struct_size = entry.struct_size = version.struct_size = impossible[i];
    envelope.struct_size = received.struct_size = impossible[i];
    change.struct_size = conflict.struct_size = side.struct_size = impossible[i];
    CHECK(sda_options_init(&options) == SDA_ERROR_INVALID_ARGUMENT);
    CHECK(sda_sync_options_init(&sync) == SDA_ERROR_INVALID_ARGUMENT);
    REFUSED(sda_engine_open(&options, &opened, &error));
    REFUSED(sda_sync_configure(engine, &sync, &error));
    REFUSED(sda_engine_report(engine, &report, &error));
    REFUSED(sda_store_apply(engine, 1, TEXT("k"), TEXT("w"), NOW_MS, &apply, &error));
    REFUSED(sda_store_apply_unlogged(engine, 1, TEXT("k"), TEXT("w"), NOW_MS, 9, &apply, &error));
    REFUSED(sda_sync_tick(engine, 1, &tick, &ops, &error));
    REFUSED(sda_sync_get_state(engine, &state, &error));
    REFUSED(sda_scan_next(scan, &entry, &error));
    REFUSED(sda_versions_get(versions, 0, &version, &error));
    REFUSED(sda_conflicts_get(conflicts, 0, &conflict, &error));
    REFUSED(sda_conflicts_side(conflicts, 0, 0, &side, &error));
    REFUSED(sda_feed_next(feed, &change, &error));
    REFUSED(sda_ops_get(one, 0, &envelope, &error));
    REFUSED(sda_sync_receive(engine, &op, NULL, &error));
    REFUSED(sda_op_encode(&op, &bytes, &error));
    op = ops_at(one, 0).op;
    op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
    op.epoch ^= 1;
    REFUSED(sda_sync_receive(engine, &op, &received, &error));
    CHECK(unchanged(engine, &before));
  }
#undef REFUSED
  CHECK(opened == NULL && ops == NULL && bytes.ptr == NULL);
  sda_ops_free(one);
  sda_scan_free(scan);
  sda_versions_free(versions);
  sda_conflicts_free(conflicts);
  sda_feed_free(feed);
}

static void a_smaller_struct_is_filled_as_far_as_it_goes(sda_engine *engine) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  sda_sync_state state;
  sda_envelope envelope;
  memset(&state, 0xa5, sizeof state);
  state.struct_size = offsetof(sda_sync_state, pending_count);
  CHECK_OK(sda_sync_get_state(engine, &state, &error));
  CHECK(state.struct_size == offsetof(sda_sync_state, pending_count) && state.outbox_size == 1);
  CHECK(state.total_retries == 0 && state.pending_count == UINT64_C(0xa5a5a5a5a5a5a5a5));
  /* An older op at the end of an older envelope says its own size, so that it can be handed in. */
  CHECK_OK(sda_sync_find(engine, TEXT("node-a-1"), &ops, &error));
  memset(&envelope, 0xa5, sizeof envelope);
  envelope.struct_size = offsetof(sda_envelope, op) + offsetof(sda_op, context);
  CHECK_OK(sda_ops_get(ops, 0, &envelope, &error));
  CHECK(envelope.op.context_len == (size_t)-1 / 0xff * 0xa5);
  CHECK(envelope.op.struct_size == offsetof(sda_op, context));
  envelope.op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  CHECK_OK(sda_sync_receive(engine, &envelope.op, NULL, &error));
  sda_ops_free(ops);
  sda_sync_options sync = sync_options_of("node-a");
  sync.struct_size = offsetof(sda_sync_options, batch_size);
  sync.batch_size = 0; /* out of range, and not part of the older struct */
  CHECK_OK(sda_sync_configure(engine, &sync, &error));
}

static void a_larger_struct_is_filled_as_far_as_we_go(sda_engine *engine) {
  struct {
    sda_report known;
    uint64_t later;
  } report;
  struct {
    sda_sync_options known;
    uint64_t later;
  } sync;
  sda_error *error = NULL;
  memset(&report, 0xa5, sizeof report);
  report.known.struct_size = sizeof report;
  CHECK_OK(sda_engine_report(engine, &report.known, &error));
  CHECK(report.known.struct_size == sizeof report && report.known.owed_count == 0);
  sync.later = 0;
  sync.known = sync_options_of("node-a");
  sync.known.struct_size = sizeof sync;
  CHECK_OK(sda_sync_configure(engine, &sync.known, &error));
}

static void lengths_beyond_memory_are_refused(sda_engine *engine) {
  const uint8_t *k = (const uint8_t *)"k";
  sda_error *error = NULL;
  sda_buf bytes = buf_empty();
  sda_ops *ops = NULL;
  sda_engine *opened = NULL;
  view before = view_of(engine);
#define REFUSED(call, naming) CHECK_FAILS(call, SDA_ERROR_INVALID_ARGUMENT, naming)
  REFUSED(sda_store_apply(engine, 1, k, SIZE_MAX, k, 1, NOW_MS, NULL, &error),
          "18446744073709551615");
  REFUSED(sda_store_apply(engine, 1, k, 1, k, SIZE_MAX, NOW_MS, NULL, &error),
          "9223372036854775807");
  REFUSED(sda_store_apply(engine, 1, k, SIZE_MAX / 2, k, 1, NOW_MS, NULL, &error), "1048576");
  REFUSED(sda_sync_submit(engine, 1, k, 1, k, SIZE_MAX / 2, NOW_MS, NULL, &error), "67108864");
  REFUSED(sda_store_get(engine, k, SIZE_MAX, &bytes, NULL, NULL, &error), "key");
  REFUSED(sda_sync_receive_ack(engine, k, SIZE_MAX, &error), "sync id");
  REFUSED(sda_sync_find(engine, k, SIZE_MAX, &ops, &error), "sync id");
  REFUSED(sda_op_decode(k, SIZE_MAX, &ops, &error), "bytes");
  sda_options options = options_of("x");
  options.path_len = SIZE_MAX;
  REFUSED(sda_engine_open(&options, &opened, &error), "path");
  sda_sync_options sync = sync_options_of("node-a");
  sync.node_id_len = SIZE_MAX;
  REFUSED(sda_sync_configure(engine, &sync, &error), "node id");
  CHECK(unchanged(engine, &before) && ops == NULL && opened == NULL && bytes.ptr == NULL);
}

static void times_and_numbers_out_of_range_are_refused(sda_engine *engine) {
  const uint32_t types[] = {0, 3, 257, UINT32_MAX};
  const uint32_t policies[] = {0, 7, 258, UINT32_MAX};
  const int64_t times[] = {INT64_MIN, -1, 0};
  sda_error *error = NULL;
  view before = view_of(engine);
  for (size_t i = 0; i < 4; i++) {
    char text[64];
    snprintf(text, sizeof text, "type %u, known are 1 and 2", (unsigned)types[i]);
    REFUSED(sda_store_apply(engine, types[i], TEXT("k"), TEXT("w"), NOW_MS, NULL, &error), text);
    REFUSED(sda_sync_submit(engine, types[i], TEXT("k"), TEXT("w"), NOW_MS, NULL, &error), text);
    snprintf(text, sizeof text, "policy %u, known are 1 to 6", (unsigned)policies[i]);
    REFUSED(sda_sync_set_policy(engine, policies[i], &error), text);
  }
  for (size_t i = 0; i < 3; i++) {
    char text[64];
    snprintf(text, sizeof text, "timestamp %" PRId64 " ms", times[i]);
    REFUSED(sda_store_apply(engine, 1, TEXT("k"), TEXT("w"), times[i], NULL, &error), text);
    REFUSED(sda_store_apply_unlogged(engine, 1, TEXT("k"), TEXT("w"), times[i], 9, NULL, &error),
            text);
    REFUSED(sda_sync_submit(engine, 1, TEXT("k"), TEXT("w"), times[i], NULL, &error), text);
  }
  CHECK(unchanged(engine, &before));
  /* The latest time there is orders nothing for ever: the next write is shown. */
  CHECK_OK(sda_store_apply(engine, 1, TEXT("t"), TEXT("1"), INT64_MAX, NULL, &error));
  CHECK_OK(sda_store_apply(engine, 1, TEXT("t"), TEXT("2"), NOW_MS, NULL, &error));
  CHECK(engine_shows(engine, "t", "2"));
}

static void the_greatest_version_leaves_room_for_the_next(const char *path) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(path);
  const uint64_t greatest = UINT64_C(1) << 62;
  CHECK_FAILS(
      sda_store_apply_unlogged(engine, 1, TEXT("k"), TEXT("v"), NOW_MS, greatest + 1, NULL, &error),
      SDA_ERROR_INVALID_ARGUMENT, "4611686018427387904");
  CHECK_OK(
      sda_store_apply_unlogged(engine, 1, TEXT("k"), TEXT("v"), NOW_MS, greatest, NULL, &error));
  CHECK_OK(sda_store_apply(engine, 1, TEXT("k"), TEXT("w"), NOW_MS, NULL, &error));
  CHECK_OK(sda_store_apply(engine, 1, TEXT("k"), TEXT("x"), NOW_MS, NULL, &error));
  engine_end(engine);
  engine = engine_of(path);
  CHECK(engine_shows(engine, "k", "x"));
  engine_end(engine);
}
#undef REFUSED

int main(void) {
  folder in = folder_make();
  char path[128];
  sda_engine *engine = engine_of(folder_file(&in, "sizes.wal", path));
  engine_attach(engine, "node-a");
  engine_submit(engine, "k", "v", NULL);
  lengths_beyond_memory_are_refused(engine);
  times_and_numbers_out_of_range_are_refused(engine);
  a_larger_struct_is_filled_as_far_as_we_go(engine);
  an_impossible_struct_size_changes_nothing(engine);
  a_smaller_struct_is_filled_as_far_as_it_goes(engine);
  engine_end(engine);
  the_greatest_version_leaves_room_for_the_next(folder_file(&in, "version.wal", path));
  folder_remove(&in);
  return 0;
}
