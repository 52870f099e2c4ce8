//! Texts, tables, pages in HTML, appointments and cards of people: what is seen of them and what they hide.

use sagsbord_intake::{ChildRole, HiddenKind, Kind, Limits, Looked, Step, WhyUnreadable, look};

use crate::make::texts::{CALENDAR, CARDS, CSV, HTML, MARKDOWN};
use crate::seen::{hidden_of, pages_text};

fn read(bytes: &[u8], name: &str) -> Looked {
    look(bytes, name, None, Limits::default())
}

#[test]
fn texts_stand_on_pages_line_by_line_whatever_letters_they_are_in() {
    let text = "Referat\r\n\r\n  1. Blåbærgrød\r\n  2. Æbler";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let narrow: Vec<u8> = text.chars().map(|sign| sign as u32 as u8).collect();
    for (bytes, name) in [
        (text.as_bytes().to_vec(), "fil.txt"),
        (wide.clone(), "fil.txt"),
        ([b"\xFF\xFE".to_vec(), wide].concat(), "fil.log"),
        (narrow, "fil.txt"),
    ] {
        let looked = read(&bytes, name);
        assert_eq!(looked.kind, Kind::Text);
        assert_eq!(pages_text(&looked), "Referat\n1. Blåbærgrød\n2. Æbler");
    }
}

