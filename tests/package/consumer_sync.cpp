// SPDX-License-Identifier: Apache-2.0
// Store and pipeline from outside: one write is stored, owed, and handed out.
#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

#include <cstdio>

using namespace softadastra;

int main() {
  const std::string path = "consumer.wal";
  bool is_right = false;
  {
    store::engine::StoreEngine store{store::core::StoreConfig::durable(path)};
    const auto config = sync::core::SyncConfig::durable("node-a");
    sync::core::SyncContext context{store, config};
    sync::engine::SyncEngine engine{context};
    const auto submitted = engine.submit_local_operation(store::core::Operation::put(
        store::types::Key{"k"}, store::types::Value::from_string("v")));
    is_right = submitted.is_ok() && store.get(store::types::Key{"k"}).has_value() &&
               engine.next_batch().size() == 1;
  }
  std::remove(path.c_str());
  return is_right ? 0 : 1;
}
