//! The C library of most Linux systems keeps a heap for each thread and gives little of it back. Rust's memory has an allocator
//! of its own (`crates/app/src/allocator.rs`); what the database and the encryption take stays in the C library's: in one heap,
//! because each connection has a thread and a thousand documents left 120 MB in them.

/// To be called before any thread is there: those that have a heap keep it, and share it with those that come.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn keep_one_heap() {
    const M_ARENA_MAX: c_int = -8;
    // SAFETY: it takes two numbers, and may be called at any time.
    unsafe {
        mallopt(M_ARENA_MAX, 1);
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
use std::ffi::c_int;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
unsafe extern "C" {
    fn mallopt(parameter: c_int, value: c_int) -> c_int;
}

/// Elsewhere there is one.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep_one_heap() {}
