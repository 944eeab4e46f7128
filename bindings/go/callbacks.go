// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include <stdlib.h>
#include "softadastra.h"
*/
import "C"

import (
	"runtime/cgo"
	"sync"
	"unsafe"
)

// Clock answers milliseconds since 1970, and milliseconds that never go back.
type Clock func() (wallMS, monotonicMS int64)

// Merge makes one value of the versions of a key that did not know of each other. ErrNothing means
// that nothing is shown; any other error fails the read and comes out of it.
type Merge func(key []byte, versions []Version) ([]byte, error)

// Notify hears a notice, with what happened in words. It cannot use the engine.
type Notify func(notice Notice, text string)

// callbacks remembers what went wrong in callbacks, by thread: the call that they ran in asks.
type callbacks struct {
	mutex  sync.Mutex
	clock  Clock
	merge  Merge
	notify Notify
	last   [2]int64
	inside int
	failed map[uint64]any
	handle *cgo.Handle // C keeps its address: it has to be C's memory
}

func newCallbacks(clock Clock) *callbacks {
	c := &callbacks{clock: clock}
	c.handle = (*cgo.Handle)(C.malloc(C.size_t(unsafe.Sizeof(cgo.Handle(0)))))
	*c.handle = cgo.NewHandle(c)
	return c
}

// free is for when the library will not call any more. Freeing again does nothing.
func (c *callbacks) free() {
	c.mutex.Lock()
	handle := c.handle
	c.handle = nil
	c.mutex.Unlock()
	if handle != nil {
		handle.Delete()
		C.free(unsafe.Pointer(handle))
	}
}

// has says whether anything of the application may run inside a call.
func (c *callbacks) has() bool {
	return c != nil && (c.clock != nil || c.merge != nil || c.notify != nil)
}

func (c *callbacks) enter() {
	c.mutex.Lock()
	c.inside++
	c.mutex.Unlock()
}

func (c *callbacks) leave() {
	c.mutex.Lock()
	c.inside--
	c.mutex.Unlock()
}

func (c *callbacks) areRunning() bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.inside > 0
}

func (c *callbacks) fail(why any) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.failed == nil {
		c.failed = map[uint64]any{}
	}
	if _, known := c.failed[thread()]; !known {
		c.failed[thread()] = why
	}
}

// rethrow gives back the error of a callback of this call, or goes on with its panic.
func (c *callbacks) rethrow() error {
	c.mutex.Lock()
	why, found := c.failed[thread()]
	delete(c.failed, thread())
	c.mutex.Unlock()
	if !found {
		return nil
	}
	if err, ok := why.(error); ok {
		return err
	}
	panic(why.(panicked).value)
}

type panicked struct{ value any }

func (c *callbacks) catch() {
	if value := recover(); value != nil {
		c.fail(panicked{value})
	}
	c.leave()
}

//export softadastraClock
func softadastraClock(user unsafe.Pointer, wall, monotonic *C.int64_t) {
	c := (*(*cgo.Handle)(user)).Value().(*callbacks)
	c.enter()
	func() {
		defer c.catch()
		c.last[0], c.last[1] = c.clock()
	}()
	*wall, *monotonic = C.int64_t(c.last[0]), C.int64_t(c.last[1])
}

//export softadastraMerge
func softadastraMerge(user unsafe.Pointer, key *C.uint8_t, keyLen C.size_t, versions *C.sda_versions,
	_base *C.uint8_t, _baseLen C.size_t, merged *C.sda_buf) C.sda_status {
	c := (*(*cgo.Handle)(user)).Value().(*callbacks)
	status := C.sda_status(C.SDA_ERROR_UNKNOWN)
	c.enter()
	func() {
		defer c.catch()
		all, err := readVersions(versions)
		if err != nil {
			c.fail(err)
			return
		}
		value, err := c.merge(bytesOf(key, keyLen), all)
		switch {
		case err == ErrNothing:
			status = C.SDA_NOTHING
		case err != nil:
			c.fail(err)
		default:
			at, length := bytesIn(value)
			status = C.sda_buf_set(merged, at, length, nil)
		}
	}()
	return status
}

//export softadastraNotify
func softadastraNotify(user unsafe.Pointer, notice *C.sda_notice, text *C.uint8_t, textLen C.size_t) {
	c := (*(*cgo.Handle)(user)).Value().(*callbacks)
	c.enter()
	defer c.catch()
	c.notify(readNotice(notice), textOf(text, textLen))
}

func readVersions(versions *C.sda_versions) ([]Version, error) {
	found := make([]Version, 0, int(C.sda_versions_len(versions)))
	for index := C.size_t(0); index < C.sda_versions_len(versions); index++ {
		var c C.sda_version
		c.struct_size = C.sizeof_sda_version
		var cause *C.sda_error
		if err := check(C.sda_versions_get(versions, index, &c, &cause), cause); err != nil {
			return nil, err
		}
		found = append(found, readVersion(&c))
	}
	return found, nil
}
