//! Pictures of every format, with known pixels and known words beside them.

use std::io::{Cursor, Write};

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, ImageFormat, RgbImage, RgbaImage};

/// Four fields: black and dark above, light and white below, so that every turn shows.
pub(crate) const SHADES: [u8; 4] = [0, 90, 180, 255];

pub(crate) fn fields(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let at = usize::from(x * 2 >= width) + 2 * usize::from(y * 2 >= height);
        image::Rgb([SHADES[at]; 3])
    })
}

/// Words of an invented photographer, and a place in the sea off Samsø.
pub(crate) const CAMERA: &str = "Kamera X-100";
pub(crate) const ARTIST: &str = "Åse Præstegaard";
pub(crate) const PLACE: &str = "55.750000, 10.883333";

#[derive(Default)]
pub(crate) struct Beside {
    pub(crate) exif: Option<Vec<u8>>,
    pub(crate) xmp: Option<String>,
    pub(crate) iptc: Option<String>,
    pub(crate) comment: Option<String>,
    pub(crate) behind: Vec<u8>,
}

pub(crate) fn exif(orientation: u16, thumbnail: Option<&[u8]>) -> Vec<u8> {
    let ascii = |tag: Tag, text: &str| Field {
        tag,
        ifd_num: In::PRIMARY,
        value: Value::Ascii(vec![text.as_bytes().to_vec()]),
    };
    let degrees = |tag: Tag, whole: u32, minutes: u32| {
        let parts = [(whole, 1), (minutes, 1), (0, 1)];
        let parts = parts.map(|(num, denom)| Rational { num, denom });
        Field {
            tag,
            ifd_num: In::PRIMARY,
            value: Value::Rational(parts.to_vec()),
        }
    };
    let mut fields = vec![
        ascii(Tag::Model, CAMERA),
        ascii(Tag::Artist, ARTIST),
        ascii(Tag::DateTimeOriginal, "2026:11:03 10:12:00"),
        Field {
            tag: Tag::Orientation,
            ifd_num: In::PRIMARY,
            value: Value::Short(vec![orientation]),
        },
        degrees(Tag::GPSLatitude, 55, 45),
        ascii(Tag::GPSLatitudeRef, "N"),
        degrees(Tag::GPSLongitude, 10, 53),
        ascii(Tag::GPSLongitudeRef, "E"),
        Field {
            tag: Tag::FNumber,
            ifd_num: In::PRIMARY,
            value: Value::Rational(vec![Rational { num: 28, denom: 10 }]),
        },
    ];
    if thumbnail.is_some() {
        fields.push(Field {
            tag: Tag::Compression,
            ifd_num: In::THUMBNAIL,
            value: Value::Short(vec![6]),
        });
    }
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    if let Some(thumbnail) = thumbnail {
        writer.set_jpeg(thumbnail, In::THUMBNAIL);
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, false).expect("written");
    bytes.into_inner()
}

pub(crate) fn xmp(creator: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:CreatorTool=\"Billedværktøj 3\">\
         <dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

pub(crate) fn jpeg(picture: &RgbImage, beside: &Beside) -> Vec<u8> {
    let mut plain = Vec::new();
    JpegEncoder::new_with_quality(&mut plain, 95)
        .encode_image(picture)
        .expect("written");
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).expect("a short segment");
        [&[0xFF, marker], &length.to_be_bytes()[..], content].concat()
    };
    let mut bytes = plain[..2].to_vec();
    if let Some(exif) = &beside.exif {
        bytes.extend(segment(0xE1, &[b"Exif\0\0", &exif[..]].concat()));
    }
    if let Some(xmp) = &beside.xmp {
        let mark = b"http://ns.adobe.com/xap/1.0/\0";
        bytes.extend(segment(0xE1, &[mark, xmp.as_bytes()].concat()));
    }
    if let Some(caption) = &beside.iptc {
        let length = u16::try_from(caption.len()).expect("a short caption");
        let set = [
            &[0x1C, 2, 120],
            &length.to_be_bytes()[..],
            caption.as_bytes(),
        ]
        .concat();
        let size = u32::try_from(set.len()).expect("short");
        let block = [b"8BIM\x04\x04\0\0", &size.to_be_bytes()[..], &set].concat();
        bytes.extend(segment(0xED, &[b"Photoshop 3.0\0", &block[..]].concat()));
    }
    if let Some(comment) = &beside.comment {
        bytes.extend(segment(0xFE, comment.as_bytes()));
    }
    bytes.extend(&plain[2..]);
    bytes.extend(&beside.behind);
    bytes
}

