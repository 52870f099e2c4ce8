use std::io::Cursor;

use base64::Engine as _;
use calamine::{Data, DataType as _, Range, Reader as _, Xlsx, open_workbook_from_rs};
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::{demo_for, demo_for_anne};
use crate::support::NOTHING;

fn everybodys() -> ListDeadlines {
    ListDeadlines {
        whose: DeadlineWhose::Everybodys,
        limit: 500,
        ..ListDeadlines::default()
    }
}

async fn exported(
    test: &TestDesk,
    list: ListDeadlines,
    format: ExportFormat,
) -> (ExportedFile, Vec<u8>) {
    let file = test
        .desk
        .export_deadlines(ExportDeadlines { list, format })
        .await
        .unwrap();
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&file.base64)
        .unwrap();
    (file, bytes)
}

fn sheet(bytes: Vec<u8>) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Frister"]);
    book.worksheet_range("Frister").unwrap()
}

/// What a spreadsheet reads in the file: quotes open and close a field, whatever stands between them.
fn fields(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut inside = false;
    let mut signs = csv.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if inside && signs.peek() == Some(&'"') => {
                field.push('"');
                signs.next();
            }
            '"' => inside = !inside,
            ';' if !inside => row.push(std::mem::take(&mut field)),
            '\r' if !inside => {}
            '\n' if !inside => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(sign),
        }
    }
    assert!(
        !inside && field.is_empty(),
        "the file ends with its last row"
    );
    rows
}

/// A deadline whose text a spreadsheet could take for a formula, break a line at, or cut in two.
async fn with_odd_words(test: &TestDesk, about: &str) {
    let mine = ListCases {
        only_mine: true,
        limit: 1,
        ..ListCases::default()
    };
    let case = test.desk.list_cases(mine).await.unwrap().rows[0].id.clone();
    test.desk
        .add_deadline(AddDeadline {
            case_id: case,
            rule: "OFL-36".to_owned(),
            start: "2026-11-20".to_owned(),
            start_time: None,
            chosen: None,
            about: about.to_owned(),
            part_of: None,
        })
        .await
        .unwrap();
}

const ODD: &str = "=HYPERLINK(\"http://x\";\"Klik, Ærø\")";

#[tokio::test]
async fn the_spreadsheet_holds_the_rows_of_the_list_with_days_that_are_days() {
    let test = demo_for_anne().await;
    with_odd_words(&test, ODD).await;
    let page = test.desk.list_deadlines(everybodys()).await.unwrap();
    let (file, bytes) = exported(&test, everybodys(), ExportFormat::Xlsx).await;
    assert_eq!(file.name, "frister-2026-11-21.xlsx");
    assert_eq!((file.rows, file.is_cut), (page.total, false));
    let sheet = sheet(bytes);
    assert_eq!(sheet.height(), page.total as usize + 1);
    let heads: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    for (row, expected) in sheet.rows().skip(1).zip(&page.rows) {
        let due = row[column("Frist")].get_datetime().map(|day| {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        });
        assert_eq!(due, expected.due);
        assert_eq!(row[column("Sagsnummer")].to_string(), expected.case_number);
        assert_eq!(row[column("Sag")].to_string(), expected.case_title);
        assert_eq!(
            row[column("Borger")].to_string(),
            expected.citizen.clone().unwrap_or_default()
        );
        assert_eq!(row[column("Vedrører")].to_string(), expected.about);
        assert_ne!(
            row[column("Type")].to_string(),
            expected.rule,
            "the rule's name, not its id"
        );
    }
    let odd = sheet
        .rows()
        .any(|row| row[column("Vedrører")] == Data::String(ODD.to_owned()));
    assert!(odd, "what looks like a formula is text");
    let late = sheet
        .rows()
        .find(|row| row[column("Status")] == "overskredet")
        .unwrap();
    assert!(
        late[column("Dage tilbage")]
            .get_float()
            .is_some_and(|days| days < 0.0)
    );
}

