/* SPDX-License-Identifier: Apache-2.0 */
/* An injected clock: timeouts and backoff to the millisecond, no way back in, released once. */
#include "check.h"
#include "clock.h"

#define TIMEOUT_MS 1000
#define INTERVAL_MS 400
#define CAP_MS 900
#define DELIVERIES 4

static sda_engine *engine_with(const char *path, hand_clock *clock, uint64_t seed) {
  sda_error *error = NULL;
  sda_engine *engine = NULL;
  sda_options options = options_with_clock(path, clock);
  sda_sync_options sync = sync_options_of("node-a");
  options.seed = seed;
  sync.ack_timeout_ms = TIMEOUT_MS;
  sync.retry_interval_ms = INTERVAL_MS;
  sync.retry_cap_ms = CAP_MS;
  sync.max_retries = DELIVERIES;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(sda_sync_attach(engine, &sync, &error));
  return engine;
}

static int64_t wakeup_of(const sda_engine *engine) {
  int64_t at_ms = -1;
  sda_error *error = NULL;
  CHECK_OK(sda_sync_next_wakeup(engine, &at_ms, &error));
  return at_ms;
}

static uint64_t retry(const sda_engine *engine) {
  uint64_t count = 0;
  sda_error *error = NULL;
  CHECK_OK(sda_sync_retry_expired(engine, &count, &error));
  return count;
}

static sda_envelope the_entry(const sda_engine *engine) {
  sda_ops *ops = NULL;
  sda_error *error = NULL;
  CHECK_OK(sda_sync_find(engine, TEXT("node-a-1"), &ops, &error));
  sda_envelope envelope = ops_at(ops, 0);
  sda_ops_free(ops);
  return envelope; /* its pointers are gone, its numbers are not */
}

/* One operation that nobody acknowledges, until it has failed. Keeps the backoffs. */
static void run_out(uint64_t seed, int64_t backoffs[DELIVERIES - 1]) {
  sda_error *error = NULL;
  int64_t at_ms = 0, ceiling = INTERVAL_MS;
  hand_clock clock = hand_clock_of(NOW_MS, 12345);
  sda_engine *engine = engine_with(NULL, &clock, seed);
  CHECK_NOTHING(sda_sync_next_wakeup(engine, &at_ms, &error));
  engine_submit(engine, "k", "v", NULL);
  CHECK(wakeup_of(engine) == NOW_MS);
  for (uint32_t delivery = 1;; delivery++) {
    engine_hand_out(engine, 1);
    sda_envelope entry = the_entry(engine);
    CHECK(entry.status == SDA_STATUS_IN_FLIGHT && entry.retry_count == delivery);
    CHECK(entry.last_attempt_at_ms == clock.wall_ms);
    CHECK(entry.ack_due_at_ms == clock.wall_ms + TIMEOUT_MS);
    CHECK(wakeup_of(engine) == entry.ack_due_at_ms);
    hand_clock_move(&clock, TIMEOUT_MS - 1);
    CHECK(retry(engine) == 0 && the_entry(engine).status == SDA_STATUS_IN_FLIGHT);
    hand_clock_move(&clock, 1);
    if (delivery == DELIVERIES) {
      break;
    }
    CHECK(retry(engine) == 1 && retry(engine) == 0);
    entry = the_entry(engine);
    CHECK(entry.status == SDA_STATUS_QUEUED && entry.last_error == SDA_ERROR_TIMED_OUT);
    int64_t backoff = entry.next_retry_at_ms - clock.wall_ms;
    CHECK(backoff >= 0 && backoff <= ceiling && wakeup_of(engine) == entry.next_retry_at_ms);
    backoffs[delivery - 1] = backoff;
    if (backoff > 0) {
      hand_clock_move(&clock, backoff - 1);
      engine_hand_out(engine, 0);
      hand_clock_move(&clock, 1);
    }
    ceiling = ceiling * 2 < CAP_MS ? ceiling * 2 : CAP_MS;
  }
  CHECK(retry(engine) == 0);
  CHECK(the_entry(engine).status == SDA_STATUS_FAILED);
  CHECK(engine_state(engine).total_retries == DELIVERIES - 1);
  CHECK_NOTHING(sda_sync_next_wakeup(engine, &at_ms, &error));
  engine_end(engine);
  CHECK(clock.release_count == 1 && clock.read_count > 0);
}

static void equal_seeds_give_equal_backoffs(void) {
  int64_t one[DELIVERIES - 1], two[DELIVERIES - 1];
  int differ = 0;
  run_out(1, one);
  run_out(1, two);
  CHECK(memcmp(one, two, sizeof one) == 0);
  for (uint64_t seed = 2; seed < 6; seed++) {
    run_out(seed, two);
    differ += memcmp(one, two, sizeof one) != 0;
  }
  CHECK(differ > 0);
}

static void a_step_of_the_wall_clock_moves_no_timer(void) {
  const int64_t year_ms = INT64_C(365) * 86400 * 1000;
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_engine *engine = engine_with(NULL, &clock, 1);
  engine_submit(engine, "k", "v", NULL);
  engine_hand_out(engine, 1);
  clock.wall_ms += 10 * year_ms;
  CHECK(retry(engine) == 0 && wakeup_of(engine) == clock.wall_ms + TIMEOUT_MS);
  clock.wall_ms -= 20 * year_ms;
  CHECK(retry(engine) == 0 && wakeup_of(engine) == clock.wall_ms + TIMEOUT_MS);
  clock.mono_ms += TIMEOUT_MS;
  CHECK(retry(engine) == 1);
  engine_end(engine);
}

