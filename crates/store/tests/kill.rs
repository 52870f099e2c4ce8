//! Kills a program in the middle of its work, again and again, and looks whether everything it
//! had been told was kept is there.
//!
//! `cargo test -p sagsbord-store --test kill -- --kills 300 --seed 7`
//!
//! The victim is this same program. It writes rows in groups, keeps and removes blobs, makes backups
//! and changes the store's key, all at once, and says on its standard output what it was told is
//! kept. SIGKILL takes away the process, not the disk's cache: power loss is another test.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of its own, without the test harness"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sagsbord_store::{CheckScope, FolderState, KeyKeeper, Store, StoreError, StoreKey};
use zeroize::Zeroizing;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// As many as a normal test run has patience for.
const KILLS: u32 = 20;
/// Then a new store: a first start is killed as well, and reading everything back stays quick.
const KILLS_A_STORE: u32 = 10;
const PASSPHRASE: &str = "til prøve";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let outcome = match arguments.first().map(String::as_str) {
        Some("victim") => runtime.block_on(live(
            Path::new(&arguments[1]),
            number(&arguments, "--seed", 0),
        )),
        Some(filter) if !filter.starts_with('-') && !"kill".contains(filter) => Ok(()),
        _ if arguments.iter().any(|argument| argument == "--list") => Ok(()),
        _ => {
            let kills = u32::try_from(number(&arguments, "--kills", KILLS.into())).unwrap_or(KILLS);
            runtime.block_on(kill_again_and_again(kills, number(&arguments, "--seed", 1)))
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&*error),
    }
}

fn failed(error: &dyn Error) -> ExitCode {
    eprintln!("kill: {error}");
    ExitCode::FAILURE
}

fn number(arguments: &[String], name: &str, otherwise: u64) -> u64 {
    let at = arguments.iter().position(|argument| argument == name);
    at.and_then(|at| arguments.get(at + 1)?.parse().ok())
        .unwrap_or(otherwise)
}

// ---------------------------------------------------------------------------------------------
// The one who kills

#[derive(Default)]
struct Figures {
    kills: u32,
    killed_during: BTreeMap<String, u32>,
    groups: usize,
    rows: usize,
    blobs: usize,
    removals: usize,
    key_changes: usize,
    backups: usize,
    backups_restored: usize,
    lost: Vec<String>,
}

async fn kill_again_and_again(kills: u32, seed: u64) -> Outcome<()> {
    let mut chance = Chance(seed);
    let mut figures = Figures::default();
    let began = Instant::now();
    while figures.kills < kills {
        let root = tempfile::tempdir()?;
        let mut told = Told::default();
        for _ in 0..KILLS_A_STORE.min(kills - figures.kills) {
            let during = let_it_work_and_kill_it(root.path(), &mut told, &mut chance)?;
            figures.kills += 1;
            for what in during {
                *figures.killed_during.entry(what).or_default() += 1;
            }
            look_for_losses(root.path(), &mut told, &mut figures.lost).await?;
            if figures.kills.is_multiple_of(10) {
                figures.backups_restored +=
                    restore_newest(root.path(), &told, &mut figures.lost).await?;
            }
            if !figures.lost.is_empty() {
                break;
            }
        }
        figures.groups += told.groups.len();
        figures.rows += told.groups.values().sum::<usize>();
        figures.blobs += told.blobs.len();
        figures.removals += told.removed.len();
        figures.key_changes += told.key_changes;
        figures.backups += told.backups.len();
        if !figures.lost.is_empty() {
            println!("the folder stays: {}", root.keep().display());
            break;
        }
    }
    report(&figures, seed, began.elapsed());
    let interesting = ["rotation", "backup", "blob", "rows"];
    if !figures.lost.is_empty() {
        Err(format!("{} confirmed writes were lost", figures.lost.len()).into())
    } else if kills >= KILLS
        && !interesting
            .iter()
            .all(|what| figures.killed_during.contains_key(*what))
    {
        Err("the kills missed some kind of work: the test has shown nothing about it".into())
    } else {
        Ok(())
    }
}

