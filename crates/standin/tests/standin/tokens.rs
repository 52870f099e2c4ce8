use chrono::{TimeDelta, Utc};
use sagsbord_platform::post::{Cpr, PostClient, PostLimits, PostPlace, Receiver, Way};
use sagsbord_platform::{FunctionCertificate, IssuerWay, LineBounds, PlatformError};
use sagsbord_standin::{Authority, Holder, Options, StandIn};

use crate::setting::{CVR, INDEX, Setting, attempt, certificate, client, line, tokens};

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_runs_out() {
    let Setting { standin, client } = Setting::new().await;
    let tokens = client.tokens();
    let now = Utc::now();
    let first = tokens.token(INDEX, now).await.unwrap();
    assert_eq!(first.cvr.as_deref(), Some(CVR));
    let kept = tokens
        .token(INDEX, first.valid_to - TimeDelta::minutes(6))
        .await;
    assert_eq!(kept.unwrap(), first);
    assert_eq!(standin.count("token"), 1);
    // The stand-in's clock has not moved, so the new token is as old as the first; it is asked for all the same.
    let renewed = tokens
        .token(INDEX, first.valid_to - TimeDelta::minutes(4))
        .await;
    assert_ne!(renewed.unwrap(), first);
    assert_eq!(standin.count("token"), 2);
}

#[tokio::test]
async fn many_who_need_a_token_wait_for_one_question() {
    let Setting { standin, client } = Setting::new().await;
    let now = Utc::now();
    let asked = (0..20).map(|_| {
        let tokens = std::sync::Arc::clone(client.tokens());
        tokio::spawn(async move { tokens.token(INDEX, now).await.map(|token| token.valid_to) })
    });
    for asked in asked.collect::<Vec<_>>() {
        asked.await.unwrap().unwrap();
    }
    assert_eq!(standin.count("token"), 1);
}

#[tokio::test]
async fn an_access_token_comes_of_the_assertion_and_is_kept() {
    for way in [IssuerWay::Rest, IssuerWay::WsTrust] {
        let Setting { standin, client } = Setting::with(Options::of(CVR), way).await;
        let audience = "http://entityid.kombit.dk/service/postforespoerg/1";
        let now = Utc::now();
        let access = client.tokens().access(audience, now).await.unwrap();
        assert!(access.header().starts_with("Holder-of-key "));
        assert_eq!(client.tokens().access(audience, now).await.unwrap(), access);
        assert_eq!(standin.count("access token"), 1);
    }
}

#[tokio::test]
async fn a_certificate_that_may_not_is_told_apart() {
    let standin = StandIn::start(Options::of(CVR)).await.unwrap();
    let now = Utc::now();
    let valid = (now - TimeDelta::days(2), now + TimeDelta::days(300));
    let run_out = (now - TimeDelta::days(300), now - TimeDelta::days(1));
    let unknown = Authority::unknown().unwrap();
    let minted = |authority: &Authority, cvr: &str, valid| {
        let minted = authority.mint(Holder::System, "x", cvr, valid).unwrap();
        FunctionCertificate::from_pem(minted.both().as_bytes()).unwrap()
    };
    let check = async |certificate: FunctionCertificate, is_told: fn(&PlatformError) -> bool| {
        for way in [IssuerWay::Rest, IssuerWay::WsTrust] {
            let client = client(&standin, &certificate, way, LineBounds::default());
            let error = client.tokens().token(INDEX, Utc::now()).await.unwrap_err();
            assert!(is_told(&error), "{way:?}: {error:?}");
        }
    };
    check(minted(&unknown, CVR, valid), |error| {
        matches!(error, PlatformError::NotTrusted(_))
    })
    .await;
    check(minted(standin.authority(), CVR, run_out), |error| {
        matches!(error, PlatformError::CertificateNotValid)
    })
    .await;
    check(minted(standin.authority(), "22222222", valid), |error| {
        matches!(error, PlatformError::Refused(400) | PlatformError::Fault(_))
    })
    .await;
    assert_eq!(certificate(&standin).cvr.as_deref(), Some(CVR));
}

#[tokio::test]
async fn who_is_exempt_from_digital_post_is_known_before_anything_is_sent() {
    let mut options = Options::of(CVR);
    options.exempt_from_post = vec!["7003801234".to_owned()];
    let Setting { standin, client: _ } = Setting::with(options, IssuerWay::Rest).await;
    let certificate = certificate(&standin);
    let line = line(&standin, &certificate, LineBounds::default());
    let tokens = tokens(&standin, &certificate, IssuerWay::Rest, &line);
    let place = PostPlace {
        ask_address: standin.post_ask_address(),
        ask_audience: "http://entityid.kombit.dk/service/postforespoerg/1".to_owned(),
        send_address: String::new(),
        send_audience: String::new(),
    };
    let post = PostClient::new(line, tokens, place, PostLimits::default());
    let check = async |receiver: Receiver, expected: bool| {
        let can = post
            .can_receive(&receiver, Way::DigitalPost, attempt())
            .await;
        assert_eq!(can.unwrap(), expected, "{receiver:?}");
    };
    // Invented people: their day is 60 too high.
    check(Receiver::Person(Cpr::parse("700380-1234").unwrap()), false).await;
    check(Receiver::Person(Cpr::parse("710380-1234").unwrap()), true).await;
    check(Receiver::Company("22222222".to_owned()), true).await;
    let none = Receiver::Company("2222&cpr".to_owned());
    assert!(
        post.can_receive(&none, Way::NemSms, attempt())
            .await
            .is_err()
    );
    assert_eq!(standin.count("post asked"), 3);
}
