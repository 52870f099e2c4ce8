use chrono::NaiveDate;
use sagsbord_contract::{DeadlineBreach, DeadlineRow, DeadlineState, Sensitivity};
use sagsbord_law::{Language, Law, day_with_weekday, word};

use super::wording::Wording;
use crate::table_file::{Cell, Column};

/// Each with its width, in the order of `cells`.
const COLUMNS: [(&str, u16); 17] = [
    ("due", 12),
    ("due_time", 7),
    ("left", 12),
    ("state", 14),
    ("duty", 40),
    ("rule", 40),
    ("about", 24),
    ("verified", 15),
    ("number", 14),
    ("title", 44),
    ("sensitivity", 16),
    ("citizen", 26),
    ("responsible", 22),
    ("unit", 28),
    ("source", 18),
    ("started", 12),
    ("told", 18),
];

pub(super) fn columns(words: &Wording) -> Vec<Column> {
    COLUMNS
        .into_iter()
        .map(|(key, width)| Column {
            header: words.say(&format!("column.{key}")).to_owned(),
            width,
        })
        .collect()
}

pub(super) fn cells(row: DeadlineRow, words: &Wording, law: &Law, today: NaiveDate) -> [Cell; 17] {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let due: Option<NaiveDate> = day(&row.due);
    let rule = law.rules.versions(&row.rule).last();
    let is_verified = rule.is_some_and(|rule| rule.confidence.is_verified());
    let rule = rule.map_or(row.rule, |rule| match words.language {
        Language::Da => rule.name.da.clone(),
        Language::En => rule.name.en.clone(),
    });
    let say = |key: &str| Cell::text(words.say(key));
    let a_day = |day: Option<NaiveDate>| day.map_or(Cell::Empty, Cell::Day);
    [
        a_day(due),
        Cell::optional(row.due_time),
        due.map_or(Cell::Empty, |due| Cell::Number((due - today).num_days())),
        say(state(row.state)),
        duty(&row.breach, words.language).map_or(Cell::Empty, Cell::Text),
        Cell::Text(rule),
        Cell::Text(row.about),
        say(if is_verified {
            "verified.yes"
        } else {
            "verified.no"
        }),
        Cell::Text(row.case_number),
        Cell::Text(row.case_title),
        say(sensitivity(row.sensitivity)),
        Cell::optional(row.citizen),
        Cell::optional(row.responsible),
        Cell::Text(row.unit),
        Cell::Text(row.source),
        a_day(day(&Some(row.started))),
        a_day(day(&row.told)),
    ]
}

/// What the overrun asks for. That it is late stands in its own column.
fn duty(breach: &DeadlineBreach, language: Language) -> Option<String> {
    let with_day = |code: &str, day: &str| {
        let day = day
            .parse()
            .map_or_else(|_| day.to_owned(), |day| day_with_weekday(day, language));
        Some(word(language, "breach", code, &[&day]))
    };
    match breach {
        DeadlineBreach::None | DeadlineBreach::Late => None,
        DeadlineBreach::LetterBy { day } => with_day("letter_by", day),
        DeadlineBreach::ToldUntil { day } => with_day("told_until", day),
        DeadlineBreach::OfDuty { since, why } => with_day(why, since),
    }
}

fn state(state: DeadlineState) -> &'static str {
    match state {
        DeadlineState::Late => "state.late",
        DeadlineState::Today => "state.today",
        DeadlineState::ThisWeek => "state.this_week",
        DeadlineState::Later => "state.later",
        DeadlineState::Stopped => "state.stopped",
        DeadlineState::NoDay => "state.no_day",
        DeadlineState::CompletedInTime => "state.completed_in_time",
        DeadlineState::CompletedLate => "state.completed_late",
    }
}

fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::NotConfidential => "sensitivity.not_confidential",
        Sensitivity::Confidential => "sensitivity.confidential",
        Sensitivity::Sensitive => "sensitivity.sensitive",
        Sensitivity::Vip => "sensitivity.vip",
    }
}

#[cfg(test)]
mod tests {
    use super::super::wording::in_language;
    use super::*;

    #[test]
    fn every_word_of_the_file_has_a_text() {
        for language in [Language::Da, Language::En] {
            let words = in_language(language);
            for column in columns(words) {
                assert!(
                    !column.header.contains('.') || column.header == "Kl.",
                    "{column:?}"
                );
            }
            for key in [
                state(DeadlineState::ThisWeek),
                state(DeadlineState::CompletedLate),
                sensitivity(Sensitivity::NotConfidential),
                "verified.no",
                "sheet",
                "file",
            ] {
                assert_ne!(words.say(key), key);
            }
        }
    }
}
