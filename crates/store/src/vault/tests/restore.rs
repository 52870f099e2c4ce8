use std::fs;
use std::path::{Path, PathBuf};

use super::super::header::Header;
use super::*;
use crate::{BlobRef, FolderState, StoreError};

struct Scene {
    root: TempDir,
    backup: PathBuf,
    folder: PathBuf,
    blob: BlobRef,
}

/// A store, a backup of it, and then more work that the backup does not hold.
async fn scene() -> Scene {
    let (root, store) = new_store().await;
    add_note(&store, "in the backup").await.unwrap();
    let blob = keep_blob(&store, &[9; 100_000]).await;
    let backups = root.path().join("backups");
    fs::create_dir(&backups).unwrap();
    let backup = store
        .back_up(&backups, phrase("ordet"), noon(), QUIET, &NEVER)
        .await
        .unwrap()
        .folder;
    add_note(&store, "later").await.unwrap();
    let folder = store.folder().to_path_buf();
    store.close().await;
    Scene {
        root,
        backup,
        folder,
        blob,
    }
}

async fn restore_into(
    scene: &Scene,
    folder: &Path,
    passphrase: &str,
) -> Result<Option<PathBuf>, StoreError> {
    Store::prepare_restore(
        &scene.backup,
        phrase(passphrase),
        folder,
        &key(8),
        &|_, _| {},
    )
    .await?
    .swap(noon())
}

#[tokio::test]
async fn a_restored_store_is_the_one_that_was_backed_up_and_the_old_one_is_kept_aside() {
    let scene = scene().await;
    let aside = restore_into(&scene, &scene.folder, "ordet")
        .await
        .unwrap()
        .unwrap();

    let store = Store::open(&scene.folder, &key(8), noon()).await.unwrap();
    assert_eq!(
        notes(&store).await,
        ["in the backup", scene.blob.sha256_hex()]
    );
    assert_eq!(
        *store.read_blob(&scene.blob, 1 << 20).await.unwrap(),
        [9; 100_000]
    );
    assert!(
        store
            .check(CheckScope::Everything, QUIET, &NEVER)
            .await
            .unwrap()
            .damages
            .is_empty()
    );
    add_note(&store, "work goes on").await.unwrap();

    let old = Store::open(&aside, &key(1), noon()).await.unwrap();
    assert_eq!(notes(&old).await.last().unwrap(), "later");
}

#[tokio::test]
async fn a_store_can_be_restored_where_none_is_with_a_passphrase_of_its_own() {
    let scene = scene().await;
    let folder = scene.root.path().join("another machine/store");
    fs::create_dir(scene.root.path().join("another machine")).unwrap();
    let ready =
        Store::prepare_restore(&scene.backup, phrase("ordet"), &folder, &key(8), &|_, _| {})
            .await
            .unwrap();
    Store::create_envelope(ready.folder(), &key(8), phrase("et andet ord"))
        .await
        .unwrap();
    assert_eq!(
        ready.swap(noon()).unwrap(),
        None,
        "nothing had to be moved aside"
    );
    let keys = Store::open_envelope(&folder, phrase("et andet ord"))
        .await
        .unwrap();
    let store = Store::open(&folder, &keys[0], noon()).await.unwrap();
    assert_eq!(notes(&store).await.len(), 2);
}

#[tokio::test]
async fn a_backup_that_is_not_whole_is_refused_and_the_store_stays() {
    check("as it was", |_| {}, "Ok").await;
    check(
        "a byte of the database",
        |backup| flip_a_byte(&backup.join("store.db"), 9000),
        "BackupInvalid(FileAltered)",
    )
    .await;
    check(
        "no database",
        |backup| fs::remove_file(backup.join("store.db")).unwrap(),
        "BackupInvalid(FileMissing)",
    )
    .await;
    check(
        "a byte of a blob",
        |backup| flip_a_byte(&blob_in(backup), 5000),
        "BackupInvalid(FileAltered)",
    )
    .await;
    check(
        "no blob",
        |backup| fs::remove_file(blob_in(backup)).unwrap(),
        "BackupInvalid(FileMissing)",
    )
    .await;
    check(
        "no key",
        |backup| fs::remove_file(backup.join("key.json")).unwrap(),
        "BackupInvalid(FileMissing)",
    )
    .await;
    check(
        "no list",
        |backup| fs::remove_file(backup.join("manifest.json")).unwrap(),
        "BackupInvalid(Manifest)",
    )
    .await;
    check(
        "half a list",
        |backup| edit_list(backup, |list| list[..list.len() / 2].to_owned()),
        "BackupInvalid(Manifest)",
    )
    .await;
    check(
        "a list of a later schema",
        |backup| {
            let known = super::super::open::newest_migration();
            edit_list(backup, |list| {
                list.replace(
                    &format!("\"schema_version\":{known}"),
                    "\"schema_version\":999999",
                )
            });
        },
        "Newer",
    )
    .await;
    check(
        "a list without the blob",
        |backup| edit_list(backup, |list| list.replace("blobs/", "elsewhere/")),
        "BackupInvalid(BlobMissing)",
    )
    .await;
    check(
        "a list changed along with the database",
        |backup| {
            let path = backup.join("store.db");
            let before = super::super::backup::hash_file(&path).unwrap().1;
            flip_a_byte(&path, 9000);
            let after = super::super::backup::hash_file(&path).unwrap().1;
            edit_list(backup, |list| list.replace(&before, &after));
        },
        "BackupInvalid(Database)",
    )
    .await;
}

