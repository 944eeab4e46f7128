// SPDX-License-Identifier: Apache-2.0

package softadastra

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func named(name string) EngineOptions {
	options := DefaultOptions()
	options.NodeID = name
	return options
}

func TestExamplesPrintWhatTheyPrintInEveryLanguage(t *testing.T) {
	expected, _ := filepath.Glob("../examples/*.expected")
	if len(expected) < 5 {
		t.Fatal("the expected outputs are missing")
	}
	for _, path := range expected {
		name := strings.TrimSuffix(filepath.Base(path), ".expected")
		printed, err := exec.Command("go", "run", "./examples/"+name, t.TempDir()).CombinedOutput()
		if wanted := must(os.ReadFile(path)); err != nil || !bytes.Equal(printed, wanted) {
			t.Errorf("%s: %v: %s", name, err, printed)
		}
	}
}

func TestErrorsHaveStatusCodeMessageAndContext(t *testing.T) {
	e := must(Open(named("a")))
	defer e.Close()
	err := e.Ack("a-9")
	var failure *Error
	if !errors.As(err, &failure) || !errors.Is(err, ErrNotFound) || errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
	if failure.Status != ErrorNotFound || !strings.Contains(failure.Message, "a-9") {
		t.Fatalf("%+v", failure)
	}
	if _, err := e.Get([]byte("none")); err != ErrNothing {
		t.Fatal(err)
	}
}

func TestClosingTwiceDoesNothingAndUseAfterCloseFails(t *testing.T) {
	options := named("a")
	options.Path = filepath.Join(t.TempDir(), "a.wal")
	e := must(Open(options))
	scan, feed := must(e.Scan(Range{})), must(e.Feed(0, true))
	session, group := must(e.Session(SessionOptions{AcceptUnknown: true, WindowBytes: 1, FrameBytesMax: 512, SnapshotStepBytes: 1})), must(NewGroup())
	if _, err := Open(options); !errors.Is(err, ErrLocked) {
		t.Fatal(err)
	}
	must(0, e.Close())
	ctx := context.Background()
	uses := []func() error{
		func() error { _, err := scan.Next(ctx); return err },
		func() error { _, err := feed.Next(ctx); return err },
		func() error { _, err := session.PollTransmit(1024); return err },
		func() error { _, err := e.Get([]byte("k")); return err },
	}
	for round := 0; round < 2; round++ {
		for at, use := range uses {
			if err := use(); !errors.Is(err, ErrClosed) {
				t.Fatal(at, err)
			}
		}
		for _, one := range []interface{ Close() error }{scan, feed, session, group, e} {
			must(0, one.Close())
		}
	}
	if err := group.Put([]byte("k"), nil); !errors.Is(err, ErrClosed) {
		t.Fatal(err)
	}
}

func TestAContextEndsAWalk(t *testing.T) {
	e := must(Open(named("a")))
	defer e.Close()
	for at := 0; at < 10; at++ {
		must(e.Put([]byte(strconv.Itoa(at)), nil, time.Now()))
	}
	ctx, cancel := context.WithCancel(context.Background())
	scan := must(e.Scan(Range{}))
	defer scan.Close()
	seen := 0
	err := scan.Each(ctx, func(Entry) error {
		if seen++; seen == 3 {
			cancel()
		}
		return nil
	})
	if err != context.Canceled || seen != 3 {
		t.Fatal(err, seen)
	}
}

func contested() *Engine {
	e, other := must(Open(named("a"))), must(Open(named("b")))
	defer other.Close()
	must(other.Put([]byte("k"), []byte("theirs"), time.Now()))
	must(e.Put([]byte("k"), []byte("mine"), time.Now()))
	must(e.Receive(must(Decode(must(Encode(must(other.NextBatch())[0].Op))))))
	must(0, e.SetPolicy(PolicyCustom))
	return e
}

func TestWhatAMergeFunctionAnswersComesOutOfTheCallThatReads(t *testing.T) {
	e := contested()
	boom := errors.New("boom")
	must(0, e.SetMerge(func([]byte, []Version) ([]byte, error) { return nil, boom }))
	if _, err := e.Get([]byte("k")); err != boom {
		t.Fatal(err)
	}
	scan := must(e.Scan(Range{}))
	if _, err := scan.Next(context.Background()); err != boom {
		t.Fatal(err)
	}
	must(0, scan.Close())
	must(0, e.SetMerge(func([]byte, []Version) ([]byte, error) { panic("all is lost") }))
	func() {
		defer func() {
			if recover() != "all is lost" {
				t.Error("the panic did not come out of the call")
			}
		}()
		e.Get([]byte("k"))
	}()
	must(0, e.SetMerge(func([]byte, []Version) ([]byte, error) { return e.Get([]byte("k")) }))
	if _, err := e.Get([]byte("k")); !errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
	must(0, e.SetMerge(func([]byte, []Version) ([]byte, error) { return nil, e.Close() }))
	if _, err := e.Get([]byte("k")); !errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
	must(0, e.SetMerge(nil))
	must(0, e.Close())
}

