/* SPDX-License-Identifier: Apache-2.0 */
/* Every export with every argument wrong in turn, on a real log and in memory; every export inside
 * the clock and inside the merge function; everything that outlives an engine, after its close.
 * The calls are generated from the header, so that a new export is abused by being there. */
#include "check.h"
#include "session.h"

#include "abuse.h"

#define LEN_OF(array) (sizeof(array) / sizeof *(array))

/* A closed database that is sound, for what works on files, and what was found in it. */
typedef struct sound_database {
  folder in;
  char path[128];
  sda_findings *findings;
  sda_losses *losses;
} sound_database;

static sound_database sound;

static void make_sound(void) {
  char copy[128];
  sda_error *error = NULL;
  sound.in = folder_make();
  sda_engine *engine = engine_of(folder_file(&sound.in, "sound.wal", sound.path));
  engine_attach(engine, "node-s");
  engine_submit(engine, "k", "v", NULL);
  engine_end(engine);
  sda_options options = options_of(sound.path);
  CHECK_OK(sda_verify(&options, &sound.findings, &error));
  CHECK_OK(sda_salvage(&options, TEXT(folder_file(&sound.in, "copy.wal", copy)), &sound.losses,
                       &error));
}

static void end_sound(void) {
  sda_findings_free(sound.findings);
  sda_losses_free(sound.losses);
  folder_remove(&sound.in);
}

/* An operation on "k" that knows nothing of the one here, and its bytes. */
static void make_other(world *w) {
  sda_error *error = NULL;
  sda_engine *other = engine_of(NULL);
  engine_attach(other, "node-b");
  engine_submit(other, "k", "theirs", &w->other_ops);
  engine_end(other);
  w->op = ops_at(w->other_ops, 0).op;
  w->op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  CHECK_OK(sda_op_encode(&w->op, &w->op_bytes, &error));
}

/* One handle of each type, all of one engine that holds a conflict, a peer and a merge function. */
static void make_handles(world *w) {
  sda_error *error = NULL;
  sda_options options = options_of(w->path[0] == 0 ? NULL : w->path);
  if (w->path[0] != 0) {
    options.durability = SDA_DURABILITY_FAST;
  }
  options.clock = a_clock_fn;
  options.clock_user_data = w;
  CHECK_OK(sda_engine_open(&options, &w->h_engine, &error));
  sda_sync_options sync = sync_options_of("node-a");
  sync.conflict_policy = SDA_POLICY_CUSTOM;
  CHECK_OK(sda_sync_attach(w->h_engine, &sync, &error));
  CHECK_OK(sda_engine_set_merge(w->h_engine, a_merge_fn, w, a_release_fn, &error));
  engine_submit(w->h_engine, "k", "mine", &w->h_ops);
  CHECK_OK(sda_sync_receive(w->h_engine, &w->op, NULL, &error));
  CHECK_OK(sda_peer_register(w->h_engine, TEXT("node-c"), 0, &error));
  CHECK_OK(sda_store_conflicts(w->h_engine, NULL, 0, 9, &w->h_conflicts, &error));
  CHECK_OK(sda_store_versions(w->h_engine, TEXT("k"), &w->h_versions, &error));
  CHECK_OK(sda_scan_open(w->h_engine, &w->h_scan, &error));
  CHECK_OK(sda_value_reader_open(w->h_engine, TEXT("k"), &w->h_value_reader, NULL, NULL, NULL,
                                 &error));
  CHECK_OK(sda_value_writer_open(w->h_engine, TEXT("v"), 1, NOW_MS, &w->h_value_writer, &error));
  CHECK_OK(sda_peer_list(w->h_engine, &w->h_peers, &error));
  CHECK_OK(sda_group_new(&w->h_group, &error));
  CHECK_OK(sda_group_put(w->h_group, TEXT("g"), TEXT("v"), &error));
  sda_session_options session = session_options_of("node-c");
  CHECK_OK(sda_session_open(w->h_engine, &session, &w->h_session, &error));
  sda_options memory = options_of(NULL);
  sda_sync_options client = sync_options_of("node-d");
  CHECK_OK(sda_client_open(&memory, &client, NULL, &w->h_client, &error));
  CHECK_OK(sda_client_node_info(w->h_client, 0, &w->h_node_info, &error));
  char records[128];
  folder_file(&w->in, "records", records);
  CHECK_OK(sda_wal_open(TEXT(records), &w->h_wal, &error));
  CHECK_OK(sda_wal_append_record(w->h_wal, 1, NOW_MS, TEXT("p"), NULL, &error));
  CHECK_OK(sda_wal_reader_open(TEXT(records), &w->h_wal_reader, &error));
  CHECK_OK(sda_client_peers(w->h_client, &w->h_known_peers, &error));
  CHECK_OK(sda_client_poll_events(w->h_client, 1, &w->h_client_events, &error));
  w->h_findings = sound.findings;
  w->h_losses = sound.losses;
  if (w->path[0] == 0) { /* a feed needs a log: that of another engine */
    char path[128];
    w->logged = engine_of(folder_file(&w->in, "logged.wal", path));
  }
  CHECK_OK(sda_feed_open(w->logged != NULL ? w->logged : w->h_engine, 0, 1, &w->h_feed, &error));
  CHECK(sda_sync_set_policy(w->h_engine, 0, &w->h_error) == SDA_ERROR_INVALID_ARGUMENT);
}

