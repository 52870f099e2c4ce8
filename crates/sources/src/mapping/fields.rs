use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::fault::{Fault, Reason};

/// No mapping needs more; a larger file is no mapping.
const MOST_BYTES: usize = 1 << 18;
const MOST_LETTERS: usize = 2_000;
const MOST_ENTRIES: usize = 2_000;
/// Whoever mends these reads the file again.
const MOST_FAULTS: usize = 100;

type Entry<'t> = (&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>);

/// A file as a table whose values know their lines. Faults gather instead of stopping at the first.
pub(super) fn with_table<T>(
    untrusted_text: &str,
    read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
) -> Result<T, Vec<Fault>> {
    let whole = |line, reason| {
        vec![Fault {
            line,
            field: String::new(),
            reason,
        }]
    };
    if untrusted_text.len() > MOST_BYTES {
        return Err(whole(1, Reason::FileTooLong));
    }
    let lines = LineStarts::of(untrusted_text);
    let table = DeTable::parse(untrusted_text).map_err(|error| {
        let line = lines.line(error.span().map_or(0, |span| span.start));
        whole(line, Reason::NotToml)
    })?;
    let mut faults = Vec::new();
    let mut fields = Fields {
        lines: &lines,
        table: table.get_ref(),
        line: 1,
        inside: String::new(),
        asked: Vec::new(),
        faults: &mut faults,
    };
    let read = read(&mut fields);
    fields.unknown();
    match read {
        Some(read) if faults.is_empty() => Ok(read),
        _ => {
            faults.sort_by_key(|fault| fault.line);
            Err(faults)
        }
    }
}

pub(super) struct Fields<'t, 'f> {
    lines: &'t LineStarts,
    table: &'t DeTable<'t>,
    /// Where the table begins: what is missing is missing there.
    line: u32,
    /// `name.` within the table `name`.
    inside: String,
    asked: Vec<&'static str>,
    faults: &'f mut Vec<Fault>,
}

