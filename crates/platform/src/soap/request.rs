use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::signature::Signature;
use crate::certificate::{CertificateError, FunctionCertificate};
use crate::token::Token;
use crate::xml::{Attribute, Digest, Name, Ns, Writer, moment_text};

/// How long a message may be on its way, as the platform's own examples have it.
const VALID_MINUTES: i64 = 5;
const ANONYMOUS: &str = "http://www.w3.org/2005/08/addressing/anonymous";
const BASE64_BINARY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
const X509: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
const SAML_TOKEN: &str = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0";
const SAML_ID: &str = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLID";
const LIBERTY_BASIC: &str = "urn:liberty:sb:profile:basic";

/// Where a message goes, and what it is known by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Addressed<'a> {
    pub(crate) action: &'a str,
    pub(crate) to: &'a str,
    pub(crate) message: Uuid,
    /// One for each attempt, by which the platform's people can find it again.
    pub(crate) transaction: Option<Uuid>,
    pub(crate) now: DateTime<Utc>,
}

/// What the sender shows for itself: a token that names its key, or, where there is none yet, the certificate.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown<'a> {
    Token(&'a Token),
    Certificate,
}

const fn a(local: &'static str) -> Name {
    Name(Ns::Addressing, local)
}

const fn o(local: &'static str) -> Name {
    Name(Ns::Security, local)
}

const fn u(local: &'static str) -> Name {
    Name(Ns::Utility, local)
}

const fn s(local: &'static str) -> Name {
    Name(Ns::Soap12, local)
}

const fn id(value: &str) -> Attribute<'_> {
    Attribute {
        ns: Some(Ns::Utility),
        name: "Id",
        value,
    }
}

const fn plain<'a>(name: &'static str, value: &'a str) -> Attribute<'a> {
    Attribute {
        ns: None,
        name,
        value,
    }
}

const MUST: Attribute<'static> = Attribute {
    ns: Some(Ns::Soap12),
    name: "mustUnderstand",
    value: "1",
};

/// The whole message. Body, addresses, time and token are signed, so that none can be changed or used again alone.
pub(crate) fn signed_message(
    addressed: Addressed<'_>,
    shown: Shown<'_>,
    certificate: &FunctionCertificate,
    body: impl FnOnce(&mut Writer),
) -> Result<String, CertificateError> {
    let (body, body_digest) = written_body(body);
    let mut signature = Signature::default();
    let mut writer = Writer::new();
    let mut outcome = Ok(());
    let often = [Ns::Soap12, Ns::Addressing, Ns::Utility, Ns::Security];
    writer.root(s("Envelope"), &often, |writer| {
        writer.element(s("Header"), |writer| {
            write_addresses(writer, addressed, shown, &mut signature);
            writer.element_with(o("Security"), &[MUST], |writer| {
                outcome = write_security(
                    writer,
                    addressed.now,
                    shown,
                    certificate,
                    &mut signature,
                    body_digest,
                );
            });
        });
        writer.verbatim(&body);
    });
    outcome.map(|()| writer.into_text())
}

fn written_body(body: impl FnOnce(&mut Writer)) -> (String, Digest) {
    let mut writer = Writer::new();
    let digest = writer.digested(|writer| {
        writer.element_with(s("Body"), &[id("_body")], body);
    });
    (writer.into_text(), digest)
}

fn write_addresses(
    writer: &mut Writer,
    addressed: Addressed<'_>,
    shown: Shown<'_>,
    signature: &mut Signature,
) {
    let mut signed = |writer: &mut Writer, id: &str, content: &dyn Fn(&mut Writer)| {
        let digest = writer.digested(|writer| content(writer));
        signature.part(id, digest);
    };
    if matches!(shown, Shown::Token(_)) {
        signed(writer, "_framework", &|writer| {
            let profile = Attribute {
                ns: Some(Ns::LibertyProfile),
                name: "profile",
                value: LIBERTY_BASIC,
            };
            let attributes = [plain("version", "2.0"), profile, id("_framework")];
            writer.element_with(Name(Ns::Liberty, "Framework"), &attributes, |_| {});
        });
    }
    signed(writer, "_action", &|writer| {
        writer.element_with(a("Action"), &[MUST, id("_action")], |writer| {
            writer.characters(addressed.action);
        });
    });
    if let Some(transaction) = addressed.transaction {
        let name = |local| Name(Ns::RequestHeader, local);
        writer.element(name("RequestHeader"), |writer| {
            writer.text(name("TransactionUUID"), &transaction.to_string());
        });
    }
    signed(writer, "_message", &|writer| {
        writer.element_with(a("MessageID"), &[id("_message")], |writer| {
            writer.characters(&format!("urn:uuid:{}", addressed.message));
        });
    });
    signed(writer, "_reply", &|writer| {
        writer.element_with(a("ReplyTo"), &[id("_reply")], |writer| {
            writer.text(a("Address"), ANONYMOUS);
        });
    });
    signed(writer, "_to", &|writer| {
        writer.element_with(a("To"), &[MUST, id("_to")], |writer| {
            writer.characters(addressed.to);
        });
    });
}

fn write_security(
    writer: &mut Writer,
    now: DateTime<Utc>,
    shown: Shown<'_>,
    certificate: &FunctionCertificate,
    signature: &mut Signature,
    body: Digest,
) -> Result<(), CertificateError> {
    let digest = writer.digested(|writer| {
        writer.element_with(u("Timestamp"), &[id("_timestamp")], |writer| {
            writer.text(u("Created"), &moment_text(now));
            let expires = now + TimeDelta::minutes(VALID_MINUTES);
            writer.text(u("Expires"), &moment_text(expires));
        });
    });
    signature.part("_timestamp", digest);
    match shown {
        Shown::Token(token) => {
            writer.verbatim(token.xml());
            write_token_reference(writer, token, Some("_token"));
            signature.token("_token", token.digest());
            signature.part("_body", body);
            signature.write(writer, certificate, |writer| {
                write_token_reference(writer, token, None);
            })
        }
        Shown::Certificate => {
            let digest = writer.digested(|writer| {
                write_certificate(writer, certificate, &[id("_certificate")]);
            });
            signature.part("_certificate", digest);
            signature.part("_body", body);
            signature.write(writer, certificate, |writer| {
                writer.element(o("SecurityTokenReference"), |writer| {
                    let attributes = [plain("URI", "#_certificate"), plain("ValueType", X509)];
                    writer.element_with(o("Reference"), &attributes, |_| {});
                });
            })
        }
    }
}

fn write_token_reference(writer: &mut Writer, token: &Token, own_id: Option<&str>) {
    let token_type = Attribute {
        ns: Some(Ns::Security11),
        name: "TokenType",
        value: SAML_TOKEN,
    };
    let mut attributes = vec![token_type];
    attributes.extend(own_id.map(id));
    writer.element_with(o("SecurityTokenReference"), &attributes, |writer| {
        let kind = plain("ValueType", SAML_ID);
        writer.element_with(o("KeyIdentifier"), &[kind], |writer| {
            writer.characters(token.id());
        });
    });
}

/// The certificate as a part of the message, here and where a token is asked for it.
pub(crate) fn write_certificate(
    writer: &mut Writer,
    certificate: &FunctionCertificate,
    more: &[Attribute<'_>],
) {
    let mut attributes = vec![
        plain("EncodingType", BASE64_BINARY),
        plain("ValueType", X509),
    ];
    attributes.extend_from_slice(more);
    writer.element_with(o("BinarySecurityToken"), &attributes, |writer| {
        writer.characters(&certificate.base64());
    });
}
