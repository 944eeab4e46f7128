// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Inside `softadastra::sync` the bare name `core` means `sync::core`, so the foundation and the
/// store are reached through these short names. They are visible to users and stay as they are.
/// The namespaces are only reopened here: who uses a name includes the header that declares it.

namespace softadastra::core::time {}
namespace softadastra::core::errors {}
namespace softadastra::core::types {}
namespace softadastra::store::core {}
namespace softadastra::store::engine {}
namespace softadastra::sync::types {}

namespace softadastra::sync::core {

namespace types = ::softadastra::sync::types;
namespace core_time = ::softadastra::core::time;
namespace core_errors = ::softadastra::core::errors;
namespace core_types = ::softadastra::core::types;
namespace store_core = ::softadastra::store::core;
namespace store_engine = ::softadastra::store::engine;

} // namespace softadastra::sync::core
