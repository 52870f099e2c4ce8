use chrono::NaiveDate;

use super::LetterKind;
use crate::aktindsigt::{Basis, ItemDecision, RefusalGround, Regime, RegimeRule};

/// What a letter is built from. Nothing here is looked up, and nothing of what is withheld is here.
#[derive(Debug, Clone, Copy)]
pub struct LetterFacts<'a> {
    pub kind: LetterKind,
    pub received: NaiveDate,
    /// What is asked for, as it was understood; may be empty.
    pub theme: &'a str,
    /// The rules that were chosen, as they hold on the day of the letter.
    pub rules: &'a [&'a RegimeRule],
    /// The subject of what is asked about.
    pub kle: Option<&'a str>,
    /// What this letter decides about, in the order of the list.
    pub items: &'a [LetterItem<'a>],
    /// Documents that nothing has been decided about yet.
    pub undecided: usize,
    /// Documents that an earlier letter decided about.
    pub before: usize,
    pub ground: Option<RefusalGround>,
    /// What a person wrote for why it is refused.
    pub ground_said: &'a str,
    pub forwarded_to: Option<&'a str>,
    /// When the answer is due.
    pub due: Option<NaiveDate>,
    /// When it was released and how many acts and pages, where something was that should not have been.
    pub released: Option<(NaiveDate, usize, usize)>,
    pub writer: &'a str,
    pub unit: &'a str,
    pub municipality: &'a str,
    /// The day of the letter: the law of that day.
    pub on: NaiveDate,
}

#[derive(Debug, Clone, Copy)]
pub struct LetterItem<'a> {
    pub number: u32,
    pub decision: ItemDecision,
    /// The rules that it was judged by.
    pub regime: Option<Regime>,
    pub bases: &'a [&'a Basis],
    /// What a person wrote for the letter of why.
    pub said: &'a str,
}
