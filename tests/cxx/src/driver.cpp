// SPDX-License-Identifier: Apache-2.0
#include "softadastra-cxx/src/driver.hpp"

#include "softadastra-cxx/src/lib.rs.h"
#include "softadastra/sdk.hpp"
#include "softadastra/sync/session/Session.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace softadastra_driven {

namespace {

namespace store = softadastra::store;
namespace sync = softadastra::sync;
using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Timestamp;

std::string text_of(const Error &error) {
  return std::string{to_string(error.code())} + "|" + error.message() + "|" +
         error.context().message();
}

/// The value, or the error as an exception, which the bridge makes an error of Rust again.
template <typename Result> auto taken(Result result) {
  if (result.is_err()) {
    throw std::runtime_error{text_of(result.error())};
  }
  return std::move(result.value());
}

template <typename Result> void done(const Result &result) {
  if (result.is_err()) {
    throw std::runtime_error{text_of(result.error())};
  }
}

template <typename Bytes> rust::Vec<std::uint8_t> bytes_of(const Bytes &bytes) {
  rust::Vec<std::uint8_t> out;
  out.reserve(bytes.size());
  for (const auto byte : bytes) {
    out.push_back(byte);
  }
  return out;
}

store::types::Key key_of(rust::Str key) { return store::types::Key{std::string{key}}; }

Written written(const store::engine::ApplyResult &result) {
  return {result.version, result.created, result.updated, result.deleted};
}

template <typename Result> std::string answer(const Result &result) {
  return result.is_err() ? text_of(result.error()) : "no error";
}

} // namespace

Written Store::put(rust::Str key, rust::Slice<const std::uint8_t> value) {
  return written(taken(engine_.put(
      key_of(key), store::types::Value{std::vector<std::uint8_t>(value.begin(), value.end())})));
}

Written Store::remove(rust::Str key) { return written(taken(engine_.remove(key_of(key)))); }

rust::Vec<std::uint8_t> Store::get(rust::Str key) const {
  const auto found = engine_.get(key_of(key));
  if (!found.has_value()) {
    throw std::runtime_error{"nothing"};
  }
  return bytes_of(found->value.bytes());
}

rust::Vec<rust::String> Store::scan(rust::Str prefix) const {
  auto scan = taken(engine_.scan(store::scan::Range::with_prefix(std::string{prefix})));
  rust::Vec<rust::String> keys;
  for (auto row = taken(scan.next()); row.has_value(); row = taken(scan.next())) {
    keys.push_back(std::string{row->key} + "=" + std::string{row->text()});
  }
  return keys;
}

rust::Vec<std::uint8_t> Store::digest() const { return bytes_of(taken(engine_.digest())); }

void Store::set_merge(rust::Box<Merge> merge) {
  // A `std::function` has to be copyable, which a box is not.
  auto shared = std::make_shared<rust::Box<Merge>>(std::move(merge));
  done(engine_.set_merge([shared](const store::engine::MergeInput &input) {
    rust::Vec<rust::String> versions;
    for (const auto &version : input.versions) {
      versions.push_back(version.value.to_string());
    }
    const std::string key{input.key};
    // What Rust answers with an error is thrown here, and goes around the C interface.
    const auto merged = (*shared)->merge(key, versions);
    return std::optional{store::types::Value{std::string_view{merged.data(), merged.size()}}};
  }));
}

void Store::throw_in_merge(rust::Str text) {
  const std::string kept{text};
  done(engine_.set_merge(
      [kept](const store::engine::MergeInput &) -> std::optional<store::types::Value> {
        throw std::logic_error{kept};
      }));
}

rust::Vec<rust::String> Store::moved_from() {
  const auto kept = std::move(engine_);
  rust::Vec<rust::String> answers;
  answers.push_back(answer(engine_.put(key_of("k"), store::types::Value{std::string_view{"v"}})));
  answers.push_back(answer(engine_.scan()));
  answers.push_back(answer(engine_.digest()));
  answers.push_back(answer(engine_.changes(0)));
  answers.push_back(answer(engine_.checkpoint()));
  answers.push_back(answer(engine_.verify()));
  answers.push_back(answer(engine_.get_many({})));
  answers.push_back(engine_.get(key_of("k")).has_value() || engine_.size() > 0 ? "shown" : "empty");
  auto scan = taken(kept.scan());
  const auto moved = std::move(scan);
  answers.push_back(answer(scan.next()));
  return answers;
}

