//! Has every file read once, on as many cores as there are, until the manifest waits for nothing.

mod control;
mod page_pictures;
mod progress;
mod queue;
mod reader;
mod recognise;
mod so_far;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::thread;

use thiserror::Error;

pub use control::{Control, Wish};
pub use progress::Progress;

use crate::helper::HelperProgram;
use crate::keep::{Keep, KeepError, ReadingKey, Summary, SummedOutcome};
use crate::manifest::{Given, unread};
use crate::ocr::Recogniser;
use crate::office_pool::OfficePool;
use crate::phone_pictures::PhonePictures;
use crate::reading::{PageFlag, WhyUnreadable};
use crate::{Confinement, Kind, Limits};
use progress::Count;
use queue::Queue;
use reader::Reader;
use recognise::Slots;

/// What an intake works with.
#[derive(Clone, Debug)]
pub struct Tools {
    pub helper: HelperProgram,
    /// For what LibreOffice and Tesseract must have on a disk; emptied by whoever owns it, before and after.
    pub work_folder: PathBuf,
    pub limits: Limits,
    /// How many files, and how many pages of recognition, are worked on at once.
    pub at_once: usize,
}

#[derive(Debug, Error)]
pub enum EngineError {
    #[error(transparent)]
    Keep(#[from] KeepError),
    #[error("the process that reads files could not be started")]
    Worker(#[source] std::io::Error),
    #[error("files remain unread, and reading them gives nothing")]
    NoProgress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every file has a reading.
    AllRead,
    Stopped,
}

/// What one run found out about this machine.
#[derive(Clone, Copy, Debug)]
pub struct Ran {
    pub ended: Ended,
    pub confinement: Option<Confinement>,
}

/// Reads what has no reading yet, and what a password, or a program that has come since, may make readable now.
pub fn read_all<K: Keep>(
    keep: &K,
    tools: &Tools,
    given: &[Given],
    passwords: &HashMap<String, String>,
    control: &Control,
    told: &(dyn Fn(&Progress) + Sync),
) -> Result<Ran, EngineError> {
    let office = OfficePool::find(
        tools.helper.clone(),
        tools.limits,
        tools.work_folder.clone(),
    );
    let recogniser = Recogniser::find(
        tools.helper.clone(),
        tools.limits,
        tools.work_folder.clone(),
    );
    let phone_pictures = PhonePictures::find(
        tools.helper.clone(),
        tools.limits,
        tools.work_folder.clone(),
    );
    let helped_by = Helped {
        passwords,
        phone_pictures: phone_pictures.is_some(),
        office: office.is_some(),
        ocr: recogniser.is_some(),
    };
    let mut summaries = kept_summaries(keep, given, &tools.limits)?;
    summaries.retain(|key, summary| !helped_by.may_help(key, summary));
    let mut confinement = None;
    loop {
        let unread = unread(given, &summaries, &tools.limits);
        if unread.is_empty() {
            return Ok(Ran {
                ended: Ended::AllRead,
                confinement,
            });
        }
        let before = summaries.len();
        let round = Round {
            keep,
            tools,
            passwords,
            control,
            office: office.as_ref(),
            phone_pictures: phone_pictures.as_ref(),
            recogniser: recogniser.as_ref(),
            slots: Slots::new(tools.at_once),
            queue: Queue::new(),
            count: Count::new(&summaries, told),
        };
        confinement = round.run(unread)?.or(confinement);
        if control.wish() == Wish::Stop {
            return Ok(Ran {
                ended: Ended::Stopped,
                confinement,
            });
        }
        // What was first met too deep and then less deep is found only now.
        summaries = kept_summaries(keep, given, &tools.limits)?;
        if summaries.len() <= before {
            return Err(EngineError::NoProgress);
        }
    }
}

struct Round<'a, K: Keep> {
    keep: &'a K,
    tools: &'a Tools,
    passwords: &'a HashMap<String, String>,
    control: &'a Control,
    office: Option<&'a OfficePool>,
    phone_pictures: Option<&'a PhonePictures>,
    recogniser: Option<&'a Recogniser>,
    slots: Slots,
    queue: Queue<K::Prepared>,
    count: Count<'a>,
}

impl<K: Keep> Round<'_, K> {
    fn run(&self, unread: Vec<(ReadingKey, usize)>) -> Result<Option<Confinement>, EngineError> {
        self.queue.add(unread);
        self.count.known(self.queue.unread());
        let readers = thread::scope(|scope| {
            let readers: Vec<_> = (0..self.tools.at_once.max(1))
                .map(|_| scope.spawn(|| self.read()))
                .collect();
            readers
                .into_iter()
                .map(|reader| reader.join().unwrap_or(Err(EngineError::NoProgress)))
                .collect::<Vec<_>>()
        });
        self.count.tell();
        let mut confinement = None;
        for reader in readers {
            confinement = reader?.or(confinement);
        }
        Ok(confinement)
    }

    fn read(&self) -> Result<Option<Confinement>, EngineError> {
        let mut reader = Reader {
            keep: self.keep,
            tools: self.tools,
            passwords: self.passwords,
            queue: &self.queue,
            control: self.control,
            count: &self.count,
            office: self.office,
            phone_pictures: self.phone_pictures,
            recogniser: self.recogniser,
            slots: &self.slots,
            worker: None,
            served: 0,
            confinement: None,
        };
        let worked = reader.work();
        if worked.is_err() {
            self.queue.close();
        }
        worked.map(|()| reader.confinement)
    }
}

/// The kept summaries of all files that can be reached from those handed in.
pub fn kept_summaries<K: Keep>(
    keep: &K,
    given: &[Given],
    limits: &Limits,
) -> Result<HashMap<ReadingKey, Summary>, KeepError> {
    let mut summaries = HashMap::new();
    let mut absent = HashSet::new();
    loop {
        let mut found = false;
        for (key, _) in unread(given, &summaries, limits) {
            if absent.contains(&key) {
                continue;
            }
            match keep.summary(&key)? {
                Some(summary) => {
                    summaries.insert(key, summary);
                    found = true;
                }
                None => {
                    absent.insert(key);
                }
            }
        }
        if !found {
            return Ok(summaries);
        }
    }
}

/// What there is now that there may not have been when a file was read.
struct Helped<'a> {
    passwords: &'a HashMap<String, String>,
    office: bool,
    phone_pictures: bool,
    ocr: bool,
}

impl Helped<'_> {
    fn may_help(&self, key: &ReadingKey, summary: &Summary) -> bool {
        match &summary.outcome {
            SummedOutcome::Unreadable { why, .. } => match why {
                WhyUnreadable::NeedsPassword | WhyUnreadable::WrongPassword => {
                    self.passwords.contains_key(&key.sha256)
                }
                // As an earlier program told it.
                WhyUnreadable::NoConverter if summary.kind == Kind::Heic => self.phone_pictures,
                WhyUnreadable::NoConverter => self.office,
                WhyUnreadable::NoPictureConverter => self.phone_pictures,
                _ => false,
            },
            SummedOutcome::Pages { flags, .. } => {
                self.ocr && flags.iter().any(|(flag, _)| *flag == PageFlag::NotRead)
            }
            SummedOutcome::Container => false,
        }
    }
}
