use std::collections::{BTreeMap, HashMap};

use sagsbord_contract::{
    HiddenDecisionKind, IntakeThread, IntakeThreadMail, IntakeThreads, MailQuotation, ShowIntake,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_intake::{HiddenKind, Manifest, Outcome, Place, Reading, Row, State, Thread, threads};
use sagsbord_store::Store;

use super::file::sent;
use super::manifest_of::{HiddenDecided, manifest_of, reading_of};
use super::{row, show};
use crate::{AppError, Desk};

/// More mails are not put together at once: their readings lie in memory meanwhile.
const MOST_MAILS: usize = 20_000;

/// The mails of an intake, put together. Copies of one file stand once; what was left out stays to be seen.
pub(crate) async fn intake_threads(
    desk: &Desk,
    session: &Session,
    request: ShowIntake,
) -> Result<IntakeThreads, AppError> {
    let intake = show::within_reach(desk, session, Right::ReadCases, &request.id).await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let store = desk.app().store().await?;
    let decided = HiddenDecided::of(&store, &intake).await?;
    let mails = Mails::of(&store, &manifest).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFileOpened)
        .about("intake", intake.id.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(tokio::task::spawn_blocking(move || mails.told(&manifest, &decided)).await?)
}

/// The mails of an intake, with what threads are made of.
pub(super) struct Mails {
    mails: Vec<Mail>,
}

struct Mail {
    /// Of the manifest.
    row: usize,
    reading: Reading,
    /// For each stretch of its text the finding that tells of it, where it is a quotation.
    findings: Vec<Option<u32>>,
}

/// Where a mail stands quoted: findings by the manifest's rows.
pub(super) type Quotations = BTreeMap<usize, Vec<u32>>;

impl Mails {
    pub(super) fn count(manifest: &Manifest) -> u32 {
        let count = manifest.rows.iter().filter(|row| is_mail(row)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    pub(super) async fn of(store: &Store, manifest: &Manifest) -> Result<Self, AppError> {
        let mut mails = Vec::new();
        let found = manifest.rows.iter().enumerate();
        for (at, row) in found.filter(|(_, row)| is_mail(row)).take(MOST_MAILS) {
            let Some(sha256) = row.sha256.as_deref() else {
                continue;
            };
            let mut reading = reading_of(store, sha256, &row.name).await?;
            let findings = findings(&reading);
            // Heads and quotations are what threads are made of.
            reading.outcome = Outcome::Container;
            reading.hidden = Vec::new();
            mails.push(Mail {
                row: at,
                reading,
                findings,
            });
        }
        Ok(Self { mails })
    }

    /// Where the mail at this place stands quoted whole in others.
    pub(super) fn quotations_of(&self, manifest: &Manifest, place: &Place) -> Quotations {
        let is_it = |at: usize| manifest.rows[self.mails[at].row].place == *place;
        self.threads()
            .iter()
            .find_map(|thread| {
                let at = thread.mails.iter().copied().find(|at| is_it(*at))?;
                Some(self.quotations(thread, at))
            })
            .unwrap_or_default()
    }

    fn threads(&self) -> Vec<Thread<usize>> {
        let heads: Vec<_> = (0..)
            .zip(&self.mails)
            .filter_map(|(at, mail): (usize, &Mail)| {
                let head = mail.reading.mail.as_ref()?;
                Some((at, head, mail.reading.quoted.as_slice()))
            })
            .collect();
        threads(&heads)
    }

    fn quotations(&self, thread: &Thread<usize>, at: usize) -> Quotations {
        let mut quotations = Quotations::new();
        let copies = thread
            .copies
            .iter()
            // Its own text is a mail's first part.
            .filter(|copies| copies.places.contains(&(at, 0)))
            .flat_map(|copies| copies.places.iter())
            .filter(|(other, _)| *other != at);
        for (other, part) in copies {
            let other = &self.mails[*other];
            if let Some(Some(finding)) = other.findings.get(*part) {
                quotations.entry(other.row).or_default().push(*finding);
            }
        }
        quotations
    }

    fn told(&self, manifest: &Manifest, decided: &HiddenDecided) -> IntakeThreads {
        let names = row::names(manifest);
        let threads = self.threads();
        IntakeThreads {
            threads: threads
                .iter()
                .map(|thread| {
                    let mails: Vec<_> = thread
                        .mails
                        .iter()
                        .map(|at| self.mail(thread, *at, manifest, &names, decided))
                        .collect();
                    IntakeThread {
                        subject: thread.subject.clone(),
                        mails,
                    }
                })
                .collect(),
        }
    }

    fn mail(
        &self,
        thread: &Thread<usize>,
        at: usize,
        manifest: &Manifest,
        names: &HashMap<&Place, &str>,
        decided: &HiddenDecided,
    ) -> IntakeThreadMail {
        let mail = &self.mails[at];
        let quoted_in = self
            .quotations(thread, at)
            .into_iter()
            .map(|(other, findings)| {
                let other = &manifest.rows[other];
                MailQuotation {
                    place: other.place.clone().into(),
                    decision: decision_about(other, &findings, decided),
                }
            });
        let quoted_in = quoted_in.collect();
        let head = mail.reading.mail.clone().unwrap_or_default();
        IntakeThreadMail {
            row: row::file_row(&manifest.rows[mail.row], names, decided),
            subject: head.subject.clone(),
            sent: sent(&head),
            from: head.from,
            quoted_in,
        }
    }
}

/// What is decided about all of them alike.
fn decision_about(
    row: &Row,
    findings: &[u32],
    decided: &HiddenDecided,
) -> Option<HiddenDecisionKind> {
    let mut all = findings.iter().map(|finding| {
        decided
            .about(row, *finding)
            .and_then(HiddenDecided::kind_of)
    });
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

fn is_mail(row: &Row) -> bool {
    let is_seen = matches!(row.state, State::Taken { .. } | State::LeftOut { .. });
    is_seen && row.kind.is_some_and(sagsbord_intake::Kind::is_mail)
}

/// Quotations are told of in their order, as long as there is room for findings.
fn findings(reading: &Reading) -> Vec<Option<u32>> {
    let mut told = (0..)
        .zip(&reading.hidden)
        .filter(|(_, hidden)| hidden.kind == HiddenKind::QuotedThread);
    reading
        .quoted
        .iter()
        .map(|part| {
            if part.depth == 0 {
                return None;
            }
            let (finding, hidden) = told.next()?;
            part.text.starts_with(&hidden.text).then_some(finding)
        })
        .collect()
}
