use sagsbord_contract::FilteredRoom;

/// The word a room is kept under. It never changes once released.
pub(super) const fn word_of(room: FilteredRoom) -> &'static str {
    match room {
        FilteredRoom::Deadlines => "deadlines",
        FilteredRoom::Tasks => "tasks",
        FilteredRoom::Search => "search",
        FilteredRoom::Aktindsigt => "aktindsigt",
    }
}
