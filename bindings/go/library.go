// SPDX-License-Identifier: Apache-2.0

// Package softadastra writes on the device first, and brings it to every other one.
//
//	options := softadastra.DefaultOptions()
//	options.Path, options.NodeID = "notes.wal", "tablet-7"
//	notes, err := softadastra.Open(options)
//	...
//	_, err = notes.Put([]byte("note:1"), []byte("well 4 is dry"), time.Now())
package softadastra

/*
#cgo CFLAGS: -I${SRCDIR}
#cgo LDFLAGS: -L${SRCDIR}/lib -lsoftadastra -lpthread -ldl -lm
#include <pthread.h>
#include <stdlib.h>
#include "softadastra.h"

static uint64_t sda_go_thread(void) { return (uint64_t)pthread_self(); }
*/
import "C"

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unsafe"
)

func init() {
	if found := C.sda_abi_version(); found != abiVersion {
		panic(fmt.Sprintf("softadastra: library has ABI %d, not %d", found, abiVersion))
	}
}

// Error is a failed call. Two errors are the same for errors.Is when their status is.
type Error struct {
	// Status is its number.
	Status Status
	// Message is the same for every failure of its kind.
	Message string
	// Context names value and limit, or the path.
	Context string
}

func (e *Error) Error() string {
	if e.Context == "" {
		return e.Message
	}
	return e.Message + ": " + e.Context
}

// Code is the name of the status, as "not_found".
func (e *Error) Code() string { return strings.ReplaceAll(StatusName(e.Status), " ", "_") }

// Is makes errors.Is(err, softadastra.ErrNotFound) work.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Status == e.Status
}

// Errors to compare with.
var (
	ErrInvalidArgument = &Error{Status: ErrorInvalidArgument, Message: "invalid argument"}
	ErrInvalidState    = &Error{Status: ErrorInvalidState, Message: "invalid state"}
	ErrNotFound        = &Error{Status: ErrorNotFound, Message: "not found"}
	ErrLocked          = &Error{Status: ErrorLocked, Message: "locked"}
	ErrBusy            = &Error{Status: ErrorBusy, Message: "busy"}
	ErrClosed          = &Error{Status: ErrorClosed, Message: "closed"}
	ErrBackpressure    = &Error{Status: ErrorBackpressure, Message: "backpressure"}
	ErrCorrupted       = &Error{Status: ErrorCorrupted, Message: "corrupted"}
)

// ErrNothing says that there is no such key, no further item, nothing to wait for.
var ErrNothing = errors.New("softadastra: nothing there")

func closed(what string) error {
	return &Error{Status: ErrorClosed, Message: what + " is closed"}
}

// StatusName is a short English name of a status.
func StatusName(status Status) string { return C.GoString(C.sda_status_name(C.sda_status(status))) }

// check turns what a call answered into an error; lets go of the error object.
func check(status C.sda_status, cause *C.sda_error) error {
	if status == C.SDA_OK {
		return nil
	}
	if status > 0 {
		return ErrNothing
	}
	failure := &Error{Status: Status(status), Message: StatusName(Status(status))}
	if cause != nil {
		failure.Message = C.GoString(C.sda_error_message(cause))
		failure.Context = C.GoString(C.sda_error_context(cause))
		C.sda_error_free(cause)
	}
	return failure
}

func bytesOf(at *C.uint8_t, length C.size_t) []byte {
	if length == 0 {
		return []byte{}
	}
	return C.GoBytes(unsafe.Pointer(at), C.int(length))
}

// bytesOrNil is the same where NULL says something else than no bytes.
func bytesOrNil(at *C.uint8_t, length C.size_t) []byte {
	if at == nil {
		return nil
	}
	return bytesOf(at, length)
}

func textOf(at *C.uint8_t, length C.size_t) string {
	return C.GoStringN((*C.char)(unsafe.Pointer(at)), C.int(length))
}

// bytesIn lends bytes to a call.
func bytesIn(value []byte) (*C.uint8_t, C.size_t) {
	if len(value) == 0 {
		return nil, 0
	}
	return (*C.uint8_t)(unsafe.Pointer(&value[0])), C.size_t(len(value))
}

func textIn(value string) (*C.uint8_t, C.size_t) { return bytesIn([]byte(value)) }

func flag(value bool) C.uint32_t {
	if value {
		return 1
	}
	return 0
}

// memory is what structs of C may point to: C's own.
type memory struct{ held []unsafe.Pointer }

func (m *memory) bytes(value []byte) (*C.uint8_t, C.size_t) {
	if len(value) == 0 {
		return nil, 0
	}
	at := C.CBytes(value)
	m.held = append(m.held, at)
	return (*C.uint8_t)(at), C.size_t(len(value))
}

func (m *memory) text(value string) (*C.uint8_t, C.size_t) { return m.bytes([]byte(value)) }

func (m *memory) free() {
	for _, at := range m.held {
		C.free(at)
	}
	m.held = nil
}

// taken is what a call filled a buffer with.
func taken(buf *C.sda_buf) []byte {
	defer C.sda_buf_free(buf)
	return bytesOf(buf.ptr, buf.len)
}

func thread() uint64 { return uint64(C.sda_go_thread()) }

// packed is byte strings one after the other, and their sizes.
func packed(values [][]byte) (bytes, sizes []byte) {
	total := 0
	for _, value := range values {
		total += len(value)
	}
	bytes, sizes = make([]byte, 0, total), make([]byte, 0, 4*len(values))
	for _, value := range values {
		size := uint32(len(value))
		bytes = append(bytes, value...)
		sizes = append(sizes, byte(size), byte(size>>8), byte(size>>16), byte(size>>24))
	}
	return bytes, sizes
}

// unpacked is the byte strings that stand one after the other; nil where one is absent.
func unpacked(bytes, sizes []byte) [][]byte {
	found := make([][]byte, len(sizes)/4)
	for at := range found {
		size := binary.LittleEndian.Uint32(sizes[4*at:])
		if size != C.SDA_SIZE_ABSENT {
			found[at], bytes = bytes[:size:size], bytes[size:]
		}
	}
	return found
}
