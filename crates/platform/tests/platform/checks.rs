use std::fs;

use sagsbord_platform::index::{
    ActorKind, Breach, CaseEntry, CaseLists, CaseStep, End, Import, Reference, Relation,
    RelationKind, RoleBook, Rule, breaches_of_case, breaches_of_document,
};
use sagsbord_platform::xml::{Bounds, parse_moment};

use crate::contract::contracts;

fn example() -> Option<Import> {
    let folder = contracts()?;
    let text = fs::read_to_string(folder.join("samples/01-importer-request.xml")).unwrap();
    let mut import = Import::read(&text, Bounds::MESSAGE).unwrap();
    // The example's person is no CPR number; ours is invented (its day is 60 too high).
    let party = |relation: &mut Relation| {
        if matches!(
            relation.kind,
            RelationKind::CaseParty | RelationKind::DocumentParty
        ) {
            relation.reference = Some(Reference::Urn("urn:oio:cpr-nr:7003801234".to_owned()));
        }
    };
    let lists = &mut import.cases[0].registrations[0].lists;
    lists.relations.iter_mut().for_each(party);
    let lists = &mut import.documents[0].registrations[0].lists;
    lists.relations.iter_mut().for_each(party);
    Some(import)
}

#[test]
fn the_published_example_breaks_no_rule() {
    let Some(import) = example() else { return };
    let roles = RoleBook::shipped().unwrap();
    assert_eq!(breaches_of_case(&import.cases[0], &roles), []);
    assert_eq!(breaches_of_document(&import.documents[0], &roles), []);
}

