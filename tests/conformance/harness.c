/* SPDX-License-Identifier: Apache-2.0 */
/* The harness of the conformance scripts for C; README.md has its language. A mistake in a script ends
 * the program: the runner then says which step it was. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "softadastra.h"

enum { TOKENS_MAX = 65536, NAMES_MAX = 64 };

typedef struct bytes {
  uint8_t *ptr;
  size_t len;
} bytes;

typedef struct named {
  char name[32];
  void *handle;
} named;

static int64_t now_ms = 1700000000000;
static named engines[NAMES_MAX], sessions[NAMES_MAX], feeds[NAMES_MAX];
static named readers[NAMES_MAX], writers[NAMES_MAX], clients[NAMES_MAX];
static char *tokens[TOKENS_MAX];
static size_t token_count;
static sda_error *error;
static char raised[128];

static void die(const char *what) {
  fprintf(stderr, "harness: %s\n", what);
  exit(2);
}

static void read_clock(void *user_data, int64_t *wall_ms, int64_t *monotonic_ms) {
  (void)user_data;
  *wall_ms = *monotonic_ms = now_ms;
}

static named *slot(named *table, const char *name) {
  for (size_t i = 0; i < NAMES_MAX; i++) {
    if (table[i].name[0] == 0) {
      snprintf(table[i].name, sizeof table[i].name, "%s", name);
    }
    if (strcmp(table[i].name, name) == 0) {
      return &table[i];
    }
  }
  die("too many names");
  return NULL;
}

static sda_engine *engine_of(const char *name) { return slot(engines, name)->handle; }

/* Reading a line */

static const char *arg(size_t at) {
  if (at >= token_count) {
    die("an argument is missing");
  }
  return tokens[at];
}

static int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

static bytes bytes_at(const char *token) {
  size_t len = strlen(token) / 2;
  bytes out = {malloc(len + 1), len};
  for (size_t i = 0; i < len; i++) {
    out.ptr[i] = (uint8_t)(digit(token[1 + 2 * i]) * 16 + digit(token[2 + 2 * i]));
  }
  return out; /* lives until the program ends: scripts are short */
}

static bytes bytes_arg(size_t at) { return bytes_at(arg(at)); }
static int64_t int_arg(size_t at) { return strtoll(arg(at), NULL, 10); }
static uint64_t uint_arg(size_t at) { return strtoull(arg(at), NULL, 10); }

/* Writing the answer */

static const char *gap = " ";
static void number(int64_t value) { printf("%s%lld", gap, (long long)value); }
static void unsigned_number(uint64_t value) { printf("%s%llu", gap, (unsigned long long)value); }

static void hex(const uint8_t *ptr, size_t len) {
  printf("%sx", gap);
  for (size_t i = 0; i < len; i++) {
    printf("%02x", ptr[i]);
  }
}

static void begin(void) { printf("ok"); }

/* The values that follow are one record. */
static void record(void) {
  putchar(' ');
  gap = "";
}
static void next(void) { gap = ":"; }
static void end(void) { gap = " "; }

/* Says what a call answered when it was not SDA_OK; 1 when it was. */
static int done(sda_status status) {
  if (status == SDA_OK) {
    return 1;
  }
  if (status > 0) {
    printf("nothing");
    return 0;
  }
  if (raised[0] != 0) {
    printf("raised %s", raised);
    raised[0] = 0;
  } else {
    const char *message = error == NULL ? sda_status_name(status) : sda_error_message(error);
    printf("error %d %s|%s", status, message, sda_error_context(error));
  }
  sda_error_free(error);
  error = NULL;
  return 0;
}

static void plain(sda_status status) {
  if (done(status)) {
    begin();
  }
}

/* Places and not values: what a call writes is read after it, whatever the order of arguments. */
static void counted(sda_status status, const uint64_t *count) {
  if (done(status)) {
    begin();
    unsigned_number(*count);
  }
}

static void filled(sda_status status, sda_buf *buf) {
  if (done(status)) {
    begin();
    hex(buf->ptr, buf->len);
  }
  sda_buf_free(buf);
}

static void must(sda_status status) {
  if (status != SDA_OK) {
    die(error == NULL ? "a list cannot be read" : sda_error_message(error));
  }
}

static void envelopes(sda_ops *ops) {
  for (size_t i = 0; i < sda_ops_len(ops); i++) {
    sda_envelope e;
    e.struct_size = sizeof e;
    must(sda_ops_get(ops, i, &e, &error));
    record();
    hex(e.op.sync_id, e.op.sync_id_len);
    next();
    number(e.status);
    number(e.ack_status);
    number(e.retry_count);
    number(e.next_retry_at_ms);
    number(e.last_error);
    number(e.op.operation_type);
    hex(e.op.key, e.op.key_len);
    hex(e.op.value, e.op.value_len);
    end();
  }
  sda_ops_free(ops);
}

static void ops_answer(sda_status status, sda_ops **ops) {
  if (done(status)) {
    begin();
    envelopes(*ops);
  }
}

static void submitted(sda_status status, sda_ops **ops, const sda_group *group) {
  if (done(status)) {
    sda_envelope e;
    e.struct_size = sizeof e;
    must(sda_ops_get(*ops, 0, &e, &error));
    begin();
    hex(e.op.sync_id, e.op.sync_id_len);
    unsigned_number(e.op.version);
    if (group != NULL) {
      number(e.op.operation_type);
      unsigned_number(sda_group_len(group));
    }
    sda_ops_free(*ops);
  }
}

static void applied(const sda_apply *apply, int with_version) {
  number(apply->created);
  next();
  number(apply->updated);
  number(apply->deleted);
  if (with_version) {
    unsigned_number(apply->version);
  }
}

static void applied_answer(sda_status status, const sda_apply *apply) {
  if (done(status)) {
    begin();
    number(apply->created);
    number(apply->updated);
    number(apply->deleted);
    unsigned_number(apply->version);
  }
}

