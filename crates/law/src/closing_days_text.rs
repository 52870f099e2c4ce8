use chrono::NaiveDate;
use sagsbord_domain::Name;
use sagsbord_domain::calendar::ClosingReach;

/// A closing day as somebody wishes it, before it is read and checked as part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingDayAsked {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub name: Name,
    pub reach: ClosingReach,
    pub ground: String,
}

/// The file that says so, and the line on which each of them begins.
pub fn closing_days_text(days: &[ClosingDayAsked]) -> (String, Vec<usize>) {
    let (mut text, mut begins) = (String::new(), Vec::new());
    for day in days {
        begins.push(text.matches('\n').count() + 1);
        text.push_str("[[closed]]\n");
        text.push_str(&format!("first = {}\nlast = {}\n", day.first, day.last));
        text.push_str(&format!(
            "name = {{ da = {}, en = {} }}\n",
            quoted(&day.name.da),
            quoted(&day.name.en)
        ));
        text.push_str(&format!("reach = \"{}\"\n", day.reach.code()));
        if !day.ground.trim().is_empty() {
            text.push_str(&format!("ground = {}\n", quoted(day.ground.trim())));
        }
        text.push('\n');
    }
    (text, begins)
}

/// What a person wrote, so that it can be nothing but text in the file.
fn quoted(untrusted_text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in untrusted_text.trim().chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            letter if letter.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_closing_days;

    fn asked(name: &str, ground: &str) -> ClosingDayAsked {
        ClosingDayAsked {
            first: "2026-12-28".parse().unwrap(),
            last: "2026-12-30".parse().unwrap(),
            name: Name::new(name, name),
            reach: ClosingReach::EverybodysDeadlines,
            ground: ground.to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_back_the_same_and_no_text_becomes_anything_else() {
        let days = [
            asked("mellem jul og nytår", "byrådets beslutning"),
            asked(
                "\"}\n[[closed]]\nfirst = 2020-01-01 \\",
                "C:\\rådhus\t\"lukket\"",
            ),
        ];
        let (text, begins) = closing_days_text(&days);
        let read = read_closing_days(&text).unwrap();
        assert_eq!(read.len(), days.len(), "{text}");
        for (read, asked) in read.iter().zip(&days) {
            assert_eq!(read.day.name, asked.name);
            assert_eq!(
                (read.day.first, read.day.last, read.day.reach),
                (asked.first, asked.last, asked.reach)
            );
            assert_eq!(read.ground.as_deref(), Some(asked.ground.as_str()));
        }
        let lines: Vec<&str> = text.lines().collect();
        for begins in begins {
            assert_eq!(lines[begins - 1], "[[closed]]");
        }
    }

    #[test]
    fn a_fault_stands_on_a_line_of_the_day_that_has_it() {
        let (text, begins) = closing_days_text(&[asked("lukket", "en grund"), asked("lukket", "")]);
        let faults = read_closing_days(&text).unwrap_err();
        assert_eq!(
            (faults[0].line, faults[0].field.as_str()),
            (begins[1], "ground")
        );
    }
}
