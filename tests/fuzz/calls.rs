// SPDX-License-Identifier: Apache-2.0
//! Calls of the C interface in any order, over memory: no panic, no lost handle, statuses that are
//! ones, and an engine that still closes.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use softadastra::ffi::buf::sda_buf;
use softadastra::ffi::engine::{
    sda_engine, sda_engine_close, sda_engine_digest, sda_engine_flush, sda_engine_open,
    sda_engine_reload,
};
use softadastra::ffi::error::sda_buf_free;
use softadastra::ffi::group::{
    sda_group, sda_group_free, sda_group_new, sda_group_put, sda_group_remove, sda_group_submit,
};
use softadastra::ffi::operation::{sda_ops, sda_ops_free, sda_ops_len};
use softadastra::ffi::options::{
    SDA_DURABILITY_MEMORY_ONLY, sda_options, sda_options_init, sda_sync_options,
    sda_sync_options_init,
};
use softadastra::ffi::outbox::{
    sda_sync_discard_failed, sda_sync_next_batch, sda_sync_prune_completed, sda_sync_queue,
    sda_sync_receive_ack, sda_sync_requeue_all_failed,
};
use softadastra::ffi::peer::{sda_peer_register, sda_peer_remove};
use softadastra::ffi::scan::{sda_scan, sda_scan_free, sda_scan_open_range};
use softadastra::ffi::status::{SDA_ERROR_INTERNAL, SDA_ERROR_POISONED, SDA_OK, sda_status};
use softadastra::ffi::store::{sda_store_apply, sda_store_contains, sda_store_get};
use softadastra::ffi::sync::{sda_sync_attach, sda_sync_set_policy, sda_sync_submit};

use super::input::Input;

fn check(status: sda_status) -> bool {
    assert!(status != SDA_ERROR_INTERNAL && status != SDA_ERROR_POISONED, "status {status}");
    status == SDA_OK
}

fn opened() -> *mut sda_engine {
    // SAFETY: plain data, of which the size is set.
    unsafe {
        let mut options: sda_options = std::mem::zeroed();
        options.struct_size = size_of::<sda_options>() as u32;
        assert!(check(sda_options_init(&mut options)));
        (options.durability, options.seed) = (SDA_DURABILITY_MEMORY_ONLY, 7);
        let mut sync: sda_sync_options = std::mem::zeroed();
        sync.struct_size = size_of::<sda_sync_options>() as u32;
        assert!(check(sda_sync_options_init(&mut sync)));
        (sync.node_id, sync.node_id_len) = (b"node-a".as_ptr(), 6);
        let mut engine = null_mut();
        assert!(check(sda_engine_open(&options, &mut engine, null_mut())));
        assert!(check(sda_sync_attach(engine, &sync, null_mut())));
        engine
    }
}

/// One call. Returns whether it did something.
fn call(engine: *mut sda_engine, input: &mut Input<'_>) -> bool {
    let which = input.byte() % 18;
    let text = input.piece(16);
    let (at, len) = (text.as_ptr(), text.len());
    let (mut ops, mut buf): (*mut sda_ops, sda_buf) = (null_mut(), unsafe { std::mem::zeroed() });
    // SAFETY: the handles live, and text is readable for its length.
    let status = unsafe {
        match which {
            0..=2 => {
                let (kind, time) = (u32::from(input.byte() % 4), input.odd() as i64);
                sda_sync_submit(engine, kind, at, len, at, len, time, &mut ops, null_mut())
            }
            3 => {
                let (kind, time) = (u32::from(input.byte() % 4), input.odd() as i64);
                sda_store_apply(engine, kind, at, len, at, len, time, null_mut(), null_mut())
            }
            4 => sda_store_get(engine, at, len, &mut buf, null_mut(), null_mut(), null_mut()),
            5 => sda_store_contains(engine, at, len, null_mut()),
            6 => sda_sync_next_batch(engine, &mut ops, null_mut()),
            7 => sda_sync_receive_ack(engine, at, len, null_mut()),
            8 => sda_sync_queue(engine, at, len, null_mut()),
            9 => sda_sync_discard_failed(engine, at, len, null_mut()),
            10 => sda_sync_requeue_all_failed(engine, null_mut(), null_mut()),
            11 => sda_sync_prune_completed(engine, null_mut(), null_mut()),
            12 => sda_sync_set_policy(engine, u32::from(input.byte()), null_mut()),
            13 => sda_peer_register(engine, at, len, input.odd() as i64, null_mut()),
            14 => sda_peer_remove(engine, at, len, null_mut()),
            15 => sda_engine_digest(engine, &mut buf, null_mut()),
            16 => {
                let mut scan: *mut sda_scan = null_mut();
                let to = input.piece(4);
                let (from_at, to_at, to_len) = (at, to.as_ptr(), to.len());
                let status = sda_scan_open_range(
                    engine,
                    at,
                    0,
                    from_at,
                    len,
                    to_at,
                    to_len,
                    &mut scan,
                    null_mut(),
                );
                sda_scan_free(scan);
                status
            }
            _ => group(engine, input, &mut ops),
        }
    };
    // SAFETY: what the call gave, or nothing.
    unsafe {
        assert!(sda_ops_len(ops) <= 4096);
        sda_ops_free(ops);
        sda_buf_free(&mut buf);
    }
    check(status)
}

/// # Safety
/// `engine` lives.
unsafe fn group(
    engine: *mut sda_engine,
    input: &mut Input<'_>,
    ops: &mut *mut sda_ops,
) -> sda_status {
    let mut group: *mut sda_group = null_mut();
    // SAFETY: as promised, and the group is freed once.
    unsafe {
        assert!(check(sda_group_new(&mut group, null_mut())));
        for _ in 0..input.byte() % 4 {
            let text = input.piece(8);
            let (at, len) = (text.as_ptr(), text.len());
            check(match input.byte() % 2 {
                0 => sda_group_put(group, at, len, at, len, null_mut()),
                _ => sda_group_remove(group, at, len, null_mut()),
            });
        }
        let status = sda_group_submit(group, engine, 1_700_000_000_000, ops, null_mut());
        sda_group_free(group);
        status
    }
}

pub fn calls(bytes: &[u8]) -> bool {
    let (engine, mut input, mut done) = (opened(), Input::new(bytes), 0);
    while !input.is_empty() {
        done += usize::from(call(engine, &mut input));
    }
    // SAFETY: opened above, closed once.
    unsafe {
        assert!(check(sda_engine_flush(engine, null_mut())));
        let _ = sda_engine_reload(engine, null_mut());
        assert!(check(sda_engine_close(engine, null_mut())));
    }
    done > 0
}
