// SPDX-License-Identifier: Apache-2.0
// Acknowledgements with deadlines, on a clock that the program gives.
#include <iostream>

#include <softadastra/sync/Sync.hpp>

using namespace softadastra;

int main() {
  const auto start = core::time::Timestamp::from_millis(1'000'000);
  const auto later = core::time::Timestamp::from_millis(1'006'000);
  sync::ack::AckTracker tracker;
  tracker.track("phone-1", start, core::time::Duration::from_seconds(5));
  tracker.track("phone-2", start, core::time::Duration::from_seconds(60));
  tracker.track("phone-3", start, core::time::Duration::from_seconds(5));
  std::cout << "tracked " << tracker.size() << "\n";

  std::cout << "answer for phone-1 " << tracker.ack("phone-1") << "\n";
  std::cout << "answer for phone-8 " << tracker.ack("phone-8") << "\n";
  for (const auto &late : tracker.collect_expired(later)) {
    std::cout << "late " << late.sync_id << " due at " << late.expires_at.millis() << "\n";
  }
  std::cout << "phone-2 waits " << tracker.is_waiting("phone-2") << "\n";

  std::cout << "removed " << tracker.prune_received() << " answered, " << tracker.prune_timed_out()
            << " late\n";
  std::cout << "left " << tracker.size() << "\n";
  return 0;
}
