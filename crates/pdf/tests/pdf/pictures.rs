//! Pictures of scanned pages: as small as they came, and as sharp.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, Luma};
use sagsbord_pdf::{Limits, PageArea, Rect, RedrawOrder, Redrawn, redraw};

use crate::made::Made;

/// A scanned page: dark strokes on paper that is never quite even.
fn scan(width: u32, height: u32) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| {
        let is_line = y % 24 < 9 && (x / 5 + y / 24) % 3 != 0;
        let grain = (x * 31 + y * 17) % 13;
        Luma([if is_line { 30 } else { 235 } + grain as u8])
    })
}

fn jpeg(image: &GrayImage, quality: u8) -> Vec<u8> {
    let mut data = Vec::new();
    JpegEncoder::new_with_quality(&mut data, quality)
        .encode(image, image.width(), image.height(), ExtendedColorType::L8)
        .expect("it is encoded");
    data
}

fn in_base_85(data: &[u8]) -> Vec<u8> {
    let mut letters = Vec::new();
    for four in data.chunks(4) {
        let mut whole = [0; 4];
        whole[..four.len()].copy_from_slice(four);
        let number = u32::from_be_bytes(whole);
        let digits: Vec<u8> = (0..5)
            .rev()
            .map(|place| (number / 85u32.pow(place) % 85) as u8 + b'!')
            .collect();
        letters.extend_from_slice(&digits[..=four.len()]);
    }
    letters.extend_from_slice(b"~>");
    letters
}

/// A page that is all picture.
fn page_of(filter: &str, data: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    let mut made = Made::new();
    let picture = made.stream(
        &format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 \
             /ColorSpace /DeviceGray /Filter {filter}"
        ),
        data,
    );
    made.page(
        "q 595 0 0 842 0 0 cm /Im1 Do Q",
        &format!("/XObject << /Im1 {picture} 0 R >>"),
        "",
    );
    made.finish()
}

fn redrawn(file: &[u8], areas: &[Rect]) -> Redrawn {
    let order = RedrawOrder {
        title: "Prøve".to_owned(),
        areas: areas
            .iter()
            .map(|area| PageArea {
                page: 1,
                area: *area,
            })
            .collect(),
        ..RedrawOrder::default()
    };
    redraw(file.to_vec(), None, &order, Limits::default()).expect("it is redrawn")
}

/// The JPEG of a file, decoded.
fn picture_in(file: &[u8]) -> GrayImage {
    let start = memchr::memmem::find(file, &[0xFF, 0xD8, 0xFF]).expect("a JPEG");
    let length = memchr::memmem::find(&file[start..], b"endstream").expect("its end");
    image::load_from_memory(&file[start..start + length])
        .expect("it is decoded")
        .into_luma8()
}

#[test]
fn a_jpeg_that_no_mark_meets_passes_whatever_it_is_wrapped_in() {
    let image = scan(600, 850);
    let data = jpeg(&image, 75);
    let check = |filter: &str, wrapped: &[u8]| {
        let new = redrawn(&page_of(filter, wrapped, image.dimensions()), &[]);
        let page = &new.report.pages[0];
        assert!(page.is_proven, "{filter}: {page:?}");
        assert_eq!(
            picture_in(&new.bytes),
            image::load_from_memory(&data)
                .expect("it is decoded")
                .into_luma8(),
            "{filter}: not a sample is another"
        );
        assert!(
            new.bytes.len() < data.len() + 20_000,
            "{filter}: no larger than it came"
        );
    };
    check("/DCTDecode", &data);
    check("[ /DCTDecode ]", &data);
    check("[ /ASCII85Decode /DCTDecode ]", &in_base_85(&data));
    let packed = crate::made::deflate(&data);
    check("[ /FlateDecode /DCTDecode ]", &packed);
    check("[ /A85 /Fl /DCT ]", &in_base_85(&packed));
}

