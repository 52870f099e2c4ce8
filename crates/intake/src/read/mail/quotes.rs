//! A mail's own text, and each mail that it quotes.
//!
//! The copy of a mail that a later one quotes is to be known for what it is, though programs break its lines anew,
//! put signs before them and take its letters' looks away. Therefore the fingerprint is made of what all of them
//! leave: the letters, without spaces, case, and signs that stand for a look.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::QuotedPart;

/// More are told as one with the last.
const MOST_PARTS: usize = 300;
/// Lines that the head of a quoted mail can have.
const LINES_OF_A_HEAD: usize = 14;
const LONGEST_LINE_OF_A_HEAD: usize = 2_000;

/// The parts of the text, the mail's own first. `most` bytes of text are kept of each.
pub(crate) fn parts(text: &str, most: usize) -> Vec<QuotedPart> {
    let lines: Vec<Line<'_>> = text.lines().map(Line::of).collect();
    let mut split = Split {
        parts: vec![Own::default()],
        open: vec![0],
        heads: Vec::new(),
        waiting: None,
    };
    let mut at = 0;
    while at < lines.len() {
        at += split.line(&lines, at);
    }
    split
        .parts
        .into_iter()
        .map(|own| own.told(most))
        .enumerate()
        .filter(|(index, part)| *index == 0 || !part.text.is_empty() || !part.from.is_empty())
        .map(|(_, part)| part)
        .collect()
}

/// What the text is known by, whoever quotes it. Empty for a text that says nothing.
pub(crate) fn fingerprint(text: &str) -> String {
    let plain = plain(text);
    if plain.is_empty() {
        return String::new();
    }
    let digest = Sha256::digest(plain.as_bytes());
    digest.iter().take(16).fold(String::new(), |mut all, byte| {
        use std::fmt::Write;
        // Writing to a string does not fail.
        let _ = write!(all, "{byte:02x}");
        all
    })
}

/// The letters of a text as every program leaves them.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line
            .trim_start_matches(|sign: char| sign == '>' || sign == '|' || sign.is_whitespace());
        // The mark of a list's item.
        let line = line
            .strip_prefix(['•', '·', '*', '-', 'o'])
            .filter(|rest| rest.starts_with(char::is_whitespace))
            .unwrap_or(line);
        add_plain(line, &mut plain);
    }
    plain
}

fn add_plain(line: &str, plain: &mut String) {
    let mut rest = line;
    while !rest.is_empty() {
        // Addresses of links, and marks of pictures, stand in one program's copy and not in another's.
        if let Some(after) = after_mark(rest) {
            rest = after;
            continue;
        }
        let Some(sign) = rest.chars().next() else {
            break;
        };
        rest = &rest[sign.len_utf8()..];
        for sign in sign.nfkc() {
            match sign {
                '*' | '_' | '>' | '|' | '~' | '`' => {}
                '"' | '\'' | '’' | '‘' | '“' | '”' | '„' | '´' | '«' | '»' => {}
                '–' | '—' | '‑' | '−' => plain.push('-'),
                sign if sign.is_whitespace() || sign.is_control() => {}
                sign if crate::kind::is_unseen(sign) => {}
                sign => plain.extend(sign.to_lowercase()),
            }
        }
    }
}

fn after_mark(text: &str) -> Option<&str> {
    const MARKS: [(&str, char); 9] = [
        ("<http", '>'),
        ("<mailto:", '>'),
        ("<tel:", '>'),
        ("[cid:", ']'),
        ("[image", ']'),
        ("[billede", ']'),
        ("[http", ']'),
        ("(http", ')'),
        ("<cid:", '>'),
    ];
    if !text.starts_with(['<', '[', '(']) {
        return None;
    }
    let (_, end) = MARKS.iter().find(|(mark, _)| {
        text.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    })?;
    let inner = crate::found::cut(text, 1_100);
    let at = inner.find(*end)?;
    Some(&text[at + 1..])
}

