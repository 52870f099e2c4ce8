//! What the process asks of the C library: an end without a crash, and memory that is given back.

#![expect(unsafe_code, reason = "what is asked of C can be asked in C only")]

mod at_exit;
mod one_heap;

use std::sync::Once;

/// To be called before the first connection of the process.
pub fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        one_heap::keep_one_heap();
        at_exit::wait_at_exit();
    });
}