fn report(figures: &Figures, seed: u64, took: Duration) {
    println!(
        "kills                {} (seed {seed}, {:.0} s)",
        figures.kills,
        took.as_secs_f64()
    );
    for (what, count) in &figures.killed_during {
        println!("  during {what:<12}{count}");
    }
    println!(
        "confirmed groups     {} ({} rows)",
        figures.groups, figures.rows
    );
    println!("confirmed blobs      {}", figures.blobs);
    println!("confirmed removals   {}", figures.removals);
    println!("confirmed keys       {}", figures.key_changes);
    println!(
        "confirmed backups    {} ({} restored and read)",
        figures.backups, figures.backups_restored
    );
    println!("lost                 {}", figures.lost.len());
    for loss in figures.lost.iter().take(20) {
        println!("  {loss}");
    }
}

/// What the victim said it had been told was kept.
#[derive(Default)]
struct Told {
    /// Group and its number of rows.
    groups: BTreeMap<String, usize>,
    /// Blob's name and its SHA-256.
    blobs: BTreeMap<String, String>,
    /// Asked to be removed: from the moment of asking it may be gone.
    removing: BTreeSet<String>,
    removed: BTreeSet<String>,
    key_changes: usize,
    backups: Vec<PathBuf>,
    /// The store was ready once, so there must be one from then on.
    ready: bool,
}

fn let_it_work_and_kill_it(
    root: &Path,
    told: &mut Told,
    chance: &mut Chance,
) -> Outcome<Vec<String>> {
    let mut victim = Command::new(std::env::current_exe()?)
        .arg("victim")
        .arg(root)
        .args(["--seed", &chance.next().to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let output = victim.stdout.take().ok_or("no output")?;
    let (send, lines) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    let mut during = BTreeMap::from([("opening".to_owned(), 1)]);
    // One in six dies while it opens or makes the store, the others at their work.
    if chance.below(6) == 0 {
        std::thread::sleep(Duration::from_micros(chance.below(60_000)));
    } else {
        loop {
            match lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) => {
                    note(&line, told, &mut during);
                    if line == "- opening" {
                        break;
                    }
                }
                Err(error) => {
                    end(&mut victim);
                    return Err(format!("the victim did not start to work: {error}").into());
                }
            }
        }
        std::thread::sleep(Duration::from_micros(chance.below(900_000)));
    }
    end(&mut victim);
    reading.join().map_err(|_| "the reader failed")?;
    for line in lines.try_iter() {
        note(&line, told, &mut during);
    }
    during.retain(|_, count| *count > 0);
    Ok(during.into_keys().collect())
}

fn end(victim: &mut Child) {
    // SIGKILL: no handler, no destructor, no flush.
    let _ = victim.kill();
    let _ = victim.wait();
}

fn note(line: &str, told: &mut Told, during: &mut BTreeMap<String, i32>) {
    let words: Vec<&str> = line.split(' ').collect();
    match words.as_slice() {
        ["+", what] => *during.entry((*what).to_owned()).or_default() += 1,
        ["-", what] => {
            told.ready |= *what == "opening";
            *during.entry((*what).to_owned()).or_default() -= 1;
        }
        ["group", name, rows] => {
            told.groups
                .insert((*name).to_owned(), rows.parse().unwrap_or_default());
        }
        ["blob", name, sha256] => {
            told.blobs.insert((*name).to_owned(), (*sha256).to_owned());
        }
        ["removing", name] => {
            told.removing.insert((*name).to_owned());
        }
        ["removed", name] => {
            told.removed.insert((*name).to_owned());
        }
        ["key"] => told.key_changes += 1,
        ["backup", folder @ ..] => told.backups.push(PathBuf::from(folder.join(" "))),
        _ => {}
    }
}

