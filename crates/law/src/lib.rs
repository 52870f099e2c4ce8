//! The law as data: rules about deadlines, holidays and closing days, from files that a person can read.
//! Text in, rules out, or every fault with its line; and the other way, an explained date in plain words.
//!
//! The domain counts and this crate reads, because a file format is nothing a rule should know.

mod aktindsigt;
mod calendar_file;
mod closing_days_text;
mod delay_letter;
mod fault;
mod fields;
mod in_force;
mod length_text;
mod messages;
mod question;
mod rule_file;
mod wording;

pub use aktindsigt::{AktindsigtLaw, read_bases, read_regimes};
pub use calendar_file::{CalendarData, ClosingDayWritten, read_calendar, read_closing_days};
pub use closing_days_text::{ClosingDayAsked, closing_days_text};
pub use delay_letter::{LetterDraft, LetterOrder, draft_delay_letter};
pub use fault::{Fault, Reason};
pub use in_force::{FaultInFile, Law, LawInForce, LocalFiles, shipped_text};
pub use messages::{Language, words};
pub use question::{Answer, Question, answer};
pub use rule_file::read_rules;
/// What the files are read into, for doors that need no other crate.
pub use sagsbord_domain::deadline;
pub use wording::{
    counted_in_words, day_with_weekday, explain, length_in_words, sentence_of, word,
};
