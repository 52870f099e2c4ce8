use sagsbord_domain::calendar::CalendarMode;
use sagsbord_domain::deadline::{
    Area, Binds, Condition, Confidence, ExtensionRule, FirstDay, LawOf, Limit, Origin, OverrunDuty,
    Rule, RuleBook, StartEvent, StopGround, Verified, WhenClosed,
};

use crate::fault::{Fault, Reason};
use crate::fields::{Fields, with_table};

const MOST_RULES: usize = 500;
const MOST_TIMES: i32 = 52;

/// The rules of one file, or everything that is wrong with it: no rule of a file with a fault is used.
pub fn read_rules(untrusted_text: &str, origin: Origin) -> Result<Vec<Rule>, Vec<Fault>> {
    let read = with_table(untrusted_text, |file| {
        let verified = verified(file);
        file.each("rule", MOST_RULES, |fields| {
            let lines = Lines::of(fields);
            (rule(fields, verified.as_ref(), origin), lines)
        })
    })?;
    let (rules, lines): (Vec<Option<Rule>>, Vec<Lines>) = read.into_iter().unzip();
    let rules: Vec<Rule> = rules.into_iter().flatten().collect();
    // A file must make sense by itself, because it replaces and takes over whole rules.
    match RuleBook::new(rules.clone()) {
        Ok(_) => Ok(rules),
        Err(contradictions) => Err(contradictions
            .into_iter()
            .map(|(place, field, contradiction)| {
                let line = lines.get(place).map_or(1, |lines| lines.find(field));
                Fault::new(line, field, Reason::Contradiction(contradiction))
            })
            .collect()),
    }
}

fn rule(
    fields: &mut Fields<'_, '_>,
    file_verified: Option<&Verified>,
    origin: Origin,
) -> Option<Rule> {
    let id = id(fields);
    let area = fields.code("area", Area::ALL, Area::code);
    let name = fields.name("name");
    let paragraph = fields.text("paragraph");
    let binds = fields.code("binds", Binds::ALL, Binds::code);
    let starts_at = fields.code("starts_at", StartEvent::ALL, StartEvent::code);
    let first_day = fields.code_or(
        "first_day",
        FirstDay::NotCounted,
        FirstDay::ALL,
        FirstDay::code,
    );
    let limit = limit(fields);
    let mode = fields.code("mode", CalendarMode::ALL, CalendarMode::code);
    let when_closed = fields.code_or(
        "when_closed",
        WhenClosed::Stays,
        WhenClosed::ALL,
        WhenClosed::code,
    );
    let runs_while = fields
        .has("runs_while")
        .then(|| fields.code("runs_while", Condition::ALL, Condition::code));
    let stops = fields.codes("stops", StopGround::ALL, StopGround::code);
    let extension = extension(fields);
    let times = times(fields);
    let warnings = fields.lengths("warn");
    let overrun = fields.code("overrun", OverrunDuty::ALL, OverrunDuty::code);
    let law_of = fields.code_or("law_of", LawOf::StartDay, LawOf::ALL, LawOf::code);
    let valid_from = fields.day("valid_from");
    let valid_to = fields.day_or_none("valid_to");
    let source = fields.text("source");
    let confidence = fields.code("confidence", Confidence::ALL, Confidence::code);
    let verified = verified(fields).or_else(|| file_verified.cloned());
    if verified.is_none() {
        fields.fault("verified", Reason::Missing);
    }
    let note = fields.name_or_none("note");
    Some(Rule {
        id: id?,
        area: area?,
        name: name?,
        paragraph: paragraph?,
        binds: binds?,
        starts_at: starts_at?,
        first_day: first_day?,
        limit: limit?,
        mode: mode?,
        when_closed: when_closed?,
        runs_while: runs_while.flatten(),
        stops,
        extension,
        times: times?,
        warnings,
        overrun: overrun?,
        law_of: law_of?,
        valid_from: valid_from?,
        valid_to,
        source: source?,
        confidence: confidence?,
        verified: verified?,
        note,
        origin,
    })
}

fn id(fields: &mut Fields<'_, '_>) -> Option<String> {
    let id = fields.text("id")?;
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/');
    if id.chars().count() > 40 || !id.chars().all(plain) {
        fields.fault("id", Reason::WrongType);
        return None;
    }
    Some(id)
}

fn limit(fields: &mut Fields<'_, '_>) -> Option<Limit> {
    let length = fields.length_or_none("length");
    let chosen = fields.inner("chosen", |bounds| Limit::Chosen {
        least: bounds.length_or_none("least"),
        most: bounds.length_or_none("most"),
    });
    let (soon, end_of_month) = (fields.truth("soon"), fields.truth("end_of_month"));
    let given = [
        fields.has("length"),
        fields.has("chosen"),
        soon,
        end_of_month,
    ];
    if given.into_iter().filter(|given| *given).count() != 1 {
        fields.fault("length", Reason::OneLimitOnly);
        return None;
    }
    if let Some(length) = length
        && length.amount == 0
    {
        fields.fault("length", Reason::LengthOutOfBounds);
        return None;
    }
    match (soon, end_of_month) {
        (true, _) => Some(Limit::Soon),
        (_, true) => Some(Limit::EndOfMonth),
        _ => length.map(Limit::Fixed).or(chosen),
    }
}

fn extension(fields: &mut Fields<'_, '_>) -> Option<ExtensionRule> {
    fields
        .inner("extension", |fields| {
            let most = fields.length_or_none("most");
            let times = times(fields)?;
            Some(ExtensionRule { most, times })
        })
        .flatten()
}

fn times(fields: &mut Fields<'_, '_>) -> Option<u32> {
    let Some(times) = fields.number_or_none("times") else {
        return (!fields.has("times")).then_some(1);
    };
    let times = u32::try_from(times)
        .ok()
        .filter(|_| (1..=MOST_TIMES).contains(&times));
    if times.is_none() {
        fields.fault("times", Reason::NotANumber);
    }
    times
}

pub(crate) fn verified(fields: &mut Fields<'_, '_>) -> Option<Verified> {
    fields
        .inner("verified", |fields| {
            let (on, by) = (fields.day("on"), fields.text("by"));
            Some(Verified { on: on?, by: by? })
        })
        .flatten()
}

/// Where a rule's fields stand, for faults that show only when the rules are seen together.
struct Lines {
    rule: usize,
    fields: Vec<(&'static str, usize)>,
}

const CAN_CONTRADICT: [&str; 12] = [
    "valid_to",
    "valid_from",
    "length",
    "least",
    "most",
    "when_closed",
    "mode",
    "overrun",
    "warn",
    "extension",
    "stops",
    "times",
];

impl Lines {
    fn of(fields: &Fields<'_, '_>) -> Self {
        let line_of = |field: &'static str| match field {
            "least" | "most" => (field, fields.line_of("chosen")),
            _ => (field, fields.line_of(field)),
        };
        Self {
            rule: fields.line(),
            fields: CAN_CONTRADICT.into_iter().map(line_of).collect(),
        }
    }

    fn find(&self, field: &str) -> usize {
        self.fields
            .iter()
            .find(|(name, _)| *name == field)
            .map_or(self.rule, |(_, line)| *line)
    }
}
