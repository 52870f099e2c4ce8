use chrono::{DateTime, Utc};
use sagsbord_domain::{EmployeeId, LetterId};

use super::LetterState;
use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

/// Why a letter was refused or did not come there, for a person to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterFault {
    pub code: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterStep {
    pub state: LetterState,
    pub at: DateTime<Utc>,
    /// Who decided it; nobody where it came by itself.
    pub by: Option<EmployeeId>,
}

impl Writer {
    /// Only from one of these states, and only once for however many who try at the same time. Gives whether it was.
    pub async fn move_letter(
        &mut self,
        id: LetterId,
        from: &[LetterState],
        step: LetterStep,
        fault: Option<&LetterFault>,
    ) -> Result<bool, StoreError> {
        let Some(state) = self.letter_state(id).await? else {
            return Ok(false);
        };
        if !from.contains(&state) {
            return Ok(false);
        }
        sqlx::query(
            "UPDATE letter SET state = $2, state_at = $3, fault_code = $4, fault_text = $5 WHERE id = $1",
        )
        .bind(id.to_string())
        .bind(step.state.word())
        .bind(instant(step.at))
        .bind(fault.and_then(|fault| fault.code.clone()))
        .bind(fault.and_then(|fault| fault.text.clone()))
        .execute(&mut **self)
        .await?;
        self.add_letter_step(id, step.state, step.at, step.by)
            .await?;
        Ok(true)
    }

    /// Somebody wants it sent: from now on it is tried until something comes of it.
    pub async fn note_letter_try(
        &mut self,
        id: LetterId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE letter SET tries = tries + 1, state_at = $2 WHERE id = $1 AND state = 'drafted'",
        )
        .bind(id.to_string())
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn set_letter_transmission(
        &mut self,
        id: LetterId,
        transmission: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE letter SET transmission = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(transmission)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    pub async fn letter_state(&mut self, id: LetterId) -> Result<Option<LetterState>, StoreError> {
        let row = sqlx::query("SELECT state FROM letter WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| parse(&row, "letter", "state", LetterState::from_word))
            .transpose()
    }

    /// The moment of the newest status that the platform told of it.
    pub async fn letter_told_at(
        &mut self,
        id: LetterId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query("SELECT told_at FROM letter WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?;
        match row {
            Some(row) => parse_optional(&row, "letter", "told_at", parse_instant),
            None => Ok(None),
        }
    }

    pub async fn set_letter_told_at(
        &mut self,
        id: LetterId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE letter SET told_at = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(instant(at))
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    pub(super) async fn add_letter_step(
        &mut self,
        id: LetterId,
        state: LetterState,
        at: DateTime<Utc>,
        by: Option<EmployeeId>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO letter_step (letter_id, number, state, at, employee_id)
             SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4 FROM letter_step WHERE letter_id = $1",
        )
        .bind(id.to_string())
        .bind(state.word())
        .bind(instant(at))
        .bind(by.map(|by| by.to_string()))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    pub async fn letter_steps(&mut self, id: LetterId) -> Result<Vec<LetterStep>, StoreError> {
        const TABLE: &str = "letter_step";
        let rows = sqlx::query("SELECT * FROM letter_step WHERE letter_id = $1 ORDER BY number")
            .bind(id.to_string())
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(LetterStep {
                    state: parse(row, TABLE, "state", LetterState::from_word)?,
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse_optional(row, TABLE, "employee_id", |text| text.parse().ok())?,
                })
            })
            .collect()
    }
}
