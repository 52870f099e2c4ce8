use std::collections::HashMap;
use std::time::Instant;

use super::control::{Control, Wish};
use super::page_pictures::Again;
use super::progress::Count;
use super::queue::{OfficeWork, Queue, Work};
use super::recognise;
use super::so_far::SoFar;
use super::{EngineError, Tools};
use crate::keep::{Keep, ReadingKey, Summary};
use crate::ocr::Recogniser;
use crate::office_pool::{OfficeJob, OfficePool, Turn};
use crate::phone_pictures::PhonePictures;
use crate::read::Unreadable;
use crate::reading::{Child, ChildContent, Hidden, HiddenKind, Reading};
use crate::worker::{Answer, Ask, Next, Tell, Worker};
use crate::{Confinement, WhyUnreadable};

/// One of those at work: it has a worker of its own, and takes from the queue what comes next.
pub(super) struct Reader<'a, K: Keep> {
    pub(super) keep: &'a K,
    pub(super) tools: &'a Tools,
    pub(super) passwords: &'a HashMap<String, String>,
    pub(super) queue: &'a Queue<K::Prepared>,
    pub(super) control: &'a Control,
    pub(super) count: &'a Count<'a>,
    pub(super) office: Option<&'a OfficePool>,
    pub(super) phone_pictures: Option<&'a PhonePictures>,
    pub(super) recogniser: Option<&'a Recogniser>,
    pub(super) slots: &'a recognise::Slots,
    pub(super) worker: Option<Worker>,
    /// How many files the worker has read.
    pub(super) served: u32,
    pub(super) confinement: Option<Confinement>,
}

/// A worker is replaced after so many: what one file left behind in its memory is not to grow.
const FILES_OF_ONE_WORKER: u32 = 1_000;

