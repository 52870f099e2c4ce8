use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sagsbord_contract::{
    AnswerReview, CaseNewsWhat, DeskEvent, ErrorCode, RefusedPlace, ReviewAnswered, ReviewDecision,
    ReviewItem, ReviewNews, ReviewNewsWhat, TakenPlace,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::aktindsigt::{MarkDecision, may_cover};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId, MarkId, ReviewAnswerId};
use sagsbord_store::{AnswerKind, KeptAktindsigt, Mark, ReviewAnswer, StandingMark, Store, Writer};
use uuid::Uuid;

use super::counted::Done;
use super::open::stack;
use super::place::{Place, item_of, place_of};
use super::standing::{self, Standing, StandingItem};
use crate::aktindsigt::detail::Names;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::{find_open, still_open};
use crate::aktindsigt::law::aktindsigt_law;
use crate::{AppError, Desk};

const MOST_PLACES: usize = 1_000;

/// Covers, keeps, or takes marks off at some places: all of them, or none, and the answer says which stood in the way.
pub(crate) async fn answer_review(
    desk: &Desk,
    session: &Session,
    request: AnswerReview,
) -> Result<ReviewAnswered, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let decided = Decided::read(request.answer)?;
    if request.places.is_empty() {
        return Err(AppError::problem("places", "empty"));
    }
    if request.places.len() > MOST_PLACES {
        return Err(AppError::problem("places", "too_many"));
    }
    let mut items: Vec<ItemId> = Vec::new();
    for place in &request.places {
        let item = item_of(place)?;
        if !items.contains(&item) {
            items.push(item);
        }
    }
    let app = desk.app();
    let mut reader = app.store().await?.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    let standing = standing::some(app, &mut reader, &filter, &kept, &items).await?;
    let mut places = Vec::with_capacity(request.places.len());
    let mut refused = Vec::new();
    for (number, asked) in (0..).zip(&request.places) {
        let one = item_in(&standing, item_of(asked)?)?;
        let found = place_of(&mut reader, one, asked).await?;
        match found.and_then(|place| decided.holds_for(one, session).map(|()| place)) {
            Ok(place) => places.push(place),
            Err(why) => refused.push(RefusedPlace {
                item_id: one.id().to_string(),
                place: number,
                why: why.to_owned(),
            }),
        }
    }
    drop(reader);
    let act = Act {
        desk,
        session,
        filter: &filter,
        kept: &kept,
        kind: AnswerKind::Mark,
        seen: request.seen,
    };
    match refused.is_empty() {
        true => act.put(&items, &decided, places).await,
        false => act.nothing_done(&items, refused, None).await,
    }
}

fn item_in(standing: &Standing, item: ItemId) -> Result<&StandingItem, AppError> {
    let found = standing.items.iter().find(|one| one.id() == item);
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// What was decided, read.
pub(super) enum Decided {
    Cover { basis: Option<String>, note: String },
    Keep { reason: String },
    TakeOff,
}

impl Decided {
    pub(super) fn read(told: ReviewDecision) -> Result<Self, AppError> {
        Ok(match told {
            ReviewDecision::Cover { basis, note } => Self::Cover {
                basis: basis
                    .map(|basis| fields::filled_line(&basis, "basis"))
                    .transpose()?,
                note: fields::lines(&note, fields::LONGEST_REASON, "note")?,
            },
            ReviewDecision::Keep { reason } => Self::Keep {
                reason: fields::why(&reason, "reason")?,
            },
            ReviewDecision::TakeOff => Self::TakeOff,
        })
    }

    /// Whether it can be decided about that document: nothing is covered on a basis that its rules do not know.
    pub(super) fn holds_for(
        &self,
        one: &StandingItem,
        session: &Session,
    ) -> Result<(), &'static str> {
        let Self::Cover {
            basis: Some(basis), ..
        } = self
        else {
            return Ok(());
        };
        let law = aktindsigt_law().map_err(|_| "basis_unknown")?;
        may_cover(&law.bases, basis, one.regime, session.today()).map_err(|fault| fault.code())
    }

    pub(super) fn decision(&self) -> Option<MarkDecision> {
        match self {
            Self::Cover { .. } => Some(MarkDecision::Cover),
            Self::Keep { .. } => Some(MarkDecision::Keep),
            Self::TakeOff => None,
        }
    }

    fn code(&self) -> &'static str {
        self.decision().map_or("take_off", MarkDecision::code)
    }
}

