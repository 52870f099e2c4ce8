//! What cameras and programs write beside a picture.

use std::io::Cursor;

use exif::{Context, Exif, Field, In, Reader, Tag, Value};

use super::About;
use crate::Found;
use crate::found::cut;
use crate::reading::HiddenKind;

/// Who, where, when and with what: each is told by itself. The rest is told in one line.
const TELLING: [Tag; 24] = [
    Tag::ImageDescription,
    Tag::Make,
    Tag::Model,
    Tag::Software,
    Tag::DateTime,
    Tag::Artist,
    Tag::Copyright,
    Tag::DateTimeOriginal,
    Tag::DateTimeDigitized,
    Tag::OffsetTime,
    Tag::OffsetTimeOriginal,
    Tag::UserComment,
    Tag::ImageUniqueID,
    Tag::CameraOwnerName,
    Tag::BodySerialNumber,
    Tag::LensMake,
    Tag::LensModel,
    Tag::LensSerialNumber,
    Tag(Context::Tiff, 0x013C), // HostComputer
    Tag(Context::Tiff, 0x010D), // DocumentName
    Tag(Context::Tiff, 0x9C9B), // XPTitle
    Tag(Context::Tiff, 0x9C9C), // XPComment
    Tag(Context::Tiff, 0x9C9D), // XPAuthor
    Tag(Context::Tiff, 0x9C9E), // XPKeywords
];

const MOST_FIELDS: usize = 500;
const LONGEST: usize = 4_000;

/// Of the bytes that stand after the mark of Exif, or of a TIFF file's own.
pub(super) fn about(untrusted: &[u8], about: &mut About, found: &mut Found<'_>) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader
        .read_raw(untrusted.to_vec())
        .or_else(|error| error.distill_partial_result(|_| {}));
    if let Ok(exif) = read {
        tell(&exif, about, found);
    }
}

pub(super) fn about_heic(untrusted: &[u8], about: &mut About, found: &mut Found<'_>) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader
        .read_from_container(&mut Cursor::new(untrusted))
        .or_else(|error| error.distill_partial_result(|_| {}));
    if let Ok(exif) = read {
        tell(&exif, about, found);
    }
}

fn tell(exif: &Exif, about: &mut About, found: &mut Found<'_>) {
    about.orientation = exif
        .get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|turn| u8::try_from(turn).ok())
        .filter(|turn| (1..=8).contains(turn))
        .unwrap_or(about.orientation);
    about.dpi = dpi(exif).or(about.dpi);
    about.thumbnail = thumbnail(exif);
    if let Some(place) = place(exif) {
        found.hide(HiddenKind::PhotoPlace, "Exif GPS", &place, 1);
    }
    let mut rest = Vec::new();
    for field in exif.fields().take(MOST_FIELDS) {
        if field.ifd_num == In::THUMBNAIL || is_of_the_make(field.tag) {
            continue;
        }
        let Some(text) = text_of(field, exif).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let name = field.tag.to_string();
        if TELLING.contains(&field.tag) {
            let place = format!("Exif {name}");
            found.hide(HiddenKind::Metadata, &place, text.trim(), 1);
        } else {
            rest.push(format!("{name}: {}", text.trim()));
        }
    }
    if !rest.is_empty() {
        let count = u32::try_from(rest.len()).unwrap_or(u32::MAX);
        found.hide(HiddenKind::Metadata, "Exif", &rest.join("\n"), count);
    }
}

/// How the picture is laid down in the file: it says nothing of anybody.
fn is_of_the_make(tag: Tag) -> bool {
    let is_layout = matches!(
        tag.number(),
        0x00FE..=0x0107 | 0x010A | 0x0111..=0x011D | 0x0122..=0x0125 | 0x0128 | 0x013D
            | 0x0140..=0x0145 | 0x0152 | 0x0153 | 0x0156 | 0x0200..=0x0214
    );
    (tag.context() == Context::Tiff && is_layout)
        || matches!(tag, Tag::Orientation | Tag::MakerNote | Tag::ExifVersion)
}

