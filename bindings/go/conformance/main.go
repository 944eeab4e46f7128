// SPDX-License-Identifier: Apache-2.0

// The harness of the conformance scripts; tests/conformance/README.md has its language.
package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	sda "softadastra.example/sync"
)

var (
	ctx      = context.Background()
	now      int64
	engines  map[string]*sda.Engine
	sessions map[string]*sda.Session
	feeds    map[string]*sda.Feed
	readers  map[string]*sda.ValueReader
	writers  map[string]*sda.ValueWriter
	clients  map[string]*sda.Client
	errBoom  = errors.New("boom")
)

func shown(value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return "1"
		}
		return "0"
	case string:
		return "x" + hex.EncodeToString([]byte(v))
	case []byte:
		return "x" + hex.EncodeToString(v)
	default:
		return fmt.Sprint(v)
	}
}

type record []any

func ok(values ...any) string {
	parts := []string{"ok"}
	for _, value := range values {
		if r, is := value.(record); is {
			inner := make([]string, len(r))
			for at, one := range r {
				inner[at] = shown(one)
			}
			parts = append(parts, strings.Join(inner, ":"))
		} else {
			parts = append(parts, shown(value))
		}
	}
	return strings.Join(parts, " ")
}

// answer is what went wrong, or nothing, or the values.
func answer(err error, values ...any) string {
	var failure *sda.Error
	switch {
	case err == nil:
		return ok(values...)
	case errors.Is(err, sda.ErrNothing):
		return "nothing"
	case errors.Is(err, errBoom):
		return "raised " + strings.TrimSuffix(err.Error(), ": boom")
	case errors.As(err, &failure):
		return fmt.Sprintf("error %d %s|%s", failure.Status, failure.Message, failure.Context)
	}
	panic(err)
}

func whether(yes bool, err error) string {
	if err == nil && !yes {
		return "nothing"
	}
	return answer(err)
}

func data(token string) []byte {
	bytes, err := hex.DecodeString(token[1:])
	if err != nil {
		panic(err)
	}
	return bytes
}

func text(token string) string { return string(data(token)) }

func number(token string) int64 {
	value, err := strconv.ParseInt(token, 10, 64)
	if err != nil {
		panic(err)
	}
	return value
}

func at(token string) time.Time { return time.UnixMilli(number(token)) }

// options sets fields of both kinds of options of an engine by their C names.
func options(tokens []string, o *sda.EngineOptions) {
	for _, token := range tokens {
		name, value, _ := strings.Cut(token, "=")
		var n int64
		var s string
		if value[0] == 'x' {
			s = text(value)
		} else {
			n = number(value)
		}
		switch name {
		case "path":
			o.Path = s
		case "node_id":
			o.NodeID, o.Sync.NodeID = s, s
		case "durability":
			o.Durability = sda.Durability(n)
		case "value_bytes_max":
			o.ValueBytesMax = uint64(n)
		case "clock_drift_ms":
			o.ClockDriftMS, o.Sync.ClockDriftMS = n, n
		case "seed":
			o.Seed = uint64(n)
		case "read_only":
			o.ReadOnly = n != 0
		case "memory_bytes":
			o.MemoryBytes = uint64(n)
		case "feed_retain_bytes":
			o.FeedRetainBytes = uint64(n)
		case "maintain_on_write":
			o.MaintainOnWrite = n != 0
		case "history_bytes_max":
			o.HistoryBytesMax = uint64(n)
		case "recording_path":
			o.RecordingPath = s
		case "recording_bytes_max":
			o.RecordingBytesMax = uint64(n)
		case "conflict_policy":
			o.Sync.ConflictPolicy = sda.Policy(n)
		case "batch_size":
			o.Sync.BatchSize = uint64(n)
		case "max_retries":
			o.Sync.MaxRetries = uint32(n)
		case "auto_queue":
			o.Sync.AutoQueue = n != 0
		case "require_ack":
			o.Sync.RequireAck = n != 0
		case "retry_interval_ms":
			o.Sync.RetryIntervalMS = n
		case "retry_cap_ms":
			o.Sync.RetryCapMS = n
		case "ack_timeout_ms":
			o.Sync.AckTimeoutMS = n
		case "outbox_ops_max":
			o.Sync.OutboxOpsMax = uint64(n)
		case "outbox_bytes_max":
			o.Sync.OutboxBytesMax = uint64(n)
		case "when_full":
			o.Sync.WhenFull = sda.WhenFull(n)
		case "ack_level":
			o.Sync.AckLevel = sda.Level(n)
		default:
			panic(name)
		}
	}
}

