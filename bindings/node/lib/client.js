// SPDX-License-Identifier: Apache-2.0
// The documented client: an engine under its name in one object, with results instead of exceptions.
import * as records from './records.js';
import { NOTHING } from './handles.js';
import { SoftadastraError, Memory, check, fill, given, invoke, lib, record, slot, taken } from './native.js';

const { Durability, ErrorCode } = records;

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
class ClientError extends SoftadastraError {
  #code;

  constructor(code, message, context = '') {
    super(message, context, ErrorCode[code.toUpperCase()] ?? ErrorCode.UNKNOWN);
    this.#code = this.code = code;
  }

  codeString() { return this.#code; }
}

const SAME = ['invalid_argument', 'invalid_state', 'not_found', 'already_exists'];
const IO = ['file_not_found', 'file_already_exists', 'file_read', 'file_write', 'permission_denied', 'no_space'];

/** What the library calls a failure, in the thirteen words of the documented interface. */
function translated(error) {
  if (error instanceof ClientError || !(error instanceof SoftadastraError)) return error;
  if (error.status === ErrorCode.CLOSED) return notOpen();
  const code = SAME.includes(error.code) ? error.code
    : IO.includes(error.code) ? 'io_error'
      : error.code.startsWith('config') ? 'invalid_argument'
        : ['internal', 'hash', 'time'].includes(error.code) ? 'internal_error' : 'unknown';
  return new ClientError(code, error.message, error.context);
}

const notOpen = () => new ClientError('invalid_state', 'SDK client is not open');

export class Client {
  #options;
  #pointer = null;
  #calls = new Set();

  constructor(options = new ClientOptions()) { this.#options = options; }

  async #result(work) {
    try {
      return Result.ok(await work());
    } catch (error) {
      if (error instanceof TypeError) throw error; // a mistake of the program, not of the call
      return Result.err(translated(error));
    }
  }

  #use() {
    if (this.#pointer === null) throw notOpen();
    return this.#pointer;
  }

  async #call(native, ...values) {
    const error = slot();
    const call = invoke(native, [this.#use(), ...values, error], false);
    this.#calls.add(call);
    try {
      return check(await call, error);
    } finally {
      this.#calls.delete(call);
    }
  }

  open() {
    return this.#result(async () => {
      if (this.#pointer !== null) return;
      const wanted = this.#options;
      const isValid = wanted.nodeId !== '' && wanted.version !== '' && !(wanted.enableWal && wanted.walPath === '');
      if (!isValid) throw new ClientError('invalid_argument', 'invalid SDK client options');
      if (wanted.enableTransport || wanted.enableDiscovery) {
        throw new ClientError('transport_error', 'failed to build SDK async transport runtime');
      }
      const [engine, sync, client] = [record('options'), record('syncOptions'), record('clientOptions')];
      check(lib.sda_options_init(engine.buffer), null);
      check(lib.sda_sync_options_init(sync.buffer), null);
      check(lib.sda_client_options_init(client.buffer), null);
      const durability = !wanted.enableWal ? Durability.MEMORY_ONLY
        : wanted.autoFlush ? Durability.DURABLE : Durability.FAST;
      fill(engine, records.optionsFields, { durability, path: wanted.enableWal ? wanted.walPath : undefined });
      fill(sync, records.syncOptionsFields, { nodeId: wanted.nodeId, requireAck: wanted.enableWal });
      fill(client, records.clientOptionsFields, {
        displayName: wanted.displayName || wanted.nodeId, version: wanted.version,
      });
      const [handle, error] = [slot(), slot()];
      const values = [engine.buffer, sync.buffer, client.buffer, handle, error];
      check(await invoke(lib.sda_client_open, values, false), error);
      this.#pointer = handle[0];
    });
  }

  async close() {
    const pointer = this.#pointer;
    this.#pointer = null;
    await Promise.allSettled([...this.#calls]);
    if (pointer === null) return Result.ok();
    const error = slot();
    return this.#result(async () => {
      check(await invoke(lib.sda_client_close, [pointer, error], false), error);
    });
  }

