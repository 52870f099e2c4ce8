//! Mails put together into threads, and the copies of one text found wherever they are quoted.
//!
//! What mails say of each other is not to be trusted: their numbers can be missing, shared, or forged. A mail
//! therefore joins few others by what it says itself, whatever it says; texts join more, where they are long enough to
//! be told from what everybody writes.

use std::collections::{BTreeMap, HashMap};

use crate::reading::{MailHead, QuotedPart};

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread<N> {
    /// In the order they were sent; those that do not say when come last.
    pub mails: Vec<N>,
    /// Without the marks of answers and of being passed on; the first mail's own.
    pub subject: String,
    pub copies: Vec<Copies<N>>,
}

/// One text that stands in more than one place: what is decided of it in one is offered for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies<N> {
    pub fingerprint: String,
    /// Each mail, and which of its parts.
    pub places: Vec<(N, usize)>,
}

/// Letters that a text must have to be known again by itself. Shorter ones are what everybody writes.
const TELLING: usize = 40;
/// A text that nobody has sent here, and that two mails quote, must be longer.
const TELLING_WITHOUT_MAIL: usize = 200;
/// Mails of one number, or of one subject, that are looked at.
const LOOKED_AT: usize = 200;
/// How far back an answer that does not say what it answers can reach, in seconds.
const REACH: i64 = 60 * 24 * 3_600;

/// Every mail is in one thread, alone or with others.
pub fn threads<N: Clone + Ord>(mails: &[(N, &MailHead, &[QuotedPart])]) -> Vec<Thread<N>> {
    let known: Vec<Known> = mails.iter().map(|(_, head, _)| Known::of(head)).collect();
    let mut joined = Joined::new(mails.len());
    join_by_ids(mails, &known, &mut joined);
    join_by_texts(mails, &known, &mut joined);
    join_by_subjects(mails, &known, &mut joined);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for mail in 0..mails.len() {
        groups.entry(joined.root(mail)).or_default().push(mail);
    }
    let mut threads: Vec<(Vec<usize>, Thread<N>)> = groups
        .into_values()
        .map(|mut group| {
            group.sort_by(|one, other| {
                let key = |mail: usize| (mails[mail].1.sent.unwrap_or(i64::MAX), &mails[mail].0);
                key(*one).cmp(&key(*other))
            });
            let thread = Thread {
                mails: group.iter().map(|mail| mails[*mail].0.clone()).collect(),
                subject: group
                    .first()
                    .map(|mail| bare(&mails[*mail].1.subject).1.to_owned())
                    .unwrap_or_default(),
                copies: copies(mails, &group),
            };
            (group, thread)
        })
        .collect();
    threads.sort_by(|one, other| {
        let key = |group: &[usize]| {
            let first = group.first().map(|mail| &mails[*mail]);
            first.map(|(node, head, _)| (head.sent.unwrap_or(i64::MAX), node))
        };
        key(&one.0).cmp(&key(&other.0))
    });
    threads.into_iter().map(|(_, thread)| thread).collect()
}

/// What is compared of a mail, made ready once.
struct Known {
    /// Without marks, in small letters.
    subject: String,
    is_answer: bool,
    people: Vec<String>,
    sender: String,
}

impl Known {
    fn of(head: &MailHead) -> Self {
        const MOST_PEOPLE: usize = 200;
        let (is_answer, subject) = bare(&head.subject);
        let all = std::iter::once(&head.from).chain(&head.to).chain(&head.cc);
        let mut people: Vec<String> = all
            .take(MOST_PEOPLE)
            .map(|own| address(own))
            .filter(|own| !own.is_empty())
            .collect();
        people.sort();
        people.dedup();
        let words: Vec<&str> = subject.split_whitespace().collect();
        Self {
            subject: words.join(" ").to_lowercase(),
            is_answer,
            people,
            sender: address(&head.from),
        }
    }