#[test]
fn a_jpeg_under_a_mark_stays_a_jpeg_and_loses_the_whole_of_each_block() {
    let image = scan(600, 850);
    let data = jpeg(&image, 75);
    let mark = Rect::new(100.0, 100.0, 300.0, 112.0);
    let new = redrawn(&page_of("/DCTDecode", &data, image.dimensions()), &[mark]);
    let page = &new.report.pages[0];
    assert_eq!(
        (page.as_image, page.pictures_changed),
        (None, 1),
        "{page:?}"
    );
    assert!(
        new.bytes.len() < data.len() * 3 / 2 + 20_000,
        "{} bytes of a picture of {}",
        new.bytes.len(),
        data.len()
    );
    let left = picture_in(&new.bytes);
    let scale = 600.0 / 595.0;
    for (x, y, pixel) in left.enumerate_pixels() {
        let (left, top) = (f64::from(x / 8 * 8) / scale, f64::from(y / 8 * 8) / scale);
        let block = Rect::new(left, top, left + 8.0 / scale, top + 8.0 / scale);
        if block.overlaps(mark) {
            assert!(
                pixel.0[0] < 3,
                "of a covered block nothing is left at {x}, {y}: {pixel:?}"
            );
        } else {
            let was = image.get_pixel(x, y).0[0];
            assert!(
                pixel.0[0].abs_diff(was) < 60,
                "elsewhere it is as it was, at {x}, {y}"
            );
        }
    }
}

#[test]
fn a_mask_that_is_finer_than_its_picture_keeps_its_letters() {
    let mut made = Made::new();
    // Strokes of one pixel in a mask of 400, over a colour of one pixel.
    let mask: Vec<u8> = (0..400 * 400)
        .map(|index| if index % 400 % 8 == 0 { 255 } else { 0 })
        .collect();
    let mask = made.stream(
        "/Type /XObject /Subtype /Image /Width 400 /Height 400 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        mask,
    );
    let picture = made.stream(
        &format!(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray \
             /SMask {mask} 0 R"
        ),
        [0],
    );
    made.page(
        "q 400 0 0 400 90 200 cm /Im1 Do Q",
        &format!("/XObject << /Im1 {picture} 0 R >>"),
        "",
    );
    let new = redrawn(&made.finish(), &[]);
    let page = &new.report.pages[0];
    assert_eq!(page.as_image, None, "drawn as it is: {page:?}");
}

#[test]
fn spaces_over_a_picture_hide_nothing_of_it() {
    let mut made = Made::new();
    let samples: Vec<u8> = (0..64 * 64).map(|index| (index % 251) as u8).collect();
    let picture = made.stream(
        "/Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        samples,
    );
    made.page(
        "q 300 0 0 300 100 400 cm /Im1 Do Q BT /F1 24 Tf 150 500 Td (a b     c) Tj ET",
        &format!("/XObject << /Im1 {picture} 0 R >>"),
        "",
    );
    let new = redrawn(&made.finish(), &[]);
    let page = &new.report.pages[0];
    assert_eq!((page.as_image, page.hidden.drawings), (None, 0), "{page:?}");
}

#[test]
fn a_scan_in_black_and_white_is_packed_as_a_fax_and_loses_no_point() {
    let (width, height) = (601, 400);
    // Blocks whose edges are as rough as a scanner leaves them.
    let mixed = |a: usize, b: usize| (a * 7_919 + b * 104_729) % 1_009;
    let point = |x: usize, y: usize| {
        let block = (x + mixed(x / 13, y) % 3) / 13;
        match mixed(block, y / 9) % 3 {
            0 => 0_u8,
            _ => 255,
        }
    };
    let points: Vec<u8> = (0..width * height)
        .map(|at| point(at % width, at / width))
        .collect();
    let packed = crate::made::deflate(&points);
    let mut made = Made::new();
    let picture = made.stream(
        &format!("/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"),
        &packed,
    );
    made.page(
        format!("q {width} 0 0 {height} 0 100 cm /P Do Q"),
        &format!("/XObject << /P {picture} 0 R >>"),
        "/MediaBox [0 0 601 600]",
    );
    let file = made.finish();
    let redrawn = redraw(
        file.clone(),
        None,
        &RedrawOrder::default(),
        Limits::default(),
    )
    .expect("it can be redrawn");
    assert!(
        redrawn
            .report
            .pages
            .iter()
            .all(|page| page.as_image.is_none())
    );
    let text = String::from_utf8_lossy(&redrawn.bytes);
    assert!(text.contains("/CCITTFaxDecode"), "one bit a point");
    // At one pixel a point the page shows each of them.
    let shown = |file: Vec<u8>| {
        let png = sagsbord_pdf::render_png(file, None, 1, 72.0, Limits::default());
        crate::viewing::pixels(&png.expect("it can be shown"))
    };
    assert_eq!(shown(redrawn.bytes.clone()), shown(file));
    let clean = sagsbord_pdf::verify(
        redrawn.bytes,
        &["Hansen".to_owned()],
        &[],
        Limits::default(),
    );
    assert!(clean.is_ok_and(|verified| verified.broken_rules.is_empty()));
}
