use chrono::NaiveDate;

/// Easter Sunday of the Gregorian calendar, by the reckoning known as Meeus's, Jones's and Butcher's.
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, century_rest) = (century.div_euclid(4), century.rem_euclid(4));
    let moon_drift = (century + 8).div_euclid(25);
    let moon_correction = (century - moon_drift + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - moon_correction + 15).rem_euclid(30);
    let (leaps, year_rest) = (in_century / 4, in_century % 4);
    let to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest).rem_euclid(7);
    let late_moon = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late_moon + 114;
    let (month, day) = (days / 31, days % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gauss's rule with his correction of 1816, which counts quite differently.
    fn by_gauss(year: i32) -> NaiveDate {
        let (a, b, c) = (year % 19, year % 4, year % 7);
        let k = year / 100;
        let p = (13 + 8 * k) / 25;
        let m = (15 - p + k - k / 4) % 30;
        let n = (4 + k - k / 4) % 7;
        let d = (19 * a + m) % 30;
        let e = (2 * b + 4 * c + 6 * d + n) % 7;
        let mut march = 22 + d + e;
        if d == 29 && e == 6 || d == 28 && e == 6 && (11 * m + 11) % 30 < 19 {
            march -= 7;
        }
        NaiveDate::from_ymd_opt(year, 3, 1).unwrap() + chrono::TimeDelta::days(i64::from(march) - 1)
    }

    #[test]
    fn easter_is_the_day_that_gauss_reckoned_in_every_year_from_1583_to_4099() {
        for year in 1583..=4099 {
            assert_eq!(easter_sunday(year), Some(by_gauss(year)), "{year}");
        }
    }

    #[test]
    fn the_earliest_and_latest_easters_are_those_of_the_almanac() {
        let check = |day: &str| {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(easter_sunday(chrono::Datelike::year(&day)), Some(day));
        };
        check("1818-03-22"); // the earliest there is
        check("2285-03-22");
        check("1913-03-23");
        check("2008-03-23");
        check("2160-03-23");
        check("1943-04-25"); // the latest there is
        check("2038-04-25");
        check("1981-04-19"); // Gauss's exceptions
        check("1954-04-18");
        check("2049-04-18");
        check("2076-04-19");
        check("2000-04-23");
        check("2024-03-31");
        check("2026-04-05");
        check("2027-03-28");
        check("2028-04-16");
        check("2029-04-01");
        check("2030-04-21");
        check("2031-04-13");
        check("2100-03-28");
    }
}
