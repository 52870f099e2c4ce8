use sagsbord_pdf::{Limits, PageArea, Rect, RedrawOrder, redraw, verify};

use crate::made::{Made, in_win_ansi, line};
use crate::structure::{objects, spoken};

/// What a screen reader says of the file when it is drawn anew.
fn heard(file: Vec<u8>, order: &RedrawOrder) -> String {
    let out = redraw(file, None, order, Limits::default()).expect("it can be redrawn");
    let verified = verify(out.bytes.clone(), &order.texts, &[], Limits::default()).expect("sound");
    assert!(verified.is_clean(), "{verified:?}");
    spoken(&out.bytes)
}

fn plainly(content: &str) -> String {
    let mut made = Made::new();
    made.page(content, "", "");
    heard(made.finish(), &RedrawOrder::default())
}

/// Lines of Helvetica 12, one under the other.
fn lines(texts: &[&str]) -> String {
    let mut content = String::new();
    for (index, text) in texts.iter().enumerate() {
        content.push_str(&line(72, 700 - 14 * index as i32, text));
    }
    content
}

#[test]
fn a_word_broken_at_the_end_of_a_line_is_one_word() {
    let check = |one: &str, two: &str, expected: &str| {
        let heard = plainly(&lines(&[one, two]));
        assert!(heard.contains(expected), "{expected}: {heard}");
    };
    check("Her skriver kommu-", "nen til dig i dag", "kommu\u{AD}nen");
    check("Din ind-", "og udgående post", "ind- og");
    check("Dit CPR-", "nummer er kendt", "CPR- nummer");
}

#[test]
fn a_list_has_marks_and_bodies() {
    let file = {
        let mut made = Made::new();
        made.page(
            lines(&["1. Første punkt", "2. Andet punkt", "3. Tredje punkt"]),
            "",
            "",
        );
        made.finish()
    };
    let out = redraw(file, None, &RedrawOrder::default(), Limits::default()).expect("sound");
    let objects = objects(&out.bytes);
    for (role, count) in [
        ("/S/L/", 1),
        ("/S/LI/", 3),
        ("/S/Lbl/", 3),
        ("/S/LBody/", 3),
    ] {
        assert_eq!(objects.matches(role).count(), count, "{role}");
    }
    assert!(objects.contains("/ListNumbering/Decimal"));
}

#[test]
fn a_table_is_heard_by_rows_and_keeps_its_empty_cells() {
    let rows = [
        ["Dato", "Hvad", "Beløb"],
        ["1. maj", "Husleje", "4.200"],
        ["2. maj", "", "310"],
        ["3. maj", "Medicin", "95"],
    ];
    let mut content = String::new();
    for (index, row) in rows.iter().enumerate() {
        for (cell, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            content.push_str(&line(72 + 150 * cell as i32, 700 - 18 * index as i32, text));
        }
    }
    let heard = plainly(&content);
    assert_eq!(
        heard,
        "TR: Dato | Hvad | Beløb\nTR: 1. maj | Husleje | 4.200\nTR: 2. maj | | 310\nTR: 3. maj | Medicin | 95\n"
    );
}

#[test]
fn what_stands_on_every_page_is_heard_once() {
    let mut made = Made::new();
    for page in 1..=4 {
        let content = line(72, 810, "Havrelunde Kommune")
            + &line(72, 600, &format!("Brødtekst {page}."))
            + &line(250, 30, &format!("Side {page} af 4"));
        made.page(content, "", "");
    }
    let heard = heard(made.finish(), &RedrawOrder::default());
    assert_eq!(heard.matches("Havrelunde Kommune").count(), 1, "{heard}");
    assert_eq!(heard.matches("Side ").count(), 0, "{heard}");
    for page in 1..=4 {
        assert!(heard.contains(&format!("Brødtekst {page}.")), "{heard}");
    }
}

#[test]
fn a_paragraph_over_two_pages_is_one() {
    let mut made = Made::new();
    made.page(
        lines(&["Vi har set på din ansøgning og", "mener, at du har"]),
        "",
        "",
    );
    made.page(lines(&["ret til hjælp. Derfor", "får du den."]), "", "");
    let heard = heard(made.finish(), &RedrawOrder::default());
    assert!(heard.contains("mener, at du har ret til hjælp."), "{heard}");
}

#[test]
fn a_mark_is_heard_where_it_stands() {
    let mut made = Made::new();
    made.page(lines(&["Brev fra Karen Lund til os i går"]), "", "");
    let order = RedrawOrder {
        texts: vec!["Karen Lund".to_owned()],
        basis: "OFL § 30, nr. 1".to_owned(),
        ..RedrawOrder::default()
    };
    let heard = heard(made.finish(), &order).replace("  ", " ");
    assert!(
        heard.contains("Brev fra [Udeladt, OFL § 30, nr. 1] til os i går"),
        "{heard}"
    );
}

