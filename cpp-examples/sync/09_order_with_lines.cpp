// SPDX-License-Identifier: Apache-2.0
// An order and its lines belong together: written, sent and taken in as a whole or not at all.
#include <filesystem>
#include <iostream>
#include <string>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

namespace {

store::types::Key key(const std::string &name) { return store::types::Key{name}; }

store::types::Value text(const std::string &value) {
  return store::types::Value::from_string(value);
}

struct Node {
  explicit Node(const std::string &name)
      : path("09_order_with_lines_" + name + ".wal"),
        store((std::filesystem::remove(path), store::core::StoreConfig::durable(path))),
        config(sync::core::SyncConfig::durable(name)), context(store, config), engine(context) {}
  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;
  ~Node() { std::filesystem::remove(path); }

  void show(const std::string &name) const {
    const auto entry = store.get(key(name));
    std::cout << "  " << name << " = " << (entry.has_value() ? entry->value.to_string() : "nothing")
              << "\n";
  }

  std::string path;
  store::engine::StoreEngine store;
  sync::core::SyncConfig config;
  sync::core::SyncContext context;
  sync::engine::SyncEngine engine;
};

// The order, its lines, and the end of the cart they came from: one step.
store::core::WriteBatch order() {
  store::core::WriteBatch batch;
  batch.put(key("order:7"), text("open, 2 lines"));
  batch.put(key("order:7/line:1"), text("3 lamps"));
  batch.put(key("order:7/line:2"), text("1 ladder"));
  batch.remove(key("cart:7"));
  return batch;
}

} // namespace

int main() {
  Node shop{"shop"};
  Node stock{"stock"};

  const auto cart = shop.store.put(key("cart:7"), text("3 lamps, 1 ladder"));
  std::cout << "the cart is local: " << cart.value().created << "\n";

  const auto placed = shop.engine.submit_group(order());
  std::cout << "placed as " << placed.value().sync_id << ", owed "
            << shop.engine.state().outbox_size << "\n";
  shop.show("cart:7");

  // A mistake in one line stops all of them.
  const auto refused = shop.engine.submit_group(order().put(key("order:7"), text("twice")));
  std::cout << "refused: " << refused.error().context().message() << "\n";

  // One operation on the way, whatever carries it; no peer ever sees an order without its lines.
  for (const auto &envelope : shop.engine.next_batch()) {
    const auto bytes = sync::encoding::encode(envelope.operation);
    const auto arrived = sync::encoding::decode(bytes.value());
    const auto taken = stock.engine.receive_remote_operation(arrived.value());
    std::cout << "stock takes " << arrived.value().sync_id << ": group "
              << arrived.value().is_group() << ", applied " << taken.value().applied << "\n";
    shop.engine.receive_ack(arrived.value().sync_id);
  }
  stock.show("order:7");
  stock.show("order:7/line:1");
  stock.show("order:7/line:2");

  std::cout << "equal digests "
            << (shop.store.digest().value() == stock.store.digest().value()) << ", owed "
            << shop.engine.state().in_flight_count << "\n";
  return 0;
}
