/* SPDX-License-Identifier: Apache-2.0 */
/* A clock that stands still until the program moves it. Include check.h first. */
#ifndef SDA_TESTS_CLOCK_H
#define SDA_TESTS_CLOCK_H

typedef struct hand_clock {
  int64_t wall_ms;
  int64_t mono_ms;
  int read_count;
  int release_count;
  /* When set, the callback calls this engine once and keeps what it answered. */
  sda_engine *calls;
  sda_status answers[8];
  int answer_len;
} hand_clock;

static inline hand_clock hand_clock_of(int64_t wall_ms, int64_t mono_ms) {
  hand_clock clock;
  memset(&clock, 0, sizeof clock);
  clock.wall_ms = wall_ms;
  clock.mono_ms = mono_ms;
  return clock;
}

static inline void hand_clock_read(void *user_data, int64_t *wall_ms, int64_t *mono_ms) {
  hand_clock *clock = (hand_clock *)user_data;
  clock->read_count++;
  *wall_ms = clock->wall_ms;
  *mono_ms = clock->mono_ms;
}

static inline void hand_clock_release(void *user_data) {
  ((hand_clock *)user_data)->release_count++;
}

static inline void hand_clock_move(hand_clock *clock, int64_t ms) {
  clock->wall_ms += ms;
  clock->mono_ms += ms;
}

static inline sda_options options_with_clock(const char *path, hand_clock *clock) {
  sda_options options = options_of(path);
  options.clock = hand_clock_read;
  options.clock_user_data = clock;
  options.clock_release = hand_clock_release;
  return options;
}

#endif
