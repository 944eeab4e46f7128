// SPDX-License-Identifier: Apache-2.0

// A copy that never misses a change: walk over what there is, then follow what happens.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	sda "softadastra.example/sync"
)

func put(e *sda.Engine, key, value string) { must(e.Put([]byte(key), []byte(value), time.Now())) }

func main() {
	ctx := context.Background()
	options := sda.DefaultOptions()
	options.Path, options.NodeID, options.FeedRetainBytes = os.Args[1]+"/follow.wal", "desk", 1<<24
	notes := must(sda.Open(options))
	put(notes, "note:1", "east field")
	put(notes, "note:2", "west field")
	put(notes, "user:1", "Ada")
	// The position first, then the walk: what happens in between is in both, nothing in neither.
	position := must(notes.FeedEnd())
	scan := must(notes.Scan(sda.Range{Prefix: []byte("note:")}))
	put(notes, "note:3", "written meanwhile")
	must(0, scan.Each(ctx, func(entry sda.Entry) error {
		fmt.Printf("%s = %s\n", entry.Key, entry.Value)
		return nil
	}))
	must(0, scan.Close())
	must(0, notes.Close())

	notes = must(sda.Open(options))
	defer notes.Close()
	must(notes.Remove([]byte("note:1"), time.Now()))
	must(0, notes.Flush())
	feed := must(notes.Feed(position, true))
	defer feed.Close()
	for {
		change, err := feed.Next(ctx)
		if errors.Is(err, sda.ErrNothing) {
			return
		}
		change = must(change, err)
		kind := map[sda.OperationType]string{sda.OperationTypePut: "put", sda.OperationTypeDelete: "delete"}
		fmt.Printf("since then: %s %s %s\n", kind[change.OperationType], change.Key, change.Value)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
