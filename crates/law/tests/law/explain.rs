use sagsbord_domain::deadline::{
    Area, Change, Condition, Confidence, DeadlineProblem, DeadlineState, DelayLetter, Due,
    Extension, Length, LetterProblem, MovedBecause, Outlook, OverrunDuty, StartEvent, StopGround,
    Unit, Unsaid,
};
use sagsbord_domain::deadline::{BreachOfDuty, Contradiction};
use sagsbord_law::{Language, Reason, explain, word};

use crate::support::{act, begin, day, derive, law, moment, restart, stop};

const BOTH: [Language; 2] = [Language::Da, Language::En];

#[track_caller]
fn check(deadline: &sagsbord_domain::deadline::Deadline, language: Language, expected: &str) {
    let text = explain(
        deadline,
        &derive(deadline),
        language,
        Some(&|_| "Ida Holm".to_owned()),
    );
    assert_eq!(text, expected.trim_start());
}

#[test]
fn seven_working_days_over_easter_are_told_day_by_day() {
    check(
        &begin("OFL-36", "2026-03-27"),
        Language::Da,
        "
Frist: fredag den 10. april 2026 (uge 15), til døgnets udløb.
Regel: Aktindsigt efter offentlighedsloven (OFL-36), offentlighedslovens § 36, stk. 2.
Længde: 7 arbejdsdage.
Reglens udgave gælder fra 1. januar 2014.
Kilde: aktindsigtshåndbogen, rettidig behandling (§ 36, stk. 2 og 3); FOB 2021-1; danskelove.dk, offentlighedsloven § 7.
Senest verificeret 21. november 2026: læst i gengivelser af loven og vejledninger, ikke efterprøvet af en jurist. Ordlyd eller indhold er set i en gengivelse af loven eller en vejledning.
Kan fristen ikke holdes, skal der inden dens udløb sendes et fristbrev med grunden i denne sag og en ny dato.
Begyndelse: anmodningen blev modtaget fredag den 27. marts 2026. Den dag tælles ikke med.
Talt strengt: 5. juni, 24. og 31. december er arbejdsdage, og det er kommunens lukkedage også, hvis de ikke er nævnt herunder.
Kalender: udgave 2026-11-21.
Dage, der ikke er talt med:
- lørdag den 28. marts 2026
- søndag den 29. marts 2026
- torsdag den 2. april 2026: skærtorsdag
- fredag den 3. april 2026: langfredag
- lørdag den 4. april 2026
- søndag den 5. april 2026: påskedag
- mandag den 6. april 2026: 2. påskedag",
    );
}

#[test]
fn stops_extensions_and_everything_that_was_done_are_told() {
    let changes = [
        (
            "2026-01-31",
            stop("2026-01-31", StopGround::IdentityInDoubt),
        ),
        ("2026-02-05", restart("2026-02-05")),
        (
            "2026-02-10",
            Change::Extended {
                by: Extension::By(Length::new(2, Unit::Months)),
                told: day("2026-02-10"),
                why: "Over 4.000 sider".to_owned(),
            },
        ),
        (
            "2026-02-11",
            Change::Told {
                due: Due::Day(day("2026-05-06")),
                on: day("2026-02-11"),
            },
        ),
        ("2026-02-12", crate::support::undo(4)),
        (
            "2026-05-02",
            Change::Completed {
                at: moment("2026-05-01T12:05:00Z"),
            },
        ),
    ];
    let deadline = changes
        .into_iter()
        .fold(begin("GDPR-12", "2026-01-31"), |deadline, (on, change)| {
            act(&deadline, change, on).unwrap()
        });
    check(
        &deadline,
        Language::En,
        "
Deadline: Tuesday 5 May 2026 (week 19), to the end of the day.
Rule: Access under the GDPR (GDPR-12), databeskyttelsesforordningens artikel 12, stk. 3, og artikel 15.
Length: 1 month.
This version of the rule holds from 25 May 2018.
Source: datatilsynet.dk, afgørelser om gennemsigtig oplysning; 2018-32-0286.
Last verified 21 November 2026: læst i gengivelser af loven og vejledninger, ikke efterprøvet af en jurist. Wording or substance was seen in a reproduction of the law or in guidance.
Note: That the day moves on from a closed one follows from Regulation 1182/71 and is not verified. The clock may only stand where identity is genuinely in doubt.
If the deadline cannot be kept, a letter must go out before it ends, with the ground in this case and a new date.
Start: the request was received Saturday 31 January 2026. That day does not count.
Calendar: edition 2026-11-21.
The month has no day 31, so it is the last of the month: Saturday 28 February 2026.
Stopped Saturday 31 January 2026: the identity is in doubt. Afventer. Left: 28 days.
On again Thursday 5 February 2026. Modtaget. The clock stood for 5 days.
Extended from Thursday 5 March 2026 to Tuesday 5 May 2026. Over 4.000 sider.
What was done:
1. Saturday 31 January 2026 at 12:00, Ida Holm: stopped from Saturday 31 January 2026: the identity is in doubt. Afventer.
2. Thursday 5 February 2026 at 12:00, Ida Holm: on again from Thursday 5 February 2026. Modtaget.
3. Tuesday 10 February 2026 at 12:00, Ida Holm: extended; the citizen was told Tuesday 10 February 2026. Over 4.000 sider.
4. Wednesday 11 February 2026 at 12:00, Ida Holm: the citizen was told Wednesday 11 February 2026 of the deadline Wednesday 6 May 2026 (taken back)
5. Thursday 12 February 2026 at 12:00, Ida Holm: entry 4 taken back. Fejl.
6. Saturday 2 May 2026 at 12:00, Ida Holm: completed Friday 1 May 2026 at 14:05",
    );
}

