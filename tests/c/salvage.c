/* SPDX-License-Identifier: Apache-2.0 */
/* A new database from what is intact of a damaged one. */
#include "check.h"

static void flip(const char *path, long at) {
  FILE *file = fopen(path, "r+b");
  CHECK(file != NULL && fseek(file, at, SEEK_SET) == 0);
  int byte = fgetc(file);
  CHECK(fseek(file, at, SEEK_SET) == 0 && fputc(byte ^ 1, file) != EOF && fclose(file) == 0);
}

static sda_salvaged totals_of(const sda_losses *losses) {
  sda_salvaged salvaged;
  sda_error *error = NULL;
  memset(&salvaged, 0xa5, sizeof salvaged);
  salvaged.struct_size = sizeof salvaged;
  CHECK_OK(sda_losses_totals(losses, &salvaged, &error));
  return salvaged;
}

static void what_is_whole_is_salvaged_whole(const folder *in) {
  char path[128], other[128];
  sda_error *error = NULL;
  sda_losses *losses = NULL;
  sda_engine *engine = engine_of(folder_file(in, "a.wal", path));
  sda_options options = options_of(path);
  folder_file(in, "whole.wal", other);
  engine_attach(engine, "node-a");
  engine_submit(engine, "k", "v", NULL);
  CHECK_FAILS(sda_salvage(&options, TEXT(other), &losses, &error), SDA_ERROR_LOCKED, path);
  CHECK_OK(sda_engine_checkpoint(engine, &error));
  engine_submit(engine, "l", "w", NULL);
  engine_end(engine);
  CHECK_OK(sda_salvage(&options, TEXT(other), &losses, &error));
  sda_salvaged salvaged = totals_of(losses);
  CHECK(salvaged.listing == SDA_LISTING_MANIFEST && salvaged.loss_count == 0);
  CHECK(salvaged.key_count == 2 && salvaged.owed_count == 2 && salvaged.owed_lost_count == 0);
  CHECK(salvaged.identity_renewed == 1 && salvaged.knowledge_dropped == 0);
  CHECK(salvaged.last_version == 2 && salvaged.intact_version == 2 && salvaged.missing_count == 0);
  CHECK(salvaged.file_count == 5 && salvaged.bytes > 512 && salvaged.set_aside_bytes == 0);
  CHECK(sda_losses_len(losses) == 0);
  sda_losses_free(losses);
  losses = NULL;
  CHECK_FAILS(sda_salvage(&options, TEXT(other), &losses, &error), SDA_ERROR_FILE_ALREADY_EXISTS,
              other);
  CHECK_FAILS(sda_salvage(&options, TEXT(path), &losses, &error), SDA_ERROR_INVALID_ARGUMENT, path);
  CHECK(losses == NULL);
  sda_engine *whole = engine_of(other);
  CHECK(engine_shows(whole, "k", "v") && engine_shows(whole, "l", "w"));
  CHECK(engine_state(whole).outbox_size == 2);
  engine_end(whole);
}

static void what_is_lost_is_listed_and_the_rest_is_there(const folder *in) {
  char path[128], run[160], copy[160], aside[320], other[128];
  sda_error *error = NULL;
  sda_losses *losses = NULL;
  folder_file(in, "a.wal", path);
  folder_file(in, "rest.wal", other);
  sda_options options = options_of(path);
  snprintf(run, sizeof run, "%s.run-00000001", path);
  snprintf(copy, sizeof copy, "%s.manifest", path);
  flip(run, 60);
  flip(copy, 30);
  CHECK_OK(sda_salvage(&options, TEXT(other), &losses, &error));
  sda_salvaged salvaged = totals_of(losses);
  CHECK(salvaged.listing == SDA_LISTING_COPY && salvaged.loss_count == 2);
  CHECK(salvaged.knowledge_dropped == 1 && salvaged.owed_lost_count == 0);
  CHECK(salvaged.owed_count == 2 && salvaged.missing_count == 0);
  CHECK(sda_losses_len(losses) == 2);
  sda_loss loss;
  memset(&loss, 0xa5, sizeof loss);
  loss.struct_size = sizeof loss;
  CHECK_OK(sda_losses_get(losses, 1, &loss, &error));
  CHECK(loss.part == SDA_PART_RUN && loss.status == SDA_ERROR_CORRUPTED && loss.number == 1);
  CHECK(loss.at <= 60 && 60 < loss.at + loss.bytes && loss.entry_count > 0);
  CHECK(same_text(loss.file, loss.file_len, run) && loss.text_len > 0);
  CHECK(loss.has_keys == 1 && same_text(loss.first_key, loss.first_key_len, "k"));
  CHECK_NOTHING(sda_losses_get(losses, 2, &loss, &error));
  sda_losses_free(losses);
  const char *name = strrchr(run, '/');
  snprintf(aside, sizeof aside, "%s.damaged-%s", other, name == NULL ? run : name + 1);
  FILE *file = fopen(aside, "rb");
  CHECK(file != NULL && fclose(file) == 0);
  /* The log of the first operation is still there, because it is owed. */
  sda_engine *rest = engine_of(other);
  CHECK(engine_shows(rest, "k", "v") && engine_shows(rest, "l", "w"));
  engine_end(rest);
}

static void versions_that_are_gone_are_told(const folder *in) {
  char path[128], other[128];
  sda_error *error = NULL;
  sda_losses *losses = NULL;
  sda_engine *engine = engine_of(folder_file(in, "log.wal", path));
  sda_options options = options_of(path);
  folder_file(in, "gap.wal", other);
  engine_attach(engine, "node-a");
  engine_submit(engine, "first", "v", NULL);
  engine_submit(engine, "second", "v", NULL);
  engine_submit(engine, "third", "v", NULL);
  engine_end(engine);
  FILE *file = fopen(path, "rb");
  CHECK(file != NULL);
  char bytes[4096];
  size_t length = fread(bytes, 1, sizeof bytes, file);
  CHECK(fclose(file) == 0);
  size_t at = 512;
  while (at + 6 < length && memcmp(bytes + at, "second", 6) != 0) {
    at++;
  }
  CHECK(at + 6 < length);
  flip(path, (long)at);
  CHECK_OK(sda_salvage(&options, TEXT(other), &losses, &error));
  sda_salvaged salvaged = totals_of(losses);
  CHECK(salvaged.listing == SDA_LISTING_NONE && salvaged.loss_count == 1);
  CHECK(salvaged.owed_count == 2 && salvaged.missing_count == 1);
  CHECK(salvaged.intact_version == 3 && salvaged.last_version >= 3 && salvaged.group_count >= 3);
  sda_missing missing;
  memset(&missing, 0xa5, sizeof missing);
  missing.struct_size = sizeof missing;
  CHECK_OK(sda_losses_missing(losses, 0, &missing, &error));
  CHECK(missing.first == 2 && missing.last == 2 && missing.is_open == 0);
  CHECK_NOTHING(sda_losses_missing(losses, 1, &missing, &error));
  sda_losses_free(losses);
  options = options_of(folder_file(in, "none.wal", path));
  CHECK_FAILS(sda_salvage(&options, TEXT("x"), &losses, &error), SDA_ERROR_FILE_READ, path);
}

int main(void) {
  folder in = folder_make();
  what_is_whole_is_salvaged_whole(&in);
  what_is_lost_is_listed_and_the_rest_is_there(&in);
  versions_that_are_gone_are_told(&in);
  folder_remove(&in);
  return 0;
}
