// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import "time"

// Wal is a log of format 1 that is appended to, with its lock; an engine converts such a log when it opens
// one. What it holds is walked over with a WalReader.
type Wal struct {
	turn    turn
	pointer *C.sda_wal
}

// OpenWal opens a file for appending; it is made, with its folders, when it is missing.
func OpenWal(path string) (*Wal, error) {
	at, length := textIn(path)
	wal := &Wal{}
	var cause *C.sda_error
	return wal, check(C.sda_wal_open(at, length, &wal.pointer, &cause), cause)
}

func (w *Wal) do(call func(*C.sda_wal, **C.sda_error) C.sda_status) error {
	return use(&w.turn, &w.pointer, "wal", nil, call)
}

// Recover looks for records, once: numbers go on behind the last one afterwards, and a torn tail is set
// aside in a file with .torn behind its name. AppendRecord does this by itself.
func (w *Wal) Recover() (WalRecovery, error) {
	var out C.sda_wal_recovery
	out.struct_size = C.sizeof_sda_wal_recovery
	err := w.do(func(wal *C.sda_wal, cause **C.sda_error) C.sda_status {
		return C.sda_wal_recover(wal, &out, cause)
	})
	return readWalRecovery(&out), err
}

// Append appends bytes as they are. They are durable after Flush.
func (w *Wal) Append(data []byte) error {
	at, length := bytesIn(data)
	return w.do(func(wal *C.sda_wal, cause **C.sda_error) C.sda_status {
		return C.sda_wal_append(wal, at, length, cause)
	})
}

// AppendRecord appends a record under the next number, which is returned. Types: 1 put, 2 update, 3 delete,
// 4 checkpoint, 5 noop. It is durable after Flush.
func (w *Wal) AppendRecord(recordType uint32, payload []byte, written time.Time) (uint64, error) {
	at, length := bytesIn(payload)
	var sequence C.uint64_t
	err := w.do(func(wal *C.sda_wal, cause **C.sda_error) C.sda_status {
		return C.sda_wal_append_record(wal, C.uint32_t(recordType), C.int64_t(written.UnixMilli()), at, length,
			&sequence, cause)
	})
	return uint64(sequence), err
}

// RaiseSequence lets the next record get a number above this one.
func (w *Wal) RaiseSequence(sequence uint64) error {
	return w.do(func(wal *C.sda_wal, cause **C.sda_error) C.sda_status {
		return C.sda_wal_raise_sequence(wal, C.uint64_t(sequence), cause)
	})
}

// Flush puts everything appended on stable storage.
func (w *Wal) Flush() error {
	return w.do(func(wal *C.sda_wal, cause **C.sda_error) C.sda_status {
		return C.sda_wal_flush(wal, cause)
	})
}

// Close makes everything durable and lets the file go. Closing again does nothing.
func (w *Wal) Close() error {
	var err error
	free(&w.turn, &w.pointer, "wal", func(wal *C.sda_wal) {
		var cause *C.sda_error
		err = check(C.sda_wal_close(wal, &cause), cause)
	})
	return err
}

// ReadWal is a whole file, whatever its bytes are, also while somebody writes to it.
func ReadWal(path string) ([]byte, error) {
	at, length := textIn(path)
	var buf C.sda_buf
	var cause *C.sda_error
	if err := check(C.sda_wal_read(at, length, &buf, &cause), cause); err != nil {
		return nil, err
	}
	return taken(&buf), nil
}

// WalReader is a walk over the records of a log of format 1, also while somebody writes to it.
type WalReader struct {
	turn    turn
	pointer *C.sda_wal_reader
}

// OpenWalReader begins a walk from the first record.
func OpenWalReader(path string) (*WalReader, error) {
	at, length := textIn(path)
	reader := &WalReader{}
	var cause *C.sda_error
	return reader, check(C.sda_wal_reader_open(at, length, &reader.pointer, &cause), cause)
}

// Next is the next record; ErrNothing at the end, and before what a crash left of a write.
func (r *WalReader) Next() (WalRecord, error) {
	var record WalRecord
	err := use(&r.turn, &r.pointer, "wal reader", nil, func(reader *C.sda_wal_reader, cause **C.sda_error) C.sda_status {
		var c C.sda_wal_record
		c.struct_size = C.sizeof_sda_wal_record
		status := C.sda_wal_reader_next(reader, &c, cause)
		if status == C.SDA_OK {
			record = readWalRecord(&c)
		}
		return status
	})
	return record, err
}

// Close frees it. Closing again does nothing.
func (r *WalReader) Close() error {
	return free(&r.turn, &r.pointer, "wal reader", func(reader *C.sda_wal_reader) { C.sda_wal_reader_free(reader) })
}
