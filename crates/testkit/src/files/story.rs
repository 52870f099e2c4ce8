use std::collections::HashSet;

use chrono::NaiveDate;
use sagsbord_domain::DocumentKind;

use super::FileKind;
use super::sentences::{self, Pool};
use crate::municipality::{Case, Citizen, Dice, Employee, Town, capitalised, hyphened};

/// What a document says, before it becomes a file of some kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    pub title: String,
    pub direction: DocumentKind,
    pub date: NaiveDate,
    pub case_number: String,
    pub author: Correspondent,
    pub recipient: Correspondent,
    pub facts: Vec<(&'static str, String)>,
    pub paragraphs: Vec<String>,
    /// The first row holds the headings.
    pub table: Vec<[String; 4]>,
    pub(super) place: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondent {
    pub name: String,
    pub email: String,
    /// Begins with 00, which no Danish number does.
    pub phone: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Genre {
    Note,
    Decision,
    Letter,
    Mail,
    Minutes,
    Overview,
    Appointment,
    Contact,
    Bundle,
}

impl Story {
    pub(crate) fn about(
        town: &Town,
        case: &Case,
        date: NaiveDate,
        kind: FileKind,
        dice: &mut Dice,
    ) -> Self {
        let genre = Genre::of(kind, dice);
        let citizen = case
            .parties
            .first()
            .and_then(|party| town.citizen(party.citizen));
        let other = case
            .parties
            .get(1)
            .and_then(|party| town.citizen(party.citizen));
        let official = case
            .responsible
            .and_then(|id| town.employees.iter().find(|employee| employee.id == id));
        let unit = town
            .units
            .iter()
            .find(|unit| unit.id == case.unit)
            .map_or(town.name, |unit| unit.name);
        // Children do not write to the municipality; a parent does.
        let is_child = citizen.is_some_and(|citizen| date.years_since(citizen.born) < Some(16));
        let writer = if is_child { other.or(citizen) } else { citizen };
        let writer_mail = writer.map_or_else(Correspondent::front_desk, |writer| {
            Correspondent::citizen(writer, dice)
        });
        let official_mail =
            official.map_or_else(Correspondent::front_desk, Correspondent::employee);

        let address = match citizen {
            Some(citizen) if citizen.protected => "beskyttet adresse".to_owned(),
            Some(citizen) => citizen.address.to_string(),
            None => "uden fast adresse".to_owned(),
        };
        let words = Words {
            citizen: citizen.map_or("ukendt", |citizen| &citizen.name).to_owned(),
            writer: writer_mail.name.clone(),
            cpr: citizen.map(hyphened).unwrap_or_default(),
            address: address.clone(),
            about: case.subject.about(),
            unit,
            official: official_mail.name.clone(),
            other: other.map_or_else(|| "en pårørende".to_owned(), |other| other.name.clone()),
            number: case.number.clone(),
            date: danish_date(date),
        };

        let direction = genre.direction(dice);
        let title_pattern = dice.pick(genre.titles());
        let title = words.fill(title_pattern);
        let theme = case.subject.theme();
        let mut said = HashSet::new();
        let mut paragraphs = Vec::new();
        if genre == Genre::Decision {
            paragraphs.push(words.fill(dice.pick(sentences::outcomes(title_pattern))));
        }
        for (pool, sentences) in genre.outline(direction) {
            let pool = sentences::pool(*pool, theme);
            paragraphs.push(words.paragraph(pool, *sentences, &mut said, dice));
        }
        for _ in 0..extra_paragraphs(kind, dice) {
            let pool = sentences::pool(Pool::Observation, theme);
            paragraphs.push(words.paragraph(pool, 5, &mut said, dice));
        }
        let (author, recipient) = match direction {
            DocumentKind::Incoming => (writer_mail, official_mail),
            _ => (official_mail, writer_mail),
        };
        Self {
            title,
            direction,
            date,
            case_number: case.number.clone(),
            author,
            recipient,
            facts: vec![
                ("Sagsnummer", case.number.clone()),
                ("Borger", words.citizen.clone()),
                ("CPR-nummer", words.cpr.clone()),
                ("Adresse", address),
                ("Afdeling", unit.to_owned()),
                ("Dato", words.date.clone()),
            ],
            paragraphs,
            table: table(date, &words, dice),
            place: format!("{}, rådhuset, mødelokale {}", town.name, dice.between(1, 9)),
        }
    }

    /// `Afgørelse om madservice 2026-03-04.pdf`, or `Scan0012.png` as machines name them.
    pub(crate) fn file_name(&self, kind: FileKind, dice: &mut Dice) -> String {
        let extension = kind.extension();
        if kind.is_picture() && dice.per_mille(700) {
            let number = dice.between(1, 9_999);
            let stem = dice.pick(&["Scan", "IMG_", "Scanning ", "MFP-2. sal_"]);
            return format!("{stem}{number:04}.{extension}");
        }
        let safe: String = self
            .title
            .chars()
            .map(|c| match c {
                '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
                other => other,
            })
            .collect();
        match dice.weighted(&[50, 30, 20]) {
            0 => format!("{safe} {}.{extension}", self.date),
            1 => format!("{safe}.{extension}"),
            _ => format!(
                "{}_{}.{extension}",
                self.case_number,
                safe.replace(' ', "_")
            ),
        }
    }

    pub(super) fn as_plain_text(&self) -> String {
        let mut text = format!(
            "{}\n{}\n\n",
            self.title,
            "=".repeat(self.title.chars().count())
        );
        for (name, value) in &self.facts {
            text.push_str(&format!("{name}: {value}\n"));
        }
        for paragraph in &self.paragraphs {
            text.push('\n');
            text.push_str(&wrapped(paragraph, 78));
            text.push('\n');
        }
        text.push_str(&format!("\n{}\n", self.author.name));
        text
    }
}

impl Correspondent {
    fn citizen(citizen: &Citizen, dice: &mut Dice) -> Self {
        Self {
            name: citizen.name.clone(),
            email: format!("{}@post.example", dotted(&citizen.name)),
            phone: format!(
                "00 {:02} {:02} {:02}",
                dice.below(100),
                dice.below(100),
                dice.below(100)
            ),
        }
    }

    fn employee(employee: &Employee) -> Self {
        Self {
            name: employee.name.clone(),
            email: format!("{}@havrelunde.example", employee.username),
            phone: "00 10 10 10".to_owned(),
        }
    }

    fn front_desk() -> Self {
        Self {
            name: "Havrelunde Kommune".to_owned(),
            email: "post@havrelunde.example".to_owned(),
            phone: "00 10 10 00".to_owned(),
        }
    }
}

impl Genre {
    fn of(kind: FileKind, dice: &mut Dice) -> Self {
        match kind {
            FileKind::Mail | FileKind::Mailbox => Self::Mail,
            FileKind::Csv | FileKind::Spreadsheet | FileKind::OpenSheet | FileKind::PdfTable => {
                Self::Overview
            }
            FileKind::Slides | FileKind::PdfColumns => Self::Minutes,
            FileKind::Appointment => Self::Appointment,
            FileKind::Contact => Self::Contact,
            FileKind::Zip => Self::Bundle,
            FileKind::Text | FileKind::OldText | FileKind::Markdown => Self::Note,
            FileKind::Gif => Self::Note,
            FileKind::PdfScan | FileKind::Png | FileKind::Bmp | FileKind::Tiff => Self::Letter,
            FileKind::Html
            | FileKind::Rtf
            | FileKind::Word
            | FileKind::OpenText
            | FileKind::PdfLetter => [Self::Note, Self::Decision, Self::Letter, Self::Minutes]
                [dice.weighted(&[30, 40, 18, 12])],
        }
    }

    fn direction(self, dice: &mut Dice) -> DocumentKind {
        match self {
            Self::Note | Self::Minutes | Self::Overview | Self::Appointment | Self::Contact => {
                DocumentKind::Internal
            }
            Self::Decision => DocumentKind::Outgoing,
            Self::Letter | Self::Bundle => DocumentKind::Incoming,
            Self::Mail if dice.per_mille(650) => DocumentKind::Incoming,
            Self::Mail => DocumentKind::Outgoing,
        }
    }

    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Note => &[
                "Journalnotat om {om}",
                "Telefonnotat {dato}",
                "Notat efter besøg",
                "Faglig vurdering af {om}",
            ],
            Self::Decision => &[
                "Afgørelse om {om}",
                "Bevilling af {om}",
                "Afslag på {om}",
                "Delvist afslag: {om}",
            ],
            Self::Letter => &[
                "Brev om {om}",
                "Henvendelse om {om}",
                "Svar på partshøring om {om}",
                "Klage over afgørelse om {om}",
            ],
            Self::Mail => &[
                "Spørgsmål om {om}",
                "SV: {om} – hvornår får jeg svar?",
                "VS: Bilag til sag {sagsnr}",
                "Ændret tid til mødet om {om}",
            ],
            Self::Minutes => &[
                "Referat af møde om {om}",
                "Referat fra netværksmøde {dato}",
                "Oplæg om {om}",
            ],
            Self::Overview => &[
                "Oversigt over udgifter til {om}",
                "Timer og ydelser, {om}",
                "Bilagsoversigt {sagsnr}",
            ],
            Self::Appointment => &["Møde om {om}", "Hjemmebesøg om {om}"],
            Self::Contact => &["Kontaktoplysninger {sagsnr}"],
            Self::Bundle => &["Samlede bilag til {om}", "Bilag modtaget {dato}"],
        }
    }

    /// Paragraph by paragraph: from which pool, and how many sentences.
    fn outline(self, direction: DocumentKind) -> &'static [(Pool, usize)] {
        match self {
            Self::Note => &[
                (Pool::Contact, 2),
                (Pool::Observation, 4),
                (Pool::Observation, 3),
                (Pool::NextStep, 2),
            ],
            Self::Decision => &[
                (Pool::Basis, 3),
                (Pool::Observation, 4),
                (Pool::Reason, 3),
                (Pool::Appeal, 3),
            ],
            Self::Letter => &[
                (Pool::CitizenOpening, 2),
                (Pool::CitizenWords, 4),
                (Pool::CitizenWords, 2),
                (Pool::CitizenClosing, 1),
            ],
            Self::Mail if direction == DocumentKind::Outgoing => &[
                (Pool::OfficialOpening, 1),
                (Pool::NextStep, 2),
                (Pool::OfficialClosing, 1),
            ],
            Self::Mail => &[
                (Pool::CitizenOpening, 1),
                (Pool::CitizenWords, 3),
                (Pool::CitizenClosing, 1),
            ],
            Self::Minutes => &[
                (Pool::Meeting, 2),
                (Pool::Observation, 4),
                (Pool::Observation, 3),
                (Pool::Reason, 2),
                (Pool::NextStep, 3),
            ],
            Self::Overview => &[(Pool::Basis, 2), (Pool::NextStep, 1)],
            Self::Appointment => &[(Pool::Meeting, 2), (Pool::NextStep, 1)],
            Self::Contact => &[(Pool::Contact, 1)],
            Self::Bundle => &[(Pool::CitizenOpening, 2), (Pool::CitizenWords, 3)],
        }
    }
}

