use chrono::NaiveDate;
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, Cpr, DocumentId, DocumentKind, EmployeeId, Sensitivity, UnitId,
};
use sqlx::Row;

use crate::cases::Citizen;
use crate::text::{parse, parse_optional, unreadable};
use crate::{StoreError, Writer};

/// A case as the index is told of it. It is read for the municipality, not for a person: what leaves is decided by
/// the gate, and who may see it by the index.
#[derive(Debug, Clone)]
pub struct CaseForIndex {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub kle_title: Option<String>,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub opened: NaiveDate,
    pub source: String,
    pub unit: (UnitId, String),
    pub responsible: Option<(EmployeeId, String)>,
    pub party: Option<Citizen>,
    pub documents: Vec<(DocumentId, String)>,
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
        const TABLE: &str = "citizen";
        let row = sqlx::query(
            "SELECT z.* FROM case_party AS p JOIN citizen AS z ON z.id = p.citizen_id
             WHERE p.case_id = $1 AND p.part = 'primary' ORDER BY z.id LIMIT 1",
        )
        .bind(case.to_string())
        .fetch_optional(&mut **self)
        .await?;
        row.map(|row| {
            Ok(Citizen {
                id: parse(&row, TABLE, "id", |text| text.parse::<CitizenId>().ok())?,
                name: row.try_get("name")?,
                cpr: parse_optional(&row, TABLE, "cpr", |text| Cpr::parse(text).ok())?,
                address: row.try_get("address")?,
                protected: row.try_get("protected")?,
            })
        })
        .transpose()
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

    /// Our own cases that nobody has queued for the index yet, from one on.
    pub async fn cases_unknown_to_index(
        &mut self,
        source: &str,
        after: i64,
        most: u32,
    ) -> Result<Vec<(i64, CaseId)>, StoreError> {
        let rows = sqlx::query(
            "SELECT c.row_key, c.id FROM case_file AS c
             WHERE c.row_key > $1 AND c.source = $2
                AND NOT EXISTS (SELECT 1 FROM index_object AS o WHERE o.object_id = c.id)
             ORDER BY c.row_key LIMIT $3",
        )
        .bind(after)
        .bind(source)
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

fn rank(number: i64) -> Option<Sensitivity> {
    u8::try_from(number).ok().and_then(Sensitivity::from_rank)
}
