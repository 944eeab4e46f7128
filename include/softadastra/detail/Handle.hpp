// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/detail/Api.hpp"

#include <memory>

namespace softadastra::detail {

/// Lets an engine go. A failure of the last sync has nobody left to be told to: whoever needs to
/// know flushes before.
struct EngineCloser {
  void operator()(::sda_engine *engine) const noexcept {
    static_cast<void>(::sda_engine_close(engine, nullptr));
  }
};

/// Lets a list of operations go, with everything that was borrowed from it.
struct OpsDeleter {
  void operator()(::sda_ops *ops) const noexcept { ::sda_ops_free(ops); }
};

/// Lets a walk over keys go, with everything that was borrowed from it.
struct ScanDeleter {
  void operator()(::sda_scan *scan) const noexcept { ::sda_scan_free(scan); }
};

/// Lets a value that is read piece by piece go.
struct ValueReaderDeleter {
  void operator()(::sda_value_reader *reader) const noexcept { ::sda_value_reader_free(reader); }
};

/// Gives a value that is written piece by piece up, unless it was committed.
struct ValueWriterDeleter {
  void operator()(::sda_value_writer *writer) const noexcept { ::sda_value_writer_free(writer); }
};

/// Lets a group that was being filled go.
struct GroupDeleter {
  void operator()(::sda_group *group) const noexcept { ::sda_group_free(group); }
};

/// Lets a list of versions go, with everything that was borrowed from it.
struct VersionsDeleter {
  void operator()(::sda_versions *versions) const noexcept { ::sda_versions_free(versions); }
};

/// Lets a reader of changes go, with everything that was borrowed from it.
struct FeedDeleter {
  void operator()(::sda_feed *feed) const noexcept { ::sda_feed_free(feed); }
};

/// Lets a list of findings go, with everything that was borrowed from it.
struct FindingsDeleter {
  void operator()(::sda_findings *findings) const noexcept { ::sda_findings_free(findings); }
};

/// Lets a list of losses go, with everything that was borrowed from it.
struct LossesDeleter {
  void operator()(::sda_losses *losses) const noexcept { ::sda_losses_free(losses); }
};

/// Lets a list of peers go, with everything that was borrowed from it.
struct PeersDeleter {
  void operator()(::sda_peers *peers) const noexcept { ::sda_peers_free(peers); }
};

/// Lets a session go, without a word to the peer.
struct SessionDeleter {
  void operator()(::sda_session *session) const noexcept { ::sda_session_free(session); }
};

/// Lets a list of conflicts go, with everything that was borrowed from it.
struct ConflictsDeleter {
  void operator()(::sda_conflicts *conflicts) const noexcept { ::sda_conflicts_free(conflicts); }
};

/// Lets a client go. A failure of the last sync has nobody left to be told to: whoever needs to know
/// flushes before.
struct ClientDeleter {
  void operator()(::sda_client *client) const noexcept {
    static_cast<void>(::sda_client_close(client, nullptr));
  }
};

/// Lets what was said of a node go, with everything that was borrowed from it.
struct NodeInfoDeleter {
  void operator()(::sda_node_info *info) const noexcept { ::sda_node_info_free(info); }
};

/// Closes a file of records. A failure of the last sync has nobody left to be told to: whoever needs
/// to know flushes before.
struct WalCloser {
  void operator()(::sda_wal *wal) const noexcept {
    static_cast<void>(::sda_wal_close(wal, nullptr));
  }
};

/// Lets a walk over records go, with everything that was borrowed from it.
struct WalReaderDeleter {
  void operator()(::sda_wal_reader *reader) const noexcept { ::sda_wal_reader_free(reader); }
};

/// Lets a list of peers that are known go, with everything that was borrowed from it.
struct KnownPeersDeleter {
  void operator()(::sda_known_peers *peers) const noexcept { ::sda_known_peers_free(peers); }
};

/// Lets a list of events go, with everything that was borrowed from it.
struct ClientEventsDeleter {
  void operator()(::sda_client_events *events) const noexcept { ::sda_client_events_free(events); }
};

/// An engine, kept open until the last owner is gone. The engine may be used from any thread; one
/// handle object needs the usual care of a plain value.
using EngineHandle = std::shared_ptr<::sda_engine>;

/// A list of operations; one thread at a time. Lives on after its engine was closed.
using OpsHandle = std::unique_ptr<::sda_ops, OpsDeleter>;

/// A walk over keys; one thread at a time. Answers "closed" after its engine was closed.
using ScanHandle = std::unique_ptr<::sda_scan, ScanDeleter>;

/// A value that is read piece by piece; one thread at a time. Answers "closed" after its engine was
/// closed.
using ValueReaderHandle = std::unique_ptr<::sda_value_reader, ValueReaderDeleter>;

/// A value that is written piece by piece; one thread at a time. Answers "closed" after its engine
/// was closed.
using ValueWriterHandle = std::unique_ptr<::sda_value_writer, ValueWriterDeleter>;

/// Writes that are to be made together; one thread at a time. Belongs to no engine.
using GroupHandle = std::unique_ptr<::sda_group, GroupDeleter>;

/// A list of the versions of a key; one thread at a time. Lives on after its engine was closed.
using VersionsHandle = std::unique_ptr<::sda_versions, VersionsDeleter>;

/// A reader of changes; one thread at a time. Answers "closed" after its engine was closed.
using FeedHandle = std::unique_ptr<::sda_feed, FeedDeleter>;

/// What is wrong with a database; one thread at a time.
using FindingsHandle = std::unique_ptr<::sda_findings, FindingsDeleter>;

/// What a salvage found and lost; one thread at a time.
using LossesHandle = std::unique_ptr<::sda_losses, LossesDeleter>;
/// A list of peers; one thread at a time. Lives on after its engine was closed.
using PeersHandle = std::unique_ptr<::sda_peers, PeersDeleter>;

/// A session; one thread at a time. Answers "closed" after its engine was closed.
using SessionHandle = std::unique_ptr<::sda_session, SessionDeleter>;
/// A list of conflicts; one thread at a time. Lives on after its engine was closed.
using ConflictsHandle = std::unique_ptr<::sda_conflicts, ConflictsDeleter>;

/// A client; any thread. Its engine lives as long as it does.
using ClientHandle = std::unique_ptr<::sda_client, ClientDeleter>;

/// What was said of a node; one thread at a time. Lives on after its client was closed.
using NodeInfoHandle = std::unique_ptr<::sda_node_info, NodeInfoDeleter>;

/// A file of records that is written to; one thread at a time.
using WalHandle = std::unique_ptr<::sda_wal, WalCloser>;

/// A walk over records; one thread at a time.
using WalReaderHandle = std::unique_ptr<::sda_wal_reader, WalReaderDeleter>;

/// Peers that are found, called or there; one thread at a time.
using KnownPeersHandle = std::unique_ptr<::sda_known_peers, KnownPeersDeleter>;

/// What has happened at a client; one thread at a time.
using ClientEventsHandle = std::unique_ptr<::sda_client_events, ClientEventsDeleter>;

/// Takes the ownership of an engine; it is closed also when there is no memory for the handle.
[[nodiscard]] inline EngineHandle own_engine(::sda_engine *engine) {
  return EngineHandle{engine, EngineCloser{}};
}

} // namespace softadastra::detail
