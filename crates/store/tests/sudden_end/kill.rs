use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::chance::Chance;
use crate::losses::{look_for_losses, restore_newest};
use crate::told::Told;

/// As many as a normal test run has patience for.
pub(crate) const KILLS: u32 = 20;
/// Then a new store: a first start is killed as well, and reading everything back stays quick.
const KILLS_A_STORE: u32 = 10;

/// SIGKILL, again and again, in the middle of its work.
pub(crate) async fn kill_again_and_again(kills: u32, seed: u64) -> Outcome<()> {
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
                    told.note(&line, &mut during);
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
        told.note(&line, &mut during);
    }
    during.retain(|_, count| *count > 0);
    Ok(during.into_keys().collect())
}

fn end(victim: &mut Child) {
    // SIGKILL: no handler, no destructor, no flush.
    let _ = victim.kill();
    let _ = victim.wait();
}

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
