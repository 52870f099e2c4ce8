use std::sync::Arc;

use sagsbord_domain::calendar::{Calendar, ClosingDay};
use sagsbord_domain::deadline::{Origin, RuleBook};

use crate::calendar_file::{read_calendar, read_closing_days};
use crate::fault::Fault;
use crate::rule_file::read_rules;

const CALENDAR: &str = include_str!("../data/calendar.toml");

/// The shipped rules, a file for each field of work.
const RULES: [&str; 9] = [
    include_str!("../data/rules/aktindsigt.toml"),
    include_str!("../data/rules/beskaeftigelse.toml"),
    include_str!("../data/rules/boern.toml"),
    include_str!("../data/rules/byg_og_plan.toml"),
    include_str!("../data/rules/databeskyttelse.toml"),
    include_str!("../data/rules/klage.toml"),
    include_str!("../data/rules/refusion.toml"),
    include_str!("../data/rules/sagsbehandling.toml"),
    include_str!("../data/rules/voksne.toml"),
];

/// Rules and calendar, as they are used together.
#[derive(Debug, Clone)]
pub struct Law {
    pub rules: Arc<RuleBook>,
    /// Those that ship, also where the municipality has its own in their place: what began under them is explained
    /// by them.
    pub shipped: Arc<RuleBook>,
    pub calendar: Arc<Calendar>,
}

/// What a municipality has written itself; empty texts where it has nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalFiles<'a> {
    pub rules: &'a str,
    /// Holidays in place of the shipped ones.
    pub calendar: &'a str,
    pub closing_days: &'a str,
}

/// A fault, and which of the municipality's files has it.
pub type FaultInFile = (&'static str, Fault);

impl Law {
    /// As shipped.
    pub fn shipped() -> Result<Self, Vec<FaultInFile>> {
        Self::with(LocalFiles::default())
    }

    /// The shipped law with the municipality's files over it, or every fault in them.
    pub fn with(local: LocalFiles<'_>) -> Result<Self, Vec<FaultInFile>> {
        let mut faults = Vec::new();
        let mut keep = |file: &'static str, found: Vec<Fault>| {
            faults.extend(found.into_iter().map(|fault| (file, fault)));
        };
        let calendar_text = match local.calendar.trim() {
            "" => CALENDAR,
            _ => local.calendar,
        };
        let calendar = read_calendar(calendar_text)
            .map_err(|found| keep("calendar", found))
            .ok();
        let closing: Vec<ClosingDay> = read_closing_days(local.closing_days)
            .map_err(|found| keep("closing_days", found))
            .unwrap_or_default()
            .into_iter()
            .map(|written| written.day)
            .collect();
        let own = book(&[local.rules], Origin::Municipality)
            .map_err(|found| keep("rules", found))
            .ok();
        let shipped = book(&RULES, Origin::Shipped)
            .map_err(|found| keep("shipped", found))
            .ok();
        match (calendar, own, shipped) {
            (Some(calendar), Some(own), Some(shipped)) if faults.is_empty() => Ok(Self {
                rules: Arc::new(shipped.overridden_by(&own)),
                shipped: Arc::new(shipped),
                calendar: Arc::new(Calendar::new(
                    &calendar.edition,
                    &calendar.holidays,
                    &closing,
                )),
            }),
            _ => Err(faults),
        }
    }
}

/// The shipped text of a rule with all its versions, as a file of its own that can be read; none where no such rule
/// ships. What a whole file says of who read it stands in each version here.
pub fn shipped_text(id: &str) -> Option<String> {
    let mut found = String::new();
    for file in RULES {
        let mut parts = file.split("[[rule]]\n");
        let verified = parts.next().and_then(verified_of)?;
        for rule in parts.filter(|rule| has_id(rule, id)) {
            if !found.is_empty() {
                found.push('\n');
            }
            found.push_str("[[rule]]\n");
            // Remarks at the end belong to the rule that comes after.
            let lines: Vec<&str> = rule.lines().collect();
            let last = lines.iter().rposition(|line| line.contains('='))?;
            for line in lines.iter().take(last + 1) {
                found.push_str(line);
                found.push('\n');
            }
            if !rule.lines().any(|line| line.starts_with("verified =")) {
                found.push_str(&verified);
                found.push('\n');
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

fn has_id(rule: &str, id: &str) -> bool {
    let line = format!("id = \"{id}\"");
    rule.lines().any(|other| other == line)
}

/// `[verified]` and its lines, as one line within a rule.
fn verified_of(head: &str) -> Option<String> {
    let (_, fields) = head.split_once("[verified]\n")?;
    let fields: Vec<&str> = fields.lines().filter(|line| line.contains(" = ")).collect();
    Some(format!("verified = {{ {} }}", fields.join(", ")))
}

fn book(files: &[&str], origin: Origin) -> Result<RuleBook, Vec<Fault>> {
    let (mut rules, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        match read_rules(file, origin) {
            Ok(read) => rules.extend(read),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    RuleBook::new(rules).map_err(|found| {
        found
            .into_iter()
            .map(|(_, field, contradiction)| {
                Fault::new(1, field, crate::Reason::Contradiction(contradiction))
            })
            .collect()
    })
}

/// The law the program works by. A file with a fault changes nothing: the last good law stays, and the faults
/// are told until the file is mended.
#[derive(Debug, Clone)]
pub struct LawInForce {
    law: Law,
    faults: Vec<FaultInFile>,
}

impl LawInForce {
    pub fn new(law: Law) -> Self {
        Self {
            law,
            faults: Vec::new(),
        }
    }

    pub fn law(&self) -> &Law {
        &self.law
    }

    /// Of the last files that were read; none where they were good.
    pub fn faults(&self) -> &[FaultInFile] {
        &self.faults
    }

    /// Says whether the files are now the law.
    pub fn read(&mut self, local: LocalFiles<'_>) -> bool {
        match Law::with(local) {
            Ok(law) => {
                self.law = law;
                self.faults.clear();
                true
            }
            Err(faults) => {
                self.faults = faults;
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_text_of_every_rule_is_a_file_of_its_own_that_says_the_same() {
        let shipped = Law::shipped().unwrap();
        let mut ids: Vec<&str> = shipped.rules.rules().map(|rule| rule.id.as_str()).collect();
        ids.dedup();
        for id in ids {
            let text = shipped_text(id).unwrap_or_default();
            let read = read_rules(&text, Origin::Shipped).unwrap_or_default();
            let kept: Vec<_> = shipped.rules.versions(id).iter().collect();
            assert_eq!(
                read.iter().collect::<Vec<_>>().len(),
                kept.len(),
                "{id}: {text}"
            );
            for (read, kept) in read.iter().zip(kept) {
                assert_eq!(read, kept.as_ref(), "{id}");
            }
        }
        assert_eq!(shipped_text("OFL-99"), None);
    }
}
