//! Bytes to text. The rule, in this order: a mark at the beginning; zeros where UTF-16 has them; UTF-8 where all of it
//! is; what a page in HTML says of itself; else windows-1252, which holds ISO 8859-1, unless old Mac letters make
//! better Danish of it, or the bytes are clearly of another part of the world.

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// As far as a page says in which letters it is written.
const LOOKED_AT: usize = 4 << 10;
/// As far as a guess looks.
const GUESSED_FROM: usize = 256 << 10;

pub(crate) fn decoded(untrusted: &[u8], is_html: bool) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(untrusted) {
        return whole(encoding, &untrusted[mark..]);
    }
    if let Some(encoding) = wide(untrusted) {
        return whole(encoding, untrusted);
    }
    if let Ok(text) = std::str::from_utf8(untrusted) {
        return text.to_owned();
    }
    if is_html && let Some(encoding) = told_by_page(untrusted) {
        return whole(encoding, untrusted);
    }
    whole(guessed(untrusted), untrusted)
}

/// Bytes in letters that somebody named; by the rule where the name is not known or cannot be.
pub(crate) fn in_charset(untrusted: &[u8], charset: Option<&str>) -> String {
    let Some(charset) = charset.map(str::trim).filter(|name| !name.is_empty()) else {
        return decoded(untrusted, false);
    };
    if charset.eq_ignore_ascii_case("utf-7") || charset.eq_ignore_ascii_case("unicode-1-1-utf-7") {
        return match mail_parser::decoders::charsets::map::charset_decoder(b"utf-7") {
            Some(decode) => decode(untrusted),
            None => decoded(untrusted, false),
        };
    }
    let upper = charset.to_ascii_uppercase();
    let own = match upper.as_str() {
        // Said by programs that never looked at what they sent.
        "US-ASCII" | "ASCII" | "ANSI_X3.4-1968" | "X-UNKNOWN" | "UNKNOWN-8BIT" | "DEFAULT" => None,
        _ => Encoding::for_label(charset.as_bytes()),
    };
    match own {
        Some(encoding) if encoding == encoding_rs::UTF_8 => match std::str::from_utf8(untrusted) {
            Ok(text) => text.to_owned(),
            // Said to be UTF-8, and is not.
            Err(_) => decoded(untrusted, false),
        },
        Some(encoding) => whole(encoding, untrusted),
        None => match mail_parser::decoders::charsets::map::charset_decoder(charset.as_bytes()) {
            Some(decode) if !upper.contains("ASCII") => decode(untrusted),
            _ => decoded(untrusted, false),
        },
    }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a mark: every other byte of Western text is zero.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096)];
    if start.len() < 8 || start.len() % 2 == 1 && bytes.len() < 4096 {
        return None;
    }
    let zeros = |first: usize| {
        start
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 2 * 7 / 10;
    if odd >= many && even == 0 {
        Some(UTF_16LE)
    } else if even >= many && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn told_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    let after = start
        .split_once("charset=")
        .or_else(|| start.split_once("encoding="))?
        .1;
    let name: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || "-_:".contains(*sign))
        .take(40)
        .collect();
    // It would have been UTF-8 if it were.
    Encoding::for_label(name.as_bytes())
        .filter(|own| *own != encoding_rs::UTF_8 && *own != UTF_16LE && *own != UTF_16BE)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(GUESSED_FROM)];
    let danish = |set: &[u8]| start.iter().filter(|byte| set.contains(byte)).count();
    // æøåÆØÅéü in each.
    let windows = danish(b"\xE6\xF8\xE5\xC6\xD8\xC5\xE9\xFC");
    let mac = danish(b"\xBE\xBF\x8C\xAE\xAF\x81\x8E\x9F");
    let beyond = start.iter().filter(|byte| **byte >= 0x80).count();
    if windows * 2 >= beyond {
        return WINDOWS_1252;
    }
    if mac * 2 > beyond {
        return MACINTOSH;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(start, true);
    let guess = detector.guess(Some(b"dk"), chardetng::Utf8Detection::Deny);
    // A guess at another Latin alphabet is less sure than the place this is used at.
    if guess.is_single_byte() && !is_of_another_alphabet(guess) {
        WINDOWS_1252
    } else {
        guess
    }
}

fn is_of_another_alphabet(encoding: &'static Encoding) -> bool {
    let name = encoding.name();
    [
        "1251", "KOI8", "IBM866", "1253", "1255", "1256", "874", "8859-5", "8859-6", "8859-7",
        "8859-8",
    ]
    .iter()
    .any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_is_read_in_all_the_letters_it_comes_in() {
        let text = "Rødgrød med fløde på ø – æble, Århus; ÆØÅ";
        let utf16 = |units: &dyn Fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(units).collect()
        };
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let check = |what: &str, bytes: Vec<u8>| {
            assert_eq!(decoded(&bytes, false), text, "{what}");
        };
        check("UTF-8", text.into());
        check("UTF-8 with a mark", marked(b"\xEF\xBB\xBF", text.into()));
        check(
            "UTF-16LE with a mark",
            marked(b"\xFF\xFE", utf16(&u16::to_le_bytes)),
        );
        check(
            "UTF-16BE with a mark",
            marked(b"\xFE\xFF", utf16(&u16::to_be_bytes)),
        );
        check("UTF-16LE", utf16(&u16::to_le_bytes));
        check("UTF-16BE", utf16(&u16::to_be_bytes));
        check("windows-1252", WINDOWS_1252.encode(text).0.into_owned());
        let mac = b"R\xBFdgr\xBFd med fl\xBFde p\x8C \xBF \xD0 \xBEble, \x81rhus; \xAE\xAF\x81";
        check("Mac", mac.to_vec());
        let page = b"<meta charset=iso-8859-15>\xA4";
        assert!(decoded(page, true).ends_with('€'));
        assert_eq!(in_charset(b"bl\xE5", Some("iso-8859-1")), "blå");
        assert_eq!(in_charset(b"bl\xE5", Some("utf-8")), "blå");
        assert_eq!(in_charset(b"bl\xE5", Some("us-ascii")), "blå");
        assert_eq!(in_charset(b"bl\xE5", Some("findes-ikke")), "blå");
        assert_eq!(in_charset("blå".as_bytes(), None), "blå");
        assert_eq!(in_charset(b"\xA4", Some("ISO-8859-15")), "€");
        assert_eq!(in_charset(b"bl+AOU-", Some("utf-7")), "blå");
        assert_eq!(in_charset(b"bl\x86", Some("cp850")), "blå");
    }
}
