// SPDX-License-Identifier: Apache-2.0
// The harness of the conformance scripts; tests/conformance/README.md has its language.
import { createInterface } from 'node:readline';
import * as sda from '../lib/index.js';

const START = 1700000000000n;
let now, engines, sessions, feeds, readers, writers, clients;
class Boom extends Error {}

const hexed = (value) => {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string') return 'x' + Buffer.from(value, 'utf8').toString('hex');
  if (value instanceof Uint8Array) return 'x' + Buffer.from(value).toString('hex');
  return String(value);
};
const ok = (...values) =>
  ['ok', ...values.map((v) => (Array.isArray(v) ? v.map(hexed).join(':') : hexed(v)))].join(' ');
const bytes = (token) => Buffer.from(token.slice(1), 'hex');
const text = (token) => bytes(token).toString('utf8');
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const options = (tokens) => Object.fromEntries(tokens.map((token) => {
  const [name, value] = token.split('=');
  return [camel(name), value.startsWith('x') ? bytes(value) : BigInt(value)];
}));
const envelope = (e) => [e.op.syncId, e.status, e.ackStatus, e.retryCount, e.nextRetryAtMs, e.lastError,
  e.op.operationType, e.op.key, e.op.value];
const applied = (a) => [a.created, a.updated, a.deleted, a.version];
const peer = (p) => [p.nodeId, p.isConnected, p.leaseMs, p.knownCount, p.durableCount, p.appliedCount,
  p.pendingOwnCount, p.pendingRelayedCount, p.goneCount, p.refusedCount];
const nothing = 'nothing';
const done = (promise) => promise.then(() => 'ok');
const counted = (promise) => promise.then((count) => ok(count));
const maybe = (value) => (value === null ? nothing : ok(value));

function group(parts) {
  const made = new sda.Group();
  for (let at = 0; at < parts.length;) {
    if (parts[at] === 'put') {
      made.put(bytes(parts[at + 1]), bytes(parts[at + 2]));
      at += 3;
    } else {
      made.remove(bytes(parts[at + 1]));
      at += 2;
    }
  }
  return made;
}

function union(_key, versions) {
  const words = versions.flatMap((v) => Buffer.from(v.value).toString('latin1').split(' ')).filter(Boolean);
  return Buffer.from([...new Set(words)].sort().join(' '), 'latin1');
}

function merge(engine, kind) {
  const kinds = {
    union, off: null, none: () => null,
    raise: (key) => { throw new Boom(`merge of ${key}`); },
    use: (key) => engine.getSync(key),
  };
  return done(engine.setMerge(kinds[kind]));
}

function verified({ totals: t, findings }) {
  return ok(t.isSound, t.keyCount, t.owedCount, t.findingCount,
    ...findings.map((f) => [f.part, f.status, f.at, f.number, f.file]));
}

async function reset() {
  for (const held of [sessions, feeds, readers, writers, clients, engines]) {
    for (const one of Object.values(held ?? {})) await one.close();
  }
  [now, engines, sessions, feeds, readers, writers, clients] = [START, {}, {}, {}, {}, {}, {}];
  return 'ok';
}

/** What a client's call answered; its failure is thrown. */
async function value(result) {
  const answered = await result;
  if (answered.isErr()) throw answered.error();
  return answered.value();
}

const ofReader = {
  read: async (r, offset, most) => {
    const piece = await r.read(BigInt(offset), Number(most));
    return piece.length === 0 ? nothing : ok(piece);
  },
  reader_free: (r) => done(r.close()),
};

const ofWriter = {
  write: (w, piece) => done(w.write(bytes(piece))),
  commit: async (w) => ok(...applied(await w.commit())),
  writer_free: (w) => done(w.close()),
};

const ofClient = {
  client_close: (c) => done(value(c.close())),
  client_put: (c, key, data) => done(value(c.put(bytes(key), new sda.Value(bytes(data))))),
  client_remove: (c, key) => done(value(c.remove(bytes(key)))),
  client_get: async (c, key) => {
    const found = await c.get(bytes(key));
    if (found.isErr() && found.error().status === sda.ErrorCode.NOT_FOUND) return nothing;
    return ok((await value(found)).bytes);
  },
  client_contains: (c, key) => (c.contains(bytes(key)) ? 'ok' : nothing),
  client_len: (c) => ok(c.size()),
  client_status: async (c, version) => maybe(await value(c.statusOf(BigInt(version)))),
  client_tick: async (c, prune) => ok((await value(c.tick(prune === '1'))).prunedCount),
  client_carry: (c) => done(value(c.startCarrying())),
  client_link: async (c, peer, isOurs) => ok(await value(c.openLink(text(peer), isOurs === '1'))),
  client_message: async (c, link) => maybe(await value(c.nextMessage(BigInt(link)))),
  client_receive: (c, link, message) => done(value(c.receive(BigInt(link), bytes(message)))),
  client_unlink: (c, link) => done(value(c.closeLink(BigInt(link)))),
  client_events: async (c) => ok(...(await value(c.events())).map((e) => [e.eventType, e.nodeId ?? ''])),
  client_peers: async (c) => ok(...(await c.engine.peers()).map((p) => [p.nodeId, p.isConnected])),
};

