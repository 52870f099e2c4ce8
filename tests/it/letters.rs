use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_app::{LetterContent, LetterDraft, LetterSent, Receiver, Stopped};
use sagsbord_contract::{
    DecideLetter, ErrorCode, IndexTrouble, LetterChoice, LetterRow, LetterState, Letters,
    PostSettings, ShowCase,
};
use sagsbord_domain::{CaseId, Cpr, LetterId};
use sagsbord_platform::events::{Content, Event, EventHead, ObjectTold, Packing};
use sagsbord_platform::index::Reference;
use sagsbord_platform::post::{PostOutcome, PostStatus};
use sagsbord_platform::xml::Writer;
use sagsbord_standin::{Fault, Options, Publisher, StandIn};
use sagsbord_testkit::desk::TestDesk;
use uuid::Uuid;

use crate::platform_events::{broker, events_at, telling_standin};
use crate::shared_index::{CVR, OWN, connection_to, foreign, municipality, sign_in, told};
use crate::support::{NOTHING, sign_in_as, words};

/// Invented: the day is 60 too high.
pub(crate) const SOMEBODY: &str = "7003801234";
pub(crate) const EXEMPT: &str = "7103801234";
const LONG: Duration = Duration::from_secs(60);

pub(crate) struct Setting {
    pub(crate) test: TestDesk,
    pub(crate) standin: StandIn,
    queue: String,
    pub(crate) case: CaseId,
}

pub(crate) fn post_at(standin: &StandIn) -> PostSettings {
    PostSettings {
        ask_address: standin.post_ask_address(),
        ask_audience: "http://entityid.kombit.dk/service/postforespoerg/1".to_owned(),
        send_address: standin.post_send_address(),
        send_audience: "http://entityid.kombit.dk/service/kombipostafsend/1".to_owned(),
        is_older: false,
    }
}

async fn as_anne(test: &TestDesk) {
    let _ = test.desk.sign_out(NOTHING).await;
    let anne = sign_in_as("anne", "regn over havnen");
    test.desk.sign_in(anne).await.unwrap();
}

pub(crate) async fn setting() -> Setting {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    options.exempt_from_post = vec![EXEMPT.to_owned()];
    let (standin, queue) = telling_standin(options).await;
    let mut connection = connection_to(&standin);
    connection.settings.events = Some(events_at(&standin, &queue));
    connection.settings.post = Some(post_at(&standin));
    test.desk.connect_platform(connection).await.unwrap();
    as_anne(&test).await;
    let rows = test.desk.list_cases(words("")).await.unwrap().rows;
    let own = rows.iter().find(|row| row.source == OWN).unwrap();
    let case = own.id.parse().unwrap();
    Setting {
        test,
        standin,
        queue,
        case,
    }
}

pub(crate) fn draft(case: CaseId, cpr: &str) -> LetterDraft {
    let content = |name: &str, bytes: Vec<u8>| LetterContent {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes,
    };
    LetterDraft {
        case,
        receiver: Receiver::Person(Cpr::parse(cpr).unwrap()),
        title: "Afgørelse om aktindsigt".to_owned(),
        main: content("Afgørelse.pdf", b"%PDF-1.7".to_vec()),
        attachments: vec![content("Akter.pdf", vec![9; 70_000])],
        notice: None,
        is_mandatory: true,
        is_legal_notification: false,
    }
}

impl Setting {
    async fn written(&self, cpr: &str) -> LetterId {
        let draft = draft(self.case, cpr);
        self.test.desk.draft_letter(draft).await.unwrap()
    }

    async fn letters(&self) -> Letters {
        let id = self.case.to_string();
        self.test.desk.list_letters(ShowCase { id }).await.unwrap()
    }

    async fn row(&self, id: LetterId) -> LetterRow {
        let letters = self.letters().await;
        let row = letters
            .rows
            .into_iter()
            .find(|row| row.id == id.to_string());
        row.unwrap()
    }

