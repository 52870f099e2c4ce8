use std::fmt;

/// Part of the KLE plan: a main group (`27`), a group (`27.18`) or one subject (`27.18.02`), and all below it.
///
/// KLE is the municipalities' shared plan of subjects; see the glossary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KleScope(String);

/// Which part of the plan a number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KlePart {
    /// `27`
    MainGroup,
    /// `27.18`
    Group,
    /// `27.18.02`
    Subject,
    /// `G`: a kind of action.
    ActionKind,
    /// `G01`: what is done in the case.
    Action,
}

impl KlePart {
    pub fn of(number: &str) -> Option<Self> {
        let digits = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        let mut signs = number.chars();
        if signs.next().is_some_and(|kind| "APSØGKI".contains(kind)) {
            return match signs.as_str() {
                "" => Some(Self::ActionKind),
                rest if digits(rest) => Some(Self::Action),
                _ => None,
            };
        }
        if !number.split('.').all(digits) {
            return None;
        }
        match number.len() {
            2 => Some(Self::MainGroup),
            5 => Some(Self::Group),
            8 => Some(Self::Subject),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a KLE number")]
pub struct InvalidKle;

impl KleScope {
    pub fn parse(text: &str) -> Result<Self, InvalidKle> {
        let text = text.trim();
        let parts: Vec<&str> = text.split('.').collect();
        let two_digits = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() <= 3 && parts.iter().all(two_digits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidKle)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn covers(&self, number: &str) -> bool {
        number
            .strip_prefix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl fmt::Display for KleScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_covers_what_lies_below_it_and_not_its_neighbour() {
        let check = |scope: &str, number: &str, expected: bool| {
            let scope = KleScope::parse(scope).unwrap();
            assert_eq!(scope.covers(number), expected, "{scope} over {number}");
        };
        check("27", "27.18.02", true);
        check("27.18", "27.18.02", true);
        check("27.18.02", "27.18.02", true);
        check("27.18.02", "27.18", false);
        check("27", "28.18.02", false);
    }

    #[test]
    fn a_number_says_which_part_of_the_plan_it_names() {
        let check = |number: &str, expected: Option<KlePart>| {
            assert_eq!(KlePart::of(number), expected, "{number}");
        };
        check("27", Some(KlePart::MainGroup));
        check("27.18", Some(KlePart::Group));
        check("27.18.02", Some(KlePart::Subject));
        check("Ø", Some(KlePart::ActionKind));
        check("Ø01", Some(KlePart::Action));
        check("G01", Some(KlePart::Action));
        for other in [
            "",
            "2",
            "27.",
            "27.1",
            "27.18.02.01",
            "B01",
            "G1",
            "G001",
            "g01",
            "27.18.0２",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn only_two_digit_steps_are_numbers() {
        for bad in [
            "",
            "2",
            "27.",
            "27.1",
            "27.18.02.01",
            "a7",
            "27-18",
            "27.18.0２",
        ] {
            assert_eq!(KleScope::parse(bad), Err(InvalidKle), "{bad}");
        }
    }
}
