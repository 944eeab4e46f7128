// SPDX-License-Identifier: Apache-2.0
// Looking for peers on this machine; there are none.
#include <softadastra/sdk.hpp>

#include <iostream>

using namespace softadastra::sdk;

int main() {
  Client client{ClientOptions::memory_only("node-a").with_local_discovery(5051)};
  if (client.open().is_err() || client.start_discovery().is_err()) {
    return 1;
  }
  std::cout << "running: " << (client.discovery_running() ? "yes" : "no") << '\n';
  std::cout << "peers: " << client.peers().value().size() << '\n';
  client.stop_discovery();
  std::cout << "running: " << (client.discovery_running() ? "yes" : "no") << '\n';
}
