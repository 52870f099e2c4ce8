//! Files that are archives inside: which of them is told by the names of their parts.

use std::io::Cursor;

use super::Kind;

/// Names looked at before giving up: a file's own parts stand first in all that office programs write.
const NAMES_LOOKED_AT: usize = 4_000;

pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zipped(bytes));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(compound(bytes));
    }
    signed(bytes)
}

fn zipped(bytes: &[u8]) -> Kind {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Kind::Zip;
    };
    if let Some(kind) = open_document(&mut archive) {
        return kind;
    }
    if archive.index_for_name("[Content_Types].xml").is_none() {
        return Kind::Zip;
    }
    let names = archive.file_names().take(NAMES_LOOKED_AT).flatten();
    for name in names {
        if name.starts_with("word/") {
            return Kind::Docx;
        }
        if name.starts_with("xl/") {
            return Kind::Xlsx;
        }
        if name.starts_with("ppt/") {
            return Kind::Pptx;
        }
    }
    Kind::Zip
}

fn open_document(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Option<Kind> {
    use std::io::Read;
    let mimetype = archive.by_name("mimetype").ok()?;
    let mut name = String::new();
    mimetype.take(100).read_to_string(&mut name).ok()?;
    let rest = name
        .trim()
        .strip_prefix("application/vnd.oasis.opendocument.")?;
    match rest.trim_end_matches("-template") {
        "text" | "text-master" => Some(Kind::Odt),
        "spreadsheet" => Some(Kind::Ods),
        "presentation" | "graphics" => Some(Kind::Odp),
        _ => None,
    }
}

fn compound(bytes: &[u8]) -> Kind {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        return by_stream_names(bytes);
    };
    if file.exists("/__properties_version1.0") {
        Kind::Msg
    } else if file.exists("/WordDocument") {
        Kind::Doc
    } else if file.exists("/Workbook") || file.exists("/Book") {
        Kind::Xls
    } else if file.exists("/PowerPoint Document") {
        Kind::Ppt
    } else if file.exists("/EncryptedPackage") {
        // A locked file of the newer formats. Which one, only its password tells; the converter finds out.
        Kind::Docx
    } else {
        Kind::Unknown
    }
}

/// A damaged one is told by what it once held, so that the manifest can say "damaged" instead of "unknown".
fn by_stream_names(bytes: &[u8]) -> Kind {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        super::find(bytes, &wide).is_some()
    };
    if holds("__properties_version1.0") {
        Kind::Msg
    } else if holds("WordDocument") {
        Kind::Doc
    } else if holds("Workbook") {
        Kind::Xls
    } else if holds("PowerPoint Document") {
        Kind::Ppt
    } else {
        Kind::Unknown
    }
}

/// A signed or encrypted mail in its binary form, or the signature alone. Which of them, its reader finds out.
fn signed(bytes: &[u8]) -> Option<Kind> {
    // ContentInfo of what S/MIME sends: SEQUENCE, and its OBJECT IDENTIFIER within the first bytes.
    const TYPES: [&[u8]; 3] = [
        b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02",
        b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03",
        b"\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17",
    ];
    let start = &bytes[..bytes.len().min(32)];
    let is_one = TYPES.iter().any(|own| super::find(start, own).is_some());
    if bytes.first() != Some(&0x30) || !is_one {
        return None;
    }
    // What was signed is named and not there: the name is all that the inner SEQUENCE has.
    const NOTHING_SIGNED: [&[u8]; 2] = [
        b"\x30\x0B\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01",
        b"\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01\0\0",
    ];
    let start = &bytes[..bytes.len().min(512)];
    let is_beside = NOTHING_SIGNED
        .iter()
        .any(|own| super::find(start, own).is_some());
    Some(match is_beside {
        true => Kind::Signature,
        false => Kind::SignedMail,
    })
}
