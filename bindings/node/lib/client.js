// SPDX-License-Identifier: Apache-2.0
// The documented client: an engine that meets its peers itself, with results instead of exceptions.
import * as records from './records.js';
import {
  ClientError, ClientOptions, NodeInfo, Peer, Result, SyncResult, TickResult, Value, because, notOpen, translated,
} from './client_values.js';
import { Engine } from './engine.js';
import { NOTHING } from './handles.js';
import {
  Memory, SoftadastraError, check, fill, given, invoke, lib, readList, record, slot, taken,
} from './native.js';

const { Durability, ErrorCode, OperationStatus } = records;
const EVENTS_MAX = 64;
const LIST_MAX = 4096;
/** How long an attempt to wait lasts where calls have to run on the main thread, in milliseconds. */
const PAUSE_MS = 5;

const pause = (millis) => new Promise((resolve) => { setTimeout(resolve, millis); });
const disabled = (what) => new ClientError(`${what}_error`, `${what} is disabled`);

/** The three structs to open with. */
function opening(wanted) {
  const parts = [
    [record('options'), records.optionsFields, lib.sda_options_init],
    [record('syncOptions'), records.syncOptionsFields, lib.sda_sync_options_init],
    [record('clientOptions'), records.clientOptionsFields, lib.sda_client_options_init],
  ];
  const durability = !wanted.enableWal ? Durability.MEMORY_ONLY
    : wanted.autoFlush ? Durability.DURABLE : Durability.FAST;
  const values = {
    durability,
    path: wanted.enableWal ? wanted.walPath : undefined,
    nodeId: wanted.nodeId,
    requireAck: wanted.enableWal,
    displayName: wanted.displayName || wanted.nodeId,
    version: wanted.version,
    transportEnabled: wanted.enableTransport,
    transportHost: wanted.transportHost,
    transportPort: wanted.transportPort,
    discoveryEnabled: wanted.enableDiscovery,
    discoveryHost: wanted.discoveryHost,
    discoveryPort: wanted.discoveryPort || wanted.discoveryBroadcastPort,
    groupKey: wanted.groupKey,
    secretKey: wanted.secretKey,
    ...wanted.more,
  };
  for (const name of Object.keys(values)) {
    if (!parts.some(([, fields]) => Object.hasOwn(fields, name))) throw new TypeError(`no such option: ${name}`);
  }
  for (const [memory, fields, init] of parts) {
    check(init(memory.buffer), null);
    fill(memory, fields, Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(fields, name))));
  }
  const sync = Object.entries(values).filter(([name]) => Object.hasOwn(records.syncOptionsFields, name));
  return { structs: parts.map(([memory]) => memory.buffer), sync: Object.fromEntries(sync) };
}

export class Client {
  #options;
  #pointer = null;
  #engine = null;
  #calls = new Set();
  /** The last open or close: each waits for the one before it. */
  #last = Promise.resolve();