#[test]
fn what_is_not_verified_says_so_beside_its_date() {
    for rule in law().rules.rules() {
        let said = word(Language::Da, "confidence", rule.confidence.code(), &[]);
        assert_eq!(
            said.starts_with("Ikke verificeret"),
            !rule.confidence.is_verified(),
            "{}",
            rule.id
        );
    }
    assert!(!Confidence::SecondHand.is_verified() && Confidence::Seen.is_verified());
}

#[test]
fn hours_closed_days_and_waiting_clocks_have_words_of_their_own() {
    let check = |id: &str, start: &str, part: &str| {
        let deadline = begin(id, start);
        let text = explain(
            &deadline,
            &derive(&deadline),
            Language::Da,
            Some(&|_| String::new()),
        );
        assert!(text.contains(part), "{text}");
    };
    check(
        "BL-136",
        "2026-11-20T15:30:00Z",
        "Frist: lørdag den 21. november 2026 kl. 16.30.",
    );
    check(
        "GDPR-12",
        "2026-03-05",
        "Søndag den 5. april 2026 er en lukkedag, så fristen er den næste åbne dag: tirsdag den 7. april 2026.",
    );
    check(
        "BYG-SIMPEL",
        "2026-03-05",
        "Uret er ikke begyndt: det løber først, når sagen er fuldt oplyst.",
    );
    check(
        "OFL-36",
        "2026-12-15",
        "Sidste dag i tide, hvor kommunen har åbent: onsdag den 23. december 2026.",
    );
    check(
        "BL-156",
        "2026-01-01",
        "Skal ske 2 gange. Fordelt jævnt: 2. juli 2026, 1. januar 2027.",
    );
    check(
        "SEL-141",
        "2026-01-01",
        "Frist: snarest. Loven sætter ingen dag.",
    );
    check("BL-136-6", "2026-06-01", "Lørdage tælles med som hverdage.");
    check("REF-80", "2026-01-01", "Længde: 4 uger, fra og med dagen.");
}

#[test]
fn a_day_that_is_only_asked_for_tells_no_grounds() {
    let stands = act(
        &begin("GDPR-12", "2026-01-15"),
        stop("2026-01-20", StopGround::IdentityInDoubt),
        "2026-01-20",
    )
    .unwrap();
    let text = explain(&stands, &derive(&stands), Language::Da, None);
    assert!(
        text.ends_with(
            "Standset tirsdag den 20. januar 2026: der er tvivl om identiteten. Tilbage: 26 dage."
        ),
        "{text}"
    );
}

#[test]
fn a_rule_that_is_not_verified_begins_with_saying_so() {
    let deadline = begin("GDPR-33", "2026-03-05T10:00:00Z");
    let text = explain(&deadline, &derive(&deadline), Language::Da, None);
    assert!(
        text.contains(
            "\nIkke verificeret: skrevet efter hukommelsen. Gennemset 21. november 2026: "
        ),
        "{text}"
    );
    assert!(!text.contains("Senest verificeret"));
}

