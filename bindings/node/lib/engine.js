// SPDX-License-Identifier: Apache-2.0
// The engine: a database, what is owed, and who it is owed to.
import { endianness } from 'node:os';
import * as records from './records.js';
import { Feed, Group, NOTHING, Scan, Session, ValueReader, ValueWriter } from './handles.js';
import {
  Memory, SoftadastraError, bytesAt, check, closed, failure, fill, given, invoke, lib, packed, readList,
  record, register, slot, taken, unpacked, unregister, withRoom, writeMillis,
} from './native.js';

const { Durability, ErrorCode, OperationType } = records;
const EMPTY = Buffer.alloc(0);
const LOW = endianness() === 'LE' ? 0 : 1;
const getInto = lib.sda_store_get_into;
/** Callbacks under way, innermost last: what they raise, and whose they are. */
const under = [];

/** Options of the engine, and those of the sync engine; one name is in both. */
function divide(options) {
  const parts = { opening: {}, sync: {} };
  for (const [name, value] of Object.entries(options)) {
    const inOpening = Object.hasOwn(records.optionsFields, name);
    const inSync = Object.hasOwn(records.syncOptionsFields, name);
    if (!inOpening && !inSync) throw new TypeError(`no such option: ${name}`);
    if (inOpening) parts.opening[name] = value;
    if (inSync) parts.sync[name] = value;
  }
  return parts;
}

function syncOptions(values) {
  const options = record('syncOptions');
  check(lib.sda_sync_options_init(options.buffer), null);
  return fill(options, records.syncOptionsFields, values);
}

function pathOptions(path) {
  const options = record('options');
  check(lib.sda_options_init(options.buffer), null);
  return fill(options, records.optionsFields, { path });
}

const readOps = (pointer) => readList(pointer, 'ops', 'envelope', records.readEnvelope);

export class Engine {
  #pointer = null;
  #sync = {};
  #calls = new Set();
  #clock = null;
  #merge = null;
  #notify = null;
  #raised = null;
  #addresses = [];
  // Of a client's engine: its calls count here too, and may be cut short.
  #hurry = null;

  /** Opens a database; without a path everything is in memory. */
  static async open(options = {}) {
    const engine = new Engine();
    const { clock, ...rest } = options;
    const { opening, sync } = divide(rest);
    engine.#sync = sync;
    if (opening.path === undefined) opening.durability ??= Durability.MEMORY_ONLY;
    const memory = record('options');
    check(lib.sda_options_init(memory.buffer), null);
    fill(memory, records.optionsFields, opening);
    if (clock !== undefined) {
      engine.#clock = clock;
      const address = engine.#register('sda_clock_fn', engine.#readClock());
      fill(memory, records.optionsFields, { clock: address });
    }
    const [handle, error] = [slot(), slot()];
    const status = await invoke(lib.sda_engine_open, [memory.buffer, handle, error], clock !== undefined);
    try {
      engine.rethrow(error);
      check(status, error);
      engine.#pointer = handle[0];
      if (sync.nodeId !== undefined) await engine.attach(sync.nodeId);
    } catch (failed) {
      await engine.close();
      throw failed;
    }
    return engine;
  }

