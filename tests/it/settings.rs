use sagsbord_contract::*;

use crate::support::{NOTHING, add_person, sign_in_as, started};

fn change(key: &str, value: Option<&str>) -> ChangeSetting {
    ChangeSetting {
        key: key.to_owned(),
        value: value.map(str::to_owned),
    }
}

fn value(settings: &Settings, key: &str) -> String {
    settings
        .rows
        .iter()
        .find(|row| row.key == key)
        .unwrap()
        .value
        .clone()
}

#[tokio::test]
async fn a_personal_setting_is_each_persons_own_and_goes_back_to_its_default() {
    let test = started().await;
    let changed = test
        .desk
        .change_setting(change("theme", Some("dark")))
        .await
        .unwrap();
    assert_eq!(value(&changed, "theme"), "dark");
    add_person(&test, "bo", Role::Caseworker).await;
    let bo = test.second_desk();
    bo.sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    assert_eq!(
        value(&bo.list_settings(NOTHING).await.unwrap(), "theme"),
        "system"
    );
    let back = test
        .desk
        .change_setting(change("theme", None))
        .await
        .unwrap();
    assert_eq!(value(&back, "theme"), "system");
}

#[tokio::test]
async fn the_municipalitys_settings_are_for_those_with_the_right_and_hold_for_all() {
    let test = started().await;
    add_person(&test, "bo", Role::Caseworker).await;
    let bo = test.second_desk();
    bo.sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    let refused = bo
        .change_setting(change("lock_after_minutes", Some("60")))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    test.desk
        .change_setting(change("lock_after_minutes", Some("2")))
        .await
        .unwrap();
    let again = bo
        .sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    assert_eq!(again.lock_after_minutes, 2);
    test.clock.advance(chrono::TimeDelta::minutes(2));
    assert_eq!(
        bo.list_settings(NOTHING).await.unwrap_err().code,
        ErrorCode::SessionLocked
    );
}

#[tokio::test]
async fn a_value_that_will_not_do_is_refused() {
    let test = started().await;
    for (key, bad) in [
        ("theme", "lilla"),
        ("lock_after_minutes", "0"),
        ("lock_after_minutes", "1e3"),
    ] {
        let refused = test
            .desk
            .change_setting(change(key, Some(bad)))
            .await
            .unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("value"), "{key} = {bad}");
    }
    let unknown = test
        .desk
        .change_setting(change("ingen", Some("x")))
        .await
        .unwrap_err();
    assert_eq!(unknown.code, ErrorCode::NotFound);
}