/* Options: those of both structs of an engine come in one list. */

static int is_option(const char *token, const char *name, bytes *text, int64_t *value) {
  size_t len = strlen(name);
  if (strncmp(token, name, len) != 0 || token[len] != '=') {
    return 0;
  }
  const char *given = token + len + 1;
  if (given[0] == 'x') {
    *text = bytes_at(given);
  } else {
    *value = strtoll(given, NULL, 10);
  }
  return 1;
}

#define NUMBER(of, name)                                                                           \
  if (is_option(tokens[i], #name, &text, &value)) {                                                \
    (of)->name = (__typeof__((of)->name))value;                                                    \
    continue;                                                                                      \
  }
#define TEXT(of, name)                                                                             \
  if (is_option(tokens[i], #name, &text, &value)) {                                                \
    (of)->name = text.ptr;                                                                         \
    (of)->name##_len = text.len;                                                                   \
    continue;                                                                                      \
  }

static void read_options(size_t from, sda_options *options, sda_sync_options *sync) {
  for (size_t i = from; i < token_count; i++) {
    bytes text = {NULL, 0};
    int64_t value = 0;
    if (is_option(tokens[i], "clock_drift_ms", &text, &value)) {
      options->clock_drift_ms = sync->clock_drift_ms = value;
      continue;
    }
    TEXT(options, path)
    NUMBER(options, durability)
    NUMBER(options, value_bytes_max)
    NUMBER(options, seed)
    NUMBER(options, read_only)
    NUMBER(options, memory_bytes)
    NUMBER(options, feed_retain_bytes)
    NUMBER(options, maintain_on_write)
    NUMBER(options, history_bytes_max)
    TEXT(options, recording_path)
    NUMBER(options, recording_bytes_max)
    TEXT(sync, node_id)
    NUMBER(sync, conflict_policy)
    NUMBER(sync, batch_size)
    NUMBER(sync, max_retries)
    NUMBER(sync, auto_queue)
    NUMBER(sync, require_ack)
    NUMBER(sync, retry_interval_ms)
    NUMBER(sync, retry_cap_ms)
    NUMBER(sync, ack_timeout_ms)
    NUMBER(sync, outbox_ops_max)
    NUMBER(sync, outbox_bytes_max)
    NUMBER(sync, when_full)
    NUMBER(sync, ack_level)
    die(tokens[i]);
  }
}

static sda_sync_options kept_sync[NAMES_MAX];

static void defaults(sda_options *options, sda_sync_options *sync) {
  options->struct_size = sizeof *options;
  sync->struct_size = sizeof *sync;
  must(sda_options_init(options));
  must(sda_sync_options_init(sync));
  options->clock = read_clock;
}

static void open_engine(void) {
  sda_options options;
  named *to = slot(engines, arg(1));
  sda_sync_options *sync = &kept_sync[to - engines];
  defaults(&options, sync);
  read_options(2, &options, sync);
  sda_engine *engine = NULL;
  if (!done(sda_engine_open(&options, &engine, &error))) {
    return;
  }
  if (sync->node_id_len > 0 && !done(sda_sync_attach(engine, sync, &error))) {
    must(sda_engine_close(engine, NULL));
    return;
  }
  to->handle = engine;
  sda_report report;
  report.struct_size = sizeof report;
  must(sda_engine_report(engine, &report, &error));
  begin();
  number(report.created);
  unsigned_number(report.last_version);
  unsigned_number(report.owed_count);
  unsigned_number(report.cut_bytes);
}

static void configure(void) {
  named *of = slot(engines, arg(1));
  sda_options ignored;
  sda_sync_options sync = kept_sync[of - engines], before = sync;
  sda_options_init((ignored.struct_size = sizeof ignored, &ignored));
  read_options(2, &ignored, &sync);
  sda_status status = sda_sync_configure(of->handle, &sync, &error);
  kept_sync[of - engines] = status == SDA_OK ? sync : before;
  plain(status);
}

static void open_session(void) {
  sda_session_options options;
  options.struct_size = sizeof options;
  must(sda_session_options_init(&options));
  for (size_t i = 3; i < token_count; i++) {
    bytes text = {NULL, 0};
    int64_t value = 0;
    TEXT(&options, node_id)
    NUMBER(&options, accept_unknown)
    NUMBER(&options, accept_lease_ms)
    NUMBER(&options, window_bytes)
    NUMBER(&options, frame_bytes_max)
    NUMBER(&options, accept_snapshot)
    NUMBER(&options, snapshot_bytes_max)
    NUMBER(&options, snapshot_step_bytes)
    die(tokens[i]);
  }
  sda_session *session = NULL;
  sda_status status = sda_session_open(engine_of(arg(2)), &options, &session, &error);
  slot(sessions, arg(1))->handle = session;
  plain(status);
}

/* Merge functions */

typedef struct word {
  const uint8_t *ptr;
  size_t len;
} word;

static int compare(const void *a, const void *b) {
  const word *one = a, *other = b;
  size_t common = one->len < other->len ? one->len : other->len;
  int order = memcmp(one->ptr, other->ptr, common);
  return order != 0 ? order : (one->len > other->len) - (one->len < other->len);
}

static sda_status merge_union(void *user_data, const uint8_t *key, size_t key_len,
                              const sda_versions *versions, const uint8_t *base, size_t base_len,
                              sda_buf *merged) {
  (void)user_data, (void)key, (void)key_len, (void)base, (void)base_len;
  word words[256];
  size_t count = 0;
  for (size_t i = 0; i < sda_versions_len(versions); i++) {
    sda_version v;
    v.struct_size = sizeof v;
    must(sda_versions_get(versions, i, &v, NULL));
    for (size_t at = 0; at < v.value_len && count < 256;) {
      size_t from = at;
      while (at < v.value_len && v.value[at] != ' ') {
        at++;
      }
      if (at > from) {
        words[count++] = (word){v.value + from, at - from};
      }
      at++;
    }
  }
  qsort(words, count, sizeof *words, compare);
  uint8_t out[4096];
  size_t len = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && compare(&words[i - 1], &words[i]) == 0) {
      continue;
    }
    if (len > 0) {
      out[len++] = ' ';
    }
    memcpy(out + len, words[i].ptr, words[i].len);
    len += words[i].len;
  }
  return sda_buf_set(merged, out, len, NULL);
}

