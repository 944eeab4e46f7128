// SPDX-License-Identifier: Apache-2.0
// Logs of format 1: files of numbered records, which an engine converts when it opens one.
import { Handle, NOTHING } from './handles.js';
import { Memory, check, given, invoke, lib, record, slot, taken } from './native.js';
import { readWalRecord, readWalRecovery } from './records.js';

async function opened(native, path) {
  const [name, handle, error] = [given(path), slot(), slot()];
  check(await invoke(native, [name, name.length, handle, error], false), error);
  return handle[0];
}

/** A file that is appended to, with its lock. What it holds is walked over with `WalReader`. */
export class Wal extends Handle {
  #failed = null;

  constructor(pointer) {
    super(pointer, (wal) => {
      const error = slot();
      try {
        check(lib.sda_wal_close(wal, error), error);
      } catch (failure) {
        this.#failed = failure;
      }
    }, 'wal');
  }

  /** Opens a file for appending; it is made, with its folders, when it is missing. */
  static async open(path) { return new Wal(await opened(lib.sda_wal_open, path)); }

  /** A whole file, whatever its bytes are, also while somebody writes to it. */
  static async read(path) {
    const [name, buf, error] = [given(path), new Memory(24), slot()];
    check(await invoke(lib.sda_wal_read, [name, name.length, buf.buffer, error], false), error);
    return taken(buf);
  }

  /** Looks for records, once; a torn tail is set aside. `appendRecord` does this by itself. */
  async recover() {
    const out = record('walRecovery');
    await this.run(lib.sda_wal_recover, out.buffer);
    return readWalRecovery(out);
  }

  /** Appends bytes as they are. Durable after `flush`. */
  async append(bytes) {
    const data = given(bytes);
    await this.run(lib.sda_wal_append, data, data.length);
  }

  /** Appends a record under the next number. Types: 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop. */
  async appendRecord(recordType, payload = '', timestampMs = Date.now()) {
    const [data, sequence] = [given(payload), slot()];
    await this.run(lib.sda_wal_append_record, recordType, BigInt(timestampMs), data, data.length, sequence);
    return sequence[0];
  }

  /** Lets the next record get a number above this one. */
  async raiseSequence(sequence) { await this.run(lib.sda_wal_raise_sequence, BigInt(sequence)); }

  /** Puts everything appended on stable storage. */
  async flush() { await this.run(lib.sda_wal_flush); }

  async close() {
    await super.close();
    const failed = this.#failed;
    this.#failed = null;
    if (failed !== null) throw failed;
  }
}

/** A walk over the records of a file, also while somebody writes to it. */
export class WalReader extends Handle {
  #out = record('walRecord');

  constructor(pointer) { super(pointer, lib.sda_wal_reader_free, 'wal reader'); }

  static async open(path) { return new WalReader(await opened(lib.sda_wal_reader_open, path)); }

  /** The next record; done with the last one, and before what a crash left of a write. */
  async next() {
    const status = await this.run(lib.sda_wal_reader_next, this.#out.buffer);
    return status === NOTHING
      ? { done: true, value: undefined }
      : { done: false, value: readWalRecord(this.#out) };
  }

  async return() {
    await this.close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() { return this; }
}
