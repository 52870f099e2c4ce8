use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{LetterBlock, LetterFacts, LetterItem, LetterKind, LetterPart as Part, LetterTexts};
use crate::aktindsigt::{BasisForce, BasisLevel, ItemDecision, RefusalGround, Regime, Requirement};

use super::numbers::in_words;

/// The law's texts do not say it: the shipped ones do, which a test holds them to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingText(pub Part);

/// The letter as the facts and the law have it. `day` writes a day as a letter does.
pub fn build(
    facts: &LetterFacts<'_>,
    texts: &LetterTexts,
    day: &dyn Fn(NaiveDate) -> String,
) -> Result<Vec<LetterBlock>, MissingText> {
    let mut letter = Building {
        facts,
        texts,
        day,
        blocks: Vec::new(),
    };
    match facts.kind {
        LetterKind::Decision => letter.decision()?,
        LetterKind::Receipt => letter.receipt()?,
        LetterKind::Refusal => letter.refusal()?,
        LetterKind::Forwarding => letter.forwarding()?,
        LetterKind::Breach => letter.breach()?,
    }
    Ok(letter.blocks)
}

struct Building<'a> {
    facts: &'a LetterFacts<'a>,
    texts: &'a LetterTexts,
    day: &'a dyn Fn(NaiveDate) -> String,
    blocks: Vec<LetterBlock>,
}

