// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <softadastra/sdk.hpp>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

namespace field_notes {

namespace sdk = softadastra::sdk;

/// A client with the few words that a notebook needs. Every answer goes to standard output.
class Notebook {
public:
  /// `text_max` is how many bytes of text a note may have, here and when it comes from others.
  Notebook(std::string node, std::string path, std::uint64_t text_max)
      : client_(options(std::move(node), std::move(path), text_max)) {}

  /// Opens what is on disk, and begins to serve. Whether it could.
  bool open() { return said(client_.open()) && said(client_.start_transport()); }

  /// One turn: what is due goes out, what has come is taken in. Nobody is waited for.
  void turn() {
    said(client_.tick());
    const auto events = client_.events();
    if (events.is_err()) {
      return;
    }
    for (const auto &event : events.value()) {
      if (event.type == sdk::ClientEvent::Type::Connected) {
        ++links_;
      } else if (event.type == sdk::ClientEvent::Type::Disconnected) {
        --links_;
      }
    }
  }

  /// Writes a note, on disk before it returns. For one in conflict, that resolves it.
  void write(const std::string &name, const std::string &text) {
    if (said(client_.put(name, text))) {
      std::cout << "written: " << name << '\n';
    }
  }

  void erase(const std::string &name) {
    if (said(client_.remove(name))) {
      std::cout << "erased: " << name << '\n';
    }
  }

  void show(const std::string &name) {
    const auto found = client_.get(name);
    if (said(found)) {
      std::cout << name << ": " << found.value().to_string() << '\n';
    }
  }

  void list() {
    const auto notes = client_.scan();
    if (said(notes)) {
      for (const auto &note : notes.value()) {
        std::cout << note.key.str() << ": " << note.value.to_string() << '\n';
      }
    }
  }

  void status() {
    const auto state = client_.sync_state();
    const auto conflicts = client_.conflicts();
    if (said(state) && said(conflicts)) {
      std::cout << "link: " << (links_ > 0 ? "up" : "down") << ", pending: " << pending(state.value())
                << ", failed: " << state.value().failed_count()
                << ", conflicts: " << conflicts.value().size() << '\n';
    }
  }

  void conflicts() {
    const auto found = client_.conflicts();
    if (!said(found)) {
      return;
    }
    for (const auto &conflict : found.value()) {
      std::cout << conflict.key << (conflict.unresolved ? ", to be resolved" : "") << '\n';
      for (const auto &side : conflict.sides) {
        const auto bytes = side.value.bytes();
        std::cout << "  " << side.node_id << ": "
                  << (side.deleted ? "(erased)" : std::string{bytes.begin(), bytes.end()}) << '\n';
      }
    }
  }

  void failed() {
    const auto writes = client_.failed();
    if (said(writes)) {
      for (const auto &write : writes.value()) {
        std::cout << write.sync_id << ", " << write.key.str() << ": " << write.last_error.message()
                  << '\n';
      }
    }
  }

  void retry(const std::string &sync_id) {
    if (said(client_.requeue_failed(sync_id))) {
      std::cout << "queued again: " << sync_id << '\n';
    }
  }

  void discard(const std::string &sync_id) {
    if (said(client_.discard_failed(sync_id))) {
      std::cout << "discarded: " << sync_id << '\n';
    }
  }

  void port() { std::cout << client_.served_port() << '\n'; }

  void dial(const std::string &peer, const std::string &port) {
    const auto number = static_cast<std::uint16_t>(std::strtoul(port.c_str(), nullptr, 10));
    if (said(client_.connect(sdk::Peer::local(peer, number)))) {
      std::cout << "calling " << peer << '\n';
    }
  }

  void hang_up(const std::string &peer) {
    if (said(client_.disconnect(sdk::Peer::local(peer, 1)))) {
      std::cout << "hung up\n";
    }
  }

  void sync() {
    constexpr int waits = 400;
    constexpr std::int64_t wait_ms = 50;
    for (int at = 0; at < waits && pending(client_.sync_state().value()) > 0; ++at) {
      turn();
      said(client_.wait(wait_ms));
    }
    const auto state = client_.sync_state().value();
    const auto left = pending(state) + state.failed_count();
    std::cout << (left == 0 ? "the others have everything" : "the others have not everything")
              << '\n';
  }

private:
  /// Links stay within this machine: across a network, add a key (docs/clients.md).
  static sdk::ClientOptions options(std::string node, std::string path, std::uint64_t text_max) {
    auto made = sdk::ClientOptions::persistent(std::move(node), std::move(path))
                    .with_local_transport_any_port();
    made.set_conflict_policy(sdk::ClientOptions::ConflictPolicy::Manual);
    made.set_value_bytes_max(text_max);
    made.set_max_sync_retries(1); // Who refuses a note once need not be asked again: it is shown as failed.
    return made;
  }

  static std::size_t pending(const sdk::SyncState &state) {
    return state.queued_count() + state.in_flight_count();
  }

  /// Whether it went well; says what did not.
  template <typename Result>
  bool said(const Result &result) {
    if (result.is_err()) {
      std::cout << "error: " << result.error().message() << '\n';
    }
    return result.is_ok();
  }

  sdk::Client client_;
  int links_{0};
};

} // namespace field_notes
