/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of a running database, looking for damage, health. */
#include "check.h"

static sda_health health_of(const sda_engine *engine) {
  sda_health health;
  sda_error *error = NULL;
  memset(&health, 0xa5, sizeof health);
  health.struct_size = sizeof health;
  CHECK_OK(sda_engine_health(engine, &health, &error));
  CHECK(health.struct_size == sizeof health);
  return health;
}

static sda_verified totals_of(const sda_findings *findings) {
  sda_verified verified;
  sda_error *error = NULL;
  memset(&verified, 0xa5, sizeof verified);
  verified.struct_size = sizeof verified;
  CHECK_OK(sda_findings_totals(findings, &verified, &error));
  return verified;
}

static void a_copy_is_another_life_of_the_node(const folder *in) {
  char path[128], other[128];
  sda_error *error = NULL;
  sda_engine *engine = engine_of(folder_file(in, "a.wal", path));
  folder_file(in, "copy.wal", other);
  engine_attach(engine, "node-a");
  engine_submit(engine, "k", "v", NULL);
  sda_backup backup;
  memset(&backup, 0xa5, sizeof backup);
  backup.struct_size = sizeof backup;
  CHECK_OK(sda_engine_backup(engine, TEXT(other), &backup, &error));
  CHECK(backup.version == 1 && backup.file_count == 4 && backup.bytes > 512);
  CHECK_FAILS(sda_engine_backup(engine, TEXT(other), NULL, &error), SDA_ERROR_FILE_ALREADY_EXISTS,
              other);
  sda_engine *copy = engine_of(other);
  CHECK(engine_shows(copy, "k", "v") && engine_state(copy).outbox_size == 1);
  engine_attach(copy, "node-a");
  sda_buf node = buf_empty();
  uint32_t epoch = 0, copy_epoch = 0;
  CHECK_OK(sda_engine_identity(engine, &node, &epoch, &error));
  CHECK_OK(sda_engine_identity(copy, &node, &copy_epoch, &error));
  CHECK(epoch != copy_epoch);
  sda_buf_free(&node);
  engine_hand_out(copy, 1);
  CHECK_OK(sda_sync_receive_ack(copy, TEXT("node-a-1"), &error));
  CHECK(engine_state(copy).acknowledged_count == 1);
  engine_end(copy);
  engine_end(engine);
  CHECK_FAILS(sda_engine_backup(engine = engine_of(NULL), TEXT(other), NULL, &error),
              SDA_ERROR_INVALID_STATE, "memory");
  engine_end(engine);
}

static void health_tells_what_is_held(const folder *in) {
  char path[128];
  sda_engine *engine = engine_of(folder_file(in, "a.wal", path));
  sda_health health = health_of(engine);
  CHECK(health.is_stopped == 0 && health.failure == SDA_OK && health.is_at_work == 0);
  CHECK(health.run_count == 1 && health.run_bytes > 0 && health.oldest_owed_version == 1);
  CHECK(health.sealed_count == 1 && health.held_bytes == health.sealed_bytes);
  CHECK(health.active_bytes >= 512);
  engine_end(engine);
}

static void damage_is_listed_and_nothing_is_changed(const folder *in) {
  char path[128], run[160];
  sda_error *error = NULL;
  sda_findings *findings = NULL;
  sda_options options = options_of(folder_file(in, "a.wal", path));
  sda_engine *engine = engine_of(path);
  CHECK_FAILS(sda_verify(&options, &findings, &error), SDA_ERROR_LOCKED, path);
  CHECK_OK(sda_engine_verify(engine, &findings, &error));
  sda_verified verified = totals_of(findings);
  CHECK(verified.is_sound == 1 && verified.finding_count == 0 && verified.key_count == 1);
  CHECK(verified.owed_count == 1 && verified.last_version == 1 && verified.file_count == 5);
  CHECK(sda_findings_len(findings) == 0);
  sda_findings_free(findings);
  engine_end(engine);
  snprintf(run, sizeof run, "%s.run-00000001", path);
  FILE *file = fopen(run, "r+b");
  CHECK(file != NULL && fseek(file, 60, SEEK_SET) == 0);
  int byte = fgetc(file);
  CHECK(fseek(file, 60, SEEK_SET) == 0 && fputc(byte ^ 1, file) != EOF && fclose(file) == 0);
  CHECK_OK(sda_verify(&options, &findings, &error));
  verified = totals_of(findings);
  CHECK(verified.is_sound == 0 && verified.finding_count == 1);
  CHECK(sda_findings_len(findings) == 1);
  sda_finding finding;
  memset(&finding, 0xa5, sizeof finding);
  finding.struct_size = sizeof finding;
  CHECK_OK(sda_findings_get(findings, 0, &finding, &error));
  CHECK(finding.part == SDA_PART_RUN && finding.status == SDA_ERROR_CORRUPTED);
  CHECK(finding.at <= 60 && 60 < finding.at + finding.bytes && finding.number == 1);
  CHECK(same_text(finding.file, finding.file_len, run) && finding.text_len > 0);
  CHECK(finding.has_keys == 1 && same_text(finding.first_key, finding.first_key_len, "k"));
  CHECK_NOTHING(sda_findings_get(findings, 1, &finding, &error));
  sda_findings_free(findings);
  options = options_of(folder_file(in, "none.wal", path));
  CHECK_FAILS(sda_verify(&options, &findings, &error), SDA_ERROR_FILE_READ, path);
}

int main(void) {
  folder in = folder_make();
  a_copy_is_another_life_of_the_node(&in);
  health_tells_what_is_held(&in);
  damage_is_listed_and_nothing_is_changed(&in);
  folder_remove(&in);
  return 0;
}
