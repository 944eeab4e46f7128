// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// turn says whose turn it is with a handle: one goroutine's at a time, others wait. A callback runs inside
// the call, on its thread: waiting for the end of it there would be for ever.
type turn struct {
	mutex  sync.Mutex
	thread atomic.Uint64
}

// take begins a call in which functions of the application may run, or none. The goroutine stays on its
// thread until the turn is left.
func (t *turn) take(what string, hasCallbacks bool) error {
	if user := t.thread.Load(); user != 0 && user == thread() {
		return &Error{Status: ErrorBusy, Message: what + " is in use by the call that the callback runs in"}
	}
	t.mutex.Lock()
	if hasCallbacks {
		runtime.LockOSThread()
		t.thread.Store(thread())
	}
	return nil
}

func (t *turn) leave() {
	if t.thread.Swap(0) != 0 {
		runtime.UnlockOSThread()
	}
	t.mutex.Unlock()
}

// use runs a call with a handle that one goroutine at a time uses, or says that it is closed.
func use[P comparable](turn *turn, pointer *P, what string, engine *Engine,
	call func(P, **C.sda_error) C.sda_status) error {
	has := engine != nil && engine.callbacks.has()
	if err := turn.take(what, has); err != nil {
		return err
	}
	defer turn.leave()
	var none P
	if *pointer == none {
		return closed(what)
	}
	var cause *C.sda_error
	err := check(call(*pointer, &cause), cause)
	if has {
		if thrown := engine.callbacks.rethrow(); thrown != nil {
			return thrown
		}
	}
	return err
}

func free[P comparable](turn *turn, pointer *P, what string, call func(P)) error {
	if err := turn.take(what, false); err != nil {
		return err
	}
	defer turn.leave()
	var none P
	if *pointer != none {
		call(*pointer)
		*pointer = none
	}
	return nil
}

// Range bounds a scan; what is empty bounds nothing.
type Range struct{ Prefix, From, To []byte }

// Scan is a walk over keys as they stood when it was opened.
type Scan struct {
	turn    turn
	pointer *C.sda_scan
	engine  *Engine
}

// Scan starts a walk over the keys of a range.
func (e *Engine) Scan(bounds Range) (*Scan, error) {
	prefix, prefixLen := bytesIn(bounds.Prefix)
	from, fromLen := bytesIn(bounds.From)
	to, toLen := bytesIn(bounds.To)
	scan := &Scan{engine: e}
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		if prefixLen+fromLen+toLen == 0 {
			return C.sda_scan_open(engine, &scan.pointer, cause)
		}
		return C.sda_scan_open_range(engine, prefix, prefixLen, from, fromLen, to, toLen, &scan.pointer, cause)
	})
	return scan, err
}

// Next is the next key; ErrNothing at the end, the context's error when it is over.
func (s *Scan) Next(ctx context.Context) (Entry, error) {
	if err := ctx.Err(); err != nil {
		return Entry{}, err
	}
	var entry Entry
	err := use(&s.turn, &s.pointer, "scan", s.engine, func(scan *C.sda_scan, cause **C.sda_error) C.sda_status {
		var c C.sda_entry
		c.struct_size = C.sizeof_sda_entry
		status := C.sda_scan_next(scan, &c, cause)
		if status == C.SDA_OK {
			entry = readEntry(&c)
		}
		return status
	})
	return entry, err
}

// Pair is a key with its value.
type Pair struct{ Key, Value []byte }

// NextMany is the next keys with their values in one call, about so many bytes of them; ErrNothing at the
// end. What it returns shares one memory.
func (s *Scan) NextMany(ctx context.Context, bytesMax uint64) ([]Pair, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out [4]C.sda_buf
	var parts [4][]byte
	err := use(&s.turn, &s.pointer, "scan", s.engine, func(scan *C.sda_scan, cause **C.sda_error) C.sda_status {
		status := C.sda_scan_next_many(scan, C.uint64_t(bytesMax), &out[0], &out[1], &out[2], &out[3], cause)
		for at := range out {
			parts[at] = taken(&out[at])
		}
		return status
	})
	if err != nil {
		return nil, err
	}
	keys, values := unpacked(parts[0], parts[1]), unpacked(parts[2], parts[3])
	pairs := make([]Pair, len(keys))
	for at := range pairs {
		pairs[at] = Pair{keys[at], values[at]}
	}
	return pairs, nil
}

// Each walks on to the end, or until the function fails or the context is over.
func (s *Scan) Each(ctx context.Context, visit func(Entry) error) error {
	for {
		entry, err := s.Next(ctx)
		if err == ErrNothing {
			return nil
		}
		if err == nil {
			err = visit(entry)
		}
		if err != nil {
			return err
		}
	}
}

