// SPDX-License-Identifier: Apache-2.0
// What a call costs in C++, through the documented classes; `run` has the rules. A scan tells its rows one by one.
#include "softadastra/store/Store.hpp"
#include "softadastra/sync/Sync.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace store = softadastra::store;
namespace sync = softadastra::sync;

using Keys = std::vector<std::string>;

constexpr std::size_t many = 256;

void must(bool holds) {
  if (!holds) {
    std::fputs("bench: a call failed\n", stderr);
    std::exit(1);
  }
}

Keys keys_in_order(std::uint64_t count, std::uint64_t step) {
  Keys keys;
  for (std::uint64_t at = 0; at < count; ++at) {
    char name[32];
    std::snprintf(name, sizeof name, "customer/%07d", static_cast<int>(at * step % count));
    keys.emplace_back(name);
  }
  return keys;
}

struct Bench {
  store::engine::StoreEngine &engine;
  sync::engine::SyncEngine &owed;
  std::size_t rounds;
  Keys keys;
  Keys other;
  const Keys *asked{&other};
  store::types::Value value{std::string_view{std::string(64, 'v')}};

  void put() {
    for (const auto &key : keys) {
      must(owed.submit_local_operation(store::core::Operation::put(store::types::Key{key}, value)).is_ok());
    }
  }

  void get() {
    for (const auto &key : *asked) {
      must(engine.get(store::types::Key{key}).has_value());
    }
  }

  void next_batch() {
    for (std::size_t seen = 0; seen < keys.size();) {
      const auto batch = owed.next_batch();
      must(!batch.empty());
      seen += batch.size();
    }
  }

  void drain() {
    while (!owed.next_batch().empty()) {
    }
  }

  void get_many() {
    const std::span<const std::string> all{*asked};
    for (std::size_t at = 0; at < all.size(); at += many) {
      must(engine.get_many(all.subspan(at, many)).is_ok());
    }
  }

  void put_many() {
    for (std::size_t at = 0; at < keys.size(); at += many) {
      store::core::WriteBatch batch;
      for (std::size_t one = at; one < at + many; ++one) {
        batch.put(store::types::Key{keys[one]}, value);
      }
      must(owed.submit_group(batch).is_ok());
    }
  }

  void scan_many() {
    auto scan = engine.scan();
    while (scan.value().next().value().has_value()) {
    }
  }

  void measure(const char *name, const std::function<void()> &run, const std::function<void()> &before = {}) {
    double best = std::numeric_limits<double>::max();
    for (std::size_t round = 0; round < (before ? rounds : 5 * rounds); ++round) {
      if (before) {
        before();
      }
      const auto start = std::chrono::steady_clock::now();
      run();
      const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
      best = std::min(best, took.count() / static_cast<double>(keys.size()));
    }
    std::printf("%s %.1f\n", name, best);
  }

  void all() {
    measure("put", [&] { put(); }, [&] { drain(); });
    measure("get", [&] { get(); });
    asked = &keys;
    measure("get_in_order", [&] { get(); });
    measure("next_batch", [&] { next_batch(); }, [&] { put(); });
    asked = &other;
    measure("get_many", [&] { get_many(); });
    asked = &keys;
    measure("get_many_in_order", [&] { get_many(); });
    measure("put_many", [&] { put_many(); }, [&] { drain(); });
    measure("scan_many", [&] { scan_many(); });
  }
};

} // namespace

int main(int argc, char **argv) {
  must(argc == 4);
  const auto count = std::strtoull(argv[2], nullptr, 10);
  store::engine::StoreEngine engine{store::core::StoreConfig::fast(argv[1])};
  sync::core::SyncConfig config{"bench"};
  config.require_ack = false;
  const sync::core::SyncContext context{engine, config};
  sync::engine::SyncEngine owed{context};
  Bench bench{engine, owed, std::strtoull(argv[3], nullptr, 10), keys_in_order(count, 40503),
              keys_in_order(count, 25717)};
  bench.all();
}
