// SPDX-License-Identifier: Apache-2.0
// The harness of the conformance scripts for C++, over the documented headers alone; README.md has
// its language. A mistake in a script ends the program: the runner then says which step it was.
#include "softadastra/sdk/Client.hpp"
#include "softadastra/store/Store.hpp"
#include "softadastra/store/engine/Inspector.hpp"
#include "softadastra/store/engine/Salvage.hpp"
#include "softadastra/sync/Sync.hpp"
#include "softadastra/sync/session/Session.hpp"

#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace sdk = softadastra::sdk;
namespace store = softadastra::store;
namespace sync_ns = softadastra::sync;
using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using store::engine::StoreEngine;
using sync_ns::engine::SyncEngine;
using sync_ns::session::Session;
using Bytes = std::vector<std::uint8_t>;

constexpr std::int64_t start_ms = 1700000000000;

[[noreturn]] void die(const std::string &what) {
  std::cerr << "harness: " << what << '\n';
  std::exit(2);
}

// Reading a line

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::string text_of(const std::string &token) {
  std::string text;
  for (std::size_t at = 1; at + 1 < token.size(); at += 2) {
    text.push_back(static_cast<char>(digit(token[at]) * 16 + digit(token[at + 1])));
  }
  return text;
}

Bytes bytes_of(const std::string &token) {
  const auto text = text_of(token);
  return Bytes(text.begin(), text.end());
}

class Line {
public:
  explicit Line(const std::string &line) {
    std::istringstream words{line};
    for (std::string word; words >> word;) {
      tokens_.push_back(word);
    }
  }

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const std::string &operator[](std::size_t at) const {
    return at < tokens_.size() ? tokens_[at] : (die("an argument is missing"), tokens_[0]);
  }
  [[nodiscard]] std::string text(std::size_t at) const { return text_of((*this)[at]); }
  [[nodiscard]] Bytes bytes(std::size_t at) const { return bytes_of((*this)[at]); }
  [[nodiscard]] std::int64_t number(std::size_t at) const {
    return std::strtoll((*this)[at].c_str(), nullptr, 10);
  }
  [[nodiscard]] std::uint64_t count(std::size_t at) const {
    return std::strtoull((*this)[at].c_str(), nullptr, 10);
  }
  [[nodiscard]] Timestamp time(std::size_t at) const { return Timestamp::from_millis(number(at)); }
  [[nodiscard]] store::types::Key key(std::size_t at) const {
    return store::types::Key{text(at)};
  }
  [[nodiscard]] store::types::Value value(std::size_t at) const {
    return store::types::Value{bytes(at)};
  }

private:
  std::vector<std::string> tokens_;
};

// Writing the answer

