use chrono::{Days, NaiveDate};
use sagsbord_contract::{CasePage, CaseSort, DueFilter, ListCases};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{Cpr, KleScope, words};
use sagsbord_store::{CaseQuery, DueRange, Responsible};

use super::row::case_row;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;
/// Nobody scrolls further; a longer list wants another word or filter.
const LONGEST_LIST: u32 = 20_000;
/// With words the count walks the hits: it stops early enough to be unnoticed at a million cases.
const LONGEST_SEARCH: u32 = 1_000;
const MOST_WORDS: usize = 12;
const LONGEST_TEXT: usize = 300;

pub(crate) async fn list_cases(
    desk: &Desk,
    session: &Session,
    request: ListCases,
) -> Result<CasePage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let query = query(session, &request)?;
    let up_to = if query.words.is_empty() {
        LONGEST_LIST
    } else {
        LONGEST_SEARCH
    };
    let mut reader = desk.app().store().await?.read().await?;
    let rows = if query.offset >= up_to {
        Vec::new()
    } else {
        reader.list_cases(&filter, &query).await?
    };
    let total = reader.count_cases(&filter, &query, up_to).await?;
    Ok(CasePage {
        rows: rows
            .into_iter()
            .map(|case| case_row(case, session.today()))
            .collect(),
        total: total.min(up_to),
        total_is_at_least: total > up_to,
    })
}

fn query(session: &Session, request: &ListCases) -> Result<CaseQuery, AppError> {
    let text: String = request.text.chars().take(LONGEST_TEXT).collect();
    let mut query = CaseQuery {
        status: request.status.iter().copied().map(Into::into).collect(),
        unit: optional_id(request.unit_id.as_deref(), "unitId")?,
        responsible: optional_id(request.responsible_id.as_deref(), "responsibleId")?
            .map(Responsible::Employee),
        only_open: request.only_open,
        due: request.due.map(|due| due_range(due, session.today())),
        sort: match request.sort {
            CaseSort::NewestFirst => sagsbord_store::CaseSort::NewestFirst,
            CaseSort::OldestFirst => sagsbord_store::CaseSort::OldestFirst,
            CaseSort::DueFirst => sagsbord_store::CaseSort::DueFirst,
            CaseSort::CaseNumber => sagsbord_store::CaseSort::Number,
            CaseSort::Title => sagsbord_store::CaseSort::Title,
        },
        offset: request.offset,
        limit: request.limit.clamp(1, LARGEST_PAGE),
        ..CaseQuery::default()
    };
    if request.only_unassigned {
        query.responsible = Some(Responsible::Nobody);
    }
    if request.only_mine {
        query.responsible = Some(Responsible::Employee(session.employee()));
    }
    read_text(&text, &mut query);
    Ok(query)
}

/// A CPR number or a KLE number is looked up as such; everything else is words.
fn read_text(text: &str, query: &mut CaseQuery) {
    if let Ok(cpr) = Cpr::parse(text) {
        query.cpr = Some(cpr);
    } else if text.contains('.')
        && let Ok(kle) = KleScope::parse(text)
    {
        query.kle = Some(kle);
    } else {
        query.words = words(text);
        query.words.truncate(MOST_WORDS);
    }
}

fn due_range(due: DueFilter, today: NaiveDate) -> DueRange {
    let day = |n: u64| today.checked_add_days(Days::new(n)).unwrap_or(today);
    match due {
        DueFilter::Late => DueRange {
            from: None,
            to: today.checked_sub_days(Days::new(1)).unwrap_or(today),
        },
        DueFilter::Today => DueRange {
            from: Some(today),
            to: today,
        },
        DueFilter::NextSevenDays => DueRange {
            from: Some(today),
            to: day(7),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_as_a_number_of_a_person_a_subject_or_as_words() {
        let check = |text: &str, cpr: bool, kle: bool, words: &[&str]| {
            let mut query = CaseQuery::default();
            read_text(text, &mut query);
            assert_eq!(
                (query.cpr.is_some(), query.kle.is_some()),
                (cpr, kle),
                "{text}"
            );
            assert_eq!(query.words, words, "{text}");
        };
        check("610180-1234", true, false, &[]);
        check(" 6101801234 ", true, false, &[]);
        check("27.18", false, true, &[]);
        check("27.18.02", false, true, &[]);
        check("27", false, false, &["27"]);
        check("Ærø støtte", false, false, &["aeroe", "stoette"]);
        check("2026-004711", false, false, &["2026", "004711"]);
        check("", false, false, &[]);
        check("320180-1234", false, false, &["320180", "1234"]);
    }
}
