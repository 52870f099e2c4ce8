use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::ItemOrigin;
use sagsbord_domain::{CaseId, Cpr, KleScope, words};
use sagsbord_intake::{ReadingKey, Summary, SummedOutcome};
use sagsbord_store::{DocumentSearch, FoundFile, ItemSource, KeptAktindsigt, Reader};

use super::Found;
use crate::AppError;
use crate::aktindsigt::{fields, find};

const MOST_WORDS: usize = 12;

/// All documents within reach of the cases asked for; of some of them, where they are named.
pub(super) async fn of_cases(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    named: &[String],
) -> Result<Vec<Found>, AppError> {
    let asked: Vec<CaseId> = reader
        .aktindsigt_cases(filter, kept.id)
        .await?
        .into_iter()
        .map(|case| case.id)
        .collect();
    let cases = match named.is_empty() {
        true => asked,
        false => {
            let named = find::cases(reader, filter, named).await?;
            // Another case is added to the request first, so that it is seen that it is asked for.
            if named.iter().any(|case| !asked.contains(&case.id)) {
                return Err(AppError::problem("caseIds", "not_asked_for"));
            }
            named.into_iter().map(|case| case.id).collect()
        }
    };
    let files = reader
        .documents_of_cases(filter, &cases, one_more())
        .await?;
    told(reader, bounded(files)?).await
}

/// What somebody looks for across all cases.
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) cpr: Option<String>,
    pub(super) kle: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

pub(super) async fn found(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    asked: Asked,
) -> Result<Vec<Found>, AppError> {
    fn given(text: Option<&str>) -> Option<&str> {
        text.map(str::trim).filter(|text| !text.is_empty())
    }
    let mut search = DocumentSearch {
        words: words(&fields::line(&asked.text, "text")?),
        cpr: given(asked.cpr.as_deref())
            .map(Cpr::parse)
            .transpose()
            .map_err(|_| AppError::problem("cpr", "no_such_number"))?,
        kle: given(asked.kle.as_deref())
            .map(KleScope::parse)
            .transpose()
            .map_err(|_| AppError::problem("kle", "no_such_subject"))?,
        from: fields::optional_day(asked.from.as_deref(), "from")?,
        to: fields::optional_day(asked.to.as_deref(), "to")?,
    };
    search.words.truncate(MOST_WORDS);
    // A period alone is everything there is.
    if search.words.is_empty() && search.cpr.is_none() && search.kle.is_none() {
        return Err(AppError::problem("text", "empty"));
    }
    if let (Some(from), Some(to)) = (search.from, search.to)
        && to < from
    {
        return Err(AppError::problem("to", "last_before_first"));
    }
    let mut files = reader.documents_found(filter, &search, one_more()).await?;
    // What lies in the request's own case is its own correspondence.
    files.retain(|file| file.case != kept.case);
    told(reader, bounded(files)?).await
}

fn one_more() -> u32 {
    u32::try_from(fields::MOST_AT_ONCE + 1).unwrap_or(u32::MAX)
}

fn bounded(files: Vec<FoundFile>) -> Result<Vec<FoundFile>, AppError> {
    match files.len() > fields::MOST_AT_ONCE {
        true => Err(AppError::problem("from", "too_many")),
        false => Ok(files),
    }
}

/// With the pages of those that have been read, in a statement for many.
async fn told(reader: &mut Reader, files: Vec<FoundFile>) -> Result<Vec<Found>, AppError> {
    let keys: Vec<(String, String)> = files
        .iter()
        .filter_map(|found| found.document.file.as_ref())
        .map(|file| {
            let key = ReadingKey::of(file.blob.sha256_hex(), &file.name);
            (key.sha256, key.hint)
        })
        .collect();
    let summaries = reader.intake_summaries(&keys).await?;
    Ok(files
        .into_iter()
        .map(|FoundFile { case, document }| {
            let file = document.file.as_ref();
            let pages = file.and_then(|file| {
                let key = ReadingKey::of(file.blob.sha256_hex(), &file.name);
                pages(summaries.get(&(key.sha256, key.hint))?)
            });
            Found {
                source: ItemSource {
                    origin: ItemOrigin::Document,
                    case,
                    document: Some(document.id),
                    intake: None,
                    earlier: None,
                    title: document.title.clone(),
                },
                dated: document.dated,
                direction: document.kind.into(),
                sender: String::new(),
                recipient: String::new(),
                pages,
                sha256: file.map(|file| file.blob.sha256_hex().to_owned()),
                bytes: file.map(|file| file.blob.size()),
                file_name: file.map(|file| file.name.clone()),
                media_type: file.map(|file| file.media_type.clone()),
                sensitivity: document.sensitivity,
                title: None,
                matter: None,
                dispatched: None,
                proposal: None,
            }
        })
        .collect())
}

/// `None` where another program read it: it will be read again.
fn pages(summary: &str) -> Option<u32> {
    let summary: Summary = serde_json::from_str(summary).ok()?;
    match summary.outcome {
        SummedOutcome::Pages { pages, .. } => Some(pages),
        SummedOutcome::Container | SummedOutcome::Unreadable { .. } => None,
    }
}
