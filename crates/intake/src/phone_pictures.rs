//! HEIF pictures, as telephones take them, unpacked by libheif's `heif-convert`: a program from elsewhere, held as
//! short as any. No reader of them may be part of this program: what there is, is under a licence of another kind.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::helper::HelperProgram;
use crate::outside_program::{Ended, OutsideProgram, OwnFolder, find_program};
use crate::{Limits, Unreadable, WhyUnreadable};

/// Callable from several threads at once.
pub(crate) struct PhonePictures {
    program: PathBuf,
    helper: HelperProgram,
    limits: Limits,
    work_folder: PathBuf,
    pictures: AtomicU64,
}

/// Where it is installed when it is not on the path. Newer systems call it by what it does.
const NAMES: [&str; 3] = ["heif-convert", "heif-dec", "heif-convert.exe"];
const FOLDERS: [&str; 3] = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
/// Some ten bytes for each pixel of the largest picture that is taken.
const MEMORY: u64 = 3 << 30;
const FILE_BYTES: u64 = 128 << 20;
/// In what comes out, nobody sees a difference from what went in.
const QUALITY: &str = "95";
/// What was counted before it began is less.
const MOST_PICTURES: usize = 100;

impl PhonePictures {
    /// None where the program is not on this machine.
    pub(crate) fn find(
        helper: HelperProgram,
        limits: Limits,
        work_folder: PathBuf,
    ) -> Option<Self> {
        Some(Self {
            program: find_program(&NAMES, &FOLDERS)?,
            helper,
            limits,
            work_folder,
            pictures: AtomicU64::new(0),
        })
    }

    /// Its pictures as JPEGs, in the order of the file, turned as they are to be seen.
    pub(crate) fn unpack(&self, untrusted: &[u8]) -> Result<Vec<Vec<u8>>, Unreadable> {
        let number = self.pictures.fetch_add(1, Ordering::Relaxed);
        let folder = OwnFolder::make(self.work_folder.join(format!("heif-{number}")))
            .map_err(|_| failed("work folder"))?;
        fs::write(folder.path().join("picture.heic"), untrusted)
            .map_err(|_| failed("not written"))?;
        let order = OutsideProgram {
            program: self.program.clone(),
            arguments: ["-q", QUALITY, "picture.heic", "page.jpg"]
                .map(Into::into)
                .to_vec(),
            environment: Vec::new(),
            work_folder: folder.path().to_owned(),
            memory: MEMORY,
            file_bytes: FILE_BYTES,
            input: None,
        };
        match order.run(&self.helper, self.limits.page_time) {
            Ok(Ended::Well) => {}
            Ok(Ended::TookTooLong) => return Err(WhyUnreadable::TookTooLong.into()),
            Ok(Ended::Badly(code)) => {
                return Err(Unreadable {
                    why: WhyUnreadable::Damaged,
                    detail: format!("heif-convert: exit code {code:?}"),
                });
            }
            Err(_) => return Err(failed("not started")),
        }
        let pictures = made(folder.path());
        if pictures.is_empty() {
            return Err(failed("no picture"));
        }
        Ok(pictures)
    }
}

/// One is called as it was asked for, several are numbered from 1.
fn made(folder: &Path) -> Vec<Vec<u8>> {
    if let Ok(only) = fs::read(folder.join("page.jpg")) {
        return vec![only];
    }
    (1..=MOST_PICTURES)
        .map_while(|number| fs::read(folder.join(format!("page-{number}.jpg"))).ok())
        .collect()
}

fn failed(detail: &str) -> Unreadable {
    Unreadable {
        why: WhyUnreadable::Damaged,
        detail: format!("heif-convert: {detail}"),
    }
}
