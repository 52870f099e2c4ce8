use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use super::EngineError;
use super::page_pictures::{Again, Tries};
use super::reader::Reader;
use super::so_far::SoFar;
use crate::keep::{Keep, KeepError, ReadingKey};
use crate::pages;
use crate::reading::{PageFlag, ReadByOcr};

/// How many recognitions may run at once, over all files.
pub(super) struct Slots {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Slots {
    pub(super) fn new(many: usize) -> Self {
        Self {
            free: Mutex::new(many.max(1)),
            freed: Condvar::new(),
        }
    }

    fn take(&self) -> Slot<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self
                .freed
                .wait(free)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Slot(self)
    }
}

struct Slot<'a>(&'a Slots);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

impl<K: Keep> Reader<'_, K> {
    /// False: it was stopped before all pages were read. Those that were are kept.
    pub(super) fn recognise(
        &mut self,
        key: &ReadingKey,
        so_far: &mut SoFar<K::Prepared>,
        again: &Again<'_>,
    ) -> Result<bool, EngineError> {
        if so_far.wants_ocr.is_empty() {
            return Ok(true);
        }
        let Some(recogniser) = self.recogniser else {
            for at in &so_far.wants_ocr {
                so_far.pages[*at].flags.push(PageFlag::NotRead);
            }
            return Ok(true);
        };
        let (keep, count, slots) = (self.keep, self.count, self.slots);
        let mut read = keep.pages_read(key)?;
        let unread: Vec<u32> = so_far
            .wants_ocr
            .iter()
            .map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX))
            .filter(|page| !read.contains_key(page))
            .collect();
        count.pages_to_recognise(u32::try_from(unread.len()).unwrap_or(u32::MAX));
        let told: Mutex<HashMap<u32, Option<ReadByOcr>>> = Mutex::default();
        let failed: Mutex<Option<KeepError>> = Mutex::default();
        let mut tries = Tries::new();
        let was_read = thread::scope(|scope| -> Result<bool, EngineError> {
            for page in unread {
                let has_failed = || {
                    failed
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .is_some()
                };
                if !self.control.may_go_on() || has_failed() {
                    return Ok(false);
                }
                let slot = slots.take();
                let picture = self.picture(page, again, &mut tries)?;
                let (told, failed) = (&told, &failed);
                scope.spawn(move || {
                    let _slot = slot;
                    let recognised =
                        picture.and_then(|picture| recogniser.recognise(&picture).ok());
                    if let Some(recognised) = &recognised
                        && let Err(error) = keep.keep_page(key, page, recognised)
                    {
                        failed
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .get_or_insert(error);
                    }
                    told.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .insert(page, recognised);
                    count.page_recognised();
                });
            }
            Ok(true)
        });
        if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error.into());
        }
        if !was_read? {
            return Ok(false);
        }
        for (page, recognised) in told.into_inner().unwrap_or_else(PoisonError::into_inner) {
            if let Some(recognised) = recognised {
                read.insert(page, recognised);
            }
        }
        for at in &so_far.wants_ocr {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            match read.remove(&number) {
                Some(recognised) => pages::take_recognised(&mut so_far.pages[*at], recognised),
                // A page whose picture cannot be read is for human eyes, and the file's other pages are not lost.
                None => so_far.pages[*at].flags.push(PageFlag::LowConfidence),
            }
        }
        Ok(true)
    }
}
