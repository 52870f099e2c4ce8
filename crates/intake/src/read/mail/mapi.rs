//! What Outlook keeps of a mail: numbered properties. Both of its formats, `.msg` and `winmail.dat`, hold them, each in
//! its own way; here they become a mail.

use std::collections::BTreeMap;

use mail_parser::{HeaderName, MessageParser};

use super::head;
use super::{Body, Letter, Part, rtf};
use crate::read::text::{Lines, in_charset};
use crate::{WhyUnreadable, words};

#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    /// In letters that the mail names elsewhere.
    Narrow(Vec<u8>),
    Bytes(Vec<u8>),
    Number(i64),
    /// Seconds since 1970.
    Time(i64),
}

/// Properties of one thing: the mail, a recipient, an attachment.
#[derive(Clone, Debug, Default)]
pub(super) struct Props {
    pub(super) own: BTreeMap<u16, Value>,
    /// Those that have a number only within a set.
    pub(super) named: BTreeMap<(Set, u32), Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Set {
    Appointment,
    Address,
    Task,
}

impl Set {
    pub(super) fn of(guid: &[u8]) -> Option<Self> {
        const REST: &[u8] = b"\0\0\0\0\0\xC0\0\0\0\0\0\0\x46";
        let (first, rest) = guid.split_first_chunk::<3>()?;
        if rest != REST || first[1..] != [0x20, 0x06] {
            return None;
        }
        match first[0] {
            0x02 => Some(Self::Appointment),
            0x03 => Some(Self::Task),
            0x04 => Some(Self::Address),
            _ => None,
        }
    }
}

const SUBJECT: u16 = 0x0037;
const BODY: u16 = 0x1000;
const RTF: u16 = 0x1009;
const HTML: u16 = 0x1013;

/// Seconds since 1970 of a time that Windows counts from 1601 in tenths of microseconds.
pub(super) fn instant(ticks: u64) -> Option<i64> {
    const TO_1970: i64 = 11_644_473_600;
    let seconds = i64::try_from(ticks / 10_000_000).ok()? - TO_1970;
    // Times that are not known are written as the end of all time.
    (seconds > -TO_1970 && seconds < 100_000_000_000).then_some(seconds)
}

impl Props {
    /// `charset` is what the mail says that its narrow letters are.
    pub(super) fn text(&self, id: u16, charset: &str) -> String {
        self.own
            .get(&id)
            .map(|value| text_of(value, charset))
            .unwrap_or_default()
    }