func busy(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
}

func TestACallbackDoesNotUseWhatTheCallUses(t *testing.T) {
	e, ctx := contested(), context.Background()
	before, scan := must(e.Scan(Range{})), must(e.Scan(Range{}))
	next := func() error { _, err := scan.Next(ctx); return err }
	many := func() error { _, err := scan.NextMany(ctx, 64); return err }
	for _, inside := range []func() error{scan.Close, next, many, func() error { return e.SetMerge(nil) }} {
		inside := inside
		must(0, e.SetMerge(func([]byte, []Version) ([]byte, error) { return nil, inside() }))
		busy(t, next())
	}
	// What the call does not use may be closed, and nothing was lost.
	must(0, e.SetMerge(func([]byte, []Version) ([]byte, error) { return []byte("merged"), before.Close() }))
	if found := must(scan.Next(ctx)); string(found.Value) != "merged" {
		t.Fatal(found)
	}
	must(0, scan.Close())
	if _, err := before.Next(ctx); !errors.Is(err, ErrClosed) {
		t.Fatal(err)
	}
	must(0, e.Close())
}

func TestAClockDoesNotUseWhatTheCallUses(t *testing.T) {
	var inside func() error
	var answers []error
	options := named("a")
	options.Clock = func() (int64, int64) {
		if inside != nil {
			answers = append(answers, inside())
		}
		return 1_700_000_000_000, 1_700_000_000_000
	}
	e, group := must(Open(options)), must(NewGroup())
	accepting := DefaultSessionOptions()
	accepting.AcceptUnknown = true
	session := must(e.Session(accepting))
	must(0, group.Put([]byte("k"), []byte("v")))
	submit := func() { must(e.Submit(group, time.Now())) }
	apply := func() { must(e.ApplyLocal(group, time.Now())) }
	poll := func() { session.PollTransmit(65536) }
	state := func() error { _, err := session.State(); return err }
	for _, one := range []struct {
		call   func()
		inside func() error
	}{
		{submit, group.Close}, {submit, group.Clear}, {submit, e.Close}, {apply, group.Close},
		{poll, session.Close}, {poll, session.End}, {poll, state},
	} {
		inside, answers = one.inside, nil
		one.call()
		inside = nil
		if len(answers) == 0 {
			t.Fatal("the clock was not asked")
		}
		for _, err := range answers {
			busy(t, err)
		}
	}
	if string(must(e.Get([]byte("k")))) != "v" || group.Len() != 1 {
		t.Fatal("what was written")
	}
	must(0, errors.Join(session.Close(), group.Close(), e.Close()))
}

func TestNoticesAreToldToAFunction(t *testing.T) {
	options := named("a")
	options.Sync.MaxRetries = 1
	engine := must(Open(options))
	failADelivery := func() {
		op := must(engine.Put([]byte("k"), []byte("v"), time.Now()))
		must(engine.NextBatch())
		must(engine.ReportSendFailure(op.SyncID, ErrorTimedOut))
	}
	var heard []string
	must(0, engine.TellNotices(SeverityWarning, func(notice Notice, text string) {
		if notice.Topic == TopicOutbox {
			heard = append(heard, text)
		}
	}))
	failADelivery()
	if len(heard) != 1 || !strings.Contains(heard[0], "1 operations") {
		t.Fatal(heard)
	}
	var answers []error
	must(0, engine.TellNotices(SeverityWarning, func(Notice, string) {
		_, err := engine.Get([]byte("k"))
		answers = append(answers, err, engine.Close(), engine.TellNotices(SeverityNone, nil))
	}))
	failADelivery()
	for _, err := range answers {
		busy(t, err)
	}
	must(0, engine.TellNotices(SeverityWarning, func(Notice, string) { panic("all is lost") }))
	func() {
		defer func() {
			if recover() != "all is lost" {
				t.Error("the panic did not come out of the call")
			}
		}()
		failADelivery()
	}()
	must(0, engine.KeepNotices(SeverityNone))
	failADelivery()
	if len(must(engine.Failed())) != 4 || len(answers) != 3 {
		t.Fatal(answers)
	}
	must(0, engine.Close())
}