const own = {
  reset,
  now: (at) => { now = BigInt(at); return 'ok'; },
  open: async (name, ...given) => {
    engines[name] = await sda.Engine.open({ ...options(given), clock: () => now });
    const report = await engines[name].report();
    return ok(report.created, report.lastVersion, report.owedCount, report.cutBytes);
  },
  decode: (data) => {
    const op = sda.decode(bytes(data));
    return ok(op.syncId, op.origin, op.sequence, op.operationType, op.key, op.value);
  },
  frame: (data, longest) => maybe(sda.frameBytes(bytes(data), Number(longest))),
  verify_path: async (path) => verified(await sda.verify(text(path))),
  salvage: async (path, to) => {
    const { totals: t, losses, missing } = await sda.salvage(text(path), text(to));
    return ok(t.keyCount, t.owedCount, t.lossCount, missing.length,
      ...losses.map((loss) => [loss.part, loss.status, loss.at, loss.number]));
  },
  status_name: (status) => ok(sda.statusName(Number(status))),
  reader: async (reader, name, key) => {
    const opened = await engines[name].openValue(bytes(key));
    if (opened === null) return nothing;
    readers[reader] = opened;
    return ok(opened.size, opened.version, opened.timestampMs);
  },
  writer: async (writer, name, key, size, at) => {
    writers[writer] = await engines[name].beginValue(bytes(key), BigInt(size), BigInt(at));
    return 'ok';
  },
  client: async (name, ...given) => {
    const { nodeId, path } = options(given);
    const wanted = path === undefined ? sda.ClientOptions.memoryOnly(String(nodeId))
      : sda.ClientOptions.persistent(String(nodeId), String(path));
    clients[name] = new sda.Client(wanted);
    return value(clients[name].open()).then(() => 'ok');
  },
  session: async (session, name, ...given) => {
    sessions[session] = await engines[name].session(options(given));
    return 'ok';
  },
  feed: async (feed, name, position, values) => {
    feeds[feed] = await engines[name].feed(BigInt(position), { withValues: values === '1' });
    return 'ok';
  },
};

const ofSession = {
  poll: async (s, most) => maybe(await s.pollTransmit(Number(most))),
  handle: (s, frames) => done(s.handle(bytes(frames))),
  event: async (s) => {
    const e = await s.pollEvent();
    return e === null ? nothing
      : ok(e.eventType, e.status, e.count, e.otherCount, e.sequence, e.nodeId, e.reason);
  },
  wake: async (s) => maybe(await s.nextWakeup()),
  session_state: async (s) => {
    const state = await s.state();
    return ok(state.phase, state.inFlightCount, state.nodeId ?? '');
  },
  end: (s) => done(s.end()),
  free: (s) => done(s.close()),
};

const ofFeed = {
  change: async (f) => {
    const { done: ended, value: c } = await f.next();
    return ended ? nothing : ok(c.changeType, c.operationType, c.version, c.syncId, c.key, c.value,
      c.status, c.retryCount, c.lastError);
  },
  position: (f) => counted(f.position()),
  feed_free: (f) => done(f.close()),
};

