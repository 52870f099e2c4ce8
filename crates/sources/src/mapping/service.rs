use std::time::Duration;

use reqwest::Url;

use super::fault::Reason;
use super::fields::Fields;
use super::template::{Field, Template};

/// Where the service is, and what bounds every question to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Service {
    /// Ends with a slash.
    pub(crate) base: Url,
    /// From the first byte sent to the last one read, of one page.
    pub(crate) one_call: Duration,
    /// Of all pages.
    pub(crate) whole: Duration,
    pub(crate) reply_bytes: u64,
    pub(crate) document_bytes: u64,
    pub(crate) most_pages: u32,
    /// Where a case is opened by a person.
    pub(crate) link_host: Option<String>,
}

/// How the service lets us in. What must not be seen lies in the key service, never in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Auth {
    None,
    Header {
        name: String,
        /// `Bearer ` or another word before the secret.
        before: String,
    },
    /// A token that is asked for with the secret (*client credentials*).
    ClientCredentials {
        address: Url,
        client: String,
        scope: Option<String>,
        shown: ClientShown,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClientShown {
    InBody,
    InHeader,
}

const MEGABYTE: u64 = 1 << 20;

pub(super) fn service(section: &mut Fields<'_, '_>) -> Option<Service> {
    let base = address(section, "address").map(|mut base| {
        if !base.path().ends_with('/') {
            let path = format!("{}/", base.path());
            base.set_path(&path);
        }
        base
    });
    let one_call = section.number_or("seconds", 10, (1, 60));
    let whole = section.number_or("seconds_in_all", 20, (1, 120));
    let reply = section.number_or("most_megabytes", 8, (1, 64));
    let document = section.number_or("most_document_megabytes", 64, (1, 64));
    let most_pages = section.number_or("most_pages", 50, (1, 1_000));
    Some(Service {
        base: base?,
        one_call: Duration::from_secs(one_call?),
        whole: Duration::from_secs(whole?),
        reply_bytes: reply? * MEGABYTE,
        document_bytes: document? * MEGABYTE,
        most_pages: u32::try_from(most_pages?).unwrap_or(u32::MAX),
        link_host: None,
    })
}

/// One that may be called: encrypted, or on this machine itself. Without a name, a password or a question in it.
fn address(section: &mut Fields<'_, '_>, field: &'static str) -> Option<Url> {
    let text = section.text(field)?;
    let Some(address) = Url::parse(text.trim()).ok().filter(is_plain) else {
        section.fault(field, Reason::NotAnAddress);
        return None;
    };
    if address.scheme() == "https" || (address.scheme() == "http" && is_this_machine(&address)) {
        return Some(address);
    }
    section.fault(field, Reason::NotHttps);
    None
}

fn is_plain(address: &Url) -> bool {
    address.has_host()
        && address.username().is_empty()
        && address.password().is_none()
        && address.query().is_none()
        && address.fragment().is_none()
}

fn is_this_machine(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[derive(Clone, Copy)]
enum Kind {
    None,
    Header,
    ClientCredentials,
}

pub(super) fn auth(section: &mut Fields<'_, '_>) -> Option<Auth> {
    let kinds = [
        ("none", Kind::None),
        ("header", Kind::Header),
        ("oauth", Kind::ClientCredentials),
    ];
    let Some(kind) = section.word("kind", &kinds) else {
        section.pass_over(&[
            "header",
            "before",
            "token_address",
            "client",
            "scope",
            "shown_in",
        ]);
        return None;
    };
    match kind {
        Kind::None => Some(Auth::None),
        Kind::Header => {
            let name = section.text("header");
            let before = section.text_or_none("before").unwrap_or_default();
            let is_name = |name: &String| reqwest::header::HeaderName::try_from(name).is_ok();
            if name.as_ref().is_some_and(|name| !is_name(name)) {
                section.fault("header", Reason::WrongType);
            }
            Some(Auth::Header {
                name: name?,
                before,
            })
        }
        Kind::ClientCredentials => {
            let shown = [
                ("body", ClientShown::InBody),
                ("header", ClientShown::InHeader),
            ];
            let address = address(section, "token_address");
            let client = section.text("client");
            let scope = section.text_or_none("scope");
            let shown = section.word_or("shown_in", ClientShown::InBody, &shown);
            Some(Auth::ClientCredentials {
                address: address?,
                client: client?,
                scope,
                shown: shown?,
            })
        }
    }
}

/// With the host that it leads to, which no value can change: a value stands in the path, or after it.
pub(super) fn deep_link(section: &mut Fields<'_, '_>) -> Option<(Template, String)> {
    const ALLOWED: [Field; 2] = [Field::CaseId, Field::CaseNumber];
    let words = ALLOWED.map(Field::word).join(", ");
    let text = section.text("address")?;
    let Some(template) = Template::parse(text.trim(), &ALLOWED) else {
        section.fault("address", Reason::NotATemplate(words));
        return None;
    };
    if !template.has_any(&ALLOWED) {
        section.fault("address", Reason::NoPlaceholder(words));
        return None;
    }
    let before = text.trim().split('{').next().unwrap_or_default();
    let Some(parsed) = Url::parse(before).ok().filter(Url::has_host) else {
        section.fault("address", Reason::NotAnAddress);
        return None;
    };
    if parsed.scheme() != "https" {
        section.fault("address", Reason::NotHttps);
        return None;
    }
    let host = parsed.host_str().unwrap_or_default().to_owned();
    // `https://example.dk{case_id}` would make the value part of the host.
    let after_host = before
        .strip_prefix("https://")
        .is_some_and(|rest| rest.contains('/'));
    if !after_host || !parsed.username().is_empty() {
        section.fault("address", Reason::AnotherHost(host));
        return None;
    }
    Some((template, host))
}
