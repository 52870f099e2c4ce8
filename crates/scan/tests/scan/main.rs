//! The quality check from outside: text in, findings out.

mod cpr;
mod decoding;
mod email;
mod hostile;
mod live;
mod measured;
mod messages;
mod people;
mod phone;
mod pieces;
mod plate;
mod properties;
mod rules;
mod said;
mod secret;
mod support;
mod title;
mod words;
