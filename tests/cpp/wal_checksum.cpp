// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/utils/Checksum.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using softadastra::wal::utils::Checksum;

constexpr std::array<std::uint8_t, 3> counting{1, 2, 3};
constexpr std::span<const std::uint8_t> counting_span(counting);
const std::vector<std::uint8_t> counting_vector{1, 2, 3};

static_assert(std::same_as<Checksum::value_type, std::uint32_t>);
static_assert(Checksum::compute(counting.data(), counting.size()) == 0x56CF37AB);
static_assert(Checksum::compute(counting_span) == 0x56CF37AB);
static_assert(Checksum::compute(std::string_view("a")) == 0xE40C292C);
static_assert(Checksum::compute("") == 0x811C9DC5);
static_assert(Checksum::compute(nullptr, 0) == 0x811C9DC5);
static_assert(Checksum::compute(nullptr, 1) == 0);
static_assert(Checksum::verify(counting.data(), counting.size(), 0x56CF37AB));
static_assert(Checksum::verify(counting_span, 0x56CF37AB));
static_assert(Checksum::verify(std::string_view("a"), 0xE40C292C));
static_assert(!Checksum::verify(std::string_view("b"), 0xE40C292C));
static_assert(noexcept(Checksum::compute(nullptr, 0)) && noexcept(Checksum::compute("")));
static_assert(noexcept(Checksum::compute(counting_span)));
static_assert(noexcept(Checksum::compute(counting_vector)));
static_assert(noexcept(Checksum::verify(counting_vector, 0)));
static_assert(noexcept(Checksum::verify(counting_span, 0)));
static_assert(noexcept(Checksum::verify("", 0)) && noexcept(Checksum::verify(nullptr, 0, 0)));

TEST(Checksum, every_form_gives_the_same_sum) {
  EXPECT_EQ(Checksum::compute(counting_vector), 0x56CF37ABU);
  EXPECT_EQ(Checksum::compute(counting), 0x56CF37ABU);
  EXPECT_EQ(Checksum::compute("\x01\x02\x03"), 0x56CF37ABU);
  EXPECT_EQ(Checksum::compute(std::string("a")), 0xE40C292CU);
  EXPECT_EQ(Checksum::compute(std::vector<std::uint8_t>()), 0x811C9DC5U);
}

TEST(Checksum, characters_above_127_count_as_bytes) {
  EXPECT_EQ(Checksum::compute("\xFF\x80"),
            Checksum::compute(std::vector<std::uint8_t>{0xFF, 0x80}));
}

TEST(Checksum, verification_notices_every_single_flipped_bit) {
  const Checksum::value_type sum = Checksum::compute(counting_vector);
  EXPECT_TRUE(Checksum::verify(counting_vector, sum));
  for (unsigned bit = 0; bit < 24; ++bit) {
    std::vector<std::uint8_t> damaged = counting_vector;
    damaged.at(bit / 8) = static_cast<std::uint8_t>(damaged.at(bit / 8) ^ (1U << (bit % 8)));
    EXPECT_FALSE(Checksum::verify(damaged, sum)) << bit;
  }
}

} // namespace
