//! The program that ends in the ordinary way while its connections are still being closed.

use std::path::Path;
use std::process::Command;

use chrono::Utc;
use sagsbord_store::Store;

use crate::Outcome;
use crate::key_file::KeyFile;

/// One in thirty of these was ended by the system before exits waited; fewer would let that pass too often.
pub(crate) const LEAVES: u32 = 200;
const READERS: usize = 4;

/// Nothing is left but the connections' own threads when this returns: whoever called it exits at once.
pub(crate) async fn leave(root: &Path) -> Outcome<()> {
    let keys = KeyFile::in_folder(root).keys_or_new()?;
    let store = Store::open(&root.join("store"), &keys[0], Utc::now()).await?;
    let mut readers = Vec::new();
    for _ in 0..READERS {
        readers.push(store.read().await?);
    }
    for reader in &mut readers {
        sqlx::query("SELECT count(*) FROM sqlite_schema")
            .execute(&mut **reader)
            .await?;
    }
    Ok(())
}

pub(crate) async fn leave_again_and_again(leaves: u32) -> Outcome<()> {
    let root = tempfile::tempdir()?;
    let keys = KeyFile::in_folder(root.path()).keys_or_new()?;
    Store::create(&root.path().join("store"), &keys[0], Utc::now())
        .await?
        .close()
        .await;
    let mut ended_by_the_system = 0_u32;
    for _ in 0..leaves {
        let ended = Command::new(std::env::current_exe()?)
            .arg("leaver")
            .arg(root.path())
            .status()?;
        if !ended.success() {
            ended_by_the_system += 1;
        }
    }
    println!("ordinary ends        {leaves}");
    if ended_by_the_system == 0 {
        Ok(())
    } else {
        Err(format!("{ended_by_the_system} of {leaves} ordinary ends were none").into())
    }
}
