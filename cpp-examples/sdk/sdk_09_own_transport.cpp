// SPDX-License-Identifier: Apache-2.0
// Two clients over a channel that the library knows nothing of: here two queues, elsewhere a radio or
// a web socket. The same in C: own_transport.c; in Rust: examples/own_transport.rs.
#include <softadastra/sdk.hpp>

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using namespace softadastra::sdk;

namespace {

/// One direction of the channel.
using Queue = std::deque<std::vector<std::uint8_t>>;

Client open(const std::string &name) {
  auto options = ClientOptions::memory_only(name);
  options.set_require_ack(true);
  Client client{options};
  if (client.open().is_err() || client.start_carrying().is_err()) {
    std::exit(1);
  }
  return client;
}

/// One turn of one end: what came goes in, what is due goes out.
void turn(Client &client, std::uint64_t link, Queue &came, Queue &goes) {
  for (; !came.empty(); came.pop_front()) {
    if (client.receive(link, came.front()).is_err()) {
      std::exit(1);
    }
  }
  if (client.tick().is_err()) {
    std::exit(1);
  }
  for (auto next = client.next_message(link).value(); next.has_value();
       next = client.next_message(link).value()) {
    goes.push_back(std::move(*next));
  }
}

} // namespace

int main() {
  Client field = open("field");
  Client office = open("office");
  std::cout << "written: " << (field.put("well/4", "dry").is_ok() ? "yes" : "no") << '\n';
  const auto version = field.sync_state().value().last_submitted_version();

  // The field calls, so the channel is its own at that end alone.
  const auto to_office = field.open_link("office", true).value();
  const auto to_field = office.open_link("field", false).value();
  Queue down;
  Queue up;
  for (int at = 0; at < 1000; ++at) {
    turn(field, to_office, down, up);
    turn(office, to_field, up, down);
  }
  const bool is_there = field.status_of(version).value() == WriteStatus::Acknowledged;
  std::cout << "office: " << office.get("well/4").value().to_string() << '\n'
            << "acknowledged: " << (is_there ? "yes" : "no") << '\n';
}
