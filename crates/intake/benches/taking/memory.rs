//! What the intake's processes have in memory at most, looked at while it goes on.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// In kibibytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Most {
    program: u64,
    readers: u64,
    /// The program and its readers at one moment.
    together: u64,
    others: u64,
}

impl fmt::Display for Most {
    fn fmt(&self, into: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |kibibytes: u64| kibibytes * 1024 / 1_000_000;
        write!(
            into,
            "resident at most {} MB: the program {}, its readers {}; LibreOffice and Tesseract beside it {}",
            megabytes(self.together),
            megabytes(self.program),
            megabytes(self.readers),
            megabytes(self.others)
        )
    }
}

pub(crate) struct Watch {
    is_over: Arc<AtomicBool>,
    looks: JoinHandle<Most>,
}

impl Watch {
    pub(crate) fn begin() -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&is_over);
        let looks = thread::spawn(move || {
            let mut most = Most::default();
            while !seen.load(Ordering::Relaxed) {
                look(&mut most);
                thread::sleep(Duration::from_millis(100));
            }
            most
        });
        Self { is_over, looks }
    }

    pub(crate) fn end(self) -> Most {
        self.is_over.store(true, Ordering::Relaxed);
        self.looks.join().expect("it looked")
    }
}

/// One process, by what the system says of it.
struct Process {
    name: String,
    parent: u32,
    resident: u64,
}

fn look(most: &mut Most) {
    let all: BTreeMap<u32, Process> = fs::read_dir("/proc")
        .expect("processes can be looked at")
        .flatten()
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.parse().ok()?;
            let status = fs::read_to_string(entry.path().join("status")).ok()?;
            let value = |name: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(name))?;
                line.split_whitespace().next()
            };
            let process = Process {
                name: value("Name:")?.to_owned(),
                parent: value("PPid:")?.parse().ok()?,
                // One that has just ended has none.
                resident: value("VmRSS:").and_then(|kibibytes| kibibytes.parse().ok())?,
            };
            Some((number, process))
        })
        .collect();
    let own = std::process::id();
    let Some(program) = all.get(&own) else {
        return;
    };
    let is_below = |mut number: u32| {
        while let Some(process) = all.get(&number) {
            if process.parent == own {
                return true;
            }
            number = process.parent;
        }
        false
    };
    let (mut readers, mut others) = (0, 0);
    for (_, process) in all.iter().filter(|(number, _)| is_below(**number)) {
        match process.name == program.name {
            true => readers += process.resident,
            false => others += process.resident,
        }
    }
    most.program = most.program.max(program.resident);
    most.readers = most.readers.max(readers);
    most.together = most.together.max(program.resident + readers);
    most.others = most.others.max(others);
}
