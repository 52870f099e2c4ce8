//! One document on the list of a request, and what is written of it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::aktindsigt::{
    AktindsigtState, AnswerOutcome, Direction, ItemDecision, ItemOrigin, Matter, Regime,
    Requirement,
};
use sagsbord_domain::{
    AktindsigtId, CaseId, DocumentId, EmployeeId, IntakeId, ItemId, Sensitivity,
};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{StoreError, Writer};

const TABLE: &str = "aktindsigt_item";

/// As many rows as one statement writes.
const AT_ONCE: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AktindsigtItem {
    pub id: ItemId,
    pub aktindsigt: AktindsigtId,
    /// 0: it bears none.
    pub number: u32,
    pub source: ItemSource,
    pub collected_at: DateTime<Utc>,
    pub collected_by: EmployeeId,
    pub facts: ItemFacts,
    /// The fingerprint of the bytes when it was collected, and how many they were.
    pub sha256: Option<String>,
    pub bytes: Option<u64>,
    pub file_name: Option<String>,
    pub media_type: Option<String>,
    pub sensitivity: Sensitivity,
    pub folded_onto: Option<ItemId>,
    pub out_reason: Option<String>,
    pub ruling: ItemRuling,
    pub proposal: Option<ItemProposal>,
    pub version: u32,
}

/// What it is, and where it lay when it was collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSource {
    pub origin: ItemOrigin,
    pub case: CaseId,
    pub document: Option<DocumentId>,
    pub intake: Option<(IntakeId, String)>,
    pub earlier: Option<ItemId>,
    pub title: String,
}

/// What the list says of it, which people put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    pub title: String,
    pub dated: NaiveDate,
    pub dispatched: Option<NaiveDate>,
    pub direction: Direction,
    pub matter: Matter,
    pub sender: String,
    pub recipient: String,
    pub pages: Option<u32>,
    /// Its own; none where it follows from what was chosen for the request.
    pub regime: Option<Regime>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRuling {
    pub decision: ItemDecision,
    pub bases: Vec<String>,
    pub answers: Vec<ItemAnswer>,
    pub text: String,
    pub made: Option<(DateTime<Utc>, EmployeeId)>,
}

