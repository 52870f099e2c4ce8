use sagsbord_domain::deadline::{Change, DelayLetter, Extension, Length, Limit, Unit};
use sagsbord_law::{LetterDraft, LetterOrder, draft_delay_letter};

use crate::support::{act, begin, begin_chosen, day, derive, law};

fn draft(
    deadline: &sagsbord_domain::deadline::Deadline,
    ground: &str,
    new_day: Option<&str>,
    sent: &str,
) -> LetterDraft {
    let order = LetterOrder {
        deadline,
        due: derive(deadline).due,
        ground,
        new_day: new_day.map(day),
        sent: day(sent),
        signed: &["Ida Holm", "Havrelunde Kommune"],
    };
    draft_delay_letter(order).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[track_caller]
fn check(draft: &LetterDraft, title: &str, expected: &str) {
    assert_eq!(draft.title, title);
    assert_eq!(draft.paragraphs.join("\n"), expected.trim());
}

#[test]
fn a_letter_in_time_says_the_law_the_ground_the_new_day_and_how_to_complain() {
    check(
        &draft(
            &begin("OFL-36", "2026-03-27"),
            "bilagene ligger i  tre gamle arkiver",
            Some("2026-04-24"),
            "2026-04-09",
        ),
        "Svaret på din anmodning om aktindsigt kommer senere",
        "
Vi modtog din anmodning fredag den 27. marts 2026.
Efter offentlighedslovens § 36, stk. 2 skal du normalt have svar senest fredag den 10. april 2026. Det kan vi ikke nå.
Grunden er denne: Bilagene ligger i tre gamle arkiver.
Vi regner nu med, at du får svar senest fredag den 24. april 2026.
Kan vi heller ikke holde den dag, skriver vi til dig igen, inden den er gået, og fortæller hvorfor.
Har du ikke fået svar, når der er gået 14 arbejdsdage, fra vi modtog din anmodning, kan du klage over ventetiden. Det står i offentlighedslovens § 39. Du sender klagen til os; har du heller ikke fået svar 7 arbejdsdage efter klagen, sender vi den videre til dem, der skal behandle den.
Med venlig hilsen
Ida Holm
Havrelunde Kommune",
    );
}

#[test]
fn a_late_letter_is_sorry_and_what_is_not_decided_stands_in_brackets() {
    check(
        &draft(&begin("RSL-66", "2026-03-02"), "  ", None, "2026-04-09"),
        "Svaret på din klage kommer senere",
        "
Vi modtog din klage mandag den 2. marts 2026.
Efter retssikkerhedslovens § 66 skulle du have haft svar senest mandag den 30. marts 2026. Det har vi ikke nået, og det beklager vi.
Grunden er denne: [grunden i netop denne sag]
Vi regner nu med, at du får svar senest [den nye dato].
Kan vi heller ikke holde den dag, skriver vi til dig igen, inden den er gået, og fortæller hvorfor.
Med venlig hilsen
Ida Holm
Havrelunde Kommune",
    );
}

#[test]
fn a_second_letter_tells_of_the_promise_that_was_not_kept() {
    let sent = Change::LetterSent(DelayLetter {
        sent: day("2026-04-09"),
        ground: "bilagene ligger i tre gamle arkiver".to_owned(),
        new_day: day("2026-04-24"),
    });
    let deadline = act(&begin("OFL-36", "2026-03-27"), sent, "2026-04-09")
        .unwrap_or_else(|error| panic!("{error}"));
    let second = |sent| draft(&deadline, "et arkiv er lukket", Some("2026-05-08"), sent);
    let coming = "Vi skrev til dig torsdag den 9. april 2026, at du ville få svar senest fredag den 24. april 2026. \
        Det kan vi alligevel ikke nå, og det beklager vi.";
    assert_eq!(second("2026-04-24").paragraphs[1], coming);
    let over = "Vi skrev til dig torsdag den 9. april 2026, at du ville få svar senest fredag den 24. april 2026. \
        Det har vi ikke nået, og det beklager vi.";
    assert_eq!(second("2026-04-25").paragraphs[1], over);
}

#[test]
fn a_letter_after_an_extension_tells_of_the_day_it_was_extended_to() {
    let extended = Change::Extended {
        by: Extension::By(Length::new(2, Unit::Months)),
        told: day("2026-01-20"),
        why: "mange systemer".to_owned(),
    };
    let deadline = act(&begin("GDPR-12", "2026-01-05"), extended, "2026-01-20")
        .unwrap_or_else(|error| panic!("{error}"));
    let made = draft(
        &deadline,
        "et system er nede",
        Some("2026-05-04"),
        "2026-03-30",
    );
    let told = "Vi skrev til dig tirsdag den 20. januar 2026, at du ville få svar senest tirsdag den 7. april 2026. \
        Det kan vi alligevel ikke nå, og det beklager vi.";
    assert_eq!(made.paragraphs[1], told);
}

/// A rule that asks for a letter and is not in the law's words would get a letter that says nothing of it.
#[test]
fn every_rule_that_asks_for_a_letter_gets_one_without_a_hole() {
    let (mut letters, mut that_tell_of_complaint) = (0, 0);
    for rule in law().rules.rules() {
        if !rule.overrun.needs_letter() {
            continue;
        }
        let (id, from) = (&rule.id, rule.valid_from.to_string());
        let chosen = Some("2098-12-01").filter(|_| matches!(rule.limit, Limit::Chosen { .. }));
        let deadline = begin_chosen(id, &from, chosen);
        let made = draft(&deadline, "sagen er stor", Some("2099-01-01"), &from);
        let text = made.paragraphs.join("\n");
        assert!(!text.contains(['{', '}', '[', ']']), "{id}: {text}");
        assert!(text.contains("1. januar 2099"), "{id}: {text}");
        letters += 1;
        that_tell_of_complaint += u32::from(text.contains("§ 39"));
    }
    assert!(letters >= 15, "{letters}");
    assert_eq!(that_tell_of_complaint, 9, "those of offentlighedsloven");
}
