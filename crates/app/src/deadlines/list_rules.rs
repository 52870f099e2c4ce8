use sagsbord_contract::{DeadlineRules, DeadlineWord, Named, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_law::{Language, words};

use super::law_in_force::LawKept;
use super::rule_row::rule_row;
use super::times;
use crate::{AppError, Desk};

/// What the screens say of deadlines in the law's own words.
const KINDS: [&str; 11] = [
    "area",
    "breach",
    "condition",
    "confidence",
    "duty",
    "forecast",
    "ground",
    "letter",
    "problem",
    "start",
    "unit",
];

/// One line for each rule: the version in force today, or the last there was.
pub(crate) async fn deadline_rules(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<DeadlineRules, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let today = times::today(desk.app().clock.now());
    let mut ids: Vec<&str> = law.rules.rules().map(|rule| rule.id.as_str()).collect();
    ids.dedup();
    let rows = ids.into_iter().filter_map(|id| {
        let newest = || law.rules.versions(id).last();
        let rule = law.rules.on(id, today).ok().or_else(newest)?;
        Some(rule_row(rule))
    });
    Ok(DeadlineRules {
        rows: rows.collect(),
        words: said(),
    })
}

fn said() -> Vec<DeadlineWord> {
    let english: std::collections::HashMap<_, _> = words(Language::En).collect();
    let mut said: Vec<DeadlineWord> = words(Language::Da)
        .filter(|(key, _)| {
            let kind = key.split_once('.').map_or(*key, |(kind, _)| kind);
            KINDS.contains(&kind)
        })
        .map(|(key, da)| DeadlineWord {
            key: key.to_owned(),
            said: Named {
                da: da.to_owned(),
                en: english.get(key).copied().unwrap_or(da).to_owned(),
            },
        })
        .collect();
    said.sort_by(|one, other| one.key.cmp(&other.key));
    said
}
