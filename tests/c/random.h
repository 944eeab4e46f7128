/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers that repeat: xorshift64* (Marsaglia, "Xorshift RNGs", 2003). Include check.h first. */
#ifndef SDA_TESTS_RANDOM_H
#define SDA_TESTS_RANDOM_H

typedef struct dice {
  uint64_t state;
} dice;

static inline dice dice_of(uint64_t seed) {
  dice made;
  made.state = seed * 2 + 1;
  return made;
}

/* A number below `count`. */
static inline uint64_t dice_roll(dice *from, uint64_t count) {
  from->state ^= from->state >> 12;
  from->state ^= from->state << 25;
  from->state ^= from->state >> 27;
  return (from->state * UINT64_C(2685821657736338717) >> 16) % count;
}

#endif
