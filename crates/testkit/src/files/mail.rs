use chrono::{Days, NaiveDate};

use super::encoding::{base64_lines, header_text, percent_encoded, quoted_printable};
use super::{Correspondent, Story, html, pdf, plain};
use crate::municipality::Dice;

/// A message with its text twice (plain and HTML) and one file.
pub(super) fn message(story: &Story, dice: &mut Dice) -> Vec<u8> {
    let (name, media_type, bytes) = match dice.below(3) {
        0 => ("Bilag med æøå.pdf", "application/pdf", pdf::letter(story)),
        1 => ("Udgifter.csv", "text/csv", plain::csv(story)),
        _ => ("Bemærkninger.txt", "text/plain", plain::text(story)),
    };
    let outer = format!("=_ydre_{:016x}", dice.next());
    let inner = format!("=_indre_{:016x}", dice.next());
    let minute = dice.below(60);
    let mut text = headers(story, story.date, minute, &story.author, &story.recipient);
    text.push_str(&format!(
        "Content-Type: multipart/mixed; boundary=\"{outer}\"\r\n\r\n\
         --{outer}\r\nContent-Type: multipart/alternative; boundary=\"{inner}\"\r\n\r\n\
         --{inner}\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n\
         --{inner}\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--{inner}--\r\n\
         --{outer}\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename*=utf-8''{}\r\n\r\n{}\r\n--{outer}--\r\n",
        quoted_printable(&body(story)),
        base64_lines(&html::write(story)),
        percent_encoded(name),
        base64_lines(&bytes),
    ));
    text.into_bytes()
}

/// Three from one person, the oldest first.
pub(super) fn mailbox(story: &Story, dice: &mut Dice) -> Vec<u8> {
    let mut text = String::new();
    for place in 0..3_u8 {
        let date = story.date - Days::new(u64::from(2 - place));
        let (from, to) = (&story.author, &story.recipient);
        let minute = dice.below(60);
        text.push_str(&format!(
            "From {} {} 08:{minute:02}:00 {}\n",
            from.email,
            date.format("%a %b %e"),
            date.format("%Y")
        ));
        let mut message = headers(story, date, minute, from, to);
        message.push_str(
            "Content-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n",
        );
        let paragraph = story.paragraphs.get(usize::from(place));
        let paragraph = paragraph.map_or("", |paragraph| paragraph);
        message.push_str(&quoted_printable(&format!(
            "Hej

{paragraph}
"
        )));
        message.push_str("\r\nFrom nu af svarer jeg kun om formiddagen.\r\n");
        // Mailbox lines that begin with "From " would begin a new message.
        let quoted = message
            .replace("\r\n", "\n")
            .replace("\nFrom nu", "\n>From nu");
        text.push_str(&quoted);
        text.push('\n');
    }
    text.into_bytes()
}

fn body(story: &Story) -> String {
    format!("Hej\n\n{}\n", story.paragraphs.join("\n\n"))
}

fn headers(
    story: &Story,
    date: NaiveDate,
    minute: usize,
    from: &Correspondent,
    to: &Correspondent,
) -> String {
    format!(
        "From: {} <{}>\r\nTo: {} <{}>\r\nSubject: {}\r\n\
         Date: {} 08:{minute:02}:00 +0100\r\nMessage-ID: <{}.{}.{minute}@havrelunde.example>\r\n\
         MIME-Version: 1.0\r\n",
        header_text(&from.name),
        from.email,
        header_text(&to.name),
        to.email,
        header_text(&story.title),
        date.format("%a, %d %b %Y"),
        story.case_number,
        date.format("%Y%m%d"),
    )
}
