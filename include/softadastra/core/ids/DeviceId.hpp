// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/ids/Id.hpp"

namespace softadastra::core::ids {

/// Marks ids of devices.
struct DeviceIdTag {};

/// Names one device that takes part in synchronisation.
using DeviceId = Id<DeviceIdTag>;

} // namespace softadastra::core::ids
