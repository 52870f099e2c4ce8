use std::collections::HashMap;

use krilla::tagging::ArtifactType;

use crate::read::{Line, PageText};

/// Which lines of a page are its running head and foot.
#[derive(Default)]
pub(super) struct Running {
    artifacts: HashMap<usize, ArtifactType>,
}

/// The share of a page's height, at either end, that running heads and feet stand in.
const MARGIN: f64 = 0.12;
/// In points: how far a running line may move from page to page.
const DRIFT: f64 = 2.0;
/// So many of the pages must have it.
const SHARE: f64 = 0.5;
const LEAST_PAGES: usize = 2;
/// In lines from either end of the page.
const DEEPEST: usize = 4;

impl Running {
    /// For the pages of one document, in their order.
    pub(super) fn of(pages: &[&PageText]) -> Vec<Self> {
        let mut met: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
        for (page, read) in pages.iter().enumerate() {
            for line in in_margins(read) {
                met.entry(Key::of(read, &read.lines[line]))
                    .or_default()
                    .push((page, line));
            }
        }
        let mut running: Vec<Self> = pages.iter().map(|_| Self::default()).collect();
        let least = ((pages.len() as f64 * SHARE).ceil() as usize).max(LEAST_PAGES);
        for (key, places) in met {
            if places.len() < least {
                continue;
            }
            let is_number = key.is_page_number();
            let kind = match (is_number, key.is_head) {
                (true, _) => ArtifactType::PageNumber,
                (false, true) => ArtifactType::Header,
                (false, false) => ArtifactType::Footer,
            };
            let mut heard: Vec<String> = Vec::new();
            for (page, line) in places {
                let text = pages[page].lines[line].text();
                // What is said on every page is told once, where it is first met: it may be said nowhere else.
                if !is_number && !heard.contains(&text) {
                    heard.push(text);
                    continue;
                }
                running[page].artifacts.insert(line, kind);
            }
        }
        running
    }

    pub(super) fn artifact(&self, line: usize) -> Option<ArtifactType> {
        self.artifacts.get(&line).copied()
    }

    pub(super) fn is_told(&self, line: usize) -> bool {
        !self.artifacts.contains_key(&line)
    }
}

/// What two running lines have in common: place and words, but for their numbers.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    is_head: bool,
    place: i64,
    text: String,
}

impl Key {
    fn of(page: &PageText, line: &Line) -> Self {
        let is_head = line.area.center().y < page.height / 2.0;
        let y = if is_head {
            line.area.y1
        } else {
            page.height - line.area.y1
        };
        let mut text = String::new();
        for letter in line.text().chars() {
            match letter {
                '0'..='9' if text.ends_with('#') => {}
                '0'..='9' => text.push('#'),
                letter => text.extend(letter.to_lowercase()),
            }
        }
        Self {
            is_head,
            place: (y / DRIFT).round() as i64,
            text,
        }
    }

    /// `Side 3 af 12`, `- 3 -`, `3/12`
    fn is_page_number(&self) -> bool {
        self.text.contains('#')
            && self
                .text
                .split(|letter: char| !letter.is_alphabetic())
                .all(|word| matches!(word, "" | "side" | "s" | "af" | "page" | "of" | "p"))
    }
}

/// The outermost lines at the top and at the foot.
fn in_margins(page: &PageText) -> Vec<usize> {
    let mut lines: Vec<usize> = (0..page.lines.len()).collect();
    lines.sort_by(|one, other| {
        page.lines[*one]
            .area
            .y0
            .total_cmp(&page.lines[*other].area.y0)
    });
    let (top, foot) = (page.height * MARGIN, page.height * (1.0 - MARGIN));
    let head = lines
        .iter()
        .copied()
        .take(DEEPEST)
        .filter(|line| page.lines[*line].area.y1 < top);
    let tail = lines
        .iter()
        .copied()
        .rev()
        .take(DEEPEST)
        .filter(|line| page.lines[*line].area.y0 > foot);
    let mut found: Vec<usize> = head.chain(tail).collect();
    found.sort_unstable();
    found.dedup();
    found
}
