use std::path::Path;

use super::rotate::Keeper;
use super::*;

const SECRET: &str = "Ørsted-Mærkegård 610180-1234";

#[tokio::test]
async fn no_file_holds_a_readable_byte_of_what_was_kept() {
    let (root, store) = new_store().await;
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql("CREATE VIRTUAL TABLE words USING fts5 (text)")
        .execute(&mut *writer)
        .await
        .unwrap();
    for number in 0..300 {
        sqlx::query("INSERT INTO note (text) VALUES ($1)")
            .bind(format!("{number} {SECRET}"))
            .execute(&mut *writer)
            .await
            .unwrap();
        sqlx::query("INSERT INTO words (text) VALUES ($1)")
            .bind(SECRET)
            .execute(&mut *writer)
            .await
            .unwrap();
    }
    writer.commit().await.unwrap();
    keep_blob(&store, SECRET.repeat(10_000).as_bytes()).await;
    Store::create_envelope(store.folder(), &key(1), phrase(SECRET))
        .await
        .unwrap();
    assert_unreadable(root.path(), "open, with its write-ahead log");

    store.rotate_key(&key(2), &Keeper::default()).await.unwrap();
    assert_unreadable(root.path(), "after a change of key");

    let backups = root.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    let backup = store
        .back_up(&backups, phrase(SECRET), noon(), QUIET, &NEVER)
        .await
        .unwrap();
    let restored = root.path().join("restored");
    let ready = Store::prepare_restore(
        &backup.folder,
        phrase(SECRET),
        &restored,
        &key(3),
        &|_, _| {},
    )
    .await
    .unwrap();
    Store::create_envelope(ready.folder(), &key(3), phrase(SECRET))
        .await
        .unwrap();
    ready.swap(noon()).unwrap();
    store.close().await;
    assert_unreadable(root.path(), "closed, with a backup and a restored store");
}

fn assert_unreadable(root: &Path, when: &str) {
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| SECRET.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let name = "Mærkegård".as_bytes().to_vec();
    let mut needles = vec![
        name,
        SECRET.as_bytes().to_vec(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ];
    needles.push(b"610180-1234".to_vec());
    needles.push(b"CREATE TABLE".to_vec());
    // The keys themselves, raw and as the hexadecimal text they are handed over in.
    for number in 1..=3 {
        needles.push(key(number).as_bytes().to_vec());
        needles.push(key(number).to_hex().as_bytes().to_vec());
    }
    let files = files_in(root);
    assert!(files.len() > 3, "{when}: nothing was searched");
    for file in files {
        assert!(
            !file.to_string_lossy().contains("610180"),
            "{when}: {}",
            file.display()
        );
        let bytes = std::fs::read(&file).unwrap();
        for needle in &needles {
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(
                !found,
                "{when}: {} holds {}",
                file.display(),
                String::from_utf8_lossy(needle)
            );
        }
    }
}

#[test]
fn the_search_would_find_what_is_there() {
    let root = tempfile::tempdir().unwrap();
    for (number, bytes) in [
        SECRET.as_bytes().to_vec(),
        SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        key(2).as_bytes().to_vec(),
    ]
    .into_iter()
    .enumerate()
    {
        for filler in 0..4 {
            std::fs::write(root.path().join(format!("filler{filler}")), "x").unwrap();
        }
        std::fs::write(root.path().join("leak"), &bytes).unwrap();
        let searched = std::panic::catch_unwind(|| assert_unreadable(root.path(), "planted"));
        assert!(searched.is_err(), "leak {number} was not found");
    }
}
