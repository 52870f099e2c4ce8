//! Files that turn in circles, nest without bottom, unpack without end or promise what no memory holds. Each ends, in
//! an answer or a refusal, for everything that is done with a file.

use std::fmt::Write as _;
use std::sync::mpsc;
use std::time::Duration;

use sagsbord_pdf::{
    Limits, PageArea, PdfError, Rect, RedrawOrder, Stop, Viewer, carried, read_text, redraw, verify,
};

use crate::made::{HELVETICA, Made, deflate, line};

/// As a person waits at a screen; the test waits far longer.
const PAGE_TIME: Duration = Duration::from_secs(2);
/// So much longer than any answer takes that only what never ends reaches it.
const NEVER: Duration = Duration::from_secs(120);

fn limits() -> Limits {
    Limits {
        page_time: PAGE_TIME,
        items: 200_000,
        stream_bytes: 64 << 20,
        picture_pixels: 20_000_000,
        ..Limits::default()
    }
}

/// What became of a file in each of the ways it is used; none may panic or go on for ever.
pub(super) struct Fate {
    read: Result<usize, PdfError>,
    /// How many dark pixels it has on a screen.
    pub(super) shown: Result<usize, PdfError>,
}

fn fate(file: &[u8]) -> Fate {
    let read = read_text(file.to_vec(), None, limits()).map(|pages| pages.len());
    let _ = carried(file, limits());
    let order = RedrawOrder {
        texts: vec!["Hansen".to_owned()],
        areas: vec![PageArea {
            page: 1,
            area: Rect::new(60.0, 60.0, 200.0, 200.0),
        }],
        ..RedrawOrder::default()
    };
    if let Ok(redrawn) = redraw(file.to_vec(), None, &order, limits()) {
        let _ = verify(redrawn.bytes, &["Hansen".to_owned()], &[], limits());
    }
    let shown = Viewer::open(file.to_vec(), None, limits())
        .and_then(|viewer| viewer.png(1, 72.0, None, &Stop::default()))
        .map(|png| crate::viewing::pixels(&png).2)
        .map(|pixels| pixels.chunks_exact(3).filter(|rgb| rgb[0] < 100).count());
    Fate { read, shown }
}

/// On a thread of its own, so that what never ends is a failure with a name.
#[track_caller]
pub(super) fn ends(name: &str, file: Vec<u8>) -> Fate {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = done.send(fate(&file));
    });
    match wait.recv_timeout(NEVER) {
        Ok(fate) => fate,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name} never ends"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{name} panics"),
    }
}

pub(super) fn page_with(resources: &str, content: &str, make: impl FnOnce(&mut Made)) -> Vec<u8> {
    let mut made = Made::new();
    make(&mut made);
    let font = made.object(HELVETICA);
    made.page(
        line(72, 700, "Hansen") + content,
        &format!("/Font << /F1 {font} 0 R /F2 3 0 R >> {resources}"),
        "",
    );
    made.finish()
}

