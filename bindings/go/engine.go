// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"

extern void softadastraClock(void *, int64_t *, int64_t *);
extern sda_status softadastraMerge(void *, uint8_t *, size_t, struct sda_versions *, uint8_t *, size_t,
                                   struct sda_buf *);
*/
import "C"

import (
	"encoding/json"
	"errors"
	"runtime"
	"sync"
	"time"
	"unsafe"
)

// EngineOptions say how an engine is opened and how operations go out. Begin with DefaultOptions.
type EngineOptions struct {
	Options
	Sync SyncOptions
	// NodeID is the name of this node; empty replicates nothing.
	NodeID string
	// Clock replaces the system's clock.
	Clock Clock
}

// DefaultOptions are those of the library: durable, no path, no name.
func DefaultOptions() EngineOptions {
	var c C.sda_options
	c.struct_size = C.sizeof_sda_options
	C.sda_options_init(&c)
	var s C.sda_sync_options
	s.struct_size = C.sizeof_sda_sync_options
	C.sda_sync_options_init(&s)
	return EngineOptions{Options: readOptions(&c), Sync: readSyncOptions(&s)}
}

// Engine is a database of this device. Any goroutine may use it.
type Engine struct {
	shared[*C.sda_engine]
	sync SyncOptions
	// isLent says that the callbacks belong to a client.
	isLent bool
}

// Open opens a database. Without a path everything is in memory.
func Open(options EngineOptions) (*Engine, error) {
	e := &Engine{sync: options.Sync}
	e.begin("engine", newCallbacks(options.Clock))
	var m memory
	defer m.free()
	c := options.opening(e.callbacks, &m)
	if options.Clock != nil {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
	}
	var cause *C.sda_error
	err := check(C.sda_engine_open(&c, &e.pointer, &cause), cause)
	if thrown := e.callbacks.rethrow(); thrown != nil {
		err = thrown
	}
	if err == nil && options.NodeID != "" {
		err = e.Attach(options.NodeID, options.Sync)
	}
	if err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

// opening is what the library is told.
func (o *EngineOptions) opening(callbacks *callbacks, m *memory) C.sda_options {
	opening := o.Options
	if opening.Path == "" && opening.Durability == DurabilityDurable {
		opening.Durability = DurabilityMemoryOnly
	}
	var c C.sda_options
	c.struct_size = C.sizeof_sda_options
	C.sda_options_init(&c)
	opening.write(&c, m)
	if o.Clock != nil {
		c.clock = C.sda_clock_fn(C.softadastraClock)
		c.clock_user_data = unsafe.Pointer(callbacks.handle)
	}
	return c
}

// Close makes everything durable and lets go. Closing again does nothing.
func (e *Engine) Close() error {
	err := e.close(nil, func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_close(engine, cause)
	})
	if !e.isLent && !errors.Is(err, ErrBusy) {
		e.callbacks.free()
	}
	return err
}

func (e *Engine) counted(call func(*C.sda_engine, *C.uint64_t, **C.sda_error) C.sda_status) (uint64, error) {
	var count C.uint64_t
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return call(engine, &count, cause)
	})
	return uint64(count), err
}

func (e *Engine) buffered(call func(*C.sda_engine, *C.sda_buf, **C.sda_error) C.sda_status) ([]byte, error) {
	var buf C.sda_buf
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return call(engine, &buf, cause)
	})
	if err != nil {
		return nil, err
	}
	return taken(&buf), nil
}

func (e *Engine) named(name string, call func(*C.sda_engine, *C.uint8_t, C.size_t, **C.sda_error) C.sda_status) error {
	at, length := textIn(name)
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return call(engine, at, length, cause)
	})
}

func found(err error) (bool, error) {
	if errors.Is(err, ErrNothing) {
		return false, nil
	}
	return err == nil, err
}

// Get is the shown value of a key; ErrNothing when it is not shown.
func (e *Engine) Get(key []byte) ([]byte, error) {
	room := rooms.Get().(*[roomBytes]byte)
	defer rooms.Put(room)
	size, err := e.GetInto(key, room[:])
	if err != nil {
		return nil, err
	}
	if size <= roomBytes {
		return append(make([]byte, 0, size), room[:size]...), nil
	}
	at, length := bytesIn(key)
	return e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_store_get(engine, at, length, buf, nil, nil, cause)
	})
}

// Values up to so many bytes are read with one call, into a room that is used again.
const roomBytes = 4096

var rooms = sync.Pool{New: func() any { return new([roomBytes]byte) }}

// GetMany is the shown values of many keys in one call, in their order; nil where none is shown, and an
// empty slice for an empty value. Each key is read by itself; a scan shows many as of one moment. The
// values share one memory.
func (e *Engine) GetMany(keys [][]byte) ([][]byte, error) {
	all, err := e.getSome(keys)
	for err == nil && len(all) < len(keys) {
		var more [][]byte
		more, err = e.getSome(keys[len(all):])
		all = append(all, more...)
	}
	if err != nil {
		return nil, err
	}
	return all, nil
}

