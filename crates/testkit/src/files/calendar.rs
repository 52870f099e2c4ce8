use super::Story;
use super::encoding::{folded_line, unescaped_line};

pub(super) fn write(story: &Story) -> Vec<u8> {
    let day = story.date.format("%Y%m%d");
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    text.push_str("PRODID:-//Havrelunde Kommune//Demo//DA\r\nBEGIN:VEVENT\r\n");
    text.push_str(&folded_line(
        "UID",
        &format!("{}@havrelunde.example", story.case_number),
    ));
    text.push_str(&unescaped_line("DTSTAMP", &format!("{day}T070000Z")));
    text.push_str(&unescaped_line("DTSTART", &format!("{day}T090000Z")));
    text.push_str(&unescaped_line("DTEND", &format!("{day}T100000Z")));
    text.push_str(&folded_line("SUMMARY", &story.title));
    text.push_str(&folded_line("LOCATION", &story.place));
    text.push_str(&folded_line("DESCRIPTION", &story.paragraphs.join("\n\n")));
    for (role, person) in [("ORGANIZER", &story.author), ("ATTENDEE", &story.recipient)] {
        text.push_str(&unescaped_line(
            &format!("{role};CN=\"{}\"", person.name),
            &format!("mailto:{}", person.email),
        ));
    }
    text.push_str("END:VEVENT\r\nEND:VCALENDAR\r\n");
    text.into_bytes()
}
