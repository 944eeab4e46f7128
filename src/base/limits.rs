// SPDX-License-Identifier: Apache-2.0
//! Every maximum of the engine, with its unit, in one place.
//!
//! A limit is checked before anything is written, in every durability mode. Limits that depend on
//! one another are tied by the constant assertions at the end, so that none can move alone.

/// Longest node id, in bytes of UTF-8. The shortest is 1.
pub const NODE_ID_BYTES_MAX: usize = 255;
/// Longest public sync id, `<node>-<seq>`, in bytes.
pub const SYNC_ID_BYTES_MAX: usize = NODE_ID_BYTES_MAX + 1 + SEQ_DIGITS_MAX;
/// Decimal digits of the largest sequence number.
pub const SEQ_DIGITS_MAX: usize = 20;
/// Greatest version that is taken over from outside; counting on from it never ends.
pub const VERSION_MAX: u64 = 1 << 62;
/// Longest key, in bytes. The shortest is 1.
pub const KEY_BYTES_MAX: usize = 1 << 20;
/// Longest value that an engine accepts unless its options say otherwise, in bytes.
pub const VALUE_BYTES_MAX_DEFAULT: u64 = 64 << 20;
/// Highest limit on values that the options may ask for, in bytes.
pub const VALUE_BYTES_MAX: u64 = 1 << 30;
/// Versions that one write may name as seen: one per origin that ever wrote the key.
pub const CONTEXT_LEN_MAX: usize = 4096;
/// Openings of one origin of which a write names the last version it has seen of its key, each by
/// itself; earlier ones it names together.
pub const OPENINGS_SEEN_MAX: usize = 4;
/// Keys that one group of writes may change.
pub const GROUP_PARTS_MAX: usize = 4096;
/// Keys in one call of the C interface that takes or gives many.
pub const MANY_KEYS_MAX: usize = 65_536;
/// Bytes after which a call that gives many keys ends, at most.
pub const MANY_BYTES_MAX: u64 = 64 << 20;
/// Versions that all parts of a group may name as seen together.
pub const GROUP_CONTEXT_LEN_MAX: usize = 1 << 18;
/// Ranges above the watermark that are remembered of one origin.
pub const RANGES_LEN_MAX: usize = 1 << 20;
/// Longest body of one log group, in bytes: the largest write, its context, and room for marks.
pub const GROUP_BYTES_MAX: usize = 1200 << 20;
/// Longest payload of a record in a log of format 1, in bytes.
pub const FORMAT_1_PAYLOAD_BYTES_MAX: usize = 64 << 20;
/// Records in one log group.
pub const GROUP_RECORDS_MAX: usize = 1 << 20;
/// Writers that share one sync to disk.
pub const COMMIT_LEN_MAX: usize = 1024;
/// How long the first of a group gives others to join it, in microseconds. Timers are late by as
/// much again.
pub const GATHER_WAIT_US: u64 = 50;
/// Groups that go out at once after waiting was in vain so often.
pub const GATHER_REST_MAX: u32 = 256;
/// Bytes that one shared log write may gather before it goes out, in bytes.
pub const COMMIT_BYTES_MAX: usize = 8 << 20;
/// Space that the log reserves ahead of its end, in bytes.
pub const LOG_RESERVE_BYTES: u64 = 1 << 20;
/// Reserved space that is filled with zeros at once, ahead of small groups to be synced, in bytes.
pub const LOG_FILL_BYTES: u64 = 64 << 10;
/// Log that nobody has synced, after which the disk is told to begin writing it, in bytes.
pub const LOG_BEGIN_SYNC_BYTES: u64 = 2 << 20;
/// What a file system writes at once, in bytes: a guess, and only that.
pub const PAGE_BYTES: u64 = 4 << 10;
/// Memory for tables and for blocks of runs unless the options say otherwise, in bytes.
pub const MEMORY_BYTES_DEFAULT: u64 = 64 << 20;
/// Least memory that the options may ask for, in bytes.
pub const MEMORY_BYTES_MIN: u64 = 64 << 10;
/// Log that is written before the state goes to a run, whatever else, in bytes.
pub const TAIL_BYTES_MAX: u64 = 64 << 20;
/// Log that closing leaves to be read again by the next opening, in bytes.
pub const TAIL_BYTES_CLOSED_MAX: u64 = 256 << 10;
/// Waste that is always left alone, in bytes; less where the memory budget is small.
pub const WASTE_BYTES_MIN: u64 = 1 << 20;
/// Part of the living bytes that may be waste before runs are merged: one in so many.
pub const WASTE_PART: u64 = 10;
/// Runs above the base before they are merged into it.
pub const UPPER_LEN_MAX: usize = 6;
/// Shortest and longest run of the base, in bytes.
pub const BASE_RUN_BYTES_MIN: u64 = 1 << 20;
/// See [`BASE_RUN_BYTES_MIN`].
pub const BASE_RUN_BYTES_MAX: u64 = 32 << 20;
/// Marks of deletes that a merge leaves behind for one run of the base; others stay until the next.
pub const DROPPED_LEN_MAX: usize = 1 << 16;
/// Longest manifest, in bytes.
pub const MANIFEST_BYTES_MAX: usize = 256 << 20;
/// Upkeep that a write does beside itself, in bytes written to runs.
pub const STEP_BYTES: u64 = 2 << 10;
/// Upkeep that a tick does beside itself, in bytes written to runs.
pub const TICK_BYTES: u64 = 128 << 10;
/// Upkeep between two looks at the clock, where its time is limited, in bytes.
pub const MAINTAIN_STEP_BYTES: u64 = 64 << 10;
/// Attempts at a flush that fail on a value that cannot be read, before it goes over as it is.
pub const VALUE_READ_TRIES: u32 = 3;
/// Rows that a scan reads ahead.
pub const SCAN_CHUNK_LEN: usize = 256;
/// Bytes of rows after which it reads no further ahead; one row always fits.
pub const SCAN_CHUNK_BYTES: usize = 256 << 10;
/// Bytes of changes after which a reader of the change feed is answered; one group always fits.
pub const FEED_BYTES_MAX: usize = 1 << 20;
/// Bits of a log position that hold the offset in a segment; those above hold its number.
pub const LOG_OFFSET_BITS: u32 = 40;
/// Longest segment of the log, in bytes.
pub const SEGMENT_BYTES_MAX: u64 = (1 << LOG_OFFSET_BITS) - 1;
/// Length at which a segment is sealed unless the options say otherwise, in bytes.
pub const SEGMENT_BYTES_DEFAULT: u64 = 64 << 20;
/// Greatest number of a segment. The first is 1.
pub const SEGMENT_NUMBER_MAX: u64 = u64::MAX >> LOG_OFFSET_BITS;
/// Sealed segments that the readers of a log keep open between two reads.
pub const SEGMENTS_OPEN_MAX: usize = 8;
/// How often a file is looked for again after a rename came in between.
pub const LOOK_COUNT_MAX: usize = 64;
/// Largest batch that the outbox hands out, in operations.
pub const BATCH_LEN_MAX: usize = 1 << 16;
/// Payload after which a batch is closed early, in bytes; one operation always fits.
pub const BATCH_BYTES_MAX: usize = 64 << 20;
/// Acknowledgements and attempts that wait in memory for the next log group.
pub const MARKS_LEN_MAX: usize = 256;
/// Completed operations that stay listed until pruned; beyond it the oldest leave by themselves.
pub const COMPLETED_LEN_MAX: usize = 1 << 20;
/// Of the end of the log so much is looked through for what the sides of conflicts come from.
pub const BASE_LOG_BYTES_MAX: u64 = 64 << 20;
/// Ranges of operations of which it is kept which peer they came from, for each peer.
pub const ARRIVED_RANGES_MAX: usize = 1 << 16;
/// Conflicts that are listed at once.
pub const CONFLICTS_LEN_MAX: usize = 1 << 12;
/// Peers that one replica may register.
pub const PEERS_LEN_MAX: usize = 1 << 10;
/// Operations that a peer refused and that are remembered of it.
pub const REJECTED_LEN_MAX: usize = 1 << 12;
/// Operations of unknown kinds that are held.
pub const HELD_LEN_MAX: usize = 1 << 14;
/// Those operations together, contexts included, in bytes: they are in memory, and a flush writes
/// them once more, in steps.
pub const HELD_BYTES_MAX: u64 = 16 << 20;
/// First and longest pause before a session says again what was not answered, in milliseconds.
pub const REPEAT_MS_FIRST: i64 = 500;
/// See [`REPEAT_MS_FIRST`].
pub const REPEAT_MS_MAX: i64 = 60_000;
/// How long an acknowledgement may take in a session before the first round trip is known, and the
/// least and the longest time afterwards, in milliseconds.
pub const ACK_WAIT_MS_FIRST: i64 = 1_000;
/// See [`ACK_WAIT_MS_FIRST`].
pub const ACK_WAIT_MS_MIN: i64 = 100;
/// See [`ACK_WAIT_MS_FIRST`].
pub const ACK_WAIT_MS_MAX: i64 = 10_000;
/// Operations under way to one peer before the first of them is acknowledged, in bytes.
pub const WINDOW_BYTES_DEFAULT: u64 = 4 << 20;
/// Notices that wait to be fetched; beyond it the oldest go.
pub const NOTICES_LEN_MAX: usize = 256;
/// Length of log from which on a session first looks whether the peer lacks anything of it, in
/// bytes: what came from the peer itself is not read once more.
pub const LOOK_FIRST_BYTES: u64 = 64 << 10;
/// Operations in a frame that a session makes: as many as go to the log of the other end at once,
/// and few enough to stay in a processor's cache on their way.
pub const FRAME_OPS_LEN_MAX: usize = COMMIT_LEN_MAX;
/// Earlier beginnings of a peer that a session remembers.
pub const FORMER_LEN_MAX: usize = 64;
/// Events of a session that wait to be fetched; beyond it the oldest go.
pub const EVENTS_LEN_MAX: usize = 1 << 10;
/// Refusals that wait to be sent; those beyond it are found again when the operation comes again.
pub const NACKS_LEN_MAX: usize = 1 << 10;
/// How long both sides are quiet before they compare what they hold, in milliseconds.
pub const QUIET_MS: i64 = 500;
/// How long after a refusal an operation is offered again, unless the peer says otherwise, in
/// milliseconds.
pub const REFUSED_MS: i64 = 60_000;
/// The same where there was no room for it: what is held goes when another build opens the
/// database, which begins another session.
pub const NO_ROOM_MS: i64 = 3_600_000;
/// Largest backoff or timeout, in milliseconds: 30 days.
pub const DELAY_MS_MAX: i64 = 30 * 24 * 3600 * 1000;
/// Longest wait between two deliveries unless the options say otherwise, in milliseconds.
pub const RETRY_CAP_MS_DEFAULT: i64 = 5 * 60 * 1000;
/// How far ahead of the local clock a stamp may be and still advance it, in milliseconds.
pub const CLOCK_DRIFT_MS_DEFAULT: i64 = 5 * 60 * 1000;
/// Largest time that a stamp holds, in milliseconds since 1970 (48 bits).
pub const STAMP_MS_MAX: i64 = (1 << 48) - 1;
/// Longest key of a run, in bytes: a key and a mark before it.
pub const RUN_KEY_BYTES_MAX: usize = KEY_BYTES_MAX + 1;
/// Longest value of a run, in bytes: what one log group can bring.
pub const RUN_VALUE_BYTES_MAX: usize = GROUP_BYTES_MAX;
/// Length from which a block of a run ends, in bytes, when it has enough entries.
pub const RUN_BLOCK_BYTES: usize = 4 << 10;
/// Entries that are enough.
pub const RUN_BLOCK_LEN: usize = 16;
/// Longest block of several entries, in bytes; one entry always fits.
pub const RUN_BLOCK_BYTES_MAX: usize = 16 << 10;
/// Length from which the state of a key stands in a value run and not among the keys, in bytes.
pub const PLACED_BYTES_MIN: usize = 64 << 10;
/// Bytes of a large value that are read and checked together when it is read piece by piece.
pub const VALUE_PIECE_BYTES: usize = 64 << 10;
/// Length from which a value that is written piece by piece goes to a file of its own and not to
/// the log, and from which the state of a key is not read into memory for its local write, in
/// bytes.
pub const STREAMED_BYTES_MIN: u64 = 256 << 10;
/// Part of a value run that may be dead before what lives in it moves: one in so many.
pub const VALUE_WASTE_PART: u64 = 5;
/// Bits of a run's filter for each key.
pub const RUN_FILTER_KEY_BITS: u64 = 10;
/// Damaged places that are listed of one database, and of one log file.
pub const DAMAGE_LEN_MAX: usize = 1 << 12;
/// Bytes that a copy of a file moves at once.
pub const COPY_BYTES: usize = 256 << 10;
/// Bytes of a run that are written with one call.
pub const RUN_WRITE_BYTES: usize = 16 << 10;
/// Bytes of a run after which the disk is told to begin writing them.
pub const RUN_BEGIN_SYNC_BYTES: u64 = 4 << 20;
/// Bytes of a run that are read ahead, and piece by piece where much is read.
pub const RUN_READ_BYTES: usize = 16 << 10;
/// Longest frame that a session takes unless its options say otherwise, in bytes, with its head.
pub const FRAME_BYTES_MAX_DEFAULT: u32 = 1 << 20;
/// Least that a session may ask for as the longest frame, in bytes.
pub const FRAME_BYTES_MIN: u32 = 512;
/// Longest frame that a session may ask for, in bytes; none longer is ever written.
pub const FRAME_BYTES_MAX: u32 = 64 << 20;
/// Longest hello, in bytes with its head: taken by everyone, whatever limit on frames they ask for.
pub const HELLO_BYTES_MAX: u32 = 1024;
/// Operations of an origin that are remembered by number and stamp, to tell where two lives of it
/// part.
pub const TRAIL_LEN_MAX: usize = 40;
/// How many of them are the last ones, without a gap.
pub const TRAIL_DENSE_LEN: usize = 24;
/// Writes of another origin that are remembered as replaced by writes made here.
pub const REPLACED_LEN_MAX: usize = 64;
/// Origins in the knowledge of one frame.
pub const KNOW_ORIGINS_LEN_MAX: usize = 1 << 16;
/// Ranges above the watermark of one origin in one frame.
pub const KNOW_RANGES_LEN_MAX: usize = 1 << 16;
/// Parts of one round of knowledge.
pub const KNOW_PARTS_LEN_MAX: u32 = 1 << 20;
/// Operations in one frame.
pub const OPS_LEN_MAX: usize = 1 << 14;
/// Origins that the operations of one frame may name.
pub const OPS_ORIGINS_LEN_MAX: usize = 1 << 19;
/// What stands in front of an operation that goes in pieces, at most, in bytes: four that say so,
/// one that counts the steps, and two numbers for each (`docs/format/wire.md`, CHUNK).
pub const STEPS_AHEAD_BYTES_MAX: usize = 4 + 1 + TRAIL_LEN_MAX * 2 * 9;
/// What an operation takes beside its values, at most, in bytes (`docs/format/operation.md`), with
/// the steps that may stand in front of it.
pub const OPERATION_EXTRA_BYTES_MAX: u64 = (KEY_BYTES_MAX
    + GROUP_PARTS_MAX * 32
    + GROUP_CONTEXT_LEN_MAX * (NODE_ID_BYTES_MAX + 32)
    + 1024
    + STEPS_AHEAD_BYTES_MAX) as u64;
