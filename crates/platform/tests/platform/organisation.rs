use sagsbord_platform::index::{ActorKind, Effect, End, Reference, Return, StatusCode};
use sagsbord_platform::organisation::{
    ListUnits, SearchUnits, Told, UnitEntry, UnitIds, UnitList, UnitRegistration,
};
use sagsbord_platform::xml::{Bounds, Malformed, Writer, parse_moment};
use uuid::Uuid;

use crate::contract::{contracts, invalid};

const OPERATIONS: &str = "organisation-6/xsd/6.0.STS-0/OrganisationEnhedOperationer.xsd";

fn from(text: &str) -> Effect {
    Effect::since(
        parse_moment(text).unwrap(),
        Reference::Id(Uuid::from_u128(5)),
        ActorKind::System,
    )
}

fn between(one: &str, other: &str) -> Effect {
    let mut effect = from(one);
    effect.to = Some(End::At(parse_moment(other).unwrap()));
    effect
}

fn told<T>(effect: Effect, what: T) -> Told<T> {
    Told {
        effect: Some(effect),
        what,
    }
}

/// It changed its name and its place in 2025.
fn unit() -> UnitEntry {
    let (first, then) = ("2020-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
    let lies = |number| Some(Reference::Id(Uuid::from_u128(number)));
    UnitEntry {
        id: Uuid::from_u128(10),
        registrations: vec![UnitRegistration {
            at: parse_moment("2025-01-01T08:00:00Z"),
            life_cycle: Some("Importeret".to_owned()),
            names: vec![
                told(between(first, then), "Hjælp & støtte".to_owned()),
                told(from(then), "Støtte".to_owned()),
            ],
            active: vec![told(from(first), true)],
            above: vec![
                told(between(first, then), lies(20)),
                told(from(then), lies(21)),
            ],
            belongs_to: vec![told(from(first), lies(1))],
        }],
    }
}

fn written(write: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::new();
    write(&mut writer);
    writer.into_text()
}

#[test]
fn units_are_asked_for_and_answered_as_the_schemas_have_it() {
    let bounds = Bounds::MESSAGE;
    let search = SearchUnits {
        organisation: Uuid::from_u128(1),
        first: 500,
        most: 500,
    };
    let list = ListUnits {
        ids: vec![Uuid::from_u128(10), Uuid::from_u128(11)],
    };
    let found = UnitIds {
        answer: Return::of(StatusCode::Done),
        ids: list.ids.clone(),
    };
    // The schema has room for one place in a registration; more are read where they come all the same.
    let mut one_place = unit();
    one_place.registrations[0].above.remove(0);
    let shown = UnitList {
        answer: Return::of(StatusCode::Done),
        units: vec![one_place],
    };
    let texts = [
        written(|writer| search.write(writer)),
        written(|writer| list.write(writer)),
        written(|writer| found.write(writer)),
        written(|writer| shown.write(writer)),
    ];
    assert_eq!(SearchUnits::read(&texts[0], bounds), Ok(search));
    assert_eq!(ListUnits::read(&texts[1], bounds), Ok(list));
    assert_eq!(UnitIds::read(&texts[2], bounds), Ok(found));
    assert_eq!(UnitList::read(&texts[3], bounds), Ok(shown));
    assert_eq!(
        UnitList::read(&texts[2], bounds),
        Err(Malformed::AnotherMessage)
    );
    let Some(folder) = contracts() else { return };
    for text in texts {
        assert_eq!(invalid(&folder.join(OPERATIONS), &text), None, "{text}");
    }
}

#[test]
fn a_unit_is_what_holds_on_the_day_and_what_is_gone_lies_where_it_lay() {
    let check = |unit: &UnitEntry, at: &str, name: &str, above: Option<u128>, is_gone: bool| {
        let at = parse_moment(at).unwrap();
        let newest = unit.newest().unwrap();
        assert_eq!(newest.name_at(at), Some(name), "{at}");
        assert_eq!(newest.above_at(at), above.map(Uuid::from_u128), "{at}");
        assert_eq!(newest.is_gone_at(at), is_gone, "{at}");
    };
    let now = "2026-03-01T00:00:00Z";
    check(
        &unit(),
        "2024-12-31T22:00:00Z",
        "Hjælp & støtte",
        Some(20),
        false,
    );
    check(&unit(), "2025-01-01T00:00:00Z", "Støtte", Some(21), false);
    let mut ended = unit();
    let newest = &mut ended.registrations[0];
    for told in [&mut newest.above[1].effect, &mut newest.names[1].effect] {
        *told = Some(between("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
    }
    check(&ended, now, "Støtte", None, false);
    ended.registrations[0].life_cycle = Some("Passiveret".to_owned());
    check(&ended, now, "Støtte", Some(21), true);
    let mut inactive = unit();
    inactive.registrations[0].active[0].what = false;
    check(&inactive, now, "Støtte", Some(21), true);
}
