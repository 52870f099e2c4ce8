//! Whether a message was sent by whom it says, and came as it was sent.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use sagsbord_platform::xml::parse_moment;
use sha2::{Digest, Sha256};
use uppsala::NodeId;
use x509_cert::Certificate;
use x509_cert::der::Decode;

use crate::document::{ADDRESSING, DSIG, SAML, SECURITY, SOAP, Tree, UTILITY};
use crate::refusal::Refusal;

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const STR_TRANSFORM: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// A message whose signature held.
#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) action: String,
    pub(crate) message: String,
    /// What stands in the body, as it was written.
    pub(crate) body: String,
    /// Whose key it was signed with, as DER.
    pub(crate) certificate: Vec<u8>,
    pub(crate) assertion: Option<Assertion>,
}

/// A token whose issuer's signature held.
#[derive(Debug, Clone)]
pub(crate) struct Assertion {
    pub(crate) audience: String,
    pub(crate) cvr: String,
    /// Whose key it is for, as DER.
    pub(crate) holder: Vec<u8>,
}

/// What the receiver knows by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) address: &'a str,
    /// The issuer's certificate, as DER.
    pub(crate) issuer: &'a [u8],
    pub(crate) now: DateTime<Utc>,
}

pub(crate) fn verify(untrusted: &str, known: Known<'_>) -> Result<Verified, Refusal> {
    let tree = Tree::of(untrusted)?;
    let envelope = tree.top()?;
    if !tree.is(envelope, SOAP, "Envelope") {
        return Err(Refusal::NotAnEnvelope);
    }
    let part = |node, ns, local| tree.child(node, ns, local).ok_or(Refusal::NotAnEnvelope);
    let header = part(envelope, SOAP, "Header")?;
    let body = part(envelope, SOAP, "Body")?;
    let security = part(header, SECURITY, "Security")?;
    let timestamp = part(security, UTILITY, "Timestamp")?;
    let signature = part(security, DSIG, "Signature")?;

    let signed = signed_parts(&tree, signature)?;
    let mut required = vec![("Body", body), ("Timestamp", timestamp)];
    for local in ["To", "Action", "MessageID", "ReplyTo"] {
        required.push((local, part(header, ADDRESSING, local)?));
    }
    let assertion_node = tree.child(security, SAML, "Assertion");
    required.extend(assertion_node.map(|node| ("Assertion", node)));
    for (name, node) in required {
        if !signed.contains(&node) {
            return Err(Refusal::NotSigned(name));
        }
    }
    let (certificate, assertion) = match assertion_node {
        Some(node) => {
            let assertion = verify_assertion(&tree, node, known)?;
            (assertion.holder.clone(), Some(assertion))
        }
        None => (shown_certificate(&tree, security)?, None),
    };
    verify_value(&tree, signature, &certificate)?;
    is_fresh(&tree, timestamp, known.now)?;
    if tree.text(part(header, ADDRESSING, "To")?) != known.address {
        return Err(Refusal::WrongAddress);
    }
    let within = tree.elements(body);
    let [content] = within.as_slice() else {
        return Err(Refusal::NotAnEnvelope);
    };
    Ok(Verified {
        action: tree.text(part(header, ADDRESSING, "Action")?),
        message: tree.text(part(header, ADDRESSING, "MessageID")?),
        body: alone(&tree, *content)?,
        certificate,
        assertion,
    })
}

/// An assertion that came by itself, to be exchanged.
pub(crate) fn verify_alone(untrusted: &str, known: Known<'_>) -> Result<Assertion, Refusal> {
    let tree = Tree::of(untrusted)?;
    verify_assertion(&tree, tree.top()?, known)
}

/// With the declarations that stood around it, so that it can be read alone.
fn alone(tree: &Tree<'_>, node: NodeId) -> Result<String, Refusal> {
    let canonical = tree.canonical(node, None, &[])?;
    String::from_utf8(canonical).map_err(|_| Refusal::NotXml)
}

