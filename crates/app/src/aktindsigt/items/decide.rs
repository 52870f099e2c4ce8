use std::collections::{HashMap, HashSet};

use sagsbord_contract::{
    BasisAnswer, CaseNewsWhat, DecideItems, DecidedItems, ErrorCode, RefusedItem,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{
    Answer, DecisionFault, ItemDecision, Regime, Ruling, judge, open_from,
};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId};
use sagsbord_store::{AktindsigtEntry, ItemAnswer, ItemRuling, ListedItem};

use super::row::{counts, regime_of};
use crate::aktindsigt::fields;
use crate::aktindsigt::find::{chosen, find_open, still_open};
use crate::aktindsigt::law::aktindsigt_law;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// One decision about many documents, in one transaction. Where it cannot be made about one of them it is made about
/// none, and the answer says which and why.
pub(crate) async fn decide_items(
    desk: &Desk,
    session: &Session,
    request: DecideItems,
) -> Result<DecidedItems, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let asked = Asked::read(request)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &asked.aktindsigt).await?;
    let chosen = chosen(&mut reader, kept.id).await?;
    let ids: Vec<ItemId> = asked.items.iter().map(|(id, _)| *id).collect();
    let found = reader.find_items(&filter, kept.id, &ids).await?;
    let found: HashMap<ItemId, ListedItem> = found
        .into_iter()
        .map(|listed| (listed.item.id, listed))
        .collect();
    let mut refused = Vec::new();
    for (id, version) in &asked.items {
        // What is out of reach is as what is not there: the whole is refused, and nothing is said of it.
        let item = found
            .get(id)
            .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
        if let Err(why) = asked.may_be_made(item, *version, &chosen, session)? {
            refused.push(why);
        }
    }
    if !refused.is_empty() {
        let counted = reader.count_items(&filter, kept.id).await?;
        return Ok(DecidedItems {
            decided: 0,
            refused,
            counts: counts(counted),
        });
    }
    drop(reader);
    let decision = asked.ruling.decision;
    let ruling = ItemRuling {
        made: (decision != ItemDecision::Undecided).then_some((now, by)),
        ..asked.ruling
    };
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "decided".to_owned(),
        detail: Some(format!("{} {}", decision.code(), asked.items.len())),
        text: (!ruling.bases.is_empty()).then(|| ruling.bases.join(" ")),
    };
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    writer.rule_items(kept.id, &asked.items, &ruling).await?;
    if decision != ItemDecision::Undecided {
        writer.begin_reviewing(kept.id).await?;
    }
    writer.note_aktindsigt(kept.id, &entry).await?;
    let record = AuditRecord::new(by, AuditAct::AktindsigtItemsDecided)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("decision", AuditDetail::Code(decision.code()))
        .with("documents", AuditDetail::Count(asked.items.len() as u64));
    writer.commit_with(&record, now).await?;
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    let counted = store.read().await?.count_items(&filter, kept.id).await?;
    Ok(DecidedItems {
        decided: u32::try_from(asked.items.len()).unwrap_or(u32::MAX),
        refused,
        counts: counts(counted),
    })
}

/// The request, read.
struct Asked {
    aktindsigt: String,
    items: Vec<(ItemId, u32)>,
    ruling: ItemRuling,
    answers: Vec<Answer>,
}

