use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use super::ws_trust::{ISSUE, PUBLIC_KEY, SAML_TOKEN};
use crate::certificate::FunctionCertificate;
use crate::error::PlatformError;
use crate::line::Line;
use crate::xml::Malformed;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Asked<'a> {
    token_type: &'a str,
    request_type: &'a str,
    key_type: &'a str,
    anvender_kontekst: AskedBy<'a>,
    use_key: &'a str,
    applies_to: AppliesTo<'a>,
    on_behalf_of: Option<()>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AskedBy<'a> {
    cvr: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AppliesTo<'a> {
    endpoint_reference: EndpointReference<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EndpointReference<'a> {
    address: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Issued {
    requested_security_token: Requested,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Requested {
    assertion: String,
}

/// Asks for an assertion as JSON. It comes back as base64 around the very bytes that were signed.
pub(super) async fn ask(
    line: &Line,
    address: &str,
    certificate: &FunctionCertificate,
    cvr: &str,
    audience: &str,
) -> Result<String, PlatformError> {
    let asked = Asked {
        token_type: SAML_TOKEN,
        request_type: ISSUE,
        key_type: PUBLIC_KEY,
        anvender_kontekst: AskedBy { cvr },
        use_key: &certificate.base64(),
        applies_to: AppliesTo {
            endpoint_reference: EndpointReference { address: audience },
        },
        on_behalf_of: None,
    };
    let body = serde_json::to_vec(&asked).map_err(|_| PlatformError::NotText)?;
    let headers = [
        ("content-type", "application/json"),
        ("accept", "application/json"),
    ];
    let reply = line.post(address, &headers, body).await?;
    if let Some(trouble) = reply.trouble() {
        return Err(trouble);
    }
    let issued: Issued =
        serde_json::from_slice(&reply.body).map_err(|_| Malformed::AnotherMessage)?;
    let packed: String = issued
        .requested_security_token
        .assertion
        .split_whitespace()
        .collect();
    let bytes = BASE64_STANDARD
        .decode(packed)
        .map_err(|_| Malformed::AnotherMessage)?;
    String::from_utf8(bytes).map_err(|_| PlatformError::NotText)
}
