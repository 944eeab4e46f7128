// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/ids/Id.hpp"

namespace softadastra::core::ids {

/// Marks ids of operations.
struct OperationIdTag {};

/// Names one operation; order and duplicates are decided by other means.
using OperationId = Id<OperationIdTag>;

} // namespace softadastra::core::ids
