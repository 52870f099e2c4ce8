//! Findings answered by rules that somebody wrote in a file: by what was found, and whom it is about.

use std::path::Path;

use anyhow::{Context as _, bail};
use sagsbord_contract::*;
use serde::Deserialize;

use super::tjek::whole_review;
use super::words::Numbers;
use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show_json};

const LARGEST_FILE: u64 = 1024 * 1024;
/// As many places as one answer takes.
const AT_ONCE: usize = 500;

/// The first rule that fits a finding answers it. What a rule does not say does not narrow it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    kategori: Option<String>,
    person: Option<String>,
    tekst: Option<String>,
    /// Cover, on this basis.
    daek: Option<String>,
    /// Keep, for this reason.
    behold: Option<String>,
}

impl Rule {
    fn fits(&self, finding: &ReviewFinding) -> bool {
        let says = |rule: &Option<String>, found: Option<&str>| {
            rule.as_deref().is_none_or(|rule| found == Some(rule))
        };
        says(&self.kategori, Some(&finding.found.category))
            && says(&self.person, finding.person.as_deref())
            && says(&self.tekst, Some(&finding.text))
    }

    fn decision(&self) -> anyhow::Result<ReviewDecision> {
        Ok(match (&self.daek, &self.behold) {
            (Some(basis), None) => ReviewDecision::Cover {
                basis: Some(basis.clone()),
                note: String::new(),
            },
            (None, Some(reason)) => ReviewDecision::Keep {
                reason: reason.clone(),
            },
            _ => bail!("{}", of("aktindsigt.fund.one_answer")),
        })
    }
}

/// What nobody has answered yet is answered; what somebody has stays as it is.
pub(super) async fn answer_by_file(
    door: &Door,
    id: &str,
    only: Option<&Numbers>,
    file: &Path,
    json: bool,
) -> anyhow::Result<bool> {
    let rules = read(file)?;
    let decisions: Vec<ReviewDecision> =
        rules.iter().map(Rule::decision).collect::<Result<_, _>>()?;
    let review = whole_review(door, id).await?;
    let mut answered = 0;
    for item in &review.items {
        if only.is_some_and(|numbers| !numbers.holds(item.number)) {
            continue;
        }
        let request = ListReviewFindings {
            id: id.to_owned(),
            item_id: item.id.clone(),
        };
        let found = door.desk.list_review_findings(request).await;
        let mut found = found.map_err(refused)?;
        for (at, decision) in decisions.iter().enumerate() {
            let places: Vec<ReviewPlace> = found
                .findings
                .iter()
                .filter(|one| one.found.flag && one.answer.is_none())
                .filter(|one| rules.iter().position(|rule| rule.fits(one)) == Some(at))
                .map(|one| ReviewPlace::Finding {
                    item_id: item.id.clone(),
                    number: one.number,
                    text: one.text.clone(),
                })
                .collect();
            for some in places.chunks(AT_ONCE) {
                let answer = AnswerReview {
                    id: id.to_owned(),
                    seen: found.stack.seen,
                    places: some.to_vec(),
                    answer: decision.clone(),
                };
                let done = door.desk.answer_review(answer).await.map_err(refused)?;
                if let Some(taken) = &done.taken {
                    bail!("{}", with("aktindsigt.fund.taken", "{name}", &taken.by));
                }
                if let Some(first) = done.refused.first() {
                    let why = of(&format!("aktindsigt.why.{}", first.why));
                    bail!("{}: {why}", item.number);
                }
                answered += done.marks;
                found.stack = done.stack;
            }
        }
    }
    let now = whole_review(door, id).await?;
    if json {
        show_json(&now)?;
    } else {
        say(&with("aktindsigt.fund.answered", "{count}", &answered));
        let left = now.counts.unanswered;
        say(&with("aktindsigt.review.unanswered", "{count}", &left));
    }
    Ok(now.counts.unanswered == 0)
}

fn read(file: &Path) -> anyhow::Result<Vec<Rule>> {
    let unreadable = || with("aktindsigt.unreadable", "{file}", &file.display());
    let about = std::fs::metadata(file).with_context(unreadable)?;
    if about.len() > LARGEST_FILE {
        bail!(
            "{}",
            with("aktindsigt.fund.too_large", "{file}", &file.display())
        );
    }
    let text = std::fs::read_to_string(file).with_context(unreadable)?;
    serde_json::from_str(&text).with_context(|| of("aktindsigt.fund.no_rules"))
}