/// Bytes of keys and states after which a page of a snapshot ends; one key always fits.
pub const SNAPSHOT_PAGE_BYTES: usize = 32 << 10;
/// Longest page of a snapshot, in bytes: one key with all of its versions.
pub const SNAPSHOT_PAGE_BYTES_MAX: u64 =
    (RUN_VALUE_BYTES_MAX + RUN_KEY_BYTES_MAX + SNAPSHOT_PAGE_BYTES) as u64;
/// Trails in the stream of a snapshot: of each origin one, and of those that forked another.
pub const SNAPSHOT_TRAILS_LEN_MAX: usize = 1 << 17;
/// Bytes of a snapshot under way before the receiver asks for more.
pub const SNAPSHOT_WINDOW_BYTES: u64 = 1 << 20;
/// Bytes of a snapshot that are taken unless the options say otherwise.
pub const SNAPSHOT_BYTES_MAX_DEFAULT: u64 = 1 << 40;
/// What one call does of putting a snapshot in place unless the options say otherwise, in bytes.
pub const SNAPSHOT_STEP_BYTES_DEFAULT: u64 = 4 << 20;
/// Snapshots that a peer may offer in one session.
pub const SNAPSHOT_OFFERS_MAX: u32 = 1 << 10;
/// How long a transfer may stand still before another peer's snapshot takes its place, in
/// milliseconds.
pub const SNAPSHOT_STALE_MS: i64 = 60_000;
/// Log that is kept for peers that lack something in it, unless the options say otherwise, in
/// bytes.
pub const HISTORY_BYTES_MAX_DEFAULT: u64 = 1 << 30;
/// Longest reason in a farewell, in bytes of UTF-8.
pub const BYE_REASON_BYTES_MAX: usize = 255;
/// Longest record of a link, in bytes, without its length field: what one Noise message may have.
pub const RECORD_BYTES_MAX: usize = 65_535;
/// Bytes that encryption adds to a record.
pub const RECORD_TAG_BYTES: usize = 16;
/// Bytes that a stranger may send before it has shown who it is.
pub const HANDSHAKE_BYTES_MAX: usize = 1024;
/// How long a link may take to show who is at its other end, in milliseconds.
pub const HANDSHAKE_MS_MAX: i64 = 5_000;
/// Links at once whose other end has not shown who it is; beyond it the oldest go.
pub const STRANGERS_LEN_MAX: usize = 64;
/// Connections that one turn of a transport takes in.
pub const ACCEPTS_LEN_MAX: usize = 256;
/// Links that are open at once.
pub const LINKS_LEN_MAX: usize = PEERS_LEN_MAX;
/// How long a link may be quiet before the other end is asked whether it is there, in milliseconds.
pub const KEEPALIVE_MS_DEFAULT: i64 = 15_000;
/// So many times of that without a byte, and the link counts as broken.
pub const KEEPALIVE_MISSED_MAX: i64 = 3;
/// Bytes that wait to be written to one link before it takes no more messages.
pub const SEND_QUEUE_BYTES_MAX: usize = 1 << 20;
/// Bytes that one turn reads from one link before the others have theirs.
pub const READ_TURN_BYTES: usize = 256 << 10;
/// Longest message of a link, in bytes.
pub const MESSAGE_BYTES_MAX: usize = FRAME_BYTES_MAX_DEFAULT as usize;
/// Events of a transport that wait to be fetched before it reads on.
pub const TRANSPORT_EVENTS_LEN_MAX: usize = 1 << 10;
/// Bytes in such events before it reads on; one turn may go beyond it by what it reads.
pub const TRANSPORT_EVENTS_BYTES_MAX: usize = 4 << 20;
/// How long a transport takes in no connections after the system could give it none, in
/// milliseconds.
pub const ACCEPTS_PAUSE_MS: i64 = 100;
/// Refusals that wait to be told, of a transport and of a client; beyond it the last counts on.
pub const REFUSALS_LEN_MAX: usize = 32;
/// How long a link that was closed here may take to say its last words, in milliseconds.
pub const LAST_WORDS_MS: i64 = 2_000;
/// First and longest pause before a peer that was not reached is called again, in milliseconds.
pub const REDIAL_MS_FIRST: i64 = 250;
/// See [`REDIAL_MS_FIRST`].
pub const REDIAL_MS_MAX: i64 = 30_000;
/// Longest beacon, in bytes.
pub const BEACON_BYTES_MAX: usize = 17 + NODE_ID_BYTES_MAX + 32;
/// How often a node says where it serves, in milliseconds.
pub const BEACON_MS: i64 = 2_000;
/// How long after its last beacon a node counts as gone, in milliseconds.
pub const BEACON_LOST_MS: i64 = 7_000;
/// Beacons that one turn hears.
pub const BEACONS_TURN_LEN: usize = 64;
/// How long the node with the greater name waits for the other to call, in milliseconds.
pub const FOUND_PATIENCE_MS: i64 = 2_000;
/// Longest wait of a client that also listens for beacons, in milliseconds.
pub const FOUND_WAIT_MS: i64 = 200;
/// Longest text by which people know a node or an application, in bytes of UTF-8.
pub const LABEL_BYTES_MAX: usize = 255;
/// Ranges that one frame of a reconciliation may ask for, and as many again that it may want.
pub const RECON_RANGES_LEN_MAX: usize = 16;
/// Parts into which a range of keys is divided at once.
pub const RECON_PARTS_LEN_MAX: usize = 16;
/// Keys of a range that are listed instead of being divided on.
pub const RECON_LIST_LEN_MAX: usize = 64;
/// Longest bound that a reconciliation divides keys at, in bytes; less where frames are short.
pub const RECON_BOUND_BYTES_MAX: usize = 512;
/// Ranges that a reconciliation keeps open; beyond it neighbours become one.
pub const RECON_OPEN_LEN_MAX: usize = 1 << 13;
/// Keys from one fence of a reconciliation to the next; doubled until there are few enough.
pub const RECON_FENCE_LEN: u64 = 32;
/// Fences that a reconciliation keeps in memory.
pub const RECON_FENCES_LEN_MAX: usize = 1 << 16;
/// Answers in a row that bring a reconciliation no further before it is given up.
pub const RECON_FRUITLESS_MAX: u32 = 32;
/// Answers after which a reconciliation is given up, whatever they bring.
pub const RECON_ROUNDS_MAX: u32 = 1 << 17;
/// How long what a reconciliation needs is kept in memory after the last frame, in milliseconds.
pub const RECON_IDLE_MS: i64 = 60_000;
/// How long no reconciliation begins after one was given up, in milliseconds.
pub const RECON_PAUSE_MS: i64 = 10 * 60_000;
/// How often a peer may have the state be read for a new reconciliation, in milliseconds.
pub const RECON_SCAN_MS: i64 = 1_000;
/// Keys, and bytes of keys, whose versions wait to be sent back; those beyond it are found again.
pub const RECON_REPLIES_LEN_MAX: usize = 4096;
/// See [`RECON_REPLIES_LEN_MAX`].
pub const RECON_REPLIES_BYTES_MAX: usize = 1 << 20;
/// Longest recording, in bytes, where the options say nothing else.
pub const RECORDING_BYTES_MAX_DEFAULT: u64 = 256 << 20;
/// What a recording may have at least, in bytes.
pub const RECORDING_BYTES_MIN: u64 = 64 << 10;
/// Recordings under one path that stay; older ones are removed when another begins.
pub const RECORDINGS_LEN_MAX: usize = 16;
/// Bytes of a file of the database that one entry of a recording holds.
pub const RECORDING_PIECE_BYTES: usize = 64 << 10;
/// Files of a database that is recorded, their reserved space counted, in bytes together.
pub const RECORDED_FILES_BYTES_MAX: u64 = 4 << 30;

