use chrono::{DateTime, NaiveDate, Utc};

use super::derivation::Due;
use super::duty::DelayLetter;
use super::length::Length;
use super::moment::Moment;
use crate::EmployeeId;
use crate::case::codes;

/// Something a person did with a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Stopped {
        from: Moment,
        on: StopGround,
        why: String,
    },
    Restarted {
        from: Moment,
        why: String,
    },
    Extended {
        by: Extension,
        /// When the citizen was told of it.
        told: NaiveDate,
        why: String,
    },
    /// *Fristbrev*: the day stays what the law says it is, and the citizen knows why it is not kept.
    LetterSent(DelayLetter),
    /// Another duty of an overrun was met.
    DutyMet {
        on: NaiveDate,
        why: String,
    },
    /// The citizen was told this day; from now on it moves by a person's act alone.
    Told {
        due: Due,
        on: NaiveDate,
    },
    /// A person moved the day to what a new rule or calendar makes of it.
    Moved {
        from: Due,
        to: Due,
        why: String,
    },
    Completed {
        at: Moment,
    },
    /// Takes back an earlier entry, which stays where it stands.
    Undone {
        entry: u32,
        why: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extension {
    By(Length),
    To(NaiveDate),
}

codes! {
    StopGround {
        MaterialMissing = "material_missing",
        IdentityInDoubt = "identity_in_doubt",
        AwaitsOtherAuthority = "awaits_other_authority",
        NotOnBenefits = "not_on_benefits",
        AgreedWithCitizen = "agreed_with_citizen",
    }
}

/// One line of a deadline's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Counted from 1, without gaps.
    pub number: u32,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub change: Change,
}

/// Everything that was done with a deadline, in the order it was done. Nothing leaves it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeLog(Vec<LogEntry>);

impl ChangeLog {
    pub(crate) const MOST_ENTRIES: usize = 1_000;

    /// As it was kept. That it holds together is seen when the day is derived.
    pub fn from_kept(entries: Vec<LogEntry>) -> Self {
        Self(entries)
    }

    pub fn entries(&self) -> &[LogEntry] {
        &self.0
    }

    /// Without what was taken back.
    pub fn in_effect(&self) -> impl DoubleEndedIterator<Item = &LogEntry> {
        let undone = self.undone();
        self.0.iter().filter(move |entry| {
            !matches!(entry.change, Change::Undone { .. }) && !undone.contains(&entry.number)
        })
    }

    /// The day the citizen was told last.
    pub fn told(&self) -> Option<Due> {
        self.in_effect().rev().find_map(|entry| match entry.change {
            Change::Told { due, .. } => Some(due),
            _ => None,
        })
    }

    /// Whether the citizen was told this day: as the deadline, or with an extension, which holds only when it is told.
    pub fn citizen_knows(&self, due: Due) -> bool {
        let last = self.in_effect().rev().find_map(|entry| match entry.change {
            Change::Extended { .. } => Some(true),
            // What was moved since is not the day that was told.
            Change::Moved { .. } => Some(false),
            _ => None,
        });
        self.told() == Some(due) || last == Some(true)
    }

    pub fn completed(&self) -> Option<Moment> {
        self.in_effect().rev().find_map(|entry| match entry.change {
            Change::Completed { at } => Some(at),
            _ => None,
        })
    }

    pub fn letters(&self) -> impl Iterator<Item = &DelayLetter> {
        self.in_effect().filter_map(|entry| match &entry.change {
            Change::LetterSent(letter) => Some(letter),
            _ => None,
        })
    }

    pub(crate) fn find(&self, number: u32) -> Option<&LogEntry> {
        self.0.iter().find(|entry| entry.number == number)
    }

    /// From the last to the first, because an entry that takes something back can itself be taken back.
    pub fn undone(&self) -> Vec<u32> {
        let mut undone = Vec::new();
        for entry in self.0.iter().rev() {
            if let Change::Undone { entry: target, .. } = entry.change
                && !undone.contains(&entry.number)
            {
                undone.push(target);
            }
        }
        undone
    }

    pub(crate) fn with(&self, change: Change, by: EmployeeId, at: DateTime<Utc>) -> Self {
        let mut entries = self.0.clone();
        let number = entries.last().map_or(1, |entry| entry.number + 1);
        entries.push(LogEntry {
            number,
            at,
            by,
            change,
        });
        Self(entries)
    }
}
