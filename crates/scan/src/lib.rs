//! The quality check: text in, findings out. Knows no files, no database and no network.
//!
//! One pass: [`text`] cuts the text into tokens with a hash of each folded word, [`lexicon`] says what
//! each word can be, the detectors under `detect` look at the neighbours of the few tokens that can start
//! a finding, and `resolve` settles overlaps and decides what is flagged.

mod basis;
mod decode;
mod detect;
mod finding;
mod lexicon;
mod live;
mod measured;
mod messages;
mod people;
mod recent;
mod resolve;
mod rules;
mod scanner;
mod stops;
mod stream;
mod text;
mod title;
mod words;

pub use decode::{Decoded, Encoding, NotText, decode};
pub use finding::{
    Basis, Category, Confidence, Evidence, Finding, Regime, RuleId, Severity, Span,
    SuggestedAction, Whose,
};
pub use live::{Change, Live, NoSuchPlace};
pub use measured::{Measured, MeasuredCategory, measure};
pub use messages::Language;
pub use people::{CasePeople, Person, Role};
pub use rules::{Eased, OnlyInform, Rule};
pub use scanner::{CaseScanner, LookFor, Options, Purpose, Scanner};
pub use stream::Stream;
pub use title::TitleKind;
pub use words::{Entry, ListCategory, ListProblem, Origin, ProblemKind, WordClass, WordList};
