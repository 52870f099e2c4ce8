//! Where the pass stops: at the few tokens that a detector is called for, or that divide rows, columns and pages.
//! All others are passed without another look.

use std::ops::Range;

use crate::detect::{Calls, Detectors};
use crate::lexicon::first_place;
use crate::recent::{Known, Recent};
use crate::scanner::{CaseScanner, LookFor};
use crate::text::{Block, Flags, Gap, Kind, Token};

pub(crate) struct Stops {
    recent: Recent,
    /// In the tokens' order.
    stops: Vec<Stop>,
    /// The next stop to be made.
    next: usize,
    /// Tokens with a wall before them.
    walls: Vec<u32>,
    /// How many of the walls lie before the next stop.
    passed: usize,
    /// Stops whose words are not remembered, with the first place in the lexicon of each.
    unknown: Vec<(u32, u64)>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    token: u32,
    pub calls: Calls,
}

impl Stop {
    pub(crate) fn at(self) -> usize {
        self.token as usize
    }
}

impl Stops {
    pub(crate) fn with(recent: Recent) -> Self {
        Stops {
            recent,
            stops: Vec::new(),
            next: 0,
            walls: Vec::new(),
            passed: 0,
            unknown: Vec::new(),
        }
    }

    pub(crate) fn into_recent(self) -> Recent {
        self.recent
    }

    /// The stops before `ready` need not be made.
    pub(crate) fn pass_over(&mut self, ready: usize) {
        while self.next_before(ready).is_some() {}
    }

    /// Looks up the words from `from` on, and notes where to stop.
    pub(crate) fn look_up(
        &mut self,
        case: &CaseScanner,
        detectors: &Detectors,
        block: &mut Block,
        from: usize,
    ) {
        let before = |token: &u32| (*token as usize) < from;
        self.stops
            .truncate(self.stops.partition_point(|stop| before(&stop.token)));
        self.walls.truncate(self.walls.partition_point(before));
        self.unknown.clear();
        let wanted = detectors.wanted;
        for (token, number) in block.tokens.iter_mut().skip(from).zip(from as u32..) {
            let calls = if let Kind::Word | Kind::Mixed = token.kind {
                match self.recent.of(token.hash) {
                    Some(known) => told(token, known),
                    None => {
                        self.unknown.push((self.stops.len() as u32, token.hash));
                        self.stops.push(Stop {
                            token: number,
                            calls: Calls::NONE,
                        });
                        continue;
                    }
                }
            } else if token.kind == Kind::Number {
                Calls::NUMBER.or(Calls::of_oddness(token))
            } else {
                Calls::of_sign(token.sign)
            };
            if calls.meets(wanted) || token.gap > Gap::Space {
                self.stops.push(Stop {
                    token: number,
                    calls,
                });
            }
        }
        self.ask_for_unknown(case, block);
        let fresh = self.stops.partition_point(|stop| before(&stop.token));
        for stop in self.stops.get(fresh..).unwrap_or_default() {
            if block.tokens[stop.at()].gap == Gap::Wall {
                self.walls.push(stop.token);
            }
        }
    }

    #[inline(never)]
    fn ask_for_unknown(&mut self, case: &CaseScanner, block: &mut Block) {
        if case.shared.options.look_for == LookFor::Everything {
            for (_, hash) in &mut self.unknown {
                *hash = first_place(*hash);
            }
        }
        for (place, first) in &self.unknown {
            let Some(stop) = self.stops.get_mut(*place as usize) else {
                continue;
            };
            block.change(stop.at(), |token, folded| {
                let known = match self.recent.of(token.hash) {
                    Some(known) => *known,
                    None => self.recent.ask(token.hash, *first, folded, case),
                };
                stop.calls = told(token, &known);
            });
        }
    }

    /// The next stop, if it lies before `ready`.
    #[inline]
    pub(crate) fn next_before(&mut self, ready: usize) -> Option<Stop> {
        let stop = *self.stops.get(self.next)?;
        if stop.at() >= ready {
            return None;
        }
        self.next += 1;
        while self
            .walls
            .get(self.passed)
            .is_some_and(|wall| *wall <= stop.token)
        {
            self.passed += 1;
        }
        Some(stop)
    }

    /// The tokens between the walls around the stop that was made last.
    #[inline]
    pub(crate) fn segment(&self, block: &Block) -> Range<usize> {
        let end = self
            .walls
            .get(self.passed)
            .map_or(block.tokens.len(), |wall| *wall as usize);
        self.segment_start()..end
    }

    #[inline]
    pub(crate) fn segment_start(&self) -> usize {
        self.passed
            .checked_sub(1)
            .and_then(|last| self.walls.get(last))
            .map_or(0, |wall| *wall as usize)
    }

    /// The first `count` tokens are no longer in hand.
    pub(crate) fn forget(&mut self, count: usize) {
        let gone = count as u32;
        let stops = self.stops.partition_point(|stop| stop.token < gone);
        self.stops.drain(..stops);
        self.next = self.next.saturating_sub(stops);
        for stop in &mut self.stops {
            stop.token -= gone;
        }
        let walls = self.walls.partition_point(|wall| *wall < gone);
        self.walls.drain(..walls);
        self.passed = self.passed.saturating_sub(walls);
        for wall in &mut self.walls {
            *wall -= gone;
        }
    }
}

/// Tells the token what is known of it; returns whom it calls.
#[inline]
fn told(token: &mut Token, known: &Known) -> Calls {
    token.class = known.class;
    token.listed = known.listed;
    token.party = known.party;
    let calls = if token.kind == Kind::Mixed {
        Calls::MIXED.or(Calls::of_forms(known.listed != 0, known.party != 0))
    } else if token.flags.has(Flags::CAPITAL) {
        known.capital
    } else {
        known.small
    };
    calls.or(Calls::of_oddness(token))
}
