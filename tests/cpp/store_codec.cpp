// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/encoding/OperationDecoder.hpp"
#include "softadastra/store/encoding/OperationEncoder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using softadastra::core::time::Timestamp;
using softadastra::store::core::Operation;
using softadastra::store::encoding::OperationDecoder;
using softadastra::store::encoding::OperationEncoder;
using softadastra::store::types::Key;
using softadastra::store::types::OperationType;
using softadastra::store::types::Value;
using Bytes = std::vector<std::uint8_t>;

static_assert(std::is_same_v<softadastra::store::encoding::core::Operation, Operation>);
static_assert(std::is_same_v<softadastra::store::encoding::types::Key, Key>);
static_assert(std::is_same_v<softadastra::store::encoding::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<decltype(OperationEncoder::format_version), const std::uint8_t>);
static_assert(OperationEncoder::format_version == 1);
static_assert(std::is_same_v<decltype(OperationEncoder::max_key_size), const std::uint32_t>);
static_assert(OperationEncoder::max_key_size == 1048576);
static_assert(OperationEncoder::max_value_size == 67108864);
static_assert(OperationDecoder::supported_format_version == 1);
static_assert(OperationDecoder::max_key_size == 1048576);
static_assert(OperationDecoder::max_value_size == 67108864);
static_assert(std::is_same_v<decltype(&OperationEncoder::encode), Bytes (*)(const Operation &)>);
static_assert(
    std::is_same_v<decltype(&OperationEncoder::can_encode), bool (*)(const Operation &) noexcept>);

const Bytes put_bytes{0x01, 0x01, 0x06, 0x00, 0x00, 0x00, 0x75, 0x73, 0x65,
                      0x72, 0x3a, 0x31, 0x03, 0x00, 0x00, 0x00, 0x41, 0x64,
                      0x61, 0x00, 0x68, 0xe5, 0xcf, 0x8b, 0x01, 0x00, 0x00};
const Bytes delete_bytes{0x01, 0x02, 0x06, 0x00, 0x00, 0x00, 0x75, 0x73, 0x65, 0x72, 0x3a, 0x31,
                         0x00, 0x00, 0x00, 0x00, 0x00, 0x68, 0xe5, 0xcf, 0x8b, 0x01, 0x00, 0x00};

constexpr std::size_t key_length_at = 2;
constexpr std::size_t value_length_at = 12;
constexpr std::size_t time_at = 19;

[[nodiscard]] Operation sample(OperationType type, std::string_view value) {
  return Operation{type, Key{"user:1"}, Value::from_string(value),
                   Timestamp::from_millis(1700000000000)};
}

[[nodiscard]] Bytes with(Bytes bytes, std::size_t position, std::uint8_t value) {
  bytes.at(position) = value;
  return bytes;
}

TEST(StoreCodec, writes_the_golden_bytes) {
  EXPECT_EQ(OperationEncoder::encode(sample(OperationType::Put, "Ada")), put_bytes);
  EXPECT_EQ(OperationEncoder::encode(sample(OperationType::Delete, "")), delete_bytes);
}

TEST(StoreCodec, reads_the_golden_bytes) {
  const auto put = OperationDecoder::decode(put_bytes);
  ASSERT_TRUE(put.has_value());
  EXPECT_TRUE(put->is_put());
  EXPECT_EQ(put->key.str(), "user:1");
  EXPECT_EQ(put->value.to_string(), "Ada");
  EXPECT_EQ(put->timestamp.millis(), 1700000000000);

  const auto removal = OperationDecoder::decode(delete_bytes);
  ASSERT_TRUE(removal.has_value());
  EXPECT_TRUE(removal->is_delete());
  EXPECT_EQ(removal->key.str(), "user:1");
  EXPECT_TRUE(removal->value.empty());
}

TEST(StoreCodec, reads_pointers_and_spans_like_vectors) {
  const auto from_pointer = OperationDecoder::decode(put_bytes.data(), put_bytes.size());
  const auto from_span = OperationDecoder::decode(std::span<const std::uint8_t>(put_bytes));
  ASSERT_TRUE(from_pointer.has_value());
  ASSERT_TRUE(from_span.has_value());
  EXPECT_EQ(OperationEncoder::encode(*from_pointer), put_bytes);
  EXPECT_EQ(OperationEncoder::encode(*from_span), put_bytes);
}

TEST(StoreCodec, refuses_a_null_pointer_whatever_its_size) {
  const std::uint8_t *nothing = nullptr;
  EXPECT_FALSE(OperationDecoder::decode(nothing, 27).has_value());
  EXPECT_FALSE(OperationDecoder::decode(nothing, 0).has_value());
}

