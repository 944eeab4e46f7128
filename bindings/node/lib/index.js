// SPDX-License-Identifier: Apache-2.0
export { Engine, decode, encode, generateKeys, frameBytes, salvage, statusName, verify } from './engine.js';
export { Feed, Group, Scan, Session } from './handles.js';
export { Client, ClientOptions, NodeInfo, Peer, Result, SyncResult, TickResult, Value } from './client.js';
export { SoftadastraError } from './native.js';
export {
  Ack, ChangeType, Direction, Durability, ErrorCode, EventType, Level, Listing, OperationStatus,
  OperationType, Part, Phase, Policy, Severity, Topic, WhenFull,
} from './records.js';
