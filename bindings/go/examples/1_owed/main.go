// SPDX-License-Identifier: Apache-2.0

// A write that is durable here and owed to the other side, from submit to acknowledgement.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	sda "softadastra.example/sync"
)

func main() {
	options := sda.DefaultOptions()
	options.Path, options.NodeID = os.Args[1]+"/notes.wal", "laptop"
	notes := must(sda.Open(options))
	for _, text := range []string{"buy bread", "call Ada"} {
		op := must(notes.Put([]byte("note:"+text[:1]), []byte(text), time.Now()))
		fmt.Println("submitted", op.SyncID, "version", op.Version)
	}
	for _, envelope := range must(notes.NextBatch()) {
		fmt.Printf("send %s: %s\n", envelope.Op.SyncID, envelope.Op.Value)
	}
	fmt.Println("in flight", must(notes.State()).InFlightCount)
	must(0, notes.Ack("laptop-1"))
	var refused *sda.Error
	if err := notes.Ack("laptop-9"); errors.As(err, &refused) {
		fmt.Println("refused:", refused.Message)
	}
	must(0, notes.Close())

	// What was not acknowledged is still owed after a restart.
	notes = must(sda.Open(options))
	fmt.Println("owed after restart", must(notes.Report()).OwedCount)
	must(0, notes.Close())
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
