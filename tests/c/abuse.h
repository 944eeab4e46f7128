/* SPDX-License-Identifier: Apache-2.0 */
/* A world in which every export can be called: one handle of each type, one struct of each, places
 * for every output. Include check.h and session.h first. */
#ifndef SDA_TESTS_ABUSE_H
#define SDA_TESTS_ABUSE_H

#include <sys/stat.h>

#include "abuse_calls.h" /* the lists */

/* More than the library writes for any struct, whatever size it is told. */
#define STRUCT_ROOM 4096
#define UNTOUCHED 0xa5

#define NO_TEXT ((const uint8_t *)"\xff\xfe\x80")
#define NO_TEXT_LEN 3
#define ZEROS ((const uint8_t *)"a\0b")
#define ZEROS_LEN 3

typedef struct text {
  const uint8_t *ptr;
  size_t len;
} text;

typedef struct world {
#define HANDLE(name) sda_##name *h_##name;
  EACH_HANDLE(HANDLE)
#undef HANDLE
#define PLACE(name) sda_##name *out_##name;
  EACH_HANDLE(PLACE)
#undef PLACE
#define STRUCT(name)                     \
  union {                                \
    sda_##name value;                    \
    unsigned char room[STRUCT_ROOM];     \
  } s_##name;
  EACH_STRUCT(STRUCT)
#undef STRUCT
  sda_buf buf;
  uint32_t u32;
  uint64_t u64;
  int64_t i64;
  size_t size;
  const uint8_t *text;
  uint8_t room[64];
  folder in;
  char path[128];   /* of the engine; empty in memory */
  char sound[128];  /* a closed database, the same for all worlds */
  char fresh[128];  /* where nothing is */
  int fresh_count;
  sda_engine *logged; /* has the feed when the engine has no log */
  sda_buf op_bytes;
  sda_op op;        /* of another node, borrowed from `other_ops` */
  sda_ops *other_ops;
  const char *what; /* what is being tried */
  uint64_t changes;
  uint64_t outbox_size;
  /* When set, the clock and the merge function make this call once and keep its answer. */
  sda_status (*inside)(struct world *w, sda_error **at);
  sda_status answer;
  int inside_count;
  int release_count;
} world;

typedef struct abuse {
  const char *name;
  void (*run)(world *w);
} abuse;

typedef struct engine_call {
  const char *name;
  sda_status (*run)(world *w, sda_error **at);
} engine_call;

/* What stands for bytes of this name in a call that is right. */
static inline text text_of(const world *w, const char *name) {
  const char *chosen = strcmp(name, "node_id") == 0   ? "node-b"
                       : strcmp(name, "sync_id") == 0 ? "node-a-1"
                       : strcmp(name, "path") == 0    ? w->fresh
                       : strcmp(name, "to") == 0      ? "z"
                       : strcmp(name, "from") == 0    ? "a"
                                                      : "k";
  text found = {(const uint8_t *)chosen, strlen(chosen)};
  if (strcmp(name, "bytes") == 0) {
    found.ptr = w->op_bytes.ptr;
    found.len = w->op_bytes.len;
  }
  return found;
}

/* Callbacks get what was handed in for them, also when that is NULL. */
static void a_release_fn(void *user_data) {
  if (user_data != NULL) {
    ((world *)user_data)->release_count++;
  }
}

/* Makes the call that is to be made inside, once. */
static inline void call_inside(world *w) {
  sda_status (*inside)(world *, sda_error **) = w == NULL ? NULL : w->inside;
  if (inside != NULL) {
    sda_error *error = NULL;
    w->inside = NULL;
    w->answer = inside(w, &error);
    w->inside_count++;
    sda_error_free(error);
  }
}

static void a_clock_fn(void *user_data, int64_t *wall_ms, int64_t *mono_ms) {
  *wall_ms = NOW_MS;
  *mono_ms = 1;
  call_inside((world *)user_data);
}