#[test]
fn what_turns_in_circles_ends() {
    let pattern = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9";
    ends(
        "a pattern painted with itself",
        page_with(
            "/Pattern << /P 3 0 R >>",
            "/Pattern cs /P scn 60 60 200 200 re f",
            |made| {
                made.stream(
                    &format!("{pattern} /Resources << /Pattern << /P 3 0 R >> >>"),
                    "/Pattern cs /P scn 0 0 9 9 re f",
                );
            },
        ),
    );
    ends(
        "two patterns painted with each other",
        page_with(
            "/Pattern << /P 3 0 R >>",
            "/Pattern cs /P scn 60 60 200 200 re f",
            |made| {
                for other in [4, 3] {
                    made.stream(
                        &format!("{pattern} /Resources << /Pattern << /P {other} 0 R >> >>"),
                        "/Pattern cs /P scn 0 0 9 9 re f",
                    );
                }
            },
        ),
    );
    ends(
        "a font of drawings that writes with itself",
        page_with("", "BT /F2 20 Tf 72 600 Td (aaaa) Tj ET", |made| {
            made.object("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 4 0 R >> /Resources << /Font << /F2 3 0 R >> >> >>");
            made.stream("", "9 0 d0 BT /F2 1 Tf (aaaaaaaaaa) Tj ET 0 0 5 5 re f");
        }),
    );
    ends(
        "a mask that is masked by itself",
        page_with(
            "/ExtGState << /G 3 0 R >> /XObject << /X 4 0 R >>",
            "/G gs /X Do",
            |made| {
                made.object("<< /SMask << /S /Luminosity /G 4 0 R >> >>");
                made.stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Group << /S /Transparency /CS /DeviceGray >> /Resources << /ExtGState << /G 3 0 R >> /XObject << /X 4 0 R >> >>",
                    "/G gs 0 0 300 300 re f /X Do",
                );
            },
        ),
    );
    ends(
        "a picture that is its own mask",
        page_with(
            "/XObject << /X 3 0 R >>",
            "q 200 0 0 200 60 60 cm /X Do Q",
            |made| {
                made.stream(
                    "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 3 0 R /Mask 3 0 R /Alternates [<< /Image 3 0 R >>]",
                    [0, 90, 180, 255],
                );
            },
        ),
    );
    ends(
        "colours that are made of themselves",
        page_with(
            "/ColorSpace << /C 3 0 R /D 4 0 R /E 6 0 R >>",
            "/C cs 0.5 sc 60 60 90 90 re f /D cs 1 sc 160 60 90 90 re f /E cs 0.5 0.5 sc 260 60 90 90 re f",
            |made| {
                made.object("[/Separation /Blaa 3 0 R 5 0 R]");
                made.object("[/Indexed 4 0 R 1 <000000FFFFFF>]");
                made.object("<< /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >>");
                made.object("[/DeviceN [/A /B] 6 0 R 5 0 R]");
            },
        ),
    );
    ends(
        "a function that asks itself",
        page_with("/Shading << /S 3 0 R >>", "/S sh", |made| {
            made.object(
                "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 600 0] /Function 4 0 R >>",
            );
            made.object("<< /FunctionType 3 /Domain [0 1] /Functions [4 0 R 4 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>");
        }),
    );
    ends(
        "tables of letters that use each other",
        page_with("", "BT /F2 20 Tf 72 600 Td <00410042> Tj ET", |made| {
            made.object("<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding 4 0 R /DescendantFonts [6 0 R] /ToUnicode 5 0 R >>");
            for other in [5, 4] {
                made.stream(
                    &format!("/Type /CMap /CMapName /C{other} /UseCMap {other} 0 R"),
                    format!("/CIDInit /ProcSet findresource begin begincmap /C{other} usecmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange endcmap end"),
                );
            }
            made.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>");
        }),
    );
    ends(
        "bookmarks, names, tags and fields that come back to themselves",
        {
            let mut made = Made::new();
            let outline = made.object(
                "<< /First 3 0 R /Last 3 0 R /Next 3 0 R /Parent 3 0 R /Title (Hansen) /Count 1 >>",
            );
            let names = made.object("<< /Kids [4 0 R 4 0 R] /Names [(a) 4 0 R] >>");
            let tags =
                made.object("<< /Type /StructTreeRoot /K [6 0 R 5 0 R] /ParentTree 7 0 R >>");
            made.object("<< /Type /StructElem /S /P /P 5 0 R /K [6 0 R 5 0 R 6 0 R] >>");
            made.object("<< /Kids [7 0 R 7 0 R] /Nums [0 7 0 R] >>");
            let field = made
                .object("<< /T (felt) /FT /Tx /V (Hansen) /Kids [8 0 R 8 0 R] /Parent 8 0 R >>");
            made.catalogue(&format!(
            "/Outlines {outline} 0 R /Names << /EmbeddedFiles {names} 0 R /Dests {names} 0 R /JavaScript {names} 0 R >> /StructTreeRoot {tags} 0 R /AcroForm << /Fields [{field} 0 R] >> /Dests {names} 0 R /PageLabels {names} 0 R"
        ));
            made.page(
                line(72, 700, "Hansen"),
                "",
                "/StructParents 0 /Annots [8 0 R 8 0 R]",
            );
            made.finish()
        },
    );
    ends("pages that hold their own parents", {
        let mut made = Made::new();
        made.page(line(72, 700, "Hansen"), "", "");
        let file = String::from_utf8_lossy(&made.finish())
            .replace("/Kids [5 0 R ]", "/Kids [5 0 R 2 0 R 2 0 R]");
        assert!(file.contains("2 0 R 2 0 R]"));
        file.into_bytes()
    });
    ends("an object that is a reference to itself", {
        let mut made = Made::new();
        made.object("3 0 R");
        made.object("5 0 R");
        made.object("4 0 R");
        made.page(
            line(72, 700, "Hansen"),
            "/XObject 3 0 R /ExtGState 4 0 R",
            "/Contents 3 0 R /Annots 4 0 R",
        );
        made.finish()
    });
    ends("a length that is the stream's own object", {
        let mut made = Made::new();
        made.object("<< /Length 3 0 R >>\nstream\nBT ET\nendstream");
        made.page(line(72, 700, "Hansen"), "/XObject << /X 3 0 R >>", "");
        made.finish()
    });
}

