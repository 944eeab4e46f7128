// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import (
	"runtime"
	"sync"
	"time"
)

// shared is a pointer that any goroutine may use: that of an engine or of a client.
type shared[P comparable] struct {
	mutex     sync.Mutex
	idle      *sync.Cond
	pointer   P
	calls     int
	callbacks *callbacks
	what      string
}

func (s *shared[P]) begin(what string, callbacks *callbacks) {
	s.what, s.callbacks = what, callbacks
	s.idle = sync.NewCond(&s.mutex)
}

// do calls the library with an open pointer. Calls under way are counted, so that a close waits for
// them.
func (s *shared[P]) do(call func(pointer P, cause **C.sda_error) C.sda_status) error {
	s.mutex.Lock()
	pointer := s.pointer
	var none P
	if pointer == none {
		s.mutex.Unlock()
		return closed(s.what)
	}
	s.calls++
	s.mutex.Unlock()
	defer s.left()
	has := s.callbacks.has()
	if has {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
	}
	var cause *C.sda_error
	err := check(call(pointer, &cause), cause)
	if has {
		if thrown := s.callbacks.rethrow(); thrown != nil {
			return thrown
		}
	}
	return err
}

func (s *shared[P]) left() {
	s.mutex.Lock()
	s.calls--
	if s.calls == 0 {
		s.idle.Broadcast()
	}
	s.mutex.Unlock()
}

// close waits for the calls under way, which hurry may cut short, and frees the pointer once.
func (s *shared[P]) close(hurry func(P), free func(P, **C.sda_error) C.sda_status) error {
	if s.callbacks.areRunning() {
		return &Error{Status: ErrorBusy, Message: s.what + " is in use by a callback"}
	}
	var none P
	s.mutex.Lock()
	pointer := s.pointer
	s.pointer = none
	for s.calls > 0 {
		if hurry == nil || pointer == none {
			s.idle.Wait()
			continue
		}
		s.mutex.Unlock()
		hurry(pointer)
		time.Sleep(time.Millisecond)
		s.mutex.Lock()
	}
	s.mutex.Unlock()
	if pointer == none {
		return nil
	}
	var cause *C.sda_error
	return check(free(pointer, &cause), cause)
}
