use crate::certificate::{CertificateError, FunctionCertificate};
use crate::xml::{Attribute, Digest, Name, Ns, Writer};

pub(crate) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
pub(crate) const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
pub(crate) const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
pub(crate) const STR_TRANSFORM: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform";

/// The parts that are signed, by their ids, and how each is looked up.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    id: String,
    digest: Digest,
    /// The id is of a reference to the token, and the fingerprint of the token itself.
    is_by_reference: bool,
}

const fn ds(local: &'static str) -> Name {
    Name(Ns::Signature, local)
}

const fn algorithm(value: &str) -> Attribute<'_> {
    Attribute {
        ns: None,
        name: "Algorithm",
        value,
    }
}

impl Signature {
    pub(crate) fn part(&mut self, id: impl Into<String>, digest: Digest) {
        self.parts.push(Part {
            id: id.into(),
            digest,
            is_by_reference: false,
        });
    }

    pub(crate) fn token(&mut self, reference_id: impl Into<String>, digest: Digest) {
        self.parts.push(Part {
            id: reference_id.into(),
            digest,
            is_by_reference: true,
        });
    }

    /// Signs all parts and writes the signature, with what says whose key it was.
    pub(crate) fn write(
        &self,
        writer: &mut Writer,
        certificate: &FunctionCertificate,
        key_info: impl FnOnce(&mut Writer),
    ) -> Result<(), CertificateError> {
        // A writer that begins here declares each namespace where it is first used, which is the canonical form.
        let mut canonical = Writer::new();
        self.write_signed_info(&mut canonical);
        let signed_info = canonical.into_text();
        let value = certificate.sign(signed_info.as_bytes())?;
        writer.element(ds("Signature"), |writer| {
            writer.verbatim(&signed_info);
            writer.text(ds("SignatureValue"), &value);
            writer.element(ds("KeyInfo"), key_info);
        });
        Ok(())
    }

    fn write_signed_info(&self, writer: &mut Writer) {
        writer.element(ds("SignedInfo"), |writer| {
            with(writer, ds("CanonicalizationMethod"), EXCLUSIVE);
            with(writer, ds("SignatureMethod"), RSA_SHA256);
            for part in &self.parts {
                part.write(writer);
            }
        });
    }
}

fn with(writer: &mut Writer, name: Name, value: &str) {
    writer.element_with(name, &[algorithm(value)], |_| {});
}

impl Part {
    fn write(&self, writer: &mut Writer) {
        let uri = format!("#{}", self.id);
        let uri = Attribute {
            ns: None,
            name: "URI",
            value: &uri,
        };
        writer.element_with(ds("Reference"), &[uri], |writer| {
            writer.element(ds("Transforms"), |writer| {
                if self.is_by_reference {
                    writer.element_with(ds("Transform"), &[algorithm(STR_TRANSFORM)], |writer| {
                        let name = Name(Ns::Security, "TransformationParameters");
                        writer.element(name, |writer| {
                            with(writer, ds("CanonicalizationMethod"), EXCLUSIVE);
                        });
                    });
                } else {
                    with(writer, ds("Transform"), EXCLUSIVE);
                }
            });
            with(writer, ds("DigestMethod"), SHA256);
            writer.text(ds("DigestValue"), &self.digest.base64());
        });
    }
}
