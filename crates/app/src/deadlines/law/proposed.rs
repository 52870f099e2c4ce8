use sagsbord_contract::{ClosingDayRow, ErrorCode, LawFault, LawFile, Named, OwnLaw, ProposedLaw};
use sagsbord_domain::Name;
use sagsbord_domain::calendar::ClosingReach;
use sagsbord_domain::deadline::{DeadlineProblem, parse_day};
use sagsbord_law::{
    ClosingDayAsked, FaultInFile, Language, Law, Reason, closing_days_text, read_closing_days, word,
};
use sagsbord_store::Reader;

use super::super::law_in_force::read;
use crate::AppError;

/// A law that somebody thinks of, as the files that would be kept.
#[derive(Debug, Default)]
pub(super) struct Proposed {
    pub(super) rules: String,
    pub(super) closing_days: String,
    pub(super) own: OwnLaw,
    /// What could not even be written into a file.
    faults: Vec<LawFault>,
    /// The line on which each closing day begins.
    begins: Vec<usize>,
}

const MOST_CLOSURES: usize = 1_000;

impl Proposed {
    pub(super) async fn of(reader: &mut Reader, law: ProposedLaw) -> Result<Self, AppError> {
        match law {
            ProposedLaw::Own { law } => Self::written(law),
            ProposedLaw::Version { number: 0 } => Ok(Self::default()),
            ProposedLaw::Version { number } => {
                let version = reader.deadline_law_version(i64::from(number)).await?;
                let version = version.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
                Ok(Self::kept(version.rules, version.closing_days))
            }
        }
    }

    /// As it was kept. Closing days that this program reads no more are told as faults, by line.
    pub(super) fn kept(rules: String, closing_days: String) -> Self {
        let days = read_closing_days(&closing_days).unwrap_or_default();
        let rows: Vec<ClosingDayRow> = days
            .into_iter()
            .map(|written| ClosingDayRow {
                first: written.day.first.to_string(),
                last: written.day.last.to_string(),
                name: (&written.day.name).into(),
                everybodys: written.day.reach == ClosingReach::EverybodysDeadlines,
                ground: written.ground.unwrap_or_default(),
            })
            .collect();
        let lines = closing_days.lines().enumerate();
        Self {
            begins: lines
                .filter(|(_, line)| line.trim() == "[[closed]]")
                .map(|(n, _)| n + 1)
                .collect(),
            own: OwnLaw {
                rules: rules.clone(),
                closing_days: rows,
            },
            rules,
            closing_days,
            faults: Vec::new(),
        }
    }

    fn written(law: OwnLaw) -> Result<Self, AppError> {
        if law.closing_days.len() > MOST_CLOSURES {
            return Err(AppError::invalid("closingDays"));
        }
        let (mut faults, mut asked) = (Vec::new(), Vec::new());
        for (n, row) in law.closing_days.iter().enumerate() {
            let mut day = |text: &str, field: &str| {
                let day = parse_day(text);
                if day.is_none() {
                    faults.push(LawFault {
                        file: LawFile::ClosingDays,
                        line: u32::try_from(n + 1).unwrap_or(u32::MAX),
                        field: field.to_owned(),
                        reason: said(|language| {
                            word(language, "problem", DeadlineProblem::NoSuchDay.code(), &[])
                        }),
                    });
                }
                day
            };
            let first = day(&row.first, "first");
            let last = match row.last.trim() {
                "" => first,
                last => day(last, "last"),
            };
            let Some((first, last)) = first.zip(last) else {
                continue;
            };
            let english = match row.name.en.trim() {
                "" => &row.name.da,
                english => english,
            };
            asked.push(ClosingDayAsked {
                first,
                last,
                name: Name::new(row.name.da.trim(), english.trim()),
                reach: match row.everybodys {
                    true => ClosingReach::EverybodysDeadlines,
                    false => ClosingReach::CitizensDeadlines,
                },
                ground: row.ground.clone(),
            });
        }
        if !faults.is_empty() {
            return Ok(Self {
                own: law,
                faults,
                ..Self::default()
            });
        }
        let (closing_days, begins) = closing_days_text(&asked);
        let rules = match law.rules.trim() {
            "" => String::new(),
            _ => law.rules,
        };
        let mut proposed = Self::kept(rules, closing_days);
        if proposed.own.closing_days.len() != asked.len() {
            // It has faults, and whoever wrote it sees what they wrote.
            proposed.own.closing_days = law.closing_days;
        }
        proposed.begins = begins;
        Ok(proposed)
    }

    pub(super) async fn read(&self) -> Result<Result<Law, Vec<LawFault>>, AppError> {
        if !self.faults.is_empty() {
            return Ok(Err(self.faults.clone()));
        }
        match read(self.rules.clone(), self.closing_days.clone()).await? {
            Ok(law) => Ok(Ok(law)),
            Err(faults) => faults
                .iter()
                .map(|fault| self.told(fault))
                .collect::<Result<_, _>>()
                .map(Err),
        }
    }

    fn told(&self, (file, fault): &FaultInFile) -> Result<LawFault, AppError> {
        let (file, line) = match *file {
            "rules" => (LawFile::Rules, fault.line),
            "closing_days" => {
                let before = self.begins.iter().filter(|line| **line <= fault.line);
                (LawFile::ClosingDays, before.count())
            }
            // What ships is read by a test before it ships.
            _ => return Err(AppError::new(ErrorCode::Internal)),
        };
        Ok(LawFault {
            file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            field: fault.field.clone(),
            reason: said(|language| fault.reason.sentence(language)),
        })
    }

    /// Says the same as the other, however it is written.
    pub(super) fn is_the_same_as(&self, other: &Self) -> bool {
        self.rules.trim_end() == other.rules.trim_end()
            && self.own.closing_days == other.own.closing_days
            && self.faults.is_empty()
    }
}

/// Every rule that some deadline rests on and that would be gone: such a deadline could not be explained any more.
pub(super) async fn rules_missed(
    reader: &mut Reader,
    law: &Law,
) -> Result<Vec<LawFault>, AppError> {
    let in_use = reader.rules_in_use().await?;
    let missed = in_use
        .iter()
        .filter(|(rule, _)| law.rules.versions(rule).is_empty());
    Ok(missed
        .map(|(rule, deadlines)| {
            let reason = Reason::RuleInUse {
                rule: rule.clone(),
                deadlines: *deadlines,
            };
            LawFault {
                file: LawFile::Rules,
                line: 0,
                field: "id".to_owned(),
                reason: said(|language| reason.sentence(language)),
            }
        })
        .collect())
}

fn said(sentence: impl Fn(Language) -> String) -> Named {
    Named {
        da: sentence(Language::Da),
        en: sentence(Language::En),
    }
}
