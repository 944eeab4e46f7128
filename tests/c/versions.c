/* SPDX-License-Identifier: Apache-2.0 */
/* The versions of a key: one after a write, both after writes that did not know of each other. */
#include "check.h"

static sda_version version_at(const sda_versions *versions, size_t index) {
  sda_version version;
  sda_error *error = NULL;
  memset(&version, 0xa5, sizeof version);
  version.struct_size = sizeof version;
  CHECK_OK(sda_versions_get(versions, index, &version, &error));
  CHECK(version.struct_size == sizeof version && version.reserved == 0);
  return version;
}

static sda_versions *versions_of(const sda_engine *engine, const char *key, size_t wanted_len) {
  sda_error *error = NULL;
  sda_versions *versions = NULL;
  CHECK_OK(sda_store_versions(engine, TEXT(key), &versions, &error));
  CHECK(versions != NULL && sda_versions_len(versions) == wanted_len);
  return versions;
}

/* Hands the last operation of one engine to another. */
static void deliver(sda_engine *from, sda_engine *to) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_next_batch(from, &ops, &error));
  CHECK(sda_ops_len(ops) == 1);
  sda_op op = ops_at(ops, 0).op;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  CHECK_OK(sda_sync_receive(to, &op, NULL, &error));
  sda_ops_free(ops);
}

int main(void) {
  sda_error *error = NULL;
  sda_engine *a = engine_of(NULL), *b = engine_of(NULL);
  engine_attach(a, "node-a");
  engine_attach(b, "node-b");
  sda_versions_free(versions_of(a, "k", 0));
  /* A write that is only local is no replicated version. */
  CHECK_OK(sda_store_apply(a, SDA_OPERATION_PUT, TEXT("l"), TEXT("1"), NOW_MS, NULL, &error));
  sda_versions_free(versions_of(a, "l", 0));

  engine_submit(a, "k", "mine", NULL);
  sda_versions *versions = versions_of(a, "k", 1);
  sda_version version = version_at(versions, 0);
  CHECK(version.operation_type == SDA_OPERATION_PUT && version.sequence == 1);
  CHECK(same_text(version.node_id, version.node_id_len, "node-a") && version.epoch > 0);
  CHECK(same_text(version.value, version.value_len, "mine") && version.timestamp_ms == NOW_MS);
  CHECK(version.version == 2 && version.stamp > 0);
  sda_version untouched = version;
  CHECK_NOTHING(sda_versions_get(versions, 1, &version, &error));
  CHECK(memcmp(&version, &untouched, sizeof version) == 0);
  sda_versions_free(versions);

  CHECK_OK(sda_sync_submit(b, SDA_OPERATION_DELETE, TEXT("k"), NULL, 0, NOW_MS + 1000, NULL,
                           &error));
  deliver(b, a);
  versions = versions_of(a, "k", 2);
  sda_version first = version_at(versions, 0), second = version_at(versions, 1);
  CHECK(first.operation_type == SDA_OPERATION_DELETE && first.value_len == 0);
  CHECK(same_text(first.node_id, first.node_id_len, "node-b") && first.stamp > second.stamp);
  /* The list outlives its engine. */
  engine_end(a);
  CHECK(same_text(second.value, second.value_len, "mine"));
  sda_versions_free(versions);
  engine_end(b);
  return 0;
}
