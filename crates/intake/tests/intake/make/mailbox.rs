//! A mailbox of conversations that are known: who answered whom, in which program, with or without quotations,
//! numbers and marks. All people are invented.

use super::mails::{Mail, eml, html, plain, someone};

pub(crate) struct Known {
    /// Each mail, and the conversation it belongs to.
    pub(crate) mails: Vec<(Vec<u8>, usize)>,
}

/// Always the same.
pub(crate) fn mailbox(most: usize) -> Known {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let mut mails = Vec::new();
    let mut conversation = 0;
    while mails.len() < most {
        let length = (1 + next(7) as usize).min(most - mails.len());
        mails.extend(
            one(conversation, length, &mut next)
                .into_iter()
                .map(|mail| (mail, conversation)),
        );
        conversation += 1;
    }
    // A mailbox keeps no order.
    for at in (1..mails.len()).rev() {
        let other = next(at as u64 + 1) as usize;
        mails.swap(at, other);
    }
    Known { mails }
}

/// How an answer carries what it answers.
enum Carries {
    Numbers,
    NumbersAndQuotation,
    QuotationOnly,
    SubjectOnly,
}

fn one(number: usize, length: usize, next: &mut impl FnMut(u64) -> u64) -> Vec<Vec<u8>> {
    // Subjects that many use, so that a subject alone says little.
    let subjects = [
        "Ansøgning",
        "Møde i næste uge",
        "Spørgsmål til min sag",
        "Aktindsigt",
    ];
    let subject = subjects[number % subjects.len()];
    let officer = someone("Søren Østergård", "soren@havrelunde.example");
    let citizen = someone(
        &format!("Borger Nr. {number}"),
        &format!("borger{number}@a.example"),
    );
    let mut all = Vec::new();
    let mut texts: Vec<(String, (String, String), String)> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for index in 0..length {
        let (from, to) = if index % 2 == 0 {
            (citizen.clone(), officer.clone())
        } else {
            (officer.clone(), citizen.clone())
        };
        let own = match next(5) {
            0 => "Tak!".to_owned(),
            _ => format!(
                "Hej {}\n\nDet drejer sig om punkt {index} i sag {number}, som vi talte om i telefonen, og om bilag {}.\n\nVenlig hilsen\n{}",
                to.0,
                next(1_000_000),
                from.0
            ),
        };
        let day = 1 + index;
        let date = format!(
            "{day} Nov 2026 {:02}:{:02}:00 +0100",
            8 + number % 10,
            number % 60
        );
        let id = format!("<{number}.{index}@a.example>");
        let mut mail = Mail {
            id: id.clone(),
            from: from.clone(),
            to: vec![to],
            subject: if index == 0 {
                subject.to_owned()
            } else {
                format!("{}{subject}", ["SV: ", "Re: ", "Sv: Re: "][index % 3])
            },
            date: date.clone(),
            ..Mail::default()
        };
        let mut quoted = String::new();
        let is_html = next(2) == 0;
        if let Some((text, author, sent)) = texts.last() {
            // Only what is long enough to be known again can be carried by its words alone.
            let can_be_known = text.contains("punkt");
            let carries = match next(6) {
                0 if can_be_known => Carries::QuotationOnly,
                1 => Carries::SubjectOnly,
                2 => Carries::Numbers,
                _ => Carries::NumbersAndQuotation,
            };
            if matches!(carries, Carries::Numbers | Carries::NumbersAndQuotation) {
                mail.reply_to_id = ids.last().cloned().unwrap_or_default();
                mail.references = ids.clone();
            }
            if matches!(carries, Carries::QuotationOnly) {
                mail.subject = format!("Noget helt andet {number}");
            }
            if matches!(
                carries,
                Carries::QuotationOnly | Carries::NumbersAndQuotation
            ) {
                let marked: String = text.lines().map(|line| format!("> {line}\n")).collect();
                quoted = match (is_html, next(2)) {
                    (true, _) => format!(
                        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Fra:</b> {} &lt;{}&gt;<br><b>Sendt:</b> {sent}<br><b>Emne:</b> {subject}</p></div>{}",
                        author.0,
                        author.1,
                        paragraphs(text)
                    ),
                    (false, 0) => format!(
                        "\n\nDen {day}. nov. 2026 kl. 10.12 skrev {} <{}>:\n\n{marked}",
                        author.0, author.1
                    ),
                    (false, _) => format!(
                        "\n\n-----Oprindelig meddelelse-----\nFra: {} <{}>\nSendt: {sent}\nEmne: {subject}\n\n{text}\n",
                        author.0, author.1
                    ),
                };
            }
        }
        mail.body = if is_html {
            html(&format!(
                "<html><body>{}{quoted}</body></html>",
                paragraphs(&own)
            ))
        } else {
            plain(&format!("{own}{quoted}"))
        };
        all.push(eml(&mail));
        texts.push((own, from, date));
        ids.push(id);
    }
    all
}

fn paragraphs(text: &str) -> String {
    text.lines()
        .map(|line| {
            let line = if line.is_empty() { "&nbsp;" } else { line };
            format!("<p class=MsoNormal>{line}</p>\n")
        })
        .collect()
}
