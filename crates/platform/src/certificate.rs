use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::SignatureScheme;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SigningKey};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::oid::ObjectIdentifier;

/// Far above any certificate with its chain.
const MOST_BYTES: usize = 1 << 20;
/// organizationIdentifier, where the third generation of Danish certificates has the organisation's number.
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");
/// serialNumber, where the generations before have it.
const SERIAL: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// What a municipality's system shows who it is with: a function certificate (OCES3) and its key.
#[derive(Clone)]
pub struct FunctionCertificate {
    certified: Arc<CertifiedKey>,
    key: Arc<PrivateKeyDer<'static>>,
    pub name: String,
    /// The organisation it was given to, when it says.
    pub cvr: Option<String>,
    pub valid_from: DateTime<Utc>,
    pub valid_to: DateTime<Utc>,
}

#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    #[error("the file is larger than any certificate")]
    TooLarge,
    #[error("the file holds no certificate that can be read")]
    NotACertificate,
    #[error("the password does not open the file")]
    WrongPassword,
    #[error("the file holds a certificate without its private key")]
    NoKey,
    #[error("the private key is not the one of the certificate")]
    AnotherKey,
    #[error("the private key is of a kind that the platform does not take: it must be RSA")]
    WrongKind,
    #[error("the private key could not sign")]
    CannotSign,
}

impl std::fmt::Debug for FunctionCertificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FunctionCertificate")
            .field("valid_to", &self.valid_to)
            .finish_non_exhaustive()
    }
}

impl FunctionCertificate {
    /// A `.p12` or `.pfx` file, as certificates are handed out.
    pub fn from_pkcs12(untrusted: &[u8], password: &str) -> Result<Self, CertificateError> {
        if untrusted.len() > MOST_BYTES {
            return Err(CertificateError::TooLarge);
        }
        let store = KeyStore::from_pkcs12(untrusted, password, Pkcs12ImportPolicy::Relaxed)
            .map_err(|error| match error {
                p12_keystore::error::Error::MacError(_) => CertificateError::WrongPassword,
                _ => CertificateError::NotACertificate,
            })?;
        let (_, chain) = store.private_key_chain().ok_or(CertificateError::NoKey)?;
        let key = PrivateKeyDer::try_from(chain.key().as_der().to_vec())
            .map_err(|_| CertificateError::WrongKind)?;
        let chain = chain
            .certs()
            .iter()
            .map(|certificate| CertificateDer::from(certificate.as_der().to_vec()))
            .collect();
        Self::of(chain, &key)
    }

    /// Certificates and key as text, the system's own certificate first.
    pub fn from_pem(untrusted: &[u8]) -> Result<Self, CertificateError> {
        if untrusted.len() > MOST_BYTES {
            return Err(CertificateError::TooLarge);
        }
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(untrusted)
            .collect::<Result<_, _>>()
            .map_err(|_| CertificateError::NotACertificate)?;
        if chain.is_empty() {
            return Err(CertificateError::NotACertificate);
        }
        let key = PrivateKeyDer::from_pem_slice(untrusted).map_err(|_| CertificateError::NoKey)?;
        Self::of(chain, &key)
    }

