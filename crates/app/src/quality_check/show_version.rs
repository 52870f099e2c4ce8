use sagsbord_contract::{
    CheckVersionChanges, CheckVersionKind, ErrorCode, RuleChange, ShowCheckVersion, WordChange,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{Entry, Rule};
use sagsbord_store::Reader;

use super::list_in_force::own_entries;
use super::rules_in_force::RulesInForce;
use super::words::row;
use crate::{AppError, Desk};

/// What one version changed from the one before it.
pub(crate) async fn show_check_version(
    desk: &Desk,
    session: &Session,
    request: ShowCheckVersion,
) -> Result<CheckVersionChanges, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let number = i64::from(request.number);
    let mut changes = CheckVersionChanges {
        words: Vec::new(),
        rules: Vec::new(),
    };
    if number == 0 {
        return Ok(changes);
    }
    match request.kind {
        CheckVersionKind::WordList => {
            let before = entries(&mut reader, number - 1).await?;
            let after = entries(&mut reader, number).await?;
            changes.words = words(&before, &after);
        }
        CheckVersionKind::Rules => {
            let before = RulesInForce::of_version(&mut reader, number - 1).await?;
            let after = RulesInForce::of_version(&mut reader, number).await?;
            changes.rules = rules(&before, &after);
        }
    }
    Ok(changes)
}

async fn entries(reader: &mut Reader, number: i64) -> Result<Vec<Entry>, AppError> {
    if number == 0 {
        return Ok(Vec::new());
    }
    let csv = reader.word_list_entries(number).await?;
    own_entries(&csv.ok_or_else(|| AppError::new(ErrorCode::NotFound))?)
}

fn words(before: &[Entry], after: &[Entry]) -> Vec<WordChange> {
    let same = |list: &[Entry], entry: &Entry| {
        let found = list.iter().find(|other| other.word == entry.word);
        found.cloned()
    };
    let mut changes = Vec::new();
    for entry in after {
        let was = same(before, entry);
        if was.as_ref() != Some(entry) {
            changes.push(WordChange {
                before: was.as_ref().map(row),
                after: Some(row(entry)),
            });
        }
    }
    for entry in before {
        if same(after, entry).is_none() {
            changes.push(WordChange {
                before: Some(row(entry)),
                after: None,
            });
        }
    }
    changes
}

fn rules(before: &RulesInForce, after: &RulesInForce) -> Vec<RuleChange> {
    let each = Rule::all().iter().map(|rule| RuleChange {
        id: rule.id.to_owned(),
        before: before.informs(rule.id),
        after: after.informs(rule.id),
    });
    each.filter(|change| change.before != change.after)
        .collect()
}
