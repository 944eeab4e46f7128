// SPDX-License-Identifier: Apache-2.0

package softadastra

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func netClient(name, path string, change func(*ClientOptions)) *Client {
	options, own := named(name), DefaultClientOptions()
	options.Path = path
	own.TransportEnabled, own.TransportHost = true, "127.0.0.1"
	if change != nil {
		change(&own)
	}
	return must(OpenClient(options, own))
}

func withKey(key []byte) func(*ClientOptions) {
	return func(own *ClientOptions) { own.GroupKey = key }
}

func newKey() []byte {
	secret, _, err := GenerateKeys()
	return must(secret, err)
}

// until takes turns until something holds.
func until(t *testing.T, holds func() bool, clients ...*Client) {
	t.Helper()
	for turn := 0; turn < 3000; turn++ {
		if holds() {
			return
		}
		for _, client := range clients {
			must(client.Tick(false))
			must(client.Wait(time.Millisecond))
		}
	}
	t.Fatal("it did not come to hold")
}

func applied(client *Client, version uint64) func() bool {
	return func() bool { return must(client.StatusOf(version)) == OperationStatusApplied }
}

func fails(t *testing.T, wanted error, err error) {
	t.Helper()
	if !errors.Is(err, wanted) {
		t.Fatalf("%v, wanted %v", err, wanted)
	}
}

func TestWhatIsWrittenApartArrivesAndAnotherKeyGetsNothing(t *testing.T) {
	path, key := filepath.Join(t.TempDir(), "a.wal"), newKey()
	alone := netClient("a", path, withKey(key))
	version := must(alone.Put([]byte("k"), []byte("written offline")))
	if must(alone.StatusOf(version)) != OperationStatusQueued {
		t.Fatal("it is not queued")
	}
	must(0, alone.Close())

	a, b, c := netClient("a", path, withKey(key)), netClient("b", "", withKey(key)), netClient("c", "", withKey(newKey()))
	defer a.Close()
	defer b.Close()
	defer c.Close()
	fails(t, ErrInvalidState, a.Connect("b", "127.0.0.1", 9))
	if _, err := a.ServedPort(); err != ErrNothing || must(a.TransportRunning()) {
		t.Fatal(err)
	}
	for _, client := range []*Client{a, b, c} {
		must(0, client.StartTransport())
	}
	must(0, a.Connect("b", "127.0.0.1", must(b.ServedPort())))
	until(t, applied(a, version), a, b)
	if value := must(b.Get([]byte("k"))); string(value) != "written offline" || !must(b.Contains([]byte("k"))) {
		t.Fatal(value)
	}
	if peers := must(a.Peers()); len(peers) != 1 || peers[0].NodeID != "b" || !peers[0].IsConnected {
		t.Fatal(peers)
	}
	if events := must(a.Events(1)); len(events) != 1 || events[0].EventType != ClientEventTypeConnected {
		t.Fatal(events)
	}
	operation := must(a.Engine().Outbox())[0].Op
	if !must(a.Engine().DeliveryOf(operation.SyncID, "b")).IsApplied || must(a.SyncState()).AcknowledgedCount != 1 {
		t.Fatal("it is not known to be applied")
	}
	if turn := must(a.Tick(true)); turn.PrunedCount != 1 {
		t.Fatal(turn)
	}
	if _, err := a.StatusOf(version); err != ErrNothing {
		t.Fatal(err)
	}

	must(0, c.Connect("a", "127.0.0.1", must(a.ServedPort())))
	seen := map[ClientEventType]bool{}
	until(t, func() bool {
		for _, event := range append(must(a.Events(1024)), must(c.Events(1024))...) {
			seen[event.EventType] = true
		}
		return seen[ClientEventTypeRefused] && seen[ClientEventTypeUnreachable]
	}, a, c)
	if _, err := c.Get([]byte("k")); err != ErrNothing || must(c.Len()) != 0 {
		t.Fatal(err)
	}
	must(0, a.Disconnect("b"))
	fails(t, ErrNotFound, a.Disconnect("b"))
	must(0, a.StopTransport())
	if must(a.TransportRunning()) {
		t.Fatal("it runs")
	}
}