  constructor(options = new ClientOptions()) { this.#options = options; }

  /** The options it was made with. */
  get options() { return this.#options; }

  /** The client's engine, for everything that takes one; null when it is not open. */
  get engine() { return this.#engine; }

  async #result(work, failed = translated) {
    try {
      return Result.ok(await work());
    } catch (error) {
      if (error instanceof ClientError) return Result.err(error);
      // What is no failure of the library is a mistake of the program, or what a callback threw.
      if (!(error instanceof SoftadastraError)) throw error;
      return Result.err(failed(error));
    }
  }

  #use() {
    if (this.#pointer === null) throw notOpen();
    return this.#pointer;
  }

  async #call(native, ...values) {
    const error = slot();
    const call = invoke(native, [this.#use(), ...values, error], this.#engine.hasCallbacks);
    if (typeof call === 'number') {
      this.#engine.rethrow(error);
      return check(call, error);
    }
    this.#calls.add(call);
    try {
      return check(await call, error);
    } finally {
      this.#calls.delete(call);
    }
  }

  async #counted(native, ...values) {
    const number = slot();
    await this.#call(native, ...values, number);
    return number[0];
  }

  /** For calls that answer at once; without a word when the client is closed. */
  #quietly(native, ...values) {
    return this.#pointer === null ? NOTHING : native(this.#pointer, ...values, null);
  }

  #inTurn(work) {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  open() { return this.#inTurn(() => this.#open()); }

  #open() {
    return this.#result(async () => {
      if (this.#pointer !== null) return;
      const wanted = this.#options;
      const isValid = wanted.nodeId !== '' && wanted.version !== '' && !(wanted.enableWal && wanted.walPath === '');
      if (!isValid) throw new ClientError('invalid_argument', 'invalid SDK client options');
      const { structs, sync } = opening(wanted);
      const [client, engine, error] = [slot(), slot(), slot()];
      check(await invoke(lib.sda_client_open, [...structs, client, error], false), error);
      check(lib.sda_client_engine(client[0], engine, error), error);
      this.#engine = Engine.lent(engine[0], sync, this.#calls, () => this.#hurry(client[0]));
      this.#pointer = client[0];
    }, translated);
  }

  // Any call on the client ends a wait.
  #hurry(pointer) {
    if (this.#calls.size > 0) lib.sda_client_transport_running(pointer, null, null);
  }

  /** Stops every service, makes everything durable and lets go; `engine` is closed with it. */
  async close() {
    if (this.#engine?.isInCallback) {
      return Result.err(new ClientError('invalid_state', 'client is in use by the callback that closes it'));
    }
    return this.#inTurn(() => this.#close());
  }

  async #close() {
    const [pointer, engine] = [this.#pointer, this.#engine];
    if (pointer === null) return Result.ok();
    this.#pointer = null;
    await engine.settled();
    const error = slot();
    try {
      check(await invoke(lib.sda_client_close, [pointer, error], engine.hasCallbacks), error);
      return Result.ok();
    } catch (failed) {
      return Result.err(translated(failed));
    } finally {
      this.#engine = null;
      await engine.close();
      engine.releaseCallbacks();
    }
  }

  isOpen() { return this.#pointer !== null; }

  // Data

  #key(key) {
    this.#use();
    if (key === '') throw new ClientError('invalid_argument', 'key cannot be empty');
    return given(key);
  }

  /** Writes a value and owes it to every peer; the version of the write, for `statusOf`. */
  put(key, value) {
    return this.#result(async () => {
      const [k, v] = [this.#key(key), value instanceof Value ? value.bytes : given(value)];
      return this.#counted(lib.sda_client_put, k, k.length, v, v.length);
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
      return this.#counted(lib.sda_client_remove, k, k.length);
    });
  }

  /** False when closed, without a key, and when it is absent. */
  contains(key) {
    if (key === '') return false;
    const k = given(key);
    return this.#quietly(lib.sda_client_contains, k, k.length) === 0;
  }

  size() {
    const length = slot();
    this.#quietly(lib.sda_client_len, length);
    return Number(length[0]);
  }

  empty() { return this.size() === 0; }

  // Synchronisation

  syncStateInfo() {
    return this.#result(async () => {
      const out = record('syncState');
      await this.#call(lib.sda_client_sync_state, out.buffer);
      return new SyncResult(records.readSyncState(out));
    });
  }

  tick(prune = false) { return this.#result(() => this.#turn(prune)); }

  async #turn(prune) {
    const out = record('clientTurn');
    const wanted = typeof prune === 'object' ? Boolean(prune.prune) : Boolean(prune);
    await this.#call(lib.sda_client_tick, Number(wanted), out.buffer);
    return new TickResult(records.readClientTurn(out));
  }

  #number(native) { return this.#result(async () => Number(await this.#counted(native))); }
  retryExpired() { return this.#number(lib.sda_client_retry_expired); }
  pruneCompleted() { return this.#number(lib.sda_client_prune_completed); }
  pruneFailed() { return this.#number(lib.sda_client_prune_failed); }

  /** Where a write stands, one of `OperationStatus`; null when the outbox does not hold it. */
  statusOf(version) { return this.#result(() => this.#status(version)); }

  async #status(version) {
    const status = new Uint32Array(2);
    const answer = await this.#call(lib.sda_client_status_of, BigInt(version), status);
    return answer === NOTHING ? null : status[0];
  }

  /** Ticks and waits until every registered peer has acknowledged a write. */
  waitUntilAcknowledged(version, timeoutMs) {
    return this.#result(async () => {
      const end = performance.now() + timeoutMs;
      for (;;) {
        const status = await this.#status(version);
        if (status === OperationStatus.APPLIED) return;
        if (status === OperationStatus.FAILED) throw new ClientError('sync_error', 'the write failed', `${version}`);
        if (status === null) {
          throw new ClientError('not_found', 'the outbox does not hold the write', `${version}`);
        }
        const left = end - performance.now();
        if (left <= 0) throw new ClientError('sync_error', 'no acknowledgement in time', `${version}`);
        await this.#turn(false);
        await this.#wait(Math.min(50, Math.ceil(left)));
      }
    });
  }

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

  // Peers over TCP

  #transport(work, failed) {
    return this.#result(async () => {
      this.#use();
      if (!this.#options.enableTransport) throw disabled('transport');
      return work();
    }, failed);
  }

  startTransport() {
    return this.#transport(async () => {
      await this.#call(lib.sda_client_start_transport);
    }, because('transport_error', 'failed to start transport'));
  }

  async stopTransport() {
    if (this.#pointer === null) return Result.ok();
    return this.#result(async () => { await this.#call(lib.sda_client_stop_transport); });
  }

  transportRunning() { return this.#quietly(lib.sda_client_transport_running, null) === 0; }

  /** The port that is served; 0 when none is. */
  servedPort() {
    const port = new Uint32Array(2);
    this.#quietly(lib.sda_client_transport_running, port);
    return port[0];
  }

  #peer(peer, message, work) {
    return this.#transport(async () => {
      const { nodeId, host, port } = peer;
      const isValid = nodeId !== '' && host !== '' && Number.isInteger(port) && port > 0 && port < 65536;
      if (!isValid) throw new ClientError('invalid_argument', 'invalid peer');
      await work(given(nodeId), given(host), port);
    }, () => new ClientError('transport_error', message, peer.nodeId));
  }

  /** Registers a peer and has it called until `disconnect`. Whether it is reached is told by `events`. */
  connect(peer) {
    return this.#peer(peer, 'failed to connect to peer', (name, host, port) =>
      this.#call(lib.sda_client_connect, name, name.length, host, host.length, port));
  }

  disconnect(peer) {
    return this.#peer(peer, 'failed to disconnect from peer', (name) =>
      this.#call(lib.sda_client_disconnect, name, name.length));
  }

  /** Lets a peer in by its public key, where the options have a secret key. */
  trust(nodeId, publicKey) {
    return this.#result(async () => {
      const name = given(nodeId);
      await this.#call(lib.sda_client_trust, name, name.length, publicKey, publicKey.length);
    });
  }

  #moving(work) {
    return this.#result(async () => {
      this.#use();
      if (!this.#options.enableTransport && !this.transportRunning()) throw disabled('transport');
      return Number(await work());
    }, (error) => new ClientError('transport_error', error.message, error.context));
  }

  /** Moves what there is to move, without waiting; how many events were handled. */
  processTransportEvents(eventsMax = EVENTS_MAX) {
    return this.#moving(() => this.#counted(lib.sda_client_process_transport_events, eventsMax));
  }

  /** The same, and waits for something to happen. Any other call on the client ends the wait. */
  wait(timeoutMs) { return this.#moving(() => this.#wait(timeoutMs)); }

  async #wait(timeoutMs) {
    if (!this.#engine?.hasCallbacks) return this.#counted(lib.sda_client_wait, BigInt(Math.ceil(timeoutMs)));
    // A call on the main thread must not wait: it looks, and lets the program go on.
    const end = performance.now() + timeoutMs;
    for (;;) {
      const count = await this.#counted(lib.sda_client_process_transport_events, EVENTS_MAX);
      const left = end - performance.now();
      if (count > 0n || left <= 0) return count;
      await pause(Math.min(PAUSE_MS, left));
    }
  }

  // Discovery, and what is known of others

  startDiscovery() {
    return this.#result(async () => {
      this.#use();
      if (!this.#options.enableDiscovery) throw disabled('discovery');
      await this.#call(lib.sda_client_start_discovery);
    }, because('discovery_error', 'failed to start discovery'));
  }

  async stopDiscovery() {
    if (this.#pointer === null) return Result.ok();
    return this.#result(async () => { await this.#call(lib.sda_client_stop_discovery); });
  }

  discoveryRunning() { return this.#quietly(lib.sda_client_discovery_running) === 0; }

  /** The peers that were found and say where they serve. */
  peers() {
    return this.#result(async () => {
      this.#use();
      if (!this.#options.enableDiscovery) throw disabled('discovery');
      const found = (await this.#known()).filter((peer) => peer.isFound);
      return found.map(({ nodeId, host, port }) => new Peer(nodeId, host, port));
    });
  }

  /** Every peer that is found, called or there, in order of their names. */
  knownPeers() { return this.#result(() => this.#known()); }

  async #known() {
    const list = slot();
    await this.#call(lib.sda_client_peers, list);
    return readList(list[0], 'known_peers', 'knownPeer', records.readKnownPeer);
  }

  /** Takes what has happened between this node and others, oldest first. */
  events(eventsMax = LIST_MAX) {
    return this.#result(async () => {
      const list = slot();
      await this.#call(lib.sda_client_poll_events, eventsMax, list);
      return readList(list[0], 'client_events', 'clientEvent', records.readClientEvent);
    });
  }

  // Peers over channels of the application

  #link(work) {
    return this.#result(work, (error) => {
      const isOfLink = [ErrorCode.CLOSED, ErrorCode.BACKPRESSURE].includes(error.status);
      return isOfLink ? new ClientError('transport_error', error.message, error.context) : translated(error);
    });
  }

  /** Begins to talk with peers over channels of the application. Ends with `stopTransport`. */
  startCarrying() { return this.#link(async () => { await this.#call(lib.sda_client_start_carrying); }); }

  /** Says that a channel with a node is there; the name of the link, which is never given twice. */
  openLink(nodeId, isOurs) {
    return this.#link(() => {
      const name = given(nodeId);
      return this.#counted(lib.sda_client_open_link, name, name.length, Number(isOurs));
    });
  }

  /** Hands in a message that came over a link; it is dealt with in the next turn. */
  receive(link, message) {
    return this.#link(async () => { await this.#call(lib.sda_client_receive, link, message, message.length); });
  }

  /** The next message that is to go over a link; null when there is none before the next turn. */
  nextMessage(link) {
    return this.#link(async () => {
      const buf = new Memory(24);
      const status = await this.#call(lib.sda_client_next_message, link, buf.buffer);
      return status === NOTHING ? null : taken(buf);
    });
  }

  /** Says that a channel is there no more. */
  closeLink(link) { return this.#link(async () => { await this.#call(lib.sda_client_close_link, link); }); }
}

// The names with underscores that the documents allow for.
for (const name of ['syncStateInfo', 'startTransport', 'stopTransport', 'transportRunning', 'discoveryRunning',
  'startDiscovery', 'stopDiscovery', 'refreshNodeInfo', 'nodeInfo']) {
  const alias = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  Object.defineProperty(Client.prototype, alias, { value: Client.prototype[name], writable: true });
}
