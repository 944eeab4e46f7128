// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import "time"

// ValueWriter is a value that is written piece by piece: nothing of it is seen before Commit, and nothing is left
// of it without. It is an io.WriteCloser: defer its Close, which after a Commit only frees it.
type ValueWriter struct {
	turn    turn
	pointer *C.sda_value_writer
	engine  *Engine
}

// BeginValue begins a write that is never sent, of a value of so many bytes that comes piece by piece.
func (e *Engine) BeginValue(key []byte, size int64, at time.Time) (*ValueWriter, error) {
	k, kl := bytesIn(key)
	writer := &ValueWriter{engine: e}
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_value_writer_open(engine, k, kl, C.uint64_t(size), C.int64_t(at.UnixMilli()), &writer.pointer, cause)
	})
	if err != nil {
		return nil, err
	}
	return writer, nil
}

// Write takes the next bytes, up to what is missing; of more it takes none.
func (w *ValueWriter) Write(bytes []byte) (int, error) {
	at, length := bytesIn(bytes)
	err := use(&w.turn, &w.pointer, "value writer", w.engine, func(writer *C.sda_value_writer, cause **C.sda_error) C.sda_status {
		return C.sda_value_writer_write(writer, at, length, cause)
	})
	if err != nil {
		return 0, err
	}
	return len(bytes), nil
}

// Commit makes what was written the value of its key, all of it in one moment.
func (w *ValueWriter) Commit() (Applied, error) {
	var out C.sda_apply
	out.struct_size = C.sizeof_sda_apply
	err := use(&w.turn, &w.pointer, "value writer", w.engine, func(writer *C.sda_value_writer, cause **C.sda_error) C.sda_status {
		return C.sda_value_writer_commit(writer, &out, cause)
	})
	return readApplied(&out), err
}

// Close frees it; what was not committed is given up. Closing again does nothing.
func (w *ValueWriter) Close() error {
	return free(&w.turn, &w.pointer, "value writer", func(writer *C.sda_value_writer) { C.sda_value_writer_free(writer) })
}
