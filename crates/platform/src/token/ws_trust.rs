use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::certificate::FunctionCertificate;
use crate::error::PlatformError;
use crate::line::Line;
use crate::soap::{Addressed, Shown, read_reply, signed_message, write_certificate};
use crate::xml::{Attribute, Malformed, Name, Ns, Reader, Writer};

pub(super) const SAML_TOKEN: &str =
    "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0";
pub(super) const ISSUE: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue";
pub(super) const PUBLIC_KEY: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/PublicKey";
const ACTION: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue";
const CLAIMS: &str = "http://docs.oasis-open.org/wsfed/authorization/200706/authclaims";
const CVR_CLAIM: &str = "dk:gov:saml:attribute:CvrNumberIdentifier";

const fn wst(local: &'static str) -> Name {
    Name(Ns::Trust, local)
}

/// Asks for an assertion by a signed message (WS-Trust 1.3).
pub(super) async fn ask(
    line: &Line,
    address: &str,
    certificate: &FunctionCertificate,
    cvr: &str,
    audience: &str,
    now: DateTime<Utc>,
) -> Result<String, PlatformError> {
    let message = question(address, certificate, cvr, audience, now, Uuid::new_v4())?;
    let content_type = format!("application/soap+xml; charset=utf-8; action=\"{ACTION}\"");
    let headers = [("content-type", content_type.as_str())];
    let reply = line.post(address, &headers, message.into_bytes()).await?;
    let text = match (reply.text(), reply.trouble()) {
        // A fault comes with a status of its own, and says more.
        (Ok(text), Some(trouble)) if !text.contains("Fault") => return Err(trouble),
        (text, _) => text?,
    };
    let found = read_reply(text, |reader, (ns, local)| {
        if ns != Ns::Trust {
            return Err(Malformed::AnotherMessage);
        }
        if local == "RequestSecurityTokenResponse" {
            return find(reader);
        }
        let mut found = None;
        reader.children(|reader, what| {
            if what.is(wst("RequestSecurityTokenResponse")) {
                found = find(reader)?;
            }
            Ok(())
        })?;
        Ok(found)
    })?;
    found
        .map_err(PlatformError::Fault)?
        .ok_or(PlatformError::Malformed(Malformed::AnotherMessage))
}

fn find(reader: &mut Reader<'_>) -> Result<Option<String>, Malformed> {
    let mut found = None;
    reader.children(|reader, what| {
        if !what.is(wst("RequestedSecurityToken")) {
            return Ok(());
        }
        reader.children(|reader, what| {
            if what.is(Name(Ns::Saml, "Assertion")) {
                found = Some(reader.verbatim(&what)?);
            }
            Ok(())
        })
    })?;
    Ok(found)
}

pub(crate) fn question(
    address: &str,
    certificate: &FunctionCertificate,
    cvr: &str,
    audience: &str,
    now: DateTime<Utc>,
    message: Uuid,
) -> Result<String, PlatformError> {
    let addressed = Addressed {
        action: ACTION,
        to: address,
        message,
        transaction: None,
        now,
    };
    let body = |writer: &mut Writer| {
        writer.element(wst("RequestSecurityToken"), |writer| {
            writer.text(wst("TokenType"), SAML_TOKEN);
            writer.text(wst("RequestType"), ISSUE);
            writer.element(Name(Ns::TrustPolicy, "AppliesTo"), |writer| {
                writer.element(Name(Ns::Addressing, "EndpointReference"), |writer| {
                    writer.text(Name(Ns::Addressing, "Address"), audience);
                });
            });
            write_claim(writer, cvr);
            writer.text(wst("KeyType"), PUBLIC_KEY);
            writer.element(wst("UseKey"), |writer| {
                write_certificate(writer, certificate, &[]);
            });
        });
    };
    Ok(signed_message(
        addressed,
        Shown::Certificate,
        certificate,
        body,
    )?)
}

fn write_claim(writer: &mut Writer, cvr: &str) {
    let auth = |local| Name(Ns::TrustAuthorisation, local);
    let plain = |name, value| Attribute {
        ns: None,
        name,
        value,
    };
    writer.element_with(wst("Claims"), &[plain("Dialect", CLAIMS)], |writer| {
        writer.element_with(auth("ClaimType"), &[plain("Uri", CVR_CLAIM)], |writer| {
            writer.text(auth("Value"), cvr);
        });
    });
}
