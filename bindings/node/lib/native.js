// SPDX-License-Identifier: Apache-2.0
// Finds and loads the library, moves bytes over, and turns what calls answer into errors.
import { existsSync } from 'node:fs';
import { endianness } from 'node:os';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';
import { ABI_VERSION, bind, callbacks, constants } from './raw.js';
import { ErrorCode, sizes } from './records.js';

function path() {
  const names = { darwin: 'libsoftadastra.dylib', win32: 'softadastra.dll' };
  const name = names[process.platform] ?? 'libsoftadastra.so';
  const beside = fileURLToPath(new URL(name, import.meta.url));
  return process.env.SOFTADASTRA_LIBRARY ?? (existsSync(beside) ? beside : name);
}

export const lib = bind(koffi.load(path()));
if (lib.sda_abi_version() !== ABI_VERSION) {
  throw new Error(`softadastra: library has ABI ${lib.sda_abi_version()}, not ${ABI_VERSION}`);
}

// Copying out through the C library is several times as fast as through a view.
const copyOut = process.platform === 'win32'
  ? (to, from, length) => to.set(new Uint8Array(koffi.view(from, length)))
  : koffi.load(null).func('memcpy', 'void *', ['void *', 'void *', 'size_t']);
const NOTHING_OF_IT = Buffer.alloc(0);
const { SDA_SIZE_ABSENT: SIZE_ABSENT } = constants;

/** The bytes at an address of the library, copied. */
export function bytesAt(address, length) {
  if (length === 0) return NOTHING_OF_IT;
  const copy = Buffer.allocUnsafe(length);
  copyOut(copy, address, length);
  return copy;
}

/** A struct of the library, read and written by offset. */
export class Memory {
  constructor(bytes) {
    this.buffer = Buffer.alloc(bytes);
    // What it points to lives as long as it does, also when only the buffer was handed on.
    this.kept = this.buffer.kept = [];
  }

  u32(at) { return this.buffer.readUInt32LE(at); }
  i32(at) { return this.buffer.readInt32LE(at); }
  u64(at) { return this.buffer.readBigUInt64LE(at); }
  i64(at) { return this.buffer.readBigInt64LE(at); }
  setU32(at, value) { this.buffer.writeUInt32LE(Number(value), at); }
  setU64(at, value) { this.buffer.writeBigUInt64LE(BigInt(value), at); }
  setI64(at, value) { this.buffer.writeBigInt64LE(BigInt(value), at); }

  /** A pointer with its length behind it; null for NULL where that means something. */
  bytes(at, nullable = false) {
    const address = this.u64(at);
    if (address === 0n && nullable) return null;
    return bytesAt(address, Number(this.u64(at + 8)));
  }

  text(at, nullable = false) {
    const bytes = this.bytes(at, nullable);
    return bytes === null ? null : bytes.toString('utf8');
  }

  /** Points to bytes or text. */
  pointTo(at, value) {
    const bytes = given(value);
    this.kept.push(bytes);
    this.setU64(at, bytes.length === 0 ? 0n : koffi.address(bytes));
    this.setU64(at + 8, bytes.length);
  }

  point(at, address) { this.setU64(at, address ?? 0n); }
}

/** A struct that the library fills. */
export function record(name) {
  const memory = new Memory(sizes[name]);
  memory.setU32(0, sizes[name]);
  return memory;
}

/** Fills options with what is given; an unknown name is a mistake. */
export function fill(memory, fields, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw new TypeError(`no such option: ${name}`);
    const [at, kind] = field;
    if (kind === 'text') memory.pointTo(at, value);
    else if (kind === 'u64') memory.setU64(at, value);
    else if (kind === 'i64') memory.setI64(at, value);
    else if (kind === 'pointer') memory.point(at, value);
    else memory.setU32(at, Number(value));
  }
  return memory;
}

/** Keys and values as the library takes them: bytes as they are, text as UTF-8. */
export function given(value) {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (value instanceof Uint8Array) return value;
  throw new TypeError('bytes or text expected');
}

/** A place for a handle, a number, or an error object. */
export const slot = () => new BigUint64Array(1);

const codes = new Map(Object.entries(ErrorCode).map(([name, status]) => [status, name.toLowerCase()]));

/** A call failed: `status` is its number, `code` its name, `context` names value and limit. */
export class SoftadastraError extends Error {
  constructor(message, context = '', status = ErrorCode.UNKNOWN) {
    super(message);
    this.name = 'SoftadastraError';
    this.context = context;
    this.status = status;
    this.code = codes.get(status) ?? 'unknown';
  }

  codeString() { return this.code; }
}

