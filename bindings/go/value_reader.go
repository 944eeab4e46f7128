// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import "io"

// ValueReader is a value as it was when it was opened, read piece by piece: it needs no room but that of a
// piece. It is an io.ReaderAt; io.NewSectionReader(reader, 0, reader.Size) reads on.
type ValueReader struct {
	// Size is its length in bytes.
	Size int64
	// Version is that under which it was written.
	Version uint64
	// TimestampMS is when it was written, in milliseconds since 1970.
	TimestampMS int64
	turn        turn
	pointer     *C.sda_value_reader
	engine      *Engine
}

// OpenValue opens the shown value of a key; ErrNothing when it is not shown.
func (e *Engine) OpenValue(key []byte) (*ValueReader, error) {
	at, length := bytesIn(key)
	reader := &ValueReader{engine: e}
	var size, version C.uint64_t
	var millis C.int64_t
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_value_reader_open(engine, at, length, &reader.pointer, &size, &version, &millis, cause)
	})
	if err != nil {
		return nil, err
	}
	reader.Size, reader.Version, reader.TimestampMS = int64(size), uint64(version), int64(millis)
	return reader, nil
}

// ReadAt fills the room from any place of the value; io.EOF with what there is at its end.
func (r *ValueReader) ReadAt(room []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, &Error{Status: ErrorInvalidArgument, Message: "a place before the value"}
	}
	at, length := bytesIn(room)
	var count C.size_t
	err := use(&r.turn, &r.pointer, "value reader", r.engine, func(reader *C.sda_value_reader, cause **C.sda_error) C.sda_status {
		return C.sda_value_reader_read(reader, C.uint64_t(offset), at, length, &count, cause)
	})
	if err == ErrNothing || err == nil && int(count) < len(room) {
		err = io.EOF
	}
	return int(count), err
}

// Close frees it. Closing again does nothing.
func (r *ValueReader) Close() error {
	return free(&r.turn, &r.pointer, "value reader", func(reader *C.sda_value_reader) { C.sda_value_reader_free(reader) })
}
