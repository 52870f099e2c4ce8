//! What hangs together in a picture: letters, dots, strokes.

use super::grey::Grey;

/// One thing that hangs together, corners counted in. In pixels, the right and the lower not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Component {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) right: u32,
    pub(crate) bottom: u32,
    /// Pixels.
    pub(crate) area: u32,
}

impl Component {
    pub(crate) fn width(&self) -> u32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> u32 {
        self.bottom - self.top
    }
}

/// A stretch of one row that is of the kind looked for.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) row: u32,
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Which component it belongs to.
    pub(crate) of: usize,
}

/// More are noise and not looked at one by one.
const MOST_RUNS: usize = 6_000_000;

/// All that is of the kind looked for, with the runs it is made of.
pub(crate) fn components(
    grey: &Grey,
    is_of: impl Fn(u8) -> bool,
) -> Option<(Vec<Component>, Vec<Run>)> {
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = Joined::default();
    let mut above = 0..0;
    for (row, pixels) in grey.rows().enumerate() {
        let first = runs.len();
        let mut x = 0;
        while x < pixels.len() {
            if !is_of(pixels[x]) {
                x += 1;
                continue;
            }
            let from = x;
            while x < pixels.len() && is_of(pixels[x]) {
                x += 1;
            }
            runs.push(Run {
                row: row as u32,
                from: from as u32,
                to: x as u32,
                of: joined.add(),
            });
        }
        if runs.len() > MOST_RUNS {
            return None;
        }
        let mut upper = above.clone();
        for lower in first..runs.len() {
            while upper.start < upper.end && runs[upper.start].to < runs[lower].from {
                upper.start += 1;
            }
            for touching in upper.clone() {
                if runs[touching].from > runs[lower].to {
                    break;
                }
                joined.join(touching, lower);
            }
        }
        above = first..runs.len();
    }
    let mut numbers = vec![usize::MAX; runs.len()];
    let mut found: Vec<Component> = Vec::new();
    for (at, run) in runs.iter_mut().enumerate() {
        let root = joined.root(at);
        if numbers[root] == usize::MAX {
            numbers[root] = found.len();
            found.push(Component {
                left: run.from,
                top: run.row,
                right: run.to,
                bottom: run.row + 1,
                area: 0,
            });
        }
        run.of = numbers[root];
        let component = &mut found[run.of];
        component.left = component.left.min(run.from);
        component.right = component.right.max(run.to);
        component.bottom = component.bottom.max(run.row + 1);
        component.area += run.to - run.from;
    }
    Some((found, runs))
}

#[derive(Default)]
struct Joined(Vec<u32>);

impl Joined {
    fn add(&mut self) -> usize {
        self.0.push(self.0.len() as u32);
        self.0.len() - 1
    }

    fn root(&mut self, at: usize) -> usize {
        let mut at = at;
        while self.0[at] as usize != at {
            // Each look shortens the way for the next.
            self.0[at] = self.0[self.0[at] as usize];
            at = self.0[at] as usize;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (first, second) = (one.min(other), one.max(other));
        self.0[second] = first as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_at_a_side_or_a_corner_hangs_together() {
        let check = |rows: &[&str], mut expected: Vec<(u32, u32, u32, u32, u32)>| {
            let signs = rows.concat();
            let pixels = signs.bytes().map(|sign| if sign == b'#' { 0 } else { 255 });
            let (width, height) = (rows[0].len() as u32, rows.len() as u32);
            let grey = Grey::new(width, height, pixels.collect());
            let grey = grey.expect("whole");
            let (found, _) = components(&grey, |pixel| pixel < 128).expect("few");
            let mut found: Vec<_> = found
                .iter()
                .map(|one| (one.left, one.top, one.right, one.bottom, one.area))
                .collect();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{rows:?}");
        };
        check(&["....", "...."], vec![]);
        check(&["#..#", "...."], vec![(0, 0, 1, 1, 1), (3, 0, 4, 1, 1)]);
        check(&["#.#", "#.#", "###"], vec![(0, 0, 3, 3, 7)]);
        check(&["#..", ".#.", "..#"], vec![(0, 0, 3, 3, 3)]);
        check(
            &["#.#.#", ".....", "#####"],
            vec![
                (0, 0, 1, 1, 1),
                (2, 0, 3, 1, 1),
                (4, 0, 5, 1, 1),
                (0, 2, 5, 3, 5),
            ],
        );
        check(&["##", "##"], vec![(0, 0, 2, 2, 4)]);
    }
}
