//! What the shipped lexicon knows of a word, as bits: a word can be several things at once.

use std::ops::BitOr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class(pub u32);

impl Class {
    pub(crate) const NONE: Class = Class(0);
    /// A given name that many bear.
    pub(crate) const GIVEN_COMMON: Class = Class(1);
    pub(crate) const GIVEN_RARE: Class = Class(1 << 1);
    pub(crate) const SURNAME: Class = Class(1 << 2);
    /// The first or only word of a street's name.
    pub(crate) const STREET: Class = Class(1 << 3);
    pub(crate) const TOWN: Class = Class(1 << 4);
    /// School, hospital, home, firm, authority.
    pub(crate) const INSTITUTION: Class = Class(1 << 5);
    pub(crate) const PROFESSION: Class = Class(1 << 6);
    /// `mor`, `far`, `nabo`.
    pub(crate) const RELATION: Class = Class(1 << 7);
    pub(crate) const MONTH: Class = Class(1 << 8);
    /// A word that stands before a value: `navn`, `cpr`, `tlf`.
    pub(crate) const LABEL: Class = Class(1 << 9);
    /// A Danish word that is no name, in any inflection.
    pub(crate) const ORDINARY: Class = Class(1 << 10);
    /// A name of something else: a land, a programme, a medicine, a shop.
    pub(crate) const PROPER: Class = Class(1 << 11);
    /// An illness or a test named after somebody.
    pub(crate) const EPONYM: Class = Class(1 << 12);
    /// What people do and things do not: `oplyser`, `græder`.
    pub(crate) const PERSON_VERB: Class = Class(1 << 13);
    /// Stands inside a name: `van`, `al`, `de la`.
    pub(crate) const PARTICLE: Class = Class(1 << 14);
    pub(crate) const COUNTRY_OR_PART: Class = Class(1 << 15);
    /// The dictionary writes it with a capital: a place, or a surname, or anything.
    pub(crate) const PROPER_NOUN: Class = Class(1 << 16);
    /// A name that is also a word, but so seldom that with a capital it is the name.
    pub(crate) const SELDOM_WORD: Class = Class(1 << 17);
    pub(crate) const NAME: Class = Class(0b111);

    /// The class whose words lie in the file of that name.
    #[allow(dead_code, reason = "only the build script reads lists")]
    pub(crate) fn named(name: &str) -> Option<Class> {
        Some(match name {
            "given_common" => Class::GIVEN_COMMON,
            "given_rare" => Class::GIVEN_RARE,
            "surname" => Class::SURNAME,
            "street" => Class::STREET,
            "town" => Class::TOWN,
            "institution" => Class::INSTITUTION,
            "profession" => Class::PROFESSION,
            "relation" => Class::RELATION,
            "month" => Class::MONTH,
            "label" => Class::LABEL,
            "ordinary" => Class::ORDINARY,
            "proper" => Class::PROPER,
            "proper_noun" => Class::PROPER_NOUN,
            "eponym" => Class::EPONYM,
            "person_verb" => Class::PERSON_VERB,
            "particle" => Class::PARTICLE,
            "seldom_word" => Class::SELDOM_WORD,
            "place" => Class::COUNTRY_OR_PART,
            _ => return None,
        })
    }

    #[inline]
    pub(crate) fn has(self, any: Class) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Class {
    type Output = Class;

    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}
