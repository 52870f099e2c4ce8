//! What is said of somebody, and of whom.

use sagsbord_scan::{
    CasePeople, CaseScanner, Category, Options, Person, Role, Scanner, Whose, WordList,
};

fn case() -> CaseScanner {
    let person = |name: &str, role, relation: Option<&str>| Person {
        name: name.to_owned(),
        role,
        relation: relation.map(str::to_owned),
        ..Person::default()
    };
    Scanner::new(WordList::from_base_forms(""), Options::default()).for_case(CasePeople {
        people: vec![
            person("Birgit Ravnkilde", Role::Requester, Some("borger")),
            person("Torben Agerskov", Role::ThirdParty, Some("far")),
            person("Lone Fynbo", Role::Employee, None),
        ],
        ..CasePeople::default()
    })
}

#[track_caller]
fn check(text: &str, category: Category, expected: Option<(&str, Whose, bool)>) {
    let findings = case().scan(text);
    let seen: Vec<_> = findings
        .iter()
        .filter(|f| f.category == category)
        .map(|f| (&text[f.span.bytes.clone()], f.whose, f.flag))
        .collect();
    match expected {
        Some(expected) => assert_eq!(seen, [expected], "{text}"),
        None => assert!(seen.is_empty(), "{text}: {seen:?}"),
    }
}

#[test]
fn what_is_said_is_found_with_whom_it_is_about() {
    use Category::{Article9, Crime, Health, SubstanceUse};
    use Whose::{Requester, ThirdParty};
    let cases = [
        (
            "Torben Agerskov bor der også. Lægen noterer svær angst.",
            Health,
            Some(("angst", Requester, false)),
        ),
        (
            "Dragan har begået hæleri.",
            Crime,
            Some(("hæleri", ThirdParty, true)),
        ),
        (
            "Læreren siger, at drengen er autist.",
            Health,
            Some(("autist", Whose::Unknown, true)),
        ),
        (
            "Torben Agerskov har epilepsi.",
            Health,
            Some(("epilepsi", ThirdParty, true)),
        ),
        (
            "Torben ringede. Han tager Lyrica.",
            Health,
            Some(("Lyrica", ThirdParty, true)),
        ),
        (
            "Birgit har gigt, siger Lone Fynbo.",
            Health,
            Some(("gigt", Requester, false)),
        ),
        (
            "Borgeren har en depression.",
            Health,
            Some(("depression", Requester, false)),
        ),
        (
            "Jeg har lige fået konstateret sklerose.",
            Health,
            Some(("sklerose", Requester, false)),
        ),
        (
            "Hendes mor har svær demens.",
            Health,
            Some(("demens", ThirdParty, true)),
        ),
        (
            "Der er demens hos hendes moster.",
            Health,
            Some(("demens", ThirdParty, true)),
        ),
        (
            "Naboen Karsten drikker. Han er tidligere behandlet for leverbetændelse.",
            Health,
            Some(("leverbetændelse", ThirdParty, true)),
        ),
        (
            "Diagnose: bipolar lidelse",
            Health,
            Some(("bipolar lidelse", Requester, false)),
        ),
        (
            "Sønnen tager Concerta hver morgen.",
            Health,
            Some(("Concerta", ThirdParty, true)),
        ),
        (
            "Faren har begået hæleri.",
            Crime,
            Some(("hæleri", ThirdParty, true)),
        ),
        (
            "Sagen handler om mistanke om mandatsvig.",
            Crime,
            Some(("mandatsvig", Requester, false)),
        ),
        (
            "Stedfaren ryger hash hver dag.",
            SubstanceUse,
            Some(("ryger hash", ThirdParty, true)),
        ),
        (
            "Kollegaen Hanne er Jehovas Vidne.",
            Article9,
            Some(("Jehovas Vidne", ThirdParty, true)),
        ),
        (
            "Hendes eksmand er homoseksuel.",
            Article9,
            Some(("homoseksuel", ThirdParty, true)),
        ),
    ];
    for (text, category, expected) in cases {
        check(text, category, expected);
    }
}

#[test]
fn what_is_said_of_nobody_is_left_alone() {
    let cases = [
        (
            "Kommunen har et tilbud til mennesker med demens.",
            Category::Health,
        ),
        (
            "Vi holder et kursus om forebyggelse af stress.",
            Category::Health,
        ),
        ("Mødet holdes i Center for Autisme.", Category::Health),
        ("Kræftens Bekæmpelse har sendt en pjece.", Category::Health),
        ("Der er sat tyverisikring på døren.", Category::Crime),
        ("Tvisten er sendt til voldgift.", Category::Crime),
        ("Regler om vold, jf. straffeloven.", Category::Crime),
        ("Til gengæld er huslejen lav.", Category::Economy),
        ("Han er tyve år.", Category::Crime),
        ("Handicapparkering findes ved indgangen.", Category::Health),
        ("Psykologen ringer tilbage.", Category::Health),
        ("Støjvolden langs vejen er højere.", Category::Crime),
    ];
    for (text, category) in cases {
        check(text, category, None);
    }
}

#[test]
fn a_denial_is_still_said_but_weighs_less() {
    let text = "Hendes bror har ikke skizofreni.";
    let findings = case().scan(text);
    let finding = findings
        .iter()
        .find(|f| f.category == Category::Health)
        .unwrap();
    assert!(
        finding
            .evidence
            .iter()
            .any(|e| e.in_danish().contains("benægtes"))
    );
}

#[test]
fn being_convicted_is_marked_as_well_as_what_for() {
    let text = "Faren blev dømt for hæleri.";
    let seen: Vec<_> = case()
        .scan(text)
        .iter()
        .filter(|f| f.category == Category::Crime && f.flag)
        .map(|f| text[f.span.bytes.clone()].to_owned())
        .collect();
    assert_eq!(seen, ["dømt", "hæleri"]);
}
