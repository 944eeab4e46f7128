// SPDX-License-Identifier: Apache-2.0
// Three nodes in a row, with sessions over a channel that loses, repeats, reorders and damages
// frames: what the desk writes reaches the tablet through the phone, and all end up equal.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <softadastra/store/Store.hpp>
#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

namespace {

using Bytes = std::vector<std::uint8_t>;

// One way from node to node. Its misfortunes follow from the seed.
class LossyChannel {
public:
  explicit LossyChannel(std::uint64_t seed) : seed_(seed) {}

  void send(Bytes frame) {
    const auto luck = draw(100);
    if (luck < 20) {
      return; // lost
    }
    if (luck < 30) {
      under_way_.push_back(frame); // and once more below
    }
    if (luck >= 95) {
      frame[draw(frame.size())] ^= 1U << draw(8); // damaged
    }
    under_way_.push_back(std::move(frame));
  }

  // Some frame that has not arrived yet, in no order.
  std::optional<Bytes> receive() {
    if (under_way_.empty()) {
      return std::nullopt;
    }
    std::swap(under_way_[draw(under_way_.size())], under_way_.back());
    Bytes frame = std::move(under_way_.back());
    under_way_.pop_back();
    return frame;
  }

private:
  std::size_t draw(std::size_t below) { // splitmix64
    std::uint64_t z = (seed_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % below);
  }

  std::uint64_t seed_;
  std::vector<Bytes> under_way_{};
};

struct Node {
  Node(const std::string &folder, const std::string &name)
      : store(store::core::StoreConfig::durable(folder + "/" + name + ".wal")), config(name),
        context(store, config), engine(context) {}
  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;

  void put(const char *key, const char *text, std::int64_t millis) {
    const auto written = engine.submit_local_operation(store::core::Operation{
        store::types::OperationType::Put, store::types::Key{key},
        store::types::Value::from_string(text), core::time::Timestamp::from_millis(millis)});
    std::cout << config.node_id << " writes " << key << " = " << text << " as "
              << (written.is_ok() ? written.value().sync_id : written.error().message()) << "\n";
  }

  store::engine::StoreEngine store;
  sync::core::SyncConfig config;
  sync::core::SyncContext context;
  sync::engine::SyncEngine engine;
};

// One side of a session between two nodes, and its way to the other side.
struct End {
  sync::session::Session session;
  std::size_t other;
  LossyChannel out;
};

void join(std::vector<End> &ends, Node &one, Node &other) {
  const auto at = ends.size();
  const std::pair<Node *, Node *> sides[] = {{&one, &other}, {&other, &one}};
  for (const auto &[from, to] : sides) {
    // For ever: nothing is forgotten before the other side has it.
    if (from->engine.register_peer(to->config.node_id).is_err()) {
      std::cerr << from->engine.last_error()->message() << "\n";
    }
    auto opened = from->engine.open_session(to->config.node_id);
    const auto other_end = ends.size() == at ? at + 1 : at;
    ends.push_back(End{std::move(opened.value()), other_end, LossyChannel{ends.size() + 7}});
  }
}

// After every change: send until there is nothing to say. Then wait, not longer than told.
void run_once(std::vector<End> &ends) {
  auto wake = core::time::Timestamp::now().millis() + 100;
  for (auto &end : ends) {
    for (auto frame = end.session.poll_transmit(); frame.is_ok() && frame.value().has_value();
         frame = end.session.poll_transmit()) {
      end.out.send(std::move(*frame.value()));
    }
  }
  bool has_come = false;
  for (auto &end : ends) {
    while (auto frame = end.out.receive()) {
      // A damaged frame is an error here, and comes again by itself.
      static_cast<void>(ends[end.other].session.handle(*frame));
      has_come = true;
    }
  }
  for (const auto &end : ends) {
    const auto next = end.session.next_wakeup();
    if (next.is_ok() && next.value().has_value()) {
      wake = std::min(wake, next.value()->millis());
    }
  }
  if (!has_come) {
    const auto wait_ms = std::max<std::int64_t>(wake - core::time::Timestamp::now().millis(), 1);
    std::this_thread::sleep_for(std::chrono::milliseconds{wait_ms});
  }
}

// All hold the same, and everybody knows of its peers that they do.
bool is_done(const std::vector<Node *> &nodes) {
  const auto digest = nodes.front()->store.digest().value();
  return std::all_of(nodes.begin(), nodes.end(), [&](Node *node) {
    const auto peers = node->engine.peers();
    return node->store.digest().value() == digest &&
           std::all_of(peers.value().begin(), peers.value().end(), [](const auto &peer) {
             return peer.applied_count == peer.known_count;
           });
  });
}

void show(Node &node) {
  std::cout << node.config.node_id << "\n";
  for (const char *key : {"list", "well:4", "old"}) {
    const auto entry = node.store.get(store::types::Key{key});
    std::cout << "  " << key << " = " << (entry.has_value() ? entry->value.to_string() : "nothing")
              << "\n";
  }
  const auto peers = node.engine.peers();
  for (const auto &peer : peers.value()) {
    std::cout << "  " << peer.node << " has " << peer.applied_count << " of " << peer.known_count
              << "\n";
  }
}

void run(const std::string &folder) {
  Node desk{folder, "desk"};
  Node phone{folder, "phone"};
  Node tablet{folder, "tablet"};
  std::vector<End> ends;
  join(ends, desk, phone);
  join(ends, phone, tablet);

  // All of them write without knowing of the others.
  desk.put("list", "milk", 1'700'000'000'000);
  desk.put("old", "gone soon", 1'700'000'001'000);
  tablet.put("list", "milk, tea", 1'700'000'002'000);
  phone.put("well:4", "dry", 1'700'000'003'000);

  const std::vector<Node *> nodes{&desk, &phone, &tablet};
  const auto wait = [&] {
    for (int turn = 0; turn < 100'000 && !is_done(nodes); ++turn) {
      run_once(ends);
    }
    std::cout << "equal digests " << is_done(nodes) << "\n";
  };
  wait();
  static_cast<void>(desk.engine.submit_local_operation(
      store::core::Operation::remove(store::types::Key{"old"})));
  std::cout << "desk removes old\n";
  wait();
  for (auto *node : nodes) {
    show(*node);
  }
}

} // namespace

int main() {
  const std::string folder = "10_three_nodes";
  std::filesystem::create_directory(folder);
  run(folder);
  std::filesystem::remove_all(folder);
  return 0;
}
