use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use sagsbord_domain::aktindsigt::{
    ACTION_FACET, AktindsigtState, AnswerOutcome, ApplicantRole, Direction, IdentityCheck,
    ItemDecision, ItemOrigin, Matter, ReceivedHow, Regime, Requirement, TimeKind, WantedForm,
};
use sagsbord_domain::deadline::{ChangeLog, Deadline, Moment};
use sagsbord_domain::{
    AktindsigtId, CaseId, CaseRelationKind, CaseStatus, DeadlineId, EmployeeId, ItemId, OWN_SOURCE,
    PartyPart, Sensitivity, danish_day,
};
use sagsbord_law::{AktindsigtLaw, Law};
use sagsbord_store::{
    AktindsigtEntry, AktindsigtItem, Applicant, ChosenRegime, Derived, FoundFile, Identity,
    ItemAnswer, ItemFacts, ItemRuling, ItemSource, KeptAktindsigt, KeptDeadline, NewCase, TimeLine,
    Writer,
};

use super::{Office, Who};
use crate::municipality::{Case, Stream, id};

/// The places of the caseworker's cases that somebody asks for access to.
pub(crate) const ASKED_FOR: [usize; 2] = [11, 13];

struct DemoRequest {
    /// One of [`ASKED_FOR`]. `{om}` is what that case is about.
    asks_for: usize,
    by: Who,
    /// None: whom the case is about asks.
    applicant: Option<&'static str>,
    role: ApplicantRole,
    /// So many working days ago.
    received: i32,
    how: ReceivedHow,
    identity: Option<IdentityCheck>,
    theme: &'static str,
    text: &'static str,
    wanted_form: WantedForm,
    is_decision: Option<bool>,
    state: AktindsigtState,
    /// What it was begun to be answered by; nothing where nobody has chosen yet.
    regime: Option<Regime>,
    /// Whether it has a list yet, and how many of the first are decided about.
    decided: Option<usize>,
    time: &'static [(TimeKind, i32, i32, &'static str)],
}

/// The newest of them is asked for by whom its case is about, as most newest cases are about somebody.
const REQUESTS: &[DemoRequest] = &[
    DemoRequest {
        asks_for: 1,
        by: Who::Caseworker,
        applicant: Some("Havrelunde Folkeblad"),
        role: ApplicantRole::Journalist,
        received: 2,
        how: ReceivedHow::Mail,
        identity: Some(IdentityCheck::NotNeeded),
        theme: "Årets tilsyn med {om}",
        text: "Avisen beder om aktindsigt i årets tilsyn med {om}: rapporter, høringssvar og opfølgning.\n\nNavne på borgere og ansatte må gerne være taget ud.",
        wanted_form: WantedForm::SeparateFiles,
        is_decision: Some(false),
        state: AktindsigtState::Collecting,
        regime: Some(Regime::PublicAccess),
        decided: Some(0),
        time: &[(TimeKind::Search, 60, 1, "Fremsøgning på tværs af sager")],
    },
    DemoRequest {
        asks_for: 1,
        by: Who::Colleague,
        applicant: Some("Foreningen Pårørende i Havrelunde"),
        role: ApplicantRole::Anyone,
        received: 8,
        how: ReceivedHow::Phone,
        identity: None,
        theme: "Antal tilsyn",
        text: "",
        wanted_form: WantedForm::Unsaid,
        is_decision: None,
        state: AktindsigtState::Received,
        regime: None,
        decided: None,
        time: &[],
    },
    DemoRequest {
        asks_for: 0,
        by: Who::Caseworker,
        applicant: None,
        role: ApplicantRole::Party,
        received: 4,
        how: ReceivedHow::DigitalPost,
        identity: Some(IdentityCheck::DigitalPost),
        theme: "Hele sagen om {om}",
        text: "Jeg vil gerne se alt, hvad der ligger i min sag, også det, som I selv har skrevet undervejs.\n\nI må gerne sende det samlet.",
        wanted_form: WantedForm::Bundle,
        is_decision: Some(true),
        state: AktindsigtState::Reviewing,
        regime: Some(Regime::PartyAccess),
        decided: Some(5),
        time: &[
            (
                TimeKind::Search,
                35,
                3,
                "Sagen og de to mapper i fagsystemet",
            ),
            (TimeKind::Review, 50, 1, "De første akter"),
            (TimeKind::Estimate, 90, 1, ""),
        ],
    },
];

