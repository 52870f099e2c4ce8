//! Where a request stands between its decisions and what is given, in words.

use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::say;
use crate::text::{of, with};

pub(super) async fn standing(
    door: &Door,
    id: &str,
    is_part: bool,
) -> anyhow::Result<ReleaseStanding> {
    let request = ShowRelease {
        id: id.to_owned(),
        is_part,
    };
    door.desk.show_release(request).await.map_err(refused)
}

/// Each with the act it is about.
pub(super) fn tell_obstacles(standing: &ReleaseStanding) {
    for one in &standing.obstacles {
        let why = of(&format!("aktindsigt.obstacle.{}", word_of(one.kind)));
        let beside = one
            .detail
            .clone()
            .or(one.count.map(|count| count.to_string()));
        let beside = beside.map_or_else(String::new, |beside| format!(" ({beside})"));
        match one.number {
            Some(number) => say(&format!(
                "{}: {why}{beside}",
                with("aktindsigt.act", "{number}", &number)
            )),
            None => say(&format!("{why}{beside}")),
        }
    }
}

pub(super) fn tell_verification(bundle: &BundleRow) {
    let verified = &bundle.verified;
    if bundle.is_clean {
        say(&with("aktindsigt.clean", "{count}", &verified.texts));
    } else {
        say(of("aktindsigt.in_doubt"));
    }
    for doubt in &verified.doubts {
        let number = doubt.number.unwrap_or_default();
        let act = with("aktindsigt.act", "{number}", &number);
        let reader = doubt.reader.as_deref().unwrap_or_default();
        say(&format!("{act}: {} {} {reader}", doubt.why, doubt.count));
    }
    if !verified.not_asked.is_empty() {
        let programs = verified.not_asked.join(", ");
        say(&with("aktindsigt.not_asked", "{programs}", &programs));
    }
}

/// As the contract spells it.
fn word_of(kind: ObstacleKind) -> String {
    let word = serde_json::to_value(kind).ok();
    let word = word.and_then(|word| word.as_str().map(str::to_owned));
    word.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_stand_in_the_way_has_its_words() {
        use ObstacleKind::*;
        for kind in [
            Closed,
            Stopped,
            NotWholeList,
            RegimesMissing,
            NotIdentified,
            Undecided,
            NothingNew,
            DoesNotHold,
            NotBefore,
            Changed,
            Gone,
            NotHere,
            NotRead,
            NotPages,
            PartlyWithoutMarks,
            GivenWithMarks,
            MarkWithoutBasis,
            MarkBasis,
            StaleMarks,
            MarkOutside,
            TitleStops,
            TitleBetrays,
            OpenDoubts,
            LetterMissing,
            LetterUnfinished,
            LetterBehind,
            LetterStops,
            LetterBetrays,
        ] {
            let key = format!("aktindsigt.obstacle.{}", word_of(kind));
            assert!(!of(&key).is_empty(), "{key}");
        }
    }
}