// Close frees it. Closing again does nothing.
func (s *Scan) Close() error {
	return free(&s.turn, &s.pointer, "scan", func(scan *C.sda_scan) { C.sda_scan_free(scan) })
}

// Feed is a reader of the change feed.
type Feed struct {
	turn    turn
	pointer *C.sda_feed
	engine  *Engine
}

// Feed tells the changes since a position; 0 is the oldest that is kept.
func (e *Engine) Feed(position uint64, withValues bool) (*Feed, error) {
	feed := &Feed{engine: e}
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_feed_open(engine, C.uint64_t(position), flag(withValues), &feed.pointer, cause)
	})
	return feed, err
}

// FeedEnd is the position behind everything that has happened so far.
func (e *Engine) FeedEnd() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_engine_feed_end(engine, n, cause)
	})
}

// Next is the next change; ErrNothing when nothing more has happened so far.
func (f *Feed) Next(ctx context.Context) (Change, error) {
	if err := ctx.Err(); err != nil {
		return Change{}, err
	}
	var change Change
	err := use(&f.turn, &f.pointer, "feed", f.engine, func(feed *C.sda_feed, cause **C.sda_error) C.sda_status {
		var c C.sda_change
		c.struct_size = C.sizeof_sda_change
		status := C.sda_feed_next(feed, &c, cause)
		if status == C.SDA_OK {
			change = readChange(&c)
		}
		return status
	})
	return change, err
}

// Position is where to go on once everything handed out is dealt with.
func (f *Feed) Position() (uint64, error) {
	var position C.uint64_t
	err := use(&f.turn, &f.pointer, "feed", f.engine, func(feed *C.sda_feed, cause **C.sda_error) C.sda_status {
		return C.sda_feed_position(feed, &position, cause)
	})
	return uint64(position), err
}

// Close frees it. Closing again does nothing.
func (f *Feed) Close() error {
	return free(&f.turn, &f.pointer, "feed", func(feed *C.sda_feed) { C.sda_feed_free(feed) })
}

// Group gathers puts and removes that are written together: all of them or none.
type Group struct {
	turn    turn
	pointer *C.sda_group
}

// NewGroup makes an empty group.
func NewGroup() (*Group, error) {
	group := &Group{}
	var cause *C.sda_error
	return group, check(C.sda_group_new(&group.pointer, &cause), cause)
}

// Put adds a put.
func (g *Group) Put(key, value []byte) error {
	k, kl := bytesIn(key)
	v, vl := bytesIn(value)
	return use(&g.turn, &g.pointer, "group", nil, func(group *C.sda_group, cause **C.sda_error) C.sda_status {
		return C.sda_group_put(group, k, kl, v, vl, cause)
	})
}

// PutMany adds many puts in one call, all of them or none: the value of each key stands at its place.
func (g *Group) PutMany(keys, values [][]byte) error {
	k, ks := packed(keys)
	v, vs := packed(values)
	kp, kl := bytesIn(k)
	ksp, ksl := bytesIn(ks)
	vp, vl := bytesIn(v)
	vsp, vsl := bytesIn(vs)
	return use(&g.turn, &g.pointer, "group", nil, func(group *C.sda_group, cause **C.sda_error) C.sda_status {
		return C.sda_group_put_many(group, kp, kl, ksp, ksl, vp, vl, vsp, vsl, cause)
	})
}

// Remove adds a remove; the key may be absent.
func (g *Group) Remove(key []byte) error {
	k, kl := bytesIn(key)
	return use(&g.turn, &g.pointer, "group", nil, func(group *C.sda_group, cause **C.sda_error) C.sda_status {
		return C.sda_group_remove(group, k, kl, cause)
	})
}

// Clear empties it, so that it can be filled anew.
func (g *Group) Clear() error {
	return use(&g.turn, &g.pointer, "group", nil, func(group *C.sda_group, cause **C.sda_error) C.sda_status {
		return C.sda_group_clear(group, cause)
	})
}

// Len is the number of puts and removes in it.
func (g *Group) Len() int {
	// A call that a callback asks from inside of only reads the group.
	if err := g.turn.take("group", false); err == nil {
		defer g.turn.leave()
	}
	return int(C.sda_group_len(g.pointer))
}

// Close frees it. Closing again does nothing.
func (g *Group) Close() error {
	return free(&g.turn, &g.pointer, "group", func(group *C.sda_group) { C.sda_group_free(group) })
}

// Submit writes a group and owes it as one operation.
func (e *Engine) Submit(group *Group, at time.Time) (Operation, error) {
	if err := group.turn.take("group", e.callbacks.has()); err != nil {
		return Operation{}, err
	}
	defer group.turn.leave()
	if group.pointer == nil {
		return Operation{}, closed("group")
	}
	return first(e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_group_submit(group.pointer, engine, C.int64_t(at.UnixMilli()), ops, cause)
	}))
}