/// What a person wrote is told as it stands, whatever signs are in it.
#[test]
fn a_ground_is_told_as_it_was_written() {
    let access = begin("OFL-36", "2026-03-02");
    let letter = Change::LetterSent(DelayLetter {
        sent: day("2026-03-10"),
        ground: "{0} {1}\nlinje {x} 100 %".to_owned(),
        new_day: day("2026-03-20"),
    });
    let deadline = act(&access, letter, "2026-03-10").unwrap();
    let text = explain(
        &deadline,
        &derive(&deadline),
        Language::Da,
        Some(&|_| "{2}".to_owned()),
    );
    assert!(text.ends_with("1. tirsdag den 10. marts 2026 kl. 12.00, {2}: fristbrev sendt tirsdag den 10. marts 2026; svar ventes senest fredag den 20. marts 2026. {0} {1} linje {x} 100 %."), "{text}");
}

#[test]
fn every_code_has_its_words_in_both_languages() {
    let mut asked: Vec<(&str, &str)> = Vec::new();
    let mut ask = |kind, codes: &mut dyn Iterator<Item = &'static str>| {
        asked.extend(codes.map(|code| (kind, code)));
    };
    ask("area", &mut Area::ALL.iter().map(|one| one.code()));
    ask("start", &mut StartEvent::ALL.iter().map(|one| one.code()));
    ask("ground", &mut StopGround::ALL.iter().map(|one| one.code()));
    ask(
        "condition",
        &mut Condition::ALL.iter().map(|one| one.code()),
    );
    ask("duty", &mut OverrunDuty::ALL.iter().map(|one| one.code()));
    ask(
        "confidence",
        &mut Confidence::ALL.iter().map(|one| one.code()),
    );
    ask(
        "state",
        &mut DeadlineState::ALL.iter().map(|one| one.code()),
    );
    ask(
        "breach",
        &mut BreachOfDuty::ALL.iter().map(|one| one.code()),
    );
    ask("moved", &mut MovedBecause::ALL.iter().map(|one| one.code()));
    ask(
        "letter",
        &mut LetterProblem::ALL.iter().map(|one| one.code()),
    );
    ask("forecast", &mut Unsaid::ALL.iter().map(|one| one.code()));
    ask("forecast", &mut Outlook::ALL.iter().map(|one| one.code()));
    ask(
        "problem",
        &mut DeadlineProblem::ALL.iter().map(|one| one.code()),
    );
    ask(
        "contradiction",
        &mut Contradiction::ALL.iter().map(|one| one.code()),
    );
    ask(
        "basis_fault",
        &mut sagsbord_domain::aktindsigt::BasisFault::ALL
            .iter()
            .map(|one| one.code()),
    );
    ask(
        "letter_fault",
        &mut sagsbord_domain::aktindsigt::LetterTextFault::ALL
            .iter()
            .map(|one| one.code()),
    );
    for unit in Unit::ALL {
        let key = format!("unit.{}", unit.code());
        for language in BOTH {
            assert!(
                word(language, &key, "one", &[]).len() > 3
                    && word(language, &key, "many", &["2"]).starts_with('2')
            );
        }
    }
    for (kind, code) in asked {
        let said = BOTH.map(|language| word(language, kind, code, &["x", "y"]));
        assert!(
            said.iter().all(|text| *text != format!("{kind}.{code}")),
            "{kind}.{code} has no words"
        );
        assert_ne!(
            said[0], said[1],
            "{kind}.{code} is the same in both languages"
        );
    }
    let reasons = [
        Reason::FileTooLong,
        Reason::TooMany,
        Reason::Missing,
        Reason::UnknownField,
        Reason::WrongType,
        Reason::Empty,
        Reason::TooLong,
        Reason::NotALength,
        Reason::LengthOutOfBounds,
        Reason::NotADay,
        Reason::NotANumber,
        Reason::OneLimitOnly,
        Reason::OneDayOnly,
        Reason::NoSuchDay,
        Reason::ClosureTooLong,
        Reason::LastBeforeFirst,
        Reason::NotToml("x".to_owned()),
        Reason::NotInList("x".to_owned()),
    ];
    for reason in reasons {
        for language in BOTH {
            assert!(
                !reason.sentence(language).starts_with("fault."),
                "{reason:?}"
            );
        }
    }
}
