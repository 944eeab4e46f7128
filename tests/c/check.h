/* SPDX-License-Identifier: Apache-2.0 */
/* What every program here needs: checks that name their line, a fresh folder, an engine in one
 * call. Include it first. Programs are C11 and C++20 alike. */
#ifndef SDA_TESTS_CHECK_H
#define SDA_TESTS_CHECK_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* mkdtemp, pthreads */
#endif

#include <dirent.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "softadastra.h"

#define NOW_MS INT64_C(1700000000000)

#define CHECK(condition) ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition, ""))

/* The three below use a variable `sda_error *error` of the caller, which is NULL before and after.
 */
#define CHECK_OK(call) check_status((call), SDA_OK, &error, __FILE__, __LINE__, #call)
#define CHECK_NOTHING(call) check_status((call), SDA_NOTHING, &error, __FILE__, __LINE__, #call)
#define CHECK_FAILS(call, status, naming) \
  check_fails((call), (status), &error, (naming), __FILE__, __LINE__, #call)

static inline void check_failed(const char *file, int line, const char *what, const char *detail) {
  fprintf(stderr, "%s:%d: %s %s\n", file, line, what, detail);
  exit(1);
}

static inline void check_status(sda_status status, sda_status wanted, sda_error **error,
                                const char *file, int line, const char *what) {
  if (status != wanted) {
    fprintf(stderr, "status %d (%s), wanted %d: %s: %s\n", (int)status, sda_status_name(status),
            (int)wanted, sda_error_message(*error), sda_error_context(*error));
    check_failed(file, line, what, "");
  }
  if (*error != NULL) {
    check_failed(file, line, what, "wrote an error without failing");
  }
}

/* The call failed, said so in the error object as well, and named `naming` in message or context.
 */
static inline void check_fails(sda_status status, sda_status wanted, sda_error **error,
                               const char *naming, const char *file, int line, const char *what) {
  if (status != wanted || *error == NULL || sda_error_status(*error) != wanted) {
    fprintf(stderr, "status %d (%s), wanted %d: %s: %s\n", (int)status, sda_status_name(status),
            (int)wanted, sda_error_message(*error), sda_error_context(*error));
    check_failed(file, line, what, "");
  }
  if (strlen(sda_error_message(*error)) == 0) {
    check_failed(file, line, what, "failed without a text");
  }
  if (strstr(sda_error_message(*error), naming) == NULL &&
      strstr(sda_error_context(*error), naming) == NULL) {
    fprintf(stderr, "%s: %s\n", sda_error_message(*error), sda_error_context(*error));
    check_failed(file, line, what, "does not name what it should");
  }
  sda_error_free(*error);
  *error = NULL;
}

/* Text as the two arguments of an input. */
#define TEXT(text) ((const uint8_t *)(text)), strlen(text)

static inline int same_text(const uint8_t *bytes, size_t len, const char *text) {
  return len == strlen(text) && (len == 0 || memcmp(bytes, text, len) == 0);
}

static inline int same_buf(const sda_buf *a, const sda_buf *b) {
  return a->len == b->len && (a->len == 0 || memcmp(a->ptr, b->ptr, a->len) == 0);
}

/* A folder of its own for one program. */
typedef struct folder {
  char path[64];
} folder;

static inline folder folder_make(void) {
  folder made;
  /* mkdtemp puts other letters in the place of these six, which it asks for. */
  strcpy(made.path, "/tmp/softadastra-c-XXXXXX");
  CHECK(mkdtemp(made.path) != NULL);
  return made;
}

/* The path of a file in the folder, valid as long as `out`. */
static inline const char *folder_file(const folder *in, const char *name, char out[128]) {
  snprintf(out, 128, "%s/%s", in->path, name);
  return out;
}

static inline void folder_remove(const folder *gone) {
  char path[512];
  DIR *listing = opendir(gone->path);
  CHECK(listing != NULL);
  for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      snprintf(path, sizeof path, "%s/%s", gone->path, entry->d_name);
      CHECK(unlink(path) == 0);
    }
  }
  closedir(listing);
  CHECK(rmdir(gone->path) == 0);
}

