// SPDX-License-Identifier: Apache-2.0
// A database on disk: a write is on stable storage when its call returns. Folders are made.
#include <softadastra/sdk.hpp>

#include <filesystem>
#include <iostream>

using namespace softadastra::sdk;

int main() {
  Client client{ClientOptions::persistent("node-a", "data/examples/notes.wal")};
  if (const auto opened = client.open(); opened.is_err()) {
    std::cerr << opened.error().message() << ": " << opened.error().context() << '\n';
    return 1;
  }

  // Both or neither, here and at every peer.
  const auto version = client.apply(Batch{}.put("note/1", "buy milk").put("note/2", "call Ada"));
  std::cout << "written: " << (version.is_ok() ? "yes" : "no") << '\n';
  const auto listed = client.scan("note/");
  for (const auto &entry : listed.value()) {
    std::cout << entry.key.str() << ": " << entry.value.to_string() << '\n';
  }
  std::cout << "entries: " << client.size() << '\n';

  client.close();
  std::filesystem::remove_all("data");
}
