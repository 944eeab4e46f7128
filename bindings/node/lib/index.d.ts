// SPDX-License-Identifier: Apache-2.0
import type {
  Applied, Backup, Change, ClientEvent, ClientOptions as RawClientOptions, ConflictSide, Entry, Envelope, Finding,
  Health, KnownPeer, Loss, Missing, Notice, Operation, OperationStatus, Options, PeerDelivery, PeerStatus, Policy,
  Received, Report, Salvaged, SessionEvent, SessionOptions, SessionState, Severity, SyncOptions, SyncState, Tick,
  Verified, Version, WalRecord, WalRecovery,
} from './records.js';

export * from './records.js';

/** Bytes as they are, text as UTF-8. */
export type Bytes = Uint8Array | string;
/** Milliseconds since 1970, and beside them ones that never go back. */
export type Clock = () => number | bigint | [number | bigint, number | bigint];
/** What is shown of a key with several versions; null for nothing. Answers at once. */
export type Merge = (key: Uint8Array, versions: Version[]) => Bytes | null;
export type Millis = number | bigint;

/** A call failed: `status` is its number, `code` its name, `context` names value and limit. */
export class SoftadastraError extends Error {
  constructor(message: string, context?: string, status?: number);
  readonly status: number;
  readonly code: string;
  readonly context: string;
  codeString(): string;
}

/** A key with writes that did not know of each other, and all of its sides. */
export interface Contested {
  readonly key: Uint8Array;
  readonly isUnresolved: boolean;
  readonly sides: ConflictSide[];
  /** The value that all sides have seen; null where it is not known, and where it was a delete. */
  readonly base: Uint8Array | null;
}

export interface Verification {
  readonly totals: Verified;
  readonly findings: Finding[];
}

export interface Salvage {
  readonly totals: Salvaged;
  readonly losses: Loss[];
  readonly missing: Missing[];
}

export interface EngineOptions extends Options, SyncOptions {
  clock?: Clock;
}

/** A walk over keys as they stood when it was opened. Ends itself when the loop does. */
export class Scan implements AsyncIterableIterator<Entry> {
  private constructor();
  next(): Promise<IteratorResult<Entry>>;
  /** The next keys with their values in one call, as plain arrays; empty at the end. */
  nextMany(bytesMax?: number): Promise<[Uint8Array, Uint8Array][]>;
  return(): Promise<IteratorResult<Entry>>;
  close(): Promise<void>;
  [Symbol.asyncIterator](): this;
}

/** A value as it was when it was opened, read piece by piece: it needs no room but that of a piece. */
export class ValueReader {
  private constructor();
  readonly size: bigint;
  readonly version: bigint;
  readonly timestampMs: bigint;
  /** From any place; shorter only at the end, empty at the end and behind it. */
  read(offset: Millis, bytesMax?: number): Promise<Uint8Array>;
  pieces(bytesMax?: number): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** A value that is written piece by piece: nothing of it is seen before the commit, and nothing is left of it when
 * it is closed without one. */
export class ValueWriter implements AsyncDisposable {
  private constructor();
  /** Up to what is missing; of more it takes none. The bytes have to stay as they are until the promise is kept. */
  write(bytes: Bytes): Promise<void>;
  /** All pieces of a stream, or of whatever else gives some one after the other. */
  writeAll(pieces: AsyncIterable<Bytes> | Iterable<Bytes>): Promise<void>;
  commit(): Promise<Applied>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A reader of the change feed. A loop over it ends where nothing more has happened so far. */
export class Feed implements AsyncIterableIterator<Change> {
  private constructor();
  next(): Promise<IteratorResult<Change>>;
  position(): Promise<bigint>;
  close(): Promise<void>;
  [Symbol.asyncIterator](): this;
}

/** Puts and removes that are written together: all of them or none. */
export class Group {
  put(key: Bytes, value: Bytes): this;
  /** Adds many puts in one call, all of them or none. */
  putMany(entries: Iterable<readonly [Bytes, Bytes]>): this;
  remove(key: Bytes): this;
  clear(): this;
  readonly length: number;
  close(): Promise<void>;
}

/** A session with one peer: bytes in, bytes out. After every change poll until there is nothing. */
export class Session {
  private constructor();
  handle(frames: Uint8Array): Promise<void>;
  pollTransmit(bytesMax?: number): Promise<Uint8Array | null>;
  frames(bytesMax?: number): AsyncGenerator<Uint8Array>;
  pollEvent(): Promise<SessionEvent | null>;
  events(): AsyncGenerator<SessionEvent>;
  /** When to poll next if nothing else happens before, in milliseconds since 1970. */
  nextWakeup(): Promise<bigint | null>;
  state(): Promise<SessionState>;
  /** Ends it in order; poll once more, so that the peer is told, then close. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** A database of this device. Calls run off the main thread, unless a clock or merge function is set. */
export class Engine {
  private constructor();
  /** Opens a database; without a path everything is in memory, without a node id nothing is sent. */
  static open(options?: EngineOptions): Promise<Engine>;
  /** Makes everything durable and lets go. Closing again does nothing. */
  close(): Promise<void>;
  readonly isOpen: boolean;

