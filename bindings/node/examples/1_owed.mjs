// SPDX-License-Identifier: Apache-2.0
// A write that is durable here and owed to the other side, from submit to acknowledgement.
import { Engine } from '@softadastra/sdk';

const path = `${process.argv[2]}/notes.wal`;

let notes = await Engine.open({ path, nodeId: 'laptop' });
for (const text of ['buy bread', 'call Ada']) {
  const operation = await notes.put(`note:${text[0]}`, text);
  console.log(`submitted ${operation.syncId} version ${operation.version}`);
}
for (const { op } of await notes.nextBatch()) console.log(`send ${op.syncId}: ${op.value}`);
console.log(`in flight ${(await notes.state()).inFlightCount}`);
await notes.ack('laptop-1');
try {
  await notes.ack('laptop-9');
} catch (error) {
  console.log(`refused: ${error.message}`);
}
await notes.close();

// What was not acknowledged is still owed after a restart.
notes = await Engine.open({ path, nodeId: 'laptop' });
console.log(`owed after restart ${(await notes.report()).owedCount}`);
await notes.close();
