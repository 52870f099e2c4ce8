use chrono::{DateTime, Utc};
use sagsbord_domain::deadline::{Deadline, Moved, Running, recompute};
use sagsbord_law::Law;
use sagsbord_store::{KeptDeadline, RunningDeadline};

use super::super::kept::{as_kept, as_law_now};
use super::super::times;

/// What runs under a day that a law makes another.
#[derive(Debug, Default)]
pub(super) struct Effect {
    pub(super) moved: Vec<MovedOne>,
    /// Whether each that no version of its rule holds for lies in reach.
    pub(super) stuck: Vec<bool>,
}

#[derive(Debug)]
pub(super) struct MovedOne {
    pub(super) kept: KeptDeadline,
    pub(super) in_reach: bool,
    pub(super) moved: Moved<usize>,
}

impl Effect {
    /// How many move without an act of their own.
    pub(super) fn moves(&self) -> u32 {
        count(self.moved.iter().filter(|one| !one.moved.told))
    }

    pub(super) fn told(&self) -> u32 {
        count(self.moved.iter().filter(|one| one.moved.told))
    }
}

pub(super) fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}

/// What a change of the law moves. A day that already was another under the law before is no part of it: that one
/// waits for an act of its own, whatever else is changed.
///
/// Counts a hundred thousand deadlines: not for a thread that answers.
pub(super) fn of_change(
    running: Vec<RunningDeadline>,
    before: &Law,
    after: &Law,
    now: DateTime<Utc>,
) -> Effect {
    let mut effect = counted(running, before, after, now);
    effect.moved.retain(|one| {
        let under_the_old = as_law_now(&one.kept, before, now)
            .and_then(|deadline| deadline.derive(&before.calendar));
        under_the_old.map_or(true, |derivation| derivation.due != one.moved.new)
    });
    effect
}

/// What runs under another day than the law in force gives.
pub(super) fn of_law(running: Vec<RunningDeadline>, law: &Law, now: DateTime<Utc>) -> Effect {
    counted(running, law, law, now)
}

fn counted(running: Vec<RunningDeadline>, before: &Law, after: &Law, now: DateTime<Utc>) -> Effect {
    let deadlines: Vec<Option<Deadline>> = running
        .iter()
        .map(|running| as_kept(&running.kept, before, now).ok())
        .collect();
    let each = running.iter().zip(&deadlines).enumerate();
    let (moved, cannot) = recompute(
        each.filter_map(|(id, (running, deadline))| {
            Some(Running {
                id,
                deadline: deadline.as_ref()?,
                kept: running.kept.derived.due,
            })
        }),
        &after.rules,
        &after.calendar,
        times::today(now),
    );
    let in_reach = |place: usize| running.get(place).is_some_and(|running| running.in_reach);
    let without_rule = deadlines
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_none());
    let stuck = cannot
        .iter()
        .map(|stuck| stuck.id)
        .chain(without_rule.map(|(place, _)| place))
        .map(in_reach)
        .collect();
    let mut moved = moved.into_iter().peekable();
    let moved = running.into_iter().enumerate().filter_map(|(place, one)| {
        let moved = moved.next_if(|moved| moved.id == place)?;
        Some(MovedOne {
            kept: one.kept,
            in_reach: one.in_reach,
            moved,
        })
    });
    Effect {
        moved: moved.collect(),
        stuck,
    }
}