fn text_of(field: &Field, exif: &Exif) -> Option<String> {
    const MOST_NUMBERS: usize = 24;
    let many = match &field.value {
        Value::Ascii(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| plain(text)).collect();
            return Some(texts.join(" "));
        }
        Value::Byte(bytes) if (0x9C9B..=0x9C9F).contains(&field.tag.number()) => {
            return Some(utf16(bytes, u16::from_le_bytes));
        }
        Value::Undefined(bytes, _) if field.tag == Tag::UserComment => {
            return Some(comment(bytes, exif.little_endian()));
        }
        Value::Undefined(bytes, _) => bytes.len(),
        Value::Byte(bytes) => bytes.len(),
        Value::Short(numbers) => numbers.len(),
        Value::Long(numbers) => numbers.len(),
        Value::Rational(numbers) => numbers.len(),
        Value::SRational(numbers) => numbers.len(),
        Value::SShort(numbers) => numbers.len(),
        Value::SLong(numbers) => numbers.len(),
        _ => return None,
    };
    (many <= MOST_NUMBERS).then(|| {
        let shown = field.display_value().with_unit(exif).to_string();
        cut(&shown, LONGEST).to_owned()
    })
}

/// Cameras write what they like: what is no UTF-8 is taken for Latin-1.
fn plain(untrusted: &[u8]) -> String {
    let untrusted = &untrusted[..untrusted.len().min(LONGEST)];
    let text = match std::str::from_utf8(untrusted) {
        Ok(text) => text.to_owned(),
        Err(_) => untrusted.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.trim_matches(['\0', ' ']).to_owned()
}

fn utf16(untrusted: &[u8], number: fn([u8; 2]) -> u16) -> String {
    let numbers = untrusted[..untrusted.len().min(LONGEST)]
        .chunks_exact(2)
        .map(|pair| number([pair[0], pair[1]]));
    let text: String = char::decode_utf16(numbers)
        .map(|sign| sign.unwrap_or('\u{FFFD}'))
        .collect();
    text.trim_matches('\0').to_owned()
}

/// Its first eight bytes say what it is written in.
fn comment(untrusted: &[u8], is_little: bool) -> String {
    let Some((code, text)) = untrusted.split_at_checked(8) else {
        return plain(untrusted);
    };
    match code {
        b"UNICODE\0" if is_little => utf16(text, u16::from_le_bytes),
        b"UNICODE\0" => utf16(text, u16::from_be_bytes),
        _ => plain(text),
    }
}

/// Degrees, minutes and seconds as one number, the way maps are asked.
fn place(exif: &Exif) -> Option<String> {
    let degrees = |tag: Tag, side: Tag, negative: char| {
        let field = exif.get_field(tag, In::PRIMARY)?;
        let Value::Rational(parts) = &field.value else {
            return None;
        };
        let [whole, minutes, seconds] = parts.get(..3)? else {
            return None;
        };
        let number = |part: &exif::Rational| match part.denom {
            0 => 0.0,
            _ => part.to_f64(),
        };
        let sum = number(whole) + number(minutes) / 60.0 + number(seconds) / 3600.0;
        let side = exif.get_field(side, In::PRIMARY);
        let is_negative =
            side.is_some_and(|side| side.display_value().to_string().starts_with(negative));
        Some(if is_negative { -sum } else { sum })
    };
    let latitude = degrees(Tag::GPSLatitude, Tag::GPSLatitudeRef, 'S')?;
    let longitude = degrees(Tag::GPSLongitude, Tag::GPSLongitudeRef, 'W')?;
    Some(format!("{latitude:.6}, {longitude:.6}"))
}

fn dpi(exif: &Exif) -> Option<(f32, f32)> {
    let number = |tag: Tag| match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Rational(parts) => parts
            .first()
            .filter(|part| part.denom != 0)
            .map(exif::Rational::to_f32),
        _ => None,
    };
    let unit = exif
        .get_field(Tag::ResolutionUnit, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0));
    let inches = match unit {
        Some(3) => 2.54,
        Some(1) => return None,
        _ => 1.0,
    };
    let (across, down) = (number(Tag::XResolution)?, number(Tag::YResolution)?);
    // Cameras write 72 whatever they see: on such a page a photo would be a poster.
    let is_nothing = |dpi: f32| !dpi.is_finite() || dpi <= 1.0 || dpi == 72.0;
    (!is_nothing(across) && !is_nothing(down)).then_some((across * inches, down * inches))
}

fn thumbnail(exif: &Exif) -> Option<Vec<u8>> {
    let number = |tag: Tag| exif.get_field(tag, In::THUMBNAIL)?.value.get_uint(0);
    let from = number(Tag::JPEGInterchangeFormat)? as usize;
    let length = number(Tag::JPEGInterchangeFormatLength)? as usize;
    let bytes = exif.buf().get(from..from.checked_add(length)?)?;
    bytes.starts_with(b"\xFF\xD8").then(|| bytes.to_vec())
}
