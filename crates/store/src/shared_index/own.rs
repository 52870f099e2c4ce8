use chrono::NaiveDate;
use sagsbord_domain::{
    CaseId, CaseStatus, DocumentId, DocumentKind, EmployeeId, IndexObjectId, OWN_SOURCE,
    Sensitivity, UnitId,
};
use sqlx::{Row, SqliteConnection};

use super::outbox::IndexKind;
use crate::cases::{Citizen, citizen};
use crate::text::{parse, parse_optional, unreadable};
use crate::{Reader, StoreError, Writer};

/// A case as the index is told of it. It is read for the municipality, not for a person: what leaves is decided by
/// the gate, and who may see it by the index.
#[derive(Debug, Clone)]
pub struct CaseForIndex {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub kle_title: Option<String>,
    /// A facet of KLE, where it is not what is usual here.
    pub action: Option<String>,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub opened: NaiveDate,
    pub source: String,
    pub unit: (UnitId, String),
    pub responsible: Option<(EmployeeId, String)>,
    pub party: Option<Citizen>,
    pub documents: Vec<(DocumentId, String)>,
}

/// What a title could give away: all whom its case is about. Its own number and subject it may name.
#[derive(Debug, Clone, Default)]
pub struct CaseAroundTitle {
    pub case: Option<CaseId>,
    pub number: Option<String>,
    pub kle_title: Option<String>,
    pub people: Vec<Citizen>,
}

#[derive(Debug, Clone)]
pub struct DocumentForIndex {
    pub id: DocumentId,
    pub title: String,
    pub kind: DocumentKind,
    pub dated: NaiveDate,
    pub sensitivity: Sensitivity,
    pub kle: String,
    pub kle_title: Option<String>,
    pub unit: (UnitId, String),
}

impl Writer {
    pub async fn case_for_index(
        &mut self,
        case: CaseId,
    ) -> Result<Option<CaseForIndex>, StoreError> {
        const TABLE: &str = "case_file";
        let row = sqlx::query(
            "SELECT c.*, u.name AS unit_name, e.name AS employee_name, k.title AS kle_title
             FROM case_file AS c JOIN unit AS u ON u.id = c.unit_id
             LEFT JOIN employee AS e ON e.id = c.responsible_id
             LEFT JOIN kle_subject AS k ON k.number = c.kle
             WHERE c.id = $1",
        )
        .bind(case.to_string())
        .fetch_optional(&mut **self)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let sensitivity: i64 = row.try_get("sensitivity")?;
        let responsible: Option<EmployeeId> =
            parse_optional(&row, TABLE, "responsible_id", |text| text.parse().ok())?;
        let employee: Option<String> = row.try_get("employee_name")?;
        Ok(Some(CaseForIndex {
            id: case,
            number: row.try_get("number")?,
            title: row.try_get("title")?,
            kle: row.try_get("kle")?,
            kle_title: row.try_get("kle_title")?,
            action: row.try_get("kle_action")?,
            status: parse(&row, TABLE, "status", CaseStatus::from_code)?,
            sensitivity: rank(sensitivity).ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
            opened: parse(&row, TABLE, "opened", |text| text.parse().ok())?,
            source: row.try_get("source")?,
            unit: (
                parse(&row, TABLE, "unit_id", |text| text.parse().ok())?,
                row.try_get("unit_name")?,
            ),
            responsible: responsible.zip(employee),
            party: self.primary_party(case).await?,
            documents: self.document_titles(case).await?,
        }))
    }

    async fn primary_party(&mut self, case: CaseId) -> Result<Option<Citizen>, StoreError> {
        let row = sqlx::query(
            "SELECT z.* FROM case_party AS p JOIN citizen AS z ON z.id = p.citizen_id
             WHERE p.case_id = $1 AND p.part = 'primary' ORDER BY z.id LIMIT 1",
        )
        .bind(case.to_string())
        .fetch_optional(&mut **self)
        .await?;
        row.as_ref().map(citizen).transpose()
    }