  isOpen() { return this.#pointer !== null; }

  #key(key) {
    this.#use();
    if (key === '') throw new ClientError('invalid_argument', 'key cannot be empty');
    return given(key);
  }

  put(key, value) {
    return this.#result(async () => {
      const [k, v] = [this.#key(key), value instanceof Value ? value.bytes : given(value)];
      await this.#call(lib.sda_client_put, k, k.length, v, v.length, null);
    });
  }

  get(key) {
    return this.#result(async () => {
      const [k, buf] = [this.#key(key), new Memory(24)];
      const status = await this.#call(lib.sda_client_get, k, k.length, buf.buffer);
      if (status === NOTHING) throw new ClientError('not_found', 'key not found', String(key));
      return new Value(taken(buf));
    });
  }

  remove(key) {
    return this.#result(async () => {
      const k = this.#key(key);
      await this.#call(lib.sda_client_remove, k, k.length, null);
    });
  }

  /** False when closed, without a key, and when it is absent. */
  contains(key) {
    if (this.#pointer === null || key === '') return false;
    const [k, error] = [given(key), slot()];
    const status = lib.sda_client_contains(this.#pointer, k, k.length, error);
    if (status < 0 && error[0] !== 0n) lib.sda_error_free(error[0]);
    return status === 0;
  }

  size() {
    const length = slot();
    if (this.#pointer !== null) check(lib.sda_client_len(this.#pointer, length, null), null);
    return Number(length[0]);
  }

  empty() { return this.size() === 0; }

  syncStateInfo() {
    return this.#result(async () => {
      const out = record('syncState');
      await this.#call(lib.sda_client_sync_state, out.buffer);
      return new SyncResult(records.readSyncState(out));
    });
  }

  tick(prune = false) {
    return this.#result(async () => {
      const out = record('clientTurn');
      const wanted = typeof prune === 'object' ? Boolean(prune.prune) : Boolean(prune);
      await this.#call(lib.sda_client_tick, Number(wanted), out.buffer);
      return new TickResult(records.readClientTurn(out));
    });
  }

  #disabled(code, what) {
    return this.#result(async () => {
      this.#use();
      throw new ClientError(code, `${what} is disabled`);
    });
  }

  startTransport() { return this.#disabled('transport_error', 'transport'); }
  async stopTransport() { return Result.ok(); }
  transportRunning() { return false; }
  connect() { return this.#disabled('transport_error', 'transport'); }
  startDiscovery() { return this.#disabled('discovery_error', 'discovery'); }
  async stopDiscovery() { return Result.ok(); }
  discoveryRunning() { return false; }
  peers() { return this.#disabled('discovery_error', 'discovery'); }
  nodeInfo() { return this.#nodeInfo(0); }
  refreshNodeInfo() { return this.#nodeInfo(1); }

  #nodeInfo(refresh) {
    return this.#result(async () => {
      const [info, error] = [slot(), slot()];
      await this.#call(lib.sda_client_node_info, refresh, info);
      try {
        const out = record('nodeDetails');
        check(lib.sda_node_info_get(info[0], out.buffer, error), error);
        const details = records.readNodeDetails(out);
        const capabilities = [];
        for (let index = 0; index < Number(details.capabilityCount); index++) {
          const text = new Memory(16);
          const length = text.buffer.subarray(8);
          check(lib.sda_node_info_capability(info[0], index, text.buffer, length, error), error);
          capabilities.push(text.text(0));
        }
        return new NodeInfo(details, capabilities);
      } finally {
        lib.sda_node_info_free(info[0]);
      }
    });
  }
}

// The names with underscores that the documents allow for.
for (const name of ['syncStateInfo', 'startTransport', 'stopTransport', 'transportRunning', 'discoveryRunning',
  'startDiscovery', 'stopDiscovery', 'refreshNodeInfo', 'nodeInfo']) {
  const alias = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  Object.defineProperty(Client.prototype, alias, { value: Client.prototype[name], writable: true });
}
