//! Mails in every form they come in, with content and hidden data that is known. All people are invented.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut all = String::new();
    for (index, group) in bytes.chunks(3).enumerate() {
        if index > 0 && index % 19 == 0 {
            all.push_str("\r\n");
        }
        let part = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let held = part(0) << 16 | part(1) << 8 | part(2);
        for at in 0..4 {
            let value = (held >> (18 - 6 * at) & 63) as usize;
            all.push(if at <= group.len() {
                char::from(LETTERS[value])
            } else {
                '='
            });
        }
    }
    all
}

pub(crate) fn quoted_printable(bytes: &[u8]) -> String {
    let mut all = String::new();
    let mut length = 0;
    for byte in bytes {
        if length > 70 && *byte != b'\n' {
            all.push_str("=\r\n");
            length = 0;
        }
        match byte {
            b'\n' => {
                all.push_str("\r\n");
                length = 0;
            }
            b'=' | 0..=8 | 11..=31 | 127..=255 => {
                let _ = write!(all, "={byte:02X}");
                length += 3;
            }
            _ => {
                all.push(char::from(*byte));
                length += 1;
            }
        }
    }
    all
}

/// A header's text as it must be sent.
pub(crate) fn worded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    format!(
        "=?utf-8?B?{}?=",
        base64(text.as_bytes()).replace("\r\n", "")
    )
}

#[derive(Clone, Default)]
pub(crate) struct Mail {
    pub(crate) id: String,
    pub(crate) reply_to_id: String,
    pub(crate) references: Vec<String>,
    pub(crate) from: (String, String),
    pub(crate) to: Vec<(String, String)>,
    pub(crate) subject: String,
    /// As it stands in the header.
    pub(crate) date: String,
    /// More headers, whole lines.
    pub(crate) headers: Vec<String>,
    pub(crate) body: Part,
}

#[derive(Clone)]
pub(crate) enum Part {
    Text { kind: String, text: String },
    Bytes { head: String, bytes: Vec<u8> },
    Many { kind: String, parts: Vec<Part> },
    Raw(Vec<u8>),
}

impl Default for Part {
    fn default() -> Self {
        plain("")
    }
}

pub(crate) fn plain(text: &str) -> Part {
    Part::Text {
        kind: "text/plain; charset=utf-8".to_owned(),
        text: text.to_owned(),
    }
}

pub(crate) fn html(text: &str) -> Part {
    Part::Text {
        kind: "text/html; charset=utf-8".to_owned(),
        text: text.to_owned(),
    }
}

pub(crate) fn many(kind: &str, parts: Vec<Part>) -> Part {
    Part::Many {
        kind: kind.to_owned(),
        parts,
    }
}

pub(crate) fn attached(kind: &str, name: &str, bytes: &[u8]) -> Part {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'.' {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Part::Bytes {
        head: format!(
            "Content-Type: {kind}\r\nContent-Disposition: attachment;\r\n filename*=utf-8''{encoded}"
        ),
        bytes: bytes.to_vec(),
    }
}

pub(crate) fn inline_picture(id: &str, name: &str, bytes: &[u8]) -> Part {
    Part::Bytes {
        head: format!(
            "Content-Type: image/png; name=\"{name}\"\r\nContent-ID: <{id}>\r\nContent-Disposition: inline"
        ),
        bytes: bytes.to_vec(),
    }
}

impl Part {
    /// With its head.
    pub(crate) fn written(&self, depth: usize) -> Vec<u8> {
        match self {
            Self::Text { kind, text } => format!(
                "Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                quoted_printable(text.as_bytes())
            )
            .into_bytes(),
            Self::Bytes { head, bytes } => format!(
                "{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                base64(bytes)
            )
            .into_bytes(),
            Self::Many { kind, parts } => {
                let boundary = format!("=_graense_{depth}");
                let mut all =
                    format!("Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n")
                        .into_bytes();
                for part in parts {
                    all.extend(format!("--{boundary}\r\n").into_bytes());
                    all.extend(part.written(depth + 1));
                    all.extend(b"\r\n");
                }
                all.extend(format!("--{boundary}--\r\n").into_bytes());
                all
            }
            Self::Raw(bytes) => bytes.clone(),
        }
    }
}

fn person((name, address): &(String, String)) -> String {
    format!("{} <{address}>", worded(name))
}

pub(crate) fn someone(name: &str, address: &str) -> (String, String) {
    (name.to_owned(), address.to_owned())
}

pub(crate) fn eml(mail: &Mail) -> Vec<u8> {
    let mut all = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(all, "{name}: {value}\r\n");
        }
    };
    for header in &mail.headers {
        if let Some((name, value)) = header.split_once(": ") {
            line(name, value);
        }
    }
    line("From", &person(&mail.from));
    let to: Vec<String> = mail.to.iter().map(person).collect();
    line("To", &to.join(",\r\n "));
    line("Subject", &worded(&mail.subject));
    line("Date", &mail.date);
    line("Message-ID", &mail.id);
    line("In-Reply-To", &mail.reply_to_id);
    line("References", &mail.references.join("\r\n "));
    line("MIME-Version", "1.0");
    let mut all = all.into_bytes();
    all.extend(mail.body.written(0));
    all
}