/// What the sentences' gaps are filled with.
struct Words<'a> {
    citizen: String,
    /// The citizen, or a child's parent.
    writer: String,
    cpr: String,
    address: String,
    about: &'a str,
    unit: &'a str,
    official: String,
    other: String,
    number: String,
    date: String,
}

impl Words<'_> {
    fn fill(&self, sentence: &str) -> String {
        let first = self.citizen.split(' ').next().unwrap_or_default();
        sentence
            .replace("{borger}", &self.citizen)
            .replace("{afsender}", &self.writer)
            .replace("{fornavn}", first)
            .replace("{cpr}", &self.cpr)
            .replace("{adresse}", &self.address)
            .replace("{om}", self.about)
            .replace("{Om}", &capitalised(self.about))
            .replace("{enhed}", self.unit)
            .replace("{medarbejder}", &self.official)
            .replace("{anden}", &self.other)
            .replace("{sagsnr}", &self.number)
            .replace("{dato}", &self.date)
    }

    /// Sentences in the pool's order, and none twice in a story as long as there are others.
    fn paragraph(
        &self,
        pool: &'static [&'static str],
        sentences: usize,
        said: &mut HashSet<&'static str>,
        dice: &mut Dice,
    ) -> String {
        let first = dice.below(pool.len());
        let mut paragraph: Vec<String> = Vec::new();
        for place in 0..pool.len() * 2 {
            if paragraph.len() == sentences {
                break;
            }
            if place == pool.len() {
                said.clear();
            }
            let sentence = pool[(first + place) % pool.len()];
            if said.insert(sentence) {
                paragraph.push(capitalised(&self.fill(sentence)));
            }
        }
        paragraph.join(" ")
    }
}

