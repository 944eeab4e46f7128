// SPDX-License-Identifier: Apache-2.0
// What the conformance scripts cannot say: examples, errors, closing, promises, callbacks, memory.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';
import * as sda from '../lib/index.js';
import { bind } from '../lib/raw.js';

const { Client, ClientOptions, Engine, Policy, SoftadastraError, Value } = sda;
const here = fileURLToPath(new URL('.', import.meta.url));

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'softadastra-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

const fails = (code) => (error) => error instanceof SoftadastraError && error.code === code;

for (const name of readdirSync(join(here, '../examples')).sort()) {
  test(`${name} prints what it prints in every language`, (t) => {
    const ran = spawnSync(process.execPath, [join(here, '../examples', name), folder(t)], { encoding: 'utf8' });
    const expected = join(here, '../../examples', name.replace('.mjs', '.expected'));
    assert.equal(ran.stdout, readFileSync(expected, 'utf8'), ran.stderr);
  });
}

test('every function of the library is bound', () => {
  const bound = Object.keys(bind(koffi.load(process.env.SOFTADASTRA_LIBRARY))).sort();
  assert.deepEqual(bound, readFileSync(join(here, '../../exports.txt'), 'utf8').trim().split('\n'));
});

test('errors have code, status, message and context', async () => {
  const engine = await Engine.open({ nodeId: 'a' });
  await assert.rejects(engine.ack('a-9'), (error) => {
    assert.deepEqual([error.code, error.codeString(), error.status], ['not_found', 'not_found', -4]);
    return error.message.includes('a-9');
  });
  await assert.rejects(Engine.open({ nodeID: 'a' }), /no such option: nodeID/);
  await assert.rejects(engine.put(5, 'v'), TypeError);
  await engine.close();
});

test('a call that waits for the disk leaves the main thread free', async (t) => {
  const engine = await Engine.open({ path: join(folder(t), 'a.wal'), nodeId: 'a' });
  let turns = 0;
  const timer = setInterval(() => { turns += 1; }, 0);
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 16 }, (_, at) => engine.put(`k${at}`, 'v')));
  }
  clearInterval(timer);
  assert.ok(turns > 0);
  assert.equal((await engine.state()).outboxSize, 320n);
  await engine.close();
});

test('closing twice does nothing, waits for calls, and use after close fails', async (t) => {
  const engine = await Engine.open({ path: join(folder(t), 'a.wal'), nodeId: 'a' });
  const things = [await engine.scan(), await engine.feed(), await engine.session({ acceptUnknown: true }), new sda.Group()];
  const puts = Array.from({ length: 8 }, (_, at) => engine.put(`k${at}`, 'v'));
  await Promise.all([engine.close(), engine.close()]);
  assert.equal((await Promise.all(puts)).length, 8);
  const [scan, feed, session, group] = things;
  for (const use of [() => engine.get('k'), () => scan.next(), () => feed.next(), () => session.pollTransmit()]) {
    await assert.rejects(use(), fails('closed'));
  }
  for (const thing of things) {
    await thing.close();
    await thing.close();
  }
  assert.throws(() => group.put('k', 'v'), fails('closed'));
  assert.throws(() => engine.getSync('k'), fails('closed'));
});

async function contested() {
  const [engine, other] = [await Engine.open({ nodeId: 'a' }), await Engine.open({ nodeId: 'b' })];
  await other.put('k', 'theirs');
  await engine.put('k', 'mine');
  await engine.receive(sda.encode((await other.nextBatch())[0].op));
  await other.close();
  await engine.setPolicy(Policy.CUSTOM);
  return engine;
}

test('what a merge function throws comes out of the call that reads', async () => {
  const engine = await contested();
  const boom = new Error('boom');
  await engine.setMerge(() => { throw boom; });
  await assert.rejects(engine.get('k'), (error) => error === boom);
  assert.throws(() => engine.getSync('k'), (error) => error === boom);
  await assert.rejects(async () => { for await (const _ of await engine.scan()); }, (error) => error === boom);
  await engine.setMerge((_key, versions) => versions.map((v) => v.value).sort().join('+'));
  assert.equal(String(await engine.get('k')), 'mine+theirs');
  await engine.setMerge(() => engine.getSync('k'));
  await assert.rejects(engine.get('k'), fails('busy'));
  await engine.close();
});

