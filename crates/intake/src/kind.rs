//! What a file is: by its content. Its name only decides between kinds of plain text.

mod container;
mod plain;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Pdf,
    Docx,
    Doc,
    Odt,
    Rtf,
    Xlsx,
    Xls,
    Ods,
    Csv,
    Pptx,
    Ppt,
    Odp,
    Text,
    Markdown,
    Html,
    Eml,
    Msg,
    Mbox,
    /// `winmail.dat`
    Tnef,
    /// `smime.p7m`
    SignedMail,
    /// `smime.p7s`: a signature beside what it signs.
    Signature,
    Zip,
    SevenZ,
    Jpeg,
    Png,
    Tiff,
    Heic,
    Webp,
    Bmp,
    Gif,
    Calendar,
    ContactCard,
    /// Something that runs. It is never opened.
    Program,
    Empty,
    Unknown,
}

impl Kind {
    /// It has a head that says from whom, and can be part of a conversation.
    pub fn is_mail(self) -> bool {
        matches!(self, Self::Eml | Self::Msg | Self::Tnef)
    }

    pub fn of(untrusted: &[u8], name: &str) -> Self {
        if untrusted.is_empty() {
            return Self::Empty;
        }
        by_first_bytes(untrusted)
            .or_else(|| container::kind(untrusted))
            .or_else(|| by_what_follows(untrusted, name))
            .unwrap_or(Self::Unknown)
    }
}

/// What of a name can change what its bytes are read as. Two files of the same bytes and the same hint are read once.
pub fn hint(name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    const TELLING: [&str; 15] = [
        "csv", "tsv", "txt", "md", "markdown", "html", "htm", "eml", "mbox", "ics", "vcf", "log",
        "p7m", "p7s", "rtf",
    ];
    if TELLING.contains(&extension.as_str()) {
        extension
    } else {
        String::new()
    }
}

/// A name that can be shown and written: no folders, no signs that cannot be seen or that turn the reading
/// direction, no end that another system strips, no endless length.
pub fn clean_name(untrusted: &str) -> String {
    let last = untrusted
        .rsplit(['/', '\\'])
        .find(|part| !part.trim_matches(['.', ' ']).is_empty())
        .unwrap_or("");
    let mut seen: String = last
        .chars()
        .filter(|sign| !sign.is_control() && !is_unseen(*sign))
        .map(|sign| if "<>:\"|?*".contains(sign) { '_' } else { sign })
        .collect();
    const LONGEST: usize = 180;
    if seen.len() > LONGEST {
        let extension = seen
            .rsplit_once('.')
            .map(|(_, extension)| extension)
            .filter(|extension| extension.len() <= 8)
            .map(|extension| format!(".{extension}"))
            .unwrap_or_default();
        seen = crate::found::cut(&seen, LONGEST - extension.len()).to_owned() + &extension;
    }
    let seen = seen.trim().trim_end_matches(['.', ' ']);
    if seen.is_empty() {
        "uden navn".to_owned()
    } else {
        seen.to_owned()
    }
}

/// Marks of direction, joiners and spaces without width.
pub(crate) fn is_unseen(sign: char) -> bool {
    matches!(sign,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn by_first_bytes(bytes: &[u8]) -> Option<Kind> {
    const STARTS: [(&[u8], Kind); 20] = [
        (b"\xFF\xD8\xFF", Kind::Jpeg),
        (b"\x89PNG\r\n\x1A\n", Kind::Png),
        (b"II*\0", Kind::Tiff),
        (b"MM\0*", Kind::Tiff),
        (b"II+\0", Kind::Tiff),
        (b"MM\0+", Kind::Tiff),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"{\\rtf", Kind::Rtf),
        (b"7z\xBC\xAF\x27\x1C", Kind::SevenZ),
        (b"\x78\x9F\x3E\x22", Kind::Tnef),
        (b"MZ", Kind::Program),
        (b"\x7FELF", Kind::Program),
        (b"\xCA\xFE\xBA\xBE", Kind::Program),
        (b"\xCF\xFA\xED\xFE", Kind::Program),
        (b"\xCE\xFA\xED\xFE", Kind::Program),
        (b"#!/", Kind::Program),
        // A link that opens something else.
        (b"L\0\0\0\x01\x14\x02\0", Kind::Program),
        (b"!<arch>\n", Kind::Program),
        (b"\0asm", Kind::Program),
    ];
    if let Some((_, kind)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(*kind);
    }
    if bytes.starts_with(b"RIFF") {
        // Cut off before it says what it is, it is no text either, however its few bytes look.
        return match bytes.get(8..12) {
            Some(b"WEBP") => Some(Kind::Webp),
            Some(_) => None,
            None => Some(Kind::Unknown),
        };
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) && bytes.len() > 26 {
        return Some(Kind::Bmp);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brands = bytes.get(8..bytes.len().min(64)).unwrap_or_default();
        let is_still = brands.chunks_exact(4).any(|brand| {
            [
                b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc",
            ]
            .iter()
            .any(|still| brand == *still)
        });
        return is_still.then_some(Kind::Heic);
    }
    bytes.starts_with(b"%PDF-").then_some(Kind::Pdf)
}

/// Readers look for the start of a PDF within its first kilobyte, and so do we. But a PDF can lie at the beginning of an
/// archive, and its first words in a mail: taken for that PDF, all else in them would be lost without a word.
fn by_what_follows(bytes: &[u8], name: &str) -> Option<Kind> {
    let plain = plain::kind(bytes, &hint(name));
    if let Some(Kind::Eml | Kind::Mbox | Kind::SignedMail) = plain {
        return plain;
    }
    let start = &bytes[..bytes.len().min(1024)];
    if find(start, b"%PDF-").is_some() {
        return Some(Kind::Pdf);
    }
    plain
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len())
        .position(|window| window == needle)
}