impl Asked {
    fn read(request: DecideItems) -> Result<Self, AppError> {
        if request.items.is_empty() {
            return Err(AppError::problem("items", "empty"));
        }
        if request.items.len() > fields::MOST_AT_ONCE {
            return Err(AppError::problem("items", "too_many"));
        }
        let mut seen = HashSet::new();
        let mut items = Vec::with_capacity(request.items.len());
        for choice in &request.items {
            let item: ItemId = id(&choice.id, "items")?;
            if !seen.insert(item) {
                return Err(AppError::problem("items", "twice"));
            }
            items.push((item, choice.version));
        }
        if request.bases.len() > fields::MOST_BASES {
            return Err(AppError::problem("bases", "too_many"));
        }
        let mut bases: Vec<String> = Vec::new();
        for basis in request.bases {
            let basis = fields::filled_line(&basis, "bases")?;
            if !bases.contains(&basis) {
                bases.push(basis);
            }
        }
        let answers = answers(request.answers)?;
        let decision: ItemDecision = request.decision.into();
        let is_taken_back = decision == ItemDecision::Undecided;
        Ok(Self {
            aktindsigt: request.id,
            items,
            ruling: ItemRuling {
                decision,
                // What is taken back leaves nothing that could be taken for a decision.
                bases: if is_taken_back { Vec::new() } else { bases },
                answers: match is_taken_back {
                    true => Vec::new(),
                    false => answers
                        .iter()
                        .map(|answer| ItemAnswer {
                            requirement: answer.requirement,
                            outcome: answer.outcome,
                            text: answer.text.clone(),
                        })
                        .collect(),
                },
                text: fields::lines(&request.text, fields::LONGEST_TEXT, "text")?,
                made: None,
            },
            answers,
        })
    }

    fn may_be_made(
        &self,
        listed: &ListedItem,
        version: u32,
        chosen: &[Regime],
        session: &Session,
    ) -> Result<Result<(), RefusedItem>, AppError> {
        let item = &listed.item;
        let refused = |why: &str| RefusedItem {
            id: item.id.to_string(),
            number: (item.number > 0).then_some(item.number),
            why: why.to_owned(),
            basis: None,
            requirement: None,
            day: None,
        };
        if item.version != version {
            return Ok(Err(refused("conflict")));
        }
        if item.folded_onto.is_some() {
            return Ok(Err(refused("copy")));
        }
        if item.out_reason.is_some() {
            return Ok(Err(refused("out")));
        }
        // What somebody looked at is not what would be given.
        let decides = self.ruling.decision != ItemDecision::Undecided;
        if listed.is_changed && decides {
            return Ok(Err(refused("changed")));
        }
        if listed.is_gone && decides && self.ruling.decision != ItemDecision::Withheld {
            return Ok(Err(refused("gone")));
        }
        let ruling = Ruling {
            decision: self.ruling.decision,
            regime: regime_of(item, chosen),
            bases: &self.ruling.bases,
            answers: &self.answers,
            open_from: open_from(item.facts.direction, item.facts.dispatched),
            on: session.today(),
        };
        Ok(judge(&ruling, &aktindsigt_law()?.bases).map_err(|fault| {
            let told = refused(fault.code());
            match fault {
                DecisionFault::BasisUnknown(basis)
                | DecisionFault::BasisNotAllowed(basis)
                | DecisionFault::BasisNotInForce(basis) => RefusedItem {
                    basis: Some(basis),
                    ..told
                },
                DecisionFault::AnswerMissing(basis, requirement) => RefusedItem {
                    basis: Some(basis),
                    requirement: Some(requirement.into()),
                    ..told
                },
                DecisionFault::AnswerWithoutWords(requirement) => RefusedItem {
                    requirement: Some(requirement.into()),
                    ..told
                },
                DecisionFault::NotBefore(day) => RefusedItem {
                    day: Some(day.to_string()),
                    ..told
                },
                DecisionFault::RegimeMissing
                | DecisionFault::BasisMissing
                | DecisionFault::BasisNotNeeded => told,
            }
        }))
    }
}

fn answers(told: Vec<BasisAnswer>) -> Result<Vec<Answer>, AppError> {
    let mut answers: Vec<Answer> = Vec::with_capacity(told.len());
    for one in told {
        let answer = Answer {
            requirement: one.requirement.into(),
            outcome: one.outcome.into(),
            text: fields::lines(&one.text, fields::LONGEST_REASON, "answers")?,
        };
        if answers
            .iter()
            .any(|known| known.requirement == answer.requirement)
        {
            return Err(AppError::problem("answers", "twice"));
        }
        answers.push(answer);
    }
    Ok(answers)
}
