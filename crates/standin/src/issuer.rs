use std::collections::HashMap;
use std::sync::Mutex;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use sagsbord_platform::xml::moment_text;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::authority::Minted;
use crate::document::Tree;
use crate::invented::Tokens;
use crate::refusal::Refusal;

/// Gives out assertions and access tokens, each bound to the key that asked for it.
pub(crate) struct Issuer {
    key: RsaKeyPair,
    certificate: Vec<u8>,
    tokens: Tokens,
    /// Whether assertions are written with a prefix, as some issuers do, or in a default namespace.
    prefixed: bool,
    access: Mutex<HashMap<String, Access>>,
}

/// What an access token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Access {
    pub(crate) audience: String,
    pub(crate) cvr: String,
    pub(crate) holder: Vec<u8>,
    pub(crate) valid_to: DateTime<Utc>,
}

/// Who asks for a token, and for what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) audience: &'a str,
    pub(crate) cvr: &'a str,
    /// As DER.
    pub(crate) holder: &'a [u8],
    pub(crate) now: DateTime<Utc>,
}

impl Issuer {
    pub(crate) fn new(minted: &Minted, tokens: Tokens, prefixed: bool) -> Result<Self> {
        let key = PrivatePkcs8KeyDer::from_pem_slice(minted.key.as_bytes())?;
        let key = RsaKeyPair::from_pkcs8(key.secret_pkcs8_der())
            .ok()
            .context("the issuer's key")?;
        let certificate =
            rustls::pki_types::CertificateDer::from_pem_slice(minted.certificate.as_bytes())?;
        Ok(Self {
            key,
            certificate: certificate.to_vec(),
            tokens,
            prefixed,
            access: Mutex::default(),
        })
    }

    pub(crate) fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    pub(crate) fn assertion(&self, asked: Asked<'_>) -> Result<String> {
        let id = format!("_{}", Uuid::new_v4());
        let to = asked.now + TimeDelta::hours(self.tokens.hours);
        let p = if self.prefixed { "saml:" } else { "" };
        let declared = if self.prefixed { "xmlns:saml" } else { "xmlns" };
        let from = moment_text(asked.now);
        let to_text = moment_text(to);
        let holder = BASE64_STANDARD.encode(asked.holder);
        let head = format!(
            "<{p}Assertion {declared}=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" IssueInstant=\"{from}\" Version=\"2.0\"><{p}Issuer>{}</{p}Issuer>",
            self.tokens.issuer
        );
        let rest = format!(
            "<{p}Subject><{p}NameID>C=DK,CN=system</{p}NameID><{p}SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:holder-of-key\"><{p}SubjectConfirmationData><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data><ds:X509Certificate>{holder}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></{p}SubjectConfirmationData></{p}SubjectConfirmation></{p}Subject><{p}Conditions NotBefore=\"{from}\" NotOnOrAfter=\"{to_text}\"><{p}AudienceRestriction><{p}Audience>{}</{p}Audience></{p}AudienceRestriction></{p}Conditions><{p}AttributeStatement><{p}Attribute Name=\"dk:gov:saml:attribute:CvrNumberIdentifier\"><{p}AttributeValue>{}</{p}AttributeValue></{p}Attribute></{p}AttributeStatement></{p}Assertion>",
            escaped(asked.audience),
            escaped(asked.cvr)
        );
        let unsigned = format!("{head}{rest}");
        let tree = Tree::of(&unsigned)?;
        let digest =
            BASE64_STANDARD.encode(Sha256::digest(tree.canonical(tree.top()?, None, &[])?));
        let info = format!(
            "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod><ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
        );
        let mut value = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                info.as_bytes(),
                &mut value,
            )
            .ok()
            .context("a signature")?;
        let value = BASE64_STANDARD.encode(value);
        let certificate = BASE64_STANDARD.encode(&self.certificate);
        Ok(format!(
            "{head}<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{info}<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>{rest}"
        ))
    }

    pub(crate) fn give_access(&self, access: Access) -> String {
        let value = Uuid::new_v4().to_string();
        if let Ok(mut kept) = self.access.lock() {
            kept.insert(value.clone(), access);
        }
        value
    }

    /// What a token allows, if it is shown from the key that it is for.
    pub(crate) fn access(
        &self,
        header: &str,
        holder: &[u8],
        audience: &str,
        now: DateTime<Utc>,
    ) -> Result<Access, Refusal> {
        let value = header
            .strip_prefix("Holder-of-key ")
            .ok_or(Refusal::NotOurToken)?;
        let access = self
            .access
            .lock()
            .ok()
            .and_then(|kept| kept.get(value).cloned())
            .ok_or(Refusal::NotOurToken)?;
        if access.valid_to <= now {
            return Err(Refusal::TokenRunOut);
        }
        if access.holder != holder {
            return Err(Refusal::WrongHolder);
        }
        if access.audience != audience {
            return Err(Refusal::WrongAudience);
        }
        Ok(access)
    }

    pub(crate) fn access_seconds(&self) -> i64 {
        self.tokens.access_seconds
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
