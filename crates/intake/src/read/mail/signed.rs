//! Signatures around and beside mails (CMS, RFC 5652).
//!
//! Read by us, for mail programs write the older rules (BER with lengths told at the end) that the readers of strict
//! DER refuse. Nothing is verified: who signed is told as what the file says.

mod ber;

use ber::{Element, Elements};

use super::page::named_lines;
use super::transfer::base64;
use crate::read::text::set;
use crate::read::{Step, Unreadable};
use crate::{ChildRole, Found, HiddenKind, WhyUnreadable, words};

pub(super) struct Unwrapped {
    /// None where the signature stands beside what it signs.
    pub(super) content: Option<Vec<u8>>,
    pub(super) signers: Vec<Signer>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Signer {
    name: String,
    organisation: String,
    issuer: String,
    /// As the signer's own clock had it.
    time: Option<i64>,
}

impl Signer {
    pub(super) fn told(&self) -> String {
        let time = self.time.map(words::instant).unwrap_or_default();
        let said = [
            self.name.as_str(),
            self.organisation.as_str(),
            time.as_str(),
        ];
        let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
        said.join(", ")
    }
}

const SIGNED_DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
const ENVELOPED_DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03";
const ENCRYPTED_DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x06";
const AUTH_ENVELOPED_DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17";
const SIGNING_TIME: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05";
const COMMON_NAME: &[u8] = b"\x55\x04\x03";
const ORGANISATION: &[u8] = b"\x55\x04\x0A";
const EMAIL: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01";

const MOST_SIGNERS: usize = 50;
const MOST_CERTIFICATES: usize = 200;

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let own = unwrap(untrusted)?;
    match own.content {
        Some(content) => {
            for signer in &own.signers {
                found.hide(HiddenKind::Metadata, words::SIGNATURE, &signer.told(), 1);
            }
            let start = content.get(..content.len().min(512)).unwrap_or_default();
            let is_mail = start
                .to_ascii_lowercase()
                .windows(13)
                .any(|own| own == b"content-type:");
            let name = if is_mail {
                words::SIGNED_CONTENT
            } else {
                words::CONTENT
            };
            found.child(name, ChildRole::Wrapped, content)?;
            Ok(Step::Container)
        }
        None => {
            let mut rows = Vec::new();
            for signer in &own.signers {
                rows.push((words::SIGNED_BY, signer.name.clone()));
                rows.push((words::ORGANISATION, signer.organisation.clone()));
                let time = signer.time.map(words::instant).unwrap_or_default();
                rows.push((words::SIGNED_AT, time));
                rows.push((words::ISSUED_BY, signer.issuer.clone()));
            }
            rows.retain(|(_, value)| !value.is_empty());
            rows.push((words::CHECKED, words::NO.to_owned()));
            let sent = own.signers.first().and_then(|signer| signer.time);
            set(
                words::A_SIGNATURE,
                vec![named_lines(rows)],
                sent,
                &found.limits,
            )
        }
    }
}

/// Takes the signature off.
pub(super) fn unwrap(untrusted: &[u8]) -> Result<Unwrapped, Unreadable> {
    let armoured;
    let bytes = if untrusted.first() == Some(&0x30) {
        untrusted
    } else {
        armoured = without_armour(untrusted);
        &armoured
    };
    let damaged = || Unreadable {
        why: WhyUnreadable::Damaged,
        detail: "cms".to_owned(),
    };
    let outer = Element::first(bytes).ok_or_else(damaged)?;
    let mut parts = outer.children();
    let kind = parts.next().ok_or_else(damaged)?;
    if [ENVELOPED_DATA, ENCRYPTED_DATA, AUTH_ENVELOPED_DATA].contains(&kind.content) {
        return Err(WhyUnreadable::Encrypted.into());
    }
    if kind.content != SIGNED_DATA {
        return Err(damaged());
    }
    let signed = parts
        .next()
        .and_then(|explicit| explicit.children().next())
        .ok_or_else(damaged)?;
    signed_data(signed.children()).ok_or_else(damaged)
}

fn without_armour(text: &[u8]) -> Vec<u8> {
    let text = text.trim_ascii_start();
    let letters: Vec<u8> = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.starts_with(b"-----"))
        .flatten()
        .copied()
        .collect();
    base64(&letters)
}

