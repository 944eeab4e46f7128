// SPDX-License-Identifier: Apache-2.0
// A copy that never misses a change: walk over what there is, then follow what happens.
import { Engine, OperationType } from '@softadastra/sdk';

const options = { path: `${process.argv[2]}/follow.wal`, nodeId: 'desk', feedRetainBytes: 1 << 24 };

let notes = await Engine.open(options);
await notes.put('note:1', 'east field');
await notes.put('note:2', 'west field');
await notes.put('user:1', 'Ada');
// The position first, then the walk: what happens in between is in both, nothing in neither.
const position = await notes.feedEnd();
const scan = await notes.scan({ prefix: 'note:' });
await notes.put('note:3', 'written meanwhile');
for await (const entry of scan) console.log(`${entry.key} = ${entry.value}`);
await notes.close();

notes = await Engine.open(options);
await notes.remove('note:1');
await notes.flush();
const feed = await notes.feed(position);
for await (const change of feed) {
  const kind = change.operationType === OperationType.PUT ? 'put' : 'delete';
  console.log(`since then: ${kind} ${change.key} ${change.value}`);
}
await feed.close();
await notes.close();
