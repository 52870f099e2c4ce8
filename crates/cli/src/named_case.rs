use anyhow::bail;
use sagsbord_contract::ListCases;

use crate::door::{Door, refused};
use crate::text::of;

/// A case by its id or its number, as people know it.
pub(crate) async fn case_id(door: &Door, named: &str) -> anyhow::Result<String> {
    let request = ListCases {
        text: named.to_owned(),
        limit: 10,
        ..ListCases::default()
    };
    let found = door.desk.list_cases(request).await.map_err(refused)?;
    let mut numbered = found.rows.iter().filter(|row| row.number == named);
    match (numbered.next(), numbered.next()) {
        (Some(case), None) => Ok(case.id.clone()),
        // Two sources can give the same number: the id tells which is meant.
        (Some(_), Some(_)) => bail!("{}", of("frister.case.many")),
        (None, _) => Ok(named.to_owned()),
    }
}
