//! Pictures become pages, and what lies beside them is told.

use std::time::{Duration, Instant};

use image::{ImageFormat, RgbImage};
use sagsbord_intake::{ChildRole, HiddenKind, Limits, Looked, Step, WhyUnreadable, look};
use sagsbord_pdf::{Stop, Viewer};

use crate::make::danish::Chance;
use crate::make::pictures::{
    ARTIST, Beside, CAMERA, PLACE, Packed, SHADES, exif, fields, gif, jpeg, packed, plain,
    png_with, tiff, xmp,
};

fn read(bytes: &[u8]) -> Looked {
    look(bytes, "fil", None, Limits::default())
}

fn viewer(looked: &Looked) -> Viewer {
    match &looked.step {
        Ok(Step::PagesMade(pdf)) => {
            Viewer::open(pdf.clone(), None, sagsbord_pdf::Limits::default()).expect("a PDF")
        }
        other => unreachable!("no pages: {other:?}"),
    }
}

/// The shades in the middle of the four quarters of what is dark or light on a page.
fn shades(viewer: &Viewer, page: u32) -> [u8; 4] {
    let grey = viewer.grey(page, 144.0, &Stop::default()).expect("a page");
    let size = viewer.pages()[page as usize - 1].expect("a page");
    assert!(size.width > 0.0);
    // A picture without a size of its own lies on a sheet: what is not white of it is found by its dark edge.
    let at = |x: f32, y: f32| {
        let (x, y) = (
            (x * grey.width as f32) as u32,
            (y * grey.height as f32) as u32,
        );
        grey.pixels[(y * grey.width + x) as usize]
    };
    [
        at(0.25, 0.25),
        at(0.75, 0.25),
        at(0.25, 0.75),
        at(0.75, 0.75),
    ]
}

fn near(is: [u8; 4], should: [u8; 4]) -> bool {
    is.iter()
        .zip(should)
        .all(|(is, should)| is.abs_diff(should) < 12)
}

fn said(looked: &Looked, kind: HiddenKind) -> Vec<(String, String)> {
    let of = looked.hidden.iter().filter(|hidden| hidden.kind == kind);
    of.map(|hidden| (hidden.place.clone(), hidden.text.clone()))
        .collect()
}

#[test]
fn every_kind_of_picture_becomes_its_page() {
    let picture = fields(640, 480);
    let check = |name: &str, bytes: &[u8]| {
        let looked = read(bytes);
        let viewer = viewer(&looked);
        assert_eq!(viewer.pages().len(), 1, "{name}");
        let grey = viewer.grey(1, 96.0, &Stop::default()).expect("a page");
        let has = |shade: u8| {
            let near = grey.pixels.iter().filter(|pixel| pixel.abs_diff(shade) < 8);
            near.count() > 40_000
        };
        assert!(SHADES.iter().all(|shade| has(*shade)), "{name}");
    };
    check("jpeg", &jpeg(&picture, &Beside::default()));
    check("png", &plain(&picture, ImageFormat::Png));
    check("webp", &plain(&picture, ImageFormat::WebP));
    check("bmp", &plain(&picture, ImageFormat::Bmp));
    check("gif", &gif(std::slice::from_ref(&picture)));
}

#[test]
fn a_tiff_is_read_page_by_page_however_each_is_packed() {
    let picture = fields(64, 64);
    let pages = [
        (picture.clone(), Packed::No),
        (picture.clone(), Packed::Lzw),
        (picture.clone(), Packed::Jpeg),
        (picture.clone(), Packed::Cmyk),
        (picture.clone(), Packed::Bits),
        (picture.clone(), Packed::Fax4),
        (picture.clone(), Packed::Fax3),
    ];
    let looked = read(&tiff(&pages));
    let viewer = viewer(&looked);
    assert_eq!(viewer.pages().len(), pages.len());
    let black_and_white = [0, 0, 255, 255];
    for (at, (_, packed)) in pages.iter().enumerate() {
        let should = match packed {
            Packed::Bits | Packed::Fax3 | Packed::Fax4 => black_and_white,
            _ => SHADES,
        };
        let is = shades(&viewer, at as u32 + 1);
        assert!(near(is, should), "{packed:?}: {is:?}");
    }
}