/// A table of places that names itself, or one that comes back, as the one before.
#[test]
fn tables_of_places_that_name_each_other_end() {
    let mut made = Made::new();
    made.page(line(72, 700, "Hansen"), "", "");
    let file = made.finish();
    let text = String::from_utf8_lossy(&file).into_owned();
    let start = text.rfind("startxref\n").expect("it has a table") + 10;
    let place: usize = text[start..]
        .lines()
        .next()
        .and_then(|place| place.parse().ok())
        .expect("a place");
    let own = text.replace("/Root 1 0 R", &format!("/Root 1 0 R /Prev {place}"));
    ends("a table before itself", own.into_bytes());

    let mut two = file.clone();
    let second = two.len();
    let more = format!(
        "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {second} /XRefStm {second} >>\nstartxref\n{second}\n%%EOF\n"
    );
    two.extend_from_slice(more.as_bytes());
    ends("a second table before itself", two);
}

#[test]
fn what_nests_without_bottom_ends() {
    const DEEP: usize = 100_000;
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    for (name, value) in [
        ("lists in lists", nested("[", "]")),
        ("tables in tables", nested("<< /A ", ">>")),
        ("lists without an end", "[".repeat(DEEP)),
        ("tables without an end", "<< /A ".repeat(DEEP)),
        ("texts in texts", format!("({}", "(".repeat(DEEP))),
    ] {
        let mut made = Made::new();
        made.object(&value);
        made.page(line(72, 700, "Hansen"), "/XObject 3 0 R", "/Annots 3 0 R");
        made.catalogue("/Outlines 3 0 R /StructTreeRoot 3 0 R");
        ends(&format!("{name}, in the file"), made.finish());

        let mut made = Made::new();
        made.page(line(72, 700, "Hansen") + &value + " TJ", "", "");
        ends(&format!("{name}, on the page"), made.finish());
    }
    for (name, piece) in [
        ("states kept and never given back", "q "),
        ("states given back and never kept", "Q "),
        ("texts begun and never ended", "BT "),
        (
            "marked stretches without an end",
            "/P << /ActualText (Hansen) >> BDC ",
        ),
        ("clips in clips", "0 0 500 500 re W n "),
    ] {
        let mut made = Made::new();
        made.page(piece.repeat(DEEP) + &line(72, 700, "Hansen"), "", "");
        ends(name, made.finish());
    }
    ends("forms in forms", {
        let mut made = Made::new();
        for next in 4..4_004 {
            made.stream(
                &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Group << /S /Transparency >> /Resources << /XObject << /X {next} 0 R >> >>"),
                "q 0.9 0 0 0.9 0 0 cm 0 0 10 10 re f /X Do Q",
            );
        }
        made.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "");
        made.page(
            line(72, 700, "Hansen") + "/X Do",
            "/XObject << /X 3 0 R >>",
            "",
        );
        made.finish()
    });
    ends("a tree of pages as deep as a well", {
        let mut made = Made::new();
        made.page(line(72, 700, "Hansen"), "", "");
        let leaf = made.count();
        let mut below = leaf;
        for _ in 0..20_000 {
            below = made.object(format!("<< /Type /Pages /Kids [{below} 0 R] /Count 1 >>"));
        }
        let file = String::from_utf8_lossy(&made.finish()).replace(
            &format!("/Kids [{leaf} 0 R ]"),
            &format!("/Kids [{below} 0 R]"),
        );
        file.into_bytes()
    });
    ends("a calculation in calculations", {
        let program = "{ ".repeat(50_000) + &" }".repeat(50_000);
        page_with("/Shading << /S 3 0 R >>", "/S sh", |made| {
            made.object("<< /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [600 0 0 800 0 0] /Function 4 0 R >>");
            made.stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]", program);
        })
    });
}

