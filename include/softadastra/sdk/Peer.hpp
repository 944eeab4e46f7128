// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace softadastra::sdk {

/// Another node and where it is reached.
class Peer {
public:
  /// Nobody, on this machine; not valid.
  Peer() = default;

  /// A node at an address.
  Peer(std::string node_id, std::string host, std::uint16_t port)
      : node_id_(std::move(node_id)), host_(std::move(host)), port_(port) {}

  /// A node on this machine.
  [[nodiscard]] static Peer local(std::string node_id, std::uint16_t port) {
    return Peer{std::move(node_id), local_host, port};
  }

  /// Name of the node.
  [[nodiscard]] const std::string &node_id() const noexcept { return node_id_; }

  /// Name or address of its machine.
  [[nodiscard]] const std::string &host() const noexcept { return host_; }

  /// The port that it serves.
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  /// True for `127.0.0.1` and `localhost`.
  [[nodiscard]] bool is_localhost() const noexcept {
    return host_ == local_host || host_ == "localhost";
  }

  /// True with a name, a host and a port.
  [[nodiscard]] bool is_valid() const noexcept {
    return !node_id_.empty() && !host_.empty() && port_ != 0;
  }

  /// The same as `is_valid`.
  [[nodiscard]] bool valid() const noexcept { return is_valid(); }

  /// Gives the node another name.
  void set_node_id(std::string node_id) { node_id_ = std::move(node_id); }

  /// Gives the node another host.
  void set_host(std::string host) { host_ = std::move(host); }

  /// Gives the node another port.
  void set_port(std::uint16_t port) noexcept { port_ = port; }

  /// Empties everything, the host too.
  void clear() noexcept {
    node_id_.clear();
    host_.clear();
    port_ = 0;
  }

  /// True when name, host and port are the same.
  [[nodiscard]] friend bool operator==(const Peer &left, const Peer &right) noexcept {
    return left.node_id_ == right.node_id_ && left.host_ == right.host_ &&
           left.port_ == right.port_;
  }

  /// True when any of them differs.
  [[nodiscard]] friend bool operator!=(const Peer &left, const Peer &right) noexcept {
    return !(left == right);
  }

private:
  static constexpr const char *local_host = "127.0.0.1";

  std::string node_id_{};
  std::string host_{local_host};
  std::uint16_t port_{0};
};

} // namespace softadastra::sdk
