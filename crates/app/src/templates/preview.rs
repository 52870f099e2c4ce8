use sagsbord_contract::{
    PreviewTemplate, PreviewedTemplate, TemplateAnswer, TemplateFault, TemplateFaultKind,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId};

use super::check::{findings, in_bounds};
use super::fields::LetterCase;
use super::kept::find;
use super::{markup, merge};
use crate::deadlines::LawKept;
use crate::people::fields::id;
use crate::{AppError, Desk};

const LONGEST_ANSWER: usize = 2_000;
const MOST_ANSWERS: usize = 30;

/// The letter as it would be, where each field came from, and what is wrong with it. Nothing is kept. Filling it is
/// reading the case, and the log says so.
pub(crate) async fn preview_template(
    desk: &Desk,
    session: &Session,
    request: PreviewTemplate,
) -> Result<PreviewedTemplate, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.case_id, "caseId")?;
    let answers = answers(request.answers)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let template = find(&mut reader, &request.template_id).await?;
    let text = request.text.unwrap_or(template.text);
    in_bounds(&text)?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let letter_case = LetterCase::read(&mut reader, session, &filter, &law, case).await?;
    drop(reader);
    // A text that is being written is filled again with every word: the log is told once.
    if desk.is_first_check_of(session.employee(), case) {
        let record = AuditRecord::new(session.employee(), AuditAct::TemplateFilled)
            .about("case", case.uuid());
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    let values = letter_case.values(answers, request.uses_protected_address);
    let merged = merge::merge(&text, Some(&values));
    let set = markup::set(&merged.text);
    let findings = findings(desk, session, &merged.text, Some(&request.case_id)).await?;
    let mut faults = merged.faults;
    // What a field lacks is told by its line in the template, and not once more by the text's own.
    let more = set
        .faults
        .into_iter()
        .filter(|fault| fault.kind != TemplateFaultKind::EmptyField);
    faults.extend(more);
    faults.sort_by_key(|fault: &TemplateFault| fault.line);
    Ok(PreviewedTemplate {
        title: set.title,
        text: merged.text,
        filled: merged.filled,
        questions: merged.questions,
        faults,
        findings,
        may_be_kept: letter_case.is_own(),
    })
}

fn answers(answers: Vec<TemplateAnswer>) -> Result<Vec<(String, String)>, AppError> {
    if answers.len() > MOST_ANSWERS {
        return Err(AppError::invalid("answers"));
    }
    answers
        .into_iter()
        .map(|answer| {
            let is_clean = |c: char| !c.is_control() || c == '\n';
            if answer.text.chars().count() > LONGEST_ANSWER || !answer.text.chars().all(is_clean) {
                return Err(AppError::invalid("answers"));
            }
            Ok((answer.id, answer.text))
        })
        .collect()
}