  /** For a client: the engine that it lends, which shares its calls under way. */
  static lent(pointer, sync, calls, hurry) {
    const engine = new Engine();
    [engine.#pointer, engine.#sync, engine.#calls, engine.#hurry] = [pointer, sync, calls, hurry];
    return engine;
  }

  // Callbacks. They run on the main thread: where there are any, calls do too, because a call that
  // waits for the main thread while that waits for the engine would never end.

  get hasCallbacks() { return this.#clock !== null || this.#merge !== null || this.#notify !== null; }
  get isInCallback() { return under.includes(this); }

  /** For when the library will not call any more. */
  releaseCallbacks() { this.#addresses.splice(0).forEach(unregister); }

  /** Waits for the calls under way. */
  async settled() {
    const timer = this.#hurry === null ? null : setInterval(this.#hurry, 1);
    await Promise.allSettled([...this.#calls]);
    clearInterval(timer);
  }

  #register(name, callback) {
    const address = register(name, callback);
    this.#addresses.push(address);
    return address;
  }

  #inside(work) {
    under.push(this);
    try {
      return work();
    } catch (thrown) {
      this.#raised ??= { thrown };
      return undefined;
    } finally {
      under.pop();
    }
  }

  #readClock() {
    let last = [0, 0];
    return (_user, wall, monotonic) => {
      const now = this.#inside(() => this.#clock());
      if (now !== undefined) last = Array.isArray(now) ? now : [now, now];
      writeMillis(wall, last[0]);
      writeMillis(monotonic, last[1]);
    };
  }

  /** What a callback raised comes out of the call that it ran in. */
  rethrow(error) {
    if (this.#raised === null) return;
    const { thrown } = this.#raised;
    this.#raised = null;
    if (error[0] !== 0n) lib.sda_error_free(error[0]);
    throw thrown;
  }

  // Calls. Those under way are counted, so that a close waits for them.

  #use() {
    if (this.#pointer === null) throw closed('engine');
    return this.#pointer;
  }

  async #call(native, ...values) {
    const [engine, error] = [this.#use(), slot()];
    const call = invoke(native, [engine, ...values, error], this.hasCallbacks);
    if (typeof call === 'number') {
      this.rethrow(error);
      return check(call, error);
    }
    this.#calls.add(call);
    try {
      return check(await call, error);
    } finally {
      this.#calls.delete(call);
    }
  }

  #callSync(native, ...values) {
    const error = slot();
    const status = native(this.#use(), ...values, error);
    if (this.#raised !== null) this.rethrow(error);
    if (status < 0) throw failure(status, error);
    return status;
  }

  async #counted(native) {
    const number = slot();
    await this.#call(native, number);
    return number[0];
  }

  async #filled(native, struct, read, ...values) {
    const out = record(struct);
    await this.#call(native, ...values, out.buffer);
    return read(out);
  }

  async #listed(native, ...values) {
    const list = slot();
    await this.#call(native, ...values, list);
    return list[0];
  }

  async #ops(native, ...values) { return readOps(await this.#listed(native, ...values)); }

  async #named(native, ...names) {
    const values = names.map(given).flatMap((name) => [name, name.length]);
    return this.#call(native, ...values);
  }

