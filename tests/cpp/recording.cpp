// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sdk.hpp"
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>

namespace {

using samples::key;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::sdk::Client;
using softadastra::sdk::ClientOptions;
using softadastra::store::core::StoreConfig;
using softadastra::store::engine::Notice;
using softadastra::store::engine::NoticeSeverity;
using softadastra::store::engine::NoticeTopic;
using softadastra::store::engine::StoreEngine;

constexpr std::uint64_t bytes_min = 65'536;

StoreConfig recorded(const std::string &path, const std::string &recording) {
  auto config = StoreConfig::durable(path);
  config.recording_path = recording;
  return config;
}

/// The first bytes of a recording, or what else the file begins with.
std::string start_of(const std::string &path) {
  std::ifstream file{path, std::ios::binary};
  std::string start(8, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return start;
}

const std::string magic{"\x89SDREC\n\0", 8};

/// What a store tells about its recording; without a text when it tells nothing.
Notice told(StoreEngine &engine) {
  for (auto next = engine.poll_notice(); next.value().has_value(); next = engine.poll_notice()) {
    if (next.value()->topic == NoticeTopic::Recording) {
      return *next.value();
    }
  }
  return {};
}

TEST(Recording, IsOffUnlessAskedFor) {
  const StoreConfig config;
  EXPECT_EQ(config.recording_path, "");
  EXPECT_EQ(config.recording_bytes_max, std::uint64_t{256} << 20);
}

TEST(Recording, EachOpeningMakesTheNextOne) {
  const samples::Folder folder;
  const auto config = recorded(folder.file("a.wal"), folder.file("deep/a.rec"));
  const auto first = folder.file("deep/a.rec.000001");
  {
    StoreEngine engine{config};
    ASSERT_TRUE(engine.put(key("k"), value(std::string(1000, 'v'))).is_ok());
    EXPECT_EQ(start_of(first), magic);
    EXPECT_GT(std::filesystem::file_size(first), 1000U);
  }
  const StoreEngine engine{config};
  EXPECT_EQ(samples::text_of(engine, "k"), std::string(1000, 'v'));
  EXPECT_EQ(start_of(folder.file("deep/a.rec.000002")), magic);
  EXPECT_FALSE(std::filesystem::exists(folder.file("deep/a.rec.000003")));
}

TEST(Recording, ANoticeSaysWhereItIs) {
  const samples::Folder folder;
  StoreEngine engine{recorded(folder.file("a.wal"), folder.file("a.rec"))};
  ASSERT_TRUE(engine.set_notify(NoticeSeverity::Info).is_ok());
  const auto notice = told(engine);
  EXPECT_EQ(notice.severity, NoticeSeverity::Info);
  EXPECT_NE(notice.text.find(folder.file("a.rec.000001")), std::string::npos) << notice.text;
  EXPECT_EQ(told(engine).text, "");
}

TEST(Recording, AFullOneEndsAndTheStoreGoesOn) {
  const samples::Folder folder;
  auto config = recorded(folder.file("a.wal"), folder.file("a.rec"));
  config.recording_bytes_max = bytes_min;
  StoreEngine engine{config};
  ASSERT_TRUE(engine.set_notify(NoticeSeverity::Warning).is_ok());
  EXPECT_TRUE(engine.put(key("k"), value(std::string(bytes_min, 'v'))).is_ok());
  const auto notice = told(engine);
  EXPECT_EQ(notice.severity, NoticeSeverity::Warning);
  EXPECT_NE(notice.text, "");
  EXPECT_TRUE(engine.put(key("k"), value("w")).is_ok());
  EXPECT_EQ(samples::text_of(engine, "k"), "w");
  EXPECT_LE(std::filesystem::file_size(folder.file("a.rec.000001")), bytes_min);
}

TEST(Recording, WhatCannotBeRecordedIsRefused) {
  const samples::Folder folder;
  const auto path = folder.file("a.wal");
  const auto refused = [](const StoreConfig &config) {
    const auto problem = StoreEngine{config}.open_error();
    return problem.has_value() && problem->code() == ErrorCode::InvalidArgument;
  };
  auto config = recorded(path, folder.file("a.rec"));
  config.recording_bytes_max = bytes_min - 1;
  EXPECT_TRUE(refused(config));
  config = recorded(path, folder.file("a.rec"));
  config.read_only = true;
  EXPECT_TRUE(refused(config));
  EXPECT_TRUE(refused(recorded(path, path)));
  EXPECT_FALSE(std::filesystem::exists(folder.file("a.rec.000001")));
  EXPECT_FALSE(refused(recorded(path, folder.file("a.rec"))));
}

TEST(Recording, IsAskedForInTheOptionsOfAClient) {
  const samples::Folder folder;
  auto options = ClientOptions::persistent("node-a", folder.file("deep/a.wal"));
  options.set_recording_path(folder.file("deep/a.rec"));
  options.set_recording_bytes_max(bytes_min);
  EXPECT_EQ(options.recording_path(), folder.file("deep/a.rec"));
  EXPECT_EQ(options.recording_bytes_max(), bytes_min);
  for (const char *name : {"deep/a.rec.000001", "deep/a.rec.000002"}) {
    Client client{options};
    ASSERT_TRUE(client.open().is_ok());
    ASSERT_TRUE(client.put(name, "v").is_ok());
    EXPECT_EQ(start_of(folder.file(name)), magic);
    EXPECT_TRUE(client.contains("deep/a.rec.000001"));
  }
  options.set_recording_bytes_max(bytes_min - 1);
  EXPECT_EQ(Client{options}.open().error().code(), softadastra::sdk::Error::Code::InvalidArgument);
  options.set_recording_bytes_max(bytes_min);
  options.set_recording_path(options.store_wal_path());
  EXPECT_EQ(Client{options}.open().error().code(), softadastra::sdk::Error::Code::InvalidArgument);
}

} // namespace
