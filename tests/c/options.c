/* SPDX-License-Identifier: Apache-2.0 */
/* Defaults, and every option out of its range: named with value and limit, nothing opened. */
#include "check.h"

static void the_defaults_are_those_of_the_header(void) {
  sda_options options;
  memset(&options, 0xa5, sizeof options);
  options.struct_size = sizeof options;
  CHECK(sda_options_init(&options) == SDA_OK);
  CHECK(options.struct_size == sizeof options && options.durability == SDA_DURABILITY_DURABLE);
  CHECK(options.path == NULL && options.path_len == 0 && options.seed == 0);
  CHECK(options.value_bytes_max == UINT64_C(64) << 20 && options.clock_drift_ms == 300000);
  CHECK(options.clock == NULL && options.clock_user_data == NULL && options.clock_release == NULL);
  CHECK(options.read_only == 0 && options.reserved == 0);
  CHECK(options.memory_bytes == UINT64_C(64) << 20 && options.feed_retain_bytes == 0);
  CHECK(options.maintain_on_write == 1 && options.reserved_2 == 0);
  CHECK(options.history_bytes_max == UINT64_C(1) << 30);
  CHECK(options.recording_path == NULL && options.recording_path_len == 0);
  CHECK(options.recording_bytes_max == UINT64_C(256) << 20);
  sda_sync_options sync;
  memset(&sync, 0xa5, sizeof sync);
  sync.struct_size = sizeof sync;
  CHECK(sda_sync_options_init(&sync) == SDA_OK);
  CHECK(sync.struct_size == sizeof sync && sync.conflict_policy == SDA_POLICY_LAST_WRITE_WINS);
  CHECK(sync.node_id == NULL && sync.node_id_len == 0 && sync.batch_size == 64);
  CHECK(sync.max_retries == 5 && sync.auto_queue == 1 && sync.require_ack == 1);
  CHECK(sync.reserved == 0 && sync.retry_interval_ms == 5000);
  CHECK(sync.retry_cap_ms == 300000 && sync.ack_timeout_ms == 10000);
}

static void an_option_out_of_range_is_named(void) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_options options = options_of(NULL);
#define REFUSED(naming) \
  CHECK_FAILS(sda_engine_open(&options, &engine, &error), SDA_ERROR_INVALID_ARGUMENT, naming)
  options.durability = 0;
  REFUSED("durability 0");
  options.durability = UINT32_MAX;
  REFUSED("durability 4294967295, known are 1 to 3");
  options = options_of(NULL);
  options.value_bytes_max = (UINT64_C(1) << 30) + 1;
  REFUSED("1073741825 bytes, allowed are up to 1073741824");
  options = options_of(NULL);
  options.clock_drift_ms = -1;
  REFUSED("-1 ms, allowed are 0 to 2592000000");
  options.clock_drift_ms = INT64_C(2592000001);
  REFUSED("2592000001 ms");
  options = options_of(NULL);
  options.reserved = 3;
  REFUSED("reserved is 3");
  options = options_of(NULL);
  options.reserved_2 = 4;
  REFUSED("reserved_2 is 4");
  options = options_of(NULL);
  options.read_only = 1;
  REFUSED("exclude");
  options = options_of(NULL);
  options.memory_bytes = 65535;
  REFUSED("memory of 65535 bytes, allowed are 65536 or more");
  /* Not part of the older struct, and so the default. */
  options.struct_size = offsetof(sda_options, memory_bytes);
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_end(engine);
  engine = NULL;
  options = options_of(NULL);
  options.path_len = 5;
  REFUSED("path: NULL with length 5");
#undef REFUSED
  CHECK(engine == NULL);
  options = options_of(NULL);
  options.value_bytes_max = 4;
  options.clock_drift_ms = 0;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(
      sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("k"), TEXT("1234"), NOW_MS, NULL, &error));
  CHECK_FAILS(
      sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("k"), TEXT("12345"), NOW_MS, NULL, &error),
      SDA_ERROR_INVALID_ARGUMENT, "value of 5 bytes, allowed are 4");
  CHECK(engine_shows(engine, "k", "1234"));
  engine_end(engine);
}

