//! Where readings and the bytes they speak of are kept. The engine knows no store and no folder.

use std::collections::HashMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::reading::{Hidden, Outcome, PageFlag, ReadByOcr, Reading};
use crate::{Child, Kind, PageSource, WhyUnreadable, near};

/// What is read once: the same bytes under names that cannot change what they are read as.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReadingKey {
    pub sha256: String,
    pub hint: String,
}

impl ReadingKey {
    pub fn of(sha256: &str, name: &str) -> Self {
        Self {
            sha256: sha256.to_owned(),
            hint: crate::hint(name),
        }
    }
}

/// The part of a reading that a manifest is made of; small enough to hold for every file at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub read_by: ReadBy,
    pub kind: Kind,
    pub outcome: SummedOutcome,
    pub children: Vec<Child>,
    /// How many findings there are of each kind.
    pub hidden: Vec<(crate::HiddenKind, u32)>,
    /// The fingerprint of all findings in their order. A finding is known by its place among them, so that what was decided about one holds only as long as this is the same.
    pub hidden_print: String,
    pub subject: String,
    pub sketch: near::Sketch,
}

/// This program's way of reading. What another one read cannot be taken for it: it counts as not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBy;

impl ReadBy {
    /// Raised whenever the same bytes become other pages, texts or findings than before. 2: what was deleted with
    /// changes tracked is on no page any more.
    pub const NUMBER: u32 = 2;
}

impl Serialize for ReadBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NUMBER)
    }
}

impl<'de> Deserialize<'de> for ReadBy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            Self::NUMBER => Ok(Self),
            _ => Err(D::Error::custom("read by another program")),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SummedOutcome {
    Pages {
        source: PageSource,
        pages: u32,
        letters: u64,
        /// Pages that were read from their picture.
        read: u32,
        /// How many pages carry each flag.
        flags: Vec<(PageFlag, u32)>,
    },
    Container,
    Unreadable {
        why: WhyUnreadable,
        detail: String,
    },
}

impl Summary {
    pub fn of(reading: &Reading) -> Self {
        let outcome = match &reading.outcome {
            Outcome::Pages { source, pages, .. } => SummedOutcome::Pages {
                source: source.clone(),
                pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
                letters: pages
                    .iter()
                    .map(|page| {
                        page.text
                            .chars()
                            .filter(|sign| sign.is_alphanumeric())
                            .count() as u64
                    })
                    .sum(),
                read: count(pages.iter().filter(|page| page.read.is_some()).count()),
                flags: tally(
                    pages
                        .iter()
                        .flat_map(|page| page.flags.iter().map(|flag| (*flag, 1))),
                ),
            },
            Outcome::Container => SummedOutcome::Container,
            Outcome::Unreadable { why, detail } => SummedOutcome::Unreadable {
                why: *why,
                detail: detail.clone(),
            },
        };
        Self {
            read_by: ReadBy,
            kind: reading.kind,
            outcome,
            children: reading.children.clone(),
            hidden: tally(reading.hidden.iter().map(|hidden| (hidden.kind, 1))),
            hidden_print: print_of(&reading.hidden),
            subject: reading
                .mail
                .as_ref()
                .map(|mail| mail.subject.clone())
                .unwrap_or_default(),
            sketch: near::Sketch::of(reading),
        }
    }

    pub fn pages(&self) -> u32 {
        match &self.outcome {
            SummedOutcome::Pages { pages, .. } => *pages,
            _ => 0,
        }
    }
}

fn print_of(hidden: &[Hidden]) -> String {
    let mut told = String::new();
    for one in hidden {
        for part in [&format!("{:?}", one.kind), &one.place, &one.text] {
            // With its length, so that what ends one part cannot begin the next.
            told.push_str(&format!("{}:{part}", part.len()));
        }
        told.push_str(&format!("x{}", one.count));
    }
    crate::fingerprint(told.as_bytes())
}

fn tally<Name: Ord>(each: impl Iterator<Item = (Name, u32)>) -> Vec<(Name, u32)> {
    let mut sums = std::collections::BTreeMap::new();
    for (name, count) in each {
        let sum: &mut u32 = sums.entry(name).or_default();
        *sum = sum.saturating_add(count);
    }
    sums.into_iter().collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Something of the keeping failed: a full disk, a closed store. The intake stops where it is, and goes on from there.
#[derive(Debug, thiserror::Error)]
#[error("what was read could not be kept")]
pub struct KeepError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

impl KeepError {
    pub fn new(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(error.into())
    }
}

pub trait Keep: Sync {
    /// Bytes that are put down already, and not yet anybody's.
    type Prepared: Send;

    fn bytes(&self, sha256: &str) -> Result<Vec<u8>, KeepError>;
    fn prepare(&self, sha256: &str, bytes: Vec<u8>) -> Result<Self::Prepared, KeepError>;
    fn summary(&self, key: &ReadingKey) -> Result<Option<Summary>, KeepError>;

    /// Everything of one reading at once, or nothing: its children's bytes with it.
    fn keep(
        &self,
        key: &ReadingKey,
        summary: &Summary,
        reading: &Reading,
        prepared: Vec<Self::Prepared>,
    ) -> Result<(), KeepError>;

    /// Pages of a file whose reading was not finished: recognition is what takes long, and is not done twice.
    fn pages_read(&self, key: &ReadingKey) -> Result<HashMap<u32, ReadByOcr>, KeepError>;
    fn keep_page(&self, key: &ReadingKey, page: u32, read: &ReadByOcr) -> Result<(), KeepError>;
}