/// A page whose pieces are tagged, painted in another order than they are read.
fn tagged(tree: &str, alternate: &str) -> Vec<u8> {
    let mut made = Made::new();
    let picture = made.stream(
        "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
        [0, 90, 180, 250],
    );
    let piece = |number: u32, tag: &str, content: &str| {
        format!("/{tag} << /MCID {number} >> BDC {content} EMC\n")
    };
    let content = piece(1, "P", &line(72, 500, "Brødteksten kommer her."))
        + &piece(0, "H1", &line(72, 600, "Overskriften"))
        + &piece(2, "Lbl", &line(72, 450, "a)"))
        + &piece(3, "LBody", &line(90, 450, "Punktet"))
        + &piece(4, "TH", &line(72, 400, "Navn"))
        + &piece(5, "TH", &line(250, 400, "Antal"))
        + &piece(6, "TD", &line(72, 380, "Akter"))
        + &piece(7, "Figure", "q 100 0 0 100 72 200 cm /I Do Q")
        + "/Artifact BMC "
        + &line(72, 30, "Kun til pynt")
        + " EMC";
    let page = made.page(
        content,
        &format!("/XObject << /I {picture} 0 R >>"),
        "/StructParents 0",
    );
    let tree = tree
        .replace("{page}", &format!("/Pg {page} 0 R"))
        .replace("{alt}", &in_win_ansi(alternate));
    let root = made.object(format!(
        "<< /Type /StructTreeRoot /RoleMap << /Rubrik /H1 >> /K {tree} >>"
    ));
    made.catalogue(&format!(
        "/StructTreeRoot {root} 0 R /MarkInfo << /Marked true >>"
    ));
    made.finish()
}

const TREE: &str = "<< /S /Document {page} /K [
    << /S /Rubrik /K 0 >>
    << /S /L /K << /S /LI /K [<< /S /Lbl /K 2 >> << /S /LBody /K 3 >>] >> >>
    << /S /Figure /Alt ({alt}) /K 7 >>
    << /S /Table /K [
        << /S /TR /K [<< /S /TH /K 4 >> << /S /TH /K 5 >>] >>
        << /S /TR /K [<< /S /TD /K 6 >> << /S /TD >>] >>
    ] >>
    << /S /P /K << /Type /MCR /MCID 1 {page} >> >>
] >>";

#[test]
fn what_the_source_says_of_itself_comes_along() {
    let heard = heard(tagged(TREE, "Kort over havnen"), &RedrawOrder::default());
    let expected = "H1: Overskriften\nLI: a) Punktet\nFigure: (Kort over havnen)\n\
                    TR: Navn | Antal\nTR: Akter |\nP: Brødteksten kommer her.\n";
    assert_eq!(heard, expected);
}

#[test]
fn a_tree_that_cannot_be_believed_is_not() {
    let check = |tree: &str| {
        let heard = heard(tagged(tree, ""), &RedrawOrder::default());
        let heading = heard.find("Overskriften").expect("it is heard");
        let body = heard.find("Brødteksten").expect("it is heard");
        assert!(heading < body, "read as it looks, from the top: {heard}");
        assert!(heard.contains("Kun til pynt"), "{heard}");
    };
    check("<< /S /Document >>");
    check("<< /S /P {page} /K 1 >>");
    check("<< /S /P {page} /K [99 98 97] >>");
    check("7");
}

#[test]
fn a_tree_that_contains_itself_ends() {
    let mut made = Made::new();
    let page = made.page(
        format!("/P << /MCID 0 >> BDC {} EMC", line(72, 500, "Tekst")),
        "",
        "",
    );
    let own = made.object("");
    let again = made.object(format!("<< /S /Sect /Pg {page} 0 R /K [0 {own} 0 R] >>"));
    made.replace(own, format!("<< /S /Sect /K [{again} 0 R {again} 0 R] >>"));
    let root = made.object(format!("<< /Type /StructTreeRoot /K {own} 0 R >>"));
    made.catalogue(&format!("/StructTreeRoot {root} 0 R"));
    let heard = heard(made.finish(), &RedrawOrder::default());
    assert_eq!(heard.trim(), "P: Tekst");
}

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % most
    }
}