async fn check(what: &str, spoil: impl Fn(&Path), expected: &str) {
    let scene = scene().await;
    spoil(&scene.backup);
    let restored = outcome(restore_into(&scene, &scene.folder, "ordet").await);
    assert!(restored.starts_with(expected), "{what}: {restored}");
    if expected != "Ok" {
        let store = Store::open(&scene.folder, &key(1), noon()).await.unwrap();
        assert_eq!(
            notes(&store).await.last().unwrap(),
            "later",
            "{what}: the store is as it was"
        );
        assert_eq!(
            fs::read_dir(scene.root.path()).unwrap().count(),
            2,
            "{what}: nothing else is left"
        );
    }
}

fn blob_in(backup: &Path) -> PathBuf {
    files_in(&backup.join("blobs"))[0].clone()
}

fn edit_list(backup: &Path, edit: impl Fn(&str) -> String) {
    let path = backup.join("manifest.json");
    fs::write(&path, edit(&fs::read_to_string(&path).unwrap())).unwrap();
}

#[tokio::test]
async fn a_wrong_passphrase_or_a_store_in_use_changes_nothing() {
    let scene = scene().await;
    assert_eq!(
        outcome(restore_into(&scene, &scene.folder, "et andet").await),
        "PassphraseWrong"
    );
    let store = Store::open(&scene.folder, &key(1), noon()).await.unwrap();
    assert_eq!(
        outcome(restore_into(&scene, &scene.folder, "ordet").await),
        "InUse"
    );
    assert_eq!(
        fs::read_dir(scene.root.path()).unwrap().count(),
        2,
        "nothing is left of the try"
    );
    assert_eq!(notes(&store).await.last().unwrap(), "later");
}

#[tokio::test]
async fn a_list_that_points_outside_the_backup_reads_nothing_there() {
    let scene = scene().await;
    // The names come from the encrypted database; one in the list that it does not name is ignored.
    edit_list(&scene.backup, |list| {
        list.replacen(
            "\"files\":[",
            "\"files\":[{\"name\":\"../../etc/passwd\",\"bytes\":1,\"sha256\":\"00\"},",
            1,
        )
    });
    restore_into(&scene, &scene.folder, "ordet").await.unwrap();
    assert_eq!(
        files_in(&scene.folder)
            .iter()
            .filter(|file| file.ends_with("passwd"))
            .count(),
        0
    );
}

