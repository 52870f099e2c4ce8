use sagsbord_domain::calendar::CalendarMode;
use sagsbord_domain::deadline::{FirstDay, LawOf, Limit, Rule, Unit, WhenClosed};

use super::Words;

impl Words {
    pub(super) fn counted(&self, rule: &Rule) -> String {
        let mut said = vec![match rule.limit {
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
        }];
        let unit = match rule.limit {
            Limit::Fixed(length) => Some(length.unit),
            _ => None,
        };
        if matches!(unit, Some(Unit::WorkingDays | Unit::Weekdays)) {
            said.push(self.say(&format!("mode.{}", rule.mode.code()), &[]));
        }
        if unit == Some(Unit::Weekdays) && rule.mode == CalendarMode::Strict {
            said.push(self.say("weekdays.strict", &[]));
        }
        if rule.when_closed == WhenClosed::MovesForward {
            said.push(self.say("rule.moves_forward", &[]));
        }
        if let Some(condition) = rule.runs_while {
            let condition = self.say(&format!("condition.{}", condition.code()), &[]);
            said.push(self.say("rule.runs_while", &[&condition]));
        }
        if rule.law_of == LawOf::DecisionDay {
            said.push(self.say("rule.decision_day", &[]));
        }
        said.join(" ")
    }
}
