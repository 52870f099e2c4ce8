use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString};
use sagsbord_pdf::{
    ActFile, BundleAct, BundleOrder, Limits, RedrawOrder, assemble, redraw, verify_covered,
};

use crate::made::{HELVETICA, Made, line};
use crate::structure::{objects, page_ids};
use crate::torture::beside::guided;
use crate::torture::{OTHER, SECRET};

/// Each with the bookmarks it lies under and the page it leads to: `Akt 1 > Bilag 2: 3`.
fn bookmarks(file: &[u8]) -> Vec<String> {
    fn walk(
        first: Option<Dict<'_>>,
        above: &str,
        pages: &[ObjectIdentifier],
        out: &mut Vec<String>,
    ) {
        let mut next = first;
        while let Some(own) = next {
            let title: PdfString<'_> = own.get("Title").expect("a title");
            let units: Vec<u16> = title.as_bytes()[2..]
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            let title = format!("{above}{}", String::from_utf16_lossy(&units));
            let place: Array<'_> = own.get("Dest").expect("a place");
            out.push(format!("{title}: {}", page_at(&place, pages)));
            walk(own.get("First"), &format!("{title} > "), pages, out);
            next = own.get("Next");
        }
    }
    let pdf = Pdf::new(file.to_vec()).expect("it is sound");
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let outline: Dict<'_> = root.get("Outlines").expect("an outline");
    let mut out = Vec::new();
    walk(outline.get("First"), "", &page_ids(&pdf), &mut out);
    out
}

fn page_at(place: &Array<'_>, pages: &[ObjectIdentifier]) -> usize {
    let Some(MaybeRef::Ref(page)) = place.raw_iter().next() else {
        panic!("a place begins with its page");
    };
    let known = pages.iter().position(|own| *own == page.into());
    known.expect("it is a page of the file") + 1
}

/// From page to page.
fn links(file: &[u8]) -> Vec<(usize, usize)> {
    let pdf = Pdf::new(file.to_vec()).expect("it is sound");
    let pages = page_ids(&pdf);
    let mut found = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let page: Dict<'_> = pdf.xref().get(*page).expect("a page");
        let Some(notes) = page.get::<Array<'_>>("Annots") else {
            continue;
        };
        for note in notes.iter::<Object<'_>>() {
            let Object::Dict(note) = note else {
                panic!("a note is a table");
            };
            if let Some(place) = note.get::<Array<'_>>("Dest") {
                found.push((index + 1, page_at(&place, &pages)));
            }
        }
    }
    found
}

fn redrawn(file: Vec<u8>, texts: &[&str]) -> Vec<u8> {
    let order = RedrawOrder {
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        ..RedrawOrder::default()
    };
    let out = redraw(file, None, &order, Limits::default()).expect("it can be redrawn");
    out.bytes
}

#[test]
fn what_can_be_read_where_it_leads_comes_along() {
    let bytes = redrawn(guided(SECRET), &[SECRET]);
    assert_eq!(bookmarks(&bytes), ["Nabolav: 1", "Bilag 2: 2"]);
    assert_eq!(
        links(&bytes),
        [(1, 2), (1, 2)],
        "the one on the word is gone"
    );
    assert!(objects(&bytes).contains("/PageLabels<</Nums[0<</S/D>>1<</S/D/St 2>>]>>"));
}

/// Chapters in chapters, one title over two lines, one that stands nowhere, and a heading that is a bookmark too.
fn chapters() -> Vec<u8> {
    let mut made = Made::new();
    let font = made.object(HELVETICA);
    let fonts = format!("/Font << /F1 {font} 0 R >>");
    let large = |y: i32, text: &str| format!("BT /F1 20 Tf 72 {y} Td ({text}) Tj ET\n");
    let body: String = (0..12)
        .map(|row| {
            line(
                72,
                400 - 14 * row,
                "Sagen er modtaget og sendt videre til afgoerelse.",
            )
        })
        .collect();
    let pages = [
        large(700, "Rapport") + &line(72, 650, "1.1 Baggrund") + &body + &line(300, 40, "iv"),
        line(72, 650, "1.2 Et langt afsnit om")
            + &line(72, 636, "sagens forhold")
            + &body
            + &line(300, 40, "v"),
        large(700, "Bilag") + &body + &line(300, 40, "B-9"),
    ];
    let pages: Vec<usize> = pages
        .iter()
        .map(|content| made.page(content, &fonts, ""))
        .collect();
    let first = made.count() + 1;
    let entries = [
        ("Rapport", pages[0], "/First 1R /Next 5R"),
        ("1.1  baggrund", pages[0], "/Next 2R"),
        ("Staar ingen steder", pages[0], "/First 3R /Next 4R"),
        ("Sagens forhold", pages[1], ""),
        ("1.2 Et langt afsnit om sagens forhold", pages[1], ""),
        ("Bilag", pages[2], ""),
    ];
    for (title, page, more) in entries {
        let mut more = more.to_owned();
        for own in 0..entries.len() {
            more = more.replace(&format!(" {own}R"), &format!(" {} 0 R", first + own));
        }
        made.object(format!(
            "<< /Title ({title}) /Dest [{page} 0 R /Fit] {more} >>"
        ));
    }
    let outline = made.object(format!("<< /First {first} 0 R >>"));
    made.catalogue(&format!(
        "/Outlines {outline} 0 R /PageLabels << /Nums [0 << /S /r /St 4 >> 2 << /S /D /P (B-) /St 9 >>] >>"
    ));
    made.finish()
}

