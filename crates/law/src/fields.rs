use chrono::NaiveDate;
use sagsbord_domain::Name;
use sagsbord_domain::deadline::Length;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::fault::{Fault, Reason};
use crate::length_text::length;

/// No rule file needs more; a larger one is no rule file.
pub(crate) const MOST_BYTES: usize = 1 << 20;
const MOST_LETTERS: usize = 2_000;
/// Whoever mends these reads the file again.
const MOST_FAULTS: usize = 200;

type Entry<'t> = (&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>);

/// A file as a table whose values know their lines. Faults gather instead of stopping at the first.
pub(crate) fn with_table<T>(
    untrusted_text: &str,
    read: impl FnOnce(&mut Fields<'_, '_>) -> T,
) -> Result<T, Vec<Fault>> {
    if untrusted_text.len() > MOST_BYTES {
        return Err(vec![Fault::new(1, "", Reason::FileTooLong)]);
    }
    let lines = LineStarts::of(untrusted_text);
    let table = DeTable::parse(untrusted_text).map_err(|error| {
        let line = lines.line(error.span().map_or(0, |span| span.start));
        let field = untrusted_text
            .lines()
            .nth(line - 1)
            .and_then(|text| text.split_once('='))
            .map_or("", |(field, _)| field.trim());
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        vec![Fault::new(line, field, Reason::NotToml(message))]
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
    if faults.is_empty() {
        Ok(read)
    } else {
        faults.sort_by_key(|fault| fault.line);
        Err(faults)
    }
}

pub(crate) struct Fields<'t, 'f> {
    lines: &'t LineStarts,
    table: &'t DeTable<'t>,
    /// Where the table begins: what is missing is missing there.
    line: usize,
    /// `name.` within the table `name`.
    inside: String,
    asked: Vec<&'static str>,
    faults: &'f mut Vec<Fault>,
}

impl<'t> Fields<'t, '_> {
    pub(crate) fn line(&self) -> usize {
        self.line
    }

    pub(crate) fn line_of(&self, field: &str) -> usize {
        self.find(field)
            .map_or(self.line, |(key, _)| self.lines.line(key.span().start))
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.find(field).is_some()
    }

    pub(crate) fn fault(&mut self, field: &str, reason: Reason) {
        self.fault_at(self.line_of(field), field, reason);
    }

    fn fault_at(&mut self, line: usize, field: &str, reason: Reason) {
        if self.faults.len() < MOST_FAULTS {
            let field = format!("{}{field}", self.inside);
            self.faults.push(Fault::new(line, field, reason));
        }
    }

    /// Text that must be there and say something.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<String> {
        let text = self.must(field, |value| value.as_str().map(str::to_owned))?;
        self.bounded(field, text)
    }

    pub(crate) fn text_or_none(&mut self, field: &'static str) -> Option<String> {
        let text = self.may(field, |value| value.as_str().map(str::to_owned))?;
        self.bounded(field, text)
    }

    /// One of the words of a closed set.
    pub(crate) fn code<T: Copy>(
        &mut self,
        field: &'static str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(field)?;
        self.in_list(field, &text, all, code)
    }

    pub(crate) fn code_or<T: Copy>(
        &mut self,
        field: &'static str,
        otherwise: T,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        match self.has(field) {
            true => self.code(field, all, code),
            false => {
                self.asked.push(field);
                Some(otherwise)
            }
        }
    }

    pub(crate) fn codes<T: Copy>(
        &mut self,
        field: &'static str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Vec<T> {
        let texts = self.texts(field);
        texts
            .iter()
            .filter_map(|text| self.in_list(field, text, all, &code))
            .collect()
    }

    pub(crate) fn day(&mut self, field: &'static str) -> Option<NaiveDate> {
        if !self.has(field) {
            self.asked.push(field);
            self.fault(field, Reason::Missing);
            return None;
        }
        self.day_or_none(field)
    }

    pub(crate) fn day_or_none(&mut self, field: &'static str) -> Option<NaiveDate> {
        let written = self.may(field, |value| value.as_datetime().copied())?;
        let day = match (written.date, written.time, written.offset) {
            (Some(date), None, None) => NaiveDate::from_ymd_opt(
                i32::from(date.year),
                u32::from(date.month),
                u32::from(date.day),
            ),
            _ => None,
        };
        if day.is_none() {
            self.fault(field, Reason::NotADay);
        }
        day
    }

    pub(crate) fn number_or_none(&mut self, field: &'static str) -> Option<i32> {
        let text = self.may(field, |value| {
            let integer = value.as_integer()?;
            (integer.radix() == 10).then(|| integer.as_str().to_owned())
        })?;
        let number = text.parse().ok();
        if number.is_none() {
            self.fault(field, Reason::NotANumber);
        }
        number
    }

    pub(crate) fn truth(&mut self, field: &'static str) -> bool {
        self.may(field, |value| value.as_bool()).unwrap_or(false)
    }

    pub(crate) fn length_or_none(&mut self, field: &'static str) -> Option<Length> {
        let text = self.text_or_none(field)?;
        self.length_of(field, &text)
    }

    pub(crate) fn lengths(&mut self, field: &'static str) -> Vec<Length> {
        let texts = self.texts(field);
        texts
            .iter()
            .filter_map(|text| self.length_of(field, text))
            .collect()
    }

    pub(crate) fn name(&mut self, field: &'static str) -> Option<Name> {
        if !self.has(field) {
            self.asked.push(field);
            self.fault(field, Reason::Missing);
            return None;
        }
        self.name_or_none(field)
    }

    pub(crate) fn name_or_none(&mut self, field: &'static str) -> Option<Name> {
        self.inner(field, |inner| {
            let (da, en) = (inner.text("da"), inner.text("en"));
            Some(Name::new(da?, en?))
        })
        .flatten()
    }

    /// What stands in a table within this one, if there is one.
    pub(crate) fn inner<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Fields<'_, '_>) -> T,
    ) -> Option<T> {
        self.asked.push(field);
        let (_, value) = self.find(field)?;
        let Some(table) = value.get_ref().as_table() else {
            self.fault(field, Reason::WrongType);
            return None;
        };
        let mut fields = Fields {
            lines: self.lines,
            table,
            line: self.lines.line(value.span().start),
            inside: format!("{}{field}.", self.inside),
            asked: Vec::new(),
            faults: &mut *self.faults,
        };
        let read = read(&mut fields);
        fields.unknown();
        Some(read)
    }

    /// The tables of `[[field]]`, one after the other.
    pub(crate) fn each<T>(
        &mut self,
        field: &'static str,
        most: usize,
        mut read: impl FnMut(&mut Fields<'_, '_>) -> T,
    ) -> Vec<T> {
        self.asked.push(field);
        let Some((_, value)) = self.find(field) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.fault(field, Reason::WrongType);
            return Vec::new();
        };
        if array.len() > most {
            self.fault(field, Reason::TooMany);
            return Vec::new();
        }
        let mut all = Vec::new();
        for element in array.iter() {
            let line = self.lines.line(element.span().start);
            let Some(table) = element.get_ref().as_table() else {
                self.fault_at(line, field, Reason::WrongType);
                continue;
            };
            let mut fields = Fields {
                lines: self.lines,
                table,
                line,
                inside: String::new(),
                asked: Vec::new(),
                faults: &mut *self.faults,
            };
            all.push(read(&mut fields));
            fields.unknown();
        }
        all
    }

    fn find(&self, field: &str) -> Option<Entry<'t>> {
        let table: &'t DeTable<'t> = self.table;
        table
            .iter()
            .find(|(key, _)| key.get_ref().as_ref() == field)
    }

    fn must<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(field) {
            self.asked.push(field);
            self.fault(field, Reason::Missing);
            return None;
        }
        self.may(field, read)
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

    pub(crate) fn texts(&mut self, field: &'static str) -> Vec<String> {
        let read = self.may(field, |value| {
            value
                .as_array()?
                .iter()
                .map(|text| text.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
        });
        read.unwrap_or_default()
    }

    fn bounded(&mut self, field: &'static str, text: String) -> Option<String> {
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

    fn in_list<T: Copy>(
        &mut self,
        field: &'static str,
        text: &str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|one| code(*one) == text);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|one| code(*one)).collect();
            self.fault(field, Reason::NotInList(words.join(", ")));
        }
        found
    }

    fn length_of(&mut self, field: &'static str, text: &str) -> Option<Length> {
        match length(text) {
            Ok(length) => Some(length),
            Err(reason) => {
                self.fault(field, reason);
                None
            }
        }
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

/// Where each line begins, so that a large file costs no more to tell about than a small one.
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

    fn line(&self, place: usize) -> usize {
        self.0.partition_point(|start| *start <= place).max(1)
    }
}
