//! An explained date in plain words: the text for the case file.

mod log_text;
mod rule_text;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use sagsbord_domain::calendar::{CalendarMode, ClosedDay, NamedDayKind};
use sagsbord_domain::deadline::{
    Change, ChangeLog, Deadline, DeadlineError, Derivation, Due, FirstDay, Length, Limit, Moment,
    Origin, Rule, Step, Unit,
};
use sagsbord_domain::{EmployeeId, Name, danish_clock, danish_week};

use crate::messages::{Language, message};

/// The whole way to the date, a sentence on each line: the day, the rule and how far it can be trusted, the
/// start, each step, each day that did not count, and what people did. `person` says who somebody is; without it,
/// nobody has done anything and it is only asked what would be.
pub fn explain(
    deadline: &Deadline,
    derivation: &Derivation,
    language: Language,
    person: Option<&dyn Fn(EmployeeId) -> String>,
) -> String {
    let words = Words(language);
    let mut lines = Vec::new();
    words.due(derivation, &mut lines);
    words.rule(derivation, &mut lines);
    words.start(derivation, &mut lines);
    let said = person.map(|_| &deadline.log);
    words.steps(derivation, said, &mut lines);
    words.skipped(&derivation.skipped, &mut lines);
    if let Some(person) = person {
        words.log(deadline, person, &mut lines);
    }
    lines.join("\n")
}

/// `fredag den 10. april 2026`.
pub fn day_with_weekday(day: NaiveDate, language: Language) -> String {
    Words(language).day(day)
}

/// A message of the file `words.txt` with a code behind it: `state.late`, `breach.no_letter` …
pub fn word(language: Language, kind: &str, code: &str, values: &[&str]) -> String {
    message(language, &format!("{kind}.{code}"), values)
}

/// What to do about a deadline that was refused.
pub fn sentence_of(error: DeadlineError, language: Language) -> String {
    word(language, "problem", error.problem.code(), &[])
}

/// `7 arbejdsdage`, `1 måned`.
pub fn length_in_words(length: Length, language: Language) -> String {
    Words(language).length(length.amount, length.unit)
}

/// Which days count and which do not, whatever deadline it is: the rule's own way of counting.
pub fn counted_in_words(rule: &Rule, language: Language) -> String {
    Words(language).counted(rule)
}

pub(crate) struct Words(pub(crate) Language);

impl Words {
    fn say(&self, key: &str, values: &[&str]) -> String {
        message(self.0, key, values)
    }

