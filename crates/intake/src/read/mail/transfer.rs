//! The two ways in which mails carry bytes as letters. What does not belong is passed over, as mail programs do.

pub(crate) fn base64(letters: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(letters.len() / 4 * 3);
    let mut held: u32 = 0;
    let mut count = 0;
    for letter in letters {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                // Pieces that were encoded one by one stand after each other.
                flush(held, count, &mut bytes);
                (held, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        held = held << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            bytes.extend_from_slice(&held.to_be_bytes()[1..]);
            (held, count) = (0, 0);
        }
    }
    flush(held, count, &mut bytes);
    bytes
}

fn flush(held: u32, count: u32, bytes: &mut Vec<u8>) {
    match count {
        2 => bytes.push((held >> 4) as u8),
        3 => bytes.extend_from_slice(&((held >> 2) as u16).to_be_bytes()),
        _ => {}
    }
}

pub(crate) fn quoted_printable(letters: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(letters.len());
    for line in letters.split_inclusive(|byte| *byte == b'\n') {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let has_end = content.len() < line.len();
        let content = content.trim_ascii_end();
        let mut at = 0;
        let mut is_soft = false;
        while at < content.len() {
            if content[at] != b'=' {
                bytes.push(content[at]);
                at += 1;
                continue;
            }
            let pair = content.get(at + 1..at + 3).and_then(|pair| {
                let text = std::str::from_utf8(pair).ok()?;
                let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
                u8::from_str_radix(text, 16).ok().filter(|_| is_hex)
            });
            match pair {
                Some(byte) => {
                    bytes.push(byte);
                    at += 3;
                }
                None if at + 1 == content.len() => {
                    is_soft = true;
                    at += 1;
                }
                None => {
                    bytes.push(b'=');
                    at += 1;
                }
            }
        }
        if has_end && !is_soft {
            bytes.push(b'\n');
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        let check = |letters: &str, expected: &[u8]| {
            assert_eq!(base64(letters.as_bytes()), expected, "{letters}");
        };
        check("aGVq", b"hej");
        check("aGVqIQ==", b"hej!");
        check("aGVq\r\nIGQ=aWc=", b"hej dig");
        check("a!G V\nq", b"hej");
        check("aGVqIQ", b"hej!");
        check("=", b"");
        check("", b"");
    }

    #[test]
    fn lines_come_back() {
        let check = |letters: &str, expected: &str| {
            let own = quoted_printable(letters.as_bytes());
            assert_eq!(String::from_utf8_lossy(&own), expected, "{letters}");
        };
        check("bl=C3=A5=\r\nb=C3=A6r", "blåbær");
        check("en  \r\nto=20\r\n", "en\nto \n");
        check("1=2 =ZZ =", "1=2 =ZZ ");
        check("=+1x", "=+1x");
    }
}
