// SPDX-License-Identifier: Apache-2.0
// Operations of another node: out of order, repeated, and after a delete.
#include <filesystem>
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

namespace {

void report(const char *what, const sync::applier::RemoteApplier::Result &result) {
  if (result.is_err()) {
    std::cout << what << ": " << result.error().message() << "\n";
    return;
  }
  const auto &value = result.value();
  std::cout << what << ": applied " << value.applied << ", duplicate " << value.duplicate
            << ", conflict " << value.conflict_detected << "\n";
}

} // namespace

int main() {
  const std::string path = "07_remote_apply.wal";
  std::filesystem::remove(path);

  // The phone edits a contact and then deletes it.
  store::engine::StoreEngine phone_store{store::core::StoreConfig::memory_only()};
  sync::engine::SyncEngine phone{
      sync::core::SyncContext{phone_store, sync::core::SyncConfig::durable("phone")}};
  const store::types::Key contact{"contact:ada"};
  std::vector<sync::core::SyncOperation> operations;
  for (const auto &operation :
       {store::core::Operation::put(contact, store::types::Value::from_string("555-01")),
        store::core::Operation::put(contact, store::types::Value::from_string("555-02")),
        store::core::Operation::remove(contact)}) {
    operations.push_back(phone.submit_local_operation(operation).value());
    operations.back().direction = sync::types::SyncDirection::RemoteToLocal;
  }

  store::engine::StoreEngine desk_store{store::core::StoreConfig::durable(path)};
  auto config = sync::core::SyncConfig::durable("desk");
  sync::core::SyncContext context{desk_store, config};
  sync::engine::SyncEngine desk{context};

  report("second edit", desk.receive_remote_operation(operations[1]));
  std::cout << "stored " << desk_store.get(contact)->value.to_string() << "\n";
  report("first edit, late", desk.receive_remote_operation(operations[0]));
  std::cout << "stored " << desk_store.get(contact)->value.to_string() << "\n";
  report("second edit, again", desk.receive_remote_operation(operations[1]));
  report("delete", desk.receive_remote_operation(operations[2]));
  report("first edit, again", desk.receive_remote_operation(operations[0]));
  std::cout << "stored " << desk_store.contains(contact) << "\n";

  auto outgoing = operations[0];
  outgoing.direction = sync::types::SyncDirection::LocalToRemote;
  report("wrong direction", desk.receive_remote_operation(outgoing));
  report("nothing", desk.receive_remote_operation(sync::core::SyncOperation{}));

  std::filesystem::remove(path);
  return 0;
}
