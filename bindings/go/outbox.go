// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"

extern void softadastraNotify(void *, sda_notice *, uint8_t *, size_t);
*/
import "C"

import (
	"errors"
	"time"
	"unsafe"
)

// Attach replicates from here on under that name.
func (e *Engine) Attach(nodeID string, options SyncOptions) error {
	options.NodeID = nodeID
	return e.withSync(options, func(engine *C.sda_engine, c *C.sda_sync_options, cause **C.sda_error) C.sda_status {
		return C.sda_sync_attach(engine, c, cause)
	})
}

// SyncOptions are the settings in force; change some and hand them to Configure.
func (e *Engine) SyncOptions() SyncOptions { return e.sync }

// Configure changes the settings of the sync engine.
func (e *Engine) Configure(options SyncOptions) error {
	return e.withSync(options, func(engine *C.sda_engine, c *C.sda_sync_options, cause **C.sda_error) C.sda_status {
		return C.sda_sync_configure(engine, c, cause)
	})
}

func (e *Engine) withSync(options SyncOptions, call func(*C.sda_engine, *C.sda_sync_options, **C.sda_error) C.sda_status) error {
	var c C.sda_sync_options
	c.struct_size = C.sizeof_sda_sync_options
	C.sda_sync_options_init(&c)
	var m memory
	defer m.free()
	options.write(&c, &m)
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status { return call(engine, &c, cause) })
	if err == nil {
		e.sync = options
	}
	return err
}

// Detach lets another sync engine attach. What is owed stays owed.
func (e *Engine) Detach() error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_sync_detach(engine, cause)
	})
}

// SetPolicy chooses which of several concurrent versions is shown.
func (e *Engine) SetPolicy(policy Policy) error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_sync_set_policy(engine, C.uint32_t(policy), cause)
	})
}

func (e *Engine) ops(call func(*C.sda_engine, **C.sda_ops, **C.sda_error) C.sda_status) ([]Envelope, error) {
	var list *C.sda_ops
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status { return call(engine, &list, cause) })
	if err != nil {
		return nil, err
	}
	return readOps(list)
}

func readOps(list *C.sda_ops) ([]Envelope, error) {
	defer C.sda_ops_free(list)
	all := make([]Envelope, 0, int(C.sda_ops_len(list)))
	for index := C.size_t(0); index < C.sda_ops_len(list); index++ {
		var c C.sda_envelope
		c.struct_size = C.sizeof_sda_envelope
		var cause *C.sda_error
		if err := check(C.sda_ops_get(list, index, &c, &cause), cause); err != nil {
			return nil, err
		}
		all = append(all, readEnvelope(&c))
	}
	return all, nil
}

// NextBatch is what is due, oldest first.
func (e *Engine) NextBatch() ([]Envelope, error) {
	return e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_next_batch(engine, ops, cause)
	})
}

// Tick is one turn: retry what is late, prune if asked, batch.
func (e *Engine) Tick(pruneCompleted bool) (Tick, []Envelope, error) {
	var out C.sda_tick
	out.struct_size = C.sizeof_sda_tick
	batch, err := e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_tick(engine, flag(pruneCompleted), &out, ops, cause)
	})
	return readTick(&out), batch, err
}

// Receive takes a peer's operation in: exactly once, in any order.
func (e *Engine) Receive(operation Operation) (Received, error) {
	var m memory
	defer m.free()
	op := operation.write(&m)
	var out C.sda_received
	out.struct_size = C.sizeof_sda_received
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_sync_receive(engine, &op, &out, cause)
	})
	return readReceived(&out), err
}

// Ack takes an acknowledgement.
func (e *Engine) Ack(syncID string) error {
	return e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_receive_ack(engine, id, length, cause)
	})
}

// ReportSendFailure takes the news that an operation could not be sent; false when that was its
// last try.
func (e *Engine) ReportSendFailure(syncID string, why Status) (bool, error) {
	return found(e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_report_send_failure(engine, id, length, C.sda_status(why), cause)
	}))
}

// Queue gives a pending or failed operation to the queue.
func (e *Engine) Queue(syncID string) error {
	return e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_queue(engine, id, length, cause)
	})
}

// RequeueFailed queues one failed operation again, with all its deliveries before it.
func (e *Engine) RequeueFailed(syncID string) error {
	return e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_requeue_failed(engine, id, length, cause)
	})
}

// RequeueAllFailed queues every failed operation again, and says how many.
func (e *Engine) RequeueAllFailed() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_requeue_all_failed(engine, n, cause)
	})
}

