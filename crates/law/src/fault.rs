use sagsbord_domain::deadline::Contradiction;

use crate::messages::{Language, message};

/// What is wrong in a file of law, so that whoever wrote it finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// The field as it is spelled in the file; empty where the file as a whole is meant.
    pub field: String,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// In the words of the parser, which knows no Danish.
    NotToml(String),
    FileTooLong,
    TooMany,
    Missing,
    UnknownField,
    WrongType,
    Empty,
    TooLong,
    NotInList(String),
    NotALength,
    LengthOutOfBounds,
    NotADay,
    NotANumber,
    OneLimitOnly,
    OneDayOnly,
    NoSuchDay,
    ClosureTooLong,
    LastBeforeFirst,
    /// The file has a rule no more, and these deadlines rest on it.
    RuleInUse {
        rule: String,
        deadlines: u32,
    },
    /// The catalogue of bases does not hold together.
    Basis(sagsbord_domain::aktindsigt::BasisFault),
    /// Two wordings of a letter cannot stand beside each other.
    LetterText(sagsbord_domain::aktindsigt::LetterTextFault),
    Contradiction(Contradiction),
}

impl Fault {
    pub(crate) fn new(line: usize, field: impl Into<String>, reason: Reason) -> Self {
        Self {
            line,
            field: field.into(),
            reason,
        }
    }

    pub fn sentence(&self, language: Language) -> String {
        let reason = self.reason.sentence(language);
        let line = self.line.to_string();
        match self.field.as_str() {
            "" => message(language, "fault.file", &[&line, &reason]),
            field => message(language, "fault.field", &[&line, field, &reason]),
        }
    }
}

impl Reason {
    pub fn sentence(&self, language: Language) -> String {
        let (key, value) = match self {
            Reason::NotToml(why) => ("not_toml", why.as_str()),
            Reason::FileTooLong => ("file_too_long", ""),
            Reason::TooMany => ("too_many", ""),
            Reason::Missing => ("missing", ""),
            Reason::UnknownField => ("unknown_field", ""),
            Reason::WrongType => ("wrong_type", ""),
            Reason::Empty => ("empty", ""),
            Reason::TooLong => ("too_long", ""),
            Reason::NotInList(list) => ("not_in_list", list.as_str()),
            Reason::NotALength => ("not_a_length", ""),
            Reason::LengthOutOfBounds => ("length_out_of_bounds", ""),
            Reason::NotADay => ("not_a_day", ""),
            Reason::NotANumber => ("not_a_number", ""),
            Reason::OneLimitOnly => ("one_limit_only", ""),
            Reason::OneDayOnly => ("one_day_only", ""),
            Reason::NoSuchDay => ("no_such_day", ""),
            Reason::ClosureTooLong => ("closure_too_long", ""),
            Reason::LastBeforeFirst => ("last_before_first", ""),
            Reason::RuleInUse { rule, deadlines } => {
                let deadlines = deadlines.to_string();
                return message(language, "fault.rule_in_use", &[rule, &deadlines]);
            }
            Reason::Basis(fault) => {
                return message(language, &format!("basis_fault.{}", fault.code()), &[]);
            }
            Reason::LetterText(fault) => {
                return message(language, &format!("letter_fault.{}", fault.code()), &[]);
            }
            Reason::Contradiction(contradiction) => {
                return message(
                    language,
                    &format!("contradiction.{}", contradiction.code()),
                    &[],
                );
            }
        };
        message(language, &format!("fault.{key}"), &[value])
    }
}
