// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import "context"

// Verification is what a verification has read, and what is wrong.
type Verification struct {
	Totals   Verified
	Findings []Finding
}

// Salvage is what became of a salvage, and what was lost.
type Salvage struct {
	Totals  Salvaged
	Losses  []Loss
	Missing []Missing
}

// Backup copies the database as it stands now to another path. It begins unless the context is over.
func (e *Engine) Backup(ctx context.Context, path string) (Backup, error) {
	if err := ctx.Err(); err != nil {
		return Backup{}, err
	}
	at, length := textIn(path)
	var out C.sda_backup
	out.struct_size = C.sizeof_sda_backup
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_backup(engine, at, length, &out, cause)
	})
	return readBackup(&out), err
}

// Verify reads every byte of the open database and lists what is wrong with it.
func (e *Engine) Verify() (Verification, error) {
	var list *C.sda_findings
	err := e.do(func(engine *C.sda_engine, cause **C.sda_error) C.sda_status {
		return C.sda_engine_verify(engine, &list, cause)
	})
	if err != nil {
		return Verification{}, err
	}
	return readFindings(list)
}

// Verify reads every byte of a database that nobody writes and lists what is wrong with it.
func Verify(path string) (Verification, error) {
	var m memory
	defer m.free()
	options := pathOptions(path, &m)
	var list *C.sda_findings
	var cause *C.sda_error
	if err := check(C.sda_verify(&options, &list, &cause), cause); err != nil {
		return Verification{}, err
	}
	return readFindings(list)
}

func pathOptions(path string, m *memory) C.sda_options {
	var c C.sda_options
	c.struct_size = C.sizeof_sda_options
	C.sda_options_init(&c)
	c.path, c.path_len = m.text(path)
	return c
}

func readFindings(list *C.sda_findings) (Verification, error) {
	defer C.sda_findings_free(list)
	var totals C.sda_verified
	totals.struct_size = C.sizeof_sda_verified
	var cause *C.sda_error
	if err := check(C.sda_findings_totals(list, &totals, &cause), cause); err != nil {
		return Verification{}, err
	}
	found := Verification{Totals: readVerified(&totals)}
	for index := C.size_t(0); index < C.sda_findings_len(list); index++ {
		var c C.sda_finding
		c.struct_size = C.sizeof_sda_finding
		if err := check(C.sda_findings_get(list, index, &c, &cause), cause); err != nil {
			return found, err
		}
		found.Findings = append(found.Findings, readFinding(&c))
	}
	return found, nil
}

// SalvageTo builds a new database from everything that is provably intact of a damaged one.
func SalvageTo(path, to string) (Salvage, error) {
	var m memory
	defer m.free()
	options := pathOptions(path, &m)
	target, targetLen := textIn(to)
	var list *C.sda_losses
	var cause *C.sda_error
	if err := check(C.sda_salvage(&options, target, targetLen, &list, &cause), cause); err != nil {
		return Salvage{}, err
	}
	defer C.sda_losses_free(list)
	var totals C.sda_salvaged
	totals.struct_size = C.sizeof_sda_salvaged
	if err := check(C.sda_losses_totals(list, &totals, &cause), cause); err != nil {
		return Salvage{}, err
	}
	result := Salvage{Totals: readSalvaged(&totals)}
	for index := C.size_t(0); index < C.sda_losses_len(list); index++ {
		var c C.sda_loss
		c.struct_size = C.sizeof_sda_loss
		if err := check(C.sda_losses_get(list, index, &c, &cause), cause); err != nil {
			return result, err
		}
		result.Losses = append(result.Losses, readLoss(&c))
	}
	for index := C.size_t(0); index < C.size_t(result.Totals.MissingCount); index++ {
		var c C.sda_missing
		c.struct_size = C.sizeof_sda_missing
		if err := check(C.sda_losses_missing(list, index, &c, &cause), cause); err != nil {
			return result, err
		}
		result.Missing = append(result.Missing, readMissing(&c))
	}
	return result, nil
}
