use std::collections::HashMap;

use serde_json::json;
use sqlx::{Row, SqliteConnection};

use super::{employee_word, team_word, unit_word};
use crate::StoreError;
use crate::text::{parse, parse_optional};

/// Where a case belongs, as the index knows it: its unit and every unit above, its team, who reaches it by name.
#[derive(Debug, Clone)]
pub(crate) struct Belongs {
    pub kle: String,
    pub words: String,
}

/// Of many cases at once, by their ids.
pub(crate) async fn places_of(
    conn: &mut SqliteConnection,
    cases: &[String],
) -> Result<HashMap<String, Belongs>, StoreError> {
    let rows = sqlx::query(
        "SELECT c.id, c.kle, c.team_id,
            (SELECT group_concat(r.ancestor_id, ' ') FROM unit_reach AS r WHERE r.unit_id = c.unit_id) AS units,
            (SELECT group_concat(a.employee_id, ' ') FROM case_access AS a
             WHERE a.case_id = c.id AND a.taken_at IS NULL) AS people
         FROM json_each($1) AS j CROSS JOIN case_file AS c ON c.id = j.value",
    )
    .bind(json!(cases).to_string())
    .fetch_all(conn)
    .await?;
    let mut places = HashMap::with_capacity(rows.len());
    for row in &rows {
        let units: Option<String> = row.try_get("units")?;
        let people: Option<String> = row.try_get("people")?;
        let team = parse_optional(row, "case_file", "team_id", |text| text.parse().ok())?;
        let ids = |text: &Option<String>| -> Vec<String> {
            text.iter()
                .flat_map(|text| text.split(' ').map(str::to_owned))
                .collect()
        };
        let mut words: Vec<String> = ids(&units)
            .iter()
            .filter_map(|unit| Some(unit_word(unit.parse().ok()?)))
            .collect();
        words.extend(team.map(team_word));
        words.extend(
            ids(&people)
                .iter()
                .filter_map(|person| Some(employee_word(person.parse().ok()?))),
        );
        let id: String = parse(row, "case_file", "id", |text| Some(text.to_owned()))?;
        places.insert(
            id,
            Belongs {
                kle: row.try_get("kle")?,
                words: words.join(" "),
            },
        );
    }
    Ok(places)
}
