//! Runs the check over annotated documents, for a scorer: `judge FOLDER [WORD-LIST] > findings.jsonl`.
//!
//! A document is a JSON file `{id, text, parties: [{name, cpr, address, phone, email, role, relation}]}`.

use std::error::Error;
use std::fs;

use sagsbord_scan::{CasePeople, Language, Options, Person, Role, Scanner, WordList};
use serde_json::{Value, json};

#[expect(clippy::print_stdout, reason = "its output is for another program")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("judge FOLDER [WORD-LIST]")?;
    let words = match arguments.next() {
        Some(file) => WordList::from_base_forms(&fs::read_to_string(file)?),
        None => WordList::built_in(),
    };
    let scanner = Scanner::new(words, Options::default());
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let document: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let people = CasePeople {
            people: document["parties"]
                .as_array()
                .into_iter()
                .flatten()
                .map(person)
                .collect(),
            ..CasePeople::default()
        };
        let text = document["text"].as_str().unwrap_or_default();
        let findings: Vec<Value> = scanner
            .for_case(people)
            .scan(text)
            .iter()
            .map(|finding| {
                json!({
                    "start": finding.span.scalars.start,
                    "end": finding.span.scalars.end,
                    "category": finding.category.code(),
                    "whose": finding.whose.code(),
                    "flag": finding.flag,
                    "rule": finding.rule.id,
                    "evidence": finding.evidence.iter().map(|reason| reason.in_words(Language::Danish)).collect::<Vec<_>>(),
                })
            })
            .collect();
        println!("{}", json!({"id": document["id"], "findings": findings}));
    }
    Ok(())
}

fn person(value: &Value) -> Person {
    let field = |name: &str| value[name].as_str().map(str::to_owned);
    Person {
        name: field("name").unwrap_or_default(),
        cpr: field("cpr"),
        address: field("address"),
        phone: field("phone"),
        email: field("email"),
        role: match value["role"].as_str() {
            Some("requester") => Role::Requester,
            Some("employee") => Role::Employee,
            Some("public") => Role::Public,
            _ => Role::ThirdParty,
        },
        relation: field("relation"),
        protected_address: value["protected_address"].as_bool().unwrap_or_default(),
    }
}
