use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sagsbord_contract::{MovedDeadlineRow, MovedDeadlines, MovedOfRule};
use sagsbord_domain::DeadlineId;
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::deadline::{ChangeLog, DeadlineState, MovedBecause, breach};
use sagsbord_store::Reader;

use super::super::row::{deadline_row, told_breach};
use super::super::show::version;
use super::super::times::{day_of, time_of};
use super::effect::{Effect, MovedOne, count};
use crate::AppError;

/// Whoever looks at more wants a filter.
const MOST_ROWS: usize = 1_000;

/// What is out of reach is no row; how much it is, only who may change the law is told.
pub(super) async fn moved_deadlines(
    reader: &mut Reader,
    session: &Session,
    filter: &AccessFilter,
    effect: &Effect,
    because_is_known: bool,
    now: DateTime<Utc>,
) -> Result<MovedDeadlines, AppError> {
    let (mut seen, beyond): (Vec<&MovedOne>, Vec<&MovedOne>) =
        effect.moved.iter().partition(|one| one.in_reach);
    seen.sort_by_key(|one| one.kept.derived.due.day());
    let told = |of: &[&MovedOne], told: bool| count(of.iter().filter(|one| one.moved.told == told));
    let is_told_of_all = session.require(Right::ChangeDeadlineLaw).is_ok();
    let beyond = if is_told_of_all { beyond } else { Vec::new() };
    Ok(MovedDeadlines {
        rows: rows(reader, filter, &seen, because_is_known, now).await?,
        rules: by_rule(&seen),
        moves: told(&seen, false),
        told: told(&seen, true),
        moves_beyond: told(&beyond, false),
        told_beyond: told(&beyond, true),
        stuck: count(
            effect
                .stuck
                .iter()
                .filter(|in_reach| **in_reach || is_told_of_all),
        ),
        may_move: session.require(Right::WorkOnCases).is_ok(),
        may_move_all: is_told_of_all,
    })
}

async fn rows(
    reader: &mut Reader,
    filter: &AccessFilter,
    seen: &[&MovedOne],
    because_is_known: bool,
    now: DateTime<Utc>,
) -> Result<Vec<MovedDeadlineRow>, AppError> {
    let shown: HashMap<DeadlineId, &MovedOne> = seen
        .iter()
        .take(MOST_ROWS)
        .map(|one| (one.kept.id, *one))
        .collect();
    let ids: Vec<DeadlineId> = shown.keys().copied().collect();
    let lines = reader.deadline_lines(filter, &ids).await?;
    let row = |line: sagsbord_store::DeadlineLine| {
        let one = shown.get(&line.id)?;
        let due = one.kept.derived.due;
        let breach = told_breach(breach(one.moved.rule.overrun, due, &one.kept.log, now));
        let is_another_version = one.kept.derived.rule_from != one.moved.rule.valid_from;
        Some(MovedDeadlineRow {
            rule_name: (&one.moved.rule.name).into(),
            new_due: day_of(one.moved.new),
            new_time: time_of(one.moved.new),
            new_state: DeadlineState::of(one.moved.new, &ChangeLog::default(), now).into(),
            because: match (because_is_known, is_another_version) {
                (true, _) => Some(one.moved.because.into()),
                (false, true) => Some(MovedBecause::Rule.into()),
                (false, false) => None,
            },
            told: one.moved.told,
            version: version(&one.kept.log),
            deadline: deadline_row(line, breach, now),
        })
    };
    Ok(lines.into_iter().filter_map(row).collect())
}

fn by_rule(seen: &[&MovedOne]) -> Vec<MovedOfRule> {
    let mut rules: BTreeMap<&str, MovedOfRule> = BTreeMap::new();
    for one in seen {
        let of_rule = rules.entry(&one.kept.rule).or_insert_with(|| MovedOfRule {
            rule: one.kept.rule.clone(),
            name: (&one.moved.rule.name).into(),
            moves: 0,
            told: 0,
        });
        match one.moved.told {
            true => of_rule.told += 1,
            false => of_rule.moves += 1,
        }
    }
    rules.into_values().collect()
}
