// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>
#include <vector>

namespace {

using samples::key;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::store::core::StoreConfig;
using softadastra::store::engine::Notice;
using softadastra::store::engine::NoticeSeverity;
using softadastra::store::engine::NoticeTopic;
using softadastra::store::engine::StoreEngine;

TEST(StoreNotice, WhatOpeningFoundIsToldFirst) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::durable(folder.file("a.wal"))};
  ASSERT_TRUE(engine.put(key("k"), value("v")).is_ok());
  EXPECT_FALSE(engine.poll_notice().value().has_value());
  ASSERT_TRUE(engine.set_notify(NoticeSeverity::Info).is_ok());
  const auto told = engine.poll_notice();
  ASSERT_TRUE(told.is_ok() && told.value().has_value());
  EXPECT_EQ(told.value()->topic, NoticeTopic::Open);
  EXPECT_EQ(told.value()->severity, NoticeSeverity::Info);
  EXPECT_EQ(told.value()->dropped_count, 0U);
  EXPECT_GT(told.value()->at_ms, 0);
  EXPECT_FALSE(told.value()->text.empty());
  EXPECT_FALSE(engine.poll_notice().value().has_value());
}

TEST(StoreNotice, AFunctionHearsThemAndWhatItThrowsHarmsNothing) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::durable(folder.file("a.wal"))};
  std::vector<Notice> heard;
  std::vector<ErrorCode> inner;
  const auto hear = [&](const Notice &notice) {
    heard.push_back(notice);
    const auto answer = engine.poll_notice();
    inner.push_back(answer.is_err() ? answer.error().code() : ErrorCode::None);
    throw std::runtime_error("of no matter");
  };
  ASSERT_TRUE(engine.set_notify(NoticeSeverity::Info, hear).is_ok());
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard.front().topic, NoticeTopic::Open);
  EXPECT_EQ(inner, std::vector{ErrorCode::Busy});
  ASSERT_TRUE(engine.put(key("k"), value("v")).is_ok());
  EXPECT_TRUE(engine.set_notify(NoticeSeverity::None).is_ok());
}

TEST(StoreNotice, AStoreThatIsNotOpenSaysWhy) {
  const samples::Folder folder;
  const StoreEngine first{StoreConfig::durable(folder.file("a.wal"))};
  StoreEngine second{StoreConfig::durable(folder.file("a.wal"))};
  EXPECT_EQ(second.set_notify(NoticeSeverity::Info).error().code(), ErrorCode::Locked);
  EXPECT_EQ(second.poll_notice().error().code(), ErrorCode::Locked);
}

} // namespace
