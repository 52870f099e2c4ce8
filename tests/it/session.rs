use chrono::TimeDelta;
use sagsbord_contract::*;
use sagsbord_testkit::desk::PASSWORD;

use crate::support::{NOTHING, add_person, administrator, phase, sign_in_as, started};

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    let test = started().await;
    let second = CreateFirstAdministrator {
        municipality: "En anden".to_owned(),
        name: "En Anden".to_owned(),
        username: "anden".to_owned(),
        password: "helt andre ord".to_owned(),
    };
    let refused = test
        .desk
        .create_first_administrator(second)
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn fields_that_will_not_do_are_named() {
    let check = async |name: &str, username: &str, password: &str, code: ErrorCode, field: &str| {
        let test = sagsbord_testkit::desk::TestDesk::new().unwrap();
        test.desk.desk_state(NOTHING).await.unwrap();
        let refused = test
            .desk
            .create_first_administrator(CreateFirstAdministrator {
                municipality: "Prøvekommunen".to_owned(),
                name: name.to_owned(),
                username: username.to_owned(),
                password: password.to_owned(),
            })
            .await
            .unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (code, Some(field)),
            "{name} {username}"
        );
    };
    check("", "agnes", PASSWORD, ErrorCode::InvalidInput, "name").await;
    check(
        &"x".repeat(121),
        "agnes",
        PASSWORD,
        ErrorCode::InvalidInput,
        "name",
    )
    .await;
    check(
        "Ag\u{0}nes",
        "agnes",
        PASSWORD,
        ErrorCode::InvalidInput,
        "name",
    )
    .await;
    check("Agnes", "a", PASSWORD, ErrorCode::InvalidInput, "username").await;
    check(
        "Agnes",
        "ag nes",
        PASSWORD,
        ErrorCode::InvalidInput,
        "username",
    )
    .await;
    check(
        "Agnes",
        "agnes",
        "kort",
        ErrorCode::PasswordWeak,
        "password",
    )
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let test = started().await;
    test.desk.sign_out(NOTHING).await.unwrap();
    let wrong = test
        .desk
        .sign_in(sign_in_as("agnes", "ikke det rigtige"))
        .await
        .unwrap_err();
    let unknown = test
        .desk
        .sign_in(sign_in_as("ingen", "ikke det rigtige"))
        .await
        .unwrap_err();
    assert_eq!(wrong.code, ErrorCode::SignInRefused);
    assert_eq!(
        (wrong.code, wrong.field, wrong.wait_seconds),
        (unknown.code, unknown.field, unknown.wait_seconds)
    );
}