/// A line without its signs of quotation, and how many they were.
#[derive(Clone, Copy)]
struct Line<'t> {
    level: u32,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Self {
        let mut level = 0;
        let mut rest = line;
        loop {
            let inner = rest.trim_start_matches(' ');
            match inner.strip_prefix('>') {
                Some(after) if inner.len() == rest.len() || level > 0 => {
                    level += 1;
                    rest = after;
                }
                _ => break,
            }
        }
        let text = rest.trim();
        Self { level, text }
    }
}

#[derive(Default)]
struct Head {
    from: String,
    sent: String,
    subject: String,
}

#[derive(Default)]
struct Own {
    depth: u32,
    head: Head,
    text: String,
}

impl Own {
    fn told(self, most: usize) -> QuotedPart {
        let text = self.text.trim();
        QuotedPart {
            depth: self.depth,
            from: self.head.from,
            sent: self.head.sent,
            subject: self.head.subject,
            fingerprint: fingerprint(text),
            text: crate::found::cut(text, most).to_owned(),
        }
    }
}

struct Split {
    parts: Vec<Own>,
    /// For each depth, the part that its lines belong to.
    open: Vec<usize>,
    /// The levels at which a head has said that another mail follows.
    heads: Vec<u32>,
    /// A head whose text comes next, and from which level on.
    waiting: Option<(Head, u32)>,
}

impl Split {
    /// Takes up the line at `at`, and those that belong to it. Returns how many.
    fn line(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        let line = lines[at];
        while self.heads.last().is_some_and(|level| line.level < *level) {
            self.heads.pop();
        }
        if let Some((head, count)) = head_block(lines, at) {
            self.begin_below(line.level, head);
            return count;
        }
        if let Some((head, count)) = attribution(lines, at) {
            let next = lines[at + count..]
                .iter()
                .find(|next| !next.text.is_empty());
            match next {
                Some(next) if next.level > line.level => {
                    self.waiting = Some((head, line.level + 1));
                }
                _ => self.begin_below(line.level, head),
            }
            return count;
        }
        if is_rule(line.text) && rule_before_head(lines, at) {
            return 1;
        }
        let depth = self.depth(line.level);
        if line.text.is_empty() && line.level == 0 && !self.heads.is_empty() {
            self.add(depth, "");
            return 1;
        }
        if line.text.is_empty() {
            // An empty line may belong to what comes before it or after it: never does it begin a part.
            if let Some(part) = self.open.get(depth as usize).copied() {
                self.parts[part].text.push('\n');
            }
            return 1;
        }
        if let Some((head, from)) = self.waiting.take() {
            if line.level >= from {
                self.begin(line.level, head);
            } else {
                self.waiting = Some((head, from));
            }
        }
        self.add(depth, line.text);
        1
    }

    fn depth(&self, level: u32) -> u32 {
        let heads = self.heads.iter().filter(|own| **own <= level).count();
        level.saturating_add(u32::try_from(heads).unwrap_or(u32::MAX))
    }

    /// A mail that goes on to the end of its level.
    fn begin_below(&mut self, level: u32, head: Head) {
        if self.heads.len() < MOST_PARTS {
            self.heads.push(level);
        }
        self.begin(level, head);
    }

    /// A new part, for the lines that follow at this level.
    fn begin(&mut self, level: u32, head: Head) {
        let depth = self.depth(level);
        self.new_part(depth, head);
    }

    fn new_part(&mut self, depth: u32, head: Head) {
        self.open.truncate(depth as usize);
        if self.parts.len() < MOST_PARTS {
            self.parts.push(Own {
                depth,
                head,
                text: String::new(),
            });
        }
        let part = self.parts.len() - 1;
        // Levels may be skipped; their lines then belong to this one too.
        while self.open.len() <= (depth as usize).min(MOST_PARTS) {
            self.open.push(part);
        }
    }

    fn add(&mut self, depth: u32, text: &str) {
        let depth = depth.min(MOST_PARTS as u32);
        if self.open.len() <= depth as usize {
            self.new_part(depth, Head::default());
        }
        self.open.truncate(depth as usize + 1);
        let part = self.open.last().copied().unwrap_or(0);
        let own = &mut self.parts[part].text;
        own.push_str(text);
        own.push('\n');
    }
}

