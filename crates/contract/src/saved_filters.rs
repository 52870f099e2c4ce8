use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A room whose lists can be kept under a name. Its word is kept in the store and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilteredRoom {
    Deadlines,
    Tasks,
    Search,
    Aktindsigt,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListSavedFilters {
    pub room: FilteredRoom,
}

/// One person's own, in the order they were saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedFilters {
    pub rows: Vec<SavedFilter>,
    /// No more than this are kept for each room.
    pub most: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedFilter {
    pub id: String,
    pub name: String,
    /// The filters as they stand in the room's link.
    pub query: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveFilter {
    pub room: FilteredRoom,
    /// One that exists gets a new name, new filters or both.
    pub id: Option<String>,
    pub name: String,
    pub query: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveSavedFilter {
    pub room: FilteredRoom,
    pub id: String,
}
