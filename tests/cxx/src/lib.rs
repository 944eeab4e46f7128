// SPDX-License-Identifier: Apache-2.0
//! The documented C++ classes as Rust sees them. A failure in C++ becomes an error whose text is
//! `code|message|context`, with the code's name in C++.

#[cxx::bridge(namespace = "softadastra_driven")]
pub mod driven {
    /// What a write did.
    struct Written {
        version: u64,
        created: bool,
        updated: bool,
        deleted: bool,
    }

    extern "Rust" {
        /// A merge function written in Rust, which C++ holds as a `std::function`.
        type Merge;
        fn merge(self: &Merge, key: &str, versions: &Vec<String>) -> Result<String>;
    }

    unsafe extern "C++" {
        include!("softadastra-cxx/src/driver.hpp");

        /// A `StoreEngine`.
        type Store;
        /// In memory with an empty path.
        fn store_open(path: &str, wall_ms: i64, seed: u64) -> Result<UniquePtr<Store>>;
        fn put(self: Pin<&mut Store>, key: &str, value: &[u8]) -> Result<Written>;
        fn remove(self: Pin<&mut Store>, key: &str) -> Result<Written>;
        fn get(self: &Store, key: &str) -> Result<Vec<u8>>;
        fn scan(self: &Store, prefix: &str) -> Result<Vec<String>>;
        fn digest(self: &Store) -> Result<Vec<u8>>;
        fn set_merge(self: Pin<&mut Store>, merge: Box<Merge>) -> Result<()>;
        fn throw_in_merge(self: Pin<&mut Store>, text: &str) -> Result<()>;
        /// What each call of a store answers that was moved from.
        fn moved_from(self: Pin<&mut Store>) -> Vec<String>;

        /// A `SyncEngine` over a store of its own.
        type Sync;
        fn sync_open(node_id: &str, policy: u8) -> Result<UniquePtr<Sync>>;
        fn submit(self: Pin<&mut Sync>, key: &str, value: &str) -> Result<String>;
        /// The next batch as the bytes that go to a peer.
        fn next_batch(self: Pin<&mut Sync>) -> Result<Vec<String>>;
        fn encoded(self: &Sync, sync_id: &str) -> Result<Vec<u8>>;
        fn receive(self: Pin<&mut Sync>, bytes: &[u8]) -> Result<bool>;
        fn acknowledge(self: Pin<&mut Sync>, sync_id: &str) -> Result<()>;
        fn owed(self: &Sync) -> usize;
        fn store(self: Pin<&mut Sync>) -> Pin<&mut Store>;
        /// Frames of sessions between the two, until neither has any; whether both are equal then.
        fn exchange(self: Pin<&mut Sync>, with: Pin<&mut Sync>) -> Result<bool>;

        /// Opens an SDK client in memory, writes, reads, turns and closes it: what it answered.
        fn client_turn(node_id: &str) -> Vec<String>;

        /// The name of an error code in C++; the number beyond the last is unknown.
        fn code_name(number: u16) -> String;
    }
}

/// Key and versions to what is shown of them.
pub type MergeClosure = Box<dyn Fn(&str, &[String]) -> Result<String, String> + Send + Sync>;

/// A merge function.
pub struct Merge(pub MergeClosure);

impl Merge {
    // The bridge knows vectors and no slices of texts.
    #[allow(clippy::ptr_arg)]
    fn merge(&self, key: &str, versions: &Vec<String>) -> Result<String, String> {
        (self.0)(key, versions)
    }
}

// The C++ side calls the C interface, which lives in this crate.
pub use softadastra;