/** The error of a failed call; lets go of the error object. */
export function failure(status, error) {
  let [message, context] = [lib.sda_status_name(status), ''];
  if (error !== null && error[0] !== 0n) {
    message = lib.sda_error_message(error[0]);
    context = lib.sda_error_context(error[0]);
    lib.sda_error_free(error[0]);
    error[0] = 0n;
  }
  return new SoftadastraError(message, context, status);
}

export const closed = (what) =>
  new SoftadastraError(`${what} is closed`, '', ErrorCode.CLOSED);

/** The status of a call that did not fail. */
export function check(status, error) {
  if (status < 0) throw failure(status, error);
  return status;
}

/** What a call filled a buffer with, which is freed. */
export function taken(buf) {
  const bytes = bytesAt(buf.u64(0), Number(buf.u64(8)));
  lib.sda_buf_free(buf.buffer);
  return bytes;
}

/** Numbers of 32 bits as the library has them in memory: the lower bytes first. */
const lowFirst = endianness() === 'LE' ? (bytes) => bytes : (bytes) => Buffer.from(bytes).swap32();
const { set } = Uint8Array.prototype;

/** What calls with many keys that answer at once use again: making it anew would be a part of their cost. */
class Room {
  bytes = Buffer.allocUnsafe(1 << 16);
  sizes = new Uint32Array(1 << 12);
  answers = [new Memory(24), new Memory(24)];
  error = slot();
}

let spare = null;

/** Runs a call with a room that is its own: a callback inside the call gets another one. */
export function withRoom(call) {
  const room = spare ?? new Room();
  spare = null;
  try {
    return call(room);
  } finally {
    spare = room;
  }
}

/** Byte strings one after the other, and their sizes; in a room that is given, where it is large enough. */
export function packed(values, room = null) {
  const count = values.length;
  const sizes = room !== null && count <= room.sizes.length ? room.sizes : new Uint32Array(count);
  let total = 0;
  for (let at = 0; at < count; at++) {
    if (!(values[at] instanceof Uint8Array)) return packed(values.map(given), room); // there is text among them
    total += sizes[at] = values[at].length;
  }
  const bytes = room !== null && total <= room.bytes.length ? room.bytes : Buffer.allocUnsafe(total);
  // Called past the method of Buffer, which costs more than a few bytes.
  for (let at = 0, to = 0; at < count; to += sizes[at++]) set.call(bytes, values[at], to);
  return [bytes, total, lowFirst(new Uint8Array(sizes.buffer, 0, 4 * count)), 4 * count];
}

/** The byte strings that stand one after the other, in one memory; null where one is absent. Views of
 * plain arrays: making a Buffer of each would cost several times as much as reading the value. */
export function unpacked({ buffer, byteOffset }, sizeBytes) {
  const low = lowFirst(sizeBytes);
  const isEven = low.byteOffset % 4 === 0;
  const sizes = isEven ? new Uint32Array(low.buffer, low.byteOffset, low.length / 4)
    : new Uint32Array(new Uint8Array(low).buffer);
  const found = new Array(sizes.length);
  for (let at = 0, from = byteOffset; at < found.length; at++) {
    const size = sizes[at];
    if (size === SIZE_ABSENT) found[at] = null;
    else {
      found[at] = new Uint8Array(buffer, from, size);
      from += size;
    }
  }
  return found;
}

/** Everything in a list of the library, which is freed. */
export function readList(pointer, noun, struct, read) {
  try {
    const [out, error, items] = [record(struct), slot(), []];
    const count = lib[`sda_${noun}_len`](pointer);
    for (let index = 0; index < count; index++) {
      check(lib[`sda_${noun}_get`](pointer, index, out.buffer, error), error);
      items.push(read(out));
    }
    return items;
  } finally {
    lib[`sda_${noun}_free`](pointer);
  }
}

const prototypes = {};

/** The address under which the library can call a function; `unregister` takes it back. */
export function register(name, callback) {
  const [returns, types] = callbacks[name];
  prototypes[name] ??= koffi.pointer(koffi.proto(name, returns, types));
  return koffi.register(callback, prototypes[name]);
}

export const unregister = (address) => koffi.unregister(address);

/** Writes milliseconds where the library wants them. */
export function writeMillis(address, millis) {
  koffi.encode(address, 'int64_t', BigInt(millis));
}

/** Calls a function off the main thread, or on it where callbacks of JavaScript may run inside. */
export function invoke(native, values, here) {
  if (here) return native(...values);
  return new Promise((resolve, reject) => {
    native.async(...values, (error, status) => {
      values.length = 0; // named here, so that nothing of it is collected before
      if (error) reject(error);
      else resolve(status);
    });
  });
}