    fn shares_people(&self, other: &Self) -> bool {
        let shared = self
            .people
            .iter()
            .filter(|own| other.people.binary_search(own).is_ok());
        shared.take(2).count() >= 2
    }

    fn has_same_subject(&self, other: &Self) -> bool {
        !self.subject.is_empty() && self.subject == other.subject
    }
}

/// `SV: VS: Re: Emne` as `Emne`, and whether there was such a mark.
fn bare(subject: &str) -> (bool, &str) {
    const MARKS: [&str; 14] = [
        "re:",
        "sv:",
        "vs:",
        "fw:",
        "fwd:",
        "aw:",
        "wg:",
        "videresend:",
        "vedr.: sv:",
        "res:",
        "tr:",
        "antw:",
        "vb:",
        "automatisk svar:",
    ];
    let mut rest = subject.trim();
    let mut is_answer = false;
    loop {
        let mark = MARKS.iter().find(|mark| {
            rest.get(..mark.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(mark))
        });
        let Some(mark) = mark else {
            break;
        };
        is_answer = true;
        rest = rest[mark.len()..].trim_start();
    }
    (is_answer, rest)
}

/// Of `Navn <adresse>`, in small letters.
fn address(person: &str) -> String {
    let inner = person
        .rsplit_once('<')
        .map_or(person, |(_, rest)| rest.trim_end_matches('>'));
    inner.trim().to_lowercase()
}

/// A mail joins the nearest of those it says it answers that is here. Where its parent, or the beginning, is not here,
/// it joins others that name the same. So one mail joins three at most, whatever it claims.
fn join_by_ids<N>(mails: &[(N, &MailHead, &[QuotedPart])], known: &[Known], joined: &mut Joined) {
    let mut owners: HashMap<&str, Vec<usize>> = HashMap::new();
    for (mail, (_, head, _)) in mails.iter().enumerate() {
        if let Some(id) = head.message_id.as_deref().filter(|id| !id.is_empty()) {
            let own = owners.entry(id).or_default();
            if own.len() < LOOKED_AT {
                own.push(mail);
            }
        }
    }
    for same in owners.values() {
        // One number on two mails that are not alike is a mistake, or a lie.
        for pair in same.windows(2) {
            let is_one = known[pair[0]].has_same_subject(&known[pair[1]])
                || own_text(mails[pair[0]].2) == own_text(mails[pair[1]].2);
            if is_one {
                joined.join(pair[0], pair[1]);
            }
        }
    }
    let mut missing: HashMap<&str, usize> = HashMap::new();
    for (mail, (_, head, _)) in mails.iter().enumerate() {
        let own = head.message_id.as_deref();
        let named = |id: &&String| !id.is_empty() && Some(id.as_str()) != own;
        let nearest = head
            .in_reply_to
            .iter()
            .chain(head.references.iter().rev())
            .filter(named)
            .find_map(|id| owners.get(id.as_str()));
        if let Some(owners) = nearest {
            let alike = owners
                .iter()
                .find(|owner| known[**owner].has_same_subject(&known[mail]));
            if let Some(owner) = alike.or(owners.first()) {
                joined.join(mail, *owner);
            }
        }
        let parent = head.in_reply_to.first().or(head.references.last());
        for id in [parent, head.references.first()].into_iter().flatten() {
            if named(&id) && !owners.contains_key(id.as_str()) {
                let other = *missing.entry(id.as_str()).or_insert(mail);
                joined.join(mail, other);
            }
        }
    }
}

fn own_text(parts: &[QuotedPart]) -> &str {
    parts.first().map_or("", |part| part.fingerprint.as_str())
}

