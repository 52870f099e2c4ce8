use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, LetterId};
use sqlx::{QueryBuilder, Sqlite};

use super::{KeptLetter, LetterState, letter};
use crate::access::push_access;
use crate::text::parse;
use crate::{Reader, StoreError};

impl Reader {
    /// The newest first.
    pub async fn letters_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<KeptLetter>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT l.* FROM letter AS l JOIN case_file AS c ON c.id = l.case_id WHERE l.case_id = ",
        );
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY l.written_at DESC, l.id LIMIT 500");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(letter).collect()
    }

    /// `None` both when it is not there and when its case is out of reach.
    pub async fn find_letter(
        &mut self,
        filter: &AccessFilter,
        id: LetterId,
    ) -> Result<Option<KeptLetter>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT l.* FROM letter AS l JOIN case_file AS c ON c.id = l.case_id WHERE l.id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(letter).transpose()
    }

    /// Whosever they are: for the program, not for a screen. What has waited longest comes first.
    pub async fn letters_in(
        &mut self,
        state: LetterState,
        most: u32,
    ) -> Result<Vec<LetterId>, StoreError> {
        let rows =
            sqlx::query("SELECT id FROM letter WHERE state = $1 ORDER BY state_at, id LIMIT $2")
                .bind(state.word())
                .bind(most)
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| parse(row, "letter", "id", |text| text.parse().ok()))
            .collect()
    }

    /// Those that somebody has asked to be sent and that were not taken; a draft that nobody asked for is not among
    /// them, and keeps none of them waiting.
    pub async fn letters_to_try(&mut self, most: u32) -> Result<Vec<LetterId>, StoreError> {
        let rows = sqlx::query(
            "SELECT id FROM letter WHERE state = 'drafted' AND tries > 0 ORDER BY state_at, id LIMIT $1",
        )
        .bind(most)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| parse(row, "letter", "id", |text| text.parse().ok()))
            .collect()
    }
}