/// Every part whose fingerprint holds; any that does not ends it.
fn signed_parts(tree: &Tree<'_>, signature: NodeId) -> Result<Vec<NodeId>, Refusal> {
    let info = tree
        .child(signature, DSIG, "SignedInfo")
        .ok_or(Refusal::NotAnEnvelope)?;
    let mut signed = Vec::new();
    for reference in tree.children(info, DSIG, "Reference") {
        let uri = tree
            .attribute(reference, "URI")
            .ok_or(Refusal::NoSuchPart)?;
        let id = uri.strip_prefix('#').ok_or(Refusal::NoSuchPart)?;
        let node = tree.by_id(id)?;
        let (covered, canonical) = canonical_of(tree, reference, node, signature)?;
        let stated = tree
            .child(reference, DSIG, "DigestValue")
            .map(|value| tree.text(value))
            .unwrap_or_default();
        let method = tree
            .child(reference, DSIG, "DigestMethod")
            .and_then(|method| tree.attribute(method, "Algorithm"));
        if method.as_deref() != Some(SHA256) {
            return Err(Refusal::UnknownWay);
        }
        if BASE64_STANDARD.encode(Sha256::digest(&canonical)) != stated {
            return Err(Refusal::Changed);
        }
        signed.push(covered);
    }
    Ok(signed)
}

fn canonical_of(
    tree: &Tree<'_>,
    reference: NodeId,
    node: NodeId,
    signature: NodeId,
) -> Result<(NodeId, Vec<u8>), Refusal> {
    let transforms = tree
        .child(reference, DSIG, "Transforms")
        .map(|transforms| tree.children(transforms, DSIG, "Transform"))
        .unwrap_or_default();
    let mut without = None;
    let mut prefixes = Vec::new();
    let mut covered = node;
    let mut by_reference = false;
    for transform in transforms {
        match tree.attribute(transform, "Algorithm").as_deref() {
            Some(EXCLUSIVE) => prefixes = inclusive_prefixes(tree, transform),
            Some(ENVELOPED) => without = Some(signature),
            Some(STR_TRANSFORM) => {
                by_reference = true;
                let named = tree
                    .below(node, SECURITY, "KeyIdentifier")
                    .map(|named| tree.text(named))
                    .ok_or(Refusal::NoSuchPart)?;
                covered = tree.by_id(&named)?;
            }
            _ => return Err(Refusal::UnknownWay),
        }
    }
    let canonical = tree.canonical(covered, without, &prefixes)?;
    let canonical = if by_reference {
        with_default_namespace(canonical)?
    } else {
        canonical
    };
    Ok((covered, canonical))
}

