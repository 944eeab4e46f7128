// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/sync/core/SyncConfig.hpp"
#include "softadastra/sync/core/SyncContext.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/engine/SyncEngine.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace samples {

/// A folder of its own for each test, gone afterwards.
class Folder {
public:
  Folder() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("softadastra-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder &) = delete;
  Folder &operator=(const Folder &) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string file(const std::string &name) const { return (path_ / name).string(); }

private:
  std::filesystem::path path_;
};

[[nodiscard]] inline softadastra::store::types::Key key(std::string name) {
  return softadastra::store::types::Key{std::move(name)};
}

[[nodiscard]] inline softadastra::store::types::Value value(std::string_view text) {
  return softadastra::store::types::Value::from_string(text);
}

/// A put made at the given time.
[[nodiscard]] inline softadastra::store::core::Operation
put_at(std::string name, std::string_view text, std::int64_t millis) {
  auto operation = softadastra::store::core::Operation::put(key(std::move(name)), value(text));
  operation.timestamp = softadastra::core::time::Timestamp::from_millis(millis);
  return operation;
}

/// The text under a key, or `-` for none.
[[nodiscard]] inline std::string text_of(const softadastra::store::engine::StoreEngine &store,
                                         std::string name) {
  const auto entry = store.get(key(std::move(name)));
  return entry.has_value() ? entry->value.to_string() : "-";
}

/// Turns one bit of a file, `from_start` bytes behind its start.
inline void flip_bit(const std::string &path, std::streamoff from_start) {
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  file.seekg(from_start);
  const int byte = file.get();
  file.seekp(from_start);
  file.put(static_cast<char>(byte ^ 1));
}

/// The operation as another node receives it.
[[nodiscard]] inline softadastra::sync::core::SyncOperation
arrived(softadastra::sync::core::SyncOperation operation) {
  operation.direction = softadastra::sync::types::SyncDirection::RemoteToLocal;
  return operation;
}

/// A store with its sync engine, in memory unless a path is given.
struct Node {
  explicit Node(const std::string &name)
      : Node(name, softadastra::store::core::StoreConfig::memory_only()) {}

  Node(const std::string &name, softadastra::store::core::StoreConfig store_config)
      : store(std::move(store_config)),
        config(softadastra::sync::core::SyncConfig::durable(name)), context(store, config),
        engine(context) {}

  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;

  softadastra::store::engine::StoreEngine store;
  softadastra::sync::core::SyncConfig config;
  softadastra::sync::core::SyncContext context;
  softadastra::sync::engine::SyncEngine engine;
};

} // namespace samples
