// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/ids/Id.hpp"

namespace softadastra::core::ids {

/// Marks ids of files.
struct FileIdTag {};

/// Names one file, independent of its path.
using FileId = Id<FileIdTag>;

} // namespace softadastra::core::ids
