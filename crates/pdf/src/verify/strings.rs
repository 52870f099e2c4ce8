use super::fold::Text;
use super::needles::{Counts, Needles};
use super::raw::{self, Piece};

/// What has no place in a released file: each is a way for something unseen to come along.
const FORBIDDEN: [&str; 13] = [
    "Encrypt",
    "EmbeddedFile",
    "JavaScript",
    "AcroForm",
    "XFA",
    "OCProperties",
    "PieceInfo",
    "Thumb",
    "RichMedia",
    "Launch",
    "SubmitForm",
    "Popup",
    "Movie",
];

#[derive(Default)]
pub(super) struct Forbidden([bool; FORBIDDEN.len()]);

impl Forbidden {
    pub(super) fn look_into(&mut self, piece: &Piece) {
        for (is_there, name) in self.0.iter_mut().zip(FORBIDDEN) {
            *is_there = *is_there || raw::names(piece, name);
        }
    }

    pub(super) fn told(&self) -> Vec<String> {
        let names = FORBIDDEN
            .iter()
            .zip(self.0)
            .filter(|(_, is_there)| *is_there);
        names.map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// The words of the format itself that the writer uses, which no secret is in: a page has `/Contents` whatever it says.
const OWN_WORDS: &[&str] = &[
    "ActualText",
    "Alpha",
    "Alt",
    "Artifact",
    "Ascent",
    "Attached",
    "BBox",
    "BaseFont",
    "BitsPerComponent",
    "Block",
    "CCITTFaxDecode",
    "CIDFontType2",
    "CIDInit",
    "CIDSet",
    "CIDSystemInfo",
    "CIDToGIDMap",
    "CMap",
    "CMapName",
    "CMapType",
    "CMapVersion",
    "CapHeight",
    "Catalog",
    "ColorSpace",
    "Column",
    "Columns",
    "Contents",
    "Count",
    "CreationDate",
    "Creator",
    "Custom",
    "DCTDecode",
    "Datetime",
    "Decode",
    "DecodeParms",
    "DescendantFonts",
    "Descent",
    "Dest",
    "DestOutputProfile",
    "Destination",
    "DeviceGray",
    "DisplayDocTitle",
    "Document",
    "Encoding",
    "ExtGState",
    "Figure",
    "Filter",
    "First",
    "Flags",
    "FlateDecode",
    "Font",
    "FontBBox",
    "FontDescriptor",
    "FontFile2",
    "FontName",
    "Form",
    "Group",
    "Height",
    "ICCBased",
    "Identity",
    "Image",
    "ImageB",
    "ImageC",
    "Info",
    "Intent",
    "Interpolate",
    "ItalicAngle",
    "Kids",
    "LBody",
    "Lang",
    "Last",
    "Layout",
    "Length",
    "List",
    "ListNumbering",
    "Luminosity",
    "MCID",
    "MarkInfo",
    "Marked",
    "Mask",
    "Matrix",
    "MediaBox",
    "Metadata",
    "ModDate",
    "Names",
    "Next",
    "None",
    "Nums",
    "Ordering",
    "Outlines",
    "OutputCondition",
    "OutputConditionIdentifier",
    "OutputIntent",
    "OutputIntents",
    "PDF",
    "Page",
    "PageLabel",
    "PageLabels",
    "Pages",
    "Pagination",
    "Parent",
    "ParentTree",
    "ParentTreeNextKey",
    "Part",
    "Placement",
    "Prev",
    "ProcSet",
    "Range",
    "Registry",
    "Resources",
    "RoleMap",
    "Root",
    "Rows",
    "SMask",
    "Scope",
    "Size",
    "Span",
    "StemV",
    "Strong",
    "StructElem",
    "StructParents",
    "StructTreeRoot",
    "Subtype",
    "Supplement",
    "Suspects",
    "Table",
    "Tabs",
    "Terms",
    "Text",
    "Title",
    "ToUnicode",
    "Transparency",
    "Type",
    "Type0",
    "ViewerPreferences",
    "WMode",
    "Width",
    "XML",
    "XObject",
    "XYZ",
];

/// The bytes with the format's own names blanked.
fn without_own_words(bytes: &[u8]) -> Vec<u8> {
    let mut kept = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'/', &bytes[at..]) {
        let start = at + found + 1;
        let (name, end) = name(bytes, start);
        let is_own =
            std::str::from_utf8(&name).is_ok_and(|name| OWN_WORDS.binary_search(&name).is_ok());
        if is_own {
            kept[start..end].fill(b' ');
        }
        at = end.max(start);
    }
    kept
}

/// Counts what stands in a piece: in its bytes, and in every string and name in it.
pub(super) fn count(piece: &Piece, needles: &Needles, counts: &mut Counts) {
    if piece.is_image {
        needles.count_in_pixels(&piece.bytes, counts);
        return;
    }
    let bytes = without_own_words(&piece.bytes);
    needles.count_in_bytes(&bytes, counts);
    // One after the other: a text may be shown in pieces.
    let joined: Vec<String> = strings(&bytes).iter().map(|string| told(string)).collect();
    needles.count(&Text::of(&joined.concat()), counts);
    needles.count(&Text::of(&joined.join(" ")), counts);
}

/// Literal and hexadecimal strings, unescaped, and names.
pub(super) fn strings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'(' => {
                let (string, next) = literal(bytes, at + 1);
                found.push(string);
                at = next;
            }
            b'<' if bytes.get(at + 1) != Some(&b'<') => {
                let (string, next) = hexadecimal(bytes, at + 1);
                found.push(string);
                at = next;
            }
            b'<' => at += 2,
            b'/' => {
                let (name, next) = name(bytes, at + 1);
                found.push(name);
                at = next;
            }
            _ => at += 1,
        }
    }
    found
}

