// SPDX-License-Identifier: Apache-2.0
//! Many keys and values in one call, for languages in which a call costs more than its work.
//!
//! Byte strings come one after the other, and their sizes beside them, four bytes each, little
//! endian: two pieces of memory whatever their number, that every language can make and take apart.

use crate::base::error::{Error, Result, invalid};
use crate::base::limits::{MANY_BYTES_MAX, MANY_KEYS_MAX};
use crate::base::part::Part;

use super::buf::{fill, input, sda_buf};
use super::engine::sda_engine;
use super::group::sda_group;
use super::guard::{check_output, guard, guard_engine, with_engine};
use super::handle;
use super::scan::sda_scan;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// The size of a value that is not there, among sizes of `sda_store_get_many`.
pub const SDA_SIZE_ABSENT: u32 = 4_294_967_295;

/// Byte strings one after the other.
#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    sizes: Vec<u8>,
}

impl Packed {
    fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let size = u32::try_from(bytes.len()).ok().filter(|size| *size != SDA_SIZE_ABSENT);
        let size = size.ok_or_else(|| invalid("invalid argument", "a value of 4 GiB"))?;
        self.bytes.extend_from_slice(bytes);
        self.sizes.extend_from_slice(&size.to_le_bytes());
        Ok(())
    }

    fn push_absent(&mut self) {
        self.sizes.extend_from_slice(&SDA_SIZE_ABSENT.to_le_bytes());
    }

    /// # Safety
    /// As [`fill`], twice.
    unsafe fn give(&self, bytes: *mut sda_buf, sizes: *mut sda_buf) -> Result<()> {
        // SAFETY: as promised by the caller.
        unsafe {
            fill(bytes, &self.bytes)?;
            fill(sizes, &self.sizes)
        }
    }
}

/// Takes byte strings apart, after a look at whether their sizes fit.
fn unpacked<'a>(bytes: &'a [u8], sizes: &[u8], name: &str) -> Result<Vec<&'a [u8]>> {
    let (sizes, rest) = sizes.as_chunks::<4>();
    if !rest.is_empty() || sizes.len() > MANY_KEYS_MAX {
        let context = format!(
            "sizes of {name}: {} bytes, allowed are 4 each for up to {MANY_KEYS_MAX}",
            sizes.len() * 4 + rest.len()
        );
        return Err(invalid("invalid argument", context));
    }
    let mut left = bytes;
    let mut found = Vec::with_capacity(sizes.len());
    for size in sizes {
        let size = usize::try_from(u32::from_le_bytes(*size)).unwrap_or(usize::MAX);
        let (one, behind) = left.split_at_checked(size).ok_or_else(|| misfit(name))?;
        found.push(one);
        left = behind;
    }
    if left.is_empty() { Ok(found) } else { Err(misfit(name)) }
}

/// The same for keys that end with a zero byte each, where there are no sizes.
fn keys_of<'a>(keys: &'a [u8], sizes: &[u8]) -> Result<Vec<&'a [u8]>> {
    let Some((0, ended)) = keys.split_last().filter(|_| sizes.is_empty()) else {
        return unpacked(keys, sizes, "keys");
    };
    let found: Vec<_> = ended.split(|byte| *byte == 0).take(MANY_KEYS_MAX + 1).collect();
    if found.len() > MANY_KEYS_MAX {
        let context = format!("keys: more than {MANY_KEYS_MAX}");
        return Err(invalid("invalid argument", context));
    }
    Ok(found)
}

fn misfit(name: &str) -> Error {
    invalid("invalid argument", format!("the sizes of {name} are not those of its bytes"))
}

/// Adds many puts to a group, all of them or none.
///
/// Parameters: `group`: a group. `keys`: keys as for `sda_group_put`, one after the other.
/// `key_sizes`: their sizes in bytes, four bytes each, little endian. `values`: as many values, one
/// after the other. `value_sizes`: their sizes in the same way.
/// Returns: `SDA_OK`, also for none; `SDA_ERROR_INVALID_ARGUMENT` for sizes that are not those of
/// the bytes, and for what `sda_group_put` refuses of any of them; the group is as before then.
/// Ownership: keys and values are copied.
/// Threads: one at a time per group.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_put_many(
    group: *mut sda_group,
    keys: *const u8,
    keys_len: usize,
    key_sizes: *const u8,
    key_sizes_len: usize,
    values: *const u8,
    values_len: usize,
    value_sizes: *const u8,
    value_sizes_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let group = handle::borrow_mut(group)?;
            let keys = input(keys, keys_len, "keys")?;
            let keys = unpacked(keys, input(key_sizes, key_sizes_len, "key_sizes")?, "keys")?;
            let values = input(values, values_len, "values")?;
            let sizes = input(value_sizes, value_sizes_len, "value_sizes")?;
            let values = unpacked(values, sizes, "values")?;
            if keys.len() != values.len() {
                let context = format!("{} keys and {} values", keys.len(), values.len());
                return Err(invalid("invalid argument", context));
            }
            let parts = keys.iter().zip(values).map(|(key, value)| Part::put(key, value));
            group.add_all(parts.collect())
        })
    }
}