/// One act of somebody who reviews.
pub(super) struct Act<'a> {
    pub(super) desk: &'a Desk,
    pub(super) session: &'a Session,
    pub(super) filter: &'a AccessFilter,
    pub(super) kept: &'a KeptAktindsigt,
    pub(super) kind: AnswerKind,
    pub(super) seen: u32,
}

impl Act<'_> {
    /// In one transaction, so that of two at one place the second hears who was first.
    pub(super) async fn put(
        &self,
        items: &[ItemId],
        decided: &Decided,
        places: Vec<Place>,
    ) -> Result<ReviewAnswered, AppError> {
        let app = self.desk.app();
        let store = app.store().await?;
        let now = app.clock.now();
        let mut writer = store.write().await?;
        still_open(&mut writer, self.kept).await?;
        self.are_of_the_same_bytes(&mut writer, &places).await?;
        let standing = AtPlaces::of(writer.standing_marks(items).await?);
        if let Some((mark, _)) = places
            .iter()
            .find_map(|place| Some((standing.taken(place, self)?, place)))
        {
            let taken = self.taken(&store, mark).await?;
            drop(writer);
            return self.nothing_done(items, Vec::new(), Some(taken)).await;
        }
        if let Some(place) = places.iter().find(|place| standing.is_gone(place)) {
            drop(writer);
            let taken = self.taken_off(&store, place).await?;
            return self.nothing_done(items, Vec::new(), Some(taken)).await;
        }
        let replaced = standing.replaced(&places);
        if decided.decision().is_none() && replaced.is_empty() {
            drop(writer);
            return self.nothing_done(items, nothing_there(&places), None).await;
        }
        let answer = ReviewAnswerId::new(Uuid::now_v7());
        let marks = self.marks(decided, places, answer, now);
        let count = u32::try_from(marks.len()).unwrap_or(u32::MAX);
        writer.put_marks(&marks).await?;
        writer.begin_reviewing(self.kept.id).await?;
        let kept_answer = ReviewAnswer {
            id: answer,
            aktindsigt: self.kept.id,
            kind: self.kind,
            undoes: None,
            undone_by: None,
            marks: count,
            made_at: now,
            made_by: self.session.employee(),
        };
        writer.put_review_answer(&kept_answer, &replaced).await?;
        let act = match self.kind {
            AnswerKind::Everywhere => AuditAct::AktindsigtMarkedEverywhere,
            AnswerKind::Mark | AnswerKind::Undo => AuditAct::AktindsigtMarked,
        };
        let mut record = AuditRecord::new(self.session.employee(), act)
            .about("aktindsigt", self.kept.id.uuid())
            .with("case", AuditDetail::Id(self.kept.case.uuid()))
            .with("answer", AuditDetail::Id(answer.uuid()))
            .with("decision", AuditDetail::Code(decided.code()))
            .with("marks", AuditDetail::Count(count.into()))
            .with("taken_off", AuditDetail::Count(replaced.len() as u64));
        if let [item] = items {
            record = record.with("item", AuditDetail::Id(item.uuid()));
        }
        writer.commit_with(&record, now).await?;
        self.tell();
        self.answered(items, Some(answer), count).await
    }

    pub(super) fn tell(&self) {
        let app = self.desk.app();
        app.case_changed(
            self.kept.case,
            CaseNewsWhat::Aktindsigt,
            self.session.employee(),
        );
        app.tell_all(DeskEvent::Review(ReviewNews {
            id: self.kept.id.to_string(),
            what: ReviewNewsWhat::Answered,
            employee_id: Some(self.session.employee().to_string()),
            done: 0,
            of: 0,
        }));
    }

    async fn are_of_the_same_bytes(
        &self,
        writer: &mut Writer,
        places: &[Place],
    ) -> Result<(), AppError> {
        let bytes: HashMap<ItemId, String> = places
            .iter()
            .map(|place| (place.item, place.sha256.clone()))
            .collect();
        let bytes: Vec<(ItemId, String)> = bytes.into_iter().collect();
        match writer.count_items_of_bytes(&bytes).await? == bytes.len() {
            true => Ok(()),
            false => Err(AppError::new(ErrorCode::Conflict)),
        }
    }

    fn marks(
        &self,
        decided: &Decided,
        places: Vec<Place>,
        answer: ReviewAnswerId,
        now: DateTime<Utc>,
    ) -> Vec<Mark> {
        let Some(decision) = decided.decision() else {
            return Vec::new();
        };
        let (basis, reason) = match decided {
            Decided::Cover { basis, note } => (basis.clone(), note.clone()),
            Decided::Keep { reason } => (None, reason.clone()),
            Decided::TakeOff => (None, String::new()),
        };
        places
            .into_iter()
            .map(|place| Mark {
                id: MarkId::new(Uuid::now_v7()),
                aktindsigt: self.kept.id,
                item: place.item,
                sha256: place.sha256,
                page: place.page,
                kind: place.kind,
                areas: place.areas,
                text: place.text,
                decision,
                basis: basis.clone(),
                reason: reason.clone(),
                rule: place.rule,
                category: place.category,
                answer,
                undone_by: None,
                made_at: now,
                made_by: self.session.employee(),
            })
            .collect()
    }

    async fn taken(&self, store: &Store, mark: &Mark) -> Result<TakenPlace, AppError> {
        let names = Names::of(&mut store.read().await?).await?;
        Ok(TakenPlace {
            item_id: mark.item.to_string(),
            page: mark.page,
            by: names.of_id(mark.made_by),
            at: mark.made_at.to_rfc3339(),
            decision: Some(mark.decision.into()),
        })
    }

    /// Of a mark that was pointed at and is there no more.
    async fn taken_off(&self, store: &Store, place: &Place) -> Result<TakenPlace, AppError> {
        let mut reader = store.read().await?;
        let names = Names::of(&mut reader).await?;
        let mut answer = None;
        if let Some(mark) = place.mark
            && let Some(mark) = reader.find_mark(place.item, mark).await?
            && let Some(by) = mark.undone_by
        {
            answer = reader.review_answer(self.kept.id, by).await?;
        }
        Ok(TakenPlace {
            item_id: place.item.to_string(),
            page: place.page,
            by: answer
                .as_ref()
                .map_or_else(String::new, |answer| names.of_id(answer.made_by)),
            at: answer.map_or_else(String::new, |answer| answer.made_at.to_rfc3339()),
            decision: None,
        })
    }

    pub(super) async fn nothing_done(
        &self,
        items: &[ItemId],
        refused: Vec<RefusedPlace>,
        taken: Option<TakenPlace>,
    ) -> Result<ReviewAnswered, AppError> {
        Ok(ReviewAnswered {
            refused,
            taken,
            ..self.answered(items, None, 0).await?
        })
    }

    pub(super) async fn answered(
        &self,
        items: &[ItemId],
        answer: Option<ReviewAnswerId>,
        marks: u32,
    ) -> Result<ReviewAnswered, AppError> {
        let app = self.desk.app();
        let mut reader = app.store().await?.read().await?;
        let standing =
            standing::those_left(app, &mut reader, self.filter, self.kept, items).await?;
        let done = Done::on(&mut reader, self.kept.id, items).await?;
        let me = self.session.employee();
        let items: Vec<ReviewItem> = standing
            .items
            .iter()
            .map(|one| done.item_row(one, me))
            .collect();
        Ok(ReviewAnswered {
            answer: answer.map(|answer| answer.to_string()),
            marks,
            refused: Vec::new(),
            taken: None,
            items,
            stack: stack(&mut reader, self.kept.id, me).await?,
        })
    }
}

