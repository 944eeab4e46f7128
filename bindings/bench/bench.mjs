// SPDX-License-Identifier: Apache-2.0
// What a call costs in Node.js; `run` has the rules. Single calls are those that answer at once, on
// the main thread: a promise from another thread costs as much as ten of them.
import { Durability, Engine, Group } from '../node/lib/index.js';

const [path, count, rounds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const MANY = 256;
const value = Buffer.alloc(64, 'v');
const inOrder = (step) => Array.from({ length: count },
  (_, at) => Buffer.from(`customer/${String(at * step % count).padStart(7, '0')}`));
const [keys, other] = [inOrder(40503), inOrder(25717)];
let asked = other;
const engine = await Engine.open({ path, nodeId: 'bench', durability: Durability.FAST, requireAck: false });

const put = () => { for (const key of keys) engine.putSync(key, value, 1700000000000n); };
const get = () => { for (const key of asked) engine.getSync(key); };
const nextBatch = () => { for (let seen = 0; seen < count;) seen += engine.nextBatchSync().length; };
const drain = () => { while (engine.nextBatchSync().length > 0); };

function getMany() {
  for (let at = 0; at < count; at += MANY) engine.getManySync(asked.slice(at, at + MANY));
}

async function putMany() {
  const group = new Group();
  for (let at = 0; at < count; at += MANY) {
    group.clear().putMany(keys.slice(at, at + MANY).map((key) => [key, value]));
    await engine.submit(group, 1700000000000n);
  }
  await group.close();
}

async function scanMany() {
  const scan = await engine.scan();
  while ((await scan.nextMany(65536)).length > 0);
  await scan.close();
}

async function measure(name, run, before = null) {
  let best = Infinity;
  for (let round = 0; round < (before ? rounds : 5 * rounds); round++) {
    before?.();
    const start = process.hrtime.bigint();
    await run();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / count);
  }
  console.log(`${name} ${best.toFixed(1)}`);
}

await measure('put', put, drain);
await measure('get', get);
asked = keys;
await measure('get_in_order', get);
await measure('next_batch', nextBatch, put);
asked = other;
await measure('get_many', getMany);
asked = keys;
await measure('get_many_in_order', getMany);
await measure('put_many', putMany, drain);
await measure('scan_many', scanMany);
await engine.close();
