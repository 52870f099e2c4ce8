//! Every file shows or hides `SECRET` by one feature, with `NEIGHBOUR` beside it. After redrawing the first must be
//! nowhere and the second readable.

use sagsbord_pdf::{Limits, PageArea, Rect, RedrawOrder, read_text, redraw, verify};

use crate::made::{HELVETICA, Made, deflate, in_win_ansi, line, one_page};

pub(crate) const SECRET: &str = "Xylofonsen";
const NEIGHBOUR: &str = "Nabolav";

#[track_caller]
fn check(file: Vec<u8>) {
    let order = RedrawOrder {
        texts: vec![SECRET.to_owned()],
        basis: "OFL § 30, nr. 1".to_owned(),
        ..RedrawOrder::default()
    };
    check_order(file, &order);
}

/// The secret is where no text search finds it: it is covered by its place.
#[track_caller]
fn check_area(file: Vec<u8>, area: Rect) {
    let areas = vec![PageArea { page: 1, area }];
    check_order(
        file,
        &RedrawOrder {
            areas,
            ..RedrawOrder::default()
        },
    );
}

#[track_caller]
fn check_order(file: Vec<u8>, order: &RedrawOrder) {
    let redrawn = redraw(file, None, order, Limits::default()).expect("it can be redrawn");
    let verified = verify(
        redrawn.bytes.clone(),
        &[SECRET.to_owned()],
        &[],
        Limits::default(),
    );
    let verified = verified.expect("the new file is sound");
    assert!(
        verified.is_clean(),
        "the secret is still there: {verified:?}"
    );
    let pages = read_text(redrawn.bytes, None, Limits::default()).expect("the new file is sound");
    let text = pages[0].text();
    assert!(
        text.contains(NEIGHBOUR),
        "the neighbour should still be readable in: {text}"
    );
}

fn neighbour() -> String {
    line(72, 650, NEIGHBOUR)
}

fn secret_at(x: i32, y: i32) -> String {
    line(x, y, SECRET)
}

/// Where `secret_at(72, 700)` is, from the top left.
const PLACE: Rect = Rect::new(70.0, 128.0, 150.0, 146.0);

fn form(made: &mut Made, content: &str, more: &str) -> usize {
    let font = made.object(HELVETICA);
    made.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /F1 {font} 0 R >> {more} >>"),
        content,
    )
}

#[test]
fn a_plain_word() {
    check(one_page(&(secret_at(72, 700) + &neighbour())));
    check_area(one_page(&(secret_at(72, 700) + &neighbour())), PLACE);
}

#[test]
fn a_word_on_the_neighbours_own_line() {
    check(one_page(&line(
        72,
        700,
        &format!("{NEIGHBOUR} hos {SECRET}, {NEIGHBOUR}"),
    )));
}

#[test]
fn a_word_in_pieces() {
    check(one_page(&format!(
        "BT /F1 12 Tf 72 700 Td [(Xy)-30(lof)40(on)(sen)] TJ ET {}",
        neighbour()
    )));
    let letters: String = SECRET
        .chars()
        .enumerate()
        .map(|(index, letter)| line(72 + 7 * index as i32, 700, &letter.to_string()))
        .collect();
    check(one_page(&(letters + &neighbour())));
}

#[test]
fn a_word_painted_backwards() {
    let letters: Vec<String> = SECRET
        .chars()
        .enumerate()
        .map(|(at, letter)| line(72 + 7 * at as i32, 700, &letter.to_string()))
        .collect();
    let backwards: String = letters.into_iter().rev().collect();
    check(one_page(&(backwards + &neighbour())));
}

#[test]
fn a_word_spaced_out() {
    check(one_page(&format!(
        "BT /F1 12 Tf 9 Tc 72 700 Td ({SECRET}) Tj 0 Tc ET {}",
        neighbour()
    )));
}

#[test]
fn a_word_over_two_lines() {
    check(one_page(
        &(line(400, 700, "Xylo-") + &line(72, 686, "fonsen bor her") + &neighbour()),
    ));
}