static sda_status merge_none(void *user_data, const uint8_t *key, size_t key_len,
                             const sda_versions *versions, const uint8_t *base, size_t base_len,
                             sda_buf *merged) {
  (void)user_data, (void)key, (void)key_len, (void)versions, (void)base, (void)base_len;
  (void)merged;
  return SDA_NOTHING;
}

/* C has no exceptions: the function says that it failed, and the call answers so. */
static sda_status merge_raise(void *user_data, const uint8_t *key, size_t key_len,
                              const sda_versions *versions, const uint8_t *base, size_t base_len,
                              sda_buf *merged) {
  (void)user_data, (void)versions, (void)base, (void)base_len, (void)merged;
  snprintf(raised, sizeof raised, "merge of %.*s", (int)key_len, (const char *)key);
  return SDA_ERROR_UNKNOWN;
}

static sda_status merge_use(void *user_data, const uint8_t *key, size_t key_len,
                            const sda_versions *versions, const uint8_t *base, size_t base_len,
                            sda_buf *merged) {
  (void)versions, (void)base, (void)base_len;
  return sda_store_get(user_data, key, key_len, merged, NULL, NULL, NULL);
}

static void set_merge(sda_engine *engine, const char *kind) {
  const char *names[] = {"union", "none", "raise", "use", "off"};
  sda_merge_fn functions[] = {merge_union, merge_none, merge_raise, merge_use, NULL};
  for (size_t i = 0; i < 5; i++) {
    if (strcmp(kind, names[i]) == 0) {
      plain(sda_engine_set_merge(engine, functions[i], engine, NULL, &error));
      return;
    }
  }
  die("no such merge function");
}

/* Verbs, a group in a function; 1 when it was one of them. */

#define IS(word) (strcmp(verb, (word)) == 0)

static void get_many(sda_engine *engine) {
  sda_buf values = {NULL, 0, 0}, sizes = {NULL, 0, 0};
  uint8_t *keys = calloc(1, 1 << 20), *key_sizes = calloc(4, token_count);
  size_t keys_len = 0, count = token_count - 2;
  for (size_t i = 0; i < count; i++) {
    bytes key = bytes_arg(2 + i);
    memcpy(keys + keys_len, key.ptr, key.len);
    keys_len += key.len;
    key_sizes[4 * i] = (uint8_t)key.len;
    key_sizes[4 * i + 1] = (uint8_t)(key.len >> 8);
  }
  if (done(sda_store_get_many(engine, keys, keys_len, key_sizes, 4 * count, &values, &sizes,
                              &error))) {
    begin();
    const uint8_t *from = values.ptr;
    for (size_t i = 0; i < count; i++) {
      const uint8_t *s = sizes.ptr + 4 * i;
      uint32_t size = s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
      if (size == SDA_SIZE_ABSENT) {
        printf(" -");
        continue;
      }
      hex(from, size);
      from += size;
    }
  }
  sda_buf_free(&values);
  sda_buf_free(&sizes);
  free(keys);
  free(key_sizes);
}

static int reading(const char *verb, sda_engine *engine) {
  sda_buf buf = {NULL, 0, 0};
  uint64_t version = 0, count = 0;
  int64_t at_ms = 0;
  if (IS("get_many")) {
    get_many(engine);
  } else if (IS("get")) {
    bytes key = bytes_arg(2);
    if (done(sda_store_get(engine, key.ptr, key.len, &buf, &version, &at_ms, &error))) {
      begin();
      hex(buf.ptr, buf.len);
      unsigned_number(version);
      number(at_ms);
    }
    sda_buf_free(&buf);
  } else if (IS("get_into")) {
    bytes key = bytes_arg(2);
    size_t room = (size_t)uint_arg(3), len = 0;
    uint8_t *into = malloc(room + 1);
    sda_status status =
        sda_store_get_into(engine, key.ptr, key.len, into, room, &len, NULL, NULL, &error);
    if (done(status == SDA_TOO_SMALL ? SDA_OK : status)) {
      begin();
      unsigned_number(len);
      hex(into, status == SDA_OK ? len : 0);
    }
    free(into);
  } else if (IS("contains")) {
    bytes key = bytes_arg(2);
    plain(sda_store_contains(engine, key.ptr, key.len, &error));
  } else if (IS("len")) {
    counted(sda_store_len(engine, &count, &error), &count);
  } else if (IS("scan")) {
    bytes prefix = bytes_arg(2), from = bytes_arg(3), to = bytes_arg(4);
    sda_scan *scan = NULL;
    sda_status status = sda_scan_open_range(engine, prefix.ptr, prefix.len, from.ptr, from.len,
                                            to.ptr, to.len, &scan, &error);
    sda_entry entry;
    entry.struct_size = sizeof entry;
    sda_buf rows = {NULL, 0, 0};
    if (!done(status)) {
      return 1;
    }
    begin();
    while ((status = sda_scan_next(scan, &entry, &error)) == SDA_OK) {
      record();
      hex(entry.key, entry.key_len);
      next();
      hex(entry.value, entry.value_len);
      end();
    }
    must(status == SDA_NOTHING ? SDA_OK : status);
    sda_scan_free(scan);
    sda_buf_free(&rows);
  } else if (IS("versions")) {
    bytes key = bytes_arg(2);
    sda_versions *versions = NULL;
    if (!done(sda_store_versions(engine, key.ptr, key.len, &versions, &error))) {
      return 1;
    }
    begin();
    for (size_t i = 0; i < sda_versions_len(versions); i++) {
      sda_version v;
      v.struct_size = sizeof v;
      must(sda_versions_get(versions, i, &v, &error));
      record();
      number(v.operation_type);
      next();
      hex(v.node_id, v.node_id_len);
      unsigned_number(v.sequence);
      number(v.timestamp_ms);
      hex(v.value, v.value_len);
      end();
    }
    sda_versions_free(versions);
  } else if (IS("conflicts")) {
    bytes after = bytes_arg(2);
    sda_conflicts *conflicts = NULL;
    if (!done(sda_store_conflicts(engine, after.ptr, after.len, uint_arg(3), &conflicts, &error))) {
      return 1;
    }
    begin();
    for (size_t i = 0; i < sda_conflicts_len(conflicts); i++) {
      sda_conflict c;
      c.struct_size = sizeof c;
      must(sda_conflicts_get(conflicts, i, &c, &error));
      record();
      hex(c.key, c.key_len);
      next();
      number(c.is_unresolved);
      unsigned_number(c.side_count);
      number(c.base != NULL);
      hex(c.base, c.base_len);
      end();
      for (size_t j = 0; j < c.side_count; j++) {
        sda_conflict_side s;
        s.struct_size = sizeof s;
        must(sda_conflicts_side(conflicts, i, j, &s, &error));
        record();
        number(s.operation_type);
        next();
        number(s.is_shown);
        number(s.is_local);
        hex(s.node_id, s.node_id_len);
        unsigned_number(s.sequence);
        hex(s.value, s.value_len);
        end();
      }
    }
    sda_conflicts_free(conflicts);
  } else {
    return 0;
  }
  return 1;
}

