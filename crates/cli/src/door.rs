use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use sagsbord_app::outside_files::HelperProgram;
use sagsbord_app::ports::{OsKeyRing, SystemClock};
use sagsbord_app::{App, AppConfig, Desk, DeskEvents, default_folder, law};
use sagsbord_contract::*;

use crate::arguments::Place;
use crate::text::{language, of};
use crate::{say, secret};

/// One person at one desk, for as long as one command takes.
pub(crate) struct Door {
    pub(crate) desk: Arc<Desk>,
    folder: PathBuf,
    user: Option<String>,
}

impl Door {
    pub(crate) fn at(place: Place) -> anyhow::Result<Self> {
        let folder = place.folder.or_else(default_folder);
        let folder = folder.with_context(|| of("folder.unknown"))?;
        let config = AppConfig {
            folder: folder.clone(),
            demo: place.demo,
            // Whoever asks for a check asks for it by its name.
            upkeep_after: None,
            helper: HelperProgram::this().ok(),
        };
        let app = App::new(config, Arc::new(SystemClock), Arc::new(OsKeyRing));
        Ok(Self {
            desk: Desk::new(app),
            folder,
            user: place.user,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) async fn state(&self) -> anyhow::Result<DeskState> {
        self.desk.desk_state(Nothing {}).await.map_err(refused)
    }

    /// An open store, with its passphrase where it lies under one.
    pub(crate) async fn open(&self) -> anyhow::Result<DeskState> {
        let state = self.state().await?;
        if state.phase != DeskPhase::AskPassphrase {
            return Ok(state);
        }
        let passphrase = secret::ask("ask.store_passphrase")?.to_string();
        let given = self.desk.give_passphrase(GivePassphrase { passphrase });
        given.await.map_err(refused)
    }

    pub(crate) async fn sign_in(&self) -> anyhow::Result<SignedIn> {
        let state = self.open().await?;
        match state.phase {
            DeskPhase::SignIn => {}
            DeskPhase::Problem => bail!("{}", sentence(state.problem)),
            _ => bail!("{}", of("store.not_begun")),
        }
        let username = self.user.clone().with_context(|| of("user.missing"))?;
        let password = secret::ask("ask.password")?.to_string();
        let signed_in = self.desk.sign_in(SignIn { username, password }).await;
        let signed_in = signed_in.map_err(refused)?;
        if signed_in.must_change_password {
            bail!("{}", of("password.must_change"));
        }
        Ok(signed_in)
    }

    /// Until the job has ended. Ctrl-C stops it in good order.
    pub(crate) async fn until_ended(
        &self,
        mut events: DeskEvents,
        started: JobStarted,
    ) -> anyhow::Result<()> {
        loop {
            let ended = tokio::select! {
                event = events.next() => match event {
                    Some(DeskEvent::Job(row)) if row.id == started.job_id => Some(row),
                    // Events were lost on the way: the list knows.
                    Some(DeskEvent::DeskChanged) => self.row_of(&started).await?,
                    Some(_) => None,
                    None => bail!("{}", of("job.stopped")),
                },
                _ = tokio::signal::ctrl_c() => {
                    let job_id = started.job_id.clone();
                    self.desk.cancel_job(CancelJob { job_id }).await.map_err(refused)?;
                    None
                }
            };
            let Some(row) = ended else { continue };
            match row.state {
                JobState::Waiting | JobState::Running => tell_progress(row.done, row.of),
                JobState::Done => return Ok(()),
                JobState::Failed | JobState::Cancelled | JobState::Interrupted => {
                    let code = row.error.unwrap_or(ErrorCode::Cancelled);
                    bail!("{} ({})", code.message(language()), code.key());
                }
            }
        }
    }

    async fn row_of(&self, started: &JobStarted) -> anyhow::Result<Option<JobRow>> {
        let jobs = self.desk.list_jobs(Nothing {}).await.map_err(refused)?;
        Ok(jobs.rows.into_iter().find(|row| row.id == started.job_id))
    }
}

/// For a person who waits; a script's log needs no bar.
pub(crate) fn tell_progress(done: u32, of: u32) {
    if of > 0 && std::io::stderr().is_terminal() {
        let percent = u64::from(done) * 100 / u64::from(of);
        crate::say_in_place(&format!("{percent:>3} %"));
    }
}

/// The sentence of a refusal, with what finds it in the log.
pub(crate) fn refused(error: ErrorReply) -> anyhow::Error {
    anyhow::anyhow!("{}", sentence(Some(error)))
}

pub(crate) fn sentence(problem: Option<ErrorReply>) -> String {
    let Some(error) = problem else {
        return ErrorCode::Internal.message(language()).to_owned();
    };
    let mut text = error.code.message(language()).to_owned();
    if let Some(problem) = &error.problem {
        text = law_word("problem", problem);
    }
    if let Some(seconds) = error.wait_seconds {
        text.push_str(&of("wait").replace("{seconds}", &seconds.to_string()));
    }
    text.push_str(&format!(" ({}", error.code.key()));
    if !error.reference.is_empty() {
        text.push_str(&format!(", {}", error.reference));
    }
    text.push(')');
    text
}

/// One of the law's own words, `problem.in_future`, in the machine's language.
pub(crate) fn law_word(kind: &str, code: &str) -> String {
    let language = match language() {
        Language::Da => law::Language::Da,
        Language::En => law::Language::En,
    };
    law::word(language, kind, code, &[])
}

/// What a person reads while a command works.
pub(crate) fn tell(key: &str) {
    say(of(key));
}
