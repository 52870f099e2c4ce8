use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sagsbord_platform::index::{
    ActorKind, CaseEntry, CaseIndexProperties, CaseLists, CaseProperties, CaseRegistration,
    CaseStep, Count, Counted, Effect, Progress, Reference, RegistrationHead, Relation,
    RelationKind, Return, Role, RoleBook, Search, SearchReply, Sensitivity, StatusCode,
};
use sagsbord_platform::xml::Writer;
use uuid::Uuid;

/// As many other systems' cases as is wished, each made when it is asked for: a whole municipality's would not lie in
/// memory, and what is measured against them is whoever reads them.
#[derive(Debug, Clone)]
pub struct Many {
    count: u32,
    pieces: Vec<Piece>,
    frame: (String, String),
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Field(Field),
}

#[derive(Debug, Clone, Copy)]
enum Field {
    Id,
    Number,
    Title,
    Subject,
    Unit,
    UnitName,
    Handler,
    Cpr,
    Name,
    Journal,
    At,
    Received,
}

/// Each is what the sample has in the field's place, and stands nowhere else in it.
const FIELDS: [(Field, &str); 12] = [
    (Field::Id, "0000a0a0-0000-4000-8000-00000000f001"),
    (Field::Number, "SAMPLE-NUMBER"),
    (Field::Title, "SAMPLE-TITLE"),
    (Field::Subject, "99.98.97"),
    (Field::Unit, "0000a0a0-0000-4000-8000-00000000f002"),
    (Field::UnitName, "SAMPLE-UNIT"),
    (Field::Handler, "SAMPLE-HANDLER"),
    (Field::Cpr, "9999999999"),
    (Field::Name, "SAMPLE-NAME"),
    (Field::Journal, "0000a0a0-0000-4000-8000-00000000f003"),
    (Field::At, "1901-02-03T04:05:06.000"),
    (Field::Received, "1902-03-04T05:06:07.000"),
];
const CLOSING: &str = "SagFiltreretOejebliksbillede>";
const TITLES: [&str; 6] = [
    "Bevilling af hjælpemiddel",
    "Merudgifter til voksne",
    "Boligstøtte, ny ansøgning",
    "Byggetilladelse til carport",
    "Aktivitetsparat, opfølgning",
    "Personlig pleje og praktisk hjælp",
];
const SUBJECTS: [&str; 6] = [
    "27.60.04", "27.36.04", "32.03.16", "02.34.02", "15.20.05", "27.36.08",
];
const NAMES: [&str; 6] = [
    "Ingeborg",
    "Ahmad",
    "Sørine",
    "Åge",
    "Karla Maria",
    "Villads",
];
const FAMILIES: [&str; 6] = ["Skjern", "Østergaard", "Hansen", "Møller", "Abdi", "Krog"];

impl Many {
    pub fn new(count: u32, cvr: &str) -> anyhow::Result<Self> {
        let mut writer = Writer::new();
        let one = SearchReply {
            answer: Return::of(StatusCode::Done),
            counts: Vec::new(),
            cases: vec![sample(cvr)?],
            documents: Vec::new(),
        };
        one.write(&mut writer);
        let text = writer.into_text();
        let closing = text.rfind(CLOSING).unwrap_or_default();
        let from = text.find(CLOSING.trim_end_matches('>')).unwrap_or_default();
        let from = text.get(..from).and_then(|before| before.rfind('<'));
        let entry = text
            .get(from.unwrap_or_default()..closing + CLOSING.len())
            .unwrap_or_default();
        let (before, after) = text.split_once(entry).unwrap_or_default();
        let (before, after) = (before.to_owned(), after.to_owned());
        Ok(Self {
            count,
            pieces: pieces(entry),
            frame: (before, after),
        })
    }

