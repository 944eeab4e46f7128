// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/utils/Serializer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace {

using softadastra::store::utils::Serializer;
using Bytes = std::vector<std::uint8_t>;

struct Point {
  std::int32_t x;
  std::int32_t y;
};

/// Trivially copyable, but there is no empty one.
struct NoDefault {
  explicit NoDefault(std::uint16_t number) : value(number) {}
  std::uint16_t value;
};

template <typename T>
concept HasRawBytes = requires(const T &value) {
  Serializer::to_raw_bytes(value);
};

static_assert(HasRawBytes<Point>);
static_assert(!HasRawBytes<std::string>);
static_assert(std::is_same_v<decltype(&Serializer::append_i64), void (*)(Bytes &, std::int64_t)>);
static_assert(std::is_same_v<decltype(&Serializer::read_u32),
                             bool (*)(std::span<const std::uint8_t>, std::size_t &,
                                      std::uint32_t &) noexcept>);
static_assert(
    std::is_same_v<decltype(&Serializer::can_read),
                   bool (*)(std::span<const std::uint8_t>, std::size_t, std::size_t) noexcept>);

TEST(StoreSerializer, turns_text_into_bytes_and_back) {
  const std::string text("a\0\xff", 3);
  const Bytes bytes = Serializer::to_bytes(text);
  EXPECT_EQ(bytes, (Bytes{'a', 0x00, 0xff}));
  EXPECT_EQ(Serializer::to_string(bytes), text);
  EXPECT_EQ(Serializer::to_string(std::span<const std::uint8_t>(bytes).subspan(1)), text.substr(1));
}

TEST(StoreSerializer, appends_little_endian) {
  Bytes out;
  Serializer::append_u8(out, 0x01);
  Serializer::append_u32(out, 0x05040302);
  Serializer::append_u64(out, 0x0d0c0b0a09080706);
  Serializer::append_i64(out, -2);
  EXPECT_EQ(out, (Bytes{0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b,
                        0x0c, 0x0d, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
}

TEST(StoreSerializer, reads_back_what_it_appends) {
  Bytes bytes;
  Serializer::append_u8(bytes, 0xff);
  Serializer::append_u32(bytes, 0xfffffffe);
  Serializer::append_u64(bytes, std::numeric_limits<std::uint64_t>::max());
  Serializer::append_i64(bytes, std::numeric_limits<std::int64_t>::min());

  std::size_t offset{0};
  std::uint8_t byte{0};
  std::uint32_t word{0};
  std::uint64_t wide{0};
  std::int64_t number{0};
  ASSERT_TRUE(Serializer::read_u8(bytes, offset, byte));
  ASSERT_TRUE(Serializer::read_u32(bytes, offset, word));
  ASSERT_TRUE(Serializer::read_u64(bytes, offset, wide));
  ASSERT_TRUE(Serializer::read_i64(bytes, offset, number));
  EXPECT_EQ(byte, 0xff);
  EXPECT_EQ(word, 0xfffffffe);
  EXPECT_EQ(wide, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(number, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(offset, bytes.size());
}

TEST(StoreSerializer, changes_nothing_when_a_read_is_short) {
  const Bytes bytes(7, 1);
  std::size_t offset{4};
  std::uint32_t word{42};
  std::uint64_t wide{43};
  std::int64_t number{44};
  EXPECT_FALSE(Serializer::read_u32(bytes, offset, word));
  EXPECT_FALSE(Serializer::read_u64(bytes, offset, wide));
  EXPECT_FALSE(Serializer::read_i64(bytes, offset, number));
  EXPECT_EQ(offset, 4U);
  EXPECT_EQ(word, 42U);
  EXPECT_EQ(wide, 43U);
  EXPECT_EQ(number, 44);

  offset = 7;
  std::uint8_t byte{45};
  EXPECT_FALSE(Serializer::read_u8(bytes, offset, byte));
  EXPECT_EQ(offset, 7U);
  EXPECT_EQ(byte, 45);
}

TEST(StoreSerializer, knows_what_can_be_read_without_overflow) {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  const Bytes bytes(4);
  EXPECT_TRUE(Serializer::can_read(bytes, 0, 4));
  EXPECT_TRUE(Serializer::can_read(bytes, 4, 0));
  EXPECT_FALSE(Serializer::can_read(bytes, 0, 5));
  EXPECT_FALSE(Serializer::can_read(bytes, 5, 0));
  EXPECT_FALSE(Serializer::can_read(bytes, 1, most));
  EXPECT_FALSE(Serializer::can_read(bytes, most, 1));
  EXPECT_FALSE(Serializer::can_read(bytes, most, most));

  std::size_t offset = most;
  std::uint8_t byte{1};
  EXPECT_FALSE(Serializer::read_u8(bytes, offset, byte));
  EXPECT_EQ(offset, most);
}

TEST(StoreSerializer, copies_the_memory_of_plain_types) {
  const Bytes bytes = Serializer::to_raw_bytes(Point{3, -4});
  ASSERT_EQ(bytes.size(), sizeof(Point));
  const auto point = Serializer::from_raw_bytes<Point>(bytes);
  ASSERT_TRUE(point.has_value());
  EXPECT_EQ(point->x, 3);
  EXPECT_EQ(point->y, -4);

  const auto number = Serializer::from_raw_bytes<NoDefault>(Serializer::to_raw_bytes(NoDefault{9}));
  ASSERT_TRUE(number.has_value());
  EXPECT_EQ(number->value, 9);
}

TEST(StoreSerializer, ignores_further_raw_bytes_and_refuses_too_few) {
  Bytes bytes = Serializer::to_raw_bytes(std::uint32_t{77});
  bytes.push_back(1);
  EXPECT_EQ(Serializer::from_raw_bytes<std::uint32_t>(bytes), 77U);
  const auto short_view = std::span<const std::uint8_t>(bytes).first(3);
  EXPECT_EQ(Serializer::from_raw_bytes<std::uint32_t>(short_view), std::nullopt);
  EXPECT_EQ(Serializer::from_raw_bytes<std::uint8_t>(Bytes{}), std::nullopt);
}

} // namespace