static sda_group *group_of(size_t at) {
  sda_group *group = NULL;
  must(sda_group_new(&group, &error));
  while (at < token_count) {
    int is_put = strcmp(arg(at), "put") == 0;
    bytes key = bytes_arg(at + 1), value = is_put ? bytes_arg(at + 2) : (bytes){NULL, 0};
    sda_status status = is_put ? sda_group_put(group, key.ptr, key.len, value.ptr, value.len, &error)
                               : sda_group_remove(group, key.ptr, key.len, &error);
    if (!done(status)) {
      sda_group_free(group);
      return NULL;
    }
    at += is_put ? 3 : 2;
  }
  return group;
}

static int writing(const char *verb, sda_engine *engine) {
  int is_put = IS("put"), is_put_local = IS("put_local");
  sda_ops *ops = NULL;
  sda_apply apply;
  apply.struct_size = sizeof apply;
  uint64_t count = 0;
  if (is_put || IS("remove")) {
    bytes key = bytes_arg(2), value = is_put ? bytes_arg(3) : (bytes){NULL, 0};
    uint32_t type = is_put ? SDA_OPERATION_PUT : SDA_OPERATION_DELETE;
    submitted(sda_sync_submit(engine, type, key.ptr, key.len, value.ptr, value.len,
                              int_arg(is_put ? 4 : 3), &ops, &error),
              &ops, NULL);
  } else if (is_put_local || IS("remove_local")) {
    bytes key = bytes_arg(2), value = is_put_local ? bytes_arg(3) : (bytes){NULL, 0};
    uint32_t type = is_put_local ? SDA_OPERATION_PUT : SDA_OPERATION_DELETE;
    applied_answer(sda_store_apply(engine, type, key.ptr, key.len, value.ptr, value.len,
                                   int_arg(is_put_local ? 4 : 3), &apply, &error),
                   &apply);
  } else if (IS("put_unlogged")) {
    bytes key = bytes_arg(2), value = bytes_arg(3);
    applied_answer(sda_store_apply_unlogged(engine, SDA_OPERATION_PUT, key.ptr, key.len, value.ptr,
                                            value.len, int_arg(4), uint_arg(5), &apply, &error),
                   &apply);
  } else if (IS("group")) {
    sda_group *group = group_of(3);
    if (group != NULL) {
      submitted(sda_group_submit(group, engine, int_arg(2), &ops, &error), &ops, group);
    }
    sda_group_free(group);
  } else if (IS("group_local")) {
    sda_group *group = group_of(3);
    if (group != NULL) {
      sda_status status = sda_group_apply_local(group, engine, int_arg(2), &apply, &error);
      applied_answer(status, &apply);
      must(sda_group_clear(group, NULL));
      if (status == SDA_OK) {
        unsigned_number(sda_group_len(group));
      }
    }
    sda_group_free(group);
  } else if (IS("submit_local")) {
    counted(sda_sync_submit_local_writes(engine, &count, &error), &count);
  } else {
    return 0;
  }
  return 1;
}

static void state(sda_engine *engine) {
  sda_sync_state s;
  s.struct_size = sizeof s;
  if (done(sda_sync_get_state(engine, &s, &error))) {
    begin();
    const uint64_t all[] = {
        s.outbox_size,       s.queued_count,    s.in_flight_count,
        s.acknowledged_count, s.failed_count,   s.last_submitted_version,
        s.last_applied_remote_version,          s.total_retries,
        s.pending_count,     s.duplicate_count, s.conflict_count,
        s.clock_refusal_count,                  s.coalesced_count,
        s.outbox_bytes};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
      unsigned_number(all[i]);
    }
  }
}

static int by_id(const char *verb, sda_engine *engine) {
  sda_ops *ops = NULL;
  bytes id = token_count > 2 && arg(2)[0] == 'x' ? bytes_arg(2) : (bytes){NULL, 0};
  if (IS("find")) {
    ops_answer(sda_sync_find(engine, id.ptr, id.len, &ops, &error), &ops);
  } else if (IS("ack")) {
    plain(sda_sync_receive_ack(engine, id.ptr, id.len, &error));
  } else if (IS("fail")) {
    sda_status why = (sda_status)int_arg(3);
    plain(sda_sync_report_send_failure(engine, id.ptr, id.len, why, &error));
  } else if (IS("queue")) {
    plain(sda_sync_queue(engine, id.ptr, id.len, &error));
  } else if (IS("requeue")) {
    plain(sda_sync_requeue_failed(engine, id.ptr, id.len, &error));
  } else if (IS("discard")) {
    plain(sda_sync_discard_failed(engine, id.ptr, id.len, &error));
  } else if (IS("encode")) {
    sda_buf buf = {NULL, 0, 0};
    sda_envelope e;
    e.struct_size = sizeof e;
    if (done(sda_sync_find(engine, id.ptr, id.len, &ops, &error))) {
      must(sda_ops_get(ops, 0, &e, &error));
      filled(sda_op_encode(&e.op, &buf, &error), &buf);
      sda_ops_free(ops);
    }
  } else {
    return 0;
  }
  return 1;
}

