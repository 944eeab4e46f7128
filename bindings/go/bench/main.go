// SPDX-License-Identifier: Apache-2.0

// What a call costs in Go; bindings/bench/run has the rules.
package main

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"strconv"
	"time"

	softadastra "softadastra.example/sync"
)

const many = 256

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	count, rounds := must(strconv.Atoi(os.Args[2])), must(strconv.Atoi(os.Args[3]))
	options := softadastra.DefaultOptions()
	options.Path, options.NodeID = os.Args[1], "bench"
	options.Durability, options.Sync.RequireAck = softadastra.DurabilityFast, false
	engine := must(softadastra.Open(options))
	value, now, ctx := bytes.Repeat([]byte("v"), 64), time.UnixMilli(1700000000000), context.Background()
	inOrder := func(step int) [][]byte {
		keys := make([][]byte, count)
		for at := range keys {
			keys[at] = []byte(fmt.Sprintf("customer/%07d", at*step%count))
		}
		return keys
	}
	keys, other, values := inOrder(40503), inOrder(25717), make([][]byte, many)
	asked := other
	for at := range values {
		values[at] = value
	}
	put := func() {
		for _, key := range keys {
			must(engine.Put(key, value, now))
		}
	}
	get := func() {
		for _, key := range asked {
			must(engine.Get(key))
		}
	}
	drain := func() {
		for len(must(engine.NextBatch())) > 0 {
		}
	}
	nextBatch := func() {
		for seen := 0; seen < count; {
			seen += len(must(engine.NextBatch()))
		}
	}
	getMany := func() {
		for at := 0; at < count; at += many {
			must(engine.GetMany(asked[at : at+many]))
		}
	}
	putMany := func() {
		group := must(softadastra.NewGroup())
		for at := 0; at < count; at += many {
			check(group.Clear())
			check(group.PutMany(keys[at:at+many], values))
			must(engine.Submit(group, now))
		}
		check(group.Close())
	}
	scanMany := func() {
		scan := must(engine.Scan(softadastra.Range{}))
		for {
			if _, err := scan.NextMany(ctx, 65536); err == softadastra.ErrNothing {
				break
			} else {
				check(err)
			}
		}
		check(scan.Close())
	}
	for _, one := range []struct {
		name        string
		run, before func()
		asked       [][]byte
	}{
		{"put", put, drain, nil}, {"get", get, nil, other}, {"get_in_order", get, nil, keys},
		{"next_batch", nextBatch, put, nil}, {"get_many", getMany, nil, other}, {"get_many_in_order", getMany, nil, keys},
		{"put_many", putMany, drain, nil}, {"scan_many", scanMany, nil, nil},
	} {
		asked = one.asked
		best := math.Inf(1)
		times := rounds
		if one.before == nil {
			times, one.before = 5*rounds, func() {}
		}
		for round := 0; round < times; round++ {
			one.before()
			start := time.Now()
			one.run()
			best = math.Min(best, float64(time.Since(start).Nanoseconds())/float64(count))
		}
		fmt.Printf("%s %.1f\n", one.name, best)
	}
	check(engine.Close())
}
