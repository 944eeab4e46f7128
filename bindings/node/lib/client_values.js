// SPDX-License-Identifier: Apache-2.0
// What the documented client takes and answers.
import * as records from './records.js';
import { SoftadastraError, given } from './native.js';

const { ErrorCode } = records;

/** Either a value or an error; asking for the wrong one throws. */
export class Result {
  #ok;
  #value;

  constructor(ok, value) { [this.#ok, this.#value] = [ok, value]; }
  static ok(value) { return new Result(true, value); }
  static err(error) { return new Result(false, error); }
  isOk() { return this.#ok; }
  isErr() { return !this.#ok; }

  value() {
    if (!this.#ok) throw new Error('Result: no value');
    return this.#value;
  }

  error() {
    if (this.#ok) throw new Error('Result: no error');
    return this.#value;
  }
}

export class Value {
  constructor(bytes) { this.bytes = given(bytes); }
  static fromString(text) { return new Value(text); }
  static fromBytes(bytes) { return new Value(bytes); }
  toString() { return Buffer.from(this.bytes).toString('utf8'); }
}

export class Peer {
  constructor(nodeId, host, port) { Object.assign(this, { nodeId, host, port }); }
}

export class NodeInfo {
  #uptimeMs;

  constructor(details, capabilities) {
    this.nodeId = details.nodeId;
    this.displayName = details.displayName || details.nodeId;
    this.hostname = details.hostname;
    this.osName = details.osName;
    this.version = details.version;
    this.capabilities = capabilities;
    this.#uptimeMs = Number(details.uptimeMs);
  }

  uptime_ms() { return this.#uptimeMs; }
}

export class SyncResult {
  constructor(state) {
    for (const name of ['outboxSize', 'queuedCount', 'inFlightCount', 'acknowledgedCount', 'failedCount',
      'totalRetries', 'lastSubmittedVersion', 'lastAppliedRemoteVersion']) {
      this[name] = Number(state[name]);
    }
  }

  hasFailed() { return this.failedCount > 0; }
  hasWork() { return this.queuedCount + this.inFlightCount + this.failedCount > 0; }
}

export class TickResult {
  constructor(turn) {
    this.retriedCount = Number(turn.retriedCount);
    this.prunedCount = Number(turn.prunedCount);
    this.batchSize = Number(turn.batchSize);
  }
}

export class ClientOptions {
  nodeId = 'node-1';
  displayName = '';
  version = '0.1.0';
  enableWal = true;
  walPath = 'data/sdk-store.wal';
  autoFlush = true;
  enableTransport = false;
  transportHost = '0.0.0.0';
  transportPort = 0;
  enableDiscovery = false;
  discoveryHost = '0.0.0.0';
  discoveryPort = 0;
  discoveryBroadcastHost = '255.255.255.255';
  discoveryBroadcastPort = 0;
  groupKey = null;
  secretKey = null;
  /** More options of the client, of its engine and its sync engine, under their own names. */
  more = {};

  /** A neutral starting point: everything in memory until a log is asked for. */
  static local(nodeId) {
    return Object.assign(new ClientOptions(), { nodeId, enableWal: false, autoFlush: false });
  }

  static memoryOnly(nodeId) { return ClientOptions.local(nodeId); }

  static persistent(nodeId, walPath = 'data/sdk-store.wal') {
    return Object.assign(new ClientOptions(), { nodeId, walPath });
  }
}

/** A failure under its documented name. */
export class ClientError extends SoftadastraError {
  #code;

  constructor(code, message, context = '') {
    super(message, context, ErrorCode[code.toUpperCase()] ?? ErrorCode.UNKNOWN);
    this.#code = this.code = code;
  }

  codeString() { return this.#code; }
}

const WORDS = {
  invalid_argument: ['invalid_argument', 'config_invalid', 'config_missing'],
  invalid_state: ['invalid_state', 'busy', 'closed'],
  not_found: ['not_found'],
  already_exists: ['already_exists'],
  io_error: ['file_not_found', 'file_already_exists', 'file_read', 'file_write', 'permission_denied', 'no_space'],
  store_error: ['corrupted', 'unsupported_format', 'locked', 'log_stopped'],
  sync_error: ['timed_out', 'backpressure'],
  internal_error: ['hash', 'time', 'internal', 'poisoned'],
};
const wordOf = new Map(Object.entries(WORDS).flatMap(([word, codes]) => codes.map((code) => [code, word])));

/** What the library calls a failure, in the words of the documented interface. */
export function translated(error) {
  if (error instanceof ClientError || !(error instanceof SoftadastraError)) return error;
  return new ClientError(wordOf.get(error.code) ?? 'unknown', error.message, error.context);
}

export const notOpen = () => new ClientError('invalid_state', 'SDK client is not open');

/** A failure of another layer: the documented message, with the reason as context. */
export const because = (code, message) => (error) =>
  new ClientError(code, message, error.context === '' ? error.message : `${error.message}: ${error.context}`);
