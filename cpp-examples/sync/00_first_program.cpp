// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

int main() {
  const std::string log = "field-notes.wal";

  {
    store::engine::StoreEngine store{store::core::StoreConfig::durable(log)};
    const auto config = sync::core::SyncConfig::durable("tablet-7");
    const sync::core::SyncContext context{store, config};
    sync::engine::SyncEngine engine{context};

    // On stable storage when this returns, together with the obligation to send it.
    const auto written = engine.submit_local_operation(store::core::Operation::put(
        store::types::Key{"note:1"}, store::types::Value::from_string("well 4 is dry")));
    if (written.is_err()) {
      std::cerr << written.error().message() << "\n";
      return 1;
    }
    std::cout << "written: " << written.value().sync_id << "\n";
  } // the program ends, the tablet is switched off

  {
    store::engine::StoreEngine store{store::core::StoreConfig::durable(log)};
    const auto config = sync::core::SyncConfig::durable("tablet-7");
    const sync::core::SyncContext context{store, config};
    sync::engine::SyncEngine engine{context};

    // What was owed is still owed. Hand it to any transport; the answer may take days.
    for (const auto &envelope : engine.next_batch()) {
      std::cout << "to send: " << envelope.operation.operation.value.to_string() << "\n";
      engine.receive_ack(envelope.operation.sync_id);
    }
    std::cout << "acknowledged: " << engine.state().acknowledged_count << "\n";
  }

  std::filesystem::remove(log); // only so that the example leaves nothing behind
  return 0;
}
