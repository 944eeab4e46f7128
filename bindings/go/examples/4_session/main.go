// SPDX-License-Identifier: Apache-2.0

// Two nodes brought to the same state over a channel that loses every third frame.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"time"

	sda "softadastra.example/sync"
)

var (
	now   int64 = 1_700_000_000_000
	count int
)

func open(name, peer string, seed uint64) (*sda.Engine, *sda.Session) {
	options := sda.DefaultOptions()
	options.NodeID, options.Seed = name, seed
	options.Clock = func() (int64, int64) { return now, now }
	engine := must(sda.Open(options))
	must(0, engine.RegisterPeer(peer, 0))
	for at := 0; at < 5; at++ {
		key := fmt.Sprintf("%s:%d", name, at)
		must(engine.Put([]byte(key), []byte("written offline"), time.UnixMilli(now)))
	}
	session := sda.DefaultSessionOptions()
	session.NodeID = peer
	return engine, must(engine.Session(session))
}

func carry(source, target *sda.Session) bool {
	for moved := false; ; moved = true {
		frame, err := source.PollTransmit(65536)
		if errors.Is(err, sda.ErrNothing) {
			return moved
		}
		if count++; count%3 != 0 {
			must(0, target.Handle(must(frame, err)))
		}
	}
}

func hasConverged(session *sda.Session) bool {
	for {
		event, err := session.PollEvent()
		if err != nil {
			return false
		}
		if event.EventType == sda.EventTypeConverged {
			return true
		}
	}
}

func main() {
	desk, one := open("desk", "phone", 1)
	phone, other := open("phone", "desk", 2)
	defer desk.Close()
	defer phone.Close()
	defer one.Close()
	defer other.Close()
	equal := map[*sda.Session]bool{}
	for len(equal) < 2 || must(desk.State()).AcknowledgedCount < 5 {
		// After every change poll until there is nothing, then wait for the wake-up.
		for moved := true; moved; {
			there := carry(one, other)
			moved = carry(other, one) || there
		}
		next := int64(1 << 62)
		for _, session := range []*sda.Session{one, other} {
			if hasConverged(session) {
				equal[session] = true
			}
			if at, err := session.NextWakeup(); err == nil && at.UnixMilli() < next {
				next = at.UnixMilli()
			}
		}
		if next == 1<<62 || next <= now {
			next = now + 1
		}
		now = next
	}
	yes := map[bool]string{true: "yes", false: "no"}
	fmt.Println("desk has", must(desk.Len()), "phone has", must(phone.Len()))
	fmt.Println("equal digests", yes[bytes.Equal(must(desk.Digest()), must(phone.Digest()))])
	fmt.Println("desk-1 is at the phone:", yes[must(desk.IsAppliedAt("desk-1", "phone"))])
	fmt.Println("acknowledged", must(desk.State()).AcknowledgedCount)
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
