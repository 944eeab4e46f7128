// SPDX-License-Identifier: Apache-2.0
// What was written is there after a restart, also under another name, and so is what is owed.
#include <softadastra/sdk.hpp>

#include <filesystem>
#include <iostream>
#include <string>

using namespace softadastra::sdk;

int main() {
  const std::string path = "data/recovery.wal";
  {
    Client before{ClientOptions::persistent("node-before", path)};
    if (before.open().is_err() || before.put("state", "stored-before-restart").is_err()) {
      return 1;
    }
    // No close here: going out of scope closes.
  }

  Client after{ClientOptions::persistent("node-after", path)};
  if (after.open().is_err()) {
    return 1;
  }
  std::cout << "read: " << after.get("state").value().to_string() << '\n';
  std::cout << "still owed to peers: " << after.sync_state().value().queued_count() << '\n';

  after.close();
  std::filesystem::remove_all("data");
}
