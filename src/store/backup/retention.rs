//! Which backups are kept, and when the next one is due. Days and weeks are those of UTC; weeks begin on Monday.

use super::Backup;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// Today and the days before it of which one backup each is kept.
const DAYS: i64 = 7;
/// This week and the weeks before it of which one backup each is kept.
const WEEKS: i64 = 4;

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// Days since a Monday long ago: the same for all days of a week after division by seven.
fn week(day: Date) -> i64 {
    let monday = Date::constant(1970, 1, 5);
    i64::from(monday.until(day).map_or(0, |span| span.get_days())).div_euclid(7)
}

/// The backups that are kept: all of today, the last of each of the six days before, the last of each of this and the three
/// weeks before, and the newest in any case. What bears a later time than `now` is kept too: some clock was wrong.
#[must_use]
pub fn kept(times: &[Timestamp], now: Timestamp) -> BTreeSet<Timestamp> {
    let today = day(now);
    let mut kept: BTreeSet<Timestamp> =
        times.iter().copied().filter(|at| day(*at) >= today).collect();
    let (mut days, mut weeks) = (BTreeMap::new(), BTreeMap::new());
    for at in times.iter().copied().collect::<BTreeSet<_>>() {
        let (day, week_of) = (day(at), week(day(at)));
        let age = i64::from(day.until(today).map_or(0, |span| span.get_days()));
        // Times rise, so the last one of each stays.
        if age < DAYS {
            days.insert(day, at);
        }
        if week(today) - week_of < WEEKS {
            weeks.insert(week_of, at);
        }
    }
    kept.extend(days.into_values().chain(weeks.into_values()));
    kept.extend(times.iter().max());
    kept
}

/// Is the backup that is made once a day of use still to be made today?
#[must_use]
pub fn due(backups: &[Backup], now: Timestamp) -> bool {
    !backups.iter().any(|backup| day(backup.at) == day(now))
}

#[cfg(test)]
mod tests {
    use super::kept;
    use jiff::{SignedDuration, Timestamp};
    use std::collections::BTreeSet;

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    #[test]
    fn seven_days_and_four_weeks_are_kept_of_daily_work() {
        // 2026-11-23 is a Monday; two backups on each of 60 days.
        let now = at("2026-11-23T18:00:00Z");
        let day = |n: i64, hours: i64| now - SignedDuration::from_hours(24 * n + hours);
        let times: Vec<Timestamp> = (0..60).flat_map(|n| [day(n, 0), day(n, 8)]).collect();
        let kept: BTreeSet<String> = kept(&times, now)
            .iter()
            .map(|at| at.to_string().get(5..13).unwrap().to_owned())
            .collect();
        let expected = [
            // Both of today, the last of each of the six days before, which end with Tuesday.
            "11-23T18", "11-23T10", "11-22T18", "11-21T18", "11-20T18", "11-19T18", "11-18T18",
            "11-17T18",
            // The Sundays of the two weeks before that; the last week's is among the days.
            "11-15T18", "11-08T18",
        ];
        assert_eq!(kept, expected.map(str::to_owned).into());
    }

    #[test]
    fn the_newest_is_kept_however_old_and_what_is_dated_ahead_too() {
        let now = at("2026-11-23T18:00:00Z");
        let old = [at("2024-01-01T00:00:00Z"), at("2024-02-01T00:00:00Z")];
        assert_eq!(kept(&old, now), BTreeSet::from([old[1]]));
        let ahead = [at("2031-01-01T00:00:00Z"), at("2031-01-01T01:00:00Z")];
        assert_eq!(kept(&ahead, now), BTreeSet::from(ahead));
        assert!(kept(&[], now).is_empty());
    }

    #[test]
    fn what_is_kept_stays_kept_when_nothing_but_the_rest_went() {
        let now = at("2026-11-23T18:00:00Z");
        let times: Vec<Timestamp> =
            (0..500).map(|n| now - SignedDuration::from_hours(n * 7)).collect();
        let once = kept(&times, now);
        let left: Vec<Timestamp> = once.iter().copied().collect();
        assert_eq!(kept(&left, now), once);
    }
}
