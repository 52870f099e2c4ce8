//! The rules as a person reads of them, and what a municipality may change. Names and explanations stand in
//! `messages/*/rules.txt` under `rule.<id>` and `rule.<id>.finds`.

use std::sync::OnceLock;

use crate::finding::{Category, Evidence, Finding, Severity};
use crate::messages;
use crate::scanner::Purpose;

static TABLE: &str = include_str!("../data/rules.tsv");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    pub category: Category,
    pub eased: Eased,
    /// Why it is looked for, where a law says so.
    pub law: Option<&'static str>,
}

/// Where a rule may be made to inform instead of warn. None can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eased {
    Never,
    WhileWriting,
    Anywhere,
    /// Each word of the list says it for itself.
    ByTheList,
    /// There is nothing to ease.
    NeverWarns,
}

impl Rule {
    /// In the order of the table: who somebody is first.
    pub fn all() -> &'static [Rule] {
        static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
        RULES.get_or_init(|| messages::lines_of(TABLE).filter_map(rule).collect())
    }

    pub fn of(id: &str) -> Option<&'static Rule> {
        Rule::all().iter().find(|rule| rule.id == id)
    }

    pub fn may_be_eased(&self, purpose: Purpose) -> bool {
        match self.eased {
            Eased::Anywhere => true,
            Eased::WhileWriting => purpose == Purpose::Writing,
            Eased::Never | Eased::ByTheList | Eased::NeverWarns => false,
        }
    }
}

fn rule(line: &'static str) -> Option<Rule> {
    let mut cells = line.split('\t');
    let (id, code) = (cells.next()?, cells.next()?);
    let eased = match cells.next()? {
        "never" => Eased::Never,
        "writing" => Eased::WhileWriting,
        "anywhere" => Eased::Anywhere,
        "list" => Eased::ByTheList,
        "informs" => Eased::NeverWarns,
        _ => return None,
    };
    Some(Rule {
        id,
        category: Category::ALL
            .into_iter()
            .find(|category| category.code() == code)?,
        eased,
        law: cells.next().filter(|law| *law != "-"),
    })
}

/// The rules that a municipality lets inform. One that may not be eased warns all the same, whoever asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnlyInform(Vec<&'static str>);

impl OnlyInform {
    pub fn these<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        OnlyInform(ids.into_iter().filter_map(Rule::of).map(|r| r.id).collect())
    }

    pub(crate) fn ease(&self, purpose: Purpose, findings: &mut [Finding]) {
        if self.0.is_empty() {
            return;
        }
        for finding in findings.iter_mut().filter(|finding| finding.flag) {
            if self.0.contains(&finding.rule.id)
                && Rule::of(finding.rule.id).is_some_and(|rule| rule.may_be_eased(purpose))
            {
                finding.flag = false;
                finding.severity = Severity::Inform;
                finding.evidence.push(Evidence::new("rule.eased"));
            }
        }
    }
}
