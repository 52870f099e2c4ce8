//! Words that a scanner's reading tore apart, `depressio n`, `na rre`, where one half is no word; and those it misread.

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
        Calls::UNKNOWN.or(Calls::MIXED)
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
        let ground = Ground { knowledge, memory };
        misread(window, &ground, found);
        if window.at(0).kind != Kind::Word {
            return;
        }
        for from in [-1, 0] {
            join(window, &ground, from, found);
        }
    }
}

/// `b1odprop`, `depressi0n`, `dernent`: signs that a scanner takes for one another.
fn misread(window: &Window, ground: &Ground, found: &mut Vec<Candidate>) {
    let folded = window.folded(0);
    if !(SHORTEST..=LONGEST).contains(&folded.len()) {
        return;
    }
    let mut read = [0; LONGEST];
    for one in [b'l', b'i'] {
        let mut length = 0;
        let mut mended = 0;
        let mut at = 0;
        while at < folded.len() {
            let (letter, step) = match folded[at] {
                b'0' => (b'o', 1),
                b'1' => (one, 1),
                b'3' => (b'e', 1),
                b'5' => (b's', 1),
                b'8' => (b'b', 1),
                digit if digit.is_ascii_digit() => return,
                b'r' if folded.get(at + 1) == Some(&b'n') && window.at(0).kind == Kind::Word => {
                    (b'm', 2)
                }
                letter => (letter, 1),
            };
            mended += usize::from(letter != folded[at]);
            read[length] = letter;
            length += 1;
            at += step;
        }
        if mended == 0 || mended > 3 {
            return;
        }
        if let Some(form) = ground.words.find(hash_folded(&read[..length])) {
            for target in ground.words.targets(form) {
                if let Target::Word { means, .. } = target {
                    propose(window, ground, &Hit::misread(*means), found);
                }
            }
            return;
        }
        if !folded.contains(&b'1') {
            return;
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
