use chrono::NaiveDate;
use sagsbord_domain::EmployeeId;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{
    Basis, LetterFacts, LetterItem, LetterKind, RefusalGround, RegimeRule, as_text, build,
};
use sagsbord_store::{AktindsigtItem, Fact, KeptAktindsigt, Reader};

use crate::AppError;
use crate::aktindsigt::find::chosen;
use crate::aktindsigt::items::row::regime_of;
use crate::aktindsigt::law::aktindsigt_law;
use crate::aktindsigt::release::round::Split;
use crate::cases::within_reach::case_within;
use crate::templates::release_date;

/// What a letter of a kind would say on a day, written by somebody, by what stands in the store.
pub(in crate::aktindsigt) async fn drafted(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    kind: LetterKind,
    (writer, on): (EmployeeId, NaiveDate),
) -> Result<String, AppError> {
    let law = aktindsigt_law()?;
    let own = case_within(reader, filter, kept.case).await?;
    let chosen = chosen(reader, kept.id).await?;
    let rules: Vec<&RegimeRule> = chosen
        .iter()
        .filter_map(|regime| law.regime(*regime, on))
        .collect();
    let split = Split::read(reader, filter, kept).await?;
    let deciding: Vec<&AktindsigtItem> = split.deciding.iter().map(|one| &one.item).collect();
    let bases: Vec<Vec<&Basis>> = deciding
        .iter()
        .map(|item| {
            let ids = item.ruling.bases.iter();
            ids.filter_map(|id| law.bases.find(id, on)).collect()
        })
        .collect();
    let items: Vec<LetterItem<'_>> = deciding
        .iter()
        .zip(&bases)
        .map(|(item, bases)| LetterItem {
            number: item.number,
            decision: item.ruling.decision,
            regime: regime_of(item, &chosen),
            bases,
            said: &item.ruling.text,
        })
        .collect();
    let ended = ended(reader, kept, kind).await?;
    let released = match kind {
        LetterKind::Breach => newest_release(reader, kept).await?,
        _ => None,
    };
    let due = due(reader, filter, kept).await?;
    let writer = reader.find_employee(writer).await?;
    let writer = writer.map(|one| one.name).unwrap_or_default();
    let municipality = reader.fact(Fact::Municipality).await?.unwrap_or_default();
    let facts = LetterFacts {
        kind,
        received: kept.received_on,
        theme: &kept.theme,
        rules: &rules,
        kle: Some(&own.kle),
        items: &items,
        undecided: split.undecided.len(),
        before: split.before,
        ground: ended.ground,
        ground_said: &ended.said,
        forwarded_to: ended.to.as_deref(),
        due,
        released,
        writer: &writer,
        unit: &own.unit,
        municipality: &municipality,
        on,
    };
    let written = |day: NaiveDate| sagsbord_pdf::danish_day(release_date(day));
    let blocks = build(&facts, &law.letters, &written)
        .map_err(|_| AppError::new(sagsbord_contract::ErrorCode::Internal))?;
    Ok(as_text(&blocks))
}

/// How a request ended that is not answered document by document.
#[derive(Default)]
struct Ended {
    ground: Option<RefusalGround>,
    to: Option<String>,
    said: String,
}

/// The newest act of that kind; a letter about what was not done is not drafted.
async fn ended(
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    kind: LetterKind,
) -> Result<Ended, AppError> {
    let act = match kind {
        LetterKind::Refusal => "refuse",
        LetterKind::Forwarding => "forward",
        LetterKind::Decision | LetterKind::Receipt | LetterKind::Breach => {
            return Ok(Ended::default());
        }
    };
    let log = reader.aktindsigt_log(kept.id).await?;
    let entry = log.into_iter().rfind(|entry| entry.kind == act);
    let entry = entry.ok_or_else(|| AppError::problem("kind", "not_done"))?;
    let said = entry.text.unwrap_or_default();
    Ok(match kind {
        LetterKind::Refusal => Ended {
            ground: entry.detail.as_deref().and_then(RefusalGround::from_code),
            to: None,
            said,
        },
        // Why it was sent on is for the file; the applicant is told where to.
        _ => Ended {
            ground: None,
            to: entry.detail,
            said: String::new(),
        },
    })
}

/// The soonest day that runs.
async fn due(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
) -> Result<Option<NaiveDate>, AppError> {
    let deadlines = reader.deadlines_of_case(filter, kept.case).await?;
    let open = deadlines.iter().filter(|one| one.derived.is_open);
    Ok(open.filter_map(|one| one.derived.due.day()).min())
}

/// The day of it, and how many acts on how many pages.
async fn newest_release(
    reader: &mut Reader,
    kept: &KeptAktindsigt,
) -> Result<Option<(NaiveDate, usize, usize)>, AppError> {
    let Some(release) = reader.releases(kept.id).await?.pop() else {
        return Ok(None);
    };
    let bundle = reader.find_bundle(release.bundle).await?;
    Ok(bundle.map(|bundle| {
        let day = release.released.0.date_naive();
        (day, bundle.acts as usize, bundle.pages as usize)
    }))
}
