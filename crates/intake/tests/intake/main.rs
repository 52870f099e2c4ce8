//! The intake over real files, real workers and real programs.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a helper of tests may stop the test, and says when a program is not there"
)]

mod archives;
mod confined;
mod corpus;
mod engine;
mod helper;
mod hostile;
mod hostile_mails;
mod killed;
mod kinds;
mod mailbox;
mod mails;
mod make;
mod manifest;
mod near;
mod office_escapes;
mod office_hostile;
mod office_locked;
mod office_old;
mod office_open_document;
mod office_pool;
mod office_sheet;
mod office_slides;
mod office_word;
mod pages_read;
mod phone_pictures;
mod pictures;
#[cfg(target_os = "linux")]
mod reader_lost;
mod recognition;
mod seen;
mod taking;
mod texts;