/// A mailbox, with the lines that would begin a mail marked.
pub(crate) fn mbox(mails: &[Vec<u8>]) -> Vec<u8> {
    let mut all = Vec::new();
    for mail in mails {
        all.extend(b"From soren@havrelunde.example Tue Nov  3 10:12:00 2026\r\n");
        for line in mail.split_inclusive(|byte| *byte == b'\n') {
            let signs = line.iter().take_while(|byte| **byte == b'>').count();
            if line[signs..].starts_with(b"From ") {
                all.push(b'>');
            }
            all.extend(line);
        }
        all.extend(b"\r\n\r\n");
    }
    all
}

/// A property of Outlook's.
#[derive(Clone)]
pub(crate) enum Prop {
    Text(u16, String),
    Bytes(u16, Vec<u8>),
    Number(u16, i32),
    Time(u16, i64),
}

pub(crate) fn text(id: u16, text: &str) -> Prop {
    Prop::Text(id, text.to_owned())
}

fn ticks(seconds: i64) -> u64 {
    ((seconds + 11_644_473_600) as u64) * 10_000_000
}

/// What Outlook would save.
#[derive(Clone, Default)]
pub(crate) struct OutlookMail {
    pub(crate) props: Vec<Prop>,
    pub(crate) recipients: Vec<Vec<Prop>>,
    pub(crate) attached: Vec<OutlookPart>,
}

#[derive(Clone)]
pub(crate) enum OutlookPart {
    File(Vec<Prop>),
    Mail(Vec<Prop>, Box<OutlookMail>),
}

type Compound = cfb::CompoundFile<Cursor<Vec<u8>>>;

pub(crate) fn msg(mail: &OutlookMail) -> Vec<u8> {
    let Ok(mut file) = cfb::CompoundFile::create(Cursor::new(Vec::new())) else {
        unreachable!("a file in memory can be begun")
    };
    put_mail(&mut file, "", mail, 32);
    assert!(file.flush().is_ok());
    file.into_inner().into_inner()
}

fn put_mail(file: &mut Compound, at: &str, mail: &OutlookMail, header: usize) {
    put_props(file, at, &mail.props, header);
    for (index, recipient) in mail.recipients.iter().enumerate() {
        let own = format!("{at}/__recip_version1.0_#{index:08X}");
        assert!(file.create_storage(&own).is_ok());
        put_props(file, &own, recipient, 8);
    }
    for (index, part) in mail.attached.iter().enumerate() {
        let own = format!("{at}/__attach_version1.0_#{index:08X}");
        assert!(file.create_storage(&own).is_ok());
        match part {
            OutlookPart::File(props) => put_props(file, &own, props, 8),
            OutlookPart::Mail(props, inner) => {
                put_props(file, &own, props, 8);
                let inside = format!("{own}/__substg1.0_3701000D");
                assert!(file.create_storage(&inside).is_ok());
                put_mail(file, &inside, inner, 24);
            }
        }
    }
}

