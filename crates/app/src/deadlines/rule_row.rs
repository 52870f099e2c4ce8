use sagsbord_contract::{DeadlineRule, Named};
use sagsbord_domain::deadline::{Limit, Origin, Rule};
use sagsbord_law::{Language, length_in_words};

pub(super) fn rule_row(rule: &Rule) -> DeadlineRule {
    let said = |length| Named {
        da: length_in_words(length, Language::Da),
        en: length_in_words(length, Language::En),
    };
    DeadlineRule {
        id: rule.id.clone(),
        area: rule.area.code().to_owned(),
        name: (&rule.name).into(),
        paragraph: rule.paragraph.clone(),
        starts_at: rule.starts_at.code().to_owned(),
        in_hours: rule.is_in_hours(),
        length: match rule.limit {
            Limit::Fixed(length) => Some(said(length)),
            Limit::Chosen { .. } | Limit::EndOfMonth | Limit::Soon => None,
        },
        needs_chosen: matches!(rule.limit, Limit::Chosen { .. }),
        may_choose: matches!(rule.limit, Limit::Chosen { .. } | Limit::Soon),
        stops: rule
            .stops
            .iter()
            .map(|stop| stop.code().to_owned())
            .collect(),
        may_extend: rule.extension.is_some(),
        longest_extension: rule
            .extension
            .and_then(|extension| extension.most)
            .map(said),
        overrun: rule.overrun.code().to_owned(),
        source: rule.source.clone(),
        confidence: rule.confidence.code().to_owned(),
        is_verified: rule.confidence.is_verified(),
        verified_on: rule.verified.on.to_string(),
        verified_by: rule.verified.by.clone(),
        valid_from: rule.valid_from.to_string(),
        valid_to: rule.valid_to.map(|day| day.to_string()),
        note: rule.note.as_ref().map(Into::into),
        is_the_municipalitys: rule.origin == Origin::Municipality,
    }
}