    async fn decide(&self, id: LetterId, choice: LetterChoice) -> Result<Letters, ErrorCode> {
        let id = id.to_string();
        let decided = self.test.desk.decide_letter(DecideLetter { id, choice });
        decided.await.map_err(|error| error.code)
    }

    async fn send(&self, id: LetterId) -> LetterSent {
        self.test.desk.send_letter(id).await.unwrap()
    }

    async fn until(&self, id: LetterId, state: LetterState) {
        let waited = std::time::Instant::now();
        loop {
            let row = self.row(id).await;
            if row.state == state {
                return;
            }
            assert!(waited.elapsed() < LONG, "{row:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn taken(&self, id: LetterId) -> u32 {
        let letters = self.standin.letters();
        letters.get(&id.uuid()).copied().unwrap_or_default()
    }
}

#[tokio::test]
async fn a_letter_is_kept_handed_in_once_and_followed_until_it_is_delivered() {
    let setting = setting().await;
    let letter = setting.written(SOMEBODY).await;
    let kept = setting.row(letter).await;
    assert_eq!(kept.state, LetterState::Drafted);
    let files: Vec<(&str, u32)> = kept
        .files
        .iter()
        .map(|file| (file.name.as_str(), file.bytes))
        .collect();
    assert_eq!(files, [("Afgørelse.pdf", 8), ("Akter.pdf", 70_000)]);
    // What nobody has asked to be sent is not sent by itself, however long it lies there.
    setting.test.clock.advance(TimeDelta::days(1));
    setting.standin.advance(TimeDelta::days(1));
    let app = setting.test.desk.app();
    assert_eq!(app.send_due_letters().await.unwrap(), 0);
    as_anne(&setting.test).await;

    assert_eq!(setting.send(letter).await, LetterSent::HandedIn);
    assert_eq!(setting.row(letter).await.state, LetterState::HandedIn);
    assert_eq!(setting.send(letter).await, LetterSent::NotToBeSent);
    assert!(app.start_events().await.unwrap());
    setting.until(letter, LetterState::Delivered).await;
    assert_eq!(setting.taken(letter), 1);
    assert_eq!(setting.standin.count("post asked"), 1);
    let refused = setting.decide(letter, LetterChoice::SendAnew).await;
    assert_eq!(refused.unwrap_err(), ErrorCode::Conflict);
}

#[tokio::test]
async fn after_a_lost_reply_only_the_status_or_a_person_ends_the_doubt() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let mut doubtful = Vec::new();
    for (fault, is_taken) in [
        (Fault::ReplyLost, true),
        (Fault::Nonsense, true),
        (Fault::CutBefore, false),
    ] {
        let letter = setting.written(SOMEBODY).await;
        setting.standin.faults().plan("letter", fault);
        assert_eq!(setting.send(letter).await, LetterSent::Unknown, "{fault:?}");
        assert_eq!(setting.taken(letter), u32::from(is_taken), "{fault:?}");
        assert_eq!(setting.row(letter).await.state, LetterState::Unknown);
        // Neither a person's impatience nor time sends it again.
        assert_eq!(setting.send(letter).await, LetterSent::NotToBeSent);
        doubtful.push((letter, is_taken));
    }
    let handed_in = setting.standin.count("letter");
    setting.test.clock.advance(TimeDelta::days(2));
    setting.standin.advance(TimeDelta::days(2));
    assert_eq!(app.send_due_letters().await.unwrap(), 0);
    assert_eq!(setting.standin.count("letter"), handed_in);
    as_anne(&setting.test).await;

    app.start_events().await.unwrap();
    let lost = doubtful.pop().unwrap().0;
    for (letter, _) in doubtful {
        setting.until(letter, LetterState::Delivered).await;
    }
    assert_eq!(setting.row(lost).await.state, LetterState::Unknown);

    let letters = setting.decide(lost, LetterChoice::SendAnew).await.unwrap();
    let twice = setting.decide(lost, LetterChoice::SendAnew).await;
    assert_eq!(twice.unwrap_err(), ErrorCode::Conflict);
    let anew = letters.rows.iter().find(|row| row.instead_of.is_some());
    let anew = anew.unwrap();
    assert_eq!(anew.instead_of, Some(lost.to_string()));
    assert_eq!(anew.files.len(), 2);
    let anew: LetterId = anew.id.parse().unwrap();
    assert_eq!(setting.row(lost).await.state, LetterState::GivenUp);
    assert_eq!(setting.send(anew).await, LetterSent::HandedIn);
    setting.until(anew, LetterState::Delivered).await;
    assert_eq!((setting.taken(lost), setting.taken(anew)), (0, 1));
}

#[tokio::test]
async fn what_is_known_not_to_have_been_taken_is_tried_again_later_and_what_is_refused_is_not() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let letter = setting.written(SOMEBODY).await;
    setting.standin.faults().plan("letter", Fault::Busy(30));
    let later = LetterSent::Later(Stopped::Trouble {
        kind: IndexTrouble::Busy,
        wait_seconds: Some(30),
    });
    assert_eq!(setting.send(letter).await, later);
    assert_eq!(setting.row(letter).await.state, LetterState::Drafted);
    assert_eq!(app.send_due_letters().await.unwrap(), 0, "not at once");
    setting.test.clock.advance(TimeDelta::minutes(5));
    setting.standin.advance(TimeDelta::minutes(5));
    assert_eq!(app.send_due_letters().await.unwrap(), 1);
    assert_eq!(setting.taken(letter), 1);

