// SPDX-License-Identifier: Apache-2.0
import type {
  Applied, Backup, Change, ConflictSide, Entry, Envelope, Finding, Health, Loss, Missing, Notice,
  Operation, Options, PeerDelivery, PeerStatus, Policy, Received, Report, Salvaged, SessionEvent,
  SessionOptions, SessionState, Severity, SyncOptions, SyncState, Tick, Verified, Version,
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
  /** The next keys with their values in one call; empty at the end. */
  nextMany(bytesMax?: number): Promise<[Uint8Array, Uint8Array][]>;
  return(): Promise<IteratorResult<Entry>>;
  close(): Promise<void>;
  [Symbol.asyncIterator](): this;
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
  /** Many keys in one call, each read by itself. The values share one memory. */
  getMany(keys: Iterable<Bytes>): Promise<(Uint8Array | null)[]>;
  getManySync(keys: Iterable<Bytes>): (Uint8Array | null)[];
  entry(key: Bytes): Promise<Entry | null>;
  getInto(key: Bytes, buffer: Uint8Array): Promise<number | null>;
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
  keepNotices(least: Severity): Promise<void>;
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
  transportPort: number;
  enableDiscovery: boolean;
  discoveryHost: string;
  discoveryPort: number;
  discoveryBroadcastHost: string;
  discoveryBroadcastPort: number;
  static local(nodeId: string): ClientOptions;
  static memoryOnly(nodeId: string): ClientOptions;
  static persistent(nodeId: string, walPath?: string): ClientOptions;
}

/** The documented client. This library has no transport of its own: enabling one fails to open. */
export class Client {
  constructor(options?: ClientOptions);
  open(): Promise<Result<void>>;
  close(): Promise<Result<void>>;
  isOpen(): boolean;
  put(key: Bytes, value: string | Value): Promise<Result<void>>;
  get(key: Bytes): Promise<Result<Value>>;
  remove(key: Bytes): Promise<Result<void>>;
  contains(key: Bytes): boolean;
  size(): number;
  empty(): boolean;
  syncStateInfo(): Promise<Result<SyncResult>>;
  sync_state_info(): Promise<Result<SyncResult>>;
  tick(prune?: boolean | { prune?: boolean }): Promise<Result<TickResult>>;
  startTransport(): Promise<Result<void>>;
  start_transport(): Promise<Result<void>>;
  stopTransport(): Promise<Result<void>>;
  stop_transport(): Promise<Result<void>>;
  transportRunning(): boolean;
  transport_running(): boolean;
  connect(peer: Peer): Promise<Result<void>>;
  startDiscovery(): Promise<Result<void>>;
  start_discovery(): Promise<Result<void>>;
  stopDiscovery(): Promise<Result<void>>;
  stop_discovery(): Promise<Result<void>>;
  discoveryRunning(): boolean;
  discovery_running(): boolean;
  peers(): Promise<Result<Peer[]>>;
  nodeInfo(): Promise<Result<NodeInfo>>;
  node_info(): Promise<Result<NodeInfo>>;
  refreshNodeInfo(): Promise<Result<NodeInfo>>;
  refresh_node_info(): Promise<Result<NodeInfo>>;
}
