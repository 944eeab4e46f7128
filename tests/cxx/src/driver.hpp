// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rust/cxx.h"
#include "softadastra/store/Store.hpp"
#include "softadastra/sync/Sync.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace softadastra_driven {

struct Merge;
struct Written;

/// A `StoreEngine` with the words that the bridge has.
class Store {
public:
  explicit Store(softadastra::store::engine::StoreEngine engine) : engine_(std::move(engine)) {}

  Written put(rust::Str key, rust::Slice<const std::uint8_t> value);
  Written remove(rust::Str key);
  rust::Vec<std::uint8_t> get(rust::Str key) const;
  rust::Vec<rust::String> scan(rust::Str prefix) const;
  rust::Vec<std::uint8_t> digest() const;
  void set_merge(rust::Box<Merge> merge);
  void throw_in_merge(rust::Str text);
  rust::Vec<rust::String> moved_from();

  softadastra::store::engine::StoreEngine &engine() { return engine_; }

private:
  softadastra::store::engine::StoreEngine engine_;
};

/// A `SyncEngine` over a store of its own.
class Sync {
public:
  Sync(Store store, softadastra::sync::core::SyncConfig config);

  rust::String submit(rust::Str key, rust::Str value);
  rust::Vec<rust::String> next_batch();
  rust::Vec<std::uint8_t> encoded(rust::Str sync_id) const;
  bool receive(rust::Slice<const std::uint8_t> bytes);
  void acknowledge(rust::Str sync_id);
  std::size_t owed() const;
  Store &store() { return store_; }
  bool exchange(Sync &with);

private:
  Store store_;
  softadastra::sync::engine::SyncEngine engine_;
};

std::unique_ptr<Store> store_open(rust::Str path, std::int64_t wall_ms, std::uint64_t seed);
std::unique_ptr<Sync> sync_open(rust::Str node_id, std::uint8_t policy);
rust::Vec<rust::String> client_turn(rust::Str node_id);
rust::String code_name(std::uint16_t number);

} // namespace softadastra_driven
