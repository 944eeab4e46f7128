// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

namespace store = softadastra::store;
using samples::key;
using samples::value;
using softadastra::core::errors::ErrorCode;
using store::core::StoreConfig;
using store::engine::FindingPart;
using store::engine::Inspector;
using store::engine::RunListing;
using store::engine::Salvage;
using store::engine::StoreEngine;

TEST(StoreEngineUpkeep, ACopyHoldsWhatWasThere) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::durable(folder.file("a.wal"))};
  ASSERT_TRUE(engine.put(key("k"), value("v")).is_ok());
  const auto path = folder.file("copy.wal");
  const auto made = engine.backup(path);
  ASSERT_TRUE(made.is_ok()) << made.error().message();
  EXPECT_EQ(made.value().version, 1U);
  EXPECT_GT(made.value().bytes, 0U);
  ASSERT_TRUE(engine.put(key("k"), value("later")).is_ok());
  const StoreEngine copy{StoreConfig::durable(path)};
  ASSERT_TRUE(copy.get(key("k")).has_value());
  EXPECT_EQ(samples::text_of(copy, "k"), "v");
  const auto again = engine.backup(path);
  ASSERT_TRUE(again.is_err());
  EXPECT_EQ(again.error().code(), ErrorCode::FileAlreadyExists);
}

TEST(StoreEngineUpkeep, DamageIsFoundWhetherTheStoreOpensOrNot) {
  const samples::Folder folder;
  const auto path = folder.file("a.wal");
  {
    StoreEngine engine{StoreConfig::durable(path)};
    ASSERT_TRUE(engine.put(key("a"), value("1")).is_ok());
    ASSERT_TRUE(engine.put(key("b"), value("2")).is_ok());
    const auto sound = engine.verify();
    ASSERT_TRUE(sound.is_ok());
    EXPECT_TRUE(sound.value().is_sound());
    EXPECT_EQ(sound.value().key_count, 2U);
    EXPECT_EQ(Inspector::verify(path).error().code(), ErrorCode::Locked);
    const auto health = engine.health();
    EXPECT_FALSE(health.is_stopped);
    EXPECT_EQ(health.failure, ErrorCode::None);
    EXPECT_GT(health.tail_bytes, 0U);
  }
  samples::flip_bit(path, 560);
  const StoreEngine engine{StoreConfig::durable(path)};
  EXPECT_TRUE(engine.open_error().has_value());
  const auto found = Inspector::verify(path);
  ASSERT_TRUE(found.is_ok());
  ASSERT_EQ(found.value().findings.size(), 1U);
  const auto &first = found.value().findings.front();
  EXPECT_EQ(first.part, FindingPart::Log);
  EXPECT_EQ(first.file, path);
  EXPECT_EQ(first.number, 1U);
  EXPECT_EQ(first.code, ErrorCode::Corrupted);
}

TEST(StoreEngineUpkeep, WhatIsIntactOfADamagedStoreBecomesANewOne) {
  const samples::Folder folder;
  const auto path = folder.file("a.wal");
  {
    StoreEngine engine{StoreConfig::durable(path)};
    ASSERT_TRUE(engine.put(key("a"), value("1")).is_ok());
    ASSERT_TRUE(engine.put(key("b"), value("2")).is_ok());
    ASSERT_TRUE(engine.put(key("c"), value("3")).is_ok());
    EXPECT_EQ(Salvage::run(path, folder.file("b.wal")).error().code(), ErrorCode::Locked);
  }
  samples::flip_bit(path, 560);
  ASSERT_TRUE(StoreEngine{StoreConfig::durable(path)}.open_error().has_value());
  const auto destination = folder.file("saved.wal");
  const auto salvaged = Salvage::run(path, destination);
  ASSERT_TRUE(salvaged.is_ok()) << salvaged.error().message();
  const auto &report = salvaged.value();
  EXPECT_FALSE(report.is_whole());
  EXPECT_EQ(report.listing, RunListing::None);
  EXPECT_EQ(report.key_count, 2U);
  ASSERT_EQ(report.losses.size(), 1U);
  EXPECT_EQ(report.losses.front().finding.part, FindingPart::Log);
  EXPECT_EQ(report.losses.front().finding.number, 1U);
  EXPECT_EQ(report.losses.front().finding.file, path);
  EXPECT_EQ(report.set_aside_bytes, report.losses.front().finding.bytes);
  ASSERT_EQ(report.missing_versions.size(), 1U);
  EXPECT_EQ(report.missing_versions.front().first, 1U);
  EXPECT_EQ(report.missing_versions.front().last, 1U);
  EXPECT_FALSE(report.missing_versions.front().is_open);
  const StoreEngine saved{StoreConfig::durable(destination)};
  EXPECT_FALSE(saved.get(key("a")).has_value());
  EXPECT_EQ(samples::text_of(saved, "b"), "2");
  EXPECT_EQ(samples::text_of(saved, "c"), "3");
  const auto again = Salvage::run(path, destination);
  ASSERT_TRUE(again.is_err());
  EXPECT_EQ(again.error().code(), ErrorCode::FileAlreadyExists);
}

TEST(StoreEngineUpkeep, UpkeepCanBeLeftToTheCaller) {
  const samples::Folder folder;
  const auto runs_after = [&](const char *name, bool maintain_on_write) {
    auto config = StoreConfig::fast(folder.file(name));
    config.memory_bytes = std::size_t{64} * 1024;
    config.maintain_on_write = maintain_on_write;
    StoreEngine engine{config};
    const std::string text(200, 'v');
    for (int number = 0; number < 1000; ++number) {
      EXPECT_TRUE(engine.put(key("key-" + std::to_string(number)), value(text)).is_ok());
    }
    return engine.health().run_count;
  };
  EXPECT_GT(runs_after("kept.wal", true), 0U);
  EXPECT_EQ(runs_after("left.wal", false), 0U);
}

} // namespace
