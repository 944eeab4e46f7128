// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Everything of `softadastra::core`: plain values without I/O, threads or global state. A value
/// may be read by several threads at once and changed by one thread while nobody else uses it.

#include "softadastra/core/config/Config.hpp"
#include "softadastra/core/config/ConfigValidator.hpp"
#include "softadastra/core/config/ConfigValue.hpp"
#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/core/errors/ErrorContext.hpp"
#include "softadastra/core/errors/Severity.hpp"
#include "softadastra/core/hash/Hash.hpp"
#include "softadastra/core/hash/HashAlgorithm.hpp"
#include "softadastra/core/hash/Hasher.hpp"
#include "softadastra/core/ids/DeviceId.hpp"
#include "softadastra/core/ids/FileId.hpp"
#include "softadastra/core/ids/Id.hpp"
#include "softadastra/core/ids/OperationId.hpp"
#include "softadastra/core/time/Clock.hpp"
#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/core/types/StrongType.hpp"
#include "softadastra/core/utils/Assert.hpp"
#include "softadastra/core/utils/ScopeGuard.hpp"
#include "softadastra/core/utils/StringUtils.hpp"

// Programs written for this umbrella use these without including them.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