async fn look_for_losses(root: &Path, told: &mut Told, lost: &mut Vec<String>) -> Outcome<()> {
    let folder = root.join("store");
    if Store::look_at(&folder)? == FolderState::Empty {
        if told.ready {
            lost.push("the store".to_owned());
        }
        return Ok(());
    }
    let keys = KeyFile::in_folder(root).keys()?;
    let (store, fitting) = match Store::open_with_candidates(&folder, &keys, now()).await {
        Ok(opened) => opened,
        Err(error) => {
            lost.push(format!("the store does not open: {error}"));
            return Ok(());
        }
    };
    KeyFile::in_folder(root).finish(&keys[fitting])?;
    let check = store
        .check(CheckScope::Everything, &|_, _| {}, &AtomicBool::new(false))
        .await?;
    lost.extend(
        check
            .damages
            .iter()
            .map(|damage| format!("damaged: {damage}")),
    );
    lost.extend(check.database_faults);
    if folder.join("store.db.next").exists() {
        lost.push("a half-made database stayed".to_owned());
    }
    if std::fs::read_dir(folder.join("blobs/tmp"))?
        .next()
        .is_some()
    {
        lost.push("an unfinished blob stayed".to_owned());
    }
    look_at_groups(&store, told, lost).await?;
    look_at_blobs(&store, told, lost).await?;
    store.close().await;
    Ok(())
}

/// A group is there whole or not at all.
async fn look_at_groups(store: &Store, told: &Told, lost: &mut Vec<String>) -> Outcome<()> {
    let mut reader = store.read().await?;
    if !has_table(&mut reader, "killed_row").await? {
        if !told.groups.is_empty() {
            lost.push("the table".to_owned());
        }
        return Ok(());
    }
    let found: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT in_group, count(*), max(group_rows) FROM killed_row GROUP BY in_group",
    )
    .fetch_all(&mut *reader)
    .await?;
    let mut found_groups = BTreeSet::new();
    for (group, rows, expected) in found {
        if rows != expected {
            lost.push(format!("group {group} has {rows} of {expected} rows"));
        }
        found_groups.insert(group);
    }
    lost.extend(
        told.groups
            .keys()
            .filter(|group| !found_groups.contains(*group))
            .map(|group| format!("group {group}")),
    );
    Ok(())
}

async fn look_at_blobs(store: &Store, told: &mut Told, lost: &mut Vec<String>) -> Outcome<()> {
    for (name, sha256) in &told.blobs {
        let mut reader = store.read().await?;
        let row: Option<(String, i64)> =
            sqlx::query_as("SELECT blob_sha256, blob_bytes FROM killed_blob WHERE name = $1")
                .bind(name)
                .fetch_optional(&mut *reader)
                .await?;
        drop(reader);
        match row {
            None if told.removing.contains(name) => {}
            None => lost.push(format!("blob {name}")),
            Some(_) if told.removed.contains(name) => {
                lost.push(format!("the removal of blob {name}"));
            }
            Some((found, bytes)) => {
                let reference = sagsbord_store::BlobRef::from_parts(&found, u64::try_from(bytes)?)
                    .ok_or("no hash")?;
                let content = store.read_blob(&reference, 1 << 20).await?;
                if *sha256 != found || *content != content_of(name) {
                    lost.push(format!("the content of blob {name}"));
                }
            }
        }
    }
    Ok(())
}

async fn has_table(reader: &mut sqlx::SqliteConnection, table: &str) -> Result<bool, sqlx::Error> {
    let found: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name = $1")
        .bind(table)
        .fetch_one(reader)
        .await?;
    Ok(found > 0)
}

/// A confirmed backup can be made a store again, on another machine.
async fn restore_newest(root: &Path, told: &Told, lost: &mut Vec<String>) -> Outcome<usize> {
    let Some(backup) = told.backups.last() else {
        return Ok(0);
    };
    let folder = root.join("elsewhere");
    let key = StoreKey::generate()?;
    let passphrase = Zeroizing::new(PASSPHRASE.to_owned());
    match Store::prepare_restore(backup, passphrase, &folder, &key, &|_, _| {}).await {
        Ok(ready) => {
            ready.swap(now())?;
            let store = Store::open(&folder, &key, now()).await?;
            let check = store
                .check(CheckScope::Everything, &|_, _| {}, &AtomicBool::new(false))
                .await?;
            lost.extend(
                check
                    .damages
                    .iter()
                    .map(|damage| format!("in a backup: {damage}")),
            );
            store.close().await;
            std::fs::remove_dir_all(&folder)?;
            Ok(1)
        }
        Err(error) => {
            lost.push(format!("a backup: {error}"));
            Ok(0)
        }
    }
}

