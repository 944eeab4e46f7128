// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/core/WriteBatch.hpp"
#include "softadastra/store/types/OperationType.hpp"

#include <utility>

namespace softadastra::store::engine {

/// Turns a batch into what the engine takes; no use on its own. Holds no state.
class GroupForm {
public:
  /// Success or an error.
  using Result = ::softadastra::core::types::Result<::softadastra::detail::GroupHandle,
                                                    ::softadastra::core::errors::Error>;

  /// A copy of the batch. Errors: `InvalidArgument` for a key that is empty, too long or in the
  /// batch twice, for a value that is too long, and for too many changes.
  [[nodiscard]] static Result make(const ::softadastra::store::core::WriteBatch &batch) {
    namespace detail = ::softadastra::detail;
    ::sda_group *made = nullptr;
    const detail::Call created{[&](::sda_error **error) { return ::sda_group_new(&made, error); }};
    if (created.failed()) {
      return Result::err(created.error());
    }
    detail::GroupHandle group{made};
    for (const auto &change : batch.changes()) {
      const auto &key = change.key.str();
      const auto &value = change.value.bytes();
      const detail::Call added{[&](::sda_error **error) {
        return ::softadastra::store::types::writes_value(change.type)
                   ? ::sda_group_put(made, detail::data_of(key), key.size(), value.data(),
                                     value.size(), error)
                   : ::sda_group_remove(made, detail::data_of(key), key.size(), error);
      }};
      if (added.failed()) {
        return Result::err(added.error());
      }
    }
    return Result::ok(std::move(group));
  }
};

} // namespace softadastra::store::engine