#[test]
fn octal_and_hexadecimal_codes() {
    let octal: String = SECRET.bytes().map(|byte| format!("\\{byte:03o}")).collect();
    check(one_page(&format!(
        "BT /F1 12 Tf 72 700 Td ({octal}) Tj ET {}",
        neighbour()
    )));
    let hexadecimal: String = SECRET.bytes().map(|byte| format!("{byte:02X} ")).collect();
    check(one_page(&format!(
        "BT /F1 12 Tf 72 700 Td <{hexadecimal}> Tj ET {}",
        neighbour()
    )));
}

#[test]
fn quote_operators_and_leading() {
    let content = format!(
        "BT /F1 12 Tf 14 TL 72 714 Td () Tj ({SECRET}) ' 1 0 ({SECRET}) \" ET {}",
        line(72, 600, NEIGHBOUR)
    );
    check(one_page(&content));
}

#[test]
fn text_of_every_rendering_mode() {
    for mode in 0..=7 {
        check(one_page(&format!(
            "q BT /F1 12 Tf {mode} Tr 72 700 Td ({SECRET}) Tj ET Q {}",
            neighbour()
        )));
    }
}

#[test]
fn text_as_a_clip() {
    let content = format!(
        "q BT /F1 40 Tf 7 Tr 72 700 Td ({SECRET}) Tj ET 1 0 0 rg 60 690 400 60 re f Q {}",
        neighbour()
    );
    let redrawn_area = Rect::new(60.0, 90.0, 460.0, 160.0);
    check_area(one_page(&content), redrawn_area);
}

#[test]
fn text_printed_twice_or_beneath_itself() {
    let twice =
        secret_at(72, 700) + &format!("BT /F1 12 Tf 72.3 700 Td ({SECRET}) Tj ET ") + &neighbour();
    check(one_page(&twice));
    let beneath = format!(
        "1 1 1 rg {} 0 g {} {}",
        secret_at(72, 700),
        secret_at(72, 700),
        neighbour()
    );
    check(one_page(&beneath));
}

#[test]
fn text_under_a_box() {
    let covered = format!(
        "{} 0 g 70 690 90 20 re f {}",
        secret_at(72, 700),
        neighbour()
    );
    check_order(one_page(&covered), &RedrawOrder::default());
    let white = format!(
        "{} 1 g 70 690 90 20 re f 0 g {}",
        secret_at(72, 700),
        neighbour()
    );
    check_order(one_page(&white), &RedrawOrder::default());
}

#[test]
fn text_off_the_page_and_outside_its_clip() {
    let off = format!(
        "{} {} {}",
        secret_at(-200, 700),
        secret_at(72, 2000),
        neighbour()
    );
    check_order(one_page(&off), &RedrawOrder::default());
    let clipped = format!(
        "q 0 0 40 40 re W n {} Q {}",
        secret_at(72, 700),
        neighbour()
    );
    check_order(one_page(&clipped), &RedrawOrder::default());
    let mut made = Made::new();
    made.page(
        secret_at(72, 700) + &neighbour(),
        "",
        "/CropBox [0 0 595 680]",
    );
    check_order(made.finish(), &RedrawOrder::default());
}

#[test]
fn unseen_text_without_a_picture() {
    let content = format!(
        "BT /F1 12 Tf 3 Tr 72 700 Td ({SECRET}) Tj 0 Tr ET {}",
        neighbour()
    );
    check_order(one_page(&content), &RedrawOrder::default());
}

#[test]
fn turned_pages() {
    for turn in [90, 180, 270] {
        let mut made = Made::new();
        made.page(
            secret_at(72, 700) + &neighbour(),
            "",
            &format!("/Rotate {turn}"),
        );
        check(made.finish());
    }
}

#[test]
fn turned_scaled_and_mirrored_text() {
    for matrix in [
        "0 1 -1 0 300 300",
        "0.7 0.7 -0.7 0.7 200 200",
        "-1 0 0 1 300 700",
        "3 0 0 1 72 700",
        "1 0 0.4 1 72 700",
    ] {
        let content = format!(
            "BT /F1 12 Tf {matrix} Tm ({SECRET}) Tj ET {}",
            line(400, 60, NEIGHBOUR)
        );
        check(one_page(&content));
    }
}

#[test]
fn a_page_whose_box_begins_elsewhere() {
    let mut made = Made::new();
    made.page(
        line(-100, 50, SECRET) + &line(-100, 20, NEIGHBOUR),
        "",
        "/MediaBox [-200 -100 400 300] /UserUnit 1",
    );
    check(made.finish());
}

