/* SPDX-License-Identifier: Apache-2.0 */
/* Recordings: a file for each opening, what is refused, and what notices say of them. */
#include "check.h"

static const uint8_t magic[8] = {0x89, 'S', 'D', 'R', 'E', 'C', '\n', 0};

static sda_options recorded_options(const char *path, const char *recording) {
  sda_options options = options_of(path);
  options.recording_path = (const uint8_t *)recording;
  options.recording_path_len = strlen(recording);
  return options;
}

static sda_engine *recorded(const char *path, const char *recording) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_options options = recorded_options(path, recording);
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK(engine != NULL);
  return engine;
}

/* What a file holds, in bytes. Its first bytes are those of a recording. */
static size_t recording_bytes(const folder *in, const char *name) {
  char path[128];
  uint8_t start[8] = {0};
  FILE *file = fopen(folder_file(in, name, path), "rb");
  CHECK(file != NULL);
  CHECK(fread(start, 1, sizeof start, file) == sizeof start);
  CHECK(memcmp(start, magic, sizeof magic) == 0);
  CHECK(fseek(file, 0, SEEK_END) == 0);
  long bytes = ftell(file);
  CHECK(bytes > 0 && fclose(file) == 0);
  return (size_t)bytes;
}

static int is_there(const folder *in, const char *name) {
  char path[128];
  return access(folder_file(in, name, path), F_OK) == 0;
}

static void each_opening_makes_the_next_one(const folder *in) {
  char path[128], recording[128], value[1000];
  sda_engine *engine =
      recorded(folder_file(in, "a.wal", path), folder_file(in, "a.rec", recording));
  CHECK(is_there(in, "a.rec.000001"));
  engine_attach(engine, "node-a");
  size_t before = recording_bytes(in, "a.rec.000001");
  memset(value, 'v', sizeof value - 1);
  value[sizeof value - 1] = '\0';
  engine_submit(engine, "k", value, NULL);
  CHECK(recording_bytes(in, "a.rec.000001") >= before + strlen(value));
  engine_end(engine);
  CHECK(!is_there(in, "a.rec") && !is_there(in, "a.rec.000002"));
  size_t first = recording_bytes(in, "a.rec.000001");
  engine = recorded(path, recording);
  CHECK(engine_shows(engine, "k", value));
  engine_end(engine);
  CHECK(recording_bytes(in, "a.rec.000001") == first && is_there(in, "a.rec.000002"));
  /* The second one holds the files that it found. */
  CHECK(recording_bytes(in, "a.rec.000002") > strlen(value));
  engine = recorded(NULL, recording);
  engine_end(engine);
  CHECK(recording_bytes(in, "a.rec.000003") < strlen(value));
}

/* Beside a writer nothing is begun: that opening says nothing of the database. */
static void one_that_finds_it_locked_leaves_none(const folder *in) {
  char path[128], recording[128];
  sda_error *error = NULL;
  sda_engine *second = NULL;
  sda_engine *engine =
      recorded(folder_file(in, "l.wal", path), folder_file(in, "l.rec", recording));
  sda_options options = recorded_options(path, recording);
  CHECK_FAILS(sda_engine_open(&options, &second, &error), SDA_ERROR_LOCKED, path);
  CHECK(second == NULL && is_there(in, "l.rec.000001") && !is_there(in, "l.rec.000002"));
  engine_end(engine);
}

static void what_cannot_be_recorded_is_refused(const folder *in) {
  char path[128], recording[128], segment[128];
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  folder_file(in, "b.wal", path);
  folder_file(in, "b.rec", recording);
  sda_options options = recorded_options(path, recording);
#define REFUSED(naming) \
  CHECK_FAILS(sda_engine_open(&options, &engine, &error), SDA_ERROR_INVALID_ARGUMENT, naming)
  options.recording_bytes_max = 65535;
  REFUSED("recording of 65535 bytes, allowed are 65536 or more");
  options.recording_bytes_max = 0;
  REFUSED("recording of 0 bytes");
  options = recorded_options(path, recording);
  options.read_only = 1;
  REFUSED("read-only and a recording exclude each other");
  options = recorded_options(path, path);
  REFUSED("cannot be a recording");
  options = recorded_options(path, folder_file(in, "b.wal.segment-00000001", segment));
  REFUSED("cannot be a recording");
  options = recorded_options(path, recording);
  options.recording_path = NULL;
  REFUSED("recording path: NULL with length");
#undef REFUSED
  CHECK(engine == NULL && !is_there(in, "b.wal") && !is_there(in, "b.rec.000001"));
  /* Nothing is recorded, so that its length says nothing. */
  options = options_of(NULL);
  options.recording_bytes_max = 1;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_end(engine);
  /* Not part of the older struct. */
  engine = NULL;
  options = recorded_options(path, recording);
  options.struct_size = offsetof(sda_options, recording_path);
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_end(engine);
  CHECK(is_there(in, "b.wal") && !is_there(in, "b.rec.000001"));
}