    fn name<'n>(&self, name: &'n Name) -> &'n str {
        match self.0 {
            Language::Da => &name.da,
            Language::En => &name.en,
        }
    }

    fn length(&self, amount: u32, unit: Unit) -> String {
        let many = if amount == 1 { "one" } else { "many" };
        self.say(
            &format!("unit.{}.{many}", unit.code()),
            &[&amount.to_string()],
        )
    }

    fn day(&self, day: NaiveDate) -> String {
        let weekday = self.say(
            &format!("weekday.{}", day.weekday().number_from_monday()),
            &[],
        );
        self.say(
            "day",
            &[
                &weekday,
                &day.day().to_string(),
                &self.month(day),
                &day.year().to_string(),
            ],
        )
    }

    fn plain_day(&self, day: NaiveDate) -> String {
        self.say(
            "day.plain",
            &[
                &day.day().to_string(),
                &self.month(day),
                &day.year().to_string(),
            ],
        )
    }

    fn month(&self, day: NaiveDate) -> String {
        self.say(&format!("month.{}", day.month()), &[])
    }

    fn instant(&self, instant: DateTime<Utc>) -> String {
        let clock = danish_clock(instant);
        self.say(
            "day.at",
            &[
                &self.day(clock.date()),
                &format!("{:02}", clock.hour()),
                &format!("{:02}", clock.minute()),
            ],
        )
    }

    fn moment(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(day) => self.day(day),
            Moment::At(instant) => self.instant(instant),
        }
    }

    /// A due day within a sentence.
    fn due_word(&self, due: Due) -> String {
        match due {
            Due::Day(day) => self.day(day),
            Due::At(instant) => self.instant(instant),
            Due::Stopped => self.say("state.stopped", &[]),
            Due::Soon => self.say("state.no_day", &[]),
        }
    }

    fn due(&self, derivation: &Derivation, lines: &mut Vec<String>) {
        lines.push(match derivation.due {
            Due::Day(day) => self.say("due.day", &[&self.day(day), &danish_week(day).to_string()]),
            Due::At(instant) => self.say("due.at", &[&self.instant(instant)]),
            Due::Stopped => self.say("due.stopped", &[]),
            Due::Soon => self.say("due.soon", &[]),
        });
        if let Some(target) = derivation.target {
            lines.push(self.say("due.target", &[&self.day(target)]));
        }
        if !derivation.milestones.is_empty() {
            let days: Vec<String> = derivation
                .milestones
                .iter()
                .map(|day| self.plain_day(*day))
                .collect();
            lines.push(self.say(
                "due.milestone",
                &[&derivation.rule.times.to_string(), &days.join(", ")],
            ));
        }
    }

    fn rule(&self, derivation: &Derivation, lines: &mut Vec<String>) {
        let rule = &derivation.rule;
        lines.push(self.say("rule", &[self.name(&rule.name), &rule.id, &rule.paragraph]));
        if rule.origin == Origin::Municipality {
            lines.push(self.say("rule.municipality", &[]));
        }
        lines.push(match rule.limit {
            Limit::Fixed(length) => self.say(
                match rule.first_day {
                    FirstDay::Counted => "limit.length.first",
                    FirstDay::NotCounted => "limit.length",
                },
                &[&self.length(length.amount, length.unit)],
            ),
            Limit::Chosen { .. } => self.say("limit.chosen", &[]),
            Limit::EndOfMonth => self.say("limit.end_of_month", &[]),
            Limit::Soon => self.say("limit.soon", &[]),
        });
        let from = self.plain_day(rule.valid_from);
        lines.push(match rule.valid_to {
            Some(to) => self.say("rule.version.to", &[&from, &self.plain_day(to)]),
            None => self.say("rule.version", &[&from]),
        });
        lines.push(self.say("rule.source", &[&rule.source]));
        let read = match rule.confidence.is_verified() {
            true => "rule.verified",
            false => "rule.unverified",
        };
        lines.push(self.say(
            read,
            &[
                &self.plain_day(rule.verified.on),
                &rule.verified.by,
                &self.say(&format!("confidence.{}", rule.confidence.code()), &[]),
            ],
        ));
        if let Some(note) = &rule.note {
            lines.push(self.say("rule.note", &[self.name(note)]));
        }
        lines.push(self.say(&format!("duty.{}", rule.overrun.code()), &[]));
    }

    fn start(&self, derivation: &Derivation, lines: &mut Vec<String>) {
        let rule = &derivation.rule;
        let event = self.say(&format!("start.{}", rule.starts_at.code()), &[]);
        let start = self.say("start", &[&event, &self.moment(derivation.start)]);
        let first_day = match (rule.limit, rule.first_day, derivation.due) {
            (Limit::Fixed(_), _, Due::At(_)) => None,
            (Limit::Fixed(_), FirstDay::NotCounted, _) => Some("start.uncounted"),
            (Limit::Fixed(_), FirstDay::Counted, _) => Some("start.counted"),
            _ => None,
        };
        lines.push(match first_day {
            Some(key) => format!("{start} {}", self.say(key, &[])),
            None => start,
        });
        let Limit::Fixed(length) = rule.limit else {
            return;
        };
        if matches!(length.unit, Unit::WorkingDays | Unit::Weekdays) {
            lines.push(self.say(&format!("mode.{}", rule.mode.code()), &[]));
        }
        if length.unit == Unit::Weekdays && rule.mode == CalendarMode::Strict {
            lines.push(self.say("weekdays.strict", &[]));
        }
        if length.unit != Unit::Hours {
            lines.push(self.say("calendar", &[&derivation.calendar]));
        }
    }

    fn steps(&self, derivation: &Derivation, log: Option<&ChangeLog>, lines: &mut Vec<String>) {
        let unit = match derivation.rule.limit {
            Limit::Fixed(length) => match length.unit {
                Unit::Weeks | Unit::Months | Unit::Years => Unit::CalendarDays,
                unit => unit,
            },
            _ => Unit::CalendarDays,
        };
        let stood_in = match unit {
            Unit::Hours => Unit::Hours,
            _ => Unit::CalendarDays,
        };
        let why = |entry: u32| log.map_or_else(String::new, |log| why_of(log, entry));
        for (place, step) in derivation.steps.iter().enumerate() {
            let sentence = match *step {
                Step::Awaits { condition } => {
                    let began = matches!(
                        derivation.steps.get(place + 1),
                        Some(Step::Restarted { .. })
                    );
                    let key = if began {
                        "step.awaits"
                    } else {
                        "step.awaits.still"
                    };
                    let condition = self.say(&format!("condition.{}", condition.code()), &[]);
                    self.say(key, &[&condition])
                }
                Step::Stopped {
                    entry,
                    from,
                    on,
                    left,
                } => self.say(
                    "step.stopped",
                    &[
                        &self.moment(from),
                        &self.say(&format!("ground.{}", on.code()), &[]),
                        &why(entry),
                        &self.length(left, unit),
                    ],
                ),
                Step::Restarted { entry, from, stood } => self.say(
                    "step.restarted",
                    &[
                        &self.moment(from),
                        &self.length(stood, stood_in),
                        &why(entry),
                    ],
                ),
                Step::Extended {
                    entry,
                    from,
                    to: Due::Stopped,
                    ..
                } => self.say(
                    "step.extended.stopped",
                    &[&self.due_word(from), &why(entry)],
                ),
                Step::Extended {
                    entry, from, to, ..
                } => self.say(
                    "step.extended",
                    &[&self.due_word(from), &self.due_word(to), &why(entry)],
                ),
                Step::ShortMonth { wanted, day } => {
                    self.say("step.short_month", &[&wanted.to_string(), &self.day(day)])
                }
                Step::NothingLeft { day } => self.say("step.nothing_left", &[&self.day(day)]),
                Step::MovedForward { from, to } => {
                    let sentence =
                        self.say("step.moved_forward", &[&self.day(from), &self.day(to)]);
                    with_capital(&sentence)
                }
                Step::StopWithoutEffect { entry } => {
                    self.say("step.no_effect", &[&entry.to_string()])
                }
            };
            // Where nobody wrote a ground, its place is empty.
            lines.push(sentence.replace("  ", " ").trim_end().to_owned());
        }
    }

    fn skipped(&self, skipped: &[ClosedDay], lines: &mut Vec<String>) {
        if skipped.is_empty() {
            return;
        }
        lines.push(self.say("skipped", &[]));
        for closed in skipped {
            let day = self.day(closed.day);
            lines.push(match &closed.named {
                None => self.say("skipped.day", &[&day]),
                Some(named) => {
                    let key = match named.kind {
                        NamedDayKind::MunicipalityClosed => "skipped.closed",
                        NamedDayKind::Holiday | NamedDayKind::Customary => "skipped.named",
                    };
                    self.say(key, &[&day, self.name(&named.name)])
                }
            });
        }
    }
}

/// What the person who did it wrote, as a sentence.
fn why_of(log: &ChangeLog, entry: u32) -> String {
    log.entries()
        .iter()
        .find(|kept| kept.number == entry)
        .and_then(|kept| match &kept.change {
            Change::Stopped { why, .. }
            | Change::Restarted { why, .. }
            | Change::Extended { why, .. } => Some(as_sentence(why)),
            _ => None,
        })
        .unwrap_or_default()
}

pub(crate) fn as_sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = with_capital(&text);
    match text.ends_with(['.', '!', '?']) || text.is_empty() {
        true => text,
        false => format!("{text}."),
    }
}

fn with_capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
