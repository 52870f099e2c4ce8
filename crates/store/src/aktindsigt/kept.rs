//! One request as it is kept.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{
    AktindsigtState, ApplicantRole, IdentityCheck, Matter, ReceivedHow, WantedForm,
};
use sagsbord_domain::{AktindsigtId, CaseId, Cpr, DocumentId, EmployeeId, fold};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::parts::AktindsigtEntry;
use crate::access::push_access;
use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAktindsigt {
    pub id: AktindsigtId,
    /// Its own.
    pub case: CaseId,
    pub state: AktindsigtState,
    pub registered_at: DateTime<Utc>,
    pub registered_by: EmployeeId,
    pub received_on: NaiveDate,
    pub received_how: ReceivedHow,
    pub applicant: Applicant,
    pub identity: Option<Identity>,
    pub authority: Option<DocumentId>,
    pub text: String,
    pub theme: String,
    pub wanted_form: WantedForm,
    pub is_decision: Option<bool>,
    pub matters: Vec<Matter>,
    pub was_narrowed: bool,
    /// Raised with what is told of it, and not with its list.
    pub version: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    pub role: ApplicantRole,
    pub name: String,
    pub cpr: Option<Cpr>,
    pub contact: String,
    pub on_behalf_of: String,
}

/// That it was made sure who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    pub how: IdentityCheck,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
}

impl Writer {
    pub async fn add_aktindsigt(
        &mut self,
        kept: &KeptAktindsigt,
        entry: &AktindsigtEntry,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt (id, case_id, state, is_open, registered_at, registered_by, received_on,
                received_how, applicant_role, applicant_name, applicant_cpr, applicant_contact, on_behalf_of,
                identity_how, identity_at, identity_by, authority_document_id, text, theme, wanted_form, is_decision,
                matters, was_narrowed, version, folded)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25)",
        )
        .bind(kept.id.to_string())
        .bind(kept.case.to_string())
        .bind(kept.state.code())
        .bind(kept.state.is_open())
        .bind(instant(kept.registered_at))
        .bind(kept.registered_by.to_string())
        .bind(day(kept.received_on))
        .bind(kept.received_how.code())
        .bind(kept.applicant.role.code())
        .bind(&kept.applicant.name)
        .bind(kept.applicant.cpr.as_ref().map(|cpr| cpr.digits().to_owned()))
        .bind(&kept.applicant.contact)
        .bind(&kept.applicant.on_behalf_of)
        .bind(kept.identity.map(|identity| identity.how.code()))
        .bind(kept.identity.map(|identity| instant(identity.at)))
        .bind(kept.identity.map(|identity| identity.by.to_string()))
        .bind(kept.authority.map(|document| document.to_string()))
        .bind(&kept.text)
        .bind(&kept.theme)
        .bind(kept.wanted_form.code())
        .bind(kept.is_decision)
        .bind(words_of(&kept.matters))
        .bind(kept.was_narrowed)
        .bind(kept.version)
        .bind(folded(kept))
        .execute(&mut **self)
        .await?;
        self.note_aktindsigt(kept.id, entry).await
    }

    /// Writes what became of it with the line that says so. Refused where somebody else changed it in between.
    pub async fn change_aktindsigt(
        &mut self,
        kept: &KeptAktindsigt,
        entry: &AktindsigtEntry,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt SET state = $3, is_open = $4, received_on = $5, received_how = $6, applicant_role = $7,
                applicant_name = $8, applicant_cpr = $9, applicant_contact = $10, on_behalf_of = $11,
                identity_how = $12, identity_at = $13, identity_by = $14, authority_document_id = $15, text = $16,
                theme = $17, wanted_form = $18, is_decision = $19, matters = $20, was_narrowed = $21, folded = $22,
                version = $2
             WHERE id = $1 AND version = $2 - 1",
        )
        .bind(kept.id.to_string())
        .bind(kept.version)
        .bind(kept.state.code())
        .bind(kept.state.is_open())
        .bind(day(kept.received_on))
        .bind(kept.received_how.code())
        .bind(kept.applicant.role.code())
        .bind(&kept.applicant.name)
        .bind(kept.applicant.cpr.as_ref().map(|cpr| cpr.digits().to_owned()))
        .bind(&kept.applicant.contact)
        .bind(&kept.applicant.on_behalf_of)
        .bind(kept.identity.map(|identity| identity.how.code()))
        .bind(kept.identity.map(|identity| instant(identity.at)))
        .bind(kept.identity.map(|identity| identity.by.to_string()))
        .bind(kept.authority.map(|document| document.to_string()))
        .bind(&kept.text)
        .bind(&kept.theme)
        .bind(kept.wanted_form.code())
        .bind(kept.is_decision)
        .bind(words_of(&kept.matters))
        .bind(kept.was_narrowed)
        .bind(folded(kept))
        .execute(&mut **self)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        self.note_aktindsigt(kept.id, entry).await
    }

    /// As it is while nobody else writes: whoever found it open before may have waited for somebody who closed it.
    pub async fn aktindsigt_is_open(&mut self, id: AktindsigtId) -> Result<bool, StoreError> {
        let is_open: Option<bool> =
            sqlx::query_scalar("SELECT is_open FROM aktindsigt WHERE id = $1")
                .bind(id.to_string())
                .fetch_optional(&mut **self)
                .await?;
        Ok(is_open.unwrap_or(false))
    }
}

