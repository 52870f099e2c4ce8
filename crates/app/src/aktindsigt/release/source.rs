use sagsbord_contract::ErrorCode;
use sagsbord_intake::{Outcome, PageSource};
use sagsbord_pdf::{ReadPage, ReadWord, Rect};
use sagsbord_store::{AktindsigtItem, Store};

use crate::AppError;
use crate::intake::manifest_of::reading_of;

/// Where the pages of a document of the list are, as they were read.
pub(super) struct ActSource {
    /// The fingerprint of the file with the pages: the document itself, or what was made of it.
    pub(super) pages: String,
    pub(super) password: Option<String>,
    /// What was read in pictures of pages.
    pub(super) read: Vec<ReadPage>,
    /// Width and height of each page, in points.
    pub(super) sizes: Vec<(f64, f64)>,
}

impl ActSource {
    pub(super) async fn of(store: &Store, item: &AktindsigtItem) -> Result<Self, AppError> {
        let missing = || AppError::new(ErrorCode::NotFound);
        let sha256 = item.sha256.as_deref().ok_or_else(missing)?;
        let name = item.file_name.as_deref().ok_or_else(missing)?;
        let reading = reading_of(store, sha256, name).await?;
        let Outcome::Pages {
            source,
            pages,
            password,
        } = reading.outcome
        else {
            return Err(missing());
        };
        let sizes = pages
            .iter()
            .map(|page| (f64::from(page.width), f64::from(page.height)))
            .collect();
        let read = (1..)
            .zip(pages)
            .filter_map(|(number, page)| {
                let read = page.read?;
                Some(ReadPage {
                    page: number,
                    turned: read.turned,
                    words: read.words.into_iter().map(word).collect(),
                })
            })
            .collect();
        Ok(Self {
            pages: match source {
                PageSource::Itself => sha256.to_owned(),
                PageSource::Made { sha256, .. } => sha256,
            },
            password,
            read,
            sizes,
        })
    }

    pub(super) fn is_read_from_its_picture(&self, page: u32) -> bool {
        self.read.iter().any(|read| read.page == page)
    }
}

fn word(word: sagsbord_intake::ReadWord) -> ReadWord {
    let [left, top, right, bottom] = word.area.map(f64::from);
    ReadWord {
        text: word.text,
        area: Rect::new(left, top, right, bottom),
    }
}
