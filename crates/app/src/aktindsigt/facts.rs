use chrono::{DateTime, Utc};
use sagsbord_contract::{AktindsigtFacts, ErrorCode};
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_domain::aktindsigt::{IdentityCheck, Matter};
use sagsbord_domain::{CaseId, Cpr, DocumentId};
use sagsbord_store::{Applicant, Identity, KeptAktindsigt, Reader};

use super::fields;
use crate::AppError;
use crate::people::fields::{name, optional_id};

/// What is told of a request, read and held to its bounds.
pub(super) struct ReadFacts {
    pub(super) told: AktindsigtFacts,
    applicant: Applicant,
    matters: Vec<Matter>,
    authority: Option<DocumentId>,
    /// The number that was typed: nothing where it is to stay as it is.
    cpr: Option<Option<Cpr>>,
}

impl ReadFacts {
    pub(super) fn of(facts: AktindsigtFacts) -> Result<Self, AppError> {
        let cpr = match facts.cpr.as_deref().map(str::trim) {
            None => None,
            Some("") => Some(None),
            Some(number) => Some(Some(
                Cpr::parse(number).map_err(|_| AppError::problem("cpr", "no_such_number"))?,
            )),
        };
        let mut matters: Vec<Matter> = facts.matters.iter().map(|one| (*one).into()).collect();
        matters.sort_unstable();
        matters.dedup();
        let on_behalf_of = fields::line(&facts.on_behalf_of, "onBehalfOf")?;
        let applicant = Applicant {
            role: facts.role.into(),
            name: name(&facts.name, "name")?,
            cpr: cpr.clone().flatten(),
            contact: fields::line(&facts.contact, "contact")?,
            on_behalf_of,
        };
        Ok(Self {
            applicant,
            matters,
            authority: optional_id(
                facts.authority_document_id.as_deref(),
                "authorityDocumentId",
            )?,
            cpr,
            told: AktindsigtFacts {
                text: fields::lines(&facts.text, fields::LONGEST_TEXT, "text")?,
                theme: fields::line(&facts.theme, "theme")?,
                ..facts
            },
        })
    }

    pub(super) fn applicant(&self) -> &Applicant {
        &self.applicant
    }

    pub(super) fn matters(&self) -> &[Matter] {
        &self.matters
    }

    /// The power of attorney lies in the request's own case, or nowhere.
    pub(super) async fn authority_within(
        &self,
        reader: &mut Reader,
        filter: &AccessFilter,
        own: Option<CaseId>,
    ) -> Result<(), AppError> {
        let Some(document) = self.authority else {
            return Ok(());
        };
        let case = reader.case_of_document(filter, document).await?;
        match case.is_some() && case == own {
            true => Ok(()),
            false => Err(AppError::field(ErrorCode::NotFound, "authorityDocumentId")),
        }
    }

    /// Puts them into a request. Who made sure of the identity stays, where nothing was changed of it.
    pub(super) fn put(self, kept: &mut KeptAktindsigt, session: &Session, now: DateTime<Utc>) {
        let identity: Option<IdentityCheck> = self.told.identity.map(Into::into);
        if kept.identity.map(|known| known.how) != identity {
            kept.identity = identity.map(|how| Identity {
                how,
                at: now,
                by: session.employee(),
            });
        }
        let known_cpr = kept.applicant.cpr.take();
        kept.applicant = self.applicant;
        kept.applicant.cpr = self.cpr.unwrap_or(known_cpr);
        kept.received_how = self.told.received_how.into();
        kept.authority = self.authority;
        kept.text = self.told.text;
        kept.theme = self.told.theme;
        kept.wanted_form = self.told.wanted_form.into();
        kept.is_decision = self.told.is_decision;
        kept.matters = self.matters;
    }
}
