use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_app::{CertificateFile, PlatformPlace, Stopped};
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_testkit::desk::TestDesk;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::cases::demo;
use crate::support::sign_in_as;

const CVR: &str = "11111111";
/// Where the demo's own cases come from.
const OWN: &str = "Egne sager";

struct Setting {
    test: TestDesk,
    standin: StandIn,
}

async fn sign_in(test: &TestDesk) {
    let agnes = sign_in_as("agnes", "nøglen ligger under krukken");
    test.desk.sign_in(agnes).await.unwrap();
}

async fn setting() -> Setting {
    let test = demo().await;
    sign_in(&test).await;
    let mut options = Options::of(CVR);
    // The test's clock stands still on a day of its own.
    options.clock_ahead = test.clock.now() - Utc::now();
    let standin = StandIn::start(options).await.unwrap();
    let place = PlatformPlace {
        cvr: CVR.to_owned(),
        municipality: "Korsbæk Kommune".to_owned(),
        organisation: Uuid::from_u128(1),
        system: Uuid::from_u128(2),
        system_name: "Sagsbord".to_owned(),
        issuer_address: standin.rest_issuer(),
        issuer_by_message: false,
        access_address: standin.access_address(),
        index_address: standin.index_address(),
        index_audience: "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6".to_owned(),
        trusts_only: Some(standin.authority().pem().to_owned()),
        usual_action: "G01".to_owned(),
    };
    let certificate = CertificateFile {
        bytes: Zeroizing::new(standin.system_certificate(CVR).unwrap().both().into_bytes()),
        password: None,
    };
    test.desk
        .connect_platform(place, certificate)
        .await
        .unwrap();
    Setting { test, standin }
}

#[tokio::test]
async fn what_is_ours_comes_to_the_index_whatever_goes_wrong_on_the_way() {
    let Setting { test, standin } = setting().await;
    let queued = test.desk.queue_for_index(OWN).await.unwrap();
    assert!(queued > 100, "{queued}");
    assert_eq!(
        test.desk.queue_for_index(OWN).await.unwrap(),
        0,
        "nothing twice"
    );
    let faults = [
        Fault::ReplyLost,
        Fault::CutBefore,
        Fault::HalfInWrongState,
        Fault::HalfUnanswered,
        Fault::Busy(1),
        Fault::TokenRefused,
        Fault::Nonsense,
    ];
    standin.faults().by_chance(7, 400, &faults);
    let mut stops = 0;
    let mut confirmed = 0;
    for _ in 0..200 {
        let pushed = test.desk.app().tell_index().await.unwrap();
        confirmed += pushed.confirmed;
        if pushed.stopped.is_none() && pushed.messages == 0 && pushed.returned == 0 {
            break;
        }
        stops += u32::from(pushed.stopped.is_some());
        let later = TimeDelta::seconds(20);
        test.clock.advance(later);
        standin.advance(later);
    }
    standin.faults().stop();
    // The clock has gone on so far that the seat is locked by now.
    sign_in(&test).await;
    let counts = test.desk.index_queue().await.unwrap();
    println!("{queued} queued, {confirmed} confirmed, {stops} stops, {counts:?}");
    assert_eq!((counts.waiting, counts.sent), (0, 0));
    assert_eq!(counts.parked, 0);
    assert!(stops > 0, "the faults did happen");
    assert_eq!(confirmed + counts.held, queued);
    let index = standin.index();
    let there = index.case_count() + index.document_count();
    assert_eq!(
        there as u64, confirmed,
        "what is confirmed is there, and no more"
    );
    assert_eq!(index.imported_twice(), Vec::<Uuid>::new());
}

#[tokio::test]
async fn without_a_connection_nothing_is_sent_and_nothing_is_lost() {
    let test = demo().await;
    sign_in(&test).await;
    let queued = test.desk.queue_for_index(OWN).await.unwrap();
    let pushed = test.desk.send_to_index().await.unwrap();
    assert_eq!(pushed.stopped, Some(Stopped::NotConnected));
    assert_eq!(test.desk.index_queue().await.unwrap().waiting, queued);
}