fn nothing_there(places: &[Place]) -> Vec<RefusedPlace> {
    (0..)
        .zip(places)
        .map(|(number, place)| RefusedPlace {
            item_id: place.item.to_string(),
            place: number,
            why: "nothing_there".to_owned(),
        })
        .collect()
}

/// What stands while the answer is written, by item and page.
struct AtPlaces {
    marks: Vec<StandingMark>,
    by_item: HashMap<ItemId, HashMap<u32, Vec<usize>>>,
}

impl AtPlaces {
    fn of(marks: Vec<StandingMark>) -> Self {
        let mut by_item: HashMap<ItemId, HashMap<u32, Vec<usize>>> = HashMap::new();
        for (at, standing) in marks.iter().enumerate() {
            let of_item = by_item.entry(standing.mark.item).or_default();
            of_item.entry(standing.mark.page).or_default().push(at);
        }
        Self { marks, by_item }
    }

    /// Those of a place's page, and those about its document as a whole.
    fn near(&self, place: &Place) -> impl Iterator<Item = &StandingMark> {
        let of_item = self.by_item.get(&place.item);
        let is_whole = place.page == 0;
        of_item
            .into_iter()
            .flatten()
            .filter(move |(page, _)| is_whole || **page == 0 || **page == place.page)
            .flat_map(|(_, marks)| marks)
            .filter_map(|at| self.marks.get(*at))
    }