static void a_sync_option_out_of_range_is_named(void) {
  char name[257];
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_sync_options options = sync_options_of("");
#define REFUSED(naming) \
  CHECK_FAILS(sda_sync_attach(engine, &options, &error), SDA_ERROR_INVALID_ARGUMENT, naming)
  REFUSED("0 bytes, allowed are 1 to 255");
  memset(name, 'n', 256);
  name[256] = '\0';
  options = sync_options_of(name);
  REFUSED("256 bytes, allowed are 1 to 255");
  options = sync_options_of("node-\xff");
  REFUSED("UTF-8");
  options = sync_options_of("node-a");
  options.conflict_policy = 0;
  REFUSED("policy 0, known are 1 to 6");
  options.conflict_policy = 257; /* must not be cut to its low byte */
  REFUSED("policy 257");
  options = sync_options_of("node-a");
  options.batch_size = 0;
  REFUSED("batch size 0, allowed are 1 to 65536");
  options.batch_size = UINT64_MAX;
  REFUSED("18446744073709551615");
  options = sync_options_of("node-a");
  options.reserved = 1;
  REFUSED("reserved is 1");
  options = sync_options_of("node-a");
  options.retry_interval_ms = -1;
  REFUSED("retry interval -1 ms");
  options = sync_options_of("node-a");
  options.retry_cap_ms = INT64_MIN;
  REFUSED("retry cap -9223372036854775808 ms");
  options = sync_options_of("node-a");
  options.ack_timeout_ms = -2;
  REFUSED("ack timeout -2 ms");
#undef REFUSED
  sda_buf node = buf_empty();
  uint32_t epoch = 5;
  CHECK_NOTHING(sda_engine_identity(engine, &node, &epoch, &error));
  CHECK(epoch == 5);
  /* The extremes that are allowed. */
  name[255] = '\0';
  options = sync_options_of(name);
  options.batch_size = 65536;
  options.max_retries = UINT32_MAX;
  options.retry_interval_ms = INT64_MAX;
  options.retry_cap_ms = INT64_MAX;
  options.ack_timeout_ms = INT64_MAX;
  CHECK_OK(sda_sync_attach(engine, &options, &error));
  options.batch_size = 65537;
  CHECK_FAILS(sda_sync_configure(engine, &options, &error), SDA_ERROR_INVALID_ARGUMENT, "65537");
  engine_submit(engine, "k", "v", NULL);
  engine_hand_out(engine, 1);
  int64_t at_ms = 0;
  CHECK_OK(sda_sync_next_wakeup(engine, &at_ms, &error));
  CHECK(at_ms > 0);
  engine_end(engine);
}

static void every_durability_takes_writes(const folder *in) {
  char path[128];
  sda_error *error = NULL;
  const uint32_t modes[] = {SDA_DURABILITY_DURABLE, SDA_DURABILITY_FAST,
                            SDA_DURABILITY_MEMORY_ONLY};
  for (size_t i = 0; i < 3; i++) {
    sda_engine *engine = NULL;
    char name[16];
    snprintf(name, sizeof name, "%u.wal", (unsigned)modes[i]);
    sda_options options = options_of(folder_file(in, name, path));
    options.durability = modes[i];
    CHECK_OK(sda_engine_open(&options, &engine, &error));
    engine_attach(engine, "node-a");
    engine_submit(engine, "k", "v", NULL);
    engine_hand_out(engine, 1);
    CHECK_OK(sda_engine_flush(engine, &error));
    engine_end(engine);
    CHECK((access(path, F_OK) == 0) == (modes[i] != SDA_DURABILITY_MEMORY_ONLY));
  }
}

static uint64_t runs_after_writing(const char *path, uint32_t maintain_on_write) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_options options = options_of(path);
  options.durability = SDA_DURABILITY_FAST;
  options.memory_bytes = 65536;
  options.maintain_on_write = maintain_on_write;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  char key[32], value[256];
  memset(value, 'v', sizeof value - 1);
  value[sizeof value - 1] = '\0';
  for (int number = 0; number < 1000; number++) {
    snprintf(key, sizeof key, "key-%04d", number);
    CHECK_OK(
        sda_store_apply(engine, SDA_OPERATION_PUT, TEXT(key), TEXT(value), NOW_MS, NULL, &error));
  }
  sda_health health;
  health.struct_size = sizeof health;
  CHECK_OK(sda_engine_health(engine, &health, &error));
  uint64_t run_count = health.run_count;
  uint32_t more = 1;
  while (more != 0) {
    CHECK_OK(sda_engine_maintain(engine, 1 << 20, 0, &more, &error));
  }
  CHECK_OK(sda_engine_health(engine, &health, &error));
  CHECK(health.run_count > 0);
  engine_end(engine);
  return run_count;
}

static void upkeep_can_be_left_to_the_caller(const folder *in) {
  char path[128];
  CHECK(runs_after_writing(folder_file(in, "kept.wal", path), 1) > 0);
  CHECK(runs_after_writing(folder_file(in, "left.wal", path), 0) == 0);
}

int main(void) {
  folder in = folder_make();
  the_defaults_are_those_of_the_header();
  an_option_out_of_range_is_named();
  a_sync_option_out_of_range_is_named();
  every_durability_takes_writes(&in);
  upkeep_can_be_left_to_the_caller(&in);
  folder_remove(&in);
  return 0;
}