// DiscardFailed discards one failed operation, on purpose.
func (e *Engine) DiscardFailed(syncID string) error {
	return e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_discard_failed(engine, id, length, cause)
	})
}

// PruneFailed discards every failed operation, on purpose, and says how many.
func (e *Engine) PruneFailed() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_prune_failed(engine, n, cause)
	})
}

// PruneCompleted lets acknowledged operations go from the outbox, and says how many.
func (e *Engine) PruneCompleted() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_prune_completed(engine, n, cause)
	})
}

// RetryExpired schedules again what was not acknowledged in time, and says how many.
func (e *Engine) RetryExpired() (uint64, error) {
	return e.counted(func(engine *C.sda_engine, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_sync_retry_expired(engine, n, cause)
	})
}

// Outbox is every entry of the outbox, oldest first.
func (e *Engine) Outbox() ([]Envelope, error) {
	return e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_outbox(engine, ops, cause)
	})
}

// Failed is every failed entry, oldest first.
func (e *Engine) Failed() ([]Envelope, error) {
	return e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_failed(engine, ops, cause)
	})
}

// Held is every operation that is held because this build does not know its type, oldest first.
func (e *Engine) Held() ([]Envelope, error) {
	return e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_held(engine, ops, cause)
	})
}

// Find is one entry of the outbox.
func (e *Engine) Find(syncID string) (Envelope, error) {
	id, length := textIn(syncID)
	all, err := e.ops(func(engine *C.sda_engine, ops **C.sda_ops, cause **C.sda_error) C.sda_status {
		return C.sda_sync_find(engine, id, length, ops, cause)
	})
	if err != nil {
		return Envelope{}, err
	}
	return all[0], nil
}

// State is where synchronisation stands.
func (e *Engine) State() (SyncState, error) {
	var out C.sda_sync_state
	out.struct_size = C.sizeof_sda_sync_state
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_sync_get_state(engine, &out, cause)
	})
	return readSyncState(&out), err
}

// NextWakeup is when to call Tick next; ErrNothing when there is nothing to wait for.
func (e *Engine) NextWakeup() (time.Time, error) {
	var at C.int64_t
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_sync_next_wakeup(engine, &at, cause)
	})
	return time.UnixMilli(int64(at)), err
}

// write puts an operation into C's memory.
func (o *Operation) write(m *memory) C.sda_op {
	var c C.sda_op
	c.struct_size = C.sizeof_sda_op
	c.operation_type = C.uint32_t(o.OperationType)
	c.direction = C.uint32_t(o.Direction)
	c.epoch = C.uint32_t(o.Epoch)
	c.sequence = C.uint64_t(o.Sequence)
	c.version = C.uint64_t(o.Version)
	c.stamp = C.uint64_t(o.Stamp)
	c.timestamp_ms = C.int64_t(o.TimestampMS)
	c.created_at_ms = C.int64_t(o.CreatedAtMS)
	c.sync_id, c.sync_id_len = m.text(o.SyncID)
	c.origin, c.origin_len = m.text(o.Origin)
	c.key, c.key_len = m.bytes(o.Key)
	c.value, c.value_len = m.bytes(o.Value)
	c.context, c.context_len = m.bytes(o.Context)
	return c
}

// Encode gives the wire bytes of an operation.
func Encode(operation Operation) ([]byte, error) {
	var m memory
	defer m.free()
	op := operation.write(&m)
	var buf C.sda_buf
	var cause *C.sda_error
	if err := check(C.sda_op_encode(&op, &buf, &cause), cause); err != nil {
		return nil, err
	}
	return taken(&buf), nil
}

// Decode reads the wire bytes of one operation.
func Decode(data []byte) (Operation, error) {
	at, length := bytesIn(data)
	var list *C.sda_ops
	var cause *C.sda_error
	if err := check(C.sda_op_decode(at, length, &list, &cause), cause); err != nil {
		return Operation{}, err
	}
	return first(readOps(list))
}

// RegisterPeer keeps every operation for that peer until it has it, or its lease is over.
func (e *Engine) RegisterPeer(nodeID string, lease time.Duration) error {
	return e.named(nodeID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_peer_register(engine, id, length, C.int64_t(lease.Milliseconds()), cause)
	})
}

// RemovePeer lets a peer go: nothing is kept for it any more.
func (e *Engine) RemovePeer(nodeID string) error {
	return e.named(nodeID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_peer_remove(engine, id, length, cause)
	})
}