func sessionOptions(tokens []string) sda.SessionOptions {
	o := sda.DefaultSessionOptions()
	for _, token := range tokens {
		name, value, _ := strings.Cut(token, "=")
		switch name {
		case "node_id":
			o.NodeID = text(value)
		case "accept_unknown":
			o.AcceptUnknown = number(value) != 0
		case "accept_lease_ms":
			o.AcceptLeaseMS = number(value)
		case "window_bytes":
			o.WindowBytes = uint64(number(value))
		case "frame_bytes_max":
			o.FrameBytesMax = uint32(number(value))
		default:
			panic(name)
		}
	}
	return o
}

func envelope(e sda.Envelope) record {
	return record{e.Op.SyncID, uint32(e.Status), uint32(e.AckStatus), e.RetryCount, e.NextRetryAtMS,
		int32(e.LastError), uint32(e.Op.OperationType), e.Op.Key, e.Op.Value}
}

func envelopes(all []sda.Envelope) []any {
	var values []any
	for _, one := range all {
		values = append(values, envelope(one))
	}
	return values
}

func applied(a sda.Applied) []any { return []any{a.Created, a.Updated, a.Deleted, a.Version} }

func peer(p sda.PeerStatus) record {
	return record{p.NodeID, p.IsConnected, p.LeaseMS, p.KnownCount, p.DurableCount, p.AppliedCount,
		p.PendingOwnCount, p.PendingRelayedCount, p.GoneCount, p.RefusedCount}
}

func group(parts []string) (*sda.Group, error) {
	made, err := sda.NewGroup()
	for err == nil && len(parts) > 0 {
		if parts[0] == "put" {
			err, parts = made.Put(data(parts[1]), data(parts[2])), parts[3:]
		} else {
			err, parts = made.Remove(data(parts[1])), parts[2:]
		}
	}
	return made, err
}

func union(_ []byte, versions []sda.Version) ([]byte, error) {
	words := map[string]bool{}
	for _, version := range versions {
		for _, word := range strings.Fields(string(version.Value)) {
			words[word] = true
		}
	}
	all := make([]string, 0, len(words))
	for word := range words {
		all = append(all, word)
	}
	sort.Strings(all)
	return []byte(strings.Join(all, " ")), nil
}

func merge(e *sda.Engine, kind string) sda.Merge {
	switch kind {
	case "union":
		return union
	case "none":
		return func([]byte, []sda.Version) ([]byte, error) { return nil, sda.ErrNothing }
	case "raise":
		return func(key []byte, _ []sda.Version) ([]byte, error) {
			return nil, fmt.Errorf("merge of %s: %w", key, errBoom)
		}
	case "use":
		return func(key []byte, _ []sda.Version) ([]byte, error) { return e.Get(key) }
	}
	return nil
}

func verified(v sda.Verification, err error) string {
	t := v.Totals
	values := []any{t.IsSound, t.KeyCount, t.OwedCount, t.FindingCount}
	for _, f := range v.Findings {
		values = append(values, record{uint32(f.Part), int32(f.Status), f.At, f.Number, f.File})
	}
	return answer(err, values...)
}

func reset() string {
	for _, session := range sessions {
		session.Close()
	}
	for _, feed := range feeds {
		feed.Close()
	}
	for _, reader := range readers {
		reader.Close()
	}
	for _, writer := range writers {
		writer.Close()
	}
	for _, client := range clients {
		client.Close()
	}
	for _, engine := range engines {
		engine.Close()
	}
	now = 1_700_000_000_000
	engines, sessions, feeds = map[string]*sda.Engine{}, map[string]*sda.Session{}, map[string]*sda.Feed{}
	readers, writers, clients = map[string]*sda.ValueReader{}, map[string]*sda.ValueWriter{}, map[string]*sda.Client{}
	return "ok"
}