/// The names that mail programs give the lines of a quoted mail's head.
const FROM: [&str; 6] = ["fra", "from", "von", "från", "de", "afsender"];
const SENT: [&str; 9] = [
    "sendt",
    "sent",
    "dato",
    "date",
    "gesendet",
    "datum",
    "skickat",
    "envoyé",
    "sendt den",
];
const SUBJECT: [&str; 5] = ["emne", "subject", "betreff", "ämne", "objet"];
const OTHERS: [&str; 20] = [
    "til",
    "to",
    "an",
    "till",
    "à",
    "cc",
    "kopi",
    "bcc",
    "vedhæftet",
    "vedhæftede filer",
    "attachments",
    "svar til",
    "reply-to",
    "prioritet",
    "importance",
    "vigtighed",
    "følsomhed",
    "on behalf of",
    "på vegne af",
    "cc til",
];

fn named<'t>(line: &'t str, names: &[&str]) -> Option<&'t str> {
    let line = line.trim_start_matches(['*', '_']);
    let line = crate::found::cut(line, LONGEST_LINE_OF_A_HEAD);
    let (name, value) = line.split_once(':')?;
    if name.len() > 40 {
        return None;
    }
    let name = name.trim_matches(['*', '_', ' ', '\u{A0}']).to_lowercase();
    let value = value.trim_matches(|sign: char| sign == '*' || sign.is_whitespace());
    names.contains(&name.as_str()).then_some(value)
}

