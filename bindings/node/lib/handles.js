// SPDX-License-Identifier: Apache-2.0
// Handles that are used by one call at a time: scans, feeds, sessions, groups. Calls that come
// together wait for each other; using one after its close fails, closing it twice does nothing.
import { ErrorCode, OperationType, readApplied, readChange, readEntry, readSessionEvent, readSessionState } from './records.js';
import {
  Memory, SoftadastraError, check, closed, given, invoke, lib, packed, record, slot, taken, unpacked,
} from './native.js';

const NOTHING = 1;

export class Handle {
  #pointer;
  #free;
  #what;
  #isUsed = false;
  #last = Promise.resolve();
  /** The engine whose callbacks may run inside, if any. */
  #engine;

  constructor(pointer, free, what, engine = null) {
    [this.#pointer, this.#free, this.#what, this.#engine] = [pointer, free, what, engine];
  }

  /** Calls a function with the handle in front and an error slot behind, once others are done. */
  run(native, ...values) {
    const call = this.#last.then(async () => {
      if (this.#pointer === null) throw closed(this.#what);
      const error = slot();
      const here = this.#engine?.hasCallbacks ?? false;
      const status = await invoke(native, [this.#pointer, ...values, error], here);
      this.#engine?.rethrow(error);
      return check(status, error);
    });
    this.#last = call.catch(() => {});
    return call;
  }

  /** Runs what answers at once, with the handle to itself: a callback inside comes at a wrong time. */
  with(work) {
    if (this.#isUsed) {
      throw new SoftadastraError(`${this.#what} is in use by the call that the callback runs in`, '', ErrorCode.BUSY);
    }
    if (this.#pointer === null) throw closed(this.#what);
    this.#isUsed = true;
    try {
      return work(this.#pointer);
    } finally {
      this.#isUsed = false;
    }
  }

  async close() {
    await this.#last;
    const pointer = this.#pointer;
    this.#pointer = null;
    if (pointer !== null) this.#free(pointer);
  }

  async [Symbol.asyncDispose ?? Symbol.for('asyncDispose')]() {
    await this.close();
  }
}

export class Scan extends Handle {
  #out = record('entry');

  constructor(pointer, engine) {
    super(pointer, lib.sda_scan_free, 'scan', engine);
  }

  async next() {
    const status = await this.run(lib.sda_scan_next, this.#out.buffer);
    if (status === NOTHING) {
      await this.close();
      return { done: true, value: undefined };
    }
    return { done: false, value: readEntry(this.#out) };
  }

  /** The next keys with their values in one call, about so many bytes of them; empty at the end. */
  async nextMany(bytesMax = 65536) {
    const out = [0, 1, 2, 3].map(() => new Memory(24));
    try {
      const status = await this.run(lib.sda_scan_next_many, bytesMax, ...out.map((buf) => buf.buffer));
      if (status === NOTHING) return [];
      const [keys, keySizes, values, valueSizes] = out.map(taken);
      const of = unpacked(values, valueSizes);
      return unpacked(keys, keySizes).map((key, at) => [key, of[at]]);
    } finally {
      out.forEach((buf) => lib.sda_buf_free(buf.buffer));
    }
  }

  async return() {
    await this.close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() { return this; }
}

export class ValueReader extends Handle {
  constructor(pointer, engine, size, version, timestampMs) {
    super(pointer, lib.sda_value_reader_free, 'value reader', engine);
    Object.assign(this, { size, version, timestampMs });
  }

  /** A piece of it, from any place; shorter only at the end, empty at the end and behind it. */
  async read(offset, bytesMax = 65536) {
    const [room, length] = [Buffer.allocUnsafe(bytesMax), slot()];
    const status = await this.run(lib.sda_value_reader_read, BigInt(offset), room, bytesMax, length);
    return room.subarray(0, status === NOTHING ? 0 : Number(length[0]));
  }

  /** All of it, piece by piece. */
  async *pieces(bytesMax = 65536) {
    let offset = 0n;
    for (let piece; (piece = await this.read(offset, bytesMax)).length > 0; offset += BigInt(piece.length)) yield piece;
  }
}

export class ValueWriter extends Handle {
  constructor(pointer, engine) {
    super(pointer, lib.sda_value_writer_free, 'value writer', engine);
  }

  /** Takes the next bytes, as many as the caller likes, up to what is missing; of more it takes none. They
   * have to stay as they are until the promise is kept. */
  async write(bytes) {
    const data = given(bytes);
    await this.run(lib.sda_value_writer_write, data, data.length);
  }

  /** Takes all pieces of a stream, or of whatever else gives some one after the other. */
  async writeAll(pieces) {
    for await (const piece of pieces) await this.write(piece);
  }

  /** Makes what was written the value of its key, all of it in one moment. */
  async commit() {
    const out = record('apply');
    await this.run(lib.sda_value_writer_commit, out.buffer);
    return readApplied(out);
  }
}

export class Feed extends Handle {
  #out = record('change');

  constructor(pointer, engine) {
    super(pointer, lib.sda_feed_free, 'feed', engine);
  }

  /** The next change; done when nothing more has happened so far, where a later call goes on. */
  async next() {
    const status = await this.run(lib.sda_feed_next, this.#out.buffer);
    return status === NOTHING
      ? { done: true, value: undefined }
      : { done: false, value: readChange(this.#out) };
  }

  async position() {
    const number = slot();
    await this.run(lib.sda_feed_position, number);
    return number[0];
  }

  [Symbol.asyncIterator]() { return this; }
}

export class Group {
  #handle;

  constructor() {
    const [group, error] = [slot(), slot()];
    check(lib.sda_group_new(group, error), error);
    this.#handle = new Handle(group[0], lib.sda_group_free, 'group');
  }

  #call(native, ...values) {
    const error = slot();
    check(this.#handle.with((group) => native(group, ...values, error)), error);
    return this;
  }

  put(key, value) {
    const [k, v] = [given(key), given(value)];
    return this.#call(lib.sda_group_put, k, k.length, v, v.length);
  }

  /** Adds many puts, pairs of key and value, in one call: all of them or none. */
  putMany(entries) {
    const pairs = [...entries];
    return this.#call(lib.sda_group_put_many, ...packed(pairs.map(([key]) => key)),
      ...packed(pairs.map(([, value]) => value)));
  }

  remove(key) {
    const k = given(key);
    return this.#call(lib.sda_group_remove, k, k.length);
  }

  clear() { return this.#call(lib.sda_group_clear); }
  get length() { return Number(this.#handle.with(lib.sda_group_len)); }
  close() { return this.#handle.close(); }

  /** For the engine, which writes the group. */
  with(work) { return this.#handle.with(work); }
}

export class Session extends Handle {
  constructor(pointer, engine) {
    super(pointer, lib.sda_session_free, 'session', engine);
  }

  async handle(frames) {
    await this.run(lib.sda_session_handle, given(frames), frames.length);
  }

  async pollTransmit(bytesMax = 65536) {
    const buf = new Memory(24);
    const status = await this.run(lib.sda_session_poll_transmit, bytesMax, buf.buffer);
    return status === NOTHING ? null : taken(buf);
  }

  /** Polls until there is nothing. */
  async *frames(bytesMax = 65536) {
    for (let frame; (frame = await this.pollTransmit(bytesMax)) !== null;) yield frame;
  }

  async pollEvent() {
    const out = record('sessionEvent');
    const status = await this.run(lib.sda_session_poll_event, out.buffer);
    return status === NOTHING ? null : readSessionEvent(out);
  }

  async *events() {
    for (let event; (event = await this.pollEvent()) !== null;) yield event;
  }

  async nextWakeup() {
    const at = new BigInt64Array(1);
    const status = await this.run(lib.sda_session_next_wakeup_at_ms, at);
    return status === NOTHING ? null : at[0];
  }

  async state() {
    const out = record('sessionStateInfo');
    await this.run(lib.sda_session_state, out.buffer);
    return readSessionState(out);
  }

  /** Ends it in order; poll once more, so that the peer is told, then close. */
  async end() { await this.run(lib.sda_session_close); }
}

export { NOTHING, OperationType };