func open(name string, tokens []string) string {
	o := sda.DefaultOptions()
	o.Clock = func() (int64, int64) { return now, now }
	options(tokens, &o)
	engine, err := sda.Open(o)
	if err != nil {
		return answer(err)
	}
	engines[name] = engine
	r, err := engine.Report()
	return answer(err, r.Created, r.LastVersion, r.OwedCount, r.CutBytes)
}

func withoutEngine(verb string, t []string) (string, bool) {
	switch verb {
	case "reset":
		return reset(), true
	case "now":
		now = number(t[0])
		return "ok", true
	case "open":
		return open(t[0], t[1:]), true
	case "decode":
		op, err := sda.Decode(data(t[0]))
		return answer(err, op.SyncID, op.Origin, op.Sequence, uint32(op.OperationType), op.Key, op.Value), true
	case "frame":
		length, err := sda.FrameBytes(data(t[0]), uint32(number(t[1])))
		return answer(err, length), true
	case "verify_path":
		return verified(sda.Verify(text(t[0]))), true
	case "salvage":
		s, err := sda.SalvageTo(text(t[0]), text(t[1]))
		values := []any{s.Totals.KeyCount, s.Totals.OwedCount, s.Totals.LossCount, len(s.Missing)}
		for _, loss := range s.Losses {
			values = append(values, record{uint32(loss.Part), int32(loss.Status), loss.At, loss.Number})
		}
		return answer(err, values...), true
	case "status_name":
		return ok(sda.StatusName(sda.Status(number(t[0])))), true
	case "session":
		session, err := engines[t[1]].Session(sessionOptions(t[2:]))
		sessions[t[0]] = session
		return answer(err), true
	case "feed":
		feed, err := engines[t[1]].Feed(uint64(number(t[2])), t[3] == "1")
		feeds[t[0]] = feed
		return answer(err), true
	}
	for _, part := range []func(string, []string) (string, bool){values, client, links} {
		if found, is := part(verb, t); is {
			return found, true
		}
	}
	if session, is := sessions[t[0]]; is {
		if found, is := ofSession(verb, session, t[1:]); is {
			return found, true
		}
	}
	if feed, is := feeds[t[0]]; is {
		return ofFeed(verb, feed)
	}
	return "", false
}

func values(verb string, t []string) (string, bool) {
	switch verb {
	case "reader":
		reader, err := engines[t[1]].OpenValue(data(t[2]))
		if err != nil {
			return answer(err), true
		}
		readers[t[0]] = reader
		return ok(reader.Size, reader.Version, reader.TimestampMS), true
	case "read":
		room := make([]byte, number(t[2]))
		count, err := readers[t[0]].ReadAt(room, number(t[1]))
		if err == io.EOF && count == 0 {
			return "nothing", true
		}
		if err == io.EOF {
			err = nil
		}
		return answer(err, room[:count]), true
	case "reader_free":
		return answer(readers[t[0]].Close()), true
	case "writer":
		writer, err := engines[t[1]].BeginValue(data(t[2]), number(t[3]), at(t[4]))
		if err == nil {
			writers[t[0]] = writer
		}
		return answer(err), true
	case "write":
		_, err := writers[t[0]].Write(data(t[1]))
		return answer(err), true
	case "commit":
		a, err := writers[t[0]].Commit()
		return answer(err, applied(a)...), true
	case "writer_free":
		return answer(writers[t[0]].Close()), true
	}
	return "", false
}

func client(verb string, t []string) (string, bool) {
	c := clients[t[0]]
	switch verb {
	case "client":
		o := sda.DefaultOptions()
		options(t[1:], &o)
		if o.Path == "" {
			o.Durability = sda.DurabilityMemoryOnly
		}
		opened, err := sda.OpenClient(o, sda.DefaultClientOptions())
		if err == nil {
			clients[t[0]] = opened
		}
		return answer(err), true
	case "client_close":
		return answer(c.Close()), true
	case "client_put":
		_, err := c.Put(data(t[1]), data(t[2]))
		return answer(err), true
	case "client_remove":
		_, err := c.Remove(data(t[1]))
		return answer(err), true
	case "client_get":
		value, err := c.Get(data(t[1]))
		return answer(err, value), true
	case "client_contains":
		return whether(c.Contains(data(t[1]))), true
	case "client_len":
		length, err := c.Len()
		return answer(err, length), true
	case "client_status":
		status, err := c.StatusOf(uint64(number(t[1])))
		return answer(err, uint32(status)), true
	case "client_tick":
		turn, err := c.Tick(t[1] == "1")
		return answer(err, turn.PrunedCount), true
	}
	return "", false
}