  get(key: Bytes): Promise<Uint8Array | null>;
  getSync(key: Bytes): Uint8Array | null;
  /** Many keys in one call, each read by itself. The values are plain arrays that share one memory. */
  getMany(keys: Iterable<Bytes>): Promise<(Uint8Array | null)[]>;
  getManySync(keys: Iterable<Bytes>): (Uint8Array | null)[];
  entry(key: Bytes): Promise<Entry | null>;
  getInto(key: Bytes, buffer: Uint8Array): Promise<number | null>;
  /** To read a long value piece by piece; null when it is not shown. */
  openValue(key: Bytes): Promise<ValueReader | null>;
  contains(key: Bytes): Promise<boolean>;
  containsSync(key: Bytes): boolean;
  size(): bigint;
  scan(range?: { prefix?: Bytes; start?: Bytes; end?: Bytes }): Promise<Scan>;
  versions(key: Bytes): Promise<Version[]>;
  conflicts(after?: Bytes, countMax?: number): Promise<Contested[]>;
  feed(position?: Millis, options?: { withValues?: boolean }): Promise<Feed>;
  feedEnd(): Promise<bigint>;

  put(key: Bytes, value: Bytes, timestampMs?: Millis): Promise<Operation>;
  putSync(key: Bytes, value: Bytes, timestampMs?: Millis): void;
  remove(key: Bytes, timestampMs?: Millis): Promise<Operation>;
  putLocal(key: Bytes, value: Bytes, timestampMs?: Millis): Promise<Applied>;
  removeLocal(key: Bytes, timestampMs?: Millis): Promise<Applied>;
  /** Begins a write that is never sent, of a value of so many bytes that comes piece by piece. */
  beginValue(key: Bytes, size: Millis, timestampMs?: Millis): Promise<ValueWriter>;
  putUnlogged(key: Bytes, value: Bytes, timestampMs: Millis, version: Millis): Promise<Applied>;
  submit(group: Group, timestampMs?: Millis): Promise<Operation>;
  applyLocal(group: Group, timestampMs?: Millis): Promise<Applied>;
  submitLocalWrites(): Promise<bigint>;

  attach(nodeId: string, options?: SyncOptions): Promise<void>;
  configure(options: SyncOptions): Promise<void>;
  detach(): Promise<void>;
  setPolicy(policy: Policy): Promise<void>;
  setMerge(merge: Merge | null): Promise<void>;
  nextBatch(): Promise<Envelope[]>;
  nextBatchSync(): Envelope[];
  tick(pruneCompleted?: boolean): Promise<Tick & { readonly batch: Envelope[] }>;
  receive(operation: Operation | Uint8Array): Promise<Received>;
  ack(syncId: string): Promise<void>;
  reportSendFailure(syncId: string, status: number): Promise<boolean>;
  queue(syncId: string): Promise<void>;
  requeueFailed(syncId: string): Promise<void>;
  requeueAllFailed(): Promise<bigint>;
  discardFailed(syncId: string): Promise<void>;
  pruneFailed(): Promise<bigint>;
  pruneCompleted(): Promise<bigint>;
  retryExpired(): Promise<bigint>;
  outbox(): Promise<Envelope[]>;
  failed(): Promise<Envelope[]>;
  /** Every operation that is held because this build does not know its type, oldest first. */
  held(): Promise<Envelope[]>;
  find(syncId: string): Promise<Envelope>;
  state(): Promise<SyncState>;
  nextWakeup(): Promise<bigint | null>;

