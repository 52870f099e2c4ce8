use sagsbord_app::ports::KeyRingError;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::support::{NOTHING, administrator, phase, started};

#[tokio::test]
async fn an_empty_folder_becomes_a_store_whose_key_lies_in_the_key_service() {
    let test = TestDesk::new().unwrap();
    assert_eq!(phase(&test).await, DeskPhase::FirstAdministrator);
    assert_eq!(test.key_ring.secrets().len(), 1);
    test.first_start().await.unwrap();
    assert_eq!(phase(&test).await, DeskPhase::SignedIn);

    let test = test.restart().await;
    assert_eq!(
        phase(&test).await,
        DeskPhase::SignIn,
        "a restart signs nobody in"
    );
    test.desk.sign_in(administrator()).await.unwrap();
    let state = test.desk.desk_state(NOTHING).await.unwrap();
    assert_eq!(state.municipality.as_deref(), Some("Prøvekommunen"));
    assert!(
        state.demo_accounts.is_empty(),
        "no password is ever shown outside the demo"
    );
}

#[tokio::test]
async fn without_a_key_service_a_passphrase_is_asked_for_and_then_opens_the_store() {
    let test = TestDesk::new().unwrap();
    test.key_ring
        .set_out_of_order(Some(KeyRingError::Unavailable));
    let state = test.desk.desk_state(NOTHING).await.unwrap();
    assert_eq!(state.phase, DeskPhase::ChoosePassphrase);
    assert_eq!(state.problem.unwrap().code, ErrorCode::KeyringUnavailable);

    let give = |passphrase: &str| GivePassphrase {
        passphrase: passphrase.to_owned(),
    };
    let weak = test
        .desk
        .give_passphrase(give("for kort"))
        .await
        .unwrap_err();
    assert_eq!(
        (weak.code, weak.field.as_deref()),
        (ErrorCode::PassphraseWeak, Some("passphrase"))
    );
    let state = test
        .desk
        .give_passphrase(give("fem ord om havet i nat"))
        .await
        .unwrap();
    assert_eq!(state.phase, DeskPhase::FirstAdministrator);
    test.first_start().await.unwrap();

    let test = test.restart().await;
    assert_eq!(phase(&test).await, DeskPhase::AskPassphrase);
    let wrong = test
        .desk
        .give_passphrase(give("fem ord om havet i dag"))
        .await
        .unwrap_err();
    assert_eq!(wrong.code, ErrorCode::PassphraseWrong);
    assert_eq!(
        phase(&test).await,
        DeskPhase::AskPassphrase,
        "a wrong try changes nothing"
    );
    let state = test
        .desk
        .give_passphrase(give("fem ord om havet i nat"))
        .await
        .unwrap();
    assert_eq!(state.phase, DeskPhase::SignIn);
}

#[tokio::test]
async fn a_locked_key_service_is_named_and_works_when_it_is_unlocked() {
    let test = started().await;
    let test = test.restart().await;
    test.key_ring.set_out_of_order(Some(KeyRingError::Locked));
    let state = test.desk.desk_state(NOTHING).await.unwrap();
    assert_eq!(state.phase, DeskPhase::Problem);
    assert_eq!(state.problem.unwrap().code, ErrorCode::KeyringLocked);

    test.key_ring.set_out_of_order(None);
    let state = test.desk.retry_opening(NOTHING).await.unwrap();
    assert_eq!(state.phase, DeskPhase::SignIn);
}

#[tokio::test]
async fn a_store_whose_key_is_gone_gets_no_new_key() {
    let test = started().await;
    let test = test.restart().await;
    test.key_ring.forget_everything();
    let state = test.desk.desk_state(NOTHING).await.unwrap();
    assert_eq!(state.problem.unwrap().code, ErrorCode::StoreKeyMissing);
    assert!(
        test.key_ring.secrets().is_empty(),
        "a new key would shut the person out for good"
    );
}

#[tokio::test]
async fn a_store_that_is_open_elsewhere_is_not_opened_twice() {
    let test = started().await;
    let app = sagsbord_app::App::new(
        sagsbord_app::AppConfig {
            folder: test.folder(),
            demo: false,
            upkeep_after: None,
            helper: None,
        },
        test.clock.clone(),
        test.key_ring.clone(),
    );
    let second = sagsbord_app::Desk::new(app);
    let state = second.desk_state(NOTHING).await.unwrap();
    assert_eq!(state.problem.unwrap().code, ErrorCode::StoreInUse);
}

#[tokio::test]
async fn what_cannot_be_opened_says_why_and_is_left_as_it_was() {
    let check = async |name: &str, bytes: &[u8], expected: ErrorCode| {
        let test = TestDesk::new().unwrap();
        std::fs::create_dir_all(test.folder()).unwrap();
        let file = test.folder().join(name);
        std::fs::write(&file, bytes).unwrap();
        let state = test.desk.desk_state(NOTHING).await.unwrap();
        assert_eq!(
            state.problem.map(|problem| problem.code),
            Some(expected),
            "{name}"
        );
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "{name} was touched");
    };
    check(
        "store.db",
        b"SQLite format 3\0 and then somebody else's rows",
        ErrorCode::StoreForeign,
    )
    .await;
    check("store.db", b"", ErrorCode::StoreForeign).await;
    check("store.db", &[7; 8192], ErrorCode::StoreKeyMissing).await;
}

#[tokio::test]
async fn a_truncated_store_is_damaged_and_not_replaced() {
    let test = started().await;
    let test = test.restart().await;
    test.desk.app().close().await;
    let file = test.folder().join("store.db");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let state = test.desk.desk_state(NOTHING).await.unwrap();
    let code = state.problem.unwrap().code;
    assert!(
        matches!(code, ErrorCode::StoreDamaged | ErrorCode::StoreKeyWrong),
        "said {code:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap().len(), bytes.len() / 2);
}

#[tokio::test]
async fn a_clock_set_back_is_told_and_nothing_stops() {
    let test = started().await;
    test.clock.advance(chrono::TimeDelta::hours(-3));
    let test = test.restart().await;
    assert!(test.desk.desk_state(NOTHING).await.unwrap().clock_behind);
    test.desk.sign_in(administrator()).await.unwrap();
}

#[tokio::test]
async fn a_support_report_is_given_in_every_phase_and_names_nobody() {
    let test = TestDesk::new().unwrap();
    test.key_ring.set_out_of_order(Some(KeyRingError::Locked));
    test.desk.desk_state(NOTHING).await.unwrap();
    let closed = test.desk.support_report(NOTHING).await.unwrap().text;
    assert!(closed.contains("problem keyring_locked"), "{closed}");

    let test = started().await;
    let open = test.desk.support_report(NOTHING).await.unwrap().text;
    assert!(open.contains("store: open"));
    for secret in ["Agnes", "agnes", "Prøvekommunen"] {
        assert!(!open.contains(secret), "the report names {secret}");
    }
}
