use std::path::PathBuf;

use sagsbord_app::ports::KeyRingError;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::support::{NOTHING, add_person, administrator, ended, phase, sign_in_as, started};

const PASSPHRASE: &str = "fem ord om havet i nat";

async fn back_up(test: &TestDesk, folder: &std::path::Path) -> PathBuf {
    let started = test
        .desk
        .start_backup(StartBackup {
            folder: folder.display().to_string(),
            passphrase: PASSPHRASE.to_owned(),
        })
        .await
        .unwrap();
    let row = ended(test, &started.job_id).await;
    assert_eq!((row.state, row.error), (JobState::Done, None));
    let made: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(
        made.len(),
        1,
        "one folder, nothing half-made beside it: {made:?}"
    );
    made[0].clone()
}

fn restore(backup: &std::path::Path, passphrase: &str) -> RestoreBackup {
    RestoreBackup {
        backup: backup.display().to_string(),
        passphrase: passphrase.to_owned(),
    }
}

#[tokio::test]
async fn a_backup_brings_back_what_was_there_and_moves_aside_what_came_after() {
    let test = started().await;
    add_person(&test, "foer", Role::Caseworker).await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let backup = back_up(&test, elsewhere.path()).await;
    assert!(
        test.desk
            .storage_state(NOTHING)
            .await
            .unwrap()
            .last_backup_at
            .is_some()
    );
    add_person(&test, "efter", Role::Caseworker).await;

    let wrong = test
        .desk
        .restore_backup(restore(&backup, "ikke de rigtige ord"))
        .await
        .unwrap_err();
    assert!(
        matches!(
            wrong.code,
            ErrorCode::BackupInvalid | ErrorCode::PassphraseWrong
        ),
        "{wrong:?}"
    );
    assert_eq!(
        phase(&test).await,
        DeskPhase::SignedIn,
        "a failed restore changes nothing"
    );

    let state = test
        .desk
        .restore_backup(restore(&backup, PASSPHRASE))
        .await
        .unwrap();
    assert_eq!(state.phase, DeskPhase::SignIn);
    test.desk.sign_in(administrator()).await.unwrap();
    let names: Vec<String> = test
        .desk
        .list_people(NOTHING)
        .await
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.username)
        .collect();
    assert!(
        names.contains(&"foer".to_owned()) && !names.contains(&"efter".to_owned()),
        "{names:?}"
    );
    let aside = std::fs::read_dir(test.outer_folder()).unwrap().count();
    assert_eq!(
        aside, 2,
        "the store from before lies beside the restored one"
    );

    let test = test.restart().await;
    assert_eq!(
        phase(&test).await,
        DeskPhase::SignIn,
        "the restored store's key is kept"
    );
}

#[tokio::test]
async fn a_backup_opens_on_another_machine_with_a_passphrase_of_its_own() {
    let test = started().await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let backup = back_up(&test, elsewhere.path()).await;

    let other = TestDesk::new().unwrap();
    other
        .key_ring
        .set_out_of_order(Some(KeyRingError::Unavailable));
    assert_eq!(phase(&other).await, DeskPhase::ChoosePassphrase);
    let state = other
        .desk
        .restore_backup(restore(&backup, PASSPHRASE))
        .await
        .unwrap();
    assert_eq!(
        state.phase,
        DeskPhase::AskPassphrase,
        "the backup's passphrase is now the store's"
    );
    let give = GivePassphrase {
        passphrase: PASSPHRASE.to_owned(),
    };
    assert_eq!(
        other.desk.give_passphrase(give).await.unwrap().phase,
        DeskPhase::SignIn
    );
    other.desk.sign_in(administrator()).await.unwrap();
}

#[tokio::test]
async fn a_restore_tells_the_one_who_asked_how_far_it_has_come() {
    let test = started().await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let backup = back_up(&test, elsewhere.path()).await;
    let colleague = test.second_desk();
    let (mut events, mut others) = (test.desk.events(), colleague.events());
    test.desk
        .restore_backup(restore(&backup, PASSPHRASE))
        .await
        .unwrap();
    test.desk.go_to("/slut".to_owned());
    colleague.go_to("/slut".to_owned());

    let percents = restoring_until_the_end(&mut events).await;
    assert!(
        percents.len() > 2 && percents.is_sorted_by(|before, after| before < after),
        "each step once and forward: {percents:?}"
    );
    assert_eq!(percents.last(), Some(&100));
    assert!(restoring_until_the_end(&mut others).await.is_empty());
}

