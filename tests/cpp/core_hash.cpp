// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/hash/Hash.hpp"
#include "softadastra/core/hash/HashAlgorithm.hpp"
#include "softadastra/core/hash/Hasher.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using softadastra::core::hash::Hash;
using softadastra::core::hash::HashAlgorithm;
using softadastra::core::hash::Hasher;

class LengthHasher : public Hasher {
public:
  LengthHasher() : Hasher(HashAlgorithm::MurmurHash) {}
  [[nodiscard]] Hash hash(const Buffer &data) const override {
    return Hash(algorithm(), {static_cast<byte>(data.size())});
  }
};

static_assert(std::same_as<std::underlying_type_t<HashAlgorithm>, std::uint8_t>);
static_assert(noexcept(to_string(HashAlgorithm::None)));
static_assert(to_string(HashAlgorithm::SHA512) == "sha512");
static_assert(std::same_as<Hash::byte, std::uint8_t>);
static_assert(noexcept(Hash().algorithm()) && noexcept(Hash().bytes()));
static_assert(noexcept(Hash().empty()) && noexcept(Hash().is_valid()));
static_assert(std::same_as<decltype(Hash().bytes()), const std::vector<std::uint8_t> &>);
static_assert(std::is_abstract_v<Hasher> && std::has_virtual_destructor_v<Hasher>);
static_assert(std::same_as<Hasher::Buffer, std::vector<std::uint8_t>>);
static_assert(std::is_nothrow_move_constructible_v<LengthHasher>);
static_assert(std::is_copy_constructible_v<LengthHasher>);
static_assert(std::is_copy_assignable_v<LengthHasher>);
static_assert(noexcept(std::declval<const Hasher &>().algorithm()));

TEST(HashAlgorithm, every_number_keeps_its_name) {
  constexpr std::array<std::string_view, 6> names{"none",   "xxhash", "murmurhash",
                                                  "sha256", "sha512", "unknown"};
  for (std::uint8_t number = 0; number < names.size(); ++number) {
    EXPECT_EQ(to_string(static_cast<HashAlgorithm>(number)), names.at(number)) << int{number};
  }
}

TEST(Hash, the_default_is_empty_and_not_valid) {
  const Hash hash;
  EXPECT_EQ(hash.algorithm(), HashAlgorithm::None);
  EXPECT_TRUE(hash.empty());
  EXPECT_FALSE(hash.is_valid());
  EXPECT_EQ(hash.to_hex(), "");
}

TEST(Hash, is_valid_with_an_algorithm_and_bytes) {
  EXPECT_TRUE(Hash(HashAlgorithm::SHA256, {0x12, 0x34}).is_valid());
  EXPECT_FALSE(Hash(HashAlgorithm::SHA256, {}).is_valid());
  EXPECT_FALSE(Hash(HashAlgorithm::None, {0x12}).is_valid());
}

TEST(Hash, is_shown_as_two_lower_case_digits_per_byte) {
  EXPECT_EQ(Hash(HashAlgorithm::SHA256, {0x00, 0x0F, 0xA0, 0xFF}).to_hex(), "000fa0ff");
}

TEST(Hash, compares_algorithm_and_bytes) {
  const Hash hash(HashAlgorithm::SHA256, {1, 2});
  EXPECT_TRUE(hash == Hash(HashAlgorithm::SHA256, {1, 2}));
  EXPECT_TRUE(hash != Hash(HashAlgorithm::SHA512, {1, 2}));
  EXPECT_TRUE(hash != Hash(HashAlgorithm::SHA256, {1, 3}));
}

TEST(Hasher, a_derived_class_answers_through_the_interface) {
  const LengthHasher implementation;
  const Hasher &hasher = implementation;
  EXPECT_EQ(hasher.algorithm(), HashAlgorithm::MurmurHash);
  EXPECT_EQ(hasher.hash({9, 9, 9}).to_hex(), "03");
}

} // namespace
