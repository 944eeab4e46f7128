// SPDX-License-Identifier: Apache-2.0
// Two nodes brought to the same state over a channel that loses every third frame.
import { Engine, EventType } from '@softadastra/sdk';

let now = 1_700_000_000_000n;
let count = 0;

async function carry(source, target) {
  let moved = false;
  for await (const frame of source.frames()) {
    [moved, count] = [true, count + 1];
    if (count % 3 !== 0) await target.handle(frame);
  }
  return moved;
}

const desk = await Engine.open({ nodeId: 'desk', clock: () => now, seed: 1 });
const phone = await Engine.open({ nodeId: 'phone', clock: () => now, seed: 2 });
await desk.registerPeer('phone');
await phone.registerPeer('desk');
for (let at = 0; at < 5; at++) {
  await desk.put(`desk:${at}`, 'written offline', now);
  await phone.put(`phone:${at}`, 'written offline', now);
}
const sessions = [await desk.session({ nodeId: 'phone' }), await phone.session({ nodeId: 'desk' })];
const equal = new Set();
while (equal.size < 2 || (await desk.state()).acknowledgedCount < 5n) {
  // After every change poll until there is nothing, then wait for the wake-up.
  for (let moved = true; moved;) {
    moved = await carry(sessions[0], sessions[1]);
    moved = (await carry(sessions[1], sessions[0])) || moved;
  }
  for (const session of sessions) {
    for await (const event of session.events()) {
      if (event.eventType === EventType.CONVERGED) equal.add(session);
    }
  }
  const wakes = (await Promise.all(sessions.map((session) => session.nextWakeup()))).filter((at) => at !== null);
  const next = wakes.reduce((least, at) => (at < least ? at : least), wakes[0] ?? now);
  now = next > now ? next : now + 1n;
}
for (const session of sessions) await session.close();
console.log(`desk has ${desk.size()} phone has ${phone.size()}`);
console.log(`equal digests ${Buffer.compare(await desk.digest(), await phone.digest()) === 0 ? 'yes' : 'no'}`);
console.log(`desk-1 is at the phone: ${(await desk.isAppliedAt('desk-1', 'phone')) ? 'yes' : 'no'}`);
console.log(`acknowledged ${(await desk.state()).acknowledgedCount}`);
await desk.close();
await phone.close();
