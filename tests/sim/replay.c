/* SPDX-License-Identifier: Apache-2.0 */
/* A recording, made and replayed from C: replay <folder>. A node writes, talks with another one, is closed and
 * opened again, all of it recorded; each recording then happens again. Ends with 1 when one does not.
 * `tests/sim/from_c` builds and runs it. */
#include <inttypes.h>
#include <softadastra_sim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sda_error *error = NULL;

static void must(sda_status status, const char *what) {
  if (status == SDA_OK) {
    return;
  }
  fprintf(stderr, "%s: %s: %s\n", what, sda_error_message(error), sda_error_context(error));
  sda_error_free(error);
  exit(2);
}

static const uint8_t *bytes(const char *text) { return (const uint8_t *)text; }

static sda_engine *open_node(const char *folder, const char *name) {
  char path[1024];
  char recording[1024];
  snprintf(path, sizeof path, "%s/%s.db", folder, name);
  snprintf(recording, sizeof recording, "%s/%s.rec", folder, name);
  sda_options options;
  options.struct_size = sizeof options;
  must(sda_options_init(&options), "options");
  options.path = bytes(path);
  options.path_len = strlen(path);
  options.recording_path = bytes(recording);
  options.recording_path_len = strlen(recording);
  sda_engine *engine = NULL;
  must(sda_engine_open(&options, &engine, &error), "open");
  sda_sync_options sync;
  sync.struct_size = sizeof sync;
  must(sda_sync_options_init(&sync), "sync options");
  sync.node_id = bytes(name);
  sync.node_id_len = strlen(name);
  must(sda_sync_attach(engine, &sync, &error), "attach");
  return engine;
}

static sda_session *session_with(sda_engine *engine, const char *peer) {
  must(sda_peer_register(engine, bytes(peer), strlen(peer), 0, &error), "register");
  sda_session_options options;
  options.struct_size = sizeof options;
  must(sda_session_options_init(&options), "session options");
  options.node_id = bytes(peer);
  options.node_id_len = strlen(peer);
  sda_session *session = NULL;
  must(sda_session_open(engine, &options, &session, &error), "session");
  return session;
}

/* Carries frames from one to the other. 1 when there was one. */
static int carry(sda_session *from, sda_session *to) {
  int carried = 0;
  for (;;) {
    sda_buf frame = {NULL, 0, 0};
    sda_status status = sda_session_poll_transmit(from, 65536, &frame, &error);
    if (status == SDA_NOTHING) {
      return carried;
    }
    must(status, "transmit");
    must(sda_session_handle(to, frame.ptr, frame.len, &error), "handle");
    sda_buf_free(&frame);
    carried = 1;
  }
}

static void write_value(sda_engine *engine) {
  static const uint8_t piece[32768] = {7};
  sda_value_writer *writer = NULL;
  must(sda_value_writer_open(engine, bytes("long"), 4, 4 * sizeof piece, 1, &writer, &error), "begin a value");
  for (int number = 0; number < 4; number++) {
    must(sda_value_writer_write(writer, piece, sizeof piece, &error), "write");
  }
  must(sda_value_writer_commit(writer, NULL, &error), "commit");
  sda_value_writer_free(writer);
}

static void live(const char *folder) {
  sda_engine *here = open_node(folder, "here");
  sda_engine *there = open_node(folder, "there");
  sda_session *one = session_with(here, "there");
  sda_session *other = session_with(there, "here");
  for (int number = 0; number < 50; number++) {
    char key[16];
    int len = snprintf(key, sizeof key, "key-%d", number % 20);
    sda_engine *engine = number % 3 == 0 ? there : here;
    uint32_t kind = number % 7 == 6 ? SDA_OPERATION_DELETE : SDA_OPERATION_PUT;
    must(sda_sync_submit(engine, kind, bytes(key), (size_t)len, bytes("v"), 1, number + 1, NULL, &error), "submit");
    while (carry(one, other) | carry(other, one)) {
    }
  }
  write_value(here);
  must(sda_engine_checkpoint(here, &error), "checkpoint");
  sda_session_free(one);
  sda_session_free(other);
  must(sda_engine_close(here, &error), "close");
  must(sda_engine_close(there, &error), "close");
  /* On what is there by now. */
  here = open_node(folder, "here");
  must(sda_sync_submit(here, SDA_OPERATION_PUT, bytes("last"), 4, bytes("v"), 1, 99, NULL, &error), "submit");
  must(sda_engine_close(here, &error), "close");
}

static int replay(const char *folder, const char *name) {
  static uint8_t recording[1 << 22];
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "%s: no such file\n", path);
    return 1;
  }
  size_t len = fread(recording, 1, sizeof recording, file);
  fclose(file);
  sda_sim_report report;
  report.struct_size = sizeof report;
  sda_buf text = {NULL, 0, 0};
  sda_buf smaller = {NULL, 0, 0};
  must(sda_sim_replay(recording, len, 0, &report, &text, &smaller, &error), "replay");
  fwrite(text.ptr, 1, text.len, stdout);
  printf("%s: %" PRIu64 " calls, %" PRIu64 " frames asked for, %" PRIu64 " power cuts, %s\n", name,
         report.operation_count, report.frame_count, report.restart_count, report.is_broken ? "broken" : "as recorded");
  int is_fine = !report.is_broken && smaller.len == 0 && report.operation_count > 3;
  sda_buf_free(&text);
  sda_buf_free(&smaller);
  /* What is no recording is told as such. */
  recording[0] ^= 1;
  if (sda_sim_replay(recording, len, 0, &report, NULL, NULL, NULL) != SDA_ERROR_CORRUPTED ||
      sda_sim_replay(recording, 0, 0, &report, NULL, NULL, NULL) != SDA_ERROR_CORRUPTED ||
      sda_sim_replay(recording, len, 2, &report, NULL, NULL, NULL) != SDA_ERROR_INVALID_ARGUMENT ||
      sda_sim_replay(NULL, 1, 0, &report, NULL, NULL, NULL) != SDA_ERROR_INVALID_ARGUMENT ||
      sda_sim_replay(recording, len, 0, NULL, NULL, NULL, NULL) != SDA_ERROR_INVALID_ARGUMENT) {
    fprintf(stderr, "a bad argument was taken\n");
    return 1;
  }
  return is_fine ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s <folder>\n", argv[0]);
    return 2;
  }
  live(argv[1]);
  return replay(argv[1], "here.rec.000001") | replay(argv[1], "there.rec.000001") | replay(argv[1], "here.rec.000002");
}