    /// A mark that somebody else placed there since the answer's own desk looked.
    fn taken(&self, place: &Place, act: &Act<'_>) -> Option<&Mark> {
        self.near(place)
            .filter(|standing| standing.answered > i64::from(act.seen))
            .map(|standing| &standing.mark)
            .find(|mark| mark.made_by != act.session.employee() && place.touches(mark))
    }

    fn is_gone(&self, place: &Place) -> bool {
        place
            .mark
            .is_some_and(|id| !self.marks.iter().any(|standing| standing.mark.id == id))
    }

    fn replaced(&self, places: &[Place]) -> Vec<MarkId> {
        let mut replaced: Vec<MarkId> = places
            .iter()
            .flat_map(|place| {
                self.near(place)
                    .map(|standing| &standing.mark)
                    .filter(|mark| place.takes_the_place_of(mark))
                    .map(|mark| mark.id)
            })
            .collect();
        replaced.sort_unstable();
        replaced.dedup();
        replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sagsbord_contract::ReviewPlace;

    #[test]
    fn what_is_kept_open_is_kept_for_a_reason() {
        let read = |reason: &str| {
            Decided::read(ReviewDecision::Keep {
                reason: reason.to_owned(),
            })
            .map_err(|error| error.problem)
        };
        assert_eq!(read("  ").err(), Some(Some("empty")));
        assert!(read("Hun har selv skrevet det").is_ok());
    }

    #[test]
    fn every_place_says_which_document_it_is_in() {
        let item = ItemId::new(Uuid::from_u128(7));
        let item_id = item.to_string();
        for place in [
            ReviewPlace::Document {
                item_id: item_id.clone(),
            },
            ReviewPlace::Page {
                item_id: item_id.clone(),
                page: 1,
            },
        ] {
            assert_eq!(item_of(&place).ok(), Some(item));
        }
        let stray = ReviewPlace::Document {
            item_id: String::from("hvad"),
        };
        assert!(item_of(&stray).is_err());
    }
}
