// SPDX-License-Identifier: Apache-2.0
// Clients over TCP on this machine, over channels of the test, and logs of format 1.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import * as sda from '../lib/index.js';

const { Client, ClientEventType, ClientOptions, Engine, OperationStatus, Peer, Policy, Wal, WalReader } = sda;
const TURNS = 3000;

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'softadastra-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

const ok = async (result) => (await result).value();
const word = async (result) => (await result).error().codeString();
const newKey = () => sda.generateKeys().secretKey;

async function opened(t, nodeId, wanted = {}) {
  const options = Object.assign(ClientOptions.memoryOnly(nodeId), { more: { requireAck: true } }, wanted);
  const client = new Client(options);
  t.after(() => client.close());
  await ok(client.open());
  return client;
}

const overTcp = (t, nodeId, wanted) =>
  opened(t, nodeId, { enableTransport: true, transportHost: '127.0.0.1', ...wanted });
const at = (nodeId, client) => new Peer(nodeId, '127.0.0.1', client.servedPort());

/** Takes turns until something holds. */
async function until(holds, ...clients) {
  for (let turn = 0; turn < TURNS; turn++) {
    if (await holds()) return;
    for (const client of clients) {
      await ok(client.tick());
      await ok(client.wait(1));
    }
  }
  assert.fail('it did not come to hold');
}

const applied = (client, version) => async () => await ok(client.statusOf(version)) === OperationStatus.APPLIED;

test('what is written apart arrives, and another key gets nothing', async (t) => {
  const [walPath, groupKey] = [join(folder(t), 'a.wal'), newKey()];
  const alone = new Client(Object.assign(ClientOptions.persistent('a', walPath), { groupKey }));
  await ok(alone.open());
  const version = await ok(alone.put('k', 'written offline'));
  assert.equal(await ok(alone.statusOf(version)), OperationStatus.QUEUED);
  await ok(alone.close());

  const a = await overTcp(t, 'a', { ...ClientOptions.persistent('a', walPath), enableTransport: true,
    transportHost: '127.0.0.1', groupKey });
  const [b, c] = [await overTcp(t, 'b', { groupKey }), await overTcp(t, 'c', { groupKey: newKey() })];
  assert.deepEqual([a.transportRunning(), a.servedPort()], [false, 0]);
  assert.equal(await word(a.connect(new Peer('b', '127.0.0.1', 9))), 'transport_error');
  assert.equal(await word(a.connect(new Peer('b', '127.0.0.1', 0))), 'invalid_argument');
  for (const client of [a, b, c]) await ok(client.startTransport());
  assert.ok(a.transportRunning() && a.servedPort() > 0);
  await ok(a.connect(at('b', b)));
  await until(applied(a, version), a, b);
  assert.equal(String(await ok(b.get('k'))), 'written offline');
  assert.deepEqual((await ok(a.knownPeers())).map((peer) => [peer.nodeId, peer.isConnected]), [['b', true]]);
  assert.equal((await ok(a.events(1)))[0].eventType, ClientEventType.CONNECTED);
  const [{ op }] = await a.engine.outbox();
  assert.equal((await a.engine.deliveryOf(op.syncId, 'b')).isApplied, true);
  assert.equal((await ok(a.syncStateInfo())).acknowledgedCount, 1);
  assert.equal((await ok(a.tick({ prune: true }))).prunedCount, 1);
  assert.equal(await ok(a.statusOf(version)), null);

  await ok(c.connect(at('a', a)));
  const seen = new Set();
  await until(async () => {
    for (const client of [a, c]) (await ok(client.events())).forEach((event) => seen.add(event.eventType));
    return seen.has(ClientEventType.REFUSED) && seen.has(ClientEventType.UNREACHABLE);
  }, a, c);
  assert.equal(c.size(), 0);
  await ok(a.disconnect(at('b', b)));
  assert.equal((await a.disconnect(at('b', b))).error().message, 'failed to disconnect from peer');
  await ok(a.stopTransport());
  assert.equal(a.transportRunning(), false);
});

