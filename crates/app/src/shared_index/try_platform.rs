use sagsbord_contract::{IndexTrouble, Nothing, TriedConnection, TriedPart, TriedRow};
use sagsbord_domain::access::{Right, Session};
use sagsbord_platform::PlatformError;
use sagsbord_platform::benefits::SearchGrants;
use sagsbord_platform::classification::Wanted;
use sagsbord_platform::index::{Attempt, Page, Reference, Search, StatusCode};
use sagsbord_platform::organisation::SearchUnits;
use uuid::Uuid;

use super::place::Connected;
use super::trouble::trouble_of;
use crate::{AppError, Desk};

/// Tries each part that is set up, with a token that is asked for now. Nothing that is asked changes anything there.
/// After one that must work for the next to be tried, the rest are left out.
pub(crate) async fn try_platform(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<TriedConnection, AppError> {
    session.require(Right::ChangeSettings)?;
    let app = desk.app();
    let mut tried = Tried::default();
    let Some(connected) = Connected::open_anew(&app.store().await?).await? else {
        tried.row(TriedPart::Certificate, Some(IndexTrouble::NotConnected));
        return Ok(tried.done());
    };
    let attempt = || Attempt {
        transaction: Uuid::new_v4(),
        now: app.clock.now(),
    };
    let tokens = &connected.tokens;
    let is_valid = tokens.certificate().is_valid_at(app.clock.now());
    let certificate = (!is_valid).then_some(IndexTrouble::Certificate);
    if !tried.row(TriedPart::Certificate, certificate) {
        return Ok(tried.done());
    }
    let audience = &connected.place.index_audience;
    let token = tokens.token(audience, app.clock.now()).await;
    if !tried.outcome(TriedPart::Token, token) {
        return Ok(tried.done());
    }
    tried.outcome(TriedPart::Index, search(&connected, attempt()).await);
    if let (Some(client), Some(at)) = (&connected.classification, &connected.place.classification) {
        // The roles are the shorter plan of the two.
        let wanted = Wanted {
            keys: vec![at.roles.clone()],
        };
        let found = client.classifications(&wanted, attempt()).await;
        tried.outcome(TriedPart::Classification, found);
    }
    if let Some(client) = &connected.units {
        let search = SearchUnits {
            organisation: connected.place.organisation,
            first: 0,
            most: 1,
        };
        tried.outcome(TriedPart::Units, client.search(&search, attempt()).await);
    }
    if let Some(client) = &connected.benefits {
        // Of nobody: the day is above sixty.
        let search = SearchGrants {
            party: Reference::Urn("urn:oio:cpr-nr:9912999999".to_owned()),
            page: Page { first: 0, most: 1 },
        };
        let found = client.search(&search, attempt()).await;
        tried.outcome(TriedPart::Benefits, found);
    }
    Ok(tried.done())
}

/// Asks for one that nobody has.
async fn search(connected: &Connected, attempt: Attempt) -> Result<(), PlatformError> {
    let search = Search::by_ids(vec![Uuid::new_v4()], Vec::new());
    let reply = connected.index.search(&search, attempt).await?;
    match reply.answer.code {
        StatusCode::Done | StatusCode::NotFound => Ok(()),
        _ => Err(PlatformError::NotAllowed),
    }
}

#[derive(Default)]
struct Tried {
    parts: Vec<TriedRow>,
}

impl Tried {
    fn row(&mut self, part: TriedPart, trouble: Option<IndexTrouble>) -> bool {
        self.parts.push(TriedRow { part, trouble });
        trouble.is_none()
    }

    fn outcome<T>(&mut self, part: TriedPart, outcome: Result<T, PlatformError>) -> bool {
        let trouble = outcome.err().map(|error| {
            tracing::warn!(%error, ?part, "a part of the platform did not answer as it should");
            trouble_of(&error)
        });
        self.row(part, trouble)
    }

    fn done(self) -> TriedConnection {
        TriedConnection { parts: self.parts }
    }
}