impl Reader {
    /// `None` both when it is not there and when its own case is out of reach.
    pub async fn find_aktindsigt(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
    ) -> Result<Option<KeptAktindsigt>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT a.* FROM aktindsigt AS a JOIN case_file AS c ON c.id = a.case_id WHERE a.id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(kept).transpose()
    }
}

fn folded(kept: &KeptAktindsigt) -> String {
    fold(&format!("{} {}", kept.applicant.name, kept.theme))
}

fn words_of(matters: &[Matter]) -> String {
    let codes: Vec<&str> = matters.iter().map(|matter| matter.code()).collect();
    codes.join(" ")
}

fn matters(text: &str) -> Option<Vec<Matter>> {
    text.split_whitespace().map(Matter::from_code).collect()
}

fn kept(row: &SqliteRow) -> Result<KeptAktindsigt, StoreError> {
    let how = parse_optional(row, TABLE, "identity_how", IdentityCheck::from_code)?;
    let at = parse_optional(row, TABLE, "identity_at", parse_instant)?;
    let by = parse_optional(row, TABLE, "identity_by", |text| text.parse().ok())?;
    let identity = match (how, at, by) {
        (Some(how), Some(at), Some(by)) => Some(Identity { how, at, by }),
        (None, ..) => None,
        _ => return Err(unreadable(TABLE, "identity_at")),
    };
    Ok(KeptAktindsigt {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        state: parse(row, TABLE, "state", AktindsigtState::from_code)?,
        registered_at: parse(row, TABLE, "registered_at", parse_instant)?,
        registered_by: parse(row, TABLE, "registered_by", |text| text.parse().ok())?,
        received_on: parse(row, TABLE, "received_on", |text| text.parse().ok())?,
        received_how: parse(row, TABLE, "received_how", ReceivedHow::from_code)?,
        applicant: Applicant {
            role: parse(row, TABLE, "applicant_role", ApplicantRole::from_code)?,
            name: row.try_get("applicant_name")?,
            cpr: parse_optional(row, TABLE, "applicant_cpr", |text| Cpr::parse(text).ok())?,
            contact: row.try_get("applicant_contact")?,
            on_behalf_of: row.try_get("on_behalf_of")?,
        },
        identity,
        authority: parse_optional(row, TABLE, "authority_document_id", |text| {
            text.parse().ok()
        })?,
        text: row.try_get("text")?,
        theme: row.try_get("theme")?,
        wanted_form: parse(row, TABLE, "wanted_form", WantedForm::from_code)?,
        is_decision: row.try_get("is_decision")?,
        matters: parse(row, TABLE, "matters", matters)?,
        was_narrowed: row.try_get("was_narrowed")?,
        version: row.try_get("version")?,
    })
}
