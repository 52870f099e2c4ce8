//! What is said of somebody, and of whom.

use sagsbord_scan::{
    CasePeople, CaseScanner, Category, Language, Options, Person, Role, Scanner, Whose, WordList,
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
            .any(|e| e.in_words(Language::Danish).contains("benægtes"))
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

fn of_a_woman_with_a_son() -> CaseScanner {
    let person = |name: &str, cpr: &str, role, relation: Option<&str>| Person {
        name: name.to_owned(),
        cpr: Some(cpr.to_owned()),
        role,
        relation: relation.map(str::to_owned),
        ..Person::default()
    };
    Scanner::new(WordList::from_base_forms(""), Options::default()).for_case(CasePeople {
        people: vec![
            person("Else Marie Kortegaard", "7204413388", Role::Requester, None),
            person(
                "Henning Kortegaard",
                "6811384471",
                Role::ThirdParty,
                Some("ægtefælle"),
            ),
            person(
                "Emil Kortegaard",
                "6203126615",
                Role::ThirdParty,
                Some("søn"),
            ),
        ],
        ..CasePeople::default()
    })
}

#[test]
fn whose_it_is_follows_pronouns_kin_and_small_letters() {
    use Whose::{Requester, ThirdParty};
    let cases = [
        // `han` is no woman, so it is not hers.
        ("Else siger, at han er dement.", "dement", ThirdParty, true),
        ("Else siger, at hun er dement.", "dement", Requester, false),
        ("Else ringede. Han har angst.", "angst", ThirdParty, true),
        // Notes in small letters.
        (
            "henning virker forvirret, har han mon demens?",
            "demens",
            ThirdParty,
            true,
        ),
        (
            "else er bange for at det er demens",
            "demens",
            Requester,
            false,
        ),
        (
            "naboen flemming har skizofreni",
            "skizofreni",
            ThirdParty,
            true,
        ),
        (
            "ansøger fik insulin kl 8. henning sov",
            "insulin",
            Requester,
            false,
        ),
        // The case's own mother, and somebody's.
        (
            "Mor har fået konstateret epilepsi.",
            "epilepsi",
            Requester,
            false,
        ),
        ("Noahs mor har epilepsi.", "epilepsi", ThirdParty, true),
        // Who only tells, wrote, or speaks for somebody.
        (
            "Henning har ifølge mor bipolar lidelse.",
            "bipolar",
            ThirdParty,
            true,
        ),
        (
            "har spinalstenose jf. attest fra dr. Winding",
            "spinalstenose",
            Requester,
            false,
        ),
    ];
    for (text, word, whose, flag) in cases {
        let seen: Vec<_> = of_a_woman_with_a_son()
            .scan(text)
            .into_iter()
            .filter(|f| f.category == Category::Health)
            .map(|f| (text[f.span.bytes.clone()].to_owned(), f.whose, f.flag))
            .collect();
        assert!(
            seen.iter()
                .any(|(found, of, flagged)| found.starts_with(word)
                    && *of == whose
                    && *flagged == flag),
            "{text}: {seen:?}"
        );
    }
}

#[test]
fn a_union_or_party_says_something_only_of_somebody_tied_to_it() {
    let found = |text: &str| {
        case()
            .scan(text)
            .iter()
            .any(|f| f.category == Category::Article9 && f.flag)
    };
    for text in [
        "Torben Agerskov er medlem af 3F.",
        "Torben er meldt ud af HK.",
        "Faren er organiseret i BUPL.",
        "Torben Agerskov stiller op for Venstre.",
        "Torben er byrådskandidat for Dansk Folkeparti.",
    ] {
        assert!(found(text), "{text}");
    }
    for text in [
        "Høringssvar fra FOA og Ældre Sagen er vedlagt.",
        "Overenskomsten er indgået mellem KL og HK.",
        "Torben Agerskov sad til venstre for døren.",
        "Socialdemokratiet er utilfreds med forslaget.",
    ] {
        assert!(!found(text), "{text}");
    }
}

#[test]
fn at_release_a_role_is_no_news_and_a_wish_to_be_unknown_is() {
    let flagged = |text: &str, purpose| {
        Scanner::new(
            WordList::built_in(),
            Options {
                purpose,
                ..Options::default()
            },
        )
        .for_case(CasePeople::default())
        .scan(text)
        .iter()
        .any(|f| f.category == Category::Forbidden && f.flag)
    };
    use sagsbord_scan::Purpose::{Release, Writing};
    assert!(!flagged("Underretter hører dagligt skænderier.", Release));
    assert!(flagged("Underretter hører dagligt skænderier.", Writing));
    assert!(flagged("Hun ønsker at være anonym.", Release));
    assert!(flagged("Adressen på krisecentret er kendt.", Release));
}

#[test]
fn a_date_beside_a_full_name_is_a_birthday_unless_somebody_signed_then() {
    let found = |text: &str| {
        case()
            .scan(text)
            .iter()
            .filter(|f| f.category == Category::BirthDate)
            .map(|f| text[f.span.bytes.clone()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("Forurettede: Niclas Juncker, 17.02.1998"),
        ["17.02.1998"]
    );
    assert_eq!(found("Alba Kristoffersen (9. maj 2021)"), ["9. maj 2021"]);
    assert_eq!(
        found("datter Rahel, f 11/9 2009, bor hos farmor"),
        ["11/9 2009"]
    );
    assert_eq!(found("traf Ida Vestermark, 040509, på stedet"), ["040509"]);
    assert!(found("Mette Holm, 12.03.2025").is_empty());
    assert!(found("Lone Fynbo, 17.02.1998").is_empty());
    assert!(found("Mødet med Anna Holm den 17.02.1998").is_empty());
}

#[test]
fn where_nobody_is_near_it_may_be_of_whoever_was_named_last() {
    let flagged = |text: &str| {
        of_a_woman_with_a_son()
            .scan(text)
            .iter()
            .any(|f| f.category == Category::Health && f.flag)
    };
    assert!(flagged(
        "Vedrørende Villy Poulsgaard.\n\nDiagnose: skizofreni."
    ));
    assert!(!flagged(
        "Vedrørende Else Marie Kortegaard.\n\nDiagnose: skizofreni."
    ));
    assert!(!flagged("Diagnose: skizofreni."));
}

#[test]
fn what_a_scanner_misread_is_still_said() {
    for text in [
        "Torben fik b1odprop i marts.",
        "Torben har en depressi0n.",
        "Torben er dernent.",
        "Torbens fængse1sdom er fra i fjor.",
    ] {
        let found = case()
            .scan(text)
            .iter()
            .any(|f| matches!(f.category, Category::Health | Category::Crime) && f.flag);
        assert!(found, "{text}");
    }
    for text in [
        "Torben bor i B1.",
        "Torben fik varenr. k1ods8.",
        "Torben så Covid-19-tallene.",
    ] {
        let found = case()
            .scan(text)
            .iter()
            .any(|f| matches!(f.rule.id, "said.crime" | "said.substance") && f.flag);
        assert!(!found, "{text}");
    }
}

#[test]
fn a_pronoun_never_stands_for_whoever_writes_or_for_the_other_sex() {
    let whose = |text: &str, category| {
        of_a_woman_with_a_son()
            .scan(text)
            .into_iter()
            .find(|f| f.category == category)
            .map(|f| (f.whose, f.flag))
    };
    let another = |text: &str, category| {
        assert!(
            whose(text, category).is_some_and(|(_, flag)| flag),
            "{text}"
        );
    };
    let own = |text: &str, category| {
        let seen = whose(text, category);
        assert_eq!(seen, Some((Whose::Requester, false)), "{text}");
    };
    another(
        "Min bror Knud har jeg ikke set længe, han kom i fængsel for tyveri.",
        Category::Crime,
    );
    another("Emil sov, da jeg gik. Han har epilepsi.", Category::Health);
    // Kasper can be no `hun`, Else Marie can.
    own(
        "Else Marie bor med Kasper. Hun lider af migræne.",
        Category::Health,
    );
    another(
        "Else Marie bor med Kasper. Han lider af migræne.",
        Category::Health,
    );
    another(
        "Else Marie bor med Benedikte. Hun lider af migræne.",
        Category::Health,
    );
}

#[test]
fn the_interpreter_or_doctor_named_before_is_not_who_it_is_about() {
    for text in [
        "Else Marie har mødt op. Henvist af dr. Mahmood. Tager tramadol.",
        "Else Marie er med. Tolk: Abdirahman. Fortsat migræne.",
    ] {
        let flagged = of_a_woman_with_a_son()
            .scan(text)
            .iter()
            .any(|f| f.category == Category::Health && f.flag);
        assert!(!flagged, "{text}");
    }
    check(
        "Birgit er i behandling hos psykolog Ane Juhl for angst.",
        Category::Health,
        Some(("angst", Whose::Requester, false)),
    );
    check(
        "Birgit bor hos lærer Ane Juhl, som har angst.",
        Category::Health,
        Some(("angst", Whose::ThirdParty, true)),
    );
    check(
        "Birgit siger, at læreren Ane Juhl har angst.",
        Category::Health,
        Some(("angst", Whose::ThirdParty, true)),
    );
    // A neighbour is not there for the citizen.
    let text = "Else Marie har fået besøg af naboen Mahmood. Tager tramadol.";
    let flagged = of_a_woman_with_a_son()
        .scan(text)
        .iter()
        .any(|f| f.category == Category::Health && f.flag);
    assert!(flagged, "{text}");
}

#[test]
fn a_field_in_the_citizens_own_paragraph_is_the_citizens() {
    let flagged = |text: &str| {
        of_a_woman_with_a_son()
            .scan(text)
            .iter()
            .any(|f| f.category == Category::Health && f.flag)
    };
    assert!(!flagged(
        "Else Marie taler med Benedikte.\nMedicin: Abilify"
    ));
    assert!(flagged("Far: Knud Holm.\nMedicin: Abilify"));
    assert!(flagged("Benedikte fra naboen er syg.\nMedicin: Abilify"));
}

#[test]
fn a_birthday_is_of_the_name_before_it_or_of_whoever_was_born_that_day() {
    let flag = |text: &str| {
        of_a_woman_with_a_son()
            .scan(text)
            .iter()
            .find(|f| f.category == Category::BirthDate)
            .map(|f| f.flag)
    };
    let own = "Undertegnede Else Marie Kortegaard, født 12. april 1941, søger.";
    assert_eq!(flag(own), Some(false));
    assert_eq!(flag("Født den 12. april 1941."), Some(false));
    assert_eq!(flag("Emil Kortegaard, født 2. marts 2012"), Some(true));
    assert_eq!(flag("Født den 13. april 1941."), Some(true));
    assert_eq!(flag("Knud Holm, født 12. april 1941"), Some(true));
}

#[test]
fn somebody_whose_name_is_in_no_list_is_somebody_too() {
    check(
        "Fru Nymark fra nr. 12 har kræft.",
        Category::Health,
        Some(("kræft", Whose::ThirdParty, true)),
    );
    check(
        "Hun deler stue med Ylvasol Kvistrupgaard, som har demens.",
        Category::Health,
        Some(("demens", Whose::ThirdParty, true)),
    );
}

#[test]
fn a_deed_is_of_whoever_did_it_and_not_of_whom_it_was_done_to() {
    check(
        "Torben begik hærværk mod Birgit.",
        Category::Crime,
        Some(("hærværk", Whose::ThirdParty, true)),
    );
    check(
        "Birgit har været udsat for vold af Torben.",
        Category::Crime,
        Some(("vold", Whose::ThirdParty, true)),
    );
    check(
        "Birgit anmeldte hærværk på bilen begået af naboen.",
        Category::Crime,
        Some(("hærværk", Whose::ThirdParty, true)),
    );
    // Nobody is named: it may be anybody's.
    check(
        "Kommunen har modtaget en anmeldelse om hærværk.",
        Category::Crime,
        Some(("hærværk", Whose::Unknown, true)),
    );
    check(
        "Sagen vedrører mistanke om bedrageri.",
        Category::Crime,
        Some(("bedrageri", Whose::Requester, false)),
    );
    check(
        "Den unge er mistænkt for hashsalg.",
        Category::Crime,
        Some(("hashsalg", Whose::Unknown, true)),
    );
    check(
        "Naboen blev anmeldt for husfredskrænkelse hos Birgit.",
        Category::Crime,
        Some(("husfredskrænkelse", Whose::ThirdParty, true)),
    );
}
