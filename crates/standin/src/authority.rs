use std::time::Duration;

use anyhow::Result;
use chrono::{DateTime, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, DnValue, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose,
};
use time::OffsetDateTime;

const AUTHORITY_KEY: &str = include_str!("../keys/authority.pem");
const ISSUER_KEY: &str = include_str!("../keys/issuer.pem");
const SERVER_KEY: &str = include_str!("../keys/server.pem");
const SYSTEM_KEY: &str = include_str!("../keys/system.pem");
const STRANGER_KEY: &str = include_str!("../keys/stranger.pem");

/// The test authority: whom it gives certificates to, the stand-in trusts.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    /// One that the stand-in does not trust can be had too, for trying what happens then.
    is_trusted: bool,
}

/// Whose key a certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The issuer of tokens.
    Issuer,
    Server,
    /// A municipality's system.
    System,
    /// Another system, with a key of its own.
    Stranger,
}

/// A certificate with its key, as text.
#[derive(Debug, Clone)]
pub struct Minted {
    pub certificate: String,
    pub key: String,
}

impl Minted {
    pub fn both(&self) -> String {
        format!("{}{}", self.certificate, self.key)
    }
}

impl Authority {
    pub fn new() -> Result<Self> {
        Self::named("Sagsbord testudsteder", AUTHORITY_KEY, true)
    }

    /// An authority that nobody trusts.
    pub fn unknown() -> Result<Self> {
        Self::named("Ukendt udsteder", STRANGER_KEY, false)
    }

    fn named(name: &str, key: &str, is_trusted: bool) -> Result<Self> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::from_pem(key)?;
        let pem = params.self_signed(&key)?.pem();
        Ok(Self {
            issuer: Issuer::new(params, key),
            pem,
            is_trusted,
        })
    }

    /// Its own certificate, which a client must trust.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    pub fn is_trusted(&self) -> bool {
        self.is_trusted
    }

    /// A certificate in the form that Danish function certificates have.
    pub fn mint(
        &self,
        holder: Holder,
        name: &str,
        cvr: &str,
        valid: (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Minted> {
        let key = match holder {
            Holder::Issuer => ISSUER_KEY,
            Holder::Server => SERVER_KEY,
            Holder::System => SYSTEM_KEY,
            Holder::Stranger => STRANGER_KEY,
        };
        let names = match holder {
            Holder::Server => vec!["localhost".to_owned(), "127.0.0.1".to_owned()],
            _ => Vec::new(),
        };
        let mut params = CertificateParams::new(names)?;
        params.not_before = moment(valid.0)?;
        params.not_after = moment(valid.1)?;
        let subject = &mut params.distinguished_name;
        subject.push(DnType::CommonName, name);
        subject.push(
            DnType::CountryName,
            DnValue::PrintableString("DK".try_into()?),
        );
        let organisation = DnType::CustomDnType(vec![2, 5, 4, 97]);
        subject.push(organisation, format!("NTRDK-{cvr}"));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![match holder {
            Holder::Server => ExtendedKeyUsagePurpose::ServerAuth,
            _ => ExtendedKeyUsagePurpose::ClientAuth,
        }];
        let pair = KeyPair::from_pem(key)?;
        let certificate = params.signed_by(&pair, &self.issuer)?;
        Ok(Minted {
            certificate: certificate.pem(),
            key: key.to_owned(),
        })
    }
}

fn moment(moment: DateTime<Utc>) -> Result<OffsetDateTime> {
    let since = Duration::from_secs(u64::try_from(moment.timestamp())?);
    Ok(OffsetDateTime::UNIX_EPOCH + since)
}