#[test]
fn a_photo_is_shown_as_the_camera_was_held() {
    let [a, b, c, d] = SHADES;
    let check = |orientation: u16, should: [u8; 4]| {
        let beside = Beside {
            exif: Some(exif(orientation, None)),
            ..Beside::default()
        };
        let mut bytes = jpeg(&fields(300, 200), &beside);
        // With a resolution, the page is as large as the picture.
        let jfif = bytes
            .windows(5)
            .position(|few| few == b"JFIF\0")
            .expect("a head");
        bytes[jfif + 7..jfif + 12].copy_from_slice(&[1, 0, 100, 0, 100]);
        let looked = read(&bytes);
        let is = shades(&viewer(&looked), 1);
        assert!(near(is, should), "{orientation}: {is:?}");
    };
    check(1, [a, b, c, d]);
    check(3, [d, c, b, a]);
    check(6, [c, a, d, b]);
    check(8, [b, d, a, c]);
}

#[test]
fn what_a_photo_says_beside_its_pixels_is_told() {
    let beside = Beside {
        exif: Some(exif(1, None)),
        xmp: Some(xmp("Jørgen Dueholm")),
        iptc: Some("Pressefoto fra mødet".to_owned()),
        comment: Some("redigeret af Øjvind".to_owned()),
        behind: b"hemmeligt arkiv".to_vec(),
    };
    let looked = read(&jpeg(&fields(320, 200), &beside));
    let pair = |place: &str, text: &str| (place.to_owned(), text.to_owned());
    assert_eq!(
        said(&looked, HiddenKind::PhotoPlace),
        [pair("Exif GPS", PLACE)]
    );
    let metadata = said(&looked, HiddenKind::Metadata);
    for expected in [
        pair("Exif Model", CAMERA),
        pair("Exif Artist", ARTIST),
        pair("Exif DateTimeOriginal", "2026:11:03 10:12:00"),
        pair("XMP xmp:CreatorTool", "Billedværktøj 3"),
        pair("XMP dc:creator", "Jørgen Dueholm"),
        pair("IPTC Caption", "Pressefoto fra mødet"),
    ] {
        assert!(metadata.contains(&expected), "{expected:?} in {metadata:?}");
    }
    assert_eq!(
        said(&looked, HiddenKind::Comment),
        [pair("JPEG", "redigeret af Øjvind")]
    );
    assert_eq!(
        said(&looked, HiddenKind::FurtherFrames),
        [pair("JPEG", "15 byte")]
    );
}

#[test]
fn a_thumbnail_that_shows_something_else_is_a_file_of_its_own() {
    let check = |large: &RgbImage, small: &RgbImage, expected: bool| {
        let small = jpeg(small, &Beside::default());
        let beside = Beside {
            exif: Some(exif(1, Some(&small))),
            ..Beside::default()
        };
        let looked = read(&jpeg(large, &beside));
        let told = !said(&looked, HiddenKind::Thumbnail).is_empty();
        assert_eq!(told, expected);
        let children: Vec<_> = looked
            .children
            .iter()
            .map(|(name, role, _)| (name.as_str(), *role))
            .collect();
        match expected {
            true => assert_eq!(children, [("miniature.jpg", ChildRole::Embedded)]),
            false => assert_eq!(children, []),
        }
    };
    let large = fields(800, 600);
    check(&large, &fields(160, 120), false);
    // The same with the camera's black bars.
    let mut barred = RgbImage::new(160, 160);
    image::imageops::replace(&mut barred, &fields(160, 120), 0, 20);
    check(&large, &barred, false);
    let other = image::imageops::rotate180(&fields(160, 120));
    check(&large, &other, true);
    // The large one was cropped to its lower half afterwards.
    let cropped = image::imageops::crop_imm(&large, 0, 250, 800, 350).to_image();
    check(&cropped, &fields(160, 120), true);
}