// ---------------------------------------------------------------------------------------------
// The victim

async fn live(root: &Path, seed: u64) -> Outcome<()> {
    let folder = root.join("store");
    let key_file = KeyFile::in_folder(root);
    let keys = key_file.keys_or_new()?;
    let store = match Store::look_at(&folder)? {
        FolderState::Empty => Store::create(&folder, &keys[0], now()).await?,
        _ => {
            let (store, fitting) = Store::open_with_candidates(&folder, &keys, now()).await?;
            key_file.finish(&keys[fitting])?;
            store
        }
    };
    let mut writer = store.write().await?;
    sqlx::raw_sql(
        "CREATE TABLE IF NOT EXISTS killed_row
             (id TEXT PRIMARY KEY, in_group TEXT NOT NULL, group_rows INTEGER NOT NULL, text TEXT NOT NULL);
         CREATE TABLE IF NOT EXISTS killed_blob
             (name TEXT PRIMARY KEY, blob_sha256 TEXT REFERENCES blob (sha256), blob_bytes INTEGER NOT NULL);",
    )
    .execute(&mut *writer)
    .await?;
    writer.commit().await?;
    say("- opening");
    let backups = root.join("backups");
    std::fs::create_dir_all(&backups)?;
    let work = tokio::join!(
        write_rows(&store, Chance(seed ^ 1)),
        write_rows(&store, Chance(seed ^ 2)),
        keep_blobs(&store, Chance(seed ^ 3)),
        keep_blobs(&store, Chance(seed ^ 4)),
        back_up(&store, &backups, Chance(seed ^ 5)),
        change_keys(&store, &key_file, Chance(seed ^ 6)),
    );
    Err(format!("the victim stopped by itself: {work:?}").into())
}

/// One system call for a line, so that a kill cannot leave a part of one.
fn say(line: &str) {
    let _ = std::io::stdout()
        .lock()
        .write_all(format!("{line}\n").as_bytes());
}

/// Somebody else has the store for a moment.
fn may_wait(outcome: Result<(), StoreError>) -> Result<(), StoreError> {
    match outcome {
        Err(StoreError::Busy | StoreError::Closed) => Ok(()),
        other => other,
    }
}

async fn write_rows(store: &Store, mut chance: Chance) -> Result<(), StoreError> {
    loop {
        let group = chance.name();
        let rows = if chance.below(20) == 0 {
            500
        } else {
            1 + chance.below(5)
        };
        say("+ rows");
        may_wait(write_group(store, &group, rows).await)?;
        say("- rows");
        tokio::time::sleep(Duration::from_millis(chance.below(5))).await;
    }
}

async fn write_group(store: &Store, group: &str, rows: u64) -> Result<(), StoreError> {
    let mut writer = store.write().await?;
    for row in 0..rows {
        sqlx::query(
            "INSERT INTO killed_row (id, in_group, group_rows, text) VALUES ($1, $2, $3, $4)",
        )
        .bind(format!("{group}-{row}"))
        .bind(group)
        .bind(i64::try_from(rows).unwrap_or_default())
        .bind("x".repeat(200))
        .execute(&mut *writer)
        .await?;
    }
    writer.commit().await?;
    say(&format!("group {group} {rows}"));
    Ok(())
}

async fn keep_blobs(store: &Store, mut chance: Chance) -> Result<(), StoreError> {
    let mut kept = Vec::new();
    loop {
        let name = chance.name();
        say("+ blob");
        may_wait(keep_blob(store, &name).await)?;
        say("- blob");
        kept.push(name);
        if chance.below(4) == 0 {
            let name = kept
                .swap_remove(usize::try_from(chance.below(kept.len() as u64)).unwrap_or_default());
            say("+ removal");
            may_wait(remove_blob(store, &name).await)?;
            say("- removal");
        }
        tokio::time::sleep(Duration::from_millis(chance.below(10))).await;
    }
}

