// SPDX-License-Identifier: Apache-2.0

// As bindings/leaks/leak.c, in Go.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	softadastra "softadastra.example/sync"
)

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func residentKib() int {
	runtime.GC()
	var total, resident int
	must(fmt.Sscan(string(must(os.ReadFile("/proc/self/statm"))), &total, &resident))
	return resident * os.Getpagesize() / 1024
}

func turn() {
	options := softadastra.DefaultOptions()
	options.NodeID = "leak"
	engine := must(softadastra.Open(options))
	must(engine.Put([]byte("k"), []byte("value"), time.UnixMilli(1)))
	must(engine.Get([]byte("k")))
	scan := must(engine.Scan(softadastra.Range{}))
	must(scan.Next(context.Background()))
	check(scan.Close())
	must(engine.Versions([]byte("k")))
	if err := engine.Ack("leak-9"); !errors.Is(err, softadastra.ErrNotFound) {
		panic(err)
	}
	check(engine.Close())
}

func main() {
	rounds, before := must(strconv.Atoi(os.Args[1])), 0
	for at := 0; at < rounds; at++ {
		turn()
		if at == rounds/5 {
			before = residentKib()
		}
	}
	fmt.Println(before, residentKib())
}
