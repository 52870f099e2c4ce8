//! The head of a mail, or of one of its parts.

use mail_parser::{Address, DateTime, Header, HeaderName, HeaderValue, MessageParser};

use crate::read::text::in_charset;

/// Heads beyond this are no heads.
const LONGEST_HEAD: usize = 1 << 20;
const MOST_HEADERS: usize = 2_000;
const LONGEST_VALUE: usize = 64 << 10;

pub(super) struct Head {
    /// In UTF-8, whatever they came in.
    bytes: Vec<u8>,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    value: HeaderValue<'static>,
    from: usize,
    to: usize,
}

/// Takes the head off. What is left is the body.
pub(super) fn split<'m>(parser: &MessageParser, untrusted: &'m [u8]) -> (Head, &'m [u8]) {
    let (end, body) = end_of_head(untrusted);
    let head = &untrusted[..end.min(LONGEST_HEAD)];
    let mut bytes = match std::str::from_utf8(head) {
        Ok(_) => head.to_vec(),
        // Written without saying in which letters.
        Err(_) => in_charset(head, None).into_bytes(),
    };
    bytes.extend_from_slice(b"\r\n\r\n");
    let mut fields = Vec::new();
    if let Some(message) = parser.parse_headers(&bytes)
        && let Some(root) = message.parts.into_iter().next()
    {
        fields = root
            .headers
            .into_iter()
            .take(MOST_HEADERS)
            .map(field)
            .collect();
    }
    (Head { bytes, fields }, body)
}

fn field(header: Header<'_>) -> Field {
    Field {
        name: header.name.as_str().to_owned(),
        from: header.offset_start as usize,
        to: header.offset_end as usize,
        value: header.value.into_owned(),
    }
}

/// Where the head ends and where the body begins: at the first empty line, or where no header can stand any more.
fn end_of_head(bytes: &[u8]) -> (usize, &[u8]) {
    let mut at = 0;
    while at < bytes.len() {
        let line = &bytes[at..];
        let length = line
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(line.len(), |end| end + 1);
        let content = line[..length].trim_ascii_end();
        if content.is_empty() {
            return (at, &bytes[at + length..]);
        }
        at += length;
    }
    (bytes.len(), &[])
}

