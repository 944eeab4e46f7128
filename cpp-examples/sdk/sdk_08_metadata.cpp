// SPDX-License-Identifier: Apache-2.0
// Who this node is.
#include <softadastra/sdk.hpp>

#include <iostream>

using namespace softadastra::sdk;

int main() {
  Client client{ClientOptions::memory_only("node-a").with_metadata("Kitchen tablet", "2.1.0")};
  if (client.open().is_err()) {
    return 1;
  }
  const auto info = client.node_info();
  if (info.is_err()) {
    return 1;
  }
  const auto yes_no = [](bool is) { return is ? "yes" : "no"; };
  std::cout << "node: " << info.value().node_id() << '\n';
  std::cout << "label: " << info.value().label() << '\n';
  std::cout << "version: " << info.value().version() << '\n';
  std::cout << "names its host and system: "
            << yes_no(!info.value().hostname().empty() && !info.value().os_name().empty()) << '\n';
  std::cout << "knows when it started: " << yes_no(info.value().started_at_ms() > 0) << '\n';
  std::cout << "can synchronise: " << yes_no(info.value().has_capability("sync")) << '\n';
}
