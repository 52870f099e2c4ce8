//! Makes the word lists of `data/lexicon` into one table that is asked by a word's hash. It is laid out as
//! it is used, so the program starts without reading it.
//!
//! A list's file name up to its first dot is the class of its words (`given_common.txt`); one word a line,
//! `#` begins a comment. In a `.coded` list each word is the length it shares with the one before, as one
//! digit to base 36, and the rest.

#[path = "src/lexicon/class.rs"]
#[expect(dead_code, reason = "the program uses the rest")]
mod class;
#[path = "src/text/fold.rs"]
mod fold;
#[path = "src/text/hash.rs"]
mod hash;
#[path = "src/lexicon/label.rs"]
#[expect(dead_code, reason = "the program uses the rest")]
mod label;

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use class::Class;

fn main() -> Result<(), Box<dyn Error>> {
    for watched in [
        "data/lexicon",
        "data/labels.txt",
        "data/subjects.txt",
        "data/given_woman.txt",
        "data/given_man.txt",
        "src/lexicon/label.rs",
        "src/lexicon/class.rs",
        "src/text/fold.rs",
        "src/text/hash.rs",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let mut classes: HashMap<u64, u32> = HashMap::new();
    let mut files: Vec<PathBuf> = fs::read_dir("data/lexicon")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in &files {
        let words = match file.extension().and_then(|end| end.to_str()) {
            Some("txt") => plain(&fs::read_to_string(file)?),
            Some("coded") => decoded(&fs::read_to_string(file)?)?,
            _ => continue,
        };
        let class = class_of(file)?;
        for word in words {
            *classes
                .entry(hash::hash_folded(&fold::fold_word(&word)))
                .or_default() |= class.0;
        }
    }
    let labels = labels()?;
    // Words that name a secret start the search for it.
    for (hash, value) in &labels {
        if value & !label::NEEDS_NUMBER == label::Label::Secret as u32 {
            *classes.entry(*hash).or_default() |= Class::LABEL.0;
        }
    }
    let target = env::var("OUT_DIR")?;
    fs::write(Path::new(&target).join("lexicon.bin"), table(&classes))?;
    fs::write(Path::new(&target).join("labels.bin"), table(&labels))?;
    let subjects = plain(&fs::read_to_string("data/subjects.txt")?)
        .iter()
        .flat_map(|line| line.split_whitespace())
        .map(|word| (hash::hash_folded(&fold::fold_word(word)), 1))
        .collect();
    fs::write(Path::new(&target).join("subjects.bin"), table(&subjects))?;
    let mut sexes: HashMap<u64, u32> = HashMap::new();
    for (file, sex) in [("data/given_woman.txt", 1), ("data/given_man.txt", 2)] {
        for name in plain(&fs::read_to_string(file)?) {
            *sexes
                .entry(hash::hash_folded(&fold::fold_word(&name)))
                .or_default() |= sex;
        }
    }
    fs::write(Path::new(&target).join("sexes.bin"), table(&sexes))?;
    Ok(())
}

fn plain(list: &str) -> Vec<String> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn decoded(list: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Vec<char> = Vec::new();
    for line in list.lines() {
        let mut rest = line.chars();
        let shared = rest
            .next()
            .and_then(|digit| digit.to_digit(36))
            .filter(|shared| *shared as usize <= before.len())
            .ok_or_else(|| format!("`{line}` is no coded word"))?;
        before.truncate(shared as usize);
        before.extend(rest);
        words.push(before.iter().collect());
    }
    Ok(words)
}

/// `label: word word+ word!`, as the head of `data/labels.txt` explains. The first label of a word stays.
fn labels() -> Result<HashMap<u64, u32>, Box<dyn Error>> {
    let mut labels = HashMap::new();
    for line in fs::read_to_string("data/labels.txt")?.lines() {
        let Some((name, words)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let label =
            label::Label::named(name).ok_or_else(|| format!("`{name}` is no label"))? as u32;
        for word in words.split_whitespace() {
            let (word, endings, value): (&str, &[&str], u32) =
                if let Some(stem) = word.strip_suffix('+') {
                    let endings = &["", "nr", "nummer", "nummeret", "numre", "no", "id"];
                    (stem, endings, label)
                } else if let Some(word) = word.strip_suffix('!') {
                    (word, &[""], label | label::NEEDS_NUMBER)
                } else {
                    (word, &[""], label)
                };
            for ending in endings {
                let hash = hash::hash_folded(&fold::fold_word(&format!("{word}{ending}")));
                labels.entry(hash).or_insert(value);
            }
        }
    }
    Ok(labels)
}

fn class_of(file: &Path) -> Result<Class, String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let class = name.split('.').next().unwrap_or_default();
    Class::named(class).ok_or_else(|| format!("{}: `{class}` is no class of words", file.display()))
}

/// Open addressing: the hash's highest bits choose the place, its lowest 32 tell the word, and 32 bits of
/// class follow.
fn table(classes: &HashMap<u64, u32>) -> Vec<u8> {
    let room = (classes.len() * 3 / 2).next_power_of_two().max(16);
    let shift = 64 - room.trailing_zeros();
    let mut slots = vec![0u64; room];
    let mut entries: Vec<_> = classes.iter().collect();
    entries.sort();
    for (hash, class) in entries {
        let mut place = (hash >> shift) as usize;
        while slots[place] != 0 {
            place = (place + 1) & (room - 1);
        }
        slots[place] = (hash << 32) | u64::from(*class);
    }
    slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}
