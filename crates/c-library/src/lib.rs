//! What the process asks of the C library: an end without a crash, and memory that is given back.

#![expect(unsafe_code, reason = "what is asked of C can be asked in C only")]

mod at_exit;
mod one_heap;

pub use at_exit::wait_at_exit;
pub use one_heap::keep_one_heap;
