// SPDX-License-Identifier: Apache-2.0
// Two clients that write while apart and then meet over TCP, and one that has another key.
import { Client, ClientEventType, ClientOptions, OperationStatus, Peer, generateKeys } from '@softadastra/sdk';

const ok = async (result) => (await result).value();

async function open(nodeId, groupKey) {
  const options = Object.assign(ClientOptions.memoryOnly(nodeId), {
    groupKey, enableTransport: true, transportHost: '127.0.0.1', more: { requireAck: true },
  });
  const client = new Client(options);
  await ok(client.open());
  return client;
}

async function areApplied(client, versions) {
  for (const version of versions) {
    if (await ok(client.statusOf(version)) !== OperationStatus.APPLIED) return false;
  }
  return true;
}

const key = generateKeys().secretKey;
const [field, office] = [await open('field', key), await open('office', key)];
const writes = [await ok(field.put('well/4', 'dry')), await ok(field.put('well/5', 'wet'))];
const plan = await ok(office.put('plan', 'dig at well/4'));
console.log(`apart: field has ${field.size()} office has ${office.size()}`);

await ok(field.startTransport());
await ok(office.startTransport());
await ok(field.connect(new Peer('office', '127.0.0.1', office.servedPort())));
while (!(await areApplied(field, writes)) || !(await areApplied(office, [plan]))) {
  await ok(field.tick());
  await ok(office.tick());
  await ok(field.wait(10));
}
console.log(`together: field has ${field.size()} office has ${office.size()}`);
console.log(`well/4 at the office: ${await ok(office.get('well/4'))}`);
console.log(`acknowledged: ${(await ok(field.syncStateInfo())).acknowledgedCount === 2 ? 'yes' : 'no'}`);

const stranger = await open('stranger', generateKeys().secretKey);
await ok(stranger.startTransport());
await ok(stranger.connect(new Peer('office', '127.0.0.1', office.servedPort())));
for (let refused = false; !refused;) {
  await ok(stranger.tick());
  await ok(office.tick());
  await ok(stranger.wait(10));
  refused = (await ok(stranger.events())).some((event) => event.eventType === ClientEventType.UNREACHABLE);
}
console.log(`with another key: refused, has ${stranger.size()}`);
for (const client of [stranger, office, field]) await ok(client.close());