impl ItemRuling {
    pub fn none() -> Self {
        Self {
            decision: ItemDecision::Undecided,
            bases: Vec::new(),
            answers: Vec::new(),
            text: String::new(),
            made: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemAnswer {
    pub requirement: Requirement,
    pub outcome: AnswerOutcome,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemProposal {
    pub decision: ItemDecision,
    pub bases: Vec<String>,
    pub text: String,
}

impl Writer {
    /// Those that are on the list already stay as they are. Says how many came to it.
    pub async fn add_items(&mut self, items: &[AktindsigtItem]) -> Result<u64, StoreError> {
        let mut added = 0;
        for some in items.chunks(AT_ONCE) {
            let rows: Vec<Value> = some.iter().map(as_row).collect();
            let done = sqlx::query(
                "INSERT INTO aktindsigt_item (id, aktindsigt_id, number, origin, case_id, document_id, intake_id,
                    intake_place, earlier_item_id, collected_at, collected_by, source_title, title, dated, dispatched,
                    direction, matter, sender, recipient, pages, file_name, media_type, sha256, bytes, guarded,
                    folded_onto, decision, bases, answers, text, proposed_decision, proposed_bases, proposed_text,
                    version)
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                    value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13,
                    value ->> 14, value ->> 15, value ->> 16, value ->> 17, value ->> 18, value ->> 19, value ->> 20,
                    value ->> 21, value ->> 22, value ->> 23, value ->> 24, value ->> 25, value ->> 26, '[]', '[]', '',
                    value ->> 27, value ->> 28, value ->> 29, 1
                 FROM json_each($1) WHERE 1 = 1 ON CONFLICT DO NOTHING",
            )
            .bind(Value::from(rows).to_string())
            .execute(&mut **self)
            .await?;
            added += done.rows_affected();
        }
        Ok(added)
    }

    /// The highest number of the list, whoever may see the row that bears it.
    pub async fn last_item_number(&mut self, id: AktindsigtId) -> Result<u32, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT coalesce(max(number), 0) FROM aktindsigt_item WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .fetch_one(&mut **self)
        .await?)
    }

    /// What is on the list, whoever may see it: a document's id, or an intake's with the place in it.
    pub async fn known_item_sources(
        &mut self,
        id: AktindsigtId,
    ) -> Result<HashSet<String>, StoreError> {
        let known: Vec<String> = sqlx::query_scalar(
            "SELECT coalesce(document_id, intake_id || ' ' || intake_place) FROM aktindsigt_item
             WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        Ok(known.into_iter().collect())
    }

    /// Whoever collects has begun.
    pub async fn begin_collecting(&mut self, id: AktindsigtId) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE aktindsigt SET state = $2, version = version + 1 WHERE id = $1 AND state = $3",
        )
        .bind(id.to_string())
        .bind(AktindsigtState::Collecting.code())
        .bind(AktindsigtState::Received.code())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Whoever decides, or marks a page, is past collecting. Who has the request open loses nothing by it: its version stays.
    pub async fn begin_reviewing(&mut self, id: AktindsigtId) -> Result<(), StoreError> {
        sqlx::query("UPDATE aktindsigt SET state = $2 WHERE id = $1 AND state IN ($3, $4)")
            .bind(id.to_string())
            .bind(AktindsigtState::Reviewing.code())
            .bind(AktindsigtState::Received.code())
            .bind(AktindsigtState::Collecting.code())
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// The same decision about each. Refused, with nothing written, where one was changed in between: the caller gives
    /// the transaction up.
    pub async fn rule_items(
        &mut self,
        id: AktindsigtId,
        items: &[(ItemId, u32)],
        ruling: &ItemRuling,
    ) -> Result<(), StoreError> {
        let bases = json!(ruling.bases).to_string();
        let answers = Value::from(ruling.answers.iter().map(answer_row).collect::<Vec<_>>());
        let mut changed = 0;
        for some in items.chunks(AT_ONCE) {
            let rows: Vec<Value> = some
                .iter()
                .map(|(item, version)| json!([item.to_string(), version]))
                .collect();
            let done = sqlx::query(
                "UPDATE aktindsigt_item SET decision = $3, bases = $4, answers = $5, text = $6, decided_at = $7,
                    decided_by = $8, version = version + 1
                 FROM (SELECT value ->> 0 AS item, value ->> 1 AS known FROM json_each($2)) AS j
                 WHERE aktindsigt_item.aktindsigt_id = $1 AND aktindsigt_item.id = j.item
                    AND aktindsigt_item.version = j.known",
            )
            .bind(id.to_string())
            .bind(Value::from(rows).to_string())
            .bind(ruling.decision.code())
            .bind(&bases)
            .bind(answers.to_string())
            .bind(&ruling.text)
            .bind(ruling.made.map(|(at, _)| instant(at)))
            .bind(ruling.made.map(|(_, by)| by.to_string()))
            .execute(&mut **self)
            .await?;
            changed += done.rows_affected();
        }
        match usize::try_from(changed) {
            Ok(changed) if changed == items.len() => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }

    /// Its facts, its number and where it stands; its version is one more than the one that was read.
    pub async fn change_item(&mut self, item: &AktindsigtItem) -> Result<(), StoreError> {
        let facts = &item.facts;
        let done = sqlx::query(
            "UPDATE aktindsigt_item SET title = $3, dated = $4, dispatched = $5, direction = $6, matter = $7,
                sender = $8, recipient = $9, pages = $10, regime = $11, folded_onto = $12, out_reason = $13,
                number = $14, decision = $15, bases = $16, answers = $17, text = $18, decided_at = $19,
                decided_by = $20, sha256 = $21, bytes = $22, version = $2
             WHERE id = $1 AND version = $2 - 1",
        )
        .bind(item.id.to_string())
        .bind(item.version)
        .bind(&facts.title)
        .bind(day(facts.dated))
        .bind(facts.dispatched.map(day))
        .bind(facts.direction.code())
        .bind(facts.matter.code())
        .bind(&facts.sender)
        .bind(&facts.recipient)
        .bind(facts.pages)
        .bind(facts.regime.map(Regime::code))
        .bind(item.folded_onto.map(|id| id.to_string()))
        .bind(&item.out_reason)
        .bind(item.number)
        .bind(item.ruling.decision.code())
        .bind(json!(item.ruling.bases).to_string())
        .bind(Value::from(item.ruling.answers.iter().map(answer_row).collect::<Vec<_>>()).to_string())
        .bind(&item.ruling.text)
        .bind(item.ruling.made.map(|(at, _)| instant(at)))
        .bind(item.ruling.made.map(|(_, by)| by.to_string()))
        .bind(&item.sha256)
        .bind(item.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX)))
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    /// Each with the number it had when it was read and the one it is to have: all of them, or a conflict.
    pub async fn renumber_items(
        &mut self,
        id: AktindsigtId,
        numbers: &[(ItemId, u32, u32)],
    ) -> Result<(), StoreError> {
        let mut changed = 0;
        for some in numbers.chunks(AT_ONCE) {
            let rows: Vec<Value> = some
                .iter()
                .map(|(item, was, becomes)| json!([item.to_string(), was, becomes]))
                .collect();
            let done = sqlx::query(
                "UPDATE aktindsigt_item SET number = j.becomes, version = version + 1
                 FROM (SELECT value ->> 0 AS item, value ->> 1 AS was, value ->> 2 AS becomes FROM json_each($2)) AS j
                 WHERE aktindsigt_item.aktindsigt_id = $1 AND aktindsigt_item.id = j.item
                    AND aktindsigt_item.number = j.was",
            )
            .bind(id.to_string())
            .bind(Value::from(rows).to_string())
            .execute(&mut **self)
            .await?;
            changed += done.rows_affected();
        }
        match usize::try_from(changed) {
            Ok(changed) if changed == numbers.len() => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }
}

fn as_row(item: &AktindsigtItem) -> Value {
    let (source, facts) = (&item.source, &item.facts);
    let proposal = item.proposal.as_ref();
    json!([
        item.id.to_string(),
        item.aktindsigt.to_string(),
        item.number,
        source.origin.code(),
        source.case.to_string(),
        source.document.map(|id| id.to_string()),
        source.intake.as_ref().map(|(id, _)| id.to_string()),
        source.intake.as_ref().map(|(_, place)| place.clone()),
        source.earlier.map(|id| id.to_string()),
        instant(item.collected_at),
        item.collected_by.to_string(),
        source.title,
        facts.title,
        day(facts.dated),
        facts.dispatched.map(day),
        facts.direction.code(),
        facts.matter.code(),
        facts.sender,
        facts.recipient,
        facts.pages,
        item.file_name,
        item.media_type,
        item.sha256,
        item.bytes,
        item.sensitivity.rank(),
        item.folded_onto.map(|id| id.to_string()),
        item.ruling.decision.code(),
        proposal.map(|proposal| proposal.decision.code()),
        proposal.map(|proposal| json!(proposal.bases).to_string()),
        proposal.map(|proposal| proposal.text.clone()),
    ])
}

fn answer_row(answer: &ItemAnswer) -> Value {
    json!([
        answer.requirement.code(),
        answer.outcome.code(),
        answer.text
    ])
}

fn answers(text: &str) -> Option<Vec<ItemAnswer>> {
    let rows: Vec<(String, String, String)> = serde_json::from_str(text).ok()?;
    rows.into_iter()
        .map(|(requirement, outcome, text)| {
            Some(ItemAnswer {
                requirement: Requirement::from_code(&requirement)?,
                outcome: AnswerOutcome::from_code(&outcome)?,
                text,
            })
        })
        .collect()
}

fn bases(text: &str) -> Option<Vec<String>> {
    serde_json::from_str(text).ok()
}

pub(super) fn item(row: &SqliteRow) -> Result<AktindsigtItem, StoreError> {
    let sensitivity: u8 = row.try_get("sensitivity")?;
    let intake = parse_optional(row, TABLE, "intake_id", |text| text.parse().ok())?;
    let place: Option<String> = row.try_get("intake_place")?;
    let bytes: Option<i64> = row.try_get("bytes")?;
    let made_at = parse_optional(row, TABLE, "decided_at", parse_instant)?;
    let made_by = parse_optional(row, TABLE, "decided_by", |text| text.parse().ok())?;
    let proposed = parse_optional(row, TABLE, "proposed_decision", ItemDecision::from_code)?;
    let proposal = match proposed {
        Some(decision) => Some(ItemProposal {
            decision,
            bases: parse_optional(row, TABLE, "proposed_bases", bases)?.unwrap_or_default(),
            text: row
                .try_get::<Option<String>, _>("proposed_text")?
                .unwrap_or_default(),
        }),
        None => None,
    };
    Ok(AktindsigtItem {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        aktindsigt: parse(row, TABLE, "aktindsigt_id", |text| text.parse().ok())?,
        number: row.try_get("number")?,
        source: ItemSource {
            origin: parse(row, TABLE, "origin", ItemOrigin::from_code)?,
            case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
            document: parse_optional(row, TABLE, "document_id", |text| text.parse().ok())?,
            intake: intake.zip(place),
            earlier: parse_optional(row, TABLE, "earlier_item_id", |text| text.parse().ok())?,
            title: row.try_get("source_title")?,
        },
        collected_at: parse(row, TABLE, "collected_at", parse_instant)?,
        collected_by: parse(row, TABLE, "collected_by", |text| text.parse().ok())?,
        facts: ItemFacts {
            title: row.try_get("title")?,
            dated: parse(row, TABLE, "dated", |text| text.parse().ok())?,
            dispatched: parse_optional(row, TABLE, "dispatched", |text| text.parse().ok())?,
            direction: parse(row, TABLE, "direction", Direction::from_code)?,
            matter: parse(row, TABLE, "matter", Matter::from_code)?,
            sender: row.try_get("sender")?,
            recipient: row.try_get("recipient")?,
            pages: row.try_get("pages")?,
            regime: parse_optional(row, TABLE, "regime", Regime::from_code)?,
        },
        sha256: row.try_get("sha256")?,
        bytes: bytes.and_then(|bytes| u64::try_from(bytes).ok()),
        file_name: row.try_get("file_name")?,
        media_type: row.try_get("media_type")?,
        sensitivity: Sensitivity::from_rank(sensitivity)
            .ok_or_else(|| unreadable(TABLE, "guarded"))?,
        folded_onto: parse_optional(row, TABLE, "folded_onto", |text| text.parse().ok())?,
        out_reason: row.try_get("out_reason")?,
        ruling: ItemRuling {
            decision: parse(row, TABLE, "decision", ItemDecision::from_code)?,
            bases: parse(row, TABLE, "bases", bases)?,
            answers: parse(row, TABLE, "answers", answers)?,
            text: row.try_get("text")?,
            made: made_at.zip(made_by),
        },
        proposal,
        version: row.try_get("version")?,
    })
}
