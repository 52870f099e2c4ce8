use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};

use crate::PdfError;

/// Looks at a table, with its stream where it has one.
type See<'s> = dyn FnMut(&Dict<'_>, Option<&Stream<'_>>) -> Result<(), PdfError> + 's;

/// Tables in tables in one object.
const DEEPEST: usize = 40;

/// Shows every table of a file once, with its stream where it has one, whatever leads to it. Only what `may` say
/// something is taken apart; a name can be spelt with a number for each letter, and that is always taken apart.
pub(crate) fn each_table(
    pdf: &Pdf,
    may: &dyn Fn(&[u8]) -> bool,
    see: &mut See<'_>,
) -> Result<(), PdfError> {
    let may = |data: &[u8]| may(data) || memchr::memchr(b'#', data).is_some();
    let mut walk = Walk { may: &may, see };
    for object in pdf.objects() {
        match object {
            Object::Dict(dict) => walk.table(&dict, None, 0)?,
            Object::Stream(stream) => walk.table(stream.dict(), Some(&stream), 0)?,
            Object::Array(list) => walk.list(&list, 0)?,
            _ => {}
        }
    }
    Ok(())
}

struct Walk<'w, 's> {
    may: &'w dyn Fn(&[u8]) -> bool,
    see: &'w mut See<'s>,
}

impl Walk<'_, '_> {
    /// Only what stands in the object itself is gone into: the others come by themselves.
    fn table(
        &mut self,
        dict: &Dict<'_>,
        stream: Option<&Stream<'_>>,
        depth: usize,
    ) -> Result<(), PdfError> {
        if depth > DEEPEST || !(self.may)(dict.data()) {
            return Ok(());
        }
        (self.see)(dict, stream)?;
        for (_, value) in dict.entries() {
            self.value(&value, depth)?;
        }
        Ok(())
    }

    fn list(&mut self, list: &Array<'_>, depth: usize) -> Result<(), PdfError> {
        if depth > DEEPEST || !(self.may)(list.data()) {
            return Ok(());
        }
        for value in list.raw_iter() {
            self.value(&value, depth)?;
        }
        Ok(())
    }

    fn value(&mut self, value: &MaybeRef<Object<'_>>, depth: usize) -> Result<(), PdfError> {
        match value {
            MaybeRef::NotRef(Object::Dict(dict)) => self.table(dict, None, depth + 1),
            MaybeRef::NotRef(Object::Array(list)) => self.list(list, depth + 1),
            _ => Ok(()),
        }
    }
}

/// Whether one of the names stands in what an object is written as.
pub(crate) fn names_one_of(data: &[u8], names: &[&str]) -> bool {
    memchr::memchr_iter(b'/', data).any(|at| {
        let after = &data[at + 1..];
        names.iter().any(|name| {
            after.starts_with(name.as_bytes())
                && after
                    .get(name.len())
                    .is_none_or(|byte| !byte.is_ascii_alphanumeric())
        })
    })
}
