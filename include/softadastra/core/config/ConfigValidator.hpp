// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/config/ConfigValue.hpp"
#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"

#include <string>
#include <utility>

namespace softadastra::core::config {

/// Turns settings into typed values or into errors that name the setting.
///
/// Wrong types and empty texts are `ConfigInvalid`. The overloads that take a pointer accept what
/// `Config::get` returns; a null pointer is `ConfigMissing`.
class ConfigValidator {
public:
  /// A copy of the `T` in `value`. `name` appears in the message only.
  template <typename T>
  static types::Result<T, errors::Error> require(const ConfigValue &value,
                                                 const std::string &name) {
    if (!value.is<T>()) {
      return types::Result<T, errors::Error>::err(wrong_type(name, "expected type mismatch"));
    }
    return types::Result<T, errors::Error>::ok(value.get<T>());
  }

  /// The same for a setting that may be absent.
  template <typename T>
  static types::Result<T, errors::Error> require(const ConfigValue *value,
                                                 const std::string &name) {
    if (value == nullptr) {
      return types::Result<T, errors::Error>::err(missing(name));
    }
    return require<T>(*value, name);
  }

  /// A copy of the text in `value`, at least one byte long.
  static types::Result<std::string, errors::Error> require_non_empty(const ConfigValue &value,
                                                                     const std::string &name) {
    if (!value.is<std::string>()) {
      return TextResult::err(wrong_type(name, "expected string"));
    }
    const std::string &text = value.get<std::string>();
    if (text.empty()) {
      return TextResult::err(
          errors::Error::make(errors::ErrorCode::ConfigInvalid, "config value is empty: " + name));
    }
    return TextResult::ok(text);
  }

  /// The same for a setting that may be absent.
  static types::Result<std::string, errors::Error> require_non_empty(const ConfigValue *value,
                                                                     const std::string &name) {
    if (value == nullptr) {
      return TextResult::err(missing(name));
    }
    return require_non_empty(*value, name);
  }

private:
  using TextResult = types::Result<std::string, errors::Error>;

  static errors::Error wrong_type(const std::string &name, const char *expectation) {
    return errors::Error::make(errors::ErrorCode::ConfigInvalid,
                               "invalid type for config: " + name,
                               errors::ErrorContext(expectation));
  }

  static errors::Error missing(const std::string &name) {
    return errors::Error::make(errors::ErrorCode::ConfigMissing, "missing config: " + name);
  }
};

} // namespace softadastra::core::config
