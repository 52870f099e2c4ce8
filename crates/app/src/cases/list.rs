use chrono::{Days, NaiveDate};
use sagsbord_contract::{CasePage, CaseSort, DueFilter, ListCases};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{Cpr, KleScope, words};
use sagsbord_store::{CaseLine, CaseQuery, DueRange, Reader, Responsible};

use super::row::case_row;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;
/// Nobody scrolls further; a longer list wants another word or filter.
const LONGEST_LIST: u32 = 100_000;
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
    let page = page(desk, &filter, &query, up_to).await?;
    Ok(CasePage {
        rows: page
            .rows
            .into_iter()
            .map(|case| case_row(case, session.today()))
            .collect(),
        total: page.total.min(up_to),
        total_is_at_least: page.total > up_to,
    })
}

struct Page {
    rows: Vec<CaseLine>,
    total: u32,
}

/// The first page is read as the list is now. What comes below it is read from the list as it was laid out when somebody
/// began to scroll, so that each page costs its own rows, however far down it lies.
async fn page(
    desk: &Desk,
    filter: &AccessFilter,
    query: &CaseQuery,
    up_to: u32,
) -> Result<Page, AppError> {
    let (lists, mut reader) = (&desk.app().lists, desk.app().store().await?.read().await?);
    if query.offset == 0 {
        lists.forget(filter, query);
        return Ok(Page {
            rows: reader.list_cases(filter, query).await?,
            total: reader.count_cases(filter, query, up_to).await?,
        });
    }
    if let Some(keys) = lists.laid_out(filter, query) {
        let (page, asked) = rows_of(&mut reader, filter, query, up_to, &keys).await?;
        // With fewer a case is gone or out of reach since: the rest would stand a row too far down.
        if page.rows.len() == asked {
            return Ok(page);
        }
    }
    let whole = CaseQuery {
        offset: 0,
        limit: up_to + 1,
        ..query.clone()
    };
    let keys = lists.keep(filter, query, reader.case_keys(filter, &whole).await?);
    let (page, _) = rows_of(&mut reader, filter, query, up_to, &keys).await?;
    Ok(page)
}

/// And how many were asked for.
async fn rows_of(
    reader: &mut Reader,
    filter: &AccessFilter,
    query: &CaseQuery,
    up_to: u32,
    keys: &[i64],
) -> Result<(Page, usize), AppError> {
    let last = keys.len().min(up_to as usize);
    let first = last.min(query.offset as usize);
    let end = last.min(first + query.limit as usize);
    let asked = keys.get(first..end).unwrap_or_default();
    let page = Page {
        rows: reader.case_lines(filter, asked).await?,
        total: u32::try_from(keys.len()).unwrap_or(u32::MAX),
    };
    Ok((page, asked.len()))
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