fn inclusive_prefixes(tree: &Tree<'_>, transform: NodeId) -> Vec<String> {
    tree.below(transform, EXCLUSIVE, "InclusiveNamespaces")
        .and_then(|list| tree.attribute(list, "PrefixList"))
        .map(|list| list.split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// What WS-Security asks of a part that is signed through a reference to it.
fn with_default_namespace(canonical: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let text = String::from_utf8(canonical).map_err(|_| Refusal::NotXml)?;
    let tag_ends = text.find('>').ok_or(Refusal::NotXml)?;
    let (tag, _) = text.split_at(tag_ends);
    if tag.contains(" xmlns=\"") {
        return Ok(text.into_bytes());
    }
    let at = tag.find(' ').unwrap_or(tag_ends);
    let (name, rest) = text.split_at(at);
    Ok(format!("{name} xmlns=\"\"{rest}").into_bytes())
}

fn verify_value(tree: &Tree<'_>, signature: NodeId, certificate: &[u8]) -> Result<(), Refusal> {
    let info = tree
        .child(signature, DSIG, "SignedInfo")
        .ok_or(Refusal::NotAnEnvelope)?;
    let algorithm = |local| {
        tree.child(info, DSIG, local)
            .and_then(|method| tree.attribute(method, "Algorithm"))
    };
    if algorithm("CanonicalizationMethod").as_deref() != Some(EXCLUSIVE)
        || algorithm("SignatureMethod").as_deref() != Some(RSA_SHA256)
    {
        return Err(Refusal::UnknownWay);
    }
    let prefixes = tree
        .child(info, DSIG, "CanonicalizationMethod")
        .map(|method| inclusive_prefixes(tree, method))
        .unwrap_or_default();
    let message = tree.canonical(info, None, &prefixes)?;
    let value = tree
        .child(signature, DSIG, "SignatureValue")
        .map(|value| tree.text(value))
        .unwrap_or_default();
    let value = decoded(&value)?;
    let certificate = Certificate::from_der(certificate).map_err(|_| Refusal::WrongSignature)?;
    let key = certificate
        .tbs_certificate
        .subject_public_key_info
        .subject_public_key
        .raw_bytes();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
        .verify(&message, &value)
        .map_err(|_| Refusal::WrongSignature)
}

fn decoded(base64: &str) -> Result<Vec<u8>, Refusal> {
    let packed: String = base64.split_whitespace().collect();
    BASE64_STANDARD
        .decode(packed)
        .map_err(|_| Refusal::WrongSignature)
}

fn shown_certificate(tree: &Tree<'_>, security: NodeId) -> Result<Vec<u8>, Refusal> {
    let shown = tree
        .child(security, SECURITY, "BinarySecurityToken")
        .ok_or(Refusal::NotAnEnvelope)?;
    decoded(&tree.text(shown))
}

fn is_fresh(tree: &Tree<'_>, timestamp: NodeId, now: DateTime<Utc>) -> Result<(), Refusal> {
    let moment = |local| {
        tree.child(timestamp, UTILITY, local)
            .and_then(|moment| parse_moment(&tree.text(moment)))
            .ok_or(Refusal::NotNow)
    };
    let (created, expires) = (moment("Created")?, moment("Expires")?);
    if created > now + SKEW || expires < now - SKEW {
        return Err(Refusal::NotNow);
    }
    Ok(())
}

fn verify_assertion(
    tree: &Tree<'_>,
    assertion: NodeId,
    known: Known<'_>,
) -> Result<Assertion, Refusal> {
    if !tree.is(assertion, SAML, "Assertion") {
        return Err(Refusal::NotOurToken);
    }
    let signature = tree
        .child(assertion, DSIG, "Signature")
        .ok_or(Refusal::NotOurToken)?;
    if signed_parts(tree, signature)? != [assertion] {
        return Err(Refusal::NotOurToken);
    }
    verify_value(tree, signature, known.issuer).map_err(|_| Refusal::NotOurToken)?;
    let conditions = tree
        .child(assertion, SAML, "Conditions")
        .ok_or(Refusal::NotOurToken)?;
    let valid_to = tree
        .attribute(conditions, "NotOnOrAfter")
        .and_then(|moment| parse_moment(&moment))
        .ok_or(Refusal::NotOurToken)?;
    if valid_to <= known.now {
        return Err(Refusal::TokenRunOut);
    }
    let holder = tree
        .child(assertion, SAML, "Subject")
        .and_then(|subject| tree.below(subject, DSIG, "X509Certificate"))
        .ok_or(Refusal::NotOurToken)?;
    let statement = tree
        .child(assertion, SAML, "AttributeStatement")
        .ok_or(Refusal::NotOurToken)?;
    let cvr = tree
        .children(statement, SAML, "Attribute")
        .into_iter()
        .find(|attribute| {
            tree.attribute(*attribute, "Name").as_deref()
                == Some("dk:gov:saml:attribute:CvrNumberIdentifier")
        })
        .map(|attribute| tree.text(attribute))
        .unwrap_or_default();
    Ok(Assertion {
        audience: tree
            .below(conditions, SAML, "Audience")
            .map(|audience| tree.text(audience))
            .unwrap_or_default(),
        cvr,
        holder: decoded(&tree.text(holder))?,
    })
}
