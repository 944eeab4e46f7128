// SPDX-License-Identifier: Apache-2.0
// softadastra::core is headers alone: this program is linked with no library of ours.
#include <softadastra/core/Core.hpp>

int main() {
  const auto duration = softadastra::core::time::Duration::from_seconds(2);
  return duration.millis() == 2000 ? 0 : 1;
}