#[tokio::test]
async fn the_csv_file_reads_back_as_the_list_and_runs_no_formula() {
    let test = demo_for_anne().await;
    with_odd_words(&test, ODD).await;
    let page = test.desk.list_deadlines(everybodys()).await.unwrap();
    let (file, bytes) = exported(&test, everybodys(), ExportFormat::Csv).await;
    assert_eq!(file.name, "frister-2026-11-21.csv");
    let text = String::from_utf8(bytes).unwrap();
    let csv = text
        .strip_prefix('\u{feff}')
        .expect("the mark that Excel wants");
    assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
    let rows = fields(csv);
    assert_eq!(rows.len(), page.total as usize + 1);
    let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    for (row, expected) in rows[1..].iter().zip(&page.rows) {
        assert_eq!(row.len(), rows[0].len());
        assert_eq!(row[column("Sag")], expected.case_title);
        let day = expected.due.as_ref().map(|due| {
            let parts: Vec<&str> = due.split('-').rev().collect();
            parts.join("-")
        });
        assert_eq!(row[column("Frist")], day.unwrap_or_default());
    }
    let abouts: Vec<&str> = rows[1..]
        .iter()
        .map(|row| row[column("Vedrører")].as_str())
        .collect();
    assert!(abouts.contains(&format!("'{ODD}").as_str()), "{abouts:?}");
    for field in rows.iter().flatten() {
        let is_number = field.parse::<i64>().is_ok();
        assert!(
            is_number || !field.starts_with(['=', '+', '-', '@', '\t']),
            "{field}"
        );
    }
}

#[tokio::test]
async fn the_file_is_the_filtered_list_within_reach_and_the_log_says_how_long_it_was() {
    let anne = demo_for_anne().await;
    let late = ListDeadlines {
        state: Some(DeadlineState::Late),
        ..everybodys()
    };
    let listed = anne.desk.list_deadlines(late.clone()).await.unwrap().total;
    let (file, _) = exported(&anne, late.clone(), ExportFormat::Csv).await;
    assert_eq!(file.rows, listed);
    let none = ListDeadlines {
        text: "findesikke".to_owned(),
        ..everybodys()
    };
    let (file, bytes) = exported(&anne, none, ExportFormat::Xlsx).await;
    assert_eq!(file.rows, 0);
    assert_eq!(sheet(bytes).height(), 1, "its head alone");

    let dorthe = demo_for("dorthe", "lyset i det øverste vindue").await;
    let (all, bytes) = exported(&dorthe, everybodys(), ExportFormat::Xlsx).await;
    assert!(all.rows > 2_000, "more than is read at once: {}", all.rows);
    let all_rows = sheet(bytes);
    assert_eq!(all_rows.height(), all.rows as usize + 1);
    let days: Vec<f64> = all_rows
        .rows()
        .skip(1)
        .filter_map(|row| row[0].get_datetime().map(|day| day.as_f64()))
        .collect();
    assert!(
        days.len() > 2_000 && days.is_sorted(),
        "the soonest first, also where one reading ends"
    );
    let log = dorthe
        .desk
        .list_audit(ListAudit {
            act: Some("deadlines_exported".to_owned()),
            limit: 10,
            ..ListAudit::default()
        })
        .await
        .unwrap();
    assert_eq!(log.total, 1);
    let details = log.rows[0].details.join(" ");
    assert!(
        details.contains("xlsx") && details.contains(&all.rows.to_string()),
        "{details}"
    );
    dorthe.desk.sign_out(NOTHING).await.unwrap();
}

#[tokio::test]
async fn the_file_is_written_in_the_language_of_who_takes_it_out() {
    let anne = demo_for_anne().await;
    anne.desk
        .change_setting(ChangeSetting {
            key: "language".to_owned(),
            value: Some("en".to_owned()),
        })
        .await
        .unwrap();
    let (file, bytes) = exported(&anne, everybodys(), ExportFormat::Csv).await;
    assert_eq!(file.name, "deadlines-2026-11-21.csv");
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("\u{feff}Due;At;Days left;"),
        "{}",
        &text[..60]
    );
}
