//! The parts of an office file, unpacked one at a time and no further than the bounds.

use std::io::{Cursor, Read};

use super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::{Limits, WhyUnreadable};

pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    /// How much may still be unpacked.
    left: u64,
}

pub(super) struct Relation {
    pub(super) id: String,
    /// The last part of its kind's address.
    pub(super) kind: String,
    /// A part's name, or an address outside.
    pub(super) target: String,
    pub(super) is_outside: bool,
}

/// What any part may hold beyond its ratio.
const FIRST_BYTES_ANY_RATIO: u64 = 4 << 20;
const RELATIONS_OF_ONE: usize = 50_000;

impl<'a> Package<'a> {
    pub(super) fn open(untrusted: &'a [u8], limits: Limits) -> Result<Self, Unreadable> {
        let archive = zip::ZipArchive::new(Cursor::new(untrusted))
            .map_err(|_| Unreadable::from(WhyUnreadable::Damaged))?;
        if archive.len() > limits.container_parts {
            return Err(WhyUnreadable::TooManyParts.into());
        }
        Ok(Self {
            archive,
            limits,
            left: limits.container_bytes,
        })
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.archive
            .file_names()
            .flatten()
            .map(|name| name.to_string())
            .collect()
    }

    /// `None`: there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(at) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self
            .archive
            .by_index(at)
            .map_err(|_| Unreadable::from(WhyUnreadable::Damaged))?;
        let most = part
            .compressed_size()
            .saturating_mul(self.limits.unpacked_ratio)
            .saturating_add(FIRST_BYTES_ANY_RATIO)
            .min(self.limits.file_bytes)
            .min(self.left);
        let mut bytes = Vec::new();
        part.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unreadable::from(WhyUnreadable::Damaged))?;
        if bytes.len() as u64 > most {
            return Err(WhyUnreadable::UnpacksToTooMuch.into());
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A part of markup. Most are in UTF-8; the other one that programs write says so by its first two bytes.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        let wide = |read: fn([u8; 2]) -> u16| {
            let units = bytes
                .chunks_exact(2)
                .skip(1)
                .map(|pair| read([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        };
        Ok(Some(match bytes.get(..2) {
            Some([0xFF, 0xFE]) => wide(u16::from_le_bytes),
            Some([0xFE, 0xFF]) => wide(u16::from_be_bytes),
            _ => match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            },
        }))
    }

    /// What a part refers to. The package itself is the part without a name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Unreadable> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        self.relations_in(&path, folder)
    }

    /// `path` holds the relations of a part in `folder`.
    pub(super) fn relations_in(
        &mut self,
        path: &str,
        folder: &str,
    ) -> Result<Vec<Relation>, Unreadable> {
        let Some(text) = self.text(path)? else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Opens(element) = piece else {
                continue;
            };
            if element.name() != "Relationship" {
                continue;
            }
            if all.len() >= RELATIONS_OF_ONE {
                return Err(WhyUnreadable::TooManyParts.into());
            }
            let said = |name: &str| element.get(name).unwrap_or_default();
            let is_outside = said("TargetMode") == "External";
            let target = said("Target");
            let kind = said("Type");
            all.push(Relation {
                id: said("Id"),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: if is_outside {
                    target
                } else {
                    path_from(folder, &target)
                },
                is_outside,
            });
        }
        Ok(all)
    }

    /// The first part that a part refers to by this kind of relation.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Result<Option<String>, Unreadable> {
        Ok(self
            .relations(part)?
            .into_iter()
            .find(|relation| relation.kind == kind && !relation.is_outside)
            .map(|relation| relation.target))
    }
}

/// A part's name from where it is referred to.
fn path_from(folder: &str, target: &str) -> String {
    let (start, rest) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target),
    };
    let mut path: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for step in rest.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
