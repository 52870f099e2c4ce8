use std::time::Duration;

use chrono::Utc;
use sagsbord_platform::events::{Content, EventSource, Subscription, Taken};
use sagsbord_platform::post::{
    Cpr, Letter, LetterFault, LetterFile, MemoVersion, PostClient, PostLimits, PostOutcome,
    PostPlace, PostStatus, Receiver, Sender, Sent,
};
use sagsbord_platform::{IssuerWay, LineBounds, PlatformError};
use sagsbord_standin::{Fault, Options, StandIn};
use uuid::Uuid;

use crate::listening::{Listening, broker, next};
use crate::setting::{CVR, attempt, certificate, line, schemas, tokens};

const V1_2: MemoVersion = MemoVersion::V1_2;

fn post(standin: &StandIn) -> PostClient {
    let certificate = certificate(standin);
    let bounds = LineBounds {
        whole: Duration::from_secs(20),
        ..LineBounds::default()
    };
    let line = line(standin, &certificate, bounds);
    let tokens = tokens(standin, &certificate, IssuerWay::Rest, &line);
    let place = PostPlace {
        ask_address: standin.post_ask_address(),
        ask_audience: "http://entityid.kombit.dk/service/postforespoerg/1".to_owned(),
        send_address: standin.post_send_address(),
        send_audience: "http://entityid.kombit.dk/service/kombipostafsend/1".to_owned(),
    };
    PostClient::new(line, tokens, place, PostLimits::default())
}

/// To an invented person: the day is 60 too high.
fn letter_to(cpr: &str) -> Letter {
    let file = |name: &str, bytes: &[u8]| LetterFile {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: bytes.to_vec(),
    };
    Letter {
        id: Uuid::new_v4(),
        title: "Afgørelse".to_owned(),
        sender: Sender {
            cvr: CVR.to_owned(),
            name: "Korsbæk Kommune".to_owned(),
        },
        receiver: Receiver::Person(Cpr::parse(cpr).unwrap()),
        created: Utc::now(),
        main: file("Afgørelse.pdf", b"%PDF-1.7"),
        attachments: vec![file("Bilag.pdf", &[9; 70_000])],
        notice: None,
        is_mandatory: true,
        is_legal_notification: false,
    }
}

async fn standin() -> StandIn {
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    StandIn::start(options).await.unwrap()
}

/// The next status, and whose it is.
async fn status(subscription: &mut Subscription) -> (Option<PostOutcome>, PostStatus) {
    let arrived = next(subscription).await;
    let Taken::Event(event) = &arrived.taken else {
        panic!("{arrived:?}");
    };
    let Content::PostStatus(status) = &event.content else {
        panic!("{event:?}");
    };
    let told = (PostOutcome::told_by(&event.head), (**status).clone());
    arrived.committed().await;
    told
}

#[tokio::test]
async fn a_letter_is_taken_and_what_became_of_it_comes_by_an_event() {
    let broker = broker().await;
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    options.exempt_from_post = vec!["7103801234".to_owned()];
    let listening = Listening::with(broker, options).await;
    let source: EventSource = listening.source.clone();
    let mut subscription = Subscription::start(source);
    let post = post(&listening.standin);
    for version in [MemoVersion::V1_1, V1_2] {
        let letter = letter_to("700380-1234");
        let sent = post.send(&letter, version, attempt()).await.unwrap();
        let Sent::Accepted { transmission } = sent else {
            panic!("{sent:?}");
        };
        for expected in [PostOutcome::Received, PostOutcome::Delivered] {
            let (outcome, status) = status(&mut subscription).await;
            assert_eq!(outcome, Some(expected));
            assert_eq!(status.message, Some(letter.id));
            assert_eq!(status.transmission, transmission);
        }
    }
    let exempt = letter_to("710380-1234");
    let sent = post.send(&exempt, V1_2, attempt()).await.unwrap();
    assert!(matches!(sent, Sent::Accepted { .. }));
    let (outcome, status) = status(&mut subscription).await;
    assert_eq!(outcome, Some(PostOutcome::Failed));
    assert_eq!(status.message, Some(exempt.id));
    assert!(status.fault.is_some_and(|fault| fault.text.is_some()));
    subscription.stop().await;
    assert_eq!(listening.standin.count("letter refused"), 0);
}

