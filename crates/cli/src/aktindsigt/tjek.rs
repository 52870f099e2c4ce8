use clap::Args;
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, say_in_place, show, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// Numbers only: what was found is not for a terminal's history. False while something is left to answer.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let review = whole_review(door, &self.id).await?;
        let counts = review.counts;
        let is_done = counts.unanswered == 0 && counts.without_basis == 0 && counts.stale == 0;
        if self.json {
            show_json(&review)?;
            return Ok(is_done);
        }
        for item in &review.items {
            let state = match item.state {
                ReviewItemState::Ready => "",
                ReviewItemState::Waiting => of("aktindsigt.review.waiting"),
                ReviewItemState::Unreadable => of("aktindsigt.review.unreadable"),
                ReviewItemState::Changed => of("aktindsigt.review.changed"),
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
        Ok(is_done)
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