impl Head {
    fn field(&self, name: &HeaderName<'_>) -> Option<&Field> {
        // The first counts: what stands before it may have been put there by whoever passed it on.
        let name = name.as_str();
        self.fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn text(&self, name: &HeaderName<'_>) -> String {
        self.field(name)
            .map(|field| self.value(field))
            .unwrap_or_default()
    }

    pub(super) fn ids(&self, name: &HeaderName<'_>) -> Vec<String> {
        const MOST_IDS: usize = 1_000;
        match self.field(name).map(|field| &field.value) {
            Some(HeaderValue::Text(id)) => vec![id.trim().to_owned()],
            Some(HeaderValue::TextList(ids)) => ids
                .iter()
                .take(MOST_IDS)
                .map(|id| id.trim().to_owned())
                .collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn addresses(&self, name: &HeaderName<'_>) -> Vec<String> {
        const MOST_ADDRESSES: usize = 5_000;
        let mut all = Vec::new();
        // Several headers of one name are against the rules, and are sent all the same.
        for field in &self.fields {
            if field.name.eq_ignore_ascii_case(name.as_str()) {
                match &field.value {
                    HeaderValue::Address(address) => add_addresses(address, &mut all),
                    _ => {
                        let value = self.value(field);
                        if !value.is_empty() {
                            all.push(value);
                        }
                    }
                }
            }
        }
        all.truncate(MOST_ADDRESSES);
        all
    }

    pub(super) fn instant(&self, name: &HeaderName<'_>) -> Option<i64> {
        match &self.field(name)?.value {
            HeaderValue::DateTime(date) => instant(date),
            _ => None,
        }
    }

    /// `text/plain`, in small letters; empty where nothing is said.
    pub(super) fn kind(&self) -> String {
        match self.content_type() {
            Some(kind) => match &kind.c_subtype {
                Some(sub) => format!("{}/{sub}", kind.c_type).to_ascii_lowercase(),
                None => kind.c_type.to_ascii_lowercase(),
            },
            None => String::new(),
        }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        attribute(self.content_type()?, name)
    }

    pub(super) fn disposition(&self) -> String {
        self.disposition_field()
            .map(|own| own.c_type.to_ascii_lowercase())
            .unwrap_or_default()
    }

    pub(super) fn file_name(&self) -> Option<String> {
        self.disposition_field()
            .and_then(|own| attribute(own, "filename"))
            .or_else(|| self.parameter("name"))
            .filter(|name| !name.trim().is_empty())
    }

    fn content_type(&self) -> Option<&mail_parser::ContentType<'static>> {
        match &self.field(&HeaderName::ContentType)?.value {
            HeaderValue::ContentType(own) => Some(own),
            _ => None,
        }
    }

    fn disposition_field(&self) -> Option<&mail_parser::ContentType<'static>> {
        match &self.field(&HeaderName::ContentDisposition)?.value {
            HeaderValue::ContentType(own) => Some(own),
            _ => None,
        }
    }

    /// All but those named, as they stand.
    pub(super) fn others(&self, shown: &[&str]) -> Vec<(String, String)> {
        self.fields
            .iter()
            .filter(|field| {
                !shown
                    .iter()
                    .any(|name| field.name.eq_ignore_ascii_case(name))
            })
            .map(|field| (field.name.clone(), self.value(field)))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    fn value(&self, field: &Field) -> String {
        let raw = self.bytes.get(field.from..field.to).unwrap_or_default();
        let raw = String::from_utf8_lossy(raw);
        let text = match &field.value {
            HeaderValue::Text(text) if raw.contains("=?") => text.to_string(),
            _ => raw.into_owned(),
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        crate::found::cut(&text, LONGEST_VALUE).to_owned()
    }
}

fn attribute(own: &mail_parser::ContentType<'_>, name: &str) -> Option<String> {
    own.attributes
        .iter()
        .flatten()
        .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
        .map(|attribute| decoded_words(&attribute.value))
}

/// Names of files are often written in a way that is only for headers.
fn decoded_words(value: &str) -> String {
    if !value.contains("=?") {
        return value.to_owned();
    }
    let mut header = b"Subject: ".to_vec();
    header.extend_from_slice(value.as_bytes());
    header.extend_from_slice(b"\r\n\r\n");
    MessageParser::new()
        .header_text(HeaderName::Subject)
        .parse_headers(&header)
        .and_then(|message| message.subject().map(str::to_owned))
        .unwrap_or_else(|| value.to_owned())
}

fn add_addresses(address: &Address<'_>, all: &mut Vec<String>) {
    let one = |own: &mail_parser::Addr<'_>| {
        let name = own.name.as_deref().unwrap_or_default().trim();
        let address = own.address.as_deref().unwrap_or_default().trim();
        named(name, address)
    };
    match address {
        Address::List(list) => all.extend(list.iter().map(one)),
        Address::Group(groups) => {
            for group in groups {
                let members: Vec<String> = group.addresses.iter().map(one).collect();
                match group.name.as_deref() {
                    Some(name) if members.is_empty() => all.push(name.trim().to_owned()),
                    _ => all.extend(members),
                }
            }
        }
    }
    all.retain(|own| !own.is_empty());
}

/// `Navn <adresse>`.
pub(in crate::read) fn named(name: &str, address: &str) -> String {
    let name = name.trim_matches(['"', '\'', ' ']);
    if name.is_empty() || name.eq_ignore_ascii_case(address) {
        address.to_owned()
    } else if address.is_empty() {
        name.to_owned()
    } else {
        format!("{name} <{address}>")
    }
}

fn instant(date: &DateTime) -> Option<i64> {
    let day = chrono::NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )?;
    let second = u32::from(date.second.min(59));
    let clock = day.and_hms_opt(u32::from(date.hour), u32::from(date.minute), second)?;
    let away = i64::from(date.tz_hour) * 3_600 + i64::from(date.tz_minute) * 60;
    let away = if date.tz_before_gmt { -away } else { away };
    clock.and_utc().timestamp().checked_sub(away)
}