func links(verb string, t []string) (string, bool) {
	c := clients[t[0]]
	switch verb {
	case "client_carry":
		return answer(c.StartCarrying()), true
	case "client_link":
		link, err := c.OpenLink(text(t[1]), t[2] == "1")
		return answer(err, link), true
	case "client_message":
		message, err := c.NextMessage(uint64(number(t[1])))
		return answer(err, message), true
	case "client_receive":
		return answer(c.Receive(uint64(number(t[1])), data(t[2]))), true
	case "client_unlink":
		return answer(c.CloseLink(uint64(number(t[1])))), true
	case "client_events":
		events, err := c.Events(1024)
		rows := make([]any, len(events))
		for at, e := range events {
			rows[at] = record{uint32(e.EventType), e.NodeID}
		}
		return answer(err, rows...), true
	case "client_peers":
		peers, err := c.Engine().Peers()
		rows := make([]any, len(peers))
		for at, p := range peers {
			rows[at] = record{p.NodeID, p.IsConnected}
		}
		return answer(err, rows...), true
	}
	return "", false
}

func ofSession(verb string, s *sda.Session, t []string) (string, bool) {
	switch verb {
	case "poll":
		frame, err := s.PollTransmit(int(number(t[0])))
		return answer(err, frame), true
	case "handle":
		return answer(s.Handle(data(t[0]))), true
	case "event":
		e, err := s.PollEvent()
		return answer(err, uint32(e.EventType), int32(e.Status), e.Count, e.OtherCount, e.Sequence, e.NodeID,
			e.Reason), true
	case "wake":
		wake, err := s.NextWakeup()
		return answer(err, wake.UnixMilli()), true
	case "session_state":
		state, err := s.State()
		return answer(err, uint32(state.Phase), state.InFlightCount, state.NodeID), true
	case "end":
		return answer(s.End()), true
	case "free":
		return answer(s.Close()), true
	}
	return "", false
}

func ofFeed(verb string, f *sda.Feed) (string, bool) {
	switch verb {
	case "change":
		c, err := f.Next(ctx)
		return answer(err, uint32(c.ChangeType), uint32(c.OperationType), c.Version, c.SyncID, c.Key, c.Value,
			uint32(c.Status), c.RetryCount, int32(c.LastError)), true
	case "position":
		position, err := f.Position()
		return answer(err, position), true
	case "feed_free":
		return answer(f.Close()), true
	}
	return "", false
}

func reading(verb string, e *sda.Engine, t []string) (string, bool) {
	switch verb {
	case "get":
		entry, err := e.Entry(data(t[0]))
		return answer(err, entry.Value, entry.Version, entry.TimestampMS), true
	case "get_into":
		room := make([]byte, number(t[1]))
		length, err := e.GetInto(data(t[0]), room)
		if length > len(room) {
			return answer(err, length, []byte{}), true
		}
		return answer(err, length, room[:length]), true
	case "contains":
		return whether(e.Contains(data(t[0]))), true
	case "get_many":
		var keys [][]byte
		for _, token := range t {
			keys = append(keys, data(token))
		}
		found, err := e.GetMany(keys)
		parts := []string{answer(err)}
		for _, value := range found {
			if value == nil {
				parts = append(parts, "-")
			} else {
				parts = append(parts, shown(value))
			}
		}
		return strings.Join(parts, " "), true
	case "len":
		length, err := e.Len()
		return answer(err, length), true
	case "scan":
		scan, err := e.Scan(sda.Range{Prefix: data(t[0]), From: data(t[1]), To: data(t[2])})
		if err != nil {
			return answer(err), true
		}
		defer scan.Close()
		var rows []any
		err = scan.Each(ctx, func(entry sda.Entry) error {
			rows = append(rows, record{entry.Key, entry.Value})
			return nil
		})
		return answer(err, rows...), true
	case "versions":
		all, err := e.Versions(data(t[0]))
		var rows []any
		for _, v := range all {
			rows = append(rows, record{uint32(v.OperationType), v.NodeID, v.Sequence, v.TimestampMS, v.Value})
		}
		return answer(err, rows...), true
	case "conflicts":
		all, err := e.Conflicts(data(t[0]), uint64(number(t[1])))
		var rows []any
		for _, c := range all {
			rows = append(rows, record{c.Key, c.IsUnresolved, len(c.Sides), c.Base != nil, c.Base})
			for _, s := range c.Sides {
				rows = append(rows, record{uint32(s.OperationType), s.IsShown, s.IsLocal, s.NodeID, s.Sequence, s.Value})
			}
		}
		return answer(err, rows...), true
	}
	return "", false
}

