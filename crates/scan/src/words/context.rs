//! The small words that decide what is said of whom, by the group they stand in (`data/context.txt`).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::ByHash;
use crate::lexicon::WordTable;
use crate::messages::lines_of;
use crate::text::{fold_word, hash_folded};

static FILE: &str = include_str!("../../data/context.txt");

/// Bits: a word can stand in several groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Context(u32);

macro_rules! groups {
    ($($name:ident = $bit:literal $code:literal,)*) => {
        impl Context {
            $(pub(crate) const $name: Context = Context(1 << $bit);)*

            fn named(code: &str) -> Context {
                match code {
                    $($code => Context::$name,)*
                    _ => Context(0),
                }
            }
        }
    };
}

groups! {
    PRONOUN = 0 "pronoun",
    CITIZEN = 1 "citizen",
    POINTED_AT = 2 "pointed_at",
    ROLE = 3 "role",
    GROUP = 4 "group",
    GROUP_LINK = 5 "group_link",
    ACCUSATION = 6 "accusation",
    ACCUSATION_LINK = 7 "accusation_link",
    NEGATION = 8 "negation",
    SAID = 9 "said",
    DIRECTION = 10 "direction",
    STRENGTHENING = 11 "strengthening",
    DERIVATION = 12 "derivation",
    CASE = 13 "case",
    IS = 14 "is",
    WOMAN = 15 "woman",
    MAN = 16 "man",
    OWNER = 17 "owner",
    TIE = 18 "tie",
    SPEAKER = 19 "speaker",
    FIELD = 20 "field",
}

impl Context {
    /// Whether a folded word stands in that group.
    pub(crate) fn has(self, folded: &[u8]) -> bool {
        table()
            .find(hash_folded(folded))
            .is_some_and(|groups| groups & self.0 != 0)
    }
}

fn table() -> &'static WordTable {
    static TABLE: OnceLock<WordTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut groups: HashMap<u64, u32, ByHash> = HashMap::default();
        for line in lines_of(FILE) {
            let Some((code, words)) = line.split_once(':') else {
                continue;
            };
            let group = Context::named(code);
            for word in words.split_whitespace() {
                *groups.entry(hash_folded(&fold_word(word))).or_default() |= group.0;
            }
        }
        let groups: Vec<(u64, u32)> = groups.into_iter().collect();
        WordTable::new(&groups)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_of_the_file_is_one_the_program_knows() {
        for line in lines_of(FILE) {
            let (code, words) = line.split_once(':').unwrap_or((line, ""));
            assert_ne!(Context::named(code), Context(0), "{line}");
            assert!(!words.trim().is_empty(), "{line}");
        }
        assert!(Context::GROUP.has(b"boern"));
        assert!(!Context::GROUP.has(b"hund"));
    }
}
