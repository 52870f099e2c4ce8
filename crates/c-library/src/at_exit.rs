//! SQLCipher frees its heap, and OpenSSL itself, when the process exits. A connection is closed on a thread of its own, and
//! whoever closes it is answered before that thread has ended: a process that exits in between pulls the memory from under
//! it and is ended by the system, after all its work was done.

use std::ffi::{c_char, c_int};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use libsqlite3_sys::{SQLITE_OK, sqlite3, sqlite3_api_routines, sqlite3_auto_extension};

/// A connection that nobody closed keeps its thread for good; the process ends without it then, as it always did.
const LONGEST: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(1);

static THREADS: AtomicUsize = AtomicUsize::new(0);

/// To be called before the first connection of the process. From then on its exit waits for the threads that have opened one.
pub fn wait_at_exit() {
    static ONCE: Once = Once::new();
    // SAFETY: both functions live as long as the process and may be called from any thread. The first call makes SQLCipher and
    // OpenSSL register what they do at exit, so that ours, registered after it, is called before theirs.
    ONCE.call_once(|| unsafe {
        sqlite3_auto_extension(Some(a_connection_is_opened));
        atexit(wait_for_threads);
    });
}

unsafe extern "C" {
    fn atexit(act: extern "C" fn()) -> c_int;
}

/// SQLite calls it on the thread that opens the connection; sqlx keeps the connection on that thread until it is closed.
unsafe extern "C" fn a_connection_is_opened(
    _: *mut sqlite3,
    _: *mut *mut c_char,
    _: *const sqlite3_api_routines,
) -> c_int {
    thread_local!(static COUNTED: Counted = Counted::new());
    // A thread that is ending opens nothing that anybody would wait for.
    let _ = COUNTED.try_with(|_| ());
    SQLITE_OK
}

extern "C" fn wait_for_threads() {
    let begun = Instant::now();
    while THREADS.load(Ordering::Acquire) > 0 && begun.elapsed() < LONGEST {
        std::thread::sleep(BETWEEN);
    }
}

/// What a thread holds from its first connection until its very end, when all its connections are closed.
struct Counted;

impl Counted {
    fn new() -> Self {
        THREADS.fetch_add(1, Ordering::AcqRel);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        THREADS.fetch_sub(1, Ordering::AcqRel);
    }
}