    fn number(&self, id: u16) -> Option<i64> {
        match self.own.get(&id)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn time(&self, id: u16) -> Option<i64> {
        match self.own.get(&id)? {
            Value::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// The letters that narrow text is written in.
    pub(super) fn charset(&self) -> String {
        const MESSAGE_CODEPAGE: u16 = 0x3FFD;
        const INTERNET_CODEPAGE: u16 = 0x3FDE;
        let page = self
            .number(MESSAGE_CODEPAGE)
            .or_else(|| self.number(INTERNET_CODEPAGE))
            .unwrap_or(1252);
        charset_of(page)
    }

    fn html_charset(&self) -> Option<String> {
        self.number(0x3FDE).map(charset_of)
    }
}

pub(super) fn charset_of(codepage: i64) -> String {
    match codepage {
        65001 => "utf-8".to_owned(),
        1200 => "utf-16le".to_owned(),
        20127 => "us-ascii".to_owned(),
        28591..=28605 => format!("iso-8859-{}", codepage - 28590),
        10000 => "macintosh".to_owned(),
        850 | 437 => "cp850".to_owned(),
        page => format!("windows-{page}"),
    }
}

fn text_of(value: &Value, charset: &str) -> String {
    match value {
        Value::Text(text) => text.trim_end_matches('\0').to_owned(),
        Value::Narrow(bytes) => {
            let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
            in_charset(bytes, Some(charset))
        }
        Value::Bytes(bytes) => in_charset(bytes, Some(charset)),
        Value::Time(time) => words::instant(*time),
        Value::Number(number) => number.to_string(),
    }
}

/// An attachment, before it is known what lies in it.
pub(super) struct Attached {
    pub(super) props: Props,
    pub(super) inner: Option<Inner>,
}

/// A mail or another thing that lies in an attachment as such, made a file of its own, and the end of its name.
pub(super) type Inner = Result<(Vec<u8>, &'static str), WhyUnreadable>;

pub(super) fn letter(props: &Props, recipients: &[Props], attached: Vec<Attached>) -> Letter {
    let charset = props.charset();
    let text = |id: u16| props.text(id, &charset);
    let mut letter = Letter::default();
    letter.head.subject = text(SUBJECT);
    letter.head.sent = props.time(0x0039).or_else(|| props.time(0x0E06));
    letter.head.from = person(props, &charset, (0x0042, [0x5D02, 0x0065]));
    let sender = person(props, &charset, (0x0C1A, [0x5D01, 0x0C1F]));
    if letter.head.from.is_empty() {
        letter.head.from = sender;
    } else if !sender.is_empty() && sender != letter.head.from {
        letter.sent_by = sender;
    }
    tell_recipients(props, recipients, &charset, &mut letter);
    let ids = |id: u16| ids_in(&text(id));
    letter.head.message_id = ids(0x1035).into_iter().next();
    letter.head.in_reply_to = ids(0x1042);
    letter.head.references = ids(0x1039);
    tell_headers(&text(0x007D), &mut letter);
    tell_more(props, &charset, &mut letter);
    tell_bodies(props, &charset, &mut letter);
    for own in attached {
        letter.parts.push(part(own, &charset));
    }
    letter
}

fn person(props: &Props, charset: &str, (name, addresses): (u16, [u16; 2])) -> String {
    let name = props.text(name, charset);
    let address = addresses
        .iter()
        .map(|id| props.text(*id, charset))
        .find(|own| own.contains('@'))
        .unwrap_or_default();
    head::named(name.trim(), address.trim())
}

fn tell_recipients(props: &Props, recipients: &[Props], charset: &str, letter: &mut Letter) {
    for own in recipients {
        let name = own.text(0x3001, charset);
        let address = [0x39FE, 0x3003]
            .iter()
            .map(|id| own.text(*id, charset))
            .find(|own| own.contains('@'))
            .unwrap_or_default();
        let told = head::named(name.trim(), address.trim());
        if told.is_empty() {
            continue;
        }
        match own.number(0x0C15).map(|kind| kind & 0xF) {
            Some(2) => letter.head.cc.push(told),
            Some(3) => letter.bcc.push(told),
            // The sender, as one who takes part.
            Some(0) => {}
            _ => letter.head.to.push(told),
        }
    }
    // As they were shown, where there is no list of them.
    for (id, list) in [
        (0x0E04, &mut letter.head.to),
        (0x0E03, &mut letter.head.cc),
        (0x0E02, &mut letter.bcc),
    ] {
        let shown = props.text(id, charset);
        if list.is_empty() && !shown.trim().is_empty() {
            list.extend(shown.split(';').map(|own| own.trim().to_owned()));
        }
        list.retain(|own| !own.is_empty());
    }
}

fn ids_in(text: &str) -> Vec<String> {
    text.split(|sign: char| sign.is_whitespace() || sign == '<' || sign == '>' || sign == ',')
        .filter(|id| !id.is_empty())
        .take(1_000)
        .map(str::to_owned)
        .collect()
}

/// The head that the mail came with, where it came from outside.
fn tell_headers(text: &str, letter: &mut Letter) {
    const SHOWN: [&str; 9] = [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "content-type",
        "content-transfer-encoding",
        "mime-version",
        "content-disposition",
    ];
    if text.trim().is_empty() {
        return;
    }
    let parser = MessageParser::default();
    let (head, _) = head::split(&parser, text.trim_start().as_bytes());
    letter.headers = head.others(&SHOWN);
    let own = &mut letter.head;
    if own.message_id.is_none() {
        own.message_id = head.ids(&HeaderName::MessageId).into_iter().next();
    }
    if own.in_reply_to.is_empty() {
        own.in_reply_to = head.ids(&HeaderName::InReplyTo);
    }
    if own.references.is_empty() {
        own.references = head.ids(&HeaderName::References);
    }
    if own.sent.is_none() {
        own.sent = head.instant(&HeaderName::Date);
    }
    let reply_to = head.addresses(&HeaderName::ReplyTo);
    if reply_to != [own.from.clone()] {
        letter.reply_to = reply_to;
    }
}

fn tell_more(props: &Props, charset: &str, letter: &mut Letter) {
    let mut more = |name: &'static str, value: String| {
        if !value.trim().is_empty() {
            letter.more.push((name, value.trim().to_owned()));
        }
    };
    match props.number(0x0017) {
        Some(0) => more(words::IMPORTANCE, words::LOW.to_owned()),
        Some(2) => more(words::IMPORTANCE, words::HIGH.to_owned()),
        _ => {}
    }
    match props.number(0x0036) {
        Some(1) => more(words::SENSITIVITY, words::PERSONAL.to_owned()),
        Some(2) => more(words::SENSITIVITY, words::PRIVATE.to_owned()),
        Some(3) => more(words::SENSITIVITY, words::CONFIDENTIAL.to_owned()),
        _ => {}
    }
    for (key, name) in [
        ((Set::Appointment, 0x8208), words::WHERE),
        ((Set::Appointment, 0x820D), words::BEGINS),
        ((Set::Appointment, 0x820E), words::ENDS),
        ((Set::Task, 0x8104), words::BEGINS),
        ((Set::Task, 0x8105), words::ENDS),
        ((Set::Address, 0x8083), words::EMAIL),
    ] {
        if let Some(value) = props.named.get(&key) {
            more(name, text_of(value, charset));
        }
    }
    let class = props.text(0x001A, charset).to_ascii_uppercase();
    if class.starts_with("IPM.CONTACT") {
        for (id, name) in [
            (0x3001, words::NAME),
            (0x3A17, words::JOB),
            (0x3A16, words::ORGANISATION),
            (0x3A08, words::PHONE),
            (0x3A1C, words::MOBILE),
        ] {
            more(name, props.text(id, charset));
        }
    }
    for (id, name) in [
        (0x3FF8, words::MADE_BY),
        (0x3FFA, words::CHANGED_BY),
        (0x3007, words::MADE_AT),
        (0x3008, words::CHANGED_AT),
    ] {
        let value = props.text(id, charset);
        if !value.is_empty() {
            letter.data.push((name, value));
        }
    }
}

/// The richest form is shown; the plain one is held against it.
fn tell_bodies(props: &Props, charset: &str, letter: &mut Letter) {
    let plain = props.text(BODY, charset);
    let html = match props.own.get(&HTML) {
        Some(Value::Bytes(bytes)) => match props.html_charset() {
            Some(charset) => in_charset(bytes, Some(&charset)),
            None => crate::read::text::decoded(bytes, true),
        },
        Some(value) => text_of(value, charset),
        None => String::new(),
    };
    let rich = match props.own.get(&RTF) {
        Some(Value::Bytes(bytes)) => rtf::unpacked(bytes).map(|own| rtf::read(&own)),
        _ => None,
    };
    let mut bodies = Vec::new();
    if !html.trim().is_empty() {
        bodies.push(Body::Html(html));
    }
    match rich {
        Some(rtf::Rich::Html(html)) if bodies.is_empty() && !html.trim().is_empty() => {
            bodies.push(Body::Html(html));
        }
        Some(rtf::Rich::Text(text)) if bodies.is_empty() && !text.trim().is_empty() => {
            bodies.push(Body::Plain(text, Lines::AsTheyStand));
        }
        _ => {}
    }
    if !plain.trim().is_empty() {
        bodies.push(Body::Plain(plain, Lines::AsTheyStand));
    }
    let mut bodies = bodies.into_iter();
    letter.bodies.extend(bodies.next());
    letter.other_bodies.extend(bodies);
}

fn part(own: Attached, charset: &str) -> Part {
    let text = |id: u16| own.props.text(id, charset);
    let mut name = [0x3707, 0x3704, 0x3001]
        .iter()
        .map(|id| text(*id).trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| words::A_FILE.to_owned());
    let id = Some(text(0x3712)).filter(|id| !id.is_empty());
    let content = match own.inner {
        Some(Ok((bytes, end))) => {
            if !name.to_ascii_lowercase().ends_with(end) {
                name.push_str(end);
            }
            Ok(bytes)
        }
        Some(Err(why)) => Err(why),
        None => match own.props.own.get(&0x3701) {
            Some(Value::Bytes(bytes)) => Ok(bytes.clone()),
            _ if own.props.number(0x3705) == Some(0) => Ok(Vec::new()),
            // Only its address was sent along.
            _ => Err(WhyUnreadable::Missing),
        },
    };
    Part { name, id, content }
}
