/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file softadastra.h
 * @brief The C interface of Softadastra Sync.
 *
 * Threads: an engine may be used from any thread, it locks inside. Every other handle is for one
 * thread at a time. No function starts a thread; a callback runs inside the call that needs it, on its
 * thread, and using the same engine inside it answers SDA_ERROR_BUSY.
 *
 * Pointers: all are checked. NULL with length 0 is an empty input. The free and close functions do
 * nothing for NULL. Inputs are borrowed for the call. Outputs are written only on success.
 *
 * Errors: fallible functions return a status, 0 done, positive nothing there, negative failed. The last
 * parameter takes an error object that says more; it may be NULL, is written only on failure, and is
 * freed with sda_error_free.
 *
 * Structs: the caller sets struct_size to the size of the struct before every call that takes one, so
 * that later versions can add fields at the end.
 *
 * Times are milliseconds since 1970 on the wall clock unless a function says otherwise. Text is UTF-8
 * and not terminated, but for the texts of errors and names of statuses.
 */


#ifndef SOFTADASTRA_H
#define SOFTADASTRA_H

/* Generated from src/ffi by cbindgen. Do not edit: tests/header.rs compares it. */

#include <stddef.h>
#include <stdint.h>

/**
 * Version of the C ABI that this header describes.
 */
#define SDA_ABI_VERSION 1

/**
 * A finished write is on stable storage: it survives power loss.
 */
#define SDA_DURABILITY_DURABLE 1

/**
 * A finished write is with the operating system: it survives the end of the process.
 */
#define SDA_DURABILITY_FAST 2

/**
 * A finished write is in memory alone.
 */
#define SDA_DURABILITY_MEMORY_ONLY 3

/**
 * The greatest of concurrent versions is shown, the same on every replica.
 */
#define SDA_POLICY_LAST_WRITE_WINS 1

/**
 * This node's own version is shown. A local view.
 */
#define SDA_POLICY_KEEP_LOCAL 2

/**
 * The other node's version is shown. A local view.
 */
#define SDA_POLICY_KEEP_REMOTE 3

/**
 * The greatest is shown; the key counts as unresolved until it is written.
 */
#define SDA_POLICY_MANUAL 4

/**
 * The greatest is shown; `sda_store_versions` has all of them.
 */
#define SDA_POLICY_KEEP_BOTH 5

/**
 * What the function of `sda_engine_set_merge` makes of all versions is shown.
 */
#define SDA_POLICY_CUSTOM 6

/**
 * A write that does not fit into the outbox is refused with `SDA_ERROR_BACKPRESSURE`.
 */
#define SDA_WHEN_FULL_REJECT 1

/**
 * Writes leave a full outbox that a later write of the same key has replaced, and that were never
 * handed out; without such, the write is refused.
 */
#define SDA_WHEN_FULL_COALESCE 2

/**
 * An operation is in a peer's log, as durable as the peer makes anything.
 */
#define SDA_LEVEL_DURABLE 2

/**
 * An operation is part of a peer's state.
 */
#define SDA_LEVEL_APPLIED 3

/**
 * Gives a key a value.
 */
#define SDA_OPERATION_PUT 1

/**
 * Takes a key away.
 */
#define SDA_OPERATION_DELETE 2

/**
 * Several of both, each of another key, all or none. Made with `sda_group_submit`.
 */
#define SDA_OPERATION_GROUP 3

/**
 * A write that is not replicated.
 */
#define SDA_CHANGE_LOCAL 1

/**
 * A replicated write, made here.
 */
#define SDA_CHANGE_OWN 2

/**
 * A replicated write, received.
 */
#define SDA_CHANGE_REMOTE 3

/**
 * The replicated write before this, of the same version, and what was here did not know of each
 * other. `sda_store_versions` lists what is left of both.
 */
#define SDA_CHANGE_CONFLICT 4

/**
 * Operations made here are owed no more: acknowledged, discarded on purpose, or taken out of a
 * full outbox because a later write had replaced them.
 */
#define SDA_CHANGE_SETTLED 5

/**
 * The delivery of an operation made here failed, is to be tried again, or was queued by hand.
 */
#define SDA_CHANGE_DELIVERY 6

/**
 * From here on this engine writes under that node id.
 */
#define SDA_CHANGE_IDENTITY 7

/**
 * The operation goes out.
 */
#define SDA_DIRECTION_LOCAL_TO_REMOTE 1

/**
 * The operation came in.
 */
#define SDA_DIRECTION_REMOTE_TO_LOCAL 2

/**
 * Written, not yet given to the queue.
 */
#define SDA_STATUS_PENDING 1

/**
 * Waits to be handed out.
 */
#define SDA_STATUS_QUEUED 2

/**
 * Handed out, not acknowledged.
 */
#define SDA_STATUS_IN_FLIGHT 3

/**
 * Acknowledged by its destination.
 */
#define SDA_STATUS_APPLIED 5

/**
 * Given up after the last allowed delivery.
 */
#define SDA_STATUS_FAILED 6

/**
 * No acknowledgement is expected.
 */
#define SDA_ACK_NONE 0

/**
 * An acknowledgement is waited for.
 */
#define SDA_ACK_WAITING 1

/**
 * The acknowledgement came.
 */
#define SDA_ACK_RECEIVED 2

/**
 * The acknowledgement did not come in time.
 */
#define SDA_ACK_TIMED_OUT 3

/**
 * The size of a value that is not there, among sizes of `sda_store_get_many`.
 */
#define SDA_SIZE_ABSENT 4294967295

/**
 * The peer has not been heard.
 */
#define SDA_PHASE_GREETING 1

/**
 * Both sides know each other.
 */
#define SDA_PHASE_OPEN 2

/**
 * The session is over.
 */
#define SDA_PHASE_CLOSED 3

/**
 * Both sides know each other: `node_id`, `epoch`.
 */
#define SDA_SESSION_OPENED 1

/**
 * New operations of the peer were taken in: `count`.
 */
#define SDA_SESSION_RECEIVED 2

/**
 * Both sides know the same operations and hold the same state: `elapsed_ms` since they differed.
 */
#define SDA_SESSION_CONVERGED 3

/**
 * Both sides know the same operations, and their states differ: living versions here, `count`, and
 * there, `other_count`.
 */
#define SDA_SESSION_DIFFERS 4

/**
 * The peer lacks operations that are kept nowhere any more, `count`: it needs a snapshot.
 */
#define SDA_SESSION_BEHIND 5

/**
 * The peer will not take an operation: `node_id`, `epoch` and `sequence` name it, `status` says
 * why.
 */
#define SDA_SESSION_REFUSED 6

/**
 * The peer knows less than it had acknowledged: its database is an older one.
 */
#define SDA_SESSION_WENT_BACK 7

/**
 * This database is an older one, or a copy, as the peer's knowledge shows. It writes under a new
 * epoch from here on: `epoch`.
 */
#define SDA_SESSION_RENEWED 8

/**
 * The session is over: `status`, 0 for no error, and `reason`.
 */
#define SDA_SESSION_CLOSED 9

/**
 * Versions that this node lacked were taken over from the peer: of `count` keys.
 */
#define SDA_SESSION_REPAIRED 10

/**
 * The states differ, and what the peer answers brings them no closer: `status` and `reason` say
 * why. It is tried again later.
 */
#define SDA_SESSION_IRREPARABLE 11

/**
 * The peer no longer has the operations that this node lacks, and offers its state instead:
 * `count` living versions.
 */
#define SDA_SESSION_SNAPSHOT_OFFERED 12

/**
 * That state is part of the state here: `count` keys, `other_count` bytes. The change feed tells
 * nothing of it.
 */
#define SDA_SESSION_SNAPSHOT_INSTALLED 13

/**
 * No notices are kept.
 */
#define SDA_SEVERITY_NONE 0

/**
 * The engine takes no writes, or something is lost.
 */
#define SDA_SEVERITY_ERROR 1

/**
 * Somebody should look at it; the engine goes on.
 */
#define SDA_SEVERITY_WARNING 2

/**
 * What happens in the course of things, and not often.
 */
#define SDA_SEVERITY_INFO 3

/**
 * A notice of what opening found.
 */
#define SDA_TOPIC_OPEN 1

/**
 * A notice about the log.
 */
#define SDA_TOPIC_LOG 2

/**
 * A notice about flushes and merges.
 */
#define SDA_TOPIC_UPKEEP 3

/**
 * A notice about deliveries.
 */
#define SDA_TOPIC_OUTBOX 4

/**
 * A notice about a registered peer.
 */
#define SDA_TOPIC_PEER 5

/**
 * A notice of what happened in a session.
 */
#define SDA_TOPIC_SESSION 6

/**
 * A notice about the recording of what comes in.
 */
#define SDA_TOPIC_RECORDING 7

/**
 * A finding in a file of the log.
 */
#define SDA_PART_LOG 1

/**
 * A finding in the manifest.
 */
#define SDA_PART_MANIFEST 2

/**
 * A finding in a run.
 */
#define SDA_PART_RUN 3

/**
 * An operation that is owed and cannot be read.
 */
#define SDA_PART_OUTBOX 4

/**
 * Files that are whole by themselves and do not fit each other.
 */
#define SDA_PART_FIT 5

/**
 * There was no list of runs and no run: the database never flushed.
 */
#define SDA_LISTING_NONE 0

/**
 * The list of runs was found in the manifest.
 */
#define SDA_LISTING_MANIFEST 1

/**
 * The list of runs was found in the copy of the manifest.
 */
#define SDA_LISTING_COPY 2

/**
 * Manifest and copy are damaged or missing: runs cannot be read and were set aside whole.
 */
#define SDA_LISTING_LOST 3

/**
 * A link with a peer is open.
 */
#define SDA_CLIENT_CONNECTED 1

/**
 * The link with a peer is over: `status` and `reason`, 0 when it was ended in order.
 */
#define SDA_CLIENT_DISCONNECTED 2

/**
 * A peer was called and not reached: `status` and `reason`. It is called again.
 */
#define SDA_CLIENT_UNREACHABLE 3

/**
 * Somebody came and was not let in, `count` in a row for the same `status` and `reason`, the last
 * of them from `host`.
 */
#define SDA_CLIENT_REFUSED 4

/**
 * Something happened in the session with a peer: `session_event`, one of `SDA_SESSION_…`, with the
 * fields that it speaks of; the node of an operation is in `origin`.
 */
#define SDA_CLIENT_SESSION 5

/**
 * What a peer sent, or what was to be sent to it, met an error: `status` and `reason`.
 */
#define SDA_CLIENT_FAILED 6

/**
 * A node says where it serves: `host` and `port`.
 */
#define SDA_CLIENT_FOUND 7

/**
 * A node that was found is there no more.
 */
#define SDA_CLIENT_LOST 8

/**
 * A client: an engine with a sync engine attached, and turns. Any thread may use it; it locks
 * inside.
 */
typedef struct sda_client sda_client;

/**
 * What has happened at a client: a list.
 */
typedef struct sda_client_events sda_client_events;

/**
 * Conflicts, by key. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_conflicts sda_conflicts;

/**
 * An engine: a log, the state in it, and what is owed. Any thread may use it; it locks inside.
 */
typedef struct sda_engine sda_engine;

/**
 * One failure: a number, a text, and a detail that names value and limit.
 */
typedef struct sda_error sda_error;

/**
 * A reader of the change feed. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_feed sda_feed;

/**
 * What is wrong with a database: a list.
 */
typedef struct sda_findings sda_findings;

/**
 * Puts and removes that are to be written together. One thread at a time; belongs to no engine.
 */
typedef struct sda_group sda_group;

/**
 * Peers that a client knows: a list.
 */
typedef struct sda_known_peers sda_known_peers;

/**
 * What a salvage found and lost: a list.
 */
typedef struct sda_losses sda_losses;

/**
 * Who a node is, as it was at one moment.
 */
typedef struct sda_node_info sda_node_info;

/**
 * A list of operations. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_ops sda_ops;

/**
 * How it stood with several peers: a list.
 */
typedef struct sda_peers sda_peers;

/**
 * A walk over shown keys. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_scan sda_scan;

/**
 * A session with one peer. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_session sda_session;

/**
 * A value that is read piece by piece. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_value_reader sda_value_reader;

/**
 * A value that is written piece by piece. One thread at a time; lives on after the engine was
 * closed.
 */
typedef struct sda_value_writer sda_value_writer;

/**
 * The replicated versions of one key. One thread at a time; lives on after the engine was closed.
 */
typedef struct sda_versions sda_versions;

/**
 * A file of records that is written to, locked. One thread at a time.
 */
typedef struct sda_wal sda_wal;

/**
 * A walk over the records of a file. One thread at a time.
 */
typedef struct sda_wal_reader sda_wal_reader;

/**
 * What a fallible function returns: 0 done, positive "nothing there", negative failed. A negative
 * number is the negated number of the error. Numbers are for ever.
 */
typedef int32_t sda_status;

/**
 * Bytes that the library owns. Starts as all zeros; functions that fill it reuse its memory;
 * freeing it with `sda_buf_free` makes it all zeros again, so that freeing twice is harmless.
 */
typedef struct sda_buf {
  /**
   * The bytes; NULL when there never were any.
   */
  uint8_t *ptr;
  /**
   * How many bytes are filled.
   */
  size_t len;
  /**
   * How many bytes there is memory for.
   */
  size_t cap;
} sda_buf;

/**
 * Reads a clock of the caller: writes milliseconds since 1970 to `wall_ms`, and milliseconds since
 * any fixed moment, never going back, to `monotonic_ms`. Runs inside the call that needs the time,
 * on its thread; calling the same engine from it answers `SDA_ERROR_BUSY`. It must not throw.
 */
typedef void (*sda_clock_fn)(void *user_data, int64_t *wall_ms, int64_t *monotonic_ms);

/**
 * Lets go of what a callback used. Called exactly once, when nothing can call it any more.
 */
typedef void (*sda_release_fn)(void *user_data);

/**
 * How an engine is opened. Fill it with `sda_options_init` first.
 */
typedef struct sda_options {
  /**
   * Size of this struct in bytes, as the caller knows it.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_DURABILITY_…`. Default: durable.
   */
  uint32_t durability;
  /**
   * Path of the log file, as the system spells it; not needed in memory.
   */
  const uint8_t *path;
  /**
   * Length of the path in bytes.
   */
  size_t path_len;
  /**
   * Longest value in bytes, at most 1 GiB. Default: 64 MiB.
   */
  uint64_t value_bytes_max;
  /**
   * How far ahead of the wall clock a peer's stamp may move the local clock, in milliseconds, 0
   * to 30 days, until a sync engine is attached. Default: 5 minutes.
   */
  int64_t clock_drift_ms;
  /**
   * Drives jitter, epochs and salts; 0 for one from the system. Equal seeds, clocks and inputs
   * give equal bytes.
   */
  uint64_t seed;
  /**
   * The caller's clock; NULL for the system's.
   */
  sda_clock_fn clock;
  /**
   * Handed to `clock`.
   */
  void *clock_user_data;
  /**
   * Called once with `clock_user_data` when the engine needs the clock no more, also when
   * opening fails; may be NULL.
   */
  sda_release_fn clock_release;
  /**
   * Not 0 opens without the lock and refuses every write.
   */
  uint32_t read_only;
  /**
   * Must be 0.
   */
  uint32_t reserved;
  /**
   * Memory for changed keys, for blocks read from disk and for the filters they are searched
   * with, in bytes, at least 64 KiB. That is enough for the filters of 80,000 keys for each MiB;
   * those of more keys, and the outbox, come on top. Default: 64 MiB.
   */
  uint64_t memory_bytes;
  /**
   * Log that is kept for readers of the change feed beyond what the engine itself needs, in
   * bytes: whole segments, and at least so many. Default: 0.
   */
  uint64_t feed_retain_bytes;
  /**
   * Not 0 lets writes do a bounded piece of upkeep beside themselves when some is due. With 0
   * the caller has to call `sda_engine_maintain` often enough: memory and files grow until then.
   * Default: 1.
   */
  uint32_t maintain_on_write;
  /**
   * Must be 0.
   */
  uint32_t reserved_2;
  /**
   * Log that is kept for registered peers that lack something of it, in bytes, about; 0 for no
   * bound. A peer that stays away for longer gets the state instead. Default: 1 GiB.
   */
  uint64_t history_bytes_max;
  /**
   * What the names of recordings begin with, as the system spells it; NULL records nothing. Each
   * opening makes the next one, `<path>.000001` and so on, of which the last 16 stay: the files
   * of the database as they are found, and every call that changes something, keys and values
   * included, in the clear. The simulator lets it happen again. While it is recorded, such calls
   * wait for one another. A recording that cannot be written fails no call: there is a notice.
   * Excludes `read_only`. Default: none.
   */
  const uint8_t *recording_path;
  /**
   * Length of that in bytes.
   */
  size_t recording_path_len;
  /**
   * Where a recording ends, in bytes, at least 64 KiB; the files of the database count. Default:
   * 256 MiB.
   */
  uint64_t recording_bytes_max;
} sda_options;

/**
 * How operations go out. Fill it with `sda_sync_options_init` first.
 */
typedef struct sda_sync_options {
  /**
   * Size of this struct in bytes, as the caller knows it.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_POLICY_…`. Default: last write wins.
   */
  uint32_t conflict_policy;
  /**
   * Name of this node, UTF-8, 1 to 255 bytes.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * Operations per batch, 1 to 65536. Default: 64.
   */
  uint64_t batch_size;
  /**
   * Deliveries of one operation before it counts as failed; 0 acts like 1. Default: 5.
   */
  uint32_t max_retries;
  /**
   * Not 0 queues a submitted operation at once. Default: 1.
   */
  uint32_t auto_queue;
  /**
   * Not 0 waits for an acknowledgement of each delivery. Default: 1.
   */
  uint32_t require_ack;
  /**
   * Must be 0.
   */
  uint32_t reserved;
  /**
   * First backoff in milliseconds, not negative; it doubles with each delivery. Default: 5 s.
   */
  int64_t retry_interval_ms;
  /**
   * Longest backoff in milliseconds, not negative; beyond 30 days it acts like 30 days. Default:
   * 5 minutes.
   */
  int64_t retry_cap_ms;
  /**
   * How long an acknowledgement may take in milliseconds, not negative; beyond 30 days it acts
   * like 30 days. Default: 10 s.
   */
  int64_t ack_timeout_ms;
  /**
   * How far ahead of the wall clock a peer's stamp may move the local clock, in milliseconds, 0
   * to 30 days. Replaces the limit of `sda_options`. Default: 5 minutes.
   */
  int64_t clock_drift_ms;
  /**
   * Operations in the outbox that are not acknowledged, failed ones included, at most; 0 for no
   * bound. Default: 0.
   */
  uint64_t outbox_ops_max;
  /**
   * About how many bytes they have in the log, at most; 0 for no bound. Default: 0.
   */
  uint64_t outbox_bytes_max;
  /**
   * One of `SDA_WHEN_FULL_…`. Default: reject.
   */
  uint32_t when_full;
  /**
   * How far an operation has to come at every registered peer before it counts as acknowledged,
   * one of `SDA_LEVEL_…`. Default: applied.
   */
  uint32_t ack_level;
} sda_sync_options;

/**
 * What opening found and did.
 */