#[test]
fn forms_in_forms_and_forms_used_twice() {
    let mut made = Made::new();
    let mut inner = form(&mut made, &secret_at(72, 700), "");
    for _ in 0..5 {
        inner = form(
            &mut made,
            "q 1 0 0 1 0 0 cm /X Do Q",
            &format!("/XObject << /X {inner} 0 R >>"),
        );
    }
    made.page(
        neighbour() + "/X Do q 1 0 0 1 100 -100 cm /X Do Q",
        &format!("/XObject << /X {inner} 0 R >>"),
        "",
    );
    check(made.finish());
}

#[test]
fn a_transparency_group() {
    let mut made = Made::new();
    let font = made.object(HELVETICA);
    let group = made.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Group << /S /Transparency >> /Resources << /Font << /F1 {font} 0 R >> >>"),
        secret_at(72, 700),
    );
    let state = made.object("<< /ca 0.5 /BM /Multiply >>");
    made.page(
        neighbour() + "/G gs /X Do",
        &format!("/XObject << /X {group} 0 R >> /ExtGState << /G {state} 0 R >>"),
        "",
    );
    check(made.finish());
}

#[test]
fn text_in_a_soft_mask() {
    for kind in ["Luminosity", "Alpha"] {
        let mut made = Made::new();
        let font = made.object(HELVETICA);
        let mask = made.stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Group << /S /Transparency /CS /DeviceGray >> /Resources << /Font << /F1 {font} 0 R >> >>"),
            format!("1 g {}", secret_at(72, 700)),
        );
        let state = made.object(format!("<< /SMask << /S /{kind} /G {mask} 0 R >> >>"));
        let none = made.object("<< /SMask /None >>");
        made.page(
            format!("/G gs 1 0 0 rg 60 690 200 40 re f /N gs {}", neighbour()),
            &format!("/ExtGState << /G {state} 0 R /N {none} 0 R >>"),
            "",
        );
        let file = made.finish();
        check_area(file.clone(), PLACE);
        check(file);
    }
}

#[test]
fn text_in_a_tiling_pattern_and_text_painted_with_one() {
    let mut made = Made::new();
    let font = made.object(HELVETICA);
    let pattern = made.stream(
        &format!("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 100 30] /XStep 100 /YStep 30 /Resources << /Font << /F1 {font} 0 R >> >>"),
        line(2, 8, SECRET),
    );
    made.page(
        format!("/Pattern cs /P scn 60 690 300 60 re f 0 g {}", neighbour()),
        &format!("/Pattern << /P {pattern} 0 R >>"),
        "",
    );
    check(made.finish());

    let mut made = Made::new();
    let pattern = made.stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>",
        "1 0 0 rg 0 0 2 2 re f",
    );
    made.page(
        format!(
            "/Pattern cs /P scn {} 0 g {}",
            secret_at(72, 700),
            neighbour()
        ),
        &format!("/Pattern << /P {pattern} 0 R >>"),
        "",
    );
    check(made.finish());
}

#[test]
fn a_font_of_drawings() {
    let mut made = Made::new();
    let mut procedures = String::new();
    let mut differences = String::new();
    for (index, letter) in SECRET.chars().chain(NEIGHBOUR.chars()).enumerate() {
        let drawing = made.stream(
            "",
            format!("600 0 0 0 500 700 d1 {} 0 300 700 re f", 50 + index),
        );
        procedures += &format!("/g{index} {drawing} 0 R ");
        differences += &format!("/g{index} ");
        let _ = letter;
    }
    let map: String = SECRET
        .chars()
        .chain(NEIGHBOUR.chars())
        .enumerate()
        .map(|(index, letter)| format!("<{:02X}> <{:04X}>\n", index + 1, u32::from(letter)))
        .collect();
    let count = SECRET.len() + NEIGHBOUR.len();
    let unicode = made.stream(
        "",
        format!("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange {count} beginbfchar\n{map}endbfchar endcmap end end"),
    );
    let font = made.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << {procedures} >> /Encoding << /Type /Encoding /Differences [1 {differences}] >> /FirstChar 1 /LastChar {count} /Widths [{}] /ToUnicode {unicode} 0 R /Resources << >> >>",
        "600 ".repeat(count)
    ));
    let codes = |from: usize, length: usize| -> String {
        (from..from + length)
            .map(|code| format!("{code:02X}"))
            .collect()
    };
    made.page(
        format!(
            "BT /F3 12 Tf 72 700 Td <{}> Tj 0 -50 Td <{}> Tj ET",
            codes(1, SECRET.len()),
            codes(1 + SECRET.len(), NEIGHBOUR.len())
        ),
        &format!("/Font << /F3 {font} 0 R >>"),
        "",
    );
    check(made.finish());
}

