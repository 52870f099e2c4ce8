use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::OfficeJob;
use super::profile::{self, SERVE};
use crate::helper::HelperProgram;
use crate::outside_program::{OutsideProgram, Running};
use crate::read::Unreadable;
use crate::{Limits, WhyUnreadable};

/// One LibreOffice with its own profile, in a folder of its own.
pub(super) struct Lane {
    program: PathBuf,
    helper: HelperProgram,
    limits: Limits,
    folder: PathBuf,
    has_profile: bool,
    running: Option<Running>,
    /// The number of the last order that was given to the one that runs.
    given: u32,
    /// The number of the last order that it has done.
    served: u32,
    bytes_served: u64,
}

/// How one order ended.
pub(super) struct Taken {
    pub(super) served: Result<Vec<u8>, Unreadable>,
    /// No other file had been through this LibreOffice: the fault is its own.
    pub(super) was_first: bool,
    /// `false`: LibreOffice is of no use any more.
    pub(super) goes_on: bool,
}

/// How long LibreOffice has to begin. A machine that wakes up from sleep is slow.
const BEGINS_WITHIN: Duration = Duration::from_secs(60);
/// Files after which LibreOffice is started anew: it forgets nothing.
const SERVED_BY_ONE: u32 = 400;
const BYTES_SERVED_BY_ONE: u64 = 256 << 20;
const LOOKS_AT_ITS_FOLDER: Duration = Duration::from_millis(300);