pub(crate) fn plain(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone())
        .write_to(&mut bytes, format)
        .expect("written");
    bytes.into_inner()
}

/// With chunks before its end.
pub(crate) fn png_with(picture: &[u8], chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let (start, end) = picture.split_at(picture.len() - 12);
    let mut bytes = start.to_vec();
    for (kind, content) in chunks {
        let length = u32::try_from(content.len()).expect("short");
        bytes.extend(length.to_be_bytes());
        let checked = [&kind[..], content].concat();
        bytes.extend(&checked);
        let mut sum = flate2::Crc::new();
        sum.update(&checked);
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes.extend(end);
    bytes
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}

pub(crate) fn gif(pictures: &[RgbImage]) -> Vec<u8> {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        for picture in pictures {
            let picture: RgbaImage = DynamicImage::from(picture.clone()).into_rgba8();
            encoder.encode_frame(Frame::new(picture)).expect("written");
        }
    }
    bytes
}

/// How a page of a TIFF is packed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Packed {
    No,
    Lzw,
    /// One bit a pixel, as faxes of the fourth group.
    Fax4,
    /// One bit a pixel, as faxes of the third group in one dimension.
    Fax3,
    Jpeg,
    Cmyk,
    /// One bit a pixel, 1 for black.
    Bits,
}

pub(crate) fn tiff(pages: &[(RgbImage, Packed)]) -> Vec<u8> {
    let mut bytes = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4;
    for (picture, packed) in pages {
        let (width, height) = picture.dimensions();
        let bits: Vec<bool> = picture.pixels().map(|pixel| pixel.0[0] < 128).collect();
        let rgb = picture.as_raw().clone();
        let (compression, colours, samples, depth, strip) = match packed {
            Packed::No => (1, 2, 3, 8, rgb),
            Packed::Lzw => (5, 2, 3, 8, lzw(&rgb)),
            Packed::Jpeg => (7, 6, 3, 8, jpeg(picture, &Beside::default())),
            Packed::Cmyk => {
                let inks = rgb
                    .chunks_exact(3)
                    .flat_map(|pixel| [0, 0, 0, 255 - pixel[0]]);
                (1, 5, 4, 8, inks.collect())
            }
            Packed::Fax4 => (4, 0, 1, 1, fax4(&bits, width)),
            Packed::Fax3 => (3, 0, 1, 1, fax3(&bits, width)),
            Packed::Bits => {
                let rows = bits.chunks_exact(width as usize);
                let packed = rows.flat_map(|row| {
                    let few = row.chunks(8);
                    few.map(|few| {
                        let bit = |(at, is_black): (usize, &bool)| u8::from(*is_black) << (7 - at);
                        few.iter().enumerate().map(bit).sum::<u8>()
                    })
                });
                (1, 0, 1, 1, packed.collect())
            }
        };
        let place = bytes.len();
        bytes.extend(&strip);
        bytes.resize(bytes.len().next_multiple_of(2), 0);
        let depths = bytes.len();
        for _ in 0..4 {
            bytes.extend(u16::to_le_bytes(depth));
        }
        let resolution = bytes.len();
        bytes.extend([40_u32, 1].map(u32::to_le_bytes).concat());
        let list = bytes.len();
        bytes.splice(link..link + 4, (list as u32).to_le_bytes());
        let (long, short, ratio) = (4_u16, 3_u16, 5_u16);
        let depth_entry = match samples {
            1 => (258, short, 1, u32::from(depth)),
            many => (258, short, many, depths as u32),
        };
        let entries = [
            (256, long, 1, width),
            (257, long, 1, height),
            depth_entry,
            (259, short, 1, compression),
            (262, short, 1, colours),
            (273, long, 1, place as u32),
            (277, short, 1, samples),
            (278, long, 1, height),
            (279, long, 1, strip.len() as u32),
            (282, ratio, 1, resolution as u32),
            (283, ratio, 1, resolution as u32),
            (296, short, 1, 2),
        ];
        bytes.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, count, value) in entries {
            bytes.extend(u16::to_le_bytes(tag));
            bytes.extend(kind.to_le_bytes());
            bytes.extend(u32::to_le_bytes(count));
            bytes.extend(u32::to_le_bytes(value));
        }
        link = bytes.len();
        bytes.extend([0; 4]);
    }
    bytes
}