#[test]
fn what_unpacks_without_end_is_refused_or_passed_over() {
    let zeros = |bytes: usize| deflate(&vec![0; bytes]);
    let twice = deflate(&zeros(128 << 20));
    let picture = |filter: &str, data: &[u8], entries: &str| {
        let mut made = Made::new();
        made.stream(
            &format!("/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter {filter} {entries}"),
            data,
        );
        made.page(
            line(72, 700, "Hansen") + "q 400 0 0 400 60 60 cm /X Do Q",
            "/XObject << /X 3 0 R >>",
            "",
        );
        made.finish()
    };
    let size = "/Width 20000 /Height 20000";
    ends(
        "a picture unpacked twice",
        picture("[/FlateDecode /FlateDecode]", &twice, size),
    );
    let run: Vec<u8> = [129, 0].repeat(4 << 20);
    ends("a picture of runs", picture("/RunLengthDecode", &run, size));
    ends(
        "runs unpacked",
        picture("[/FlateDecode /RunLengthDecode]", &deflate(&run), size),
    );
    for filter in [
        "/CCITTFaxDecode",
        "/JBIG2Decode",
        "/DCTDecode",
        "/JPXDecode",
        "/LZWDecode",
    ] {
        let huge = "/Width 2000000000 /Height 2000000000 /DecodeParms << /Columns 2000000000 /Rows 2000000000 /K -1 >>";
        ends(
            &format!("a promise of pixels under {filter}"),
            picture(filter, &[0; 64], huge),
        );
        ends(
            &format!("zeros under {filter}"),
            picture(filter, &vec![0; 1 << 20], size),
        );
    }
    for columns in ["60000000000", "9000000000000000000"] {
        for rest in [
            "/Colors 3 /BitsPerComponent 16",
            "/Colors 1",
            "/Colors 60 /BitsPerComponent 1",
        ] {
            for predictor in [2, 12] {
                let rows = format!(
                    "/Width 9 /Height 9 /DecodeParms << /Predictor {predictor} /Columns {columns} {rest} >>"
                );
                ends(
                    &format!("rows of {columns} points, {rest}, {predictor}"),
                    picture("/FlateDecode", &deflate(&[0; 999]), &rows),
                );
                let inline = format!(
                    "q 9 0 0 9 60 60 cm BI /W 9 /H 9 /BPC 8 /CS /G /F /AHx /F [/AHx /Fl] \
                     /DP [null << /Predictor {predictor} /Columns {columns} {rest} >>] ID {}> EI Q",
                    deflate(&[0; 99])
                        .iter()
                        .map(|byte| format!("{byte:02x}"))
                        .collect::<String>()
                );
                let mut made = Made::new();
                let packed = made.stream("/Filter /FlateDecode", deflate(inline.as_bytes()));
                made.bare_page(&format!("/Contents {packed} 0 R"));
                ends(
                    &format!("a picture of a page's own with {rows}"),
                    made.finish(),
                );
            }
        }
    }
    ends("a picture of a page's own with no bytes", {
        let mut made = Made::new();
        made.page(
            line(72, 700, "Hansen")
                + "q 400 0 0 400 60 60 cm BI /W 2000000000 /H 2000000000 /BPC 8 /CS /G ID x EI Q",
            "",
            "",
        );
        made.finish()
    });
    for (name, key) in [
        ("a font", "/FontFile2"),
        ("a type 1 font", "/FontFile"),
        ("a compact font", "/FontFile3"),
    ] {
        let file = page_with("", "BT /F2 20 Tf 72 600 Td (abc) Tj ET", |made| {
            made.object(format!("<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+X /FirstChar 97 /LastChar 99 /Widths [500 500 500] /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+X /Flags 32 /FontBBox [0 0 9 9] {key} 4 0 R >> >>"));
            made.stream(
                "/Subtype /Type1C /Filter [/FlateDecode /FlateDecode]",
                &twice,
            );
        });
        ends(&format!("{name} that unpacks without end"), file);
    }
    ends("a table of letters that unpacks without end", {
        page_with("", "BT /F2 20 Tf 72 600 Td (abc) Tj ET", |made| {
            made.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>");
            made.stream("/Filter [/FlateDecode /FlateDecode]", &twice);
        })
    });
    ends("a table of letters with every letter there could be", {
        let mut map = String::from(
            "begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange ",
        );
        for _ in 0..2_000 {
            map.push_str("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange 1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange ");
        }
        page_with(
            "",
            "BT /F2 20 Tf 72 600 Td <0000004100000042> Tj ET",
            |made| {
                made.object("<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding 4 0 R /DescendantFonts [5 0 R] /ToUnicode 4 0 R >>");
                made.stream("/Type /CMap /CMapName /X", map);
                made.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /W [0 2000000000 500] >>");
            },
        )
    });
    ends("a profile of colours that unpacks without end", {
        page_with(
            "/ColorSpace << /C [/ICCBased 3 0 R] >>",
            "/C cs 0.1 0.2 0.3 sc 60 60 90 90 re f",
            |made| {
                made.stream("/N 3 /Filter [/FlateDecode /FlateDecode]", &twice);
            },
        )
    });
    ends("a store of objects that unpacks without end", {
        let mut made = Made::new();
        made.stream(
            "/Type /ObjStm /N 2000000000 /First 10 /Filter [/FlateDecode /FlateDecode]",
            &twice,
        );
        made.page(line(72, 700, "Hansen"), "", "");
        made.finish()
    });
}