typedef struct sda_report {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 when this open made the log.
   */
  uint32_t created;
  /**
   * Groups read from the log.
   */
  uint64_t group_count;
  /**
   * The last version in the log; 0 for none.
   */
  uint64_t last_version;
  /**
   * Bytes of a torn tail that were cut.
   */
  uint64_t cut_bytes;
  /**
   * Complete groups among them: written, never confirmed to be on disk.
   */
  uint64_t cut_groups;
  /**
   * Operations that are owed from before.
   */
  uint64_t owed_count;
  /**
   * Records of a log of format 1 that this open converted into local writes; 0 when there was
   * none.
   */
  uint64_t migrated_records;
  /**
   * Records of that log that are no store operations: they are in the file set aside alone.
   */
  uint64_t kept_records;
} sda_report;

/**
 * What a write did to what is shown. After a write to one key at most one of the three numbers is
 * 1 and the others are 0; after a group each is a number of keys.
 */
typedef struct sda_apply {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Keys shown that were not.
   */
  uint32_t created;
  /**
   * Shown keys of which another version is shown.
   */
  uint32_t updated;
  /**
   * Keys no longer shown.
   */
  uint32_t deleted;
  /**
   * This replica's counter for the write; for a local group that of its last part.
   */
  uint64_t version;
} sda_apply;

/**
 * A key with its value.
 */
typedef struct sda_entry {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * The key.
   */
  const uint8_t *key;
  /**
   * Length of the key in bytes.
   */
  size_t key_len;
  /**
   * The value.
   */
  const uint8_t *value;
  /**
   * Length of the value in bytes.
   */
  size_t value_len;
  /**
   * This replica's counter when it was written.
   */
  uint64_t version;
  /**
   * The application's time of the write, in milliseconds since 1970.
   */
  int64_t timestamp_ms;
} sda_entry;

/**
 * One replicated version of a key: a value, or the mark of a delete.
 */
typedef struct sda_version {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * `SDA_OPERATION_PUT`, or `SDA_OPERATION_DELETE` for the mark of a delete.
   */
  uint32_t operation_type;
  /**
   * Name of the node that wrote it, UTF-8.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * The epoch of that node; 0 for an operation made by hand.
   */
  uint32_t epoch;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * The sequence number of that node.
   */
  uint64_t sequence;
  /**
   * Hybrid logical clock, milliseconds << 16 | counter: orders the versions.
   */
  uint64_t stamp;
  /**
   * This replica's counter when the version was applied here.
   */
  uint64_t version;
  /**
   * The application's time of the write, in milliseconds since 1970.
   */
  int64_t timestamp_ms;
  /**
   * The value; empty for a delete.
   */
  const uint8_t *value;
  /**
   * Length of the value in bytes.
   */
  size_t value_len;
} sda_version;

/**
 * One change. What its type does not speak of is zero, NULL and empty.
 */
typedef struct sda_change {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_CHANGE_…`; later versions may add others, to be passed over.
   */
  uint32_t change_type;
  /**
   * Local, own, remote, conflict: `SDA_OPERATION_PUT` or `SDA_OPERATION_DELETE`.
   */
  uint32_t operation_type;
  /**
   * The epoch of the origin.
   */
  uint32_t epoch;
  /**
   * This replica's counter for the write; of a delivery, for the operation that it is about.
   */
  uint64_t version;
  /**
   * Where to go on once this change and all before it are dealt with. Changes that happened
   * together are read again together.
   */
  uint64_t position;
  /**
   * The origin's sequence number; of settled operations the first.
   */
  uint64_t sequence;
  /**
   * Settled: the last sequence number. Own, remote, conflict: as `sequence`.
   */
  uint64_t sequence_last;
  /**
   * Hybrid logical clock of the write, milliseconds << 16 | counter.
   */
  uint64_t stamp;
  /**
   * The application's time of the write, in milliseconds since 1970.
   */
  int64_t timestamp_ms;
  /**
   * Name of the origin, UTF-8.
   */
  const uint8_t *origin;
  /**
   * Length of the name in bytes.
   */
  size_t origin_len;
  /**
   * Public id, `<node>-<sequence>`, UTF-8; of settled operations that of the first.
   */
  const uint8_t *sync_id;
  /**
   * Length of the id in bytes.
   */
  size_t sync_id_len;
  /**
   * The key.
   */
  const uint8_t *key;
  /**
   * Length of the key in bytes.
   */
  size_t key_len;
  /**
   * The value of a put, when values were asked for.
   */
  const uint8_t *value;
  /**
   * Length of the value in bytes.
   */
  size_t value_len;
  /**
   * Delivery: where the operation stands, `SDA_STATUS_…`.
   */
  uint32_t status;
  /**
   * Delivery: deliveries so far.
   */
  uint32_t retry_count;
  /**
   * Delivery: status of the last delivery error; 0 for none.
   */
  int32_t last_error;
  /**
   * Always 0.
   */
  uint32_t reserved;
} sda_change;

/**
 * One operation. Pointers are borrowed: in an input for the call, in an output from the list that
 * it was read from.
 */
typedef struct sda_op {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * `SDA_OPERATION_PUT`, `SDA_OPERATION_DELETE` or `SDA_OPERATION_GROUP`; 4 to 255 for one of a
   * later version, whose value is as it came.
   */
  uint32_t operation_type;
  /**
   * `SDA_DIRECTION_…`.
   */
  uint32_t direction;
  /**
   * The origin's epoch; 0 in an operation made by hand.
   */
  uint32_t epoch;
  /**
   * The origin's sequence number; 0 to take it from the sync id.
   */
  uint64_t sequence;
  /**
   * The origin's log-wide counter; greater than 0.
   */
  uint64_t version;
  /**
   * Hybrid logical clock, milliseconds << 16 | counter; 0 to take `timestamp_ms`.
   */
  uint64_t stamp;
  /**
   * When the application made the write, milliseconds since 1970; greater than 0.
   */
  int64_t timestamp_ms;
  /**
   * When it was submitted, milliseconds since 1970; greater than 0.
   */
  int64_t created_at_ms;
  /**
   * Public id, `<node>-<sequence>`, UTF-8.
   */
  const uint8_t *sync_id;
  /**
   * Length of the id in bytes.
   */
  size_t sync_id_len;
  /**
   * Name of the node that made it, UTF-8.
   */
  const uint8_t *origin;
  /**
   * Length of the name in bytes.
   */
  size_t origin_len;
  /**
   * The key; empty in a group.
   */
  const uint8_t *key;
  /**
   * Length of the key in bytes.
   */
  size_t key_len;
  /**
   * The value; empty in a delete; in a group its parts, as `docs/format/operation.md` has them.
   */
  const uint8_t *value;
  /**
   * Length of the value in bytes.
   */
  size_t value_len;
  /**
   * What the writer had seen of the key, and in which opening of its database it wrote: bytes to
   * carry along unread. In a group, whose parts say what was seen, the opening alone.
   */
  const uint8_t *context;
  /**
   * Length of the context in bytes.
   */
  size_t context_len;
} sda_op;

/**
 * An operation with where it stands in the outbox.
 */
typedef struct sda_envelope {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * `SDA_STATUS_…`; 0 for an operation that is in no outbox.
   */
  uint32_t status;
  /**
   * `SDA_ACK_…`.
   */
  uint32_t ack_status;
  /**
   * Deliveries so far.
   */
  uint32_t retry_count;
  /**
   * When it was last handed out, milliseconds since 1970; 0 for never.
   */
  int64_t last_attempt_at_ms;
  /**
   * When it may go out again, milliseconds since 1970; 0 for at once.
   */
  int64_t next_retry_at_ms;
  /**
   * When its acknowledgement becomes late, milliseconds since 1970; 0 when none is waited for.
   */
  int64_t ack_due_at_ms;
  /**
   * Status of the last delivery error; 0 for none.
   */
  int32_t last_error;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * The operation.
   */
  struct sda_op op;
} sda_envelope;

/**
 * What became of a received operation.
 */
typedef struct sda_received {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1: it, or its delete, is what is shown now; for a group: at least one of its parts.
   */
  uint32_t applied;
  /**
   * 1: it was known already; nothing changed.
   */
  uint32_t duplicate;
  /**
   * 1: it, or a part of it, and a version here did not know of each other; both are kept.
   */
  uint32_t conflict;
  /**
   * What it did here; all 0 for a duplicate. Its `struct_size` is that of this version.
   */
  struct sda_apply apply;
  /**
   * 1: it is of a type that this build does not know; it is kept and handed on, and applied by
   * a build that knows it.
   */
  uint32_t held;
  /**
   * Always 0.
   */
  uint32_t reserved;
} sda_received;

/**
 * Where synchronisation stands, exactly. Counters count since the engine was opened.
 */
typedef struct sda_sync_state {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * All entries of the outbox, acknowledged ones included until they are pruned.
   */
  uint64_t outbox_size;
  /**
   * Entries that wait to be handed out.
   */
  uint64_t queued_count;
  /**
   * Entries handed out and not acknowledged.
   */
  uint64_t in_flight_count;
  /**
   * Acknowledged entries that were not pruned.
   */
  uint64_t acknowledged_count;
  /**
   * Entries given up until someone decides.
   */
  uint64_t failed_count;
  /**
   * Version of the last submitted operation.
   */
  uint64_t last_submitted_version;
  /**
   * Local version of the last remote operation that came into view.
   */
  uint64_t last_applied_remote_version;
  /**
   * Deliveries scheduled again because no acknowledgement came.
   */
  uint64_t total_retries;
  /**
   * Entries that were not given to the queue.
   */
  uint64_t pending_count;
  /**
   * Remote operations that were known already.
   */
  uint64_t duplicate_count;
  /**
   * Remote operations that were concurrent with what was here.
   */
  uint64_t conflict_count;
  /**
   * Peer stamps too far in the future to move the clock.
   */
  uint64_t clock_refusal_count;
  /**
   * Operations that left a full outbox because a later one had replaced them.
   */
  uint64_t coalesced_count;
  /**
   * About how many bytes the operations that are not acknowledged have in the log: what
   * `outbox_bytes_max` bounds.
   */
  uint64_t outbox_bytes;
} sda_sync_state;

/**
 * What one turn of the scheduler did.
 */
typedef struct sda_tick {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * Late deliveries that were scheduled again.
   */
  uint64_t retried_count;
  /**
   * Entries that were pruned.
   */
  uint64_t pruned_count;
} sda_tick;

/**
 * How it stands with one peer. Operations are counted that are known here; counters count since
 * the engine was opened.
 */
typedef struct sda_peer_status_info {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 while a session with it is open.
   */
  uint32_t is_connected;
  /**
   * Its name, UTF-8.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * How long it may stay away before it no longer holds anything back, in milliseconds; 0 for
   * ever.
   */
  int64_t lease_ms;
  /**
   * When it was last heard, or registered, or the engine opened.
   */
  int64_t seen_at_ms;
  /**
   * When its lease is over if it is not heard; 0 for never.
   */
  int64_t lease_ends_at_ms;
  /**
   * Operations that are known here.
   */
  uint64_t known_count;
  /**
   * Operations that are known to be in its log.
   */
  uint64_t durable_count;
  /**
   * Operations that are known to be part of its state.
   */
  uint64_t applied_count;
  /**
   * Operations made here that it lacks.
   */
  uint64_t pending_own_count;
  /**
   * Operations made elsewhere that it lacks.
   */
  uint64_t pending_relayed_count;
  /**
   * Of all that it lacks, those that the log no longer holds: it needs a snapshot.
   */
  uint64_t gone_count;
  /**
   * Operations that its session has sent and that are not acknowledged.
   */
  uint64_t in_flight_count;
  /**
   * Operations that it will not take.
   */
  uint64_t refused_count;
  /**
   * Ranges of operations that it has behind ones that it lacks.
   */
  uint64_t gap_count;
  /**
   * How long ago the oldest operation made here that it lacks was made, in milliseconds; -1 when
   * there is none in the outbox, or it cannot be read.
   */
  int64_t oldest_pending_age_ms;
  /**
   * Bytes of log that are kept because it lacks something in them, beside what the next opening
   * reads anyway.
   */
  uint64_t held_log_bytes;
  /**
   * Of those, the ones that are kept for no other peer.
   */
  uint64_t held_alone_log_bytes;
  /**
   * Sessions that came to be open.
   */
  uint64_t session_count;
  /**
   * Operations sent, repetitions included.
   */
  uint64_t sent_count;
  /**
   * Of those, repetitions.
   */
  uint64_t resent_count;
  /**
   * Operations received.
   */
  uint64_t received_count;
  /**
   * Of those, known already.
   */
  uint64_t duplicate_count;
  /**
   * Bytes of frames sent.
   */
  uint64_t sent_bytes;
  /**
   * Bytes of frames received.
   */
  uint64_t received_bytes;
  /**
   * Frames that were damaged or of no use.
   */
  uint64_t rejected_frame_count;
  /**
   * Times at which no acknowledgement came in time.
   */
  uint64_t retry_count;
  /**
   * When a session with it last failed; 0 for never.
   */
  int64_t last_error_at_ms;
  /**
   * When both sides were last seen to hold the same; 0 for never.
   */
  int64_t converged_at_ms;
  /**
   * Operations made here whose way was measured, from being made to being applied there.
   */
  uint64_t lag_count;
  /**
   * How long half of them took at most, in milliseconds, to a factor of two.
   */
  int64_t lag_p50_ms;
  /**
   * How long 99 of 100 took at most, in milliseconds, to a factor of two.
   */
  int64_t lag_p99_ms;
  /**
   * How long the slowest took, in milliseconds.
   */
  int64_t lag_max_ms;
  /**
   * Status with which a session with it last failed; 0 for none.
   */
  int32_t last_error;
  /**
   * Always 0.
   */
  uint32_t reserved;
} sda_peer_status_info;

/**
 * How far an operation that was made here has come at one peer.
 */
typedef struct sda_peer_delivery {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1: it is in the peer's log.
   */
  uint32_t is_durable;
  /**
   * 1: it is part of the peer's state.
   */
  uint32_t is_applied;
  /**
   * How often the peer refused it. What was not answered counts for the peer, not here.
   */
  uint32_t refusal_count;
  /**
   * 1: it is not offered to this peer again before it is queued by hand
   * (`sda_sync_requeue_failed`).
   */
  uint32_t is_given_up;
  /**
   * Status with which the peer refused it last; 0 for none.
   */
  int32_t last_error;
  /**
   * When it did so last, in milliseconds since 1970; 0 for never.
   */
  int64_t last_refused_at_ms;
  /**
   * When it is offered again, in milliseconds since 1970; 0 for as soon as there is a session.
   */
  int64_t next_attempt_at_ms;
} sda_peer_delivery;

/**
 * How a session is begun. Fill it with `sda_session_options_init` first.
 */
typedef struct sda_session_options {
  /**
   * Size of this struct in bytes, as the caller knows it.
   */
  uint32_t struct_size;
  /**
   * Not 0 registers a peer that is not registered yet, under `accept_lease_ms`. Default: 0,
   * which refuses it.
   */
  uint32_t accept_unknown;
  /**
   * Who is expected, UTF-8; empty for whoever comes. Default: empty.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * The lease of a peer that is registered by this session, in milliseconds, not negative; 0 for
   * ever. Default: 0.
   */
  int64_t accept_lease_ms;
  /**
   * Bytes of operations that may be under way at once, 1 or more. Default: 4 MiB.
   */
  uint64_t window_bytes;
  /**
   * Longest frame that is taken, in bytes, 512 to 64 MiB. Default: 1 MiB.
   */
  uint32_t frame_bytes_max;
  /**
   * Not 0 takes the peer's state when it no longer has the operations that lead there. Default:
   * 1.
   */
  uint32_t accept_snapshot;
  /**
   * Bytes of such a state that are taken at most. Default: 1 TiB.
   */
  uint64_t snapshot_bytes_max;
  /**
   * What one poll does of putting it in place, in bytes, about; 1 or more. Default: 4 MiB.
   */
  uint64_t snapshot_step_bytes;
} sda_session_options;

/**
 * What happened in a session. What its type does not speak of is zero, NULL and empty.
 */
typedef struct sda_session_event {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_SESSION_…`; later versions may add others, to be passed over.
   */
  uint32_t event_type;
  /**
   * An epoch.
   */
  uint32_t epoch;
  /**
   * A status, 0 or negative.
   */
  int32_t status;
  /**
   * A number of operations or versions.
   */
  uint64_t count;
  /**
   * The same on the other side.
   */
  uint64_t other_count;
  /**
   * A sequence number.
   */
  uint64_t sequence;
  /**
   * A span of time in milliseconds.
   */
  int64_t elapsed_ms;
  /**
   * The name of a node, UTF-8.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * A reason in words, UTF-8.
   */
  const uint8_t *reason;
  /**
   * Length of the reason in bytes.
   */
  size_t reason_len;
} sda_session_event;

/**
 * Where a session stands.
 */
typedef struct sda_session_state_info {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_PHASE_…`.
   */
  uint32_t phase;
  /**
   * Operations that were sent and are not acknowledged.
   */
  uint64_t in_flight_count;
  /**
   * The peer, UTF-8, once it was heard or when it was expected; else NULL.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
} sda_session_state_info;

/**
 * A key with writes that did not know of each other.
 */
typedef struct sda_conflict {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1: the policy leaves it to the application to write a resolution (`SDA_POLICY_MANUAL`).
   */
  uint32_t is_unresolved;
  /**
   * The key.
   */
  const uint8_t *key;
  /**
   * Length of the key in bytes.
   */
  size_t key_len;
  /**
   * How many sides it has: replicated versions, and last a write that is only local, if it did
   * not see all of them.
   */
  uint64_t side_count;
  /**
   * The value of the last write that all sides have seen; NULL when it is not known, because
   * the last 64 MiB of the log do not hold it and all sides, because a side is only local, or
   * because the engine keeps no log or reads only, and where it was a delete.
   */
  const uint8_t *base;
  /**
   * Length of that value in bytes.
   */
  size_t base_len;
} sda_conflict;

/**
 * One side of a conflict.
 */
typedef struct sda_conflict_side {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * `SDA_OPERATION_PUT`, or `SDA_OPERATION_DELETE` for the mark of a delete.
   */
  uint32_t operation_type;
  /**
   * 1: this is the one that is shown. None is where a merge function decides.
   */
  uint32_t is_shown;
  /**
   * 1: a write that is only local. It has no node, epoch and sequence number.
   */
  uint32_t is_local;
  /**
   * Name of the node that wrote it, UTF-8.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * The epoch of that node; 0 for an operation made by hand.
   */
  uint32_t epoch;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * The sequence number of that node. The sync id is `<node>-<sequence>`.
   */
  uint64_t sequence;
  /**
   * Hybrid logical clock, milliseconds << 16 | counter: orders the sides.
   */
  uint64_t stamp;
  /**
   * This replica's counter when it was applied here.
   */
  uint64_t version;
  /**
   * The application's time of the write, in milliseconds since 1970.
   */
  int64_t timestamp_ms;
  /**
   * The value; empty for a delete.
   */
  const uint8_t *value;
  /**
   * Length of the value in bytes.
   */
  size_t value_len;
  /**
   * Name of the peer whose session brought it, UTF-8: the node that wrote it, or one that handed
   * it on. NULL for a write made here, and where it is not known: it came before the engine was
   * opened, with a state or a repair, or by `sda_sync_receive`.
   */
  const uint8_t *peer_id;
  /**
   * Length of that name in bytes.
   */
  size_t peer_id_len;
} sda_conflict_side;

/**
 * Makes one value of the versions of a key that did not know of each other. It must be pure: the
 * same versions give the same answer, on every node and for ever, so it may look at nothing else;
 * `version` in a version is this replica's own counter and no part of that. Marks of deletes are
 * among the versions, the one that every replica ranks first is at the front.
 *
 * `key`, `versions` and `base` are borrowed for the call; `versions` is read with
 * `sda_versions_len` and `sda_versions_get`. `base` is the value that all versions come from; it
 * is NULL when that is not known, which in this version it never is. The value goes into `merged`
 * with `sda_buf_set`. Returns `SDA_OK` for a value, also an empty one; `SDA_NOTHING` for none, as
 * after a delete; anything else fails the read with `SDA_ERROR_UNKNOWN`.
 *
 * Runs inside the call that reads, on its thread, in several threads at once. Calling the same
 * engine from it answers `SDA_ERROR_BUSY`, there and to the read. It must not throw.
 */
typedef sda_status (*sda_merge_fn)(void *user_data,
                                   const uint8_t *key,
                                   size_t key_len,
                                   const struct sda_versions *versions,
                                   const uint8_t *base,
                                   size_t base_len,
                                   struct sda_buf *merged);

/**
 * Something that an engine noticed.
 */
typedef struct sda_notice {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_SEVERITY_…`.
   */
  uint32_t severity;
  /**
   * One of `SDA_TOPIC_…`.
   */
  uint32_t topic;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * When, in milliseconds since 1970.
   */
  int64_t at_ms;
  /**
   * Notices that were dropped before this one because nobody fetched them.
   */
  uint64_t dropped_len;
} sda_notice;

