use chrono::{Days, NaiveDate};

use super::item::Direction;

/// The first day that a document may be given on: one that the authority sent is open from the day after it was sent.
/// None where no day stands in the way.
pub fn open_from(direction: Direction, dispatched: Option<NaiveDate>) -> Option<NaiveDate> {
    match direction {
        Direction::Outgoing => dispatched?.checked_add_days(Days::new(1)),
        Direction::Incoming | Direction::Internal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_open_from_the_day_after() {
        let check = |direction, dispatched: Option<&str>, expected: Option<&str>| {
            let dispatched = dispatched.map(|day| day.parse().unwrap());
            let expected = expected.map(|day| day.parse().unwrap());
            assert_eq!(open_from(direction, dispatched), expected);
        };
        check(Direction::Outgoing, Some("2026-11-21"), Some("2026-11-22"));
        check(Direction::Outgoing, Some("2026-12-31"), Some("2027-01-01"));
        check(Direction::Outgoing, None, None);
        check(Direction::Incoming, Some("2026-11-21"), None);
        check(Direction::Internal, Some("2026-11-21"), None);
    }
}
