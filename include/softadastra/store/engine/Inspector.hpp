// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/engine/Verification.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace softadastra::store::engine {

/// Looks for damage in databases. Holds no state.
class Inspector {
public:
  /// Success or an error.
  using Result =
      ::softadastra::core::types::Result<Verification, ::softadastra::core::errors::Error>;

  /// Reads all of the database at `wal_path`, which nobody may have open for writing, and lists all
  /// that is wrong with it, also when it cannot be opened. Changes nothing.
  ///
  /// Errors: `Locked`; `FileReadError` when there is no such database; `InvalidState` when the
  /// library does not fit these headers.
  [[nodiscard]] static Result verify(const std::string &wal_path) {
    namespace detail = ::softadastra::detail;
    namespace errors = ::softadastra::core::errors;
    if (!detail::abi_matches()) {
      return Result::err(errors::Error::make(errors::ErrorCode::InvalidState,
                                             "the library does not fit these headers",
                                             errors::ErrorContext{"C interface versions differ"}));
    }
    auto options = detail::sized<::sda_options>();
    static_cast<void>(::sda_options_init(&options));
    options.path = detail::data_of(wal_path);
    options.path_len = wal_path.size();
    return listed([&](::sda_findings **findings, ::sda_error **error) {
      return ::sda_verify(&options, findings, error);
    });
  }

  /// The same for a database that is open here.
  [[nodiscard]] static Result verify(const ::softadastra::detail::EngineHandle &engine) {
    return listed([&](::sda_findings **findings, ::sda_error **error) {
      return ::sda_engine_verify(engine.get(), findings, error);
    });
  }

private:
  template <typename Invoke> [[nodiscard]] static Result listed(Invoke invoke) {
    ::sda_findings *findings = nullptr;
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return invoke(&findings, error); }};
    if (call.failed()) {
      return Result::err(call.error());
    }
    return Result::ok(read(::softadastra::detail::FindingsHandle{findings}));
  }

  [[nodiscard]] static Verification read(const ::softadastra::detail::FindingsHandle &findings) {
    namespace detail = ::softadastra::detail;
    auto totals = detail::sized<::sda_verified>();
    static_cast<void>(::sda_findings_totals(findings.get(), &totals, nullptr));
    Verification found{totals.file_count, totals.bytes,        totals.group_count,
                       totals.key_count,  totals.owed_count,   totals.last_version,
                       totals.cut_bytes,  totals.finding_count, {}};
    const std::size_t count = ::sda_findings_len(findings.get());
    found.findings.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
      auto at = detail::sized<::sda_finding>();
      if (::sda_findings_get(findings.get(), index, &at, nullptr) != SDA_OK) {
        break;
      }
      found.findings.push_back(Finding{static_cast<FindingPart>(at.part),
                                       detail::Call::code_of(at.status),
                                       detail::string_from(at.text, at.text_len),
                                       detail::string_from(at.file, at.file_len), at.at, at.bytes,
                                       at.number, at.has_keys != 0,
                                       detail::string_from(at.first_key, at.first_key_len),
                                       detail::string_from(at.last_key, at.last_key_len)});
    }
    return found;
  }
};

} // namespace softadastra::store::engine
