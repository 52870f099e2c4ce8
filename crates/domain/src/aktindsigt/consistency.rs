use std::collections::HashMap;

use crate::case::codes;

codes! {
    /// What somebody should look at before anything is written or given.
    DoubtKind {
        /// What is covered in one place can be seen in another.
        CoveredElsewhere = "covered_elsewhere",
        /// Found, and nobody has said whether it is covered or kept.
        Unanswered = "unanswered",
        /// An address that is protected can be seen.
        ProtectedAddress = "protected_address",
        /// The number of a case that is not asked for can be seen.
        OtherCase = "other_case",
        /// Pages that nobody has seen whole.
        PagesNotSeen = "pages_not_seen",
        /// Somebody came to a case, or left it, after its documents were reviewed.
        PeopleChanged = "people_changed",
        /// A document bears a later day than the one it was collected on.
        DatedAfter = "dated_after",
        /// Documents of the cases asked for that are not on the list.
        NotCollected = "not_collected",
        /// A word to a colleague that nobody has settled.
        OpenNote = "open_note",
        /// Its pages have not been read, so nothing is known of what is in them.
        NotRead = "not_read",
        /// It was marked, and has other bytes now.
        StaleMarks = "stale_marks",
    }
}

impl DoubtKind {
    /// Whether somebody who has looked may go on and say why. What was never looked at cannot be answered for.
    pub const fn may_be_accepted(self) -> bool {
        match self {
            Self::CoveredElsewhere
            | Self::ProtectedAddress
            | Self::OtherCase
            | Self::PagesNotSeen
            | Self::PeopleChanged
            | Self::DatedAfter
            | Self::NotCollected => true,
            Self::Unanswered | Self::OpenNote | Self::NotRead | Self::StaleMarks => false,
        }
    }
}

/// A place where something is covered or can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting<'a> {
    /// The same for everything that is one: a person's name however it is written, a number.
    pub what: &'a str,
    pub is_covered: bool,
}

/// Something that is covered here and can be seen there: places among those that were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    pub covered: usize,
    pub shown: Vec<usize>,
}

/// In the order in which each is first shown.
pub fn disagreements(sightings: &[Sighting<'_>]) -> Vec<Disagreement> {
    let mut covered: HashMap<&str, usize> = HashMap::new();
    for (place, sighting) in sightings.iter().enumerate().rev() {
        if sighting.is_covered {
            covered.insert(sighting.what, place);
        }
    }
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<Disagreement> = Vec::new();
    for (place, sighting) in sightings.iter().enumerate() {
        let Some(first) = covered.get(sighting.what).filter(|_| !sighting.is_covered) else {
            continue;
        };
        let at = *known.entry(sighting.what).or_insert_with(|| {
            found.push(Disagreement {
                covered: *first,
                shown: Vec::new(),
            });
            found.len() - 1
        });
        if let Some(disagreement) = found.get_mut(at) {
            disagreement.shown.push(place);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_covered_once_is_missed_wherever_it_is_shown() {
        // A letter is somebody, a capital letter is that person covered.
        let check = |places: &str, expected: &[(usize, &[usize])]| {
            let whats: Vec<String> = places.chars().map(|c| c.to_lowercase().collect()).collect();
            let sightings: Vec<Sighting<'_>> = places
                .chars()
                .zip(&whats)
                .map(|(c, what)| Sighting {
                    what,
                    is_covered: c.is_uppercase(),
                })
                .collect();
            let found: Vec<(usize, Vec<usize>)> = disagreements(&sightings)
                .into_iter()
                .map(|one| (one.covered, one.shown))
                .collect();
            let expected: Vec<(usize, Vec<usize>)> = expected
                .iter()
                .map(|(covered, shown)| (*covered, shown.to_vec()))
                .collect();
            assert_eq!(found, expected, "{places}");
        };
        check("", &[]);
        check("AAA", &[]);
        check("aaa", &[]);
        check("aAb", &[(1, &[0])]);
        check("AaAa", &[(0, &[1, 3])]);
        check("bAaBc", &[(3, &[0]), (1, &[2])]);
    }

    #[test]
    fn what_nobody_looked_at_is_answered_by_looking() {
        let by_looking = [
            DoubtKind::Unanswered,
            DoubtKind::OpenNote,
            DoubtKind::NotRead,
            DoubtKind::StaleMarks,
        ];
        for kind in DoubtKind::ALL.iter().copied() {
            assert_eq!(
                kind.may_be_accepted(),
                !by_looking.contains(&kind),
                "{kind:?}"
            );
        }
    }
}