// Peer is how it stands with one peer.
func (e *Engine) Peer(nodeID string) (PeerStatus, error) {
	at, length := textIn(nodeID)
	var out C.sda_peer_status_info
	out.struct_size = C.sizeof_sda_peer_status_info
	var status PeerStatus
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		answer := C.sda_peer_status(engine, at, length, &out, cause)
		if answer == C.SDA_OK {
			status = readPeerStatus(&out)
		}
		return answer
	})
	return status, err
}

func (e *Engine) peers(call func(*C.sda_engine, **C.sda_peers, **C.sda_error) C.sda_status) ([]PeerStatus, error) {
	var list *C.sda_peers
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status { return call(engine, &list, cause) })
	if err != nil {
		return nil, err
	}
	defer C.sda_peers_free(list)
	var all []PeerStatus
	for index := C.size_t(0); index < C.sda_peers_len(list); index++ {
		var c C.sda_peer_status_info
		c.struct_size = C.sizeof_sda_peer_status_info
		var cause *C.sda_error
		if err := check(C.sda_peers_get(list, index, &c, &cause), cause); err != nil {
			return nil, err
		}
		all = append(all, readPeerStatus(&c))
	}
	return all, nil
}

// Peers is how it stands with every registered peer, in order of their names.
func (e *Engine) Peers() ([]PeerStatus, error) {
	return e.peers(func(engine *C.sda_engine, list **C.sda_peers, cause **C.sda_error) C.sda_status {
		return C.sda_peer_list(engine, list, cause)
	})
}

// ExpirePeers lets those peers go that stayed away for longer than their lease.
func (e *Engine) ExpirePeers() ([]PeerStatus, error) {
	return e.peers(func(engine *C.sda_engine, list **C.sda_peers, cause **C.sda_error) C.sda_status {
		return C.sda_peers_expire(engine, list, cause)
	})
}

// AckFrom takes the news that one peer has applied one operation.
func (e *Engine) AckFrom(syncID, nodeID string) error {
	peer, peerLen := textIn(nodeID)
	return e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_outbox_ack_from(engine, id, length, peer, peerLen, cause)
	})
}

// IsAppliedAt says whether an operation made here is known to be applied at a peer.
func (e *Engine) IsAppliedAt(syncID, nodeID string) (bool, error) {
	peer, peerLen := textIn(nodeID)
	err := e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_op_is_applied_at(engine, id, length, peer, peerLen, cause)
	})
	if errors.Is(err, ErrNothing) {
		return false, nil
	}
	return err == nil, err
}

// DeliveryOf says how far an operation made here has come at a peer.
func (e *Engine) DeliveryOf(syncID, nodeID string) (PeerDelivery, error) {
	peer, peerLen := textIn(nodeID)
	var c C.sda_peer_delivery
	c.struct_size = C.sizeof_sda_peer_delivery
	err := e.named(syncID, func(engine *C.sda_engine, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_peer_delivery_of(engine, id, length, peer, peerLen, &c, cause)
	})
	if err != nil {
		return PeerDelivery{}, err
	}
	return readPeerDelivery(&c), nil
}

// KeepNotices keeps what matters at least so much from here on, for PollNotice.
func (e *Engine) KeepNotices(least Severity) error {
	return e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_set_notify(engine, C.uint32_t(least), nil, nil, nil, cause)
	})
}

// TellNotices tells a function instead, at the end of the call that a notice comes from. A panic in it goes on
// in that call.
func (e *Engine) TellNotices(least Severity, notify Notify) error {
	before := e.callbacks.notify
	e.callbacks.notify = notify // it may be told something at the end of this very call
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		function, user := C.sda_notify_fn(C.softadastraNotify), unsafe.Pointer(e.callbacks.handle)
		return C.sda_engine_set_notify(engine, C.uint32_t(least), function, user, nil, cause)
	})
	if err != nil {
		e.callbacks.notify = before
	}
	return err
}

// PollNotice is the oldest notice that waits, with what happened in words; ErrNothing when none does.
func (e *Engine) PollNotice() (Notice, string, error) {
	var c C.sda_notice
	c.struct_size = C.sizeof_sda_notice
	text, err := e.buffered(func(engine *C.sda_engine, buf *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_engine_poll_notice(engine, &c, buf, cause)
	})
	if err != nil {
		return Notice{}, "", err
	}
	return readNotice(&c), string(text), nil
}

// GenerateKeys makes a secret key and its public key, 32 bytes each, from the system's randomness.
func GenerateKeys() (secret, public []byte, err error) {
	var s, p C.sda_buf
	var cause *C.sda_error
	err = check(C.sda_keys_generate(&s, &p, &cause), cause)
	return taken(&s), taken(&p), err
}
