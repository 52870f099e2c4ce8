use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sagsbord_contract::{CitizenAccessLog, ErrorCode, LookRow};
use sagsbord_domain::{danish_clock, danish_day};
use sagsbord_law::Language;
use sagsbord_pdf::{
    LetterBlock, LetterColumn, LetterHead, LetterOrder, LetterTable, LetterText, ReleaseDate,
    set_letter,
};

use super::reveal::purpose_code;
use crate::AppError;
use crate::table_file::Words;

static DANISH: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../messages/access-log.da.txt")));
static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../messages/access-log.en.txt")));

pub(super) struct Printed {
    pub log: CitizenAccessLog,
    pub with_names: bool,
    pub municipality: String,
    pub today: NaiveDate,
    pub language: Language,
}

/// The file's name and its bytes.
pub(super) fn set_log(printed: &Printed) -> Result<(String, Vec<u8>), AppError> {
    let words: &Words = match printed.language {
        Language::Da => &DANISH,
        Language::En => &ENGLISH,
    };
    let intro = words
        .say("intro")
        .replace("{municipality}", &printed.municipality);
    let mut body = vec![LetterBlock::Paragraph(intro.into())];
    if !printed.log.is_whole {
        body.push(LetterBlock::Paragraph(words.say("part").into()));
    }
    body.push(if printed.log.rows.is_empty() {
        LetterBlock::Paragraph(words.say("none").into())
    } else {
        LetterBlock::Table(table(printed, words))
    });
    let date = release_date(printed.today);
    let order = LetterOrder {
        title: words.say("title").to_owned(),
        head: LetterHead {
            date: Some(date),
            facts: vec![(words.say("name").to_owned(), printed.log.name.clone())],
            ..LetterHead::default()
        },
        body,
        foot: printed.municipality.clone(),
    };
    let set =
        set_letter(&order, date).map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    Ok((
        format!("{}-{}.pdf", words.say("file"), printed.today),
        set.bytes,
    ))
}

fn table(printed: &Printed, words: &Words) -> LetterTable {
    let mut heads = vec![
        ("at", 3.0),
        ("act", 4.0),
        ("purpose", 3.0),
        ("case", 3.0),
        ("unit", 4.0),
    ];
    if printed.with_names {
        heads.push(("person", 4.0));
    }
    LetterTable {
        columns: heads
            .into_iter()
            .map(|(key, share)| LetterColumn {
                head: words.say(key).to_owned(),
                share,
                is_number: false,
            })
            .collect(),
        rows: printed
            .log
            .rows
            .iter()
            .map(|look| row(look, printed.with_names, words))
            .collect(),
    }
}

fn row(look: &LookRow, with_names: bool, words: &Words) -> Vec<LetterText> {
    let at = look.at.parse::<DateTime<Utc>>().map_or_else(
        |_| look.at.clone(),
        |at| {
            let day = danish_day(at);
            format!(
                "{}.{}.{} {}",
                day.day(),
                day.month(),
                day.year(),
                danish_clock(at).format("%H.%M")
            )
        },
    );
    let purpose = look.purpose.map(|purpose| {
        words
            .say(&format!("purpose.{}", purpose_code(purpose)))
            .to_owned()
    });
    let mut row: Vec<LetterText> = vec![
        at.into(),
        act(look, words).into(),
        purpose.unwrap_or_default().into(),
        look.case_number.clone().unwrap_or_default().into(),
        look.unit.clone().unwrap_or_default().into(),
    ];
    if with_names {
        row.push(look.employee.clone().unwrap_or_default().into());
    }
    row
}

fn act(look: &LookRow, words: &Words) -> String {
    const SHOWN: [&str; 7] = [
        "case_read",
        "document_read",
        "citizen_read",
        "citizen_revealed",
        "citizen_log_read",
        "searched",
        "glass_broken",
    ];
    let key = SHOWN
        .into_iter()
        .find(|act| *act == look.act)
        .unwrap_or("other");
    words.say(&format!("act.{key}")).to_owned()
}

fn release_date(day: NaiveDate) -> ReleaseDate {
    ReleaseDate {
        year: u16::try_from(day.year()).unwrap_or_default(),
        month: u8::try_from(day.month()).unwrap_or(1),
        day: u8::try_from(day.day()).unwrap_or(1),
    }
}
