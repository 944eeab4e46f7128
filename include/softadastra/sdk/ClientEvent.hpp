// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/sdk/Error.hpp"

#include <cstdint>
#include <string>

namespace softadastra::sdk {

/// What happened between this node and others.
struct ClientEvent {
  /// What kind of thing. Later versions may add others at the end.
  enum class Type {
    Unknown,      ///< Something that these headers do not know.
    Connected,    ///< A link with a peer is open.
    Disconnected, ///< The link is over; `error` says why, or nothing when it was ended in order.
    Unreachable,  ///< A peer was called and not reached. It is called again.
    Refused,      ///< Somebody came and was not let in, `count` times.
    Session,      ///< Something happened in the session with a peer.
    Failed,       ///< What a peer sent, or was to get, met an error.
    Found,        ///< A node says where it serves.
    Lost,         ///< A node that was found is there no more.
  };

  /// What kind of thing.
  Type type{Type::Unknown};

  /// The peer.
  std::string node_id{};

  /// An address, of the types that have one.
  std::string host{};

  /// Its port.
  std::uint16_t port{0};

  /// How often.
  std::uint64_t count{0};

  /// Why.
  Error error{};
};

} // namespace softadastra::sdk