impl<'t> Fields<'t, '_> {
    pub(super) fn line_of(&self, field: &str) -> u32 {
        self.find(field)
            .map_or(self.line, |(key, _)| self.lines.line(key.span().start))
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.find(field).is_some()
    }

    pub(super) fn fault(&mut self, field: &str, reason: Reason) {
        self.fault_at(self.line_of(field), field, reason);
    }

    fn fault_at(&mut self, line: u32, field: &str, reason: Reason) {
        if self.faults.len() < MOST_FAULTS {
            let field = format!("{}{field}", self.inside);
            let field = field.trim_end_matches('.').to_owned();
            self.faults.push(Fault {
                line,
                field,
                reason,
            });
        }
    }

    /// What these mean depends on a word that is wrong itself: one fault is enough.
    pub(super) fn pass_over(&mut self, fields: &[&'static str]) {
        self.asked.extend(fields);
    }

    /// Text that must be there and say something.
    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        if !self.has(field) {
            self.asked.push(field);
            self.fault(field, Reason::Missing);
            return None;
        }
        self.text_or_none(field)
    }

    pub(super) fn text_or_none(&mut self, field: &'static str) -> Option<String> {
        let text = self.may(field, |value| value.as_str().map(str::to_owned))?;
        if text.trim().is_empty() {
            self.fault(field, Reason::Empty);
            return None;
        }
        if text.chars().count() > MOST_LETTERS {
            self.fault(field, Reason::TooLong);
            return None;
        }
        Some(text)
    }

    /// One of the words of a closed set.
    pub(super) fn word<T: Copy>(&mut self, field: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(field)?;
        self.in_list(field, &text, words)
    }

    pub(super) fn word_or<T: Copy>(
        &mut self,
        field: &'static str,
        otherwise: T,
        words: &[(&str, T)],
    ) -> Option<T> {
        if self.has(field) {
            self.word(field, words)
        } else {
            self.asked.push(field);
            Some(otherwise)
        }
    }

    pub(super) fn words<T: Copy>(&mut self, field: &'static str, words: &[(&str, T)]) -> Vec<T> {
        if !self.has(field) {
            self.asked.push(field);
            self.fault(field, Reason::Missing);
            return Vec::new();
        }
        let read = self.may(field, |value| {
            let texts = value.as_array()?.iter();
            texts
                .map(|text| text.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
        });
        let texts = read.unwrap_or_default();
        texts
            .iter()
            .filter_map(|text| self.in_list(field, text, words))
            .collect()
    }

    /// A whole number within bounds, or what stands for it when it is not there.
    pub(super) fn number_or(
        &mut self,
        field: &'static str,
        otherwise: u64,
        bounds: (u64, u64),
    ) -> Option<u64> {
        if !self.has(field) {
            self.asked.push(field);
            return Some(otherwise);
        }
        let text = self.may(field, |value| {
            let integer = value.as_integer()?;
            (integer.radix() == 10).then(|| integer.as_str().to_owned())
        })?;
        let number = text.parse().ok();
        let within = number.filter(|number| (bounds.0..=bounds.1).contains(number));
        if within.is_none() {
            self.fault(
                field,
                Reason::OutOfBounds(format!("{}–{}", bounds.0, bounds.1)),
            );
        }
        within
    }

    /// What stands in a table within this one, if there is one.
    pub(super) fn inner<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Fields<'_, '_>) -> T,
    ) -> Option<T> {
        self.asked.push(field);
        let (key, value) = self.find(field)?;
        let Some(table) = value.get_ref().as_table() else {
            self.fault(field, Reason::WrongType);
            return None;
        };
        let mut fields = Fields {
            lines: self.lines,
            table,
            line: self.lines.line(key.span().start),
            inside: format!("{}{field}.", self.inside),
            asked: Vec::new(),
            faults: &mut *self.faults,
        };
        let read = read(&mut fields);
        fields.unknown();
        Some(read)
    }

    /// A table whose names are whoever writes the mapping's own: each with its text and its line.
    pub(super) fn entries(&mut self, field: &'static str) -> Vec<(String, String, u32)> {
        self.asked.push(field);
        let Some((_, value)) = self.find(field) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.fault(field, Reason::WrongType);
            return Vec::new();
        };
        if table.len() > MOST_ENTRIES {
            self.fault(field, Reason::TooMany);
            return Vec::new();
        }
        let mut entries = Vec::new();
        for (key, value) in table {
            let line = self.lines.line(key.span().start);
            let name = format!("{field}.{}", key.get_ref());
            match value.get_ref().as_str() {
                Some(text) if text.chars().count() > MOST_LETTERS => {
                    self.fault_at(line, &name, Reason::TooLong);
                }
                Some(text) => entries.push((key.get_ref().to_string(), text.to_owned(), line)),
                None => self.fault_at(line, &name, Reason::WrongType),
            }
        }
        entries
    }

    /// Their words held against a closed set of ours.
    pub(super) fn table_of<T: Copy>(
        &mut self,
        field: &'static str,
        words: &[(&str, T)],
    ) -> Vec<(String, T)> {
        let mut read = Vec::new();
        for (theirs, ours, line) in self.entries(field) {
            match words.iter().find(|(word, _)| *word == ours) {
                Some((_, value)) => read.push((theirs, *value)),
                None => {
                    let name = format!("{field}.{theirs}");
                    self.fault_at(line, &name, Reason::NotInList(listed(words)));
                }
            }
        }
        read
    }

    pub(super) fn fault_in_entry(&mut self, field: &str, name: &str, line: u32, reason: Reason) {
        self.fault_at(line, &format!("{field}.{name}"), reason);
    }

    fn find(&self, field: &str) -> Option<Entry<'t>> {
        let table: &'t DeTable<'t> = self.table;
        table
            .iter()
            .find(|(key, _)| key.get_ref().as_ref() == field)
    }

    fn may<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(field);
        let (_, value) = self.find(field)?;
        let read = read(value.get_ref());
        if read.is_none() {
            self.fault(field, Reason::WrongType);
        }
        read
    }

    fn in_list<T: Copy>(
        &mut self,
        field: &'static str,
        text: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            self.fault(field, Reason::NotInList(listed(words)));
        }
        found.map(|(_, value)| *value)
    }

    fn unknown(&mut self) {
        let table: &DeTable<'_> = self.table;
        for (key, _) in table {
            if !self.asked.contains(&key.get_ref().as_ref()) {
                let line = self.lines.line(key.span().start);
                self.fault_at(line, key.get_ref(), Reason::UnknownField);
            }
        }
    }
}

fn listed<T>(words: &[(&str, T)]) -> String {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    words.join(", ")
}

struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(
            std::iter::once(0)
                .chain(ends.map(|(place, _)| place + 1))
                .collect(),
        )
    }

    fn line(&self, place: usize) -> u32 {
        let line = self.0.partition_point(|start| *start <= place).max(1);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}