static int outbox(const char *verb, sda_engine *engine) {
  sda_ops *ops = NULL;
  uint64_t count = 0;
  int64_t at_ms = 0;
  if (IS("batch")) {
    ops_answer(sda_sync_next_batch(engine, &ops, &error), &ops);
  } else if (IS("tick")) {
    sda_tick tick;
    tick.struct_size = sizeof tick;
    if (done(sda_sync_tick(engine, (uint32_t)uint_arg(2), &tick, &ops, &error))) {
      begin();
      unsigned_number(tick.retried_count);
      unsigned_number(tick.pruned_count);
      envelopes(ops);
    }
  } else if (IS("outbox")) {
    ops_answer(sda_sync_outbox(engine, &ops, &error), &ops);
  } else if (IS("failed")) {
    ops_answer(sda_sync_failed(engine, &ops, &error), &ops);
  } else if (IS("held")) {
    ops_answer(sda_sync_held(engine, &ops, &error), &ops);
  } else if (IS("requeue_all")) {
    counted(sda_sync_requeue_all_failed(engine, &count, &error), &count);
  } else if (IS("prune_failed")) {
    counted(sda_sync_prune_failed(engine, &count, &error), &count);
  } else if (IS("prune_completed")) {
    counted(sda_sync_prune_completed(engine, &count, &error), &count);
  } else if (IS("retry_expired")) {
    counted(sda_sync_retry_expired(engine, &count, &error), &count);
  } else if (IS("state")) {
    state(engine);
  } else if (IS("wakeup")) {
    if (done(sda_sync_next_wakeup(engine, &at_ms, &error))) {
      begin();
      number(at_ms);
    }
  } else if (IS("receive")) {
    bytes data = bytes_arg(2);
    sda_envelope e;
    e.struct_size = sizeof e;
    sda_received r;
    r.struct_size = sizeof r;
    if (done(sda_op_decode(data.ptr, data.len, &ops, &error))) {
      must(sda_ops_get(ops, 0, &e, &error));
      if (done(sda_sync_receive(engine, &e.op, &r, &error))) {
        begin();
        number(r.applied);
        number(r.duplicate);
        number(r.conflict);
        record();
        applied(&r.apply, 0);
        end();
      }
      sda_ops_free(ops);
    }
  } else {
    return by_id(verb, engine);
  }
  return 1;
}

static void peer_record(const sda_peer_status_info *p) {
  record();
  hex(p->node_id, p->node_id_len);
  next();
  number(p->is_connected);
  number(p->lease_ms);
  unsigned_number(p->known_count);
  unsigned_number(p->durable_count);
  unsigned_number(p->applied_count);
  unsigned_number(p->pending_own_count);
  unsigned_number(p->pending_relayed_count);
  unsigned_number(p->gone_count);
  unsigned_number(p->refused_count);
  end();
}

static void peer_list(sda_status status, sda_peers **list, int whole) {
  if (!done(status)) {
    return;
  }
  sda_peers *peers = *list;
  begin();
  for (size_t i = 0; i < sda_peers_len(peers); i++) {
    sda_peer_status_info info;
    info.struct_size = sizeof info;
    must(sda_peers_get(peers, i, &info, &error));
    if (whole) {
      peer_record(&info);
    } else {
      hex(info.node_id, info.node_id_len);
    }
  }
  sda_peers_free(peers);
}

static int peering(const char *verb, sda_engine *engine) {
  sda_peers *peers = NULL;
  if (IS("peers")) {
    peer_list(sda_peer_list(engine, &peers, &error), &peers, 1);
  } else if (IS("expire")) {
    peer_list(sda_peers_expire(engine, &peers, &error), &peers, 0);
  } else if (IS("register")) {
    bytes name = bytes_arg(2);
    plain(sda_peer_register(engine, name.ptr, name.len, int_arg(3), &error));
  } else if (IS("unregister")) {
    bytes name = bytes_arg(2);
    plain(sda_peer_remove(engine, name.ptr, name.len, &error));
  } else if (IS("peer")) {
    bytes name = bytes_arg(2);
    sda_peer_status_info info;
    info.struct_size = sizeof info;
    if (done(sda_peer_status(engine, name.ptr, name.len, &info, &error))) {
      begin();
      peer_record(&info);
    }
  } else if (IS("ack_from") || IS("applied_at")) {
    bytes id = bytes_arg(2), name = bytes_arg(3);
    plain(IS("ack_from")
              ? sda_outbox_ack_from(engine, id.ptr, id.len, name.ptr, name.len, &error)
              : sda_op_is_applied_at(engine, id.ptr, id.len, name.ptr, name.len, &error));
  } else {
    return 0;
  }
  return 1;
}