static inline sda_buf buf_empty(void) {
  sda_buf empty;
  memset(&empty, 0, sizeof empty);
  return empty;
}

/* Options for a log at `path`, or in memory when it is NULL, with a seed that repeats. */
static inline sda_options options_of(const char *path) {
  sda_options options;
  memset(&options, 0xa5, sizeof options);
  options.struct_size = sizeof options;
  CHECK(sda_options_init(&options) == SDA_OK);
  options.seed = 7;
  if (path == NULL) {
    options.durability = SDA_DURABILITY_MEMORY_ONLY;
  } else {
    options.path = (const uint8_t *)path;
    options.path_len = strlen(path);
  }
  return options;
}

static inline sda_engine *engine_of(const char *path) {
  sda_options options = options_of(path);
  sda_engine *engine = NULL;
  sda_error *error = NULL;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK(engine != NULL);
  return engine;
}

static inline void engine_end(sda_engine *engine) {
  sda_error *error = NULL;
  CHECK_OK(sda_engine_close(engine, &error));
}

static inline sda_sync_options sync_options_of(const char *node) {
  sda_sync_options options;
  memset(&options, 0xa5, sizeof options);
  options.struct_size = sizeof options;
  CHECK(sda_sync_options_init(&options) == SDA_OK);
  options.node_id = (const uint8_t *)node;
  options.node_id_len = strlen(node);
  return options;
}

static inline void engine_attach(sda_engine *engine, const char *node) {
  sda_sync_options options = sync_options_of(node);
  sda_error *error = NULL;
  CHECK_OK(sda_sync_attach(engine, &options, &error));
}

/* Submits a put; its list goes to `ops` unless that is NULL. */
static inline void engine_submit(sda_engine *engine, const char *key, const char *value,
                                 sda_ops **ops) {
  sda_error *error = NULL;
  CHECK_OK(sda_sync_submit(engine, SDA_OPERATION_PUT, TEXT(key), TEXT(value), NOW_MS, ops, &error));
}

static inline sda_sync_state engine_state(const sda_engine *engine) {
  sda_sync_state state;
  sda_error *error = NULL;
  memset(&state, 0, sizeof state);
  state.struct_size = sizeof state;
  CHECK_OK(sda_sync_get_state(engine, &state, &error));
  CHECK(state.struct_size == sizeof state);
  return state;
}

static inline uint64_t engine_changes(const sda_engine *engine) {
  uint64_t changes = 0;
  sda_error *error = NULL;
  CHECK_OK(sda_engine_changes(engine, &changes, &error));
  return changes;
}

/* Whether the engine shows the value; NULL for "the key is not shown". */
static inline int engine_shows(const sda_engine *engine, const char *key, const char *value) {
  sda_buf found = buf_empty();
  sda_error *error = NULL;
  sda_status status = sda_store_get(engine, TEXT(key), &found, NULL, NULL, &error);
  int shows = value == NULL ? status == SDA_NOTHING
                            : status == SDA_OK && same_text(found.ptr, found.len, value);
  CHECK(error == NULL);
  sda_buf_free(&found);
  return shows;
}

static inline sda_envelope ops_at(const sda_ops *ops, size_t index) {
  sda_envelope envelope;
  sda_error *error = NULL;
  memset(&envelope, 0, sizeof envelope);
  envelope.struct_size = sizeof envelope;
  CHECK_OK(sda_ops_get(ops, index, &envelope, &error));
  return envelope;
}

/* Hands out a batch, checks its length and lets it go. */
static inline void engine_hand_out(const sda_engine *engine, size_t wanted_len) {
  sda_ops *ops = NULL;
  sda_error *error = NULL;
  CHECK_OK(sda_sync_next_batch(engine, &ops, &error));
  CHECK(sda_ops_len(ops) == wanted_len);
  sda_ops_free(ops);
}

#endif