std::string word(const std::string &text) {
  std::string out = "x";
  for (const char c : text) {
    constexpr const char *digits = "0123456789abcdef";
    out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(digits[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}
std::string word(std::span<const std::uint8_t> bytes) {
  return word(std::string(bytes.begin(), bytes.end()));
}
std::string word(const Bytes &bytes) { return word(std::span<const std::uint8_t>{bytes}); }
std::string word(const store::types::Value &value) { return word(value.bytes()); }
std::string word(const store::types::Key &key) { return word(key.str()); }
std::string word(Timestamp time) { return std::to_string(time.millis()); }
std::string word(Duration span) { return std::to_string(span.millis()); }
std::string word(ErrorCode code) { return std::to_string(-static_cast<std::int64_t>(code)); }
template <typename Number>
  requires std::is_integral_v<Number>
std::string word(Number number) {
  return std::to_string(number);
}
template <typename Enum>
  requires std::is_enum_v<Enum>
std::string word(Enum value) {
  return std::to_string(static_cast<std::uint64_t>(value));
}

/// The values of one record.
template <typename First, typename... Rest>
std::string record(const First &first, const Rest &...rest) {
  std::string out = word(first);
  ((out += ":" + word(rest)), ...);
  return out;
}

template <typename... Values> std::string ok(const Values &...values) {
  std::string out = "ok";
  ((out += " " + word(values)), ...);
  return out;
}

template <typename List, typename Make>
std::string listed(std::string out, const List &list, Make make) {
  for (const auto &one : list) {
    out += " " + make(one);
  }
  return out;
}

std::string failed(const Error &error) {
  return "error " + word(error.code()) + " " + error.message() + "|" + error.context().message();
}

/// What a call answered: its failure, or what `then` makes of its value.
template <typename Result, typename Then> std::string answered(const Result &result, Then then) {
  return result.is_err() ? failed(result.error()) : then(result.value());
}

template <typename Result> std::string plain(const Result &result) {
  return result.is_err() ? failed(result.error()) : "ok";
}

/// An optional as its value, or nothing.
template <typename Result> std::string maybe(const Result &result) {
  return answered(result, [](const auto &found) { return found ? ok(*found) : "nothing"; });
}

std::string flagged(const SyncEngine::FlagResult &result) {
  return answered(result, [](bool yes) { return std::string{yes ? "ok" : "nothing"}; });
}

std::string envelope(const sync_ns::core::SyncEnvelope &e) {
  const auto &operation = e.operation.operation;
  return record(e.operation.sync_id, e.status, e.ack_status, e.retry_count, e.next_retry_at,
                static_cast<ErrorCode>(e.last_error), operation.type, operation.key,
                operation.value);
}

std::string applied(const store::engine::ApplyResult &result) {
  return ok(result.created, result.updated, result.deleted, result.version);
}

std::string submitted(const SyncEngine::SubmitResult &result) {
  return answered(result, [](const auto &op) { return ok(op.sync_id, op.version); });
}

std::string peer(const sync_ns::session::PeerStatus &p) {
  return record(p.node, p.is_connected, p.lease, p.known_count, p.durable_count, p.applied_count,
                p.pending_own_count, p.pending_relayed_count, p.gone_count, p.refused_count);
}

std::string verified(const store::engine::Inspector::Result &result) {
  return answered(result, [](const auto &v) {
    return listed(ok(v.is_sound(), v.key_count, v.owed_count, v.finding_count), v.findings,
                  [](const store::engine::Finding &f) {
                    return record(f.part, f.code, f.at, f.number, f.file);
                  });
  });
}

// Options: those of a store and of a sync engine come in one list.

struct Settings {
  store::core::StoreConfig store{store::core::StoreConfig::memory_only()};
  sync_ns::core::SyncConfig sync{""};
};

using Setter = std::function<void(Settings &, std::int64_t, const std::string &)>;

template <typename Enum> Enum to_enum(std::int64_t value) { return static_cast<Enum>(value); }

const std::map<std::string, Setter> &setters() {
  using Number = std::int64_t;
  using Text = const std::string &;
  namespace types = sync_ns::types;
  static const auto span = [](Number ms) { return Duration::from_millis(ms); };
  static const auto size = [](Number n) { return static_cast<std::size_t>(n); };
  static const std::map<std::string, Setter> all{
      {"path",
       [](Settings &s, Number, Text t) {
         s.store.wal_path = t;
         s.store.enable_wal = true;
         s.store.auto_flush = true;
       }},
      {"durability",
       [](Settings &s, Number n, Text) {
         s.store.enable_wal = n != 3;
         s.store.auto_flush = n == 1;
       }},
      {"value_bytes_max", [](Settings &s, Number n, Text) { s.store.value_bytes_max = size(n); }},
      {"seed", [](Settings &s, Number n, Text) { s.store.seed = size(n); }},
      {"read_only", [](Settings &s, Number n, Text) { s.store.read_only = n != 0; }},
      {"memory_bytes", [](Settings &s, Number n, Text) { s.store.memory_bytes = size(n); }},
      {"history_bytes_max",
       [](Settings &s, Number n, Text) {
         s.store.history_bytes_max = size(n);
       }},
      {"recording_path", [](Settings &s, Number, Text t) { s.store.recording_path = t; }},
      {"recording_bytes_max",
       [](Settings &s, Number n, Text) {
         s.store.recording_bytes_max = size(n);
       }},
      {"clock_drift_ms",
       [](Settings &s, Number n, Text) {
         s.store.max_clock_drift = s.sync.max_clock_drift = span(n);
       }},
      {"node_id", [](Settings &s, Number, Text t) { s.sync.node_id = t; }},
      {"conflict_policy",
       [](Settings &s, Number n, Text) {
         s.sync.conflict_policy = to_enum<types::ConflictPolicy>(n);
       }},
      {"batch_size", [](Settings &s, Number n, Text) { s.sync.batch_size = size(n); }},
      {"max_retries",
       [](Settings &s, Number n, Text) {
         s.sync.max_retries = static_cast<std::uint32_t>(n);
       }},
      {"auto_queue", [](Settings &s, Number n, Text) { s.sync.auto_queue = n != 0; }},
      {"require_ack", [](Settings &s, Number n, Text) { s.sync.require_ack = n != 0; }},
      {"retry_interval_ms", [](Settings &s, Number n, Text) { s.sync.retry_interval = span(n); }},
      {"retry_cap_ms", [](Settings &s, Number n, Text) { s.sync.retry_cap = span(n); }},
      {"ack_timeout_ms", [](Settings &s, Number n, Text) { s.sync.ack_timeout = span(n); }},
      {"outbox_ops_max", [](Settings &s, Number n, Text) { s.sync.outbox_ops_max = size(n); }},
      {"outbox_bytes_max", [](Settings &s, Number n, Text) { s.sync.outbox_bytes_max = size(n); }},
      {"when_full",
       [](Settings &s, Number n, Text) {
         s.sync.when_full = to_enum<types::WhenFull>(n);
       }},
      {"ack_level",
       [](Settings &s, Number n, Text) {
         s.sync.ack_level = to_enum<types::AckLevel>(n);
       }},
  };
  return all;
}

/// Calls `set(name, number, text)` for each option from a place of the line on.
template <typename Set> void each_option(const Line &line, std::size_t from, Set set) {
  for (std::size_t at = from; at < line.size(); ++at) {
    const auto split = line[at].find('=');
    const auto given = line[at].substr(split + 1);
    const bool is_text = !given.empty() && given[0] == 'x';
    set(line[at].substr(0, split), is_text ? 0 : std::strtoll(given.c_str(), nullptr, 10),
        is_text ? text_of(given) : std::string{});
  }
}

void read_options(const Line &line, std::size_t from, Settings &settings) {
  each_option(line, from, [&](const auto &name, std::int64_t number, const auto &text) {
    const auto found = setters().find(name);
    found == setters().end() ? die(name) : found->second(settings, number, text);
  });
}

struct Node {
  Settings settings{};
  std::unique_ptr<StoreEngine> store{};
  std::unique_ptr<SyncEngine> sync{};
  sync_ns::core::SyncContext context{};
};

class Harness {
public:
  std::string answer(const Line &line) {
    const auto found = verbs_.find(line[0]);
    if (found != verbs_.end()) {
      return (this->*found->second)(line);
    }
    const auto of_node = node_verbs_.find(line[0]);
    if (of_node == node_verbs_.end()) {
      die(line[0]);
    }
    const auto node = nodes_.find(line[1]);
    if (node == nodes_.end()) {
      // What every language says of a handle that it has closed; in C++ it is no object any more.
      return "error " + word(ErrorCode::Closed) + " engine is closed|";
    }
    try {
      return of_node->second(node->second, line);
    } catch (const std::runtime_error &raised) {
      return std::string{"raised "} + raised.what();
    }
  }

private:
  using Verb = std::string (Harness::*)(const Line &);
  using NodeVerb = std::function<std::string(Node &, const Line &)>;

  std::string open(const Line &line) {
    Node node;
    read_options(line, 2, node.settings);
    node.settings.store.clock = [this] { return Timestamp::from_millis(now_ms_); };
    node.store = std::make_unique<StoreEngine>(node.settings.store);
    if (const auto problem = node.store->open_error(); problem.has_value()) {
      return failed(*problem);
    }
    auto &kept = nodes_[line[1]] = std::move(node);
    kept.context = sync_ns::core::SyncContext{*kept.store, kept.settings.sync};
    kept.sync = std::make_unique<SyncEngine>(kept.context);
    const auto checked = kept.context.config_checked();
    if (checked.is_err() && !kept.settings.sync.node_id.empty()) {
      const auto text = failed(checked.error());
      nodes_.erase(line[1]);
      return text;
    }
    if (const auto problem = kept.sync->last_error(); problem.has_value()) {
      const auto text = failed(*problem);
      nodes_.erase(line[1]);
      return text;
    }
    const auto report = kept.store->open_report();
    return ok(report.created, report.last_version, report.owed_count, report.cut_bytes);
  }

  std::string close(const Line &line) {
    nodes_.erase(line[1]);
    return "ok";
  }

  std::string reset(const Line &) {
    sessions_.clear();
    feeds_.clear();
    readers_.clear();
    writers_.clear();
    clients_.clear();
    nodes_.clear();
    now_ms_ = start_ms;
    return "ok";
  }

  std::string now(const Line &line) {
    now_ms_ = line.number(1);
    return "ok";
  }

  // Sessions and feeds

  std::string session(const Line &line) {
    sync_ns::session::SessionOptions options;
    Duration lease{};
    bool accepts = false;
    each_option(line, 3, [&](const auto &name, std::int64_t number, const auto &text) {
      if (name == "node_id") {
        options.peer = text;
      } else if (name == "accept_unknown") {
        accepts = number != 0;
      } else if (name == "accept_lease_ms") {
        lease = Duration::from_millis(number);
      } else if (name == "window_bytes") {
        options.window_bytes = static_cast<std::uint64_t>(number);
      } else if (name == "frame_bytes_max") {
        options.frame_bytes_max = static_cast<std::uint32_t>(number);
      } else {
        die(name);
      }
    });
    if (accepts) {
      options.accept_lease = lease;
    }
    const auto node = nodes_.find(line[2]);
    if (node == nodes_.end()) {
      return "error " + word(ErrorCode::Closed) + " engine is closed|";
    }
    auto opened = node->second.sync->open_session(options);
    if (opened.is_err()) {
      return failed(opened.error());
    }
    sessions_.insert_or_assign(line[1], std::move(opened.value()));
    return "ok";
  }

  Session &session_of(const Line &line) {
    const auto found = sessions_.find(line[1]);
    return found == sessions_.end() ? (die("no such session"), found->second) : found->second;
  }

  std::string poll(const Line &line) {
    return maybe(session_of(line).poll_transmit(static_cast<std::size_t>(line.count(2))));
  }

  std::string handle(const Line &line) { return plain(session_of(line).handle(line.bytes(2))); }

  std::string event(const Line &line) {
    return answered(session_of(line).poll_event(), [](const auto &e) {
      return e ? ok(e->type, e->code, e->count, e->other_count, e->sequence, e->node, e->reason)
               : std::string{"nothing"};
    });
  }

  std::string wake(const Line &line) { return maybe(session_of(line).next_wakeup()); }

  std::string session_state(const Line &line) {
    return answered(session_of(line).state(), [](const auto &state) {
      return ok(state.phase, state.in_flight_count, state.peer);
    });
  }

  std::string end(const Line &line) { return plain(session_of(line).close()); }

  std::string free(const Line &line) {
    sessions_.erase(line[1]);
    return "ok";
  }

  std::string frame(const Line &line) {
    return maybe(Session::frame_bytes(line.bytes(1), static_cast<std::uint32_t>(line.count(2))));
  }

  std::string feed(const Line &line) {
    const auto node = nodes_.find(line[2]);
    if (node == nodes_.end()) {
      return "error " + word(ErrorCode::Closed) + " engine is closed|";
    }
    auto opened = node->second.store->changes(line.count(3), line.number(4) != 0);
    if (opened.is_err()) {
      return failed(opened.error());
    }
    feeds_.insert_or_assign(line[1], std::move(opened.value()));
    return "ok";
  }

  store::feed::ChangeFeed &feed_of(const Line &line) {
    const auto found = feeds_.find(line[1]);
    return found == feeds_.end() ? (die("no such feed"), found->second) : found->second;
  }

  std::string change(const Line &line) {
    return answered(feed_of(line).next(), [](const auto &c) {
      return c ? ok(c->type, c->operation, c->version, c->sync_id, c->key, c->value, c->status,
                    c->retry_count, c->last_error)
               : std::string{"nothing"};
    });
  }

  std::string position(const Line &line) { return ok(feed_of(line).position()); }

  std::string feed_free(const Line &line) {
    feeds_.erase(line[1]);
    return "ok";
  }

  // Values piece by piece

  std::string reader(const Line &line) {
    const auto node = nodes_.find(line[2]);
    if (node == nodes_.end()) {
      die("no such node");
    }
    auto opened = node->second.store->open_value(line.text(3));
    if (opened.is_err()) {
      return opened.error().code() == ErrorCode::NotFound ? "nothing" : failed(opened.error());
    }
    const auto &value = readers_.insert_or_assign(line[1], std::move(opened.value())).first->second;
    return ok(value.size(), value.version(), value.timestamp());
  }

  std::string read(const Line &line) {
    Bytes room(static_cast<std::size_t>(line.count(3)));
    return answered(readers_.at(line[1]).read_at(line.count(2), room), [&](std::size_t count) {
      room.resize(count);
      return count == 0 ? std::string{"nothing"} : ok(room);
    });
  }

  std::string reader_free(const Line &line) {
    readers_.erase(line[1]);
    return "ok";
  }

  std::string writer(const Line &line) {
    const auto node = nodes_.find(line[2]);
    if (node == nodes_.end()) {
      die("no such node");
    }
    auto begun = node->second.store->begin_value(line.text(3), line.count(4), line.time(5));
    if (begun.is_err()) {
      return failed(begun.error());
    }
    writers_.insert_or_assign(line[1], std::move(begun.value()));
    return "ok";
  }

  std::string write(const Line &line) { return plain(writers_.at(line[1]).write(line.bytes(2))); }

  std::string commit(const Line &line) { return answered(writers_.at(line[1]).commit(), applied); }

  std::string writer_free(const Line &line) {
    writers_.erase(line[1]);
    return "ok";
  }

  // Clients, whose messages the runner carries

  std::string client(const Line &line) {
    sdk::ClientOptions options;
    options.set_store_wal_enabled(false);
    each_option(line, 2, [&](const auto &name, std::int64_t, const auto &text) {
      if (name == "path") {
        options.set_store_wal_enabled(true);
        options.set_store_wal_path(text);
      } else {
        options.set_node_id(text);
      }
    });
    auto made = std::make_unique<sdk::Client>(options);
    const auto opened = made->open();
    clients_[line[1]] = std::move(made);
    return said(opened);
  }

  sdk::Client &client_of(const Line &line) { return *clients_.at(line[1]); }

  /// What a client answered: it has words of its own for failures, which no script asks for.
  template <typename Result> static std::string said(const Result &result) {
    return result.is_ok() ? "ok" : "failed " + result.error().message();
  }

  template <typename Result, typename Then>
  static std::string told(const Result &result, Then then) {
    return result.is_ok() ? then(result.value()) : said(result);
  }

  std::string client_close(const Line &line) {
    clients_.erase(line[1]);
    return "ok";
  }

  std::string client_put(const Line &line) {
    return said(client_of(line).put(line.text(2), sdk::Value{line.bytes(3)}));
  }

  std::string client_remove(const Line &line) { return said(client_of(line).remove(line.text(2))); }

  std::string client_get(const Line &line) {
    const auto found = client_of(line).get(line.text(2));
    if (found.is_err() && found.error().code() == sdk::Error::Code::NotFound) {
      return "nothing";
    }
    return told(found, [](const sdk::Value &value) { return ok(value.bytes()); });
  }

  std::string client_contains(const Line &line) {
    return client_of(line).contains(line.text(2)) ? "ok" : "nothing";
  }

  std::string client_len(const Line &line) { return ok(client_of(line).size()); }

  std::string client_status(const Line &line) {
    return told(client_of(line).status_of(line.count(2)), [](sdk::WriteStatus status) {
      static const std::map<sdk::WriteStatus, int> numbers{
          {sdk::WriteStatus::Pending, SDA_STATUS_PENDING},
          {sdk::WriteStatus::Queued, SDA_STATUS_QUEUED},
          {sdk::WriteStatus::InFlight, SDA_STATUS_IN_FLIGHT},
          {sdk::WriteStatus::Acknowledged, SDA_STATUS_APPLIED},
          {sdk::WriteStatus::Failed, SDA_STATUS_FAILED}};
      const auto number = numbers.find(status);
      return number == numbers.end() ? std::string{"nothing"} : ok(number->second);
    });
  }

  std::string client_tick(const Line &line) {
    return told(client_of(line).tick(line.number(2) != 0),
                [](const auto &turn) { return ok(turn.pruned_count()); });
  }

  std::string client_carry(const Line &line) { return said(client_of(line).start_carrying()); }

  std::string client_link(const Line &line) {
    return told(client_of(line).open_link(line.text(2), line.number(3) != 0),
                [](std::uint64_t link) { return ok(link); });
  }

  std::string client_message(const Line &line) {
    return told(client_of(line).next_message(line.count(2)), [](const auto &message) {
      return message ? ok(*message) : std::string{"nothing"};
    });
  }

  std::string client_receive(const Line &line) {
    return said(client_of(line).receive(line.count(2), line.bytes(3)));
  }

  std::string client_unlink(const Line &line) {
    return said(client_of(line).close_link(line.count(2)));
  }

  std::string client_events(const Line &line) {
    return told(client_of(line).events(), [](const auto &events) {
      return listed("ok", events,
                    [](const sdk::ClientEvent &event) { return record(event.type, event.node_id); });
    });
  }

  std::string client_peers(const Line &line) {
    return told(client_of(line).peer_status(), [](const auto &peers) {
      return listed("ok", peers, [](const auto &one) { return record(one.node, one.is_connected); });
    });
  }

  // Without a node

  std::string decode(const Line &line) {
    return answered(sync_ns::encoding::decode(line.bytes(1)), [](const auto &op) {
      return ok(op.sync_id, op.origin_node_id, op.sequence, op.operation.type, op.operation.key,
                op.operation.value);
    });
  }

  std::string verify_path(const Line &line) {
    return verified(store::engine::Inspector::verify(line.text(1)));
  }

  std::string salvage(const Line &line) {
    return answered(store::engine::Salvage::run(line.text(1), line.text(2)), [](const auto &s) {
      return listed(ok(s.key_count, s.owed_count, s.loss_count, s.missing_versions.size()),
                    s.losses, [](const store::engine::Loss &loss) {
                      return record(loss.finding.part, loss.finding.code, loss.finding.at,
                                    loss.finding.number);
                    });
    });
  }

  std::string status_name(const Line &line) {
    const auto status = line.number(1);
    // Only failures have codes in C++.
    return status >= 0 ? "nothing" : ok(std::string{to_string(static_cast<ErrorCode>(-status))});
  }

  std::int64_t now_ms_{start_ms};
  std::map<std::string, Node> nodes_{};
  std::map<std::string, Session> sessions_{};
  std::map<std::string, store::feed::ChangeFeed> feeds_{};
  std::map<std::string, store::stream::ValueReader> readers_{};
  std::map<std::string, store::stream::ValueWriter> writers_{};
  std::map<std::string, std::unique_ptr<sdk::Client>> clients_{};
  static const std::map<std::string, Verb> verbs_;
  static const std::map<std::string, NodeVerb> node_verbs_;
};

const std::map<std::string, Harness::Verb> Harness::verbs_{
    {"open", &Harness::open},
    {"close", &Harness::close},
    {"reset", &Harness::reset},
    {"now", &Harness::now},
    {"session", &Harness::session},
    {"poll", &Harness::poll},
    {"handle", &Harness::handle},
    {"event", &Harness::event},
    {"wake", &Harness::wake},
    {"session_state", &Harness::session_state},
    {"end", &Harness::end},
    {"free", &Harness::free},
    {"frame", &Harness::frame},
    {"feed", &Harness::feed},
    {"change", &Harness::change},
    {"position", &Harness::position},
    {"feed_free", &Harness::feed_free},
    {"reader", &Harness::reader},
    {"read", &Harness::read},
    {"reader_free", &Harness::reader_free},
    {"writer", &Harness::writer},
    {"write", &Harness::write},
    {"commit", &Harness::commit},
    {"writer_free", &Harness::writer_free},
    {"client", &Harness::client},
    {"client_close", &Harness::client_close},
    {"client_put", &Harness::client_put},
    {"client_remove", &Harness::client_remove},
    {"client_get", &Harness::client_get},
    {"client_contains", &Harness::client_contains},
    {"client_len", &Harness::client_len},
    {"client_status", &Harness::client_status},
    {"client_tick", &Harness::client_tick},
    {"client_carry", &Harness::client_carry},
    {"client_link", &Harness::client_link},
    {"client_message", &Harness::client_message},
    {"client_receive", &Harness::client_receive},
    {"client_unlink", &Harness::client_unlink},
    {"client_events", &Harness::client_events},
    {"client_peers", &Harness::client_peers},
    {"decode", &Harness::decode},
    {"verify_path", &Harness::verify_path},
    {"salvage", &Harness::salvage},
    {"status_name", &Harness::status_name},
};

// Verbs of a node

std::string many(Node &node, const Line &line) {
  std::vector<std::string> keys;
  for (std::size_t at = 2; at < line.size(); ++at) {
    keys.push_back(line.text(at));
  }
  return answered(node.store->get_many(keys), [](const auto &values) {
    return listed("ok", values, [](const auto &one) { return one ? word(*one) : "-"; });
  });
}

std::string configure(Node &node, const Line &line) {
  const auto before = node.settings.sync;
  read_options(line, 2, node.settings);
  // Settings are passed on by the next call, whichever it is.
  node.sync->clear_last_error();
  static_cast<void>(node.sync->next_wakeup());
  const auto checked = node.context.config_checked();
  const auto problem =
      checked.is_err() ? std::optional{checked.error()} : node.sync->last_error();
  if (problem.has_value()) {
    node.settings.sync = before;
    return failed(*problem);
  }
  return "ok";
}

std::string detach(Node &node, const Line &) {
  node.sync = std::make_unique<SyncEngine>(sync_ns::core::SyncContext{});
  return "ok";
}

/// `get` and `contains` have one word for all that shows no value; `get_into` tells them apart.
std::string absent(Node &node, const Line &line) {
  return answered(node.store->get_into(line.text(2), {}),
                  [](const auto &) { return std::string{"nothing"}; });
}

std::string get(Node &node, const Line &line) {
  const auto found = node.store->get(line.key(2));
  if (found) {
    return ok(found->value, found->version, found->timestamp);
  }
  return absent(node, line);
}

std::string get_into(Node &node, const Line &line) {
  Bytes room(static_cast<std::size_t>(line.count(3)));
  return answered(node.store->get_into(line.text(2), room), [&](const auto &read) {
    if (!read.found) {
      return std::string{"nothing"};
    }
    room.resize(read.copied ? read.size : 0);
    return ok(read.size, room);
  });
}

std::string scan(Node &node, const Line &line) {
  auto opened = node.store->scan(store::scan::Range{line.text(3), line.text(4), line.text(2)});
  if (opened.is_err()) {
    return failed(opened.error());
  }
  std::string out = "ok";
  for (;;) {
    const auto row = opened.value().next();
    if (row.is_err()) {
      return failed(row.error());
    }
    if (!row.value()) {
      return out;
    }
    out += " " + record(std::string{row.value()->key}, row.value()->value);
  }
}

std::string versions(Node &node, const Line &line) {
  return answered(node.store->versions(line.text(2)), [](const auto &all) {
    return listed("ok", all, [](const store::engine::SiblingVersion &v) {
      return record(v.deleted ? 2 : 1, v.node_id, v.sequence, v.timestamp, v.value);
    });
  });
}

std::string conflicts(Node &node, const Line &line) {
  const auto found = node.sync->conflicts(line.text(2), static_cast<std::size_t>(line.count(3)));
  return answered(found, [](const auto &all) {
    return listed("ok", all, [](const sync_ns::conflict::Conflict &c) {
      const auto base = c.base.value_or(store::types::Value{});
      const auto head = record(c.key, c.unresolved, c.sides.size(), c.base.has_value(), base);
      return listed(head, c.sides, [](const auto &s) {
        return record(s.deleted ? 2 : 1, s.shown, s.local, s.node_id, s.sequence, s.value);
      });
    });
  });
}

store::core::Operation put_at(const Line &line) {
  return {store::types::OperationType::Put, line.key(2), line.value(3), line.time(4)};
}

store::core::Operation remove_at(const Line &line) {
  return {store::types::OperationType::Delete, line.key(2), {}, line.time(3)};
}

std::string put(Node &node, const Line &line) {
  return submitted(node.sync->submit_local_operation(put_at(line)));
}

std::string remove(Node &node, const Line &line) {
  return submitted(node.sync->submit_local_operation(remove_at(line)));
}

std::string put_local(Node &node, const Line &line) {
  return answered(node.store->apply_operation(put_at(line)), applied);
}

std::string remove_local(Node &node, const Line &line) {
  return answered(node.store->apply_operation(remove_at(line)), applied);
}

std::string put_unlogged(Node &node, const Line &line) {
  const auto payload = store::encoding::OperationEncoder::encode(put_at(line));
  const auto made = softadastra::wal::core::WalRecord::make(
      line.count(5), softadastra::wal::types::WalRecordType::Put, payload);
  return answered(node.store->apply_from_wal(made), applied);
}

store::core::WriteBatch batch_of(const Line &line) {
  store::core::WriteBatch batch;
  for (std::size_t at = 3; at < line.size();) {
    const bool is_put = line[at] == "put";
    is_put ? batch.put(line.key(at + 1), line.value(at + 2)) : batch.remove(line.key(at + 1));
    at += is_put ? 3 : 2;
  }
  return batch;
}

std::string group(Node &node, const Line &line) {
  const auto batch = batch_of(line);
  return answered(node.sync->submit_group(batch, line.time(2)), [&](const auto &op) {
    return ok(op.sync_id, op.version, op.operation.type, batch.size());
  });
}

std::string group_local(Node &node, const Line &line) {
  auto batch = batch_of(line);
  const auto done = node.store->apply_group(batch, line.time(2));
  batch.clear();
  return answered(done, [&](const auto &found) {
    return ok(found.created_count, found.updated_count, found.deleted_count, found.version,
              batch.size());
  });
}

// The outbox

/// A call of the sync engine that only says that it failed.
template <typename Answer, typename Then> std::string noted(Node &node, Answer ask, Then then) {
  node.sync->clear_last_error();
  const auto answer = ask(*node.sync);
  const auto &problem = node.sync->last_error();
  return problem.has_value() ? failed(*problem) : then(answer);
}

template <typename Ask> std::string counted(Node &node, Ask ask) {
  return noted(node, ask, [](auto count) { return ok(count); });
}

template <typename Ask> std::string done(Node &node, Ask ask) {
  return noted(node, ask, [](auto) { return std::string{"ok"}; });
}

std::string batch(Node &node, const Line &) {
  return noted(node, [](SyncEngine &sync) { return sync.next_batch(); },
               [](const auto &all) { return listed("ok", all, envelope); });
}

std::string tick(Node &node, const Line &line) {
  const auto turn = [&](SyncEngine &sync) {
    return sync_ns::scheduler::SyncScheduler{sync}.tick(line.number(2) != 0);
  };
  return noted(node, turn, [](const auto &tick) {
    return listed(ok(tick.retried_count, tick.pruned_count), tick.batch, envelope);
  });
}

std::string outbox(Node &node, const Line &) {
  return listed("ok", node.sync->outbox().entries(),
                [](const auto &entry) { return envelope(entry.envelope); });
}

std::string failed_ones(Node &node, const Line &) {
  return answered(node.sync->failed(), [](const auto &all) { return listed("ok", all, envelope); });
}

std::string held(Node &node, const Line &) {
  return answered(node.sync->held(), [](const auto &all) { return listed("ok", all, envelope); });
}

std::string not_found(const std::string &sync_id) {
  // The documented container answers null; the other languages have an error for that.
  return failed(Error::make(ErrorCode::NotFound, "sync operation not found: " + sync_id));
}

std::string find(Node &node, const Line &line) {
  const auto found = node.sync->outbox().find(line.text(2));
  return found ? "ok " + envelope(found->envelope) : not_found(line.text(2));
}

std::string encode(Node &node, const Line &line) {
  const auto found = node.sync->outbox().find(line.text(2));
  return found ? answered(sync_ns::encoding::encode(found->envelope.operation),
                          [](const auto &bytes) { return ok(bytes); })
               : not_found(line.text(2));
}

std::string receive(Node &node, const Line &line) {
  const auto operation = sync_ns::encoding::decode(line.bytes(2));
  if (operation.is_err()) {
    return failed(operation.error());
  }
  return answered(node.sync->receive_remote_operation(operation.value()), [](const auto &r) {
    const auto &store = r.store_result;
    return ok(r.applied, r.duplicate, r.conflict_detected) + " " +
           record(store.created, store.updated, store.deleted);
  });
}

std::string fail(Node &node, const Line &line) {
  const auto why = Error::make(static_cast<ErrorCode>(-line.number(3)));
  return flagged(node.sync->report_send_failure(line.text(2), why));
}

std::string state(Node &node, const Line &) {
  node.sync->refresh_state();
  const auto &s = node.sync->state();
  return ok(s.outbox_size, s.queued_count, s.in_flight_count, s.acknowledged_count, s.failed_count,
            s.last_submitted_version, s.last_applied_remote_version, s.total_retries,
            s.pending_count, s.duplicate_count, s.conflict_count, s.clock_refusal_count,
            s.coalesced_count, s.outbox_bytes);
}

std::string wakeup(Node &node, const Line &) {
  return noted(node, [](SyncEngine &sync) { return sync.next_wakeup(); },
               [](const auto &at) { return at ? ok(*at) : "nothing"; });
}

std::string policy(Node &node, const Line &line) {
  const auto value = std::to_string(line.number(2));
  return configure(node, Line{"configure " + line[1] + " conflict_policy=" + value});
}

std::optional<store::types::Value> united(const store::engine::MergeInput &input) {
  std::set<std::string> words;
  for (const auto &version : input.versions) {
    const auto &bytes = version.value.bytes();
    std::istringstream text{std::string(bytes.begin(), bytes.end())};
    for (std::string one; text >> one;) {
      words.insert(one);
    }
  }
  std::string joined;
  for (const auto &one : words) {
    joined += (joined.empty() ? "" : " ") + one;
  }
  return store::types::Value{std::string_view{joined}};
}

std::string merge(Node &node, const Line &line) {
  using Input = const store::engine::MergeInput &;
  using Merged = std::optional<store::types::Value>;
  auto *engine = node.store.get();
  const std::map<std::string, store::engine::MergeFunction> kinds{
      {"union", united},
      {"none", [](Input) { return Merged{}; }},
      {"raise", [](Input input) -> Merged {
         throw std::runtime_error("merge of " + std::string{input.key});
       }},
      {"use", [engine](Input input) -> Merged {
         const auto found = engine->get(store::types::Key{input.key});
         return found ? Merged{found->value} : Merged{};
       }},
      {"off", {}},
  };
  return plain(node.store->set_merge(kinds.at(line[2])));
}

std::string names_of(const SyncEngine::PeersResult &peers) {
  return answered(peers, [](const auto &all) {
    return listed("ok", all, [](const auto &one) { return word(one.node); });
  });
}

std::string health(Node &node, const Line &) {
  const auto found = node.store->health();
  return ok(found.is_stopped, found.failure, found.oldest_owed_version);
}

std::string identity(Node &node, const Line &) {
  const auto found = node.store->identity();
  return found ? ok(found->node_id, found->epoch) : "nothing";
}

std::string renamed(Node &node, const Line &) {
  const auto name = node.store->open_report().renamed_from;
  return name.empty() ? "nothing" : ok(name);
}

std::string digest(Node &node, const Line &) {
  return answered(node.store->digest(), [](const auto &sum) {
    return ok(Bytes(sum.begin(), sum.end()));
  });
}

#define CALL(expression) [](Node &n, const Line &l) { static_cast<void>(l); return expression; }

const std::map<std::string, Harness::NodeVerb> Harness::node_verbs_{
    {"configure", configure},
    {"detach", detach},
    {"get", get},
    {"get_into", get_into},
    {"contains", CALL(n.store->contains(l.key(2)) ? "ok" : absent(n, l))},
    {"len", CALL(ok(n.store->size()))},
    {"scan", scan},
    {"versions", versions},
    {"conflicts", conflicts},
    {"put", put},
    {"remove", remove},
    {"put_local", put_local},
    {"remove_local", remove_local},
    {"put_unlogged", put_unlogged},
    {"group", group},
    {"group_local", group_local},
    {"submit_local", CALL(answered(n.sync->submit_local_writes(), [](auto c) { return ok(c); }))},
    {"batch", batch},
    {"tick", tick},
    {"outbox", outbox},
    {"failed", failed_ones},
    {"held", held},
    {"find", find},
    {"encode", encode},
    {"receive", receive},
    {"ack", CALL(done(n, [&](SyncEngine &s) { return s.receive_ack(l.text(2)); }))},
    {"queue", CALL(done(n, [&](SyncEngine &s) { return s.queue_operation(l.text(2)); }))},
    {"fail", fail},
    {"requeue", CALL(plain(n.sync->requeue_failed(l.text(2))))},
    {"requeue_all", CALL(answered(n.sync->requeue_all_failed(), [](auto c) { return ok(c); }))},
    {"discard", CALL(plain(n.sync->discard_failed(l.text(2))))},
    {"prune_failed", CALL(counted(n, [](SyncEngine &s) { return s.prune_failed(); }))},
    {"prune_completed", CALL(counted(n, [](SyncEngine &s) { return s.prune_completed(); }))},
    {"retry_expired", CALL(counted(n, [](SyncEngine &s) { return s.retry_expired(); }))},
    {"state", state},
    {"wakeup", wakeup},
    {"policy", policy},
    {"merge", merge},
    {"register", CALL(plain(n.sync->register_peer(l.text(2), Duration::from_millis(l.number(3)))))},
    {"unregister", CALL(plain(n.sync->remove_peer(l.text(2))))},
    {"peer",
     CALL(answered(n.sync->peer_status(l.text(2)), [](auto &p) { return "ok " + peer(p); }))},
    {"peers", CALL(answered(n.sync->peers(), [](auto &all) { return listed("ok", all, peer); }))},
    {"expire", CALL(names_of(n.sync->expire_peers()))},
    {"ack_from", CALL(plain(n.sync->receive_ack(l.text(2), l.text(3))))},
    {"applied_at", CALL(flagged(n.sync->is_applied_at(l.text(2), l.text(3))))},
    {"get_many", many},
    {"feed_end", CALL(answered(n.store->feed_end(), [](auto at) { return ok(at); }))},
    {"flush", CALL(plain(n.store->flush()))},
    {"maintain", CALL(answered(n.store->maintain(l.count(2)), [](bool more) { return ok(more); }))},
    {"checkpoint", CALL(plain(n.store->checkpoint()))},
    {"reload", CALL(plain(n.store->recover()))},
    {"clear", CALL((n.store->clear_memory(), std::string{"ok"}))},
    {"digest", digest},
    {"changes", CALL(ok(n.store->change_count()))},
    {"identity", identity},
    {"renamed", renamed},
    {"health", health},
    {"status", CALL(answered(n.sync->status_json(), [](const auto &json) { return ok(json); }))},
    {"backup", CALL(answered(n.store->backup(l.text(2)), [](auto &b) { return ok(b.version); }))},
    {"verify", CALL(verified(n.store->verify()))},
};

} // namespace

int main() {
  Harness harness;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << harness.answer(Line{line}) << '\n' << std::flush;
  }
  return 0;
}
