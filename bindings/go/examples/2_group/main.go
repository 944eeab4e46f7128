// SPDX-License-Identifier: Apache-2.0

// An order and its lines belong together: written, sent and taken in as a whole or not at all.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	sda "softadastra.example/sync"
)

func open(name string) *sda.Engine {
	options := sda.DefaultOptions()
	options.NodeID = name
	return must(sda.Open(options))
}

func main() {
	shop, stock := open("shop"), open("stock")
	defer shop.Close()
	defer stock.Close()
	must(shop.PutLocal([]byte("cart:7"), []byte("3 lamps, 1 ladder"), time.Now()))

	order := must(sda.NewGroup())
	must(0, order.Put([]byte("order:7"), []byte("open, 2 lines")))
	must(0, order.Put([]byte("order:7/line:1"), []byte("3 lamps")))
	must(0, order.Put([]byte("order:7/line:2"), []byte("1 ladder")))
	must(0, order.Remove([]byte("cart:7")))
	placed := must(shop.Submit(order, time.Now()))
	fmt.Println("placed as", placed.SyncID, "owed", must(shop.State()).OutboxSize)
	var refused *sda.Error
	if err := order.Put([]byte("order:7"), []byte("twice")); errors.As(err, &refused) {
		fmt.Println("refused:", refused.Message)
	}
	must(0, order.Close())
	if _, err := shop.Get([]byte("cart:7")); errors.Is(err, sda.ErrNothing) {
		fmt.Println("cart:7 = nothing")
	}

	// One operation on the way, whatever carries it.
	for _, envelope := range must(shop.NextBatch()) {
		arrived := must(sda.Decode(must(sda.Encode(envelope.Op))))
		received := must(stock.Receive(arrived))
		fmt.Println("stock takes", arrived.SyncID, "created", received.Apply.Created)
		must(0, shop.Ack(arrived.SyncID))
	}
	scan := must(stock.Scan(sda.Range{Prefix: []byte("order:7")}))
	defer scan.Close()
	must(0, scan.Each(context.Background(), func(entry sda.Entry) error {
		fmt.Printf("%s = %s\n", entry.Key, entry.Value)
		return nil
	}))
	equal := map[bool]string{true: "yes", false: "no"}[bytes.Equal(must(shop.Digest()), must(stock.Digest()))]
	fmt.Println("equal digests", equal)
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
