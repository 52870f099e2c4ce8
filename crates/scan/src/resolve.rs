//! From candidates to findings. The rules, in order:
//!
//! 1. What belongs to the same layer may not overlap. Layers are: who someone is (numbers, names,
//!    addresses), what is said of them (health, crime, …), words of the word list, and the text itself.
//! 2. Of two that overlap in one layer the surer stays; of equally sure ones the longer; then the earlier
//!    category in [`Category`]'s order.
//! 3. What is said, or a listed word, that lies wholly within a name, address or mail address is part of it
//!    (`Voldgade`), and falls away.

use std::cmp::Reverse;

use crate::detect::Candidate;
use crate::finding::{Category, Finding, Span, Whose};

/// Settles the candidates that no later one can touch: those before `cut`. The rest stays in `candidates`.
pub(crate) fn settle(candidates: &mut Vec<Candidate>, cut: usize, settled: &mut Vec<Finding>) {
    candidates.sort_by_key(|candidate| (candidate.bytes.start, Reverse(candidate.bytes.end)));
    let mut done = 0;
    let mut reach = 0;
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.bytes.start >= reach {
            done = index;
        }
        if candidate.bytes.start >= cut || candidate.bytes.end > cut {
            reach = usize::MAX;
            break;
        }
        reach = reach.max(candidate.bytes.end);
    }
    if reach != usize::MAX {
        done = candidates.len();
    }
    let ready: Vec<Candidate> = candidates.drain(..done).collect();
    let mut kept = choose(ready);
    kept.sort_by_key(|candidate| {
        (
            candidate.bytes.start,
            candidate.bytes.end,
            candidate.category,
        )
    });
    settled.extend(kept.into_iter().map(into_finding));
}

fn choose(mut ready: Vec<Candidate>) -> Vec<Candidate> {
    ready.sort_by_key(|candidate| {
        (
            layer(candidate.category),
            Reverse(candidate.confidence),
            Reverse(candidate.bytes.len()),
            candidate.category,
            candidate.bytes.start,
            candidate.rule,
        )
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(ready.len());
    // By start within each layer; kept ones of one layer never overlap.
    let mut taken: [std::collections::BTreeMap<usize, usize>; 4] = Default::default();
    for candidate in ready {
        let layer = layer(candidate.category);
        let Some(places) = taken.get_mut(layer) else {
            continue;
        };
        let overlaps = places
            .range(..candidate.bytes.end)
            .next_back()
            .is_some_and(|(_, end)| *end > candidate.bytes.start);
        if overlaps {
            continue;
        }
        if layer > 0
            && layer < 3
            && taken[0]
                .range(..=candidate.bytes.start)
                .next_back()
                .is_some_and(|(_, end)| *end >= candidate.bytes.end)
        {
            continue;
        }
        taken[layer].insert(candidate.bytes.start, candidate.bytes.end);
        kept.push(candidate);
    }
    kept
}

fn layer(category: Category) -> usize {
    match category {
        Category::Health
        | Category::Crime
        | Category::Article9
        | Category::SubstanceUse
        | Category::Economy
        | Category::Place => 1,
        Category::Forbidden => 2,
        Category::Title | Category::Unreadable => 3,
        _ => 0,
    }
}

fn into_finding(candidate: Candidate) -> Finding {
    let flag = candidate.flag.unwrap_or_else(|| flagged(&candidate));
    Finding {
        span: Span {
            bytes: candidate.bytes,
            scalars: candidate.scalars,
        },
        category: candidate.category,
        whose: candidate.whose,
        person: candidate.person,
        flag,
        confidence: candidate.confidence,
        severity: candidate.severity,
        rule: candidate.rule,
        evidence: candidate.evidence,
        action: candidate.action,
    }
}

/// Another's data, or nobody knows whose, stops; the numbers of firms never do.
fn flagged(candidate: &Candidate) -> bool {
    if matches!(candidate.category, Category::Cvr | Category::ProductionUnit) {
        return false;
    }
    matches!(
        candidate.whose,
        Whose::ThirdParty | Whose::Unknown | Whose::Nobody
    )
}
