//! Files that lie in a file: attached to it or to a place on a page, or the parts of a portfolio.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString,
};

use crate::source::{Source, each_table, names_one_of, on_a_deep_stack, text_of, unpacked_within};
use crate::{Limits, PdfError};

/// A file that was found in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfAttachment {
    /// As its author called it: untrusted, possibly a path, possibly empty.
    pub name: String,
    pub description: String,
    /// An error where it is there and cannot be had.
    pub bytes: Result<Vec<u8>, PdfError>,
}

const MOST_ATTACHMENTS: usize = 10_000;
const LONGEST_NAME: usize = 1_000;
const LONGEST_DESCRIPTION: usize = 4_000;
/// The ways in which one attached file may be laid down for different systems.
const SYSTEMS: [&str; 5] = ["UF", "F", "Unix", "Mac", "DOS"];

/// Every file that lies in this one, each once, whatever leads to it or led to it: none is left uncounted because a
/// list is damaged, runs in a circle or was cut off from the rest.
pub fn attachments(
    untrusted: Vec<u8>,
    password: Option<&str>,
    limits: Limits,
) -> Result<Vec<PdfAttachment>, PdfError> {
    on_a_deep_stack(|| {
        let source = Source::open(untrusted, password, limits)?;
        if let Some(endless) = source.endless() {
            return Err(endless);
        }
        let mut search = Search {
            found: Vec::new(),
            seen: HashSet::new(),
            left: limits.attached_bytes,
            limits,
        };
        search.named(source.pdf())?;
        search.nameless(source.pdf())?;
        Ok(search.found)
    })
}

struct Search {
    found: Vec<PdfAttachment>,
    seen: HashSet<ObjectIdentifier>,
    /// Bytes that may still be taken.
    left: u64,
    limits: Limits,
}

impl Search {
    /// What a table gives a name to.
    fn named(&mut self, pdf: &Pdf) -> Result<(), PdfError> {
        let may_attach = |data: &[u8]| names_one_of(data, &["EF"]);
        each_table(pdf, &may_attach, &mut |own, _| self.of_table(own))
    }

    /// What says that it was attached, and nothing leads to any more.
    fn nameless(&mut self, pdf: &Pdf) -> Result<(), PdfError> {
        for object in pdf.objects() {
            if let Object::Stream(stream) = object {
                let kind = stream.dict().get::<Name<'_>>("Type");
                if kind.is_some_and(|kind| kind.as_str() == "EmbeddedFile") {
                    self.take(&stream, String::new(), String::new())?;
                }
            }
        }
        Ok(())
    }

    fn of_table(&mut self, dict: &Dict<'_>) -> Result<(), PdfError> {
        let Some(files) = dict.get::<Dict<'_>>("EF") else {
            return Ok(());
        };
        let text = |key: &str, most| {
            let text = dict.get::<PdfString<'_>>(key);
            text.map(|text| text_of(text.as_bytes(), most))
        };
        let name = SYSTEMS
            .iter()
            .filter_map(|key| text(key, LONGEST_NAME))
            .find(|name| !name.trim().is_empty())
            .unwrap_or_default();
        let description = text("Desc", LONGEST_DESCRIPTION).unwrap_or_default();
        for system in SYSTEMS {
            if let Some(stream) = files.get::<Stream<'_>>(system) {
                self.take(&stream, name.clone(), description.clone())?;
            }
        }
        self.related(dict)
    }

    /// Files that came along with an attached one, as name and content in turns.
    fn related(&mut self, dict: &Dict<'_>) -> Result<(), PdfError> {
        let Some(related) = dict.get::<Dict<'_>>("RF") else {
            return Ok(());
        };
        for system in SYSTEMS {
            let Some(list) = related.get::<Array<'_>>(system) else {
                continue;
            };
            let mut name = String::new();
            for value in list.iter::<Object<'_>>() {
                match value {
                    Object::String(text) => name = text_of(text.as_bytes(), LONGEST_NAME),
                    Object::Stream(stream) => {
                        self.take(&stream, std::mem::take(&mut name), String::new())?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        stream: &Stream<'_>,
        name: String,
        description: String,
    ) -> Result<(), PdfError> {
        if !self.seen.insert(stream.obj_id()) {
            return Ok(());
        }
        if self.found.len() >= MOST_ATTACHMENTS {
            return Err(PdfError::TooManyAttachments {
                most: MOST_ATTACHMENTS as u32,
            });
        }
        let bytes = unpacked_within(stream, self.left.min(self.limits.stream_bytes));
        if let Ok(bytes) = &bytes {
            self.left = self.left.saturating_sub(bytes.len() as u64);
        }
        self.found.push(PdfAttachment {
            name,
            description,
            bytes,
        });
        Ok(())
    }
}
