// SPDX-License-Identifier: Apache-2.0
export { Engine, decode, encode, generateKeys, frameBytes, salvage, statusName, verify } from './engine.js';
export { Feed, Group, Scan, Session, ValueReader, ValueWriter } from './handles.js';
export { Client } from './client.js';
export { ClientOptions, NodeInfo, Peer, Result, SyncResult, TickResult, Value } from './client_values.js';
export { Wal, WalReader } from './wal.js';
export { SoftadastraError } from './native.js';
export {
  Ack, ChangeType, ClientEventType, Direction, Durability, ErrorCode, EventType, Level, Listing, OperationStatus,
  OperationType, Part, Phase, Policy, Severity, Topic, WhenFull,
} from './records.js';