// getSome is GetMany for the first keys: a call gives so many bytes at most.
func (e *Engine) getSome(keys [][]byte) ([][]byte, error) {
	k, s := packed(keys)
	at, length := bytesIn(k)
	sizes, sizesLen := bytesIn(s)
	var values, found C.sda_buf
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_store_get_many(engine, at, length, sizes, sizesLen, &values, &found, cause)
	})
	data, of := taken(&values), taken(&found)
	if err != nil {
		return nil, err
	}
	return unpacked(data, of), nil
}

// GetInto copies the shown value to the room when it fits, without allocating, and returns its length.
func (e *Engine) GetInto(key, room []byte) (int, error) {
	at, length := bytesIn(key)
	to, capacity := bytesIn(room)
	var size C.size_t
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		status := C.sda_store_get_into(engine, at, length, to, capacity, &size, nil, nil, cause)
		if status == C.SDA_TOO_SMALL {
			return C.SDA_OK
		}
		return status
	})
	return int(size), err
}

// Entry is the shown value of a key with its version and time; ErrNothing when it is not shown.
func (e *Engine) Entry(key []byte) (Entry, error) {
	at, length := bytesIn(key)
	var version C.uint64_t
	var millis C.int64_t
	value, err := e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_store_get(engine, at, length, buf, &version, &millis, cause)
	})
	return Entry{Key: key, Value: value, Version: uint64(version), TimestampMS: int64(millis)}, err
}

// Contains says whether a key is shown.
func (e *Engine) Contains(key []byte) (bool, error) {
	at, length := bytesIn(key)
	return found(e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_store_contains(engine, at, length, cause)
	}))
}

// Len is the number of shown keys.
func (e *Engine) Len() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_store_len(engine, n, cause)
	})
}

// Versions are all versions of a key that no other has replaced.
func (e *Engine) Versions(key []byte) ([]Version, error) {
	at, length := bytesIn(key)
	var list *C.sda_versions
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_store_versions(engine, at, length, &list, cause)
	})
	if err != nil {
		return nil, err
	}
	defer C.sda_versions_free(list)
	return readVersions(list)
}

// Contested is a key with writes that did not know of each other, and all of its sides.
type Contested struct {
	Key          []byte
	IsUnresolved bool
	Sides        []ConflictSide
	// Base is the value that all sides have seen; nil where it is not known, and where it was a delete.
	Base []byte
}

// Conflicts are those that stand, in the order of their keys, from behind a key on.
func (e *Engine) Conflicts(after []byte, countMax uint64) ([]Contested, error) {
	at, length := bytesIn(after)
	var list *C.sda_conflicts
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_store_conflicts(engine, at, length, C.uint64_t(countMax), &list, cause)
	})
	if err != nil {
		return nil, err
	}
	defer C.sda_conflicts_free(list)
	var all []Contested
	for index := C.size_t(0); index < C.sda_conflicts_len(list); index++ {
		var c C.sda_conflict
		c.struct_size = C.sizeof_sda_conflict
		var cause *C.sda_error
		if err := check(C.sda_conflicts_get(list, index, &c, &cause), cause); err != nil {
			return nil, err
		}
		one := readConflict(&c)
		contested := Contested{Key: one.Key, IsUnresolved: one.IsUnresolved, Base: one.Base}
		for side := C.size_t(0); side < C.size_t(one.SideCount); side++ {
			var s C.sda_conflict_side
			s.struct_size = C.sizeof_sda_conflict_side
			if err := check(C.sda_conflicts_side(list, index, side, &s, &cause), cause); err != nil {
				return nil, err
			}
			contested.Sides = append(contested.Sides, readConflictSide(&s))
		}
		all = append(all, contested)
	}
	return all, nil
}

// Put writes a key and owes the write to the destination, both or neither.
func (e *Engine) Put(key, value []byte, at time.Time) (Operation, error) {
	return e.submitOne(OperationTypePut, key, value, at)
}

// Remove removes a key and owes that to the destination.
func (e *Engine) Remove(key []byte, at time.Time) (Operation, error) {
	return e.submitOne(OperationTypeDelete, key, nil, at)
}

func (e *Engine) submitOne(kind OperationType, key, value []byte, at time.Time) (Operation, error) {
	k, kl := bytesIn(key)
	v, vl := bytesIn(value)
	return first(e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_submit(engine, C.uint32_t(kind), k, kl, v, vl, C.int64_t(at.UnixMilli()), ops, cause)
	}))
}

func first(all []Envelope, err error) (Operation, error) {
	if err != nil {
		return Operation{}, err
	}
	return all[0].Op, nil
}