#[test]
fn each_rule_is_told_by_itself() {
    let Some(import) = example() else { return };
    let roles = RoleBook::shipped().unwrap();
    let good = &import.cases[0];
    let check = |rule: Rule, part: &'static str, break_it: &dyn Fn(&mut CaseEntry)| {
        let mut broken = good.clone();
        break_it(&mut broken);
        let breaches = breaches_of_case(&broken, &roles);
        assert_eq!(breaches, [Breach { rule, part }], "{rule:?} {part}");
    };
    fn lists(entry: &mut CaseEntry) -> &mut CaseLists {
        &mut entry.registrations[0].lists
    }
    fn relation(entry: &mut CaseEntry, kind: RelationKind, at: usize) -> &mut Relation {
        lists(entry)
            .relations
            .iter_mut()
            .filter(|relation| relation.kind == kind)
            .nth(at)
            .unwrap()
    }
    use RelationKind::{CaseActor, CaseClass, CaseJournal, CaseParty, CaseSystem};

    check(Rule::NoRegistration, "case", &|entry| {
        entry.registrations.clear();
    });
    check(Rule::NoMoment, "registration", &|entry| {
        entry.registrations[0].head.at = None;
    });
    check(Rule::NotImported, "registration", &|entry| {
        entry.registrations[0].head.life_cycle = Some("Opstaaet".to_owned());
    });
    check(Rule::NoUser, "registration", &|entry| {
        entry.registrations[0].head.by = None;
    });
    check(Rule::BadReference, "registration", &|entry| {
        entry.registrations[0].head.by = Some(Reference::Urn("ulla@korsbaek.dk".to_owned()));
    });
    check(Rule::Missing, "title", &|entry| {
        lists(entry).properties[0].title = Some(" ".to_owned());
    });
    check(Rule::TooLong, "title", &|entry| {
        lists(entry).properties[0].title = Some("å".repeat(256));
    });
    check(Rule::BadSign, "title", &|entry| {
        lists(entry).properties[0].title = Some("en\nto".to_owned());
    });
    check(Rule::NumberIsNotKey, "number", &|entry| {
        lists(entry).properties[0].user_key = Some("andet".to_owned());
    });
    check(Rule::NoBeginning, "properties", &|entry| {
        lists(entry).properties[0].effect.as_mut().unwrap().from = Some(End::Never);
    });
    check(Rule::EndsBeforeItBegins, "properties", &|entry| {
        let effect = lists(entry).properties[0].effect.as_mut().unwrap();
        effect.to = effect.from;
    });
    check(Rule::NoActor, "properties", &|entry| {
        lists(entry).properties[0].effect.as_mut().unwrap().actor = None;
    });
    check(Rule::BadActorKind, "properties", &|entry| {
        let effect = lists(entry).properties[0].effect.as_mut().unwrap();
        effect.actor_kind = Some(ActorKind::Unit);
    });
    check(Rule::HistoryBeginsLate, "progress", &|entry| {
        lists(entry).progress.remove(0);
    });
    check(Rule::HistoryHasGaps, "progress", &|entry| {
        let early = parse_moment("2026-03-05T00:00:00Z").unwrap();
        lists(entry).progress[0].effect.as_mut().unwrap().to = Some(End::At(early));
    });
    check(Rule::HistoryOverlaps, "progress", &|entry| {
        lists(entry).progress[0].effect.as_mut().unwrap().to = Some(End::Never);
    });
    check(Rule::NoSensitivity, "sensitivity", &|entry| {
        lists(entry).index_properties[0].sensitivity = None;
    });
    check(Rule::NoSuchRelation, "case_action", &|entry| {
        let action = relation(entry, CaseClass, 1).clone();
        lists(entry)
            .relations
            .retain(|relation| *relation != action);
    });
    check(Rule::MoreThanOne, "case_owner", &|entry| {
        let owner = relation(entry, CaseActor, 0).clone();
        lists(entry).relations.push(owner);
    });
    check(Rule::IndexedAlone, "case_owner", &|entry| {
        relation(entry, CaseActor, 0).index = Some("1".to_owned());
    });
    check(Rule::NotIndexed, "journal_filed", &|entry| {
        relation(entry, CaseJournal, 0).index = None;
    });
    check(Rule::NotIndexed, "journal_filed", &|entry| {
        let again = relation(entry, CaseJournal, 0).clone();
        lists(entry).relations.push(again);
    });
    check(Rule::NoCvr, "case_owner", &|entry| {
        relation(entry, CaseActor, 0).extension.cvr = Some("1111".to_owned());
    });
    check(Rule::NoName, "case_responsible", &|entry| {
        relation(entry, CaseActor, 1).extension.full_name = None;
    });
    check(Rule::BadClass, "case_class", &|entry| {
        relation(entry, CaseClass, 0).extension.user_key = Some("27.35".to_owned());
    });
    check(Rule::BadClass, "case_action", &|entry| {
        relation(entry, CaseClass, 1).extension.user_key = Some("X01".to_owned());
    });
    check(Rule::SystemAddress, "case_master", &|entry| {
        relation(entry, CaseSystem, 0).system_address = Some("https://x".to_owned());
    });
    check(Rule::PartyById, "case_party", &|entry| {
        relation(entry, CaseParty, 0).reference = Some(Reference::Id(uuid::Uuid::from_u128(5)));
    });
    check(Rule::BadReference, "case_party", &|entry| {
        let short = Reference::Urn("urn:oio:cpr-nr:12345".to_owned());
        relation(entry, CaseParty, 0).reference = Some(short);
    });
    check(Rule::BadCpr, "case_party", &|entry| {
        let none = Reference::Urn("urn:oio:cpr-nr:9999999999".to_owned());
        relation(entry, CaseParty, 0).reference = Some(none);
    });
    check(Rule::NoteTooLarge, "journal_note", &|entry| {
        let journal = relation(entry, CaseJournal, 1).journal.as_mut().unwrap();
        journal.note = Some("QUFB".repeat(40_000));
    });
    check(Rule::NoteIncomplete, "journal_note", &|entry| {
        let journal = relation(entry, CaseJournal, 1).journal.as_mut().unwrap();
        journal.note_title = None;
    });
    // Two steps in the right order are no breach.
    assert_eq!(
        lists(&mut good.clone()).progress[1].step,
        Some(CaseStep::Oplyst)
    );
}
