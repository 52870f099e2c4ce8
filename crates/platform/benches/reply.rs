//! How long the index's answers take to read, beside the bare walk through their events.
//! `cargo bench -p sagsbord-platform --bench reply`

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a measurement prints, and ends where it cannot go on"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use quick_xml::events::Event;
use sagsbord_platform::index::{
    ActorKind, CaseEntry, CaseIndexProperties, CaseLists, CaseProperties, CaseRegistration,
    CaseStep, Effect, Progress, Reference, RegistrationHead, Relation, RelationKind, Return,
    SearchReply, Sensitivity, StatusCode,
};
use sagsbord_platform::xml::{Bounds, Writer};
use uuid::Uuid;

const BYTES: usize = 10 << 20;
const RUNS: usize = 15;

fn main() {
    let mut count = 500;
    let reply = loop {
        let text = written(count);
        if text.len() >= BYTES {
            break text;
        }
        count = count * BYTES / text.len() + 50;
    };
    println!("{count} cases, {:.1} MB", reply.len() as f64 / 1e6);
    let bare = best(|| walk(&reply));
    let read = best(|| {
        let read = SearchReply::read(&reply, Bounds::MESSAGE).expect("our own writing");
        assert_eq!(black_box(&read).cases.len(), count);
    });
    let write = best(|| {
        black_box(written(count));
    });
    let megabytes = reply.len() as f64 / 1e6;
    let say = |what: &str, time: Duration| {
        println!(
            "{what:28} {:7.1} ms  {:6.0} MB/s  {:8.0} cases/s",
            time.as_secs_f64() * 1e3,
            megabytes / time.as_secs_f64(),
            count as f64 / time.as_secs_f64()
        );
    };
    say("the bare walk of events", bare);
    say("read into cases", read);
    say("written, with all made", write);
    println!(
        "read into cases: {:.2} x the bare walk (goal 2)",
        read.as_secs_f64() / bare.as_secs_f64()
    );
}

fn best(run: impl Fn()) -> Duration {
    (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .min()
        .unwrap()
}

fn walk(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return,
            event => {
                black_box(event);
            }
        }
    }
}

fn written(count: usize) -> String {
    let reply = SearchReply {
        answer: Return::of(StatusCode::Done),
        counts: Vec::new(),
        cases: (0..count).map(case).collect(),
        documents: Vec::new(),
    };
    let mut writer = Writer::new();
    reply.write(&mut writer);
    writer.into_text()
}

/// As the published example: two steps, nine relations.
fn case(number: usize) -> CaseEntry {
    let from = DateTime::<Utc>::from_timestamp(1_780_000_000, 0).unwrap()
        + TimeDelta::minutes(i64::try_from(number).unwrap());
    let actor = || Reference::Urn(format!("urn:oio:it-system-uuid:{}", Uuid::from_u128(17)));
    let since = || Some(Effect::since(from, actor(), ActorKind::System));
    let relation = |kind, role, name: &str| {
        let mut relation = Relation::new(kind);
        relation.effect = since();
        relation.role = Some(Reference::Id(Uuid::from_u128(role)));
        relation.object_type = Some(Reference::Id(Uuid::from_u128(role + 100)));
        relation.reference = Some(Reference::Id(Uuid::from_u128(role + 200)));
        relation.extension.full_name = Some(name.to_owned());
        relation.extension.user_key = Some("27.35.04".to_owned());
        relation.extension.cvr = Some("11111111".to_owned());
        relation.system_name = Some("Kornblomst Ydelse".to_owned());
        relation
    };
    let kinds = [
        RelationKind::CaseActor,
        RelationKind::CaseActor,
        RelationKind::CaseActor,
        RelationKind::CaseClass,
        RelationKind::CaseClass,
        RelationKind::CaseParty,
        RelationKind::CaseJournal,
        RelationKind::CaseSystem,
        RelationKind::CaseSystem,
    ];
    CaseEntry {
        id: Uuid::from_u128(number as u128 + 1),
        registrations: vec![CaseRegistration {
            head: RegistrationHead {
                note: Some("Sag oprettet".to_owned()),
                at: Some(from),
                life_cycle: Some("Importeret".to_owned()),
                by: Some(actor()),
                received: Some(from),
            },
            lists: CaseLists {
                properties: vec![CaseProperties {
                    effect: since(),
                    user_key: Some(format!("27.35.04-G01-{number}-26")),
                    number: Some(format!("27.35.04-G01-{number}-26")),
                    title: Some("Ansøgning om hjælpemiddel & rampe".to_owned()),
                    ..CaseProperties::default()
                }],
                index_properties: vec![CaseIndexProperties {
                    effect: since(),
                    sensitivity: Some(Sensitivity::Sensitive),
                    created: Some(from),
                    ..CaseIndexProperties::default()
                }],
                progress: vec![
                    Progress {
                        effect: since(),
                        step: Some(CaseStep::Opstaaet),
                    },
                    Progress {
                        effect: since(),
                        step: Some(CaseStep::Oplyst),
                    },
                ],
                relations: (0_u128..)
                    .zip(kinds)
                    .map(|(role, kind)| relation(kind, role, "Hjælpemidler og tilgængelighed"))
                    .collect(),
            },
        }],
        quietly: false,
    }
}
