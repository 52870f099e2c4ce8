use std::time::Duration;

use sagsbord_pdf::{Area, Limits, PdfError, Stop, Viewer, render_png};

use crate::made::{HELVETICA, Made, line, one_page};

fn open(file: Vec<u8>) -> Viewer {
    Viewer::open(file, None, Limits::default()).expect("it can be opened")
}

/// Width, height, and red, green and blue.
pub(crate) fn pixels(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("pixels");
    (frame.width, frame.height, pixels)
}

/// A page with text, lines, a picture, a pattern, a shading and something half seen through.
fn mixed_page() -> Vec<u8> {
    let mut made = Made::new();
    let font = made.object(HELVETICA);
    let samples: Vec<u8> = (0..40 * 40 * 3).map(|at| (at * 7 % 251) as u8).collect();
    let picture = made.stream(
        "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        samples,
    );
    let pattern = made.stream(
        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>",
        "0.2 0.5 0.1 rg 0 0 5 5 re f",
    );
    let shading = made.object(
        "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [300 100 500 300] \
         /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> /Extend [true true] >>",
    );
    let mut content = String::new();
    for row in 0..40 {
        content += &line(
            60,
            780 - row * 18,
            "Sagen er modtaget i dag og sendt videre til afgørelse.",
        );
    }
    content += "q 2 w 50 50 m 550 800 l S Q q 120 0 0 120 330 420 cm /P Do Q \
        /Pattern cs /T scn 60 100 180 160 re f q 300 100 200 200 re W n /S sh Q \
        q /G gs 0.9 0.1 0.1 rg 200 300 220 220 re f Q";
    made.page(
        content,
        &format!(
            "/Font << /F1 {font} 0 R >> /XObject << /P {picture} 0 R >> /Pattern << /T {pattern} 0 R >> \
             /Shading << /S {shading} 0 R >> /ExtGState << /G << /ca 0.4 >> >>"
        ),
        "",
    );
    made.finish()
}

#[test]
fn parts_of_a_page_put_together_are_the_whole_page() {
    let viewer = open(mixed_page());
    for (dpi, step) in [(100.0, 256), (150.0, 301), (61.0, 97)] {
        let (width, height, whole) =
            pixels(&viewer.png(1, dpi, None, &Stop::default()).expect("whole"));
        assert_eq!(viewer.pixels(1, dpi), Ok((width, height)));
        let mut together = vec![0; whole.len()];
        for top in (0..height).step_by(step) {
            for left in (0..width).step_by(step) {
                let area = Area {
                    left,
                    top,
                    width: step as u32,
                    height: step as u32,
                };
                let part = viewer
                    .png(1, dpi, Some(area), &Stop::default())
                    .expect("a part");
                let (part_width, part_height, part) = pixels(&part);
                for row in 0..part_height {
                    let from = (row * part_width * 3) as usize;
                    let to = (((top + row) * width + left) * 3) as usize;
                    let length = (part_width * 3) as usize;
                    together[to..to + length].copy_from_slice(&part[from..from + length]);
                }
            }
        }
        let unlike = whole
            .iter()
            .zip(&together)
            .filter(|(a, b)| a.abs_diff(**b) > 2)
            .count();
        // A sample of a picture drawn larger can end just between two pixels, and then falls to the one side or the other.
        assert!(
            unlike * 1_000 < whole.len(),
            "{dpi} dpi, parts of {step}: {unlike} of {} values",
            whole.len()
        );
    }
}

#[test]
fn a_part_far_in_is_drawn_where_the_whole_page_would_be_too_large() {
    let viewer = open(one_page(&line(500, 40, "Hansen")));
    let dpi = 2_400.0;
    let (width, height) = viewer.pixels(1, dpi).expect("it has a size");
    assert!(u64::from(width) * u64::from(height) > 500_000_000);
    let whole = viewer.png(1, dpi, None, &Stop::default());
    assert_eq!(whole, Err(PdfError::NoSuchArea { page: 1 }));
    // Half an inch around the first letters.
    let area = Area {
        left: (500.0 / 72.0 * dpi) as u32,
        top: height - (60.0 / 72.0 * dpi) as u32,
        width: 1_200,
        height: 1_200,
    };
    let (_, _, part) = pixels(
        &viewer
            .png(1, dpi, Some(area), &Stop::default())
            .expect("a part"),
    );
    let dark = part.chunks_exact(3).filter(|pixel| pixel[0] < 100).count();
    assert!(dark > 10_000, "{dark}");
}

