// SPDX-License-Identifier: Apache-2.0
//! The only file that reads a clock, random bytes, or the name of the system.

use std::ffi::{c_char, c_void};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::base::inside::Inside;
use crate::base::time::{Clock, Now};
use crate::client::HostFacts;

/// The clocks of the system.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// Starts the clock that only goes forward.
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mono = self.start.elapsed();
        let ms = |time: std::time::Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        Now { wall_ms: ms(wall), mono_ms: ms(mono) }
    }
}

/// A seed that differs from run to run and from process to process.
pub fn system_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    // `RandomState` is seeded by the system once per process and stepped with each use.
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.write_u128(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_nanos()));
    hasher.finish()
}

/// The name of the host and of its operating system, as the system tells them; what it tells as
/// anything but UTF-8 is replaced.
#[allow(unsafe_code)]
pub fn host_facts() -> HostFacts {
    let mut told = std::mem::MaybeUninit::<libc::utsname>::zeroed();
    // SAFETY: the system fills the struct, or leaves it all zeros, which is valid.
    let told = unsafe {
        libc::uname(told.as_mut_ptr());
        told.assume_init()
    };
    let text = |field: &[c_char]| {
        let bytes: Vec<u8> =
            field.iter().take_while(|byte| **byte != 0).map(|byte| *byte as u8).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    HostFacts { hostname: text(&told.nodename), os_name: text(&told.sysname) }
}

/// Reads a clock of the caller: writes milliseconds since 1970 to `wall_ms`, and milliseconds since
/// any fixed moment, never going back, to `monotonic_ms`. Runs inside the call that needs the time,
/// on its thread; calling the same engine from it answers `SDA_ERROR_BUSY`. It must not throw.
pub type sda_clock_fn =
    Option<unsafe extern "C" fn(user_data: *mut c_void, wall_ms: *mut i64, monotonic_ms: *mut i64)>;

/// Lets go of what a callback used. Called exactly once, when nothing can call it any more.
pub type sda_release_fn = Option<unsafe extern "C" fn(user_data: *mut c_void)>;

/// The system's clock, or the caller's.
pub struct HostClock {
    system: SystemClock,
    callback: sda_clock_fn,
    user_data: *mut c_void,
    release: sda_release_fn,
    /// Outlives the clock: a scan of a closed engine must not keep it from being released.
    inside: Arc<Inside>,
}

// SAFETY: the pointer is only handed to the callback, which the caller promises to be usable from
// every thread that calls the engine.
#[allow(unsafe_code)]
unsafe impl Send for HostClock {}
// SAFETY: as above.
#[allow(unsafe_code)]
unsafe impl Sync for HostClock {}

impl HostClock {
    /// Takes the caller's clock over; the system's when there is none.
    pub fn new(callback: sda_clock_fn, user_data: *mut c_void, release: sda_release_fn) -> Self {
        let inside = Arc::default();
        Self { system: SystemClock::new(), callback, user_data, release, inside }
    }

    /// Who is inside the caller's clock; None without one.
    pub fn inside(&self) -> Option<Arc<Inside>> {
        self.callback.map(|_| self.inside.clone())
    }
}

impl Clock for HostClock {
    #[allow(unsafe_code)]
    fn now(&self) -> Now {
        let Some(callback) = self.callback else { return self.system.now() };
        let _entered = self.inside.enter();
        let (mut wall_ms, mut mono_ms) = (0, 0);
        // SAFETY: the caller gave callback and user data together and keeps them until the release.
        unsafe { callback(self.user_data, &mut wall_ms, &mut mono_ms) };
        Now { wall_ms, mono_ms }
    }
}

impl Drop for HostClock {
    #[allow(unsafe_code)]
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: as in `now`; this is the one call.
            unsafe { release(self.user_data) };
        }
    }
}
