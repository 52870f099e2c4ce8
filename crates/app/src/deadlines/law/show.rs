use sagsbord_contract::{DeadlineLaw, LawRule, LawRuleVersion, LawVersionRow, Named, Nothing};
use sagsbord_domain::EmployeeId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::deadline::{Length, Rule};
use sagsbord_law::{Language, Law, counted_in_words, length_in_words, shipped_text, word};
use sagsbord_store::Reader;

use super::super::law_in_force::LawKept;
use super::super::rule_row::rule_row;
use super::proposed::Proposed;
use crate::{AppError, Desk};

/// Every rule with its versions, what of it is the municipality's own, and who changed that when and why.
pub(crate) async fn deadline_law(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<DeadlineLaw, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let (number, kept) = in_force(&mut reader).await?;
    let faults = kept.read().await?.err().unwrap_or_default();
    Ok(DeadlineLaw {
        rules: rules(&law, session.today()),
        own: kept.own,
        versions: versions(&mut reader).await?,
        version: number_of(number),
        faults,
        may_change: session.require(Right::ChangeDeadlineLaw).is_ok(),
    })
}

/// The number of the version in force, and its files; zero and nothing where all is as it was shipped.
pub(super) async fn in_force(reader: &mut Reader) -> Result<(i64, Proposed), AppError> {
    Ok(match reader.deadline_law_in_force().await? {
        None => (0, Proposed::default()),
        Some(version) => (
            version.number,
            Proposed::kept(version.rules, version.closing_days),
        ),
    })
}

fn rules(law: &Law, today: chrono::NaiveDate) -> Vec<LawRule> {
    let mut ids: Vec<&str> = law.rules.rules().map(|rule| rule.id.as_str()).collect();
    ids.dedup();
    let rule = |id: &str| LawRule {
        id: id.to_owned(),
        versions: law
            .rules
            .versions(id)
            .iter()
            .rev()
            .map(|version| LawRuleVersion {
                rule: rule_row(version),
                in_force: version.is_in_force(today),
                counted: Named {
                    da: counted_in_words(version, Language::Da),
                    en: counted_in_words(version, Language::En),
                },
                warnings: warnings(version),
            })
            .collect(),
        shipped_text: shipped_text(id),
    };
    ids.into_iter().map(rule).collect()
}

fn warnings(rule: &Rule) -> Vec<Named> {
    let said = |ahead: Length, language| match ahead.amount {
        0 => word(language, "warning", "on_the_day", &[]),
        _ => word(
            language,
            "warning",
            "before",
            &[&length_in_words(ahead, language)],
        ),
    };
    let each = rule.warnings.iter().map(|ahead| Named {
        da: said(*ahead, Language::Da),
        en: said(*ahead, Language::En),
    });
    each.collect()
}

async fn versions(reader: &mut Reader) -> Result<Vec<LawVersionRow>, AppError> {
    let versions = reader.deadline_law_versions().await?;
    let employees = reader.list_employees().await?;
    let name = |id: EmployeeId| {
        let employee = employees.iter().find(|employee| employee.id == id);
        employee.map(|employee| employee.name.clone())
    };
    let rows = versions.into_iter().map(|version| LawVersionRow {
        number: number_of(version.number),
        at: version.at.to_rfc3339(),
        employee: name(version.employee),
        why: version.why,
        moved: version.moved,
        left_as_told: version.left_as_told,
    });
    Ok(rows.collect())
}

pub(super) fn number_of(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