#[test]
fn a_part_that_is_not_there_is_refused_and_the_next_one_is_drawn() {
    let viewer = open(one_page(&line(72, 700, "Hansen")));
    let (width, height) = viewer.pixels(1, 100.0).expect("it has a size");
    let area = |left, top, width, height| {
        Some(Area {
            left,
            top,
            width,
            height,
        })
    };
    let check = |page, dpi, area, expected| {
        assert_eq!(viewer.png(page, dpi, area, &Stop::default()), Err(expected));
    };
    let nowhere = PdfError::NoSuchArea { page: 1 };
    check(1, 100.0, area(width, 0, 10, 10), nowhere);
    check(1, 100.0, area(0, height, 10, 10), nowhere);
    check(
        1,
        100.0,
        area(u32::MAX, u32::MAX, u32::MAX, u32::MAX),
        nowhere,
    );
    check(1, 100.0, area(0, 0, 0, 10), nowhere);
    for dpi in [0.0, -1.0, f32::NAN, f32::INFINITY, 10_000.0] {
        check(1, dpi, None, nowhere);
    }
    check(0, 100.0, None, PdfError::NoSuchPage { page: 0 });
    check(2, 100.0, None, PdfError::NoSuchPage { page: 2 });
    let beyond = area(width - 5, height - 5, 100, 100);
    let (wide, high, _) = pixels(
        &viewer
            .png(1, 100.0, beyond, &Stop::default())
            .expect("its corner"),
    );
    assert_eq!((wide, high), (5, 5));
}

/// Forms that call each other ten times at each of twelve depths.
fn endless() -> Vec<u8> {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources";
    let mut made = Made::new();
    let font = made.object(HELVETICA);
    let fonts = format!("{form} << /Font << /F1 {font} 0 R >> >>");
    let mut inner = made.stream(&fonts, line(72, 700, "x"));
    for _ in 0..12 {
        let calls = format!("{form} << /XObject << /X {inner} 0 R >> >>");
        inner = made.stream(&calls, "/X Do ".repeat(10));
    }
    made.page("/X Do", &format!("/XObject << /X {inner} 0 R >>"), "");
    made.page(line(72, 700, "Hansen"), "", "");
    made.finish()
}

#[test]
fn a_page_that_never_ends_is_refused_and_the_next_page_is_shown() {
    let limits = Limits {
        items: 100_000,
        ..Limits::default()
    };
    let refused = render_png(endless(), None, 1, 72.0, limits);
    assert_eq!(refused, Err(PdfError::PageTooFull { page: 1 }));
    let viewer = Viewer::open(endless(), None, limits).expect("it can be opened");
    for _ in 0..2 {
        let refused = viewer.png(1, 72.0, None, &Stop::default());
        assert_eq!(refused, Err(PdfError::PageTooFull { page: 1 }));
    }
    assert!(viewer.png(2, 72.0, None, &Stop::default()).is_ok());
}

#[test]
fn whoever_stops_waits_no_longer_and_what_waits_behind_is_never_begun() {
    let limits = Limits {
        items: usize::MAX,
        page_time: Duration::from_secs(2),
        ..Limits::default()
    };
    let viewer = Viewer::open(endless(), None, limits).expect("it can be opened");
    let stop = Stop::default();
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| viewer.png(1, 72.0, None, &stop));
        std::thread::sleep(Duration::from_millis(50));
        stop.stop();
        // Without stopping it would be `TooSlow`.
        assert_eq!(slow.join().expect("no panic"), Err(PdfError::Stopped));
        let behind = viewer.png(2, 72.0, None, &stop);
        assert_eq!(behind, Err(PdfError::Stopped));
    });
    assert!(
        viewer.png(2, 72.0, None, &Stop::default()).is_ok(),
        "the thread goes on"
    );
}

#[test]
fn one_page_that_is_too_large_hides_none_of_the_others() {
    let mut made = Made::new();
    made.page("", "", "/MediaBox [0 0 20000 20000]");
    made.page(line(72, 700, "Hansen"), "", "");
    let viewer = open(made.finish());
    assert_eq!(viewer.pages()[0], Err(PdfError::PageTooLarge { page: 1 }));
    assert!(viewer.pages()[1].is_ok());
    assert!(viewer.png(2, 72.0, None, &Stop::default()).is_ok());
}

#[test]
fn a_page_in_grey_is_the_page_and_never_more_than_can_be_held() {
    let viewer = open(mixed_page());
    let page = viewer.grey(1, 100.0, &Stop::default()).expect("pixels");
    let (width, height, rgb) =
        pixels(&viewer.png(1, 100.0, None, &Stop::default()).expect("whole"));
    assert_eq!((page.width, page.height, page.dpi), (width, height, 100.0));
    for (grey, rgb) in page.pixels.iter().zip(rgb.chunks_exact(3)) {
        let eye = 0.299 * f32::from(rgb[0]) + 0.587 * f32::from(rgb[1]) + 0.114 * f32::from(rgb[2]);
        assert!((f32::from(*grey) - eye).abs() < 2.0, "{grey} for {rgb:?}");
    }
    let mut made = Made::new();
    made.page("0 g 0 0 7200 7200 re f", "", "/MediaBox [0 0 14400 7200]");
    let viewer = open(made.finish());
    let page = viewer
        .grey(1, 300.0, &Stop::default())
        .expect("fewer pixels");
    assert!(page.width <= 16_000 && page.pixels.len() <= 60_000_000);
    assert_eq!(page.pixels.len(), (page.width * page.height) as usize);
    let inch = page.width as f32 / 200.0;
    assert!((page.dpi - inch).abs() < 0.1, "{} of {inch}", page.dpi);
    let stop = Stop::default();
    stop.stop();
    assert_eq!(viewer.grey(1, 300.0, &stop), Err(PdfError::Stopped));
    assert_eq!(
        viewer.grey(2, 300.0, &Stop::default()),
        Err(PdfError::NoSuchPage { page: 2 })
    );
}