func TestKeysOfOnesOwnLetInWhomTheyTrust(t *testing.T) {
	secretA, publicA, err := GenerateKeys()
	must(0, err)
	secretB, publicB, err := GenerateKeys()
	must(0, err)
	a := netClient("a", "", func(own *ClientOptions) { own.SecretKey = secretA })
	b := netClient("b", "", func(own *ClientOptions) { own.SecretKey = secretB })
	defer a.Close()
	defer b.Close()
	must(0, errors.Join(a.Trust("b", publicB), b.Trust("a", publicA), a.StartTransport(), b.StartTransport()))
	fails(t, &Error{Status: ErrorPermissionDenied}, a.Connect("x", "127.0.0.1", 9))
	must(0, a.Connect("b", "127.0.0.1", must(b.ServedPort())))
	version := must(a.Put([]byte("k"), []byte("v")))
	over, cancel := context.WithCancel(context.Background())
	cancel()
	fails(t, context.Canceled, a.WaitUntilAcknowledged(over, version))
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		until(t, applied(a, version), b)
	}()
	must(0, a.WaitUntilAcknowledged(context.Background(), version))
	group.Wait()
	fails(t, ErrNotFound, a.WaitUntilAcknowledged(context.Background(), version+100))
	if value := must(b.Get([]byte("k"))); string(value) != "v" {
		t.Fatal(value)
	}
	other := netClient("c", "", nil)
	defer other.Close()
	fails(t, ErrInvalidState, other.Trust("b", publicB))
}

func TestTwoFindEachOther(t *testing.T) {
	key := newKey()
	open := func(name string) *Client {
		return netClient(name, "", func(own *ClientOptions) {
			own.GroupKey, own.DiscoveryEnabled, own.DiscoveryHost = key, true, "127.0.0.1"
			own.DiscoveryPort = 20000 + uint32(os.Getpid()%12000)
		})
	}
	a, b := open("a"), open("b")
	defer a.Close()
	defer b.Close()
	for _, client := range []*Client{a, b} {
		must(0, errors.Join(client.StartTransport(), client.StartDiscovery()))
	}
	until(t, applied(a, must(a.Put([]byte("k"), []byte("v")))), a, b)
	until(t, func() bool {
		peers := must(b.Peers())
		return len(peers) == 1 && peers[0].IsFound && peers[0].Port == uint32(must(a.ServedPort()))
	}, a, b)
	if !must(a.DiscoveryRunning()) {
		t.Fatal("it does not run")
	}
	must(0, a.StopDiscovery())
	if must(a.DiscoveryRunning()) {
		t.Fatal("it runs")
	}
}

func carry(source *Client, link uint64, target *Client, other uint64) {
	must(source.Tick(false))
	for {
		message, err := source.NextMessage(link)
		if err == ErrNothing {
			return
		}
		must(0, target.Receive(other, must(message, err)))
	}
}

func TestMessagesGoOverChannelsOfTheApplication(t *testing.T) {
	a, b := must(OpenClient(named("a"), DefaultClientOptions())), must(OpenClient(named("b"), DefaultClientOptions()))
	defer a.Close()
	defer b.Close()
	_, err := a.OpenLink("b", true)
	fails(t, ErrInvalidState, err)
	must(0, errors.Join(a.StartCarrying(), b.StartCarrying()))
	toB, toA := must(a.OpenLink("b", true)), must(b.OpenLink("a", false))
	version := must(a.Put([]byte("k"), []byte("v")))
	for turn := 0; turn < 3000 && !applied(a, version)(); turn++ {
		carry(a, toB, b, toA)
		carry(b, toA, a, toB)
	}
	if value := must(b.Get([]byte("k"))); string(value) != "v" || !applied(a, version)() {
		t.Fatal(value)
	}
	must(0, errors.Join(a.CloseLink(toB), a.CloseLink(toB)))
	_, err = a.NextMessage(toB)
	fails(t, ErrClosed, err)
	fails(t, ErrClosed, a.Receive(toB, nil))
	version = must(a.Put([]byte("k"), []byte("later")))
	must(a.Tick(false))
	if must(a.StatusOf(version)) != OperationStatusQueued {
		t.Fatal("it is not queued")
	}
	must(0, a.StopTransport())
}

func TestAClientSaysWhoItIsAndLendsItsEngine(t *testing.T) {
	own := DefaultClientOptions()
	own.DisplayName, own.Version = "the tablet", "2.1"
	client := must(OpenClient(named("a"), own))
	defer client.Close()
	info := must(client.NodeInfo(true))
	if info.NodeID != "a" || info.DisplayName != "the tablet" || info.Version != "2.1" || len(info.Capabilities) == 0 {
		t.Fatal(info)
	}
	group := must(NewGroup())
	defer group.Close()
	must(0, errors.Join(group.Put([]byte("k1"), nil), group.Put([]byte("k2"), nil)))
	must(client.Engine().Submit(group, time.Now()))
	must(client.Remove([]byte("k2")))
	scan := must(client.Engine().Scan(Range{}))
	defer scan.Close()
	if pairs := must(scan.NextMany(context.Background(), 65536)); len(pairs) != 1 || string(pairs[0].Key) != "k1" {
		t.Fatal(pairs)
	}
	if must(client.RetryExpired())+must(client.PruneCompleted())+must(client.PruneFailed()) != 0 {
		t.Fatal("there was nothing to be done")
	}
	options := client.Engine().SyncOptions()
	options.OutboxOpsMax = 2
	must(0, client.Engine().Configure(options))
	_, err := client.Put([]byte("k3"), nil)
	fails(t, ErrBackpressure, err)
	_, err = client.Put(nil, nil)
	fails(t, ErrInvalidArgument, err)
	own.GroupKey = []byte("short")
	_, err = OpenClient(named("b"), own)
	fails(t, ErrInvalidArgument, err)
}

