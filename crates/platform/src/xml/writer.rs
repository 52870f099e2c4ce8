use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::names::{Name, Ns};

/// Writes a message, and beside it takes the fingerprint of the parts that are signed, in the canonical form that
/// the receiver computes it from: so a message of thousands of entries is never parsed again to be signed.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    declared: Vec<(Ns, usize)>,
    canonical: Option<Canonical>,
}

/// The SHA-256 of a part's canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

#[derive(Debug, Clone, Copy)]
pub struct Attribute<'a> {
    pub ns: Option<Ns>,
    pub name: &'static str,
    pub value: &'a str,
}

/// Exclusive canonical XML 1.0 of the part that is being written: a namespace is declared where it is first used.
#[derive(Debug)]
struct Canonical {
    hash: Sha256,
    declared: Vec<(Ns, usize)>,
}

impl Digest {
    pub(crate) fn of(canonical: &[u8]) -> Self {
        Self(Sha256::digest(canonical).into())
    }

    pub fn base64(self) -> String {
        BASE64_STANDARD.encode(self.0)
    }
}

impl Writer {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn into_text(self) -> String {
        self.out
    }

    /// The first element, with every namespace that is used often, so that it is not declared a thousand times.
    pub fn root(&mut self, name: Name, often: &[Ns], content: impl FnOnce(&mut Self)) {
        self.open(name, &[], often);
        content(self);
        self.close(name);
    }

    pub fn element(&mut self, name: Name, content: impl FnOnce(&mut Self)) {
        self.element_with(name, &[], content);
    }

    pub fn element_with(
        &mut self,
        name: Name,
        attributes: &[Attribute<'_>],
        content: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes, &[]);
        content(self);
        self.close(name);
    }

    pub fn empty(&mut self, name: Name) {
        self.element(name, |_| {});
    }

    pub fn text(&mut self, name: Name, text: &str) {
        self.element(name, |writer| writer.characters(text));
    }

