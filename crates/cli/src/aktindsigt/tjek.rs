use std::collections::BTreeMap;

use clap::Args;
use sagsbord_contract::*;
use serde::Serialize;

use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, say_in_place, show, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long = "besvar", value_name = "GRUND", help = of("aktindsigt.arg.answer_for"))]
    answer_for: Option<String>,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// Numbers only: what was found is not for a terminal's history. False while something is left to answer.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let review = whole_review(door, &self.id).await?;
        let request = CheckConsistency {
            id: review.id.clone(),
        };
        let mut consistency = door
            .desk
            .check_consistency(request)
            .await
            .map_err(refused)?;
        if let Some(reason) = self.answer_for {
            consistency = answer_for(door, &review.id, consistency, reason).await?;
        }
        let counts = review.counts;
        let is_done = consistency.open == 0
            && counts.unanswered == 0
            && counts.without_basis == 0
            && counts.stale == 0;
        if self.json {
            show_json(&Told {
                review,
                consistency: without_texts(consistency),
            })?;
            return Ok(is_done);
        }
        for item in &review.items {
            let state = match item.state {
                ReviewItemState::Ready => "",
                ReviewItemState::Waiting => of("aktindsigt.review.waiting"),
                ReviewItemState::Unreadable => of("aktindsigt.review.unreadable"),
                ReviewItemState::Changed => of("aktindsigt.review.changed"),
                ReviewItemState::NotHere => of("aktindsigt.review.not_here"),
                ReviewItemState::Gone => of("aktindsigt.review.gone"),
            };
            show(&format!(
                "{}\t{}\t{}\t{}\t{}\t{state}",
                item.number, item.pages, item.findings, item.unanswered, item.unread
            ));
        }
        for (key, count) in [
            ("aktindsigt.review.findings", counts.findings),
            ("aktindsigt.review.unanswered", counts.unanswered),
            ("aktindsigt.review.without_basis", counts.without_basis),
            ("aktindsigt.review.stale", counts.stale),
            ("aktindsigt.review.unread", counts.unread),
        ] {
            say(&with(key, "{count}", &count));
        }
        let mut of_kind: BTreeMap<&'static str, usize> = BTreeMap::new();
        for doubt in consistency.doubts.iter() {
            if doubt.accepted.is_none() {
                *of_kind.entry(key_of(doubt.kind)).or_default() += 1;
            }
        }
        for (key, count) in of_kind {
            say(&with(key, "{count}", &count));
        }
        Ok(is_done)
    }
}

/// Everything that may be, in one go.
async fn answer_for(
    door: &Door,
    id: &str,
    report: ConsistencyReport,
    reason: String,
) -> anyhow::Result<ConsistencyReport> {
    let open = report.doubts.iter();
    let open = open.filter(|doubt| doubt.may_be_accepted && doubt.accepted.is_none());
    let keys: Vec<String> = open.map(|doubt| doubt.key.clone()).collect();
    if keys.is_empty() {
        return Ok(report);
    }
    let accept = AcceptDoubt {
        id: id.to_owned(),
        keys,
        reason,
    };
    door.desk.accept_doubt(accept).await.map_err(refused)
}

#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    review: Review,
    consistency: ConsistencyReport,
}

/// Where something is shown is told, and not what.
fn without_texts(mut report: ConsistencyReport) -> ConsistencyReport {
    for doubt in &mut report.doubts {
        doubt.text = None;
    }
    report
}

fn key_of(kind: DoubtKind) -> &'static str {
    match kind {
        DoubtKind::CoveredElsewhere => "aktindsigt.doubt.covered_elsewhere",
        DoubtKind::Unanswered => "aktindsigt.doubt.unanswered",
        DoubtKind::ProtectedAddress => "aktindsigt.doubt.protected_address",
        DoubtKind::OtherCase => "aktindsigt.doubt.other_case",
        DoubtKind::PagesNotSeen => "aktindsigt.doubt.pages_not_seen",
        DoubtKind::PeopleChanged => "aktindsigt.doubt.people_changed",
        DoubtKind::DatedAfter => "aktindsigt.doubt.dated_after",
        DoubtKind::NotCollected => "aktindsigt.doubt.not_collected",
        DoubtKind::OpenNote => "aktindsigt.doubt.open_note",
        DoubtKind::NotRead => "aktindsigt.doubt.not_read",
        DoubtKind::StaleMarks => "aktindsigt.doubt.stale_marks",
    }
}

/// As it stands when all of its documents have been read.
pub(super) async fn whole_review(door: &Door, id: &str) -> anyhow::Result<Review> {
    let mut events = door.desk.events();
    loop {
        let request = OpenReview { id: id.to_owned() };
        let review = door.desk.open_review(request).await.map_err(refused)?;
        if review.counts.waiting == 0 {
            return Ok(review);
        }
        loop {
            match events.next().await {
                Some(DeskEvent::Review(news)) if news.id == review.id && news.of > 0 => {
                    let told = with("aktindsigt.review.reading", "{done}", &news.done);
                    say_in_place(&told.replace("{of}", &news.of.to_string()));
                    if news.done == news.of {
                        break;
                    }
                }
                // Something was missed: it is asked again.
                Some(DeskEvent::DeskChanged) => break,
                Some(_) => {}
                None => anyhow::bail!("{}", of("aktindsigt.review.stopped")),
            }
        }
    }
}