func TestGoroutinesShareAnEngineAndACloseWaitsForThem(t *testing.T) {
	e := must(Open(named("a")))
	var group sync.WaitGroup
	started := make(chan bool, 4)
	for at := 0; at < 4; at++ {
		group.Add(1)
		go func(name byte) {
			defer group.Done()
			for round := 0; ; round++ {
				if round == 50 {
					started <- true
				}
				if _, err := e.Put([]byte{'k', name}, make([]byte, 64), time.Now()); err != nil {
					if !errors.Is(err, ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		}(byte('0' + at))
	}
	for at := 0; at < 4; at++ {
		<-started
	}
	must(0, e.Close())
	group.Wait()
}

func resident(t *testing.T) int {
	fields := strings.Fields(string(must(os.ReadFile("/proc/self/statm"))))
	return must(strconv.Atoi(fields[1])) * os.Getpagesize()
}

func TestNothingLeaksOverManyHandles(t *testing.T) {
	e := must(Open(named("a")))
	defer e.Close()
	turn := func(count int) {
		for at := 0; at < count; at++ {
			must(e.PutLocal([]byte("key"), make([]byte, 64), time.UnixMilli(1)))
			must(e.Get([]byte("key")))
			scan := must(e.Scan(Range{}))
			must(scan.Next(context.Background()))
			must(0, scan.Close())
			must(e.Versions([]byte("key")))
			if _, err := e.Find("a-99"); !errors.Is(err, ErrNotFound) {
				t.Fatal(err)
			}
		}
	}
	turn(5000)
	before := resident(t)
	turn(45000)
	if grown := resident(t) - before; grown > 16<<20 {
		t.Fatalf("%d bytes more", grown)
	}
}

func TestManyKeysGoAndComeInOneCall(t *testing.T) {
	engine := must(Open(named("a")))
	group := must(NewGroup())
	keys := [][]byte{[]byte("a"), []byte("b")}
	if err := group.PutMany(keys, [][]byte{[]byte("one"), {}}); err != nil {
		t.Fatal(err)
	}
	if err := group.PutMany(keys[:1], keys[:1]); !errors.Is(err, ErrInvalidArgument) {
		t.Fatal(err)
	}
	if _, err := engine.Submit(group, time.Now()); err != nil {
		t.Fatal(err)
	}
	found, err := engine.GetMany([][]byte{[]byte("none"), []byte("b"), []byte("a")})
	if err != nil || found[0] != nil || found[1] == nil || len(found[1]) != 0 || string(found[2]) != "one" {
		t.Fatal(found, err)
	}
	scan, err := engine.Scan(Range{})
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := scan.NextMany(context.Background(), 65536)
	if err != nil || len(pairs) != 2 || string(pairs[0].Key) != "a" || string(pairs[0].Value) != "one" {
		t.Fatal(pairs, err)
	}
	if _, err := scan.NextMany(context.Background(), 65536); err != ErrNothing {
		t.Fatal(err)
	}
	scan.Close()
	group.Close()
	engine.Close()
	if _, err := engine.GetMany(keys); err == nil {
		t.Fatal("closed")
	}
}

func TestMoreThanACallGivesComesInSeveral(t *testing.T) {
	engine := must(Open(named("a")))
	defer engine.Close()
	must(engine.PutLocal([]byte("k"), make([]byte, 33<<20), time.Now()))
	k := []byte("k")
	found := must(engine.GetMany([][]byte{k, k, k, []byte("none")}))
	if len(found) != 4 || len(found[0]) != 33<<20 || len(found[2]) != 33<<20 || found[3] != nil {
		t.Fatal(len(found))
	}
}

func TestAValueIsReadPieceByPieceAsItWas(t *testing.T) {
	value := bytes.Repeat([]byte("0123456789abcdef"), 16000)
	engine := must(Open(named("a")))
	version := must(engine.Put([]byte("k"), value, time.UnixMilli(7))).Version
	reader := must(engine.OpenValue([]byte("k")))
	if _, err := engine.OpenValue([]byte("none")); err != ErrNothing {
		t.Fatal(err)
	}
	if reader.Size != int64(len(value)) || reader.Version != version || reader.TimestampMS != 7 {
		t.Fatal(reader.Size, reader.Version, reader.TimestampMS)
	}
	must(engine.Put([]byte("k"), []byte("another"), time.Now()))
	room := make([]byte, 10)
	if must(reader.ReadAt(room, 300)) != 10 || !bytes.Equal(room, value[300:310]) {
		t.Fatal(room)
	}
	if count, err := reader.ReadAt(room, int64(len(value))-5); count != 5 || err != io.EOF {
		t.Fatal(count, err)
	}
	whole := must(io.ReadAll(io.NewSectionReader(reader, 0, reader.Size)))
	if !bytes.Equal(whole, value) {
		t.Fatal(len(whole))
	}
	must(0, engine.Close())
	for round := 0; round < 2; round++ {
		if _, err := reader.ReadAt(room, 0); !errors.Is(err, ErrClosed) {
			t.Fatal(err)
		}
		must(0, reader.Close())
	}
}

func TestAValueIsWrittenPieceByPieceOrNotAtAll(t *testing.T) {
	value := bytes.Repeat([]byte("0123456789abcdef"), 20000)
	folder, options := t.TempDir(), named("a")
	options.Path, options.Durability = folder+"/a.wal", DurabilityFast
	engine := must(Open(options))
	files := func() int { return len(must(os.ReadDir(folder))) }
	before := files()
	writer := must(engine.BeginValue([]byte("k"), int64(len(value)), time.UnixMilli(7)))
	var _ io.WriteCloser = writer
	if count := must(io.Copy(writer, bytes.NewReader(value[:300000]))); count != 300000 {
		t.Fatal(count)
	}
	if _, err := writer.Commit(); !errors.Is(err, ErrInvalidArgument) {
		t.Fatal("bytes are missing: ", err)
	}
	if count, err := writer.Write(value); count != 0 || !errors.Is(err, ErrInvalidArgument) {
		t.Fatal("more than was said: ", count, err)
	}
	must(writer.Write(value[300000:]))
	if _, err := engine.Get([]byte("k")); err != ErrNothing {
		t.Fatal("seen before the commit: ", err)
	}
	applied := must(writer.Commit())
	if entry := must(engine.Entry([]byte("k"))); entry.Version != applied.Version || !bytes.Equal(entry.Value, value) {
		t.Fatal(entry.Version, applied)
	}
	if _, err := writer.Commit(); !errors.Is(err, ErrInvalidState) {
		t.Fatal(err)
	}
	given := must(engine.BeginValue([]byte("given up"), int64(len(value)), time.UnixMilli(8)))
	must(given.Write(value[:100]))
	for round := 0; round < 2; round++ {
		must(0, errors.Join(writer.Close(), given.Close()))
		if _, err := given.Write(value[:1]); !errors.Is(err, ErrClosed) {
			t.Fatal(err)
		}
	}
	if _, err := engine.Get([]byte("given up")); err != ErrNothing || files() != before+1 {
		t.Fatal("something is left: ", err, files(), before)
	}
	if _, err := engine.BeginValue(nil, 1, time.UnixMilli(9)); !errors.Is(err, ErrInvalidArgument) {
		t.Fatal(err)
	}
	left := must(engine.BeginValue([]byte("left"), 1, time.UnixMilli(9)))
	must(0, engine.Close())
	if _, err := left.Write(value[:1]); !errors.Is(err, ErrClosed) {
		t.Fatal(err)
	}
	must(0, left.Close())
}

func TestNoticesWaitToBeFetchedAndDeliveriesAreKnown(t *testing.T) {
	engine := must(Open(named("a")))
	defer engine.Close()
	if err := errors.Join(engine.KeepNotices(SeverityInfo), engine.RegisterPeer("b", 0)); err != nil {
		t.Fatal(err)
	}
	operation := must(engine.Put([]byte("k"), []byte("v"), time.Now()))
	if found := must(engine.DeliveryOf(operation.SyncID, "b")); found.IsApplied {
		t.Fatal(found)
	}
	if err := engine.AckFrom(operation.SyncID, "b"); err != nil {
		t.Fatal(err)
	}
	if found := must(engine.DeliveryOf(operation.SyncID, "b")); !found.IsApplied {
		t.Fatal(found)
	}
	if _, err := engine.DeliveryOf(operation.SyncID, "c"); !errors.Is(err, ErrNotFound) {
		t.Fatal(err)
	}
	for {
		_, text, err := engine.PollNotice()
		if err == ErrNothing {
			break
		}
		if err != nil || text == "" {
			t.Fatal(text, err)
		}
	}
	secret, public, err := GenerateKeys()
	if err != nil || len(secret) != 32 || len(public) != 32 {
		t.Fatal(secret, public, err)
	}
}

func TestTheLibraryOfTheBindingExportsWhatTheListSays(t *testing.T) {
	// The header beside the sources is what cgo compiles against: every name of the list is declared there.
	header := string(must(os.ReadFile("softadastra.h")))
	names := strings.Fields(string(must(os.ReadFile("../exports.txt"))))
	if len(names) < 100 {
		t.Fatal("the list of exports is missing")
	}
	for _, name := range names {
		if !strings.Contains(header, " "+name+"(") && !strings.Contains(header, "*"+name+"(") {
			t.Errorf("%s is exported and not declared", name)
		}
	}
}