    /// The answer to "what changed since then", which is the only question that is put to so many.
    pub(crate) fn reply(&self, search: &Search, largest_page: usize) -> Option<String> {
        let [wanted] = search.expression.as_ref()?.cases.as_slice() else {
            return None;
        };
        let since = wanted.changed.from?;
        let first = (since - first_moment())
            .num_milliseconds()
            .clamp(0, i64::from(self.count));
        let offset = wanted.page.map_or(0, |page| page.first);
        let most = wanted.page.map_or(i64::MAX, |page| page.most);
        let most = most.min(i64::try_from(largest_page).unwrap_or(i64::MAX));
        let from = u32::try_from(first + offset).ok()?;
        let until = u32::try_from(first + offset + most)
            .unwrap_or(u32::MAX)
            .min(self.count);
        let counted = Count {
            of: Counted::Cases,
            number: i64::from(self.count) - first,
            page: wanted.page,
        };
        let mut writer = Writer::new();
        let counts = SearchReply {
            answer: Return::of(if from < until {
                StatusCode::Done
            } else {
                StatusCode::NotFound
            }),
            counts: vec![counted],
            cases: Vec::new(),
            documents: Vec::new(),
        };
        counts.write(&mut writer);
        let counts = writer.into_text();
        if from >= until {
            return Some(counts);
        }
        // The same frame with the counts in it.
        let closing = self.frame.1.trim();
        let mut text = counts.strip_suffix(closing)?.to_owned();
        text.reserve(most.unsigned_abs().min(10_000) as usize * 4_000);
        for number in from..until {
            self.write(&mut text, number);
        }
        text.push_str(closing);
        Some(text)
    }

    fn write(&self, text: &mut String, number: u32) {
        let pick = |from: &[&'static str; 6], by: u32| from[(by % 6) as usize];
        for piece in &self.pieces {
            let written = match piece {
                Piece::Text(said) => {
                    text.push_str(said);
                    Ok(())
                }
                Piece::Field(field) => match field {
                    Field::Id => write!(text, "{}", scattered(number, 1)),
                    Field::Number => write!(text, "KY-2026-{number:07}"),
                    Field::Title => write!(text, "{}", pick(&TITLES, number)),
                    Field::Subject => write!(text, "{}", pick(&SUBJECTS, number / 7)),
                    Field::Unit => {
                        write!(text, "{}", Uuid::from_u128(7_000 + u128::from(number % 60)))
                    }
                    Field::UnitName => write!(text, "Team {}", number % 60),
                    Field::Handler => write!(
                        text,
                        "{} {}",
                        pick(&NAMES, number / 11),
                        pick(&FAMILIES, number)
                    ),
                    // Nobody's: the day is above sixty.
                    Field::Cpr => {
                        let of = number % 250_000;
                        let (day, month) = (61 + of % 28, 1 + of / 28 % 12);
                        write!(
                            text,
                            "{day:02}{month:02}{:02}{:04}",
                            of / 336 % 100,
                            of / 33_600 + 1_000
                        )
                    }
                    Field::Name => write!(
                        text,
                        "{} {}",
                        pick(&NAMES, number),
                        pick(&FAMILIES, number / 6)
                    ),
                    Field::Journal => write!(text, "{}", scattered(number, 2)),
                    Field::At | Field::Received => {
                        let at = first_moment() + TimeDelta::milliseconds(i64::from(number));
                        let said = at.to_rfc3339_opts(SecondsFormat::Millis, true);
                        write!(text, "{}", said.trim_end_matches('Z'))
                    }
                },
            };
            // Writing into a string does not fail.
            let _ = written;
        }
    }
}

fn first_moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600, 0).unwrap_or_default()
}

/// As random as a real one, and the same each time.
fn scattered(number: u32, of: u128) -> Uuid {
    let mixed = (u128::from(number) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    uuid::Builder::from_random_bytes((mixed ^ (of << 7)).rotate_left(61).to_be_bytes()).into_uuid()
}

fn pieces(entry: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece::Text(entry.to_owned())];
    for (field, mark) in FIELDS {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| match piece {
                Piece::Text(text) => {
                    let mut parted = Vec::new();
                    for (at, part) in text.split(mark).enumerate() {
                        if at > 0 {
                            parted.push(Piece::Field(field));
                        }
                        parted.push(Piece::Text(part.to_owned()));
                    }
                    parted
                }
                field => vec![field],
            })
            .collect();
    }
    pieces
}

