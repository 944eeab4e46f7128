// SPDX-License-Identifier: Apache-2.0
// Two clients over TCP on this machine. One writes while nobody is there; once they are connected,
// the other has it, and the write counts as acknowledged. Ports are given by the system here; one that
// others are to know beforehand is set with `with_transport`.
#include <softadastra/sdk.hpp>

#include <iostream>

using namespace softadastra::sdk;

int main() {
  auto options = ClientOptions::memory_only("phone");
  options.set_require_ack(true);
  Client phone{options.with_local_transport_any_port()};
  options.set_node_id("laptop");
  Client laptop{options.with_local_transport_any_port()};
  if (phone.open().is_err() || laptop.open().is_err()) {
    return 1;
  }
  std::cout << "written: " << (phone.put("note", "well 4 is dry").is_ok() ? "yes" : "no") << '\n';

  if (phone.start_transport().is_err() || laptop.start_transport().is_err()) {
    return 1;
  }
  std::cout << "running: " << (phone.transport_running() ? "yes" : "no") << '\n';
  // Somebody who is not there is no error: it is called again and again.
  const auto called = phone.connect(Peer::local("laptop", laptop.served_port()));
  std::cout << "called: " << (called.is_ok() ? "yes" : "no") << '\n';

  const auto version = phone.sync_state().value().last_submitted_version();
  auto status = WriteStatus::Queued;
  for (int turn = 0; turn < 5000 && status != WriteStatus::Acknowledged; ++turn) {
    if (phone.tick().is_err() || laptop.tick().is_err() || phone.wait(1).is_err()) {
      return 1;
    }
    status = phone.status_of(version).value();
  }
  std::cout << "acknowledged: " << (status == WriteStatus::Acknowledged ? "yes" : "no") << '\n';
  std::cout << "on the laptop: " << laptop.get("note").value().to_string() << '\n';

  phone.stop_transport();
  std::cout << "running: " << (phone.transport_running() ? "yes" : "no") << '\n';
}
