// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/core/types/StrongType.hpp"
#include "softadastra/fs/path/PathNormalizer.hpp"
#include "softadastra/fs/path/PathUtils.hpp"

#include <string>
#include <utility>
#include <vector>

namespace softadastra::fs::path {

namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// Marks strings that are paths.
struct PathTag {};

/// A path as text. `from` gives the normal form; the constructors keep the text as it is.
class Path : public core_types::StrongType<std::string, PathTag> {
public:
  /// The class it is built on.
  using Base = core_types::StrongType<std::string, PathTag>;
  using Base::Base;
  /// Success or an error.
  using Result = core_types::Result<Path, core_errors::Error>;

  /// The normal form of `raw`. An empty text is `InvalidArgument`.
  [[nodiscard]] static Result from(std::string raw) {
    if (raw.empty()) {
      return Result::err(core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                                  "path cannot be empty"));
    }
    return Result::ok(Path(PathNormalizer::normalize(raw)));
  }

  /// The text; same as `get()`.
  [[nodiscard]] const std::string &str() const noexcept { return get(); }

  /// True when there is no text.
  [[nodiscard]] bool empty() const noexcept { return get().empty(); }

  /// True when the text starts with a slash.
  [[nodiscard]] bool is_absolute() const noexcept { return PathUtils::is_absolute(get()); }

  /// True when the text does not start with a slash.
  [[nodiscard]] bool is_relative() const noexcept { return PathUtils::is_relative(get()); }

  /// The names between the slashes, first to last; none for the root.
  [[nodiscard]] std::vector<std::string> components() const { return PathUtils::components(get()); }

  /// The last name; empty for the root.
  [[nodiscard]] std::string filename() const { return PathUtils::filename(get()); }

  /// This path followed by `other`, in normal form. An absolute `other` wins; an empty one adds
  /// nothing.
  [[nodiscard]] Path join(const Path &other) const {
    if (empty() && other.empty()) {
      return Path();
    }
    if (empty() || other.is_absolute()) {
      return Path(PathNormalizer::normalize(other.get()));
    }
    return Path(PathNormalizer::normalize(get() + PathUtils::separator + other.get()));
  }

  /// The path without its last name: `.` above a single relative name, `/` above the root.
  [[nodiscard]] Path parent() const { return Path(PathUtils::parent(get())); }

  /// True when the text starts with the text of `prefix`: `ab` starts with `a`.
  [[nodiscard]] bool starts_with(const Path &prefix) const {
    return get().starts_with(prefix.get());
  }
};

} // namespace softadastra::fs::path
