use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bergshamra_c14n::{C14nMode, canonicalize};
use chrono::{DateTime, TimeDelta, Utc};

use crate::certificate::FunctionCertificate;
use crate::error::PlatformError;
use crate::xml::{Bounds, Digest, Malformed, Name, Ns, Reader};

/// How far two clocks may differ before it is worth telling.
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// An assertion that we are who we are (SAML 2.0, holder of key), byte for byte as it was issued: its issuer
/// signed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    xml: String,
    id: String,
    digest: Digest,
    pub audience: String,
    pub valid_to: DateTime<Utc>,
    pub cvr: Option<String>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token")
            .field("audience", &self.audience)
            .field("valid_to", &self.valid_to)
            .finish_non_exhaustive()
    }
}

#[derive(Default)]
struct Said {
    id: Option<String>,
    audiences: Vec<String>,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    holder: Vec<String>,
    cvr: Option<String>,
}

impl Token {
    /// Takes an assertion that stands alone. One that is for another service or for another's key is refused here,
    /// where it can still be told what is wrong: the service would only say no.
    pub fn take(
        untrusted: &str,
        audience: &str,
        certificate: &FunctionCertificate,
        now: DateTime<Utc>,
    ) -> Result<Self, PlatformError> {
        let xml = without_declaration(untrusted);
        let said = read(xml)?;
        let is_ours = said
            .holder
            .iter()
            .any(|holder| is_same_certificate(holder, certificate));
        if !said.audiences.iter().any(|said| said == audience) || !is_ours {
            return Err(PlatformError::AnothersToken);
        }
        let valid_to = said.to.ok_or(Malformed::NotA("a moment"))?;
        if valid_to <= now || said.from.is_some_and(|from| from > now + SKEW) {
            return Err(PlatformError::ClockSkew);
        }
        Ok(Self {
            digest: digest_of(xml)?,
            id: said.id.ok_or(Malformed::NotA("an id"))?,
            xml: xml.to_owned(),
            audience: audience.to_owned(),
            valid_to,
            cvr: said.cvr,
        })
    }

    pub(crate) fn xml(&self) -> &str {
        &self.xml
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn digest(&self) -> Digest {
        self.digest
    }
}

fn without_declaration(xml: &str) -> &str {
    let xml = xml.trim_start_matches('\u{feff}').trim();
    match xml.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(xml, |(_, rest)| rest.trim()),
        None => xml,
    }
}

/// Over the token itself, where the message has a reference to it. The rule of WS-Security (its STR transform) asks
/// for a default namespace on the outermost element, if only an empty one.
fn digest_of(xml: &str) -> Result<Digest, PlatformError> {
    let none: [&str; 0] = [];
    let canonical =
        canonicalize(xml, C14nMode::Exclusive, None, &none).map_err(|_| Malformed::NotXml)?;
    let text = std::str::from_utf8(&canonical).map_err(|_| Malformed::NotXml)?;
    let (start, rest) = text.split_at(text.find('>').ok_or(Malformed::NotXml)?);
    if start.contains(" xmlns=\"") {
        return Ok(Digest::of(&canonical));
    }
    let name_ends = start.find(' ').unwrap_or(start.len());
    let (name, attributes) = start.split_at(name_ends);
    Ok(Digest::of(
        format!("{name} xmlns=\"\"{attributes}{rest}").as_bytes(),
    ))
}

fn is_same_certificate(base64: &str, certificate: &FunctionCertificate) -> bool {
    let packed: String = base64.split_whitespace().collect();
    BASE64_STANDARD
        .decode(packed)
        .is_ok_and(|der| der == certificate.der())
}

fn read(xml: &str) -> Result<Said, Malformed> {
    let saml = |local| Name(Ns::Saml, local);
    let mut said = Said::default();
    Reader::new(xml, Bounds::MESSAGE).root(|reader, what| {
        if !what.is(saml("Assertion")) {
            return Err(Malformed::AnotherMessage);
        }
        said.id = what.attribute("ID");
        reader.children(|reader, what| match (what.ns, what.local) {
            (Ns::Saml, "Conditions") => {
                said.from = what
                    .attribute("NotBefore")
                    .as_deref()
                    .and_then(crate::xml::parse_moment);
                said.to = what
                    .attribute("NotOnOrAfter")
                    .as_deref()
                    .and_then(crate::xml::parse_moment);
                reader.children(|reader, what| {
                    if !what.is(saml("AudienceRestriction")) {
                        return Ok(());
                    }
                    reader.children(|reader, what| {
                        if what.is(saml("Audience")) {
                            said.audiences.push(reader.text()?.trim().to_owned());
                        }
                        Ok(())
                    })
                })
            }
            (Ns::Saml, "Subject") => certificates(reader, &mut said.holder),
            (Ns::Saml, "AttributeStatement") => reader.children(|reader, what| {
                let is_cvr = what
                    .attribute("Name")
                    .is_some_and(|name| name == "dk:gov:saml:attribute:CvrNumberIdentifier");
                if !is_cvr {
                    return Ok(());
                }
                reader.children(|reader, what| {
                    if what.is(saml("AttributeValue")) {
                        said.cvr = Some(reader.text()?.trim().to_owned());
                    }
                    Ok(())
                })
            }),
            _ => Ok(()),
        })
    })?;
    Ok(said)
}

/// Every certificate that the subject is confirmed by, however deep it stands.
fn certificates(reader: &mut Reader<'_>, found: &mut Vec<String>) -> Result<(), Malformed> {
    reader.children(|reader, what| {
        if what.is(Name(Ns::Signature, "X509Certificate")) {
            found.push(reader.text()?);
            return Ok(());
        }
        certificates(reader, found)
    })
}