/**
 * Hears of a notice. `notice` and `text`, which is UTF-8, are borrowed for the call. Runs at the
 * end of a call on the engine, on its thread, never in two threads at once; calling the same
 * engine from it answers `SDA_ERROR_BUSY`. It must not throw.
 */
typedef void (*sda_notify_fn)(void *user_data,
                              const struct sda_notice *notice,
                              const uint8_t *text,
                              size_t text_len);

/**
 * What a copy holds.
 */
typedef struct sda_backup {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * The last version in it.
   */
  uint64_t version;
  /**
   * Its files.
   */
  uint64_t file_count;
  /**
   * Their length together, in bytes.
   */
  uint64_t bytes;
} sda_backup;

/**
 * How a database is doing. All bytes are those of files, unless a field says memory.
 */
typedef struct sda_health {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 when a failure has stopped the log: it takes nothing until the engine is opened again.
   */
  uint32_t is_stopped;
  /**
   * Status of the last piece of upkeep that failed, until one succeeds; 0 for none.
   */
  int32_t failure;
  /**
   * 1 while a flush or a merge is under way.
   */
  uint32_t is_at_work;
  /**
   * Of the log since the last flush: what the next opening reads.
   */
  uint64_t tail_bytes;
  /**
   * Of the segment that is written to, without reserved space.
   */
  uint64_t active_bytes;
  /**
   * Sealed segments.
   */
  uint64_t sealed_count;
  /**
   * Of the sealed segments.
   */
  uint64_t sealed_bytes;
  /**
   * Of those that are kept for operations which are still owed, and for nothing else.
   */
  uint64_t held_bytes;
  /**
   * Version of the oldest operation that is owed or failed; 0 for none.
   */
  uint64_t oldest_owed_version;
  /**
   * The segment that it is in; 0 for none.
   */
  uint64_t oldest_owed_segment;
  /**
   * Runs.
   */
  uint64_t run_count;
  /**
   * Of the runs.
   */
  uint64_t run_bytes;
  /**
   * Of entries that count, about.
   */
  uint64_t live_bytes;
  /**
   * Of entries that later ones replaced, about: what merging gives back.
   */
  uint64_t waste_bytes;
  /**
   * Memory of the tables of changed keys.
   */
  uint64_t table_bytes;
  /**
   * Memory of blocks kept from runs.
   */
  uint64_t cache_bytes;
  /**
   * Memory of filters and fences.
   */
  uint64_t index_bytes;
  /**
   * Operations that are held because this build does not know their type: they are kept and
   * handed on, and applied by a build that knows it. 16384 at most.
   */
  uint64_t unknown_kind_count;
  /**
   * What they take of 16 MiB, which is the most; what comes beyond is refused with
   * `SDA_ERROR_BACKPRESSURE` and stays with its sender.
   */
  uint64_t unknown_kind_bytes;
  /**
   * Values in files of their own, because they were written piece by piece, that no flush has
   * taken to a run yet.
   */
  uint64_t value_file_count;
  /**
   * Of those files.
   */
  uint64_t value_file_bytes;
} sda_health;

/**
 * What a verification has read.
 */
typedef struct sda_verified {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 when nothing is wrong.
   */
  uint32_t is_sound;
  /**
   * Files that were read.
   */
  uint64_t file_count;
  /**
   * Their length together, in bytes.
   */
  uint64_t bytes;
  /**
   * Valid groups of the log.
   */
  uint64_t group_count;
  /**
   * Keys that are shown; 0 when it cannot be told.
   */
  uint64_t key_count;
  /**
   * Operations that are owed, failed ones included; 0 when it cannot be told.
   */
  uint64_t owed_count;
  /**
   * The last version.
   */
  uint64_t last_version;
  /**
   * Bytes of a torn tail, which the next opening cuts; no damage.
   */
  uint64_t cut_bytes;
  /**
   * Findings, also those beyond the 4096 that are listed.
   */
  uint64_t finding_count;
} sda_verified;

/**
 * One thing that is wrong.
 */
typedef struct sda_finding {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_PART_…`.
   */
  uint32_t part;
  /**
   * What a reader meets there: a status below 0.
   */
  int32_t status;
  /**
   * 1 when `first_key` is known.
   */
  uint32_t has_keys;
  /**
   * Where it begins in the file, in bytes.
   */
  uint64_t at;
  /**
   * How many bytes are to be distrusted from there on; 0 where something is missing.
   */
  uint64_t bytes;
  /**
   * The number of the record of the log, or of the block of the run, from 1; 0: the head, the
   * footer, or no single one.
   */
  uint64_t number;
  /**
   * The path of the file.
   */
  const uint8_t *file;
  /**
   * Length of the path in bytes.
   */
  size_t file_len;
  /**
   * The error as a text, UTF-8.
   */
  const uint8_t *text;
  /**
   * Length of the text in bytes.
   */
  size_t text_len;
  /**
   * No lesser key is concerned.
   */
  const uint8_t *first_key;
  /**
   * Length of the key in bytes.
   */
  size_t first_key_len;
  /**
   * No greater key is concerned; of length 0: all behind the first may be.
   */
  const uint8_t *last_key;
  /**
   * Length of the key in bytes.
   */
  size_t last_key_len;
} sda_finding;

/**
 * What became of a salvage.
 */
typedef struct sda_salvaged {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_LISTING_…`.
   */
  uint32_t listing;
  /**
   * 1 when somebody wrote in the source: whoever opens the new database for writing is somebody
   * else, so that no number is given twice.
   */
  uint32_t identity_renewed;
  /**
   * 1 when operations that may be in lost parts of the state were taken from what the new
   * database claims to know, so that peers send them again.
   */
  uint32_t knowledge_dropped;
  /**
   * Keys that the new database shows.
   */
  uint64_t key_count;
  /**
   * Operations that it owes, failed ones included.
   */
  uint64_t owed_count;
  /**
   * Operations that are owed and of which nothing is left but their name: each is a loss, too.
   */
  uint64_t owed_lost_count;
  /**
   * Intact groups of the log.
   */
  uint64_t group_count;
  /**
   * The last version that is intact.
   */
  uint64_t intact_version;
  /**
   * The version from which the new database counts on: greater than any that was given.
   */
  uint64_t last_version;
  /**
   * Bytes of a torn tail of the log, which an opening of the source would have cut.
   */
  uint64_t cut_bytes;
  /**
   * Files of the new database.
   */
  uint64_t file_count;
  /**
   * Their length together, in bytes.
   */
  uint64_t bytes;
  /**
   * Bytes that were set aside.
   */
  uint64_t set_aside_bytes;
  /**
   * Losses, also those beyond the 4096 that are listed.
   */
  uint64_t loss_count;
  /**
   * Ranges of versions that are missing from the log, at most 4096.
   */
  uint64_t missing_count;
} sda_salvaged;

/**
 * One place of the source that does not count in the new database.
 */