test('a callback can neither use nor close what the call uses', async () => {
  const engine = await contested();
  const walk = await engine.scan();
  let closing;
  await engine.setMerge(() => { closing = engine.close(); return 'merged'; });
  assert.equal(String(await engine.get('k')), 'merged');
  await assert.rejects(closing, fails('busy'));
  // A handle's calls wait for each other: this one comes after the one that it was made in.
  const later = [];
  await engine.setMerge(() => { later.push(walk.close()); return 'merged'; });
  assert.equal(String((await walk.next()).value.value), 'merged');
  await Promise.all(later);
  await assert.rejects(walk.next(), fails('closed'));
  await engine.close();
});

test('a clock can neither use nor close what the call uses', async () => {
  let inside = null;
  const clock = () => {
    inside?.();
    return 1_700_000_000_000;
  };
  const [engine, group] = [await Engine.open({ nodeId: 'a', clock }), new sda.Group()];
  group.put('k', 'v');
  inside = () => group.put('l', 'w');
  await assert.rejects(engine.submit(group, 1), fails('busy'));
  let closing;
  inside = () => { closing ??= group.close(); };
  await engine.submit(group, 1);
  inside = null;
  await closing;
  assert.throws(() => group.put('l', 'w'), fails('closed'));
  assert.equal(String(await engine.get('k')), 'v');
  await engine.close();
});

test('notices are told to a function', async () => {
  const engine = await Engine.open({ nodeId: 'a', maxRetries: 1 });
  const failADelivery = async () => {
    const { syncId } = await engine.put('k', 'v');
    await engine.nextBatch();
    await engine.reportSendFailure(syncId, sda.ErrorCode.TIMED_OUT);
  };
  const heard = [];
  await engine.keepNotices(sda.Severity.WARNING, (notice) => { heard.push(notice); });
  await failADelivery();
  assert.deepEqual(heard.map(({ topic }) => topic), [sda.Topic.OUTBOX]);
  assert.match(heard[0].text, /1 operations/);
  assert.equal(await engine.pollNotice(), null);
  const boom = new Error('boom');
  await engine.keepNotices(sda.Severity.WARNING, () => { throw boom; });
  await assert.rejects(failADelivery(), (error) => error === boom);
  await engine.keepNotices(sda.Severity.WARNING, () => { engine.getSync('k'); });
  await assert.rejects(failADelivery(), fails('busy'));
  await engine.keepNotices(sda.Severity.NONE);
  await failADelivery();
  assert.equal((await engine.failed()).length, 4);
  await engine.close();
});

test('many keys at once inside a callback of many keys at once', async () => {
  const [engine, other] = [await contested(), await Engine.open({ nodeId: 'c' })];
  await other.put('x', 'from elsewhere');
  await engine.put('l', 'plain');
  await engine.setMerge(() => other.getManySync(['x', 'none', 'y'])[0]);
  const found = engine.getManySync(['k', 'none', Buffer.from('l'), '']).map((value) => value && `${Buffer.from(value)}`);
  assert.deepEqual(found, ['from elsewhere', null, 'plain', null]);
  await engine.setMerge(() => { throw new RangeError('boom'); });
  assert.throws(() => engine.getManySync(['k']), RangeError);
  assert.equal(engine.getManySync(Array.from({ length: 5000 }, () => 'l')).length, 5000);
  await engine.close();
  await other.close();
});

test('what a clock throws comes out of the call that asked', async () => {
  let left = 6;
  const clock = () => {
    if (left-- === 0) throw new RangeError('no more time');
    return 1_700_000_000_000;
  };
  await assert.rejects(async () => {
    const engine = await Engine.open({ nodeId: 'a', clock });
    for (let at = 0; at < 20; at++) await engine.put('k', 'v', 1);
  }, RangeError);
});

