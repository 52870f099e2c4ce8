//! Into the store, for a case: the same use cases as in the window.

use std::time::Duration;

use anyhow::Context as _;
use sagsbord_contract::*;

use super::IndlaesArguments;
use crate::door::{Door, refused, tell_progress};
use crate::text::{of, with};
use crate::{show, show_json};

const BETWEEN_LOOKS: Duration = Duration::from_millis(300);

/// Ends when every file has been read; whether all are settled is the exit code.
pub(crate) async fn for_a_case(door: &Door, arguments: &IndlaesArguments) -> anyhow::Result<bool> {
    door.sign_in().await?;
    let number = arguments.sag.as_deref().context(of("indlaes.arg.sag"))?;
    let case = case_of(door, number).await?;
    let paths = arguments
        .paths
        .iter()
        .map(std::path::absolute)
        .collect::<std::io::Result<Vec<_>>>()?;
    let offered = door.desk.offer_files(paths).await.map_err(refused)?;
    let started = StartIntake {
        case_id: case,
        offer: offered.id,
    };
    let mut detail = door.desk.start_intake(started).await.map_err(refused)?;
    let id = detail.row.id.clone();
    while !detail.row.is_read {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        detail = show_again(door, &id).await?;
        if let Some(progress) = detail.progress.as_ref().filter(|_| !arguments.json) {
            tell_progress(progress.files_read, progress.files_known);
        }
    }
    if arguments.json {
        show_json(&detail)?;
    } else {
        let sums = &detail.row.sums;
        let line = of("indlaes.sums")
            .replace("{files}", &sums.files.to_string())
            .replace("{taken}", &sums.taken.to_string())
            .replace("{pages}", &sums.pages.to_string())
            .replace("{duplicates}", &sums.duplicates.to_string())
            .replace("{containers}", &sums.containers.to_string())
            .replace("{left_out}", &sums.left_out.to_string())
            .replace("{unreadable}", &sums.unreadable.to_string());
        show(&line);
        if sums.hidden_undecided > 0 {
            show(&with("indlaes.hidden", "{count}", &sums.hidden_undecided));
        }
        show(of(match detail.row.is_complete {
            true => "indlaes.complete",
            false => "indlaes.incomplete",
        }));
    }
    Ok(detail.row.is_complete)
}

async fn show_again(door: &Door, id: &str) -> anyhow::Result<IntakeDetail> {
    let request = ShowIntake { id: id.to_owned() };
    door.desk.show_intake(request).await.map_err(refused)
}

async fn case_of(door: &Door, number: &str) -> anyhow::Result<String> {
    let page = door
        .desk
        .list_cases(ListCases {
            text: number.to_owned(),
            limit: 50,
            ..ListCases::default()
        })
        .await
        .map_err(refused)?;
    page.rows
        .into_iter()
        .find(|case| case.number == number)
        .map(|case| case.id)
        .with_context(|| with("indlaes.no_case", "{number}", &number))
}