test('keys of ones own let in whom they trust', async (t) => {
  const [mine, theirs] = [sda.generateKeys(), sda.generateKeys()];
  const a = await overTcp(t, 'a', { secretKey: mine.secretKey });
  const b = await overTcp(t, 'b', { secretKey: theirs.secretKey });
  await ok(a.trust('b', theirs.publicKey));
  await ok(b.trust('a', mine.publicKey));
  await ok(a.startTransport());
  await ok(b.startTransport());
  const refused = (await a.connect(new Peer('x', '127.0.0.1', 9))).error();
  assert.deepEqual([refused.code, refused.context], ['transport_error', 'x']);
  await ok(a.connect(at('b', b)));
  const version = await ok(a.put('k', 'v'));
  assert.equal((await a.waitUntilAcknowledged(version, 0)).error().message, 'no acknowledgement in time');
  const [done] = await Promise.all([a.waitUntilAcknowledged(version, 60_000), until(applied(a, version), b)]);
  assert.ok(done.isOk());
  assert.equal(await word(a.waitUntilAcknowledged(version + 100n, 1000)), 'not_found');
  assert.equal(await word((await overTcp(t, 'c')).trust('b', theirs.publicKey)), 'invalid_state');
});

test('two find each other', async (t) => {
  const options = {
    groupKey: newKey(), enableDiscovery: true, discoveryHost: '127.0.0.1', discoveryPort: 20000 + process.pid % 12000,
  };
  const [a, b] = [await overTcp(t, 'a', options), await overTcp(t, 'b', options)];
  for (const client of [a, b]) {
    await ok(client.startTransport());
    await ok(client.startDiscovery());
  }
  assert.ok(a.discoveryRunning());
  await until(applied(a, await ok(a.put('k', 'v'))), a, b);
  const found = async () => (await ok(b.peers())).find((peer) => peer.port === a.servedPort());
  await until(async () => (await found()) !== undefined, a, b);
  assert.ok((await found()) instanceof Peer);
  await ok(a.stopDiscovery());
  assert.equal(a.discoveryRunning(), false);
});

async function carry(source, link, target, other) {
  await ok(source.tick());
  for (let message; (message = await ok(source.nextMessage(link))) !== null;) await ok(target.receive(other, message));
}

test('messages go over channels of the application', async (t) => {
  const [a, b] = [await opened(t, 'a'), await opened(t, 'b')];
  assert.equal(await word(a.openLink('b', true)), 'invalid_state');
  assert.equal(await word(a.wait(1)), 'transport_error');
  await ok(a.startCarrying());
  await ok(b.startCarrying());
  const [toB, toA] = [await ok(a.openLink('b', true)), await ok(b.openLink('a', false))];
  const version = await ok(a.put('k', 'v'));
  for (let turn = 0; turn < TURNS && !(await applied(a, version)()); turn++) {
    await carry(a, toB, b, toA);
    await carry(b, toA, a, toB);
  }
  assert.equal(String(await ok(b.get('k'))), 'v');
  assert.equal(await ok(a.statusOf(version)), OperationStatus.APPLIED);
  await ok(a.closeLink(toB));
  await ok(a.closeLink(toB));
  assert.equal(await word(a.nextMessage(toB)), 'transport_error');
  assert.equal(await word(a.receive(toB, Buffer.alloc(1))), 'transport_error');
  const later = await ok(a.put('k', 'later'));
  await ok(a.tick());
  assert.equal(await ok(a.statusOf(later)), OperationStatus.QUEUED);
  await ok(a.stopTransport());
});

