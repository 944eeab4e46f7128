/* SPDX-License-Identifier: Apache-2.0 */
/* Opens, writes, walks, fails and closes, over and over; prints the memory in KiB after a fifth of the
 * rounds and at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "softadastra.h"

#define TEXT(text) ((const uint8_t *)(text)), strlen(text)

static void must(int holds) {
  if (!holds) {
    fprintf(stderr, "leak: a call failed\n");
    exit(1);
  }
}

static long resident_kib(void) {
  long total = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  must(file != NULL && fscanf(file, "%ld %ld", &total, &resident) == 2);
  fclose(file);
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* Six handles: engine, operations, buffer, scan, versions, error. */
static void turn(void) {
  sda_options options;
  sda_sync_options sync;
  sda_engine *engine = NULL;
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  sda_scan *scan = NULL;
  sda_versions *versions = NULL;
  sda_buf buf = {NULL, 0, 0};
  sda_entry entry;
  options.struct_size = sizeof options;
  sync.struct_size = sizeof sync;
  entry.struct_size = sizeof entry;
  must(sda_options_init(&options) == SDA_OK && sda_sync_options_init(&sync) == SDA_OK);
  options.durability = SDA_DURABILITY_MEMORY_ONLY;
  sync.node_id = (const uint8_t *)"leak";
  sync.node_id_len = 4;
  must(sda_engine_open(&options, &engine, NULL) == SDA_OK);
  must(sda_sync_attach(engine, &sync, NULL) == SDA_OK);
  must(sda_sync_submit(engine, SDA_OPERATION_PUT, TEXT("k"), TEXT("value"), 1, &ops, NULL) == SDA_OK);
  must(sda_store_get(engine, TEXT("k"), &buf, NULL, NULL, NULL) == SDA_OK);
  must(sda_scan_open(engine, &scan, NULL) == SDA_OK);
  must(sda_scan_next(scan, &entry, NULL) == SDA_OK);
  must(sda_store_versions(engine, TEXT("k"), &versions, NULL) == SDA_OK);
  must(sda_sync_receive_ack(engine, TEXT("leak-9"), &error) == SDA_ERROR_NOT_FOUND);
  sda_error_free(error);
  sda_versions_free(versions);
  sda_ops_free(ops);
  sda_buf_free(&buf);
  must(sda_engine_close(engine, NULL) == SDA_OK);
  sda_scan_free(scan);
}

int main(int argc, char **argv) {
  long rounds = argc > 1 ? atol(argv[1]) : 0, before = 0;
  for (long at = 0; at < rounds; at++) {
    turn();
    if (at == rounds / 5) {
      before = resident_kib();
    }
  }
  printf("%ld %ld\n", before, resident_kib());
  return 0;
}
