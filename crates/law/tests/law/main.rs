//! The shipped law, through the doors that the program uses.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

mod act; // what people do with a deadline, and what is refused
mod breach; // overrun duties
mod delay_letter; // fristbrev, as it is drafted
mod derive; // the tables: start, rule, day, and why
mod explain; // the text for the case file
mod files; // good and bad files of law
mod forecast; // how long the rest takes
mod holidays; // the calendar by year
mod properties; // random spans against a walk day by day
mod recompute; // what a new law or holiday moves
mod support;