async fn keep_blob(store: &Store, name: &str) -> Result<(), StoreError> {
    let prepared = store
        .prepare_blob(std::io::Cursor::new(content_of(name)))
        .await?;
    let mut writer = store.write().await?;
    let reference = writer.keep_blob(prepared).await?;
    sqlx::query("INSERT INTO killed_blob (name, blob_sha256, blob_bytes) VALUES ($1, $2, $3)")
        .bind(name)
        .bind(reference.sha256_hex())
        .bind(i64::try_from(reference.size()).unwrap_or_default())
        .execute(&mut *writer)
        .await?;
    writer.commit().await?;
    say(&format!("blob {name} {}", reference.sha256_hex()));
    Ok(())
}

async fn remove_blob(store: &Store, name: &str) -> Result<(), StoreError> {
    let mut writer = store.write().await?;
    say(&format!("removing {name}"));
    sqlx::query("DELETE FROM killed_blob WHERE name = $1")
        .bind(name)
        .execute(&mut *writer)
        .await?;
    writer.commit().await?;
    say(&format!("removed {name}"));
    store.remove_unreferenced_blobs().await?;
    Ok(())
}

async fn back_up(store: &Store, backups: &Path, mut chance: Chance) -> Result<(), StoreError> {
    for number in 0.. {
        tokio::time::sleep(Duration::from_millis(chance.below(300))).await;
        // Each into a folder of its own: their names tell seconds apart, no more.
        let target = backups.join(format!("{}-{number}", chance.name()));
        std::fs::create_dir_all(&target)?;
        say("+ backup");
        let passphrase = Zeroizing::new(PASSPHRASE.to_owned());
        let made = store
            .back_up(
                &target,
                passphrase,
                now(),
                &|_, _| {},
                &AtomicBool::new(false),
            )
            .await;
        if let Ok(made) = &made {
            say(&format!("backup {}", made.folder.display()));
        }
        may_wait(made.map(drop))?;
        say("- backup");
    }
    Ok(())
}

async fn change_keys(
    store: &Store,
    key_file: &KeyFile,
    mut chance: Chance,
) -> Result<(), StoreError> {
    loop {
        tokio::time::sleep(Duration::from_millis(chance.below(250))).await;
        say("+ rotation");
        let changed = store.rotate_key(&StoreKey::generate()?, key_file).await;
        if changed.is_ok() {
            say("key");
        }
        may_wait(changed)?;
        say("- rotation");
    }
}

/// In the place of a keyring: every key that may fit, one a line.
struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    fn in_folder(root: &Path) -> Self {
        Self {
            path: root.join("keys"),
        }
    }

    fn keys(&self) -> Outcome<Vec<StoreKey>> {
        let text = std::fs::read_to_string(&self.path)?;
        text.lines()
            .map(|line| StoreKey::from_hex(line).ok_or_else(|| "no key".into()))
            .collect()
    }

    fn keys_or_new(&self) -> Outcome<Vec<StoreKey>> {
        if !self.path.exists() {
            self.write(&[&StoreKey::generate()?])?;
        }
        self.keys()
    }

    fn write(&self, keys: &[&StoreKey]) -> Result<(), StoreError> {
        let next = self.path.with_extension("next");
        let mut file = std::fs::File::create(&next)?;
        for key in keys {
            writeln!(file, "{}", key.to_hex().as_str())?;
        }
        file.sync_all()?;
        std::fs::rename(&next, &self.path)?;
        Ok(())
    }
}

impl KeyKeeper for KeyFile {
    fn begin(&self, old: &StoreKey, new: &StoreKey) -> Result<(), StoreError> {
        self.write(&[old, new])
    }

    fn finish(&self, only: &StoreKey) -> Result<(), StoreError> {
        self.write(&[only])
    }
}

// ---------------------------------------------------------------------------------------------

fn now() -> DateTime<Utc> {
    Utc::now()
}

/// From nothing to 300 kB, told by the name alone.
fn content_of(name: &str) -> Vec<u8> {
    let mut chance = Chance(name.bytes().fold(0_u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    }));
    let length = chance.below(300_000);
    (0..length.div_ceil(8))
        .flat_map(|_| chance.next().to_le_bytes())
        .take(usize::try_from(length).unwrap_or_default())
        .collect()
}

/// SplitMix64: the same seed, the same choices.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        if most == 0 { 0 } else { self.next() % most }
    }

    fn name(&mut self) -> String {
        format!("{:016x}", self.next())
    }
}
