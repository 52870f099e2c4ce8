//! Every file with its one state: derived from what was read and what people decided, so that none of the three can
//! disagree with another.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::keep::{ReadingKey, Summary, SummedOutcome};
use crate::near::{self, earlier_alike};
use crate::reading::{ChildRole, HiddenKind, Likeness, PageFlag};
use crate::{Kind, Limits, PageSource, WhyUnreadable};

/// A file as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Cleaned, to be shown.
    pub name: String,
    /// The folders it lay in, below what was handed in.
    pub folder: String,
    /// `None` until it is fetched; an error where it cannot be.
    pub content: Option<Result<crate::reading::ChildContent, WhyUnreadable>>,
}

/// Where a file is in the intake: its place among those handed in, then its place in each container.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place(pub Vec<u32>);

impl From<Place> for String {
    fn from(place: Place) -> Self {
        let parts: Vec<String> = place.0.iter().map(u32::to_string).collect();
        parts.join(".")
    }
}

impl TryFrom<String> for Place {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.split('.')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// What a person decided about one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// With all that is inside it.
    LeaveOut { by: String, reason: String },
    /// Although it is equal to another.
    TakeAnyway,
    /// It is alike to an earlier one, and that one stands for both. Only these bytes do: with another it was not
    /// compared. `None` where it is not known which they were.
    IsDuplicate { of: Option<String> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// Not read yet.
    Waiting,
    Taken {
        pages: u32,
    },
    Duplicate {
        of: Place,
        /// 1000 and byte for byte, or decided by a person.
        likeness: Likeness,
        is_exact: bool,
    },
    Container,
    LeftOut {
        by: String,
        reason: String,
    },
    Unreadable {
        why: WhyUnreadable,
        detail: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub place: Place,
    pub name: String,
    pub folder: String,
    pub role: Option<ChildRole>,
    pub kind: Option<Kind>,
    pub sha256: Option<String>,
    pub bytes: u64,
    #[serde(flatten)]
    pub state: State,
    /// An earlier file that this one is alike to, for a person to decide about.
    pub alike: Option<(Place, Likeness)>,
    /// How many findings of hidden data there are, of each kind.
    pub hidden: Vec<(HiddenKind, u32)>,
    /// The fingerprint of all of them in their order.
    #[serde(skip)]
    pub hidden_print: String,
    pub flags: Vec<(PageFlag, u32)>,
    /// Pages that were read from their picture.
    pub pages_read: u32,
    /// Where its pages are, when it has some.
    pub source: Option<PageSource>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// All files: those handed in and all inside them.
    pub files: u32,
    pub waiting: u32,
    pub taken: u32,
    pub duplicates: u32,
    pub containers: u32,
    pub left_out: u32,
    pub unreadable: u32,
    pub pages: u32,
}

impl Sums {
    /// Fail closed: nothing may go on while a file has no end, or while the states do not sum up to the files.
    pub fn is_complete(&self) -> bool {
        let settled = self.taken + self.duplicates + self.containers + self.left_out;
        self.waiting == 0 && self.unreadable == 0 && settled == self.files
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub rows: Vec<Row>,
    pub sums: Sums,
}

/// The readings that a manifest still waits for, and how deep each lies.
pub fn unread(
    given: &[Given],
    summaries: &HashMap<ReadingKey, Summary>,
    limits: &Limits,
) -> Vec<(ReadingKey, usize)> {
    let mut walk = Walk::new(summaries, limits);
    walk.all(given);
    let mut known = HashSet::new();
    walk.waiting
        .into_iter()
        .filter(|(key, _)| known.insert(key.clone()))
        .collect()
}

pub fn manifest(
    given: &[Given],
    summaries: &HashMap<ReadingKey, Summary>,
    decisions: &BTreeMap<Place, Decision>,
    limits: &Limits,
) -> Manifest {
    decided(undecided(given, summaries, limits), summaries, decisions)
}

/// Every file as the machine alone sees it: what decisions are held against before they are made to count.
pub fn undecided(
    given: &[Given],
    summaries: &HashMap<ReadingKey, Summary>,
    limits: &Limits,
) -> Vec<Row> {
    let mut walk = Walk::new(summaries, limits);
    walk.all(given);
    walk.rows
}

/// The manifest that follows from the files and from decisions about those very files.
pub fn decided(
    mut rows: Vec<Row>,
    summaries: &HashMap<ReadingKey, Summary>,
    decisions: &BTreeMap<Place, Decision>,
) -> Manifest {
    leave_out(&mut rows, decisions);
    find_equal(&mut rows, decisions);
    find_alike(&mut rows, summaries, decisions);
    let sums = sums(&rows);
    Manifest { rows, sums }
}

struct Walk<'a> {
    summaries: &'a HashMap<ReadingKey, Summary>,
    limits: &'a Limits,
    rows: Vec<Row>,
    waiting: Vec<(ReadingKey, usize)>,
}

/// A file about to be entered in the walk.
struct Entry<'a> {
    name: &'a str,
    folder: &'a str,
    role: Option<ChildRole>,
    content: Option<Result<(&'a str, u64), WhyUnreadable>>,
}

impl<'a> Walk<'a> {
    fn new(summaries: &'a HashMap<ReadingKey, Summary>, limits: &'a Limits) -> Self {
        Self {
            summaries,
            limits,
            rows: Vec::new(),
            waiting: Vec::new(),
        }
    }

    fn all(&mut self, given: &'a [Given]) {
        for (at, file) in given.iter().enumerate() {
            let entry = Entry {
                name: &file.name,
                folder: &file.folder,
                role: None,
                content: match &file.content {
                    Some(Ok(content)) => Some(Ok((&content.sha256, content.bytes))),
                    Some(Err(why)) => Some(Err(*why)),
                    None => None,
                },
            };
            self.enter(&entry, &mut vec![numbered(at)], &mut Vec::new());
        }
    }

    fn enter(&mut self, entry: &Entry<'a>, place: &mut Vec<u32>, within: &mut Vec<&'a str>) {
        let mut row = Row {
            place: Place(place.clone()),
            name: entry.name.to_owned(),
            folder: entry.folder.to_owned(),
            role: entry.role,
            kind: None,
            sha256: None,
            bytes: 0,
            state: State::Waiting,
            alike: None,
            hidden: Vec::new(),
            hidden_print: String::new(),
            flags: Vec::new(),
            pages_read: 0,
            source: None,
        };
        let (sha256, bytes) = match entry.content {
            Some(Ok(content)) => content,
            Some(Err(why)) => {
                row.state = unreadable(why);
                self.rows.push(row);
                return;
            }
            None => {
                self.rows.push(row);
                return;
            }
        };
        row.sha256 = Some(sha256.to_owned());
        row.bytes = bytes;
        let refused = if within.contains(&sha256) {
            Some(WhyUnreadable::ContainsItself)
        } else if within.len() >= self.limits.depth {
            Some(WhyUnreadable::TooDeep)
        } else if self.rows.len() >= self.limits.files {
            Some(WhyUnreadable::TooManyFiles)
        } else {
            None
        };
        if let Some(why) = refused {
            row.state = unreadable(why);
            self.rows.push(row);
            return;
        }
        let key = ReadingKey::of(sha256, entry.name);
        let Some(summary) = self.summaries.get(&key) else {
            self.waiting.push((key, within.len()));
            self.rows.push(row);
            return;
        };
        row.kind = Some(summary.kind);
        row.hidden.clone_from(&summary.hidden);
        row.hidden_print.clone_from(&summary.hidden_print);
        row.state = match &summary.outcome {
            SummedOutcome::Pages {
                source,
                pages,
                read,
                flags,
                ..
            } => {
                row.source = Some(source.clone());
                row.flags.clone_from(flags);
                row.pages_read = *read;
                State::Taken { pages: *pages }
            }
            SummedOutcome::Container => State::Container,
            SummedOutcome::Unreadable { why, detail } => State::Unreadable {
                why: *why,
                detail: detail.clone(),
            },
        };
        self.rows.push(row);
        within.push(sha256);
        for (at, child) in summary.children.iter().enumerate() {
            // One row says that there are more than can be held: the sum is then never complete.
            let is_over = self.rows.len() >= self.limits.files;
            place.push(numbered(at));
            let entry = Entry {
                name: &child.name,
                folder: "",
                role: Some(child.role),
                content: Some(match &child.content {
                    Ok(content) => Ok((&content.sha256, content.bytes)),
                    Err(why) => Err(*why),
                }),
            };
            self.enter(&entry, place, within);
            place.pop();
            if is_over {
                break;
            }
        }
        within.pop();
    }
}

fn numbered(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

fn unreadable(why: WhyUnreadable) -> State {
    State::Unreadable {
        why,
        detail: String::new(),
    }
}

/// A container that is left out takes with it what is inside.
fn leave_out(rows: &mut [Row], decisions: &BTreeMap<Place, Decision>) {
    for row in rows {
        let around = (1..=row.place.0.len()).find_map(|depth| {
            match decisions.get(&Place(row.place.0[..depth].to_vec())) {
                Some(Decision::LeaveOut { by, reason }) => Some((by.clone(), reason.clone())),
                _ => None,
            }
        });
        if let Some((by, reason)) = around {
            row.state = State::LeftOut { by, reason };
        }
    }
}

/// The first that is not left out stands for all that are equal to it.
fn find_equal(rows: &mut [Row], decisions: &BTreeMap<Place, Decision>) {
    let mut first: HashMap<String, Place> = HashMap::new();
    for row in rows {
        let may_stand = matches!(
            row.state,
            State::Taken { .. } | State::Container | State::Unreadable { .. }
        );
        let Some(sha256) = row.sha256.clone().filter(|_| may_stand) else {
            continue;
        };
        // Its own container is refused as what it is, and not as a copy.
        if matches!(
            row.state,
            State::Unreadable {
                why: WhyUnreadable::ContainsItself
                    | WhyUnreadable::TooDeep
                    | WhyUnreadable::TooManyFiles,
                ..
            }
        ) {
            continue;
        }
        match first.get(&sha256) {
            Some(_) if decisions.get(&row.place) == Some(&Decision::TakeAnyway) => {}
            Some(of) => {
                row.state = State::Duplicate {
                    of: of.clone(),
                    likeness: Likeness(1000),
                    is_exact: true,
                };
            }
            None => {
                first.insert(sha256, row.place.clone());
            }
        }
    }
}

/// Files that are alike are only proposed: a draft and its letter, a letter and the signed letter are two documents.
fn find_alike(
    rows: &mut [Row],
    summaries: &HashMap<ReadingKey, Summary>,
    decisions: &BTreeMap<Place, Decision>,
) {
    let taken: Vec<usize> = (0..rows.len())
        .filter(|at| matches!(rows[*at].state, State::Taken { .. }))
        .collect();
    let none = near::Sketch::default();
    let sketches: Vec<&near::Sketch> = taken
        .iter()
        .map(|at| {
            let row = &rows[*at];
            row.sha256
                .as_deref()
                .and_then(|sha256| summaries.get(&ReadingKey::of(sha256, &row.name)))
                .map_or(&none, |summary| &summary.sketch)
        })
        .collect();
    let alike = earlier_alike(&sketches);
    for (at, found) in taken.iter().zip(&alike) {
        let Some((of, likeness)) = found else {
            continue;
        };
        let stands = &rows[taken[*of]];
        let (of, of_sha256) = (stands.place.clone(), stands.sha256.clone());
        let row = &mut rows[*at];
        let is_decided = match decisions.get(&row.place) {
            Some(Decision::IsDuplicate { of }) => of.is_none() || *of == of_sha256,
            _ => false,
        };
        if is_decided {
            row.state = State::Duplicate {
                of,
                likeness: *likeness,
                is_exact: false,
            };
        } else {
            row.alike = Some((of, *likeness));
        }
    }
}

fn sums(rows: &[Row]) -> Sums {
    let mut sums = Sums {
        files: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        ..Sums::default()
    };
    for row in rows {
        match &row.state {
            State::Waiting => sums.waiting += 1,
            State::Taken { pages } => {
                sums.taken += 1;
                sums.pages = sums.pages.saturating_add(*pages);
            }
            State::Duplicate { .. } => sums.duplicates += 1,
            State::Container => sums.containers += 1,
            State::LeftOut { .. } => sums.left_out += 1,
            State::Unreadable { .. } => sums.unreadable += 1,
        }
    }
    sums
}
