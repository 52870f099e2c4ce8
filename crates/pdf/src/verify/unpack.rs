//! The ways in which files pack what is no picture, undone by nobody who had a part in writing.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;
use weezl::{BitOrder, LzwStatus, decode::Decoder};

use crate::PdfError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Flate,
    Lzw { grows_early: bool },
    Ascii85,
    AsciiHex,
    RunLength,
}

const MOST_LAYERS: usize = 8;

/// What a stream holds when all its packings are undone; None where one of them is not known here, or where rows are
/// told as differences.
pub(super) fn unpacked(
    dictionary: &[u8],
    data: &[u8],
    most: u64,
) -> Result<Option<Vec<u8>>, PdfError> {
    let Some(packings) = packings(dictionary) else {
        return Ok(None);
    };
    let mut data = data.to_vec();
    for packing in packings {
        data = match packing {
            Packing::Flate => flate(&data, most)?,
            Packing::Lzw { grows_early } => lzw(&data, grows_early, most)?,
            Packing::Ascii85 => ascii_85(&data),
            Packing::AsciiHex => ascii_hex(&data),
            Packing::RunLength => run_length(&data, most)?,
        };
    }
    Ok(Some(data))
}

/// From the outermost inwards.
fn packings(dictionary: &[u8]) -> Option<Vec<Packing>> {
    let at = memmem::find(dictionary, b"/Filter")? + b"/Filter".len();
    let after = dictionary[at..].trim_ascii_start();
    let list = match after.strip_prefix(b"[") {
        Some(list) => &list[..memchr::memchr(b']', list)?],
        None => {
            let name = after.strip_prefix(b"/")?;
            let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()%".contains(byte);
            &after[..1 + name.iter().position(ends).unwrap_or(name.len())]
        }
    };
    // Numbers may be told elsewhere, and rows as differences.
    let is_early = memmem::find(dictionary, b"/EarlyChange").is_none();
    let names = list.split(|byte| *byte == b'/').skip(1);
    let packings: Option<Vec<Packing>> = names
        .map(|name| {
            Some(match name.trim_ascii_end() {
                b"FlateDecode" | b"Fl" => Packing::Flate,
                b"LZWDecode" | b"LZW" => Packing::Lzw {
                    grows_early: is_early,
                },
                b"ASCII85Decode" | b"A85" => Packing::Ascii85,
                b"ASCIIHexDecode" | b"AHx" => Packing::AsciiHex,
                b"RunLengthDecode" | b"RL" => Packing::RunLength,
                _ => return None,
            })
        })
        .collect();
    packings.filter(|all| !all.is_empty() && all.len() <= MOST_LAYERS)
}

/// As much as comes out of it, but never more than `most`.
pub(super) fn flate(packed: &[u8], most: u64) -> Result<Vec<u8>, PdfError> {
    let mut data = Vec::new();
    let mut reader = ZlibDecoder::new(packed).take(most + 1);
    // Damage ends it; what came before still counts.
    let _ = reader.read_to_end(&mut data);
    bounded(data, most)
}

fn lzw(packed: &[u8], grows_early: bool, most: u64) -> Result<Vec<u8>, PdfError> {
    let mut decoder = match grows_early {
        true => Decoder::with_tiff_size_switch(BitOrder::Msb, 8),
        false => Decoder::new(BitOrder::Msb, 8),
    };
    let mut data = Vec::new();
    let mut block = vec![0; 64 << 10];
    let mut left = packed;
    loop {
        let step = decoder.decode_bytes(left, &mut block);
        left = left.get(step.consumed_in..).unwrap_or_default();
        data.extend_from_slice(&block[..step.consumed_out]);
        let goes_on =
            matches!(step.status, Ok(LzwStatus::Ok)) && step.consumed_in + step.consumed_out > 0;
        if !goes_on || data.len() as u64 > most {
            return bounded(data, most);
        }
    }
}