static int session_verbs(const char *verb) {
  if (IS("session")) {
    open_session();
    return 1;
  }
  const char *verbs[] = {"poll", "handle", "event", "wake", "session_state", "end", "free"};
  size_t at = 0;
  while (at < 7 && strcmp(verb, verbs[at]) != 0) {
    at++;
  }
  if (at == 7) {
    return 0;
  }
  sda_session *session = slot(sessions, arg(1))->handle;
  sda_buf buf = {NULL, 0, 0};
  int64_t at_ms = 0;
  sda_session_event e;
  e.struct_size = sizeof e;
  sda_session_state_info s;
  s.struct_size = sizeof s;
  if (IS("poll")) {
    filled(sda_session_poll_transmit(session, (size_t)uint_arg(2), &buf, &error), &buf);
  } else if (IS("handle")) {
    bytes frames = bytes_arg(2);
    plain(sda_session_handle(session, frames.ptr, frames.len, &error));
  } else if (IS("event")) {
    if (done(sda_session_poll_event(session, &e, &error))) {
      begin();
      number(e.event_type);
      number(e.status);
      unsigned_number(e.count);
      unsigned_number(e.other_count);
      unsigned_number(e.sequence);
      hex(e.node_id, e.node_id_len);
      hex(e.reason, e.reason_len);
    }
  } else if (IS("wake")) {
    if (done(sda_session_next_wakeup_at_ms(session, &at_ms, &error))) {
      begin();
      number(at_ms);
    }
  } else if (IS("session_state")) {
    if (done(sda_session_state(session, &s, &error))) {
      begin();
      number(s.phase);
      unsigned_number(s.in_flight_count);
      hex(s.node_id, s.node_id_len);
    }
  } else if (IS("end")) {
    plain(sda_session_close(session, &error));
  } else {
    sda_session_free(session);
    slot(sessions, arg(1))->handle = NULL;
    begin();
  }
  return 1;
}

static int feed_verbs(const char *verb) {
  named *feed = slot(feeds, arg(1));
  uint64_t position = 0;
  sda_change c;
  c.struct_size = sizeof c;
  if (IS("feed")) {
    sda_feed *opened = NULL;
    plain(sda_feed_open(engine_of(arg(2)), uint_arg(3), (uint32_t)uint_arg(4), &opened, &error));
    feed->handle = opened;
  } else if (IS("change")) {
    if (done(sda_feed_next(feed->handle, &c, &error))) {
      begin();
      number(c.change_type);
      number(c.operation_type);
      unsigned_number(c.version);
      hex(c.sync_id, c.sync_id_len);
      hex(c.key, c.key_len);
      hex(c.value, c.value_len);
      number(c.status);
      number(c.retry_count);
      number(c.last_error);
    }
  } else if (IS("position")) {
    counted(sda_feed_position(feed->handle, &position, &error), &position);
  } else if (IS("feed_free")) {
    sda_feed_free(feed->handle);
    feed->handle = NULL;
    begin();
  } else {
    return 0;
  }
  return 1;
}

/* Values piece by piece */

static int value_verbs(const char *verb) {
  uint64_t size = 0, version = 0;
  int64_t at_ms = 0;
  if (IS("reader")) {
    bytes key = bytes_arg(3);
    sda_value_reader *opened = NULL;
    if (done(sda_value_reader_open(engine_of(arg(2)), key.ptr, key.len, &opened, &size, &version,
                                   &at_ms, &error))) {
      slot(readers, arg(1))->handle = opened;
      begin();
      unsigned_number(size);
      unsigned_number(version);
      number(at_ms);
    }
  } else if (IS("read")) {
    size_t room = uint_arg(3), len = 0;
    uint8_t *to = malloc(room + 1);
    if (done(sda_value_reader_read(slot(readers, arg(1))->handle, uint_arg(2), to, room, &len,
                                   &error))) {
      begin();
      hex(to, len);
    }
    free(to);
  } else if (IS("reader_free")) {
    sda_value_reader_free(slot(readers, arg(1))->handle);
    slot(readers, arg(1))->handle = NULL;
    begin();
  } else if (IS("writer")) {
    bytes key = bytes_arg(3);
    sda_value_writer *begun = NULL;
    sda_status status = sda_value_writer_open(engine_of(arg(2)), key.ptr, key.len, uint_arg(4),
                                              int_arg(5), &begun, &error);
    slot(writers, arg(1))->handle = begun;
    plain(status);
  } else if (IS("write")) {
    bytes piece = bytes_arg(2);
    plain(sda_value_writer_write(slot(writers, arg(1))->handle, piece.ptr, piece.len, &error));
  } else if (IS("commit")) {
    sda_apply apply;
    apply.struct_size = sizeof apply;
    applied_answer(sda_value_writer_commit(slot(writers, arg(1))->handle, &apply, &error), &apply);
  } else if (IS("writer_free")) {
    sda_value_writer_free(slot(writers, arg(1))->handle);
    slot(writers, arg(1))->handle = NULL;
    begin();
  } else {
    return 0;
  }
  return 1;
}

/* Clients, whose messages the runner carries */

static void open_client(void) {
  sda_options options;
  sda_sync_options sync;
  sda_client_options own;
  defaults(&options, &sync);
  read_options(2, &options, &sync);
  options.clock = NULL; /* a client of C++ has the system's */
  options.durability = options.path_len == 0 ? SDA_DURABILITY_MEMORY_ONLY : options.durability;
  own.struct_size = sizeof own;
  must(sda_client_options_init(&own));
  sda_client *client = NULL;
  sda_status status = sda_client_open(&options, &sync, &own, &client, &error);
  slot(clients, arg(1))->handle = client;
  plain(status);
}

static void client_events(sda_client *client) {
  sda_client_events *events = NULL;
  if (!done(sda_client_poll_events(client, 1024, &events, &error))) {
    return;
  }
  begin();
  for (size_t i = 0; i < sda_client_events_len(events); i++) {
    sda_client_event e;
    e.struct_size = sizeof e;
    must(sda_client_events_get(events, i, &e, &error));
    record();
    number(e.event_type);
    next();
    hex(e.node_id, e.node_id_len);
    end();
  }
  sda_client_events_free(events);
}

