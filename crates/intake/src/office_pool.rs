//! LibreOffice kept warm: it makes pages of office files, and newer formats of older ones. Each lane is a LibreOffice
//! of its own with its own profile, held as short as any program from elsewhere, that does one order after the other.
//! A file that it cannot get past is found and told, and the rest goes on in a new one.

mod lane;
mod profile;

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::helper::HelperProgram;
use crate::outside_program::find_program;
use crate::read::Unreadable;
use crate::{Limits, WhyUnreadable};
use lane::Lane;

/// Callable from several threads at once: each gets a lane.
pub struct OfficePool {
    program: PathBuf,
    helper: HelperProgram,
    limits: Limits,
    work_folder: PathBuf,
    /// Those that nobody uses at the moment.
    waiting: Mutex<Vec<Lane>>,
    made: AtomicU32,
}

#[derive(Clone)]
pub struct OfficeJob {
    pub bytes: Vec<u8>,
    /// The extension of its kind, which is what LibreOffice gets to see of its name.
    pub from: String,
    pub to: Turn,
    pub password: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    Pdf,
    /// The format with this extension: `docx`, `xlsx` and `pptx` to look into, others to make tests of.
    Into(String),
}

impl Turn {
    fn extension(&self) -> &str {
        match self {
            Self::Pdf => "pdf",
            Self::Into(extension) => extension,
        }
    }
}

/// Orders given ahead of the one that is being done, so that LibreOffice never waits for us.
const AHEAD: usize = 3;
/// Lanes kept warm when nobody uses them.
const KEPT_WARM: usize = 8;

impl OfficePool {
    /// `None`: there is no LibreOffice here. Nothing is started before the first file.
    pub fn find(helper: HelperProgram, limits: Limits, work_folder: PathBuf) -> Option<Self> {
        let program = find_program(
            &["soffice", "libreoffice"],
            &[
                "/usr/lib/libreoffice/program",
                "/opt/libreoffice/program",
                "/Applications/LibreOffice.app/Contents/MacOS",
                "C:\\Program Files\\LibreOffice\\program",
            ],
        )?;
        let program = program.canonicalize().ok()?;
        // What is called `soffice` is a script on most systems; it may start nothing, so it is passed by.
        let itself = program.with_file_name("soffice.bin");
        Some(Self {
            program: if itself.is_file() { itself } else { program },
            helper,
            limits,
            work_folder,
            waiting: Mutex::new(Vec::new()),
            made: AtomicU32::new(0),
        })
    }

    /// Tells each job's end as it comes, in the order of the jobs, by its place. Comes back when all have been told.
    pub fn convert(
        &self,
        jobs: Vec<OfficeJob>,
        done: &mut dyn FnMut(usize, Result<Vec<u8>, Unreadable>),
    ) {
        let mut left: VecDeque<Order> = jobs
            .into_iter()
            .enumerate()
            .map(|(place, job)| Order {
                place,
                job,
                is_second_try: false,
            })
            .collect();
        let mut lane = match self.lane() {
            Ok(lane) => lane,
            Err(error) => {
                let why = Unreadable {
                    why: WhyUnreadable::ConverterFailed,
                    detail: format!("no work folder: {:?}", error.kind()),
                };
                for order in left {
                    done(order.place, Err(why.clone()));
                }
                return;
            }
        };
        while !left.is_empty() {
            self.convert_some(&mut lane, &mut left, done);
        }
        if let Ok(mut waiting) = self.waiting.lock()
            && waiting.len() < KEPT_WARM
        {
            waiting.push(lane);
        }
    }

    /// Until the first that fails, which is told or put back for its second try, in a LibreOffice of its own.
    fn convert_some(
        &self,
        lane: &mut Lane,
        left: &mut VecDeque<Order>,
        done: &mut dyn FnMut(usize, Result<Vec<u8>, Unreadable>),
    ) {
        let wants_a_fresh_one = left.front().is_some_and(|order| order.is_second_try);
        if let Err(why) = lane.begin(wants_a_fresh_one) {
            for order in left.drain(..) {
                done(order.place, Err(why.clone()));
            }
            return;
        }
        let ahead = if wants_a_fresh_one { 1 } else { AHEAD };
        let mut given = 0;
        while let Some(order) = left.front() {
            if order.is_second_try && !wants_a_fresh_one {
                break;
            }
            for next in left.iter().take(ahead).skip(given) {
                // What could not be given is found missing when its turn comes.
                let _ = lane.give(&next.job);
                given += 1;
            }
            let Some(mut order) = left.pop_front() else {
                return;
            };
            given -= 1;
            let taken = lane.take(&order.job);
            match taken.served {
                Ok(bytes) => done(order.place, Ok(bytes)),
                Err(why) if taken.was_first || !is_worth_a_second_try(&why) => {
                    done(order.place, Err(why));
                }
                Err(_) => {
                    order.is_second_try = true;
                    // At once, so that ends are told in the order of the jobs.
                    left.push_front(order);
                }
            }
            if !taken.goes_on || wants_a_fresh_one {
                break;
            }
        }
        lane.forget_orders();
    }

    fn lane(&self) -> io::Result<Lane> {
        if let Ok(mut waiting) = self.waiting.lock()
            && let Some(lane) = waiting.pop()
        {
            return Ok(lane);
        }
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let folder = self
            .work_folder
            .join(format!("office-{}-{number}", std::process::id()));
        // What another process of the same number left behind.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        Lane::new(
            self.program.clone(),
            self.helper.clone(),
            self.limits,
            &folder,
        )
    }
}

/// What went before in the same LibreOffice may have been at fault; not for a password.
fn is_worth_a_second_try(why: &Unreadable) -> bool {
    why.why != WhyUnreadable::WrongPassword
}

struct Order {
    /// Among the jobs as they were handed in.
    place: usize,
    job: OfficeJob,
    is_second_try: bool,
}
