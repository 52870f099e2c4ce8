//! One's own deadlines as a file for a calendar outside the program.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::deadlines::{a_case, asked};
use crate::support::{NOTHING, sign_in_as};

/// The lines of the file as a calendar reads them: unfolded.
fn unfolded(text: &str) -> Vec<String> {
    let text = text.replace("\r\n ", "").replace("\r\n\t", "");
    text.split("\r\n").map(str::to_owned).collect()
}

fn values<'t>(lines: &'t [String], name: &str) -> Vec<&'t str> {
    let value = |line: &'t String| {
        let (key, value) = line.split_once(':')?;
        (key.split(';').next() == Some(name)).then_some(value)
    };
    lines.iter().filter_map(value).collect()
}

#[tokio::test]
async fn the_file_has_a_day_for_each_of_ones_deadlines_and_names_nobody() {
    let test = demo_for_anne().await;
    let file = test.desk.calendar_file(NOTHING).await.unwrap();
    let mine = ListDeadlines {
        limit: 500,
        ..ListDeadlines::default()
    };
    let rows = test.desk.list_deadlines(mine).await.unwrap().rows;
    let with_a_day: Vec<&DeadlineRow> = rows.iter().filter(|row| row.due.is_some()).collect();
    assert!(
        file.text.starts_with("BEGIN:VCALENDAR\r\n"),
        "{}",
        file.text
    );
    assert!(
        file.text.lines().all(|line| line.len() <= 75),
        "longer lines are folded"
    );

    let lines = unfolded(&file.text);
    assert_eq!(values(&lines, "SUMMARY").len(), with_a_day.len());
    assert_eq!(values(&lines, "CLASS").len(), with_a_day.len());
    for row in &with_a_day {
        let uid = format!("{}@sagsbord", row.id);
        let place = lines.iter().position(|line| *line == format!("UID:{uid}"));
        assert!(place.is_some(), "{uid}");
    }
    let days: Vec<String> = with_a_day
        .iter()
        .filter(|row| row.due_time.is_none())
        .filter_map(|row| row.due.as_ref().map(|due| due.replace('-', "")))
        .collect();
    let starts = values(&lines, "DTSTART");
    for day in days {
        assert!(starts.contains(&day.as_str()), "{day}");
    }
    for row in &rows {
        let named = [Some(&row.case_title), row.citizen.as_ref()];
        for text in named.into_iter().flatten() {
            assert!(!file.text.contains(text.as_str()), "{text}");
        }
    }
}

#[tokio::test]
async fn an_hour_a_comma_and_a_letter_of_ours_reach_the_calendar_as_they_are() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let now = sagsbord_domain::danish_clock(test.clock.now());
    let mut by_the_hour = asked(&case, "GDPR-33", &now.date().to_string());
    by_the_hour.start_time = Some("08:00".to_owned());
    let added = test.desk.add_deadline(by_the_hour).await.unwrap();
    test.desk
        .add_deadline(asked(&case, "OFL-36-14", &now.date().to_string()))
        .await
        .unwrap();
    let lines = unfolded(&test.desk.calendar_file(NOTHING).await.unwrap().text);
    let titles = values(&lines, "SUMMARY");
    assert!(
        titles
            .iter()
            .any(|title| title.starts_with("Frist: Aktindsigt\\, mange dokumenter eller høring")),
        "{titles:?}"
    );
    // 08:00 in Denmark in winter, three days on.
    let due = added.row.due.unwrap().replace('-', "");
    let starts = values(&lines, "DTSTART");
    assert!(
        starts.contains(&format!("{due}T070000Z").as_str()),
        "{starts:?}"
    );
}

async fn read_when(file: &Path, is_right: impl Fn(&str) -> bool) -> String {
    for _ in 0..200 {
        if let Ok(text) = std::fs::read_to_string(file)
            && is_right(&text)
        {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} was not written so", file.display());
}

fn folder_setting(folder: &str) -> ChangeSetting {
    ChangeSetting {
        key: "calendar_folder".to_owned(),
        value: Some(folder.to_owned()),
    }
}

fn calendar_in(test: &TestDesk) -> (PathBuf, PathBuf) {
    let folder = test.outer_folder().join("kalender");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("sagsbord-frister.ics");
    (folder, file)
}

#[tokio::test]
async fn the_file_in_ones_folder_follows_what_is_done_and_is_nobody_elses() {
    let test = demo_for_anne().await;
    let (folder, file) = calendar_in(&test);
    let watch = test.desk.watch();
    let chosen = folder_setting(&folder.display().to_string());
    test.desk.change_setting(chosen).await.unwrap();
    let before = read_when(&file, |text| text.contains("BEGIN:VEVENT")).await;

    let case = a_case(&test).await;
    let today = sagsbord_domain::danish_day(test.clock.now()).to_string();
    let added = test.desk.add_deadline(asked(&case, "OFL-36", &today)).await;
    let uid = format!("UID:{}", added.unwrap().row.id);
    assert!(!before.contains(&uid));
    let after = read_when(&file, |text| text.contains(&uid)).await;

    // Bo sits down at the same desk. He chose no folder, so nothing of his is written.
    test.desk.sign_out(NOTHING).await.unwrap();
    let bo = sign_in_as("bo", "kaffe på den grønne bænk");
    test.desk.sign_in(bo).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing half written stays: {left:?}");
    watch.abort();
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_in_is_refused() {
    let test = demo_for_anne().await;
    let (folder, file) = calendar_in(&test);
    std::fs::write(&file, "en fil").unwrap();
    for wrong in ["kalender", "/findes/ikke", &file.display().to_string()] {
        let refused = test
            .desk
            .change_setting(folder_setting(wrong))
            .await
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::FolderNotWritable, "{wrong}");
        assert_eq!(refused.field.as_deref(), Some("value"));
    }
    let good = folder_setting(&folder.display().to_string());
    test.desk.change_setting(good).await.unwrap();
    // To want no file any more is always possible.
    test.desk.change_setting(folder_setting("")).await.unwrap();
}
