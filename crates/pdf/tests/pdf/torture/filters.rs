//! Writes what the filters read. Those with a loss or a long standard come as small files made elsewhere, one with the
//! secret and one with the other word.

use crate::made::deflate;

use super::SECRET;

type Coded = fn(&[u8]) -> Vec<u8>;

/// A name, the `/Filter`, and what makes the data.
pub(super) fn lossless() -> [(&'static str, &'static str, Coded); 7] {
    [
        ("Flate", "/FlateDecode", deflate),
        ("LZW", "/LZWDecode", lzw),
        ("run lengths", "/RunLengthDecode", run_lengths),
        ("hexadecimal", "/ASCIIHexDecode", hexadecimal),
        ("base 85", "/ASCII85Decode", base_85),
        ("base 85 and LZW", "[/ASCII85Decode /LZWDecode]", |data| {
            base_85(&lzw(data))
        }),
        ("Flate twice", "[/FlateDecode /FlateDecode]", |data| {
            deflate(&deflate(data))
        }),
    ]
}

/// Codes of nine bits only, by clearing the table before it grows: the simplest that every reader takes.
pub(super) fn lzw(data: &[u8]) -> Vec<u8> {
    let mut codes = Vec::new();
    for part in data.chunks(200) {
        codes.push(256u16);
        codes.extend(part.iter().map(|byte| u16::from(*byte)));
    }
    codes.push(257);
    let mut bytes = Vec::new();
    let (mut held, mut count) = (0u32, 0);
    for code in codes {
        held = held << 9 | u32::from(code);
        count += 9;
        while count >= 8 {
            bytes.push((held >> (count - 8)) as u8);
            count -= 8;
        }
    }
    bytes.push((held << (8 - count)) as u8);
    bytes
}

fn run_lengths(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in data.chunks(128) {
        bytes.push(part.len() as u8 - 1);
        bytes.extend_from_slice(part);
    }
    bytes.push(128);
    bytes
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let mut text: String = data.iter().map(|byte| format!("{byte:02x}")).collect();
    text.push('>');
    text.into_bytes()
}

fn base_85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in data.chunks(4) {
        let mut four = [0; 4];
        four[..part.len()].copy_from_slice(part);
        let mut number = u32::from_be_bytes(four);
        if number == 0 && part.len() == 4 {
            bytes.push(b'z');
            continue;
        }
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = b'!' + (number % 85) as u8;
            number /= 85;
        }
        bytes.extend_from_slice(&digits[..=part.len()]);
    }
    bytes.extend_from_slice(b"~>");
    bytes
}

/// A picture of 240 by 48 pixels with the word in it, or a small locked file.
pub(super) fn fixture(secret: &str, kind: &str) -> Vec<u8> {
    let is_secret = secret == SECRET;
    macro_rules! pair {
        ($name:literal) => {
            if is_secret {
                include_bytes!(concat!("files/secret", $name)).to_vec()
            } else {
                include_bytes!(concat!("files/other", $name)).to_vec()
            }
        };
    }
    match kind {
        "jpg" => pair!(".jpg"),
        "cmyk" => pair!("-cmyk.jpg"),
        "jp2" => pair!(".jp2"),
        "g4" => pair!(".g4"),
        "half jpg" => pair!("-half.jpg"),
        "half g4" => pair!("-half.g4"),
        "jbig2" => jbig2(&pair!(".g4")),
        "rc4" => pair!("-rc4.pdf"),
        "aes128" => pair!("-aes128.pdf"),
        "aes256" => pair!("-aes256.pdf"),
        "linear" => pair!("-linear.pdf"),
        "packed" => pair!("-packed.pdf"),
        _ => panic!("there is no file of the kind {kind}"),
    }
}

/// One page with one region that is coded as CCITT is.
fn jbig2(coded: &[u8]) -> Vec<u8> {
    let (width, height) = (240u32.to_be_bytes(), 48u32.to_be_bytes());
    let mut page = [width, height, [0; 4], [0; 4]].concat();
    page.extend_from_slice(&[0, 0, 0]);
    let mut region = [width, height, [0; 4], [0; 4]].concat();
    region.push(0);
    region.push(1);
    region.extend_from_slice(coded);
    let mut file = Vec::new();
    for (number, (kind, data)) in (0u32..).zip([(48, page), (38, region)]) {
        file.extend_from_slice(&number.to_be_bytes());
        file.extend_from_slice(&[kind, 0, 1]);
        file.extend_from_slice(&(data.len() as u32).to_be_bytes());
        file.extend_from_slice(&data);
    }
    file
}
