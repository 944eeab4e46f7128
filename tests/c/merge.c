/* SPDX-License-Identifier: Apache-2.0 */
/* The policy with a function of the caller: what it gets, what is shown, how it fails, when it is
 * let go. */
#include "check.h"

typedef struct merger {
  sda_engine *engine; /* called back when set */
  sda_status answer;
  int calls;
  int releases;
  sda_status inner[3];
} merger;

/* All values, one after the other. */
static sda_status join(void *user_data, const uint8_t *key, size_t key_len,
                       const sda_versions *versions, const uint8_t *base, size_t base_len,
                       sda_buf *merged) {
  merger *self = (merger *)user_data;
  char joined[256];
  size_t len = 0;
  self->calls++;
  CHECK(same_text(key, key_len, "k") && base == NULL && base_len == 0);
  CHECK(sda_versions_len(versions) == 2 && merged->ptr == NULL && merged->len == 0);
  sda_version version;
  memset(&version, 0, sizeof version);
  version.struct_size = sizeof version;
  uint64_t stamp = UINT64_MAX;
  for (size_t at = 0; sda_versions_get(versions, at, &version, NULL) == SDA_OK; at++) {
    CHECK(version.stamp <= stamp && version.node_id_len > 0 && version.value_len < 64);
    stamp = version.stamp;
    if (version.value_len > 0) {
      memcpy(joined + len, version.value, version.value_len);
      len += version.value_len;
    }
  }
  if (self->engine != NULL) {
    sda_buf value = buf_empty();
    self->inner[0] = sda_store_get(self->engine, TEXT("k"), &value, NULL, NULL, NULL);
    self->inner[1] = sda_engine_set_merge(self->engine, NULL, NULL, NULL, NULL);
    self->inner[2] = sda_engine_close(self->engine, NULL);
  }
  CHECK(sda_buf_set(merged, (const uint8_t *)joined, len, NULL) == SDA_OK);
  return self->answer;
}

static void let_go(void *user_data) { ((merger *)user_data)->releases++; }

static merger merger_of(sda_status answer) {
  merger made;
  memset(&made, 0, sizeof made);
  made.answer = answer;
  return made;
}

/* An engine in which two nodes wrote "k". */
static sda_engine *contested(void) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  sda_engine *a = engine_of(NULL), *b = engine_of(NULL);
  engine_attach(a, "node-a");
  engine_attach(b, "node-b");
  engine_submit(a, "k", "mine", NULL);
  CHECK_OK(sda_sync_submit(b, SDA_OPERATION_PUT, TEXT("k"), TEXT("yours"), NOW_MS + 1000, &ops,
                           &error));
  sda_op op = ops_at(ops, 0).op;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  CHECK_OK(sda_sync_receive(a, &op, NULL, &error));
  sda_ops_free(ops);
  engine_end(b);
  return a;
}

static void reads_show_what_it_makes(void) {
  sda_error *error = NULL;
  sda_engine *engine = contested();
  merger self = merger_of(SDA_OK);
  sda_buf value = buf_empty();
  uint8_t room[16];
  size_t len = 0;
  sda_scan *scan = NULL;
  sda_entry entry;
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_OK(sda_engine_set_merge(engine, join, &self, let_go, &error));
  CHECK(engine_shows(engine, "k", "yours") && self.calls == 0);
  CHECK_OK(sda_sync_set_policy(engine, SDA_POLICY_CUSTOM, &error));
  CHECK_OK(sda_store_get(engine, TEXT("k"), &value, NULL, NULL, &error));
  CHECK(same_text(value.ptr, value.len, "yoursmine"));
  CHECK_OK(sda_store_get_into(engine, TEXT("k"), room, sizeof room, &len, NULL, NULL, &error));
  CHECK(same_text(room, len, "yoursmine"));
  CHECK_OK(sda_store_contains(engine, TEXT("k"), &error));
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  CHECK_OK(sda_scan_next(scan, &entry, &error));
  CHECK(same_text(entry.value, entry.value_len, "yoursmine"));
  CHECK(self.calls >= 4 && self.releases == 0);
  sda_scan_free(scan);
  sda_buf_free(&value);
  engine_end(engine);
  CHECK(self.releases == 1);
}

static void its_failures_are_those_of_the_read(void) {
  sda_error *error = NULL;
  sda_engine *engine = contested();
  merger self = merger_of(SDA_ERROR_HASH);
  sda_buf value = buf_empty();
  uint64_t len = 0;
  CHECK_OK(sda_sync_set_policy(engine, SDA_POLICY_CUSTOM, &error));
#define GET sda_store_get(engine, TEXT("k"), &value, NULL, NULL, &error)
  CHECK_FAILS(GET, SDA_ERROR_INVALID_STATE, "key k");
  CHECK_OK(sda_engine_set_merge(engine, join, &self, let_go, &error));
  CHECK_FAILS(GET, SDA_ERROR_UNKNOWN, "status -13");
  self.answer = SDA_TOO_SMALL;
  CHECK_FAILS(GET, SDA_ERROR_UNKNOWN, "status 2");
  self.answer = SDA_NOTHING;
  CHECK_NOTHING(GET);
  CHECK_NOTHING(sda_store_contains(engine, TEXT("k"), &error));
  /* Counting does not ask it. */
  int calls = self.calls;
  CHECK_OK(sda_store_len(engine, &len, &error));
  CHECK(len == 1 && self.calls == calls);
  /* Calling back is refused, and the read is as well. */
  self.answer = SDA_OK;
  self.engine = engine;
  CHECK_FAILS(GET, SDA_ERROR_BUSY, "callback");
  for (size_t i = 0; i < 3; i++) {
    CHECK(self.inner[i] == SDA_ERROR_BUSY);
  }
  self.engine = NULL;
  CHECK_OK(GET);
#undef GET
  sda_buf_free(&value);
  engine_end(engine);
  CHECK(self.releases == 1);
}

static void it_is_let_go_exactly_once(void) {
  sda_error *error = NULL;
  sda_engine *engine = contested();
  merger first = merger_of(SDA_OK), second = merger_of(SDA_OK), third = merger_of(SDA_OK);
  sda_scan *scan = NULL;
  CHECK_OK(sda_sync_set_policy(engine, SDA_POLICY_CUSTOM, &error));
  CHECK_OK(sda_engine_set_merge(engine, join, &first, let_go, &error));
  CHECK_OK(sda_engine_set_merge(engine, join, &second, let_go, &error));
  CHECK(first.releases == 1 && second.releases == 0);
  CHECK_OK(sda_engine_set_merge(engine, NULL, NULL, NULL, &error));
  CHECK(second.releases == 1);
  /* Also when the call fails. */
  CHECK_FAILS(sda_engine_set_merge(NULL, join, &third, let_go, &error),
              SDA_ERROR_INVALID_ARGUMENT, "sda_engine");
  CHECK(third.releases == 1);
  third.releases = 0;
  CHECK_OK(sda_engine_set_merge(engine, join, &third, let_go, &error));
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  engine_end(engine);
  /* A scan that outlives the engine does not keep it. */
  CHECK(third.releases == 1);
  sda_entry entry;
  memset(&entry, 0, sizeof entry);
  entry.struct_size = sizeof entry;
  CHECK_FAILS(sda_scan_next(scan, &entry, &error), SDA_ERROR_CLOSED, "closed");
  sda_scan_free(scan);
  CHECK(first.releases == 1 && second.releases == 1 && third.releases == 1);
}

int main(void) {
  reads_show_what_it_makes();
  its_failures_are_those_of_the_read();
  it_is_let_go_exactly_once();
  return 0;
}
