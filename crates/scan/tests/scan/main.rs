//! The quality check from outside: text in, findings out.

mod cpr;
mod email;
mod hostile;
mod people;
mod pieces;
mod said;
mod secret;
mod support;
mod title;
mod words;
