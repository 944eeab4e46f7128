// SPDX-License-Identifier: Apache-2.0
// The program decides what goes out: nothing is queued by itself.
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

int main() {
  store::engine::StoreEngine drafts{store::core::StoreConfig::memory_only()};
  auto config = sync::core::SyncConfig::durable("editor");
  config.auto_queue = false;
  sync::core::SyncContext context{drafts, config};
  sync::engine::SyncEngine engine{context};

  std::vector<std::string> ids;
  for (const char *name : {"draft:1", "draft:2", "draft:3"}) {
    const auto submitted = engine.submit_local_operation(store::core::Operation::put(
        store::types::Key{name}, store::types::Value::from_string("text")));
    if (submitted.is_err()) {
      std::cerr << "submit failed: " << submitted.error().message() << "\n";
      return 1;
    }
    ids.push_back(submitted.value().sync_id);
  }
  std::cout << "pending " << engine.state().pending_count << ", queued "
            << engine.state().queued_count << "\n";

  std::cout << "publish " << ids[2] << ": " << engine.queue_operation(ids[2]) << "\n";
  std::cout << "publish editor-7: " << engine.queue_operation("editor-7") << " ("
            << engine.last_error()->message() << ")\n";
  for (const auto &envelope : engine.next_batch()) {
    std::cout << "send " << envelope.operation.sync_id << " "
              << envelope.operation.operation.key.str() << "\n";
  }
  for (const auto &entry : engine.outbox().entries()) {
    std::cout << entry.sync_id() << " " << sync::types::to_string(entry.envelope.status) << "\n";
  }
  return 0;
}
