// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/encoding/EngineForm.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace softadastra::sync::encoding {

namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// The bytes of one operation, checksum included, as every node and every language reads them. The
/// true origin, its epoch, its clock and what it had seen travel along, so that an operation may be
/// passed on by third nodes. The direction does not travel.
///
/// Errors: `InvalidArgument` for an operation that no node would take. Threads: any.
[[nodiscard]] inline core_types::Result<std::vector<std::uint8_t>, core_errors::Error>
encode(const core::SyncOperation &operation) {
  namespace detail = ::softadastra::detail;
  using Encoded = core_types::Result<std::vector<std::uint8_t>, core_errors::Error>;
  const ::sda_op op = EngineForm::view(operation);
  detail::Buffer bytes;
  const detail::Call call{
      [&](::sda_error **error) { return ::sda_op_encode(&op, bytes.out(), error); }};
  return call.failed() ? Encoded::err(call.error()) : Encoded::ok(bytes.to_bytes());
}

/// The operation in `bytes`, which may come from anywhere and must hold nothing else, as one that
/// came in: remote to local.
///
/// Errors: `Corrupted` for bytes that are not an operation, `UnsupportedFormat` for one of a later
/// version, `InvalidArgument` for fields out of range. Threads: any.
[[nodiscard]] inline core_types::Result<core::SyncOperation, core_errors::Error>
decode(std::span<const std::uint8_t> bytes) {
  namespace detail = ::softadastra::detail;
  using Decoded = core_types::Result<core::SyncOperation, core_errors::Error>;
  ::sda_ops *decoded = nullptr;
  const detail::Call call{[&](::sda_error **error) {
    return ::sda_op_decode(bytes.data(), bytes.size(), &decoded, error);
  }};
  if (call.failed()) {
    return Decoded::err(call.error());
  }
  const detail::OpsHandle ops{decoded};
  core::SyncOperation operation;
  EngineForm::each(
      ops, [&](const ::sda_envelope &found) { operation = EngineForm::operation(found.op); });
  return Decoded::ok(std::move(operation));
}

} // namespace softadastra::sync::encoding