impl Lane {
    pub(super) fn new(
        program: PathBuf,
        helper: HelperProgram,
        limits: Limits,
        folder: &Path,
    ) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        only_for_its_owner(folder)?;
        // LibreOffice is told addresses, and its own lock on files knows no links.
        let folder = folder.canonicalize()?;
        for part in PARTS {
            fs::create_dir_all(folder.join(part))?;
        }
        Ok(Self {
            program,
            helper,
            limits,
            folder,
            has_profile: false,
            running: None,
            given: 0,
            served: 0,
            bytes_served: 0,
        })
    }

    /// Has LibreOffice running.
    pub(super) fn begin(&mut self, fresh: bool) -> Result<(), Unreadable> {
        let is_used_up = self.served >= SERVED_BY_ONE || self.bytes_served >= BYTES_SERVED_BY_ONE;
        if (fresh && self.given > 0) || is_used_up {
            self.end();
        }
        if let Some(running) = &mut self.running {
            if matches!(running.ended(), Ok(None)) {
                return Ok(());
            }
            self.end();
        }
        // The second time from the very beginning: what a file did to the profile is gone with it.
        self.try_to_begin().or_else(|_| {
            self.end();
            self.has_profile = false;
            self.try_to_begin().map_err(|detail| Unreadable {
                why: WhyUnreadable::ConverterFailed,
                detail: format!("LibreOffice does not begin: {detail}"),
            })
        })
    }

    fn try_to_begin(&mut self) -> Result<(), String> {
        let told = |error: io::Error| format!("{:?}", error.kind());
        if !self.has_profile {
            self.make_profile()?;
        }
        self.empty_orders();
        self.running = Some(self.office(&[SERVE]).start(&self.helper).map_err(told)?);
        let began = Instant::now();
        while began.elapsed() < BEGINS_WITHIN {
            if self.path("orders/ready").exists() {
                return Ok(());
            }
            match self.running.as_mut().map(Running::ended) {
                Some(Ok(None)) => thread::sleep(Duration::from_millis(5)),
                Some(Ok(Some(status))) => return Err(format!("ended with {status}")),
                _ => return Err("not there".to_owned()),
            }
        }
        Err("said nothing".to_owned())
    }

    fn make_profile(&mut self) -> Result<(), String> {
        let told = |error: io::Error| format!("{:?}", error.kind());
        let profile = self.path("profile");
        if profile.exists() {
            fs::remove_dir_all(&profile).map_err(told)?;
        }
        fs::create_dir_all(&profile).map_err(told)?;
        let mut made = self
            .office(&["--terminate_after_init"])
            .start(&self.helper)
            .map_err(told)?;
        let began = Instant::now();
        while matches!(made.ended(), Ok(None)) && !is_made(&profile) {
            if began.elapsed() >= BEGINS_WITHIN {
                return Err("took too long for its profile".to_owned());
            }
            thread::sleep(Duration::from_millis(5));
        }
        // It has nothing more to write, and would wait a second for a connection that it may not have.
        made.kill();
        profile::write(&profile, &(address(&self.folder) + "/")).map_err(told)?;
        self.has_profile = true;
        Ok(())
    }

    fn office(&self, last: &[&str]) -> OutsideProgram {
        let profile = format!("-env:UserInstallation={}", address(&self.path("profile")));
        let first = [
            "--headless",
            "--invisible",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            "--nofirststartwizard",
            profile.as_str(),
        ];
        OutsideProgram {
            program: self.program.clone(),
            arguments: first.iter().chain(last).map(Into::into).collect(),
            environment: [
                ("SAL_USE_VCLPLUGIN", "svp"),
                ("SAL_DISABLE_SYNCHRONOUS_PRINTER_DETECTION", "1"),
                ("SAL_DISABLE_PRINTERLIST", "1"),
                ("SAL_DISABLE_OPENCL", "1"),
                ("OOO_DISABLE_RECOVERY", "1"),
                // Threads of its own would take the other lane's core.
                ("MAX_CONCURRENCY", "1"),
                ("TZ", "Europe/Copenhagen"),
                ("LANG", "C.UTF-8"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
            work_folder: self.folder.clone(),
            memory: self.limits.office_memory,
            file_bytes: self.most_made(),
            input: None,
        }
    }

    /// Lays a file down and says what is to be made of it.
    pub(super) fn give(&mut self, job: &OfficeJob) -> io::Result<()> {
        self.given += 1;
        let number = self.given;
        fs::write(self.source(number, job), &job.bytes)?;
        let filter = match job.to.extension() {
            "pdf" => "pdf",
            "docx" => "MS Word 2007 XML",
            "xlsx" => "Calc MS Excel 2007 XML",
            "pptx" => "Impress MS PowerPoint 2007 XML",
            "doc" => "MS Word 97",
            "xls" => "MS Excel 97",
            "ppt" => "MS PowerPoint 97",
            "rtf" => "Rich Text Format",
            "odt" => "writer8",
            "ods" => "calc8",
            "odp" => "impress8",
            _ => return Err(io::ErrorKind::InvalidInput.into()),
        };
        // As numbers, because its letters may be any.
        let password: Vec<String> = job
            .password
            .iter()
            .flat_map(|password| password.encode_utf16())
            .map(|unit| unit.to_string())
            .collect();
        let order = format!(
            "{}\n{}\n{filter}\n{}\n",
            address(&self.source(number, job)),
            address(&self.target(number, job)),
            password.join(" ")
        );
        let path = self.path(&format!("orders/{number}"));
        let new = self.path(&format!("orders/{number}.new"));
        fs::write(&new, order)?;
        fs::rename(new, path)
    }

    /// Waits for the oldest order's end.
    pub(super) fn take(&mut self, job: &OfficeJob) -> Taken {
        let number = self.served + 1;
        let was_first = number == 1;
        self.served = number;
        self.bytes_served = self.bytes_served.saturating_add(job.bytes.len() as u64);
        let ended = self.wait_for(number, job);
        for path in [self.source(number, job), self.target(number, job)] {
            // It may never have been made, or be taken away already.
            let _ = fs::remove_file(path);
        }
        let (served, goes_on) = match ended {
            Ok(bytes) => (Ok(bytes), self.served < SERVED_BY_ONE),
            Err(Trouble::OfFile(why)) => (Err(why), true),
            Err(Trouble::OfOffice(why)) => {
                self.end();
                (Err(why), false)
            }
        };
        Taken {
            served,
            was_first,
            goes_on,
        }
    }

    fn wait_for(&mut self, number: u32, job: &OfficeJob) -> Result<Vec<u8>, Trouble> {
        let done = self.path(&format!("orders/{number}.done"));
        let failed = self.path(&format!("orders/{number}.failed"));
        let began = Instant::now();
        let mut looked = began;
        let mut pause = Duration::from_millis(1);
        loop {
            let has_ended = match self.running.as_mut().map(Running::ended) {
                Some(Ok(None)) => None,
                Some(Ok(Some(status))) => Some(status.to_string()),
                _ => Some("not running".to_owned()),
            };
            if done.exists() {
                let made = self.fetch(&self.target(number, job));
                let _ = fs::remove_file(done);
                return made.map_err(Trouble::OfFile);
            }
            if failed.exists() {
                let step = self.step_that_failed(&failed);
                let _ = fs::remove_file(failed);
                let why = if step == "load" && job.password.is_some() {
                    WhyUnreadable::WrongPassword
                } else {
                    WhyUnreadable::ConverterFailed
                };
                return Err(Trouble::OfFile(Unreadable {
                    why,
                    detail: format!("LibreOffice: {step}"),
                }));
            }
            if let Some(status) = has_ended {
                return Err(Trouble::OfOffice(Unreadable {
                    why: WhyUnreadable::ConverterFailed,
                    detail: format!("LibreOffice ended: {status}"),
                }));
            }
            if began.elapsed() >= self.limits.office_time {
                return Err(Trouble::OfOffice(WhyUnreadable::TookTooLong.into()));
            }
            if looked.elapsed() >= LOOKS_AT_ITS_FOLDER {
                looked = Instant::now();
                if bytes_within(&self.folder) > self.most_made().saturating_mul(2) {
                    return Err(Trouble::OfOffice(WhyUnreadable::UnpacksToTooMuch.into()));
                }
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(8));
        }
    }

    /// What was made. LibreOffice may have been taken over by what it read: nothing but a plain file is opened.
    fn fetch(&self, path: &Path) -> Result<Vec<u8>, Unreadable> {
        let failed = |what: &str| Unreadable {
            why: WhyUnreadable::ConverterFailed,
            detail: format!("LibreOffice: {what}"),
        };
        let meta = fs::symlink_metadata(path).map_err(|_| failed("made nothing"))?;
        if !meta.is_file() {
            return Err(failed("made no file"));
        }
        if meta.len() > self.most_made() {
            return Err(WhyUnreadable::UnpacksToTooMuch.into());
        }
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(self.most_made()).read_to_end(&mut bytes))
            .map_err(|_| failed("made what cannot be read"))?;
        if bytes.is_empty() {
            return Err(failed("made an empty file"));
        }
        Ok(bytes)
    }

    /// The word is ours, unless somebody else wrote it: only ours are passed on.
    fn step_that_failed(&self, path: &Path) -> &'static str {
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(40).read_to_string(&mut text));
        let text = text.trim();
        ["load", "family", "store"]
            .into_iter()
            .find(|step| read.is_ok() && *step == text)
            .unwrap_or("failed")
    }

    /// Orders that were given and not done are not waited for.
    pub(super) fn forget_orders(&mut self) {
        if self.given > self.served {
            self.end();
        }
    }

    fn end(&mut self) {
        self.running = None;
        self.given = 0;
        self.served = 0;
        self.bytes_served = 0;
        self.empty_orders();
    }

    fn empty_orders(&self) {
        for part in PARTS {
            let path = self.path(part);
            // What cannot be taken away is found when LibreOffice does not begin.
            let _ = fs::remove_dir_all(&path);
            let _ = fs::create_dir_all(&path);
        }
    }

    /// A file of pages is seldom many times as large as what it was made of.
    fn most_made(&self) -> u64 {
        self.limits.file_bytes.saturating_mul(2)
    }

    fn source(&self, number: u32, job: &OfficeJob) -> PathBuf {
        let extension = plain(&job.from);
        self.path(&format!("in/{number:04}.{extension}"))
    }

    fn target(&self, number: u32, job: &OfficeJob) -> PathBuf {
        let extension = plain(job.to.extension());
        self.path(&format!("out/{number:04}.{extension}"))
    }

    fn path(&self, within: &str) -> PathBuf {
        self.folder.join(within)
    }
}

