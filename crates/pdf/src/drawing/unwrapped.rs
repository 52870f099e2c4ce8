use std::io::Read as _;

use hayro_syntax::object::{Object, Stream};

/// The JPEG of a stream, without what some programs wrap around it: letters for bytes, or deflate. None where it is
/// wrapped in another way, would be more than `most` bytes, or is not to be read as it stands.
pub(crate) fn jpeg_of(stream: &Stream<'_>, most: u64) -> Option<Vec<u8>> {
    let dict = stream.dict();
    let get = |long, short| {
        dict.get::<Object<'_>>(long)
            .or_else(|| dict.get::<Object<'_>>(short))
    };
    let names: Vec<String> = match get("Filter", "F")? {
        Object::Name(name) => vec![name.as_str().to_owned()],
        Object::Array(filters) => filters
            .iter::<Object<'_>>()
            .map(|filter| match filter {
                Object::Name(name) => name.as_str().to_owned(),
                _ => String::new(),
            })
            .collect(),
        _ => return None,
    };
    let (last, wraps) = names.split_last()?;
    // Parameters may say that the colours are coded otherwise, or that rows are told by their differences.
    let has_parameters = match get("DecodeParms", "DP") {
        None | Some(Object::Null(_)) => false,
        Some(Object::Array(all)) => all
            .iter::<Object<'_>>()
            .any(|one| !matches!(one, Object::Null(_))),
        Some(_) => true,
    };
    if has_parameters || !matches!(last.as_str(), "DCTDecode" | "DCT") {
        return None;
    }
    let mut data = stream.raw_data().into_owned();
    for wrap in wraps {
        data = match wrap.as_str() {
            "ASCII85Decode" | "A85" => from_base_85(&data)?,
            "ASCIIHexDecode" | "AHx" => from_hex(&data)?,
            "FlateDecode" | "Fl" => inflated(&data, most)?,
            _ => return None,
        };
    }
    Some(data)
}

fn inflated(packed: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    flate2::read::ZlibDecoder::new(packed)
        .take(most)
        .read_to_end(&mut data)
        .ok()?;
    ((data.len() as u64) < most).then_some(data)
}

fn from_hex(letters: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(letters.len() / 2);
    let mut half = None;
    for letter in letters.iter().filter(|letter| !is_space(**letter)) {
        if *letter == b'>' {
            break;
        }
        let digit = (*letter as char).to_digit(16)? as u8;
        half = match half {
            None => Some(digit << 4),
            Some(high) => {
                data.push(high | digit);
                None
            }
        };
    }
    data.extend(half);
    Some(data)
}

fn from_base_85(letters: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(letters.len() / 5 * 4);
    let mut group = Vec::with_capacity(5);
    let letters = letters.strip_prefix(b"<~").unwrap_or(letters);
    for letter in letters.iter().filter(|letter| !is_space(**letter)) {
        match letter {
            b'~' => break,
            b'z' if group.is_empty() => data.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(letter - b'!'),
            _ => return None,
        }
        if group.len() == 5 {
            data.extend_from_slice(&number(&group)?.to_be_bytes());
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        data.extend_from_slice(&number(&group)?.to_be_bytes()[..count]);
    }
    Some(data)
}

fn number(group: &[u8]) -> Option<u32> {
    group.iter().try_fold(0u32, |number, digit| {
        number.checked_mul(85)?.checked_add(u32::from(*digit))
    })
}

fn is_space(letter: u8) -> bool {
    matches!(letter, b'\0' | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_the_bytes_they_stand_for() {
        let check = |letters: &str, expected: Option<&[u8]>| {
            assert_eq!(
                from_base_85(letters.as_bytes()).as_deref(),
                expected,
                "{letters}"
            );
        };
        check("9jqo^~>", Some(b"Man "));
        check("<~9jqo^ 9jqo~>", Some(b"Man Man"));
        check("z9j~>", Some(b"\0\0\0\0M"));
        check("s8W-!~>", Some(&[0xFF; 4]));
        check("uuuuu~>", None);
        check("v~>", None);
        assert_eq!(
            from_hex(b"FF d8\n9>").as_deref(),
            Some(&[0xFF, 0xD8, 0x90][..])
        );
        assert_eq!(from_hex(b"xx"), None);
    }

    #[test]
    fn what_unpacks_to_too_much_is_none() {
        use std::io::Write as _;
        let mut packer =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(&[7; 5_000]).expect("memory takes all");
        let packed = packer.finish().expect("memory takes all");
        assert_eq!(
            inflated(&packed, 10_000).map(|data| data.len()),
            Some(5_000)
        );
        assert_eq!(inflated(&packed, 4_000), None);
    }
}