  registerPeer(nodeId: string, leaseMs?: Millis): Promise<void>;
  removePeer(nodeId: string): Promise<void>;
  peer(nodeId: string): Promise<PeerStatus>;
  peers(): Promise<PeerStatus[]>;
  expirePeers(): Promise<PeerStatus[]>;
  ackFrom(syncId: string, nodeId: string): Promise<void>;
  isAppliedAt(syncId: string, nodeId: string): Promise<boolean>;
  deliveryOf(syncId: string, nodeId: string): Promise<PeerDelivery>;
  /** Keeps notices that matter at least so much from here on. */
  keepNotices(least: Severity, notify?: ((notice: Notice & { readonly text: string }) => void) | null): Promise<void>;
  pollNotice(): Promise<(Notice & { readonly text: string }) | null>;
  session(options?: SessionOptions): Promise<Session>;

  flush(): Promise<void>;
  maintain(bytesMax?: Millis, timeMaxMs?: Millis): Promise<boolean>;
  checkpoint(): Promise<void>;
  reload(): Promise<void>;
  clearMemory(): Promise<void>;
  report(): Promise<Report>;
  health(): Promise<Health>;
  status(): Promise<Record<string, unknown>>;
  statusJson(): Promise<string>;
  identity(): Promise<{ nodeId: string; epoch: number } | null>;
  renamedFrom(): Promise<string | null>;
  changes(): Promise<bigint>;
  digest(): Promise<Uint8Array>;
  backup(path: string): Promise<Backup>;
  verify(): Promise<Verification>;
}

export function generateKeys(): { secretKey: Uint8Array; publicKey: Uint8Array };
export function encode(operation: Operation): Uint8Array;
export function decode(bytes: Uint8Array): Operation;
export function frameBytes(bytes: Uint8Array, frameBytesMax?: number): number | null;
export function statusName(status: number): string;
export function verify(path: string): Promise<Verification>;
export function salvage(path: string, to: string): Promise<Salvage>;

/** Either a value or an error; asking for the wrong one throws. */
export class Result<T> {
  private constructor();
  static ok<T>(value: T): Result<T>;
  static err<T = never>(error: SoftadastraError): Result<T>;
  isOk(): boolean;
  isErr(): boolean;
  value(): T;
  error(): SoftadastraError;
}

export class Value {
  constructor(bytes: Bytes);
  static fromString(text: string): Value;
  static fromBytes(bytes: Uint8Array): Value;
  readonly bytes: Uint8Array;
  toString(): string;
}

export class Peer {
  constructor(nodeId: string, host: string, port: number);
  nodeId: string;
  host: string;
  port: number;
}

export class NodeInfo {
  private constructor();
  readonly nodeId: string;
  readonly displayName: string;
  readonly hostname: string;
  readonly osName: string;
  readonly version: string;
  readonly capabilities: string[];
  uptime_ms(): number;
}

export class SyncResult {
  private constructor();
  readonly outboxSize: number;
  readonly queuedCount: number;
  readonly inFlightCount: number;
  readonly acknowledgedCount: number;
  readonly failedCount: number;
  readonly totalRetries: number;
  readonly lastSubmittedVersion: number;
  readonly lastAppliedRemoteVersion: number;
  hasFailed(): boolean;
  hasWork(): boolean;
}

export class TickResult {
  private constructor();
  readonly retriedCount: number;
  readonly prunedCount: number;
  readonly batchSize: number;
}

export class ClientOptions {
  nodeId: string;
  displayName: string;
  version: string;
  enableWal: boolean;
  walPath: string;
  autoFlush: boolean;
  enableTransport: boolean;
  transportHost: string;
  /** 0 for a port that the system chooses. */
  transportPort: number;
  enableDiscovery: boolean;
  discoveryHost: string;
  discoveryPort: number;
  /** Not needed: all nodes use the network's own address, from `discoveryHost` on. */
  discoveryBroadcastHost: string;
  /** Taken as `discoveryPort` where that is 0. */
  discoveryBroadcastPort: number;
  /** A secret of 32 bytes that all nodes of a group have. */
  groupKey: Uint8Array | null;
  /** A secret of 32 bytes of this node alone; peers are let in with `trust`. */
  secretKey: Uint8Array | null;
  /** More options of the client, of its engine and its sync engine, under their own names. */
  more: Options & SyncOptions & RawClientOptions;
  static local(nodeId: string): ClientOptions;
  static memoryOnly(nodeId: string): ClientOptions;
  static persistent(nodeId: string, walPath?: string): ClientOptions;
}

/**
 * The documented client: a database on this device that is kept the same on others. Bytes move between
 * nodes in `tick`, `processTransportEvents` and `wait`, in no other call.
 */
export class Client {
  constructor(options?: ClientOptions);
  readonly options: ClientOptions;
  /** The client's engine, for everything that takes one; null when it is not open. */
  readonly engine: Engine | null;
  open(): Promise<Result<void>>;
  /** Stops every service, makes everything durable and lets go; a `wait` ends, `engine` is closed too. */
  close(): Promise<Result<void>>;
  isOpen(): boolean;
  /** The version of the write, for `statusOf`. */
  put(key: Bytes, value: string | Value): Promise<Result<bigint>>;
  get(key: Bytes): Promise<Result<Value>>;
  remove(key: Bytes): Promise<Result<bigint>>;
  contains(key: Bytes): boolean;
  size(): number;
  empty(): boolean;

