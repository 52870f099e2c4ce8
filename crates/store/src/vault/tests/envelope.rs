use std::fs;

use super::super::envelope::Changing;
use super::*;

async fn open_envelope(
    folder: &std::path::Path,
    passphrase: &str,
) -> Result<Vec<StoreKey>, crate::StoreError> {
    Store::open_envelope(folder, phrase(passphrase)).await
}

#[tokio::test]
async fn the_passphrase_and_only_it_gives_the_key_back() {
    let root = tempfile::tempdir().unwrap();
    assert!(!Store::has_passphrase(root.path()));
    assert_eq!(outcome(open_envelope(root.path(), "x").await), "NoEnvelope");
    Store::create_envelope(root.path(), &key(5), phrase("blå gummistøvler på rådhuset"))
        .await
        .unwrap();
    assert!(Store::has_passphrase(root.path()));
    for (passphrase, expected) in [
        ("blå gummistøvler på rådhuset", "Ok"),
        ("bla\u{30a} gummistøvler pa\u{30a} ra\u{30a}dhuset", "Ok"),
        ("Blå gummistøvler på rådhuset", "PassphraseWrong"),
        ("", "PassphraseWrong"),
    ] {
        let opened = open_envelope(root.path(), passphrase).await;
        if let Ok(keys) = &opened {
            assert_eq!(keys.len(), 1);
            assert_eq!(keys[0].to_hex(), key(5).to_hex());
        }
        assert_eq!(outcome(opened), expected, "{passphrase}");
    }
}

#[tokio::test]
async fn an_envelope_of_a_store_is_never_written_over() {
    let (_root, store) = new_store().await;
    Store::create_envelope(store.folder(), &key(1), phrase("ordet"))
        .await
        .unwrap();
    let again = Store::create_envelope(store.folder(), &key(9), phrase("et andet")).await;
    assert_eq!(outcome(again), "StoreExists");
    assert_eq!(
        open_envelope(store.folder(), "ordet").await.unwrap()[0].to_hex(),
        key(1).to_hex()
    );
}

/// A store under the passphrase "gammelt".
async fn under_a_passphrase() -> (TempDir, Store) {
    let (root, store) = new_store().await;
    add_note(&store, "kept").await.unwrap();
    Store::create_envelope(store.folder(), &key(1), phrase("gammelt"))
        .await
        .unwrap();
    (root, store)
}

#[tokio::test]
async fn a_new_passphrase_comes_with_a_new_key_and_the_old_one_opens_nothing() {
    let (_root, store) = under_a_passphrase().await;
    let folder = store.folder().to_path_buf();
    let old_envelope = fs::read(folder.join("key.json")).unwrap();
    let wrong = store
        .change_passphrase(phrase("forkert"), phrase("nyt"))
        .await;
    assert_eq!(outcome(wrong), "PassphraseWrong");
    store
        .change_passphrase(phrase("gammelt"), phrase("nyt"))
        .await
        .unwrap();
    store.close().await;

    assert_eq!(
        outcome(open_envelope(&folder, "gammelt").await),
        "PassphraseWrong"
    );
    let keys = open_envelope(&folder, "nyt").await.unwrap();
    assert_eq!(keys.len(), 1);
    let store = Store::open(&folder, &keys[0], noon()).await.unwrap();
    assert_eq!(notes(&store).await, ["kept"]);
    store.close().await;

    // Somebody kept a copy of the old envelope and knows the old passphrase.
    fs::write(folder.join("key.json"), old_envelope).unwrap();
    let keys = open_envelope(&folder, "gammelt").await.unwrap();
    assert_eq!(
        outcome(Store::open_with_candidates(&folder, &keys, noon()).await),
        "KeyWrong"
    );
}

