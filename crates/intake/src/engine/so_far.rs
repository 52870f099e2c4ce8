use crate::keep::{Keep, KeepError};
use crate::read::Unreadable;
use crate::reading::{
    Child, ChildContent, Hidden, MailHead, Outcome, PageSource, QuotedPart, Reading, TakenPage,
};
use crate::{Kind, fingerprint};

/// A reading that is being put together.
pub(super) struct SoFar<Prepared> {
    pub(super) kind: Kind,
    pub(super) children: Vec<Child>,
    pub(super) prepared: Vec<Prepared>,
    pub(super) hidden: Vec<Hidden>,
    pub(super) hidden_beyond: u32,
    pub(super) mail: Option<MailHead>,
    pub(super) quoted: Vec<QuotedPart>,
    pub(super) pages: Vec<TakenPage>,
    /// Indices of the pages whose text is to be read from their picture.
    pub(super) wants_ocr: Vec<usize>,
    pub(super) made: Option<ChildContent>,
}

impl<Prepared> SoFar<Prepared> {
    pub(super) fn new() -> Self {
        Self {
            kind: Kind::Unknown,
            children: Vec::new(),
            prepared: Vec::new(),
            hidden: Vec::new(),
            hidden_beyond: 0,
            mail: None,
            quoted: Vec::new(),
            pages: Vec::new(),
            wants_ocr: Vec::new(),
            made: None,
        }
    }

    /// Puts bytes down that belong to the reading.
    pub(super) fn put<K: Keep<Prepared = Prepared>>(
        &mut self,
        keep: &K,
        bytes: Vec<u8>,
    ) -> Result<ChildContent, KeepError> {
        let content = ChildContent {
            sha256: fingerprint(&bytes),
            bytes: bytes.len() as u64,
        };
        self.prepared.push(keep.prepare(&content.sha256, bytes)?);
        Ok(content)
    }

    /// The pages that were made of it by another way, with the file they lie in.
    pub(super) fn take_pages(&mut self, of: Self) {
        self.pages = of.pages;
        self.wants_ocr = of.wants_ocr;
        self.made = of.made;
        self.prepared.extend(of.prepared);
    }

    pub(super) fn into_pages(self, password: Option<String>) -> (Reading, Vec<Prepared>) {
        let source = match &self.made {
            Some(made) => PageSource::Made {
                sha256: made.sha256.clone(),
                bytes: made.bytes,
            },
            None => PageSource::Itself,
        };
        let pages = self.pages;
        (
            Reading {
                kind: self.kind,
                outcome: Outcome::Pages {
                    source,
                    pages,
                    password,
                },
                children: self.children,
                hidden: self.hidden,
                hidden_beyond: self.hidden_beyond,
                mail: self.mail,
                quoted: self.quoted,
            },
            self.prepared,
        )
    }

    pub(super) fn into_container(self) -> (Reading, Vec<Prepared>) {
        self.into_other(Outcome::Container)
    }

    /// Parts that were had out before it went wrong stay: more is not lost than was lost.
    pub(super) fn into_unreadable(self, unreadable: Unreadable) -> (Reading, Vec<Prepared>) {
        self.into_other(Outcome::Unreadable {
            why: unreadable.why,
            detail: unreadable.detail,
        })
    }

    fn into_other(self, outcome: Outcome) -> (Reading, Vec<Prepared>) {
        (
            Reading {
                kind: self.kind,
                outcome,
                children: self.children,
                hidden: self.hidden,
                hidden_beyond: self.hidden_beyond,
                mail: self.mail,
                quoted: self.quoted,
            },
            self.prepared,
        )
    }
}
