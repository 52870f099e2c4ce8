use sagsbord_contract::{
    CheckPurpose, CheckRulePreview, ErrorCode, PastTextKind, PreviewCheckRule,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{CaseScanner, Options, Rule, Scanner, TitleKind, measure};

use super::list_in_force::ListInForce;
use super::made_ready::people;
use super::past_text::{Kept, PastText, people_of};
use super::rules_in_force::RulesInForce;
use crate::{AppError, Desk};

/// What a rule finds in what is kept already, and what easing it would cost on the shipped documents.
pub(crate) async fn preview_check_rule(
    desk: &Desk,
    session: &Session,
    request: PreviewCheckRule,
) -> Result<CheckRulePreview, AppError> {
    session.require(Right::ChangeWordList)?;
    let rule = Rule::of(&request.id).ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let past = PastText::gather(desk, session).await?;
    let mut reader = desk.app().store().await?.read().await?;
    let (_, words) = ListInForce::read(desk.app(), &mut reader).await?;
    let now = RulesInForce::read(&mut reader).await?;
    let then = now.with(rule, &request.informs)?;
    let staff = people(session, &mut reader, None).await?;
    let of_cases = people_of(session, &mut reader, past.cases_of_documents()).await?;
    drop(reader);
    let (preview, hits) = tokio::task::spawn_blocking(move || {
        let scanner = Scanner::new((*words).clone(), Options::default());
        let titles = scanner.for_case(staff);
        let hits = past.look(|kept| match of_cases.get(&kept.case) {
            Some(people) if kept.kind == PastTextKind::Document => {
                warned(&scanner.for_case(people.clone()), kept, rule)
            }
            _ => warned(&titles, kept, rule),
        });
        let release =
            |rules: &RulesInForce| measure(&words, rules.options(CheckPurpose::Release, None));
        let (before, after) = (release(&now), release(&then));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let preview = CheckRulePreview {
            past: hits.hits.clone(),
            must_flag: count(before.must_flag),
            leaks_now: count(before.leaks),
            leaks_then: count(after.leaks),
        };
        (preview, hits)
    })
    .await?;
    hits.note(desk, session).await?;
    Ok(preview)
}

/// Where the rule, as it was shipped, warns.
fn warned(scanner: &CaseScanner, kept: &Kept, rule: &Rule) -> Vec<std::ops::Range<usize>> {
    let found = match kept.kind {
        PastTextKind::CaseTitle => scanner.scan_title(&kept.text, TitleKind::Case),
        PastTextKind::DocumentTitle => scanner.scan_title(&kept.text, TitleKind::Document),
        PastTextKind::FileName => scanner.scan_title(&kept.text, TitleKind::File),
        PastTextKind::Document => scanner.scan(&kept.text),
    };
    let warned = found
        .into_iter()
        .filter(|finding| finding.flag && finding.rule.id == rule.id);
    warned.map(|finding| finding.span.bytes).collect()
}