func writing(verb string, e *sda.Engine, t []string) (string, bool) {
	var op sda.Operation
	var a sda.Applied
	var err error
	switch verb {
	case "put":
		op, err = e.Put(data(t[0]), data(t[1]), at(t[2]))
		return answer(err, op.SyncID, op.Version), true
	case "remove":
		op, err = e.Remove(data(t[0]), at(t[1]))
		return answer(err, op.SyncID, op.Version), true
	case "put_local":
		a, err = e.PutLocal(data(t[0]), data(t[1]), at(t[2]))
		return answer(err, applied(a)...), true
	case "remove_local":
		a, err = e.RemoveLocal(data(t[0]), at(t[1]))
		return answer(err, applied(a)...), true
	case "put_unlogged":
		a, err = e.PutUnlogged(data(t[0]), data(t[1]), at(t[2]), uint64(number(t[3])))
		return answer(err, applied(a)...), true
	case "group", "group_local":
		made, err := group(t[1:])
		defer made.Close()
		if err != nil {
			return answer(err), true
		}
		if verb == "group" {
			op, err = e.Submit(made, at(t[0]))
			return answer(err, op.SyncID, op.Version, uint32(op.OperationType), made.Len()), true
		}
		a, err = e.ApplyLocal(made, at(t[0]))
		if cleared := made.Clear(); err == nil {
			err = cleared
		}
		return answer(err, append(applied(a), made.Len())...), true
	case "submit_local":
		count, err := e.SubmitLocalWrites()
		return answer(err, count), true
	}
	return "", false
}

func outbox(verb string, e *sda.Engine, t []string) (string, bool) {
	counts := map[string]func() (uint64, error){"requeue_all": e.RequeueAllFailed, "prune_failed": e.PruneFailed,
		"prune_completed": e.PruneCompleted, "retry_expired": e.RetryExpired}
	if call, is := counts[verb]; is {
		count, err := call()
		return answer(err, count), true
	}
	byID := map[string]func(string) error{"ack": e.Ack, "queue": e.Queue, "requeue": e.RequeueFailed,
		"discard": e.DiscardFailed}
	if call, is := byID[verb]; is {
		return answer(call(text(t[0]))), true
	}
	lists := map[string]func() ([]sda.Envelope, error){"batch": e.NextBatch, "outbox": e.Outbox, "failed": e.Failed, "held": e.Held}
	if call, is := lists[verb]; is {
		all, err := call()
		return answer(err, envelopes(all)...), true
	}
	switch verb {
	case "tick":
		tick, batch, err := e.Tick(t[0] == "1")
		return answer(err, append([]any{tick.RetriedCount, tick.PrunedCount}, envelopes(batch)...)...), true
	case "find":
		found, err := e.Find(text(t[0]))
		return answer(err, envelope(found)), true
	case "encode":
		found, err := e.Find(text(t[0]))
		if err != nil {
			return answer(err), true
		}
		bytes, err := sda.Encode(found.Op)
		return answer(err, bytes), true
	case "fail":
		return whether(e.ReportSendFailure(text(t[0]), sda.Status(number(t[1])))), true
	case "receive":
		op, err := sda.Decode(data(t[0]))
		if err != nil {
			return answer(err), true
		}
		r, err := e.Receive(op)
		return answer(err, r.Applied, r.Duplicate, r.Conflict, record(applied(r.Apply)[:3])), true
	case "state":
		s, err := e.State()
		return answer(err, s.OutboxSize, s.QueuedCount, s.InFlightCount, s.AcknowledgedCount, s.FailedCount,
			s.LastSubmittedVersion, s.LastAppliedRemoteVersion, s.TotalRetries, s.PendingCount, s.DuplicateCount,
			s.ConflictCount, s.ClockRefusalCount, s.CoalescedCount, s.OutboxBytes), true
	case "wakeup":
		wake, err := e.NextWakeup()
		return answer(err, wake.UnixMilli()), true
	}
	return "", false
}