#[test]
fn texts_and_further_pictures_of_other_formats_are_told() {
    let png = plain(&fields(64, 64), ImageFormat::Png);
    let zipped = [
        b"Description\0\0".as_slice(),
        &packed("pakket tekst".as_bytes()),
    ]
    .concat();
    let looked = read(&png_with(
        &png,
        &[
            (b"tEXt", b"Author\0S\xF8ren Kj\xE6r".to_vec()),
            (b"zTXt", zipped),
            (b"iTXt", "Title\0\0\0da\0\0Ærø".as_bytes().to_vec()),
            (
                b"iTXt",
                format!("XML:com.adobe.xmp\0\0\0\0\0{}", xmp("Åse")).into_bytes(),
            ),
            (b"eXIf", exif(1, None)),
        ],
    ));
    let metadata = said(&looked, HiddenKind::Metadata);
    for (place, text) in [
        ("PNG Author", "Søren Kjær"),
        ("PNG Description", "pakket tekst"),
        ("PNG Title", "Ærø"),
        ("XMP dc:creator", "Åse"),
        ("Exif Artist", ARTIST),
    ] {
        let expected = (place.to_owned(), text.to_owned());
        assert!(metadata.contains(&expected), "{expected:?} in {metadata:?}");
    }
    assert_eq!(said(&looked, HiddenKind::PhotoPlace).len(), 1);
    let film = gif(&[fields(40, 40), fields(40, 40), fields(40, 40)]);
    let looked = read(&film);
    let frames: Vec<u32> = looked.hidden.iter().map(|hidden| hidden.count).collect();
    assert_eq!(frames, [2]);
    assert_eq!(viewer(&looked).pages().len(), 1);
}

fn good_files() -> Vec<(&'static str, Vec<u8>)> {
    let small = jpeg(&fields(60, 40), &Beside::default());
    let beside = Beside {
        exif: Some(exif(6, Some(&small))),
        xmp: Some(xmp("Åse")),
        iptc: Some("tekst".to_owned()),
        comment: Some("tekst".to_owned()),
        behind: Vec::new(),
    };
    let png = plain(&fields(64, 64), ImageFormat::Png);
    vec![
        ("jpeg", jpeg(&fields(64, 64), &beside)),
        (
            "png",
            png_with(
                &png,
                &[(b"tEXt", b"Author\0A".to_vec()), (b"eXIf", exif(1, None))],
            ),
        ),
        ("gif", gif(&[fields(32, 32), fields(32, 32)])),
        ("bmp", plain(&fields(32, 32), ImageFormat::Bmp)),
        ("webp", plain(&fields(64, 64), ImageFormat::WebP)),
        (
            "tiff",
            tiff(&[
                (fields(64, 64), Packed::Lzw),
                (fields(64, 64), Packed::Fax3),
                (fields(64, 64), Packed::Fax4),
                (fields(64, 64), Packed::Jpeg),
            ]),
        ),
    ]
}

fn in_time(name: &str, bytes: &[u8]) -> Looked {
    let began = Instant::now();
    let looked = read(bytes);
    let took = began.elapsed();
    assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    looked
}

#[test]
fn a_picture_that_was_cut_off_is_not_taken_for_whole() {
    for (name, bytes) in good_files() {
        for part in 1..20 {
            let cut = &bytes[..bytes.len() * part / 20];
            let looked = in_time(name, cut);
            assert!(looked.step.is_err(), "{name} {part}/20");
        }
    }
}

#[test]
fn no_change_of_bytes_stops_the_reader() {
    let mut chance = Chance::new(17);
    for (name, good) in good_files() {
        for _ in 0..60 {
            let mut bytes = good.clone();
            for _ in 0..1 + chance.below(6) {
                let at = chance.below(bytes.len() as u64) as usize;
                bytes[at] = match chance.below(3) {
                    0 => 0xFF,
                    1 => 0,
                    _ => chance.below(256) as u8,
                };
            }
            in_time(name, &bytes);
        }
    }
}

