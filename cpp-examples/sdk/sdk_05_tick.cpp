// SPDX-License-Identifier: Apache-2.0
// One turn. Nothing is registered as a peer and no acknowledgement is asked for, so handing out is
// all there is to do.
#include <softadastra/sdk.hpp>

#include <iostream>

using namespace softadastra::sdk;

int main() {
  Client client{ClientOptions::memory_only("node-a")};
  if (client.open().is_err() || client.put("k", "v").is_err()) {
    return 1;
  }
  const auto turn = client.tick();
  if (turn.is_err()) {
    return 1;
  }
  std::cout << "retried " << turn.value().retried_count() << ", pruned "
            << turn.value().pruned_count() << ", batch " << turn.value().batch_size() << '\n';
  std::cout << "has work: " << (turn.value().has_work() ? "yes" : "no") << '\n';
  std::cout << "left to do: " << (client.sync_state().value().has_work() ? "yes" : "no") << '\n';
}