TEST(StoreCodec, refuses_every_prefix_of_an_operation) {
  for (std::size_t size = 0; size < put_bytes.size(); ++size) {
    // A copy of the exact size, so that a read too far is seen by the address sanitizer.
    const Bytes prefix(put_bytes.begin(), put_bytes.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(OperationDecoder::decode(prefix).has_value()) << size;
  }
}

TEST(StoreCodec, refuses_bytes_behind_the_operation) {
  Bytes bytes = put_bytes;
  bytes.push_back(0);
  EXPECT_FALSE(OperationDecoder::decode(bytes).has_value());
}

TEST(StoreCodec, refuses_other_versions_and_types) {
  for (const auto version : Bytes{0, 2, 255}) {
    EXPECT_FALSE(OperationDecoder::decode(with(put_bytes, 0, version)).has_value());
  }
  for (const auto type : Bytes{0, 3, 255}) {
    EXPECT_FALSE(OperationDecoder::decode(with(put_bytes, 1, type)).has_value());
  }
}

TEST(StoreCodec, refuses_lengths_that_lie) {
  for (const std::size_t position : {key_length_at, value_length_at}) {
    EXPECT_FALSE(OperationDecoder::decode(with(put_bytes, position, 2)).has_value());
    EXPECT_FALSE(OperationDecoder::decode(with(put_bytes, position, 7)).has_value());
    EXPECT_FALSE(OperationDecoder::decode(with(put_bytes, position + 3, 0xff)).has_value());
  }
}

TEST(StoreCodec, refuses_a_time_that_is_not_after_the_epoch) {
  Bytes zero = put_bytes;
  std::fill(zero.begin() + static_cast<std::ptrdiff_t>(time_at), zero.end(), std::uint8_t{0});
  EXPECT_FALSE(OperationDecoder::decode(zero).has_value());
  EXPECT_FALSE(OperationDecoder::decode(with(zero, zero.size() - 1, 0x80)).has_value());
  EXPECT_TRUE(OperationDecoder::decode(with(zero, time_at, 1)).has_value());
}

TEST(StoreCodec, refuses_an_empty_key) {
  const Bytes bytes{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
  EXPECT_FALSE(OperationDecoder::decode(bytes).has_value());
}

TEST(StoreCodec, encodes_nothing_for_an_invalid_operation) {
  EXPECT_FALSE(OperationEncoder::can_encode(Operation{}));
  EXPECT_TRUE(OperationEncoder::encode(Operation{}).empty());
  EXPECT_TRUE(OperationEncoder::encode(Operation::put(Key{}, Value{})).empty());
}

TEST(StoreCodec, keeps_the_extremes_of_a_valid_time) {
  for (const std::int64_t millis : {std::int64_t{1}, std::numeric_limits<std::int64_t>::max()}) {
    Operation operation = sample(OperationType::Put, "");
    operation.timestamp = Timestamp::from_millis(millis);
    const auto decoded = OperationDecoder::decode(OperationEncoder::encode(operation));
    ASSERT_TRUE(decoded.has_value());
    EXPECT_EQ(decoded->timestamp.millis(), millis);
    EXPECT_TRUE(decoded->value.empty());
  }
}

TEST(StoreCodec, keeps_every_byte_of_key_and_value) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all.push_back(static_cast<char>(byte));
  }
  const auto operation = Operation::put(Key{all}, Value::from_string(all));
  const auto decoded = OperationDecoder::decode(OperationEncoder::encode(operation));
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->key, operation.key);
  EXPECT_EQ(decoded->value, operation.value);
  EXPECT_EQ(decoded->timestamp, operation.timestamp);
}

TEST(StoreCodec, accepts_the_largest_key_and_value_and_nothing_larger) {
  Operation operation = sample(OperationType::Put, "");
  operation.key = Key{std::string(OperationEncoder::max_key_size, 'k')};
  operation.value = Value{Value::Container(OperationEncoder::max_value_size)};
  const Bytes bytes = OperationEncoder::encode(operation);
  EXPECT_EQ(bytes.size(), 18U + OperationEncoder::max_key_size + OperationEncoder::max_value_size);
  EXPECT_TRUE(OperationDecoder::decode(bytes).has_value());

  operation.value.data().push_back(0);
  EXPECT_FALSE(OperationEncoder::can_encode(operation));
  operation.value.clear();
  EXPECT_TRUE(OperationEncoder::can_encode(operation));
  operation.key = Key{operation.key.str() + "k"};
  EXPECT_FALSE(OperationEncoder::can_encode(operation));
  EXPECT_TRUE(OperationEncoder::encode(operation).empty());
}

TEST(StoreCodec, refuses_lengths_over_the_limit_although_the_bytes_are_there) {
  // A key one byte too long, in bytes that are otherwise complete.
  Bytes bytes{1, 1, 0x01, 0x00, 0x10, 0x00};
  bytes.resize(bytes.size() + OperationDecoder::max_key_size + 1, 'k');
  bytes.insert(bytes.end(), {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_FALSE(OperationDecoder::decode(bytes).has_value());

  // With the last byte of the key gone and the length right, the same bytes are accepted.
  bytes.erase(bytes.begin() + 6);
  bytes[key_length_at] = 0;
  EXPECT_TRUE(OperationDecoder::decode(bytes).has_value());
}

} // namespace