#[test]
fn alternate_texts_of_content_and_structure() {
    let mut made = Made::new();
    made.page(
        format!(
            "/Span << /ActualText ({SECRET}) /Alt ({SECRET}) /E ({SECRET}) >> BDC {} EMC {}",
            line(72, 700, "kort"),
            neighbour()
        ),
        "",
        "/StructParents 0",
    );
    let element = made.object(format!(
        "<< /Type /StructElem /S /Figure /Alt ({SECRET}) /T ({SECRET}) /ActualText ({SECRET}) >>"
    ));
    let root = made.object(format!("<< /Type /StructTreeRoot /K {element} 0 R >>"));
    made.catalogue(&format!(
        "/StructTreeRoot {root} 0 R /MarkInfo << /Marked true >>"
    ));
    check_order(made.finish(), &RedrawOrder::default());
}

#[test]
fn fields_and_their_values() {
    let mut made = Made::new();
    let look = form(
        &mut made,
        &format!("BT /F1 12 Tf 2 4 Td ({SECRET}) Tj ET"),
        "",
    );
    let field = made.object(format!(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T ({SECRET}) /TU ({SECRET}) /V ({SECRET}) /DV ({SECRET}) /Rect [72 690 200 712] /F 4 /AP << /N {look} 0 R >> >>"
    ));
    let xfa = made.stream("", format!("<xdp:xdp><v>{SECRET}</v></xdp:xdp>"));
    made.page(neighbour(), "", &format!("/Annots [{field} 0 R]"));
    made.catalogue(&format!(
        "/AcroForm << /Fields [{field} 0 R] /XFA {xfa} 0 R /DA ({SECRET}) >>"
    ));
    check(made.finish());
}

#[test]
fn notes_links_and_scripts() {
    let mut made = Made::new();
    let note = made.object(format!(
        "<< /Type /Annot /Subtype /Text /Contents ({SECRET}) /T ({SECRET}) /Rect [10 10 30 30] >>"
    ));
    let link = made.object(format!("<< /Type /Annot /Subtype /Link /Rect [72 640 200 660] /A << /S /URI /URI (https://eksempel.dk/{SECRET}) >> >>"));
    let script = made.object(format!(
        "<< /S /JavaScript /JS (app.alert\\(\"{SECRET}\"\\)) >>"
    ));
    made.page(
        neighbour(),
        "",
        &format!("/Annots [{note} 0 R {link} 0 R] /AA << /O {script} 0 R >>"),
    );
    made.catalogue(&format!(
        "/OpenAction {script} 0 R /URI << /Base ({SECRET}) >>"
    ));
    check_order(made.finish(), &RedrawOrder::default());
}

#[test]
fn bookmarks_labels_names_and_attachments() {
    let mut made = Made::new();
    let page = made.page(neighbour(), "", "");
    let file = made.stream("/Type /EmbeddedFile", format!("Navn: {SECRET}"));
    let specification = made.object(format!(
        "<< /Type /Filespec /F ({SECRET}.txt) /EF << /F {file} 0 R >> >>"
    ));
    let outline = made.object(format!(
        "<< /Type /Outlines /First << /Title ({SECRET}) /Dest [{page} 0 R /Fit] >> /Count 1 >>"
    ));
    made.catalogue(&format!(
        "/Outlines {outline} 0 R /PageLabels << /Nums [0 << /P ({SECRET}) >>] >> /Names << /EmbeddedFiles << /Names [({SECRET}) {specification} 0 R] >> /Dests << /Names [({SECRET}) [{page} 0 R /Fit]] >> >>"
    ));
    check_order(made.finish(), &RedrawOrder::default());
}

