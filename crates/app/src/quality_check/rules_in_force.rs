use sagsbord_contract::{CheckOccasion, CheckPurpose, CheckRegime, ErrorCode};
use sagsbord_domain::access::Session;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_scan::{OnlyInform, Options, Rule};
use sagsbord_store::{CheckRuleVersion, Reader};

use super::occasions;
use crate::{AppError, Desk};

/// Where the municipality lets rules inform instead of warn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RulesInForce {
    pub(super) number: i64,
    eased: Vec<(String, CheckOccasion)>,
}

impl RulesInForce {
    pub(crate) async fn read(reader: &mut Reader) -> Result<Self, AppError> {
        let number = reader.check_rule_number().await?;
        Self::of_version(reader, number).await
    }

    /// Version zero is every rule as it was shipped.
    pub(super) async fn of_version(reader: &mut Reader, number: i64) -> Result<Self, AppError> {
        if number == 0 {
            return Ok(Self::default());
        }
        let kept = reader.eased_check_rules(number).await?;
        let kept = kept.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
        // A rule or occasion that a later program has no more is no longer eased.
        let eased = kept.lines().filter_map(|line| {
            let (rule, occasion) = line.split_once(' ')?;
            Some((rule.to_owned(), occasions::from_code(occasion)?))
        });
        Ok(Self {
            number,
            eased: eased.collect(),
        })
    }

    pub(super) fn informs(&self, rule: &str) -> Vec<CheckOccasion> {
        let of_rule = self.eased.iter().filter(|(eased, _)| eased == rule);
        of_rule.map(|(_, occasion)| *occasion).collect()
    }

    /// The same with another choice for one rule. What the rule does not allow is no choice.
    pub(super) fn with(&self, rule: &Rule, informs: &[CheckOccasion]) -> Result<Self, AppError> {
        let allowed = occasions::may_inform(rule);
        if informs.iter().any(|occasion| !allowed.contains(occasion)) {
            return Err(AppError::invalid("informs"));
        }
        let mut eased = self.eased.clone();
        eased.retain(|(other, _)| other != rule.id);
        // In one order, so that the same choice is the same text.
        let chosen = allowed.iter().filter(|one| informs.contains(one));
        eased.extend(chosen.map(|occasion| (rule.id.to_owned(), *occasion)));
        Ok(Self {
            number: self.number,
            eased,
        })
    }

    /// A rule informs only where it does so on every occasion that the text may be for.
    pub(crate) fn options(&self, purpose: CheckPurpose, regime: Option<CheckRegime>) -> Options {
        let occasions = occasions::of(purpose, regime);
        let rules = Rule::all().iter().map(|rule| rule.id).filter(|rule| {
            let informs = self.informs(rule);
            occasions.iter().all(|occasion| informs.contains(occasion))
        });
        Options {
            purpose: occasions::purpose(purpose),
            only_inform: OnlyInform::these(rules),
            ..Options::default()
        }
    }

    fn count_beyond(&self, other: &Self) -> u32 {
        let beyond = self.eased.iter().filter(|one| !other.eased.contains(one));
        u32::try_from(beyond.count()).unwrap_or(u32::MAX)
    }

    fn as_text(&self) -> String {
        let lines = self.eased.iter();
        lines
            .map(|(rule, occasion)| format!("{rule} {}\n", occasions::code(*occasion)))
            .collect()
    }
}

/// Keeps `next` as the next version, with a line in the log.
pub(super) async fn keep_rules(
    desk: &Desk,
    session: &Session,
    before: &RulesInForce,
    next: &RulesInForce,
    why: &str,
    restored: Option<i64>,
) -> Result<(), AppError> {
    let now = desk.app().clock.now();
    let version = CheckRuleVersion {
        number: before.number + 1,
        at: now,
        employee: session.employee(),
        why: why.to_owned(),
        added: next.count_beyond(before),
        removed: before.count_beyond(next),
        restored,
    };
    let mut writer = desk.app().store().await?.write().await?;
    writer
        .add_check_rule_version(&version, &next.as_text())
        .await?;
    let record = AuditRecord::new(session.employee(), AuditAct::CheckRulesChanged)
        .with("version", AuditDetail::Count(version.number.unsigned_abs()))
        .with("added", AuditDetail::Count(version.added.into()))
        .with("removed", AuditDetail::Count(version.removed.into()));
    writer.commit_with(&record, now).await?;
    Ok(())
}