static void client_peers(sda_client *client) {
  sda_engine *engine = NULL;
  sda_peers *peers = NULL;
  must(sda_client_engine(client, &engine, &error));
  if (done(sda_peer_list(engine, &peers, &error))) {
    begin();
    for (size_t i = 0; i < sda_peers_len(peers); i++) {
      sda_peer_status_info p;
      p.struct_size = sizeof p;
      must(sda_peers_get(peers, i, &p, &error));
      record();
      hex(p.node_id, p.node_id_len);
      next();
      number(p.is_connected);
      end();
    }
    sda_peers_free(peers);
  }
  must(sda_engine_close(engine, &error));
}

static int client_links(const char *verb, sda_client *client) {
  uint64_t link = 0;
  sda_buf buf = {NULL, 0, 0};
  if (IS("client_carry")) {
    plain(sda_client_start_carrying(client, &error));
  } else if (IS("client_link")) {
    bytes node = bytes_arg(2);
    sda_status status =
        sda_client_open_link(client, node.ptr, node.len, (uint32_t)uint_arg(3), &link, &error);
    counted(status, &link);
  } else if (IS("client_message")) {
    filled(sda_client_next_message(client, uint_arg(2), &buf, &error), &buf);
  } else if (IS("client_receive")) {
    bytes message = bytes_arg(3);
    plain(sda_client_receive(client, uint_arg(2), message.ptr, message.len, &error));
  } else if (IS("client_unlink")) {
    plain(sda_client_close_link(client, uint_arg(2), &error));
  } else if (IS("client_events")) {
    client_events(client);
  } else if (IS("client_peers")) {
    client_peers(client);
  } else {
    return 0;
  }
  return 1;
}

static int client_verbs(const char *verb) {
  if (IS("client")) {
    open_client();
    return 1;
  }
  if (strncmp(verb, "client_", 7) != 0) {
    return 0;
  }
  named *of = slot(clients, arg(1));
  sda_client *client = of->handle;
  sda_buf buf = {NULL, 0, 0};
  uint64_t count = 0;
  if (IS("client_close")) {
    plain(sda_client_close(client, &error));
    of->handle = NULL;
  } else if (IS("client_put")) {
    bytes key = bytes_arg(2), value = bytes_arg(3);
    plain(sda_client_put(client, key.ptr, key.len, value.ptr, value.len, NULL, &error));
  } else if (IS("client_remove")) {
    bytes key = bytes_arg(2);
    plain(sda_client_remove(client, key.ptr, key.len, NULL, &error));
  } else if (IS("client_get")) {
    bytes key = bytes_arg(2);
    filled(sda_client_get(client, key.ptr, key.len, &buf, &error), &buf);
  } else if (IS("client_contains")) {
    bytes key = bytes_arg(2);
    plain(sda_client_contains(client, key.ptr, key.len, &error));
  } else if (IS("client_len")) {
    counted(sda_client_len(client, &count, &error), &count);
  } else if (IS("client_status")) {
    uint32_t status = 0;
    sda_status answer = sda_client_status_of(client, uint_arg(2), &status, &error);
    count = status;
    counted(answer, &count);
  } else if (IS("client_tick")) {
    sda_client_turn turn;
    turn.struct_size = sizeof turn;
    if (done(sda_client_tick(client, (uint32_t)uint_arg(2), &turn, &error))) {
      begin();
      unsigned_number(turn.pruned_count);
    }
  } else {
    return client_links(verb, client);
  }
  return 1;
}

static void verified(sda_status status, sda_findings *findings) {
  if (!done(status)) {
    return;
  }
  sda_verified v;
  v.struct_size = sizeof v;
  must(sda_findings_totals(findings, &v, &error));
  begin();
  number(v.is_sound);
  unsigned_number(v.key_count);
  unsigned_number(v.owed_count);
  unsigned_number(v.finding_count);
  for (size_t i = 0; i < sda_findings_len(findings); i++) {
    sda_finding f;
    f.struct_size = sizeof f;
    must(sda_findings_get(findings, i, &f, &error));
    record();
    number(f.part);
    next();
    number(f.status);
    unsigned_number(f.at);
    unsigned_number(f.number);
    hex(f.file, f.file_len);
    end();
  }
  sda_findings_free(findings);
}

static void salvaged(void) {
  sda_options options;
  sda_sync_options unused;
  defaults(&options, &unused);
  options.clock = NULL;
  bytes path = bytes_arg(1), to = bytes_arg(2);
  options.path = path.ptr;
  options.path_len = path.len;
  sda_losses *losses = NULL;
  if (!done(sda_salvage(&options, to.ptr, to.len, &losses, &error))) {
    return;
  }
  sda_salvaged s;
  s.struct_size = sizeof s;
  must(sda_losses_totals(losses, &s, &error));
  begin();
  unsigned_number(s.key_count);
  unsigned_number(s.owed_count);
  unsigned_number(s.loss_count);
  unsigned_number(s.missing_count);
  for (size_t i = 0; i < s.missing_count; i++) {
    sda_missing missing;
    missing.struct_size = sizeof missing;
    must(sda_losses_missing(losses, i, &missing, &error));
  }
  for (size_t i = 0; i < sda_losses_len(losses); i++) {
    sda_loss loss;
    loss.struct_size = sizeof loss;
    must(sda_losses_get(losses, i, &loss, &error));
    record();
    number(loss.part);
    next();
    number(loss.status);
    unsigned_number(loss.at);
    unsigned_number(loss.number);
    end();
  }
  sda_losses_free(losses);
}

