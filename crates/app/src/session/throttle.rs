use chrono::{DateTime, TimeDelta, Utc};

/// Wrong tries that cost nothing: people mistype.
const FREE_TRIES: u32 = 4;
const FIRST_WAIT_SECONDS: i64 = 30;
const LONGEST_WAIT_SECONDS: i64 = 15 * 60;

/// How long the next try must wait after this many wrong ones in a row: 30 s, doubling, to 15 minutes.
///
/// It never locks anybody out for good, because then anybody could lock out a colleague.
pub(crate) fn wait_after(failed_attempts: u32) -> Option<TimeDelta> {
    let over = failed_attempts.checked_sub(FREE_TRIES + 1)?;
    let seconds = FIRST_WAIT_SECONDS << over.min(10);
    Some(TimeDelta::seconds(seconds.min(LONGEST_WAIT_SECONDS)))
}

/// Seconds still to wait. Bounded, so that a clock that was wrong when the wait was set (and is
/// right now) cannot shut anybody out for years.
pub(crate) fn seconds_left(wait_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<u32> {
    let left = (wait_until? - now).num_milliseconds();
    if left <= 0 {
        return None;
    }
    let seconds = (left + 999) / 1000;
    u32::try_from(seconds.min(LONGEST_WAIT_SECONDS)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_starts_at_the_fifth_wrong_try_and_stops_growing_at_a_quarter() {
        let check = |failed: u32, seconds: Option<i64>| {
            assert_eq!(
                wait_after(failed).map(|wait| wait.num_seconds()),
                seconds,
                "{failed}"
            );
        };
        check(0, None);
        check(4, None);
        check(5, Some(30));
        check(6, Some(60));
        check(9, Some(480));
        check(10, Some(900));
        check(u32::MAX, Some(900));
    }

    #[test]
    fn a_wait_set_under_a_wrong_clock_ends_within_a_quarter_of_an_hour() {
        let now: DateTime<Utc> = "2026-11-21T10:00:00Z".parse().unwrap();
        assert_eq!(
            seconds_left(Some(now + TimeDelta::days(400)), now),
            Some(900)
        );
        assert_eq!(
            seconds_left(Some(now + TimeDelta::milliseconds(1)), now),
            Some(1)
        );
        assert_eq!(seconds_left(Some(now), now), None);
        assert_eq!(seconds_left(None, now), None);
    }
}