    fn of(
        chain: Vec<CertificateDer<'static>>,
        key: &PrivateKeyDer<'static>,
    ) -> Result<Self, CertificateError> {
        let own = chain.first().ok_or(CertificateError::NotACertificate)?;
        let read = Certificate::from_der(own).map_err(|_| CertificateError::NotACertificate)?;
        let validity = read.tbs_certificate.validity;
        let moment = |time: x509_cert::time::Time| DateTime::<Utc>::from(time.to_system_time());
        let name = said(&read, COMMON_NAME).unwrap_or_default();
        let cvr = said(&read, ORGANISATION)
            .or_else(|| said(&read, SERIAL))
            .and_then(|text| cvr_in(&text));
        let kept = Arc::new(key.clone_key());
        let key = ring::sign::any_supported_type(key).map_err(|_| CertificateError::WrongKind)?;
        if key
            .choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])
            .is_none()
        {
            return Err(CertificateError::WrongKind);
        }
        let certified = CertifiedKey::new(chain, key);
        certified
            .keys_match()
            .map_err(|_| CertificateError::AnotherKey)?;
        Ok(Self {
            certified: Arc::new(certified),
            key: kept,
            name,
            cvr,
            valid_from: moment(validity.not_before),
            valid_to: moment(validity.not_after),
        })
    }

    /// Certificates and key as text, whatever they came as. Whoever keeps it keeps the key.
    pub fn to_pem(&self) -> String {
        let mut text = String::new();
        for certificate in &self.certified.cert {
            pem(&mut text, "CERTIFICATE", certificate);
        }
        let kind = match &*self.key {
            PrivateKeyDer::Pkcs1(_) => "RSA PRIVATE KEY",
            _ => "PRIVATE KEY",
        };
        pem(&mut text, kind, self.key.secret_der());
        text
    }

    pub fn is_valid_at(&self, now: DateTime<Utc>) -> bool {
        self.valid_from <= now && now < self.valid_to
    }

    /// Without line breaks, as messages carry it.
    pub fn base64(&self) -> String {
        BASE64_STANDARD.encode(self.der())
    }

    pub(crate) fn der(&self) -> &[u8] {
        self.certified.cert.first().map_or(&[], |own| own.as_ref())
    }

    pub(crate) fn certified(&self) -> &Arc<CertifiedKey> {
        &self.certified
    }

    /// RSA with SHA-256, the one signature that the platform takes.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<String, CertificateError> {
        let key: &Arc<dyn SigningKey> = &self.certified.key;
        let signature = key
            .choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])
            .and_then(|signer| signer.sign(message).ok())
            .ok_or(CertificateError::CannotSign)?;
        Ok(BASE64_STANDARD.encode(signature))
    }
}

fn pem(text: &mut String, kind: &str, der: &[u8]) {
    text.push_str(&format!("-----BEGIN {kind}-----\n"));
    let packed = BASE64_STANDARD.encode(der);
    let mut rest = packed.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str(&format!("-----END {kind}-----\n"));
}

/// A part of the subject, as text.
fn said(certificate: &Certificate, kind: ObjectIdentifier) -> Option<String> {
    use x509_cert::der::asn1::{PrintableStringRef, TeletexStringRef, Utf8StringRef};
    let parts = &certificate.tbs_certificate.subject.0;
    parts
        .iter()
        .flat_map(|part| part.0.iter())
        .find(|part| part.oid == kind)
        .and_then(|part| {
            let value = &part.value;
            Utf8StringRef::try_from(value)
                .map(|text| text.as_str().to_owned())
                .or_else(|_| {
                    PrintableStringRef::try_from(value).map(|text| text.as_str().to_owned())
                })
                .or_else(|_| TeletexStringRef::try_from(value).map(|text| text.as_str().to_owned()))
                .ok()
        })
}

/// `NTRDK-12345678`, or the older `CVR:12345678-FID:87654321`.
fn cvr_in(text: &str) -> Option<String> {
    let after = text
        .split_once("NTRDK-")
        .or_else(|| text.split_once("CVR:"))?
        .1;
    let digits = after.get(..8)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organisations_number_is_found_where_certificates_have_it() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(cvr_in(text).as_deref(), expected, "{text}");
        };
        check("NTRDK-11111111", Some("11111111"));
        check("CVR:11111111-FID:68222431", Some("11111111"));
        check("UI:DK-F:b0a3", None);
        check("NTRDK-1111", None);
        check("NTRDK-1111111æ", None);
    }

    #[test]
    fn what_is_no_certificate_with_its_key_is_told_apart() {
        let check = |bytes: &[u8], expected: &str| {
            let error = FunctionCertificate::from_pem(bytes).unwrap_err();
            assert!(format!("{error:?}").contains(expected), "{error:?}");
        };
        check(b"", "NotACertificate");
        check(
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "NoKey",
        );
        check(&vec![b'a'; MOST_BYTES + 1], "TooLarge");
        assert!(matches!(
            FunctionCertificate::from_pkcs12(b"not a store", "x"),
            Err(CertificateError::NotACertificate)
        ));
    }
}
