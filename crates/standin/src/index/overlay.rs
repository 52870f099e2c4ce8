//! What is said later holds for the time it is said of, and what was said before holds for the rest.

use chrono::{DateTime, Utc};
use sagsbord_platform::index::{CaseLists, DocumentLists, Effect, End, Progress, Relation};

pub(super) fn cases(kept: &mut CaseLists, said: CaseLists) {
    lay(
        &mut kept.properties,
        said.properties,
        |item| &mut item.effect,
        |_, _| true,
    );
    lay(
        &mut kept.index_properties,
        said.index_properties,
        |item| &mut item.effect,
        |_, _| true,
    );
    lay(
        &mut kept.progress,
        said.progress,
        progress_effect,
        |_, _| true,
    );
    lay(
        &mut kept.relations,
        said.relations,
        |item| &mut item.effect,
        is_same_relation,
    );
}

pub(super) fn documents(kept: &mut DocumentLists, said: DocumentLists) {
    lay(
        &mut kept.properties,
        said.properties,
        |item| &mut item.effect,
        |_, _| true,
    );
    lay(
        &mut kept.progress,
        said.progress,
        progress_effect,
        |_, _| true,
    );
    lay(
        &mut kept.relations,
        said.relations,
        |item| &mut item.effect,
        is_same_relation,
    );
}

fn progress_effect<Step>(item: &mut Progress<Step>) -> &mut Option<Effect> {
    &mut item.effect
}

/// What a relation is known by: its kind, its role and its index.
fn is_same_relation(one: &Relation, other: &Relation) -> bool {
    one.kind == other.kind && one.role == other.role && one.index == other.index
}

fn lay<T: Clone>(
    kept: &mut Vec<T>,
    said: Vec<T>,
    effect: fn(&mut T) -> &mut Option<Effect>,
    is_same: fn(&T, &T) -> bool,
) {
    for mut new in said {
        let (from, to) = span(effect(&mut new).as_ref());
        let mut left = Vec::with_capacity(kept.len() + 1);
        for mut old in std::mem::take(kept) {
            if !is_same(&old, &new) {
                left.push(old);
                continue;
            }
            let (old_from, old_to) = span(effect(&mut old).as_ref());
            if old_from < from {
                let mut before = old.clone();
                if old_to > from {
                    end_at(effect(&mut before), from);
                }
                left.push(before);
            }
            if old_to > to {
                let mut after = old.clone();
                if old_from < to {
                    begin_at(effect(&mut after), to);
                }
                left.push(after);
            }
        }
        left.push(new);
        *kept = left;
    }
}

fn span(effect: Option<&Effect>) -> (DateTime<Utc>, DateTime<Utc>) {
    let moment = |end: Option<End>, without: DateTime<Utc>| match end {
        Some(End::At(moment)) => moment,
        Some(End::Never) | None => without,
    };
    (
        moment(
            effect.and_then(|effect| effect.from),
            DateTime::<Utc>::MIN_UTC,
        ),
        moment(
            effect.and_then(|effect| effect.to),
            DateTime::<Utc>::MAX_UTC,
        ),
    )
}

fn end_at(effect: &mut Option<Effect>, moment: DateTime<Utc>) {
    effect.get_or_insert_default().to = Some(End::At(moment));
}

fn begin_at(effect: &mut Option<Effect>, moment: DateTime<Utc>) {
    effect.get_or_insert_default().from = Some(End::At(moment));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: i64, to: Option<i64>, word: &str) -> (Option<Effect>, String) {
        let moment = |seconds| DateTime::<Utc>::from_timestamp(seconds, 0).map(End::At);
        let effect = Effect {
            from: moment(from),
            to: to.map_or(Some(End::Never), moment),
            ..Effect::default()
        };
        (Some(effect), word.to_owned())
    }

    #[test]
    fn what_is_said_later_holds_for_its_own_time_only() {
        type Said = Vec<(i64, Option<i64>, &'static str)>;
        let check = |before: Said, new: (i64, Option<i64>, &str), expected: Said| {
            let mut kept: Vec<_> = before
                .iter()
                .map(|(from, to, word)| said(*from, *to, word))
                .collect();
            lay(
                &mut kept,
                vec![said(new.0, new.1, new.2)],
                |item| &mut item.0,
                |_, _| true,
            );
            kept.sort_by_key(|(effect, _)| span(effect.as_ref()).0);
            let expected: Vec<_> = expected
                .iter()
                .map(|(from, to, word)| said(*from, *to, word))
                .collect();
            assert_eq!(kept, expected);
        };
        check(vec![], (1, None, "a"), vec![(1, None, "a")]);
        check(
            vec![(1, None, "a")],
            (5, None, "b"),
            vec![(1, Some(5), "a"), (5, None, "b")],
        );
        check(vec![(1, None, "a")], (1, None, "b"), vec![(1, None, "b")]);
        check(vec![(5, None, "a")], (1, None, "b"), vec![(1, None, "b")]);
        check(
            vec![(1, None, "a")],
            (3, Some(5), "b"),
            vec![(1, Some(3), "a"), (3, Some(5), "b"), (5, None, "a")],
        );
        check(
            vec![(1, Some(3), "a")],
            (3, None, "b"),
            vec![(1, Some(3), "a"), (3, None, "b")],
        );
    }
}
