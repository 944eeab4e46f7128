// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/engine/SalvageReport.hpp"

#include <cstddef>
#include <string>

namespace softadastra::store::engine {

/// Gets everything that is intact out of damaged databases. Holds no state.
class Salvage {
public:
  /// Success or an error.
  using Result =
      ::softadastra::core::types::Result<SalvageReport, ::softadastra::core::errors::Error>;

  /// Builds a new database at `destination` from everything that is provably intact of the one at
  /// `wal_path`, which nobody may have open for writing, and lists what was lost. The source is not
  /// changed. Damaged bytes are copied to `<destination>.damaged-<name>`. The new database owes
  /// what is owed as far as it is intact, and goes on as a new life of whatever node opens it.
  ///
  /// Errors: `FileAlreadyExists` when something is at the destination, which is named; `Locked`;
  /// `FileReadError` when there is no such database; `Corrupted` or `UnsupportedFormat` when
  /// nothing is intact; `InvalidArgument` for a destination that cannot be; `InvalidState` when the
  /// library does not fit these headers; file errors: what was made is removed. Durability: on
  /// success the new database is on stable storage; before, it is no database.
  [[nodiscard]] static Result run(const std::string &wal_path, const std::string &destination) {
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
    ::sda_losses *losses = nullptr;
    const detail::Call call{[&](::sda_error **error) {
      return ::sda_salvage(&options, detail::data_of(destination), destination.size(), &losses,
                           error);
    }};
    if (call.failed()) {
      return Result::err(call.error());
    }
    return Result::ok(read(detail::LossesHandle{losses}));
  }

private:
  [[nodiscard]] static SalvageReport read(const ::softadastra::detail::LossesHandle &losses) {
    namespace detail = ::softadastra::detail;
    auto totals = detail::sized<::sda_salvaged>();
    static_cast<void>(::sda_losses_totals(losses.get(), &totals, nullptr));
    SalvageReport report;
    report.listing = static_cast<RunListing>(totals.listing);
    report.identity_renewed = totals.identity_renewed != 0;
    report.knowledge_dropped = totals.knowledge_dropped != 0;
    report.key_count = totals.key_count;
    report.owed_count = totals.owed_count;
    report.owed_lost_count = totals.owed_lost_count;
    report.group_count = totals.group_count;
    report.intact_version = totals.intact_version;
    report.last_version = totals.last_version;
    report.cut_bytes = totals.cut_bytes;
    report.file_count = totals.file_count;
    report.bytes = totals.bytes;
    report.set_aside_bytes = totals.set_aside_bytes;
    report.loss_count = totals.loss_count;
    const std::size_t count = ::sda_losses_len(losses.get());
    report.losses.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
      auto at = detail::sized<::sda_loss>();
      if (::sda_losses_get(losses.get(), index, &at, nullptr) != SDA_OK) {
        break;
      }
      report.losses.push_back(loss_of(at));
    }
    auto missing = detail::sized<::sda_missing>();
    for (std::size_t index = 0;
         ::sda_losses_missing(losses.get(), index, &missing, nullptr) == SDA_OK; ++index) {
      report.missing_versions.push_back({missing.first, missing.last, missing.is_open != 0});
    }
    return report;
  }

  [[nodiscard]] static Loss loss_of(const ::sda_loss &at) {
    namespace detail = ::softadastra::detail;
    return Loss{Finding{static_cast<FindingPart>(at.part), detail::Call::code_of(at.status),
                        detail::string_from(at.text, at.text_len),
                        detail::string_from(at.file, at.file_len), at.at, at.bytes, at.number,
                        at.has_keys != 0, detail::string_from(at.first_key, at.first_key_len),
                        detail::string_from(at.last_key, at.last_key_len)},
                at.entry_count, at.superseded_count};
  }
};

} // namespace softadastra::store::engine