func TestWhatCallbacksAnswerComesOutOfTheClientsCall(t *testing.T) {
	options := named("a")
	options.Clock = func() (int64, int64) { return 1_700_000_000_000, 1_700_000_000_000 }
	client, other := must(OpenClient(options, DefaultClientOptions())), must(Open(named("b")))
	must(other.Put([]byte("k"), []byte("theirs"), time.Now()))
	must(client.Put([]byte("k"), []byte("mine")))
	must(client.Engine().Receive(must(Decode(must(Encode(must(other.NextBatch())[0].Op))))))
	must(0, errors.Join(other.Close(), client.Engine().SetPolicy(PolicyCustom)))
	boom := errors.New("boom")
	must(0, client.Engine().SetMerge(func([]byte, []Version) ([]byte, error) { return nil, boom }))
	_, err := client.Get([]byte("k"))
	fails(t, boom, err)
	must(0, client.Engine().SetMerge(func([]byte, []Version) ([]byte, error) { return nil, client.Close() }))
	_, err = client.Get([]byte("k"))
	fails(t, ErrBusy, err)
	must(0, client.Close())
	must(0, client.Close())
}

func TestClosingAClientEndsAWaitAndLaterCallsFail(t *testing.T) {
	client := netClient("a", "", nil)
	must(0, client.StartTransport())
	var group sync.WaitGroup
	loop := func(call func() error) {
		group.Add(1)
		go func() {
			defer group.Done()
			for {
				if err := call(); err != nil {
					if !errors.Is(err, ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		}()
	}
	loop(func() error { _, err := client.Wait(time.Minute); return err })
	loop(func() error { _, err := client.Put([]byte("k"), nil); return err })
	loop(func() error { _, err := client.Tick(true); return err })
	for must(client.SyncState()).LastSubmittedVersion < 100 {
		time.Sleep(time.Millisecond)
	}
	must(0, client.Close())
	must(0, client.Close())
	group.Wait()
	uses := []func() error{
		func() error { _, err := client.Get([]byte("k")); return err },
		func() error { _, err := client.Peers(); return err },
		func() error { _, err := client.Events(1); return err },
		func() error { _, err := client.NodeInfo(false); return err },
		func() error { _, err := client.Engine().Get([]byte("k")); return err },
		client.StartCarrying,
	}
	for _, use := range uses {
		fails(t, ErrClosed, use())
	}
}

func TestALogOfFormat1IsWrittenWalkedOverAndRecovered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "logs", "old.wal")
	wal := must(OpenWal(path))
	if must(wal.AppendRecord(1, []byte("one"), time.UnixMilli(1_700_000_000_000))) != 1 {
		t.Fatal("numbers begin with 1")
	}
	must(0, wal.RaiseSequence(9))
	if must(wal.AppendRecord(3, []byte("two"), time.Now())) != 10 {
		t.Fatal("the number was not raised")
	}
	_, err := OpenWal(path)
	fails(t, ErrLocked, err)
	_, err = wal.AppendRecord(9, nil, time.Now())
	fails(t, ErrInvalidArgument, err)
	must(0, errors.Join(wal.Flush(), wal.Close(), wal.Close()))
	fails(t, ErrClosed, wal.Flush())

	reader := must(OpenWalReader(path))
	one, two := must(reader.Next()), must(reader.Next())
	if one.Sequence != 1 || string(one.Payload) != "one" || two.RecordType != 3 || two.Sequence != 10 {
		t.Fatal(one, two)
	}
	if _, err := reader.Next(); err != ErrNothing {
		t.Fatal(err)
	}
	must(0, errors.Join(reader.Close(), reader.Close()))
	_, err = reader.Next()
	fails(t, ErrClosed, err)

	whole := must(ReadWal(path))
	wal = must(OpenWal(path))
	must(0, wal.Append(whole[:10]))
	must(0, wal.Close())
	wal = must(OpenWal(path))
	defer wal.Close()
	if found := must(wal.Recover()); found != (WalRecovery{RecordCount: 2, Sequence: 10, CutBytes: 10}) {
		t.Fatal(found)
	}
	if torn := must(os.ReadFile(path + ".torn")); !bytes.Equal(torn, whole[:10]) {
		t.Fatal(torn)
	}
	_, err = OpenWalReader(path + ".none")
	fails(t, &Error{Status: ErrorFileRead}, err)
}
