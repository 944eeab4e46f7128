// SPDX-License-Identifier: Apache-2.0
// The SDK from outside.
#include <softadastra/sdk.hpp>

#include <cstdio>

using namespace softadastra::sdk;

int main() {
  bool is_right = false;
  {
    Client client{ClientOptions::persistent("node-a", "consumer-sdk.wal")};
    is_right = client.open().is_ok() && client.put("k", "v").is_ok() &&
               client.get("k").value().to_string() == "v" &&
               client.sync_state().value().queued_count() == 1;
  }
  std::remove("consumer-sdk.wal");
  return is_right ? 0 : 1;
}
