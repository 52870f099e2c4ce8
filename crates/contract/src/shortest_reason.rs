//! The fewest signs of a reason in somebody's own words: the desk refuses fewer, and the screens say how many.

/// What is covered about a citizen.
pub const REVEAL: usize = 10;
/// A colleague is let into a case.
pub const LET_IN: usize = 10;
/// What a team across units is for.
pub const TEAM: usize = 10;
/// *Min bror* says all that is needed of why somebody is disqualified.
pub const EXCLUDE: usize = 5;
/// Somebody looks at it afterwards who was not there.
pub const EMERGENCY: usize = 20;
/// Why an emergency was none.
pub const REVIEW: usize = 10;

/// Under their names on the screens.
pub(crate) const ALL: [(&str, usize); 6] = [
    ("reveal", REVEAL),
    ("letIn", LET_IN),
    ("team", TEAM),
    ("exclude", EXCLUDE),
    ("emergency", EMERGENCY),
    ("review", REVIEW),
];
