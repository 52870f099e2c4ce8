//! The connection to the platform: what is wrong with it is told where it is, and each trouble has its own word.

use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_contract::*;
use sagsbord_standin::{Fault, Options, StandIn};
use uuid::Uuid;

use crate::index_desk::{Setting, as_it_comes, work};
use crate::shared_index::{CVR, connection_to, municipality, sign_in};
use crate::support::NOTHING;

#[tokio::test]
async fn what_is_wrong_with_a_connection_is_told_at_its_field() {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let standin = StandIn::start(Options::of(CVR)).await.unwrap();
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    let good = connection_to(&standin);
    let check = async |change: &dyn Fn(&mut ConnectPlatform), field: &str, problem: &str| {
        let mut request = good.clone();
        change(&mut request);
        let refused = test.desk.connect_platform(request).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::InvalidInput);
        let told = (refused.field.as_deref(), refused.problem.as_deref());
        assert_eq!(told, (Some(field), Some(problem)));
    };
    let text = |text: &str| text.to_owned();
    check(
        &|it| it.settings.municipality = text("  "),
        "municipality",
        "missing",
    )
    .await;
    check(
        &|it| it.settings.system_name = text(""),
        "systemName",
        "missing",
    )
    .await;
    check(&|it| it.settings.cvr = text("1234"), "cvr", "not_cvr").await;
    check(&|it| it.settings.cvr = text("1111111x"), "cvr", "not_cvr").await;
    check(
        &|it| it.settings.organisation_id = text("rådhuset"),
        "organisationId",
        "not_uuid",
    )
    .await;
    let nil = Uuid::nil().to_string();
    check(
        &|it| it.settings.system_id = nil.clone(),
        "systemId",
        "not_uuid",
    )
    .await;
    check(
        &|it| it.settings.usual_action = text("Z99"),
        "usualAction",
        "not_an_action",
    )
    .await;
    check(
        &|it| it.settings.index_address = text("indeks"),
        "indexAddress",
        "not_an_address",
    )
    .await;
    check(
        &|it| it.settings.index_address = text("https:///x"),
        "indexAddress",
        "not_an_address",
    )
    .await;
    let clear = "http://indeks.eksempel.dk/";
    check(
        &|it| it.settings.issuer_address = text(clear),
        "issuerAddress",
        "not_https",
    )
    .await;
    let like_us = "http://localhost.eksempel.dk/";
    check(
        &|it| it.settings.access_address = text(like_us),
        "accessAddress",
        "not_https",
    )
    .await;
    let dressed_up = "http://localhost@eksempel.dk/";
    check(
        &|it| it.settings.access_address = text(dressed_up),
        "accessAddress",
        "not_an_address",
    )
    .await;
    check(
        &|it| it.settings.index_audience = text(""),
        "indexAudience",
        "missing",
    )
    .await;
    let pem = Some(text(
        "-----BEGIN CERTIFICATE-----\nvrøvl\n-----END CERTIFICATE-----",
    ));
    check(
        &|it| it.settings.trusts_only = pem.clone(),
        "trustsOnly",
        "unreadable",
    )
    .await;
    check(
        &|it| {
            it.settings.units = Some(ServiceSettings {
                address: text("https://enheder.eksempel.dk"),
                audience: text(""),
            });
        },
        "units.audience",
        "missing",
    )
    .await;
    check(&|it| it.certificate = None, "certificate", "missing").await;
    check(
        &|it| it.certificate = Some(text("ø")),
        "certificate",
        "unreadable",
    )
    .await;
    check(
        &|it| it.certificate = Some(text("dnLDuHZs")),
        "certificate",
        "unreadable",
    )
    .await;
    check(
        &|it| it.certificate = Some(text("MIIB")),
        "password",
        "missing",
    )
    .await;
    let others = standin.system_certificate("22222222").unwrap().both();
    let others = encoded(&others);
    check(
        &|it| it.certificate = Some(others.clone()),
        "certificate",
        "another_municipality",
    )
    .await;
    let kept = test.desk.platform_connection(NOTHING).await.unwrap();
    assert_eq!(kept.settings, None, "nothing of all that was kept");

    let connected = test.desk.connect_platform(good.clone()).await.unwrap();
    assert_eq!(connected.settings.as_ref(), Some(&good.settings));
    // The certificate that is here is kept, and its password nowhere.
    let renamed = ConnectPlatform {
        settings: PlatformSettings {
            municipality: "Ny Korsbæk".to_owned(),
            ..good.settings.clone()
        },
        certificate: None,
        password: None,
    };
    let kept = test.desk.connect_platform(renamed).await.unwrap();
    assert_eq!(kept.certificate, connected.certificate);
    assert_eq!(kept.settings.unwrap().municipality, "Ny Korsbæk");
    // Time goes on until it is over.
    test.clock.advance(TimeDelta::days(400));
    sign_in(&test.desk).await;
    let over = test.desk.connect_platform(good).await.unwrap_err();
    assert_eq!(over.problem.as_deref(), Some("over"));
    let health = test.desk.index_health(NOTHING).await.unwrap();
    let certificate = health.connection.unwrap().certificate;
    assert!(
        certificate.days_left < 0 && certificate.is_ending,
        "{certificate:?}"
    );
}

