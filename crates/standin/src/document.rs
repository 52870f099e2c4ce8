//! Reading a message as a tree: signatures are about places in it, not about the order of events.

use bergshamra_c14n::{C14nMode, canonicalize_doc};
use bergshamra_xml::NodeSet;
use uppsala::{Document, NodeId};

use crate::refusal::Refusal;

pub(crate) const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
pub(crate) const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
pub(crate) const SECURITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
pub(crate) const UTILITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(crate) const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";

/// Deeper than any message, and far from where a tree's own recursion would end the process.
const DEEPEST: usize = 100;

pub(crate) struct Tree<'a> {
    document: Document<'a>,
}

impl<'a> Tree<'a> {
    pub(crate) fn of(untrusted: &'a str) -> Result<Self, Refusal> {
        if untrusted.contains("<!DOCTYPE") || depth(untrusted) > DEEPEST {
            return Err(Refusal::NotXml);
        }
        let document = uppsala::parse(untrusted).map_err(|_| Refusal::NotXml)?;
        Ok(Self { document })
    }

    pub(crate) fn top(&self) -> Result<NodeId, Refusal> {
        self.document.document_element().ok_or(Refusal::NotXml)
    }

    pub(crate) fn is(&self, node: NodeId, ns: &str, local: &str) -> bool {
        self.document
            .element(node)
            .is_some_and(|element| element.matches_name_ns(ns, local))
    }

    pub(crate) fn child(&self, node: NodeId, ns: &str, local: &str) -> Option<NodeId> {
        self.document
            .first_child_element_by_name_ns(node, ns, local)
    }

    pub(crate) fn children(&self, node: NodeId, ns: &str, local: &str) -> Vec<NodeId> {
        self.document.child_elements_by_name_ns(node, ns, local)
    }

    /// The first of this name anywhere below.
    pub(crate) fn below(&self, node: NodeId, ns: &str, local: &str) -> Option<NodeId> {
        self.document
            .descendants(node)
            .into_iter()
            .find(|below| self.is(*below, ns, local))
    }

    pub(crate) fn elements(&self, node: NodeId) -> Vec<NodeId> {
        self.document
            .children(node)
            .into_iter()
            .filter(|child| self.document.element(*child).is_some())
            .collect()
    }

    pub(crate) fn text(&self, node: NodeId) -> String {
        self.document.text_content_deep(node).trim().to_owned()
    }

    pub(crate) fn attribute(&self, node: NodeId, local: &str) -> Option<String> {
        self.document.get_attribute(node, local).map(str::to_owned)
    }

    /// By whichever attribute an id may stand in. Two of the same are refused: a signature over one of them would
    /// say nothing of the other.
    pub(crate) fn by_id(&self, id: &str) -> Result<NodeId, Refusal> {
        let mut found = None;
        for node in self.document.descendants(self.document.root()) {
            let has_it = self.document.element(node).is_some_and(|element| {
                element.get_attribute_ns(UTILITY, "Id") == Some(id)
                    || element.get_attribute("ID") == Some(id)
                    || element.get_attribute("AssertionID") == Some(id)
            });
            if has_it && found.replace(node).is_some() {
                return Err(Refusal::TwoWithOneId);
            }
        }
        found.ok_or(Refusal::NoSuchPart)
    }

    pub(crate) fn canonical(
        &self,
        node: NodeId,
        without: Option<NodeId>,
        prefixes: &[String],
    ) -> Result<Vec<u8>, Refusal> {
        let mut set = NodeSet::tree_without_comments(node, &self.document);
        if let Some(without) = without {
            let hidden = NodeSet::tree_with_comments(without, &self.document);
            set = set.subtract(&hidden);
        }
        canonicalize_doc(&self.document, C14nMode::Exclusive, Some(&set), prefixes)
            .map_err(|_| Refusal::NotXml)
    }
}

/// How deep elements lie in each other, counted without a tree.
fn depth(xml: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let bytes = xml.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'<' {
            continue;
        }
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?' | b'!') | None => {}
            Some(_) => {
                let end = bytes[at..].iter().position(|byte| *byte == b'>');
                let closes_itself =
                    end.is_some_and(|end| end > 0 && bytes.get(at + end - 1) == Some(&b'/'));
                if !closes_itself {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
        }
    }
    deepest
}