/// A tree as nobody would make it: any role in any other, pieces told twice, elsewhere or not at all.
fn odd_tree(chance: &mut Chance, page: usize, depth: u64) -> String {
    const ROLES: [&str; 20] = [
        "Document", "Sect", "P", "H1", "H4", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "THead", "Figure", "Note", "Link", "Span", "Ukendt", "Caption",
    ];
    let role = ROLES[chance.below(ROLES.len() as u64) as usize];
    let spans = match chance.below(6) {
        0 => "/A << /O /Table /ColSpan 3 /RowSpan 2 >>",
        1 => "/A [<< /ColSpan -1 >> 0]",
        _ => "",
    };
    let mut kids = String::new();
    for _ in 0..chance.below(5) {
        if depth > 0 && chance.below(3) > 0 {
            kids.push_str(&odd_tree(chance, page, depth - 1));
        } else {
            kids.push_str(&format!(" {} ", chance.below(8)));
        }
    }
    format!("<< /S /{role} /Pg {page} 0 R {spans} /Alt (Kort) /K [{kids}] >>")
}

#[test]
fn no_tree_however_odd_keeps_a_page_from_being_told_whole() {
    let mut chance = Chance(7);
    let mut made = Made::new();
    let mut trees = String::new();
    let count = 120;
    for own in 0..count {
        let mut content = String::new();
        for piece in 0..7 {
            let text = line(72, 700 - 40 * piece, &format!("Side{own} stykke{piece}."));
            content.push_str(&format!("/P << /MCID {piece} >> BDC {text} EMC\n"));
        }
        let page = made.page(content, "", "");
        for _ in 0..=chance.below(4) {
            trees.push_str(&odd_tree(&mut chance, page, 5));
        }
    }
    let root = made.object(format!("<< /Type /StructTreeRoot /K [{trees}] >>"));
    made.catalogue(&format!("/StructTreeRoot {root} 0 R"));
    let heard = heard(made.finish(), &RedrawOrder::default());
    for own in 0..count {
        for piece in 0..7 {
            let text = format!("Side{own} stykke{piece}.");
            assert_eq!(heard.matches(&text).count(), 1, "{text}");
        }
    }
}

#[test]
fn a_description_that_names_what_is_covered_stays_behind() {
    let check = |alternate: &str, order: &RedrawOrder, expected: &str| {
        let heard = heard(tagged(TREE, alternate), order);
        assert!(
            heard.contains(&format!("Figure: ({expected})")),
            "{alternate}: {heard}"
        );
    };
    let text = RedrawOrder {
        texts: vec!["Overskriften".to_owned()],
        ..RedrawOrder::default()
    };
    check("Kort over havnen", &text, "Kort over havnen");
    check("Billede af overskriften", &text, "Billede uden beskrivelse");
    let area = |area| RedrawOrder {
        areas: vec![PageArea { page: 1, area }],
        ..RedrawOrder::default()
    };
    let on_text = area(Rect::new(70.0, 330.0, 300.0, 350.0));
    check(
        "Brødteksten som tegning",
        &on_text,
        "Billede uden beskrivelse",
    );
    check("Kort over havnen", &on_text, "Kort over havnen");
    let on_picture = area(Rect::new(80.0, 560.0, 90.0, 570.0));
    check("Kort over havnen", &on_picture, "Billede uden beskrivelse");
}

#[test]
fn links_come_along_when_their_addresses_betray_nothing() {
    let source = |address: &str| {
        let mut made = Made::new();
        let link = made.object(format!(
            "<< /Type /Annot /Subtype /Link /Rect [70 695 200 712] /A << /S /URI /URI ({address}) >> >>"
        ));
        let content = line(72, 700, "havrelunde.example/hjælp") + &line(72, 600, "Karen Lund");
        made.page(content, "", &format!("/Annots [{link} 0 R]"));
        made.finish()
    };
    let check = |address: &str, order: &RedrawOrder, expected: usize| {
        let out = redraw(source(address), None, order, Limits::default()).expect("sound");
        let verified = verify(out.bytes.clone(), &order.texts, &[], Limits::default());
        assert!(verified.expect("sound").is_clean());
        let links = objects(&out.bytes).matches("/Subtype/Link").count();
        assert_eq!(links, expected, "{address}");
    };
    let nothing = RedrawOrder::default();
    check("https://havrelunde.example/", &nothing, 1);
    check("https://havrelunde.example/sag?id=7", &nothing, 0);
    check("mailto:post@havrelunde.example", &nothing, 0);
    check("javascript:alert(1)", &nothing, 0);
    check("file:///c:/sager/7.pdf", &nothing, 0);
    check("sagsbord-maal:3", &nothing, 0);
    let covering = RedrawOrder {
        texts: vec!["Karen Lund".to_owned()],
        ..RedrawOrder::default()
    };
    check("https://havrelunde.example/", &covering, 1);
    check("https://havrelunde.example/sag?navn=karen", &covering, 0);
    check("https://havrelunde.example/7f3a", &covering, 0);
}