#[tokio::test]
async fn a_change_of_passphrase_killed_half_way_opens_with_either() {
    for (what, key_changed) in [("before the key was changed", false), ("after it", true)] {
        for given in ["gammelt", "nyt"] {
            let (_root, store) = under_a_passphrase().await;
            let folder = store.folder().to_path_buf();
            let old_envelope = fs::read(folder.join("key.json")).unwrap();
            if key_changed {
                store.rotate_key(&key(2), &NobodyFinishes).await.unwrap();
            }
            store.close().await;
            write_changing(&folder);
            assert_eq!(
                fs::read(folder.join("key.json")).unwrap(),
                old_envelope,
                "{what}"
            );

            assert_eq!(
                outcome(open_envelope(&folder, "forkert").await),
                "PassphraseWrong"
            );
            let keys = open_envelope(&folder, given).await.unwrap();
            assert_eq!(keys.len(), 2, "{what}, {given}");
            let (store, fitting) = Store::open_with_candidates(&folder, &keys, noon())
                .await
                .unwrap();
            assert_eq!(fitting, usize::from(key_changed), "{what}, {given}");
            assert_eq!(notes(&store).await, ["kept"]);
            Store::settle_envelope(&folder, fitting).await.unwrap();
            let (lasting, gone) = if key_changed {
                ("nyt", "gammelt")
            } else {
                ("gammelt", "nyt")
            };
            assert_eq!(
                open_envelope(&folder, lasting).await.unwrap().len(),
                1,
                "{what}"
            );
            assert_eq!(
                outcome(open_envelope(&folder, gone).await),
                "PassphraseWrong",
                "{what}"
            );
            assert!(!folder.join("key.changing.json").exists());
        }
    }
}

/// The file as the keeper writes it before anything else happens.
fn write_changing(folder: &std::path::Path) {
    let changing = Changing::between(&key(1), &key(2), "nyt").unwrap();
    changing.write(folder).unwrap();
}

struct NobodyFinishes;

impl crate::KeyKeeper for NobodyFinishes {
    fn begin(&self, _: &StoreKey, _: &StoreKey) -> Result<(), crate::StoreError> {
        Ok(())
    }

    fn finish(&self, _: &StoreKey) -> Result<(), crate::StoreError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_damaged_or_hostile_envelope_is_refused_without_doing_what_it_asks() {
    let root = tempfile::tempdir().unwrap();
    Store::create_envelope(root.path(), &key(5), phrase("x"))
        .await
        .unwrap();
    let file = root.path().join("key.json");
    let good = fs::read_to_string(&file).unwrap();
    let sealed = good.split("\"sealed\": \"").nth(1).unwrap()[..2].to_owned();
    let check = async |what: &str, text: &str, expected: &str| {
        fs::write(&file, text).unwrap();
        assert_eq!(
            outcome(open_envelope(root.path(), "x").await),
            expected,
            "{what}"
        );
    };
    check("as it was", &good, "Ok").await;
    check("cut", &good[..good.len() / 2], "Damaged(Envelope)").await;
    check("empty", "", "Damaged(Envelope)").await;
    check(
        "four gigabytes of memory",
        &good.replace("65536", "4194304"),
        "Damaged(Envelope)",
    )
    .await;
    check(
        "no memory",
        &good.replace("65536", "0"),
        "Damaged(Envelope)",
    )
    .await;
    check(
        "a million passes",
        &good.replace("\"passes\": 3", "\"passes\": 1000000"),
        "Damaged(Envelope)",
    )
    .await;
    check(
        "a weaker derivation",
        &good.replace("argon2id", "sha1"),
        "Damaged(Envelope)",
    )
    .await;
    check(
        "a later version",
        &good.replace("\"version\": 1", "\"version\": 2"),
        "Newer { found: 2, known: 1 }",
    )
    .await;
    check(
        "a sealed key cut short",
        &good.replace(&format!("\"sealed\": \"{sealed}"), "\"sealed\": \""),
        "Damaged(Envelope)",
    )
    .await;
    let other = if sealed == "00" { "11" } else { "00" };
    let altered = good.replace(
        &format!("\"sealed\": \"{sealed}"),
        &format!("\"sealed\": \"{other}"),
    );
    check("a sealed key altered", &altered, "PassphraseWrong").await;
    check("ten megabytes", &" ".repeat(10 << 20), "Damaged(Envelope)").await;
}
