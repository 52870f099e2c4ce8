use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// Text that is no id of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct InvalidId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId)
            }
        }
    )*};
}

ids! {
    /// Somebody who works for the municipality and may sign in.
    EmployeeId,
    /// Somebody a case is about.
    CitizenId,
    CaseId,
    /// A request for access to files.
    AktindsigtId,
    /// A document on the list of such a request.
    ItemId,
    /// A letter that is written to whoever asks for access.
    AktindsigtLetterId,
    /// What is covered or kept at a place of such a document.
    MarkId,
    /// An act of somebody who reviews: everything it marked is taken back as one.
    ReviewAnswerId,
    /// What was put together to be given.
    BundleId,
    /// What was given.
    ReleaseId,
    /// A word to a colleague about a page of it.
    PageNoteId,
    DeadlineId,
    DocumentId,
    /// A case or a document of ours, as the shared index knows it.
    IndexObjectId,
    IntakeId,
    /// Also what the platform calls the letter: a version 4 id.
    LetterId,
    /// A note of a case's journal, from its first draft on.
    NoteId,
    /// A note to colleagues at a place on a page.
    PinId,
    UnitId,
    TeamId,
    GrantId,
    JobId,
    SavedFilterId,
    TaskId,
    /// Another system that is asked.
    SourceId,
}