/// `documents` are those of the cases asked for, as the caseworker sees them.
pub(super) async fn put(
    writer: &mut Writer,
    office: &Office<'_>,
    law: &Law,
    documents: &[FoundFile],
) -> anyhow::Result<()> {
    for (number, demo) in (0..).zip(REQUESTS) {
        let asked = ASKED_FOR
            .get(demo.asks_for)
            .and_then(|place| office.cases.get(*place));
        // A small municipality has no such case, and so nobody asks for it.
        if let Some(asked) = asked {
            let made = Making {
                office,
                law,
                demo,
                number,
                asked,
            };
            made.put(writer, documents).await?;
        }
    }
    Ok(())
}

struct Making<'a> {
    office: &'a Office<'a>,
    law: &'a Law,
    demo: &'a DemoRequest,
    number: u64,
    asked: &'a Case,
}

impl Making<'_> {
    async fn put(&self, writer: &mut Writer, documents: &[FoundFile]) -> anyhow::Result<()> {
        let by = self.office.person(self.demo.by);
        let received = self.office.day(-self.demo.received);
        let registered = self
            .office
            .moment(self.demo.received, 40 + 9 * self.number as i64);
        let own = self.own_case(writer, by, received, registered).await?;
        let kept = self.request(own, by, received, registered);
        let entry = |at: DateTime<Utc>, kind: &str, detail: String| AktindsigtEntry {
            number: 0,
            at,
            by,
            kind: kind.to_owned(),
            detail: Some(detail),
            text: None,
        };
        writer
            .add_aktindsigt(&kept, &entry(registered, "registered", "1".to_owned()))
            .await?;
        writer
            .add_aktindsigt_cases(kept.id, &[self.asked.id], registered)
            .await?;
        writer
            .relate_cases(
                (own, self.asked.id),
                CaseRelationKind::Follows,
                by,
                registered,
            )
            .await?;
        if let Some(regime) = self.demo.regime {
            let at = registered + chrono::TimeDelta::minutes(6);
            let chosen = ChosenRegime {
                regime,
                was_proposed: true,
                at,
                by,
            };
            writer.put_aktindsigt_regimes(kept.id, &[chosen]).await?;
            let told = entry(at, "regimes_chosen", regime.code().to_owned());
            writer.note_aktindsigt(kept.id, &told).await?;
        }
        self.deadlines(writer, &kept, by, registered).await?;
        let Some(decided) = self.demo.decided else {
            return Ok(());
        };
        let at = self
            .office
            .moment(self.demo.received - 1, 75)
            .max(registered);
        let items = self.items(&kept, by, at, documents);
        writer.add_items(&items).await?;
        let told = entry(at, "collected", format!("cases {}", items.len()));
        writer.note_aktindsigt(kept.id, &told).await?;
        for (kind, minutes, days_back, note) in self.demo.time {
            let at = self.office.moment(*days_back, 300);
            let line = TimeLine {
                number: 0,
                at,
                by,
                kind: *kind,
                worked_on: danish_day(at),
                minutes: *minutes,
                note: (*note).to_owned(),
            };
            writer.add_aktindsigt_time(kept.id, &line).await?;
            let told = entry(at, "time_logged", format!("{} {minutes}", kind.code()));
            writer.note_aktindsigt(kept.id, &told).await?;
        }
        let decided = &items[..decided.min(items.len())];
        if let Some((last, given)) = decided.split_last() {
            self.decide(writer, &kept, by, given, last).await?;
        }
        Ok(())
    }

    async fn own_case(
        &self,
        writer: &mut Writer,
        by: EmployeeId,
        opened: NaiveDate,
        at: DateTime<Utc>,
    ) -> anyhow::Result<CaseId> {
        let own = CaseId::new(id(self.office.seed, Stream::Request, self.number * 3));
        let primary = self.asked.parties.first().map(|party| party.citizen);
        let case = NewCase {
            id: own,
            number: writer.give_case_number(opened.year()).await?,
            title: format!("Aktindsigt i sag om {}", self.asked.subject.about()),
            kle: self.asked.kle.clone(),
            status: CaseStatus::Opstaaet,
            sensitivity: self.asked.sensitivity.max(Sensitivity::Confidential),
            unit: self.asked.unit,
            team: Some(self.asked.team),
            responsible: Some(by),
            opened,
            due: None,
            source: OWN_SOURCE.to_owned(),
            fetched_at: at,
            parties: primary
                .filter(|_| self.demo.applicant.is_none())
                .map(|citizen| (citizen, PartyPart::Primary))
                .into_iter()
                .collect(),
        };
        writer.add_case(&case).await?;
        writer.set_case_action(own, ACTION_FACET).await?;
        Ok(own)
    }

    fn request(
        &self,
        case: CaseId,
        by: EmployeeId,
        received_on: NaiveDate,
        at: DateTime<Utc>,
    ) -> KeptAktindsigt {
        let demo = self.demo;
        let citizen = self.asked.parties.first();
        let citizen = citizen.and_then(|party| self.office.town.citizen(party.citizen));
        let herself = citizen.filter(|_| demo.applicant.is_none());
        KeptAktindsigt {
            id: AktindsigtId::new(id(self.office.seed, Stream::Request, self.number * 3 + 1)),
            case,
            state: demo.state,
            registered_at: at,
            registered_by: by,
            received_on,
            received_how: demo.how,
            applicant: Applicant {
                role: demo.role,
                name: match (demo.applicant, herself) {
                    (Some(name), _) => name.to_owned(),
                    (None, Some(citizen)) => citizen.name.clone(),
                    (None, None) => String::from("Ansøger"),
                },
                cpr: herself.map(|citizen| citizen.cpr.clone()),
                contact: match demo.how {
                    ReceivedHow::Mail => String::from("redaktionen@folkeblad.example"),
                    _ => String::new(),
                },
                on_behalf_of: String::new(),
            },
            identity: demo.identity.map(|how| Identity { how, at, by }),
            authority: None,
            text: demo.text.replace("{om}", self.asked.subject.about()),
            theme: demo.theme.replace("{om}", self.asked.subject.about()),
            wanted_form: demo.wanted_form,
            is_decision: demo.is_decision,
            matters: Vec::new(),
            was_narrowed: false,
            version: 1,
        }
    }

    /// Those that the rules ask for; where nobody has chosen, those of the act on public access.
    async fn deadlines(
        &self,
        writer: &mut Writer,
        kept: &KeptAktindsigt,
        by: EmployeeId,
        at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let catalogue = AktindsigtLaw::shipped()
            .map_err(|_| anyhow::anyhow!("the shipped law of access has faults"))?;
        let regime = self.demo.regime.unwrap_or(Regime::PublicAccess);
        let Some(rules) = catalogue.regime(regime, kept.received_on) else {
            return Ok(());
        };
        for (place, rule) in (0..).zip(rules.deadlines_for(false)) {
            let start = Moment::Day(kept.received_on);
            let calendar = &self.law.calendar;
            let begun = self
                .law
                .rules
                .on(rule, kept.received_on)
                .ok()
                .and_then(|rule| Deadline::begin(rule.clone(), start, None, calendar, at).ok())
                .and_then(|deadline| Some((deadline.derive(calendar).ok()?, deadline)));
            let Some((derivation, deadline)) = begun else {
                continue;
            };
            let stream = self.number * 10 + place;
            let deadline = KeptDeadline {
                id: DeadlineId::new(id(self.office.seed, Stream::RequestDeadline, stream)),
                case: kept.case,
                part_of: None,
                about: String::new(),
                rule: deadline.rule.id.clone(),
                start,
                chosen: None,
                made_at: at,
                made_by: by,
                derived: Derived {
                    is_open: true,
                    due: derivation.due,
                    told: None,
                    rule_from: deadline.rule.valid_from,
                    calendar: derivation.calendar.to_string(),
                },
                log: ChangeLog::default(),
            };
            writer.add_deadline(&deadline).await?;
            writer
                .add_aktindsigt_deadline(kept.id, regime, deadline.id)
                .await?;
        }
        Ok(())
    }

    fn items(
        &self,
        kept: &KeptAktindsigt,
        by: EmployeeId,
        at: DateTime<Utc>,
        documents: &[FoundFile],
    ) -> Vec<AktindsigtItem> {
        let of_case = documents.iter().filter(|found| found.case == self.asked.id);
        (1..)
            .zip(of_case)
            .map(|(number, FoundFile { case, document })| {
                let direction = Direction::from(document.kind);
                let file = document.file.as_ref();
                let stream = self.number * 1_000 + u64::from(number);
                AktindsigtItem {
                    id: ItemId::new(id(self.office.seed, Stream::RequestItem, stream)),
                    aktindsigt: kept.id,
                    number,
                    source: ItemSource {
                        origin: ItemOrigin::Document,
                        case: *case,
                        document: Some(document.id),
                        intake: None,
                        earlier: None,
                        title: document.title.clone(),
                    },
                    collected_at: at,
                    collected_by: by,
                    facts: ItemFacts {
                        title: document.title.clone(),
                        dated: document.dated,
                        dispatched: (direction == Direction::Outgoing).then_some(document.dated),
                        direction,
                        matter: Matter::Other,
                        sender: String::new(),
                        recipient: String::new(),
                        pages: None,
                        regime: None,
                    },
                    sha256: file.map(|file| file.blob.sha256_hex().to_owned()),
                    bytes: file.map(|file| file.blob.size()),
                    file_name: file.map(|file| file.name.clone()),
                    media_type: file.map(|file| file.media_type.clone()),
                    sensitivity: document.sensitivity,
                    folded_onto: None,
                    out_reason: None,
                    ruling: ItemRuling::none(),
                    proposal: None,
                    version: 1,
                }
            })
            .collect()
    }

    /// All but the last are given; the last in part, with what its basis asks for answered.
    async fn decide(
        &self,
        writer: &mut Writer,
        kept: &KeptAktindsigt,
        by: EmployeeId,
        given: &[AktindsigtItem],
        last: &AktindsigtItem,
    ) -> anyhow::Result<()> {
        let at = self.office.moment(1, 200);
        let made = Some((at, by));
        let versions: Vec<(ItemId, u32)> = given.iter().map(|item| (item.id, 1)).collect();
        let whole = ItemRuling {
            decision: ItemDecision::Given,
            made,
            ..ItemRuling::none()
        };
        let answer = |requirement, text: &str| ItemAnswer {
            requirement,
            outcome: AnswerOutcome::Considered,
            text: text.to_owned(),
        };
        let part = ItemRuling {
            decision: ItemDecision::Partly,
            bases: vec!["FVL-15b-5".to_owned()],
            answers: vec![
                answer(
                    Requirement::DecisiveWeight,
                    "En nabos oplysninger om eget helbred vejer tungere end partens interesse i at kende dem.",
                ),
                answer(Requirement::MoreOpenness, ""),
            ],
            text: "Oplysninger om en anden persons private forhold er taget ud.".to_owned(),
            made,
        };
        for (rows, ruling) in [(versions.as_slice(), &whole), (&[(last.id, 1)][..], &part)] {
            if rows.is_empty() {
                continue;
            }
            writer.rule_items(kept.id, rows, ruling).await?;
            let entry = AktindsigtEntry {
                number: 0,
                at,
                by,
                kind: "decided".to_owned(),
                detail: Some(format!("{} {}", ruling.decision.code(), rows.len())),
                text: (!ruling.bases.is_empty()).then(|| ruling.bases.join(" ")),
            };
            writer.note_aktindsigt(kept.id, &entry).await?;
        }
        Ok(())
    }
}