  #now() {
    const now = this.#clock === null ? Date.now() : this.#clock();
    return BigInt(Array.isArray(now) ? now[0] : now);
  }

  /** Makes everything durable and lets go. Closing again does nothing. */
  async close() {
    if (this.isInCallback) {
      throw new SoftadastraError('engine is in use by the callback that closes it', '', ErrorCode.BUSY);
    }
    const pointer = this.#pointer;
    this.#pointer = null;
    await this.settled();
    const error = slot();
    const status = pointer === null ? 0 : await invoke(lib.sda_engine_close, [pointer, error], this.hasCallbacks);
    // What a client has lent goes on calling.
    if (this.#hurry === null) this.releaseCallbacks();
    check(status, error);
  }

  get isOpen() { return this.#pointer !== null; }

  async [Symbol.asyncDispose ?? Symbol.for('asyncDispose')]() { await this.close(); }

  // Reading

  /** The shown value of a key, or null. */
  async get(key) {
    const [k, buf] = [given(key), new Memory(24)];
    const status = await this.#call(lib.sda_store_get, k, k.length, buf.buffer, null, null);
    return status === NOTHING ? null : taken(buf);
  }

  // Used again by every call on this thread: most of the cost of a call would be making them.
  #room = Buffer.allocUnsafe(4096);
  #length = new Uint32Array(2); // 64 bits; a value has less than 32
  #error = slot();

  /** The same at once, on this thread. */
  getSync(key) {
    const k = typeof key === 'string' ? Buffer.from(key) : key;
    for (;;) {
      if (this.#pointer === null) throw closed('engine');
      const status = getInto(this.#pointer, k, k.length, this.#room, this.#room.length,
        this.#length, null, null, this.#error);
      if (this.#raised !== null) this.rethrow(this.#error);
      if (status === NOTHING) return null;
      check(status, this.#error);
      const length = this.#length[LOW];
      if (status === 0) {
        const value = Buffer.allocUnsafe(length);
        this.#room.copy(value, 0, 0, length);
        return value;
      }
      this.#room = Buffer.allocUnsafe(length);
    }
  }

  /** The shown values of many keys in one call, in their order; null where none is shown. Each key
   * is read by itself; a scan shows many as of one moment. The values share one memory. */
  async getMany(keys) {
    const [values, sizes, all] = [new Memory(24), new Memory(24), [...keys]];
    try {
      let found = [];
      do { // a call gives so many bytes at most
        await this.#call(lib.sda_store_get_many, ...packed(all.slice(found.length)), values.buffer, sizes.buffer);
        found = found.concat(unpacked(taken(values), taken(sizes)));
      } while (found.length < all.length);
      return found;
    } finally {
      [values, sizes].forEach((buf) => lib.sda_buf_free(buf.buffer));
    }
  }

  /** The same at once, on this thread. */
  getManySync(keys) {
    const all = Array.isArray(keys) ? keys : [...keys];
    const found = this.#getSome(all);
    while (found.length < all.length) found.push(...this.#getSome(all.slice(found.length)));
    return found;
  }

  /** Those of the first keys: a call gives so many bytes at most. */
  #getSome(keys) {
    return withRoom((room) => {
      const [values, sizes] = room.answers;
      const [bytes, length, of, ofLength] = packed(keys, room);
      const status = lib.sda_store_get_many(this.#use(), bytes, length, of, ofLength, values.buffer, sizes.buffer,
        room.error);
      if (this.#raised !== null) this.rethrow(room.error);
      check(status, room.error);
      return unpacked(taken(values), taken(sizes));
    });
  }

  /** Value, version and time of a key, or null. */
  async entry(key) {
    const [k, buf, version, at] = [given(key), new Memory(24), slot(), new BigInt64Array(1)];
    const status = await this.#call(lib.sda_store_get, k, k.length, buf.buffer, version, at);
    if (status === NOTHING) return null;
    return { key: k, value: taken(buf), version: version[0], timestampMs: at[0] };
  }

  /** Copies the shown value into `buffer` when it has room; its length either way, or null. */
  async getInto(key, buffer) {
    const [k, length] = [given(key), slot()];
    const status = await this.#call(lib.sda_store_get_into, k, k.length, buffer, buffer.length,
      length, null, null);
    return status === NOTHING ? null : Number(length[0]);
  }

  /** The shown value of a key, to be read piece by piece; null when it is not shown. */
  async openValue(key) {
    const [k, reader, size, version, at] = [given(key), slot(), slot(), slot(), new BigInt64Array(1)];
    const status = await this.#call(lib.sda_value_reader_open, k, k.length, reader, size, version, at);
    return status === NOTHING ? null : new ValueReader(reader[0], this, size[0], version[0], at[0]);
  }

  async contains(key) {
    const k = given(key);
    return (await this.#call(lib.sda_store_contains, k, k.length)) !== NOTHING;
  }

  containsSync(key) {
    const k = given(key);
    return this.#callSync(lib.sda_store_contains, k, k.length) !== NOTHING;
  }

  /** The number of shown keys. */
  size() {
    const number = slot();
    this.#callSync(lib.sda_store_len, number);
    return number[0];
  }

  /** A walk over the keys of a range, as they stand now. */
  async scan({ prefix = EMPTY, start = EMPTY, end = EMPTY } = {}) {
    const bounds = [prefix, start, end].map(given);
    const pointer = bounds.every((bound) => bound.length === 0)
      ? await this.#listed(lib.sda_scan_open)
      : await this.#listed(lib.sda_scan_open_range, ...bounds.flatMap((bound) => [bound, bound.length]));
    return new Scan(pointer, this);
  }

  async versions(key) {
    const k = given(key);
    const pointer = await this.#listed(lib.sda_store_versions, k, k.length);
    return readList(pointer, 'versions', 'version', records.readVersion);
  }

  /** The conflicts that stand, with all sides, from behind a key on. */
  async conflicts(after = EMPTY, countMax = 4096) {
    const from = given(after);
    const pointer = await this.#listed(lib.sda_store_conflicts, from, from.length, countMax);
    const [out, side, error, found] = [record('conflict'), record('conflictSide'), slot(), []];
    try {
      const count = lib.sda_conflicts_len(pointer);
      for (let index = 0; index < count; index++) {
        check(lib.sda_conflicts_get(pointer, index, out.buffer, error), error);
        const { sideCount, ...one } = records.readConflict(out);
        const sides = [];
        for (let at = 0; at < sideCount; at++) {
          check(lib.sda_conflicts_side(pointer, index, at, side.buffer, error), error);
          sides.push(records.readConflictSide(side));
        }
        found.push({ ...one, sides });
      }
      return found;
    } finally {
      lib.sda_conflicts_free(pointer);
    }
  }

  /** The changes since a position; 0 is the oldest that is kept. */
  async feed(position = 0n, { withValues = true } = {}) {
    return new Feed(await this.#listed(lib.sda_feed_open, BigInt(position), Number(withValues)), this);
  }

  feedEnd() { return this.#counted(lib.sda_engine_feed_end); }

  // Writing

  /** Writes a key and owes the write to the destination, both or neither. */
  put(key, value, timestampMs) { return this.#submit(OperationType.PUT, key, value, timestampMs); }

  remove(key, timestampMs) { return this.#submit(OperationType.DELETE, key, EMPTY, timestampMs); }

  async #submit(kind, key, value, at = this.#now()) {
    const [k, v] = [given(key), given(value)];
    return (await this.#ops(lib.sda_sync_submit, kind, k, k.length, v, v.length, BigInt(at)))[0].op;
  }

  /** The same at once, on this thread, without the operation that it made. */
  putSync(key, value, timestampMs = this.#now()) {
    const [k, v] = [given(key), given(value)];
    this.#callSync(lib.sda_sync_submit, OperationType.PUT, k, k.length, v, v.length, BigInt(timestampMs), null);
  }

  /** Writes a key that is never sent. */
  putLocal(key, value, timestampMs) { return this.#apply(OperationType.PUT, key, value, timestampMs); }

  removeLocal(key, timestampMs) { return this.#apply(OperationType.DELETE, key, EMPTY, timestampMs); }

  async #apply(kind, key, value, at = this.#now()) {
    const [k, v] = [given(key), given(value)];
    return this.#filled(lib.sda_store_apply, 'apply', records.readApplied, kind, k, k.length, v,
      v.length, BigInt(at));
  }

  /** Begins a write that is never sent, of a value of so many bytes that comes piece by piece. */
  async beginValue(key, size, timestampMs = this.#now()) {
    const [k, writer] = [given(key), slot()];
    await this.#call(lib.sda_value_writer_open, k, k.length, BigInt(size), BigInt(timestampMs), writer);
    return new ValueWriter(writer[0], this);
  }

  /** Brings a write from an older log into memory alone, under its own version. */
  putUnlogged(key, value, timestampMs, version) {
    const [k, v] = [given(key), given(value)];
    return this.#filled(lib.sda_store_apply_unlogged, 'apply', records.readApplied,
      OperationType.PUT, k, k.length, v, v.length, BigInt(timestampMs), BigInt(version));
  }

  /** Writes a group and owes it as one operation. */
  async submit(group, timestampMs = this.#now()) {
    const list = slot();
    await this.#withGroup(lib.sda_group_submit, group, BigInt(timestampMs), list);
    return readOps(list[0])[0].op;
  }

  /** Writes a group that is never sent. */
  async applyLocal(group, timestampMs = this.#now()) {
    const out = record('apply');
    await this.#withGroup(lib.sda_group_apply_local, group, BigInt(timestampMs), out.buffer);
    return records.readApplied(out);
  }

  // On this thread: a group belongs to one call at a time.
  async #withGroup(native, group, ...values) {
    const error = slot();
    const status = group.with((pointer) => native(pointer, this.#use(), ...values, error));
    this.rethrow(error);
    check(status, error);
  }

  submitLocalWrites() { return this.#counted(lib.sda_sync_submit_local_writes); }

  // The outbox

  /** Replicates from here on under that name. */
  async attach(nodeId, options = {}) {
    this.#sync = { ...this.#sync, ...options, nodeId };
    await this.#call(lib.sda_sync_attach, syncOptions(this.#sync).buffer);
  }

  /** Changes settings of the sync engine; the others stay as they are. */
  async configure(options) {
    const wanted = { ...this.#sync, ...options };
    await this.#call(lib.sda_sync_configure, syncOptions(wanted).buffer);
    this.#sync = wanted;
  }

  async detach() { await this.#call(lib.sda_sync_detach); }

  async setPolicy(policy) {
    await this.#call(lib.sda_sync_set_policy, policy);
    this.#sync.conflictPolicy = policy;
  }

  /** Sets what `Policy.CUSTOM` shows: a function of key and versions, which answers at once. */
  async setMerge(merge) {
    const error = slot();
    await this.settled();
    const address = merge === null ? null : this.#register('sda_merge_fn', this.#callMerge(merge));
    check(lib.sda_engine_set_merge(this.#use(), address, null, null, error), error);
    this.#merge = merge;
  }

  #callMerge(merge) {
    return (_user, key, keyLength, versions, _base, _baseLength, merged) => {
      let status = ErrorCode.UNKNOWN;
      this.#inside(() => {
        const given_key = new Memory(16);
        given_key.point(0, key);
        given_key.setU64(8, keyLength);
        const value = merge(given_key.bytes(0), readVersions(versions));
        if (value === null || value === undefined) {
          status = NOTHING;
          return;
        }
        const [bytes, error] = [given(value), slot()];
        check(lib.sda_buf_set(merged, bytes, bytes.length, error), error);
        status = 0;
      });
      return status;
    };
  }

  nextBatch() { return this.#ops(lib.sda_sync_next_batch); }

  /** The same at once, on this thread. */
  nextBatchSync() {
    const list = slot();
    this.#callSync(lib.sda_sync_next_batch, list);
    return readOps(list[0]);
  }

  /** One turn: retry what is late, prune if asked, batch. */
  async tick(pruneCompleted = false) {
    const [out, list] = [record('tick'), slot()];
    await this.#call(lib.sda_sync_tick, Number(pruneCompleted), out.buffer, list);
    return { ...records.readTick(out), batch: readOps(list[0]) };
  }

  /** Takes a peer's operation in, or its bytes: exactly once, in any order. */
  async receive(operation) {
    const given_op = operation instanceof Uint8Array ? decode(operation) : operation;
    return this.#filled(lib.sda_sync_receive, 'received', records.readReceived, op(given_op).buffer);
  }

  async ack(syncId) { await this.#named(lib.sda_sync_receive_ack, syncId); }

  /** Takes the news that an operation could not be sent. False when that was its last try. */
  async reportSendFailure(syncId, status) {
    const id = given(syncId);
    return (await this.#call(lib.sda_sync_report_send_failure, id, id.length, status)) !== NOTHING;
  }

  async queue(syncId) { await this.#named(lib.sda_sync_queue, syncId); }
  async requeueFailed(syncId) { await this.#named(lib.sda_sync_requeue_failed, syncId); }
  requeueAllFailed() { return this.#counted(lib.sda_sync_requeue_all_failed); }
  async discardFailed(syncId) { await this.#named(lib.sda_sync_discard_failed, syncId); }
  pruneFailed() { return this.#counted(lib.sda_sync_prune_failed); }
  pruneCompleted() { return this.#counted(lib.sda_sync_prune_completed); }
  retryExpired() { return this.#counted(lib.sda_sync_retry_expired); }
  outbox() { return this.#ops(lib.sda_sync_outbox); }
  failed() { return this.#ops(lib.sda_sync_failed); }
  held() { return this.#ops(lib.sda_sync_held); }

  async find(syncId) {
    const id = given(syncId);
    return (await this.#ops(lib.sda_sync_find, id, id.length))[0];
  }

  state() { return this.#filled(lib.sda_sync_get_state, 'syncState', records.readSyncState); }

  /** When to call `tick` next, in milliseconds since 1970, or null. */
  async nextWakeup() {
    const at = new BigInt64Array(1);
    return (await this.#call(lib.sda_sync_next_wakeup, at)) === NOTHING ? null : at[0];
  }

  // Peers and sessions

  async registerPeer(nodeId, leaseMs = 0) {
    const name = given(nodeId);
    await this.#call(lib.sda_peer_register, name, name.length, BigInt(leaseMs));
  }

  async removePeer(nodeId) { await this.#named(lib.sda_peer_remove, nodeId); }

  peer(nodeId) {
    const name = given(nodeId);
    return this.#filled(lib.sda_peer_status, 'peerStatusInfo', records.readPeerStatus, name, name.length);
  }

  async #peerList(native) {
    return readList(await this.#listed(native), 'peers', 'peerStatusInfo', records.readPeerStatus);
  }

  peers() { return this.#peerList(lib.sda_peer_list); }
  expirePeers() { return this.#peerList(lib.sda_peers_expire); }
  async ackFrom(syncId, nodeId) { await this.#named(lib.sda_outbox_ack_from, syncId, nodeId); }

  async isAppliedAt(syncId, nodeId) {
    return (await this.#named(lib.sda_op_is_applied_at, syncId, nodeId)) !== NOTHING;
  }

  /** How far an operation made here has come at a peer. */
  async deliveryOf(syncId, nodeId) {
    const out = record('peerDelivery');
    const names = [syncId, nodeId].map(given).flatMap((name) => [name, name.length]);
    await this.#call(lib.sda_peer_delivery_of, ...names, out.buffer);
    return records.readPeerDelivery(out);
  }

  /** Keeps notices that matter at least so much from here on, for `pollNotice`; a function is told each, with
   * what happened in words as `text`, at the end of the call that it comes from. */
  async keepNotices(least, notify = null) {
    const error = slot();
    await this.settled();
    const address = notify === null ? null : this.#register('sda_notify_fn', this.#callNotify(notify));
    check(lib.sda_engine_set_notify(this.#use(), least, address, null, null, error), error);
    this.#notify = notify;
  }

  #callNotify(notify) {
    return (_user, at, text, length) => {
      this.#inside(() => {
        const found = record('notice');
        found.buffer.set(bytesAt(at, found.buffer.length));
        notify({ ...records.readNotice(found), text: bytesAt(text, Number(length)).toString('utf8') });
      });
    };
  }

  /** The oldest notice that waits, with what happened in words as `text`, or null. */
  async pollNotice() {
    const [out, buf] = [record('notice'), new Memory(24)];
    const status = await this.#call(lib.sda_engine_poll_notice, out.buffer, buf.buffer);
    if (status === NOTHING) return null;
    return { ...records.readNotice(out), text: taken(buf).toString('utf8') };
  }

  /** Begins a session with a peer; without a name it takes whoever comes. */
  async session(options = {}) {
    const memory = record('sessionOptions');
    check(lib.sda_session_options_init(memory.buffer), null);
    fill(memory, records.sessionOptionsFields, options);
    return new Session(await this.#listed(lib.sda_session_open, memory.buffer), this);
  }

  // Looking after it

  async flush() { await this.#call(lib.sda_engine_flush); }

  /** Does a bounded piece of upkeep; whether there is more to be done. */
  async maintain(bytesMax = 4 << 20, timeMaxMs = 0) {
    const more = new Uint32Array(2);
    await this.#call(lib.sda_engine_maintain, BigInt(bytesMax), BigInt(timeMaxMs), more);
    return more[0] !== 0;
  }

  async checkpoint() { await this.#call(lib.sda_engine_checkpoint); }
  async reload() { await this.#call(lib.sda_engine_reload); }
  async clearMemory() { await this.#call(lib.sda_store_clear_memory); }
  report() { return this.#filled(lib.sda_engine_report, 'report', records.readReport); }
  health() { return this.#filled(lib.sda_engine_health, 'health', records.readHealth); }

  async #buffered(native, ...values) {
    const buf = new Memory(24);
    const status = await this.#call(native, buf.buffer, ...values);
    return status === NOTHING ? null : taken(buf);
  }

  async statusJson() { return (await this.#buffered(lib.sda_engine_status_json)).toString('utf8'); }
  async status() { return JSON.parse(await this.statusJson()); }

  /** Name and epoch under which this replica writes, or null before a name was given. */
  async identity() {
    const epoch = new Uint32Array(2);
    const name = await this.#buffered(lib.sda_engine_identity, epoch);
    return name === null ? null : { nodeId: name.toString('utf8'), epoch: epoch[0] };
  }

  async renamedFrom() {
    return (await this.#buffered(lib.sda_engine_renamed_from))?.toString('utf8') ?? null;
  }

  changes() { return this.#counted(lib.sda_engine_changes); }
  digest() { return this.#buffered(lib.sda_engine_digest); }

  backup(path) {
    const to = given(path);
    return this.#filled(lib.sda_engine_backup, 'backup', records.readBackup, to, to.length);
  }

  /** Reads every byte of the open database and lists what is wrong with it. */
  async verify() { return verification(await this.#listed(lib.sda_engine_verify)); }
}

function readVersions(pointer) {
  const [out, error, found] = [record('version'), slot(), []];
  const count = lib.sda_versions_len(pointer);
  for (let index = 0; index < count; index++) {
    check(lib.sda_versions_get(pointer, index, out.buffer, error), error);
    found.push(records.readVersion(out));
  }
  return found;
}

function op(operation) {
  const memory = record('op');
  records.writeOperation(memory, operation);
  return memory;
}

/** A secret key and its public key, 32 bytes each, from the system's randomness. */
export function generateKeys() {
  const [secretKey, publicKey, error] = [new Memory(24), new Memory(24), slot()];
  check(lib.sda_keys_generate(secretKey.buffer, publicKey.buffer, error), error);
  return { secretKey: taken(secretKey), publicKey: taken(publicKey) };
}

/** The wire bytes of an operation. */
export function encode(operation) {
  const [buf, error] = [new Memory(24), slot()];
  check(lib.sda_op_encode(op(operation).buffer, buf.buffer, error), error);
  return taken(buf);
}

/** Reads the wire bytes of one operation. */
export function decode(bytes) {
  const [list, error] = [slot(), slot()];
  check(lib.sda_op_decode(bytes, bytes.length, list, error), error);
  return readOps(list[0])[0].op;
}

/** How long the frame at the front of a stream is; null while its head is not complete. */
export function frameBytes(bytes, frameBytesMax = 1 << 20) {
  const [length, error] = [slot(), slot()];
  const status = check(lib.sda_frame_bytes(bytes, bytes.length, frameBytesMax, length, error), error);
  return status === NOTHING ? null : Number(length[0]);
}

export const statusName = (status) => lib.sda_status_name(status);

function verification(pointer) {
  const [out, error] = [record('verified'), slot()];
  const status = lib.sda_findings_totals(pointer, out.buffer, error);
  const findings = readList(pointer, 'findings', 'finding', records.readFinding);
  check(status, error);
  return { totals: records.readVerified(out), findings };
}

/** Reads every byte of a database that nobody writes and lists what is wrong with it. */
export async function verify(path) {
  const [list, error, options] = [slot(), slot(), pathOptions(path)];
  check(await invoke(lib.sda_verify, [options.buffer, list, error], false), error);
  return verification(list[0]);
}

/** Builds a new database from everything that is provably intact of a damaged one. */
export async function salvage(path, to) {
  const [list, error, options, target] = [slot(), slot(), pathOptions(path), given(to)];
  check(await invoke(lib.sda_salvage, [options.buffer, target, target.length, list, error], false), error);
  const [out, missing, range] = [record('salvaged'), [], record('missing')];
  const status = lib.sda_losses_totals(list[0], out.buffer, error);
  const totals = records.readSalvaged(out);
  for (let index = 0; index < totals.missingCount; index++) {
    lib.sda_losses_missing(list[0], index, range.buffer, null);
    missing.push(records.readMissing(range));
  }
  const losses = readList(list[0], 'losses', 'loss', records.readLoss);
  check(status, error);
  return { totals, losses, missing };
}
