use crate::case::codes;

codes! {
    /// How a mark came to be where it is.
    MarkKind {
        /// On what the quality check found.
        Finding = "finding",
        /// On words that a person chose.
        Text = "text",
        Area = "area",
        Page = "page",
        Document = "document",
        /// On words of the title that the list and the letter bear.
        Title = "title",
    }
}

impl MarkKind {
    /// Whether it is about one page: the others are about a document as a whole.
    pub const fn is_on_a_page(self) -> bool {
        !matches!(self, Self::Document | Self::Title)
    }
}

codes! {
    MarkDecision {
        Cover = "cover",
        /// It was looked at and stays open.
        Keep = "keep",
    }
}

/// A title as it goes out: the words that somebody covered are not in it.
pub fn title_without<'a>(
    title: &str,
    covered: impl Iterator<Item = &'a str>,
    instead: &str,
) -> String {
    let mut covered: Vec<&str> = covered.filter(|text| !text.is_empty()).collect();
    // A whole name before the first name of it.
    covered.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
    let mut pieces = vec![(title.to_owned(), true)];
    for text in covered {
        pieces = pieces
            .into_iter()
            .flat_map(|(piece, is_open)| match is_open {
                true => parted(&piece, text),
                false => vec![(piece, false)],
            })
            .collect();
    }
    let told = pieces.iter().map(|(piece, is_open)| match is_open {
        true => piece.as_str(),
        false => instead,
    });
    told.collect()
}

/// What is left of it, and a piece that is closed for each place of the words.
fn parted(piece: &str, words: &str) -> Vec<(String, bool)> {
    let mut parts = Vec::new();
    for (at, between) in piece.split(words).enumerate() {
        if at > 0 {
            parts.push((String::new(), false));
        }
        parts.push((between.to_owned(), true));
    }
    parts
}

/// Left, top, right and bottom of a place on a page, in points from its top left.
pub type MarkArea = [f64; 4];

/// Points by which two readings of the same words may differ.
const AS_GOOD_AS: f64 = 0.75;

/// A place that lies on a page of that size and is something; put straight where a hair of it reaches over the edge.
pub fn area_on_page(area: MarkArea, width: f64, height: f64) -> Option<MarkArea> {
    let [x0, y0, x1, y1] = area;
    let is_there = area.iter().all(|side| side.is_finite())
        && x0 >= -AS_GOOD_AS
        && y0 >= -AS_GOOD_AS
        && x1 <= width + AS_GOOD_AS
        && y1 <= height + AS_GOOD_AS
        && x1 - x0 >= 1.0
        && y1 - y0 >= 1.0;
    is_there.then(|| [x0.max(0.0), y0.max(0.0), x1.min(width), y1.min(height)])
}

/// Whether each of the places lies within one of the marked ones.
pub fn is_within(places: &[MarkArea], marked: &[MarkArea]) -> bool {
    let holds = |mark: &MarkArea, place: &MarkArea| {
        mark[0] <= place[0] + AS_GOOD_AS
            && mark[1] <= place[1] + AS_GOOD_AS
            && mark[2] >= place[2] - AS_GOOD_AS
            && mark[3] >= place[3] - AS_GOOD_AS
    };
    !places.is_empty()
        && places
            .iter()
            .all(|place| marked.iter().any(|mark| holds(mark, place)))
}

/// Whether any of the places lies over one of the others: edges that touch do not.
pub fn overlaps(places: &[MarkArea], others: &[MarkArea]) -> bool {
    places.iter().any(|a| {
        others.iter().any(|b| {
            a[0] + AS_GOOD_AS < b[2]
                && b[0] + AS_GOOD_AS < a[2]
                && a[1] + AS_GOOD_AS < b[3]
                && b[1] + AS_GOOD_AS < a[3]
        })
    })
}

