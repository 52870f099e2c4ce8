use sagsbord_pdf::{LetterBlock, LetterText};

use super::line::{Line, lines};
use super::zone::Zones;
use crate::read::mail::{named_lines, quotes};
use crate::read::text::{Lines, html_text, lines_of, plain_blocks, set, shown};
use crate::read::{Step, Unreadable};
use crate::{ChildRole, Found, HiddenKind, WhyUnreadable, words};

const MOST_THINGS: usize = 20_000;
const DEEPEST: usize = 20;
const LONGEST_TITLE: usize = 300;

/// Appointments, tasks and notes, one after the other.
pub(super) fn read(text: &str, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let lines = lines(text);
    let zones = Zones::read(&lines);
    let mut blocks = Vec::new();
    let mut things = 0;
    let mut files = 0;
    // Components within each other; the innermost is last.
    let mut open: Vec<(String, Thing)> = Vec::new();
    let mut beyond = 0_usize;
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => {
                if open.len() < DEEPEST {
                    let kind = line.value.trim().to_ascii_uppercase();
                    open.push((kind, Thing::default()));
                } else {
                    beyond += 1;
                }
            }
            "END" if beyond > 0 => beyond -= 1,
            "END" => {
                let Some((kind, thing)) = open.pop() else {
                    continue;
                };
                if matches!(kind.as_str(), "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY") {
                    things += 1;
                    if things > MOST_THINGS {
                        return Err(WhyUnreadable::TooManyParts.into());
                    }
                    thing.tell(&zones, &mut blocks, &mut files, found)?;
                } else if kind == "VALARM"
                    && let Some((_, outer)) = open.last_mut()
                {
                    outer.alarms.extend(thing.lines);
                } else if kind == "VCALENDAR" {
                    thing.hide(found);
                }
            }
            _ => {
                if let Some((_, thing)) = open.last_mut() {
                    thing.lines.push(line);
                }
            }
        }
    }
    // A file that was cut off still tells what it told.
    let is_cut = !open.is_empty();
    for (kind, thing) in open.into_iter().rev() {
        if kind == "VEVENT" || kind == "VTODO" {
            things += 1;
            thing.tell(&zones, &mut blocks, &mut files, found)?;
        }
    }
    if things == 0 && is_cut {
        return Err(WhyUnreadable::Damaged.into());
    }
    if blocks.is_empty() {
        blocks.push(LetterBlock::Paragraph(words::EMPTY_CALENDAR.into()));
    }
    set("", blocks, None, &found.limits)
}

#[derive(Default)]
struct Thing {
    lines: Vec<Line>,
    alarms: Vec<Line>,
}

impl Thing {
    fn first(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    fn text(&self, name: &str) -> String {
        self.first(name)
            .map(|line| shown(line.text().trim()))
            .unwrap_or_default()
    }

    fn tell(
        self,
        zones: &Zones,
        blocks: &mut Vec<LetterBlock>,
        files: &mut usize,
        found: &mut Found<'_>,
    ) -> Result<(), Unreadable> {
        if !blocks.is_empty() {
            blocks.push(LetterBlock::Rule);
        }
        let title = self.text("SUMMARY").replace('\n', " ");
        let title = if title.is_empty() {
            words::AN_APPOINTMENT.to_owned()
        } else {
            title
        };
        blocks.push(if title.len() <= LONGEST_TITLE {
            LetterBlock::Heading(1, title.into())
        } else {
            LetterBlock::Paragraph(LetterText::from(title))
        });
        let mut rows: Vec<(&str, String)> = Vec::new();
        let mut add = |name: &'static str, value: String| {
            if !value.is_empty() {
                rows.push((name, value));
            }
        };
        for (property, name) in [
            ("DTSTART", words::BEGINS),
            ("DTEND", words::ENDS),
            ("DUE", words::DUE),
            ("COMPLETED", words::DONE),
            ("RECURRENCE-ID", words::INSTEAD_OF),
        ] {
            add(
                name,
                self.first(property)
                    .map(|line| zones.told(line))
                    .unwrap_or_default(),
            );
        }
        add(words::LASTS, self.text("DURATION"));
        add(words::REPEATS, self.text("RRULE"));
        let except: Vec<String> = self.all("EXDATE").map(|line| zones.told(line)).collect();
        add(words::EXCEPT, except.join("; "));
        add(words::WHERE, self.text("LOCATION"));
        add(
            words::ORGANISER,
            self.first("ORGANIZER").map(person).unwrap_or_default(),
        );
        let people: Vec<String> = self.all("ATTENDEE").map(person).collect();
        add(words::TAKE_PART, people.join("; "));
        add(words::STATUS, status(&self.text("STATUS")));
        add(words::SENSITIVITY, class(&self.text("CLASS")));
        add(words::KINDS, self.text("CATEGORIES"));
        add(words::CONTACT, self.text("CONTACT"));
        add(words::ADDRESS_ON_NET, self.text("URL"));
        let mut attached = Vec::new();
        for line in self.lines.iter().filter(|line| line.name == "ATTACH") {
            *files += 1;
            match line.bytes() {
                Some(bytes) => {
                    let name = file_name(line, *files);
                    attached.push(format!(
                        "{} ({})",
                        crate::kind::clean_name(&name),
                        words::size(bytes.len() as u64)
                    ));
                    found.child(&name, ChildRole::Attachment, bytes)?;
                }
                None => {
                    let address = shown(crate::found::cut(line.value.trim(), 1_000));
                    found.hide(HiddenKind::ExternalLink, words::REMOTE_CONTENT, &address, 1);
                    attached.push(format!("<{address}>"));
                }
            }
        }
        add(words::ATTACHED, attached.join("; "));
        blocks.push(named_lines(rows));
        let description = self.text("DESCRIPTION");
        blocks.extend(plain_blocks(&description, Lines::AsTheyStand));
        for line in self.all("COMMENT") {
            blocks.extend(plain_blocks(&line.text(), Lines::AsTheyStand));
        }
        if let Some(rich) = self.first("X-ALT-DESC") {
            let rich = lines_of(&html_text(&rich.text(), &|_| None).blocks);
            if quotes::plain(&rich) != quotes::plain(&description) {
                found.hide(HiddenKind::OtherBody, words::OTHER_BODY, rich.trim(), 1);
            }
        }
        self.hide(found);
        Ok(())
    }

