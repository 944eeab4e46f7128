// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

namespace softadastra::sync::utils {

/// Makes the ids `<node>-1`, `<node>-2`, … for one node.
///
/// `next`, `current` and `reset` may be called from several threads; changing the name or moving
/// the generator may not happen at the same time as any other call. The counter lives in memory:
/// an id is unique among those of one generator, not across restarts.
class SyncIdGenerator {
public:
  /// The type of the value inside.
  using value_type = std::uint64_t;

  /// A generator without a name, which makes no ids.
  SyncIdGenerator() = default;

  /// A generator for `node_id`, whose first id ends in `-1`.
  explicit SyncIdGenerator(std::string node_id) : node_id_(std::move(node_id)) {}

  // Two generators of one name would make the same ids twice.
  SyncIdGenerator(const SyncIdGenerator &) = delete;
  SyncIdGenerator &operator=(const SyncIdGenerator &) = delete;

  /// Takes name and counter; `other` keeps its counter but has no name left, so it makes no ids.
  SyncIdGenerator(SyncIdGenerator &&other) noexcept
      : node_id_(std::exchange(other.node_id_, std::string{})), counter_(other.current()) {}

  /// Takes name and counter, like the move constructor.
  SyncIdGenerator &operator=(SyncIdGenerator &&other) noexcept {
    if (this != &other) {
      node_id_ = std::exchange(other.node_id_, std::string{});
      reset(other.current());
    }
    return *this;
  }

  ~SyncIdGenerator() = default;

  /// Counts up and returns the next id; without a name, an empty string and no count.
  [[nodiscard]] std::string next() {
    if (node_id_.empty()) {
      return {};
    }
    const value_type number = counter_.fetch_add(1) + 1;
    return node_id_ + "-" + std::to_string(number);
  }

  /// The name in front of the ids.
  [[nodiscard]] const std::string &node_id() const noexcept { return node_id_; }

  /// Changes the name; the counter goes on.
  void set_node_id(std::string node_id) { node_id_ = std::move(node_id); }

  /// The number in the last id, 0 before the first one.
  [[nodiscard]] value_type current() const noexcept { return counter_.load(); }

  /// Lets the next id carry `value` plus one.
  void reset(value_type value = 0) noexcept { counter_.store(value); }

  /// True when there is a name.
  [[nodiscard]] bool is_valid() const noexcept { return !node_id_.empty(); }

  /// True when the counter is 0.
  [[nodiscard]] bool empty() const noexcept { return current() == 0; }

private:
  std::string node_id_{};
  std::atomic<value_type> counter_{0};
};

} // namespace softadastra::sync::utils
