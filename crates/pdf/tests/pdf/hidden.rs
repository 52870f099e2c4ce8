use sagsbord_pdf::{
    AllHidden, HiddenInPdfKind as Kind, Limits, PdfError, Rect, hidden_in, read_text,
    read_with_hidden,
};

use crate::made::{HELVETICA, Made, deflate, line, one_page};
use crate::torture::{SECRET, all_files, hiding};

/// Words in what is no text: samples, programs of fonts, content that nothing leads to. It never comes along.
const UNTOLD: [&str; 7] = [
    "a string that no operator shows",
    "a form that nothing shows",
    "a font that no text is set in",
    "more samples than the picture shows",
    "letters of lines under a box",
    "choices that are not chosen",
    "objects that nothing points to",
];

/// That something is there is told, and where: what it says is in pixels, in shapes or in no order.
const WITHOUT_TEXT: [&str; 9] = [
    "an object that is there twice, and later without the word",
    "squeezed to no width",
    "what stands in a picture's dictionary",
    "letters of a font of drawings under a box",
    "a picture's middle under a box",
    "a JPEG's left half under a box",
    "thumbnails and programs' private data",
    "comments and what lies outside the file",
    "a page that is in no tree",
];

#[test]
fn what_is_left_out_unasked_is_shown_to_who_decides() {
    let mut complaints = Vec::new();
    for (name, file, password) in hiding(SECRET) {
        let all = hidden_in(file, password, Limits::default()).expect("it can be read");
        let is_told = all.found.iter().any(|own| own.text.contains(SECRET));
        let is_untold = UNTOLD.contains(&name.as_str());
        let is_wordless = WITHOUT_TEXT.contains(&name.as_str()) && !all.found.is_empty();
        if is_told == (is_untold || is_wordless) {
            complaints.push(format!("{name}: {:?}", all.found));
        }
    }
    assert!(
        complaints.is_empty(),
        "{}\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn the_text_that_comes_with_it_is_the_text_of_the_pages() {
    for (name, file, password) in all_files() {
        let mut pages = Vec::new();
        let found = read_with_hidden(file.clone(), password, Limits::default(), &mut |page| {
            pages.push(page);
        });
        let plain = read_text(file, password, Limits::default());
        assert_eq!(found.map(|_| pages), plain, "{name}");
    }
}

fn all(file: Vec<u8>) -> AllHidden {
    hidden_in(file, None, Limits::default()).expect("it can be read")
}

/// Kind, page, and text.
fn told(file: Vec<u8>) -> Vec<(Kind, Option<u32>, String)> {
    let found = all(file).found.into_iter();
    found.map(|own| (own.kind, own.page, own.text)).collect()
}

fn picture(made: &mut Made, more: &str) -> usize {
    made.stream(
        &format!("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray {more}"),
        [240],
    )
}

#[test]
fn what_is_painted_over_or_with_nothing_is_told_line_by_line() {
    let check = |what: &str, content: &str, expected: &[(Kind, &str)]| {
        let mut made = Made::new();
        let own = picture(&mut made, "");
        let clear = {
            let mask = picture(&mut made, "");
            picture(&mut made, &format!("/SMask {mask} 0 R"))
        };
        made.page(
            content,
            &format!(
                "/XObject << /I {own} 0 R /C {clear} 0 R >> /ExtGState << /G << /ca 0.5 >> >> \
                /Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 500 0] \
                /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >> >>"
            ),
            "",
        );
        let expected: Vec<(Kind, Option<u32>, String)> = expected
            .iter()
            .map(|(kind, text)| (*kind, Some(1), (*text).to_owned()))
            .collect();
        assert_eq!(told(made.finish()), expected, "{what}");
    };
    let (one, two) = (line(72, 700, "Karen Lund"), line(72, 680, "Havrelunde"));
    let over = "70 670 200 50 re f ";
    let both = [
        (Kind::UnderBox, "Karen Lund"),
        (Kind::UnderBox, "Havrelunde"),
    ];
    check("a black box", &format!("{one}{two}0 g {over}"), &both);
    check("a white box", &format!("{one}{two}1 g {over}"), &both);
    check(
        "a box that is seen through",
        &format!("{one}/G gs 0 g {over}"),
        &[],
    );
    check("a box beneath", &format!("0.8 g {over}0 g {one}"), &[]);
    check(
        "a picture",
        &format!("{one}q 200 0 0 90 60 660 cm /I Do Q"),
        &[(Kind::UnderPicture, "Karen Lund")],
    );
    check(
        "a picture that is seen through",
        &format!("{one}q 200 0 0 90 60 660 cm /C Do Q"),
        &[],
    );
    let scan = "q 595 0 0 842 0 0 cm /I Do Q ";
    let layer = [(Kind::RecognisedText, "Karen Lund\nHavrelunde")];
    check(
        "a scan's text over it",
        &format!("{scan}3 Tr {one}{two}"),
        &layer,
    );
    check(
        "a scan's text beneath it",
        &format!("{one}{two}{scan}"),
        &layer,
    );
    check(
        "a scan's text under a black box",
        &format!("{scan}3 Tr {one}{two}0 g 70 695 200 20 re f"),
        &[
            (Kind::UnderBox, "Karen Lund"),
            (Kind::RecognisedText, "Havrelunde"),
        ],
    );
    check(
        "a black box on a scan",
        &format!("{scan}0 g 70 695 200 20 re f"),
        &[(Kind::UnderBox, "")],
    );
    check(
        "a box for a caption on a picture",
        "q 200 0 0 90 60 660 cm /I Do Q 1 g 70 670 40 20 re f",
        &[],
    );
    check(
        "unpainted",
        &format!("3 Tr {one}"),
        &[(Kind::Invisible, "Karen Lund")],
    );
    check(
        "white",
        &format!("1 g {one}0 g {two}"),
        &[(Kind::SameColour, "Karen Lund")],
    );
    check(
        "nearly white",
        &format!("0.98 g {one}"),
        &[(Kind::SameColour, "Karen Lund")],
    );
    check("white on blue", &format!("0 0 0.6 rg {over}1 g {one}"), &[]);
    check(
        "blue on blue",
        &format!("0 0 0.6 rg {over}{one}"),
        &[(Kind::SameColour, "Karen Lund")],
    );
    check("white on a picture", &format!("{scan}1 g {one}"), &[]);
    check("white on a shading", &format!("/S sh 1 g {one}"), &[]);
    check(
        "white on a disc",
        &format!("0.2 g 60 700 m 60 900 300 900 300 700 c 300 500 60 500 60 700 c f 1 g {one}"),
        &[],
    );
    check(
        "off the page",
        &format!("{}{two}", line(72, 900, "Karen Lund")),
        &[(Kind::OffPage, "Karen Lund")],
    );
    check(
        "white and off the page",
        &format!("1 g {}0 g {two}", line(72, 900, "Karen Lund")),
        &[(Kind::OffPage, "Karen Lund")],
    );
    let many: String = (0..31)
        .map(|row| line(72, 800 - row * 20, "Karen"))
        .collect();
    let together = ["Karen"; 31].join("\n");
    check(
        "a page full of it",
        &format!("3 Tr {many}"),
        &[(Kind::Invisible, together.as_str())],
    );
    check(
        "clipped away",
        &format!("q 0 0 50 50 re W n {one}Q {two}"),
        &[(Kind::OffPage, "Karen Lund")],
    );
}

#[test]
fn what_was_found_stands_where_it_is() {
    let content = line(72, 700, "Karen") + "0 g 70 690 60 20 re f ";
    let found = all(one_page(&content)).found;
    let area = found[0].area.expect("a place");
    assert!(
        Rect::new(70.0, 125.0, 110.0, 146.0).contains_rect(area),
        "{area:?}"
    );
    let mut made = Made::new();
    made.page(
        line(72, 700, "Karen"),
        "",
        "/CropBox [0 0 595 650] /Rotate 90",
    );
    let found = all(made.finish()).found;
    let area = found[0].area.expect("a place");
    assert_eq!(found[0].kind, Kind::OffPage);
    assert!(
        area.x0 > 650.0,
        "beyond the right edge of the turned page: {area:?}"
    );
}

#[test]
fn what_hangs_beside_the_pages_is_told_with_its_names() {
    let mut made = Made::new();
    let note = made.object("<< /Type /Annot /Subtype /Text /T (Bo) /Contents (Ring til hende) /Rect [10 800 30 820] >>");
    let parent = made.object("<< /T (borger) /FT /Tx >>");
    let field = made.object(format!("<< /Type /Annot /Subtype /Widget /Parent {parent} 0 R /T (navn) /V (Karen) /Rect [10 700 90 720] >>"));
    let empty = made
        .object("<< /Type /Annot /Subtype /Widget /FT /Btn /T (kryds) /V /Off /Rect [0 0 9 9] >>");
    let page = made.page(
        line(72, 700, "Forside"),
        "",
        &format!("/Annots [{note} 0 R {field} 0 R {empty} 0 R]"),
    );
    made.object("<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
    made.object(format!(
        "<< /Type /StructElem /S /Figure /P 1 0 R /Pg {page} 0 R /Alt (Foto af Karen) /ActualText (fi) >>"
    ));
    let xmp = made.stream(
        "/Type /Metadata /Subtype /XML /Filter /FlateDecode",
        deflate(
            "<?xpacket?><x:xmpmeta xmlns:x='a'><rdf:RDF><rdf:Description xmp:CreatorTool=\"Word\" xmlns:dc=\"b\">\
             <dc:creator><rdf:Seq><rdf:li>Bo &amp; Co</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
                .as_bytes(),
        ),
    );
    let info = made.object("<< /Author (Bo) /Sagsbehandler (Else) >>");
    let layer = made.object("<< /Type /OCG /Name (Udkast) >>");
    let outline = made.count() + 2;
    let entry = made.object(format!(
        "<< /Title (Klage fra Karen) /Parent {outline} 0 R /Dest [{page} 0 R /Fit] >>"
    ));
    made.object(format!("<< /Type /Outlines /First {entry} 0 R >>"));
    made.catalogue(&format!(
        "/Metadata {xmp} 0 R /Outlines {outline} 0 R /OCProperties << /OCGs [{layer} 0 R] /D << >> >>"
    ));
    made.trailer(&format!("/Info {info} 0 R"));
    let one = Some(1);
    let expected = [
        (Kind::Annotation, one, "Bo: Ring til hende"),
        (Kind::FormValue, one, "borger.navn: Karen"),
        (Kind::Name, one, "Klage fra Karen"),
        (Kind::Script, None, "app.alert(1)"),
        (Kind::Description, one, "Foto af Karen"),
        (Kind::Name, None, "Udkast"),
        (Kind::Metadata, None, "Author: Bo"),
        (Kind::Metadata, None, "Sagsbehandler: Else"),
        (Kind::Metadata, None, "xmp:CreatorTool: Word"),
        (Kind::Metadata, None, "dc:creator: Bo & Co"),
    ];
    let told = told(made.finish());
    for (kind, page, text) in expected {
        assert!(
            told.contains(&(kind, page, text.to_owned())),
            "{text}: {told:?}"
        );
    }
    assert_eq!(told.len(), expected.len(), "{told:?}");
}

#[test]
fn a_switched_off_layer_is_told_apart_from_what_is_shown() {
    let mut made = Made::new();
    let (on, off) = (
        made.object("<< /Type /OCG /Name (Til) >>"),
        made.object("<< /Type /OCG /Name (Fra) >>"),
    );
    let content = format!(
        "/OC /A BDC {} EMC /OC /B BDC {}{} EMC {}",
        line(72, 700, "Vist"),
        line(72, 680, "Skjult her"),
        line(72, 660, "og her"),
        line(72, 640, "Altid"),
    );
    made.page(
        content,
        &format!("/Properties << /A {on} 0 R /B {off} 0 R >>"),
        "",
    );
    made.catalogue(&format!(
        "/OCProperties << /OCGs [{on} 0 R {off} 0 R] /D << /OFF [{off} 0 R] >> >>"
    ));
    let layers: Vec<String> = told(made.finish())
        .into_iter()
        .filter(|(kind, ..)| *kind == Kind::SwitchedOffLayer)
        .map(|(_, _, text)| text)
        .collect();
    assert_eq!(layers, ["Skjult her", "og her"]);
}

/// The file, saved once more with another content for its page.
fn saved_again(file: Vec<u8>, content: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(&file).into_owned();
    let table = text.rfind("startxref\n").expect("a table") + 10;
    let before = text[table..].lines().next().expect("a place").to_owned();
    let mut out = file;
    let place = out.len();
    out.extend(
        format!(
            "3 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        )
        .bytes(),
    );
    let start = out.len();
    out.extend(
        format!(
            "xref\n3 1\n{place:010} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n"
        )
        .bytes(),
    );
    out
}

#[test]
fn an_earlier_state_is_told_with_the_lines_that_went() {
    let first = line(72, 700, "Karen Lund") + &line(72, 680, "Sagen er sendt");
    let second = line(72, 700, "Borgeren") + &line(90, 600, "Sagen er sendt");
    let third = line(72, 700, "Borgeren") + &line(90, 600, "Sagen er afgjort");
    let file = one_page(&first);
    assert_eq!(told(file.clone()), []);
    let file = saved_again(file, &second);
    let karen = (Kind::EarlierRevision, Some(1), "Karen Lund".to_owned());
    assert_eq!(told(file.clone()), [karen]);
    let file = saved_again(file, &third);
    let told_of = told(file);
    assert_eq!(
        told_of,
        [
            (
                Kind::EarlierRevision,
                Some(1),
                "Karen Lund\nSagen er sendt".to_owned()
            ),
            (Kind::EarlierRevision, None, String::new()),
        ]
    );
}

#[test]
fn it_is_bounded_and_what_is_beyond_is_counted() {
    let mut made = Made::new();
    let long = "x".repeat(2_100);
    for _ in 0..3 {
        let notes: String = (0..700)
            .map(|note| format!("<< /Subtype /Text /Contents ({note} {long}) >> "))
            .collect();
        made.page("", "", &format!("/Annots [{notes}]"));
    }
    let all = all(made.finish());
    assert_eq!(all.found.len(), 3 * 500);
    assert_eq!(all.beyond, 3 * 200);
    assert!(
        all.found
            .iter()
            .all(|own| own.text.chars().count() <= 2_000)
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    let error = hidden_in(b"not a file".to_vec(), None, Limits::default()).err();
    assert_eq!(error, Some(PdfError::NotAPdf));
    let mut made = Made::new();
    let font = made.object(HELVETICA);
    made.page(
        "BT /F1 9 Tf (a) Tj ET",
        &format!("/Font << /F1 {font} 0 R >>"),
        "",
    );
    assert_eq!(all(made.finish()), AllHidden::default());
}
