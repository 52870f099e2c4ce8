//! What a program did to its files, in the order in which it was done, as `strace` saw it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// One call that ended well, or a sync's begin.
pub(crate) enum Call {
    Open {
        fd: u32,
        path: PathBuf,
        creates: bool,
        empties: bool,
    },
    /// `at` is told by `pwrite64` only; `write` goes on where the last one ended.
    Write {
        fd: u32,
        path: PathBuf,
        at: Option<usize>,
        bytes: Vec<u8>,
    },
    Seek {
        fd: u32,
        to: usize,
    },
    Resize {
        path: PathBuf,
        length: usize,
    },
    /// What is written after this is not what the sync keeps.
    SyncBegins {
        thread: u32,
        path: PathBuf,
    },
    SyncEnds {
        thread: u32,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    /// Standard output: what the program said.
    Say(Vec<u8>),
}

const CALLS: &str = "openat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,rename,renameat,\
     renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,fallocate,writev,pwritev,link,linkat";
/// Longer than any one write of the store.
const LONGEST_WRITE: &str = "8388608";

/// Whether `strace` is here and allowed to look.
pub(crate) fn can_trace() -> bool {
    Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// `strace` with all that `read` understands, before the program's own words.
pub(crate) fn traced(program: &Path, trace: &Path) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-y", "-xx", "--seccomp-bpf"])
        .args(["-e", "signal=none", "-s", LONGEST_WRITE])
        .arg("-e")
        .arg(format!("trace={CALLS}"))
        .arg("-o")
        .arg(trace)
        .arg(program);
    command
}

/// The calls that touched `root`, with paths relative to it.
pub(crate) fn read(trace: &Path, root: &Path) -> Outcome<Vec<Call>> {
    let mut calls = Vec::new();
    let mut begun: HashMap<u32, String> = HashMap::new();
    let mut lines = BufReader::new(std::fs::File::open(trace)?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        let text = line.trim_end();
        if let Some((thread, rest)) = text.split_once(' ') {
            let thread: u32 = thread.parse()?;
            let rest = rest.trim_start();
            if let Some(start) = rest.strip_suffix("<unfinished ...>") {
                begins(thread, start, root, &mut calls);
                begun.insert(thread, start.trim_end().to_owned());
            } else if let Some(end) = resumed(rest) {
                let start = begun.remove(&thread).ok_or("an end without a begin")?;
                ends(thread, &format!("{start}{end}"), root, &mut calls)?;
            } else {
                begins(thread, rest, root, &mut calls);
                ends(thread, rest, root, &mut calls)?;
            }
        }
        line.clear();
    }
    Ok(calls)
}

/// `<... write resumed>, 3) = 3` without what only says that it goes on.
fn resumed(rest: &str) -> Option<&str> {
    let (_, end) = rest.strip_prefix("<... ")?.split_once(" resumed>")?;
    Some(end)
}

fn begins(thread: u32, text: &str, root: &Path, calls: &mut Vec<Call>) {
    let Some((name, arguments)) = text.split_once('(') else {
        return;
    };
    if matches!(name, "fsync" | "fdatasync")
        && let Some((_, path)) = descriptor(arguments.split(')').next().unwrap_or_default())
        && let Ok(path) = path.strip_prefix(root)
    {
        calls.push(Call::SyncBegins {
            thread,
            path: path.to_owned(),
        });
    }
}

fn ends(thread: u32, text: &str, root: &Path, calls: &mut Vec<Call>) -> Outcome<()> {
    let Some((call, result)) = text
        .rsplit_once(") = ")
        .or_else(|| text.rsplit_once(")  = "))
    else {
        // `) <padding> = 0`: strace lines results up.
        return match text.rsplit_once('=') {
            Some((call, result)) => {
                let call = call.trim_end().trim_end_matches(')');
                one(thread, call, result.trim(), root, calls)
            }
            None => Ok(()),
        };
    };
    one(thread, call, result.trim(), root, calls)
}

fn one(thread: u32, call: &str, result: &str, root: &Path, calls: &mut Vec<Call>) -> Outcome<()> {
    let Some((name, arguments)) = call.split_once('(') else {
        return Ok(());
    };
    if result.starts_with('-') || result.starts_with('?') {
        return Ok(());
    }
    let arguments: Vec<&str> = arguments.split(", ").collect();
    let argument = |at: usize| arguments.get(at).copied().unwrap_or_default();
    let inside = |path: PathBuf| path.strip_prefix(root).map(Path::to_owned).ok();
    let told = |text: &str| -> Outcome<usize> { Ok(text.trim().parse()?) };
    match name {
        "openat" => {
            if let Some((fd, path)) = descriptor(result)
                && let Some(path) = inside(path)
            {
                calls.push(Call::Open {
                    fd,
                    path,
                    creates: argument(2).contains("O_CREAT"),
                    empties: argument(2).contains("O_TRUNC"),
                });
            }
        }
        "write" | "pwrite64" => {
            let (fd, path) = descriptor(argument(0)).ok_or("a write to nothing")?;
            let length = told(result)?;
            if fd == 1 {
                calls.push(Call::Say(string(argument(1))?));
            } else if let Some(path) = inside(path) {
                let mut bytes = string(argument(1))?;
                if bytes.len() < length {
                    return Err("a write longer than the trace keeps".into());
                }
                bytes.truncate(length);
                let at = match name {
                    "pwrite64" => Some(told(argument(3))?),
                    _ => None,
                };
                calls.push(Call::Write {
                    fd,
                    path,
                    at,
                    bytes,
                });
            }
        }
        "lseek" => {
            if let Some((fd, path)) = descriptor(argument(0))
                && inside(path).is_some()
            {
                let to = told(result)?;
                calls.push(Call::Seek { fd, to });
            }
        }
        "ftruncate" => {
            if let Some((_, path)) = descriptor(argument(0))
                && let Some(path) = inside(path)
            {
                let length = told(argument(1))?;
                calls.push(Call::Resize { path, length });
            }
        }
        "fsync" | "fdatasync" => calls.push(Call::SyncEnds { thread }),
        "rename" => {
            let (from, to) = (path_of(argument(0))?, path_of(argument(1))?);
            if let (Some(from), Some(to)) = (inside(from), inside(to)) {
                calls.push(Call::Rename { from, to });
            }
        }
        "unlink" | "rmdir" => {
            if let Some(path) = inside(path_of(argument(0))?) {
                calls.push(Call::Remove { path });
            }
        }
        "unlinkat" => {
            if let Some((folder, name)) = path_at(argument(0), argument(1))?
                && let Some(path) = inside(folder.join(name))
            {
                calls.push(Call::Remove { path });
            }
        }
        "mkdir" => {
            if let Some(path) = inside(path_of(argument(0))?) {
                calls.push(Call::MakeFolder { path });
            }
        }
        other => {
            // Outside the folder anything may be done; inside it, only what is understood here.
            let hexed: String = root
                .to_string_lossy()
                .bytes()
                .map(|byte| format!("\\x{byte:02x}"))
                .collect();
            if call.contains(&hexed) {
                return Err(format!("{other} is not understood").into());
            }
        }
    }
    Ok(())
}

/// `12<\x2f\x74>` is descriptor 12 on `/t`; of a file that is no longer there the path says so.
fn descriptor(text: &str) -> Option<(u32, PathBuf)> {
    let (fd, path) = text.trim().split_once('<')?;
    let (path, more) = path.rsplit_once('>')?;
    if more.contains("deleted") {
        return None;
    }
    let path = String::from_utf8(bytes(path)?).ok()?;
    Some((fd.parse().ok()?, PathBuf::from(path)))
}

fn path_at(folder: &str, name: &str) -> Outcome<Option<(PathBuf, PathBuf)>> {
    let Some((_, folder)) = folder.split_once('<') else {
        return Ok(None);
    };
    let folder = bytes(folder.trim_end_matches('>')).ok_or("no path")?;
    Ok(Some((
        PathBuf::from(String::from_utf8(folder)?),
        path_of(name)?,
    )))
}

fn path_of(text: &str) -> Outcome<PathBuf> {
    Ok(PathBuf::from(String::from_utf8(string(text)?)?))
}

fn string(text: &str) -> Outcome<Vec<u8>> {
    let inner = text
        .trim()
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .ok_or("a string the trace cut off")?;
    bytes(inner).ok_or_else(|| "no hexadecimal".into())
}

fn bytes(hexed: &str) -> Option<Vec<u8>> {
    hexed
        .split("\\x")
        .skip(1)
        .map(|pair| u8::from_str_radix(pair.get(..2)?, 16).ok())
        .collect()
}
