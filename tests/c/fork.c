/* SPDX-License-Identifier: Apache-2.0 */
/* A process that forks with an engine open: the log stays locked, nobody else becomes its writer,
 * a child that leaves without a close takes nothing along, and the parent goes on as before. */
#include "check.h"

#include <sys/wait.h>

static int child_ended_with(pid_t child) {
  int status = 0;
  CHECK(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
  return WEXITSTATUS(status);
}

/* What opening the path answers, in a process of its own. */
static int opening_answers(const char *path, int read_only) {
  pid_t child = fork();
  if (child == 0) {
    sda_options options = options_of(path);
    sda_engine *second = NULL;
    options.read_only = (uint32_t)read_only;
    sda_status status = sda_engine_open(&options, &second, NULL);
    _exit(status == SDA_OK ? 0 : -status);
  }
  return child_ended_with(child);
}

static void nobody_else_becomes_the_writer(const char *path) {
  sda_error *error = NULL;
  sda_engine *second = NULL;
  sda_options options = options_of(path);
  CHECK_FAILS(sda_engine_open(&options, &second, &error), SDA_ERROR_LOCKED, path);
  CHECK(second == NULL);
  CHECK(opening_answers(path, 0) == -SDA_ERROR_LOCKED);
  CHECK(opening_answers(path, 1) == 0);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  sda_error *error = NULL;
  sda_engine *engine = engine_of(folder_file(&in, "fork.wal", path));
  engine_attach(engine, "node-a");
  engine_submit(engine, "k", "before", NULL);
  nobody_else_becomes_the_writer(path);

  /* The child has a copy of the engine, which it must not use, and leaves without a close. */
  pid_t child = fork();
  if (child == 0) {
    _exit(0);
  }
  CHECK(child_ended_with(child) == 0);
  engine_submit(engine, "k", "after", NULL);
  nobody_else_becomes_the_writer(path);
  CHECK_OK(sda_engine_flush(engine, &error));
  engine_end(engine);

  engine = engine_of(path);
  CHECK(engine_shows(engine, "k", "after") && engine_state(engine).outbox_size == 2);
  engine_end(engine);
  folder_remove(&in);
  return 0;
}
