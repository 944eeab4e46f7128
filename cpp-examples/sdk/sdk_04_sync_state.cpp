// SPDX-License-Identifier: Apache-2.0
// Where synchronisation stands, before and after one write.
#include <softadastra/sdk.hpp>

#include <iostream>

using namespace softadastra::sdk;

namespace {

void print(const char *when, const SyncState &state) {
  std::cout << when << ": outbox " << state.outbox_size() << ", queued " << state.queued_count()
            << ", in flight " << state.in_flight_count() << ", acknowledged "
            << state.acknowledged_count() << ", failed " << state.failed_count() << ", submitted "
            << state.last_submitted_version() << ", applied "
            << state.last_applied_remote_version() << ", retries " << state.total_retries() << '\n';
}

} // namespace

int main() {
  Client client{ClientOptions::memory_only("node-a")};
  if (client.open().is_err()) {
    return 1;
  }
  print("fresh", client.sync_state().value());
  if (client.put("k", "v").is_err()) {
    return 1;
  }
  print("after a put", client.sync_state().value());
}
