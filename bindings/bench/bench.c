/* SPDX-License-Identifier: Apache-2.0 */
/* What a call costs in C: the measure for every other language. `run` has the rules. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "softadastra.h"

enum { MANY = 256 };

static sda_engine *engine;
static sda_error *error;
static int key_count, rounds;
static char (*keys)[16], (*other)[16], (*asked)[16];
static uint8_t value[64];

static void must(sda_status status) {
  if (status < 0) {
    fprintf(stderr, "bench: %d %s\n", status, error == NULL ? "" : sda_error_message(error));
    exit(1);
  }
}

static double now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static const uint8_t *key(int at) { return (const uint8_t *)keys[at]; }
static const uint8_t *asked_key(int at) { return (const uint8_t *)asked[at]; }

static void put(void) {
  sda_ops *ops = NULL;
  sda_envelope envelope;
  for (int i = 0; i < key_count; i++) {
    must(sda_sync_submit(engine, SDA_OPERATION_PUT, key(i), 16, value, sizeof value, 1700000000000,
                         &ops, &error));
    envelope.struct_size = sizeof envelope;
    must(sda_ops_get(ops, 0, &envelope, &error));
    sda_ops_free(ops);
  }
}

static void get(void) {
  sda_buf buf = {NULL, 0, 0};
  for (int i = 0; i < key_count; i++) {
    must(sda_store_get(engine, asked_key(i), 16, &buf, NULL, NULL, &error));
  }
  sda_buf_free(&buf);
}

static void next_batch(void) {
  sda_envelope envelope;
  for (int seen = 0; seen < key_count;) {
    sda_ops *ops = NULL;
    must(sda_sync_next_batch(engine, &ops, &error));
    for (size_t i = 0; i < sda_ops_len(ops); i++, seen++) {
      envelope.struct_size = sizeof envelope;
      must(sda_ops_get(ops, i, &envelope, &error));
    }
    if (sda_ops_len(ops) == 0) {
      exit(3);
    }
    sda_ops_free(ops);
  }
}

static void sizes_of(uint8_t *sizes, uint8_t size) {
  memset(sizes, 0, MANY * 4);
  for (int i = 0; i < MANY; i++) {
    sizes[4 * i] = size;
  }
}

static void get_many(void) {
  uint8_t sizes[MANY * 4];
  sda_buf values = {NULL, 0, 0}, found = {NULL, 0, 0};
  sizes_of(sizes, 16);
  for (int i = 0; i < key_count; i += MANY) {
    must(sda_store_get_many(engine, asked_key(i), MANY * 16, sizes, sizeof sizes, &values,
                            &found, &error));
  }
  sda_buf_free(&values);
  sda_buf_free(&found);
}

static void put_many(void) {
  uint8_t sizes[MANY * 4], value_sizes[MANY * 4], *values = malloc(MANY * sizeof value);
  sda_group *group = NULL;
  sizes_of(sizes, 16);
  sizes_of(value_sizes, sizeof value);
  must(sda_group_new(&group, &error));
  for (int i = 0; i < key_count; i += MANY) {
    for (int j = 0; j < MANY; j++) {
      memcpy(values + (size_t)j * sizeof value, value, sizeof value);
    }
    must(sda_group_clear(group, &error));
    must(sda_group_put_many(group, key(i), MANY * 16, sizes, sizeof sizes, values,
                            MANY * sizeof value, value_sizes, sizeof value_sizes, &error));
    must(sda_group_submit(group, engine, 1700000000000, NULL, &error));
  }
  sda_group_free(group);
  free(values);
}

static void scan_many(void) {
  sda_buf k = {NULL, 0, 0}, ks = {NULL, 0, 0}, v = {NULL, 0, 0}, vs = {NULL, 0, 0};
  sda_scan *scan = NULL;
  must(sda_scan_open(engine, &scan, &error));
  while (sda_scan_next_many(scan, 65536, &k, &ks, &v, &vs, &error) == SDA_OK) {
  }
  sda_scan_free(scan);
  sda_buf_free(&k), sda_buf_free(&ks), sda_buf_free(&v), sda_buf_free(&vs);
}

static void drain(void) {
  for (;;) {
    sda_ops *ops = NULL;
    must(sda_sync_next_batch(engine, &ops, &error));
    size_t len = sda_ops_len(ops);
    sda_ops_free(ops);
    if (len == 0) {
      return;
    }
  }
}

static void measure(const char *name, void (*run)(void), void (*before)(void)) {
  double best = 1e30;
  for (int round = 0; round < (before != NULL ? rounds : 5 * rounds); round++) {
    if (before != NULL) {
      before();
    }
    double start = now_ns();
    run();
    double each = (now_ns() - start) / key_count;
    best = each < best ? each : best;
  }
  printf("%s %.1f\n", name, best);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "bench: path, keys, rounds\n");
    return 2;
  }
  key_count = atoi(argv[2]);
  rounds = atoi(argv[3]);
  keys = malloc((size_t)key_count * sizeof *keys);
  other = malloc((size_t)key_count * sizeof *other);
  sda_options options;
  sda_sync_options sync;
  options.struct_size = sizeof options;
  sync.struct_size = sizeof sync;
  must(sda_options_init(&options));
  must(sda_sync_options_init(&sync));
  options.durability = SDA_DURABILITY_FAST;
  options.path = (const uint8_t *)argv[1];
  options.path_len = strlen((const char *)options.path);
  sync.node_id = (const uint8_t *)"bench";
  sync.node_id_len = 5;
  sync.require_ack = 0;
  must(sda_engine_open(&options, &engine, &error));
  must(sda_sync_attach(engine, &sync, &error));
  for (int i = 0; i < key_count; i++) {
    char name[32];
    /* In no order, and read in another one than they are written in, as in an application; then in the same
     * one, in which a processor fetches ahead. */
    snprintf(name, sizeof name, "customer/%07d", (int)((int64_t)i * 40503 % key_count));
    memcpy(keys[i], name, 16);
    snprintf(name, sizeof name, "customer/%07d", (int)((int64_t)i * 25717 % key_count));
    memcpy(other[i], name, 16);
  }
  memset(value, 'v', sizeof value);
  measure("put", put, drain);
  asked = other, measure("get", get, NULL);
  asked = keys, measure("get_in_order", get, NULL);
  measure("next_batch", next_batch, put);
  asked = other, measure("get_many", get_many, NULL);
  asked = keys, measure("get_many_in_order", get_many, NULL);
  measure("put_many", put_many, drain);
  measure("scan_many", scan_many, NULL);
  must(sda_engine_close(engine, &error));
  return 0;
}
