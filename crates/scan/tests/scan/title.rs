use sagsbord_scan::{CasePeople, Category, Options, Person, Role, Scanner, TitleKind, WordList};

fn findings(title: &str, kind: TitleKind) -> Vec<(Category, String)> {
    let people = CasePeople {
        people: vec![Person {
            name: "Birgit Ravnkilde".to_owned(),
            cpr: Some("610180-1234".to_owned()),
            role: Role::Requester,
            ..Person::default()
        }],
        ..CasePeople::default()
    };
    Scanner::new(WordList::built_in(), Options::default())
        .for_case(people)
        .scan_title(title, kind)
        .into_iter()
        .filter(|finding| finding.flag)
        .map(|finding| (finding.category, title[finding.span.bytes].to_owned()))
        .collect()
}

#[test]
fn a_title_that_says_nothing_is_a_finding() {
    for title in [
        "Dokument1",
        "Scan0001.pdf",
        "IMG_20240512_101112.jpg",
        "12.05.2024",
        "2024-05-12",
        "Bilag 1",
        "Kopi af Dokument (2).docx",
        "Ny mappe",
        "Notat",
        "VS: SV: ",
        "Re:",
        "",
        "   ",
        "----",
        "untitled",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301.pdf",
        "Skærmbillede 2024-05-12.png",
        "Diverse",
        "1234567",
        "Mail fra den 12. maj 2024",
        "scan_0001_ny.tif",
    ] {
        let seen = findings(title, TitleKind::File);
        assert!(
            seen.iter().any(|(c, _)| *c == Category::Title),
            "{title}: {seen:?}"
        );
    }
    for title in [
        "Ansøgning om byggetilladelse",
        "Referat af møde i skolebestyrelsen 12. maj 2024",
        "Afgørelse om boligstøtte.pdf",
        "Lokalplan 412",
        "Høring",
        "Fakturaer marts",
        "Bilag 1 – tegninger",
    ] {
        let seen = findings(title, TitleKind::Document);
        assert!(
            !seen.iter().any(|(c, _)| *c == Category::Title),
            "{title}: {seen:?}"
        );
    }
}

#[test]
fn even_the_citizens_own_data_may_not_stand_in_a_title() {
    let cases = [
        (
            "Lægeattest 610180-1234",
            TitleKind::Document,
            Category::Cpr,
            "610180-1234",
        ),
        (
            "Statusmøde_om_depression.docx",
            TitleKind::File,
            Category::Health,
            "depression",
        ),
        (
            "Underretning om vold",
            TitleKind::Case,
            Category::Crime,
            "vold",
        ),
        (
            "Klage fra doven borger",
            TitleKind::MailSubject,
            Category::Forbidden,
            "doven",
        ),
    ];
    for (title, kind, category, piece) in cases {
        let seen = findings(title, kind);
        assert!(
            seen.contains(&(category, piece.to_owned())),
            "{title}: {seen:?}"
        );
    }
}