#[tokio::test]
async fn a_lost_reply_leaves_doubt_and_the_status_ends_it() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let standin = &listening.standin;
    let post = post(standin);
    let letter = letter_to("700380-1234");
    standin.faults().plan("letter", Fault::ReplyLost);
    let error = post.send(&letter, V1_2, attempt()).await.unwrap_err();
    assert!(error.leaves_doubt(), "{error:?}");
    // It was taken all the same, once, and never again by itself.
    assert_eq!(standin.letters()[&letter.id], 1);
    let mut subscription = Subscription::start(listening.source.clone());
    let (_, told) = status(&mut subscription).await;
    assert_eq!(told.message, Some(letter.id));
    assert_eq!(standin.count("letter"), 1);
    // When a person decides to send it again, it is the same letter.
    post.send(&letter, V1_2, attempt()).await.unwrap();
    assert_eq!(standin.letters()[&letter.id], 2);
    assert_eq!(standin.count("letter twice"), 1);
}

#[tokio::test]
async fn it_is_known_of_each_fault_whether_the_letter_may_have_been_taken() {
    let standin = standin().await;
    let post = post(&standin);
    let check = async |fault: Fault, leaves_doubt: bool, is_taken: bool| {
        let letter = letter_to("700380-1234");
        standin.faults().plan("letter", fault);
        let error = post.send(&letter, V1_2, attempt()).await.unwrap_err();
        assert_eq!(error.leaves_doubt(), leaves_doubt, "{fault:?}: {error:?}");
        let times = standin.letters().get(&letter.id).copied();
        assert_eq!(times, is_taken.then_some(1), "{fault:?}");
    };
    check(Fault::ReplyLost, true, true).await;
    check(Fault::CutBefore, true, false).await;
    check(Fault::Nonsense, true, true).await;
    check(Fault::Endless, true, true).await;
    check(Fault::Busy(30), false, false).await;
}

#[tokio::test]
async fn a_refused_letter_says_why_and_a_refused_token_is_replaced_once() {
    let standin = standin().await;
    let post = post(&standin);
    let letter = letter_to("700380-1234");
    standin.faults().plan("letter", Fault::LetterRefused);
    let sent = post.send(&letter, V1_2, attempt()).await.unwrap();
    let Sent::Refused { faults, .. } = sent else {
        panic!("{sent:?}");
    };
    assert!(faults[0].code.is_some() && faults[0].text.is_some());
    assert!(standin.letters().is_empty());

    standin.faults().plan("letter", Fault::TokenRefused);
    let sent = post.send(&letter, V1_2, attempt()).await.unwrap();
    assert!(matches!(sent, Sent::Accepted { .. }), "{sent:?}");
    assert_eq!(standin.count("access token"), 2);

    let letter = letter_to("700380-1234");
    for _ in 0..2 {
        standin.faults().plan("letter", Fault::TokenRefused);
    }
    let error = post.send(&letter, V1_2, attempt()).await.unwrap_err();
    assert!(matches!(error, PlatformError::NotAllowed), "{error:?}");
    assert_eq!(standin.letters().get(&letter.id), None);
}

#[tokio::test]
async fn a_letter_in_anothers_name_is_refused_and_a_faulty_one_never_leaves() {
    let standin = standin().await;
    let post = post(&standin);
    let mut letter = letter_to("700380-1234");
    letter.sender.cvr = "22222222".to_owned();
    let sent = post.send(&letter, V1_2, attempt()).await.unwrap();
    assert!(matches!(sent, Sent::Refused { .. }), "{sent:?}");
    let asked = standin.count("letter");
    letter.title.clear();
    let error = post.send(&letter, V1_2, attempt()).await.unwrap_err();
    let is_told = matches!(error, PlatformError::Letter(LetterFault::NoTitle));
    assert!(is_told && !error.leaves_doubt(), "{error:?}");
    assert_eq!(standin.count("letter"), asked);
}
