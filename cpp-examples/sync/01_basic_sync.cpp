// SPDX-License-Identifier: Apache-2.0
// A write that is durable here and owed to the other nodes, from submit to acknowledgement.
#include <filesystem>
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

int main() {
  const std::string path = "01_basic_sync.wal";
  std::filesystem::remove(path);
  {
    store::engine::StoreEngine notes{store::core::StoreConfig::durable(path)};
    const auto config = sync::core::SyncConfig::durable("laptop");
    sync::core::SyncContext context{notes, config};
    sync::engine::SyncEngine engine{context};

    for (const char *text : {"buy bread", "call Ada"}) {
      const auto submitted = engine.submit_local_operation(
          store::core::Operation::put(store::types::Key{std::string("note:") + text[0]},
                                      store::types::Value::from_string(text)));
      if (submitted.is_err()) {
        std::cerr << "submit failed: " << submitted.error().message() << "\n";
        return 1;
      }
      std::cout << "submitted " << submitted.value().sync_id << " version "
                << submitted.value().version << "\n";
    }

    for (const auto &envelope : engine.next_batch()) {
      std::cout << "send " << envelope.operation.sync_id << ": "
                << envelope.operation.operation.value.to_string() << "\n";
    }
    std::cout << "in flight " << engine.state().in_flight_count << "\n";
    std::cout << "acknowledged " << engine.receive_ack("laptop-1") << "\n";
    std::cout << "unknown " << engine.receive_ack("laptop-9") << "\n";
  }

  // What was not acknowledged is still owed after a restart.
  store::engine::StoreEngine reopened{store::core::StoreConfig::durable(path)};
  std::cout << "owed after restart " << reopened.open_report().owed_count << "\n";
  std::filesystem::remove(path);
  return 0;
}