test('nothing leaks over many handles', async () => {
  const engine = await Engine.open({ nodeId: 'a' });
  const turn = async (count) => {
    for (let at = 0; at < count; at++) {
      await engine.putLocal('key', 'v'.repeat(64));
      await engine.get('key');
      for await (const _ of await engine.scan());
      await engine.versions('key');
      await assert.rejects(engine.find('a-99'));
    }
  };
  await turn(1000);
  const before = process.memoryUsage.rss();
  await turn(4000);
  const grown = process.memoryUsage.rss() - before;
  assert.ok(grown < 32 << 20, `${grown} bytes more`);
  await engine.close();
});

test('the documented client: results, codes, counters', async (t) => {
  const path = join(folder(t), 'client.wal');
  const client = new Client(ClientOptions.persistent('app', path));
  const closed = await client.get('k');
  assert.deepEqual([closed.error().codeString(), closed.error().message], ['invalid_state', 'SDK client is not open']);
  assert.ok((await client.open()).isOk() && (await client.open()).isOk());
  assert.ok((await client.put('app/name', 'Softadastra SDK')).isOk());
  assert.ok((await client.put('app/raw', Value.fromString('v'))).isOk());
  assert.equal((await client.get('app/name')).value().toString(), 'Softadastra SDK');
  assert.equal(client.size(), 2);
  const absent = await client.get('none');
  assert.deepEqual([absent.error().codeString(), absent.error().message, absent.error().context],
    ['not_found', 'key not found', 'none']);
  assert.throws(() => absent.value(), /Result: no value/);
  assert.equal((await client.put('', 'v')).error().message, 'key cannot be empty');
  const before = (await client.sync_state_info()).value();
  assert.deepEqual([before.outboxSize, before.queuedCount, before.failedCount, before.hasWork()], [2, 2, 0, true]);
  const turn = (await client.tick({ prune: true })).value();
  assert.deepEqual([turn.retriedCount, turn.prunedCount], [0, 0]);
  assert.equal((await client.connect(new sda.Peer('b', '127.0.0.1', 9))).error().codeString(), 'transport_error');
  const info = (await client.nodeInfo()).value();
  assert.deepEqual([info.nodeId, info.displayName], ['app', 'app']);
  assert.ok(info.uptime_ms() >= 0 && info.capabilities.includes('store'));
  assert.ok((await client.remove('app/raw')).isOk());
  assert.ok(client.contains('app/name') && !client.contains('app/raw'));
  await client.close();
  await client.close();
  const again = new Client(ClientOptions.persistent('app', path));
  await again.open();
  assert.deepEqual([again.size(), (await again.syncStateInfo()).value().outboxSize], [1, 3]);
  await again.close();
});

test('many keys go and come in one call', async () => {
  const engine = await Engine.open({ nodeId: 'a' });
  const long = Buffer.alloc(10000, 'x');
  const group = new sda.Group().putMany([['a', 'one'], ['b', ''], ['c', long]]);
  assert.throws(() => group.putMany([['d', '1'], ['a', 'twice']]), { code: 'invalid_argument' });
  assert.equal(group.length, 3);
  await engine.submit(group);
  await group.close();
  const text = (value) => value === null ? null : Buffer.from(value).toString();
  assert.deepEqual((await engine.getMany(['none', 'a', 'b'])).map(text), [null, 'one', '']);
  assert.deepEqual(await engine.getMany([]), []);
  assert.equal(engine.getSync('c').length, 10000);
  assert.deepEqual(engine.getManySync(['b', 'none']).map(text), ['', null]);
  const scan = await engine.scan();
  const keys = [];
  for (let part; (part = await scan.nextMany(4)).length > 0;) keys.push(...part.map(([key]) => text(key)));
  assert.deepEqual(keys, ['a', 'b', 'c']);
  await engine.close();
  await assert.rejects(engine.getMany(['a']), { code: 'closed' });
  assert.throws(() => engine.getSync('a'), { code: 'closed' });
});

