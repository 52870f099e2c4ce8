use std::path::PathBuf;

use sagsbord_contract::{DeliverRelease, ErrorCode, ReleaseStanding, ReleaseWay};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::ReleaseWay as Way;
use sagsbord_domain::{AuditAct, AuditDetail, Cpr, ReleaseId};
use sagsbord_store::{Bundle, Delivery, KeptAktindsigt};

use super::act::{done, note, record};
use super::give::bundle_of;
use super::{file, post};
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// How something is to be delivered, with what that takes.
pub(super) struct Delivering {
    pub(super) way: Way,
    folder: Option<PathBuf>,
    receiver: Option<Cpr>,
    note: String,
}

impl Delivering {
    /// What cannot succeed is refused before anything is frozen.
    pub(super) fn read(
        kept: &KeptAktindsigt,
        bundle: &Bundle,
        way: ReleaseWay,
        folder: Option<String>,
        note: &str,
    ) -> Result<Self, AppError> {
        let way: Way = way.into();
        let by_hand = matches!(way, Way::Printed | Way::Other);
        let note = match by_hand {
            true => fields::why(note, "note")?,
            false => fields::lines(note, fields::LONGEST_REASON, "note")?,
        };
        let folder = match way {
            Way::File => {
                let folder = PathBuf::from(folder.unwrap_or_default());
                if !folder.is_absolute() || !folder.is_dir() {
                    return Err(AppError::problem("folder", "no_such_folder"));
                }
                Some(folder)
            }
            _ => None,
        };
        let receiver = match way {
            Way::DigitalPost => {
                // Never a number that somebody types: the one that the request was registered with.
                let cpr = kept.applicant.cpr.clone();
                let cpr = cpr.ok_or_else(|| AppError::problem("way", "no_number"))?;
                post::fits(bundle)?;
                Some(cpr)
            }
            _ => None,
        };
        Ok(Self {
            way,
            folder,
            receiver,
            note,
        })
    }
}

/// What was released, once more or in another way.
pub(crate) async fn deliver_release(
    desk: &Desk,
    session: &Session,
    request: DeliverRelease,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let release: ReleaseId = id(&request.release_id, "releaseId")?;
    let releases = reader.releases(kept.id).await?;
    let found = releases.into_iter().find(|one| one.id == release);
    let found = found.ok_or_else(|| AppError::field(ErrorCode::NotFound, "releaseId"))?;
    // What was called back is not sent out again.
    if found.recalled.is_some() {
        return Err(AppError::problem("releaseId", "recalled"));
    }
    let bundle = bundle_of(&mut reader, &kept, &found.bundle.to_string()).await?;
    drop(reader);
    let how = Delivering::read(&kept, &bundle, request.way, request.folder, &request.note)?;
    deliver(desk, session, &kept, release, &bundle, &how).await?;
    done(desk, session, &kept, found.is_part).await
}

/// Each try is a line, whatever came of it.
pub(super) async fn deliver(
    desk: &Desk,
    session: &Session,
    kept: &KeptAktindsigt,
    release: ReleaseId,
    bundle: &Bundle,
    how: &Delivering,
) -> Result<(), AppError> {
    let store = desk.app().store().await?;
    let (at, by) = (desk.app().clock.now(), session.employee());
    let delivery = |outcome: &str, letter, text: &str| Delivery {
        at,
        by,
        way: how.way.code().to_owned(),
        outcome: outcome.to_owned(),
        letter,
        text: text.to_owned(),
    };
    let deliveries = match (how.way, &how.folder, &how.receiver) {
        (Way::File, Some(folder), _) => {
            let outcome = match file::write(&store, bundle, folder).await {
                Ok(()) => "written",
                Err(error) => {
                    error.into_reply("deliver_release");
                    "failed"
                }
            };
            vec![delivery(outcome, None, &how.note)]
        }
        (Way::DigitalPost, _, Some(receiver)) => {
            let sent = post::send(desk, kept, bundle, receiver, at).await?;
            sent.into_iter()
                .map(|(letter, outcome)| delivery(outcome, letter, &how.note))
                .collect()
        }
        _ => vec![delivery("by_hand", None, &how.note)],
    };
    let mut writer = store.write().await?;
    for delivery in &deliveries {
        writer.add_delivery(release, delivery).await?;
        let detail = Some(format!("{} {}", delivery.way, delivery.outcome));
        note(&mut writer, kept.id, (at, by), "delivered", detail, "").await?;
    }
    let record = record(session, AuditAct::AktindsigtDelivered, kept)
        .with("release", AuditDetail::Id(release.uuid()))
        .with("way", AuditDetail::Code(how.way.code()))
        .with("tries", AuditDetail::Count(deliveries.len() as u64));
    writer.commit_with(&record, at).await?;
    Ok(())
}