// Both names, the key and the tags of a handshake.
const _: () = assert!(8 + 2 + 2 * (NODE_ID_BYTES_MAX + 1) + 32 + 48 + 16 <= HANDSHAKE_BYTES_MAX);
const _: () = assert!(HANDSHAKE_BYTES_MAX <= RECORD_BYTES_MAX);
const _: () = assert!(MESSAGE_BYTES_MAX <= TRANSPORT_EVENTS_BYTES_MAX);
const _: () = assert!(REFUSALS_LEN_MAX < EVENTS_LEN_MAX);
const _: () = assert!(RECON_BOUND_BYTES_MAX <= KEY_BYTES_MAX);
// A range asked for, or the answer in two parts, fits into every frame with bounds of an eighth.
const _: () = assert!(FRAME_BYTES_MIN as usize / 8 * 4 + 4 * 32 + 64 <= FRAME_BYTES_MIN as usize);
const _: () = assert!(NODE_ID_BYTES_MAX <= u8::MAX as usize);
const _: () = assert!(VALUE_BYTES_MAX_DEFAULT <= VALUE_BYTES_MAX);
const _: () = assert!(
    VALUE_BYTES_MAX as usize + KEY_BYTES_MAX + CONTEXT_LEN_MAX * (NODE_ID_BYTES_MAX + 32)
        < GROUP_BYTES_MAX
);
const _: () = assert!(CONTEXT_LEN_MAX <= GROUP_CONTEXT_LEN_MAX);
const _: () = assert!(
    VALUE_BYTES_MAX as usize
        + KEY_BYTES_MAX
        + GROUP_PARTS_MAX * 32
        + GROUP_CONTEXT_LEN_MAX * (NODE_ID_BYTES_MAX + 32)
        < GROUP_BYTES_MAX
);
const _: () = assert!(GROUP_PARTS_MAX < GROUP_RECORDS_MAX / 2);
const _: () = assert!(GROUP_BYTES_MAX <= u32::MAX as usize);
const _: () = assert!(LOG_OFFSET_BITS < u64::BITS);
const _: () = assert!(
    SEGMENT_BYTES_DEFAULT + (GROUP_BYTES_MAX + COMMIT_BYTES_MAX) as u64 + LOG_RESERVE_BYTES
        < SEGMENT_BYTES_MAX
);
const _: () = assert!(FORMAT_1_PAYLOAD_BYTES_MAX < GROUP_BYTES_MAX);
const _: () = assert!(MARKS_LEN_MAX < GROUP_RECORDS_MAX);
const _: () = assert!(RETRY_CAP_MS_DEFAULT <= DELAY_MS_MAX);
const _: () =
    assert!(RUN_KEY_BYTES_MAX + RUN_VALUE_BYTES_MAX + RUN_BLOCK_BYTES <= u32::MAX as usize);