async fn restoring_until_the_end(events: &mut sagsbord_app::DeskEvents) -> Vec<u32> {
    let mut percents = Vec::new();
    loop {
        match events.next().await.unwrap() {
            DeskEvent::Restoring(progress) => percents.push(progress.percent),
            DeskEvent::GoTo(_) => return percents,
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_store_whose_key_service_is_gone_can_be_restored_under_the_backups_passphrase() {
    let test = started().await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let backup = back_up(&test, elsewhere.path()).await;
    let test = test.restart().await;
    test.key_ring
        .set_out_of_order(Some(KeyRingError::Unavailable));
    assert_eq!(phase(&test).await, DeskPhase::Problem);
    let state = test
        .desk
        .restore_backup(restore(&backup, PASSPHRASE))
        .await
        .unwrap();
    assert_eq!(state.phase, DeskPhase::AskPassphrase);
    let give = GivePassphrase {
        passphrase: PASSPHRASE.to_owned(),
    };
    test.desk.give_passphrase(give).await.unwrap();
    test.desk.sign_in(administrator()).await.unwrap();
}

#[tokio::test]
async fn only_an_administrator_restores_over_an_open_store() {
    let test = started().await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let backup = back_up(&test, elsewhere.path()).await;
    test.desk.sign_out(NOTHING).await.unwrap();
    let nobody = test
        .desk
        .restore_backup(restore(&backup, PASSPHRASE))
        .await
        .unwrap_err();
    assert_eq!(nobody.code, ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_backup_that_was_changed_is_refused_and_nothing_happens() {
    let test = started().await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let backup = back_up(&test, elsewhere.path()).await;
    let database = backup.join("store.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    let refused = test
        .desk
        .restore_backup(restore(&backup, PASSPHRASE))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::BackupInvalid);
    test.desk.list_people(NOTHING).await.unwrap();
}

#[tokio::test]
async fn a_backup_that_cannot_be_made_says_which_field_is_to_blame() {
    let test = started().await;
    let check = async |folder: &str, passphrase: &str, code: ErrorCode, field: &str| {
        let refused = test
            .desk
            .start_backup(StartBackup {
                folder: folder.to_owned(),
                passphrase: passphrase.to_owned(),
            })
            .await
            .unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (code, Some(field)),
            "{folder}"
        );
    };
    check("/", "kort", ErrorCode::PassphraseWeak, "passphrase").await;
    check("", PASSPHRASE, ErrorCode::BackupTargetInvalid, "folder").await;
    check(
        "kopier",
        PASSPHRASE,
        ErrorCode::BackupTargetInvalid,
        "folder",
    )
    .await;
    check(
        "/findes/ikke",
        PASSPHRASE,
        ErrorCode::BackupTargetInvalid,
        "folder",
    )
    .await;
}

#[tokio::test]
async fn the_key_is_changed_under_everybodys_hands_and_opens_the_next_start() {
    let test = started().await;
    let old = test.key_ring.secrets();
    let state = test.desk.rotate_key(NOTHING).await.unwrap();
    assert!(state.key_changed_at.is_some());
    let new = test.key_ring.secrets();
    assert_ne!(old, new);
    assert_eq!(new.len(), 1);
    assert!(
        !new[0].contains(' '),
        "only the new key is kept when all went well"
    );
    test.desk.list_people(NOTHING).await.unwrap();
    let test = test.restart().await;
    assert_eq!(phase(&test).await, DeskPhase::SignIn);
    test.desk.sign_in(administrator()).await.unwrap();
}

#[tokio::test]
async fn a_key_service_that_fails_while_the_key_is_changed_leaves_the_old_one_in_force() {
    let test = started().await;
    test.key_ring.set_out_of_order(Some(KeyRingError::Locked));
    let refused = test.desk.rotate_key(NOTHING).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyringLocked);
    test.key_ring.set_out_of_order(None);
    test.desk.list_people(NOTHING).await.unwrap();
    let test = test.restart().await;
    assert_eq!(phase(&test).await, DeskPhase::SignIn);
}

#[tokio::test]
async fn a_new_passphrase_opens_the_store_and_the_old_one_does_not() {
    let test = TestDesk::new().unwrap();
    test.key_ring
        .set_out_of_order(Some(KeyRingError::Unavailable));
    test.desk.desk_state(NOTHING).await.unwrap();
    let give = |passphrase: &str| GivePassphrase {
        passphrase: passphrase.to_owned(),
    };
    test.desk.give_passphrase(give(PASSPHRASE)).await.unwrap();
    test.first_start().await.unwrap();

    let change = |current: &str, new: &str| ChangePassphrase {
        current: current.to_owned(),
        new: new.to_owned(),
    };
    let weak = test
        .desk
        .change_passphrase(change(PASSPHRASE, "kort"))
        .await
        .unwrap_err();
    assert_eq!(
        (weak.code, weak.field.as_deref()),
        (ErrorCode::PassphraseWeak, Some("new"))
    );
    let wrong = test
        .desk
        .change_passphrase(change("ikke de rigtige ord", "seks nye ord om skoven"))
        .await
        .unwrap_err();
    assert_eq!(
        (wrong.code, wrong.field.as_deref()),
        (ErrorCode::PassphraseWrong, Some("current"))
    );
    test.desk
        .change_passphrase(change(PASSPHRASE, "seks nye ord om skoven"))
        .await
        .unwrap();
    test.desk.list_people(NOTHING).await.unwrap();

    let test = test.restart().await;
    assert_eq!(phase(&test).await, DeskPhase::AskPassphrase);
    let old = test
        .desk
        .give_passphrase(give(PASSPHRASE))
        .await
        .unwrap_err();
    assert_eq!(old.code, ErrorCode::PassphraseWrong);
    assert_eq!(
        test.desk
            .give_passphrase(give("seks nye ord om skoven"))
            .await
            .unwrap()
            .phase,
        DeskPhase::SignIn
    );
}

#[tokio::test]
async fn a_sound_store_passes_its_check_and_a_lost_blob_fails_it() {
    let test = crate::cases::demo().await;
    test.desk
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let job = test.desk.start_store_check(NOTHING).await.unwrap();
    assert_eq!(ended(&test, &job.job_id).await.state, JobState::Done);

    let lost = first_blob(&test.folder().join("blobs"));
    std::fs::remove_file(lost).unwrap();
    let job = test.desk.start_store_check(NOTHING).await.unwrap();
    let row = ended(&test, &job.job_id).await;
    assert_eq!(
        (row.state, row.error),
        (JobState::Failed, Some(ErrorCode::StoreDamaged))
    );
}

pub(crate) fn first_blob(blobs: &std::path::Path) -> PathBuf {
    let mut waiting = vec![blobs.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                waiting.push(entry.path());
            } else {
                return entry.path();
            }
        }
    }
    panic!("the demo has no blobs");
}
