// SPDX-License-Identifier: Apache-2.0
// An order and its lines belong together: written, sent and taken in as a whole or not at all.
import { Engine, Group, encode } from '@softadastra/sdk';

const shop = await Engine.open({ nodeId: 'shop' });
const stock = await Engine.open({ nodeId: 'stock' });
await shop.putLocal('cart:7', '3 lamps, 1 ladder');

const order = new Group();
order.put('order:7', 'open, 2 lines').put('order:7/line:1', '3 lamps');
order.put('order:7/line:2', '1 ladder').remove('cart:7');
console.log(`placed as ${(await shop.submit(order)).syncId} owed ${(await shop.state()).outboxSize}`);
try {
  order.put('order:7', 'twice');
} catch (error) {
  console.log(`refused: ${error.message}`);
}
await order.close();
console.log(`cart:7 = ${(await shop.get('cart:7')) ?? 'nothing'}`);

// One operation on the way, whatever carries it.
for (const { op } of await shop.nextBatch()) {
  const received = await stock.receive(encode(op));
  console.log(`stock takes ${op.syncId} created ${received.apply.created}`);
  await shop.ack(op.syncId);
}
for await (const entry of await stock.scan({ prefix: 'order:7' })) {
  console.log(`${entry.key} = ${entry.value}`);
}
const equal = Buffer.compare(await shop.digest(), await stock.digest()) === 0;
console.log(`equal digests ${equal ? 'yes' : 'no'}`);
await shop.close();
await stock.close();
