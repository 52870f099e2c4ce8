use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// What `COLLATE` calls the order below; PostgreSQL has the same one as `"da-x-icu"`.
pub(crate) const DANISH: &str = "danish";

/// Names and titles in the order of a Danish register: æ, ø and å after z, aa as å, capitals first
/// among equals. The screens sort by the same rules (`Intl.Collator`).
pub(crate) fn danish_order(one: &str, other: &str) -> Ordering {
    static DANISH_ORDER: LazyLock<Option<CollatorBorrowed<'static>>> =
        LazyLock::new(|| Collator::try_new(locale!("da").into(), CollatorOptions::default()).ok());
    match &*DANISH_ORDER {
        Some(danish) => danish.compare(one, other),
        None => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_danish_register() {
        let expected = [
            "Abild",
            "Anders",
            "Zakarias",
            "Ægidius",
            "Østergaard",
            "Ågård",
            "Aagaard",
        ];
        let mut sorted = expected;
        sorted.reverse();
        sorted.sort_by(|one, other| danish_order(one, other));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn capitals_and_accents_decide_only_between_equals() {
        let check = |one: &str, other: &str, expected: Ordering| {
            assert_eq!(danish_order(one, other), expected, "{one} and {other}");
        };
        check("bolig", "Borger", Ordering::Less);
        check("Borger", "bolig", Ordering::Greater);
        check("andre", "Andrea", Ordering::Less);
        check("André", "Andrea", Ordering::Less);
        check("Andre", "André", Ordering::Less);
        check("Müller", "Myller", Ordering::Greater);
        check("Mylius", "Müller", Ordering::Less);
    }
}