/// How long a page must be shown whole before it counts as read, in milliseconds: as long as somebody who is used to it
/// needs to look it over. What nobody could have looked over has not been read.
pub fn shortest_look_ms(letters: usize) -> u32 {
    const LEAST: u32 = 800;
    const MOST: u32 = 6_000;
    const LETTERS_A_SECOND: usize = 600;
    let of_text = u32::try_from(letters.saturating_mul(1_000) / LETTERS_A_SECOND);
    of_text.unwrap_or(MOST).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_words_of_a_title_do_not_go_out() {
        let check = |title: &str, covered: &[&str], expected: &str| {
            let covered = covered.iter().copied();
            assert_eq!(title_without(title, covered, "[-]"), expected, "{title}");
        };
        check("Brev om rampen", &[], "Brev om rampen");
        check("Brev til Ida Lund", &["Ida Lund"], "Brev til [-]");
        check(
            "Ida Lund og Ida Holm",
            &["Ida", "Ida Lund"],
            "[-] og [-] Holm",
        );
        check("Lund, Lund", &["Lund"], "[-], [-]");
        // What stands instead is never taken for a word of the title.
        check("Ida [-]", &["Ida", "-"], "[-] [[-]]");
        check("Notat", &["Ida", ""], "Notat");
    }

    #[test]
    fn a_mark_lies_on_its_page_or_is_none() {
        let check = |area: MarkArea, expected: Option<MarkArea>| {
            assert_eq!(area_on_page(area, 595.0, 842.0), expected, "{area:?}");
        };
        let within = [10.0, 10.0, 60.0, 22.0];
        check(within, Some(within));
        check([0.0, 0.0, 595.0, 842.0], Some([0.0, 0.0, 595.0, 842.0]));
        check([-0.5, 10.0, 595.5, 20.0], Some([0.0, 10.0, 595.0, 20.0]));
        check([-3.0, 10.0, 60.0, 22.0], None);
        check([10.0, 10.0, 600.0, 22.0], None);
        check([10.0, 800.0, 60.0, 850.0], None);
        check([60.0, 10.0, 10.0, 22.0], None);
        check([10.0, 10.0, 10.5, 22.0], None);
        check([f64::NAN, 10.0, 60.0, 22.0], None);
        check([10.0, 10.0, f64::INFINITY, 22.0], None);
    }

    #[test]
    fn a_finding_is_covered_when_all_of_it_is() {
        let (name, line_end, line_start) = (
            [10.0, 10.0, 60.0, 22.0],
            [500.0, 10.0, 560.0, 22.0],
            [10.0, 24.0, 40.0, 36.0],
        );
        let check = |places: &[MarkArea], marked: &[MarkArea], expected| {
            assert_eq!(is_within(places, marked), expected, "{places:?} {marked:?}");
        };
        check(&[name], &[name], true);
        check(&[name], &[[0.0, 0.0, 595.0, 842.0]], true);
        check(&[name], &[[10.4, 10.4, 59.6, 21.6]], true);
        check(&[name], &[[10.0, 10.0, 50.0, 22.0]], false);
        check(&[line_end, line_start], &[line_end, line_start], true);
        check(&[line_end, line_start], &[line_end], false);
        check(&[], &[name], false);
        check(&[name], &[], false);
    }

    #[test]
    fn places_that_only_touch_are_two_places() {
        let name = [10.0, 10.0, 60.0, 22.0];
        let check = |other: MarkArea, expected| {
            assert_eq!(overlaps(&[name], &[other]), expected, "{other:?}");
            assert_eq!(overlaps(&[other], &[name]), expected, "{other:?}");
        };
        check(name, true);
        check([50.0, 10.0, 90.0, 22.0], true);
        check([60.0, 10.0, 90.0, 22.0], false);
        check([10.0, 22.0, 60.0, 34.0], false);
        check([0.0, 0.0, 595.0, 842.0], true);
        assert!(!overlaps(&[], &[name]));
    }

    #[test]
    fn a_page_takes_the_longer_the_more_is_on_it() {
        for (letters, expected) in [
            (0, 800),
            (480, 800),
            (1_200, 2_000),
            (2_400, 4_000),
            (50_000, 6_000),
            (usize::MAX, 6_000),
        ] {
            assert_eq!(shortest_look_ms(letters), expected, "{letters}");
        }
    }
}
