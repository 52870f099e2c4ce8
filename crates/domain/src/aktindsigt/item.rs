use std::collections::BTreeMap;
use std::hash::Hash;

use crate::DocumentKind;
use crate::case::codes;

codes! {
    /// What a row of the list is.
    ItemOrigin {
        Document = "document",
        IntakeFile = "intake_file",
        /// Taken over from an earlier request, with what was decided there as proposals.
        Earlier = "earlier",
    }
}

codes! {
    Direction {
        Incoming = "in",
        Outgoing = "out",
        Internal = "internal",
    }
}

impl From<DocumentKind> for Direction {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Incoming => Self::Incoming,
            DocumentKind::Outgoing => Self::Outgoing,
            DocumentKind::Internal => Self::Internal,
        }
    }
}

codes! {
    ItemDecision {
        Undecided = "undecided",
        Given = "given",
        Partly = "partly",
        Withheld = "withheld",
    }
}

codes! {
    /// What a document is about, as far as another set of rules follows from it.
    Matter {
        Environment = "environment",
        PatientRecord = "patient_record",
        Other = "other",
    }
}

/// New numbers for a list, in the order wished. What the person who sorts does not see keeps its number, so the rows
/// she sees share out the numbers that they have between them; seen whole, a list is numbered from one without gaps.
///
/// `None` where the wish is not about the very rows that are there.
pub fn reordered<K: Copy + Eq + Hash + Ord>(
    seen: &[(K, u32)],
    is_whole: bool,
    wish: &[K],
) -> Option<Vec<(K, u32)>> {
    let before: BTreeMap<K, u32> = seen.iter().copied().collect();
    if before.len() != seen.len() || wish.len() != seen.len() {
        return None;
    }
    let mut wished: Vec<K> = wish.to_vec();
    wished.sort_unstable();
    wished.dedup();
    if wished.len() != wish.len() || !wish.iter().all(|key| before.contains_key(key)) {
        return None;
    }
    let mut numbers: Vec<u32> = before.values().copied().collect();
    numbers.sort_unstable();
    if is_whole {
        numbers = (1..).take(numbers.len()).collect();
    }
    let changed = wish.iter().copied().zip(numbers);
    Some(
        changed
            .filter(|(key, number)| before.get(key) != Some(number))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_numbered_in_the_order_wished_and_what_is_not_seen_keeps_its_number() {
        let check = |seen: &[(char, u32)], whole: bool, wish: &str, expected: &[(char, u32)]| {
            let wish: Vec<char> = wish.chars().collect();
            let found = reordered(seen, whole, &wish);
            assert_eq!(found.as_deref(), Some(expected), "{seen:?} {wish:?}");
        };
        let three = [('a', 1), ('b', 2), ('c', 3)];
        check(&three, true, "abc", &[]);
        check(&three, true, "cab", &[('c', 1), ('a', 2), ('b', 3)]);
        check(&[('a', 2), ('b', 7)], true, "ab", &[('a', 1), ('b', 2)]);
        check(&[('a', 2), ('b', 7)], false, "ab", &[]);
        check(&[('a', 2), ('b', 7)], false, "ba", &[('b', 2), ('a', 7)]);
        check(&[], true, "", &[]);
    }

    #[test]
    fn a_wish_about_other_rows_than_those_there_is_no_order() {
        let check = |seen: &[(char, u32)], wish: &str| {
            let wish: Vec<char> = wish.chars().collect();
            assert_eq!(reordered(seen, true, &wish), None, "{wish:?}");
        };
        let two = [('a', 1), ('b', 2)];
        check(&two, "a");
        check(&two, "aa");
        check(&two, "abc");
        check(&two, "ac");
        check(&[], "a");
    }
}
