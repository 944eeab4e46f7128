// SPDX-License-Identifier: Apache-2.0

// Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge.
package main

import (
	"fmt"
	"log"
	"sort"
	"strings"
	"time"

	sda "softadastra.example/sync"
)

func open(name string) *sda.Engine {
	options := sda.DefaultOptions()
	options.NodeID = name
	return must(sda.Open(options))
}

func put(e *sda.Engine, key, value string, millis int64) {
	must(e.Put([]byte(key), []byte(value), time.UnixMilli(millis)))
}

func deliver(source, target *sda.Engine) {
	for _, envelope := range must(source.NextBatch()) {
		must(target.Receive(must(sda.Decode(must(sda.Encode(envelope.Op))))))
		must(0, source.Ack(envelope.Op.SyncID))
	}
}

// A value is a set of words: the same answer whoever asks.
func union(_ []byte, versions []sda.Version) ([]byte, error) {
	words := map[string]bool{}
	for _, version := range versions {
		for _, word := range strings.Fields(string(version.Value)) {
			words[word] = true
		}
	}
	all := []string{}
	for word := range words {
		all = append(all, word)
	}
	sort.Strings(all)
	return []byte(strings.Join(all, " ")), nil
}

func main() {
	desk, phone := open("desk"), open("phone")
	defer desk.Close()
	defer phone.Close()
	put(desk, "list", "milk eggs", 1_700_000_010_000)
	put(phone, "list", "milk tea", 1_700_000_011_000)
	put(desk, "shop", "corner", 1_700_000_012_000)
	put(phone, "shop", "market", 1_700_000_011_000)
	deliver(desk, phone)
	deliver(phone, desk)
	for _, conflict := range must(desk.Conflicts(nil, 100)) {
		var sides []string
		for _, side := range conflict.Sides {
			sides = append(sides, side.NodeID+" "+string(side.Value))
		}
		sort.Strings(sides)
		fmt.Printf("%s: %s\n", conflict.Key, strings.Join(sides, ", "))
	}

	// Whoever writes next has seen both sides, and ends the conflict everywhere.
	put(phone, "shop", "corner, then market", 1_700_000_020_000)
	deliver(phone, desk)
	fmt.Printf("shop = %s\n", must(desk.Get([]byte("shop"))))

	// For the rest a function decides; nothing of it is stored.
	must(0, desk.SetPolicy(sda.PolicyCustom))
	must(0, desk.SetMerge(union))
	fmt.Printf("list = %s\n", must(desk.Get([]byte("list"))))
	fmt.Println("conflicts", len(must(desk.Conflicts(nil, 100))))
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