test('more than a call gives comes in several', async () => {
  const engine = await Engine.open({ nodeId: 'a' });
  await engine.putLocal('k', Buffer.alloc(33 << 20, 'v'));
  for (const found of [await engine.getMany(['k', 'k', 'k', 'none']), engine.getManySync(['k', 'k', 'k', 'none'])]) {
    assert.deepEqual(found.map((value) => value?.length ?? null), [33 << 20, 33 << 20, 33 << 20, null]);
  }
  await engine.close();
});

test('a value is read piece by piece, as it was', async () => {
  const value = Buffer.from(Array.from({ length: 256_000 }, (_, at) => at % 256));
  const engine = await Engine.open({ nodeId: 'a' });
  const { version } = await engine.put('k', value, 7);
  const reader = await engine.openValue('k');
  assert.equal(await engine.openValue('none'), null);
  assert.deepEqual([reader.size, reader.version, reader.timestampMs], [256_000n, version, 7n]);
  await engine.put('k', 'another');
  assert.deepEqual(await reader.read(300, 10), value.subarray(300, 310));
  assert.deepEqual(await reader.read(255_995n, 100), value.subarray(-5));
  assert.equal((await reader.read(256_000)).length, 0);
  const pieces = [];
  for await (const piece of reader.pieces(60_000)) pieces.push(piece);
  assert.deepEqual(Buffer.concat(pieces), value);
  await engine.close();
  await assert.rejects(reader.read(0), fails('closed'));
  await reader.close();
  await reader.close();
  await assert.rejects(reader.read(0), fails('closed'));
});

test('a value is written piece by piece, or not at all', async (t) => {
  const value = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
  const home = folder(t);
  const engine = await Engine.open({ path: join(home, 'a.wal'), nodeId: 'a', durability: sda.Durability.FAST });
  const before = readdirSync(home).length;
  const writer = await engine.beginValue('k', value.length, 7);
  await writer.writeAll(Readable.from([value.subarray(0, 200_000), value.subarray(200_000, 290_000)]));
  await assert.rejects(writer.commit(), fails('invalid_argument'));
  await assert.rejects(writer.write(value), fails('invalid_argument'));
  await Promise.all([writer.write(value.subarray(290_000, 299_000)), writer.write(value.subarray(299_000))]);
  assert.equal(await engine.get('k'), null);
  const { version } = await writer.commit();
  assert.deepEqual(await engine.get('k'), value);
  assert.equal((await engine.entry('k')).version, version);
  await assert.rejects(writer.commit(), fails('invalid_state'));
  const given = await engine.beginValue('given up', value.length);
  await given.write('the beginning');
  await given[Symbol.asyncDispose ?? Symbol.for('asyncDispose')]();
  for (const one of [writer, given, writer, given]) await one.close();
  await assert.rejects(given.write('more'), fails('closed'));
  assert.equal(await engine.get('given up'), null);
  assert.equal(readdirSync(home).length, before + 1);
  await assert.rejects(engine.beginValue('', 1), fails('invalid_argument'));
  const left = await engine.beginValue('left', 1);
  await engine.close();
  await assert.rejects(left.write('1'), fails('closed'));
  await left.close();
});

test('notices wait to be fetched, deliveries are known, keys are made', async () => {
  const engine = await Engine.open({ nodeId: 'a' });
  await engine.keepNotices(sda.Severity.INFO);
  await engine.registerPeer('b');
  const { syncId } = await engine.put('k', 'v');
  assert.equal((await engine.deliveryOf(syncId, 'b')).isApplied, false);
  await engine.ackFrom(syncId, 'b');
  assert.equal((await engine.deliveryOf(syncId, 'b')).isApplied, true);
  await assert.rejects(engine.deliveryOf(syncId, 'c'), { code: 'not_found' });
  for (let notice; (notice = await engine.pollNotice()) !== null;) assert.ok(notice.text.length > 0);
  await engine.close();
  const { secretKey, publicKey } = sda.generateKeys();
  assert.deepEqual([secretKey.length, publicKey.length], [32, 32]);
});
