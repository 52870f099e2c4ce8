//! The quality check from outside: text in, findings out.

mod cpr;
mod email;
mod pieces;
mod said;
mod support;
mod title;
mod words;