/// Reads the shown values of many keys. Each key is read by itself, as `sda_store_get` does: a
/// write made meanwhile may show in some of them. A scan shows many keys as of one moment.
///
/// Parameters: `engine`: an engine. `keys`: up to 65536 keys, one after the other. `key_sizes`:
/// their sizes in bytes, four bytes each, little endian; NULL with length 0 when each key ends with
/// a zero byte, its only one. `values`: filled with the values in the order of the keys, one after
/// the other. `value_sizes`: filled with their sizes in the same way; `SDA_SIZE_ABSENT` for a key
/// that is not shown. No further key is read once the values have 64 MiB together: there are as
/// many sizes as keys were read, and the others are to be asked for again.
/// Returns: `SDA_OK`, also when no key is shown; `SDA_ERROR_INVALID_ARGUMENT` for sizes that are
/// not those of the bytes; what `sda_store_get` answers for the first key that fails.
/// Ownership: the keys are borrowed for the call; the caller frees the buffers.
/// Threads: any; never waits for a write.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_get_many(
    engine: *const sda_engine,
    keys: *const u8,
    keys_len: usize,
    key_sizes: *const u8,
    key_sizes_len: usize,
    values: *mut sda_buf,
    value_sizes: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(values, "values")?;
            check_output(value_sizes, "value_sizes")?;
            let keys = input(keys, keys_len, "keys")?;
            let sizes = input(key_sizes, key_sizes_len, "key_sizes")?;
            let mut found = Packed::default();
            engine.read_many(&keys_of(keys, sizes)?, |shown| {
                match shown.and_then(|shown| shown.value) {
                    Some(value) => found.push(value)?,
                    None => found.push_absent(),
                }
                Ok((found.bytes.len() as u64) < MANY_BYTES_MAX)
            })?;
            found.give(values, value_sizes)?;
            Ok(SDA_OK)
        })
    }
}

/// The next keys of a scan with their values, several at once.
///
/// Parameters: `scan`: a scan. `bytes_max`: no further key is taken once keys and values have so
/// many bytes together; from 64 MiB on it acts like 64 MiB. At least one key is taken. `keys`:
/// filled with the keys, one after the other. `key_sizes`: filled with their sizes in bytes, four
/// bytes each, little endian. `values`: filled with the values. `value_sizes`: filled with their
/// sizes.
/// Returns: `SDA_OK` with at least one key; `SDA_NOTHING` at the end; what `sda_scan_next` answers
/// when the first of them fails. A failure of a later one ends the call with what there is before
/// it, and comes back from the next call.
/// Ownership: the caller frees the buffers.
/// Threads: one at a time per scan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_scan_next_many(
    scan: *mut sda_scan,
    bytes_max: u64,
    keys: *mut sda_buf,
    key_sizes: *mut sda_buf,
    values: *mut sda_buf,
    value_sizes: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_scan { shared, scan } = handle::borrow_mut(scan)?;
            check_output(keys, "keys")?;
            check_output(key_sizes, "key_sizes")?;
            check_output(values, "values")?;
            check_output(value_sizes, "value_sizes")?;
            let room = bytes_max.min(MANY_BYTES_MAX) as usize;
            let (mut found_keys, mut found_values) = (Packed::default(), Packed::default());
            with_engine(shared, |_| {
                while found_keys.sizes.is_empty()
                    || (found_keys.bytes.len() + found_values.bytes.len() < room
                        && found_keys.sizes.len() < MANY_KEYS_MAX * 4)
                {
                    match scan.next() {
                        Ok(Some(row)) => {
                            found_keys.push(row.key)?;
                            found_values.push(row.value)?;
                        }
                        Err(problem) if found_keys.sizes.is_empty() => return Err(problem),
                        Ok(None) if found_keys.sizes.is_empty() => return Ok(SDA_NOTHING),
                        Ok(None) | Err(_) => break,
                    }
                }
                found_keys.give(keys, key_sizes)?;
                found_values.give(values, value_sizes)?;
                Ok(SDA_OK)
            })
        })
    }
}