/// `Fra:` with `Sendt:` or `Emne:` in the lines below it, and a line before it that says that a mail follows.
fn head_block(lines: &[Line<'_>], at: usize) -> Option<(Head, usize)> {
    let level = lines[at].level;
    let mut from = at;
    if is_announced(lines[at].text) {
        from += 1;
        while lines
            .get(from)
            .is_some_and(|line| line.text.is_empty() && line.level == level && from - at < 4)
        {
            from += 1;
        }
    }
    let sender = named(lines.get(from)?.text, &FROM)?;
    let mut head = Head {
        from: address_apart(sender),
        ..Head::default()
    };
    let mut is_head = false;
    let mut last_was = Last::From;
    let mut end = from + 1;
    for line in lines[from + 1..].iter().take(LINES_OF_A_HEAD) {
        if line.level != level || line.text.is_empty() {
            break;
        }
        if let Some(sent) = named(line.text, &SENT) {
            head.sent = sent.to_owned();
            is_head = true;
            last_was = Last::Sent;
        } else if let Some(subject) = named(line.text, &SUBJECT) {
            head.subject = subject.to_owned();
            is_head = true;
            last_was = Last::Subject;
        } else if named(line.text, &OTHERS).is_some() {
            last_was = Last::Other;
        } else if last_was == Last::Other {
            // A long list of recipients goes on on lines of its own.
            if !line.text.contains(['@', ';', '<']) {
                break;
            }
        } else {
            break;
        }
        end += 1;
    }
    is_head.then_some((head, end - at))
}

#[derive(PartialEq)]
enum Last {
    From,
    Sent,
    Subject,
    Other,
}

fn is_announced(line: &str) -> bool {
    const SAID: [&str; 12] = [
        "oprindelig meddelelse",
        "original message",
        "videresendt meddelelse",
        "videresendt besked",
        "forwarded message",
        "ursprüngliche nachricht",
        "originalmeddelelse",
        "videresendt mail",
        "ursprungligt meddelande",
        "oprindelig besked",
        "message d'origine",
        "oprindelig mail",
    ];
    let inner = line.trim_matches(['-', ' ', '_', '=']);
    if inner.len() > 60 {
        return false;
    }
    let inner = inner.to_lowercase();
    let is_ruled = line.starts_with("--");
    is_ruled && SAID.contains(&inner.as_str())
        || matches!(
            inner.trim_end_matches(':'),
            "start på videresendt besked"
                | "startet besked videresendt"
                | "begin forwarded message"
                | "videresendt besked"
                | "start på videresendt meddelelse"
        ) && line.ends_with(':')
}

/// The line that some programs draw above a head.
fn is_rule(line: &str) -> bool {
    line.len() >= 10 && line.chars().all(|sign| matches!(sign, '_' | '-' | '='))
}

fn rule_before_head(lines: &[Line<'_>], at: usize) -> bool {
    let next = lines[at + 1..]
        .iter()
        .take(4)
        .position(|line| !line.text.is_empty());
    next.is_some_and(|next| {
        let at = at + 1 + next;
        lines[at].level == lines[at - 1].level && head_block(lines, at).is_some()
    })
}

/// `Den 3. nov. 2026 kl. 10.12 skrev Navn <adresse>:` and its like, on as many as four lines.
fn attribution(lines: &[Line<'_>], at: usize) -> Option<(Head, usize)> {
    const LONGEST: usize = 400;
    let level = lines[at].level;
    let first = lines[at].text;
    let begins = ["den ", "on ", "am ", "d. ", "le "].iter().any(|start| {
        first
            .get(..start.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(start))
    });
    let may_begin =
        begins || first.contains(" skrev ") || first.starts_with("20") && first.contains('@');
    if !may_begin || first.len() > LONGEST {
        return None;
    }
    let mut said = String::new();
    for (count, line) in lines[at..].iter().take(4).enumerate() {
        if line.level != level || line.text.is_empty() || said.len() > LONGEST {
            return None;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(line.text);
        if said.ends_with(':') {
            return head_of_attribution(&said).map(|head| (head, count + 1));
        }
    }
    None
}

fn head_of_attribution(said: &str) -> Option<Head> {
    let said = said.trim_end_matches(':').trim();
    let has_year = said
        .split(|sign: char| !sign.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
    let has_day = said.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let head = |from: &str, sent: &str| {
        Some(Head {
            from: address_apart(from),
            sent: sent.trim_matches([',', ' ']).to_owned(),
            subject: String::new(),
        })
    };
    // `Den … skrev NN`
    if let Some((sent, from)) = said.split_once(" skrev ") {
        let sent_apart = sent
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("den "));
        if sent_apart.is_some() && has_day {
            return head(from, &sent[4..]);
        }
        // `NN skrev den …`
        let from_first = from
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("den "));
        if from_first.is_some() && has_day {
            return head(sent, &from[4..]);
        }
        return None;
    }
    // `On …, NN wrote`
    for (start, end) in [
        ("On ", " wrote"),
        ("Am ", " schrieb"),
        ("Den ", " skrev"),
        ("Le ", " a écrit"),
    ] {
        if let Some(inner) = said
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end))
        {
            if !has_year {
                return None;
            }
            let cut = name_of(inner);
            return head(&inner[cut..], &inner[..cut]);
        }
    }
    // `2026-11-03 10:12 GMT+01:00 NN <adresse>`
    if said.starts_with("20") && has_year && said.contains('@') {
        let at = said.find(|sign: char| sign.is_alphabetic() && sign != 'T')?;
        return head(&said[at..], &said[..at]);
    }
    None
}

/// Where the name begins in `Tue, Nov 3, 2026 at 10:12 AM Navn <adresse>`.
fn name_of(inner: &str) -> usize {
    let end_of_time = inner
        .match_indices(':')
        .filter(|(at, _)| inner[at + 1..].starts_with(|sign: char| sign.is_ascii_digit()))
        .map(|(at, _)| at + 3)
        .next_back();
    let from = end_of_time.unwrap_or_else(|| inner.rfind(", ").map_or(0, |at| at + 2));
    let rest = inner.get(from..).unwrap_or_default();
    let skipped = rest.len()
        - rest
            .trim_start_matches(|sign: char| !sign.is_alphabetic())
            .trim_start_matches("AM")
            .trim_start_matches("PM")
            .trim_start_matches(|sign: char| !sign.is_alphabetic() && sign != '"' && sign != '<')
            .len();
    (from + skipped).min(inner.len())
}

/// `Navn [mailto:adresse]` and `Navn <adresse<mailto:adresse>>` as `Navn <adresse>`.
fn address_apart(text: &str) -> String {
    let text = text.replace("[mailto:", "<").replace(']', ">");
    let text = match text.find("<mailto:") {
        Some(at) => text[..at].to_owned(),
        None => text,
    };
    let mut text = text.trim().to_owned();
    if text.contains('<') && !text.contains('>') {
        text.push('>');
    }
    text
}

#[cfg(test)]
mod tests;