    pub fn optional(&mut self, name: Name, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    pub fn characters(&mut self, text: &str) {
        let from = self.out.len();
        escape(&mut self.out, text, false);
        self.hear(from);
    }

    /// What somebody else wrote and signed: not a byte of it may change. Never inside a part that we sign.
    pub(crate) fn verbatim(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// Writes one element and says what its signature would be taken over.
    pub fn digested(&mut self, content: impl FnOnce(&mut Self)) -> Digest {
        let outer = self.canonical.replace(Canonical {
            hash: Sha256::new(),
            declared: Vec::new(),
        });
        content(self);
        let canonical = std::mem::replace(&mut self.canonical, outer);
        Digest(canonical.map_or([0; 32], |part| part.hash.finalize().into()))
    }

    fn open(&mut self, name: Name, attributes: &[Attribute<'_>], often: &[Ns]) {
        self.depth += 1;
        let mut sorted: Vec<&Attribute<'_>> = attributes.iter().collect();
        sorted.sort_by_key(|attribute| (attribute.ns.map_or("", Ns::uri), attribute.name));
        let used: Vec<Ns> = std::iter::once(name.0)
            .chain(attributes.iter().filter_map(|attribute| attribute.ns))
            .collect();

        let mut tag = String::with_capacity(64);
        start(&mut tag, name);
        let mut shown = used.clone();
        shown.extend_from_slice(often);
        declare(&mut tag, &shown, &mut self.declared, self.depth);
        let mut rest = String::new();
        for attribute in sorted {
            rest.push(' ');
            if let Some(ns) = attribute.ns {
                rest.push_str(ns.prefix());
                rest.push(':');
            }
            rest.push_str(attribute.name);
            rest.push_str("=\"");
            escape(&mut rest, attribute.value, true);
            rest.push('"');
        }
        rest.push('>');
        self.out.push_str(&tag);
        self.out.push_str(&rest);

        if let Some(canonical) = &mut self.canonical {
            tag.clear();
            start(&mut tag, name);
            declare(&mut tag, &used, &mut canonical.declared, self.depth);
            canonical.hash.update(tag.as_bytes());
            canonical.hash.update(rest.as_bytes());
        }
    }

    fn close(&mut self, name: Name) {
        let from = self.out.len();
        self.out.push_str("</");
        self.out.push_str(name.0.prefix());
        self.out.push(':');
        self.out.push_str(name.1);
        self.out.push('>');
        self.hear(from);
        forget(&mut self.declared, self.depth);
        if let Some(canonical) = &mut self.canonical {
            forget(&mut canonical.declared, self.depth);
        }
        self.depth -= 1;
    }

    fn hear(&mut self, from: usize) {
        if let Some(canonical) = &mut self.canonical {
            canonical
                .hash
                .update(self.out.get(from..).unwrap_or_default().as_bytes());
        }
    }
}

fn start(tag: &mut String, name: Name) {
    tag.push('<');
    tag.push_str(name.0.prefix());
    tag.push(':');
    tag.push_str(name.1);
}

fn declare(tag: &mut String, used: &[Ns], declared: &mut Vec<(Ns, usize)>, depth: usize) {
    let is_new = |ns: &Ns, declared: &[(Ns, usize)]| !declared.iter().any(|(known, _)| known == ns);
    let mut new: Vec<Ns> = used
        .iter()
        .copied()
        .filter(|ns| is_new(ns, declared))
        .collect();
    new.sort_by_key(|ns| ns.prefix());
    new.dedup();
    for ns in new {
        tag.push_str(" xmlns:");
        tag.push_str(ns.prefix());
        tag.push_str("=\"");
        tag.push_str(ns.uri());
        tag.push('"');
        declared.push((ns, depth));
    }
}

fn forget(declared: &mut Vec<(Ns, usize)>, depth: usize) {
    while declared.last().is_some_and(|(_, at)| *at >= depth) {
        declared.pop();
    }
}

/// Canonical XML's escapes, which are plain XML too. Signs that XML cannot hold become a space: a title with one
/// is refused before it comes here, and a message that the receiver could not read would be worse.
fn escape(out: &mut String, text: &str, in_attribute: bool) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if !in_attribute => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\t' if in_attribute => out.push_str("&#x9;"),
            '\n' if in_attribute => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            '\t' | '\n' => out.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use bergshamra_c14n::{C14nMode, canonicalize_doc};
    use bergshamra_xml::NodeSet;

    use super::*;

    /// Canonical form of the element with this id, by an implementation that is not ours.
    fn by_another(xml: &str, id: &str) -> Digest {
        let document = uppsala::parse(xml).unwrap();
        let node = document
            .descendants(document.root())
            .into_iter()
            .find(|node| {
                document.element(*node).is_some_and(|element| {
                    element
                        .attributes
                        .iter()
                        .any(|attribute| attribute.value == id)
                })
            })
            .unwrap();
        let set = NodeSet::tree_without_comments(node, &document);
        let none: [&str; 0] = [];
        Digest::of(&canonicalize_doc(&document, C14nMode::Exclusive, Some(&set), &none).unwrap())
    }

    #[test]
    fn what_is_signed_is_what_another_implementation_makes_canonical() {
        let id = |value| Attribute {
            ns: Some(Ns::Utility),
            name: "Id",
            value,
        };
        let mut writer = Writer::new();
        let mut header = None;
        let mut body = None;
        writer.root(
            Name(Ns::Soap12, "Envelope"),
            &[Ns::Sd, Ns::Sag, Ns::Utility, Ns::Gd],
            |writer| {
                header = Some(writer.digested(|writer| {
                    let must = Attribute {
                        ns: Some(Ns::Soap12),
                        name: "mustUnderstand",
                        value: "1",
                    };
                    let odd = Attribute {
                        ns: None,
                        name: "note",
                        value: "a\"b<c>\t&\r\nd",
                    };
                    writer.element_with(
                        Name(Ns::Addressing, "Action"),
                        &[must, id("_1"), odd],
                        |writer| writer.characters("æ < ø > å & \"q\" \r\n\tx"),
                    );
                }));
                body = Some(writer.digested(|writer| {
                    writer.element_with(Name(Ns::Soap12, "Body"), &[id("_2")], |writer| {
                        writer.element(Name(Ns::Sag, "Egenskaber"), |writer| {
                            writer.text(Name(Ns::Sd, "NoteTekst"), "én\u{1}to");
                            writer.text(Name(Ns::Sd, "NoteTekst"), "");
                            writer.empty(Name(Ns::Gd, "Virkning"));
                        });
                        writer.text(Name(Ns::Sd, "NoteTekst"), "uden for");
                    });
                }));
            },
        );
        let xml = writer.into_text();
        assert_eq!(header, Some(by_another(&xml, "_1")), "{xml}");
        assert_eq!(body, Some(by_another(&xml, "_2")), "{xml}");
    }

    #[test]
    fn a_changed_sign_changes_the_fingerprint() {
        let digest = |text: &str| {
            let mut writer = Writer::new();
            writer.digested(|writer| writer.text(Name(Ns::Sd, "NoteTekst"), text))
        };
        assert_ne!(digest("hund"), digest("hunt"));
        assert_eq!(digest("hund"), digest("hund"));
    }
}
