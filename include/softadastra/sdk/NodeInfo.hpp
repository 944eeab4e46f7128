// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::sdk {

/// What a node says of itself.
class NodeInfo {
public:
  /// Nothing said; not valid.
  NodeInfo() = default;

  /// A node with its texts; times and capabilities are set afterwards.
  NodeInfo(std::string node_id, std::string display_name, std::string hostname, std::string os_name,
           std::string version)
      : node_id_(std::move(node_id)), display_name_(std::move(display_name)),
        hostname_(std::move(hostname)), os_name_(std::move(os_name)), version_(std::move(version)) {
  }

  /// Name of the node towards other nodes.
  [[nodiscard]] const std::string &node_id() const noexcept { return node_id_; }

  /// Name of the node towards people; may be empty.
  [[nodiscard]] const std::string &display_name() const noexcept { return display_name_; }

  /// Name of the machine.
  [[nodiscard]] const std::string &hostname() const noexcept { return hostname_; }

  /// Name of the operating system.
  [[nodiscard]] const std::string &os_name() const noexcept { return os_name_; }

  /// Version of the application.
  [[nodiscard]] const std::string &version() const noexcept { return version_; }

  /// When the node started, in milliseconds since 1970.
  [[nodiscard]] std::int64_t started_at_ms() const noexcept { return started_at_ms_; }

  /// How long it has been up, in milliseconds.
  [[nodiscard]] std::int64_t uptime_ms() const noexcept { return uptime_ms_; }

  /// What it can do, by names such as `sync`.
  [[nodiscard]] const std::vector<std::string> &capabilities() const noexcept {
    return capabilities_;
  }

  /// The display name, or the node id when there is none.
  [[nodiscard]] const std::string &label() const noexcept {
    return display_name_.empty() ? node_id_ : display_name_;
  }

  /// True when it can do that.
  [[nodiscard]] bool has_capability(const std::string &name) const noexcept {
    return std::find(capabilities_.begin(), capabilities_.end(), name) != capabilities_.end();
  }

  /// True with node id, hostname, operating system and version.
  [[nodiscard]] bool is_valid() const noexcept {
    return !node_id_.empty() && !hostname_.empty() && !os_name_.empty() && !version_.empty();
  }

  /// The same as `is_valid`.
  [[nodiscard]] bool valid() const noexcept { return is_valid(); }

  /// Sets the node id.
  void set_node_id(std::string node_id) { node_id_ = std::move(node_id); }

  /// Sets the display name.
  void set_display_name(std::string name) { display_name_ = std::move(name); }

  /// Sets the name of the machine.
  void set_hostname(std::string hostname) { hostname_ = std::move(hostname); }

  /// Sets the name of the operating system.
  void set_os_name(std::string os_name) { os_name_ = std::move(os_name); }

  /// Sets the version of the application.
  void set_version(std::string version) { version_ = std::move(version); }

  /// Sets the start, in milliseconds since 1970.
  void set_started_at_ms(std::int64_t millis) noexcept { started_at_ms_ = millis; }

  /// Sets how long the node has been up, in milliseconds.
  void set_uptime_ms(std::int64_t millis) noexcept { uptime_ms_ = millis; }

  /// Replaces all capabilities.
  void set_capabilities(std::vector<std::string> names) { capabilities_ = std::move(names); }

  /// Adds a capability; an empty name is ignored, one that is there already is not.
  void add_capability(std::string name) {
    if (!name.empty()) {
      capabilities_.push_back(std::move(name));
    }
  }

  /// Back to nothing said.
  void clear() noexcept {
    node_id_.clear();
    display_name_.clear();
    hostname_.clear();
    os_name_.clear();
    version_.clear();
    started_at_ms_ = 0;
    uptime_ms_ = 0;
    capabilities_.clear();
  }

  /// True when all of it is the same.
  [[nodiscard]] friend bool operator==(const NodeInfo &left, const NodeInfo &right) noexcept {
    return left.node_id_ == right.node_id_ && left.display_name_ == right.display_name_ &&
           left.hostname_ == right.hostname_ && left.os_name_ == right.os_name_ &&
           left.version_ == right.version_ && left.started_at_ms_ == right.started_at_ms_ &&
           left.uptime_ms_ == right.uptime_ms_ && left.capabilities_ == right.capabilities_;
  }

  /// True when any of it differs.
  [[nodiscard]] friend bool operator!=(const NodeInfo &left, const NodeInfo &right) noexcept {
    return !(left == right);
  }

private:
  std::string node_id_{};
  std::string display_name_{};
  std::string hostname_{};
  std::string os_name_{};
  std::string version_{};
  std::int64_t started_at_ms_{0};
  std::int64_t uptime_ms_{0};
  std::vector<std::string> capabilities_{};
};

} // namespace softadastra::sdk
