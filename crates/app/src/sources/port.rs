use std::pin::Pin;

use chrono::{DateTime, Utc};
use sagsbord_contract::{SourceCapability, SourceKind, SourceTrouble};
use sagsbord_domain::{CaseId, CitizenId};

use crate::AppError;

/// What becomes of a question, once it is answered.
pub(crate) type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A system that cases and documents come from.
pub(crate) trait Source: Send + Sync {
    /// The same for as long as there is such a source.
    fn id(&self) -> String;

    /// As it is called on the cases that come from it.
    fn name(&self) -> &str;

    fn kind(&self) -> SourceKind;

    /// What it can give. It is asked for nothing else.
    fn capabilities(&self) -> Vec<SourceCapability>;

    /// Asks, and keeps what it answers.
    fn ask<'a>(&'a self, about: About) -> Later<'a, Result<Came, Failed>>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Citizen(CitizenId),
    Case(CaseId),
}

/// What a source answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Came {
    /// Cases that lack a field which every case must have.
    pub(crate) incomplete: u32,
    pub(crate) at: DateTime<Utc>,
}

/// Why nothing came.
#[derive(Debug)]
pub(crate) enum Failed {
    Source {
        trouble: SourceTrouble,
        field: Option<String>,
    },
    /// A fault of ours: it ends the whole question.
    Ours(AppError),
}

impl From<AppError> for Failed {
    fn from(error: AppError) -> Self {
        Self::Ours(error)
    }
}

impl From<sagsbord_store::StoreError> for Failed {
    fn from(error: sagsbord_store::StoreError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<SourceTrouble> for Failed {
    fn from(trouble: SourceTrouble) -> Self {
        Self::Source {
            trouble,
            field: None,
        }
    }
}