fn literal(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut string = Vec::new();
    let mut depth = 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            b'\\' => {
                let Some(&escaped) = bytes.get(at) else { break };
                at += 1;
                match escaped {
                    b'n' => string.push(b'\n'),
                    b'r' => string.push(b'\r'),
                    b't' => string.push(b'\t'),
                    b'b' => string.push(8),
                    b'f' => string.push(12),
                    b'\r' | b'\n' => {}
                    b'0'..=b'7' => {
                        let mut code = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            if let Some(digit @ b'0'..=b'7') = bytes.get(at) {
                                code = code * 8 + u32::from(digit - b'0');
                                at += 1;
                            }
                        }
                        string.push(code as u8);
                    }
                    other => string.push(other),
                }
                continue;
            }
            _ => {}
        }
        string.push(byte);
    }
    (string, at)
}

fn hexadecimal(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut digits = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match char::from(byte).to_digit(16) {
            Some(digit) => digits.push(digit as u8),
            None if byte.is_ascii_whitespace() => {}
            None => break,
        }
    }
    let string = digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect();
    (string, at)
}

fn name(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut name = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() || b"()<>[]{}/%".contains(&byte) {
            break;
        }
        at += 1;
        let digit = |at: usize| {
            bytes
                .get(at)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        match (byte, digit(at), digit(at + 1)) {
            (b'#', Some(high), Some(low)) => {
                name.push((high * 16 + low) as u8);
                at += 2;
            }
            _ => name.push(byte),
        }
    }
    (name, at)
}

/// A string's text in the encodings that files use: with a mark UTF-16 or UTF-8, without one Latin.
fn told(string: &[u8]) -> String {
    let sixteen = |rest: &[u8], number: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|pair| number([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match string {
        [0xFE, 0xFF, rest @ ..] => sixteen(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => sixteen(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        other => match std::str::from_utf8(other) {
            Ok(text) => text.to_owned(),
            Err(_) => other.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formats_own_words_are_sorted_and_blanked() {
        assert!(OWN_WORDS.is_sorted(), "they are searched by halves");
        assert_eq!(
            without_own_words(b"/Contents 5 0 R (Contents)"),
            b"/         5 0 R (Contents)"
        );
    }

    #[test]
    fn strings_are_found_in_every_spelling() {
        let found = strings(b"<< /Na#6De (a\\(b\\)\\101(c)) /H <41 4 2> /U <FEFF00C6> >>");
        let told: Vec<String> = found.iter().map(|string| told(string)).collect();
        assert_eq!(told, ["Name", "a(b)A(c)", "H", "AB", "U", "Æ"]);
    }
}
