// SPDX-License-Identifier: Apache-2.0
// A link that never answers: retries, then a failed operation that waits for a decision.
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

int main() {
  store::engine::StoreEngine readings{store::core::StoreConfig::memory_only()};
  auto config = sync::core::SyncConfig::durable("sensor");
  config.max_retries = 3;
  // Late at once and sent again at once, so that this program need not wait.
  config.ack_timeout = core::time::Duration::from_millis(0);
  config.retry_interval = core::time::Duration::from_millis(0);
  sync::core::SyncContext context{readings, config};
  sync::engine::SyncEngine engine{context};

  const auto submitted = engine.submit_local_operation(store::core::Operation::put(
      store::types::Key{"temperature"}, store::types::Value::from_string("21.5")));
  if (submitted.is_err()) {
    return 1;
  }
  const auto id = submitted.value().sync_id;

  for (auto batch = engine.next_batch(); !batch.empty(); batch = engine.next_batch()) {
    std::cout << "delivery " << batch[0].retry_count << " of " << id << "\n";
    std::cout << "  queued again " << engine.retry_expired() << "\n";
  }
  const auto failed = engine.failed();
  for (const auto &envelope : failed.value()) {
    std::cout << envelope.operation.sync_id << " "
              << sync::types::to_string(envelope.status) << ": "
              << to_string(static_cast<core::errors::ErrorCode>(envelope.last_error)) << "\n";
  }
  std::cout << "still stored " << readings.contains(store::types::Key{"temperature"}) << "\n";

  std::cout << "requeued " << engine.requeue_all_failed().value() << "\n";
  std::cout << "delivery " << engine.next_batch().at(0).retry_count << " of " << id << "\n";
  std::cout << "late answer " << engine.receive_ack(id) << "\n";
  std::cout << "failed " << engine.state().failed_count << ", retries "
            << engine.state().total_retries << "\n";
  return 0;
}