impl<K: Keep> Reader<'_, K> {
    pub(super) fn work(&mut self) -> Result<(), EngineError> {
        while self.control.may_go_on() {
            let Some(work) = self.queue.next(self.tools.at_once) else {
                return Ok(());
            };
            let done = match work {
                Work::Read(key, depth) => self.read(&key, depth),
                Work::Office(batch) => self.turn(batch),
            };
            self.queue.done();
            self.count.known(self.queue.unread());
            done?;
        }
        self.queue.close();
        Ok(())
    }

    fn read(&mut self, key: &ReadingKey, depth: usize) -> Result<(), EngineError> {
        let bytes = self.keep.bytes(&key.sha256)?;
        if bytes.len() as u64 > self.tools.limits.file_bytes {
            let reading = SoFar::new().into_unreadable(WhyUnreadable::TooLarge.into());
            return self.keep_reading(key, depth, reading);
        }
        let password = self.passwords.get(&key.sha256).cloned();
        let ask = Ask::Read {
            name: format!("fil.{}", key.hint),
            kind: None,
            password: password.clone(),
            limits: self.tools.limits,
        };
        let (so_far, next) = self.ask_twice(&ask, &bytes)?;
        drop(bytes);
        match next {
            Ok(Next::Pages { is_itself }) => {
                let again = Again::Asked {
                    ask: &ask,
                    sha256: &key.sha256,
                };
                let password = password.filter(|_| is_itself);
                self.finish_pages(key, depth, so_far, password, &again)
            }
            Ok(Next::ThroughOffice {
                extension,
                look_into,
            }) if self.office.is_some() => {
                self.queue.add_office(OfficeWork {
                    key: key.clone(),
                    depth,
                    extension,
                    look_into,
                    so_far,
                });
                Ok(())
            }
            Ok(Next::ThroughOffice { .. }) => {
                let reading = so_far.into_unreadable(WhyUnreadable::NoConverter.into());
                self.keep_reading(key, depth, reading)
            }
            Ok(Next::ThroughHeif) => self.unpack_pictures(key, depth, so_far),
            Ok(Next::Container) => self.keep_reading(key, depth, so_far.into_container()),
            Ok(Next::Unreadable { why, detail }) => {
                let reading = so_far.into_unreadable(Unreadable { why, detail });
                self.keep_reading(key, depth, reading)
            }
            Err(unreadable) => self.keep_reading(key, depth, so_far.into_unreadable(unreadable)),
        }
    }

    fn unpack_pictures(
        &mut self,
        key: &ReadingKey,
        depth: usize,
        mut so_far: SoFar<K::Prepared>,
    ) -> Result<(), EngineError> {
        let unpacked = match self.phone_pictures {
            Some(program) => program.unpack(&self.keep.bytes(&key.sha256)?),
            None => Err(WhyUnreadable::NoPictureConverter.into()),
        };
        let pictures = match unpacked {
            Ok(pictures) => pictures,
            Err(unreadable) => {
                return self.keep_reading(key, depth, so_far.into_unreadable(unreadable));
            }
        };
        let ask = Ask::Pictures {
            lengths: pictures.iter().map(Vec::len).collect(),
            limits: self.tools.limits,
        };
        let pictures = pictures.concat();
        let (read, next) = self.ask_twice(&ask, &pictures)?;
        so_far.take_pages(read);
        match next {
            Ok(Next::Pages { .. }) => {
                let again = Again::Made {
                    ask: &ask,
                    bytes: pictures,
                };
                self.finish_pages(key, depth, so_far, None, &again)
            }
            Ok(Next::Unreadable { why, detail }) => {
                let reading = so_far.into_unreadable(Unreadable { why, detail });
                self.keep_reading(key, depth, reading)
            }
            Ok(_) => {
                let reading = so_far.into_unreadable(WhyUnreadable::Damaged.into());
                self.keep_reading(key, depth, reading)
            }
            Err(unreadable) => self.keep_reading(key, depth, so_far.into_unreadable(unreadable)),
        }
    }

    /// Asks again, in a new process, when one that had read other files before was lost: it may have been their doing.
    fn ask_twice(&mut self, ask: &Ask, bytes: &[u8]) -> Result<Asked<K::Prepared>, EngineError> {
        let had_served = self.served > 0;
        let mut so_far = SoFar::new();
        let next = self.ask(ask, bytes, &mut so_far)?;
        let was_lost = self.worker.is_none();
        if was_lost
            && had_served
            && !matches!(&next, Err(lost) if lost.why == WhyUnreadable::TookTooLong)
        {
            let mut so_far = SoFar::new();
            let next = self.ask(ask, bytes, &mut so_far)?;
            return Ok((so_far, next));
        }
        Ok((so_far, next))
    }

    /// The outer error ends the intake; the inner one is the file's.
    fn ask(
        &mut self,
        ask: &Ask,
        bytes: &[u8],
        so_far: &mut SoFar<K::Prepared>,
    ) -> Result<Result<Next, Unreadable>, EngineError> {
        self.have_worker()?;
        let Some(worker) = self.worker.as_mut() else {
            return Ok(Err(WhyUnreadable::ReaderStopped.into()));
        };
        self.served += 1;
        if worker.ask(ask, bytes).is_err() {
            self.lose_worker();
            return Ok(Err(WhyUnreadable::ReaderStopped.into()));
        }
        let began = Instant::now();
        loop {
            let Some(worker) = self.worker.as_mut() else {
                return Ok(Err(WhyUnreadable::ReaderStopped.into()));
            };
            let answer = worker.next(self.tools.limits.silence);
            if began.elapsed() > self.tools.limits.file_time {
                self.lose_worker();
                return Ok(Err(WhyUnreadable::TookTooLong.into()));
            }
            match answer {
                Answer::Tell(Tell::Child { name, role, lost }, bytes) => {
                    let content = match lost {
                        Some(why) => Err(why),
                        None => Ok(so_far.put(self.keep, bytes)?),
                    };
                    so_far.children.push(Child {
                        name,
                        role,
                        content,
                    });
                }
                Answer::Tell(Tell::PagesMade, pdf) => {
                    so_far.made = Some(so_far.put(self.keep, pdf)?);
                }
                Answer::Tell(Tell::Page { page, wants_ocr }, _) => {
                    if wants_ocr {
                        so_far.wants_ocr.push(so_far.pages.len());
                    }
                    so_far.pages.push(page);
                }
                Answer::Tell(
                    Tell::Done {
                        kind,
                        next,
                        hidden,
                        hidden_beyond,
                        mail,
                        quoted,
                    },
                    _,
                ) => {
                    so_far.kind = kind;
                    so_far.hidden.extend(hidden);
                    so_far.hidden_beyond = so_far.hidden_beyond.saturating_add(hidden_beyond);
                    so_far.mail = mail;
                    so_far.quoted = quoted;
                    return Ok(Ok(next));
                }
                Answer::Tell(_, _) => {
                    self.lose_worker();
                    return Ok(Err(WhyUnreadable::ReaderStopped.into()));
                }
                Answer::Lost(why) => {
                    self.lose_worker();
                    return Ok(Err(why.into()));
                }
            }
        }
    }

    pub(super) fn have_worker(&mut self) -> Result<(), EngineError> {
        if self.served >= FILES_OF_ONE_WORKER {
            self.lose_worker();
        }
        if self.worker.is_none() {
            let worker = Worker::start(&self.tools.helper).map_err(EngineError::Worker)?;
            self.confinement = Some(worker.confinement);
            self.worker = Some(worker);
            self.served = 0;
        }
        Ok(())
    }

    pub(super) fn lose_worker(&mut self) {
        self.worker = None;
        self.served = 0;
    }

    fn turn(&mut self, batch: Vec<OfficeWork<K::Prepared>>) -> Result<(), EngineError> {
        let Some(pool) = self.office else {
            return Ok(());
        };
        let mut jobs = Vec::new();
        // For each job which file it is of, and whether its pages or its hidden data are wanted.
        let mut wanted = Vec::new();
        for (at, work) in batch.iter().enumerate() {
            let bytes = self.keep.bytes(&work.key.sha256)?;
            if let Some(look_into) = &work.look_into {
                jobs.push(OfficeJob {
                    bytes: bytes.clone(),
                    from: work.extension.clone(),
                    to: Turn::Into(look_into.clone()),
                    password: self.passwords.get(&work.key.sha256).cloned(),
                });
                wanted.push((at, Wanted::HiddenData));
            }
            jobs.push(OfficeJob {
                bytes,
                from: work.extension.clone(),
                to: Turn::Pdf,
                password: self.passwords.get(&work.key.sha256).cloned(),
            });
            wanted.push((at, Wanted::Pages));
        }
        let mut batch: Vec<Option<OfficeWork<K::Prepared>>> = batch.into_iter().map(Some).collect();
        let mut failed = None;
        pool.convert(jobs, &mut |job, turned| {
            let Some((at, wanted)) = wanted.get(job) else {
                return;
            };
            if failed.is_some() || self.control.wish() == Wish::Stop {
                return;
            }
            let done = match wanted {
                Wanted::HiddenData => match &mut batch[*at] {
                    Some(work) => self.look_into(work, turned),
                    None => Ok(()),
                },
                Wanted::Pages => match batch[*at].take() {
                    Some(work) => self.take_turned(work, turned),
                    None => Ok(()),
                },
            };
            if let Err(error) = done {
                failed = Some(error);
            }
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    fn look_into(
        &mut self,
        work: &mut OfficeWork<K::Prepared>,
        turned: Result<Vec<u8>, Unreadable>,
    ) -> Result<(), EngineError> {
        let Ok(bytes) = turned else {
            // Its pages may come out all the same: that nobody looked behind them must be seen.
            work.so_far.hidden.push(Hidden {
                kind: HiddenKind::MoreThanKept,
                place: String::new(),
                text: String::new(),
                count: 1,
            });
            return Ok(());
        };
        let ask = Ask::Read {
            name: "fil".to_owned(),
            kind: None,
            password: None,
            limits: self.tools.limits,
        };
        let (inner, _) = self.ask_twice(&ask, &bytes)?;
        for hidden in inner.hidden {
            // The newer format says of the file what the older one said of it.
            if !work.so_far.hidden.contains(&hidden) {
                work.so_far.hidden.push(hidden);
            }
        }
        work.so_far.hidden_beyond += inner.hidden_beyond;
        work.so_far.children.extend(inner.children);
        work.so_far.prepared.extend(inner.prepared);
        Ok(())
    }

    fn take_turned(
        &mut self,
        mut work: OfficeWork<K::Prepared>,
        turned: Result<Vec<u8>, Unreadable>,
    ) -> Result<(), EngineError> {
        let pdf = match turned {
            Ok(pdf) => pdf,
            Err(unreadable) => {
                let reading = work.so_far.into_unreadable(unreadable);
                return self.keep_reading(&work.key, work.depth, reading);
            }
        };
        let ask = Ask::Pages {
            limits: self.tools.limits,
        };
        let (read, next) = self.ask_twice(&ask, &pdf)?;
        work.so_far.pages = read.pages;
        work.so_far.wants_ocr = read.wants_ocr;
        let again = Again::Made {
            ask: &ask,
            bytes: match work.so_far.wants_ocr.is_empty() {
                true => Vec::new(),
                false => pdf.clone(),
            },
        };
        work.so_far.made = Some(work.so_far.put(self.keep, pdf)?);
        match next {
            Ok(Next::Pages { .. }) => {
                self.finish_pages(&work.key, work.depth, work.so_far, None, &again)
            }
            Ok(Next::Unreadable { why, detail }) => {
                let reading = work.so_far.into_unreadable(Unreadable { why, detail });
                self.keep_reading(&work.key, work.depth, reading)
            }
            Ok(_) => {
                let reading = work
                    .so_far
                    .into_unreadable(WhyUnreadable::ConverterFailed.into());
                self.keep_reading(&work.key, work.depth, reading)
            }
            Err(unreadable) => {
                let reading = work.so_far.into_unreadable(unreadable);
                self.keep_reading(&work.key, work.depth, reading)
            }
        }
    }

    fn finish_pages(
        &mut self,
        key: &ReadingKey,
        depth: usize,
        mut so_far: SoFar<K::Prepared>,
        password: Option<String>,
        again: &Again<'_>,
    ) -> Result<(), EngineError> {
        if !self.recognise(key, &mut so_far, again)? {
            return Ok(());
        }
        self.keep_reading(key, depth, so_far.into_pages(password))
    }

    fn keep_reading(
        &mut self,
        key: &ReadingKey,
        depth: usize,
        (reading, prepared): (Reading, Vec<K::Prepared>),
    ) -> Result<(), EngineError> {
        let summary = Summary::of(&reading);
        self.keep.keep(key, &summary, &reading, prepared)?;
        let below = depth + 1;
        if below < self.tools.limits.depth {
            let children = reading.children.iter().filter_map(|child| {
                let ChildContent { sha256, .. } = child.content.as_ref().ok()?;
                Some((ReadingKey::of(sha256, &child.name), below))
            });
            let mut unread = Vec::new();
            for (child, depth) in children {
                if self.keep.summary(&child)?.is_none() {
                    unread.push((child, depth));
                }
            }
            self.queue.add(unread);
        }
        self.count.file_done(summary.pages());
        Ok(())
    }
}

type Asked<Prepared> = (SoFar<Prepared>, Result<Next, Unreadable>);

enum Wanted {
    HiddenData,
    Pages,
}
