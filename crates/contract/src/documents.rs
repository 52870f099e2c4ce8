use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WhyUnreadable;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowDocument {
    pub id: String,
}

/// A document's pages, as far as they have been read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPages {
    pub state: DocumentState,
    /// Of what is read: in their order.
    pub pages: Vec<DocumentPageRow>,
    /// Why there are none.
    pub why: Option<WhyUnreadable>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    Ready,
    /// It is being read; `document` is told when it is done.
    Reading,
    Unreadable,
    /// More than is shown in one piece.
    TooLarge,
    /// This program cannot read files from outside.
    NoReader,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPageRow {
    /// In points.
    pub width: f32,
    pub height: f32,
    /// Letters that can be searched.
    pub letters: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchDocument {
    pub id: String,
    /// At most 200 letters.
    pub text: String,
    /// Only on this page, and where on it.
    pub page: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageHits {
    /// In the order of the pages; at most 2,000.
    pub hits: Vec<PageHit>,
    pub has_more: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageHit {
    /// From 1.
    pub page: u32,
    /// What stands around it.
    pub before: String,
    pub found: String,
    pub after: String,
    /// Where it stands: left, top, right, bottom in points from the page's top left. Told for one page at a time.
    pub areas: Vec<[f32; 4]>,
}

/// Told to the desk that asked when a document has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRead {
    pub id: String,
}

/// Notes to colleagues at places of a document. They are never part of what leaves the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pins {
    /// In the order of the pages, and on each from above.
    pub rows: Vec<PinRow>,
    pub may_write: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PinRow {
    pub id: String,
    pub page: u32,
    /// In ten thousandths of the page's width and height, from its top left.
    pub across: u32,
    pub down: u32,
    pub text: String,
    pub version: u32,
    pub made_by: String,
    pub made_at: String,
    pub changed_at: String,
    pub is_own: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutPin {
    pub document_id: String,
    /// The screen's own for a new one (a UUID).
    pub id: String,
    pub page: u32,
    pub across: u32,
    pub down: u32,
    /// At most 2,000 letters.
    pub text: String,
    /// As it was last told; 0 for a new one.
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovePin {
    pub id: String,
    pub version: u32,
}
