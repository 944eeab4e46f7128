// SPDX-License-Identifier: Apache-2.0
// As leak.c, through the C++ classes, with a merge function that is let go of.
#include "softadastra/store/Store.hpp"
#include "softadastra/sync/Sync.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <unistd.h>
#include <vector>

namespace {

namespace store = softadastra::store;
namespace sync = softadastra::sync;

void must(bool holds) {
  if (!holds) {
    std::cerr << "leak: a call failed\n";
    std::exit(1);
  }
}

long resident_kib() {
  long total = 0;
  long resident = 0;
  std::ifstream{"/proc/self/statm"} >> total >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

void turn() {
  const std::vector<int> captured(100);
  store::engine::StoreEngine engine{store::core::StoreConfig::memory_only()};
  sync::core::SyncConfig config{"leak"};
  const sync::core::SyncContext context{engine, config};
  sync::engine::SyncEngine owed{context};
  must(engine
           .set_merge([captured](const store::engine::MergeInput &) {
             return std::optional<store::types::Value>{};
           })
           .is_ok());
  const store::types::Key key{"k"};
  must(owed.submit_local_operation(
               store::core::Operation::put(key, store::types::Value{std::string_view{"value"}}))
           .is_ok());
  must(engine.get(key).has_value());
  auto scan = engine.scan();
  must(scan.value().next().value().has_value());
  must(engine.versions("k").value().size() == 1);
  must(!owed.receive_ack("leak-9") && owed.outbox().size() == 1);
}

} // namespace

int main(int argc, char **argv) {
  const long rounds = argc > 1 ? std::atol(argv[1]) : 0;
  long before = 0;
  for (long at = 0; at < rounds; ++at) {
    turn();
    if (at == rounds / 5) {
      before = resident_kib();
    }
  }
  std::cout << before << ' ' << resident_kib() << '\n';
}