Sync::Sync(Store store, sync::core::SyncConfig config)
    : store_(std::move(store)),
      engine_(sync::core::SyncContext{store_.engine(), std::move(config)}) {}

rust::String Sync::submit(rust::Str key, rust::Str value) {
  return taken(engine_.submit_local_operation(
                   store::core::Operation::put(
                       key_of(key), store::types::Value{std::string_view{value.data(), value.size()}})))
      .sync_id;
}

rust::Vec<rust::String> Sync::next_batch() {
  rust::Vec<rust::String> ids;
  for (const auto &envelope : engine_.next_batch()) {
    ids.push_back(envelope.operation.sync_id);
  }
  return ids;
}

rust::Vec<std::uint8_t> Sync::encoded(rust::Str sync_id) const {
  const auto found = engine_.outbox().find(std::string{sync_id});
  if (!found.has_value()) {
    throw std::runtime_error{"nothing"};
  }
  return bytes_of(taken(sync::encoding::encode(found->envelope.operation)));
}

bool Sync::receive(rust::Slice<const std::uint8_t> bytes) {
  const auto operation = taken(sync::encoding::decode({bytes.data(), bytes.size()}));
  return taken(engine_.receive_remote_operation(operation)).applied;
}

void Sync::acknowledge(rust::Str sync_id) {
  engine_.clear_last_error();
  if (!engine_.receive_ack(std::string{sync_id})) {
    throw std::runtime_error{text_of(*engine_.last_error())};
  }
}

std::size_t Sync::owed() const { return engine_.outbox().size(); }

bool Sync::exchange(Sync &with) {
  const auto options = sync::session::SessionOptions::accepting();
  auto here = taken(engine_.open_session(options));
  auto there = taken(with.engine_.open_session(options));
  const auto carry = [](sync::session::Session &from, sync::session::Session &to) {
    bool any = false;
    for (auto frame = taken(from.poll_transmit()); frame; frame = taken(from.poll_transmit())) {
      done(to.handle(*frame));
      any = true;
    }
    return any;
  };
  while (carry(here, there) || carry(there, here)) {
  }
  return taken(store_.engine().digest()) == taken(with.store_.engine().digest());
}

std::unique_ptr<Store> store_open(rust::Str path, std::int64_t wall_ms, std::uint64_t seed) {
  auto config = path.empty() ? store::core::StoreConfig::memory_only()
                             : store::core::StoreConfig::durable(std::string{path});
  config.seed = seed;
  config.clock = [wall_ms] { return Timestamp::from_millis(wall_ms); };
  store::engine::StoreEngine engine{std::move(config)};
  if (const auto problem = engine.open_error(); problem.has_value()) {
    throw std::runtime_error{text_of(*problem)};
  }
  return std::make_unique<Store>(std::move(engine));
}

std::unique_ptr<Sync> sync_open(rust::Str node_id, std::uint8_t policy) {
  sync::core::SyncConfig config{std::string{node_id}};
  config.conflict_policy = static_cast<sync::types::ConflictPolicy>(policy);
  store::engine::StoreEngine engine{store::core::StoreConfig::memory_only()};
  return std::make_unique<Sync>(Store{std::move(engine)}, std::move(config));
}

rust::Vec<rust::String> client_turn(rust::Str node_id) {
  namespace sdk = softadastra::sdk;
  rust::Vec<rust::String> answers;
  const auto say = [&](const auto &result) {
    answers.push_back(result.is_err() ? std::string{result.error().code_string()} + "|" +
                                            result.error().message()
                                      : std::string{"ok"});
  };
  sdk::Client client{sdk::ClientOptions::memory_only(std::string{node_id})};
  say(client.put("k", "v"));
  say(client.open());
  say(client.put("k", "v"));
  say(client.put("", "v"));
  say(client.get("none"));
  answers.push_back(client.get("k").value().to_string());
  say(client.tick());
  sdk::Client moved{std::move(client)};
  say(moved.remove("k"));
  answers.push_back(std::to_string(moved.size()));
  say(client.get("k"));
  return answers;
}

rust::String code_name(std::uint16_t number) {
  return std::string{to_string(static_cast<ErrorCode>(number))};
}

} // namespace softadastra_driven
