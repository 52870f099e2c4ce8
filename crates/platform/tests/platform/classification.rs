use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use sagsbord_platform::classification::{
    Class, Classification, Facet, ListReply, Mapping, PlanFile, Span, Wanted,
};
use sagsbord_platform::xml::{Bounds, Malformed, Writer, parse_moment};
use sagsbord_platform::{Blame, Fault};
use uuid::Uuid;

use crate::contract::{contracts, invalid};

const VIEWS: &str = "klassifikation-listehent/package/common/view";

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn class(number: u128, key: &str, parent: Option<&str>) -> Class {
    Class {
        id: Uuid::from_u128(number).to_string(),
        key: key.to_owned(),
        title: format!("Opdigtet {key} & mere"),
        parent: parent.map(str::to_owned),
        published: Vec::new(),
        mappings: Vec::new(),
    }
}

fn reply() -> ListReply {
    let mut moved = class(12, "99.10.02", Some("99.10"));
    moved.published = vec![Span {
        from: day("2020-01-01"),
        until: day("2026-02-01"),
    }];
    moved.mappings = vec![Mapping {
        role: "Afløst af".to_owned(),
        key: "99.10.01".to_owned(),
        classification: "KLE".to_owned(),
    }];
    let facet = |number: u128, key: &str, classes| Facet {
        id: Uuid::from_u128(number),
        key: key.to_owned(),
        title: key.to_owned(),
        classes,
    };
    ListReply {
        transaction: Uuid::from_u128(77),
        at: parse_moment("2026-03-02T09:15:00Z").unwrap(),
        fault: None,
        classifications: vec![Classification {
            id: Uuid::from_u128(1),
            key: "KLE".to_owned(),
            title: "Opdigtet plan".to_owned(),
            owner: "Ingen".to_owned(),
            facets: vec![
                facet(
                    2,
                    "Emner",
                    vec![class(10, "99", None), class(11, "99.10", Some("99")), moved],
                ),
                facet(3, "Handlingsfacetter", vec![class(20, "G01", Some("G"))]),
            ],
        }],
    }
}

fn written(reply: &ListReply) -> String {
    let mut writer = Writer::new();
    reply.write(&mut writer);
    writer.into_text()
}

/// The schema gives the id of a class 30 signs, where its own description says UUID: whoever follows the one breaks
/// the other. With the ids cut, all else must be as the schema has it.
fn with_short_ids(xml: &str) -> String {
    let open = "<kombit2017:KlasseIdentifikation>";
    let mut parts = xml.split(open);
    let mut short = parts.next().unwrap().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('<').unwrap();
        short.push_str(open);
        short.push_str(id.get(..30).unwrap_or(id));
        short.push('<');
        short.push_str(rest);
    }
    short
}

#[test]
fn a_plan_is_asked_for_and_answered_as_the_schemas_have_it() {
    let wanted = Wanted {
        keys: vec!["KLE".to_owned(), "Roller".to_owned()],
    };
    let mut writer = Writer::new();
    wanted.write(
        &mut writer,
        Uuid::from_u128(77),
        parse_moment("2026-03-02T09:15:00Z").unwrap(),
    );
    let question = writer.into_text();
    assert_eq!(Wanted::read(&question, Bounds::MESSAGE), Ok(wanted));
    let answer = written(&reply());
    assert_eq!(ListReply::read(&answer, Bounds::MESSAGE), Ok(reply()));
    let mut fault = reply();
    fault.classifications.clear();
    fault.fault = Some(Fault {
        blame: Blame::Sender,
        code: Some("F1".to_owned()),
        text: Some("Ukendt klassifikation".to_owned()),
    });
    assert_eq!(
        ListReply::read(&written(&fault), Bounds::MESSAGE),
        Ok(fault.clone())
    );

    let Some(folder) = contracts() else { return };
    let views = folder.join(VIEWS);
    let asked = views.join("KlassifikationListeHent_IType.xsd");
    assert_eq!(invalid(&asked, &question), None, "{question}");
    let answered = views.join("KlassifikationListeHent_OType.xsd");
    assert_eq!(
        invalid(&answered, &with_short_ids(&answer)),
        None,
        "{answer}"
    );
    assert_eq!(invalid(&answered, &written(&fault)), None);
}

#[test]
fn what_is_no_answer_or_makes_no_sense_is_refused() {
    let good = written(&reply());
    let check = |from: &str, to: &str, expected: Malformed| {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert_eq!(
            ListReply::read(&bad, Bounds::MESSAGE),
            Err(expected),
            "{from}"
        );
    };
    check("2026-02-01", "1. februar", Malformed::NotA("a day"));
    check(
        "00000000-0000-0000-0000-000000000002",
        "Emner",
        Malformed::NotA("an id"),
    );
    check(
        "<kombit2017:KlasseBrugervendtNøgle>99.10</kombit2017:KlasseBrugervendtNøgle>",
        "",
        Malformed::NotA("a class"),
    );
    check(
        "http://www.kombit.dk/2017/01/01/",
        "urn:x",
        Malformed::AnotherMessage,
    );
    // An id that is none is no reason to be without the class.
    let odd = good.replacen("00000000-0000-0000-0000-00000000000a", "KLE-99", 1);
    let read = ListReply::read(&odd, Bounds::MESSAGE).unwrap();
    let first = &read.classifications[0].facets[0].classes[0];
    assert_eq!((first.key.as_str(), first.uuid()), ("99", None));
}

#[test]
fn the_published_shape_of_a_plan_file_is_read() {
    let Some(folder) = contracts() else { return };
    let schema = folder.join("kle/kle-shape-v2.xsd");
    let read = |name: &str| -> PlanFile {
        let text = fs::read_to_string(Path::new(&folder).join("kle").join(name)).unwrap();
        assert_eq!(invalid(&schema, &text), None, "{name}");
        PlanFile::read(text.as_bytes()).unwrap()
    };
    let subjects = read("kle-emneplan-synthetic.xml");
    assert_eq!(subjects.classes.len(), 8);
    let ended: Vec<_> = subjects
        .classes
        .iter()
        .filter(|class| class.ended.is_some())
        .map(|class| (class.number.as_str(), class.moved_to.clone()))
        .collect();
    assert_eq!(
        ended,
        [
            ("99.10.02", vec!["99.10.01".to_owned()]),
            ("99.10.03", Vec::new())
        ]
    );
    let actions = read("kle-handlingsfacetter-synthetic.xml");
    assert_eq!(actions.classes.len(), 21);
    assert!(actions.classes.iter().any(|class| class.number == "Ø01"));
}