/// Everything a swap does, as file after file, so that it can be stopped after any of them.
#[tokio::test]
async fn a_restore_killed_anywhere_leaves_the_old_store_or_the_restored_one() {
    let mut restored = 0;
    for steps in 0.. {
        let scene = scene().await;
        fs::create_dir(scene.folder.join("logs")).unwrap();
        fs::write(scene.folder.join("logs/today.log"), "ids and codes").unwrap();
        let ready = Store::prepare_restore(
            &scene.backup,
            phrase("ordet"),
            &scene.folder,
            &key(8),
            &|_, _| {},
        )
        .await
        .unwrap();
        let building = ready.folder().to_path_buf();
        fs::write(building.join("store.id"), "the name the key is kept under").unwrap();
        // The handle of a killed program removes nothing.
        std::mem::forget(ready);
        release_lock(&building);
        let done = kill_after(steps, &scene.folder, &building);

        let decided = steps >= 2;
        assert_eq!(
            Store::look_at(&scene.folder).unwrap(),
            FolderState::HasStore,
            "after {steps}"
        );
        assert_eq!(
            outcome(Store::create(&scene.folder, &key(3), noon()).await),
            "StoreExists",
            "after {steps}"
        );
        let keys = [key(1), key(8)];
        let (store, fitting) = Store::open_with_candidates(&scene.folder, &keys, noon())
            .await
            .unwrap();
        assert_eq!(fitting, usize::from(decided), "after {steps}");
        if decided {
            restored += 1;
            assert_eq!(
                notes(&store).await,
                ["in the backup", scene.blob.sha256_hex()],
                "after {steps}"
            );
            assert!(scene.folder.join("store.id").exists(), "after {steps}");
            let aside = scene.folder.with_file_name("store.before-restore-x");
            let old = Store::open(&aside, &key(1), noon()).await.unwrap();
            assert_eq!(notes(&old).await.last().unwrap(), "later", "after {steps}");
        } else {
            assert_eq!(
                notes(&store).await.last().unwrap(),
                "later",
                "after {steps}"
            );
        }
        assert_eq!(
            *store.read_blob(&scene.blob, 1 << 20).await.unwrap(),
            [9; 100_000],
            "after {steps}"
        );
        assert!(
            scene.folder.join("logs/today.log").exists(),
            "what is not the store's stays"
        );
        assert!(!building.exists(), "after {steps}: nothing waits any more");
        if done {
            break;
        }
    }
    assert!(restored > 8, "{restored}");
}

/// Another process's lock would be gone with it.
fn release_lock(building: &Path) {
    fs::remove_file(building.join("lock")).unwrap();
}

/// The steps of `swap` in their order. True when there are no more.
fn kill_after(steps: usize, folder: &Path, building: &Path) -> bool {
    let aside = folder.with_file_name("store.before-restore-x");
    let names = |folder: &Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with("restore.") && name != "lock" && name != "logs")
            .collect();
        names.sort_by_key(|name| name == "store.json");
        names
    };
    let mut plan: Vec<Box<dyn Fn()>> = vec![
        Box::new(|| fs::write(building.join("restore.aside"), "store.before-restore-x").unwrap()),
        Box::new(|| Header::new(true, &[&key(8)]).write(building).unwrap()),
        Box::new(|| fs::create_dir(&aside).unwrap()),
    ];
    for name in names(folder) {
        let (from, to) = (folder.join(&name), aside.join(&name));
        plan.push(Box::new(move || fs::rename(&from, &to).unwrap()));
    }
    plan.push(Box::new(|| {
        fs::write(building.join("restore.cleared"), "").unwrap();
    }));
    for name in names(building) {
        let (from, to) = (building.join(&name), folder.join(&name));
        plan.push(Box::new(move || fs::rename(&from, &to).unwrap()));
    }
    plan.iter().take(steps).for_each(|step| step());
    steps >= plan.len()
}

#[tokio::test]
async fn a_restore_that_is_given_up_leaves_nothing() {
    let scene = scene().await;
    let store = Store::open(&scene.folder, &key(1), noon()).await.unwrap();
    let ready = Store::prepare_restore(
        &scene.backup,
        phrase("ordet"),
        &scene.folder,
        &key(8),
        &|_, _| {},
    )
    .await
    .unwrap();
    add_note(&store, "work goes on while a restore is prepared")
        .await
        .unwrap();
    let building = ready.folder().to_path_buf();
    drop(ready);
    assert!(!building.exists());
}

#[tokio::test]
async fn a_blob_the_store_had_lost_does_not_keep_the_rest_from_being_restored() {
    let (root, store) = new_store().await;
    keep_blob(&store, b"kept").await;
    fs::remove_file(&files_in(&store.folder().join("blobs"))[0]).unwrap();
    let summary = store
        .back_up(root.path(), phrase("ordet"), noon(), QUIET, &NEVER)
        .await
        .unwrap();
    assert_eq!(summary.missing_blobs, 1, "the backup says what it lacks");
    let folder = root.path().join("restored");
    let ready = Store::prepare_restore(
        &summary.folder,
        phrase("ordet"),
        &folder,
        &key(8),
        &|_, _| {},
    )
    .await
    .unwrap();
    ready.swap(noon()).unwrap();
    let store = Store::open(&folder, &key(8), noon()).await.unwrap();
    assert_eq!(notes(&store).await.len(), 1);
}