    async fn document_titles(
        &mut self,
        case: CaseId,
    ) -> Result<Vec<(DocumentId, String)>, StoreError> {
        let rows = sqlx::query("SELECT id, title FROM document WHERE case_id = $1 ORDER BY id")
            .bind(case.to_string())
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    parse(row, "document", "id", |text| text.parse().ok())?,
                    row.try_get("title")?,
                ))
            })
            .collect()
    }

    pub async fn around_title(
        &mut self,
        kind: IndexKind,
        object: IndexObjectId,
    ) -> Result<CaseAroundTitle, StoreError> {
        around_title(self, kind, object).await
    }

    pub async fn document_for_index(
        &mut self,
        document: DocumentId,
    ) -> Result<Option<DocumentForIndex>, StoreError> {
        const TABLE: &str = "document";
        let row = sqlx::query(
            "SELECT d.*, c.kle, c.unit_id, u.name AS unit_name, k.title AS kle_title
             FROM document AS d JOIN case_file AS c ON c.id = d.case_id
             JOIN unit AS u ON u.id = c.unit_id
             LEFT JOIN kle_subject AS k ON k.number = c.kle
             WHERE d.id = $1",
        )
        .bind(document.to_string())
        .fetch_optional(&mut **self)
        .await?;
        row.map(|row| {
            let sensitivity: i64 = row.try_get("sensitivity")?;
            Ok(DocumentForIndex {
                id: document,
                title: row.try_get("title")?,
                kind: parse(&row, TABLE, "kind", DocumentKind::from_code)?,
                dated: parse(&row, TABLE, "dated", |text| text.parse().ok())?,
                sensitivity: rank(sensitivity).ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
                kle: row.try_get("kle")?,
                kle_title: row.try_get("kle_title")?,
                unit: (
                    parse(&row, TABLE, "unit_id", |text| text.parse().ok())?,
                    row.try_get("unit_name")?,
                ),
            })
        })
        .transpose()
    }

    /// Our own cases, and not a copy from a system that happens to bear the same name, that nobody has queued for the index yet, from one on.
    pub async fn cases_unknown_to_index(
        &mut self,
        after: i64,
        most: u32,
    ) -> Result<Vec<(i64, CaseId)>, StoreError> {
        let rows = sqlx::query(
            "SELECT c.row_key, c.id FROM case_file AS c
             WHERE c.row_key > $1 AND c.source = $2
                AND NOT EXISTS (SELECT 1 FROM index_copy AS x WHERE x.case_key = c.row_key)
                AND NOT EXISTS (SELECT 1 FROM index_object AS o WHERE o.object_id = c.id)
             ORDER BY c.row_key LIMIT $3",
        )
        .bind(after)
        .bind(OWN_SOURCE)
        .bind(most)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    row.try_get("row_key")?,
                    parse(row, "case_file", "id", |text| text.parse().ok())?,
                ))
            })
            .collect()
    }
}

impl Reader {
    pub async fn around_title(
        &mut self,
        kind: IndexKind,
        object: IndexObjectId,
    ) -> Result<CaseAroundTitle, StoreError> {
        around_title(self, kind, object).await
    }
}

async fn around_title(
    connection: &mut SqliteConnection,
    kind: IndexKind,
    object: IndexObjectId,
) -> Result<CaseAroundTitle, StoreError> {
    let (around, people) = match kind {
        IndexKind::Case => (
            "SELECT c.id, c.number, k.title AS kle_title FROM case_file AS c
             LEFT JOIN kle_subject AS k ON k.number = c.kle WHERE c.id = $1",
            "SELECT z.* FROM case_party AS p JOIN citizen AS z ON z.id = p.citizen_id
             WHERE p.case_id = $1 ORDER BY z.id",
        ),
        IndexKind::Document => (
            "SELECT c.id, c.number, k.title AS kle_title
             FROM document AS d JOIN case_file AS c ON c.id = d.case_id
             LEFT JOIN kle_subject AS k ON k.number = c.kle WHERE d.id = $1",
            "SELECT z.* FROM document AS d JOIN case_party AS p ON p.case_id = d.case_id
             JOIN citizen AS z ON z.id = p.citizen_id WHERE d.id = $1 ORDER BY z.id",
        ),
    };
    let id = object.to_string();
    let row = sqlx::query(around)
        .bind(&id)
        .fetch_optional(&mut *connection)
        .await?;
    // Of an object whose case is not here any more there is nobody to know.
    let Some(row) = row else {
        return Ok(CaseAroundTitle::default());
    };
    let people = sqlx::query(people)
        .bind(&id)
        .fetch_all(&mut *connection)
        .await?;
    Ok(CaseAroundTitle {
        case: Some(parse(&row, "case_file", "id", |text| text.parse().ok())?),
        number: Some(row.try_get("number")?),
        kle_title: row.try_get("kle_title")?,
        people: people.iter().map(citizen).collect::<Result<_, _>>()?,
    })
}

fn rank(number: i64) -> Option<Sensitivity> {
    u8::try_from(number).ok().and_then(Sensitivity::from_rank)
}
