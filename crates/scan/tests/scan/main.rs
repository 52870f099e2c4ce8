//! The quality check from outside: text in, findings out.

mod email;
mod pieces;
mod support;
