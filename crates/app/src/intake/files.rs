use sagsbord_contract::{FileShown, IntakeFiles, ListIntakeFiles};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::fold;
use sagsbord_intake::{Row, State};

use super::manifest_of::{HiddenDecided, manifest_of};
use super::{row, show};
use crate::{AppError, Desk};

const MOST_ROWS: u32 = 500;

pub(crate) async fn list_intake_files(
    desk: &Desk,
    session: &Session,
    request: ListIntakeFiles,
) -> Result<IntakeFiles, AppError> {
    let intake = show::within_reach(desk, session, Right::ReadCases, &request.id).await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let decided = HiddenDecided::of(&desk.app().store().await?, &intake).await?;
    let wanted = fold(&request.text);
    let found: Vec<&Row> = manifest
        .rows
        .iter()
        .filter(|row| is_shown(row, request.shown))
        .filter(|row| wanted.is_empty() || fold(&row.name).contains(&wanted))
        .collect();
    let names = row::names(&manifest);
    Ok(IntakeFiles {
        total: u32::try_from(found.len()).unwrap_or(u32::MAX),
        rows: found
            .into_iter()
            .skip(request.from as usize)
            .take(request.limit.min(MOST_ROWS) as usize)
            .map(|found| row::file_row(found, &names, &decided))
            .collect(),
    })
}

fn is_shown(row: &Row, shown: FileShown) -> bool {
    match shown {
        FileShown::All => true,
        FileShown::Waiting => matches!(row.state, State::Waiting),
        FileShown::Taken => matches!(row.state, State::Taken { .. }),
        FileShown::Duplicate => matches!(row.state, State::Duplicate { .. }),
        FileShown::Alike => row.alike.is_some(),
        FileShown::Container => matches!(row.state, State::Container),
        FileShown::LeftOut => matches!(row.state, State::LeftOut { .. }),
        FileShown::Unreadable => matches!(row.state, State::Unreadable { .. }),
        FileShown::Flagged => row::flagged_pages(row) > 0,
        FileShown::Hidden => {
            row::findings(row) > 0 && matches!(row.state, State::Taken { .. } | State::Container)
        }
    }
}
