//! Words that a scanner's reading tore apart: `depressio n`, `na rre`. Only where one half is no word.

use super::super::{Calls, Candidate, Detector, Knowledge, Memory};
use super::{Ground, Hit, propose};
use crate::text::{Gap, Kind, Window, hash_folded};
use crate::words::{Target, Term};

/// The two halves together.
const SHORTEST: usize = 5;
const LONGEST: usize = 40;

pub(in crate::detect) struct Broken;

impl Detector for Broken {
    fn calls(&self) -> Calls {
        Calls::UNKNOWN
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        if window.at(0).listed != 0 {
            return;
        }
        for from in [-1, 0] {
            join(window, &Ground { knowledge, memory }, from, found);
        }
    }
}

fn join(window: &Window, ground: &Ground, from: isize, found: &mut Vec<Candidate>) {
    let (left, right) = (window.at(from), window.at(from + 1));
    if left.kind != Kind::Word
        || right.kind != Kind::Word
        || right.gap != Gap::Space
        || left.listed != 0
    {
        return;
    }
    let length = usize::from(left.folded_length) + usize::from(right.folded_length);
    if !(SHORTEST..=LONGEST).contains(&length) {
        return;
    }
    let mut room = [0; LONGEST];
    let (first, rest) = room[..length].split_at_mut(usize::from(left.folded_length));
    first.copy_from_slice(window.folded(from));
    rest.copy_from_slice(window.folded(from + 1));
    let Some(form) = ground.words.find(hash_folded(&room[..length])) else {
        return;
    };
    for target in ground.words.targets(form) {
        if let Target::Word {
            means,
            exact: false,
        } = target
        {
            let weak = matches!(means, crate::words::Means::Term(Term { weak: true, .. }));
            if !weak {
                propose(window, ground, &Hit::broken(*means, from), found);
            }
        }
    }
}