test('a client lends its engine, whose merge function its own calls run', async (t) => {
  const [client, other] = [await overTcp(t, 'a'), await Engine.open({ nodeId: 'b' })];
  await other.put('k', 'theirs');
  await ok(client.put('k', 'mine'));
  await client.engine.receive(sda.encode((await other.nextBatch())[0].op));
  await other.close();
  await client.engine.setPolicy(Policy.CUSTOM);
  await ok(client.startTransport());
  const waiting = client.wait(60_000);
  const boom = new Error('boom');
  await client.engine.setMerge(() => { throw boom; }); // ends the wait
  assert.ok((await waiting).isOk());
  await assert.rejects(client.get('k'), (error) => error === boom);
  await client.engine.setMerge((_key, versions) => versions.map((v) => v.value).sort().join('+'));
  assert.equal(String(await ok(client.get('k'))), 'mine+theirs');
  assert.equal(await ok(client.wait(20)), 0);
  let closing;
  await client.engine.setMerge(() => {
    closing = client.close();
    return null;
  });
  await client.get('k');
  assert.match((await closing).error().message, /in use by the callback/);
  assert.deepEqual(await Promise.all([client.retryExpired(), client.pruneCompleted(), client.pruneFailed()].map(ok)),
    [0, 0, 0]);
  await client.engine.configure({ outboxOpsMax: 1 });
  assert.equal(await word(client.put('k2', 'v')), 'sync_error');
  await assert.rejects(overTcp(t, 'b', { more: { transport: true } }), /no such option: transport/);
  const short = new Client(Object.assign(ClientOptions.memoryOnly('b'), { groupKey: Buffer.from('short') }));
  assert.equal(await word(short.open()), 'invalid_argument');
});

test('closing ends a wait, and later calls fail', async (t) => {
  const client = await overTcp(t, 'a');
  await ok(client.startTransport());
  const { engine } = client;
  const waits = Array.from({ length: 3 }, () => client.wait(60_000));
  const puts = Array.from({ length: 8 }, () => client.put('k', 'v'));
  const closes = await Promise.all([client.close(), client.close()]);
  assert.ok(closes.every((closed) => closed.isOk()) && !client.isOpen() && client.engine === null);
  for (const call of [...waits, ...puts]) assert.ok((await call).isOk());
  const calls = [client.put('k', 'v'), client.get('k'), client.tick(), client.events(), client.knownPeers(),
    client.statusOf(1n), client.startCarrying(), client.wait(1), client.startTransport()];
  for (const call of calls) assert.equal((await call).error().message, 'SDK client is not open');
  assert.deepEqual([client.transportRunning(), client.discoveryRunning(), client.size()], [false, false, 0]);
  await assert.rejects(engine.get('k'), { code: 'closed' });
  await ok(client.open());
  assert.equal(client.size(), 0);
});

test('a log of format 1 is written, walked over and recovered', async (t) => {
  const path = join(folder(t), 'logs', 'old.wal');
  const wal = await Wal.open(path);
  assert.equal(await wal.appendRecord(1, 'one', 1_700_000_000_000n), 1n);
  await wal.raiseSequence(9n);
  assert.equal(await wal.appendRecord(3, Buffer.from('two')), 10n);
  await assert.rejects(Wal.open(path), { code: 'locked' });
  await assert.rejects(wal.appendRecord(9), { code: 'invalid_argument' });
  await wal.flush();
  await wal.close();
  await wal.close();
  await assert.rejects(wal.flush(), { code: 'closed' });
  const records = [];
  for await (const record of await WalReader.open(path)) records.push(record);
  assert.deepEqual(records.map((record) => [record.recordType, record.sequence, String(record.payload)]),
    [[1, 1n, 'one'], [3, 10n, 'two']]);
  assert.equal(records[0].timestampMs, 1_700_000_000_000n);
  const whole = await Wal.read(path);
  const torn = await Wal.open(path);
  await torn.append(whole.subarray(0, 10));
  await torn.close();
  const again = await Wal.open(path);
  assert.deepEqual(await again.recover(), { recordCount: 2n, sequence: 10n, cutBytes: 10n });
  assert.deepEqual(await Wal.read(`${path}.torn`), whole.subarray(0, 10));
  await again.close();
  await assert.rejects(WalReader.open(`${path}.none`), { code: 'file_read' });
});