#[test]
fn metadata_thumbnails_and_private_data() {
    let mut made = Made::new();
    let metadata = made.stream(
        "/Type /Metadata /Subtype /XML",
        format!("<x:xmpmeta><dc:title>{SECRET}</dc:title></x:xmpmeta>"),
    );
    let thumb = made.stream(
        "/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        SECRET,
    );
    made.page(
        neighbour(),
        "",
        &format!("/Thumb {thumb} 0 R /PieceInfo << /Program << /Private ({SECRET}) >> >> /Metadata {metadata} 0 R"),
    );
    made.catalogue(&format!(
        "/Metadata {metadata} 0 R /PieceInfo << /P << /Private ({SECRET}) >> >>"
    ));
    let mut file = made.finish();
    file.extend_from_slice(format!("% {SECRET}\n").as_bytes());
    check_order(file, &RedrawOrder::default());
}

#[test]
fn layers_that_are_switched_off() {
    let mut made = Made::new();
    let layer = made.object(format!("<< /Type /OCG /Name ({SECRET}) >>"));
    made.page(
        format!("/OC /L BDC {} EMC {}", secret_at(72, 700), neighbour()),
        &format!("/Properties << /L {layer} 0 R >>"),
        "",
    );
    made.catalogue(&format!(
        "/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"
    ));
    check_order(made.finish(), &RedrawOrder::default());
}