impl Building<'_> {
    fn decision(&mut self) -> Result<(), MissingText> {
        let facts = self.facts;
        self.title(match facts.undecided {
            0 => Part::DecisionTitle,
            _ => Part::PartTitle,
        })?;
        self.asked()?;
        // The result first, then how, then why.
        let given = self.numbers(|item| item.decision == ItemDecision::Given);
        let partly = self.numbers(|item| item.decision == ItemDecision::Partly);
        let withheld = self.numbers(|item| item.decision == ItemDecision::Withheld);
        let is_all_given = partly.is_empty() && withheld.is_empty();
        let all = facts.items.len().to_string();
        let count = |of: &[u32]| of.len().to_string();
        if facts.items.is_empty() {
            self.paragraph(Part::NothingThere, &[])?;
        } else if is_all_given {
            self.paragraph(Part::AllGiven, &[&all])?;
        } else if given.is_empty() && partly.is_empty() {
            self.paragraph(Part::NoneGiven, &[&all])?;
        } else {
            let told = [count(&given), count(&partly), count(&withheld), all];
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            self.paragraph(Part::SomeGiven, &told)?;
        }
        if facts.undecided > 0 {
            self.paragraph(Part::StillOpen, &[&facts.undecided.to_string()])?;
        }
        if facts.before > 0 {
            self.paragraph(Part::GivenBefore, &[&facts.before.to_string()])?;
        }
        if !facts.items.is_empty() {
            self.heading(Part::ListHead)?;
            self.paragraph(Part::ListExplained, &[])?;
            for (part, numbers) in [
                (Part::GivenWhole, &given),
                (Part::GivenPartly, &partly),
                (Part::GivenNot, &withheld),
            ] {
                if !numbers.is_empty() {
                    let acts = self.acts(numbers)?;
                    self.item(part, &[&acts])?;
                }
            }
        }
        self.rules()?;
        if !is_all_given {
            self.withheld()?;
        }
        self.paragraph(Part::Fee, &[])?;
        if !is_all_given {
            let regimes = self.regimes(|item| item.decision != ItemDecision::Given);
            self.complaint(&regimes)?;
        }
        self.end()
    }

    /// By which rules which documents were judged.
    fn rules(&mut self) -> Result<(), MissingText> {
        for regime in self.regimes(|_| true) {
            let numbers = self.numbers(|item| item.regime == Some(regime));
            let Some(rule) = self.facts.rules.iter().find(|rule| rule.regime == regime) else {
                continue;
            };
            let acts = self.acts(&numbers)?;
            let paragraph = rule.paragraph.clone();
            self.paragraph_by(Part::AnsweredBy, Some(regime), &[&acts, &paragraph])?;
        }
        Ok(())
    }

    /// Why, basis by basis: the provision, the consideration it protects, and what a person wrote of each document.
    fn withheld(&mut self) -> Result<(), MissingText> {
        self.heading(Part::WithheldHead)?;
        let facts = self.facts;
        // In the order of the list, so that the same facts make the same letter.
        let mut bases: Vec<(&str, Option<Regime>)> = Vec::new();
        for item in facts.items {
            for basis in item.bases {
                let one = (basis.id.as_str(), item.regime);
                if !bases.contains(&one) {
                    bases.push(one);
                }
            }
        }
        for (id, regime) in bases {
            let uses = |item: &&LetterItem<'_>| {
                item.regime == regime && item.bases.iter().any(|basis| basis.id == id)
            };
            let used: Vec<&LetterItem<'_>> = facts.items.iter().filter(uses).collect();
            let Some(basis) = used
                .first()
                .and_then(|item| item.bases.iter().find(|basis| basis.id == id))
            else {
                continue;
            };
            let whole: Vec<u32> = numbers_of(&used, ItemDecision::Withheld);
            let pieces: Vec<u32> = numbers_of(&used, ItemDecision::Partly);
            for (part, numbers) in [(Part::WithheldWhole, whole), (Part::WithheldPieces, pieces)] {
                if !numbers.is_empty() {
                    let acts = self.acts(&numbers)?;
                    let told = [
                        basis.paragraph.as_str(),
                        &acts,
                        basis.standard_reason.as_str(),
                    ];
                    self.paragraph_by(part, regime, &told)?;
                }
            }
            self.reasons(&used, basis.force)?;
        }
        for regime in self.regimes(|item| item.decision != ItemDecision::Given) {
            let asks = |requirement: Requirement| {
                facts
                    .items
                    .iter()
                    .filter(|item| item.regime == Some(regime))
                    .flat_map(|item| item.bases)
                    .any(|basis| basis.requires.contains(&requirement))
            };
            if asks(Requirement::Extraction) {
                self.paragraph_by(Part::Extraction, Some(regime), &[])?;
            }
            let has_pieces = facts.items.iter().any(|item| {
                item.regime == Some(regime)
                    && item.decision == ItemDecision::Partly
                    && item.bases.iter().any(|one| one.level == BasisLevel::Item)
            });
            if has_pieces {
                self.paragraph_by(Part::Rest, Some(regime), &[])?;
            }
            if asks(Requirement::MoreOpenness) {
                self.paragraph_by(Part::MoreOpenness, Some(regime), &[])?;
            }
        }
        Ok(())
    }

    /// What a person wrote, once for all documents that it was written of. A basis that is used after a weighing has
    /// no letter without one: it asks to be written.
    fn reasons(&mut self, used: &[&LetterItem<'_>], force: BasisForce) -> Result<(), MissingText> {
        let mut said: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        for item in used {
            let text = item.said.trim();
            if !order.contains(&text) {
                order.push(text);
            }
            said.entry(text).or_default().push(item.number);
        }
        for text in order {
            let Some(numbers) = said.get(text) else {
                continue;
            };
            let acts = self.acts(numbers)?;
            match text.is_empty() {
                false => self.item(Part::ReasonOf, &[&acts, text])?,
                true if force == BasisForce::May => self.item(Part::ReasonMissing, &[&acts])?,
                true => {}
            }
        }
        Ok(())
    }

    fn receipt(&mut self) -> Result<(), MissingText> {
        self.title(Part::ReceiptTitle)?;
        self.asked()?;
        self.paragraph(Part::ReceiptNext, &[])?;
        if let Some(due) = self.facts.due {
            let due = (self.day)(due);
            self.paragraph(Part::ReceiptDue, &[&due])?;
            self.paragraph(Part::ReceiptDelay, &[])?;
        }
        self.end()
    }

    fn refusal(&mut self) -> Result<(), MissingText> {
        self.title(Part::RefusalTitle)?;
        self.asked()?;
        self.paragraph(Part::Refused, &[])?;
        let regimes: Vec<Regime> = self.facts.rules.iter().map(|rule| rule.regime).collect();
        let part = match self.facts.ground {
            Some(RefusalGround::Effort) => Some(Part::RefusedEffort),
            Some(RefusalGround::Abuse) => Some(Part::RefusedAbuse),
            Some(RefusalGround::NotIdentified) => Some(Part::RefusedNotIdentified),
            Some(RefusalGround::NothingThere) => Some(Part::RefusedNothingThere),
            None => None,
        };
        if let Some(part) = part {
            // The ground by each set of rules that words it in its own way.
            let mut told: Vec<String> = Vec::new();
            for regime in regimes.iter().copied().map(Some).chain([None]) {
                let text = self.text(part, regime, &[])?;
                if !told.contains(&text) && (regime.is_some() || told.is_empty()) {
                    told.push(text);
                }
            }
            self.blocks
                .extend(told.into_iter().map(LetterBlock::Paragraph));
        }
        let said = self.facts.ground_said.trim();
        if !said.is_empty() {
            self.blocks.push(LetterBlock::Paragraph(said.to_owned()));
        }
        self.complaint(&regimes)?;
        self.end()
    }

    fn forwarding(&mut self) -> Result<(), MissingText> {
        self.title(Part::ForwardingTitle)?;
        self.asked()?;
        let to = self.facts.forwarded_to.unwrap_or_default().to_owned();
        self.paragraph(Part::Forwarded, &[&to])?;
        self.paragraph(Part::ForwardedBy, &[])?;
        self.end()
    }

    fn breach(&mut self) -> Result<(), MissingText> {
        self.title(Part::BreachTitle)?;
        if let Some((released, acts, pages)) = self.facts.released {
            let told = [
                (self.day)(released),
                acts.to_string(),
                pages.to_string(),
                self.facts.municipality.to_owned(),
            ];
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            self.paragraph(Part::BreachWhat, &told)?;
        }
        let found = (self.day)(self.facts.on);
        self.paragraph(Part::BreachWhen, &[&found])?;
        self.paragraph(Part::BreachWhom, &[])?;
        self.paragraph(Part::BreachSteps, &[])?;
        self.paragraph(Part::BreachClock, &[])
    }

    fn asked(&mut self) -> Result<(), MissingText> {
        let received = (self.day)(self.facts.received);
        self.paragraph(Part::Received, &[&received])?;
        match self.facts.theme.trim() {
            "" => self.paragraph(Part::UnderstoodMissing, &[]),
            theme => self.paragraph(Part::Understood, &[theme]),
        }
    }

    fn complaint(&mut self, regimes: &[Regime]) -> Result<(), MissingText> {
        self.heading(Part::ComplaintHead)?;
        let mut told: Vec<&str> = Vec::new();
        for regime in regimes.iter().copied() {
            match self.texts.guide(regime, self.facts.kle, self.facts.on) {
                Some(guide) if told.contains(&guide.id.as_str()) => {}
                Some(guide) => {
                    told.push(&guide.id);
                    let text = filled(&guide.text, &[self.facts.municipality]);
                    self.blocks.push(LetterBlock::Paragraph(text));
                }
                None => self.paragraph_by(Part::ComplaintMissing, Some(regime), &[])?,
            }
        }
        self.paragraph(Part::Ombudsman, &[])
    }

    fn end(&mut self) -> Result<(), MissingText> {
        let facts = self.facts;
        self.heading(Part::ContactHead)?;
        self.paragraph(Part::Contact, &[facts.writer, facts.unit])?;
        self.paragraph(Part::Greeting, &[])?;
        for line in [facts.writer, facts.unit, facts.municipality] {
            if !line.trim().is_empty() {
                self.blocks.push(LetterBlock::Paragraph(line.to_owned()));
            }
        }
        Ok(())
    }

    fn numbers(&self, of: impl Fn(&LetterItem<'_>) -> bool) -> Vec<u32> {
        let items = self.facts.items.iter().filter(|item| of(item));
        items.map(|item| item.number).collect()
    }

    /// In the order that they were chosen in.
    fn regimes(&self, of: impl Fn(&LetterItem<'_>) -> bool) -> Vec<Regime> {
        let is_used = |regime: Regime| {
            let mut items = self.facts.items.iter();
            items.any(|item| item.regime == Some(regime) && of(item))
        };
        let rules = self.facts.rules.iter().map(|rule| rule.regime);
        rules.filter(|regime| is_used(*regime)).collect()
    }

    fn acts(&self, numbers: &[u32]) -> Result<String, MissingText> {
        let and = self.text(Part::And, None, &[])?;
        let part = match numbers.len() {
            1 => Part::Act,
            _ => Part::Acts,
        };
        self.text(part, None, &[&in_words(numbers, &and)])
    }

    fn text(
        &self,
        part: Part,
        regime: Option<Regime>,
        values: &[&str],
    ) -> Result<String, MissingText> {
        let text = self.texts.of(part, regime, self.facts.on);
        Ok(filled(text.ok_or(MissingText(part))?, values))
    }

    /// Where one set of rules answers it all, its own title.
    fn title(&mut self, part: Part) -> Result<(), MissingText> {
        let regime = match self.facts.rules {
            [only] => Some(only.regime),
            _ => None,
        };
        let text = self.text(part, regime, &[])?;
        self.blocks.push(LetterBlock::Title(text));
        Ok(())
    }

    fn heading(&mut self, part: Part) -> Result<(), MissingText> {
        let text = self.text(part, None, &[])?;
        self.blocks.push(LetterBlock::Heading(text));
        Ok(())
    }

    fn paragraph(&mut self, part: Part, values: &[&str]) -> Result<(), MissingText> {
        self.paragraph_by(part, None, values)
    }

    fn paragraph_by(
        &mut self,
        part: Part,
        regime: Option<Regime>,
        values: &[&str],
    ) -> Result<(), MissingText> {
        let text = self.text(part, regime, values)?;
        self.blocks.push(LetterBlock::Paragraph(text));
        Ok(())
    }

    fn item(&mut self, part: Part, values: &[&str]) -> Result<(), MissingText> {
        let text = self.text(part, None, values)?;
        self.blocks.push(LetterBlock::Item(text));
        Ok(())
    }
}

fn numbers_of(items: &[&LetterItem<'_>], decision: ItemDecision) -> Vec<u32> {
    let items = items.iter().filter(|item| item.decision == decision);
    items.map(|item| item.number).collect()
}

/// Each `{n}` once, from the left: what a value says is never filled again.
fn filled(text: &str, values: &[&str]) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        told.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(place, rest)| Some((values.get(place.parse::<usize>().ok()?)?, rest)));
        match value {
            Some((value, after)) => {
                told.push_str(value);
                rest = after;
            }
            None => {
                told.push('{');
                rest = after;
            }
        }
    }
    told.push_str(rest);
    told
}