#[test]
fn a_table_of_text_becomes_a_table() {
    let looked = read(CSV.as_bytes(), "fil.csv");
    assert_eq!(looked.kind, Kind::Csv);
    let text = pages_text(&looked);
    for said in [
        "Navn",
        "Beløb",
        "Ib Bo",
        "1.200,50",
        "Flere linjer",
        "i feltet",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let wide: String = (0..30)
        .map(|column| format!("felt{column};"))
        .collect::<String>()
        + "\n"
        + &"x;".repeat(30);
    let text = pages_text(&read(wide.as_bytes(), "fil.csv"));
    assert!(text.contains("felt29: x"), "{text}");
}

#[test]
fn a_page_is_set_and_what_it_hides_is_told() {
    let looked = read(HTML.as_bytes(), "fil.html");
    assert_eq!(looked.kind, Kind::Html);
    assert_eq!(
        pages_text(&looked),
        "Årsplan\nMål\nVi vil mere <https://a.example/maal>.\n[billede på nettet, ikke hentet: Logo]"
    );
    assert_eq!(
        hidden_of(&looked),
        [
            (
                HiddenKind::HiddenText,
                "kommentar i teksten bag siden",
                "husk at slette"
            ),
            (
                HiddenKind::ExternalLink,
                "billede på nettet",
                "https://a.example/logo.png"
            ),
            (HiddenKind::Script, "program i siden", "send()"),
            (
                HiddenKind::HiddenText,
                "tekst, der ikke vises",
                "intern note"
            ),
            (
                HiddenKind::Metadata,
                "oplysning om siden",
                "author: Ea Lund"
            ),
        ]
    );
    let looked = read(MARKDOWN.as_bytes(), "fil.md");
    assert_eq!(looked.kind, Kind::Markdown);
    assert_eq!(pages_text(&looked), "Notat\nEn linje med fed.\n• et\n• to");
    assert_eq!(
        hidden_of(&looked),
        [(
            HiddenKind::HiddenText,
            "kommentar i teksten bag siden",
            "skjult"
        )]
    );
}

#[test]
fn an_appointment_is_told_on_a_danish_clock_with_all_who_take_part() {
    let looked = read(CALENDAR.as_bytes(), "fil.ics");
    assert_eq!(looked.kind, Kind::Calendar);
    assert_eq!(
        pages_text(&looked),
        "Netværksmøde, uge 45\n\
         Begynder: 3. november 2026 kl. 10.00\n\
         Slutter: 3. november 2026 kl. 11.30\n\
         Sted: Rådhuset, lokale 2\n\
         Indkaldt af: Søren Østergård <soren@havrelunde.example>\n\
         Deltagere: Mette Ærø <mette@borger.example> (har sagt ja); ib@a.example (har sagt nej)\n\
         Følsomhed: Privat\n\
         Vedhæftet: dagsorden.txt (3 byte); <https://a.example/bilag>\n\
         Vi mødes om sagen.\n\
         Tag bilag med."
    );
    assert_eq!(
        looked.children,
        [(
            "dagsorden.txt".to_owned(),
            ChildRole::Attachment,
            Ok(b"hej".to_vec())
        )]
    );
    assert_eq!(
        hidden_of(&looked),
        [
            (
                HiddenKind::ExternalLink,
                "indhold på nettet",
                "https://a.example/bilag"
            ),
            (
                HiddenKind::OtherBody,
                "mailens tekst i en anden udgave",
                "En helt anden tekst"
            ),
            (HiddenKind::Metadata, "UID", "1@a.example"),
            (HiddenKind::Metadata, "påmindelse", "Ring først"),
            (HiddenKind::Metadata, "PRODID", "-//Prøve//DA"),
        ]
    );
}

#[test]
fn cards_of_all_ages_tell_all_their_fields() {
    let looked = read(CARDS.as_bytes(), "fil.vcf");
    assert_eq!(looked.kind, Kind::ContactCard);
    assert_eq!(
        pages_text(&looked),
        "Mette Ærø\n\
         Navn: Mette Ærø\n\
         Telefon (privat, mobil): 11 22 33 44\n\
         Adresse (privat): Bygaden 1, Havrelunde, 9999\n\
         Billede: billede 1.png (3 byte)\n\
         Søren Østergård\n\
         Navn: Søren Østergård\n\
         Organisation: Havrelunde Kommune, Børn og Unge\n\
         E-mail (arbejde): soren@havrelunde.example\n\
         Note: To\nlinjer\n\
         X-SAGSNR: 26-1\n\
         Ea Lund\n\
         Født: 19800203"
    );
    assert_eq!(
        looked.children,
        [(
            "billede 1.png".to_owned(),
            ChildRole::Inline,
            Ok(b"hej".to_vec())
        )]
    );
    assert_eq!(
        hidden_of(&looked),
        [(HiddenKind::Metadata, "UID", "urn:uuid:1")]
    );
}

#[test]
fn texts_made_to_do_harm_end_within_their_bounds() {
    let few = Limits {
        pages: 50,
        ..Limits::default()
    };
    let check = |bytes: &[u8], name: &str, expected: Option<WhyUnreadable>| {
        let looked = look(bytes, name, None, few);
        let why = looked.step.as_ref().err().map(|own| own.why);
        let is_set = matches!(looked.step, Ok(Step::PagesMade(_)));
        assert!(
            is_set == expected.is_none() && why == expected,
            "{name}: {why:?}"
        );
    };
    let many = WhyUnreadable::TooManyPages;
    check("linje\n".repeat(100_000).as_bytes(), "fil.txt", Some(many));
    check("a;b\n".repeat(100_000).as_bytes(), "fil.csv", Some(many));
    check("<p>x".repeat(100_000).as_bytes(), "fil.html", Some(many));
    check("# x\n".repeat(100_000).as_bytes(), "fil.md", Some(many));
    check(";".repeat(1_000_000).as_bytes(), "fil.csv", None);
    check("\"".repeat(100_001).as_bytes(), "fil.csv", None);
    check("[](".repeat(30_000).as_bytes(), "fil.md", None);
    check("**".repeat(50_000).as_bytes(), "fil.md", None);
    check(">".repeat(50_000).as_bytes(), "fil.md", None);
    check(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n".repeat(20_000).as_bytes(),
        "fil.ics",
        None,
    );
    check(
        ("BEGIN:VCALENDAR\n".to_owned() + &"BEGIN:VEVENT\nEND:VEVENT\n".repeat(30_000)).as_bytes(),
        "fil.ics",
        Some(WhyUnreadable::TooManyParts),
    );
    check(
        "BEGIN:VCARD\nEND:VCARD\n".repeat(30_000).as_bytes(),
        "fil.vcf",
        Some(WhyUnreadable::TooManyParts),
    );
    check(
        ("BEGIN:VCARD\nN:".to_owned() + &";".repeat(500_000)).as_bytes(),
        "fil.vcf",
        None,
    );
    check(
        ("BEGIN:VCARD\nNOTE".to_owned() + &";a=b".repeat(100_000) + ":x").as_bytes(),
        "fil.vcf",
        None,
    );
    for (text, name) in [
        (CSV, "fil.csv"),
        (HTML, "fil.html"),
        (MARKDOWN, "fil.md"),
        (CALENDAR, "fil.ics"),
        (CARDS, "fil.vcf"),
    ] {
        for step in 0..=40 {
            look(&text.as_bytes()[..text.len() * step / 40], name, None, few);
        }
        let mut seed = 88_172_645_463_325_252_u64;
        for _ in 0..60 {
            let mut turned = text.as_bytes().to_vec();
            for _ in 0..6 {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                let at = seed as usize % turned.len();
                turned[at] = (seed >> 32) as u8;
            }
            look(&turned, name, None, few);
        }
    }
}