#[tokio::test]
async fn a_name_is_found_however_its_letters_are_typed() {
    let test = started().await;
    add_person(&test, "Åse.Bæk", Role::Caseworker).await;
    test.desk.sign_out(NOTHING).await.unwrap();
    for typed in ["Åse.Bæk", "aase.baek", "ÅSE.BÆK", " åse.bæk "] {
        test.desk
            .sign_in(sign_in_as(typed, "midlertidig nøgle"))
            .await
            .unwrap();
        test.desk.sign_out(NOTHING).await.unwrap();
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_across_restarts_and_the_right_password_must_wait_too() {
    let test = started().await;
    test.desk.sign_out(NOTHING).await.unwrap();
    for _ in 0..4 {
        let refused = test
            .desk
            .sign_in(sign_in_as("agnes", "forkert gæt"))
            .await
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::SignInRefused);
    }
    let slowed = test
        .desk
        .sign_in(sign_in_as("agnes", "forkert gæt"))
        .await
        .unwrap_err();
    assert_eq!(
        (slowed.code, slowed.wait_seconds),
        (ErrorCode::SignInThrottled, Some(30))
    );

    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    let right_too_early = test.desk.sign_in(administrator()).await.unwrap_err();
    assert_eq!(right_too_early.code, ErrorCode::SignInThrottled);
    test.clock.advance(TimeDelta::seconds(30));
    test.desk.sign_in(administrator()).await.unwrap();

    test.desk.sign_out(NOTHING).await.unwrap();
    let counted_from_nothing = test
        .desk
        .sign_in(sign_in_as("agnes", "forkert gæt"))
        .await
        .unwrap_err();
    assert_eq!(
        counted_from_nothing.code,
        ErrorCode::SignInRefused,
        "a sign-in starts the count anew"
    );
}

#[tokio::test]
async fn a_locked_desk_answers_nothing_until_the_same_person_unlocks_it() {
    let test = started().await;
    test.desk.lock(NOTHING).await.unwrap();
    assert_eq!(phase(&test).await, DeskPhase::Locked);
    let locked = test.desk.list_people(NOTHING).await.unwrap_err();
    assert_eq!(locked.code, ErrorCode::SessionLocked);
    let wrong = test
        .desk
        .unlock(Unlock {
            password: "forkert gæt".to_owned(),
        })
        .await
        .unwrap_err();
    assert_eq!(wrong.code, ErrorCode::SignInRefused);
    test.desk
        .unlock(Unlock {
            password: PASSWORD.to_owned(),
        })
        .await
        .unwrap();
    test.desk.list_people(NOTHING).await.unwrap();
}

#[tokio::test]
async fn an_idle_desk_locks_itself_and_activity_keeps_it_open() {
    let test = started().await;
    test.clock.advance(TimeDelta::minutes(9));
    test.desk.keep_awake(NOTHING).await.unwrap();
    test.clock.advance(TimeDelta::minutes(9));
    test.desk.list_people(NOTHING).await.unwrap();
    test.clock.advance(TimeDelta::minutes(1));
    let idle = test.desk.list_people(NOTHING).await.unwrap_err();
    assert_eq!(
        idle.code,
        ErrorCode::SessionLocked,
        "the window's own questions are no sign of a person"
    );
    assert_eq!(phase(&test).await, DeskPhase::Locked);
}

#[tokio::test]
async fn a_machine_that_slept_wakes_up_locked() {
    let test = started().await;
    let mut events = test.desk.events();
    let watch = test.desk.watch();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    test.clock.advance(TimeDelta::seconds(60));
    let told = tokio::time::timeout(std::time::Duration::from_secs(20), events.next()).await;
    assert_eq!(told.unwrap(), Some(DeskEvent::Locked));
    assert_eq!(phase(&test).await, DeskPhase::Locked);
    watch.abort();
}

#[tokio::test]
async fn a_password_somebody_else_chose_opens_nothing_but_the_way_to_change_it() {
    let test = started().await;
    add_person(&test, "bo", Role::Administrator).await;
    let desk = test.second_desk();
    let signed_in = desk
        .sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    assert!(signed_in.must_change_password);
    assert_eq!(signed_in.rights, vec![]);
    assert_eq!(
        desk.list_people(NOTHING).await.unwrap_err().code,
        ErrorCode::NotAllowed
    );

    let change = |current: &str, new: &str| ChangeOwnPassword {
        current: current.to_owned(),
        new: new.to_owned(),
    };
    let wrong = desk
        .change_own_password(change("forkert gæt", "mine egne ord her"))
        .await
        .unwrap_err();
    assert_eq!(
        (wrong.code, wrong.field.as_deref()),
        (ErrorCode::SignInRefused, Some("current"))
    );
    let same = desk
        .change_own_password(change("midlertidig nøgle", "midlertidig nøgle"))
        .await
        .unwrap_err();
    assert_eq!(
        (same.code, same.field.as_deref()),
        (ErrorCode::PasswordWeak, Some("new"))
    );
    desk.change_own_password(change("midlertidig nøgle", "mine egne ord her"))
        .await
        .unwrap();
    desk.list_people(NOTHING).await.unwrap();
}

#[tokio::test]
async fn somebody_made_inactive_is_out_at_once() {
    let test = started().await;
    let person = add_person(&test, "bo", Role::Dpo).await;
    let desk = test.second_desk();
    desk.sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    test.desk
        .change_person(ChangePerson {
            id: person.id,
            name: person.name,
            unit_id: None,
            active: false,
        })
        .await
        .unwrap();
    assert_eq!(
        desk.my_day(NOTHING).await.unwrap_err().code,
        ErrorCode::NotSignedIn
    );
    let refused = desk
        .sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::SignInRefused);
}