fn sample(cvr: &str) -> anyhow::Result<CaseEntry> {
    let book = RoleBook::shipped()?;
    let at: DateTime<Utc> = "1901-02-03T04:05:06Z".parse()?;
    let received: DateTime<Utc> = "1902-03-04T05:06:07Z".parse()?;
    let system =
        Reference::Urn("urn:oio:it-system-uuid:17500000-0000-4000-8000-000000000001".to_owned());
    let since = || Some(Effect::since(at, system.clone(), ActorKind::System));
    let relation = |kind, role, reference| {
        let mut relation = Relation::new(kind);
        relation.effect = since();
        relation.role = Some(book.role(role));
        relation.reference = Some(reference);
        relation
    };
    let by_id = |number| Reference::Id(Uuid::from_u128(number));
    let field = |wanted: &str| Uuid::try_parse(wanted);
    let mut owner = relation(RelationKind::CaseActor, Role::CaseOwner, by_id(1));
    owner.extension.cvr = Some(cvr.to_owned());
    owner.extension.full_name = Some("Korsbæk Kommune".to_owned());
    let unit = Reference::Id(field(FIELDS[4].1)?);
    let mut responsible = relation(RelationKind::CaseActor, Role::CaseResponsible, unit);
    responsible.extension.full_name = Some("SAMPLE-UNIT".to_owned());
    let mut handler = relation(RelationKind::CaseActor, Role::CaseHandler, by_id(9));
    handler.extension.full_name = Some("SAMPLE-HANDLER".to_owned());
    let mut class = relation(RelationKind::CaseClass, Role::CaseClass, by_id(3));
    class.extension.user_key = Some("99.98.97".to_owned());
    let mut action = relation(RelationKind::CaseClass, Role::CaseAction, by_id(4));
    action.extension.user_key = Some("G01".to_owned());
    let cpr = Reference::Urn("urn:oio:cpr-nr:9999999999".to_owned());
    let mut party = relation(RelationKind::CaseParty, Role::CaseParty, cpr);
    party.extension.full_name = Some("SAMPLE-NAME".to_owned());
    let mut master = relation(RelationKind::CaseSystem, Role::CaseMaster, by_id(99));
    master.system_name = Some("Kornblomst Ydelse".to_owned());
    let mut journal = Relation::new(RelationKind::CaseJournal);
    journal.effect = since();
    journal.reference = Some(Reference::Id(field(FIELDS[9].1)?));
    Ok(CaseEntry {
        id: field(FIELDS[0].1)?,
        registrations: vec![CaseRegistration {
            head: RegistrationHead {
                at: Some(at),
                received: Some(received),
                ..RegistrationHead::default()
            },
            lists: CaseLists {
                properties: vec![CaseProperties {
                    effect: since(),
                    number: Some("SAMPLE-NUMBER".to_owned()),
                    user_key: Some("SAMPLE-NUMBER".to_owned()),
                    title: Some("SAMPLE-TITLE".to_owned()),
                    ..CaseProperties::default()
                }],
                index_properties: vec![CaseIndexProperties {
                    effect: since(),
                    sensitivity: Some(Sensitivity::Confidential),
                    ..CaseIndexProperties::default()
                }],
                progress: vec![Progress {
                    effect: since(),
                    step: Some(CaseStep::Oplyst),
                }],
                relations: vec![
                    owner,
                    responsible,
                    handler,
                    class,
                    action,
                    party,
                    master,
                    journal,
                ],
            },
        }],
        quietly: false,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use sagsbord_platform::index::{Between, CaseWanted, Expression, Page};
    use sagsbord_platform::xml::Bounds;

    use super::*;

    fn asked(many: &Many, since: DateTime<Utc>, first: i64) -> SearchReply {
        let search = Search {
            expression: Some(Expression::of_cases(CaseWanted {
                page: Some(Page { first, most: 500 }),
                changed: Between::since(since),
                ..CaseWanted::default()
            })),
            ..Search::default()
        };
        let text = many.reply(&search, 500).unwrap();
        SearchReply::read(&text, Bounds::MESSAGE).unwrap()
    }

    #[test]
    fn each_is_given_once_to_whoever_goes_on_from_the_last_moment() {
        let many = Many::new(1_203, "11111111").unwrap();
        let mut ids = HashSet::new();
        let mut since = DateTime::UNIX_EPOCH;
        loop {
            let reply = asked(&many, since, 0);
            let before = ids.len();
            ids.extend(reply.cases.iter().map(|case| case.id));
            if ids.len() == before {
                break;
            }
            let newest = reply.cases.last().unwrap().newest().unwrap();
            since = newest.head.received.unwrap();
            assert_eq!(newest.lists.relations.len(), 8);
        }
        assert_eq!(ids.len(), 1_203);
    }
}