const PARTS: [&str; 3] = ["in", "out", "orders"];

impl Drop for Lane {
    fn drop(&mut self) {
        self.running = None;
        // The work folder's owner empties it too.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// LibreOffice writes its settings last, while it holds the profile's lock.
fn is_made(profile: &Path) -> bool {
    let has = |part: &str| profile.join(part).exists();
    has("user/basic/script.xlc") && has("user/registrymodifications.xcu") && !has(".lock")
}

enum Trouble {
    OfFile(Unreadable),
    OfOffice(Unreadable),
}

/// An extension, if it is nothing else as well.
fn plain(extension: &str) -> &str {
    let is_plain = extension.bytes().all(|sign| sign.is_ascii_alphanumeric());
    if is_plain { extension } else { "bin" }
}

/// A path as an address that has only signs that need no care anywhere.
fn address(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let rooted = if text.starts_with('/') {
        text
    } else {
        format!("/{}", text.trim_start_matches("//?/"))
    };
    let mut address = String::from("file://");
    for byte in rooted.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.:".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// What lies in a folder. Links are not followed.
fn bytes_within(folder: &Path) -> u64 {
    let mut sum = 0_u64;
    let mut left = vec![folder.to_owned()];
    let mut looked_at = 0;
    while let Some(folder) = left.pop() {
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for entry in entries.flatten() {
            looked_at += 1;
            // So many files are as bad as so many bytes.
            if looked_at > 20_000 {
                return u64::MAX;
            }
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() {
                left.push(entry.path());
            } else if let Ok(meta) = entry.metadata() {
                sum = sum.saturating_add(meta.len());
            }
        }
    }
    sum
}

#[cfg(unix)]
fn only_for_its_owner(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn only_for_its_owner(_folder: &Path) -> io::Result<()> {
    Ok(())
}