  syncStateInfo(): Promise<Result<SyncResult>>;
  sync_state_info(): Promise<Result<SyncResult>>;
  tick(prune?: boolean | { prune?: boolean }): Promise<Result<TickResult>>;
  retryExpired(): Promise<Result<number>>;
  pruneCompleted(): Promise<Result<number>>;
  pruneFailed(): Promise<Result<number>>;
  /** Null when the outbox does not hold it: acknowledged and pruned, discarded, replaced, or never made. */
  statusOf(version: Millis): Promise<Result<OperationStatus | null>>;
  waitUntilAcknowledged(version: Millis, timeoutMs: number): Promise<Result<void>>;
  nodeInfo(): Promise<Result<NodeInfo>>;
  node_info(): Promise<Result<NodeInfo>>;
  refreshNodeInfo(): Promise<Result<NodeInfo>>;
  refresh_node_info(): Promise<Result<NodeInfo>>;

  startTransport(): Promise<Result<void>>;
  start_transport(): Promise<Result<void>>;
  stopTransport(): Promise<Result<void>>;
  stop_transport(): Promise<Result<void>>;
  transportRunning(): boolean;
  transport_running(): boolean;
  /** The port that is served; 0 when none is. */
  servedPort(): number;
  /** Has a peer called until `disconnect`; whether it is reached is told by `events`. */
  connect(peer: Peer): Promise<Result<void>>;
  disconnect(peer: Peer): Promise<Result<void>>;
  trust(nodeId: string, publicKey: Uint8Array): Promise<Result<void>>;
  processTransportEvents(eventsMax?: number): Promise<Result<number>>;
  /** Waits for something to happen; any other call on the client ends the wait. */
  wait(timeoutMs: number): Promise<Result<number>>;

  startDiscovery(): Promise<Result<void>>;
  start_discovery(): Promise<Result<void>>;
  stopDiscovery(): Promise<Result<void>>;
  stop_discovery(): Promise<Result<void>>;
  discoveryRunning(): boolean;
  discovery_running(): boolean;
  /** The peers that were found and say where they serve. */
  peers(): Promise<Result<Peer[]>>;
  /** Every peer that is found, called or there. */
  knownPeers(): Promise<Result<KnownPeer[]>>;
  events(eventsMax?: number): Promise<Result<ClientEvent[]>>;

  /**
   * Begins to talk with peers over channels of the application, until `stopTransport`. Say with
   * `openLink` that a channel is there, hand what comes over it to `receive`, and carry what
   * `nextMessage` answers after each `tick`.
   */
  startCarrying(): Promise<Result<void>>;
  openLink(nodeId: string, isOurs: boolean): Promise<Result<bigint>>;
  receive(link: bigint, message: Uint8Array): Promise<Result<void>>;
  /** Null when there is none before the next turn. */
  nextMessage(link: bigint): Promise<Result<Uint8Array | null>>;
  closeLink(link: bigint): Promise<Result<void>>;
}

/** A log of format 1 that is appended to, with its lock. Record types: 1 put to 5 noop. */
export class Wal {
  private constructor();
  static open(path: string): Promise<Wal>;
  /** A whole file, whatever its bytes are. */
  static read(path: string): Promise<Uint8Array>;
  recover(): Promise<WalRecovery>;
  append(bytes: Bytes): Promise<void>;
  /** The number of the record. */
  appendRecord(recordType: number, payload?: Bytes, timestampMs?: Millis): Promise<bigint>;
  raiseSequence(sequence: Millis): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** A walk over the records of a log of format 1. */
export class WalReader implements AsyncIterableIterator<WalRecord> {
  private constructor();
  static open(path: string): Promise<WalReader>;
  next(): Promise<IteratorResult<WalRecord>>;
  return(): Promise<IteratorResult<WalRecord>>;
  close(): Promise<void>;
  [Symbol.asyncIterator](): this;
}
