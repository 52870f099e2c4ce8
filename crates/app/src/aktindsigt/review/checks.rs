//! The quality check as a request needs it: everybody whom its cases are about, under the rules each document falls
//! under.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use sagsbord_contract::CheckPurpose;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::Regime;
use sagsbord_intake::fingerprint;
use sagsbord_scan::{CasePeople, CaseScanner, Rule, Scanner, WordList};
use sagsbord_store::{AktindsigtItem, KeptAktindsigt, Reader};

use crate::aktindsigt::items::row::regime_of;
use crate::aktindsigt::items::titles::people_of;
use crate::quality_check::{ListInForce, RulesInForce};
use crate::{App, AppError};

/// Goes up when what is derived from the same bytes and people is laid on the pages in another way.
const LAID_SO: u32 = 1;

pub(super) struct Checks {
    pub(super) people: Arc<CasePeople>,
    words: Arc<WordList>,
    rules: RulesInForce,
    print: String,
    pub(super) chosen: Vec<Regime>,
}

impl Checks {
    pub(super) async fn of(
        app: &App,
        reader: &mut Reader,
        filter: &AccessFilter,
        kept: &KeptAktindsigt,
        chosen: Vec<Regime>,
    ) -> Result<Self, AppError> {
        let (list, words) = ListInForce::read(app, reader).await?;
        let number = reader.check_rule_number().await?;
        let rules = RulesInForce::read(reader).await?;
        let people = people_of(reader, filter, kept).await?;
        let mut told = format!("{LAID_SO} {} {list} {number}", env!("CARGO_PKG_VERSION"));
        for rule in Rule::all() {
            let _ = write!(told, " {}", rule.id);
        }
        let _ = write!(told, "{people:?}");
        Ok(Self {
            people: Arc::new(people),
            words,
            rules,
            print: fingerprint(told.as_bytes()),
            chosen,
        })
    }

    /// Of everything that what is found in it rests on.
    pub(super) fn print_of(&self, item: &AktindsigtItem) -> String {
        let told = format!(
            "{} {} {} {}",
            self.print,
            item.sha256.as_deref().unwrap_or_default(),
            self.regime_of(item).map_or("", Regime::code),
            item.facts.title
        );
        fingerprint(told.as_bytes())
    }

    pub(super) fn regime_of(&self, item: &AktindsigtItem) -> Option<Regime> {
        regime_of(item, &self.chosen)
    }

    /// One for each set of rules that a document of the request falls under.
    pub(super) fn scanners(
        &self,
        items: &[AktindsigtItem],
    ) -> HashMap<Option<Regime>, CaseScanner> {
        let mut scanners = HashMap::new();
        for item in items {
            let regime = self.regime_of(item);
            scanners.entry(regime).or_insert_with(|| {
                let options = self
                    .rules
                    .options(CheckPurpose::Release, regime.map(Into::into));
                Scanner::new((*self.words).clone(), options).for_case((*self.people).clone())
            });
        }
        scanners
    }
}