    fn all(&self, name: &'static str) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    /// What is said that no page shows.
    fn hide(&self, found: &mut Found<'_>) {
        const SHOWN: [&str; 20] = [
            "SUMMARY",
            "DTSTART",
            "DTEND",
            "DUE",
            "COMPLETED",
            "RECURRENCE-ID",
            "DURATION",
            "RRULE",
            "EXDATE",
            "LOCATION",
            "ORGANIZER",
            "ATTENDEE",
            "STATUS",
            "CLASS",
            "CATEGORIES",
            "CONTACT",
            "URL",
            "ATTACH",
            "DESCRIPTION",
            "COMMENT",
        ];
        for line in &self.lines {
            let is_shown = SHOWN.contains(&line.name.as_str());
            if !is_shown && !matches!(line.name.as_str(), "VERSION" | "X-ALT-DESC") {
                let value = line.text();
                if !value.trim().is_empty() {
                    found.hide(HiddenKind::Metadata, &line.name, value.trim(), 1);
                }
            }
        }
        for line in &self.alarms {
            if matches!(line.name.as_str(), "DESCRIPTION" | "SUMMARY" | "ATTENDEE") {
                found.hide(HiddenKind::Metadata, words::IN_ALARM, line.text().trim(), 1);
            }
        }
    }
}

/// `Navn <adresse> (har sagt ja)`.
fn person(line: &Line) -> String {
    let address = line.value.trim();
    let address = match address.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("mailto:") => &address[7..],
        _ => address,
    };
    let name = line.parameter("CN").unwrap_or_default();
    let person = crate::read::mail::named(name, address);
    let said = match line
        .parameter("PARTSTAT")
        .unwrap_or_default()
        .to_ascii_uppercase()
        .as_str()
    {
        "ACCEPTED" => words::SAID_YES,
        "DECLINED" => words::SAID_NO,
        "TENTATIVE" => words::SAID_MAYBE,
        _ => return shown(&person),
    };
    shown(&format!("{person} ({said})"))
}

fn status(said: &str) -> String {
    match said.to_ascii_uppercase().as_str() {
        "CANCELLED" => words::CANCELLED.to_owned(),
        "TENTATIVE" => words::TENTATIVE.to_owned(),
        "CONFIRMED" => words::CONFIRMED.to_owned(),
        "COMPLETED" => words::DONE.to_owned(),
        _ => said.to_owned(),
    }
}

fn class(said: &str) -> String {
    match said.to_ascii_uppercase().as_str() {
        "PRIVATE" => words::PRIVATE.to_owned(),
        "CONFIDENTIAL" => words::CONFIDENTIAL.to_owned(),
        "PUBLIC" => String::new(),
        _ => said.to_owned(),
    }
}

fn file_name(line: &Line, number: usize) -> String {
    ["FILENAME", "X-FILENAME", "X-ORACLE-FILENAME", "X-LABEL"]
        .iter()
        .find_map(|name| line.parameter(name))
        .map_or_else(|| format!("{} {number}", words::A_FILE), str::to_owned)
}
