// SPDX-License-Identifier: Apache-2.0
// Two nodes that exchange bytes: a shared edit, a conflict, a delete, and equal digests at the end.
#include <filesystem>
#include <iostream>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

namespace {

struct Node {
  explicit Node(const std::string &name)
      : path("08_two_nodes_" + name + ".wal"), store((std::filesystem::remove(path), make(path))),
        config(sync::core::SyncConfig::durable(name)), context(store, config), engine(context) {}
  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;
  ~Node() { std::filesystem::remove(path); }

  static store::core::StoreConfig make(const std::string &at) {
    return store::core::StoreConfig::durable(at);
  }

  void submit(const store::core::Operation &operation) {
    const auto submitted = engine.submit_local_operation(operation);
    std::cout << config.node_id << " submits "
              << (submitted.is_ok() ? submitted.value().sync_id : submitted.error().message())
              << "\n";
  }

  std::string path;
  store::engine::StoreEngine store;
  sync::core::SyncConfig config;
  sync::core::SyncContext context;
  sync::engine::SyncEngine engine;
};

store::core::Operation put_at(const char *key, const char *text, std::int64_t millis) {
  return store::core::Operation{store::types::OperationType::Put, store::types::Key{key},
                                store::types::Value::from_string(text),
                                core::time::Timestamp::from_millis(millis)};
}

// A transport moves the bytes; here it is a function call.
void deliver(Node &from, Node &to) {
  for (const auto &envelope : from.engine.next_batch()) {
    const auto bytes = sync::encoding::encode(envelope.operation);
    const auto decoded = sync::encoding::decode(bytes.value());
    const auto received = to.engine.receive_remote_operation(decoded.value());
    std::cout << from.config.node_id << " -> " << to.config.node_id << " "
              << decoded.value().sync_id << ": applied " << received.value().applied
              << ", conflict " << received.value().conflict_detected << "\n";
    from.engine.receive_ack(decoded.value().sync_id);
  }
}

void show(const Node &node, const char *key) {
  const auto entry = node.store.get(store::types::Key{key});
  std::cout << node.config.node_id << " shows " << key << " = "
            << (entry.has_value() ? entry->value.to_string() : "nothing") << "\n";
}

} // namespace

int main() {
  Node desk{"desk"};
  Node phone{"phone"};

  desk.submit(put_at("list", "milk", 1'700'000'000'000));
  deliver(desk, phone);

  // Both edit without knowing of each other, the phone a second later.
  desk.submit(put_at("list", "milk, eggs", 1'700'000'010'000));
  phone.submit(put_at("list", "milk, tea", 1'700'000'011'000));
  deliver(desk, phone);
  deliver(phone, desk);
  show(desk, "list");
  show(phone, "list");

  // Whoever writes next has seen both, and ends the conflict.
  desk.submit(put_at("list", "milk, eggs, tea", 1'700'000'020'000));
  desk.submit(put_at("old", "gone soon", 1'700'000'021'000));
  deliver(desk, phone);
  phone.submit(store::core::Operation::remove(store::types::Key{"old"}));
  deliver(phone, desk);
  show(desk, "list");
  show(phone, "list");
  show(desk, "old");

  std::cout << "equal digests "
            << (desk.store.digest().value() == phone.store.digest().value()) << "\n";
  std::cout << "owed " << desk.engine.state().in_flight_count << " and "
            << phone.engine.state().in_flight_count << "\n";
  return 0;
}