const ofEngine = {
  close: (n) => done(n.close()),
  configure: (n, ...given) => done(n.configure(options(given))),
  detach: (n) => done(n.detach()),
  get: async (n, key) => {
    const e = await n.entry(bytes(key));
    return e === null ? nothing : ok(e.value, e.version, e.timestampMs);
  },
  get_into: async (n, key, room) => {
    const buffer = Buffer.alloc(Number(room));
    const length = await n.getInto(bytes(key), buffer);
    if (length === null) return nothing;
    return ok(length, length <= buffer.length ? buffer.subarray(0, length) : Buffer.alloc(0));
  },
  get_many: async (n, ...keys) => {
    const found = await n.getMany(keys.map(bytes));
    return ['ok', ...found.map((value) => (value === null ? '-' : hexed(value)))].join(' ');
  },
  contains: async (n, key) => ((await n.contains(bytes(key))) ? 'ok' : nothing),
  len: (n) => ok(n.size()),
  scan: async (n, prefix, start, end) => {
    const rows = [];
    for await (const entry of await n.scan({ prefix: bytes(prefix), start: bytes(start), end: bytes(end) })) {
      rows.push([entry.key, entry.value]);
    }
    return ok(...rows);
  },
  versions: async (n, key) => ok(...(await n.versions(bytes(key)))
    .map((v) => [v.operationType, v.nodeId, v.sequence, v.timestampMs, v.value])),
  conflicts: async (n, after, most) => ok(...(await n.conflicts(bytes(after), Number(most))).flatMap((c) => [
    [c.key, c.isUnresolved, c.sides.length, c.base !== null, c.base ?? new Uint8Array()],
    ...c.sides.map((s) => [s.operationType, s.isShown, s.isLocal, s.nodeId, s.sequence, s.value]),
  ])),
  put: async (n, key, value, at) => {
    const op = await n.put(bytes(key), bytes(value), BigInt(at));
    return ok(op.syncId, op.version);
  },
  remove: async (n, key, at) => {
    const op = await n.remove(bytes(key), BigInt(at));
    return ok(op.syncId, op.version);
  },
  put_local: async (n, key, value, at) => ok(...applied(await n.putLocal(bytes(key), bytes(value), BigInt(at)))),
  remove_local: async (n, key, at) => ok(...applied(await n.removeLocal(bytes(key), BigInt(at)))),
  put_unlogged: async (n, key, value, at, version) =>
    ok(...applied(await n.putUnlogged(bytes(key), bytes(value), BigInt(at), BigInt(version)))),
  group: async (n, at, ...parts) => {
    const made = group(parts);
    const op = await n.submit(made, BigInt(at));
    return ok(op.syncId, op.version, op.operationType, made.length);
  },
  group_local: async (n, at, ...parts) => {
    const made = group(parts);
    const found = await n.applyLocal(made, BigInt(at));
    made.clear();
    return ok(...applied(found), made.length);
  },
  submit_local: (n) => counted(n.submitLocalWrites()),
  batch: async (n) => ok(...(await n.nextBatch()).map(envelope)),
  tick: async (n, prune) => {
    const t = await n.tick(prune === '1');
    return ok(t.retriedCount, t.prunedCount, ...t.batch.map(envelope));
  },
  outbox: async (n) => ok(...(await n.outbox()).map(envelope)),
  failed: async (n) => ok(...(await n.failed()).map(envelope)),
  held: async (n) => ok(...(await n.held()).map(envelope)),
  find: async (n, id) => ok(envelope(await n.find(text(id)))),
  encode: async (n, id) => ok(sda.encode((await n.find(text(id))).op)),
  receive: async (n, data) => {
    const r = await n.receive(sda.decode(bytes(data)));
    return ok(r.applied, r.duplicate, r.conflict, applied(r.apply).slice(0, 3));
  },
  ack: (n, id) => done(n.ack(text(id))),
  fail: async (n, id, status) => ((await n.reportSendFailure(text(id), Number(status))) ? 'ok' : nothing),
  queue: (n, id) => done(n.queue(text(id))),
  requeue: (n, id) => done(n.requeueFailed(text(id))),
  requeue_all: (n) => counted(n.requeueAllFailed()),
  discard: (n, id) => done(n.discardFailed(text(id))),
  prune_failed: (n) => counted(n.pruneFailed()),
  prune_completed: (n) => counted(n.pruneCompleted()),
  retry_expired: (n) => counted(n.retryExpired()),
  state: async (n) => ok(...Object.values(await n.state())),
  wakeup: async (n) => maybe(await n.nextWakeup()),
  policy: (n, policy) => done(n.setPolicy(Number(policy))),
  merge,
  register: (n, name, lease) => done(n.registerPeer(text(name), BigInt(lease))),
  unregister: (n, name) => done(n.removePeer(text(name))),
  peer: async (n, name) => ok(peer(await n.peer(text(name)))),
  peers: async (n) => ok(...(await n.peers()).map(peer)),
  expire: async (n) => ok(...(await n.expirePeers()).map((p) => p.nodeId)),
  ack_from: (n, id, name) => done(n.ackFrom(text(id), text(name))),
  applied_at: async (n, id, name) => ((await n.isAppliedAt(text(id), text(name))) ? 'ok' : nothing),
  feed_end: (n) => counted(n.feedEnd()),
  flush: (n) => done(n.flush()),
  maintain: async (n, most) => ok(await n.maintain(BigInt(most))),
  checkpoint: (n) => done(n.checkpoint()),
  reload: (n) => done(n.reload()),
  clear: (n) => done(n.clearMemory()),
  digest: async (n) => ok(await n.digest()),
  changes: (n) => counted(n.changes()),
  identity: async (n) => {
    const found = await n.identity();
    return found === null ? nothing : ok(found.nodeId, found.epoch);
  },
  renamed: async (n) => maybe(await n.renamedFrom()),
  health: async (n) => {
    const health = await n.health();
    return ok(health.isStopped, health.failure, health.oldestOwedVersion);
  },
  status: async (n) => ok(await n.statusJson()),
  backup: async (n, path) => ok((await n.backup(text(path))).version),
  verify: async (n) => verified(await n.verify()),
};

async function answer(line) {
  const [verb, ...tokens] = line.split(' ');
  try {
    if (verb in own) return await own[verb](...tokens);
    const [name, ...rest] = tokens;
    if (verb in ofSession) return await ofSession[verb](sessions[name], ...rest);
    if (verb in ofReader) return await ofReader[verb](readers[name], ...rest);
    if (verb in ofWriter) return await ofWriter[verb](writers[name], ...rest);
    if (verb in ofClient) return await ofClient[verb](clients[name], ...rest);
    if (verb in ofFeed) return await ofFeed[verb](feeds[name], ...rest);
    return await ofEngine[verb](engines[name], ...rest);
  } catch (error) {
    if (error instanceof sda.SoftadastraError) return `error ${error.status} ${error.message}|${error.context}`;
    if (error instanceof Boom) return `raised ${error.message}`;
    throw error;
  }
}

await reset();
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write((await answer(line)) + '\n');
}
