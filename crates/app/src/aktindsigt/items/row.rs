use chrono::NaiveDate;
use sagsbord_contract::{BasisAnswer, ItemBasis, ItemCounts, ItemRow, ProposedDecision};
use sagsbord_domain::aktindsigt::{BasisBook, Regime, open_from, regime_of_item};
use sagsbord_store::{AktindsigtItem, ListedItem};

use super::titles::TitleFindings;
use crate::aktindsigt::detail::Names;

/// What a row is told with.
pub(super) struct Telling<'a> {
    /// The rules that were chosen for the request.
    pub(super) chosen: &'a [Regime],
    pub(super) book: &'a BasisBook,
    pub(super) names: &'a Names,
    pub(super) today: NaiveDate,
}

/// The rules a document is judged by: its own, where those are still chosen for its request, or what follows from them.
pub(in crate::aktindsigt) fn regime_of(item: &AktindsigtItem, chosen: &[Regime]) -> Option<Regime> {
    let own = item.facts.regime.filter(|regime| chosen.contains(regime));
    own.or_else(|| regime_of_item(chosen, item.facts.matter))
}

pub(super) fn item_row(listed: ListedItem, telling: &Telling<'_>, title: TitleFindings) -> ItemRow {
    let item = listed.item;
    let regime = regime_of(&item, telling.chosen);
    let open_from = open_from(item.facts.direction, item.facts.dispatched);
    let bases = |ids: Vec<String>| -> Vec<ItemBasis> {
        ids.into_iter()
            .map(|id| {
                // As it stood when it was used, for what has run out since.
                let basis = telling.book.find(&id, telling.today).or_else(|| {
                    let versions = telling.book.versions();
                    versions.filter(|basis| basis.id == id).last()
                });
                ItemBasis {
                    is_allowed: basis
                        .zip(regime)
                        .is_some_and(|(basis, regime)| basis.is_allowed_under(regime)),
                    paragraph: basis.map_or_else(|| id.clone(), |basis| basis.paragraph.clone()),
                    id,
                }
            })
            .collect()
    };
    let (intake_id, intake_place) = item.source.intake.unzip();
    ItemRow {
        id: item.id.to_string(),
        number: (item.number > 0).then_some(item.number),
        origin: item.source.origin.into(),
        case_id: item.source.case.to_string(),
        case_number: listed.case_number,
        document_id: item.source.document.map(|id| id.to_string()),
        intake_id: intake_id.map(|id| id.to_string()),
        intake_place,
        source_title: item.source.title,
        title: item.facts.title,
        title_findings: title.findings,
        title_stops: title.stops,
        dated: item.facts.dated.to_string(),
        dispatched: item.facts.dispatched.map(|day| day.to_string()),
        not_before: open_from
            .filter(|first| telling.today < *first)
            .map(|first| first.to_string()),
        direction: item.facts.direction.into(),
        matter: item.facts.matter.into(),
        sender: item.facts.sender,
        recipient: item.facts.recipient,
        pages: item.facts.pages,
        media_type: item.media_type,
        fingerprint: item.sha256,
        is_changed: listed.is_changed,
        is_gone: listed.is_gone,
        sensitivity: item.sensitivity.into(),
        folded_onto: item.folded_onto.map(|id| id.to_string()),
        copies: listed.copies,
        out_reason: item.out_reason,
        regime: regime.map(Into::into),
        regime_is_own: item.facts.regime.is_some() && item.facts.regime == regime,
        decision: item.ruling.decision.into(),
        bases: bases(item.ruling.bases),
        answers: item
            .ruling
            .answers
            .into_iter()
            .map(|answer| BasisAnswer {
                requirement: answer.requirement.into(),
                outcome: answer.outcome.into(),
                text: answer.text,
            })
            .collect(),
        text: item.ruling.text,
        decided_at: item.ruling.made.map(|(at, _)| at.to_rfc3339()),
        decided_by: item.ruling.made.map(|(_, by)| telling.names.of_id(by)),
        proposal: item.proposal.map(|proposal| ProposedDecision {
            decision: proposal.decision.into(),
            bases: bases(proposal.bases),
            text: proposal.text,
        }),
        version: item.version,
    }
}

pub(in crate::aktindsigt) fn counts(counts: sagsbord_store::ItemCounts) -> ItemCounts {
    ItemCounts {
        listed: counts.listed,
        undecided: counts.undecided,
        given: counts.given,
        partly: counts.partly,
        withheld: counts.withheld,
        folded: counts.folded,
        out: counts.out,
        changed: counts.changed,
        proposed: counts.proposed,
        pages: counts.pages,
    }
}
