/// What Windows-1252 lacks becomes a question mark.
pub(super) fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(windows_1252_byte).collect()
}

pub(super) fn windows_1252_byte(c: char) -> u8 {
    match c {
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        _ => u8::try_from(u32::from(c))
            .ok()
            .filter(|byte| !(0x80..0xa0).contains(byte))
            .unwrap_or(b'?'),
    }
}

pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for sign in 0..4 {
            if sign <= chunk.len() {
                text.push(char::from(
                    ALPHABET[(bits >> (18 - 6 * sign) & 63) as usize],
                ));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// In lines of 76, as mail wants it.
pub(super) fn base64_lines(bytes: &[u8]) -> String {
    let text = base64(bytes);
    let mut lines = String::with_capacity(text.len() + text.len() / 38);
    for (place, sign) in text.char_indices() {
        if place > 0 && place % 76 == 0 {
            lines.push_str("\r\n");
        }
        lines.push(sign);
    }
    lines
}

/// RFC 2045 § 6.7.
pub(super) fn quoted_printable(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            encoded.push_str("\r\n");
        }
        let mut column = 0;
        for (place, byte) in line.bytes().enumerate() {
            let last = place + 1 == line.len();
            let sign = match byte {
                b' ' if !last => " ".to_owned(),
                b'!'..=b'<' | b'>'..=b'~' => char::from(byte).to_string(),
                _ => format!("={byte:02X}"),
            };
            if column + sign.len() > 75 {
                encoded.push_str("=\r\n");
                column = 0;
            }
            column += sign.len();
            encoded.push_str(&sign);
        }
    }
    encoded
}

/// RFC 2047: plain when it can be, else words of at most 75 signs, each on its own line.
pub(super) fn header_text(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars() {
        if words
            .last()
            .is_none_or(|word| word.len() + c.len_utf8() > 42)
        {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words
        .iter()
        .map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes())))
        .collect::<Vec<String>>()
        .join("\r\n ")
}

/// RFC 2231: `filename*=utf-8''Afg%C3%B8relse.pdf`.
pub(super) fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

pub(super) fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// iCalendar and vCard: escaped signs, lines of at most 75 bytes folded with a space.
pub(super) fn folded_line(name: &str, value: &str) -> String {
    let value = value
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n");
    unescaped_line(name, &value)
}

/// The same for a value whose commas and semicolons mean something.
pub(super) fn unescaped_line(name: &str, value: &str) -> String {
    let mut line = String::new();
    let mut bytes = 0;
    for c in format!("{name}:{value}").chars() {
        if bytes + c.len_utf8() > 75 {
            line.push_str("\r\n ");
            bytes = 1;
        }
        line.push(c);
        bytes += c.len_utf8();
    }
    line.push_str("\r\n");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_fills_up_as_the_standard_says() {
        let check = |text: &str, expected: &str| assert_eq!(base64(text.as_bytes()), expected);
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foob", "Zm9vYg==");
        check("Ærø", "w4Zyw7g=");
    }

    #[test]
    fn quoted_printable_hides_no_space_at_the_end_and_keeps_lines_short() {
        assert_eq!(quoted_printable("a=b \næ"), "a=3Db=20\r\n=C3=A6");
        let long = quoted_printable(&"å".repeat(200));
        assert!(long.split("\r\n").all(|line| line.len() <= 76));
    }

    #[test]
    fn windows_1252_has_the_danish_letters_and_the_dash() {
        assert_eq!(windows_1252("æøå –Œ"), b"\xe6\xf8\xe5 \x96?");
    }

    #[test]
    fn folded_lines_hold_at_most_75_bytes() {
        let line = folded_line("SUMMARY", &"ø,".repeat(90));
        assert!(line.trim_end().split("\r\n").all(|part| part.len() <= 75));
        assert!(line.replace("\r\n ", "").contains("ø\\,ø\\,"));
    }
}