    let refused = setting.written(SOMEBODY).await;
    setting
        .standin
        .faults()
        .plan("letter", Fault::LetterRefused);
    assert_eq!(setting.send(refused).await, LetterSent::Refused);
    let row = setting.row(refused).await;
    assert_eq!(row.state, LetterState::Refused);
    assert!(row.fault.is_some_and(|fault| !fault.is_empty()));
    setting.test.clock.advance(TimeDelta::minutes(10));
    setting.standin.advance(TimeDelta::minutes(10));
    assert_eq!(app.send_due_letters().await.unwrap(), 0);

    // Somebody decides for another try, which is another letter, and goes by itself.
    as_anne(&setting.test).await;
    setting
        .decide(refused, LetterChoice::SendAnew)
        .await
        .unwrap();
    setting.test.clock.advance(TimeDelta::minutes(2));
    setting.standin.advance(TimeDelta::minutes(2));
    assert_eq!(app.send_due_letters().await.unwrap(), 1);
    assert_eq!(setting.taken(refused), 0);
}

#[tokio::test]
async fn who_does_not_get_digital_post_is_written_to_on_paper_and_nothing_is_handed_in() {
    let setting = setting().await;
    let letter = setting.written(EXEMPT).await;
    assert_eq!(setting.send(letter).await, LetterSent::Exempt);
    let row = setting.row(letter).await;
    assert_eq!(row.state, LetterState::Exempt);
    assert_eq!(row.choices, [LetterChoice::OnPaper]);
    assert_eq!(setting.standin.count("letter"), 0);
    setting.decide(letter, LetterChoice::OnPaper).await.unwrap();
    assert_eq!(setting.row(letter).await.state, LetterState::OnPaper);
    assert_eq!(setting.send(letter).await, LetterSent::NotToBeSent);
}

#[tokio::test]
async fn a_letter_that_digital_post_would_not_take_is_told_before_it_is_kept() {
    let setting = setting().await;
    let check = async |change: &dyn Fn(&mut LetterDraft), expected: (&str, &str)| {
        let mut draft = draft(setting.case, SOMEBODY);
        change(&mut draft);
        let error = setting.test.desk.draft_letter(draft).await.unwrap_err();
        let told = (
            error.field.as_deref().unwrap_or_default(),
            error.problem.as_deref().unwrap_or_default(),
        );
        assert_eq!(told, expected);
    };
    check(&|draft| draft.title = "  ".to_owned(), ("title", "empty")).await;
    check(
        &|draft| draft.title = "x".repeat(300),
        ("title", "too_long"),
    )
    .await;
    check(&|draft| draft.main.bytes.clear(), ("files", "empty")).await;
    check(&|draft| draft.main.media_type.clear(), ("files", "kind")).await;
    check(
        &|draft| draft.attachments[0].name.clear(),
        ("files", "name"),
    )
    .await;
    let company = |draft: &mut LetterDraft| draft.receiver = Receiver::Company("12".to_owned());
    check(&company, ("receiver", "wrong")).await;
    let notice = |draft: &mut LetterDraft| draft.notice = Some("x".repeat(200));
    check(&notice, ("notice", "too_long")).await;
    assert!(setting.letters().await.rows.is_empty());
}