#[test]
fn bookmarks_lie_in_each_other_as_in_the_source() {
    let bytes = redrawn(chapters(), &[]);
    assert_eq!(
        bookmarks(&bytes),
        [
            "Rapport: 1",
            "Rapport > 1.1 Baggrund: 1",
            "Rapport > 1.2 Et langt afsnit om sagens forhold: 2",
            "Rapport > sagens forhold: 2",
            "Bilag: 3",
        ]
    );
    let expected = "/Nums[0<</S/r/St 4>>2<</S/D/St 9/P<FEFF0042002D>>>]";
    assert!(objects(&bytes).contains(expected), "{}", objects(&bytes));
}

fn bundle(secret: &str) -> Vec<u8> {
    let act = |number: &str, texts: Vec<String>| BundleAct {
        number: number.to_owned(),
        title: "Notat".to_owned(),
        texts,
        ..BundleAct::default()
    };
    let order = BundleOrder {
        title: "Aktindsigt".to_owned(),
        acts: vec![act("1", Vec::new()), act("2", vec![secret.to_owned()])],
        ..BundleOrder::default()
    };
    let files = [chapters(), guided(secret)];
    let mut file_of = |act: usize| {
        Ok(ActFile {
            untrusted: files[act].clone(),
            password: None,
        })
    };
    let out = assemble(&order, &mut file_of, Vec::new(), Limits::default());
    out.expect("it can be assembled").0
}

#[test]
fn in_a_bundle_they_lie_under_their_act_and_lead_into_it() {
    let bytes = bundle(SECRET);
    assert_eq!(
        bookmarks(&bytes),
        [
            "Akt 1: Notat: 1",
            "Akt 1: Notat > Rapport: 1",
            "Akt 1: Notat > Rapport > 1.1 Baggrund: 1",
            "Akt 1: Notat > Rapport > 1.2 Et langt afsnit om sagens forhold: 2",
            "Akt 1: Notat > Rapport > sagens forhold: 2",
            "Akt 1: Notat > Bilag: 3",
            "Akt 2: Notat: 4",
            "Akt 2: Notat > Nabolav: 4",
            "Akt 2: Notat > Bilag 2: 5",
        ]
    );
    assert_eq!(links(&bytes), [(4, 5), (4, 5)]);
    assert!(objects(&bytes).contains("/PageLabels<</Nums[0<</S/D>>]>>"));
    assert!(bytes == bundle(OTHER), "whatever is covered");
    let verified = verify_covered(bytes, &[], &[], Limits::default()).expect("it is sound");
    assert!(verified.is_clean(), "{verified:?}");
}

#[test]
fn a_way_that_runs_in_circles_or_leads_nowhere_ends() {
    let check = |what: &str, entries: &str, more: &str| {
        let mut made = Made::new();
        made.page(line(72, 700, "Side"), "", "");
        let own = made.object(entries.replace("OWN", &(made.count() + 1).to_string()));
        made.catalogue(&format!(
            "/Outlines {own} 0 R {}",
            more.replace("OWN", &own.to_string())
        ));
        assert_eq!(
            bookmarks(&redrawn(made.finish(), &[])),
            ["Side 1: 1"],
            "{what}"
        );
    };
    check(
        "its own child",
        "<< /Title (Side) /First OWN 0 R /Next OWN 0 R /Dest [0 /Fit] >>",
        "",
    );
    check(
        "no page",
        "<< /First << /Title (Side) /Dest [99 0 R /Fit] >> >>",
        "",
    );
    check(
        "page before the first",
        "<< /First << /Title (Side) /Dest [-1 /Fit] >> >>",
        "",
    );
    check(
        "names and labels in circles",
        "<< /Kids [OWN 0 R OWN 0 R] /First << /Title (Side) /Dest (x) >> >>",
        "/Names << /Dests OWN 0 R >> /PageLabels OWN 0 R",
    );
    check(
        "labels of no length",
        "<< /Nums [0 << /S /D /St -5 >> 99999999 << /S /D >> 0 0 0] >>",
        "/PageLabels OWN 0 R",
    );
}
