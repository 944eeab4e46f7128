// SPDX-License-Identifier: Apache-2.0
//! A digest of the replicated state: equal on replicas that took in the same operations, whatever
//! came in which order and whatever was forgotten since. Local writes and local counters are not
//! part of it, nor is what a replica remembers of versions that are gone.

use std::ops::Bound;

use crate::base::error::Result;
use crate::base::id::Dot;

use super::sum::counting;
use super::walk::Snapshot;

/// BLAKE3 over every living key with the versions that count ([`counting`]), in byte order. Reads
/// the whole state.
///
/// Each field goes in with its length or a fixed width, so that no two states share their bytes.
pub fn digest(snapshot: &Snapshot) -> Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let mut bytes = Vec::new();
    snapshot.states(Bound::Unbounded, None, |key, state| {
        let count = counting(state).count();
        if count == 0 {
            return Ok(true);
        }
        bytes.clear();
        put_bytes(&mut bytes, key);
        put_count(&mut bytes, count);
        for version in counting(state) {
            put_dot(&mut bytes, &version.dot);
            bytes.extend_from_slice(&version.stamp.0.to_le_bytes());
            bytes.extend_from_slice(&version.timestamp_ms.to_le_bytes());
            bytes.push(u8::from(version.value.is_some()));
            put_bytes(&mut bytes, version.value.as_deref().unwrap_or_default());
        }
        hasher.update(&bytes);
        Ok(true)
    })?;
    Ok(*hasher.finalize().as_bytes())
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend_from_slice(&(count as u64).to_le_bytes());
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_count(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn put_dot(out: &mut Vec<u8>, dot: &Dot) {
    put_bytes(out, dot.origin.node.as_str().as_bytes());
    out.extend_from_slice(&dot.origin.epoch.to_le_bytes());
    out.extend_from_slice(&dot.seq.to_le_bytes());
}
