//! *Fristbrev*: what the citizen is told when a deadline cannot be kept, drafted from the deadline itself.

use chrono::NaiveDate;
use sagsbord_domain::deadline::{Area, Change, Confidence, Deadline, Due, StartEvent};

use crate::fault::Fault;
use crate::fields::{Fields, with_table};
use crate::messages::{Language, filled};
use crate::wording::{as_sentence, day_with_weekday};

const TEXTS: &str = include_str!("../data/letters/fristbrev.toml");

/// What has been decided about a letter so far.
#[derive(Debug, Clone, Copy)]
pub struct LetterOrder<'a> {
    pub deadline: &'a Deadline,
    pub due: Due,
    pub ground: &'a str,
    pub new_day: Option<NaiveDate>,
    /// The day on the letter.
    pub sent: NaiveDate,
    /// Who writes, and for whom: each a line under the greeting.
    pub signed: &'a [&'a str],
}

/// A text for each paragraph. What is not decided yet stands in square brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterDraft {
    pub title: String,
    pub paragraphs: Vec<String>,
}

/// The draft, or the faults of the shipped texts, which a test forbids.
pub fn draft_delay_letter(order: LetterOrder<'_>) -> Result<LetterDraft, Vec<Fault>> {
    let texts = with_table(TEXTS, LetterTexts::read)?.ok_or_else(Vec::new)?;
    let rule = &order.deadline.rule;
    let day = |day| day_with_weekday(day, Language::Da);
    let mut paragraphs = vec![filled(
        texts.received.of(rule.starts_at.code()),
        &[&day(order.deadline.start.day())],
    )];
    match (promise(order.deadline, order.due), order.due.day()) {
        (Some((written, promised)), _) => {
            let not_kept = texts.not_kept_again.at(promised, order.sent);
            paragraphs.push(filled(not_kept, &[&day(written), &day(promised)]));
        }
        (None, Some(due)) => {
            let not_kept = texts.not_kept.at(due, order.sent);
            paragraphs.push(filled(not_kept, &[&rule.paragraph, &day(due)]));
        }
        (None, None) => {}
    }
    let ground = match order.ground.trim() {
        "" => texts.body.ground_missing,
        ground => as_sentence(ground),
    };
    paragraphs.push(filled(&texts.body.ground, &[&ground]));
    let new_day = order.new_day.map_or(texts.body.new_day_missing, day);
    paragraphs.push(filled(&texts.body.new_day, &[&new_day]));
    paragraphs.push(texts.body.again);
    paragraphs.extend(
        texts
            .additions
            .into_iter()
            .filter(|addition| addition.rules.contains(&rule.id) && addition.holds_on(order.sent))
            .map(|addition| addition.text),
    );
    paragraphs.push(texts.body.greeting);
    paragraphs.extend(order.signed.iter().map(|&line| line.to_owned()));
    Ok(LetterDraft {
        title: texts.title.of(rule.area.code()).to_owned(),
        paragraphs,
    })
}

/// When the citizen was last written to of another day than the law's, and which: the latest of them counts.
fn promise(deadline: &Deadline, due: Due) -> Option<(NaiveDate, NaiveDate)> {
    let letters = deadline.log.letters();
    let letters = letters.map(|letter| (letter.sent, letter.new_day));
    let extended = deadline
        .log
        .in_effect()
        .filter_map(|entry| match entry.change {
            Change::Extended { told, .. } => Some((told, due.day()?)),
            _ => None,
        });
    letters
        .chain(extended)
        .max_by_key(|(written, promised)| (*promised, *written))
}

struct LetterTexts {
    title: ByCode,
    received: ByCode,
    not_kept: BeforeOrAfter,
    not_kept_again: BeforeOrAfter,
    body: Body,
    additions: Vec<Addition>,
}

struct ByCode {
    texts: Vec<(&'static str, String)>,
    otherwise: String,
}

struct BeforeOrAfter {
    coming: String,
    over: String,
}

struct Body {
    ground: String,
    ground_missing: String,
    new_day: String,
    new_day_missing: String,
    again: String,
    greeting: String,
}

/// A paragraph that belongs to the letters of some rules.
struct Addition {
    rules: Vec<String>,
    text: String,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

const MOST_ADDITIONS: usize = 50;

impl LetterTexts {
    /// Nothing where a fault was told.
    fn read(file: &mut Fields<'_, '_>) -> Option<Self> {
        let title = file.inner("title", |fields| {
            ByCode::read(fields, Area::ALL, Area::code)
        });
        let received = file.inner("received", |fields| {
            ByCode::read(fields, StartEvent::ALL, StartEvent::code)
        });
        let not_kept = file.inner("not_kept", BeforeOrAfter::read);
        let not_kept_again = file.inner("not_kept_again", BeforeOrAfter::read);
        let body = file.inner("body", Body::read);
        let additions = file.each("addition", MOST_ADDITIONS, Addition::read);
        Some(Self {
            title: title??,
            received: received??,
            not_kept: not_kept??,
            not_kept_again: not_kept_again??,
            body: body??,
            additions: additions.into_iter().collect::<Option<_>>()?,
        })
    }
}

impl ByCode {
    fn read<T: Copy>(
        fields: &mut Fields<'_, '_>,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<Self> {
        let texts = all
            .iter()
            .filter_map(|&one| Some((code(one), fields.text_or_none(code(one))?)))
            .collect();
        Some(Self {
            texts,
            otherwise: fields.text("other")?,
        })
    }

    fn of(&self, code: &str) -> &str {
        let found = self.texts.iter().find(|(known, _)| *known == code);
        found.map_or(&self.otherwise, |(_, text)| text)
    }
}

impl BeforeOrAfter {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (coming, over) = (fields.text("coming"), fields.text("over"));
        Some(Self {
            coming: coming?,
            over: over?,
        })
    }

    fn at(&self, due: NaiveDate, sent: NaiveDate) -> &str {
        match due < sent {
            true => &self.over,
            false => &self.coming,
        }
    }
}

impl Body {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let ground = fields.text("ground");
        let ground_missing = fields.text("ground_missing");
        let new_day = fields.text("new_day");
        let new_day_missing = fields.text("new_day_missing");
        let again = fields.text("again");
        let greeting = fields.text("greeting");
        Some(Self {
            ground: ground?,
            ground_missing: ground_missing?,
            new_day: new_day?,
            new_day_missing: new_day_missing?,
            again: again?,
            greeting: greeting?,
        })
    }
}

impl Addition {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let rules = fields.texts("rules");
        let text = fields.text("text");
        let valid_from = fields.day("valid_from");
        let valid_to = fields.day_or_none("valid_to");
        // Whoever mends the text must know where it came from; the letter itself does not say.
        fields.text("source");
        fields.code("confidence", Confidence::ALL, Confidence::code);
        Some(Self {
            rules,
            text: text?,
            valid_from: valid_from?,
            valid_to,
        })
    }

    fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}