// PutLocal writes a key that is never sent.
func (e *Engine) PutLocal(key, value []byte, at time.Time) (Applied, error) {
	return e.applyOne(OperationTypePut, key, value, at)
}

// RemoveLocal removes a key without sending that.
func (e *Engine) RemoveLocal(key []byte, at time.Time) (Applied, error) {
	return e.applyOne(OperationTypeDelete, key, nil, at)
}

func (e *Engine) applyOne(kind OperationType, key, value []byte, at time.Time) (Applied, error) {
	k, kl := bytesIn(key)
	v, vl := bytesIn(value)
	return e.applied(func(engine *C.sda_engine, out *C.sda_apply, cause **C.sda_error) C.sda_status {
		return C.sda_store_apply(engine, C.uint32_t(kind), k, kl, v, vl, C.int64_t(at.UnixMilli()), out, cause)
	})
}

// PutUnlogged brings a write from an older log into memory alone, under its own version.
func (e *Engine) PutUnlogged(key, value []byte, at time.Time, version uint64) (Applied, error) {
	k, kl := bytesIn(key)
	v, vl := bytesIn(value)
	return e.applied(func(engine *C.sda_engine, out *C.sda_apply, cause **C.sda_error) C.sda_status {
		return C.sda_store_apply_unlogged(engine, C.SDA_OPERATION_PUT, k, kl, v, vl,
			C.int64_t(at.UnixMilli()), C.uint64_t(version), out, cause)
	})
}

func (e *Engine) applied(call func(*C.sda_engine, *C.sda_apply, **C.sda_error) C.sda_status) (Applied, error) {
	var out C.sda_apply
	out.struct_size = C.sizeof_sda_apply
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status { return call(engine, &out, cause) })
	return readApplied(&out), err
}

// SubmitLocalWrites submits every write that was only local so far, and says how many.
func (e *Engine) SubmitLocalWrites() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_submit_local_writes(engine, n, cause)
	})
}

// SetMerge sets what PolicyCustom shows; nil takes the function away.
func (e *Engine) SetMerge(merge Merge) error {
	var function C.sda_merge_fn
	if merge != nil {
		function = C.sda_merge_fn(C.softadastraMerge)
	}
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		before := e.callbacks.merge
		e.callbacks.merge = merge
		status := C.sda_engine_set_merge(engine, function, unsafe.Pointer(e.callbacks.handle), nil, cause)
		if status != C.SDA_OK {
			e.callbacks.merge = before
		}
		return status
	})
}

// Flush makes everything written so far durable.
func (e *Engine) Flush() error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_flush(engine, cause)
	})
}

// Maintain does a bounded piece of upkeep and says whether there is more to be done.
func (e *Engine) Maintain(bytesMax uint64, longest time.Duration) (bool, error) {
	var more C.uint32_t
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_maintain(engine, C.uint64_t(bytesMax), C.int64_t(longest.Milliseconds()), &more, cause)
	})
	return more != 0, err
}

// Checkpoint writes the whole state to runs, so that the next opening reads hardly any log.
func (e *Engine) Checkpoint() error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_checkpoint(engine, cause)
	})
}

// Reload reads the log again and shows what it holds.
func (e *Engine) Reload() error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_reload(engine, cause)
	})
}

// ClearMemory puts everything written so far out of view; Reload brings it back.
func (e *Engine) ClearMemory() error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_store_clear_memory(engine, cause)
	})
}

// Report is what opening found and did.
func (e *Engine) Report() (Report, error) {
	var out C.sda_report
	out.struct_size = C.sizeof_sda_report
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_report(engine, &out, cause)
	})
	return readReport(&out), err
}

// Health is how the database is doing.
func (e *Engine) Health() (Health, error) {
	var out C.sda_health
	out.struct_size = C.sizeof_sda_health
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_health(engine, &out, cause)
	})
	return readHealth(&out), err
}

// StatusJSON is everything that an engine can say of itself.
func (e *Engine) StatusJSON() (json.RawMessage, error) {
	return e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_engine_status_json(engine, buf, cause)
	})
}

// Identity is the name and the epoch under which this replica writes; ErrNothing before it has one.
func (e *Engine) Identity() (string, uint32, error) {
	var epoch C.uint32_t
	name, err := e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_engine_identity(engine, buf, &epoch, cause)
	})
	return string(name), uint32(epoch), err
}

// RenamedFrom is the name under which the log was written before; ErrNothing when it is the same.
func (e *Engine) RenamedFrom() (string, error) {
	name, err := e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_engine_renamed_from(engine, buf, cause)
	})
	return string(name), err
}

// Changes is a number that grows with every change that a reader could see.
func (e *Engine) Changes() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_engine_changes(engine, n, cause)
	})
}

// Digest is equal on replicas that hold the same.
func (e *Engine) Digest() ([]byte, error) {
	return e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_engine_digest(engine, buf, cause)
	})
}
