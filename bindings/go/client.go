// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"time"
)

// Client is a database on this device that is kept the same on others. Any goroutine may use it.
//
// Writes are made here, at once, whoever can be reached; they are owed to every peer until it has them,
// also after a restart. Bytes move between nodes in Tick, ProcessTransportEvents and Wait, in no other
// call and in no goroutine. Its Engine has everything else: scans, groups, conflicts, failed work, how it
// stands with peers, backups.
type Client struct {
	shared[*C.sda_client]
	engine *Engine
}

// NodeInfo is what a node says of itself.
type NodeInfo struct {
	NodeDetails
	// Capabilities is what it can, such as "sync".
	Capabilities []string
}

// DefaultClientOptions are those of the library: no transport, no discovery, no key.
func DefaultClientOptions() ClientOptions {
	var c C.sda_client_options
	c.struct_size = C.sizeof_sda_client_options
	C.sda_client_options_init(&c)
	return readClientOptions(&c)
}

// OpenClient opens or makes a database and attaches the sync engine under the NodeID of the first
// options. No network service starts.
func OpenClient(options EngineOptions, own ClientOptions) (*Client, error) {
	callbacks := newCallbacks(options.Clock)
	c := &Client{engine: &Engine{sync: options.Sync, isLent: true}}
	c.begin("client", callbacks)
	c.engine.begin("engine", callbacks)
	c.engine.sync.NodeID = options.NodeID
	var m memory
	defer m.free()
	opening := options.opening(callbacks, &m)
	var syncing C.sda_sync_options
	syncing.struct_size = C.sizeof_sda_sync_options
	C.sda_sync_options_init(&syncing)
	c.engine.sync.write(&syncing, &m)
	var mine C.sda_client_options
	mine.struct_size = C.sizeof_sda_client_options
	C.sda_client_options_init(&mine)
	own.write(&mine, &m)
	if options.Clock != nil {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
	}
	var cause *C.sda_error
	err := check(C.sda_client_open(&opening, &syncing, &mine, &c.pointer, &cause), cause)
	if thrown := callbacks.rethrow(); thrown != nil {
		err = thrown
	}
	if err == nil {
		err = check(C.sda_client_engine(c.pointer, &c.engine.pointer, &cause), cause)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// Close stops every service, makes everything durable and lets go; the Engine is closed with it. A Wait of
// another goroutine ends. Closing again does nothing.
func (c *Client) Close() error {
	// Any call on the client ends a wait.
	hurry := func(client *C.sda_client) { C.sda_client_transport_running(client, nil, nil) }
	err := c.close(hurry, func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_close(client, cause)
	})
	if !errors.Is(err, ErrBusy) {
		c.engine.Close()
		c.callbacks.free()
	}
	return err
}

// Engine is the client's engine, for everything that takes one. It is closed with the client.
func (c *Client) Engine() *Engine { return c.engine }

func (c *Client) counted(call func(*C.sda_client, *C.uint64_t, **C.sda_error) C.sda_status) (uint64, error) {
	var count C.uint64_t
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return call(client, &count, cause)
	})
	return uint64(count), err
}

func (c *Client) buffered(call func(*C.sda_client, *C.sda_buf, **C.sda_error) C.sda_status) ([]byte, error) {
	var buf C.sda_buf
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return call(client, &buf, cause)
	})
	if err != nil {
		return nil, err
	}
	return taken(&buf), nil
}

// Put writes a value and owes it to every peer, both or neither. It returns the version of the write, for
// StatusOf.
func (c *Client) Put(key, value []byte) (uint64, error) {
	k, kl := bytesIn(key)
	v, vl := bytesIn(value)
	return c.counted(func(client *C.sda_client, version *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_put(client, k, kl, v, vl, version, cause)
	})
}

// Remove deletes a key, there or not, and owes that to every peer. It returns the version.
func (c *Client) Remove(key []byte) (uint64, error) {
	k, kl := bytesIn(key)
	return c.counted(func(client *C.sda_client, version *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_remove(client, k, kl, version, cause)
	})
}

// Get is the shown value of a key, and never asks a peer; ErrNothing when it is not shown.
func (c *Client) Get(key []byte) ([]byte, error) {
	k, kl := bytesIn(key)
	return c.buffered(func(client *C.sda_client, value *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_client_get(client, k, kl, value, cause)
	})
}

