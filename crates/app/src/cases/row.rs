use chrono::NaiveDate;
use sagsbord_contract::CaseRow;
use sagsbord_store::CaseLine;

pub(crate) fn case_row(case: CaseLine, today: NaiveDate) -> CaseRow {
    CaseRow {
        id: case.id.to_string(),
        is_late: case.status.is_open() && case.due.is_some_and(|due| due < today),
        number: case.number,
        title: case.title,
        kle: case.kle,
        kle_title: case.kle_title,
        status: case.status.into(),
        sensitivity: case.sensitivity.into(),
        unit: case.unit,
        responsible: case.responsible,
        citizen: case.citizen,
        opened: case.opened.to_string(),
        due: case.due.map(|due| due.to_string()),
        documents: case.documents,
        source: case.source,
        fetched_at: case.fetched_at.to_rfc3339(),
    }
}
