use std::fs;
use std::io::{Cursor, Read};

use super::*;
use crate::{Damage, StoreError};

#[tokio::test]
async fn a_blob_comes_back_as_it_was_at_every_length_around_a_chunk() {
    let (_folder, store) = new_store().await;
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let content: Vec<u8> = (0..length).map(|index: u32| (index % 251) as u8).collect();
        let reference = keep_blob(&store, &content).await;
        assert_eq!(
            *store.read_blob(&reference, 1 << 20).await.unwrap(),
            content,
            "{length} bytes"
        );

        let prepared = store
            .prepare_blob(Cursor::new(content.clone()))
            .await
            .unwrap();
        assert_eq!(
            prepared.reference(),
            &reference,
            "read as a stream, {length} bytes"
        );
    }
    assert_eq!(store.sizes().await.unwrap().blobs, 7);
}

fn blob_files(store: &Store) -> Vec<std::path::PathBuf> {
    files_in(&store.folder().join("blobs"))
}

#[tokio::test]
async fn the_same_content_is_kept_once() {
    let (_folder, store) = new_store().await;
    let mut writer = store.write().await.unwrap();
    let one = store.put_blob(&mut writer, b"the same scan").await.unwrap();
    let two = store.put_blob(&mut writer, b"the same scan").await.unwrap();
    let prepared = store
        .prepare_blob(Cursor::new(b"the same scan"))
        .await
        .unwrap();
    let three = writer.keep_blob(prepared).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!((&one, &one), (&two, &three));
    assert_eq!(blob_files(&store).len(), 1);
}

#[tokio::test]
async fn a_forgotten_transaction_leaves_no_blob() {
    let (_folder, store) = new_store().await;
    let kept = keep_blob(&store, b"kept").await;
    let mut writer = store.write().await.unwrap();
    let forgotten = store.put_blob(&mut writer, b"forgotten").await.unwrap();
    store.put_blob(&mut writer, b"kept").await.unwrap();
    drop(writer);
    assert_eq!(blob_files(&store).len(), 1, "only the kept one's file");
    assert_eq!(outcome(store.read_blob(&forgotten, 100).await), "NotFound");
    assert_eq!(
        store.read_blob(&kept, 100).await.unwrap().as_slice(),
        b"kept"
    );

    drop(
        store
            .prepare_blob(Cursor::new(b"never kept"))
            .await
            .unwrap(),
    );
    assert_eq!(
        blob_files(&store).len(),
        1,
        "a prepared blob goes with its handle"
    );
}

#[tokio::test]
async fn what_a_kill_leaves_behind_is_removed_at_the_next_start() {
    let (_root, store) = new_store().await;
    let kept = keep_blob(&store, b"kept").await;
    let tmp = store.folder().join("blobs/tmp");
    let stray_name = "ab".repeat(32);
    let stray = store.folder().join("blobs/ab").join(&stray_name);
    let kept_file = blob_files(&store)[0].clone();
    let folder = store.folder().to_path_buf();
    store.close().await;

    fs::create_dir_all(stray.parent().unwrap()).unwrap();
    fs::write(&stray, "sealed, but its transaction was not kept").unwrap();
    fs::write(tmp.join(format!("{stray_name}.doubt")), "").unwrap();
    fs::write(
        tmp.join(format!(
            "{}.doubt",
            kept_file.file_name().unwrap().to_str().unwrap()
        )),
        "",
    )
    .unwrap();
    fs::write(tmp.join("0123.part"), "half a blob").unwrap();

    let store = Store::open(&folder, &key(1), noon()).await.unwrap();
    assert_eq!(blob_files(&store), [kept_file]);
    assert_eq!(
        store.read_blob(&kept, 100).await.unwrap().as_slice(),
        b"kept"
    );
}