// Contains says whether a key is shown.
func (c *Client) Contains(key []byte) (bool, error) {
	k, kl := bytesIn(key)
	return found(c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_contains(client, k, kl, cause)
	}))
}

// Len is the number of shown keys.
func (c *Client) Len() (uint64, error) {
	return c.counted(func(client *C.sda_client, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_len(client, n, cause)
	})
}

// Tick is one turn: it schedules again what is late, lets acknowledged operations go if asked, does a
// bounded piece of upkeep, and sends what is due to the peers that are there.
func (c *Client) Tick(pruneCompleted bool) (ClientTurn, error) {
	var out C.sda_client_turn
	out.struct_size = C.sizeof_sda_client_turn
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_tick(client, flag(pruneCompleted), &out, cause)
	})
	return readClientTurn(&out), err
}

// SyncState is where synchronisation stands.
func (c *Client) SyncState() (SyncState, error) {
	var out C.sda_sync_state
	out.struct_size = C.sizeof_sda_sync_state
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_sync_state(client, &out, cause)
	})
	return readSyncState(&out), err
}

// RetryExpired schedules again what is late, as a turn does, and says how many.
func (c *Client) RetryExpired() (uint64, error) {
	return c.counted(func(client *C.sda_client, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_retry_expired(client, n, cause)
	})
}

// PruneCompleted lets acknowledged operations go from the outbox, and says how many.
func (c *Client) PruneCompleted() (uint64, error) {
	return c.counted(func(client *C.sda_client, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_prune_completed(client, n, cause)
	})
}

// PruneFailed discards every failed operation, on purpose, and says how many: none will ever be sent.
func (c *Client) PruneFailed() (uint64, error) {
	return c.counted(func(client *C.sda_client, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_prune_failed(client, n, cause)
	})
}

// StatusOf is where a write stands; ErrNothing when the outbox does not hold it: it was acknowledged and
// pruned, discarded, replaced before it was sent, or never made.
func (c *Client) StatusOf(version uint64) (OperationStatus, error) {
	var status C.uint32_t
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_status_of(client, C.uint64_t(version), &status, cause)
	})
	return OperationStatus(status), err
}

// WaitUntilAcknowledged takes turns and waits until every registered peer has acknowledged a write. It fails
// with the context's error, with ErrInvalidState when the write failed, and with ErrNotFound when the outbox
// does not hold it, so that nothing is known of it.
func (c *Client) WaitUntilAcknowledged(ctx context.Context, version uint64) error {
	for {
		status, err := c.StatusOf(version)
		switch {
		case err == ErrNothing:
			return &Error{ErrorNotFound, "the outbox does not hold the write", strconv.FormatUint(version, 10)}
		case err != nil || status == OperationStatusApplied:
			return err
		case status == OperationStatusFailed:
			return &Error{ErrorInvalidState, "the write failed", strconv.FormatUint(version, 10)}
		case ctx.Err() != nil:
			return ctx.Err()
		}
		if _, err := c.Tick(false); err != nil {
			return err
		}
		if _, err := c.Wait(50 * time.Millisecond); err != nil {
			return err
		}
	}
}

// NodeInfo is what this node says of itself, as it was last asked, or now.
func (c *Client) NodeInfo(refresh bool) (NodeInfo, error) {
	var info *C.sda_node_info
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_node_info(client, flag(refresh), &info, cause)
	})
	if err != nil {
		return NodeInfo{}, err
	}
	defer C.sda_node_info_free(info)
	var out C.sda_node_details
	out.struct_size = C.sizeof_sda_node_details
	var cause *C.sda_error
	if err := check(C.sda_node_info_get(info, &out, &cause), cause); err != nil {
		return NodeInfo{}, err
	}
	found := NodeInfo{NodeDetails: readNodeDetails(&out)}
	for index := C.size_t(0); index < C.size_t(out.capability_count); index++ {
		var name *C.uint8_t
		var length C.size_t
		if err := check(C.sda_node_info_capability(info, index, &name, &length, &cause), cause); err != nil {
			return NodeInfo{}, err
		}
		found.Capabilities = append(found.Capabilities, textOf(name, length))
	}
	return found, nil
}