#[tokio::test]
async fn letters_are_seen_and_decided_about_by_those_who_work_on_the_case_alone() {
    let setting = setting().await;
    let letter = setting.written(EXEMPT).await;
    setting.send(letter).await;
    let nowhere = CaseId::new(Uuid::from_u128(1));
    let refused = setting.test.desk.draft_letter(draft(nowhere, SOMEBODY));
    assert_eq!(refused.await.unwrap_err().code, ErrorCode::NotFound);
    told(
        &setting.standin,
        &setting.test.clock,
        vec![foreign(7, "Rampe")],
    );
    setting.test.desk.app().ask_index().await.unwrap();
    let anothers = CaseId::new(Uuid::from_u128(7));
    let refused = setting.test.desk.draft_letter(draft(anothers, SOMEBODY));
    assert_eq!(refused.await.unwrap_err().code, ErrorCode::NotFound);

    // The DPO reads and decides nothing.
    let desk = &setting.test.desk;
    desk.sign_out(NOTHING).await.unwrap();
    let dorthe = sign_in_as("dorthe", "lyset i det øverste vindue");
    desk.sign_in(dorthe).await.unwrap();
    let letters = setting.letters().await;
    assert!(!letters.may_decide && letters.rows[0].choices.is_empty());
    let refused = setting.decide(letter, LetterChoice::OnPaper).await;
    assert_eq!(refused.unwrap_err(), ErrorCode::NotAllowed);
    let refused = desk.send_letter(letter).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
}

fn status(event: u128, letter: Uuid, outcome: PostOutcome) -> Vec<u8> {
    let mut head = EventHead::new(
        Reference::Id(Uuid::from_u128(event)),
        Reference::Id(PostStatus::KIND),
    );
    head.objects = vec![ObjectTold {
        action: Some(Reference::Id(outcome.id())),
        ..ObjectTold::default()
    }];
    let status = PostStatus {
        message: Some(letter),
        at: Some(Utc::now()),
        status: Some("Ukendt hos os".to_owned()),
        ..PostStatus::default()
    };
    let event = Event {
        head,
        content: Content::PostStatus(Box::new(status)),
    };
    let mut writer = Writer::new();
    event.write(&mut writer, Packing::Base64);
    writer.into_text().into_bytes()
}

#[tokio::test]
async fn a_status_of_a_letter_that_nobody_sent_from_here_is_for_a_person_to_look_at() {
    let setting = setting().await;
    let publisher = Publisher::connect(broker().await.place()).await.unwrap();
    let letter = setting.written(SOMEBODY).await;
    setting.send(letter).await;
    for message in [
        status(1, Uuid::from_u128(99), PostOutcome::Delivered),
        status(2, letter.uuid(), PostOutcome::Failed),
        status(2, letter.uuid(), PostOutcome::Failed),
    ] {
        publisher.publish(&setting.queue, &message).await.unwrap();
    }
    let app = Arc::clone(setting.test.desk.app());
    app.start_events().await.unwrap();
    // It failed later than it was delivered.
    setting.until(letter, LetterState::Failed).await;
    assert_eq!(
        setting.row(letter).await.fault.as_deref(),
        Some("Ukendt hos os")
    );
    let desk = &setting.test.desk;
    desk.sign_out(NOTHING).await.unwrap();
    sign_in(desk).await;
    let listed = desk.listed_events(0, 10).await.unwrap();
    let reasons: Vec<&str> = listed.iter().map(|event| event.reason.as_str()).collect();
    assert_eq!(reasons, ["no_such_letter"]);
}