func peers(verb string, e *sda.Engine, t []string) (string, bool) {
	switch verb {
	case "register":
		return answer(e.RegisterPeer(text(t[0]), time.Duration(number(t[1]))*time.Millisecond)), true
	case "unregister":
		return answer(e.RemovePeer(text(t[0]))), true
	case "peer":
		p, err := e.Peer(text(t[0]))
		return answer(err, peer(p)), true
	case "peers", "expire":
		call := map[string]func() ([]sda.PeerStatus, error){"peers": e.Peers, "expire": e.ExpirePeers}[verb]
		all, err := call()
		var values []any
		for _, p := range all {
			if verb == "peers" {
				values = append(values, peer(p))
			} else {
				values = append(values, p.NodeID)
			}
		}
		return answer(err, values...), true
	case "ack_from":
		return answer(e.AckFrom(text(t[0]), text(t[1]))), true
	case "applied_at":
		return whether(e.IsAppliedAt(text(t[0]), text(t[1]))), true
	}
	return "", false
}

func upkeep(verb string, e *sda.Engine, t []string) (string, bool) {
	plain := map[string]func() error{"close": e.Close, "detach": e.Detach, "flush": e.Flush,
		"checkpoint": e.Checkpoint, "reload": e.Reload, "clear": e.ClearMemory}
	if call, is := plain[verb]; is {
		return answer(call()), true
	}
	switch verb {
	case "configure":
		o := sda.EngineOptions{Sync: e.SyncOptions()}
		options(t, &o)
		return answer(e.Configure(o.Sync)), true
	case "policy":
		return answer(e.SetPolicy(sda.Policy(number(t[0])))), true
	case "merge":
		return answer(e.SetMerge(merge(e, t[0]))), true
	case "maintain":
		more, err := e.Maintain(uint64(number(t[0])), 0)
		return answer(err, more), true
	case "digest":
		digest, err := e.Digest()
		return answer(err, digest), true
	case "changes":
		changes, err := e.Changes()
		return answer(err, changes), true
	case "feed_end":
		position, err := e.FeedEnd()
		return answer(err, position), true
	case "identity":
		name, epoch, err := e.Identity()
		return answer(err, name, epoch), true
	case "renamed":
		name, err := e.RenamedFrom()
		return answer(err, name), true
	case "health":
		h, err := e.Health()
		return answer(err, h.IsStopped, int32(h.Failure), h.OldestOwedVersion), true
	case "status":
		status, err := e.StatusJSON()
		return answer(err, []byte(status)), true
	case "backup":
		b, err := e.Backup(ctx, text(t[0]))
		return answer(err, b.Version), true
	case "verify":
		return verified(e.Verify()), true
	}
	return "", false
}

func play(line string) string {
	tokens := strings.Split(line, " ")
	verb, rest := tokens[0], tokens[1:]
	if len(rest) == 0 {
		rest = []string{""}
	}
	if found, is := withoutEngine(verb, rest); is {
		return found
	}
	e := engines[rest[0]]
	for _, part := range []func(string, *sda.Engine, []string) (string, bool){reading, writing, outbox, peers, upkeep} {
		if found, is := part(verb, e, rest[1:]); is {
			return found
		}
	}
	panic(line)
}

func main() {
	reset()
	in := bufio.NewReaderSize(os.Stdin, 1<<16)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		fmt.Println(play(strings.TrimSuffix(line, "\n")))
	}
}