/* Fetches notices until there is one about a recording; its severity, or 0. */
static uint32_t told(sda_engine *engine, sda_buf *text) {
  sda_error *error = NULL;
  sda_notice notice;
  memset(&notice, 0, sizeof notice);
  notice.struct_size = sizeof notice;
  while (sda_engine_poll_notice(engine, &notice, text, &error) == SDA_OK) {
    if (notice.topic == SDA_TOPIC_RECORDING) {
      return notice.severity;
    }
  }
  CHECK(error == NULL);
  return SDA_SEVERITY_NONE;
}

static int has(const sda_buf *text, const char *part) {
  char copy[256];
  snprintf(copy, sizeof copy, "%.*s", (int)text->len, (const char *)text->ptr);
  return strstr(copy, part) != NULL;
}

static void a_notice_says_where_it_is(const folder *in) {
  char path[128], recording[128], file[128];
  sda_error *error = NULL;
  sda_buf text = buf_empty();
  sda_engine *engine =
      recorded(folder_file(in, "c.wal", path), folder_file(in, "c.rec", recording));
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_INFO, NULL, NULL, NULL, &error));
  CHECK(told(engine, &text) == SDA_SEVERITY_INFO);
  CHECK(has(&text, folder_file(in, "c.rec.000001", file)));
  CHECK(told(engine, &text) == SDA_SEVERITY_NONE);
  engine_end(engine);
  engine = engine_of(path);
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_INFO, NULL, NULL, NULL, &error));
  CHECK(told(engine, &text) == SDA_SEVERITY_NONE);
  engine_end(engine);
  sda_buf_free(&text);
}

/* The call in which it gets full is done as any other, and so are those behind it. */
static void a_full_one_ends_and_a_notice_says_so(const folder *in) {
  char path[128], recording[128];
  static char value[40000];
  sda_error *error = NULL;
  sda_buf text = buf_empty();
  sda_engine *engine = NULL;
  sda_options options =
      recorded_options(folder_file(in, "d.wal", path), folder_file(in, "d.rec", recording));
  options.recording_bytes_max = 65536;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_WARNING, NULL, NULL, NULL, &error));
  engine_attach(engine, "node-a");
  memset(value, 'v', sizeof value - 1);
  engine_submit(engine, "first", value, NULL);
  CHECK(told(engine, &text) == SDA_SEVERITY_NONE);
  engine_submit(engine, "second", value, NULL);
  CHECK(told(engine, &text) == SDA_SEVERITY_WARNING && has(&text, "full"));
  engine_submit(engine, "third", value, NULL);
  CHECK(told(engine, &text) == SDA_SEVERITY_NONE);
  CHECK(engine_shows(engine, "second", value) && engine_shows(engine, "third", value));
  engine_end(engine);
  CHECK(recording_bytes(in, "d.rec.000001") <= 65536);
  sda_buf_free(&text);
}

/* A file stands where its folder should be. */
static void one_that_cannot_begin_fails_no_call(const folder *in) {
  char path[128], recording[128];
  sda_error *error = NULL;
  sda_buf text = buf_empty();
  sda_engine *engine = engine_of(folder_file(in, "e.wal", path));
  engine_attach(engine, "node-a");
  engine_end(engine);
  engine = recorded(path, folder_file(in, "e.wal/e.rec", recording));
  CHECK_OK(sda_engine_set_notify(engine, SDA_SEVERITY_WARNING, NULL, NULL, NULL, &error));
  CHECK(told(engine, &text) == SDA_SEVERITY_WARNING && has(&text, "recording"));
  engine_attach(engine, "node-a");
  engine_submit(engine, "k", "v", NULL);
  CHECK(engine_shows(engine, "k", "v"));
  engine_end(engine);
  sda_buf_free(&text);
}

int main(void) {
  folder in = folder_make();
  each_opening_makes_the_next_one(&in);
  one_that_finds_it_locked_leaves_none(&in);
  what_cannot_be_recorded_is_refused(&in);
  a_notice_says_where_it_is(&in);
  a_full_one_ends_and_a_notice_says_so(&in);
  one_that_cannot_begin_fails_no_call(&in);
  folder_remove(&in);
  return 0;
}
