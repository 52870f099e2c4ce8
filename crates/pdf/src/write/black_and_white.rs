//! Scans in black and white, as small as they came: the page writer gives each point eight bits, and a point needs one.
//!
//! Done to a batch's file before it is looked at, so that what is held against the sources is what is handed out.

use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fax::decoder::{decode_g4, pels};
use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::join::{Part, integer, value};

/// The encoder counts points of a line in 16 bits.
const WIDEST: u32 = 16_000;
const MOST_POINTS: u64 = 200_000_000;

/// The same file, its pictures of nothing but black and white packed as a fax packs them, where that is smaller.
pub(super) fn packed(file: Vec<u8>) -> Vec<u8> {
    anew(&file).unwrap_or(file)
}

/// None where there is no such picture.
fn anew(file: &[u8]) -> Option<Vec<u8>> {
    memmem::find(file, b"/Subtype/Image")?;
    let part = Part::of(file)?;
    let mut faxes: Vec<Option<Fax>> = (0..part.count())
        .map(|number| fax_of(part.body(number)?, part.stream(number)?))
        .collect();
    if faxes.iter().all(Option::is_none) {
        return None;
    }
    let keyword = memmem::find(file, b" 0 obj")?;
    let head = memchr::memrchr(b'\n', &file[..keyword])? + 1;
    let mut made = file[..head].to_vec();
    let mut places = Vec::with_capacity(faxes.len());
    for number in 1..part.count() {
        let Some(body) = part.body(number) else {
            places.push(None);
            continue;
        };
        places.push(Some(made.len()));
        made.extend(format!("{number} 0 obj\n").into_bytes());
        let fax = faxes.get_mut(number as usize).and_then(Option::take);
        let stream = match &fax {
            Some(fax) => {
                made.extend(&fax.body);
                Some(fax.data.as_slice())
            }
            None => {
                made.extend(body);
                part.stream(number)
            }
        };
        if let Some(stream) = stream {
            made.extend(b"\nstream\n");
            made.extend(stream);
            made.extend(b"\nendstream");
        }
        made.extend(b"\nendobj\n\n");
    }
    let table = made.len();
    made.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    for place in places {
        let entry = match place {
            Some(place) => format!("{place:010} 00000 n \n"),
            None => "0000000000 65535 f \n".to_owned(),
        };
        made.extend(entry.into_bytes());
    }
    made.extend(b"trailer\n");
    made.extend(part.trailer().trim_ascii());
    made.extend(format!("\nstartxref\n{table}\n%%EOF").into_bytes());
    Some(made)
}

struct Fax {
    body: Vec<u8>,
    data: Vec<u8>,
}

fn fax_of(body: &[u8], stream: &[u8]) -> Option<Fax> {
    let has = |words: &[u8]| memmem::find(body, words).is_some();
    if !has(b"/Subtype/Image") || !has(b"/Filter/FlateDecode") || !has(b"/BitsPerComponent 8") {
        return None;
    }
    let side = |name: &str| integer(value(body, name)?);
    let (width, height) = (side("Width")?, side("Height")?);
    let points = u64::from(width) * u64::from(height);
    if width == 0 || width > WIDEST || points > MOST_POINTS {
        return None;
    }
    let mut grey = Vec::new();
    let mut reader = ZlibDecoder::new(stream).take(points + 1);
    reader.read_to_end(&mut grey).ok()?;
    // Three bytes to a point are colours.
    let is_black_and_white = grey.iter().all(|point| matches!(point, 0 | 255));
    if grey.len() as u64 != points || !is_black_and_white {
        return None;
    }
    let data = encoded(&grey, width)?;
    if data.len() >= stream.len() || !says_the_same(&data, &grey, width, height) {
        return None;
    }
    let text = String::from_utf8(body.to_vec()).ok()?;
    let text = text
        .replacen(
            "/Filter/FlateDecode",
            &format!("/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {width}/Rows {height}>>"),
            1,
        )
        .replacen("/BitsPerComponent 8", "/BitsPerComponent 1", 1)
        .replacen(
            &format!("/Length {}", stream.len()),
            &format!("/Length {}", data.len()),
            1,
        );
    Some(Fax {
        body: text.into_bytes(),
        data,
    })
}

fn encoded(grey: &[u8], width: u32) -> Option<Vec<u8>> {
    let work = || {
        let mut encoder = Encoder::new(VecWriter::new());
        for line in grey.chunks_exact(width as usize) {
            let points = line.iter().map(|point| match point {
                0 => Color::Black,
                _ => Color::White,
            });
            encoder.encode_line(points, width).ok()?;
        }
        Some(encoder.finish().ok()?.finish())
    };
    // It asserts what it believes of itself.
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

/// Nothing is lost: it is read again before it takes the place of what was there.
fn says_the_same(data: &[u8], grey: &[u8], width: u32, height: u32) -> bool {
    let mut lines = grey.chunks_exact(width as usize);
    let mut is_same = true;
    let read = decode_g4(data.iter().copied(), width, Some(height), |changes| {
        let line = lines.next().unwrap_or_default();
        is_same &= line.len() == width as usize
            && pels(changes, width)
                .zip(line)
                .all(|(colour, point)| (colour == Color::Black) == (*point == 0));
    });
    read.is_some() && is_same && lines.next().is_none()
}
