use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use crate::Outcome;
use crate::chance::Chance;
use crate::disk::Disk;
use crate::losses::{look_for_losses, restore_newest};
use crate::told::Told;
use crate::trace::{self, Call};

/// As many as a normal test run has patience for.
pub(crate) const CUTS: u32 = 12;
/// Then the program works anew, so that the cuts fall on other work.
const CUTS_A_LIFE: u32 = 30;
const LIFE_MILLISECONDS: u64 = 2_500;
/// SQLite makes it anew at every start; it lies in memory and is never synced.
const SHARED_MEMORY: &str = "-shm";

/// Lets the program work once, writes down all it does to its files, and cuts the power at many
/// moments of that: what was not synced is lost, kept or torn by chance.
pub(crate) async fn cut_again_and_again(cuts: u32, seed: u64) -> Outcome<()> {
    if cuts == 0 {
        return Ok(());
    }
    if !trace::can_trace() {
        println!("power cuts           skipped: they need `strace`, and leave to use it");
        return Ok(());
    }
    let mut chance = Chance(seed ^ 0x00ff);
    let began = Instant::now();
    let mut figures = Figures::default();
    while figures.cuts < cuts && figures.lost.is_empty() {
        let life = Life::lead(chance.next())?;
        let moments = CUTS_A_LIFE.min(cuts - figures.cuts);
        life.cut(moments, &mut chance, &mut figures).await?;
    }
    report(&figures, seed, began);
    if figures.lost.is_empty() {
        Ok(())
    } else {
        Err(format!("{} confirmed writes were lost", figures.lost.len()).into())
    }
}

/// What one program did from its start to its end.
struct Life {
    calls: Vec<Call>,
    root: PathBuf,
}

impl Life {
    fn lead(seed: u64) -> Outcome<Self> {
        let place = tempfile::tempdir()?;
        let root = place.path().canonicalize()?.join("root");
        std::fs::create_dir(&root)?;
        let trace = place.path().join("trace");
        let status = trace::traced(&std::env::current_exe()?, &trace)
            .arg("victim")
            .arg(&root)
            .args(["--seed", &seed.to_string()])
            .args(["--milliseconds", &LIFE_MILLISECONDS.to_string()])
            .stdout(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(format!("the victim ended with {status}").into());
        }
        let calls = trace::read(&trace, &root)?;
        let mut disk = Disk::default();
        for call in &calls {
            disk.take(call)?;
        }
        hold_against(&disk.whole(), &root)?;
        Ok(Self { calls, root })
    }

    async fn cut(&self, moments: u32, chance: &mut Chance, figures: &mut Figures) -> Outcome<()> {
        let mut at: Vec<usize> = (0..moments)
            .map(|_| usize::try_from(chance.below(self.calls.len() as u64)).unwrap_or_default())
            .collect();
        at.sort_unstable();
        let (mut disk, mut told, mut during) = (Disk::default(), Told::default(), BTreeMap::new());
        let mut said = Vec::new();
        let mut done = 0;
        for moment in at {
            for call in &self.calls[done..moment] {
                disk.take(call)?;
                if let Call::Say(bytes) = call {
                    said.extend_from_slice(bytes);
                }
            }
            done = moment;
            for line in said.split(|byte| *byte == b'\n') {
                told.note(&String::from_utf8_lossy(line), &mut during);
            }
            said.clear();
            for what in during.iter().filter(|(_, count)| **count > 0) {
                *figures.during.entry(what.0.clone()).or_default() += 1;
            }
            self.look_after(&disk, &mut told, chance, figures).await?;
        }
        figures.groups += told.groups.len();
        figures.blobs += told.blobs.len();
        figures.key_changes += told.key_changes;
        Ok(())
    }

    async fn look_after(
        &self,
        disk: &Disk,
        told: &mut Told,
        chance: &mut Chance,
        figures: &mut Figures,
    ) -> Outcome<()> {
        let place = tempfile::tempdir()?;
        lay_out(&disk.after_a_cut(chance), place.path())?;
        figures.cuts += 1;
        look_for_losses(place.path(), told, &mut figures.lost).await?;
        if figures.cuts.is_multiple_of(10) {
            let there = |path: &PathBuf| match path.strip_prefix(&self.root) {
                Ok(path) => place.path().join(path),
                Err(_) => path.clone(),
            };
            let moved = Told {
                backups: told.backups.iter().map(there).collect(),
                ..Told::default()
            };
            figures.backups_restored +=
                restore_newest(place.path(), &moved, &mut figures.lost).await?;
        }
        if !figures.lost.is_empty() {
            println!("the folder stays: {}", place.keep().display());
        }
        Ok(())
    }
}

/// The disk of this test is worth nothing unless it ends as the real one did.
fn hold_against(whole: &BTreeMap<PathBuf, Option<Vec<u8>>>, root: &Path) -> Outcome<()> {
    let mut folders = vec![root.to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let inside = path.strip_prefix(root)?;
            if is_shared_memory(inside) {
                continue;
            }
            seen += 1;
            let real = if path.is_dir() {
                folders.push(path.clone());
                None
            } else {
                Some(std::fs::read(&path)?)
            };
            if whole.get(inside) != Some(&real) {
                return Err(format!("the trace does not explain {}", inside.display()).into());
            }
        }
    }
    let expected = whole.keys().filter(|path| !is_shared_memory(path)).count();
    if seen == expected {
        Ok(())
    } else {
        Err(format!("the trace makes {expected} files and folders, {seen} are there").into())
    }
}

fn lay_out(content: &BTreeMap<PathBuf, Option<Vec<u8>>>, root: &Path) -> Outcome<()> {
    for (path, bytes) in content.iter().filter(|(path, _)| !is_shared_memory(path)) {
        match bytes {
            None => std::fs::create_dir_all(root.join(path))?,
            Some(bytes) => std::fs::write(root.join(path), bytes)?,
        }
    }
    Ok(())
}

fn is_shared_memory(path: &Path) -> bool {
    path.to_string_lossy().ends_with(SHARED_MEMORY)
}

#[derive(Default)]
struct Figures {
    cuts: u32,
    during: BTreeMap<String, u32>,
    groups: usize,
    blobs: usize,
    key_changes: usize,
    backups_restored: usize,
    lost: Vec<String>,
}

fn report(figures: &Figures, seed: u64, began: Instant) {
    println!(
        "power cuts           {} (seed {seed}, {:.0} s)",
        figures.cuts,
        began.elapsed().as_secs_f64()
    );
    for (what, count) in &figures.during {
        println!("  during {what:<12}{count}");
    }
    println!("confirmed groups     {}", figures.groups);
    println!("confirmed blobs      {}", figures.blobs);
    println!("confirmed keys       {}", figures.key_changes);
    println!("backups restored     {}", figures.backups_restored);
    println!("lost                 {}", figures.lost.len());
    for loss in figures.lost.iter().take(20) {
        println!("  {loss}");
    }
}
