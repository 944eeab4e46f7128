// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/detail/Thrown.hpp"
#include "softadastra/store/engine/SiblingVersion.hpp"
#include "softadastra/store/types/Value.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::store::engine {

/// What a merge function gets: a key with several versions that did not know of each other.
struct MergeInput {
  /// The key, valid for the call.
  std::string_view key{};

  /// The versions, the one that every replica ranks first at the front; marks of deletes are among
  /// them. `SiblingVersion::version` is this store's own counter: do not decide by it.
  std::vector<SiblingVersion> versions{};

  /// The value that all versions come from; nullopt when it is not known, which in this version it
  /// never is.
  std::optional<types::Value> base{};
};

/// Makes one value of the versions of a key; nullopt for none, as after a delete. It must be pure:
/// the same versions give the same answer, on every node and for ever. It runs inside the call that
/// reads, on its thread, in several threads at once. Using the same store or sync engine in it
/// fails with `Busy`, and so does the read. What it throws comes out of the call that reads.
using MergeFunction = std::function<std::optional<types::Value>(const MergeInput &)>;

/// Hands a merge function to an engine. For `StoreEngine` and `SyncEngine`; no use on its own.
class MergeHost {
public:
  /// Success or an error.
  using Result = ::softadastra::core::types::Result<void, ::softadastra::core::errors::Error>;

  /// Sets the function, or takes it away when it is empty. See `StoreEngine::set_merge`.
  [[nodiscard]] static Result set(const ::softadastra::detail::EngineHandle &engine,
                                  MergeFunction function) {
    const bool is_set = static_cast<bool>(function);
    auto owned = is_set ? std::make_unique<MergeFunction>(std::move(function)) : nullptr;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      // Released by the engine from here on, also when this fails.
      return ::sda_engine_set_merge(engine.get(), is_set ? &run : nullptr, owned.release(),
                                    &release, error);
    }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

private:
  static ::sda_status run(void *function, const std::uint8_t *key, std::size_t key_len,
                          const ::sda_versions *versions, const std::uint8_t *base,
                          std::size_t base_len, ::sda_buf *merged) noexcept {
    namespace detail = ::softadastra::detail;
    try {
      MergeInput input;
      input.key = {reinterpret_cast<const char *>(key), key_len};
      input.versions = SiblingVersion::all_of(versions);
      if (base != nullptr) {
        input.base = types::Value{detail::bytes_from(base, base_len)};
      }
      const auto value = (*static_cast<const MergeFunction *>(function))(input);
      if (!value.has_value()) {
        return SDA_NOTHING;
      }
      return ::sda_buf_set(merged, value->bytes().data(), value->bytes().size(), nullptr);
    } catch (...) {
      detail::Thrown::keep();
      return SDA_ERROR_UNKNOWN;
    }
  }

  static void release(void *function) noexcept { delete static_cast<MergeFunction *>(function); }
};

} // namespace softadastra::store::engine