fn bounded(data: Vec<u8>, most: u64) -> Result<Vec<u8>, PdfError> {
    match data.len() as u64 > most {
        true => Err(PdfError::StreamTooLarge),
        false => Ok(data),
    }
}

fn ascii_85(packed: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(packed.len());
    let mut group: Vec<u32> = Vec::with_capacity(5);
    let take = |group: &mut Vec<u32>, data: &mut Vec<u8>| {
        let count = group.len();
        group.resize(5, 84);
        let digits = group.drain(..).fold(0_u32, |number, digit| {
            number.wrapping_mul(85).wrapping_add(digit)
        });
        data.extend(&digits.to_be_bytes()[..count.saturating_sub(1)]);
    };
    for byte in packed {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => data.extend([0; 4]),
            b'!'..=b'u' => {
                group.push(u32::from(byte - b'!'));
                if group.len() == 5 {
                    take(&mut group, &mut data);
                }
            }
            _ => {}
        }
    }
    take(&mut group, &mut data);
    data
}

fn ascii_hex(packed: &[u8]) -> Vec<u8> {
    let digits = packed.iter().take_while(|byte| **byte != b'>');
    let digits = digits.filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn run_length(packed: &[u8], most: u64) -> Result<Vec<u8>, PdfError> {
    let mut data = Vec::new();
    let mut left = packed;
    while let [length, rest @ ..] = left {
        let count = usize::from(*length);
        match (length, rest) {
            (128, _) => break,
            (0..128, _) => {
                let own = &rest[..rest.len().min(count + 1)];
                data.extend_from_slice(own);
                left = &rest[own.len()..];
            }
            (_, [byte, after @ ..]) => {
                data.resize(data.len() + 257 - count, *byte);
                left = after;
            }
            (_, []) => break,
        }
        if data.len() as u64 > most {
            break;
        }
    }
    bounded(data, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_in_any_way_is_unpacked() {
        let check = |dictionary: &str, packed: &[u8], expected: Option<&[u8]>| {
            let found = unpacked(dictionary.as_bytes(), packed, 1_000).expect("it is small");
            assert_eq!(found.as_deref(), expected, "{dictionary}");
        };
        check("<</Filter/ASCIIHexDecode>>", b"48 65\n6a2>7", Some(b"Hej "));
        check("<< /Filter /AHx /Length 3 >>", b"4a>", Some(b"J"));
        check(
            "<</Filter[/ASCII85Decode]>>",
            b"87cU\nRDZ~>zz",
            Some(b"Hello"),
        );
        check("<</Filter/A85>>", b"z!!~>", Some(&[0; 5]));
        check(
            "<</Filter/RunLengthDecode>>",
            &[1, 65, 66, 254, 67, 128, 9],
            Some(b"ABCCC"),
        );
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        check("<</Filter/LZWDecode>>", &lzw, Some(b"-----A---B"));
        let hex: String = lzw.iter().map(|byte| format!("{byte:02X}")).collect();
        check(
            "<</Filter[/ASCIIHexDecode /LZWDecode]>>",
            hex.as_bytes(),
            Some(b"-----A---B"),
        );
        check("<</Filter/DCTDecode>>", b"", None);
        check("<</Filter[/FlateDecode/JPXDecode]>>", b"", None);
        check("<</Filter[]>>", b"", None);
        check("<</Filter 7 0 R>>", b"", None);
        check("<</Length 7>>", b"", None);
        check("<</Filter[/Fl/Fl/Fl/Fl/Fl/Fl/Fl/Fl/Fl]>>", b"", None);
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let check = |filter: &str, packed: &[u8]| {
            let dictionary = format!("<</Filter/{filter}>>");
            let found = unpacked(dictionary.as_bytes(), packed, 1_000);
            assert_eq!(found, Err(PdfError::StreamTooLarge), "{filter}");
        };
        check("RunLengthDecode", &[129, 7].repeat(20));
        let mut encoder = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8);
        check(
            "LZWDecode",
            &encoder.encode(&[0; 100_000]).expect("it is packed"),
        );
    }
}
