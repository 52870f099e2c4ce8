use sagsbord_platform::benefits::{
    BenefitsClient, GrantEntry, GrantRegistration, GrantRelation, GrantRelationKind, SearchGrants,
};
use sagsbord_platform::index::{Page, Reference, StatusCode};
use sagsbord_platform::{IssuerWay, LineBounds, ServicePlace};
use sagsbord_standin::{Options, StandIn};
use uuid::Uuid;

use crate::setting::{CVR, attempt, certificate, line, schemas, tokens};

/// The people are invented (day + 60).
fn grant(number: u128, cpr: &str, cvr: &str) -> GrantEntry {
    let party = Reference::Urn(format!("urn:oio:cpr-nr:{cpr}"));
    let mut owner = GrantRelation::new(GrantRelationKind::Actor, Reference::Id(Uuid::from_u128(1)));
    owner.cvr = Some(cvr.to_owned());
    GrantEntry {
        id: Uuid::from_u128(number),
        registrations: vec![GrantRegistration {
            relations: vec![GrantRelation::new(GrantRelationKind::Party, party), owner],
            ..GrantRegistration::default()
        }],
    }
}

#[tokio::test]
async fn what_a_citizen_is_granted_comes_page_by_page_and_only_within_reach() {
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    let standin = StandIn::start(options).await.unwrap();
    standin.grants().extend([
        grant(1, "7003801234", CVR),
        grant(2, "7003801234", CVR),
        grant(3, "7003801234", "22222222"),
        grant(4, "6904801234", CVR),
    ]);
    let certificate = certificate(&standin);
    let line = line(&standin, &certificate, LineBounds::default());
    let tokens = tokens(&standin, &certificate, IssuerWay::Rest, &line);
    let place = ServicePlace {
        address: standin.benefits_address(),
        audience: "http://stoettesystemerne.dk/service/ydelsesindeks/6".to_owned(),
    };
    let client = BenefitsClient::new(line, tokens, place);
    let check = async |cpr: &str, first: i64, expected: &[u128], code: StatusCode| {
        let search = SearchGrants {
            party: Reference::Urn(format!("urn:oio:cpr-nr:{cpr}")),
            page: Page { first, most: 1 },
        };
        let found = client.search(&search, attempt()).await.unwrap();
        let ids: Vec<u128> = found
            .grants
            .iter()
            .map(|grant| grant.id.as_u128())
            .collect();
        assert_eq!((ids.as_slice(), found.answer.code), (expected, code));
    };
    check("7003801234", 0, &[1], StatusCode::Done).await;
    check("7003801234", 1, &[2], StatusCode::Done).await;
    check("7003801234", 2, &[], StatusCode::NotFound).await;
    check("6904801234", 0, &[4], StatusCode::Done).await;
    assert_eq!(standin.count("not valid"), 0);
}