fn signed_data(mut parts: Elements<'_>) -> Option<Unwrapped> {
    let _version = parts.next()?;
    let _digests = parts.next()?;
    let encapsulated = parts.next()?;
    let content = encapsulated
        .children()
        .nth(1)
        .and_then(|explicit| explicit.children().next())
        .map(|octets| octets.octets());
    let mut certificates = Vec::new();
    let mut signers = Vec::new();
    for part in parts.take(4) {
        match part.tag {
            0xA0 => {
                certificates = part
                    .children()
                    .take(MOST_CERTIFICATES)
                    .filter_map(certificate)
                    .collect();
            }
            0x31 => {
                signers = part
                    .children()
                    .take(MOST_SIGNERS)
                    .filter_map(|own| signer(&own, &certificates))
                    .collect();
            }
            _ => {}
        }
    }
    Some(Unwrapped { content, signers })
}

struct Certificate<'b> {
    issuer: Element<'b>,
    serial: &'b [u8],
    subject: Element<'b>,
}

fn certificate(own: Element<'_>) -> Option<Certificate<'_>> {
    let mut parts = own.children().next()?.children();
    let mut serial = parts.next()?;
    if serial.tag == 0xA0 {
        serial = parts.next()?;
    }
    let _algorithm = parts.next()?;
    let issuer = parts.next()?;
    let _validity = parts.next()?;
    let subject = parts.next()?;
    Some(Certificate {
        issuer,
        serial: serial.content,
        subject,
    })
}

fn signer(own: &Element<'_>, certificates: &[Certificate<'_>]) -> Option<Signer> {
    let mut parts = own.children();
    let _version = parts.next()?;
    let id = parts.next()?;
    let mut certificate = None;
    let mut issuer = None;
    if id.tag == 0x30 {
        let mut own = id.children();
        let (named, serial) = (own.next()?, own.next()?);
        certificate = certificates
            .iter()
            .find(|own| own.serial == serial.content && own.issuer.content == named.content);
        issuer = Some(named);
    } else if certificates.len() == 1 {
        certificate = certificates.first();
    }
    let subject = certificate.map(|own| own.subject);
    let issuer = issuer.or(certificate.map(|own| own.issuer));
    let name_in = |name: Option<Element<'_>>, kind: &[u8]| {
        name.and_then(|name| named(&name, kind)).unwrap_or_default()
    };
    let mut name = name_in(subject, COMMON_NAME);
    if name.is_empty() {
        name = name_in(subject, EMAIL);
    }
    let mut issued = name_in(issuer, COMMON_NAME);
    if issued.is_empty() {
        issued = name_in(issuer, ORGANISATION);
    }
    let time = parts
        .find(|part| part.tag == 0xA0)
        .and_then(|attributes| signing_time(&attributes));
    Some(Signer {
        name,
        organisation: name_in(subject, ORGANISATION),
        issuer: issued,
        time,
    })
}

/// What a distinguished name says of this kind.
fn named(name: &Element<'_>, kind: &[u8]) -> Option<String> {
    name.children()
        .take(50)
        .flat_map(|set| set.children().take(10))
        .find_map(|pair| {
            let mut own = pair.children();
            let is_it = own.next()?.content == kind;
            let value = own.next()?;
            is_it.then(|| value.text())
        })
        .map(|value| crate::found::cut(&value, 300).to_owned())
        .filter(|value| !value.is_empty())
}

fn signing_time(attributes: &Element<'_>) -> Option<i64> {
    attributes.children().take(100).find_map(|attribute| {
        let mut own = attribute.children();
        let is_it = own.next()?.content == SIGNING_TIME;
        let value = own.next()?.children().next()?;
        is_it.then(|| instant(&value)).flatten()
    })
}

/// `YYMMDDhhmmssZ` or `YYYYMMDDhhmmssZ`.
fn instant(value: &Element<'_>) -> Option<i64> {
    let text = std::str::from_utf8(value.content)
        .ok()?
        .trim_end_matches('Z');
    let text = text.split('.').next()?;
    let (year, rest) = if value.tag == 0x17 {
        let short: i32 = text.get(..2)?.parse().ok()?;
        let year = if short < 50 {
            2000 + short
        } else {
            1900 + short
        };
        (year, text.get(2..)?)
    } else {
        (text.get(..4)?.parse().ok()?, text.get(4..)?)
    };
    let part = |from: usize| {
        rest.get(from..from + 2)
            .and_then(|own| own.parse::<u32>().ok())
    };
    let day = chrono::NaiveDate::from_ymd_opt(year, part(0)?, part(2)?)?;
    let clock = day.and_hms_opt(part(4)?, part(6)?, part(8).unwrap_or(0).min(59))?;
    Some(clock.and_utc().timestamp())
}
