/// A namespace, written under the prefix that the platform's own examples use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ns {
    /// None at all, or one that we know nothing of.
    Other,
    /// The shared index: what is asked and answered.
    Sdi,
    Sag,
    Si,
    Di,
    Gd,
    Go,
    Sd,
    Soap12,
    Soap11,
    Addressing,
    Security,
    Security11,
    Utility,
    RequestHeader,
    Liberty,
    LibertyProfile,
    Saml,
    Signature,
    Trust,
    TrustPolicy,
    TrustAuthorisation,
    Fault,
    /// An event's envelope.
    Envelope,
    /// What is in an envelope as base64.
    Packed,
    /// How an event is pushed, and answered.
    Sts,
    PostStatus,
    Memo,
    /// What services of 2017 and later are asked and answered.
    Kombit,
    /// Who asks, and what is said of the whole of an answer.
    Context,
    Organisation,
    OrganisationUnit,
    /// The index of benefits: what is asked and answered.
    Benefits,
    /// Grants, in it.
    Grants,
}

/// An element's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name(pub Ns, pub &'static str);

const KNOWN: [(Ns, &str, &str); 33] = [
    (Ns::Benefits, "yi", "urn:oio:sts:ydelse:ydelseindeks:6"),
    (Ns::Grants, "bi", "urn:oio:sts:ydelse:bevillingindeks:6"),
    (Ns::Sdi, "sdi", "urn:oio:sts:sagdok:sagdokumentindeks:6"),
    (Ns::Sag, "sag", "urn:oio:sts:sagdok:sag:6"),
    (Ns::Si, "si", "urn:oio:sts:sagdok:sagindeks:6"),
    (Ns::Di, "di", "urn:oio:sts:sagdok:dokumentindeks:6"),
    (Ns::Gd, "gd", "urn:oio:sts:generelledefinitioner:6"),
    (Ns::Go, "go", "urn:oio:sts:generelleoperationer:6"),
    (Ns::Sd, "sd", "urn:oio:sagdok:3.0.0"),
    (Ns::Soap12, "s", "http://www.w3.org/2003/05/soap-envelope"),
    (
        Ns::Soap11,
        "s11",
        "http://schemas.xmlsoap.org/soap/envelope/",
    ),
    (Ns::Addressing, "a", "http://www.w3.org/2005/08/addressing"),
    (
        Ns::Security,
        "o",
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
    ),
    (
        Ns::Security11,
        "b",
        "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd",
    ),
    (
        Ns::Utility,
        "u",
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
    ),
    (
        Ns::RequestHeader,
        "h",
        "http://kombit.dk/xml/schemas/RequestHeader/1/",
    ),
    (Ns::Liberty, "sbf", "urn:liberty:sb:2006-08"),
    (Ns::LibertyProfile, "p", "urn:liberty:sb:profile"),
    (Ns::Saml, "saml", "urn:oasis:names:tc:SAML:2.0:assertion"),
    (Ns::Signature, "ds", "http://www.w3.org/2000/09/xmldsig#"),
    (
        Ns::Trust,
        "wst",
        "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
    ),
    (
        Ns::TrustPolicy,
        "wsp",
        "http://schemas.xmlsoap.org/ws/2004/09/policy",
    ),
    (
        Ns::TrustAuthorisation,
        "auth",
        "http://docs.oasis-open.org/wsfed/authorization/200706",
    ),
    (
        Ns::Fault,
        "f",
        "http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/",
    ),
    (Ns::Envelope, "k", "urn:oio:besked:kuvert:1.0"),
    (Ns::Packed, "bb", "urn:besked:kuvert:1.0"),
    (Ns::Sts, "sts", "urn:oio:sts:1.0.0"),
    (
        Ns::PostStatus,
        "pko",
        "http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types",
    ),
    (Ns::Memo, "memo", "https://DigitalPost.dk/MeMo-1"),
    (Ns::Kombit, "kombit2017", "http://www.kombit.dk/2017/01/01/"),
    (
        Ns::Context,
        "kontekst",
        "http://kombit.dk/xml/schemas/kontekst/2017/01/01/",
    ),
    (
        Ns::Organisation,
        "org",
        "http://stoettesystemerne.dk/organisation/6/",
    ),
    (
        Ns::OrganisationUnit,
        "oe",
        "http://stoettesystemerne.dk/organisation/organisationenhed/6/",
    ),
];

impl Ns {
    pub(super) fn prefix(self) -> &'static str {
        self.known().map_or("", |(_, prefix, _)| prefix)
    }

    pub fn uri(self) -> &'static str {
        self.known().map_or("", |(_, _, uri)| uri)
    }

    pub(super) fn from_uri(uri: &str) -> Self {
        KNOWN
            .iter()
            .find(|(_, _, known)| *known == uri)
            .map_or(Self::Other, |(ns, _, _)| *ns)
    }

    fn known(self) -> Option<(Self, &'static str, &'static str)> {
        KNOWN.iter().copied().find(|(ns, _, _)| *ns == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_namespace_has_a_prefix_and_an_address_of_its_own() {
        for (index, (ns, prefix, uri)) in KNOWN.iter().enumerate() {
            assert_eq!(Ns::from_uri(uri), *ns);
            for (_, other_prefix, other_uri) in &KNOWN[index + 1..] {
                assert_ne!(prefix, other_prefix);
                assert_ne!(uri, other_uri);
            }
        }
    }
}
