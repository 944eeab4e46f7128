// SPDX-License-Identifier: Apache-2.0
//! A digest of the replicated state: equal on replicas that hold the same versions, whatever came
//! in which order. Local writes and local counters are not part of it.

use std::ops::Bound;

use crate::base::error::Result;
use crate::base::id::Dot;

use super::walk::Snapshot;

/// BLAKE3 over every key with its context and siblings, in byte order. Reads the whole state.
///
/// Each field goes in with its length or a fixed width, so that no two states share their bytes.
pub fn digest(snapshot: &Snapshot) -> Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let mut bytes = Vec::new();
    snapshot.states(Bound::Unbounded, None, |key, state| {
        if state.siblings.is_empty() && state.context.dots().is_empty() {
            return Ok(true);
        }
        bytes.clear();
        put_bytes(&mut bytes, key);
        put_count(&mut bytes, state.context.dots().len());
        for dot in state.context.dots() {
            put_dot(&mut bytes, dot);
        }
        put_count(&mut bytes, state.siblings.len());
        for version in state.siblings.iter() {
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