/// Codes of nine bits that stand for single bytes, beginning anew before they would need ten.
fn lzw(bytes: &[u8]) -> Vec<u8> {
    let mut codes = Vec::new();
    for few in bytes.chunks(200) {
        codes.push(256);
        codes.extend(few.iter().map(|byte| u16::from(*byte)));
    }
    codes.push(257);
    let bits = codes
        .iter()
        .flat_map(|code| (0..9).rev().map(move |bit| code >> bit & 1 == 1));
    in_bytes(bits)
}

fn in_bytes(bits: impl Iterator<Item = bool>) -> Vec<u8> {
    let bits: Vec<bool> = bits.collect();
    let byte = |few: &[bool]| {
        let bit = |(at, is_set): (usize, &bool)| u8::from(*is_set) << (7 - at);
        few.iter().enumerate().map(bit).sum()
    };
    bits.chunks(8).map(byte).collect()
}

fn fax4(bits: &[bool], width: u32) -> Vec<u8> {
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for row in bits.chunks_exact(width as usize) {
        let colours = row.iter().map(|is_black| match is_black {
            true => fax::Color::Black,
            false => fax::Color::White,
        });
        let _ = encoder.encode_line(colours, width);
    }
    encoder.finish().expect("written").finish()
}

/// For pictures of 64 pixels across, in fields of 32.
fn fax3(bits: &[bool], width: u32) -> Vec<u8> {
    assert_eq!(width, 64, "only these codes are known here");
    let end_of_line = "000000000001";
    let mut code = String::new();
    for row in bits.chunks_exact(64) {
        code.push_str(end_of_line);
        code.push_str(match (row[0], row[63]) {
            // 64 white.
            (false, false) => "1101100110101",
            // None white, 64 black, none more.
            (true, true) => "0011010100000011110000110111",
            // None white, 32 black, 32 white.
            (true, false) => "0011010100000110101000011011",
            // 32 white, 32 black.
            (false, true) => "00011011000001101010",
        });
    }
    code.push_str(&end_of_line.repeat(6));
    in_bytes(code.chars().map(|bit| bit == '1'))
}

/// As a telephone would pack them, by the program that unpacks them too. `None`, said aloud, where it is not there.
pub(crate) fn heic(jpegs: &[Vec<u8>], arguments: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..jpegs.len()).map(|at| format!("{at}.jpg")).collect();
    for (name, jpeg) in names.iter().zip(jpegs) {
        std::fs::write(folder.path().join(name), jpeg).expect("written");
    }
    let packed = std::process::Command::new("heif-enc")
        .args(["-q", "90", "-o", "packed.heic"])
        .args(arguments)
        .args(&names)
        .current_dir(folder.path())
        .output();
    let Ok(packed) = packed else {
        println!("heif-enc is not on this machine: passed by");
        return None;
    };
    assert!(packed.status.success(), "{packed:?}");
    Some(std::fs::read(folder.path().join("packed.heic")).expect("it was packed"))
}
