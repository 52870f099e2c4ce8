use uuid::Uuid;

/// Which part of the data a throw belongs to, so that a change in one does not move the others.
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
pub(crate) enum Stream {
    Unit = 1,
    Team,
    Employee,
    Grant,
    Citizen,
    Household,
    Case,
    Document,
    DocumentCount,
    File,
    Task,
    Note,
    Request,
    RequestDeadline,
    RequestItem,
}

/// Pseudo-random numbers that are the same on every machine and in every release (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64, stream: Stream, index: u64) -> Self {
        let mut dice = Self(seed);
        dice.0 = dice.next().wrapping_add(stream as u64);
        dice.0 = dice.next().wrapping_add(index);
        dice.0 = dice.next();
        dice
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `end - 1`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * (end as u128);
        (wide >> 64) as usize
    }

    /// Both ends included.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = usize::try_from(last - first + 1).unwrap_or(1);
        first + self.below(span) as i64
    }

    pub(crate) fn per_mille(&mut self, chance: usize) -> bool {
        self.below(1000) < chance
    }

    /// `items` is one of our own tables and never empty.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &'a [&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// The index of one of the weights, each as likely as it is heavy.
    pub(crate) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }
}

pub(crate) fn id(seed: u64, stream: Stream, index: u64) -> Uuid {
    let mut dice = Dice::new(!seed, stream, index);
    let bytes = (u128::from(dice.next()) << 64) | u128::from(dice.next());
    uuid::Builder::from_random_bytes(bytes.to_be_bytes()).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_throws_never_change_or_every_demo_store_would() {
        let mut dice = Dice::new(1, Stream::Case, 7);
        let throws = [dice.next(), dice.next(), dice.next()];
        assert_eq!(
            throws,
            [
                15_761_071_457_279_990_021,
                16_915_240_563_629_747_475,
                4_714_569_917_999_541_429
            ]
        );
        assert_eq!(
            id(1, Stream::Case, 7).to_string(),
            "0e76e8d4-8105-47f4-ac73-a7df4ecd90e3"
        );
    }

    #[test]
    fn throws_stay_within_their_ends_and_reach_both() {
        let mut dice = Dice::new(2, Stream::File, 0);
        let throws: Vec<i64> = (0..1000).map(|_| dice.between(-2, 3)).collect();
        assert_eq!(throws.iter().min(), Some(&-2));
        assert_eq!(throws.iter().max(), Some(&3));
        assert_eq!(dice.below(0), 0);
    }
}
