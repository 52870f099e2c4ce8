//! Mail addresses that belong to nobody in private: a mailbox for everybody, or the public sector's domain.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::text::{fold_word, hash_folded};

static LISTS: &str = include_str!("../../../data/public_mail.txt");

struct Lists {
    boxes: HashSet<u64>,
    domains: HashSet<u64>,
    endings: Vec<Vec<u8>>,
}

/// Every word before the @ is one of a mailbox for everybody: `post`, `familie-sekretariat`.
pub(in crate::detect) fn is_shared_box<'a>(words: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut any = false;
    for word in words {
        if !lists().boxes.contains(&hash_folded(word)) {
            return false;
        }
        any = true;
    }
    any
}

/// `domain` is the folded labels without dots, the last two of which are looked at.
pub(super) fn is_public_sector(labels: &[&[u8]]) -> bool {
    let [.., name, end] = labels else {
        return false;
    };
    let mut last_two = name.to_vec();
    last_two.extend_from_slice(end);
    let whole: Vec<u8> = labels.concat();
    lists().domains.contains(&hash_folded(&last_two))
        || lists().domains.contains(&hash_folded(&whole))
        || lists().endings.iter().any(|ending| whole.ends_with(ending))
}

fn lists() -> &'static Lists {
    static READ: OnceLock<Lists> = OnceLock::new();
    READ.get_or_init(|| {
        let of = |kind: &str| {
            LISTS
                .lines()
                .filter_map(move |line| line.strip_prefix(kind).map(str::to_owned))
                .flat_map(|words| words.split_whitespace().map(fold_word).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        let hashes = |kind: &str| of(kind).iter().map(|word| hash_folded(word)).collect();
        Lists {
            boxes: hashes("box: "),
            domains: hashes("domain: "),
            endings: of("ending: "),
        }
    })
}
