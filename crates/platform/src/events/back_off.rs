use std::time::Duration;

use uuid::Uuid;

/// How long to wait before the queue is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub first: Duration,
    pub longest: Duration,
}

/// Waits that grow for as long as nothing comes of trying.
#[derive(Debug)]
pub(super) struct BackOff {
    pace: Pace,
    failures: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(300),
        }
    }
}

impl BackOff {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, failures: 0 }
    }

    pub(super) fn came_to_something(&mut self) {
        self.failures = 0;
    }

    pub(super) fn next(&mut self) -> Duration {
        let wait = self.whole();
        self.failures = self.failures.saturating_add(1);
        // Between half and whole: desks that lost the same broker do not all come back at once.
        let chance = Uuid::new_v4().as_bytes()[0];
        wait / 2 + wait / 2 * u32::from(chance) / 255
    }

    fn whole(&self) -> Duration {
        let doubled = 2_u32.saturating_pow(self.failures.min(16));
        self.pace
            .first
            .saturating_mul(doubled)
            .min(self.pace.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_the_longest_and_start_over_when_something_came_of_it() {
        let mut back_off = BackOff::new(Pace {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(10),
        });
        for expected in [1, 2, 4, 8, 10, 10, 10] {
            let expected = Duration::from_secs(expected);
            let wait = back_off.next();
            assert!(wait >= expected / 2 && wait <= expected, "{wait:?}");
        }
        for _ in 0..100 {
            back_off.next();
        }
        assert!(back_off.next() <= Duration::from_secs(10));
        back_off.came_to_something();
        assert!(back_off.next() <= Duration::from_secs(1));
    }
}