static sda_status a_merge_fn(void *user_data, const uint8_t *key, size_t key_len,
                             const sda_versions *versions, const uint8_t *base, size_t base_len,
                             sda_buf *merged) {
  (void)key, (void)key_len, (void)versions, (void)base, (void)base_len;
  call_inside((world *)user_data);
  return sda_buf_set(merged, (const uint8_t *)"m", 1, NULL);
}

static void a_notify_fn(void *user_data, const sda_notice *notice, const uint8_t *text,
                        size_t text_len) {
  (void)notice, (void)text, (void)text_len;
  call_inside((world *)user_data);
}

/* Every output as nothing has written it, every input as it should be. */
static inline void before(world *w) {
#define FILL(name)                                        \
  memset(w->s_##name.room, UNTOUCHED, STRUCT_ROOM);       \
  w->s_##name.value.struct_size = sizeof(sda_##name);
  EACH_STRUCT(FILL)
#undef FILL
  w->u32 = 77;
  w->u64 = 77;
  w->i64 = 77;
  w->size = 77;
  w->text = NULL;
  memset(w->room, UNTOUCHED, sizeof w->room);
  CHECK(sda_options_init(&w->s_options.value) == SDA_OK);
  w->s_options.value.path = (const uint8_t *)w->sound;
  w->s_options.value.path_len = strlen(w->sound);
  w->s_options.value.seed = 7;
  CHECK(sda_sync_options_init(&w->s_sync_options.value) == SDA_OK);
  w->s_sync_options.value.node_id = (const uint8_t *)"node-a";
  w->s_sync_options.value.node_id_len = 6;
  CHECK(sda_session_options_init(&w->s_session_options.value) == SDA_OK);
  CHECK(sda_client_options_init(&w->s_client_options.value) == SDA_OK);
  w->s_op.value = w->op;
  snprintf(w->fresh, sizeof w->fresh, "%.100s/fresh-%d", w->in.path, w->fresh_count++);
  sda_error *error = NULL;
  if (w->h_engine != NULL) {
    CHECK_OK(sda_engine_changes(w->h_engine, &w->changes, &error));
  }
}

static int wrong_count = 0;

static inline void wrong(const world *w, sda_status status, const char *why) {
  fprintf(stderr, "%s: status %d (%s): %s\n", w->what, (int)status, sda_status_name(status), why);
  wrong_count++;
}

/* Nothing was written but, by the row itself, the size of a struct. Inputs are not looked at. */
static inline void check_untouched(const world *w, sda_status status) {
  unsigned char fresh[STRUCT_ROOM];
  memset(fresh, UNTOUCHED, sizeof fresh);
  int touched = w->u32 != 77 || w->u64 != 77 || w->i64 != 77 || w->size != 77;
  touched |= w->buf.ptr != NULL || w->text != NULL;
#define LOOK(name) touched |= w->out_##name != NULL;
  EACH_HANDLE(LOOK)
#undef LOOK
#define LOOK(name)                                                          \
  if (strstr(#name, "options") == NULL && strcmp(#name, "op") != 0) {        \
    touched |= memcmp(w->s_##name.room + 4, fresh + 4, STRUCT_ROOM - 4) != 0; \
  }
  EACH_STRUCT(LOOK)
#undef LOOK
  for (size_t at = 0; at < sizeof w->room; at++) {
    touched |= w->room[at] != UNTOUCHED;
  }
  if (touched) {
    wrong(w, status, "failed and wrote an output");
  }
}

static inline void let_go_of_outputs(world *w) {
#define FREE(name)                          \
  if (w->out_##name != NULL) {              \
    sda_##name##_free(w->out_##name);       \
    w->out_##name = NULL;                   \
  }
#define sda_engine_free(engine) CHECK(sda_engine_close((engine), NULL) == SDA_OK)
#define sda_client_free(client) CHECK(sda_client_close((client), NULL) == SDA_OK)
#define sda_wal_free(wal) CHECK(sda_wal_close((wal), NULL) == SDA_OK)
  EACH_HANDLE(FREE)
#undef sda_wal_free
#undef sda_client_free
#undef sda_engine_free
#undef FREE
  sda_buf_free(&w->buf);
}

/* A known answer, the error object of it, and, when it failed, everything as it was. */
static inline void after(world *w, sda_status status, sda_error *error, int has_error) {
  if (strcmp(sda_status_name(status), "unknown status") == 0) {
    wrong(w, status, "is no status");
  }
  if (status == SDA_ERROR_INTERNAL || status == SDA_ERROR_POISONED) {
    wrong(w, status, "no caller can do this");
  }
  if (has_error && status < 0 &&
      (sda_error_status(error) != status || strlen(sda_error_message(error)) == 0)) {
    wrong(w, status, "the error object says something else");
  }
  if (status >= 0 && error != NULL) {
    wrong(w, status, "wrote an error without failing");
  }
  sda_error_free(error);
  if (status < 0) {
    uint64_t changes = 0;
    check_untouched(w, status);
    CHECK(w->h_engine == NULL || sda_engine_changes(w->h_engine, &changes, NULL) == SDA_OK);
    /* A session counts the frames that it cannot use, where all can see it. */
    int counts = strncmp(w->what, "sda_session_handle", 18) == 0;
    if (w->h_engine != NULL && changes != w->changes && !counts) {
      wrong(w, status, "failed and changed the engine");
    }
  }
  let_go_of_outputs(w);
}

#define NEVER(status) 0
#define IS_REFUSED(status) ((status) != SDA_ERROR_INVALID_ARGUMENT)
#define IS_FAILED(status) ((status) >= 0)

/* Once with an error object, once without. */
#define TRY(is_wrong, told, call)                   \
  do {                                              \
    sda_error *error = NULL;                        \
    sda_error **at = &error;                        \
    w->what = told;                                 \
    before(w);                                      \
    sda_status status = (call);                     \
    if (is_wrong(status)) {                         \
      wrong(w, status, "is not the answer");        \
    }                                               \
    after(w, status, error, 1);                     \
    at = NULL;                                      \
    before(w);                                      \
    status = (call);                                \
    if (is_wrong(status)) {                         \
      wrong(w, status, "is not the answer twice");  \
    }                                               \
    after(w, status, NULL, 0);                      \
  } while (0)
#define TRY_PLAIN(is_wrong, told, call)             \
  do {                                              \
    w->what = told;                                 \
    before(w);                                      \
    sda_status status = (call);                     \
    if (is_wrong(status)) {                         \
      wrong(w, status, "is not the answer");        \
    }                                               \
  } while (0)

#define ANY(told, call) TRY(NEVER, told, call)
#define REFUSED(told, call) TRY(IS_REFUSED, told, call)
#define FAILS(told, call) TRY(IS_FAILED, told, call)
#define ANY_PLAIN(told, call) TRY_PLAIN(NEVER, told, call)
#define REFUSED_PLAIN(told, call) TRY_PLAIN(IS_REFUSED, told, call)
/* Nothing comes back: that it lives on is the answer. */
#define ANY_VOID(told, call) (w->what = told, before(w), (call))
#define REFUSED_VOID(told, call) ANY_VOID(told, call)
#define ANY_LEN(told, call) (w->what = told, before(w), CHECK((call) < 99))
#define REFUSED_LEN(told, call) (w->what = told, before(w), CHECK((call) == 0))
#define ANY_NUMBER(told, call) (w->what = told, CHECK((call) == SDA_ABI_VERSION))
#define ANY_TEXT(told, call) (w->what = told, CHECK((call) != NULL))
#define REFUSED_TEXT(told, call) (w->what = told, CHECK(strcmp((call), "") == 0))

#define ABUSE_CALLS
#include "abuse_calls.h" /* the calls */
#undef ABUSE_CALLS

#endif