typedef struct sda_loss {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_PART_…`.
   */
  uint32_t part;
  /**
   * What a reader meets there: a status below 0.
   */
  int32_t status;
  /**
   * 1 when keys may be concerned and `first_key` is known.
   */
  uint32_t has_keys;
  /**
   * Where it begins in the file, in bytes.
   */
  uint64_t at;
  /**
   * How many bytes were set aside from there on; 0 where something is missing.
   */
  uint64_t bytes;
  /**
   * The number of the record of the log, or of the block of the run, from 1; 0: no single one.
   */
  uint64_t number;
  /**
   * How many entries of a run stood there; 0 when it cannot be told.
   */
  uint64_t entry_count;
  /**
   * Keys that by the filter of the run stood there, one in a hundred by mistake, and that have a
   * newer intact version anyway.
   */
  uint64_t superseded_count;
  /**
   * The path of the file.
   */
  const uint8_t *file;
  /**
   * Length of the path in bytes.
   */
  size_t file_len;
  /**
   * The error as a text, UTF-8.
   */
  const uint8_t *text;
  /**
   * Length of the text in bytes.
   */
  size_t text_len;
  /**
   * No lesser key is concerned.
   */
  const uint8_t *first_key;
  /**
   * Length of the key in bytes.
   */
  size_t first_key_len;
  /**
   * No greater key is concerned; of length 0: all behind the first may be.
   */
  const uint8_t *last_key;
  /**
   * Length of the key in bytes.
   */
  size_t last_key_len;
} sda_loss;

/**
 * Versions that stand in no intact group of the log, though others around them do.
 */
typedef struct sda_missing {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 when nobody knows how many there were: `last` is 0 then.
   */
  uint32_t is_open;
  /**
   * The first of them.
   */
  uint64_t first;
  /**
   * The last of them.
   */
  uint64_t last;
} sda_missing;

/**
 * What a client is told beside the options of its engine. Fill it with `sda_client_options_init`
 * first.
 */
typedef struct sda_client_options {
  /**
   * Size of this struct in bytes, as the caller knows it.
   */
  uint32_t struct_size;
  /**
   * Must be 0.
   */
  uint32_t reserved;
  /**
   * How the node is called towards people, UTF-8, up to 255 bytes; empty for its name. Default:
   * empty.
   */
  const uint8_t *display_name;
  /**
   * Length of that in bytes.
   */
  size_t display_name_len;
  /**
   * The application's version, UTF-8, 1 to 255 bytes. Default: `0.1.0`.
   */
  const uint8_t *version;
  /**
   * Length of that in bytes.
   */
  size_t version_len;
  /**
   * Not 0 lets the client reach peers over TCP. Default: 0.
   */
  uint32_t transport_enabled;
  /**
   * The port to serve, 0 to 65535; 0 for one that the system chooses. Default: 0.
   */
  uint32_t transport_port;
  /**
   * The address to serve, UTF-8: an IP address, `localhost`, or a name of this host. Without a
   * key it must stay within this machine. Default: `0.0.0.0`.
   */
  const uint8_t *transport_host;
  /**
   * Length of that in bytes.
   */
  size_t transport_host_len;
  /**
   * A secret of 32 bytes that all nodes of a group have; NULL for none. Default: none.
   */
  const uint8_t *group_key;
  /**
   * Its length: 0 or 32.
   */
  size_t group_key_len;
  /**
   * A secret of 32 bytes of this node alone, from `sda_keys_generate`; NULL for none. Peers are
   * then let in with `sda_client_trust`. Excludes a group key. Default: none.
   */
  const uint8_t *secret_key;
  /**
   * Its length: 0 or 32.
   */
  size_t secret_key_len;
  /**
   * How long a link may be quiet before the other end is asked for a sign of life, in
   * milliseconds, 1 to 30 days. Default: 15 s.
   */
  int64_t keepalive_ms;
  /**
   * The lease under which a peer is registered that is met or called for the first time, in
   * milliseconds, not negative; 0 for ever. Default: 0.
   */
  int64_t lease_ms;
  /**
   * Not 0 lets the client find peers. Default: 0.
   */
  uint32_t discovery_enabled;
  /**
   * The port that all nodes use to find each other, 1 to 65535. Default: 0, which is none.
   */
  uint32_t discovery_port;
  /**
   * The IPv4 address of the interface to look on, UTF-8; `0.0.0.0` for the usual one. Without a
   * key it must stay within this machine. Default: `0.0.0.0`.
   */
  const uint8_t *discovery_host;
  /**
   * Length of that in bytes.
   */
  size_t discovery_host_len;
  /**
   * Not 0 calls who is found, as long as the transport runs. Default: 1.
   */
  uint32_t discovery_connects;
  /**
   * Must be 0.
   */
  uint32_t reserved_2;
} sda_client_options;

/**
 * What one turn of a client did.
 */
typedef struct sda_client_turn {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * Deliveries that were scheduled or sent again because no acknowledgement came.
   */
  uint64_t retried_count;
  /**
   * Entries that were pruned.
   */
  uint64_t pruned_count;
  /**
   * Operations that went to peers since the turn before. While no peer is connected: those that
   * this turn selected, which wait on, or, when nobody is registered and no acknowledgement is
   * asked for, are handed over.
   */
  uint64_t batch_size;
} sda_client_turn;

/**
 * What there is to say of a node. Texts are UTF-8.
 */
typedef struct sda_node_details {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * How many capabilities it has: what `sda_node_info_capability` lists.
   */
  uint32_t capability_count;
  /**
   * The name under which it writes.
   */
  const uint8_t *node_id;
  /**
   * Length of that in bytes.
   */
  size_t node_id_len;
  /**
   * How it is called towards people; its name when nothing else was set.
   */
  const uint8_t *display_name;
  /**
   * Length of that in bytes.
   */
  size_t display_name_len;
  /**
   * The host's name.
   */
  const uint8_t *hostname;
  /**
   * Length of that in bytes.
   */
  size_t hostname_len;
  /**
   * The host's operating system.
   */
  const uint8_t *os_name;
  /**
   * Length of that in bytes.
   */
  size_t os_name_len;
  /**
   * The application's version.
   */
  const uint8_t *version;
  /**
   * Length of that in bytes.
   */
  size_t version_len;
  /**
   * When the client was opened, in milliseconds since 1970.
   */
  int64_t started_at_ms;
  /**
   * How long it had been open, in milliseconds.
   */
  int64_t uptime_ms;
} sda_node_details;

/**
 * What stood in a file when records were first looked for.
 */
typedef struct sda_wal_recovery {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * Records.
   */
  uint64_t record_count;
  /**
   * The greatest of their numbers; 0 when there are none.
   */
  uint64_t sequence;
  /**
   * Bytes of a torn tail, which are beside the file now.
   */
  uint64_t cut_bytes;
} sda_wal_recovery;

/**
 * One record.
 */
typedef struct sda_wal_record {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop.
   */
  uint32_t record_type;
  /**
   * 0 pending, 1 persisted, 2 applied, 3 failed: as it was written.
   */
  uint32_t record_status;
  /**
   * Always 0.
   */
  uint32_t reserved;
  /**
   * Its number, not 0; as it was written, so neither ascending nor unique for sure.
   */
  uint64_t sequence;
  /**
   * When it was appended, in milliseconds since 1970.
   */
  int64_t timestamp_ms;
  /**
   * What it carries.
   */
  const uint8_t *payload;
  /**
   * Length of that in bytes.
   */
  size_t payload_len;
} sda_wal_record;

/**
 * A peer that is found, called or there.
 */
typedef struct sda_known_peer {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 while a link with it is open.
   */
  uint32_t is_connected;
  /**
   * 1 when it was found, and said lately that it is there.
   */
  uint32_t is_found;
  /**
   * The port that it serves; 0 for one that called and was not found.
   */
  uint32_t port;
  /**
   * Its name, UTF-8.
   */
  const uint8_t *node_id;
  /**
   * Length of the name in bytes.
   */
  size_t node_id_len;
  /**
   * Where it serves, UTF-8; empty for one that called and was not found.
   */
  const uint8_t *host;
  /**
   * Length of that in bytes.
   */
  size_t host_len;
} sda_known_peer;

/**
 * What happened. What its type does not speak of is zero, NULL and empty.
 */
typedef struct sda_client_event {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * One of `SDA_CLIENT_…`; later versions may add others, to be passed over.
   */
  uint32_t event_type;
  /**
   * One of `SDA_SESSION_…`.
   */
  uint32_t session_event;
  /**
   * A status, 0 or negative.
   */
  int32_t status;
  /**
   * An epoch.
   */
  uint32_t epoch;
  /**
   * A port.
   */
  uint32_t port;
  /**
   * A number of callers, operations or versions.
   */
  uint64_t count;
  /**
   * The same on the other side.
   */
  uint64_t other_count;
  /**
   * A sequence number.
   */
  uint64_t sequence;
  /**
   * A span of time in milliseconds.
   */
  int64_t elapsed_ms;
  /**
   * The peer, UTF-8.
   */
  const uint8_t *node_id;
  /**
   * Length of that in bytes.
   */
  size_t node_id_len;
  /**
   * An address, UTF-8.
   */
  const uint8_t *host;
  /**
   * Length of that in bytes.
   */
  size_t host_len;
  /**
   * A reason in words, UTF-8.
   */
  const uint8_t *reason;
  /**
   * Length of that in bytes.
   */
  size_t reason_len;
  /**
   * The name of the node that made an operation, UTF-8.
   */
  const uint8_t *origin;
  /**
   * Length of that in bytes.
   */
  size_t origin_len;
} sda_client_event;

/**
 * Done.
 */
#define SDA_OK 0

/**
 * Nothing there: no such key, no further item, nothing to wait for. Not a failure.
 */
#define SDA_NOTHING 1

/**
 * The caller's buffer is too small: nothing was copied, only the wanted length was set. Not a
 * failure.
 */
#define SDA_TOO_SMALL 2

/**
 * A cause that has no number of its own.
 */
#define SDA_ERROR_UNKNOWN -1

/**
 * An argument is outside its range; nothing was changed.
 */
#define SDA_ERROR_INVALID_ARGUMENT -2

/**
 * The object is not in a state that allows the call.
 */
#define SDA_ERROR_INVALID_STATE -3

/**
 * The named thing does not exist.
 */
#define SDA_ERROR_NOT_FOUND -4

/**
 * The named thing exists already.
 */
#define SDA_ERROR_ALREADY_EXISTS -5

/**
 * The file does not exist.
 */
#define SDA_ERROR_FILE_NOT_FOUND -6

/**
 * The file exists already.
 */
#define SDA_ERROR_FILE_ALREADY_EXISTS -7

/**
 * Reading a file failed.
 */
#define SDA_ERROR_FILE_READ -8

/**
 * Writing a file failed.
 */
#define SDA_ERROR_FILE_WRITE -9

/**
 * The operating system refused access.
 */
#define SDA_ERROR_PERMISSION_DENIED -10

/**
 * A configuration is out of range.
 */
#define SDA_ERROR_CONFIG_INVALID -11

/**
 * A configuration is missing.
 */
#define SDA_ERROR_CONFIG_MISSING -12

/**
 * A digest does not fit.
 */
#define SDA_ERROR_HASH -13

/**
 * A time is out of range.
 */
#define SDA_ERROR_TIME -14

/**
 * A broken promise of our own code.
 */
#define SDA_ERROR_INTERNAL -15

/**
 * Damaged bytes stand before valid ones, or where nothing may be missing.
 */
#define SDA_ERROR_CORRUPTED -16

/**
 * Another writer holds the log.
 */
#define SDA_ERROR_LOCKED -17

/**
 * The file or message has a format that this version cannot read.
 */
#define SDA_ERROR_UNSUPPORTED_FORMAT -18

/**
 * The disk or quota is full; the log can go on once there is room.
 */
#define SDA_ERROR_NO_SPACE -19

/**
 * A sync to disk failed: the log takes no writes until it is reopened.
 */
#define SDA_ERROR_LOG_STOPPED -20

/**
 * The thing is in use: by another sync engine, or by the callback that calls.
 */
#define SDA_ERROR_BUSY -21

/**
 * The engine was closed.
 */
#define SDA_ERROR_CLOSED -22

/**
 * A call panicked: this engine answers nothing else until it is reopened.
 */
#define SDA_ERROR_POISONED -23

/**
 * An acknowledgement did not come in time. Only ever found as the last error of an operation.
 */
#define SDA_ERROR_TIMED_OUT -24

/**
 * The outbox is full: the write was refused, and can be tried again once something was delivered.
 */
#define SDA_ERROR_BACKPRESSURE -25

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the C ABI that the loaded library speaks.
 *
 * Returns: `SDA_ABI_VERSION` of the header it was built with. A program whose own value differs
 * must not call anything else.
 * Threads: any.
 */
uint32_t sda_abi_version(void);

/**
 * A short English name of a status.
 *
 * Parameters: `status`: any number.
 * Returns: never NULL; `unknown status` for a number that this version does not know.
 * Ownership: the text is static.
 * Threads: any.
 */
const char *sda_status_name(sda_status status);

/**
 * The status that an error object stands for.
 *
 * Parameters: `error`: an error object.
 * Returns: a negative status; `SDA_ERROR_INVALID_ARGUMENT` for NULL.
 * Threads: one at a time per error.
 */
sda_status sda_error_status(const struct sda_error *error);

/**
 * The text of an error: lower case, the same for every failure of its kind.
 *
 * Parameters: `error`: an error object.
 * Returns: never NULL; an empty text for NULL.
 * Ownership: borrowed from the error, valid until it is freed.
 * Threads: one at a time per error.
 */
const char *sda_error_message(const struct sda_error *error);

/**
 * The detail of an error: which value, which limit, which path.
 *
 * Parameters: `error`: an error object.
 * Returns: never NULL; an empty text for NULL or when there is no detail.
 * Ownership: borrowed from the error, valid until it is freed.
 * Threads: one at a time per error.
 */
const char *sda_error_context(const struct sda_error *error);

/**
 * Frees an error object.
 *
 * Parameters: `error`: an error object, or NULL, which does nothing.
 * Ownership: the error is gone afterwards, with the texts borrowed from it.
 * Threads: one at a time per error.
 */
void sda_error_free(struct sda_error *error);

/**
 * Frees the bytes of a buffer and makes it all zeros, ready to be filled or freed again.
 *
 * Parameters: `buf`: a buffer, or NULL, which does nothing.
 * Ownership: the bytes are gone afterwards; the struct itself is the caller's.
 * Threads: one at a time per buffer.
 */
void sda_buf_free(struct sda_buf *buf);

/**
 * Fills options with the defaults.
 *
 * Parameters: `options`: writable, `struct_size` set to its size by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
 * Threads: any.
 */
sda_status sda_options_init(struct sda_options *options);

/**
 * Fills sync options with the defaults; the node id must be set afterwards.
 *
 * Parameters: `options`: writable, `struct_size` set to its size by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
 * Threads: any.
 */
sda_status sda_sync_options_init(struct sda_sync_options *options);

/**
 * Opens or makes a log and takes its lock. A log of format 1 is converted: the file itself is
 * kept as `<path>.format-1`, the report says what became of its records.
 *
 * Parameters: `options`: from `sda_options_init`. `engine`: where the handle goes.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for options out of range; `SDA_ERROR_LOCKED`
 * when another writer has the log; `SDA_ERROR_CORRUPTED` for damage before valid records, with
 * position and record in the context, nothing changed on disk; `SDA_ERROR_UNSUPPORTED_FORMAT`,
 * also for a log of format 1 when `read_only` is set; `SDA_ERROR_FILE_ALREADY_EXISTS` when the
 * place for a log of format 1 is taken; file statuses.
 * Ownership: the caller closes the engine with `sda_engine_close`. The options are borrowed for
 * the call, but for clock, user data and release, which the engine keeps.
 * Threads: any.
 * Durability: a log that was made is on stable storage, with its folder entry, when this returns.
 */
sda_status sda_engine_open(const struct sda_options *options,
                           struct sda_engine **engine,
                           struct sda_error **error);

/**
 * Makes everything durable, frees the lock and the memory. Scans of this engine live on and answer
 * `SDA_ERROR_CLOSED`. A handle from `sda_client_engine` is only let go: the client's engine goes
 * on.
 *
 * Parameters: `engine`: an engine, or NULL, which does nothing.
 * Returns: `SDA_OK`; `SDA_ERROR_POISONED` when a call had panicked, so that nothing is known of
 * what it wrote last; `SDA_ERROR_BUSY` from inside the engine's own clock
 * or merge function, where nothing is done;
 * otherwise what the last sync answered.
 * Ownership: the engine is gone afterwards, also when this fails, but for `SDA_ERROR_BUSY`.
 * Threads: waits for calls of other threads to end; none may start one afterwards.
 * Durability: on `SDA_OK` everything ever written is on stable storage.
 */
sda_status sda_engine_close(struct sda_engine *engine, struct sda_error **error);

/**
 * Makes everything written so far durable.
 *
 * Parameters: `engine`: an engine.
 * Returns: `SDA_OK`; `SDA_ERROR_LOG_STOPPED` when a sync failed, now or before.
 * Threads: any.
 * Durability: on `SDA_OK` everything written before the call is on stable storage.
 */
sda_status sda_engine_flush(const struct sda_engine *engine, struct sda_error **error);

/**
 * Does a bounded piece of the work that keeps the database small and quick to open: writes state
 * to runs, merges them, and gives up log that nothing needs. Writes do the same beside themselves;
 * calling this when the device is idle spares them that. Not having called it harms nothing.
 *
 * Parameters: `bytes_max`: about how many bytes may be written. `time_max_ms`: how long it may
 * take in milliseconds, looked at about every 64 KiB, 0 for no limit, not negative; by the clock
 * of the options. At least one step of up to 64 KiB is taken. `more`: 1 when there is more to be
 * done, else 0; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a negative time; `SDA_ERROR_INVALID_STATE`
 * when the engine was opened read-only; `SDA_ERROR_NO_SPACE` and file statuses, where nothing is
 * lost and a later call tries again; `SDA_ERROR_LOG_STOPPED`.
 * Threads: any; one works at a time, the others wait.
 * Durability: no write becomes more or less durable by it.
 */
sda_status sda_engine_maintain(const struct sda_engine *engine,
                               uint64_t bytes_max,
                               int64_t time_max_ms,
                               uint32_t *more,
                               struct sda_error **error);

/**
 * Writes the whole state to runs, so that the next opening reads hardly any log. Takes as long as
 * there is changed state in memory.
 *
 * Parameters: `engine`: an engine.
 * Returns: as `sda_engine_maintain`.
 * Threads: any; other calls go on beside it.
 * Durability: on `SDA_OK` everything written before the call is on stable storage, unless the
 * engine is in memory.
 */
sda_status sda_engine_checkpoint(const struct sda_engine *engine, struct sda_error **error);

/**
 * Reads the log again and shows what it holds. What was only in memory is gone, what was out of
 * view is back; the outbox stays as it is. When this fails, everything stays as it is.
 *
 * Parameters: `engine`: an engine.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ` when the log cannot be read; `SDA_ERROR_CORRUPTED`.
 * Threads: any.
 * Durability: as `sda_engine_flush`.
 */
sda_status sda_engine_reload(const struct sda_engine *engine, struct sda_error **error);

/**
 * What opening found and did.
 *
 * Parameters: `engine`: an engine. `report`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_engine_report(const struct sda_engine *engine,
                             struct sda_report *report,
                             struct sda_error **error);

/**
 * The name under which the log was written before, when the attached sync engine brought another
 * one.
 *
 * Parameters: `engine`: an engine. `node_id`: filled with the former name.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the name has not changed since opening.
 * Ownership: the caller frees the buffer.
 * Threads: any.
 */
sda_status sda_engine_renamed_from(const struct sda_engine *engine,
                                   struct sda_buf *node_id,
                                   struct sda_error **error);

/**
 * The name and the epoch under which this replica writes.
 *
 * Parameters: `engine`: an engine. `node_id`: filled with the name. `epoch`: the epoch.
 * Returns: `SDA_OK`; `SDA_NOTHING` before a sync engine was ever attached.
 * Ownership: the caller frees the buffer.
 * Threads: any.
 */
sda_status sda_engine_identity(const struct sda_engine *engine,
                               struct sda_buf *node_id,
                               uint32_t *epoch,
                               struct sda_error **error);

/**
 * A number that grows with every change that a reader could see: equal numbers, nothing changed.
 *
 * Parameters: `engine`: an engine. `changes`: the number.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_engine_changes(const struct sda_engine *engine,
                              uint64_t *changes,
                              struct sda_error **error);

/**
 * A digest of the replicated state (BLAKE3, 32 bytes): equal on replicas that hold the same
 * versions, whatever came in which order. Reads the whole state.
 *
 * Parameters: `engine`: an engine. `digest`: filled with 32 bytes.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees the buffer.
 * Threads: any.
 */
sda_status sda_engine_digest(const struct sda_engine *engine,
                             struct sda_buf *digest,
                             struct sda_error **error);

/**
 * Writes one key without replication: never sent, not counted by the outbox. A later replicated
 * write of the key is shown instead. A delete of an absent key is fine; all three flags are 0
 * then.
 *
 * Parameters: `operation_type`: `SDA_OPERATION_PUT` or `…_DELETE`. `key`: 1 byte to 1 MiB, any
 * bytes. `value`: up to the limit of the options; ignored by a delete. `timestamp_ms`: the
 * application's time of the write, milliseconds since 1970, greater than 0. `apply`: may be NULL,
 * else `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key, value or time out of range, nothing
 * changed; `SDA_ERROR_NO_SPACE`, `SDA_ERROR_LOG_STOPPED`, file statuses.
 * Ownership: key and value are borrowed for the call.
 * Threads: any; writers that come together share one sync.
 * Durability: as the engine's options say.
 */
sda_status sda_store_apply(const struct sda_engine *engine,
                           uint32_t operation_type,
                           const uint8_t *key,
                           size_t key_len,
                           const uint8_t *value,
                           size_t value_len,
                           int64_t timestamp_ms,
                           struct sda_apply *apply,
                           struct sda_error **error);

/**
 * Brings a write from an older log into memory alone, under its own version. It is gone after
 * `sda_engine_reload` and after closing.
 *
 * Parameters: `version`: greater than 0; the others as `sda_store_apply`.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT`, nothing changed.
 * Ownership: key and value are borrowed for the call.
 * Threads: any.
 * Durability: none.
 */
sda_status sda_store_apply_unlogged(const struct sda_engine *engine,
                                    uint32_t operation_type,
                                    const uint8_t *key,
                                    size_t key_len,
                                    const uint8_t *value,
                                    size_t value_len,
                                    int64_t timestamp_ms,
                                    uint64_t version,
                                    struct sda_apply *apply,
                                    struct sda_error **error);

/**
 * Reads the shown value of a key.
 *
 * Parameters: `key`: any bytes. `value`: filled with the value. `version`, `timestamp_ms`: may be
 * NULL.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, outputs untouched.
 * Ownership: the caller frees the buffer; it may be reused for the next call.
 * Threads: any. Waits for the disk only when the key is in a run and its block not in memory; then
 * a failed read or a damaged block is an error for this key alone.
 */
sda_status sda_store_get(const struct sda_engine *engine,
                         const uint8_t *key,
                         size_t key_len,
                         struct sda_buf *value,
                         uint64_t *version,
                         int64_t *timestamp_ms,
                         struct sda_error **error);

/**
 * Reads the shown value of a key into the caller's memory. A value that is in the engine's memory
 * is copied once and nothing is allocated.
 *
 * Parameters: `key`: any bytes. `buffer`: room for `capacity` bytes; NULL with 0 only asks for the
 * length. `value_len`: the length of the value in bytes, set whenever the key is shown, also when
 * the room is too small. `version`, `timestamp_ms`: may be NULL.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, outputs untouched;
 * `SDA_TOO_SMALL` when the value is longer than the room: only `value_len` was set.
 * Ownership: the buffer stays the caller's.
 * Threads: any; never waits for a write.
 */
sda_status sda_store_get_into(const struct sda_engine *engine,
                              const uint8_t *key,
                              size_t key_len,
                              uint8_t *buffer,
                              size_t capacity,
                              size_t *value_len,
                              uint64_t *version,
                              int64_t *timestamp_ms,
                              struct sda_error **error);

/**
 * Whether a key is shown.
 *
 * Parameters: `key`: any bytes.
 * Returns: `SDA_OK` when it is, `SDA_NOTHING` when not.
 * Threads: any. Waits for the disk only when the key is in a run and its block not in memory; then
 * a failed read or a damaged block is an error for this key alone.
 */
sda_status sda_store_contains(const struct sda_engine *engine,
                              const uint8_t *key,
                              size_t key_len,
                              struct sda_error **error);

/**
 * The number of shown keys.
 *
 * Parameters: `len`: the number.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_store_len(const struct sda_engine *engine, uint64_t *len, struct sda_error **error);

/**
 * Puts everything written so far out of view, in memory alone; `sda_engine_reload` brings it back.
 *
 * Parameters: `engine`: an engine.
 * Returns: `SDA_OK`.
 * Threads: any.
 * Durability: nothing is written; log and version counter stay as they are.
 */
sda_status sda_store_clear_memory(const struct sda_engine *engine, struct sda_error **error);

/**
 * Starts a walk over all shown keys, in byte order, as they stand now: writes made meanwhile are
 * not seen. The scan holds on to what it shows, in memory and on disk, until it is freed.
 *
 * Parameters: `engine`: an engine. `scan`: where the handle goes.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees the scan with `sda_scan_free`.
 * Threads: any; the scan itself one at a time. Reads and writes go on beside it.
 */
sda_status sda_scan_open(const struct sda_engine *engine,
                         struct sda_scan **scan,
                         struct sda_error **error);

/**
 * Starts a walk over the shown keys of a range, in byte order, as they stand now: writes made
 * meanwhile are not seen. The scan holds on to what it shows, in memory and on disk, until it is
 * freed.
 *
 * Parameters: `engine`: an engine. `prefix`: what every key begins with. `from`: the first key.
 * `to`: the first key behind the range, not walked to. A key is walked to when it satisfies all
 * three; an empty one is no bound. `scan`: where the handle goes.
 * Returns: `SDA_OK`, also for a range without keys.
 * Ownership: the caller frees the scan with `sda_scan_free`. The bounds are borrowed for the call.
 * Threads: any; the scan itself one at a time. Reads and writes go on beside it.
 */
sda_status sda_scan_open_range(const struct sda_engine *engine,
                               const uint8_t *prefix,
                               size_t prefix_len,
                               const uint8_t *from,
                               size_t from_len,
                               const uint8_t *to,
                               size_t to_len,
                               struct sda_scan **scan,
                               struct sda_error **error);

/**
 * The next key.
 *
 * Parameters: `scan`: a scan. `entry`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` at the end; `SDA_ERROR_CLOSED` when the engine was closed;
 * `SDA_ERROR_FILE_READ` and `SDA_ERROR_CORRUPTED`, where the scan has not moved.
 * Ownership: key and value are borrowed from the scan, valid until the next call on it.
 * Threads: one at a time per scan.
 */
sda_status sda_scan_next(struct sda_scan *scan, struct sda_entry *entry, struct sda_error **error);

/**
 * Frees a scan.
 *
 * Parameters: `scan`: a scan, or NULL, which does nothing.
 * Ownership: the scan is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per scan.
 */
void sda_scan_free(struct sda_scan *scan);

/**
 * All replicated versions of a key that no other has replaced: more than one after writes that did
 * not know of each other. The one that every replica ranks first is at the front; the marks of
 * deletes are among them, a write that is only local is not.
 *
 * Parameters: `key`: any bytes. `versions`: where the list goes; empty for a key without any.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
 * Ownership: the caller frees the list with `sda_versions_free`. The key is borrowed for the call.
 * Threads: any; the list itself one at a time.
 */
sda_status sda_store_versions(const struct sda_engine *engine,
                              const uint8_t *key,
                              size_t key_len,
                              struct sda_versions **versions,
                              struct sda_error **error);

/**
 * The number of versions in a list.
 *
 * Parameters: `versions`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_versions_len(const struct sda_versions *versions);

/**
 * One version of a list.
 *
 * Parameters: `versions`: a list. `index`: from 0. `version`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the pointers in the struct are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_versions_get(const struct sda_versions *versions,
                            size_t index,
                            struct sda_version *version,
                            struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `versions`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_versions_free(struct sda_versions *versions);

/**
 * Starts reading the changes of an engine, in the order in which they happened: its own writes,
 * received ones, conflicts, acknowledgements, failures. Nothing is told before it is applied here
 * and as durable as the options promise; acknowledgements and failures are told once they are in
 * the log, at the latest after `sda_engine_flush`.
 *
 * To miss nothing: ask `sda_engine_feed_end`, walk over a scan, then follow the feed from that
 * position; a change can be in both. Deal with changes before noting `sda_feed_position`: after a
 * crash those since the last note are told again.
 *
 * Parameters: `engine`: an engine with a log. `position`: from `sda_feed_position`,
 * `sda_engine_feed_end` or a change of this log, also before restarts; 0 for the oldest change
 * that is kept. `with_values`: not 0 hands out values. `feed`: where the handle goes.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` when the log of that position is no longer kept (see
 * `feed_retain_bytes`), with the oldest one that is in the context, or was lost with the power:
 * the reader has to walk over a scan again; `SDA_ERROR_INVALID_STATE` for an engine in memory;
 * `SDA_ERROR_INVALID_ARGUMENT` or `SDA_ERROR_CORRUPTED` for what never was a position;
 * `SDA_ERROR_FILE_READ`.
 * Ownership: the caller frees the feed with `sda_feed_free`.
 * Threads: any; the feed itself one at a time. Reads and writes go on beside it.
 */
sda_status sda_feed_open(const struct sda_engine *engine,
                         uint64_t position,
                         uint32_t with_values,
                         struct sda_feed **feed,
                         struct sda_error **error);

/**
 * The next change.
 *
 * Parameters: `feed`: a feed. `change`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when nothing more has happened so far, where a later call goes
 * on; `SDA_ERROR_CLOSED` when the engine was closed; otherwise as `sda_feed_open`, also
 * `SDA_ERROR_NOT_FOUND` for a reader that fell behind what is kept.
 * Ownership: what the change points to is borrowed from the feed, valid until the next call on it.
 * Threads: one at a time per feed.
 */
sda_status sda_feed_next(struct sda_feed *feed,
                         struct sda_change *change,
                         struct sda_error **error);

/**
 * Where to go on reading, in this process or a later one, once everything that the feed has handed
 * out is dealt with. Of changes that happened together the last one moves it.
 *
 * Parameters: `feed`: a feed. `position`: the position, never 0.
 * Returns: `SDA_OK`, also after the engine was closed.
 * Threads: one at a time per feed.
 */
sda_status sda_feed_position(const struct sda_feed *feed,
                             uint64_t *position,
                             struct sda_error **error);

/**
 * Frees a feed.
 *
 * Parameters: `feed`: a feed, or NULL, which does nothing.
 * Ownership: the feed is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per feed.
 */
void sda_feed_free(struct sda_feed *feed);

/**
 * The position of the change feed behind everything that has happened so far.
 *
 * Parameters: `engine`: an engine with a log. `position`: the position.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` for an engine in memory.
 * Threads: any.
 */
sda_status sda_engine_feed_end(const struct sda_engine *engine,
                               uint64_t *position,
                               struct sda_error **error);

/**
 * The number of operations in a list.
 *
 * Parameters: `ops`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_ops_len(const struct sda_ops *ops);

/**
 * One operation of a list.
 *
 * Parameters: `ops`: a list. `index`: from 0. `envelope`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the pointers in the envelope are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_ops_get(const struct sda_ops *ops,
                       size_t index,
                       struct sda_envelope *envelope,
                       struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `ops`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_ops_free(struct sda_ops *ops);

/**
 * The wire bytes of an operation, as `docs/format/operation.md` describes them.
 *
 * Parameters: `op`: `struct_size` set by the caller. `bytes`: filled with the bytes.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for an operation that no peer would take.
 * Ownership: the caller frees the buffer.
 * Threads: any.
 */
sda_status sda_op_encode(const struct sda_op *op, struct sda_buf *bytes, struct sda_error **error);

/**
 * Reads the wire bytes of one operation, as a list of one with direction remote to local.
 *
 * Parameters: `bytes`: exactly one operation, from anywhere. `ops`: where the list goes.
 * Returns: `SDA_OK`; `SDA_ERROR_CORRUPTED` for bytes that are not an operation;
 * `SDA_ERROR_UNSUPPORTED_FORMAT` for one of a later version; `SDA_ERROR_INVALID_ARGUMENT` for
 * fields out of range.
 * Ownership: the caller frees the list with `sda_ops_free`. The bytes are borrowed for the call.
 * Threads: any.
 */
sda_status sda_op_decode(const uint8_t *bytes,
                         size_t bytes_len,
                         struct sda_ops **ops,
                         struct sda_error **error);

/**
 * Makes an empty group. It is filled with `sda_group_put` and `sda_group_remove`, and written with
 * `sda_group_submit` or `sda_group_apply_local`: all of it or nothing, after any crash.
 *
 * Parameters: `group`: where the handle goes.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees the group with `sda_group_free`.
 * Threads: any; the group itself one at a time.
 */
sda_status sda_group_new(struct sda_group **group, struct sda_error **error);

/**
 * Adds a put to a group.
 *
 * Parameters: `group`: a group. `key`: 1 byte to 1 MiB, any bytes, once in a group. `value`: up to
 * 1 GiB; the limit of the engine is checked when the group is written.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key or value out of range, a key that is
 * in the group already, and a group that has 4096 parts already; the group is as before then.
 * Ownership: key and value are copied.
 * Threads: one at a time per group.
 */
sda_status sda_group_put(struct sda_group *group,
                         const uint8_t *key,
                         size_t key_len,
                         const uint8_t *value,
                         size_t value_len,
                         struct sda_error **error);

/**
 * Adds a remove to a group. The key may be absent when the group is written.
 *
 * Parameters: as `sda_group_put`.
 * Returns: as `sda_group_put`.
 * Ownership: the key is copied.
 * Threads: one at a time per group.
 */
sda_status sda_group_remove(struct sda_group *group,
                            const uint8_t *key,
                            size_t key_len,
                            struct sda_error **error);

/**
 * Empties a group, so that it can be filled anew.
 *
 * Parameters: `group`: a group.
 * Returns: `SDA_OK`.
 * Threads: one at a time per group.
 */
sda_status sda_group_clear(struct sda_group *group, struct sda_error **error);

/**
 * The number of puts and removes in a group.
 *
 * Parameters: `group`: a group.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per group.
 */
size_t sda_group_len(const struct sda_group *group);

/**
 * Writes a group and owes it to the destination as one operation: it is shown, kept, sent,
 * acknowledged and taken in by peers as a whole or not at all. Peers decide about each of its keys
 * by itself: a concurrent write of one key is a conflict of that key alone.
 *
 * Parameters: `group`: from `sda_group_new`, with at least one part; keys and values together up
 * to the engine's limit on values and 1 MiB more. `engine`: an engine with a sync engine attached.
 * `timestamp_ms`: the application's time of all of it, milliseconds since 1970, greater than 0.
 * `ops`: where a list with the one operation goes, of type `SDA_OPERATION_GROUP`; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached;
 * `SDA_ERROR_INVALID_ARGUMENT` for an empty group, a value or time out of range, too large a
 * group, nothing changed; `SDA_ERROR_NO_SPACE`, `SDA_ERROR_LOG_STOPPED`, file statuses.
 * Ownership: the group stays as it is and may be written again; the caller frees the list with
 * `sda_ops_free`.
 * Threads: any engine; one at a time per group. Writers that come together share one sync.
 * Durability: as the engine's options say, all parts and the obligation together.
 */
sda_status sda_group_submit(const struct sda_group *group,
                            const struct sda_engine *engine,
                            int64_t timestamp_ms,
                            struct sda_ops **ops,
                            struct sda_error **error);

/**
 * Writes a group without replication: never sent, all of it or nothing. Each part takes a version
 * of its own. `sda_sync_submit_local_writes` later submits each part by itself.
 *
 * Parameters: as `sda_group_submit`, but the engine needs no sync engine. `apply`: may be NULL,
 * else `struct_size` set by the caller; gets the number of keys created, updated and deleted, and
 * the version of the last part.
 * Returns: as `sda_store_apply`.
 * Ownership: the group stays as it is and may be written again.
 * Threads: any engine; one at a time per group.
 * Durability: as the engine's options say, all parts together.
 */
sda_status sda_group_apply_local(const struct sda_group *group,
                                 const struct sda_engine *engine,
                                 int64_t timestamp_ms,
                                 struct sda_apply *apply,
                                 struct sda_error **error);

/**
 * Frees a group.
 *
 * Parameters: `group`: a group, or NULL, which does nothing.
 * Ownership: the group is gone afterwards.
 * Threads: one at a time per group.
 */
void sda_group_free(struct sda_group *group);

/**
 * Adds many puts to a group, all of them or none.
 *
 * Parameters: `group`: a group. `keys`: keys as for `sda_group_put`, one after the other.
 * `key_sizes`: their sizes in bytes, four bytes each, little endian. `values`: as many values, one
 * after the other. `value_sizes`: their sizes in the same way.
 * Returns: `SDA_OK`, also for none; `SDA_ERROR_INVALID_ARGUMENT` for sizes that are not those of
 * the bytes, and for what `sda_group_put` refuses of any of them; the group is as before then.
 * Ownership: keys and values are copied.
 * Threads: one at a time per group.
 */
sda_status sda_group_put_many(struct sda_group *group,
                              const uint8_t *keys,
                              size_t keys_len,
                              const uint8_t *key_sizes,
                              size_t key_sizes_len,
                              const uint8_t *values,
                              size_t values_len,
                              const uint8_t *value_sizes,
                              size_t value_sizes_len,
                              struct sda_error **error);

/**
 * Reads the shown values of many keys. Each key is read by itself, as `sda_store_get` does: a
 * write made meanwhile may show in some of them. A scan shows many keys as of one moment.
 *
 * Parameters: `engine`: an engine. `keys`: up to 65536 keys, one after the other. `key_sizes`:
 * their sizes in bytes, four bytes each, little endian; NULL with length 0 when each key ends with
 * a zero byte, its only one. `values`: filled with the values in the order of the keys, one after
 * the other. `value_sizes`: filled with their sizes in the same way; `SDA_SIZE_ABSENT` for a key
 * that is not shown. No further key is read once the values have 64 MiB together: there are as
 * many sizes as keys were read, and the others are to be asked for again.
 * Returns: `SDA_OK`, also when no key is shown; `SDA_ERROR_INVALID_ARGUMENT` for sizes that are
 * not those of the bytes; what `sda_store_get` answers for the first key that fails.
 * Ownership: the keys are borrowed for the call; the caller frees the buffers.
 * Threads: any; never waits for a write.
 */
sda_status sda_store_get_many(const struct sda_engine *engine,
                              const uint8_t *keys,
                              size_t keys_len,
                              const uint8_t *key_sizes,
                              size_t key_sizes_len,
                              struct sda_buf *values,
                              struct sda_buf *value_sizes,
                              struct sda_error **error);

/**
 * The next keys of a scan with their values, several at once.
 *
 * Parameters: `scan`: a scan. `bytes_max`: no further key is taken once keys and values have so
 * many bytes together; from 64 MiB on it acts like 64 MiB. At least one key is taken. `keys`:
 * filled with the keys, one after the other. `key_sizes`: filled with their sizes in bytes, four
 * bytes each, little endian. `values`: filled with the values. `value_sizes`: filled with their
 * sizes.
 * Returns: `SDA_OK` with at least one key; `SDA_NOTHING` at the end; what `sda_scan_next` answers
 * when the first of them fails. A failure of a later one ends the call with what there is before
 * it, and comes back from the next call.
 * Ownership: the caller frees the buffers.
 * Threads: one at a time per scan.
 */
sda_status sda_scan_next_many(struct sda_scan *scan,
                              uint64_t bytes_max,
                              struct sda_buf *keys,
                              struct sda_buf *key_sizes,
                              struct sda_buf *values,
                              struct sda_buf *value_sizes,
                              struct sda_error **error);

/**
 * Opens the shown value of a key, to be read piece by piece: a value of any length needs no room
 * but that of a piece. It stays as it was when it was opened, whatever is written, merged and
 * deleted meanwhile, and is held on to, in memory or on disk, until the reader is freed.
 *
 * A value of 64 KiB or more that is on disk is read through once here and its checksum verified
 * before a byte of it is given out; each piece that is read later is held against that reading.
 *
 * Parameters: `key`: any bytes. `reader`: where the handle goes. `value_bytes`: the length of the
 * value in bytes; may be NULL, as `version` and `timestamp_ms` may be NULL.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, outputs untouched;
 * `SDA_ERROR_FILE_READ` and `SDA_ERROR_CORRUPTED`, for this key alone.
 * Ownership: the caller frees the reader with `sda_value_reader_free`.
 * Threads: any; the reader itself one at a time. Reads and writes go on beside it.
 */
sda_status sda_value_reader_open(const struct sda_engine *engine,
                                 const uint8_t *key,
                                 size_t key_len,
                                 struct sda_value_reader **reader,
                                 uint64_t *value_bytes,
                                 uint64_t *version,
                                 int64_t *timestamp_ms,
                                 struct sda_error **error);

/**
 * Reads a piece of the value, from any place, in any order.
 *
 * Parameters: `offset`: where the piece begins in the value. `buffer`: room for `capacity` bytes.
 * `read_len`: how many bytes were read: fewer than there is room for only at the end of the value.
 * Returns: `SDA_OK`; `SDA_NOTHING` at the end of the value and behind it, outputs untouched;
 * `SDA_ERROR_CLOSED` when the engine was closed; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED` when
 * the disk says something else than when the value was opened. After an error what is in the
 * buffer counts for nothing.
 * Ownership: the buffer stays the caller's.
 * Threads: one at a time per reader.
 */
sda_status sda_value_reader_read(struct sda_value_reader *reader,
                                 uint64_t offset,
                                 uint8_t *buffer,
                                 size_t capacity,
                                 size_t *read_len,
                                 struct sda_error **error);

/**
 * Frees a reader, and lets go of what it holds.
 *
 * Parameters: `reader`: a reader, or NULL, which does nothing.
 * Ownership: the reader is gone afterwards.
 * Threads: one at a time per reader.
 */
void sda_value_reader_free(struct sda_value_reader *reader);

/**
 * Begins a local write, as `sda_store_apply` makes it, of a value that comes piece by piece: it
 * goes to a file of its own, and needs no room but that of a piece. Nothing of it is seen before
 * `sda_value_writer_commit`, and nothing is left of it when the writer is freed without, nor after
 * a crash. A value of less than 256 KiB, and one without a log, is kept in memory until then.
 *
 * Parameters: `key`: 1 byte to 1 MiB, any bytes. `value_bytes`: the length of the value in bytes,
 * up to the limit of the options. `timestamp_ms`: the application's time of the write,
 * milliseconds since 1970, greater than 0. `writer`: where the handle goes.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key, length or time out of range;
 * `SDA_ERROR_INVALID_STATE` when the engine was opened read-only; `SDA_ERROR_NO_SPACE`, file
 * statuses. Nothing is changed then.
 * Ownership: the caller frees the writer with `sda_value_writer_free`. The key is borrowed for the
 * call.
 * Threads: any; the writer itself one at a time. Reads and writes go on beside it.
 * Durability: none before the commit.
 */
sda_status sda_value_writer_open(const struct sda_engine *engine,
                                 const uint8_t *key,
                                 size_t key_len,
                                 uint64_t value_bytes,
                                 int64_t timestamp_ms,
                                 struct sda_value_writer **writer,
                                 struct sda_error **error);

/**
 * Writes the next bytes of the value.
 *
 * Parameters: `bytes`: as many as the caller likes, up to what is missing.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for more than the value was said to have, none
 * of them taken; `SDA_ERROR_INVALID_STATE` after the commit, and after an error of the disk, which
 * ends the writing: `SDA_ERROR_NO_SPACE`, `SDA_ERROR_FILE_WRITE`; `SDA_ERROR_CLOSED` when the
 * engine was closed.
 * Ownership: the bytes are borrowed for the call.
 * Threads: one at a time per writer.
 * Durability: none before the commit.
 */
sda_status sda_value_writer_write(struct sda_value_writer *writer,
                                  const uint8_t *bytes,
                                  size_t bytes_len,
                                  struct sda_error **error);

/**
 * Makes what was written the value of its key, all of it in one moment. The writer stays the
 * caller's to free. After an error other than `SDA_ERROR_LOG_STOPPED` it may be tried again.
 *
 * Parameters: `apply`: may be NULL, else `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` while bytes are missing;
 * `SDA_ERROR_INVALID_STATE` for a second commit and after a write that failed;
 * `SDA_ERROR_NO_SPACE`, file statuses, `SDA_ERROR_CLOSED`; `SDA_ERROR_LOG_STOPPED`, where whether
 * the value counts is known once the engine was opened again.
 * Threads: one at a time per writer; commits of several share one sync of the log.
 * Durability: as the engine's options say for every write; the bytes of the value are on stable
 * storage before the log names them.
 */
sda_status sda_value_writer_commit(struct sda_value_writer *writer,
                                   struct sda_apply *apply,
                                   struct sda_error **error);

/**
 * Frees a writer. What was not committed is given up, and its space returned.
 *
 * Parameters: `writer`: a writer, or NULL, which does nothing.
 * Ownership: the writer is gone afterwards.
 * Threads: one at a time per writer.
 */
void sda_value_writer_free(struct sda_value_writer *writer);

/**
 * Attaches the sync engine: from here on this replica writes under the node id of the options. A
 * log written under another name goes on under the new one; what the old one owes stays owed.
 *
 * Parameters: `options`: from `sda_sync_options_init`, with a node id.
 * Returns: `SDA_OK`; `SDA_ERROR_BUSY` when one is attached already; `SDA_ERROR_INVALID_ARGUMENT`
 * for options out of range, nothing changed.
 * Ownership: the options are borrowed for the call.
 * Threads: any.
 * Durability: a new name is in the log, as durable as the engine's options say.
 */
sda_status sda_sync_attach(const struct sda_engine *engine,
                           const struct sda_sync_options *options,
                           struct sda_error **error);

/**
 * Changes the settings of the attached sync engine, its node id included. They hold from the next
 * call.
 *
 * Parameters: `options`: as `sda_sync_attach`.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when none is attached;
 * `SDA_ERROR_INVALID_ARGUMENT`, nothing changed.
 * Ownership: the options are borrowed for the call.
 * Threads: any.
 * Durability: as `sda_sync_attach`.
 */
sda_status sda_sync_configure(const struct sda_engine *engine,
                              const struct sda_sync_options *options,
                              struct sda_error **error);

/**
 * Lets another sync engine attach. What is owed stays owed.
 *
 * Parameters: `engine`: an engine.
 * Returns: `SDA_OK`, also when none is attached.
 * Threads: any.
 */
sda_status sda_sync_detach(const struct sda_engine *engine, struct sda_error **error);

/**
 * Chooses which of several concurrent versions is shown. The stored versions stay the same.
 *
 * Parameters: `conflict_policy`: one of `SDA_POLICY_…`.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for another number.
 * Threads: any.
 */
sda_status sda_sync_set_policy(const struct sda_engine *engine,
                               uint32_t conflict_policy,
                               struct sda_error **error);

/**
 * Writes one key and owes the write to the destination: one log group, both or neither.
 *
 * Parameters: as `sda_store_apply`. `ops`: where a list with the one operation goes; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached;
 * `SDA_ERROR_INVALID_ARGUMENT` for a key, value or time out of range, `SDA_ERROR_BACKPRESSURE`
 * when the outbox is full, nothing changed; `SDA_ERROR_NO_SPACE`, `SDA_ERROR_LOG_STOPPED`, file
 * statuses.
 * Ownership: key and value are borrowed for the call; the caller frees the list with
 * `sda_ops_free`.
 * Threads: any; writers that come together share one sync.
 * Durability: as the engine's options say, value and obligation together.
 */
sda_status sda_sync_submit(const struct sda_engine *engine,
                           uint32_t operation_type,
                           const uint8_t *key,
                           size_t key_len,
                           const uint8_t *value,
                           size_t value_len,
                           int64_t timestamp_ms,
                           struct sda_ops **ops,
                           struct sda_error **error);

/**
 * Submits every write that was only local so far, oldest first.
 *
 * Parameters: `count`: how many were submitted; may be NULL.
 * Returns: as `sda_sync_submit`; writes before a failure stay submitted.
 * Threads: any.
 * Durability: as `sda_sync_submit`.
 */
sda_status sda_sync_submit_local_writes(const struct sda_engine *engine,
                                        uint64_t *count,
                                        struct sda_error **error);

/**
 * Takes a peer's operation in: exactly once, in any order. One of a type that this build does not
 * know is held: kept, handed on in sessions, and applied when a build that knows it opens the
 * files.
 *
 * Parameters: `op`: `struct_size` set by the caller, direction remote to local. `received`: may be
 * NULL, else `struct_size` set by the caller.
 * Returns: `SDA_OK`, also for a duplicate; `SDA_ERROR_INVALID_ARGUMENT` for an operation out of
 * range; `SDA_ERROR_INVALID_STATE` for one that claims to be this node's own and is not in its
 * log; `SDA_ERROR_BACKPRESSURE` for one that would be held and for which there is no room (see
 * `sda_health`); nothing is changed then.
 * Ownership: what `op` points to is borrowed for the call.
 * Threads: any.
 * Durability: as the engine's options say. Acknowledge only after this returned, and in
 * `SDA_DURABILITY_FAST` only after `sda_engine_flush`; what is held as durable, not as applied.
 */
sda_status sda_sync_receive(const struct sda_engine *engine,
                            const struct sda_op *op,
                            struct sda_received *received,
                            struct sda_error **error);

/**
 * Where synchronisation stands. Costs the same whatever the depth of the outbox.
 *
 * Parameters: `state`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Threads: any; never waits for the disk.
 */
sda_status sda_sync_get_state(const struct sda_engine *engine,
                              struct sda_sync_state *state,
                              struct sda_error **error);

/**
 * When to call `sda_sync_tick` next.
 *
 * Parameters: `at_ms`: milliseconds since 1970; a time in the past means now.
 * Returns: `SDA_OK`; `SDA_NOTHING` when nothing is queued or waits for an acknowledgement.
 * Threads: any.
 */
sda_status sda_sync_next_wakeup(const struct sda_engine *engine,
                                int64_t *at_ms,
                                struct sda_error **error);

/**
 * Hands out what is due, oldest first, at most a batch. With `require_ack` an operation comes back
 * after the ack timeout; without it, it stays in flight until it is acknowledged or pruned.
 *
 * Parameters: `ops`: where the list goes; empty when nothing is due.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached;
 * `SDA_ERROR_FILE_READ`.
 * Ownership: the caller frees the list with `sda_ops_free`.
 * Threads: any; no operation is handed out twice.
 * Durability: what is handed out is on stable storage, unless the engine is in memory.
 */
sda_status sda_sync_next_batch(const struct sda_engine *engine,
                               struct sda_ops **ops,
                               struct sda_error **error);

/**
 * One turn: retry what is late, prune if asked, select, batch.
 *
 * Parameters: `prune_completed`: not 0 prunes. `tick`: may be NULL, else `struct_size` set by the
 * caller. `ops`: where the batch goes.
 * Returns: as `sda_sync_next_batch`.
 * Ownership: the caller frees the list with `sda_ops_free`.
 * Threads: any.
 * Durability: as `sda_sync_next_batch`.
 */
sda_status sda_sync_tick(const struct sda_engine *engine,
                         uint32_t prune_completed,
                         struct sda_tick *tick,
                         struct sda_ops **ops,
                         struct sda_error **error);

/**
 * Takes an acknowledgement; one that comes late or twice is welcome.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` (`sync operation not found: <id>`) for an id that is
 * not in the outbox; `SDA_ERROR_INVALID_STATE` for an operation that was never handed out.
 * Threads: any.
 * Durability: written with the next group, at the latest after 256 of them, by flush and by close;
 * losing it in a crash only means sending again.
 */
sda_status sda_sync_receive_ack(const struct sda_engine *engine,
                                const uint8_t *sync_id,
                                size_t sync_id_len,
                                struct sda_error **error);

/**
 * Takes the news that an operation that was handed out could not be sent, so that it need not
 * become late first: the delivery counts as failed now, and the next one waits for its backoff.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `failure`: why, one of `SDA_ERROR_…`; kept as
 * the last error of the operation.
 * Returns: `SDA_OK` when it will be tried again; `SDA_NOTHING` when that was its last delivery, so
 * that it is listed as failed; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for one that is
 * not in flight, and when no sync engine is attached; `SDA_ERROR_INVALID_ARGUMENT` for a number
 * that is no failure.
 * Threads: any.
 * Durability: as `sda_sync_receive_ack`.
 */
sda_status sda_sync_report_send_failure(const struct sda_engine *engine,
                                        const uint8_t *sync_id,
                                        size_t sync_id_len,
                                        sda_status failure,
                                        struct sda_error **error);

/**
 * Gives a pending or failed operation to the queue. A failed one gets one more delivery; one that
 * is queued or in flight stays as it is.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for an acknowledged one.
 * Threads: any.
 * Durability: as `sda_sync_receive_ack`.
 */
sda_status sda_sync_queue(const struct sda_engine *engine,
                          const uint8_t *sync_id,
                          size_t sync_id_len,
                          struct sda_error **error);

/**
 * Queues one failed operation again, with all its deliveries before it.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for one that has not failed.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_sync_requeue_failed(const struct sda_engine *engine,
                                   const uint8_t *sync_id,
                                   size_t sync_id_len,
                                   struct sda_error **error);

/**
 * Queues every failed operation again, each with all its deliveries before it.
 *
 * Parameters: `count`: how many; may be NULL.
 * Returns: `SDA_OK`.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_sync_requeue_all_failed(const struct sda_engine *engine,
                                       uint64_t *count,
                                       struct sda_error **error);

/**
 * Discards one failed operation, on purpose: it will never be sent.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for one that has not failed.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_sync_discard_failed(const struct sda_engine *engine,
                                   const uint8_t *sync_id,
                                   size_t sync_id_len,
                                   struct sda_error **error);

/**
 * Discards every failed operation, on purpose: none will ever be sent.
 *
 * Parameters: `count`: how many; may be NULL.
 * Returns: `SDA_OK`.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_sync_prune_failed(const struct sda_engine *engine,
                                 uint64_t *count,
                                 struct sda_error **error);

/**
 * Lets acknowledged operations go from the outbox; without `require_ack` also those handed out.
 *
 * Parameters: `count`: how many; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached.
 * Threads: any.
 * Durability: as `sda_sync_receive_ack`.
 */
sda_status sda_sync_prune_completed(const struct sda_engine *engine,
                                    uint64_t *count,
                                    struct sda_error **error);

/**
 * Schedules again what was not acknowledged in time, with exponential backoff and full jitter, and
 * marks as failed what had its last delivery.
 *
 * Parameters: `count`: how many were scheduled again; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached.
 * Threads: any.
 * Durability: as `sda_sync_receive_ack`.
 */
sda_status sda_sync_retry_expired(const struct sda_engine *engine,
                                  uint64_t *count,
                                  struct sda_error **error);

/**
 * Every entry of the outbox, oldest first. Reads all of their operations.
 *
 * Parameters: `ops`: where the list goes.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
 * Ownership: the caller frees the list with `sda_ops_free`.
 * Threads: any.
 */
sda_status sda_sync_outbox(const struct sda_engine *engine,
                           struct sda_ops **ops,
                           struct sda_error **error);

/**
 * Every failed entry, oldest first.
 *
 * Parameters: `ops`: where the list goes.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
 * Ownership: the caller frees the list with `sda_ops_free`.
 * Threads: any.
 */
sda_status sda_sync_failed(const struct sda_engine *engine,
                           struct sda_ops **ops,
                           struct sda_error **error);

/**
 * Every operation that is held because this build does not know its type, oldest first, with a
 * status of 0 and direction remote to local. They were taken in, are kept and handed on, and are
 * applied when a build that knows their type opens the files; `sda_health` counts them.
 *
 * Parameters: `ops`: where the list goes; empty when nothing is held.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees the list with `sda_ops_free`.
 * Threads: any; never waits for the disk.
 */
sda_status sda_sync_held(const struct sda_engine *engine,
                         struct sda_ops **ops,
                         struct sda_error **error);

/**
 * One entry of the outbox, as a list of one.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `ops`: where the list goes.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
 * Ownership: the caller frees the list with `sda_ops_free`.
 * Threads: any.
 */
sda_status sda_sync_find(const struct sda_engine *engine,
                         const uint8_t *sync_id,
                         size_t sync_id_len,
                         struct sda_ops **ops,
                         struct sda_error **error);

/**
 * Registers a peer: from here on every operation is kept until the peer has it, or until it has
 * stayed away for longer than its lease. An operation made here counts as acknowledged when every
 * registered peer has it. For a peer that is registered already the lease changes.
 *
 * Parameters: `node_id`: its name, UTF-8, 1 to 255 bytes. `lease_ms`: in milliseconds, not
 * negative; 0 for ever.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a name or lease out of range, for this
 * node's own name, and for more peers than 1024; statuses of the log.
 * Ownership: the name is borrowed for the call.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_peer_register(const struct sda_engine *engine,
                             const uint8_t *node_id,
                             size_t node_id_len,
                             int64_t lease_ms,
                             struct sda_error **error);

/**
 * Lets a peer go: nothing is kept for it any more, and what only it still lacked counts as
 * acknowledged, unless it was the last peer: then it is owed to whoever comes. What was given up
 * only because this peer would not take it is queued again.
 *
 * Parameters: `node_id`: its name, UTF-8.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered; statuses of the log.
 * Ownership: the name is borrowed for the call.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_peer_remove(const struct sda_engine *engine,
                           const uint8_t *node_id,
                           size_t node_id_len,
                           struct sda_error **error);

/**
 * How it stands with one peer. Reads at most one operation of the log; waits for a write that is
 * under way.
 *
 * Parameters: `node_id`: its name, UTF-8. `info`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered.
 * Ownership: the name is borrowed for the call; in `info` stands the caller's own pointer.
 * Threads: any.
 */
sda_status sda_peer_status(const struct sda_engine *engine,
                           const uint8_t *node_id,
                           size_t node_id_len,
                           struct sda_peer_status_info *info,
                           struct sda_error **error);

/**
 * How it stands with every registered peer, in order of their names.
 *
 * Parameters: `engine`: an engine. `peers`: where the list goes.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees the list with `sda_peers_free`.
 * Threads: any.
 */
sda_status sda_peer_list(const struct sda_engine *engine,
                         struct sda_peers **peers,
                         struct sda_error **error);

/**
 * Lets those peers go that have stayed away for longer than their lease, as `sda_peer_remove`
 * does. Nothing does so by itself.
 *
 * Parameters: `peers`: where a list of them goes, as they were before; may be NULL.
 * Returns: `SDA_OK`, also when there were none; statuses of the log, where some may be gone.
 * Ownership: the caller frees the list with `sda_peers_free`.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_peers_expire(const struct sda_engine *engine,
                            struct sda_peers **peers,
                            struct sda_error **error);

/**
 * The number of peers in a list.
 *
 * Parameters: `peers`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_peers_len(const struct sda_peers *peers);

/**
 * One peer of a list.
 *
 * Parameters: `peers`: a list. `index`: from 0. `info`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the name is borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_peers_get(const struct sda_peers *peers,
                         size_t index,
                         struct sda_peer_status_info *info,
                         struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `peers`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_peers_free(struct sda_peers *peers);

/**
 * Takes the news that one peer has applied one operation. For transports without sessions; a
 * session does this by itself.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `node_id`: the peer's name, UTF-8.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered, and for an operation
 * that was never made here.
 * Ownership: id and name are borrowed for the call.
 * Threads: any.
 * Durability: as `sda_sync_receive_ack`.
 */
sda_status sda_outbox_ack_from(const struct sda_engine *engine,
                               const uint8_t *sync_id,
                               size_t sync_id_len,
                               const uint8_t *node_id,
                               size_t node_id_len,
                               struct sda_error **error);

/**
 * Whether an operation made here is known to be applied at a peer.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `node_id`: the peer's name, UTF-8.
 * Returns: `SDA_OK` when it is; `SDA_NOTHING` when that is not known; `SDA_ERROR_NOT_FOUND` for a
 * peer that is not registered, and for an operation that was never made here.
 * Ownership: id and name are borrowed for the call.
 * Threads: any; never waits for the disk.
 */
sda_status sda_op_is_applied_at(const struct sda_engine *engine,
                                const uint8_t *sync_id,
                                size_t sync_id_len,
                                const uint8_t *node_id,
                                size_t node_id_len,
                                struct sda_error **error);

/**
 * How far an operation made here has come at one peer: whether it has it, whether it refused it,
 * why, and when it is offered again. What the peer has and that an operation was given up are
 * known after a restart as well; refusals before that are counted while the engine is open.
 *
 * Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `node_id`: the peer's name, UTF-8.
 * `delivery`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered, and for an operation
 * that was never made here.
 * Ownership: id and name are borrowed for the call.
 * Threads: any; never waits for the disk.
 */
sda_status sda_peer_delivery_of(const struct sda_engine *engine,
                                const uint8_t *sync_id,
                                size_t sync_id_len,
                                const uint8_t *node_id,
                                size_t node_id_len,
                                struct sda_peer_delivery *delivery,
                                struct sda_error **error);

/**
 * Everything that an engine can say of itself as one JSON object: outbox, counters, peers and what
 * they hold back, log, runs, memory. `docs/operations.md` lists the keys; later versions add some.
 * Waits as `sda_engine_health`.
 *
 * Parameters: `engine`: an engine. `json`: filled with UTF-8, not terminated.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`.
 * Ownership: the caller frees the buffer.
 * Threads: any.
 */
sda_status sda_engine_status_json(const struct sda_engine *engine,
                                  struct sda_buf *json,
                                  struct sda_error **error);

/**
 * Fills session options with the defaults.
 *
 * Parameters: `options`: writable, `struct_size` set to its size by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
 * Threads: any.
 */
sda_status sda_session_options_init(struct sda_session_options *options);

/**
 * Begins a session. Nothing is sent before `sda_session_poll_transmit` is called.
 *
 * Parameters: `options`: from `sda_session_options_init`. `session`: where the handle goes.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` before a sync engine brought a name, and read-only;
 * `SDA_ERROR_NOT_FOUND` for an expected peer that is not registered and is not to be registered;
 * `SDA_ERROR_INVALID_ARGUMENT` for options out of range.
 * Ownership: the caller frees the session with `sda_session_free`. The options are borrowed for
 * the call.
 * Threads: any; the session itself one at a time. Any number of sessions share an engine.
 */
sda_status sda_session_open(const struct sda_engine *engine,
                            const struct sda_session_options *options,
                            struct sda_session **session,
                            struct sda_error **error);

/**
 * Takes bytes that came from the peer: one or more whole frames. A transport of a stream finds
 * out with `sda_frame_bytes` where a frame ends.
 *
 * Parameters: `session`: a session. `bytes`: the frames; may be empty.
 * Returns: `SDA_OK`. `SDA_ERROR_CORRUPTED` for bytes that are no frame or were damaged,
 * `SDA_ERROR_UNSUPPORTED_FORMAT` for a frame of a later version: it and what is behind it are
 * dropped, and the session goes on. `SDA_ERROR_INVALID_ARGUMENT`, `SDA_ERROR_PERMISSION_DENIED`
 * and others when the peer broke the rules or may not come: the session is over when
 * `sda_session_state` says so, and the frame has changed nothing. `SDA_ERROR_NO_SPACE`,
 * `SDA_ERROR_LOG_STOPPED`, file statuses: what was not taken comes again.
 * `SDA_ERROR_INVALID_STATE` when the session is over; `SDA_ERROR_CLOSED` when the engine was
 * closed.
 * Ownership: the bytes are borrowed for the call.
 * Threads: one at a time per session.
 * Durability: what was taken in is as durable as the engine's options say; it is acknowledged only
 * once it is on stable storage, unless the engine is in memory.
 */
sda_status sda_session_handle(struct sda_session *session,
                              const uint8_t *bytes,
                              size_t bytes_len,
                              struct sda_error **error);

/**
 * The next frame for the peer. To be called until it answers `SDA_NOTHING`, after every change:
 * bytes handled, a write, a wake-up. A frame that is lost on the way is made up for later.
 *
 * Parameters: `session`: a session. `bytes_max`: how long it may be, 1024 or more. `frame`: filled
 * with the frame.
 * Returns: `SDA_OK`; `SDA_NOTHING` when there is nothing to say now; `SDA_ERROR_INVALID_ARGUMENT`
 * for too little room; `SDA_ERROR_FILE_READ`, `SDA_ERROR_CORRUPTED`, `SDA_ERROR_LOG_STOPPED` when
 * what has to be sent cannot be read or not be made durable; `SDA_ERROR_CLOSED` when the engine
 * was closed.
 * Ownership: the caller frees the buffer.
 * Threads: one at a time per session.
 * Durability: what a frame tells the peer is on stable storage, unless the engine is in memory.
 */
sda_status sda_session_poll_transmit(struct sda_session *session,
                                     size_t bytes_max,
                                     struct sda_buf *frame,
                                     struct sda_error **error);

/**
 * What has happened in a session, oldest first. At most 1024 events wait; beyond that the oldest
 * go.
 *
 * Parameters: `session`: a session. `event`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when nothing more has happened; `SDA_ERROR_CLOSED` when the
 * engine was closed.
 * Ownership: the pointers are borrowed from the session, valid until the next call of this
 * function on it.
 * Threads: one at a time per session.
 */
sda_status sda_session_poll_event(struct sda_session *session,
                                  struct sda_session_event *event,
                                  struct sda_error **error);

/**
 * When to call `sda_session_poll_transmit` next if nothing else happens before.
 *
 * Parameters: `session`: a session. `at_ms`: milliseconds since 1970; a time in the past means
 * now.
 * Returns: `SDA_OK`; `SDA_NOTHING` when nothing is waited for; `SDA_ERROR_CLOSED` when the engine
 * was closed.
 * Threads: one at a time per session.
 */
sda_status sda_session_next_wakeup_at_ms(const struct sda_session *session,
                                         int64_t *at_ms,
                                         struct sda_error **error);

/**
 * Where a session stands.
 *
 * Parameters: `session`: a session. `state`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_CLOSED` when the engine was closed.
 * Ownership: the name is borrowed from the session, valid until the next call that may change it:
 * `sda_session_handle`, `sda_session_free`.
 * Threads: one at a time per session.
 */
sda_status sda_session_state(const struct sda_session *session,
                             struct sda_session_state_info *state,
                             struct sda_error **error);

/**
 * Ends a session in order: what was under way is owed again, and the peer is told with the next
 * `sda_session_poll_transmit`. The handle lives on.
 *
 * Parameters: `session`: a session, or NULL, which does nothing.
 * Returns: `SDA_OK`, also when it is over already; `SDA_ERROR_CLOSED` when the engine was closed.
 * Ownership: the caller still frees the session with `sda_session_free`.
 * Threads: one at a time per session.
 */
sda_status sda_session_close(struct sda_session *session, struct sda_error **error);

/**
 * Frees a session. One that is not over ends without a word to the peer: what was under way is
 * owed again.
 *
 * Parameters: `session`: a session, or NULL, which does nothing.
 * Ownership: the session is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per session.
 */
void sda_session_free(struct sda_session *session);

/**
 * How many bytes the frame at the front of some bytes has, whether or not all of them are there.
 * For transports of streams, which have to cut what comes into frames.
 *
 * Parameters: `bytes`: what has come so far. `frame_bytes_max`: as in the options of the session.
 * `frame_bytes`: the length of the first frame, with its head.
 * Returns: `SDA_OK`; `SDA_NOTHING` while the head, 24 bytes, is not complete;
 * `SDA_ERROR_CORRUPTED` when it is no frame, and `SDA_ERROR_INVALID_ARGUMENT` when it is longer
 * than allowed: such a stream cannot be followed any more.
 * Ownership: the bytes are borrowed for the call.
 * Threads: any.
 */
sda_status sda_frame_bytes(const uint8_t *bytes,
                           size_t bytes_len,
                           uint32_t frame_bytes_max,
                           uint64_t *frame_bytes,
                           struct sda_error **error);

/**
 * The conflicts that stand, in the byte order of their keys: each is one until a later write of
 * the key, which has seen all sides, replaces them. A write that another has seen, a duplicate and
 * an echo are none.
 *
 * Parameters: `after`: only keys behind this one, to go on where the last list ended; empty for
 * all. `count_max`: how many at most; more than 4096 act like 4096. `conflicts`: where the list
 * goes; empty at the end.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
 * Ownership: the caller frees the list with `sda_conflicts_free`. The key is borrowed for the
 * call.
 * Threads: any; the list itself one at a time.
 */
sda_status sda_store_conflicts(const struct sda_engine *engine,
                               const uint8_t *after,
                               size_t after_len,
                               uint64_t count_max,
                               struct sda_conflicts **conflicts,
                               struct sda_error **error);

/**
 * The number of conflicts in a list.
 *
 * Parameters: `conflicts`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_conflicts_len(const struct sda_conflicts *conflicts);

/**
 * One conflict of a list.
 *
 * Parameters: `conflicts`: a list. `index`: from 0. `conflict`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the pointers in the struct are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_conflicts_get(const struct sda_conflicts *conflicts,
                             size_t index,
                             struct sda_conflict *conflict,
                             struct sda_error **error);

/**
 * One side of a conflict, the one that every replica ranks first at the front.
 *
 * Parameters: `conflicts`: a list. `index`: of the conflict, from 0. `side_index`: from 0. `side`:
 * `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when there is no such conflict or side.
 * Ownership: the pointers in the struct are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_conflicts_side(const struct sda_conflicts *conflicts,
                              size_t index,
                              size_t side_index,
                              struct sda_conflict_side *side,
                              struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `conflicts`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_conflicts_free(struct sda_conflicts *conflicts);

/**
 * Sets the function that says what `SDA_POLICY_CUSTOM` shows of a key with several versions, one
 * of which has a value. What it answers is shown by every read and stored nowhere; writing it
 * resolves the conflict. `sda_store_len` does not call it: a key counts while one of its versions
 * has a value. Without a function, reads of such keys answer `SDA_ERROR_INVALID_STATE`. It is not
 * stored: set it again after opening.
 *
 * Parameters: `merge`: the function; NULL takes the former one away. `user_data`: handed to it.
 * `release`: called once with `user_data` when nothing can call the function any more: it was
 * replaced or taken away, the engine was closed, or this call failed; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_BUSY` from inside the function.
 * Ownership: the engine keeps `user_data` until the release.
 * Threads: any; scans under way use the new function from their next rows on.
 * Durability: none.
 */
sda_status sda_engine_set_merge(const struct sda_engine *engine,
                                sda_merge_fn merge,
                                void *user_data,
                                sda_release_fn release,
                                struct sda_error **error);

/**
 * Replaces what a buffer holds with a copy of some bytes. For merge functions.
 *
 * Parameters: `buf`: all zeros, or filled by the library. `bytes`: any; may be NULL when
 * `bytes_len` is 0.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL, nothing changed.
 * Ownership: the bytes are borrowed for the call; the buffer is freed with `sda_buf_free`, but for
 * the one that a merge function was handed, which the engine frees.
 * Threads: any; the buffer one at a time.
 */
sda_status sda_buf_set(struct sda_buf *buf,
                       const uint8_t *bytes,
                       size_t bytes_len,
                       struct sda_error **error);

/**
 * Says which notices the engine keeps from here on, and who hears them: what other libraries call
 * logging. The first are what opening found. Without a function they wait for
 * `sda_engine_poll_notice`, the last 256 of them. Nothing is kept before the first call.
 *
 * Parameters: `least`: those are kept that matter at least so much, one of `SDA_SEVERITY_…`.
 * `notify`: the function; NULL for none. `user_data`: handed to it. `release`: called once with
 * `user_data` when nothing can call the function any more: it was replaced, the engine was closed,
 * or this call failed; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for an unknown severity; `SDA_ERROR_BUSY` from
 * inside the function.
 * Ownership: the engine keeps `user_data` until the release.
 * Threads: any.
 * Durability: none: set it again after opening.
 */
sda_status sda_engine_set_notify(const struct sda_engine *engine,
                                 uint32_t least,
                                 sda_notify_fn notify,
                                 void *user_data,
                                 sda_release_fn release,
                                 struct sda_error **error);

/**
 * Fetches the oldest notice that waits. For who sets no function.
 *
 * Parameters: `notice`: `struct_size` set. `text`: gets what happened, UTF-8; its words may
 * change.
 * Returns: `SDA_OK`; `SDA_NOTHING` when none waits, nothing written.
 * Ownership: `text` is freed with `sda_buf_free`.
 * Threads: any.
 */
sda_status sda_engine_poll_notice(const struct sda_engine *engine,
                                  struct sda_notice *notice,
                                  struct sda_buf *text,
                                  struct sda_error **error);

/**
 * Copies the database as it stands now to another path. Writes and reads go on meanwhile; flushes
 * and merges wait. Every byte is checked on its way. The copy owes what is owed here, and goes on
 * as a new life of whatever node opens it: it never gives a number that was given here.
 *
 * Parameters: `path`: the path of the copy's main file; its folder is made. `backup`: may be NULL,
 * else `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_ALREADY_EXISTS` when there is a file of a database at the
 * path, which the context names; `SDA_ERROR_INVALID_STATE` in memory, read-only, and while entries
 * are shown that no log holds or out of view; `SDA_ERROR_CORRUPTED` for damage here;
 * `SDA_ERROR_INVALID_ARGUMENT` for a path that is none; `SDA_ERROR_NO_SPACE` and file statuses:
 * what was made of the copy is removed, and this engine goes on.
 * Ownership: the path is borrowed for the call.
 * Threads: any.
 * Durability: on `SDA_OK` the copy is on stable storage; before, it is no database.
 */
sda_status sda_engine_backup(const struct sda_engine *engine,
                             const uint8_t *path,
                             size_t path_len,
                             struct sda_backup *backup,
                             struct sda_error **error);

/**
 * How the database is doing. Reads no file; waits for a piece of upkeep that is under way, and for
 * a backup.
 *
 * Parameters: `engine`: an engine. `health`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_engine_health(const struct sda_engine *engine,
                             struct sda_health *health,
                             struct sda_error **error);

/**
 * Reads all of an open database, manifest, runs and log, and lists all that is wrong with it.
 * Changes nothing. Reads and writes go on meanwhile; flushes and merges wait.
 *
 * Parameters: `engine`: an engine. `findings`: where the list goes.
 * Returns: `SDA_OK`, whether something is wrong or not; `SDA_ERROR_LOCKED` for an engine opened
 * read-only beside a writer; `SDA_ERROR_FILE_READ`.
 * Ownership: the caller frees the list with `sda_findings_free`.
 * Threads: any.
 */
sda_status sda_engine_verify(const struct sda_engine *engine,
                             struct sda_findings **findings,
                             struct sda_error **error);

/**
 * Reads all of a database that nobody has open for writing and lists all that is wrong with it,
 * also when it cannot be opened. Changes nothing, and holds the lock meanwhile.
 *
 * Parameters: `options`: from `sda_options_init`; the path counts. `findings`: where the list
 * goes.
 * Returns: `SDA_OK`, whether something is wrong or not; `SDA_ERROR_LOCKED` when somebody writes;
 * `SDA_ERROR_FILE_READ` when there is no such database; `SDA_ERROR_INVALID_ARGUMENT` for options
 * out of range.
 * Ownership: the caller frees the list with `sda_findings_free`. The options are borrowed for the
 * call; the release function runs before it returns.
 * Threads: any.
 */
sda_status sda_verify(const struct sda_options *options,
                      struct sda_findings **findings,
                      struct sda_error **error);

/**
 * What a verification has read.
 *
 * Parameters: `findings`: a list. `verified`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Threads: one at a time per list.
 */
sda_status sda_findings_totals(const struct sda_findings *findings,
                               struct sda_verified *verified,
                               struct sda_error **error);

/**
 * The number of findings in a list, at most 4096.
 *
 * Parameters: `findings`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_findings_len(const struct sda_findings *findings);

/**
 * One finding of a list.
 *
 * Parameters: `findings`: a list. `index`: from 0. `finding`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the pointers are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_findings_get(const struct sda_findings *findings,
                            size_t index,
                            struct sda_finding *finding,
                            struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `findings`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_findings_free(struct sda_findings *findings);

/**
 * Builds a new database from everything that is provably intact of a damaged one: all valid blocks
 * of all runs that count, and all valid groups of the log. Changes nothing in the source, and
 * holds its lock meanwhile. Damaged bytes are copied to `<path>.damaged-<name>`, one file for each
 * damaged file, at their own offsets. The new database owes what is owed as far as it is intact,
 * and goes on as a new life of whatever node opens it.
 *
 * Parameters: `options`: from `sda_options_init`; their path is that of the source. `path`: the
 * path of the new main file; its folder is made. `losses`: where the list goes.
 * Returns: `SDA_OK`, whether something was lost or not; `SDA_ERROR_FILE_ALREADY_EXISTS` when
 * something is at the path, which the context names; `SDA_ERROR_LOCKED` when somebody writes the
 * source; `SDA_ERROR_FILE_READ` when there is no such database; `SDA_ERROR_CORRUPTED` or
 * `SDA_ERROR_UNSUPPORTED_FORMAT` when nothing at all is intact; `SDA_ERROR_INVALID_STATE` for
 * options in memory; `SDA_ERROR_INVALID_ARGUMENT` for options out of range and for a path that
 * cannot be; `SDA_ERROR_NO_SPACE` and file statuses: what was made is removed.
 * Ownership: the caller frees the list with `sda_losses_free`. Options and path are borrowed for
 * the call; the release function runs before it returns.
 * Threads: any.
 * Durability: on `SDA_OK` the new database is on stable storage; before, it is no database, and
 * after a crash the same call begins anew.
 */
sda_status sda_salvage(const struct sda_options *options,
                       const uint8_t *path,
                       size_t path_len,
                       struct sda_losses **losses,
                       struct sda_error **error);

/**
 * What became of a salvage.
 *
 * Parameters: `losses`: a list. `salvaged`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Threads: one at a time per list.
 */
sda_status sda_losses_totals(const struct sda_losses *losses,
                             struct sda_salvaged *salvaged,
                             struct sda_error **error);

/**
 * The number of losses in a list, at most 4096.
 *
 * Parameters: `losses`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_losses_len(const struct sda_losses *losses);

/**
 * One loss of a list.
 *
 * Parameters: `losses`: a list. `index`: from 0. `loss`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the pointers are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_losses_get(const struct sda_losses *losses,
                          size_t index,
                          struct sda_loss *loss,
                          struct sda_error **error);

/**
 * One range of versions that are missing from the log, in ascending order.
 *
 * Parameters: `losses`: a list. `index`: from 0. `missing`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below `missing_count`.
 * Threads: one at a time per list.
 */
sda_status sda_losses_missing(const struct sda_losses *losses,
                              size_t index,
                              struct sda_missing *missing,
                              struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `losses`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_losses_free(struct sda_losses *losses);

/**
 * Fills client options with the defaults.
 *
 * Parameters: `options`: writable, `struct_size` set to its size by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
 * Ownership: the text of the version is static.
 * Threads: any.
 */
sda_status sda_client_options_init(struct sda_client_options *options);

/**
 * Opens or makes a database and attaches the sync engine. No network service starts.
 *
 * Parameters: `engine_options`: from `sda_options_init`, not read-only. `sync_options`: from
 * `sda_sync_options_init`, with a node id. `client_options`: from `sda_client_options_init`; NULL
 * for the defaults. `client`: where the handle goes.
 * Returns: as `sda_engine_open`, and `SDA_ERROR_INVALID_ARGUMENT` for options of any kind out of
 * range, nothing changed.
 * Ownership: the caller closes the client with `sda_client_close`. The options are borrowed for
 * the call, but for clock, user data and release, which the client keeps.
 * Threads: any.
 * Durability: as `sda_engine_open`.
 */
sda_status sda_client_open(const struct sda_options *engine_options,
                           const struct sda_sync_options *sync_options,
                           const struct sda_client_options *client_options,
                           struct sda_client **client,
                           struct sda_error **error);

/**
 * Makes everything durable, frees the lock and the memory. Handles from `sda_client_engine`, and
 * what was made from them, live on and answer `SDA_ERROR_CLOSED`.
 *
 * Parameters: `client`: a client, or NULL, which does nothing.
 * Returns: as `sda_engine_close`.
 * Ownership: the client is gone afterwards, also when this fails, but for `SDA_ERROR_BUSY`.
 * Threads: ends the waits of other threads and waits for their calls to end; none may start one
 * afterwards.
 * Durability: on `SDA_OK` everything ever written is on stable storage, unless it is in memory.
 */
sda_status sda_client_close(struct sda_client *client, struct sda_error **error);

/**
 * The client's engine, for everything that takes one: scans, groups, change feeds, conflicts,
 * failed work, peers and their status, sessions over a transport of one's own, backups, health.
 *
 * Parameters: `client`: a client. `engine`: where the handle goes.
 * Returns: `SDA_OK`.
 * Ownership: the caller lets go of the handle with `sda_engine_close`, before or after the client
 * is closed; the engine itself goes with the client.
 * Threads: any, as every engine.
 */
sda_status sda_client_engine(const struct sda_client *client,
                             struct sda_engine **engine,
                             struct sda_error **error);

/**
 * Writes a value and owes it to every peer: one log group, both or neither.
 *
 * Parameters: `key`: 1 byte to 1 MiB. `value`: any bytes up to the engine's limit. `version`: the
 * version of the operation, for `sda_client_status_of`; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key or value out of range,
 * `SDA_ERROR_BACKPRESSURE` when the outbox is full, nothing changed; `SDA_ERROR_NO_SPACE`,
 * `SDA_ERROR_LOG_STOPPED`, file statuses.
 * Ownership: key and value are borrowed for the call.
 * Threads: any; writers that come together share one sync.
 * Durability: as the engine's options say, value and obligation together.
 */
sda_status sda_client_put(const struct sda_client *client,
                          const uint8_t *key,
                          size_t key_len,
                          const uint8_t *value,
                          size_t value_len,
                          uint64_t *version,
                          struct sda_error **error);

/**
 * Deletes a key, there or not, and owes that to every peer.
 *
 * Parameters: `key`: 1 byte to 1 MiB. `version`: may be NULL.
 * Returns: as `sda_client_put`.
 * Ownership: the key is borrowed for the call.
 * Threads: any; writers that come together share one sync.
 * Durability: as `sda_client_put`.
 */
sda_status sda_client_remove(const struct sda_client *client,
                             const uint8_t *key,
                             size_t key_len,
                             uint64_t *version,
                             struct sda_error **error);

/**
 * Reads the shown value of a key.
 *
 * Parameters: `key`: 1 byte or more. `value`: filled with the value.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, the buffer untouched;
 * `SDA_ERROR_INVALID_ARGUMENT` for an empty key.
 * Ownership: the caller frees the buffer; it may be reused for the next call. The key is borrowed
 * for the call.
 * Threads: any; as `sda_store_get`.
 */
sda_status sda_client_get(const struct sda_client *client,
                          const uint8_t *key,
                          size_t key_len,
                          struct sda_buf *value,
                          struct sda_error **error);

/**
 * Whether a key is shown.
 *
 * Parameters: `key`: 1 byte or more.
 * Returns: `SDA_OK` when it is, `SDA_NOTHING` when not; `SDA_ERROR_INVALID_ARGUMENT` for an empty
 * key.
 * Ownership: the key is borrowed for the call.
 * Threads: any; as `sda_store_contains`.
 */
sda_status sda_client_contains(const struct sda_client *client,
                               const uint8_t *key,
                               size_t key_len,
                               struct sda_error **error);

/**
 * The number of shown keys.
 *
 * Parameters: `len`: the number.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_client_len(const struct sda_client *client, uint64_t *len, struct sda_error **error);

/**
 * One turn: schedules again what is late, prunes if asked, does a bounded piece of upkeep, and
 * selects what is due. While no peer is connected, what is due stays queued and costs no attempts.
 *
 * Parameters: `prune_completed`: not 0 lets acknowledged operations go from the outbox. `turn`:
 * may be NULL, else `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ` and others for what has to be sent and cannot be read.
 * Threads: any; may be called as often as one likes.
 * Durability: what goes to a peer is on stable storage before, unless the engine is in memory.
 */
sda_status sda_client_tick(const struct sda_client *client,
                           uint32_t prune_completed,
                           struct sda_client_turn *turn,
                           struct sda_error **error);

/**
 * Where synchronisation stands, as `sda_sync_get_state`, with two differences: only operations
 * whose acknowledgement is waited for are in flight, and what sessions sent again is counted as
 * retries too.
 *
 * Parameters: `state`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Threads: any; never waits for the disk.
 */
sda_status sda_client_sync_state(const struct sda_client *client,
                                 struct sda_sync_state *state,
                                 struct sda_error **error);

/**
 * Schedules again what is late, as a turn does.
 *
 * Parameters: `count`: how many; may be NULL.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_client_retry_expired(const struct sda_client *client,
                                    uint64_t *count,
                                    struct sda_error **error);

/**
 * Lets acknowledged operations go from the outbox; without `require_ack` also those that were
 * handed over.
 *
 * Parameters: `count`: how many; may be NULL.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_client_prune_completed(const struct sda_client *client,
                                      uint64_t *count,
                                      struct sda_error **error);

/**
 * Discards every failed operation, on purpose: it will never be sent.
 *
 * Parameters: `count`: how many; may be NULL.
 * Returns: `SDA_OK`; statuses of the log, nothing changed.
 * Threads: any.
 * Durability: as the engine's options say.
 */
sda_status sda_client_prune_failed(const struct sda_client *client,
                                   uint64_t *count,
                                   struct sda_error **error);

/**
 * Where an operation made here stands. Whoever waits for an acknowledgement asks this between two
 * turns, for as long as it likes: no call waits for a peer by itself.
 *
 * Parameters: `version`: from `sda_client_put` or `sda_client_remove`. `status`: one of
 * `SDA_STATUS_…`; `SDA_STATUS_APPLIED` once every registered peer has acknowledged it.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the outbox does not hold it: it was acknowledged and
 * pruned, discarded, replaced before it was sent, or never made.
 * Threads: any; never waits for the disk.
 */
sda_status sda_client_status_of(const struct sda_client *client,
                                uint64_t version,
                                uint32_t *status,
                                struct sda_error **error);

/**
 * Who the node of a client is.
 *
 * Parameters: `refresh`: not 0 asks now; 0 answers what was asked last, or now if it never was.
 * `info`: where the handle goes.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees it with `sda_node_info_free`.
 * Threads: any.
 */
sda_status sda_client_node_info(const struct sda_client *client,
                                uint32_t refresh,
                                struct sda_node_info **info,
                                struct sda_error **error);

/**
 * All that is said of a node.
 *
 * Parameters: `info`: from `sda_client_node_info`. `details`: `struct_size` set by the caller.
 * Returns: `SDA_OK`.
 * Ownership: the texts are borrowed from the info, valid until it is freed.
 * Threads: one at a time per info.
 */
sda_status sda_node_info_get(const struct sda_node_info *info,
                             struct sda_node_details *details,
                             struct sda_error **error);

/**
 * One capability of a node by name, such as `sync`.
 *
 * Parameters: `index`: from 0. `name`: the name, UTF-8. `name_bytes`: its length in bytes.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the number of them.
 * Ownership: the text is borrowed from the info, valid until it is freed.
 * Threads: one at a time per info.
 */
sda_status sda_node_info_capability(const struct sda_node_info *info,
                                    size_t index,
                                    const uint8_t **name,
                                    size_t *name_bytes,
                                    struct sda_error **error);

/**
 * Frees what was said of a node.
 *
 * Parameters: `info`: an info, or NULL, which does nothing.
 * Ownership: the info is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per info.
 */
void sda_node_info_free(struct sda_node_info *info);

/**
 * Opens a file for appending and takes its lock; the file is made, with its folders, when it is
 * missing. What stands in it is not looked at.
 *
 * Parameters: `path`: where, as the system spells it. `wal`: where the handle goes.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for an empty path; `SDA_ERROR_LOCKED`;
 * `SDA_ERROR_UNSUPPORTED_FORMAT` for the file of a database; file statuses.
 * Ownership: the caller closes the file with `sda_wal_close`. The path is borrowed for the call.
 * Threads: any; the handle itself one at a time.
 * Durability: a file that was made is in its folder for good.
 */
sda_status sda_wal_open(const uint8_t *path,
                        size_t path_len,
                        struct sda_wal **wal,
                        struct sda_error **error);

/**
 * Looks for records, once: numbers go on behind the last one afterwards, and a torn tail is set
 * aside in a file of the same name with `.torn` behind it. `sda_wal_append_record` does this by
 * itself.
 *
 * Parameters: `recovery`: what was found, `struct_size` set by the caller; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_CORRUPTED` for damage before a whole record,
 * `SDA_ERROR_UNSUPPORTED_FORMAT` for a record of a version or type that is not known, both with
 * the place and nothing changed; file statuses.
 * Threads: one at a time per handle.
 * Durability: what was cut off is on stable storage beside the file.
 */
sda_status sda_wal_recover(struct sda_wal *wal,
                           struct sda_wal_recovery *recovery,
                           struct sda_error **error);

/**
 * Appends bytes as they are.
 *
 * Parameters: `bytes`: any; none does nothing.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_WRITE`, `SDA_ERROR_NO_SPACE`: nothing was appended;
 * `SDA_ERROR_LOG_STOPPED` after a failure that left the file in doubt.
 * Ownership: the bytes are borrowed for the call.
 * Threads: one at a time per handle.
 * Durability: after `sda_wal_flush`.
 */
sda_status sda_wal_append(struct sda_wal *wal,
                          const uint8_t *bytes,
                          size_t bytes_len,
                          struct sda_error **error);

/**
 * Appends a record under the next number.
 *
 * Parameters: `record_type`: 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop. `timestamp_ms`:
 * milliseconds since 1970, greater than 0. `payload`: 64 MiB at most, and at least 1 byte for put,
 * update and delete. `sequence`: the number; may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a record that cannot be; as
 * `sda_wal_recover` and `sda_wal_append`. After a failure the number is given again.
 * Ownership: the payload is borrowed for the call.
 * Threads: one at a time per handle.
 * Durability: after `sda_wal_flush`.
 */
sda_status sda_wal_append_record(struct sda_wal *wal,
                                 uint32_t record_type,
                                 int64_t timestamp_ms,
                                 const uint8_t *payload,
                                 size_t payload_len,
                                 uint64_t *sequence,
                                 struct sda_error **error);

/**
 * Lets the next record get a number above this one; a number that was given already does nothing.
 *
 * Parameters: `wal`: a file. `sequence`: the number.
 * Returns: `SDA_OK`.
 * Threads: one at a time per handle.
 */
sda_status sda_wal_raise_sequence(struct sda_wal *wal, uint64_t sequence, struct sda_error **error);

/**
 * Puts everything appended on stable storage. After a failure the file takes no more writes.
 *
 * Parameters: `wal`: a file.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_WRITE`; `SDA_ERROR_LOG_STOPPED`.
 * Threads: one at a time per handle.
 * Durability: on `SDA_OK` everything appended survives a power cut.
 */
sda_status sda_wal_flush(struct sda_wal *wal, struct sda_error **error);

/**
 * Makes everything durable and lets the file and its lock go.
 *
 * Parameters: `wal`: a file, or NULL, which does nothing.
 * Returns: as `sda_wal_flush`.
 * Ownership: the handle is gone afterwards, also when this fails.
 * Threads: one at a time per handle.
 * Durability: as `sda_wal_flush`.
 */
sda_status sda_wal_close(struct sda_wal *wal, struct sda_error **error);

/**
 * Reads a whole file, whatever its bytes are, also while somebody writes to it.
 *
 * Parameters: `path`: where, as the system spells it. `bytes`: filled with them.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`, also for a missing file.
 * Ownership: the caller frees the buffer. The path is borrowed for the call.
 * Threads: any.
 */
sda_status sda_wal_read(const uint8_t *path,
                        size_t path_len,
                        struct sda_buf *bytes,
                        struct sda_error **error);

/**
 * Begins a walk over the records of a file, from the first one, also while somebody writes to it.
 *
 * Parameters: `path`: where, as the system spells it. `reader`: where the handle goes.
 * Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`, also for a missing file.
 * Ownership: the caller frees the reader with `sda_wal_reader_free`. The path is borrowed for the
 * call.
 * Threads: any; the reader itself one at a time.
 */
sda_status sda_wal_reader_open(const uint8_t *path,
                               size_t path_len,
                               struct sda_wal_reader **reader,
                               struct sda_error **error);

/**
 * The next record.
 *
 * Parameters: `reader`: a reader. `record`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` at the end, and before what a crash left of a write;
 * `SDA_ERROR_CORRUPTED` for damage before a whole record, `SDA_ERROR_UNSUPPORTED_FORMAT`,
 * `SDA_ERROR_FILE_READ`.
 * Ownership: the payload is borrowed from the reader, valid until the next call on it.
 * Threads: one at a time per reader.
 */
sda_status sda_wal_reader_next(struct sda_wal_reader *reader,
                               struct sda_wal_record *record,
                               struct sda_error **error);

/**
 * Frees a reader.
 *
 * Parameters: `reader`: a reader, or NULL, which does nothing.
 * Ownership: the reader is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per reader.
 */
void sda_wal_reader_free(struct sda_wal_reader *reader);

/**
 * Begins to talk with peers over channels of the application: a radio, a cable, a web socket. The
 * options need no transport. A transport that ran before is stopped. Ends with
 * `sda_client_stop_transport`.
 *
 * The application says with `sda_client_open_link` that a channel is there, hands what comes over
 * it to `sda_client_receive`, and carries what `sda_client_next_message` answers after each turn.
 * A channel must bring messages whole and in order, or be closed; who is at its other end is the
 * application's to know.
 *
 * Parameters: `client`: a client.
 * Returns: `SDA_OK`.
 * Threads: any.
 */
sda_status sda_client_start_carrying(const struct sda_client *client, struct sda_error **error);

/**
 * Says that a channel with a node is there. Of two channels between the same nodes one stays.
 *
 * Parameters: `node_id`: the node at the other end, UTF-8, 1 to 255 bytes. `is_ours`: not 0 at the
 * end that has begun the channel, 0 at the other. `link`: the name of the link, which is never
 * given twice.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` unless links are carried;
 * `SDA_ERROR_INVALID_ARGUMENT` for a name out of range; `SDA_ERROR_BACKPRESSURE` for one too many.
 * Ownership: the name is borrowed for the call.
 * Threads: any.
 */
sda_status sda_client_open_link(const struct sda_client *client,
                                const uint8_t *node_id,
                                size_t node_id_len,
                                uint32_t is_ours,
                                uint64_t *link,
                                struct sda_error **error);

/**
 * Hands in a message that came over a link. It is dealt with in the next turn.
 *
 * Parameters: `link`: from `sda_client_open_link`. `message`: as `sda_client_next_message` of the
 * other end answered it.
 * Returns: `SDA_OK`; `SDA_ERROR_CLOSED` for a link that is over; `SDA_ERROR_INVALID_ARGUMENT` for
 * a message that is longer than any; `SDA_ERROR_BACKPRESSURE` while much waits: take a turn and
 * hand it in again; `SDA_ERROR_INVALID_STATE` unless links are carried.
 * Ownership: the message is borrowed for the call.
 * Threads: any; it ends the wait of another thread.
 */
sda_status sda_client_receive(const struct sda_client *client,
                              uint64_t link,
                              const uint8_t *message,
                              size_t message_len,
                              struct sda_error **error);

/**
 * Takes the next message that is to go over a link.
 *
 * Parameters: `link`: from `sda_client_open_link`. `message`: filled with the message.
 * Returns: `SDA_OK`; `SDA_NOTHING` when there is none before the next turn, the buffer untouched;
 * `SDA_ERROR_CLOSED` for a link that is over: its channel is of no more use;
 * `SDA_ERROR_INVALID_STATE` unless links are carried.
 * Ownership: the caller frees the buffer; it may be reused for the next call.
 * Threads: any.
 */
sda_status sda_client_next_message(const struct sda_client *client,
                                   uint64_t link,
                                   struct sda_buf *message,
                                   struct sda_error **error);

/**
 * Says that a channel is there no more.
 *
 * Parameters: `link`: from `sda_client_open_link`.
 * Returns: `SDA_OK`, also for a link that is over; `SDA_ERROR_INVALID_STATE` unless links are
 * carried.
 * Threads: any.
 */
sda_status sda_client_close_link(const struct sda_client *client,
                                 uint64_t link,
                                 struct sda_error **error);

/**
 * Makes a secret key and the public key that belongs to it, from the system's randomness. Such a
 * secret serves as a group key as well; its public key is then of no use.
 *
 * Parameters: `secret_key`, `public_key`: filled with 32 bytes each.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when this build has no transport;
 * `SDA_ERROR_INTERNAL` when the system has no randomness.
 * Ownership: the caller frees the buffers, and keeps the secret safe: the library does not.
 * Threads: any.
 */
sda_status sda_keys_generate(struct sda_buf *secret_key,
                             struct sda_buf *public_key,
                             struct sda_error **error);

/**
 * Lets a peer in by its public key, when the client was opened with a secret key. Holds from the
 * next start of transport and discovery on.
 *
 * Parameters: `node_id`: its name, UTF-8, 1 to 255 bytes. `public_key`: 32 bytes.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a name or key out of range;
 * `SDA_ERROR_INVALID_STATE` when the client has no secret key.
 * Ownership: name and key are borrowed for the call.
 * Threads: any.
 */
sda_status sda_client_trust(const struct sda_client *client,
                            const uint8_t *node_id,
                            size_t node_id_len,
                            const uint8_t *public_key,
                            size_t public_key_len,
                            struct sda_error **error);

/**
 * Begins to serve and to call, as the options say. Bytes move in `sda_client_tick`,
 * `sda_client_process_transport_events` and `sda_client_wait`, in no other call and in no thread.
 *
 * Parameters: `client`: a client.
 * Returns: `SDA_OK`, also when it runs already; `SDA_ERROR_INVALID_STATE` when the options have no
 * transport, or this build has none; `SDA_ERROR_PERMISSION_DENIED` for an address beyond this
 * machine without a key; `SDA_ERROR_UNKNOWN` and others when the system refuses the address.
 * Threads: any.
 */
sda_status sda_client_start_transport(const struct sda_client *client, struct sda_error **error);

/**
 * Ends every link and serves no more. What is owed stays owed.
 *
 * Parameters: `client`: a client.
 * Returns: `SDA_OK`, also when it does not run.
 * Threads: any.
 */
sda_status sda_client_stop_transport(const struct sda_client *client, struct sda_error **error);

/**
 * Whether the transport runs, and which port it serves.
 *
 * Parameters: `port`: the port; may be NULL.
 * Returns: `SDA_OK` when it runs; `SDA_NOTHING` when not, the output untouched.
 * Threads: any.
 */
sda_status sda_client_transport_running(const struct sda_client *client,
                                        uint32_t *port,
                                        struct sda_error **error);

/**
 * Registers a peer and has it called, now and whenever the link is lost, until
 * `sda_client_disconnect`. Whether it is reached is told by events.
 *
 * Parameters: `node_id`: its name, UTF-8, 1 to 255 bytes: somebody else at that place is refused.
 * `host`: UTF-8; an IP address costs no time, a name is looked up within the call. `port`: 1 to
 * 65535.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a name, host or port that cannot be, and for
 * this node itself; `SDA_ERROR_PERMISSION_DENIED` for a place beyond this machine without a key,
 * and for a peer without one under pinned keys; `SDA_ERROR_INVALID_STATE` when the transport does
 * not run.
 * Ownership: name and host are borrowed for the call.
 * Threads: any.
 * Durability: the registration, as the engine's options say.
 */
sda_status sda_client_connect(const struct sda_client *client,
                              const uint8_t *node_id,
                              size_t node_id_len,
                              const uint8_t *host,
                              size_t host_len,
                              uint32_t port,
                              struct sda_error **error);

/**
 * Ends the link with a peer and calls it no more. It stays registered, and may call.
 *
 * Parameters: `node_id`: its name, UTF-8.
 * Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is neither called nor there;
 * `SDA_ERROR_INVALID_STATE` when the transport does not run.
 * Ownership: the name is borrowed for the call.
 * Threads: any.
 */
sda_status sda_client_disconnect(const struct sda_client *client,
                                 const uint8_t *node_id,
                                 size_t node_id_len,
                                 struct sda_error **error);

/**
 * Moves what there is to move between peers and this node, without waiting.
 *
 * Parameters: `events_max`: events of the transport to be handled at most. `count`: how many were;
 * may be NULL.
 * Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when the transport does not run;
 * `SDA_ERROR_UNKNOWN` when the network of the system fails.
 * Threads: any; one moves, the others wait for it.
 * Durability: as `sda_session_handle` and `sda_session_poll_transmit`.
 */
sda_status sda_client_process_transport_events(const struct sda_client *client,
                                               uint64_t events_max,
                                               uint64_t *count,
                                               struct sda_error **error);

/**
 * As `sda_client_process_transport_events`, but waits for something to happen: a message, a write,
 * a time that has come. The one call that waits, because it is asked to; any other call on the
 * client ends every wait that has begun, but another wait does not. `sda_client_close` ends all.
 *
 * Parameters: `wait_ms`: how long at most, in milliseconds; 0 or less does not wait. `count`: how
 * many events of the transport were handled, often 0; may be NULL.
 * Returns: as `sda_client_process_transport_events`.
 * Threads: any.
 * Durability: as `sda_client_process_transport_events`.
 */
sda_status sda_client_wait(const struct sda_client *client,
                           int64_t wait_ms,
                           uint64_t *count,
                           struct sda_error **error);

/**
 * Begins to look for peers, and to be found where the transport serves.
 *
 * Parameters: `client`: a client.
 * Returns: `SDA_OK`, also when it runs already; `SDA_ERROR_INVALID_STATE` when the options have no
 * discovery, or this build has none; `SDA_ERROR_PERMISSION_DENIED` for an interface beyond this
 * machine without a key; `SDA_ERROR_INVALID_ARGUMENT` for a host that is no IPv4 address;
 * `SDA_ERROR_UNKNOWN` when the system refuses it.
 * Threads: any.
 */
sda_status sda_client_start_discovery(const struct sda_client *client, struct sda_error **error);

/**
 * Looks for nobody any more. Links stay.
 *
 * Parameters: `client`: a client.
 * Returns: `SDA_OK`, also when it does not run.
 * Threads: any.
 */
sda_status sda_client_stop_discovery(const struct sda_client *client, struct sda_error **error);

/**
 * Whether peers are looked for.
 *
 * Parameters: `client`: a client.
 * Returns: `SDA_OK` when they are; `SDA_NOTHING` when not.
 * Threads: any.
 */
sda_status sda_client_discovery_running(const struct sda_client *client, struct sda_error **error);

/**
 * The peers that are found, called or there, in order of their names.
 *
 * Parameters: `client`: a client. `peers`: where the list goes.
 * Returns: `SDA_OK`; an empty list when nothing runs.
 * Ownership: the caller frees the list with `sda_known_peers_free`.
 * Threads: any.
 */
sda_status sda_client_peers(const struct sda_client *client,
                            struct sda_known_peers **peers,
                            struct sda_error **error);

/**
 * The number of peers in a list.
 *
 * Parameters: `peers`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_known_peers_len(const struct sda_known_peers *peers);

/**
 * One peer of a list.
 *
 * Parameters: `peers`: a list. `index`: from 0. `peer`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the texts are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_known_peers_get(const struct sda_known_peers *peers,
                               size_t index,
                               struct sda_known_peer *peer,
                               struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `peers`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_known_peers_free(struct sda_known_peers *peers);

/**
 * Takes what has happened at a client, oldest first. At most 1024 events wait; beyond that the
 * oldest go.
 *
 * Parameters: `events_max`: how many at most. `events`: where the list goes; empty when nothing
 * has happened.
 * Returns: `SDA_OK`.
 * Ownership: the caller frees the list with `sda_client_events_free`.
 * Threads: any; no event is given twice.
 */
sda_status sda_client_poll_events(const struct sda_client *client,
                                  uint64_t events_max,
                                  struct sda_client_events **events,
                                  struct sda_error **error);

/**
 * The number of events in a list.
 *
 * Parameters: `events`: a list.
 * Returns: the number; 0 for NULL.
 * Threads: one at a time per list.
 */
size_t sda_client_events_len(const struct sda_client_events *events);

/**
 * One event of a list.
 *
 * Parameters: `events`: a list. `index`: from 0. `event`: `struct_size` set by the caller.
 * Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
 * Ownership: the texts are borrowed from the list, valid until it is freed.
 * Threads: one at a time per list.
 */
sda_status sda_client_events_get(const struct sda_client_events *events,
                                 size_t index,
                                 struct sda_client_event *event,
                                 struct sda_error **error);

/**
 * Frees a list.
 *
 * Parameters: `events`: a list, or NULL, which does nothing.
 * Ownership: the list is gone afterwards, with what was borrowed from it.
 * Threads: one at a time per list.
 */
void sda_client_events_free(struct sda_client_events *events);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SOFTADASTRA_H */
