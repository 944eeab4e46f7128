// SPDX-License-Identifier: Apache-2.0
// Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge.
import { Engine, Policy, encode } from '@softadastra/sdk';

async function deliver(source, target) {
  for (const { op } of await source.nextBatch()) {
    await target.receive(encode(op));
    await source.ack(op.syncId);
  }
}

// A value is a set of words: the same answer whoever asks.
function union(key, versions) {
  const words = versions.flatMap((version) => String(version.value).split(' ')).filter(Boolean);
  return [...new Set(words)].sort().join(' ');
}

const desk = await Engine.open({ nodeId: 'desk' });
const phone = await Engine.open({ nodeId: 'phone' });
await desk.put('list', 'milk eggs', 1_700_000_010_000);
await phone.put('list', 'milk tea', 1_700_000_011_000);
await desk.put('shop', 'corner', 1_700_000_012_000);
await phone.put('shop', 'market', 1_700_000_011_000);
await deliver(desk, phone);
await deliver(phone, desk);
for (const { key, sides } of await desk.conflicts()) {
  console.log(`${key}: ${sides.map((side) => `${side.nodeId} ${side.value}`).sort().join(', ')}`);
}

// Whoever writes next has seen both sides, and ends the conflict everywhere.
await phone.put('shop', 'corner, then market', 1_700_000_020_000);
await deliver(phone, desk);
console.log(`shop = ${await desk.get('shop')}`);

// For the rest a function decides; nothing of it is stored.
await desk.setPolicy(Policy.CUSTOM);
await desk.setMerge(union);
console.log(`list = ${await desk.get('list')}`);
console.log(`conflicts ${(await desk.conflicts()).length}`);
await desk.close();
await phone.close();