const _: () = assert!(STREAMED_BYTES_MIN >= PLACED_BYTES_MIN as u64);
const _: () = assert!(RUN_READ_BYTES >= RUN_BLOCK_BYTES_MAX);
const _: () = assert!(FRAME_BYTES_MIN <= FRAME_BYTES_MAX_DEFAULT);
const _: () = assert!(FRAME_BYTES_MAX_DEFAULT <= FRAME_BYTES_MAX);
const _: () = assert!(2 * (NODE_ID_BYTES_MAX + 3) + 10 * 9 + 24 <= HELLO_BYTES_MAX as usize);
const _: () = assert!(TRAIL_DENSE_LEN + 2 < TRAIL_LEN_MAX && TRAIL_LEN_MAX <= 250);
// A name with eight numbers, or a reason, fits into every frame.
const _: () = assert!(NODE_ID_BYTES_MAX + 3 + 8 * 9 + 24 < FRAME_BYTES_MIN as usize);
const _: () = assert!(BYE_REASON_BYTES_MAX <= NODE_ID_BYTES_MAX);
const _: () = assert!((SNAPSHOT_PAGE_BYTES as u64) < SNAPSHOT_WINDOW_BYTES);
const _: () = assert!(KNOW_RANGES_LEN_MAX <= RANGES_LEN_MAX);
// One group alone may name so many.
const _: () = assert!(GROUP_CONTEXT_LEN_MAX < OPS_ORIGINS_LEN_MAX);
const _: () = assert!(OPS_ORIGINS_LEN_MAX <= u32::MAX as usize);
const _: () = assert!(2 * HELD_LEN_MAX <= RANGES_LEN_MAX);
