use super::encoding::{folded_line, unescaped_line};
use super::{Correspondent, Story};

pub(super) fn write(story: &Story) -> Vec<u8> {
    [&story.recipient, &story.author]
        .into_iter()
        .map(|person| card(story, person))
        .collect::<String>()
        .into_bytes()
}

fn card(story: &Story, person: &Correspondent) -> String {
    let (given, last) = person.name.rsplit_once(' ').unwrap_or(("", &person.name));
    let mut text = String::from("BEGIN:VCARD\r\nVERSION:3.0\r\n");
    text.push_str(&unescaped_line("N", &format!("{last};{given};;;")));
    text.push_str(&folded_line("FN", &person.name));
    text.push_str(&folded_line("EMAIL", &person.email));
    text.push_str(&folded_line("TEL;TYPE=CELL", &person.phone));
    text.push_str(&folded_line(
        "NOTE",
        &format!("{} {}", story.title, story.paragraphs.join(" ")),
    ));
    text.push_str("END:VCARD\r\n");
    text
}
