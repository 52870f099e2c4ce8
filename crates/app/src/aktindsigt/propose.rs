use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{ProposeRegimes, ProposedDeadline, ProposedRegime, ProposedRegimes};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{ApplicantRole, Matter, Proposal, RequestFacts, propose};
use sagsbord_law::{AktindsigtLaw, Law};

use super::law::aktindsigt_law;
use super::{fields, find};
use crate::deadlines::{LawKept, of_request};
use crate::{AppError, Desk};

/// What a request would be answered by, and which deadlines would begin: before anything is kept.
pub(crate) async fn propose_regimes(
    desk: &Desk,
    session: &Session,
    request: ProposeRegimes,
) -> Result<ProposedRegimes, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let received = fields::day(&request.received_on, "receivedOn")?;
    let mut reader = desk.app().store().await?.read().await?;
    let cases = find::cases(&mut reader, &filter, &request.case_ids).await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let first = cases.first().map(|case| case.kle.clone());
    let asked = Asked {
        role: request.role.into(),
        is_decision: request.is_decision,
        matters: request.matters.iter().map(|one| (*one).into()).collect(),
        kle: first.or(request.kle),
        received,
    };
    asked.told(&law, desk.app().clock.now())
}

/// What is known of a request, for a proposal.
pub(super) struct Asked {
    pub(super) role: ApplicantRole,
    pub(super) is_decision: Option<bool>,
    pub(super) matters: Vec<Matter>,
    pub(super) kle: Option<String>,
    pub(super) received: NaiveDate,
}

impl Asked {
    /// What the subject says fills in what nobody has said.
    pub(super) fn proposal(&self) -> Result<(Proposal, Option<bool>, Option<Matter>), AppError> {
        let law: &AktindsigtLaw = aktindsigt_law()?;
        let kle = self.kle.as_deref().unwrap_or_default();
        let (mostly_decision, matter) = law.nature_of(kle);
        let subject_is_decision = mostly_decision.filter(|_| self.is_decision.is_none());
        let subject_matter = matter.filter(|_| self.matters.is_empty());
        let mut matters = self.matters.clone();
        matters.extend(subject_matter);
        let proposal = propose(&RequestFacts {
            role: self.role,
            is_decision: self.is_decision.or(subject_is_decision),
            matters,
        });
        Ok((proposal, subject_is_decision, subject_matter))
    }

    pub(super) fn told(&self, law: &Law, now: DateTime<Utc>) -> Result<ProposedRegimes, AppError> {
        let catalogue = aktindsigt_law()?;
        let (proposal, subject_is_decision, subject_matter) = self.proposal()?;
        let mut regimes = Vec::new();
        for proposed in &proposal.regimes {
            // Where the law of that day did not know it, it is no proposal.
            let Some(rule) = catalogue.regime(proposed.regime, self.received) else {
                continue;
            };
            let mut deadlines = Vec::new();
            for id in rule.deadlines_for(self.role == ApplicantRole::Child) {
                let Ok(applying) = law.rules.applying(id, self.received, self.received) else {
                    continue;
                };
                deadlines.push(ProposedDeadline {
                    rule: id.clone(),
                    name: (&applying.name).into(),
                    due: of_request::due_of(law, id, self.received, now)?,
                });
            }
            regimes.push(ProposedRegime {
                regime: proposed.regime.into(),
                name: (&rule.name).into(),
                paragraph: rule.paragraph.clone(),
                reasons: proposed.reasons.iter().map(|why| (*why).into()).collect(),
                source: rule.source.clone(),
                is_verified: rule.confidence.is_verified(),
                verified_on: rule.verified.on.to_string(),
                deadlines,
            });
        }
        Ok(ProposedRegimes {
            regimes,
            most_favourable: proposal.most_favourable.map(Into::into),
            subject_is_decision,
            subject_matter: subject_matter.map(Into::into),
        })
    }
}