/// So that some PDF files have several pages.
fn extra_paragraphs(kind: FileKind, dice: &mut Dice) -> usize {
    match kind {
        FileKind::PdfColumns => 14,
        FileKind::PdfLetter => [0, 8, 32][dice.weighted(&[55, 30, 15])],
        _ => 0,
    }
}

fn table(date: NaiveDate, words: &Words<'_>, dice: &mut Dice) -> Vec<[String; 4]> {
    const ITEMS: &[&str] = &[
        "Besøg i hjemmet",
        "Kørsel tur/retur",
        "Egenbetaling",
        "Materialer",
        "Møde med pårørende",
        "Telefonsamtale",
        "Tolkning",
        "Faglig udtalelse",
        "Ændring af bevilling",
        "Refusion",
    ];
    let heading = ["Dato", "Post", "Timer", "Beløb i kr."].map(str::to_owned);
    let mut rows = vec![heading];
    for back in 0..6 + dice.below(24) as u64 {
        let kroner = dice.between(40, 4_800);
        let item = dice.pick(ITEMS);
        let item = if dice.per_mille(250) {
            format!("{item}, {}", words.about)
        } else {
            item.to_owned()
        };
        rows.push([
            (date - chrono::Days::new(back * 3)).to_string(),
            item,
            format!(
                "{},{}",
                dice.between(0, 7),
                dice.pick(&["0", "5", "25", "75"])
            ),
            format!("{kroner},{:02}", dice.below(100)),
        ]);
    }
    rows
}

pub(super) fn danish_date(day: NaiveDate) -> String {
    use chrono::Datelike;
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    format!(
        "{}. {} {}",
        day.day(),
        MONTHS[day.month0() as usize],
        day.year()
    )
}

/// Broken between words; a word longer than a line stays whole.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::with_capacity(text.len() + 8);
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

fn dotted(name: &str) -> String {
    sagsbord_domain::fold(name).replace(' ', ".")
}