fn encoded(text: &str) -> String {
    use base64::Engine;
    base64::prelude::BASE64_STANDARD.encode(text)
}

#[tokio::test]
async fn each_trouble_has_its_own_word_and_goes_when_the_index_answers() {
    let setting = as_it_comes().await;
    let Setting { test, standin, .. } = &setting;
    let check = async |faults: &[Fault], expected: IndexTrouble| {
        for fault in faults {
            standin.faults().plan("fremsoeg", *fault);
        }
        let job = work(test, IndexWork::Ask).await;
        assert_eq!(job.error, Some(ErrorCode::IndexNotReached), "{expected:?}");
        let health = test.desk.index_health(NOTHING).await.unwrap();
        assert_eq!(health.trouble, Some(expected));
        assert!(health.trouble_since.is_some());
    };
    let cleared = async || {
        let job = work(test, IndexWork::Ask).await;
        assert_eq!(job.state, JobState::Done);
        let health = test.desk.index_health(NOTHING).await.unwrap();
        assert_eq!((health.trouble, health.trouble_since), (None, None));
    };
    check(&[Fault::CutBefore], IndexTrouble::Unreachable).await;
    cleared().await;
    check(&[Fault::Busy(1)], IndexTrouble::Busy).await;
    check(&[Fault::Nonsense], IndexTrouble::Nonsense).await;
    let refused = [Fault::TokenRefused, Fault::TokenRefused];
    check(&refused, IndexTrouble::NotAllowed).await;
    cleared().await;
    // A token that is over before it comes.
    test.clock.advance(TimeDelta::days(2));
    check(&[], IndexTrouble::Clock).await;
    standin.advance(TimeDelta::days(2));
    cleared().await;
    test.clock.advance(TimeDelta::days(500));
    check(&[], IndexTrouble::Certificate).await;
    let tried = test.desk.try_platform(NOTHING).await.unwrap();
    let row = TriedRow {
        part: TriedPart::Certificate,
        trouble: Some(IndexTrouble::Certificate),
    };
    assert_eq!(tried.parts, [row]);
}

#[tokio::test]
async fn a_connection_is_tried_part_by_part() {
    let Setting { test, standin, .. } = as_it_comes().await;
    let parts = async || test.desk.try_platform(NOTHING).await.unwrap().parts;
    let row = |part, trouble| TriedRow { part, trouble };
    let well = [
        row(TriedPart::Certificate, None),
        row(TriedPart::Token, None),
        row(TriedPart::Index, None),
        row(TriedPart::Benefits, None),
    ];
    assert_eq!(parts().await, well);
    standin.faults().plan("fremsoeg", Fault::Busy(1));
    let busy = row(TriedPart::Index, Some(IndexTrouble::Busy));
    assert_eq!(parts().await[2], busy);
    let mut elsewhere = connection_to(&standin);
    elsewhere.settings.issuer_address = "https://127.0.0.1:9/".to_owned();
    test.desk.connect_platform(elsewhere).await.unwrap();
    let lost = row(TriedPart::Token, Some(IndexTrouble::Unreachable));
    assert_eq!(parts().await, [well[0].clone(), lost]);
}
