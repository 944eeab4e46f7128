// SPDX-License-Identifier: Apache-2.0
// Two writes that did not know of each other, seen through each policy.
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;
using sync::types::ConflictPolicy;

namespace {

store::core::Operation title_at(const char *text, std::int64_t millis) {
  return store::core::Operation{store::types::OperationType::Put, store::types::Key{"title"},
                                store::types::Value::from_string(text),
                                core::time::Timestamp::from_millis(millis)};
}

} // namespace

int main() {
  const store::core::Entry local{store::types::Key{"title"},
                                 store::types::Value::from_string("Local title"), 1,
                                 core::time::Timestamp::from_millis(1'700'000'000'000)};
  const auto remote = title_at("Remote title", 1'700'000'000'500);

  for (const auto policy : {ConflictPolicy::LastWriteWins, ConflictPolicy::KeepLocal,
                            ConflictPolicy::KeepRemote, ConflictPolicy::Manual}) {
    const auto decided =
        sync::conflict::ConflictResolver::resolve(local, remote, policy, "desk", "phone");

    store::engine::StoreEngine titles{store::core::StoreConfig::memory_only()};
    auto config = sync::core::SyncConfig::durable("desk");
    config.conflict_policy = policy;
    sync::core::SyncContext context{titles, config};
    sync::engine::SyncEngine engine{context};
    if (engine.submit_local_operation(title_at("Local title", 1'700'000'000'000)).is_err()) {
      return 1;
    }
    const auto received = engine.receive_remote_operation(
        sync::core::SyncOperation::remote("phone-1", "phone", 1, remote));
    const auto shown = titles.get(store::types::Key{"title"});

    std::cout << sync::types::to_string(policy) << ": rule takes "
              << (decided.apply_remote ? "remote" : "local") << ", conflict "
              << received.value().conflict_detected << ", applied " << received.value().applied
              << ", shown " << shown->value.to_string() << "\n";
  }
  return 0;
}
