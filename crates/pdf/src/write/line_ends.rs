use memchr::memmem;

/// A stream whose last byte is a carriage return is followed by the line feed that ends it: together they look
/// like one line end, and a strict reader counts one byte too few. Such streams get a line end of two bytes, and the
/// table of places is moved along.
/// A file without a plain table at its end is left as it is.
pub(super) fn told_apart(mut file: Vec<u8>) -> Vec<u8> {
    let places = doubtful(&file);
    if places.is_empty() {
        return file;
    }
    let Some(table) = Table::find(&file) else {
        return file;
    };
    let moved = |place: usize| place + places.partition_point(|at| *at < place);
    for entry in table.entries.clone().step_by(ENTRY) {
        let Some(place) = number(&file[entry..entry + 10]) else {
            return file;
        };
        if file.get(entry + 17) == Some(&b'n') {
            let digits = format!("{:010}", moved(place));
            file[entry..entry + 10].copy_from_slice(digits.as_bytes());
        }
    }
    let mut made = Vec::with_capacity(file.len() + places.len() + 8);
    let mut from = 0;
    for place in &places {
        made.extend_from_slice(&file[from..*place]);
        made.push(b'\r');
        from = *place;
    }
    made.extend_from_slice(&file[from..table.start_number]);
    made.extend_from_slice(moved(table.start).to_string().as_bytes());
    made.extend_from_slice(&file[table.start_number_end..]);
    made
}

/// Where a second carriage return belongs: after the data, before the line feed.
fn doubtful(file: &[u8]) -> Vec<usize> {
    memmem::find_iter(file, b"\r\nendstream")
        .map(|at| at + 1)
        .collect()
}

/// Bytes of one line of the table.
const ENTRY: usize = 20;

struct Table {
    start: usize,
    /// The entries' bytes.
    entries: std::ops::Range<usize>,
    /// The digits after `startxref`.
    start_number: usize,
    start_number_end: usize,
}

impl Table {
    fn find(file: &[u8]) -> Option<Self> {
        let keyword = memmem::rfind(file, b"startxref")?;
        let start_number = keyword + 9 + file[keyword + 9..].iter().position(u8::is_ascii_digit)?;
        let length = file[start_number..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())?;
        let start_number_end = start_number + length;
        let start = number(&file[start_number..start_number_end])?;
        let head = file.get(start..)?.strip_prefix(b"xref")?;
        let first = head.iter().position(u8::is_ascii_digit)?;
        let line_end = first + head[first..].iter().position(|byte| *byte == b'\n')?;
        let mut numbers = head[first..line_end].split(|byte| *byte == b' ');
        let (from, count) = (
            number(numbers.next()?)?,
            number(numbers.next()?.trim_ascii())?,
        );
        let begin = start + 4 + line_end + 1;
        let end = begin.checked_add(count.checked_mul(ENTRY)?)?;
        let is_whole = from == 0 && file.get(end..)?.trim_ascii_start().starts_with(b"trailer");
        is_whole.then_some(Self {
            start,
            entries: begin..end,
            start_number,
            start_number_end,
        })
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_ends_in_a_carriage_return_keeps_its_length_and_every_place_is_moved() {
        let body = "%PDF-1.7\n1 0 obj\n<</Length 2>>\nstream\nx\r\nendstream\nendobj\n2 0 obj\n7\nendobj\n";
        let (first, second) = (9, body.find("2 0 obj").unwrap_or_default());
        let start = body.len();
        let file = format!(
            "{body}xref\n0 3\n0000000000 65535 f\r\n{first:010} 00000 n\r\n{second:010} 00000 n\r\ntrailer\n<<>>\nstartxref\n{start}\n%%EOF"
        );
        let made = told_apart(file.into_bytes());
        assert!(
            memmem::find(&made, b"x\r\r\nendstream").is_some(),
            "the data keeps its carriage return"
        );
        assert_eq!(&made[second + 1..second + 8], b"2 0 obj");
        let places = format!("{first:010} 00000 n\r\n{:010} 00000 n", second + 1);
        assert!(
            memmem::find(&made, places.as_bytes()).is_some(),
            "what lies before stays, what lies after moves"
        );
        assert!(memmem::find(&made, format!("startxref\n{}\n", start + 1).as_bytes()).is_some());
    }
}