// ApplyLocal writes a group that is never sent.
func (e *Engine) ApplyLocal(group *Group, at time.Time) (Applied, error) {
	if err := group.turn.take("group", e.callbacks.has()); err != nil {
		return Applied{}, err
	}
	defer group.turn.leave()
	if group.pointer == nil {
		return Applied{}, closed("group")
	}
	return e.applied(func(engine *C.sda_engine, out *C.sda_apply, cause **C.sda_error) C.sda_status {
		return C.sda_group_apply_local(group.pointer, engine, C.int64_t(at.UnixMilli()), out, cause)
	})
}

// Session is one with one peer: bytes in, bytes out. After every change poll until there is nothing.
type Session struct {
	turn    turn
	pointer *C.sda_session
	engine  *Engine
}

// DefaultSessionOptions are those of the library.
func DefaultSessionOptions() SessionOptions {
	var c C.sda_session_options
	c.struct_size = C.sizeof_sda_session_options
	C.sda_session_options_init(&c)
	return readSessionOptions(&c)
}

// Session begins a session; an empty NodeID takes whoever comes.
func (e *Engine) Session(options SessionOptions) (*Session, error) {
	var c C.sda_session_options
	c.struct_size = C.sizeof_sda_session_options
	C.sda_session_options_init(&c)
	var m memory
	defer m.free()
	options.write(&c, &m)
	session := &Session{engine: e}
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_session_open(engine, &c, &session.pointer, cause)
	})
	return session, err
}

func (s *Session) do(call func(*C.sda_session, **C.sda_error) C.sda_status) error {
	return use(&s.turn, &s.pointer, "session", s.engine, call)
}

// Handle takes one or more whole frames that came from the peer.
func (s *Session) Handle(frames []byte) error {
	at, length := bytesIn(frames)
	return s.do(func(session *C.sda_session, cause **C.sda_error) C.sda_status {
		return C.sda_session_handle(session, at, length, cause)
	})
}

// PollTransmit is the next frame for the peer; ErrNothing when there is none.
func (s *Session) PollTransmit(bytesMax int) ([]byte, error) {
	var buf C.sda_buf
	err := s.do(func(session *C.sda_session, cause **C.sda_error) C.sda_status {
		return C.sda_session_poll_transmit(session, C.size_t(bytesMax), &buf, cause)
	})
	if err != nil {
		return nil, err
	}
	return taken(&buf), nil
}

// PollEvent is what has happened, oldest first; ErrNothing when nothing more has.
func (s *Session) PollEvent() (SessionEvent, error) {
	var event SessionEvent
	err := s.do(func(session *C.sda_session, cause **C.sda_error) C.sda_status {
		var c C.sda_session_event
		c.struct_size = C.sizeof_sda_session_event
		status := C.sda_session_poll_event(session, &c, cause)
		if status == C.SDA_OK {
			event = readSessionEvent(&c)
		}
		return status
	})
	return event, err
}

// NextWakeup is when to poll next if nothing else happens before; ErrNothing for never.
func (s *Session) NextWakeup() (time.Time, error) {
	var at C.int64_t
	err := s.do(func(session *C.sda_session, cause **C.sda_error) C.sda_status {
		return C.sda_session_next_wakeup_at_ms(session, &at, cause)
	})
	return time.UnixMilli(int64(at)), err
}

// State is where it stands.
func (s *Session) State() (SessionState, error) {
	var state SessionState
	err := s.do(func(session *C.sda_session, cause **C.sda_error) C.sda_status {
		var c C.sda_session_state_info
		c.struct_size = C.sizeof_sda_session_state_info
		status := C.sda_session_state(session, &c, cause)
		if status == C.SDA_OK {
			state = readSessionState(&c)
		}
		return status
	})
	return state, err
}

// End ends it in order; poll once more, so that the peer is told, then close.
func (s *Session) End() error {
	return s.do(func(session *C.sda_session, cause **C.sda_error) C.sda_status {
		return C.sda_session_close(session, cause)
	})
}

// Close frees it. Closing again does nothing.
func (s *Session) Close() error {
	return free(&s.turn, &s.pointer, "session", func(session *C.sda_session) { C.sda_session_free(session) })
}

// FrameBytes is the length of the frame at the front of a stream; ErrNothing while its head is not
// complete.
func FrameBytes(data []byte, frameBytesMax uint32) (uint64, error) {
	at, length := bytesIn(data)
	var found C.uint64_t
	var cause *C.sda_error
	err := check(C.sda_frame_bytes(at, length, C.uint32_t(frameBytesMax), &found, &cause), cause)
	return uint64(found), err
}
