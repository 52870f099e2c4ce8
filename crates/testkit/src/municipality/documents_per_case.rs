use super::Plan;
use super::dice::{Dice, Stream};

/// Cases share their documents a hundred at a time: most have a few, some have many, and the total is
/// exact without anybody having counted all cases.
const BLOCK: usize = 100;

#[derive(Debug)]
pub(super) struct DocumentsPerCase {
    plan: Plan,
    block: Option<(usize, Vec<u32>)>,
}

impl DocumentsPerCase {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            plan: *plan,
            block: None,
        }
    }

    pub(super) fn of(&mut self, case: usize) -> u32 {
        let number = case / BLOCK;
        if self.block.as_ref().is_none_or(|(held, _)| *held != number) {
            self.block = Some((number, self.share_out(number)));
        }
        self.block
            .as_ref()
            .and_then(|(_, counts)| counts.get(case % BLOCK))
            .copied()
            .unwrap_or(0)
    }

    fn share_out(&self, block: usize) -> Vec<u32> {
        let first = block * BLOCK;
        let end = (first + BLOCK).min(self.plan.cases);
        let up_to = |case: usize| case * self.plan.documents / self.plan.cases.max(1);
        let budget = up_to(end) - up_to(first);

        let mut dice = Dice::new(self.plan.seed, Stream::DocumentCount, block as u64);
        let weights: Vec<usize> = (first..end)
            .map(|_| match dice.weighted(&[6, 70, 18, 6]) {
                0 => 0,
                1 => 2 + dice.below(7),
                2 => 8 + dice.below(12),
                _ => 25 + dice.below(50),
            })
            .collect();
        let total = weights.iter().sum::<usize>().max(1);
        let mut weighed = 0;
        let mut given = 0;
        let mut counts: Vec<u32> = weights
            .iter()
            .map(|weight| {
                weighed += weight;
                let count = weighed * budget / total - given;
                given += count;
                count as u32
            })
            .collect();
        if let Some(last) = counts.last_mut() {
            *last += (budget - given) as u32;
        }
        counts
    }
}
