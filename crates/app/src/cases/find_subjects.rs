use sagsbord_contract::{FindSubjects, FoundSubjects, SubjectRow};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::words;

use crate::{AppError, Desk};

const MOST_FOUND: usize = 50;
const LONGEST_TEXT: usize = 100;

/// Subjects of the plan that a new case can lie under.
pub(crate) async fn find_subjects(
    desk: &Desk,
    session: &Session,
    request: FindSubjects,
) -> Result<FoundSubjects, AppError> {
    session.require(Right::ReadCases)?;
    let text: String = request.text.chars().take(LONGEST_TEXT).collect();
    let text = text.trim();
    let is_number = text.starts_with(|sign: char| sign.is_ascii_digit());
    let typed = words(text);
    let mut reader = desk.app().store().await?.read().await?;
    let subjects = reader.subjects_in_use(session.today()).await?;
    Ok(FoundSubjects {
        rows: subjects
            .into_iter()
            .filter(|subject| {
                if is_number {
                    return subject.number.starts_with(text);
                }
                let title = words(&subject.title);
                typed
                    .iter()
                    .all(|word| title.iter().any(|part| part.starts_with(word)))
            })
            .take(MOST_FOUND)
            .map(|subject| SubjectRow {
                number: subject.number,
                title: subject.title,
            })
            .collect(),
    })
}