static world world_make(int on_disk) {
  world w;
  memset(&w, 0, sizeof w);
  w.in = folder_make();
  memcpy(w.sound, sound.path, sizeof w.sound);
  if (on_disk) {
    folder_file(&w.in, "main.wal", w.path);
  }
  make_other(&w);
  return w;
}

static void world_end(world *w) {
  w->h_findings = NULL;
  w->h_losses = NULL;
#define FREE(name)           \
  sda_##name##_free(w->h_##name); \
  w->h_##name = NULL;
#define sda_engine_free(engine) CHECK(sda_engine_close((engine), NULL) == SDA_OK)
#define sda_client_free(client) CHECK(sda_client_close((client), NULL) == SDA_OK)
#define sda_wal_free(wal) CHECK(sda_wal_close((wal), NULL) == SDA_OK)
  EACH_HANDLE(FREE)
#undef sda_wal_free
#undef sda_client_free
#undef sda_engine_free
#undef FREE
  CHECK(sda_engine_close(w->logged, NULL) == SDA_OK);
  sda_ops_free(w->other_ops);
  sda_buf_free(&w->op_bytes);
  folder_remove(&w->in);
}

/* A type of handle that is new is to be made above. */
static void every_handle_is_there(const world *w) {
#define THERE(name) CHECK(w->h_##name != NULL);
  EACH_HANDLE(THERE)
#undef THERE
}

static void one_export_is_abused(const abuse *one, int on_disk) {
  world w = world_make(on_disk);
  make_handles(&w);
  every_handle_is_there(&w);
  one->run(&w);
  /* What was right is right still. */
  sda_error *error = NULL;
  uint64_t len = 0;
  CHECK_OK(sda_store_len(w.h_engine, &len, &error));
  CHECK(sda_ops_len(w.h_ops) == 1);
  CHECK(sda_error_status(w.h_error) == SDA_ERROR_INVALID_ARGUMENT);
  world_end(&w);
}

/* Makes one call inside a callback of the engine, which `outer` makes run. */
static void one_call_inside(const engine_call *one, sda_status (*outer)(world *w)) {
  world w = world_make(1);
  make_handles(&w);
  before(&w);
  w.what = one->name;
  w.inside = one->run;
  (void)outer(&w);
  CHECK(w.inside_count == 1);
  /* What a handle knows by itself it may say at any time. */
  int is_own = strcmp(one->name, "sda_feed_position") == 0;
  if (is_own ? w.answer != SDA_OK : w.answer != SDA_ERROR_BUSY) {
    wrong(&w, w.answer, "is not the answer inside a callback of its engine");
  }
  if (!is_own) {
    check_untouched(&w, w.answer);
  }
  /* And outside it is an engine as ever. */
  CHECK(engine_shows(w.h_engine, "k", "m"));
  world_end(&w);
}

static sda_status read_the_clock(world *w) {
  sda_ops *ops = NULL;
  sda_status status = sda_sync_tick(w->h_engine, 0, NULL, &ops, NULL);
  sda_ops_free(ops);
  return status;
}

static sda_status merge(world *w) {
  sda_buf value = buf_empty();
  sda_status status = sda_store_get(w->h_engine, TEXT("k"), &value, NULL, NULL, NULL);
  sda_buf_free(&value);
  return status;
}

static void a_call_after_the_close(const engine_call *one) {
  world w = world_make(1);
  make_handles(&w);
  before(&w);
  CHECK(sda_engine_close(w.h_engine, NULL) == SDA_OK);
  w.h_engine = NULL;
  for (int again = 0; again < 2; again++) {
    sda_error *error = NULL;
    w.what = one->name;
    before(&w);
    sda_status status = one->run(&w, &error);
    if (status != SDA_ERROR_CLOSED && status < 0) {
      wrong(&w, status, "after the close of its engine");
    }
    after(&w, status, error, 1);
  }
  CHECK(w.release_count == 1);
  world_end(&w);
}

int main(void) {
  folder in = folder_make();
  make_sound();
  CHECK(chdir(in.path) == 0); /* a path that is no text is a file here */
  for (size_t i = 0; i < LEN_OF(abuses); i++) {
    one_export_is_abused(&abuses[i], 0);
    one_export_is_abused(&abuses[i], 1);
  }
  for (size_t i = 0; i < LEN_OF(engine_calls); i++) {
    one_call_inside(&engine_calls[i], read_the_clock);
    one_call_inside(&engine_calls[i], merge);
  }
  for (size_t i = 0; i < LEN_OF(late_calls); i++) {
    a_call_after_the_close(&late_calls[i]);
  }
  CHECK(chdir("/") == 0);
  end_sound();
  folder_remove(&in);
  return wrong_count == 0 ? 0 : 1;
}