#[test]
fn sizes_that_lie_and_files_that_swell_are_refused() {
    let refused = |name: &str, bytes: &[u8], expected: &[WhyUnreadable]| {
        let looked = in_time(name, bytes);
        let why = looked.step.expect_err(name).why;
        assert!(expected.contains(&why), "{name}: {why:?}");
    };
    use WhyUnreadable::{Damaged, TooManyPixels};
    let large = 50_000_u32;
    let png = {
        let mut head = b"IHDR".to_vec();
        head.extend([large, large].map(u32::to_be_bytes).concat());
        head.extend([1, 0, 0, 0, 0]);
        let chunk = |content: &[u8]| {
            let mut sum = flate2::Crc::new();
            sum.update(content);
            let length = (content.len() as u32 - 4).to_be_bytes();
            [&length[..], content, &sum.sum().to_be_bytes()].concat()
        };
        // Really as large: a row of white has few bytes when it is packed.
        let rows = vec![0_u8; (large as usize / 8 + 1) * 2_000];
        let data = [b"IDAT".as_slice(), &packed(&rows)].concat();
        [
            b"\x89PNG\r\n\x1A\n".as_slice(),
            &chunk(&head),
            &chunk(&data),
            &chunk(b"IEND"),
        ]
        .concat()
    };
    refused("png 50,000 x 50,000", &png, &[TooManyPixels]);
    let mut tall = tiff(&[(fields(64, 64), Packed::Fax4)]);
    for tag in [256_u16, 257, 278] {
        let entry = [tag.to_le_bytes(), 4_u16.to_le_bytes()].concat();
        let at = tall
            .windows(4)
            .position(|few| few == entry)
            .expect("an entry");
        tall[at + 8..at + 12].copy_from_slice(&large.to_le_bytes());
    }
    refused("tiff 50,000 x 50,000", &tall, &[TooManyPixels]);
    let mut wide = jpeg(&fields(64, 64), &Beside::default());
    let frame = wide
        .windows(2)
        .position(|few| few == [0xFF, 0xC0])
        .expect("a frame");
    wide[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    refused("jpeg 65,500 x 65,500", &wide, &[TooManyPixels]);
    let mut film = gif(&[fields(16, 16)]);
    film[6..10].copy_from_slice(&[0xFF; 4]);
    refused("gif 65,535 x 65,535", &film, &[TooManyPixels, Damaged]);
    let mut bitmap = plain(&fields(16, 16), ImageFormat::Bmp);
    bitmap[18..26].copy_from_slice(&[large, large].map(u32::to_le_bytes).concat());
    refused("bmp 50,000 x 50,000", &bitmap, &[TooManyPixels]);
    // The list of pages leads back to its first.
    let mut circle = tiff(&[(fields(64, 64), Packed::No)]);
    let first: [u8; 4] = circle[4..8].try_into().expect("a link");
    let end = circle.len();
    circle[end - 4..].copy_from_slice(&first);
    refused(
        "tiff in a circle",
        &circle,
        &[Damaged, WhyUnreadable::TooManyPages],
    );
}

#[test]
fn a_million_pictures_in_one_are_counted_and_not_unpacked() {
    let one = gif(&[fields(4, 4)]);
    let frame = one.iter().rposition(|byte| *byte == 0x2C).expect("a frame");
    let (head, rest) = one.split_at(frame);
    let picture = &rest[..rest.len() - 1];
    let mut film = head.to_vec();
    for _ in 0..1_000_000 {
        film.extend(picture);
    }
    film.push(0x3B);
    let looked = in_time("gif", &film);
    assert_eq!(
        looked.hidden.last().map(|hidden| hidden.count),
        Some(999_999)
    );
    let png = plain(&fields(16, 16), ImageFormat::Png);
    let chunks = vec![(b"fcTL", vec![0; 26]); 1_000_000];
    let looked = in_time("png", &png_with(&png, &chunks));
    assert!(looked.hidden.iter().all(|hidden| hidden.count == 999_999));
}

#[test]
fn words_that_swell_are_kept_short() {
    let png = plain(&fields(16, 16), ImageFormat::Png);
    let bomb = [b"Comment\0\0".as_slice(), &packed(&vec![b'a'; 200 << 20])].concat();
    let looked = in_time("bomb", &png_with(&png, &[(b"zTXt", bomb)]));
    assert!(
        looked
            .hidden
            .iter()
            .all(|hidden| hidden.text.len() <= 64 << 10)
    );
    let deep = format!("XML:com.adobe.xmp\0\0\0\0\0{}", "<a>".repeat(100_000));
    in_time("deep", &png_with(&png, &[(b"iTXt", deep.into_bytes())]));
    let many = vec![(b"tEXt", b"A\0b".to_vec()); 100_000];
    let looked = in_time("many", &png_with(&png, &many));
    assert!(looked.hidden.len() <= 200);
}
