//! A template's text with what its fields stand for.

use sagsbord_contract::{
    FieldOrigin, FilledField, TemplateFault, TemplateFaultKind as Kind, TemplateQuestion,
};

use super::markup::{fault, questions};

/// Every field there is, and where it comes from. The set is closed: what is not here is a fault.
pub(super) const FIELDS: [(&str, FieldOrigin); 15] = [
    ("borger.navn", FieldOrigin::Party),
    ("borger.adresse", FieldOrigin::Party),
    ("sag.nummer", FieldOrigin::Case),
    ("sag.titel", FieldOrigin::Case),
    ("sag.emne", FieldOrigin::Case),
    ("sag.oprettet", FieldOrigin::Case),
    ("sag.frist", FieldOrigin::Case),
    ("sag.ansvarlig", FieldOrigin::Case),
    ("frist.dato", FieldOrigin::Deadline),
    ("frist.paragraf", FieldOrigin::Deadline),
    ("sagsbehandler.navn", FieldOrigin::Person),
    ("enhed.navn", FieldOrigin::Case),
    ("kommune.navn", FieldOrigin::Municipality),
    ("dags.dato", FieldOrigin::Clock),
    ("dags.ugedag", FieldOrigin::Clock),
];
pub(super) const ADDRESS: &str = "borger.adresse";
const ANSWER: &str = "svar.";

/// What is known. Nothing here is looked up a second time.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) of_fields: Vec<(&'static str, String)>,
    pub(super) answers: Vec<(String, String)>,
    /// There is an address, and nobody has said that it may be used.
    pub(super) withholds_address: bool,
}

#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) text: String,
    pub(super) filled: Vec<FilledField>,
    pub(super) questions: Vec<TemplateQuestion>,
    pub(super) faults: Vec<TemplateFault>,
}

/// Without values the fields stay as they stand, and only what can never be filled is a fault.
pub(super) fn merge(text: &str, values: Option<&Values>) -> Merged {
    let (asked, faults, passed) = questions(text);
    let mut merger = Merger {
        values,
        line: 0,
        merged: Merged {
            questions: asked,
            faults,
            ..Merged::default()
        },
    };
    for (n, line) in text.lines().enumerate().skip(passed) {
        merger.line = n + 1;
        let line = match only_if(line) {
            Some((field, rest)) => match merger.condition(field) {
                true => rest,
                false => continue,
            },
            None => line,
        };
        merger.fill(line);
        merger.merged.text.push('\n');
    }
    let mut merged = merger.merged;
    merged.text = merged.text.trim().to_owned();
    merged
}

/// `?sag.frist: Svar senest …`
fn only_if(line: &str) -> Option<(&str, &str)> {
    let (field, rest) = line.strip_prefix('?')?.split_once(':')?;
    let is_name = !field.is_empty()
        && field
            .chars()
            .all(|c| c.is_alphanumeric() || "._-".contains(c));
    is_name.then(|| (field.trim(), rest.trim_start()))
}

struct Merger<'a> {
    values: Option<&'a Values>,
    line: usize,
    merged: Merged,
}

enum Found {
    Value(String, FieldOrigin),
    Empty(FieldOrigin),
    Withheld,
    Unknown(Kind),
}

impl Merger<'_> {
    fn condition(&mut self, field: &str) -> bool {
        match self.look_up(field) {
            Found::Value(..) => true,
            Found::Empty(_) | Found::Withheld => self.values.is_none(),
            Found::Unknown(kind) => {
                self.merged.faults.push(fault(self.line, kind, field));
                true
            }
        }
    }

    fn fill(&mut self, line: &str) {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("{{") {
            self.merged.text.push_str(before);
            let Some((field, after)) = after.split_once("}}") else {
                let kind = Kind::BrokenField;
                self.merged.faults.push(fault(self.line, kind, after));
                self.merged.text.push_str("{{");
                rest = after;
                break;
            };
            self.field(&field.trim().to_lowercase());
            rest = after;
        }
        self.merged.text.push_str(rest);
    }

    fn field(&mut self, field: &str) {
        let (value, origin, kind) = match self.look_up(field) {
            Found::Value(value, origin) => (Some(value), Some(origin), None),
            Found::Empty(origin) => {
                let is_lacking = self.values.is_some().then_some(Kind::EmptyField);
                (None, Some(origin), is_lacking)
            }
            Found::Withheld => (None, Some(FieldOrigin::Party), Some(Kind::ProtectedAddress)),
            Found::Unknown(kind) => (None, None, Some(kind)),
        };
        if let Some(kind) = kind {
            self.merged.faults.push(fault(self.line, kind, field));
        }
        match &value {
            Some(value) => self.merged.text.push_str(value),
            None => self.merged.text.push_str(&format!("{{{{{field}}}}}")),
        }
        let is_told = self.merged.filled.iter().any(|one| one.field == field);
        if let (Some(origin), false) = (origin, is_told) {
            let field = field.to_owned();
            self.merged.filled.push(FilledField {
                field,
                value,
                origin,
            });
        }
    }

    fn look_up(&self, field: &str) -> Found {
        if let Some(id) = field.strip_prefix(ANSWER) {
            if self.merged.questions.iter().all(|asked| asked.id != id) {
                return Found::Unknown(Kind::UnknownQuestion);
            }
            let answers = self.values.map_or(&[][..], |values| &values.answers);
            let answer = answers.iter().find(|(asked, _)| asked == id);
            return match answer.map(|(_, answer)| answer.trim()) {
                None | Some("") => Found::Empty(FieldOrigin::Answer),
                Some(answer) => Found::Value(answer.to_owned(), FieldOrigin::Answer),
            };
        }
        let Some((name, origin)) = FIELDS.iter().find(|(name, _)| *name == field) else {
            return Found::Unknown(Kind::UnknownField);
        };
        let Some(values) = self.values else {
            return Found::Empty(*origin);
        };
        let value = values.of_fields.iter().find(|(known, _)| known == name);
        match value {
            Some((_, value)) => Found::Value(value.clone(), *origin),
            None if *name == ADDRESS && values.withholds_address => Found::Withheld,
            None => Found::Empty(*origin),
        }
    }
}