#[test]
fn what_promises_more_than_there_is_ends() {
    ends(
        "a table of places for two million objects that are not there",
        {
            // One byte each, and packed: two million entries in ten thousand bytes.
            let entries = deflate(&vec![0; 2_000_000 * 4]);
            let mut file = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n".to_vec();
            let place = file.len();
            file.extend_from_slice(
            format!("3 0 obj\n<< /Type /XRef /Size 2000000 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length {} >>\nstream\n", entries.len()).as_bytes(),
        );
            file.extend_from_slice(&entries);
            file.extend_from_slice(
                format!("\nendstream\nendobj\nstartxref\n{place}\n%%EOF\n").as_bytes(),
            );
            file
        },
    );
    ends("pages counted in thousands of millions", {
        let mut made = Made::new();
        made.page(line(72, 700, "Hansen"), "", "");
        let file = String::from_utf8_lossy(&made.finish()).replace("/Count 1", "/Count 2147483647");
        file.into_bytes()
    });
    ends("one page a hundred thousand times", {
        let mut made = Made::new();
        made.page(line(72, 700, "Hansen"), "", "");
        let page = made.count();
        let kids = format!("{page} 0 R ").repeat(100_000);
        let file = String::from_utf8_lossy(&made.finish())
            .replace(&format!("/Kids [{page} 0 R ]"), &format!("/Kids [{kids}]"));
        file.into_bytes()
    });
    ends("one content twenty thousand times", {
        let mut made = Made::new();
        let content = made.stream("", line(72, 700, "Hansen"));
        let font = made.object(HELVETICA);
        let all = format!("{content} 0 R ").repeat(20_000);
        made.bare_page(&format!(
            "/Contents [{all}] /Resources << /Font << /F1 {font} 0 R >> >>"
        ));
        made.finish()
    });
    for (name, widths) in [
        ("one stretch", "/W [0 2000000000 500]".to_owned()),
        (
            "many stretches",
            format!("/W [{}]", "0 65535 500 ".repeat(1_000)),
        ),
        (
            "one stretch, downwards",
            "/W2 [0 2000000000 -500 250 800]".to_owned(),
        ),
    ] {
        let file = page_with("", "BT /F2 20 Tf 72 600 Td <00410042> Tj ET", |made| {
            made.object(format!("<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 {widths} >>] >>"));
        });
        let fate = ends(
            &format!("widths for all the letters of the world, {name}"),
            file,
        );
        assert_eq!(fate.read, Err(PdfError::FontTooLarge));
    }
    let fate = ends(
        "a first letter far out",
        page_with("", "BT /F2 20 Tf 72 600 Td (abc) Tj ET", |made| {
            made.object("<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 99999999999 /LastChar 99999999999 /Widths [5] >>");
        }),
    );
    assert_eq!(fate.read, Err(PdfError::FontTooLarge));
    ends("units as large as countries", {
        let mut made = Made::new();
        made.page(
            line(72, 700, "Hansen"),
            "",
            "/UserUnit 1000000000 /Rotate 1000000090",
        );
        made.finish()
    });
    for numbers in [
        "1e300 1e300",
        "-1e300 99999999999999999999",
        "0.0000000000000000001 0",
    ] {
        let mut made = Made::new();
        made.page(
            format!("{} {numbers} 0 0 {numbers} cm {numbers} {numbers} re f {numbers} m {numbers} {numbers} {numbers} c S BT /F1 99999999999 Tf {numbers} Td (Hansen) Tj ET [{}] 0 d 0 0 m 500 500 l S", line(72, 700, "Hansen"), "0.00001 0.00001"),
            "",
            "",
        );
        ends(&format!("numbers like {numbers}"), made.finish());
    }
    ends("a line of millions of dashes", {
        let mut made = Made::new();
        made.page(
            line(72, 700, "Hansen") + "[0.0001 0.0001] 0 d 1 w 0 0 m 14000 14000 l 0 14000 l S",
            "",
            "",
        );
        made.finish()
    });
    ends("a pattern of millions of cells", {
        page_with(
            "/Pattern << /P 3 0 R >>",
            "/Pattern cs /P scn 0 0 600 800 re f",
            |made| {
                made.stream("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 0.01 0.01] /XStep 0.01 /YStep 0.01 /Resources << >>", "0 0 0.005 0.005 re f");
            },
        )
    });
    ends("a mesh of a million patches", {
        let patch: Vec<u8> = [&[0_u8][..], &[7; 24 * 2], &[9; 12]].concat();
        page_with("/Shading << /S 3 0 R >>", "/S sh", |made| {
            made.stream(
                "/ShadingType 7 /ColorSpace /DeviceRGB /BitsPerCoordinate 16 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 600 0 800 0 1 0 1 0 1]",
                patch.repeat(50_000),
            );
        })
    });
    ends("a calculation that takes long", {
        page_with("/Shading << /S 3 0 R >>", "/S sh", |made| {
            made.object("<< /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [600 0 0 800 0 0] /Function 4 0 R >>");
            made.stream(
                "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]",
                format!("{{ {} add }}", "dup sin exch cos exch ".repeat(20_000)),
            );
        })
    });
    ends("many annotations that draw", {
        let mut made = Made::new();
        let form = made.stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
            "0 0 5 5 re f ".repeat(1_000),
        );
        let mut all = String::new();
        for _ in 0..5_000 {
            let _ = write!(
                all,
                "<< /Type /Annot /Subtype /Stamp /Rect [0 0 600 800] /AP << /N {form} 0 R >> >> "
            );
        }
        made.page(line(72, 700, "Hansen"), "", &format!("/Annots [{all}]"));
        made.finish()
    });
}