fn put_props(file: &mut Compound, at: &str, props: &[Prop], header: usize) {
    let mut table = vec![0; header];
    let mut put = |path: String, bytes: &[u8]| {
        let written = file
            .create_stream(&path)
            .and_then(|mut stream| stream.write_all(bytes));
        assert!(written.is_ok(), "{path}");
    };
    for prop in props {
        let (kind, id, value): (u16, u16, [u8; 8]) = match prop {
            Prop::Text(id, text) => {
                let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                put(format!("{at}/__substg1.0_{id:04X}001F"), &wide);
                (0x001F, *id, (wide.len() as u64 + 2).to_le_bytes())
            }
            Prop::Bytes(id, bytes) => {
                put(format!("{at}/__substg1.0_{id:04X}0102"), bytes);
                (0x0102, *id, (bytes.len() as u64).to_le_bytes())
            }
            Prop::Number(id, number) => {
                let mut value = [0; 8];
                value[..4].copy_from_slice(&number.to_le_bytes());
                (0x0003, *id, value)
            }
            Prop::Time(id, seconds) => (0x0040, *id, ticks(*seconds).to_le_bytes()),
        };
        table.extend(kind.to_le_bytes());
        table.extend(id.to_le_bytes());
        table.extend(6_u32.to_le_bytes());
        table.extend(value);
    }
    put(format!("{at}/__properties_version1.0"), &table);
}

/// The same as Outlook sends it to those it takes for its own.
pub(crate) fn winmail(mail: &OutlookMail) -> Vec<u8> {
    let mut all = 0x223E_9F78_u32.to_le_bytes().to_vec();
    all.extend(1_u16.to_le_bytes());
    attribute(&mut all, 1, 0x9007, &1252_u64.to_le_bytes());
    attribute(&mut all, 1, 0x9003, &props(&mail.props));
    let mut rows = (mail.recipients.len() as u32).to_le_bytes().to_vec();
    for recipient in &mail.recipients {
        rows.extend(props(recipient));
    }
    attribute(&mut all, 1, 0x9004, &rows);
    for part in &mail.attached {
        attribute(&mut all, 2, 0x9002, &[0; 14]);
        match part {
            OutlookPart::File(own) => {
                let is_data = |prop: &&Prop| matches!(prop, Prop::Bytes(0x3701, _));
                if let Some(Prop::Bytes(_, bytes)) = own.iter().find(is_data) {
                    attribute(&mut all, 2, 0x800F, bytes);
                }
                let rest: Vec<Prop> = own.iter().filter(|prop| !is_data(prop)).cloned().collect();
                attribute(&mut all, 2, 0x9005, &props(&rest));
            }
            OutlookPart::Mail(own, inner) => {
                let mut object = vec![7; 16];
                object.extend(winmail(inner));
                let mut own = own.clone();
                own.push(Prop::Bytes(0x3701, object));
                attribute(&mut all, 2, 0x9005, &props(&own));
            }
        }
    }
    all
}

fn attribute(all: &mut Vec<u8>, level: u8, id: u16, data: &[u8]) {
    all.push(level);
    all.extend(id.to_le_bytes());
    all.extend(6_u16.to_le_bytes());
    all.extend((data.len() as u32).to_le_bytes());
    all.extend(data);
    let sum = data
        .iter()
        .fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
    all.extend(sum.to_le_bytes());
}

fn props(props: &[Prop]) -> Vec<u8> {
    let mut all = (props.len() as u32).to_le_bytes().to_vec();
    let long = |all: &mut Vec<u8>, bytes: &[u8]| {
        all.extend(1_u32.to_le_bytes());
        all.extend((bytes.len() as u32).to_le_bytes());
        all.extend(bytes);
        all.extend(vec![0; (4 - bytes.len() % 4) % 4]);
    };
    for prop in props {
        match prop {
            Prop::Text(id, text) => {
                all.extend(0x001F_u16.to_le_bytes());
                all.extend(id.to_le_bytes());
                let wide: Vec<u8> = text
                    .encode_utf16()
                    .chain([0])
                    .flat_map(u16::to_le_bytes)
                    .collect();
                long(&mut all, &wide);
            }
            Prop::Bytes(id, bytes) => {
                let kind: u16 = if *id == 0x3701 { 0x000D } else { 0x0102 };
                all.extend(kind.to_le_bytes());
                all.extend(id.to_le_bytes());
                long(&mut all, bytes);
            }
            Prop::Number(id, number) => {
                all.extend(0x0003_u16.to_le_bytes());
                all.extend(id.to_le_bytes());
                all.extend(number.to_le_bytes());
            }
            Prop::Time(id, seconds) => {
                all.extend(0x0040_u16.to_le_bytes());
                all.extend(id.to_le_bytes());
                all.extend(ticks(*seconds).to_le_bytes());
            }
        }
    }
    all
}

fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut all = vec![tag];
    match length {
        0..0x80 => all.push(length as u8),
        0x80..0x100 => all.extend([0x81, length as u8]),
        _ => {
            all.push(0x83);
            all.extend(&(length as u32).to_be_bytes()[1..]);
        }
    }
    for part in parts {
        all.extend(*part);
    }
    all
}

/// The same with its end told by a mark.
fn ber(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut all = vec![tag, 0x80];
    for part in parts {
        all.extend(*part);
    }
    all.extend([0, 0]);
    all
}

fn name(common: &str, organisation: &str) -> Vec<u8> {
    let one = |oid: &[u8], text: &str| {
        let pair = der(0x30, &[&der(0x06, &[oid]), &der(0x0C, &[text.as_bytes()])]);
        der(0x31, &[&pair])
    };
    der(
        0x30,
        &[
            &one(b"\x55\x04\x0A", organisation),
            &one(b"\x55\x04\x03", common),
        ],
    )
}

/// A signature, of nobody's key, around the content or beside it. The time is `YYMMDDhhmmssZ`.
pub(crate) fn signed(
    content: Option<&[u8]>,
    signer: (&str, &str),
    time: &str,
    is_ber: bool,
) -> Vec<u8> {
    let outer = if is_ber { ber } else { der };
    let integer = |value: u8| der(0x02, &[&[value]]);
    let algorithm = der(
        0x30,
        &[&der(0x06, &[b"\x60\x86\x48\x01\x65\x03\x04\x02\x01"])],
    );
    let issuer = name("Prøve-CA", "Havrelunde Prøve A/S");
    let subject = name(signer.0, signer.1);
    let moment = der(0x17, &[b"300101000000Z"]);
    let body = der(
        0x30,
        &[
            &der(0xA0, &[&integer(2)]),
            &integer(77),
            &algorithm,
            &issuer,
            &der(0x30, &[&moment, &moment]),
            &subject,
        ],
    );
    let certificate = der(0x30, &[&body, &algorithm, &der(0x03, &[&[0, 1]])]);
    let signing_time = der(
        0x30,
        &[
            &der(0x06, &[b"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05"]),
            &der(0x31, &[&der(0x17, &[time.as_bytes()])]),
        ],
    );
    let info = der(
        0x30,
        &[
            &integer(1),
            &der(0x30, &[&issuer, &integer(77)]),
            &algorithm,
            &der(0xA0, &[&signing_time]),
            &algorithm,
            &der(0x04, &[&[1, 2, 3]]),
        ],
    );
    let data = der(0x06, &[b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01"]);
    let encapsulated = match content {
        Some(content) if is_ber => {
            let pieces: Vec<Vec<u8>> = content
                .chunks(100)
                .map(|piece| der(0x04, &[piece]))
                .collect();
            let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
            ber(0x30, &[&data, &ber(0xA0, &[&ber(0x24, &pieces)])])
        }
        Some(content) => der(0x30, &[&data, &der(0xA0, &[&der(0x04, &[content])])]),
        None => der(0x30, &[&data]),
    };
    let whole = outer(
        0x30,
        &[
            &integer(1),
            &der(0x31, &[&algorithm]),
            &encapsulated,
            &der(0xA0, &[&certificate]),
            &der(0x31, &[&info]),
        ],
    );
    outer(
        0x30,
        &[
            &der(0x06, &[b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"]),
            &outer(0xA0, &[&whole]),
        ],
    )
}

/// Encrypted for somebody's key.
pub(crate) fn enveloped() -> Vec<u8> {
    der(
        0x30,
        &[
            &der(0x06, &[b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03"]),
            &der(0xA0, &[&der(0x30, &[&[0x02, 1, 0]])]),
        ],
    )
}

/// One pixel.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9BU\0\0\0\nIDATx\x9Cc`\0\0\0\x02\0\x01H\xAF\xA4q\0\0\0\0IEND\xAEB`\x82";