static void extreme_times_break_nothing(void) {
  const int64_t times[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
  for (size_t w = 0; w < 7; w++) {
    for (size_t m = 0; m < 7; m++) {
      hand_clock clock = hand_clock_of(times[w], times[m]);
      sda_engine *engine = engine_with(NULL, &clock, 1);
      sda_error *error = NULL;
      sda_ops *ops = NULL;
      int64_t at_ms = 0;
      engine_submit(engine, "k", "v", NULL);
      engine_hand_out(engine, 1);
      CHECK_OK(sda_sync_outbox(engine, &ops, &error));
      sda_ops_free(ops);
      CHECK_OK(sda_sync_next_wakeup(engine, &at_ms, &error));
      CHECK(at_ms >= clock.wall_ms); /* later, or as late as a number can be */
      clock.mono_ms = INT64_MAX;
      clock.wall_ms = times[6 - w];
      CHECK_OK(sda_sync_tick(engine, 1, NULL, &ops, &error));
      sda_ops_free(ops);
      CHECK(sda_sync_next_wakeup(engine, &at_ms, &error) >= 0 && error == NULL);
      CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-1"), &error));
      engine_end(engine);
      CHECK(clock.release_count == 1);
    }
  }
}

static void call_back_in(void *user_data, int64_t *wall_ms, int64_t *mono_ms) {
  hand_clock *clock = (hand_clock *)user_data;
  sda_engine *engine = clock->calls;
  hand_clock_read(user_data, wall_ms, mono_ms);
  if (engine == NULL) {
    return;
  }
  uint64_t number = 0;
  sda_scan *scan = NULL;
  sda_status *answers = clock->answers;
  int at = 0;
  clock->calls = NULL;
  answers[at++] = sda_store_len(engine, &number, NULL);
  answers[at++] = sda_engine_flush(engine, NULL);
  answers[at++] = sda_sync_submit(engine, 1, TEXT("in"), TEXT("v"), NOW_MS, NULL, NULL);
  answers[at++] = sda_store_contains(engine, TEXT("k"), NULL);
  answers[at++] = sda_scan_open(engine, &scan, NULL);
  answers[at++] = sda_engine_close(engine, NULL);
  clock->answer_len = at;
  sda_scan_free(scan);
}

static void the_engine_is_busy_inside_its_clock(void) {
  sda_error *error = NULL;
  sda_engine *engine = NULL, *other = engine_of(NULL);
  hand_clock clock = hand_clock_of(NOW_MS, 0);
  sda_options options = options_with_clock(NULL, &clock);
  options.clock = call_back_in;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_attach(engine, "node-a");
  clock.calls = engine;
  engine_submit(engine, "k", "v", NULL);
  CHECK(clock.answer_len == 6);
  for (int i = 0; i < clock.answer_len; i++) {
    CHECK(clock.answers[i] == SDA_ERROR_BUSY);
  }
  /* The refused calls did nothing, the outer one did its work, and the engine still answers. */
  CHECK(engine_shows(engine, "k", "v") && engine_shows(engine, "in", NULL));
  CHECK(engine_state(engine).outbox_size == 1);
  clock.calls = other; /* another engine may be used; closing it is its owner's affair */
  engine_attach(other, "node-b");
  engine_submit(engine, "k", "w", NULL);
  CHECK(clock.answer_len == 6 && clock.answers[0] == SDA_OK && clock.answers[5] == SDA_OK);
  engine_end(engine);
}

static void the_clock_is_released_once_also_when_opening_fails(const folder *in) {
  sda_error *error = NULL;
  sda_engine *engine = NULL, *holder = NULL;
  char path[128];
  hand_clock clock = hand_clock_of(NOW_MS, 0);
#define FAILED(options)                                                      \
  do {                                                                       \
    clock.release_count = 0;                                                 \
    CHECK(sda_engine_open(&(options), &engine, NULL) < 0 && engine == NULL); \
    CHECK(clock.release_count == 1);                                         \
  } while (0)
  sda_options options = options_with_clock(NULL, &clock);
  options.durability = 9;
  FAILED(options);
  options = options_with_clock(NULL, &clock);
  options.clock_drift_ms = -1;
  FAILED(options);
  options = options_with_clock(in->path, &clock); /* a folder */
  FAILED(options);
  holder = engine_of(folder_file(in, "held.wal", path));
  options = options_with_clock(path, &clock);
  FAILED(options);
  engine_end(holder);
#undef FAILED
  clock.release_count = 0;
  options = options_with_clock(NULL, &clock);
  CHECK_FAILS(sda_engine_open(&options, NULL, &error), SDA_ERROR_INVALID_ARGUMENT, "engine");
  CHECK(clock.release_count == 1);
  options.clock_release = NULL;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  engine_end(engine);
  CHECK(clock.release_count == 1);
}

int main(void) {
  folder in = folder_make();
  alarm(30); /* a lock taken twice would wait for ever */
  equal_seeds_give_equal_backoffs();
  a_step_of_the_wall_clock_moves_no_timer();
  the_clock_is_released_once_also_when_opening_fails(&in);
  the_engine_is_busy_inside_its_clock();
  extreme_times_break_nothing();
  folder_remove(&in);
  return 0;
}
