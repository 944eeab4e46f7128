// SPDX-License-Identifier: Apache-2.0
// Two nodes edit the same keys without knowing of each other: the list of conflicts, a resolution,
// and a merge function that makes one value of both sides.
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>
#include <string>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

namespace {

struct Node {
  explicit Node(const std::string &name)
      : path("11_conflicts_" + name + ".wal"),
        store((std::filesystem::remove(path), store::core::StoreConfig::durable(path))),
        config(sync::core::SyncConfig::durable(name)), context(store, config), engine(context) {}
  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;
  ~Node() { std::filesystem::remove(path); }

  void put(const char *key, const char *text, std::int64_t millis) {
    const auto submitted = engine.submit_local_operation(store::core::Operation{
        store::types::OperationType::Put, store::types::Key{key},
        store::types::Value::from_string(text), core::time::Timestamp::from_millis(millis)});
    if (submitted.is_err()) {
      std::cout << submitted.error().message() << "\n";
    }
  }

  std::string path;
  store::engine::StoreEngine store;
  sync::core::SyncConfig config;
  sync::core::SyncContext context;
  sync::engine::SyncEngine engine;
};

// A transport moves the bytes; here it is a function call.
void deliver(Node &from, Node &to) {
  for (const auto &envelope : from.engine.next_batch()) {
    const auto bytes = sync::encoding::encode(envelope.operation);
    const auto decoded = sync::encoding::decode(bytes.value());
    if (to.engine.receive_remote_operation(decoded.value()).is_ok()) {
      from.engine.receive_ack(decoded.value().sync_id);
    }
  }
}

void exchange(Node &one, Node &other) {
  deliver(one, other);
  deliver(other, one);
}

void list(Node &node) {
  const auto conflicts = node.engine.conflicts().value();
  std::cout << node.config.node_id << " has " << conflicts.size() << " conflicts\n";
  for (const auto &conflict : conflicts) {
    std::cout << "  " << conflict.key << "\n";
    for (const auto &side : conflict.sides) {
      std::cout << "    " << side.sync_id << " at " << side.timestamp.millis() << ": "
                << (side.deleted ? "deleted" : side.value.to_string())
                << (side.shown ? " (shown)" : "") << "\n";
    }
  }
}

void show(const Node &node, const char *key) {
  const auto entry = node.store.get(store::types::Key{key});
  std::cout << node.config.node_id << " shows " << key << " = "
            << (entry.has_value() ? entry->value.to_string() : "nothing") << "\n";
}

// A value is a set of words: the merge is their union, the same whoever asks.
std::optional<store::types::Value> union_of_words(const store::engine::MergeInput &input) {
  std::set<std::string> words;
  for (const auto &version : input.versions) {
    std::istringstream text{version.value.to_string()};
    for (std::string word; text >> word;) {
      words.insert(word);
    }
  }
  std::string merged;
  for (const auto &word : words) {
    merged += (merged.empty() ? "" : " ") + word;
  }
  return store::types::Value::from_string(merged);
}

} // namespace

int main() {
  Node desk{"desk"};
  Node phone{"phone"};

  // An edit that has seen the other one is no conflict.
  desk.put("title", "Shopping", 1'700'000'000'000);
  exchange(desk, phone);
  phone.put("title", "Shopping list", 1'700'000'001'000);
  exchange(desk, phone);
  list(desk);

  // These have not seen each other.
  desk.put("list", "milk eggs", 1'700'000'010'000);
  phone.put("list", "milk tea", 1'700'000'011'000);
  desk.put("shop", "corner", 1'700'000'012'000);
  phone.put("shop", "market", 1'700'000'011'000);
  exchange(desk, phone);
  list(phone);

  // Whoever writes next has seen both sides, and ends the conflict everywhere.
  phone.put("shop", "corner, then market", 1'700'000'020'000);
  exchange(desk, phone);
  show(desk, "shop");

  // For the rest a function decides, on every node alike; nothing of it is stored.
  for (auto *node : {&desk, &phone}) {
    node->config.conflict_policy = sync::types::ConflictPolicy::Custom;
    if (node->engine.set_merge(union_of_words).is_err()) {
      std::cout << "no merge function\n";
    }
    show(*node, "list");
  }
  list(desk);
  std::cout << "equal digests "
            << (desk.store.digest().value() == phone.store.digest().value()) << "\n";
  std::cout << "conflicts counted " << desk.engine.state().conflict_count << " and "
            << phone.engine.state().conflict_count << "\n";
  return 0;
}
