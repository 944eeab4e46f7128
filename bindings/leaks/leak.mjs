// SPDX-License-Identifier: Apache-2.0
// As leak.c, in Node.js.
import { Engine } from '../node/lib/index.js';

function residentKib() {
  globalThis.gc?.();
  return Math.round(process.memoryUsage.rss() / 1024);
}

async function turn() {
  const engine = await Engine.open({ nodeId: 'leak' });
  engine.putSync('k', 'value', 1n);
  engine.getSync('k');
  const scan = await engine.scan();
  await scan.next();
  await scan.close();
  await engine.versions('k');
  await engine.ack('leak-9').catch(() => {});
  await engine.close();
}

const rounds = Number(process.argv[2]);
let before = 0;
for (let at = 0; at < rounds; at++) {
  await turn();
  if (at === Math.floor(rounds / 5)) before = residentKib();
}
console.log(before, residentKib());
