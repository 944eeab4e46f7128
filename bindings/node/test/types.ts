// SPDX-License-Identifier: Apache-2.0
// Compiled and never run: what the declarations allow, and what they refuse.
import {
  Client, ClientEventType, ClientOptions, Engine, OperationStatus, Policy, Result, SoftadastraError, Value, WalReader,
} from '../lib/index.js';

export async function engine(): Promise<bigint> {
  const opened = await Engine.open({ nodeId: 'a', path: 'a.wal', outboxOpsMax: 10, clock: () => 1 });
  const version: bigint = (await opened.put('k', new Uint8Array(1))).version;
  await opened.setMerge((key, versions) => (key.length > versions.length ? null : 'text'));
  await opened.setPolicy(Policy.KEEP_BOTH);
  for await (const entry of await opened.scan({ prefix: 'k' })) entry.value.byteLength.toFixed();
  const writer = await opened.beginValue('k', 2n);
  await writer.writeAll(['a', new Uint8Array(1)]);
  // @ts-expect-error a piece is bytes or text
  await writer.write(5);
  (await writer.commit()).version.toString();
  // @ts-expect-error a 64-bit number is no number
  const wrong: number = (await opened.put('k', 'v')).version;
  // @ts-expect-error there is no such option
  await Engine.open({ nodeID: 'a' });
  // @ts-expect-error a merge function answers at once
  await opened.setMerge(async () => 'text');
  // @ts-expect-error what is absent has to be dealt with
  (await opened.get('k')).length;
  return version + BigInt(wrong);
}

export async function client(): Promise<string> {
  const made = new Client(ClientOptions.persistent('a', 'a.wal'));
  const got: Result<Value> = await made.get('k');
  const failed: SoftadastraError = got.error();
  // @ts-expect-error a value is text or a Value
  await made.put('k', 5);
  const version: bigint = (await made.put('k', 'v')).value();
  const status: OperationStatus | null = (await made.statusOf(version)).value();
  for (const event of (await made.events()).value()) if (event.eventType === ClientEventType.LOST) return event.nodeId;
  const message: Uint8Array | null = (await made.nextMessage(1n)).value();
  // @ts-expect-error the engine is there only while the client is open
  await made.engine.health();
  // @ts-expect-error a link has the name that openLink gave
  await made.closeLink('node-b');
  if (status === OperationStatus.APPLIED && message === null) await made.engine?.health();
  return got.isOk() ? got.value().toString() : failed.codeString();
}

export async function log(): Promise<bigint> {
  let last = 0n;
  for await (const { sequence } of await WalReader.open('old.wal')) last = sequence;
  // @ts-expect-error it is opened, not made
  new WalReader();
  return last;
}
