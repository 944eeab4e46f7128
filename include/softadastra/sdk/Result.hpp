// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/types/Result.hpp"

namespace softadastra::sdk {

/// A value or an error. Asking for the one that is not there throws `std::logic_error`.
template <typename T, typename E> using Result = ::softadastra::core::types::Result<T, E>;

} // namespace softadastra::sdk
