// SPDX-License-Identifier: Apache-2.0
// Turns of the scheduler: batches of a given size, acknowledgements, pruning.
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

int main() {
  store::engine::StoreEngine tasks{store::core::StoreConfig::memory_only()};
  auto config = sync::core::SyncConfig::durable("till");
  config.batch_size = 2;
  sync::core::SyncContext context{tasks, config};
  sync::engine::SyncEngine engine{context};
  sync::scheduler::SyncScheduler scheduler{engine};

  for (const char *name : {"sale:1", "sale:2", "sale:3"}) {
    if (engine
            .submit_local_operation(store::core::Operation::put(
                store::types::Key{name}, store::types::Value::from_string("paid")))
            .is_err()) {
      return 1;
    }
  }

  for (int turn = 1; turn <= 4; ++turn) {
    const auto tick = scheduler.tick(true);
    std::cout << "turn " << turn << ": batch " << tick.batch_size() << ", pruned "
              << tick.pruned_count << ", work " << tick.has_work() << "\n";
    for (const auto &envelope : tick.batch) {
      std::cout << "  send " << envelope.operation.sync_id << "\n";
      engine.receive_ack(envelope.operation.sync_id);
    }
  }
  std::cout << "outbox " << engine.state().outbox_size << ", wakeup "
            << engine.next_wakeup().has_value() << "\n";
  return 0;
}
