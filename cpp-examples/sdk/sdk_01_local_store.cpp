// SPDX-License-Identifier: Apache-2.0
// A store in memory: write, read, list, remove.
#include <softadastra/sdk.hpp>

#include <iostream>

using namespace softadastra::sdk;

int main() {
  Client client{ClientOptions::memory_only("node-a")};
  if (client.open().is_err() || client.put("hello", "world").is_err() ||
      client.put("help", "is near").is_err()) {
    return 1;
  }

  const auto value = client.get("hello");
  std::cout << "hello: " << value.value().to_string() << '\n';
  const auto listed = client.scan("hel");
  for (const auto &entry : listed.value()) {
    std::cout << "listed: " << entry.key.str() << '\n';
  }

  if (client.remove("hello").is_err()) {
    return 1;
  }
  const auto gone = client.get("hello");
  std::cout << "afterwards: " << gone.error().code_string() << ", " << gone.error().message()
            << '\n';
}
