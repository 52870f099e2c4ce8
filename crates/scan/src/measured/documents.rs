//! The shipped documents: text with what must be found marked in it.

use std::ops::Range;

use crate::finding::Category;
use crate::people::{CasePeople, Person, Role};

static SHIPPED: &str = include_str!("../../data/measured/documents.txt");

#[derive(Debug, Clone)]
pub(super) struct Document {
    pub name: String,
    pub people: CasePeople,
    pub text: String,
    pub gold: Vec<Gold>,
}

#[derive(Debug, Clone)]
pub(super) struct Gold {
    pub bytes: Range<usize>,
    pub category: Category,
    pub must_flag: bool,
}

pub(super) fn shipped() -> Vec<Document> {
    SHIPPED.split("\n== ").skip(1).map(document).collect()
}

fn document(part: &str) -> Document {
    let (name, rest) = part.split_once('\n').unwrap_or((part, ""));
    let mut document = Document {
        name: name.trim().to_owned(),
        people: CasePeople::default(),
        text: String::new(),
        gold: Vec::new(),
    };
    for line in rest.lines() {
        match line.strip_prefix("@ ") {
            Some(fields) => document.people.people.push(person(fields)),
            None => {
                document.read(line);
                document.text.push('\n');
            }
        }
    }
    document
}

/// `role | name | cpr | address | phone | email | relation`
fn person(fields: &str) -> Person {
    let mut fields = fields.split('|').map(str::trim);
    let role = match fields.next() {
        Some("requester") => Role::Requester,
        Some("employee") => Role::Employee,
        _ => Role::ThirdParty,
    };
    let mut optional = || {
        fields
            .next()
            .filter(|field| !field.is_empty())
            .map(str::to_owned)
    };
    Person {
        name: optional().unwrap_or_default(),
        cpr: optional(),
        address: optional(),
        phone: optional(),
        email: optional(),
        role,
        relation: optional(),
        ..Person::default()
    }
}

impl Document {
    /// `[NAME Anna]`, `[-NAME Anna]`, `{14 dage}`; marks do not lie in one another.
    fn read(&mut self, line: &str) {
        let mut rest = line;
        while let Some(at) = rest.find(['[', '{', '}']) {
            let (before, mark) = rest.split_at(at);
            self.text.push_str(before);
            rest = mark.get(1..).unwrap_or_default();
            if mark.starts_with('[')
                && let Some((inside, after)) = rest.split_once(']')
                && let Some((code, piece)) = inside.split_once(' ')
                && let Some(category) = category(code.trim_start_matches('-'))
            {
                let start = self.text.len();
                self.text.push_str(piece);
                self.gold.push(Gold {
                    bytes: start..self.text.len(),
                    category,
                    must_flag: !code.starts_with('-'),
                });
                rest = after;
            }
        }
        self.text.push_str(rest);
    }
}

fn category(code: &str) -> Option<Category> {
    Category::ALL
        .into_iter()
        .find(|category| category.code() == code)
}