#[cfg(test)]
mod tests {
    use super::super::texts::tests::{day, guide, text, verified};
    use super::*;
    use crate::Name;
    use crate::aktindsigt::{Basis, RegimeRule};
    use crate::deadline::Confidence;

    fn basis(id: &str, level: BasisLevel, force: BasisForce, requires: &[Requirement]) -> Basis {
        Basis {
            id: id.to_owned(),
            paragraph: format!("lovens {id}"),
            label: id.to_owned(),
            name: Name::new(id, id),
            level,
            force,
            requires: requires.to_vec(),
            regimes: vec![Regime::PartyAccess],
            decisive_under: Vec::new(),
            test: None,
            standard_reason: format!("Grunden til {id}."),
            is_usual: true,
            valid_from: day("2014-01-01"),
            valid_to: None,
            source: "prøve".to_owned(),
            confidence: Confidence::Remembered,
            verified: verified(),
        }
    }

    fn rule(regime: Regime) -> RegimeRule {
        RegimeRule {
            regime,
            name: Name::new("Regler", "Rules"),
            paragraph: format!("lov {}", regime.code()),
            deadlines: Vec::new(),
            deadlines_of_children: Vec::new(),
            most_hours: None,
            may_be_abuse: false,
            valid_from: day("2014-01-01"),
            valid_to: None,
            source: "prøve".to_owned(),
            confidence: Confidence::Remembered,
            verified: verified(),
        }
    }

