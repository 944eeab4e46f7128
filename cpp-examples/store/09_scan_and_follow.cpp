// SPDX-License-Identifier: Apache-2.0
// A copy that never misses a change: walk over what there is, then follow what happens, also after
// a restart.
#include <cstdint>
#include <filesystem>
#include <iostream>

#include <softadastra/store/Store.hpp>

using namespace softadastra;
using store::engine::StoreEngine;

namespace {

const char *const path = "09_scan_and_follow.wal";

store::core::StoreConfig config() {
  auto config = store::core::StoreConfig::durable(path);
  config.feed_retain_bytes = 16 * 1024 * 1024; // so much may happen while nobody follows
  return config;
}

void put(StoreEngine &engine, const char *key, const char *text) {
  if (auto written = engine.put(store::types::Key{key}, store::types::Value::from_string(text));
      written.is_err()) {
    std::cout << written.error().message() << "\n";
  }
}

// Prints what happened since a position, and returns where to go on.
std::uint64_t follow(const StoreEngine &engine, std::uint64_t position) {
  auto feed = engine.changes(position);
  if (feed.is_err()) {
    std::cout << "walk over a scan again: " << feed.error().message() << "\n";
    return position;
  }
  for (auto change = feed.value().next(); change.is_ok() && change.value().has_value();
       change = feed.value().next()) {
    const auto &found = *change.value();
    std::cout << "  " << to_string(found.type) << " " << to_string(found.operation) << " "
              << found.key << " " << found.value.to_string() << "\n";
  }
  // A real program deals with the changes first, and then saves this beside its copy.
  return feed.value().position();
}

std::uint64_t walk_and_follow() {
  StoreEngine engine{config()};
  put(engine, "note:1", "east field");
  put(engine, "note:2", "west field");
  put(engine, "user:1", "Ada");

  // The position first, then the walk: what happens in between is in both, nothing in neither.
  const auto position = engine.feed_end();
  auto notes = engine.scan(store::scan::Range::with_prefix("note:"));
  put(engine, "note:3", "written meanwhile"); // the walk shows what there was when it began
  std::cout << "notes:\n";
  for (auto row = notes.value().next(); row.is_ok() && row.value().has_value();
       row = notes.value().next()) {
    std::cout << "  " << row.value()->key << " " << row.value()->text() << "\n";
  }

  std::cout << "since then:\n";
  return follow(engine, position.value());
}

void follow_after_a_restart(std::uint64_t position) {
  StoreEngine engine{config()};
  put(engine, "note:2", "measured again");
  if (engine.remove(store::types::Key{"note:1"}).is_err() || engine.checkpoint().is_err()) {
    std::cout << "the store takes no writes\n";
  }
  std::cout << "after the restart:\n";
  follow(engine, position);
}

} // namespace

int main() {
  std::filesystem::remove(path);
  const std::uint64_t position = walk_and_follow();
  follow_after_a_restart(position);
  // What the store left beside its log, so that the example leaves nothing behind.
  for (const auto &file : std::filesystem::directory_iterator(".")) {
    if (file.path().filename().string().starts_with(path)) {
      std::filesystem::remove(file.path());
    }
  }
  return 0;
}
