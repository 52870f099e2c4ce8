#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

/// Questions and answers over a real socket, and everything that can go wrong between them.
mod connector;
/// What a mapping file may say, and what is said of one that says something else.
mod mapping;
