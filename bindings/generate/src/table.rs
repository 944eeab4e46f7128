// SPDX-License-Identifier: Apache-2.0
//! What neither types nor names nor comments of the C interface say. Reviewed by hand; every line
//! must still apply, or the generator refuses.

/// Families of constants whose name has two words.
pub const FAMILIES_OF_TWO_WORDS: [&str; 1] = ["WHEN_FULL"];

/// Functions that take a handle away from the caller, beside all whose name ends in `_free`.
pub const CONSUMING: [&str; 3] = ["sda_engine_close", "sda_client_close", "sda_wal_close"];

/// Memory of the caller that is written to: function, parameter, the parameter with its length.
pub const ROOM: [(&str, &str, &str); 2] =
    [("sda_store_get_into", "buffer", "capacity"), ("sda_value_reader_read", "buffer", "capacity")];

/// Bytes that are a path, which each system spells its own way: shown as text.
pub const PATHS: [(&str, &str); 4] = [
    ("sda_options", "path"),
    ("sda_options", "recording_path"),
    ("sda_finding", "file"),
    ("sda_loss", "file"),
];

/// Fields with a sign and 32 bits, which are all statuses.
pub const STATUS_FIELDS: [&str; 3] = ["last_error", "failure", "status"];

/// Structs whose pointers to bytes are all text, which their own comment says and not each field's.
pub const TEXTS: [&str; 1] = ["sda_node_details"];
