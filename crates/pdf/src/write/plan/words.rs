//! Words into leaves: pieces that are painted in the order they are read.

use krilla::tagging::ArtifactType;
use kurbo::Rect;

use super::{Child, Leaf, LeafId, Link, LinkTo, PagePlan};
use crate::drawing::Drawing;
use crate::read::{SourcePlace, Word};

/// The page's links, as far as they have not been told.
pub(super) struct Links {
    known: Vec<Known>,
}

struct Known {
    area: Rect,
    to: LinkTo,
    is_told: bool,
}

/// A link over more of the page than this is no link on a text.
const LARGEST: f64 = 0.25;

impl Links {
    pub(super) fn of(drawing: &Drawing) -> Self {
        let most = drawing.page_area().area() * LARGEST;
        let known = drawing
            .links
            .iter()
            .filter(|link| link.area.area() <= most)
            .map(|link| Known {
                area: link.area,
                to: match &link.to {
                    SourcePlace::Address(address) => LinkTo::Address(address.clone()),
                    SourcePlace::Away(pages) => LinkTo::Away(*pages),
                },
                is_told: false,
            });
        Self {
            known: known.collect(),
        }
    }

    fn at(&self, word: &Word) -> Option<usize> {
        let middle = word.area.center();
        self.known
            .iter()
            .position(|link| !link.is_told && link.area.contains(middle))
    }
}

/// What the words are told as, each with the line it is in. A new piece begins with each line, at the ends of links, and
/// where a word was painted before the one it follows: so a mark that was painted last is read where it stands.
pub(super) fn tell(plan: &mut PagePlan, links: &mut Links, words: &[(usize, &Word)]) -> Vec<Child> {
    let mut children: Vec<Child> = Vec::new();
    let mut last: Option<(usize, Option<usize>, u32)> = None;
    let mut leaf = 0;
    for (line, word) in words {
        let painted = || word.glyphs.iter().map(|glyph| glyph.order);
        let (Some(first), Some(end)) = (painted().min(), painted().max()) else {
            continue;
        };
        let link = links.at(word);
        let goes_on = last.is_some_and(|(last_line, last_link, painted)| {
            last_line == *line && last_link == link && first > painted
        });
        if let Some((_, Some(before), _)) = last
            && link != Some(before)
        {
            links.known[before].is_told = true;
        }
        if !goes_on {
            leaf = plan.leaf(Leaf::Text);
            match link {
                None => children.push(Child::Leaf(leaf)),
                Some(link) => add_to_link(plan, &mut children, links, link, leaf),
            }
        }
        if link.is_some() {
            reach_over(plan, &children, word, goes_on);
        }
        add_word(plan, word, leaf);
        last = Some((*line, link, end));
    }
    if let Some((_, Some(link), _)) = last {
        links.known[link].is_told = true;
    }
    children
}

/// Words that are not told.
pub(super) fn pass_over<'w>(
    plan: &mut PagePlan,
    words: impl Iterator<Item = &'w Word>,
    kind: ArtifactType,
) {
    let leaf = plan.leaf(Leaf::Artifact(kind));
    for word in words {
        add_word(plan, word, leaf);
    }
}

/// Words are known apart, so that a space is told between any two.
fn add_word(plan: &mut PagePlan, word: &Word, leaf: LeafId) {
    let own = plan.glyphs.len() as u32;
    for glyph in &word.glyphs {
        plan.glyphs.insert(glyph.order, (leaf, own));
    }
}

fn add_to_link(
    plan: &mut PagePlan,
    children: &mut Vec<Child>,
    links: &Links,
    link: usize,
    leaf: LeafId,
) {
    let to = &links.known[link].to;
    if let Some(Child::Link(own, leaves)) = children.last_mut()
        && plan.links[*own].to == *to
    {
        leaves.push(leaf);
        return;
    }
    plan.links.push(Link {
        areas: Vec::new(),
        to: to.clone(),
        said: String::new(),
    });
    children.push(Child::Link(plan.links.len() - 1, vec![leaf]));
}

/// The link that was added last has this word too.
fn reach_over(plan: &mut PagePlan, children: &[Child], word: &Word, goes_on: bool) {
    let Some(Child::Link(own, _)) = children.last() else {
        return;
    };
    let link = &mut plan.links[*own];
    match link.areas.last_mut() {
        Some(area) if goes_on => *area = area.union(word.area),
        _ => link.areas.push(word.area),
    }
    if !link.said.is_empty() {
        link.said.push(' ');
    }
    link.said.push_str(&word.text);
}