fn join_by_texts<N>(mails: &[(N, &MailHead, &[QuotedPart])], known: &[Known], joined: &mut Joined) {
    for places in places(mails, 0..mails.len()).into_values() {
        let length = places
            .first()
            .and_then(|(mail, part)| mails[*mail].2.get(*part))
            .map_or(0, |part| part.text.chars().count());
        if length < TELLING {
            continue;
        }
        let owners: Vec<usize> = places
            .iter()
            .filter(|(_, part)| *part == 0)
            .map(|(mail, _)| *mail)
            .collect();
        let mut first_of: HashMap<&str, usize> = HashMap::new();
        for (mail, part) in &places {
            let is_owner = *part == 0;
            match owners.as_slice() {
                [owner] => joined.join(*mail, *owner),
                [] if length >= TELLING_WITHOUT_MAIL => joined.join(*mail, places[0].0),
                _ => {
                    // The same words sent more than once, as an office's receipts are: only within one subject.
                    let subject = known[*mail].subject.as_str();
                    if !subject.is_empty() {
                        let first = *first_of.entry(subject).or_insert(*mail);
                        let is_alike = !is_owner
                            || known[first].sender == known[*mail].sender
                                && known[first].people == known[*mail].people;
                        if is_alike {
                            joined.join(*mail, first);
                        }
                    }
                }
            }
        }
    }
}

/// An answer that does not say what it answers: to the last mail before it of that subject, between the same people.
fn join_by_subjects<N>(
    mails: &[(N, &MailHead, &[QuotedPart])],
    known: &[Known],
    joined: &mut Joined,
) {
    let mut by_subject: HashMap<&str, Vec<usize>> = HashMap::new();
    for (mail, own) in known.iter().enumerate() {
        if !own.subject.is_empty() && mails[mail].1.sent.is_some() {
            by_subject
                .entry(own.subject.as_str())
                .or_default()
                .push(mail);
        }
    }
    for group in by_subject.values_mut() {
        group.sort_by_key(|mail| mails[*mail].1.sent);
        for at in 1..group.len() {
            let mail = group[at];
            let head = mails[mail].1;
            let says_nothing = head.in_reply_to.is_empty() && head.references.is_empty();
            if !says_nothing || !known[mail].is_answer {
                continue;
            }
            let before = group[..at].iter().rev().take(LOOKED_AT).find(|other| {
                let apart = head
                    .sent
                    .unwrap_or(0)
                    .saturating_sub(mails[**other].1.sent.unwrap_or(0));
                apart <= REACH && known[mail].shares_people(&known[**other])
            });
            if let Some(before) = before {
                joined.join(mail, *before);
            }
        }
    }
}

type Places = BTreeMap<String, Vec<(usize, usize)>>;

fn places<N>(mails: &[(N, &MailHead, &[QuotedPart])], of: impl Iterator<Item = usize>) -> Places {
    let mut places = Places::new();
    for mail in of {
        for (index, part) in mails[mail].2.iter().enumerate() {
            if !part.fingerprint.is_empty() {
                let own = places.entry(part.fingerprint.clone()).or_default();
                own.push((mail, index));
            }
        }
    }
    places.retain(|_, own| own.len() > 1);
    places
}

fn copies<N: Clone>(mails: &[(N, &MailHead, &[QuotedPart])], group: &[usize]) -> Vec<Copies<N>> {
    places(mails, group.iter().copied())
        .into_iter()
        .filter(|(_, places)| {
            let length = places
                .first()
                .and_then(|(mail, part)| mails[*mail].2.get(*part))
                .map_or(0, |part| part.text.chars().count());
            let senders = places.iter().filter(|(_, part)| *part == 0).count();
            // Two who both say thanks have not sent one mail.
            length >= TELLING || senders <= 1
        })
        .map(|(fingerprint, places)| Copies {
            fingerprint,
            places: places
                .into_iter()
                .map(|(mail, part)| (mails[mail].0.clone(), part))
                .collect(),
        })
        .collect()
}

/// Which things belong together. No chain of them is followed twice.
struct Joined {
    above: Vec<usize>,
}

impl Joined {
    fn new(count: usize) -> Self {
        Self {
            above: (0..count).collect(),
        }
    }

    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    /// The lower number stands for both, so that the order of joining makes no difference.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.above[high] = low;
    }
}

#[cfg(test)]
mod tests;
