use std::io::{self, BufReader, BufWriter, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::frames::{receive, send, skip_to_begin};
use super::{Ask, Tell};
use crate::confine::Confinement;
use crate::helper::{HelperProgram, READS};
use crate::{Limits, WhyUnreadable};

/// A worker that runs, with the program's end of its pipes. Dropping it ends it.
pub(crate) struct Worker {
    child: Child,
    questions: Option<BufWriter<ChildStdin>>,
    answers: Receiver<io::Result<(Tell, Vec<u8>)>>,
    pub(crate) confinement: Confinement,
}

/// What comes back of one question.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, and never many of them"
)]
pub(crate) enum Answer {
    Tell(Tell, Vec<u8>),
    /// The worker is of no use any more, and the file it was at is why.
    Lost(WhyUnreadable),
}

/// How long a worker has to begin. A machine that wakes up from sleep is slow.
const BEGINS_WITHIN: Duration = Duration::from_secs(60);

impl Worker {
    pub(crate) fn start(helper: &HelperProgram) -> io::Result<Self> {
        let mut child = helper
            .command(READS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let questions = child.stdin.take().map(BufWriter::new);
        let answers = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        // Few, so that a fast worker waits for a slow store and nothing piles up.
        let (told, heard) = sync_channel(16);
        thread::Builder::new()
            .name("intake-worker".to_owned())
            .spawn(move || {
                let mut answers = BufReader::with_capacity(1 << 16, answers);
                if let Err(error) = skip_to_begin(&mut answers) {
                    let _ = told.send(Err(error));
                    return;
                }
                loop {
                    let frame = match receive(&mut answers, Limits::default().container_bytes) {
                        Ok(Some(frame)) => Ok(frame),
                        Ok(None) => Err(io::ErrorKind::UnexpectedEof.into()),
                        Err(error) => Err(error),
                    };
                    let is_last = frame.is_err();
                    if told.send(frame).is_err() || is_last {
                        return;
                    }
                }
            })?;
        let mut worker = Self {
            child,
            questions,
            answers: heard,
            confinement: Confinement::default(),
        };
        match worker.next(BEGINS_WITHIN) {
            Answer::Tell(Tell::Ready(confinement), _) => worker.confinement = confinement,
            _ => return Err(io::ErrorKind::BrokenPipe.into()),
        }
        Ok(worker)
    }

    /// An error: the worker does not listen any more.
    pub(crate) fn ask(&mut self, ask: &Ask, payload: &[u8]) -> io::Result<()> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        send(questions, ask, payload)?;
        questions.flush()
    }

    pub(crate) fn next(&mut self, within: Duration) -> Answer {
        let asked = Instant::now();
        match self.answers.recv_timeout(within) {
            Ok(Ok((tell, payload))) => Answer::Tell(tell, payload),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Answer::Lost(self.why_it_ended()),
            Err(RecvTimeoutError::Timeout) => {
                debug_assert!(asked.elapsed() >= within);
                self.kill();
                Answer::Lost(WhyUnreadable::TookTooLong)
            }
        }
    }

    pub(crate) fn kill(&mut self) {
        self.questions = None;
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Rust's own end for want of memory is an abort, and so is a stack that runs out: both are the file's doing.
    fn why_it_ended(&mut self) -> WhyUnreadable {
        self.questions = None;
        let _ = self.child.kill();
        match self.child.wait() {
            Ok(status) if was_aborted(status) => WhyUnreadable::TookTooMuchMemory,
            _ => WhyUnreadable::ReaderStopped,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.kill();
    }
}

#[cfg(unix)]
fn was_aborted(status: std::process::ExitStatus) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(Signal::ABORT.as_raw())
}

#[cfg(not(unix))]
fn was_aborted(_status: std::process::ExitStatus) -> bool {
    false
}
