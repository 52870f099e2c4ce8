use chrono::{DateTime, Utc};

use super::{Found, Rule, texts};
use crate::index::case::Progress;
use crate::index::codes::ActorKind;
use crate::index::effect::{Effect, End, Reference};

pub(super) fn check(found: &mut Found, part: &'static str, effect: Option<&Effect>) {
    let Some(effect) = effect else {
        found.breach(Rule::NoBeginning, part);
        return;
    };
    let Some(End::At(from)) = effect.from else {
        found.breach(Rule::NoBeginning, part);
        return;
    };
    match effect.to {
        Some(End::At(to)) => found.unless(from < to, Rule::EndsBeforeItBegins, part),
        Some(End::Never) => {}
        None => found.breach(Rule::Missing, part),
    }
    match &effect.actor {
        Some(actor) => reference(found, part, actor),
        None => found.breach(Rule::NoActor, part),
    }
    let may_act = matches!(
        effect.actor_kind,
        Some(ActorKind::Person | ActorKind::System)
    );
    found.unless(may_act, Rule::BadActorKind, part);
    texts::lines(found, part, effect.note.as_deref(), 1024);
}

/// An id, or a name in one of the schemes.
pub(super) fn reference(found: &mut Found, part: &'static str, reference: &Reference) {
    let is_good = match reference {
        Reference::Id(id) => !id.is_nil(),
        Reference::Urn(urn) => {
            urn.starts_with("urn:oio:")
                && urn.len() <= 255
                && !urn
                    .chars()
                    .any(|sign| sign.is_whitespace() || sign.is_control())
        }
    };
    found.unless(is_good, Rule::BadReference, part);
}

/// From its first step on without gaps, each step once, the last without an end.
pub(super) fn history<Step: Copy + PartialEq>(
    found: &mut Found,
    progress: &[Progress<Step>],
    first: Option<Step>,
) {
    let part = "progress";
    let mut spans: Vec<(DateTime<Utc>, Option<DateTime<Utc>>, Step)> = Vec::new();
    for said in progress {
        check(found, part, said.effect.as_ref());
        let Some(step) = said.step else {
            found.breach(Rule::Missing, part);
            continue;
        };
        let effect = said.effect.as_ref();
        if let Some(End::At(from)) = effect.and_then(|effect| effect.from) {
            let to = match effect.and_then(|effect| effect.to) {
                Some(End::At(to)) => Some(to),
                _ => None,
            };
            spans.push((from, to, step));
        }
    }
    spans.sort_by_key(|(from, _, _)| *from);
    match (spans.first(), first) {
        (None, _) => found.breach(Rule::Missing, part),
        (Some((_, _, step)), Some(first)) => {
            found.unless(*step == first, Rule::HistoryBeginsLate, part);
        }
        (Some(_), None) => {}
    }
    for pair in spans.windows(2) {
        let [(_, to, _), (next, _, _)] = pair else {
            continue;
        };
        match to {
            Some(to) if to < next => found.breach(Rule::HistoryHasGaps, part),
            Some(to) if to > next => found.breach(Rule::HistoryOverlaps, part),
            Some(_) => {}
            None => found.breach(Rule::HistoryOverlaps, part),
        }
    }
    if let Some((_, Some(_), _)) = spans.last() {
        found.breach(Rule::HistoryHasGaps, part);
    }
}
