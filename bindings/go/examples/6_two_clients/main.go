// SPDX-License-Identifier: Apache-2.0

// Two clients that write while apart and then meet over TCP, and one that has another key.
package main

import (
	"fmt"
	"log"
	"time"

	sda "softadastra.example/sync"
)

func open(name string, key []byte) *sda.Client {
	options, own := sda.DefaultOptions(), sda.DefaultClientOptions()
	options.NodeID = name
	own.GroupKey, own.TransportEnabled, own.TransportHost = key, true, "127.0.0.1"
	return must(sda.OpenClient(options, own))
}

func newKey() []byte {
	secret, _, err := sda.GenerateKeys()
	return must(secret, err)
}

func put(client *sda.Client, key, value string) uint64 {
	return must(client.Put([]byte(key), []byte(value)))
}

func isApplied(client *sda.Client, versions ...uint64) bool {
	for _, version := range versions {
		if must(client.StatusOf(version)) != sda.OperationStatusApplied {
			return false
		}
	}
	return true
}

func main() {
	key := newKey()
	field, office := open("field", key), open("office", key)
	defer field.Close()
	defer office.Close()
	writes := []uint64{put(field, "well/4", "dry"), put(field, "well/5", "wet")}
	plan := put(office, "plan", "dig at well/4")
	fmt.Println("apart: field has", must(field.Len()), "office has", must(office.Len()))

	must(0, field.StartTransport())
	must(0, office.StartTransport())
	must(0, field.Connect("office", "127.0.0.1", must(office.ServedPort())))
	for !isApplied(field, writes...) || !isApplied(office, plan) {
		must(field.Tick(false))
		must(office.Tick(false))
		must(field.Wait(10 * time.Millisecond))
	}
	fmt.Println("together: field has", must(field.Len()), "office has", must(office.Len()))
	fmt.Println("well/4 at the office:", string(must(office.Get([]byte("well/4")))))
	fmt.Println("acknowledged:", map[bool]string{true: "yes", false: "no"}[must(field.SyncState()).AcknowledgedCount == 2])

	stranger := open("stranger", newKey())
	defer stranger.Close()
	must(0, stranger.StartTransport())
	must(0, stranger.Connect("office", "127.0.0.1", must(office.ServedPort())))
	for refused := false; !refused; {
		must(stranger.Tick(false))
		must(office.Tick(false))
		must(stranger.Wait(10 * time.Millisecond))
		for _, event := range must(stranger.Events(1024)) {
			refused = refused || event.EventType == sda.ClientEventTypeUnreachable
		}
	}
	fmt.Println("with another key: refused, has", must(stranger.Len()))
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
