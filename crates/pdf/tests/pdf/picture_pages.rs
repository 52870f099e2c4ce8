use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};
use sagsbord_pdf::{
    Limits, PagePicture, PdfError, PictureSamples, ReleaseDate, Stop, Viewer, pages_of_pictures,
};

use crate::viewing::pixels;

/// White with a black corner at the upper left.
fn grey(width: u32, height: u32) -> PictureSamples {
    let bytes = (0..height)
        .flat_map(|y| {
            (0..width).map(move |x| {
                if x < width / 3 && y < height / 3 {
                    0
                } else {
                    255
                }
            })
        })
        .collect();
    PictureSamples::Grey {
        width,
        height,
        bytes,
    }
}

fn picture(samples: PictureSamples, dpi: Option<(f32, f32)>, orientation: u8) -> PagePicture {
    PagePicture {
        samples,
        dpi,
        orientation,
    }
}

fn file_of(pictures: Vec<PagePicture>) -> Result<Vec<u8>, PdfError> {
    pages_of_pictures(
        "Scanning",
        ReleaseDate::default(),
        pictures,
        Limits::default(),
    )
}

fn view(pictures: Vec<PagePicture>) -> Viewer {
    let file = file_of(pictures).expect("pages are made");
    Viewer::open(file, None, Limits::default()).expect("they can be seen")
}

fn sizes(viewer: &Viewer) -> Vec<(i32, i32)> {
    let pages = viewer.pages().iter();
    pages
        .map(|page| {
            let size = page.expect("a page");
            (size.width.round() as i32, size.height.round() as i32)
        })
        .collect()
}

#[test]
fn a_page_is_as_large_as_the_picture_was_or_a_sheet_of_a4() {
    let check = |(width, height): (u32, u32), dpi, orientation, expected: (i32, i32)| {
        let viewer = view(vec![picture(grey(width, height), dpi, orientation)]);
        assert_eq!(
            sizes(&viewer),
            [expected],
            "{width} x {height}, {dpi:?}, {orientation}"
        );
    };
    check((1240, 1754), Some((150.0, 150.0)), 1, (595, 842));
    check((1728, 1143), Some((204.0, 98.0)), 1, (610, 840));
    check((1754, 1240), Some((150.0, 150.0)), 6, (595, 842));
    check((600, 400), None, 1, (842, 595));
    check((400, 600), Some((0.0, 0.0)), 1, (595, 842));
    check((400, 600), Some((f32::NAN, 1e30)), 1, (595, 842));
    check((400, 600), Some((72_000.0, 72_000.0)), 1, (595, 842));
    check((20, 20), Some((300.0, 300.0)), 1, (595, 842));
    check((9_000, 300), Some((72.0, 72.0)), 1, (842, 595));
}

#[test]
fn pictures_are_turned_as_the_camera_was() {
    // The corners that are black, from the upper left clockwise.
    let corners = |orientation: u8| {
        let viewer = view(vec![picture(
            grey(150, 300),
            Some((75.0, 75.0)),
            orientation,
        )]);
        let page = viewer.grey(1, 72.0, &Stop::default()).expect("pixels");
        let at = |x: u32, y: u32| page.pixels[(y * page.width + x) as usize] < 128;
        let (right, low) = (page.width - 9, page.height - 9);
        let seen = [at(8, 8), at(right, 8), at(right, low), at(8, low)];
        let lies = page.width > page.height;
        (seen.iter().position(|is_black| *is_black), lies)
    };
    let expected = [
        (1, 0, false),
        (2, 1, false),
        (3, 2, false),
        (4, 3, false),
        (5, 0, true),
        (6, 1, true),
        (7, 2, true),
        (8, 3, true),
        (0, 0, false),
        (99, 0, false),
    ];
    for (orientation, corner, lies) in expected {
        assert_eq!(corners(orientation), (Some(corner), lies), "{orientation}");
    }
}

#[test]
fn every_kind_of_samples_is_shown_as_it_is() {
    let mut jpeg = Vec::new();
    let red = RgbImage::from_pixel(64, 64, image::Rgb([200, 30, 30]));
    JpegEncoder::new(&mut jpeg)
        .encode(&red, 64, 64, ExtendedColorType::Rgb8)
        .expect("it is encoded");
    let mut with_place = jpeg[..2].to_vec();
    with_place.extend(b"\xFF\xE1\x00\x1AExif\0\0GPS 55.6761 12.568");
    with_place.extend(&jpeg[2..]);
    let dpi = Some((64.0, 64.0));
    let bits = PictureSamples::BlackAndWhite {
        width: 60,
        height: 64,
        bytes: [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0].repeat(64),
    };
    let rgb = PictureSamples::Rgb {
        width: 64,
        height: 64,
        bytes: [20, 200, 40].repeat(64 * 64),
    };
    let kinds = [PictureSamples::Jpeg(with_place), bits, rgb, grey(64, 64)];
    let pictures: Vec<PagePicture> = kinds
        .into_iter()
        .map(|samples| picture(samples, dpi, 1))
        .collect();
    let file = file_of(pictures.clone()).expect("pages are made");
    assert!(
        file_of(pictures) == Ok(file.clone()),
        "the same bytes again"
    );
    let place = b"55.6761";
    assert!(!file.windows(place.len()).any(|own| own == place));
    let viewer = Viewer::open(file, None, Limits::default()).expect("it can be seen");
    let colour = |page: u32, x: u32| {
        let png = viewer
            .png(page, 72.0, None, &Stop::default())
            .expect("a page");
        let (width, _, rgb) = pixels(&png);
        let at = ((36 * width + x) * 3) as usize;
        [rgb[at], rgb[at + 1], rgb[at + 2]]
    };
    let [red, green, blue] = colour(1, 36);
    assert!(red > 190 && green < 45 && blue < 45);
    assert_eq!(colour(2, 10), [0, 0, 0]);
    assert_eq!(colour(2, 60), [255, 255, 255]);
    assert_eq!(colour(3, 36), [20, 200, 40]);
    assert_eq!(colour(4, 60), [255, 255, 255]);
}

#[test]
fn what_is_no_picture_is_named_by_its_place() {
    let unreadable = |samples: PictureSamples| {
        let pictures = vec![picture(grey(9, 9), None, 1), picture(samples, None, 1)];
        assert_eq!(
            file_of(pictures),
            Err(PdfError::PictureUnreadable { picture: 2 })
        );
    };
    unreadable(PictureSamples::Jpeg(b"\xFF\xD8\xFF\xD9".to_vec()));
    unreadable(PictureSamples::Jpeg(Vec::new()));
    unreadable(PictureSamples::Grey {
        width: 10,
        height: 10,
        bytes: vec![0; 99],
    });
    unreadable(PictureSamples::Rgb {
        width: u32::MAX,
        height: u32::MAX,
        bytes: Vec::new(),
    });
    unreadable(PictureSamples::BlackAndWhite {
        width: 0,
        height: 7,
        bytes: Vec::new(),
    });
    assert_eq!(file_of(Vec::new()), Err(PdfError::NotWritten));
}
