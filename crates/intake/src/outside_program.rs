//! Programs that are not ours and that read what strangers wrote: started by the program itself in the role of a
//! launcher, which first gives up the network and all files but one folder, and then becomes them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::confine::{Allowance, confine_launched};
use crate::helper::{HelperProgram, LAUNCHES, ROLE};

const ORDER: &str = "SAGSBORD_LAUNCH";

/// One run of a program from elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct OutsideProgram {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) environment: Vec<(String, String)>,
    /// The only place it can write in; its home and its place for temporary files too.
    pub(crate) work_folder: PathBuf,
    pub(crate) memory: u64,
    pub(crate) file_bytes: u64,
    /// Read as its standard input, where there is one.
    pub(crate) input: Option<PathBuf>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Well,
    /// With its exit code, where it had one.
    Badly(Option<i32>),
    TookTooLong,
}

#[derive(Serialize, Deserialize)]
struct LaunchOrder {
    program: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    allowance: Allowance,
}

impl OutsideProgram {
    /// Runs it to its end, or to the end of its time, when it and all that it started are killed.
    pub(crate) fn run(&self, helper: &HelperProgram, time: Duration) -> io::Result<Ended> {
        let mut running = self.start(helper)?;
        running.wait(time)
    }

    pub(crate) fn start(&self, helper: &HelperProgram) -> io::Result<Running> {
        let order = LaunchOrder {
            // Named without links on the way: it is allowed to run by its place.
            program: self.program.canonicalize()?,
            arguments: self.arguments.clone(),
            environment: self.environment.clone(),
            allowance: Allowance {
                work_folder: self.work_folder.canonicalize()?,
                memory: self.memory,
                file_bytes: self.file_bytes,
            },
        };
        let mut command = helper.command(LAUNCHES);
        command
            .env(
                ORDER,
                serde_json::to_string(&order).map_err(io::Error::other)?,
            )
            .current_dir(&self.work_folder)
            .stdin(match &self.input {
                Some(input) => Stdio::from(File::open(input)?),
                None => Stdio::null(),
            })
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        in_a_group_of_its_own(&mut command);
        start_and_stay(command)
    }
}

/// The system ends the program with the thread that started it, so that it does not outlive this one's end, however
/// that came. The thread therefore stays for as long as the program is wanted, whoever asked for it.
fn start_and_stay(mut command: Command) -> io::Result<Running> {
    let (started, start) = sync_channel(1);
    let (wanted, is_wanted) = sync_channel::<()>(0);
    thread::Builder::new()
        .name("outside-program".to_owned())
        .spawn(move || {
            if started.send(command.spawn()).is_ok() {
                // It ends when the other end is dropped.
                let _ = is_wanted.recv();
            }
        })?;
    let child = start.recv().map_err(io::Error::other)??;
    Ok(Running {
        child,
        _wanted: wanted,
    })
}

/// Killed with all that it started when it is dropped.
pub(crate) struct Running {
    child: Child,
    _wanted: SyncSender<()>,
}

impl Running {
    pub(crate) fn wait(&mut self, time: Duration) -> io::Result<Ended> {
        let began = Instant::now();
        let mut pause = Duration::from_millis(2);
        loop {
            if let Some(status) = self.ended()? {
                return Ok(if status.success() {
                    Ended::Well
                } else {
                    Ended::Badly(status.code())
                });
            }
            if began.elapsed() >= time {
                self.kill();
                return Ok(Ended::TookTooLong);
            }
            thread::sleep(pause);
            // A core stands idle for half of it after each page that is recognised.
            pause = (pause * 2).min(Duration::from_millis(4));
        }
    }

    pub(crate) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    pub(crate) fn kill(&mut self) {
        kill_group(&self.child);
        // It may have ended by itself in between: there is nothing left to do then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            self.kill();
        }
    }
}

/// The launcher's whole life: it becomes the program or says by its exit code that it could not.
pub(crate) fn launch() -> ExitCode {
    let order: Option<LaunchOrder> = std::env::var(ORDER)
        .ok()
        .and_then(|order| serde_json::from_str(&order).ok());
    let Some(order) = order else {
        return ExitCode::FAILURE;
    };
    let home = order.allowance.work_folder.clone();
    confine_launched(&order.program, &order.allowance);
    let mut command = Command::new(&order.program);
    command
        .args(&order.arguments)
        .env_remove(ROLE)
        .env_remove(ORDER)
        .env("HOME", &home)
        .env("TMPDIR", &home)
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .envs(order.environment);
    become_program(command)
}

#[cfg(unix)]
fn become_program(mut command: Command) -> ExitCode {
    use std::os::unix::process::CommandExt;
    // It returns only when it failed.
    let _ = command.exec();
    ExitCode::FAILURE
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

#[cfg(unix)]
fn in_a_group_of_its_own(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn in_a_group_of_its_own(_command: &mut Command) {}

#[cfg(unix)]
fn kill_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // Ended already: nothing to kill.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn kill_group(_child: &Child) {}

/// A program by the first of its names that is there.
pub(crate) fn find_program(names: &[&str], folders: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let folders = folders.iter().map(|folder| Path::new(folder).to_owned());
    let all: Vec<PathBuf> = on_path.into_iter().chain(folders).collect();
    names
        .iter()
        .flat_map(|name| all.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}

/// Where one program works. Gone with all that is in it when it is dropped.
pub(crate) struct OwnFolder(PathBuf);

impl OwnFolder {
    pub(crate) fn make(path: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for OwnFolder {
    fn drop(&mut self) {
        // What is left of it goes with the whole work folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests;
