/* SPDX-License-Identifier: Apache-2.0 */
/* The list of conflicts: both sides, page by page, gone after a write. */
#include "check.h"

static sda_conflicts *conflicts_of(const sda_engine *engine, const char *after, uint64_t count_max,
                                   size_t wanted_len) {
  sda_error *error = NULL;
  sda_conflicts *conflicts = NULL;
  CHECK_OK(sda_store_conflicts(engine, TEXT(after), count_max, &conflicts, &error));
  CHECK(conflicts != NULL && sda_conflicts_len(conflicts) == wanted_len);
  return conflicts;
}

static sda_conflict conflict_at(const sda_conflicts *conflicts, size_t index) {
  sda_conflict conflict;
  sda_error *error = NULL;
  memset(&conflict, 0xa5, sizeof conflict);
  conflict.struct_size = sizeof conflict;
  CHECK_OK(sda_conflicts_get(conflicts, index, &conflict, &error));
  CHECK(conflict.base == NULL && conflict.base_len == 0);
  return conflict;
}

static sda_conflict_side side_at(const sda_conflicts *conflicts, size_t index, size_t side_index) {
  sda_conflict_side side;
  sda_error *error = NULL;
  memset(&side, 0xa5, sizeof side);
  side.struct_size = sizeof side;
  CHECK_OK(sda_conflicts_side(conflicts, index, side_index, &side, &error));
  CHECK(side.struct_size == sizeof side && side.reserved == 0);
  /* No session brought it. */
  CHECK(side.peer_id == NULL && side.peer_id_len == 0);
  return side;
}

/* Writes at one node and hands the write to the other. */
static void exchange(sda_engine *from, sda_engine *to, uint32_t type, const char *key,
                     const char *value, int64_t at_ms) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_submit(from, type, TEXT(key), TEXT(value), at_ms, &ops, &error));
  sda_op op = ops_at(ops, 0).op;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  CHECK_OK(sda_sync_receive(to, &op, NULL, &error));
  sda_ops_free(ops);
}

/* What all sides have seen, as long as the log holds it. */
static void the_base_is_told(void) {
  folder in = folder_make();
  char path_a[128], path_b[128];
  sda_engine *a = engine_of(folder_file(&in, "a.wal", path_a));
  sda_engine *b = engine_of(folder_file(&in, "b.wal", path_b));
  engine_attach(a, "node-a");
  engine_attach(b, "node-b");
  exchange(a, b, SDA_OPERATION_PUT, "k", "older", NOW_MS);
  exchange(b, a, SDA_OPERATION_PUT, "k", "seen", NOW_MS + 1);
  engine_submit(a, "k", "mine", NULL);
  exchange(b, a, SDA_OPERATION_PUT, "k", "yours", NOW_MS + 500);
  sda_conflicts *conflicts = conflicts_of(a, "", 9, 1);
  sda_conflict conflict;
  sda_error *error = NULL;
  conflict.struct_size = sizeof conflict;
  CHECK_OK(sda_conflicts_get(conflicts, 0, &conflict, &error));
  engine_end(a);
  CHECK(same_text(conflict.base, conflict.base_len, "seen"));
  sda_conflicts_free(conflicts);
  engine_end(b);
  folder_remove(&in);
}

int main(void) {
  the_base_is_told();
  sda_error *error = NULL;
  sda_engine *a = engine_of(NULL), *b = engine_of(NULL);
  engine_attach(a, "node-a");
  engine_attach(b, "node-b");
  /* A write and its successor are none. */
  exchange(a, b, SDA_OPERATION_PUT, "plain", "1", NOW_MS);
  exchange(b, a, SDA_OPERATION_PUT, "plain", "2", NOW_MS);
  sda_conflicts_free(conflicts_of(a, "", 9, 0));
  CHECK(engine_state(a).conflict_count == 0);

  engine_submit(a, "j", "mine", NULL);
  engine_submit(a, "k", "mine", NULL);
  exchange(b, a, SDA_OPERATION_PUT, "j", "yours", NOW_MS + 500);
  exchange(b, a, SDA_OPERATION_DELETE, "k", "", NOW_MS + 1000);
  CHECK_OK(sda_store_apply(a, SDA_OPERATION_PUT, TEXT("l"), TEXT("local"), NOW_MS, NULL, &error));
  exchange(b, a, SDA_OPERATION_PUT, "l", "yours", NOW_MS + 1000);
  CHECK(engine_state(a).conflict_count == 3);
  CHECK_OK(sda_sync_set_policy(a, SDA_POLICY_MANUAL, &error));

  sda_conflicts *conflicts = conflicts_of(a, "", 2, 2);
  sda_conflict conflict = conflict_at(conflicts, 0);
  CHECK(same_text(conflict.key, conflict.key_len, "j") && conflict.side_count == 2);
  CHECK(conflict.is_unresolved == 1);
  sda_conflict_side side = side_at(conflicts, 0, 0);
  CHECK(side.is_shown == 1 && side.is_local == 0 && side.sequence == 2 && side.epoch > 0);
  CHECK(same_text(side.node_id, side.node_id_len, "node-b"));
  CHECK(same_text(side.value, side.value_len, "yours") && side.timestamp_ms == NOW_MS + 500);
  uint64_t stamp = side.stamp;
  side = side_at(conflicts, 0, 1);
  CHECK(side.is_shown == 0 && same_text(side.node_id, side.node_id_len, "node-a"));
  CHECK(same_text(side.value, side.value_len, "mine") && side.version > 0 && side.stamp < stamp);
  side = side_at(conflicts, 1, 0);
  CHECK(side.operation_type == SDA_OPERATION_DELETE && side.value_len == 0 && side.is_shown == 1);
  sda_conflict_side untouched = side;
  CHECK_NOTHING(sda_conflicts_side(conflicts, 1, 2, &side, &error));
  CHECK_NOTHING(sda_conflicts_side(conflicts, 2, 0, &side, &error));
  CHECK_NOTHING(sda_conflicts_get(conflicts, 2, &conflict, &error));
  CHECK(memcmp(&side, &untouched, sizeof side) == 0);
  sda_conflicts_free(conflicts);

  conflicts = conflicts_of(a, "k", UINT64_MAX, 1);
  conflict = conflict_at(conflicts, 0);
  CHECK(same_text(conflict.key, conflict.key_len, "l") && conflict.side_count == 2);
  side = side_at(conflicts, 0, 1);
  CHECK(side.is_local == 1 && side.node_id == NULL && side.sequence == 0 && side.is_shown == 0);
  CHECK(same_text(side.value, side.value_len, "local"));
  sda_conflicts_free(conflicts);
  sda_conflicts_free(conflicts_of(a, "l", 9, 0));

  /* A write has seen all sides. */
  engine_submit(a, "j", "both", NULL);
  engine_submit(a, "l", "both", NULL);
  conflicts = conflicts_of(a, "", 9, 1);
  conflict = conflict_at(conflicts, 0);
  engine_end(a);
  /* The list outlives its engine. */
  CHECK(same_text(conflict.key, conflict.key_len, "k"));
  sda_conflicts_free(conflicts);
  engine_end(b);
  return 0;
}
