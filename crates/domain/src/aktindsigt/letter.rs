//! Letters of a request, built from what has been decided. Facts and the law's texts go in, blocks come out; no
//! sentence is made here, and nothing of what is withheld goes in.

mod block;
mod build;
mod facts;
mod numbers;
mod part;
mod texts;

pub use block::{LetterBlock, as_text};
pub use build::{MissingText, build};
pub use facts::{LetterFacts, LetterItem};
pub use part::{LetterKind, LetterPart};
pub use texts::{ComplaintGuide, LetterText, LetterTextFault, LetterTexts};
