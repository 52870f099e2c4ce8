use sagsbord_platform::benefits::{
    Benefit, FoundGrants, GrantEntry, GrantProperties, GrantRegistration, GrantRelation,
    GrantRelationKind, PaymentPlan, SearchGrants,
};
use sagsbord_platform::index::{
    ActorKind, Effect, Page, Reference, Return, Sensitivity, StatusCode,
};
use sagsbord_platform::xml::{Bounds, Malformed, Writer, parse_moment};
use uuid::Uuid;

use crate::contract::{contracts, invalid};

const OPERATIONS: &str = "ydelse-6/xsd/6.0.STS-0/YdelseIndeksOperationer.xsd";

/// The person is invented (day + 60).
fn party() -> Reference {
    Reference::Urn("urn:oio:cpr-nr:7003801234".to_owned())
}

fn grant() -> GrantEntry {
    let from = parse_moment("2026-03-01T00:00:00Z");
    let effect = || {
        Some(Effect::since(
            parse_moment("2026-03-01T00:00:00Z").unwrap(),
            Reference::Id(Uuid::from_u128(5)),
            ActorKind::System,
        ))
    };
    let mut owner = GrantRelation::new(GrantRelationKind::Actor, Reference::Id(Uuid::from_u128(1)));
    owner.effect = effect();
    owner.role = Some(Reference::Id(Uuid::from_u128(2)));
    owner.cvr = Some("11111111".to_owned());
    owner.full_name = Some("Korsbæk Kommune".to_owned());
    GrantEntry {
        id: Uuid::from_u128(10),
        registrations: vec![GrantRegistration {
            at: from,
            received: from,
            life_cycle: Some("Importeret".to_owned()),
            properties: vec![GrantProperties {
                effect: effect(),
                user_key: Some("BEV-10".to_owned()),
                from: Some("2026-03-01".to_owned()),
                to: None,
                sensitivity: Some(Sensitivity::Sensitive),
            }],
            benefits: vec![Benefit {
                effect: effect(),
                id: Some("1".to_owned()),
                name: Some("Merudgifter".to_owned()),
                from,
                to: None,
                system_name: Some("Kornblomst Ydelse".to_owned()),
                class: Some("27.36.04".to_owned()),
                plans: vec![PaymentPlan {
                    from,
                    to: None,
                    frequency: Some("Månedlig".to_owned()),
                    amount: Some("1234.50".to_owned()),
                }],
            }],
            relations: vec![
                GrantRelation::new(GrantRelationKind::Case, Reference::Id(Uuid::from_u128(7))),
                GrantRelation::new(GrantRelationKind::Party, party()),
                owner,
            ],
        }],
    }
}

fn written(write: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::new();
    write(&mut writer);
    writer.into_text()
}

#[test]
fn grants_are_asked_for_and_answered_as_the_schemas_have_it() {
    let search = SearchGrants {
        party: party(),
        page: Page { first: 0, most: 50 },
    };
    let found = FoundGrants {
        answer: Return::of(StatusCode::Done),
        grants: vec![grant()],
    };
    let texts = [
        written(|writer| search.write(writer)),
        written(|writer| found.write(writer)),
    ];
    assert_eq!(SearchGrants::read(&texts[0], Bounds::MESSAGE), Ok(search));
    assert_eq!(FoundGrants::read(&texts[1], Bounds::MESSAGE), Ok(found));
    assert_eq!(
        FoundGrants::read(&texts[0], Bounds::MESSAGE),
        Err(Malformed::AnotherMessage)
    );
    let Some(folder) = contracts() else { return };
    for text in texts {
        assert_eq!(invalid(&folder.join(OPERATIONS), &text), None, "{text}");
    }
}

#[test]
fn a_benefit_without_a_name_of_its_own_is_called_what_its_kind_is_called() {
    let entry = "<yi:FremsoegYdelseIndeksOutput xmlns:yi=\"urn:oio:sts:ydelse:ydelseindeks:6\" xmlns:b=\"urn:oio:sts:ydelse:bevillingindeks:6\" xmlns:sd=\"urn:oio:sagdok:3.0.0\"><sd:StandardRetur><sd:StatusKode>20</sd:StatusKode></sd:StandardRetur><yi:BevillingFiltreretOejebliksbillede><b:ObjektType><sd:UUIDIdentifikator>00000000-0000-0000-0000-00000000000a</sd:UUIDIdentifikator></b:ObjektType><b:Registrering><b:AttributListe><b:NytFelt>1</b:NytFelt><b:BevilgetYdelse><b:Ydelse><b:Ydelsesnavn>Boligstøtte</b:Ydelsesnavn></b:Ydelse></b:BevilgetYdelse></b:AttributListe></b:Registrering></yi:BevillingFiltreretOejebliksbillede></yi:FremsoegYdelseIndeksOutput>";
    let found = FoundGrants::read(entry, Bounds::MESSAGE).unwrap();
    let newest = found.grants[0].newest().unwrap();
    assert_eq!(newest.benefits[0].name.as_deref(), Some("Boligstøtte"));
}