static int upkeep(const char *verb, sda_engine *engine) {
  sda_buf buf = {NULL, 0, 0};
  uint64_t count = 0;
  uint32_t small = 0;
  sda_findings *findings = NULL;
  if (IS("flush")) {
    plain(sda_engine_flush(engine, &error));
  } else if (IS("maintain")) {
    sda_status status = sda_engine_maintain(engine, uint_arg(2), 0, &small, &error);
    count = small;
    counted(status, &count);
  } else if (IS("checkpoint")) {
    plain(sda_engine_checkpoint(engine, &error));
  } else if (IS("reload")) {
    plain(sda_engine_reload(engine, &error));
  } else if (IS("clear")) {
    plain(sda_store_clear_memory(engine, &error));
  } else if (IS("detach")) {
    plain(sda_sync_detach(engine, &error));
  } else if (IS("digest")) {
    filled(sda_engine_digest(engine, &buf, &error), &buf);
  } else if (IS("renamed")) {
    filled(sda_engine_renamed_from(engine, &buf, &error), &buf);
  } else if (IS("status")) {
    filled(sda_engine_status_json(engine, &buf, &error), &buf);
  } else if (IS("changes")) {
    counted(sda_engine_changes(engine, &count, &error), &count);
  } else if (IS("feed_end")) {
    counted(sda_engine_feed_end(engine, &count, &error), &count);
  } else if (IS("identity")) {
    if (done(sda_engine_identity(engine, &buf, &small, &error))) {
      begin();
      hex(buf.ptr, buf.len);
      number(small);
    }
    sda_buf_free(&buf);
  } else if (IS("health")) {
    sda_health health;
    health.struct_size = sizeof health;
    if (done(sda_engine_health(engine, &health, &error))) {
      begin();
      number(health.is_stopped);
      number(health.failure);
      unsigned_number(health.oldest_owed_version);
    }
  } else if (IS("backup")) {
    bytes path = bytes_arg(2);
    sda_backup backup;
    backup.struct_size = sizeof backup;
    sda_status status = sda_engine_backup(engine, path.ptr, path.len, &backup, &error);
    counted(status, &backup.version);
  } else if (IS("verify")) {
    sda_status status = sda_engine_verify(engine, &findings, &error);
    verified(status, findings);
  } else if (IS("policy")) {
    plain(sda_sync_set_policy(engine, (uint32_t)uint_arg(2), &error));
  } else if (IS("merge")) {
    set_merge(engine, arg(2));
  } else {
    return 0;
  }
  return 1;
}

/* Everything is let go of and the clock starts anew: the next script. */
static void reset(void) {
  for (size_t i = 0; i < NAMES_MAX; i++) {
    sda_session_free(sessions[i].handle);
    sda_feed_free(feeds[i].handle);
    sda_value_reader_free(readers[i].handle);
    sda_value_writer_free(writers[i].handle);
    must(sda_client_close(clients[i].handle, &error));
    must(sda_engine_close(engines[i].handle, &error));
  }
  memset(engines, 0, sizeof engines);
  memset(sessions, 0, sizeof sessions);
  memset(feeds, 0, sizeof feeds);
  memset(readers, 0, sizeof readers);
  memset(writers, 0, sizeof writers);
  memset(clients, 0, sizeof clients);
  now_ms = 1700000000000;
  begin();
}

static int without_engine(const char *verb) {
  uint64_t length = 0;
  sda_ops *ops = NULL;
  if (IS("reset")) {
    reset();
  } else if (IS("now")) {
    now_ms = int_arg(1);
    begin();
  } else if (IS("open")) {
    open_engine();
  } else if (IS("configure")) {
    configure();
  } else if (IS("close")) {
    named *of = slot(engines, arg(1));
    plain(sda_engine_close(of->handle, &error));
    of->handle = NULL;
  } else if (IS("decode")) {
    bytes data = bytes_arg(1);
    sda_envelope e;
    e.struct_size = sizeof e;
    if (done(sda_op_decode(data.ptr, data.len, &ops, &error))) {
      must(sda_ops_get(ops, 0, &e, &error));
      begin();
      hex(e.op.sync_id, e.op.sync_id_len);
      hex(e.op.origin, e.op.origin_len);
      unsigned_number(e.op.sequence);
      number(e.op.operation_type);
      hex(e.op.key, e.op.key_len);
      hex(e.op.value, e.op.value_len);
      sda_ops_free(ops);
    }
  } else if (IS("frame")) {
    bytes data = bytes_arg(1);
    uint32_t longest = (uint32_t)uint_arg(2);
    sda_status status = sda_frame_bytes(data.ptr, data.len, longest, &length, &error);
    counted(status, &length);
  } else if (IS("verify_path")) {
    sda_options options;
    sda_sync_options unused;
    defaults(&options, &unused);
    options.clock = NULL;
    bytes path = bytes_arg(1);
    options.path = path.ptr;
    options.path_len = path.len;
    sda_findings *findings = NULL;
    sda_status status = sda_verify(&options, &findings, &error);
    verified(status, findings);
  } else if (IS("salvage")) {
    salvaged();
  } else if (IS("status_name")) {
    const char *name = sda_status_name((sda_status)int_arg(1));
    begin();
    hex((const uint8_t *)name, strlen(name));
  } else {
    return session_verbs(verb) || value_verbs(verb) || client_verbs(verb) ||
           ((IS("feed") || IS("change") || IS("position") || IS("feed_free")) && feed_verbs(verb));
  }
  return 1;
}

static void answer(void) {
  const char *verb = arg(0);
  if (without_engine(verb)) {
    return;
  }
  sda_engine *engine = engine_of(arg(1));
  if (engine == NULL) {
    /* What every language says of a handle that it has closed; C has no such thing. */
    printf("error %d engine is closed|", SDA_ERROR_CLOSED);
    return;
  }
  if (!reading(verb, engine) && !writing(verb, engine) && !outbox(verb, engine) &&
      !peering(verb, engine) && !upkeep(verb, engine)) {
    die(verb);
  }
}

int main(void) {
  size_t room = 64 << 20;
  char *line = malloc(room);
  if (sda_abi_version() != SDA_ABI_VERSION || line == NULL) {
    die("wrong library");
  }
  while (fgets(line, (int)room, stdin) != NULL) {
    line[strcspn(line, "\n")] = 0;
    token_count = 0;
    for (char *at = strtok(line, " "); at != NULL; at = strtok(NULL, " ")) {
      tokens[token_count++] = at;
    }
    answer();
    putchar('\n');
    fflush(stdout);
  }
  free(line);
  return 0;
}