    /// Each part says its own name and what it was given.
    fn texts() -> LetterTexts {
        let values = "|{0}|{1}|{2}|{3}";
        let parts = Part::ALL.iter().map(|part| match part {
            Part::And => text(*part, &[], "og"),
            Part::Act => text(*part, &[], "akt {0}"),
            Part::Acts => text(*part, &[], "akterne {0}"),
            _ => text(*part, &[], &format!("{}{values}", part.code())),
        });
        let guides = vec![guide("nævnet", Regime::PartyAccess, &[])];
        LetterTexts::new(parts.collect(), guides).unwrap()
    }

    fn facts<'a>(rules: &'a [&'a RegimeRule], items: &'a [LetterItem<'a>]) -> LetterFacts<'a> {
        LetterFacts {
            kind: LetterKind::Decision,
            received: day("2026-11-17"),
            theme: "Rampen",
            rules,
            kle: Some("27.18.02"),
            items,
            undecided: 0,
            before: 0,
            ground: None,
            ground_said: "",
            forwarded_to: None,
            due: None,
            released: None,
            writer: "Anne",
            unit: "Borgerservice",
            municipality: "Havrelunde Kommune",
            on: day("2026-11-22"),
        }
    }

    fn item<'a>(
        number: u32,
        decision: ItemDecision,
        bases: &'a [&'a Basis],
        said: &'a str,
    ) -> LetterItem<'a> {
        LetterItem {
            number,
            decision,
            regime: Some(Regime::PartyAccess),
            bases,
            said,
        }
    }

    fn built(facts: &LetterFacts<'_>) -> Vec<String> {
        let blocks = build(facts, &texts(), &|day| day.to_string()).unwrap();
        blocks
            .into_iter()
            .map(|block| match block {
                LetterBlock::Title(text)
                | LetterBlock::Heading(text)
                | LetterBlock::Paragraph(text)
                | LetterBlock::Item(text) => text,
            })
            .collect()
    }

    fn begins(told: &[String], with: &str) -> bool {
        told.iter().any(|text| text.starts_with(with))
    }

    #[test]
    fn what_is_given_whole_needs_no_reasons_and_no_guidance_on_complaints() {
        let rule = rule(Regime::PartyAccess);
        let rules = [&rule];
        let items = [
            item(1, ItemDecision::Given, &[], ""),
            item(2, ItemDecision::Given, &[], ""),
        ];
        let told = built(&facts(&rules, &items));
        assert!(begins(&told, "decision_title"));
        assert!(begins(&told, "all_given|2"));
        assert!(begins(&told, "given_whole|akterne 1 og 2"));
        assert!(begins(&told, "answered_by|akterne 1 og 2|lov fvl"));
        for part in [
            "withheld",
            "complaint",
            "more_openness",
            "extraction",
            "rest",
        ] {
            assert!(!begins(&told, part), "{part}");
        }
        assert_eq!(told.last().unwrap(), "Havrelunde Kommune");
    }

    #[test]
    fn what_is_withheld_is_told_basis_by_basis_with_its_reasons_and_duties() {
        let internal = basis(
            "12",
            BasisLevel::Document,
            BasisForce::Must,
            &[Requirement::Extraction, Requirement::MoreOpenness],
        );
        let private = basis(
            "15b",
            BasisLevel::Item,
            BasisForce::May,
            &[Requirement::Weighing],
        );
        let (internal, private) = ([&internal], [&private]);
        let rule = rule(Regime::PartyAccess);
        let rules = [&rule];
        let items = [
            item(1, ItemDecision::Given, &[], ""),
            item(2, ItemDecision::Withheld, &internal, ""),
            item(
                3,
                ItemDecision::Partly,
                &private,
                "Hensynet til en anden vejer tungest.",
            ),
            item(
                4,
                ItemDecision::Partly,
                &private,
                "Hensynet til en anden vejer tungest.",
            ),
            item(5, ItemDecision::Partly, &private, ""),
        ];
        let told = built(&facts(&rules, &items));
        for expected in [
            "some_given|1|3|1|5",
            "given_not|akt 2",
            "withheld_whole|lovens 12|akt 2|Grunden til 12.",
            "withheld_pieces|lovens 15b|akterne 3-5|Grunden til 15b.",
            "reason_of|akterne 3 og 4|Hensynet til en anden vejer tungest.",
            "reason_missing|akt 5",
            "extraction",
            "rest",
            "more_openness",
            "Klag til nævnet.",
            "ombudsman",
        ] {
            assert!(begins(&told, expected), "{expected}: {told:#?}");
        }
        // What access does not extend to takes no weighing.
        assert!(!begins(&told, "reason_missing|akt 2"));
    }

    #[test]
    fn a_part_of_the_answer_says_that_more_comes_and_what_came_before() {
        let rule = rule(Regime::PartyAccess);
        let rules = [&rule];
        let items = [item(3, ItemDecision::Given, &[], "")];
        let told = built(&LetterFacts {
            undecided: 2,
            before: 1,
            ..facts(&rules, &items)
        });
        assert!(begins(&told, "part_title"));
        assert!(begins(&told, "still_open|2"));
        assert!(begins(&told, "given_before|1"));
    }

    #[test]
    fn each_other_letter_says_what_it_is_for() {
        let rule = rule(Regime::PartyAccess);
        let rules = [&rule];
        let check = |kind, expected: &[&str]| {
            let told = built(&LetterFacts {
                kind,
                ground: Some(RefusalGround::Effort),
                ground_said: "Vi har talt 31 timer.",
                forwarded_to: Some("Region Midt"),
                due: Some(day("2026-11-26")),
                released: Some((day("2026-11-20"), 3, 12)),
                ..facts(&rules, &[])
            });
            for expected in expected {
                assert!(begins(&told, expected), "{kind:?} {expected}: {told:#?}");
            }
        };
        check(
            LetterKind::Receipt,
            &["receipt_title", "receipt_due|2026-11-26"],
        );
        check(
            LetterKind::Refusal,
            &[
                "refusal_title",
                "refused_effort",
                "Vi har talt 31 timer.",
                "Klag til nævnet.",
            ],
        );
        check(
            LetterKind::Forwarding,
            &["forwarding_title", "forwarded|Region Midt"],
        );
        check(
            LetterKind::Breach,
            &["breach_title", "breach_what|2026-11-20|3|12"],
        );
        check(LetterKind::Decision, &["nothing_there"]);
    }

    #[test]
    fn a_value_is_never_filled_again_and_what_is_no_value_stays() {
        let check = |text: &str, values: &[&str], expected: &str| {
            assert_eq!(filled(text, values), expected);
        };
        check("{0} og {1}", &["{1}", "to"], "{1} og to");
        check("{a} {9} {", &["x"], "{a} {9} {");
    }
}