#[test]
fn an_earlier_revision() {
    let first = one_page(&(secret_at(72, 700) + &neighbour()));
    let mut file = first.clone();
    let place = file.len();
    // Object 3 is the page's content; the later revision shows less.
    let content = neighbour();
    file.extend_from_slice(
        format!(
            "3 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        )
        .as_bytes(),
    );
    let start = file.len();
    let before = String::from_utf8_lossy(&first)
        .rfind("startxref")
        .map_or(0, |at| {
            String::from_utf8_lossy(&first[at + 9..])
                .split_whitespace()
                .next()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0)
        });
    file.extend_from_slice(
        format!("xref\n3 1\n{place:010} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    check_order(file, &RedrawOrder::default());
}

#[test]
fn packed_and_coded_content() {
    let content = secret_at(72, 700) + &neighbour();
    let hexadecimal: String = content
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        + ">";
    for (filter, data) in [
        ("/FlateDecode", deflate(content.as_bytes())),
        ("/ASCIIHexDecode", hexadecimal.clone().into_bytes()),
        (
            "[/FlateDecode /ASCIIHexDecode]",
            deflate(hexadecimal.as_bytes()),
        ),
    ] {
        let mut made = Made::new();
        let stream = made.stream(&format!("/Filter {filter}"), data);
        let inner = made.object(HELVETICA);
        made.bare_page(&format!(
            "/Contents {stream} 0 R /Resources << /Font << /F1 {inner} 0 R >> >>"
        ));
        check(made.finish());
    }
}

#[test]
fn content_in_several_streams_that_split_a_word() {
    let mut made = Made::new();
    let one = made.stream("", "BT /F1 12 Tf 72 700 Td (Xylo) Tj");
    let two = made.stream("", format!("(fonsen) Tj ET {}", neighbour()));
    let font = made.object(HELVETICA);
    made.bare_page(&format!(
        "/Contents [{one} 0 R {two} 0 R] /Resources << /Font << /F1 {font} 0 R >> >>"
    ));
    check(made.finish());
}

/// A picture whose rows below the middle spell the secret in its samples.
fn samples(channels: usize) -> Vec<u8> {
    let row: Vec<u8> = SECRET.bytes().cycle().take(40 * channels).collect();
    let blank = vec![255; 40 * channels];
    (0..40)
        .flat_map(|y| {
            if (10..30).contains(&y) {
                row.clone()
            } else {
                blank.clone()
            }
        })
        .collect()
}

#[test]
fn pictures_of_every_colour_space_and_filter() {
    let grey = samples(1);
    let hexadecimal: String = grey
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        + ">";
    for (entries, data) in [
        ("/ColorSpace /DeviceGray", grey.clone()),
        ("/ColorSpace /DeviceRGB", samples(3)),
        ("/ColorSpace /DeviceCMYK", samples(4)),
        (
            "/ColorSpace /DeviceGray /Filter /FlateDecode",
            deflate(&grey),
        ),
        (
            "/ColorSpace /DeviceGray /Filter /ASCIIHexDecode",
            hexadecimal.into_bytes(),
        ),
        ("/ColorSpace [/Indexed /DeviceRGB 255 <", Vec::new()),
    ] {
        let (entries, data) = if entries.contains("Indexed") {
            let table: String = (0..=255)
                .map(|level| format!("{level:02x}{level:02x}{level:02x}"))
                .collect();
            (format!("{entries}{table}>]"), grey.clone())
        } else {
            (entries.to_owned(), data)
        };
        let mut made = Made::new();
        let picture = made.stream(
            &format!(
                "/Type /XObject /Subtype /Image /Width 40 /Height 40 /BitsPerComponent 8 {entries}"
            ),
            data,
        );
        made.page(
            format!(
                "q 200 0 0 200 72 500 cm /I Do Q {}",
                line(72, 400, NEIGHBOUR)
            ),
            &format!("/XObject << /I {picture} 0 R >>"),
            "",
        );
        check_area(made.finish(), Rect::new(60.0, 160.0, 300.0, 320.0));
    }
}

#[test]
fn inline_pictures_stencils_and_picture_masks() {
    let hexadecimal: String = samples(1)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let inline = format!(
        "q 200 0 0 200 72 500 cm BI /W 40 /H 40 /BPC 8 /CS /G /F /AHx ID {hexadecimal}> EI Q {}",
        line(72, 400, NEIGHBOUR)
    );
    let area = Rect::new(60.0, 160.0, 300.0, 320.0);
    check_area(one_page(&inline), area);

    let mut made = Made::new();
    let mask = made.stream(
        "/Type /XObject /Subtype /Image /Width 40 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        samples(1),
    );
    let picture = made.stream(
        &format!("/Type /XObject /Subtype /Image /Width 40 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask {mask} 0 R"),
        vec![90; 1600],
    );
    let stencil = made.stream(
        "/Type /XObject /Subtype /Image /Width 80 /Height 20 /BitsPerComponent 1 /ImageMask true",
        SECRET.bytes().cycle().take(200).collect::<Vec<u8>>(),
    );
    made.page(
        format!(
            "q 200 0 0 200 72 500 cm /I Do Q q 200 0 0 100 72 540 cm /S Do Q {}",
            line(72, 400, NEIGHBOUR)
        ),
        &format!("/XObject << /I {picture} 0 R /S {stencil} 0 R >>"),
        "",
    );
    check_area(made.finish(), area);
}

#[test]
fn a_ligature_goes_whole() {
    let mut made = Made::new();
    let unicode = made.stream(
        "",
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0058007900 6C006F> endbfchar endcmap end end",
    );
    let font = made.object(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {unicode} 0 R >>"
    ));
    let plain = made.object(HELVETICA);
    made.page(
        format!(
            "BT /F2 12 Tf 72 700 Td (A) Tj /F1 12 Tf (fonsen) Tj ET {}",
            neighbour()
        ),
        &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
        "",
    );
    check(made.finish());
}

#[test]
fn letters_drawn_as_lines() {
    let mut content = String::from("2 w ");
    for stroke in 0..20 {
        content += &format!("{} 700 m {} 712 l S ", 74 + stroke * 3, 76 + stroke * 3);
    }
    content += &neighbour();
    let areas = vec![PageArea {
        page: 1,
        area: PLACE,
    }];
    let order = RedrawOrder {
        areas,
        ..RedrawOrder::default()
    };
    let redrawn =
        redraw(one_page(&content), None, &order, Limits::default()).expect("it can be redrawn");
    assert_eq!(
        redrawn.report.pages[0].paths_cut, 20,
        "every stroke lay in the mark"
    );
    check_order(one_page(&content), &order);
}

#[test]
fn danish_letters_and_disguised_spaces() {
    let name = "Åse Ærøskøbing";
    let order = RedrawOrder {
        texts: vec!["åse ærøskøbing".to_owned()],
        ..RedrawOrder::default()
    };
    let content = format!(
        "BT /F1 12 Tf 72 700 Td ({}) Tj ET {}",
        in_win_ansi(name).replace(' ', "\\240"),
        neighbour()
    );
    let redrawn =
        redraw(one_page(&content), None, &order, Limits::default()).expect("it can be redrawn");
    let verified = verify(redrawn.bytes, &[name.to_owned()], &[], Limits::default())
        .expect("the new file is sound");
    assert!(verified.is_clean(), "{verified:?}");
    assert_eq!(redrawn.report.places_of_texts, [1]);
}
