//! Without a store: what was read lies open in a folder that the person chose.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use sagsbord_app::outside_files::{
    ChildContent, Confinement, Control, Decision, FileOnDisk, FolderKeep, Given, HelperProgram,
    Hidden, Limits, Manifest, Outcome, PageFlag, Place, Progress, ReadingKey, Row, State, Sums,
    Tools, WhyUnreadable, gather, kept_summaries, manifest, read_all,
};
use sagsbord_app::{file_in_words, law};
use sagsbord_contract::Language;
use serde::Serialize;

use super::IndlaesArguments;
use super::password::{FilePassword, LeftOut};
use crate::text::{language, of, with};
use crate::{say_in_place, show, show_json};

/// The manifest as a file: everything that is said of each.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    sums: Sums,
    is_complete: bool,
    /// What this machine's system held the readers to.
    confinement: Option<Confinement>,
    files: Vec<ToldFile>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ToldFile {
    #[serde(flatten)]
    row: Row,
    findings: Vec<Hidden>,
    page_list: Vec<ToldPage>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ToldPage {
    page: u32,
    text: String,
    confidence: Option<f32>,
    flags: Vec<PageFlag>,
}

/// Success: every file is settled.
pub(crate) fn into_folder(arguments: &IndlaesArguments, folder: &Path) -> anyhow::Result<ExitCode> {
    let limits = Limits::default();
    let keep = FolderKeep::open(folder).with_context(|| of("indlaes.folder"))?;
    let work_folder = folder.join("arbejde");
    empty(&work_folder)?;
    let gathered = gather(&arguments.paths, &limits).with_context(|| of("indlaes.paths"))?;
    let given: Vec<Given> = gathered
        .files
        .into_iter()
        .map(|file| fetched(file, &keep, &limits))
        .collect::<anyhow::Result<_>>()?;
    let tools = Tools {
        helper: HelperProgram::this()?,
        work_folder: work_folder.clone(),
        limits,
        at_once: std::thread::available_parallelism().map_or(2, usize::from),
    };
    let mut passwords = passwords(&arguments.adgangskode, &given);
    let told = |progress: &Progress| {
        if !arguments.json {
            say_in_place(&in_words(progress));
        }
    };
    let mut confinement = None;
    loop {
        let ran = read_all(
            &keep,
            &tools,
            &given,
            &passwords,
            &Control::default(),
            &told,
        )?;
        confinement = confinement.or(ran.confinement);
        // A locked file may lie in an archive: its fingerprint is known only when the archive is open.
        let waiting = waiting_for(&keep, &given, &limits, &arguments.adgangskode)?;
        let before = passwords.len();
        passwords.extend(waiting);
        if passwords.len() == before {
            break;
        }
    }
    fs::remove_dir_all(&work_folder)?;
    let decisions = decisions(&arguments.udelad)?;
    let summaries = kept_summaries(&keep, &given, &limits)?;
    let manifest = manifest(&given, &summaries, &decisions, &limits);
    let told = Told {
        is_complete: manifest.sums.is_complete(),
        sums: manifest.sums.clone(),
        confinement,
        files: files(&keep, &manifest)?,
    };
    fs::write(
        folder.join("manifest.json"),
        serde_json::to_vec_pretty(&told)?,
    )?;
    if arguments.json {
        show_json(&told)?;
    } else {
        tell(&manifest);
    }
    Ok(if told.is_complete {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn empty(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    Ok(fs::create_dir_all(folder)?)
}

fn fetched(file: FileOnDisk, keep: &FolderKeep, limits: &Limits) -> anyhow::Result<Given> {
    let content = match file.refused {
        Some(why) => Err(why),
        None => match read_whole(&file.path, limits) {
            Ok(bytes) => Ok(ChildContent {
                sha256: keep.put(&bytes).with_context(|| of("indlaes.folder"))?,
                bytes: bytes.len() as u64,
            }),
            Err(why) => Err(why),
        },
    };
    Ok(Given {
        name: file.name,
        folder: file.folder,
        content: Some(content),
    })
}

fn read_whole(path: &Path, limits: &Limits) -> Result<Vec<u8>, WhyUnreadable> {
    let file = fs::File::open(path).map_err(|_| WhyUnreadable::Missing)?;
    let mut bytes = Vec::new();
    file.take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| WhyUnreadable::Missing)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(WhyUnreadable::TooLarge);
    }
    Ok(bytes)
}

fn passwords(given_words: &[FilePassword], given: &[Given]) -> HashMap<String, String> {
    let mut passwords = HashMap::new();
    for word in given_words {
        for file in given.iter().filter(|file| file.name == word.name) {
            if let Some(Ok(content)) = &file.content {
                passwords.insert(content.sha256.clone(), word.password.clone());
            }
        }
    }
    passwords
}

/// The words for files that are still locked.
fn waiting_for(
    keep: &FolderKeep,
    given: &[Given],
    limits: &Limits,
    words: &[FilePassword],
) -> anyhow::Result<HashMap<String, String>> {
    if words.is_empty() {
        return Ok(HashMap::new());
    }
    let summaries = kept_summaries(keep, given, limits)?;
    let manifest = manifest(given, &summaries, &BTreeMap::new(), limits);
    let is_locked = |row: &&Row| {
        matches!(
            row.state,
            State::Unreadable {
                why: WhyUnreadable::NeedsPassword | WhyUnreadable::WrongPassword,
                ..
            }
        )
    };
    let mut passwords = HashMap::new();
    for row in manifest.rows.iter().filter(is_locked) {
        if let Some(sha256) = &row.sha256
            && let Some(word) = words.iter().find(|word| word.name == row.name)
        {
            passwords.insert(sha256.clone(), word.password.clone());
        }
    }
    Ok(passwords)
}

fn decisions(left_out: &[LeftOut]) -> anyhow::Result<BTreeMap<Place, Decision>> {
    left_out
        .iter()
        .map(|left_out| {
            let place = Place::try_from(left_out.place.clone())
                .with_context(|| with("indlaes.place", "{place}", &left_out.place))?;
            let decision = Decision::LeaveOut {
                by: "sagsbord-cli".to_owned(),
                reason: left_out.reason.clone(),
            };
            Ok((place, decision))
        })
        .collect()
}

fn files(keep: &FolderKeep, manifest: &Manifest) -> anyhow::Result<Vec<ToldFile>> {
    manifest
        .rows
        .iter()
        .map(|row| {
            let reading = match (&row.sha256, row.kind) {
                (Some(sha256), Some(_)) => keep.reading(&ReadingKey::of(sha256, &row.name))?,
                _ => None,
            };
            let (findings, pages) = match reading {
                Some(reading) => match reading.outcome {
                    Outcome::Pages { pages, .. } => (reading.hidden, pages),
                    Outcome::Container | Outcome::Unreadable { .. } => (reading.hidden, Vec::new()),
                },
                None => (Vec::new(), Vec::new()),
            };
            Ok(ToldFile {
                row: row.clone(),
                findings,
                page_list: (1..)
                    .zip(pages)
                    .map(|(page, taken)| ToldPage {
                        page,
                        text: taken.text,
                        confidence: taken.read.map(|read| read.confidence),
                        flags: taken.flags,
                    })
                    .collect(),
            })
        })
        .collect()
}

fn in_words(progress: &Progress) -> String {
    with("indlaes.progress", "{read}", &progress.files_read)
        .replace("{known}", &progress.files_known.to_string())
        .replace("{pages}", &progress.pages.to_string())
}

fn tell(manifest: &Manifest) {
    let language = match language() {
        Language::Da => law::Language::Da,
        Language::En => law::Language::En,
    };
    for row in &manifest.rows {
        let (state, about) = file_in_words(row, language);
        let line = format!(
            "{:<8} {:<44} {:<20} {about}",
            String::from(row.place.clone()),
            row.name,
            state
        );
        show(line.trim_end());
    }
    let sums = &manifest.sums;
    let line = of("indlaes.sums")
        .replace("{files}", &sums.files.to_string())
        .replace("{taken}", &sums.taken.to_string())
        .replace("{pages}", &sums.pages.to_string())
        .replace("{duplicates}", &sums.duplicates.to_string())
        .replace("{containers}", &sums.containers.to_string())
        .replace("{left_out}", &sums.left_out.to_string())
        .replace("{unreadable}", &sums.unreadable.to_string());
    show(&line);
    show(of(match sums.is_complete() {
        true => "indlaes.complete",
        false => "indlaes.incomplete",
    }));
}