#[tokio::test]
async fn an_altered_or_missing_file_is_named_and_mended_by_the_same_content() {
    let content = vec![7; 150_000];
    for (what, expected) in [
        ("flip", "altered"),
        ("cut", "altered"),
        ("swap", "altered"),
        ("remove", "missing"),
    ] {
        let (_folder, store) = new_store().await;
        let reference = keep_blob(&store, &content).await;
        let file = blob_files(&store)[0].clone();
        match what {
            "flip" => flip_a_byte(&file, 70_000),
            "cut" => fs::write(&file, &fs::read(&file).unwrap()[..65_536 + 16 + 23]).unwrap(),
            "swap" => {
                // Two whole chunks change places: each is authentic, their order is not.
                let mut bytes = fs::read(&file).unwrap();
                let chunk = 65_536 + 16;
                let (first, second) = bytes[23..].split_at_mut(chunk);
                first.swap_with_slice(&mut second[..chunk]);
                fs::write(&file, bytes).unwrap();
            }
            _ => fs::remove_file(&file).unwrap(),
        }
        let sha256 = reference.sha256_hex().to_owned();
        let damage = match expected {
            "missing" => Damage::BlobMissing { sha256 },
            _ => Damage::BlobAltered { sha256 },
        };
        match store.read_blob(&reference, 1 << 20).await {
            Err(StoreError::Damaged(found)) => assert_eq!(found, damage, "{what}"),
            other => panic!("{what}: {}", outcome(other)),
        }
        let report = store
            .check(CheckScope::Everything, QUIET, &NEVER)
            .await
            .unwrap();
        assert_eq!(report.damages, [damage], "{what}");

        // Length tells "cut" and "remove" at once; the others are found by the check alone.
        if matches!(what, "cut" | "remove") {
            let mut writer = store.write().await.unwrap();
            store.put_blob(&mut writer, &content).await.unwrap();
            writer.commit().await.unwrap();
            assert_eq!(
                *store.read_blob(&reference, 1 << 20).await.unwrap(),
                content,
                "{what}, mended"
            );
        }
    }
}

#[tokio::test]
async fn a_blob_that_is_too_large_is_refused_and_leaves_nothing() {
    let (_folder, store) = new_store().await;
    for (bytes, expected) in [
        (199_999, "Ok"),
        (200_000, "Ok"),
        (200_001, "BlobTooLarge { limit: 200000 }"),
        (u64::MAX, "BlobTooLarge { limit: 200000 }"),
    ] {
        let content = std::io::repeat(0).take(bytes);
        let prepared = store.prepare_blob_within(200_000, content).await;
        assert_eq!(outcome(prepared), expected, "{bytes} bytes");
    }
    assert_eq!(blob_files(&store).len(), 0);

    let reference = keep_blob(&store, &[1; 1000]).await;
    assert_eq!(
        outcome(store.read_blob(&reference, 999).await),
        "BlobTooLarge { limit: 999 }"
    );
}

#[tokio::test]
async fn only_blobs_that_nothing_refers_to_are_removed() {
    let (_folder, store) = new_store().await;
    let held_by_name = keep_blob(&store, b"held by a column with the name").await;
    let mut writer = store.write().await.unwrap();
    sqlx::query("CREATE TABLE page (\"image of\" TEXT REFERENCES blob (sha256))")
        .execute(&mut *writer)
        .await
        .unwrap();
    let held_by_key = store
        .put_blob(&mut writer, b"held by a foreign key")
        .await
        .unwrap();
    sqlx::query("INSERT INTO page VALUES ($1)")
        .bind(held_by_key.sha256_hex())
        .execute(&mut *writer)
        .await
        .unwrap();
    let free = store
        .put_blob(&mut writer, b"held by nothing")
        .await
        .unwrap();
    writer.commit().await.unwrap();

    assert_eq!(store.remove_unreferenced_blobs().await.unwrap(), 1);
    assert_eq!(outcome(store.read_blob(&free, 100).await), "NotFound");
    for held in [&held_by_name, &held_by_key] {
        store.read_blob(held, 100).await.unwrap();
    }
    assert_eq!(blob_files(&store).len(), 2);
    assert_eq!(store.remove_unreferenced_blobs().await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_name_does_not_tell_what_is_kept() {
    let (_one, first) = new_store().await;
    let (_two, second) = new_store().await;
    for store in [&first, &second] {
        keep_blob(store, b"a known letter").await;
    }
    let name = |store: &Store| blob_files(store)[0].file_name().unwrap().to_owned();
    assert_ne!(
        name(&first),
        name(&second),
        "each store names with a key of its own"
    );
    assert_ne!(
        fs::read(&blob_files(&first)[0]).unwrap(),
        fs::read(&blob_files(&second)[0]).unwrap()
    );
}
